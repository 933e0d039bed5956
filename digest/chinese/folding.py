"""A line of any document → the same text written one way: look-alike characters, wide letters, and spaces set between scripts.

Folded once, where documents are read, so that no later rule knows a second way of writing. What a reader would call another text stays:
words, digits, marks, line ends. Two or more spaces in a row stay too: they part a heading from its text, or the cells of a row.
"""

from __future__ import annotations

import re
import unicodedata

from digest.chinese.look_alikes import as_everybody_writes
from digest.chinese.quantities import counts

# A full-width point between digits
# matches 2．5      not 1．加快
_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
# A point in the middle of the line between a number and its decimals, before a unit
# matches 189·5亿元 · 7·2% · 12·36个百分点      not 9·18事件 · 5·12 · 1·5·3元 · 2024·5万
_HIGH_POINT = re.compile(r"(?<![0-9.·])([0-9]{1,3})·(?=[0-9]{1,2}(?:[%‰]|个?百分点|[万亿](?:[元吨亩人户公平立千件个，。、；]|$)|元|公里|公顷|亩|吨|微克|倍))")
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
# What particles are called by their size, with what an index leaves of being set lower
# matches PM 2.5 · pm 10 · PM2. 5 · PM_2.5 · PM_{2.5} · PM~10~      not AM 2.5 · PM100 · PM-2.5
_PARTICLES = re.compile(rf"(?<![A-Za-z])(PM|pm){_GAP}?(?P<index>[_~]\{{?{_GAP}?)?(?:(?P<fine>2{_GAP}?\.{_GAP}?5)|10)(?![0-9])(?(index)[}}~]?)")
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
# A space between what multiplies a number and its unit, or within 个百分点
# matches 9.86亿 元 · 312万 人次 · 3.5万 亩 · 2个 百分点      not 3万 众志成城 · 个 百姓
_MULTIPLIED = re.compile(rf"(?<=[0-9]个){_GAP}(?=百分点)|(?<=[0-9][万亿]){_GAP}(?=元|吨|亩|人|户|平方|立方|公顷|千瓦|件|个|套|株|头|只|辆)")
# Characters set apart one by one, seven and more
# matches 社 会 消 费 品 零 售 总 额 增 长 8 . 6 % · 2 0 2 4 年 政 府 工 作 报 告      not 政府 工作 报告 · 各 位 代 表
_SET_APART = re.compile(
    rf"(?<![0-9A-Za-z{_HAN}])(?:[{_HAN}]|[0-9]{{1,8}})(?:{_GAP}(?:[{_HAN}][{_MARK}]?|[{_MARK}]{{1,2}}|[0-9A-Za-z.,%‰+\-]{{1,8}})){{7,}}(?![0-9A-Za-z{_HAN}])"
)
FEWEST_APART = 6  # Han among them
# A space between two numbers of several digits: those stay two
# matches 12 600 · 5 20      not 2 0
_NUMBERS_APART = re.compile(rf"(?:(?<=[0-9]{{2}}){_GAP}(?=[0-9]))|(?:(?<=[0-9]){_GAP}(?=[0-9]{{2}}))")
# The digits of one number, each by itself
# matches 2 0 1 . 6亿元 · 1 8 9亿元 · 6 . 5 %      not 1 189亿元 · 12 3人 · 5 6人 · 1 2 3
_DIGITS_APART = re.compile(
    rf"(?<![0-9.,])(?<![0-9.,]{_GAP})[0-9](?:(?:{_GAP}[0-9]){{2,9}}(?:{_GAP}?\.{_GAP}?[0-9](?:{_GAP}?[0-9]){{0,3}})?|(?:{_GAP}[0-9])?{_GAP}\.{_GAP}[0-9](?:{_GAP}[0-9]){{0,3}})"
    rf"(?={_GAP}?(?:[%‰年]|[亿万千百]{_GAP}?[{_HAN}]|个?百分点|[元人户亩吨]))"
)
# One space between two Han
# matches 预算 收入      not 预算　　收入 · 收入 9
_BETWEEN_WORDS = re.compile(rf"(?<=[{_HAN}]){_GAP}(?=[{_HAN}])")
WORDS_APART, LONGEST_WORDS = 3, 12  # so many such spaces, and a line no longer for each than this: a program has put them between words
# What a line must hold for the patterns above to find anything in it; most lines hold neither
# matches 完成 189 · 甲　乙      not 完成189
_ANY_GAP = re.compile(_GAP)
# matches 增长–2.3% · ≥5 · 35ug/m3 · 120万m2      not 5% · 5-6
_ANY_SIGN = re.compile("[–>≥<≤uUm]")
# A comma for thousands as wide as Chinese commas are, or with a space behind it, or a high one, in a number that counts something
# matches 5，642万元 · 12，345，678人 · 1，234.5亿元 · 40, 117元 · 12’600人      not 第1，234 · 1，234 · 12，34户 · 2023年，500户 · 5%，642户 · 40,  117元
_WIDE_COMMAS = re.compile(rf"(?<![0-9.,，第])[0-9]{{1,3}}(?:(?:[，’']|,{_GAP})[0-9]{{3}}(?![0-9])){{1,4}}(?=(?:\.[0-9]{{1,4}})?[{_HAN}%])(?!年)")
# What a line must hold for it: most hold no digits about a comma
# matches 5，642 · 40, 117      not 5，6 · 甲，642 · 1,234
_ANY_COMMAS = re.compile(rf"[0-9](?:[，’']|,{_GAP})[0-9]{{3}}")
# matches ， · ", " · ’      not ,
_WIDE_COMMA = re.compile(rf"[，’']|,{_GAP}")
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
    text = as_everybody_writes(_SELECTOR.sub("", text))
    text = _POINT.sub(".", text) if "．" in text else text
    text = _HIGH_POINT.sub(r"\1.", text) if "·" in text else text
    head = _ITEM.match(text)
    at = head.end() if head and not counts(text, head.end()) else 0
    rest = text[at:]
    if "PM" in rest or "pm" in rest:
        rest = _PARTICLES.sub(lambda found: f"{found[1]}2.5" if found["fine"] else f"{found[1]}10", rest)
    if _ANY_GAP.search(rest):
        rest = _together(rest)
        for gap in (_BEFORE, _BEHIND, _BESIDE, _SIGN, _LATIN_UNIT, _MULTIPLIED):
            rest = gap.sub("", rest)
    if _ANY_SIGN.search(rest):
        for sign, pattern in (("-", _MINUS), ("≥", _AT_LEAST), ("≤", _AT_MOST), ("μ", _MICRO)):
            rest = pattern.sub(sign, rest)
        rest = _POWER.sub(lambda found: found[1] + "²³"[found[2] == "3"], rest)
    if _ANY_COMMAS.search(rest):
        rest = _WIDE_COMMAS.sub(lambda found: _WIDE_COMMA.sub(",", found[0]), rest)
    return text[:at] + (_YEAR.sub(lambda found: found[0].translate(_CIRCLES), rest) if "年" in rest else rest)


def _together(text: str) -> str:
    """A text whose characters, or whose words, a program has set apart → the same without those spaces: 增 长 8 . 6 % → 增长8.6%"""
    text = _DIGITS_APART.sub(lambda found: re.sub(_GAP, "", found[0]), _SET_APART.sub(_without_gaps, text))
    spaces = len(_BETWEEN_WORDS.findall(text))
    if spaces < WORDS_APART or len(text) > spaces * LONGEST_WORDS or not any(mark in text for mark in "，。；"):
        return text
    return _BETWEEN_WORDS.sub("", text)


def _without_gaps(found: re.Match[str]) -> str:
    if sum("\u3400" <= character <= "\u9fff" for character in found[0]) < FEWEST_APART:
        return found[0]
    parts = _NUMBERS_APART.split(found[0])
    return " ".join(re.sub(_GAP, "", part) for part in parts)
