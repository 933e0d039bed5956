"""Text → amounts: value, unit, bound and span, as the text gives them; and what looks like an amount and cannot be read whole.

What only looks like an amount is left alone: years and dates, 5G, 4A级, PM2.5, 521国道, 7×24小时, 12345热线,
“1236”发展思路, 第2, ordinals and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from digest.chinese.numerals import (
    ARABIC,
    CHINESE,
    GROUPS,
    HAN,
    MULTIPLIER,
    REST,
    SPACE,
    SPACED,
    goes_on,
    inside,
    multiplier_value,
    number,
    run_of_two,
)
from digest.chinese.units import BARE, NOT_UNIT, UNIT, Quantity, unit_of
from digest.chinese.worded_amounts import worded_amounts
from digest.model.bounds import from_above, from_below
from digest.model.closed_sets import Bound

# matches 1,100 · 1 100 · 两千      not 国道1 · 每5户 · 数十 · 第五 · 届三次
_NUMBER = (
    rf"(?<!分之)(?:(?<![0-9][万亿千百])(?<![国省县乡]道)(?<!每)(?:(?<=[^。；：:！？，\s]){SPACED}|{ARABIC})"
    rf"|(?<![每几好第届番〇零一二两三四五六七八九十百千万亿廿卅])(?<![^天人户个总起件]数)(?<!^数)(?:{CHINESE}))"
)


# What makes one number of 两个亿: nothing may follow that it could count; 3个亿元项目 are three
# at the start: 个亿， · 个多亿元大关 · 个亿元。      not 个亿元项目 · 个亿级
_MILLIONS = r"个多?亿(?=元?(?:[，。；）)]|大关|关口|台阶|门槛|左右|$)|以上[，。；）)]|[、的])"


def _amount_of(part: str) -> str:
    """One number with what may stand inside it: 4500余万, 10多, 200+, 三十几万, 1万5千, 1千零20万."""
    rest = rf"(?P<{part}_rest>(?<=[百千万亿]){REST})?"
    return rf"(?P<{part}>{_NUMBER})(?P<{part}_over>[余多几来+＋]?)(?P<{part}_times>{MULTIPLIER}|{_MILLIONS})?{rest}(?P<{part}_more>[余多]?)"


_LOWER = (
    "[≥≧⩾>＞]=?|不[低少小短]于|至少|最少|首?超[过出]?|突破|[冲首连再]?破|[跨迈站跃登踏攀冲](?:[上过越]了?|[入进](?=[0-9百千]))|闯过|越过|站稳|稳站|逾"
    "|(?:进入|挺进|跻身|步入|稳居)(?=[0-9.]{1,8}[万亿]|[百千]亿)"
    "|[高多大]于(?:或?等于)?|等于或[高多大]于|达到或超过|上(?=[百千万亿])"
)
_UPPER = "[≤≦⩽<＜]=?|不超过|不[高多大]于|至多|最多|不足|不到|不满|[低少小]于(?:或?等于)?|等于或[低少小]于"
_ABOUT = "大约|约为|(?<![签公条合预节履违续契简制])约|接近|将近|[直逼趋][逼近]|迫近|(?<![临附邻最靠])近"
_AFTER_LOWER = r"以上|及以上|之上|开外|[多余+＋](?=[，。、；：,;）)]|$)"
_AFTER_UPPER = "以内|以下|之内|及以下|的?(?:红线|警戒线|控制线)(?:以内|以下|之内|之下)?"
_AFTER_ABOUT = "左右|上下"
_TO = r"[-—–－―~～]{1,2}|至|到(?![0-9]{4}年)"

# What an amount and the words of its bound may begin with; most characters begin neither, and are passed over at once.
_FIRST = (
    r"[0-9０-９〇零一二两三四五六七八九十百千万亿廿卅几数半不至最超"
    r"突破跨迈站稳连再进挺跻步跃逾高多大达上低少小约接将近负首冲登踏攀闯越直趋逼迫等<>＜＞⩾⩽\-－−.．≥≧≤≦]"
)

# Where an amount ends that has no unit, as its subject has one: 突破10亿，
# at the start: ， · 大关 · 左右      not 元 · 级
_ENDS = r"(?=[，。、；：）！,;)]|[两三四五]个[^，。]{0,2}(?:大关|台阶)|大关|关口|台阶|门槛|以上[，。、；）]|以内|左右|$)"
# What is passed: the amount before it is a bound
# at the start: 大关 · 新台阶 · 的门槛      not 以上
_GATE = re.compile("的?新?(?:大关|关口|台阶|门槛|行列|俱乐部|阵营|方阵|时代)")
# matches 近641万人次 · 4500余万元 · 5%～6% · 10家至20家 · 首次突破6亿元 · 控制在4%以内      not 第2家 · 5G · PM2.5浓度 · 2023年10月
_QUANTITY = re.compile(
    rf"(?={_FIRST})(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|(?P<about>{_ABOUT})|(?P<minus>(?<=[\u4e00-\u9fff、（(])[-－−]|(?<!减)负(?=[0-9０-９])))?(?<![0-9０-９A-Za-z.．第×*+＋±])(?:{_amount_of('a')})"
    rf"(?:(?P<a_unit>{UNIT})?(?P<to>{_TO}){_amount_of('b')})?(?:个(?P<part>[半多余])(?=小时|百分点|千分点))?(?:(?P<unit>{UNIT})|(?<=[亿万]){_ENDS})"
    rf"(?P<half>半(?=[，。、；：）)]|以|左右|$))?"
    rf"(?:(?P<over>{_AFTER_LOWER})|(?P<under>{_AFTER_UPPER})|(?P<near>{_AFTER_ABOUT}))?"
)
# The words of a bound at the end of a text
# matches 投资超过      not 增长 · 超过预期
_BOUNDED = re.compile(rf"(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|(?P<about>{_ABOUT}))$")
_LONGEST_BOUND = 5  # characters of 达到或超过
# matches 百分之五 · 百分之负二点三 · 百分之六十五以上 · 千分之三 · 百分之十几 · 百分之五到百分之六      not 分之五
_PERCENT = re.compile(
    rf"(?P<of>[百千])分之(?P<minus>负)?(?P<a>{CHINESE}|{ARABIC})(?P<more>[几余多])?"
    rf"(?:(?:{_TO})(?:(?P=of)分之)?(?P<b>{CHINESE}|{ARABIC})(?![%％]))?"
    rf"(?:(?P<over>{_AFTER_LOWER})|(?P<under>{_AFTER_UPPER})|(?P<near>{_AFTER_ABOUT}))?"
)
# Two numerals with something between them that seldom stands in a number
# matches 1 2 · 1，2 · 一点五 · 1.2.3 · 千零2 · 6·5 · 一八九      not 5.5 · 12 · 二十五
_JOINT = re.compile(
    rf"[0-9０-９](?:{SPACE}{{1,2}}[.．]?{SPACE}{{0,2}}|[.．]{SPACE}{{1,2}})(?=[0-9０-９])|[{HAN}0-9０-９][,，/／点](?=[{HAN}0-9０-９])"
    rf"|[.．][0-9０-９]{{1,6}}[.．](?=[0-9０-９])|[0-9０-９](?=[〇零一二三四五六七八九])|[{HAN}几](?=[0-9０-９])"
    rf"|[0-9０-９](?:·|[.．]{{2,3}})(?=[0-9０-９])|[一二三四五六七八九](?=[一二三四五六七八九])"
)
# matches 1，2 · 五      not 增长
_RUN = re.compile(rf"[{HAN}0-9０-９](?:[{HAN}0-9０-９几·.．,，/／点]|{SPACE}){{0,30}}")
_POINTS, _PARTED = ("个百分点", "个位次", "个千分点"), ("、", "和", "及", "与")
# What may follow 成 of a share in tenths
# at the start: ， · 用于民生 · 投向      not 立 · 企业
_TENTHS_END = re.compile("[，。、；]|用于|投向|$")
_WHOLE = ("家", "户", "个", "人", "件", "名", "座", "项")  # units of what has no halves
_SIGNED = ("%", "百分点", "元")  # units of what can be less than nothing
_NO_AMOUNT_BEHIND = tuple("第每数几×*+＋唯统")  # what makes a number no amount: 第2, 每5, 唯一一家
_LONG = 24  # characters before such a place in which its number can begin
# What makes an amount of the number before it
# at the start: 亿元 · 余家      not 年
_COUNTS = re.compile(rf"[余多几来]?(?:{MULTIPLIER})?[余多]?(?P<unit>{UNIT})")
# What follows a span of time that is a name: 15分钟生活圈, 24小时自助; not 30分钟以内
# at the start: 生活圈 · 自助      not 以内 · 缩短
_NAMED_TIME = re.compile(r"(?!以内|之内|内|以上|左右|缩短|压缩|减少|降|到|至)[\u4e00-\u9fff]")
# What may stand between the lower end of a range and its upper end; in a list of counts 、 parts two things
# wholly: 且 · ""      not 、 · ，增长
_AND = re.compile("[，,]?(?:且|并|但|同时)?(?<![，,])")
# wholly: 、 · 且 · ，但 · ""      not ，增长 · ，
_AND_BELOW = re.compile("、?(?:[，,]?(?:且|并|但|同时))?")
# matches 分别 · 依次达到      not 增长
_DEALT = re.compile("分别|依次|各")
# A number in words before these counts no meetings, it says which: 五次会议
# at the start: 次会议 · 次全体会议 · 次全会      not 次，
_SESSION = re.compile("次(?:全体)?(?:会议|全会|代表大会|党代会|常委会)")
# matches 召开 · 先后举行了      not 人大
_HELD = re.compile("(?:召开|举行|举办|组织|主持|开展|参加|列席)(?:了|各类|常务)?$")
# “六个一”, “四个百亿” and the rest of a short quotation
# matches “六个一”      not “十四五，增长5%”
_QUOTED = re.compile(r"[“‘](?P<words>[^“”‘’。；，]{1,12})[”’]")


@lru_cache(maxsize=1024)
def quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Text (or a part of it) → its amounts in reading order, spans as characters of the whole text.

    Facts, figures and projects ask for the same sentences one after the other: so the last answers are kept.

    全年接待游客近641万人次 → 6410000 人次, ~; 增长5%—6% → 5 to 6 %, range; 翻一番 → 2 倍
    """
    stop = len(text) if end is None else end
    others = [q for m in _PERCENT.finditer(text, start, stop) if (q := _percent_of_match(text, m))]
    others += worded_amounts(text, start, stop)
    names = [m.span("words") for m in _QUOTED.finditer(text, start, stop)]
    found = [q for m in _QUANTITY.finditer(text, start, stop) for q in _quantities_of_match(text, m)]
    taken = [
        q
        for q in found
        if not any(o.start < q.end and q.start < o.end for o in others)
        and (q.unit in ("%", "元") or not any(a <= q.at and q.end <= b for a, b in names))
    ]
    ordered = _with_points(text, sorted(taken + others, key=lambda q: q.start))
    return tuple(_with_both_ends(text, ordered))


def _with_points(text: str, found: list[Quantity]) -> list[Quantity]:
    """Amounts → the same, those in points that share the word with the next: 高1.1个、0.6个百分点 are two amounts in 百分点."""
    for n in range(len(found) - 2, -1, -1):
        one, other = found[n], found[n + 1]
        if one.written == "个" and other.written in _POINTS and text[one.end : other.start] in _PARTED:
            found[n] = replace(one, unit=other.unit, written=other.written)
    return found


def _with_both_ends(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Amounts → the same, a lower and an upper end of one thing as one range: 6%以上7%以下, 不低于6%且不高于7%; not of a list (分别8%以上、9%以内)."""
    held: Quantity | None = None
    for quantity in found:
        if (
            held is not None
            and from_below(held)
            and from_above(quantity)
            and held.unit == quantity.unit
            and held.value < quantity.value
        ):
            between = _AND_BELOW if held.unit == "%" else _AND
            if between.fullmatch(text, held.end, quantity.start) and not _DEALT.search(text, max(0, held.start - _LONG), held.start):
                quantity = replace(quantity, value=held.value, bound="range", start=held.start, at=held.at, high=quantity.value)
                held = None
        if held is not None:
            yield held
        held = quantity
    if held is not None:
        yield held


def counts(text: str, at: int) -> bool:
    """Whether what stands at a character of a text counts things, and so makes an amount of a number before it: 件建议, 余户; not 推进, 台账"""
    unit = _COUNTS.match(text, at)
    return unit is not None and not NOT_UNIT.match(text, unit.start("unit"))


def unread(text: str) -> tuple[tuple[int, int], ...]:
    """Text → the stretches that look like an amount but cannot be read whole; nothing of them is read.

    总投资2 5亿元 → 2 5亿元; 三点五5家 → 三点五5家; nothing of 1 189.5亿元, 12，300户, 六点五个百分点, which are read
    """
    found = [m.span() for m in _PERCENT.finditer(text) if _percent_of_match(text, m) is None]
    for joint in _JOINT.finditer(text):
        if any(a <= joint.start() < b for a, b in found):
            continue
        # a joint stands before a numeral, so that there always is one
        run = next(m for m in _RUN.finditer(text, max(0, joint.start() - _LONG), joint.end() + 30) if m.end() > joint.end())
        unit = _COUNTS.match(text, run.end())
        if unit is None or text[run.start() - 1 : run.start()] in _NO_AMOUNT_BEHIND or not counts(text, run.end()):
            continue
        if not any(q.start < run.end() and run.start() < q.end for q in quantities(text, run.start(), unit.end() + 4)):
            found.append((run.start(), unit.end()))
    return tuple(sorted(found))


def _quantities_of_match(text: str, match: re.Match[str]) -> list[Quantity]:
    """One match → its amount; two where 至 stands between amounts of different kinds: 提高7个百分点至65%."""
    written, first = match["unit"] or match["a_unit"] or BARE, match["a_unit"]
    if text.startswith("±", match.end()) or (match["unit"] and _begins_another_word(text, match)):
        return []
    unit, factor = unit_of(written) if written != BARE else (BARE, Decimal(1))
    if written == "成" and match.end() == match.end("unit") and not _TENTHS_END.match(text, match.end()):
        return []
    value, high = _value_of_match(match, "a"), _value_of_match(match, "b")
    if value is None and high is None and not match["b"] and (run := run_of_two(match["a"] + (match["a_times"] or ""))):
        value, high = run  # 三四十家
    if value is None or (match["b"] and high is None) or inside(text, match.start("a")) or (unit == BARE and match["a"] in GROUPS):
        return []
    if "半" in (match["half"], match["part"]):
        if match["a_times"] or match["b"] or (match["half"] and unit in _WHOLE):
            return []
        value += Decimal("0.5")
    if high is None:
        sign = -1 if match["minus"] and unit in _SIGNED else 1
        bound = _bound_around(match)
        if bound == "=" and _GATE.match(text, match.end()):
            bound = ">="
        return [Quantity(value * factor * sign, unit, bound, match.start(), match.end(), match.start("a"), written)]
    if first and unit_of(first)[0] != unit:
        other, times = unit_of(first)
        ahead = Quantity(value * times, other, _bound_before(match), match.start(), match.end("a_unit"), match.start("a"), first)
        return [ahead, Quantity(high * factor, unit, _bound_after(match) or "=", match.start("b"), match.end(), match.start("b"), written)]
    if match["b_times"] and not match["a_times"] and not first:  # 3至5万
        value *= multiplier_value(match["b_times"])
    if first:
        value *= unit_of(first)[1] / factor
    return [Quantity(value * factor, unit, "range", match.start(), match.end(), match.start("a"), written, high * factor)]


def _begins_another_word(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like an amount's unit begins another word: 三人民, 零部件, 15分钟生活圈, 人大五次会议."""
    at = match.start("unit")
    if NOT_UNIT.match(text, at) or match["a"] in ("零", "〇"):
        return True
    if match["unit"] in ("小时", "分钟") and _NAMED_TIME.match(text, match.end()):
        return True
    return bool(_SESSION.match(text, at)) and not _HELD.search(text, max(0, match.start() - _LONG), match.start())


def _value_of_match(match: re.Match[str], part: str) -> Decimal | None:
    if not match[part]:
        return None
    if match[part] in ("万", "亿", "万亿") and (match["lower"] or match["about"] or match[part + "_over"] in ("余", "多")):  # 上万人, 近亿元, 万余亩
        return Decimal(multiplier_value(match[part]))
    return number(match[part] + (match[part + "_times"] or "").lstrip("个多") + (match[part + "_rest"] or ""))


def _bound_around(match: re.Match[str]) -> Bound:
    """The words around an amount → its bound. What follows it decides before what precedes it: 控制在3%左右 is about 3."""
    within = match["a_over"] or match["a_more"] or (match["part"] or "半") != "半" or "多" in (match["a_times"] or "")
    return ">=" if within and not match["under"] else _bound_after(match) or _bound_before(match)


def _bound_before(match: re.Match[str]) -> Bound:
    return ">=" if match["lower"] else "<=" if match["upper"] else "~" if match["about"] else "="


def _bound_after(match: re.Match[str]) -> Literal["", Bound]:
    return ">=" if match["over"] else "<=" if match["under"] else "~" if match["near"] else ""


def _percent_of_match(text: str, match: re.Match[str]) -> Quantity | None:
    value, high = number(match["a"]), number(match["b"]) if match["b"] else None
    if value is None or (match["b"] and high is None) or goes_on(text, match.end("b" if match["b"] else "a")):
        return None
    unit = "%" if match["of"] == "百" else "‰"
    if match["minus"] or (text[match.start() - 1 : match.start()] == "负" and text[match.start() - 2 : match.start() - 1] != "减"):
        value = -value  # 负百分之二, 百分之负二
    led = _BOUNDED.search(text, max(0, match.start() - _LONGEST_BOUND), match.start())
    bound: Bound = "range" if high is not None else ">=" if match["more"] else _bound_after(match) or (_bound_before(led) if led else "=")
    start = led.start() if led else match.start()
    return Quantity(value, unit, bound, start, match.end(), match.start(), match["of"] + "分之", high)
