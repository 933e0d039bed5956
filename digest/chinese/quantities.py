"""Text → amounts: value, unit, bound and span, as the text gives them; and the conversion into an indicator's unit.

What only looks like an amount is left alone: years and dates, 5G, 4A级, PM2.5, 521国道, 7×24小时, 12345热线,
“1236”发展思路, 第2, ordinals and names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, getcontext
from functools import lru_cache
from typing import Literal

from digest.chinese.numerals import ARABIC, CHINESE, HAN, MULTIPLIER, REST, SPACE, SPACED, goes_on, inside, multiplier_value, number
from digest.chinese.word_patterns import any_of
from digest.model.closed_sets import Bound

# unit as written → (canonical unit, factor): area 亩 (1 公顷 = 15 亩, 1 平方公里 = 1500 亩), mass 吨, length 公里, energy 千瓦时
_ALIKE: dict[str, dict[str, str]] = {
    "百分点": {"个百分点": "1", "百分点": "1"},
    "位次": {"个位次": "1", "位次": "1"},
    "千分点": {"个千分点": "1", "千分点": "1"},
    "%": {"%": "1", "％": "1", "﹪": "1", "成": "10"},
    "‰": {"‰": "1"},
    "亩": {"亩": "1", "公顷": "15", "平方公里": "1500", "平方千米": "1500"},
    "吨": {"吨": "1", "公斤": "0.001", "千克": "0.001", "斤": "0.0005"},
    "公里": {"公里": "1", "千米": "1"},
    "平方米": {"平方米": "1", "平米": "1", "㎡": "1"},
    "立方米": {"立方米": "1", "立方": "1", "m³": "1"},
    "千瓦": {"千瓦": "1", "兆瓦": "1000", "吉瓦": "1000000", "MW": "1000", "GW": "1000000"},
    "千瓦时": {"千瓦时": "1", "度": "1", "兆瓦时": "1000", "吉瓦时": "1000000", "MWh": "1000", "GWh": "1000000"},
    "吨标准煤": {"吨标准煤": "1", "吨标煤": "1"},
    "标箱": {"标箱": "1", "标准箱": "1", "TEU": "1"},
    "分钟": {"分钟": "1", "小时": "60"},
    "微克/立方米": dict.fromkeys(("微克/立方米", "微克每立方米", "微克", "微克/m³", "μg/m³", "μg/m3", "ug/m3"), "1"),
    "台": {"台": "1", "台套": "1", "台（套）": "1", "台(套)": "1"},
    "元": {"元": "1", "元人民币": "1"},
}
_ALONE = (
    "美元", "港元", "欧元", "日元", "元/月", "元/人", "元/亩", "元/年", "元/吨", "元/平方米", "吨/日", "立方米/日", "毫克/升",
    "米", "人次", "户次", "家次", "场次", "架次", "车次", "班次", "批次", "人", "名", "户", "家", "个", "件", "场", "座", "套", "部", "天",
    "条", "处", "项", "所", "张", "辆", "次", "宗", "间", "栋", "幢", "倍", "份", "篇", "支", "只", "头", "株", "棵", "盏", "枚", "块",
    "片", "艘", "架", "册", "种", "款", "起", "例", "笔", "列", "批", "眼", "组", "本",
)  # fmt: skip
UNITS: dict[str, tuple[str, Decimal]] = {word: (unit, Decimal(f)) for unit, words in _ALIKE.items() for word, f in words.items()}
UNITS |= {word: (word, Decimal(1)) for word in _ALONE}
_TARGETS = {
    "亿元": ("元", Decimal(10**8)),
    "万元": ("元", Decimal(10**4)),
    "平方公里": ("亩", Decimal(1500)),
    "公里": ("米", Decimal(1000)),
}

ROUNDED = 6  # digits of a value that has no end in its other unit: a third of a square kilometre
_UNIT = any_of(UNITS)
# matches 1,100 · 1 100 · 两千      not 国道1 · 每5户 · 数十 · 第五 · 届三次
_NUMBER = (
    rf"(?<!分之)(?:(?<![0-9][万亿千百])(?<![国省县乡]道)(?<!每)(?:(?<=[^。；：:！？，\s]){SPACED}|{ARABIC})"
    rf"|(?<![每数几好第届番〇零一二两三四五六七八九十百千万亿廿卅])(?:{CHINESE}))"
)


def _amount_of(part: str) -> str:
    """One number with what may stand inside it: 4500余万, 10多, 三十几万, 1万5千, 1千零20万."""
    rest = rf"(?P<{part}_rest>(?<=[百千万亿]){REST})?"
    return rf"(?P<{part}>{_NUMBER})(?P<{part}_over>[余多几来]?)(?P<{part}_times>{MULTIPLIER})?{rest}(?P<{part}_more>[余多]?)"


_LOWER = "≥|≧|不低于|不少于|不小于|不短于|至少|最少|超过|超出|超|突破|破|[跨迈站跃](?:上|过|越)|逾|高于|多于|大于|达到或超过|上(?=[百千万亿])"
_UPPER = "≤|≦|不超过|不高于|不多于|不大于|至多|最多|不足|不到|不满|低于|少于|小于"
_ABOUT = "大约|约为|(?<![签公条合预节履违续契简制])约|接近|将近|(?<![临附邻最靠])近"
_AFTER_LOWER = r"以上|及以上|之上|开外|[多余](?=[，。、；：,;）)]|$)"
_AFTER_UPPER = "以内|以下|之内|及以下"
_AFTER_ABOUT = "左右|上下"
_TO = r"[-—–－―~～]{1,2}|至|到(?![0-9]{4}年)"

# What an amount and the words of its bound may begin with; most characters begin neither, and are passed over at once.
_FIRST = r"[0-9０-９〇零一二两三四五六七八九十百千万亿廿卅几数半不至最超突破跨迈站跃逾高多大达上低少小约接将近负\-－−.．≥≧≤≦]"

# matches 近641万人次 · 4500余万元 · 5%～6% · 10家至20家 · 首次突破6亿元 · 控制在4%以内      not 第2家 · 5G · PM2.5浓度 · 2023年10月
_QUANTITY = re.compile(
    rf"(?={_FIRST})(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|(?P<about>{_ABOUT})|(?P<minus>(?<=[\u4e00-\u9fff、（(])[-－−]|(?<!减)负(?=[0-9０-９])))?(?<![0-9０-９A-Za-z.．第×*+＋])(?:{_amount_of('a')})"
    rf"(?:(?P<a_unit>{_UNIT})?(?P<to>{_TO}){_amount_of('b')})?(?:个(?P<part>[半多余])(?=小时|百分点|千分点))?(?P<unit>{_UNIT})"
    rf"(?P<half>半(?=[，。、；：）)]|以|左右|$))?"
    rf"(?:(?P<over>{_AFTER_LOWER})|(?P<under>{_AFTER_UPPER})|(?P<near>{_AFTER_ABOUT}))?"
)
# The words of a bound at the end of a text
# matches 投资超过      not 增长 · 超过预期
_BOUNDED = re.compile(rf"(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|(?P<about>{_ABOUT}))$")
_LONGEST_BOUND = 5  # characters of 达到或超过
# matches 百分之五 · 百分之六十五以上 · 千分之三 · 百分之十几 · 百分之五到百分之六      not 分之五
_PERCENT = re.compile(
    rf"(?P<of>[百千])分之(?P<a>{CHINESE}|{ARABIC})(?P<more>[几余多])?"
    rf"(?:(?:{_TO})(?:(?P=of)分之)?(?P<b>{CHINESE}|{ARABIC})(?![%％]))?"
    rf"(?:(?P<over>{_AFTER_LOWER})|(?P<under>{_AFTER_UPPER})|(?P<near>{_AFTER_ABOUT}))?"
)
# Two numerals with something between them that seldom stands in a number
# matches 1 2 · 1，2 · 一点五 · 1.2.3 · 千零2      not 5.5 · 12
_JOINT = re.compile(
    rf"[0-9０-９](?:{SPACE}{{1,2}}[.．]?{SPACE}{{0,2}}|[.．]{SPACE}{{1,2}})(?=[0-9０-９])|[{HAN}0-9０-９][,，/／点](?=[{HAN}0-9０-９])"
    rf"|[.．][0-9０-９]{{1,6}}[.．](?=[0-9０-９])|[0-9０-９](?=[〇零一二三四五六七八九])|[{HAN}几](?=[0-9０-９])"
)
# matches 1，2 · 五      not 增长
_RUN = re.compile(rf"[{HAN}0-9０-９](?:[{HAN}0-9０-９几.．,，/／点]|{SPACE}){{0,30}}")
_NO_AMOUNT_BEHIND = tuple("第每数几×*+＋")  # what makes a number no amount: 第2, 每5
_LONG = 24  # characters before such a place in which its number can begin
# What makes an amount of the number before it
# at the start: 亿元 · 余家      not 年
_COUNTS = re.compile(rf"[余多几来]?(?:{MULTIPLIER})?[余多]?(?P<unit>{_UNIT})")
# matches 翻一番 · 翻两番 · 翻番      not 三番五次
_DOUBLED = re.compile(r"翻(?:了)?(?P<times>[一二两三四])?番")
_DOUBLINGS = {"一": 2, "二": 4, "两": 4, "三": 8, "四": 16}  # 翻一番 is twice as much, 翻两番 four times
# A unit's character that begins another word
# at the start: 人民 · 件事 · 个半成      not 户， · 件， · 个半岛
_NOT_UNIT = re.compile(
    r"个一|人民|人均|人才|人大|人社|人居|元旦|元宵|成立|成功|成员|成为|成果|成效|成长|成都|成本|成品|成熟|成绩|成就|成群|"
    r"成交|成型|家庭|个体|天然|分别|分区|分类|年级|米袋|度假|度过|度汛|头部|支持|支出|支部|支付|支撑|支线|支柱|支行|支队|只有|只要|只增|只减|"
    r"份额|款项|种植|种子|种业|种养|种粮|种质|种苗|种草|种树|种猪|种畜|种源|批复|批准|批发|起步|起来|起到|起草|起点|例如|列入|列为|列全|列第|列出|"
    r"组织|组建|组团|组成|本科|本级|本地|本市|本县|本省|本土|本领|本次|本年|次产业|块状|片区|片段|项目|部分|部门|处理|处于|处置|场景|条例|条件|"
    r"所有|所在|名单|名录|家具|家电|家政|天气|套路|件套|个点|个半(?!导|岛|成品|自动|挂|封|干|山|决)|个[多余][亿万]|座谈|起底|只减|家万户|头万绪|元化|个亿|条龙|张网|张图|件事|本账|张蓝图"
)
# What follows a span of time that is a name: 15分钟生活圈, 24小时自助; not 30分钟以内
# at the start: 生活圈 · 自助      not 以内 · 缩短
_NAMED_TIME = re.compile(r"(?!以内|之内|内|以上|左右|缩短|压缩|减少|降|到|至)[\u4e00-\u9fff]")
# “六个一”, “四个百亿” and the rest of a short quotation
# matches “六个一”      not “十四五，增长5%”
_QUOTED = re.compile(r"[“‘](?P<words>[^“”‘’。；，]{1,12})[”’]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text: characters start to end hold it with the words of its bound.

    `value` and `high` are in `unit`, the canonical form of the unit `written`; 亿 and 万 are multiplied out (8.9亿元 → 890000000 元).
    `high` is the end of a range, `at` where the digits begin.
    """

    value: Decimal
    unit: str
    bound: Bound
    start: int
    end: int
    at: int
    written: str
    high: Decimal | None = None


@lru_cache(maxsize=1024)
def quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Text (or a part of it) → its amounts in reading order, spans as characters of the whole text.

    Facts, figures and projects ask for the same sentences one after the other: so the last answers are kept.

    全年接待游客近641万人次 → 6410000 人次, ~; 增长5%—6% → 5 to 6 %, range; 翻一番 → 2 倍
    """
    stop = len(text) if end is None else end
    others = [q for m in _PERCENT.finditer(text, start, stop) if (q := _percent_of_match(text, m))]
    others += [_times_of_doubling(m) for m in _DOUBLED.finditer(text, start, stop)]
    names = [m.span("words") for m in _QUOTED.finditer(text, start, stop)]
    found = [q for m in _QUANTITY.finditer(text, start, stop) for q in _quantities_of_match(text, m)]
    taken = [
        q
        for q in found
        if not any(o.start < q.end and q.start < o.end for o in others)
        and (q.unit in ("%", "元") or not any(a <= q.at and q.end <= b for a, b in names))
    ]
    return tuple(sorted(taken + others, key=lambda q: q.start))


def unread(text: str) -> tuple[tuple[int, int], ...]:
    """Text → the stretches that look like an amount but cannot be read whole; nothing of them is read.

    总投资2 5亿元 → 2 5亿元; 三点五5家 → 三点五5家; nothing of 1 189.5亿元, 12，300户, 六点五个百分点, which are read
    """
    found: list[tuple[int, int]] = []
    for joint in _JOINT.finditer(text):
        if found and joint.start() < found[-1][1]:
            continue
        # a joint stands before a numeral, so that there always is one
        run = next(m for m in _RUN.finditer(text, max(0, joint.start() - _LONG), joint.end() + 30) if m.end() > joint.end())
        unit = _COUNTS.match(text, run.end())
        if unit is None or text[run.start() - 1 : run.start()] in _NO_AMOUNT_BEHIND or _NOT_UNIT.match(text, unit.start("unit")):
            continue
        if not any(q.start < run.end() and run.start() < q.end for q in quantities(text, run.start(), unit.end() + 4)):
            found.append((run.start(), unit.end()))
    return tuple(found)


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """A value in a canonical unit → the same in another; None where the units do not measure the same thing.

    210000000 元 → 2.1 亿元; 45000 亩 → 30 平方公里; 250000 亩 → 166.667 平方公里; 吨 → 元: None
    """
    if unit == to:
        return value
    target = _TARGETS.get(to)
    if target is None or target[0] != unit:
        return None
    made = value / target[1]
    return made if len(made.as_tuple().digits) < getcontext().prec else Context(prec=ROUNDED).plus(made)  # no end to it


def _quantities_of_match(text: str, match: re.Match[str]) -> list[Quantity]:
    """One match → its amount; two where 至 stands between amounts of different kinds: 提高7个百分点至65%."""
    written, first = match["unit"], match["a_unit"]
    if _NOT_UNIT.match(text, match.start("unit")) or (written in ("小时", "分钟") and _NAMED_TIME.match(text, match.end())):
        return []
    unit, factor = UNITS[written]
    if written == "成" and match.end() == match.end("unit") and text[match.end() : match.end() + 1] not in ("，", "。", "、", "；", ""):
        return []
    value, high = _value_of_match(match, "a"), _value_of_match(match, "b")
    if value is None or (match["b"] and high is None) or inside(text, match.start("a")):
        return []
    if "半" in (match["half"], match["part"]):
        if match["a_times"] or match["b"]:
            return []
        value += Decimal("0.5")
    if high is None:
        sign = -1 if match["minus"] and unit == "%" else 1
        return [Quantity(value * factor * sign, unit, _bound_around(match), match.start(), match.end(), match.start("a"), written)]
    if first and UNITS[first][0] != unit:
        other, times = UNITS[first]
        ahead = Quantity(value * times, other, _bound_before(match), match.start(), match.end("a_unit"), match.start("a"), first)
        return [ahead, Quantity(high * factor, unit, _bound_after(match) or "=", match.start("b"), match.end(), match.start("b"), written)]
    if match["b_times"] and not match["a_times"] and not first:  # 3至5万
        value *= multiplier_value(match["b_times"])
    if first:
        value *= UNITS[first][1] / factor
    return [Quantity(value * factor, unit, "range", match.start(), match.end(), match.start("a"), written, high * factor)]


def _value_of_match(match: re.Match[str], part: str) -> Decimal | None:
    if not match[part]:
        return None
    if match[part] in ("万", "亿") and (match["lower"] or match["about"]):  # 上万人, 近亿元
        return Decimal(multiplier_value(match[part]))
    return number(match[part] + (match[part + "_times"] or "") + (match[part + "_rest"] or ""))


def _bound_around(match: re.Match[str]) -> Bound:
    """The words around an amount → its bound. What follows it decides before what precedes it: 控制在3%左右 is about 3."""
    within = match["a_over"] or match["a_more"] or (match["part"] or "半") != "半"
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
    led = _BOUNDED.search(text, max(0, match.start() - _LONGEST_BOUND), match.start())
    bound: Bound = "range" if high is not None else ">=" if match["more"] else _bound_after(match) or (_bound_before(led) if led else "=")
    start = led.start() if led else match.start()
    return Quantity(value, unit, bound, start, match.end(), match.start(), match["of"] + "分之", high)


def _times_of_doubling(match: re.Match[str]) -> Quantity:
    times = Decimal(_DOUBLINGS[match["times"] or "一"])
    return Quantity(times, "倍", "=", match.start(), match.end(), match.start(), "番")
