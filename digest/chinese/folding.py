"""A line of any document → the same text written one way: look-alike characters, wide letters, and spaces set between scripts.

Folded once, where documents are read, so that no later rule knows a second way of writing. What a reader would call another text stays:
words, digits, marks, line ends. Two or more spaces in a row stay too: they part a heading from its text, or the cells of a row.
"""

from __future__ import annotations

import re
import unicodedata

from digest.chinese.quantities import counts

# Characters of the block CJK Radicals Supplement that stand for whole characters where a program has taken the wrong ones (exports from
# PDF); the Kangxi radicals and the compatibility ideographs are told by Unicode itself.
_RADICALS = dict(zip(
    "⺠⺟⺫⺮⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳⺻⺹⻈⻐⺶⺷",
    "民母目竹虎西见角贝车長长门雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟肀耂讠钅羊羊",
    strict=True,
))  # fmt: skip
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_COMPATIBLE = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xF900, 0xFA6E), *range(0xFA70, 0xFADA))}
_WIDE = {chr(code): chr(code - 0xFEE0) for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")) for code in range(ord(first), ord(last) + 1)}
_LOW = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_SIGNS = {"％": "%", "﹪": "%", "－": "-", "﹣": "-", "‐": "-", "‑": "-", "−": "-", "‒": "-", "＋": "+", "﹢": "+", "∕": "/", "⁄": "/", "／": "/"}
_SIGNS |= {"﹤": "<", "﹥": ">", "＜": "<", "＞": ">", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "µ": "μ"}
# Forms of marks for narrow and for vertical setting
_NARROW = dict(zip("﹐﹑﹔﹕﹖﹗﹙﹚﹝﹞︰︵︶｡､･‧", "，、；：？！（）〔〕：（）。、··", strict=True))
# One sign for the number of an item: ㈠ is （一）, ⒈ is 1., ⑴ is （1）
_NUMBERS = {chr(0x3220 + n): f"（{numeral}）" for n, numeral in enumerate("一二三四五六七八九十")}
_NUMBERS |= {chr(0x2488 + n): f"{n + 1}." for n in range(20)} | {chr(0x2474 + n): f"（{n + 1}）" for n in range(20)}
_ALIKE = str.maketrans(_KANGXI | _COMPATIBLE | _RADICALS | _WIDE | _LOW | _SIGNS | _NARROW | _NUMBERS)
# A full-width point between digits
# matches 2．5      not 1．加快
_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
# Which of the forms of one character is meant to be drawn, for a program and for nobody else
# matches "市\ufe00" · "區\U000e0100"      not 市
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
_MARK = "，。、；：！？（）《》“”‘’【】〔〕—…·"
_GAP = "[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# One space between Han (or a full-width mark) and a digit, a Latin letter, a sign of a number
# matches 完成 189.5 · 达 ≥5 · 和 GDP · ， 增长 5%      not 工作 回顾 · 完成　　189 · GDP 189
_BEFORE = re.compile(rf"(?<=[{_HAN}{_MARK}]){_GAP}(?=[0-9A-Za-z%‰≥≤><±+\-–])")
# The same behind it, but for the number that begins a line: it counts an item, or a row
# matches 189.5 亿元 · GDP 增长 · 5% 以上 · PM2.5 浓度      not 189.5  亿元
_BEHIND = re.compile(rf"(?<=[0-9A-Za-z%‰℃²³]){_GAP}(?=[{_HAN}{_MARK}])")
# One space between Han and a full-width mark
# matches ， 增长 · （一） 推进      not · 推进 · ，　　增长
_BESIDE = re.compile(rf"(?<=[，。、；：！？）》”’】〕]){_GAP}(?=[{_HAN}])|(?<=[{_HAN}”’》）】〕%]){_GAP}(?=[，。、；：！？（《“‘【〔）》”’】〕])")
# A space between a number and its sign
# matches 5.2 % · 3 ‰      not 5 6
_SIGN = re.compile(rf"(?<=[0-9]){_GAP}(?=[%‰℃])")
# The number of an item or of a row, which begins a line, and its space
# at the start: 1 加快 · 1.1 加快 · 一.1 加快 · "  12 加快"      not 2024 年 · 189.5 亿元 · 1、加快
_ITEM = re.compile(
    rf"{_GAP}{{0,20}}(?:[0-9]{{1,3}}|[0-9一二三四五六七八九十]{{1,3}}(?:\.[0-9]{{1,3}}){{1,4}}){_GAP}(?=[{_HAN}])(?!{_GAP}?[年月日亿万千百个项家户人名%])"
)
# matches PM 2.5 · pm 10 · PM2. 5      not AM 2.5 · PM100
_PARTICLES = re.compile(rf"(?<![A-Za-z])(PM|pm){_GAP}?(?:(2){_GAP}?\.{_GAP}?(5)|(10))(?![0-9])")
# A dash that stands for a minus sign, before a rate
# matches 增长–2.3% · ：–0.5个百分点      not 5%–6% · 2020–2025年 · 增长–
_MINUS = re.compile(rf"(?<=[{_HAN}：（(])–(?=[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?(?:[%‰℃]|个百分点))")
# matches >=5 · > = 5 · "≥ 5"      not => · 甲>=乙 · ≥5
_AT_LEAST = re.compile(rf"(?:>{_GAP}?={_GAP}?|≥{_GAP})(?=[0-9])")
# matches <=3.5 · "≤ 5"      not <3
_AT_MOST = re.compile(rf"(?:<{_GAP}?={_GAP}?|≤{_GAP})(?=[0-9])")
# A square or a cube whose power is typed as a digit
# matches 120万m2 · 35μg/m3 · 5km^2      not M2增长 · A12m2型 · m2
_POWER = re.compile(r"((?:(?<![0-9A-Za-z.])[0-9]{1,9}(?:\.[0-9]{1,4})?[万亿]?|/)k?m)\^?([23])(?![0-9A-Za-z])")
# A space between a number and a unit in Latin letters
# matches 34 μg/m³ · 3 km² · 50 MW      not 34 GDP · 5 more
_LATIN_UNIT = re.compile(rf"(?<=[0-9万亿]){_GAP}(?=(?:k?m(?:\^?[23²³])?|k?g|[kMG]Wh?|TEU)(?![0-9A-Za-z]))|(?<=[0-9万亿]){_GAP}(?=[uμm]g/)")
# matches 34ug/m · 34 Ug/m      not 34ug
_MICRO = re.compile(r"(?<![A-Za-z])[uU](?=g/)")
# What a line must hold for the patterns above to find anything in it; most lines hold neither
# matches 完成 189 · 甲　乙      not 完成189
_ANY_GAP = re.compile(_GAP)
# matches 增长–2.3% · ≥5 · 35ug/m3 · 120万m2      not 5% · 5-6
_ANY_SIGN = re.compile("[–>≥<≤uUm]")
# A comma for thousands as wide as Chinese commas are, in a number that counts something
# matches 5，642万元 · 12，345，678人 · 1，234.5亿元      not 第1，234 · 1，234 · 12，34户 · 2023年，500户 · 5%，642户
_WIDE_COMMAS = re.compile(rf"(?<![0-9.,，第])[0-9]{{1,3}}(?:，[0-9]{{3}}(?![0-9])){{1,4}}(?=(?:\.[0-9]{{1,4}})?[{_HAN}%])(?!年)")
# The year of a day in Chinese numerals, with a circle or a letter for 〇
# matches 二○二四年 · 二OO九年      not 二〇二四年度 · O二四年 · 三O二年
_YEAR = re.compile(r"(?<![〇零一二三四五六七八九])[一二](?=.{0,2}[O0o○◯])[O0o○◯〇零一二三四五六七八九]{3}(?=年)")
_CIRCLES = str.maketrans("O0o○◯", "〇〇〇〇〇")


# A half-width mark of Chinese text
# matches 稳定,推动 · 目标:增长 · 5%;二是 · 6家(个),增长      not 1,234 · 12:30 · a, b · &amp;乙
_HALF = re.compile(rf"(?<=[{_HAN}{_MARK}%])[,:;](?!//)|(?:(?<=[0-9A-Za-z)])[,:]|(?<=[0-9)]);)(?=[{_HAN}“（《])")
_FULL = str.maketrans(",:;", "，：；")
# Straight quotation marks
# matches 建设"三区"项目      not 甲"乙 · “三区”
_STRAIGHT = re.compile('"([^"“”]{1,60})"')


def full_width(text: str) -> str:
    """Marks as programs type them → as Chinese sets them, as many as before: 稳中求进,建设"三区"; → 稳中求进，建设“三区”；

    Digits keep theirs: 1,234, 12:30. Rules read this; readers see what is written.
    """
    if text.count('"') > 1 and text.count('"') % 2 == 0 and not text.isascii():
        text = _STRAIGHT.sub(r"“\1”", text)
    if "," in text or ":" in text or ";" in text:
        text = _HALF.sub(lambda found: found[0].translate(_FULL), text)
    return text


def folded(text: str) -> str:
    """A line as a document writes it → as everybody else would: 完成 189.5 亿元 → 完成189.5亿元; ⼯业 → 工业; ＧＤＰ → GDP; 5.2 % → 5.2%"""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text) if not unicodedata.is_normalized("NFC", text) else text
    text = _POINT.sub(".", _SELECTOR.sub("", text.translate(_ALIKE)))
    head = _ITEM.match(text)
    at = head.end() if head and not counts(text, head.end()) else 0
    rest = _PARTICLES.sub(lambda found: f"{found[1]}2.5" if found[2] else f"{found[1]}10", text[at:])
    if _ANY_GAP.search(rest):
        for gap in (_BEFORE, _BEHIND, _BESIDE, _SIGN, _LATIN_UNIT):
            rest = gap.sub("", rest)
    if _ANY_SIGN.search(rest):
        for sign, pattern in (("-", _MINUS), ("≥", _AT_LEAST), ("≤", _AT_MOST), ("μ", _MICRO)):
            rest = pattern.sub(sign, rest)
        rest = _POWER.sub(lambda found: found[1] + "²³"[found[2] == "3"], rest)
    rest = _WIDE_COMMAS.sub(lambda found: found[0].replace("，", ","), rest)
    return text[:at] + (_YEAR.sub(lambda found: found[0].translate(_CIRCLES), rest) if "年" in rest else rest)
