"""Characters that only look like others, and signs that stand for several → what everybody else writes: ⼯ → 工, １ → 1, 𝟔 → 6, ㎞ → km, ㈠ → （一）."""

from __future__ import annotations

import re
import unicodedata

# Characters of the block CJK Radicals Supplement that stand for whole characters where a program has taken the wrong ones (exports from
# PDF); the Kangxi radicals and the compatibility ideographs are told by Unicode itself.
_RADICALS = dict(zip(
    "⺠⺟⺫⺮⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳⺻⺹⻈⻐⺶⺷",
    "民母目竹虎西见角贝车长长门雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟肀耂讠钅羊羊",
    strict=True,
))  # fmt: skip
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_COMPATIBLE = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xF900, 0xFA6E), *range(0xFA70, 0xFADA))}
_WIDE = {chr(code): chr(code - 0xFEE0) for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")) for code in range(ord(first), ord(last) + 1)}
_LOW = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
# Bold, slanted and double letters and digits of mathematics, with which articles of public accounts are dressed
_DRESSED = {chr(code): plain for code in range(0x1D400, 0x1D800) if (plain := unicodedata.normalize("NFKC", chr(code))).isascii()}
_SIGNS = {"％": "%", "﹪": "%", "－": "-", "﹣": "-", "‐": "-", "‑": "-", "−": "-", "‒": "-", "＋": "+", "﹢": "+", "∕": "/", "⁄": "/", "／": "/"}
_SIGNS |= {"﹤": "<", "﹥": ">", "＜": "<", "＞": ">", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "µ": "μ", "ɡ": "g"}
# Units in one sign
_UNITS = {"㎞": "km", "㎝": "cm", "㎜": "mm", "㎏": "kg", "㎎": "mg", "㎾": "kW", "㎿": "MW", "㎸": "kV", "㏊": "公顷", "㎍": "μg"}
# Forms of marks for narrow and for vertical setting
_NARROW = dict(zip("﹐﹑﹔﹕﹖﹗﹙﹚﹝﹞︰︵︶｡､･・‧", "，、；：？！（）〔〕：（）。、···", strict=True))
# One sign for the number of an item: ㈠ is （一）, ⒈ is 1., ⑴ is （1）
_NUMBERS = {chr(0x3220 + n): f"（{numeral}）" for n, numeral in enumerate("一二三四五六七八九十")}
_NUMBERS |= {chr(0x2488 + n): f"{n + 1}." for n in range(20)} | {chr(0x2474 + n): f"（{n + 1}）" for n in range(20)}
_ALIKE = str.maketrans(_KANGXI | _COMPATIBLE | _RADICALS | _WIDE | _LOW | _DRESSED | _SIGNS | _UNITS | _NARROW | _NUMBERS)
# Any of them: most lines hold none, and looking takes a tenth of what translating does. Those of mathematics stand apart, as a set of
# characters that goes beyond the plane of the others is looked through one by one.
# matches ⼯ · １ · ㎞ · －      not 工 · 1 · km · 𝟔
_ANY_ALIKE = re.compile(f"[{''.join(map(re.escape, (one for one in map(chr, _ALIKE) if one not in _DRESSED)))}]")
# matches 𝟔      not 6
_ANY_DRESSED = re.compile("[\U0001d400-\U0001d7ff]")

_CYRILLIC, _LATIN = "АВЕЅІЈКМНОРСТУХаеосрухіѕј", "ABESIJKMHOPCTYXaeocpyxisj"
_GREEK, _OF_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"
_LETTERS = str.maketrans(_CYRILLIC + _GREEK, _LATIN + _OF_GREEK)
# Letters of another alphabet, all of which look like Latin ones, beside what is none of theirs
# matches РМ2.5 · GDР · Α类      not Россия · μg · α粒子
_FOREIGN = re.compile(rf"(?<![\u0370-\u04ff])[{_CYRILLIC}{_GREEK}]{{1,20}}(?![\u0370-\u04ff])")
# matches Р · Ρ      not P · 工
_ANY_FOREIGN = re.compile("[\u0370-\u04ff]")


def as_everybody_writes(text: str) -> str:
    """A text → the same in the characters that everybody else takes: ⼯业增⻓６．５％ → 工业增长6．5%; РМ2.5 → PM2.5"""
    text = text.translate(_ALIKE) if _ANY_ALIKE.search(text) or _ANY_DRESSED.search(text) else text
    return _FOREIGN.sub(lambda found: found[0].translate(_LETTERS), text) if _ANY_FOREIGN.search(text) else text
