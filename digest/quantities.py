"""Text → amounts: value, unit, bound and span, as the text gives them; and the conversion into an indicator's unit.

What only looks like an amount has no unit here and is left alone: years and dates, 5G, 4A级, PM2.5, 521国道, 7×24小时, 12345热线,
“1236”发展思路, 第2, ordinals and names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from digest.numerals import ARABIC, CHINESE, MULTIPLIER, multiplier_value, number

# unit as written → (canonical unit, factor): area 亩 (1 公顷 = 15 亩, 1 平方公里 = 1500 亩), mass 吨, length 公里
UNITS: dict[str, tuple[str, Decimal]] = {
    "个百分点": ("百分点", Decimal(1)),
    "百分点": ("百分点", Decimal(1)),
    "个位次": ("位次", Decimal(1)),
    "%": ("%", Decimal(1)),
    "％": ("%", Decimal(1)),
    "成": ("%", Decimal(10)),
    "亩": ("亩", Decimal(1)),
    "公顷": ("亩", Decimal(15)),
    "平方公里": ("亩", Decimal(1500)),
    "平方千米": ("亩", Decimal(1500)),
    "吨": ("吨", Decimal(1)),
    "公斤": ("吨", Decimal("0.001")),
    "千克": ("吨", Decimal("0.001")),
    "斤": ("吨", Decimal("0.0005")),
    "公里": ("公里", Decimal(1)),
    "千米": ("公里", Decimal(1)),
    "微克/立方米": ("微克/立方米", Decimal(1)),
    "微克每立方米": ("微克/立方米", Decimal(1)),
    "微克": ("微克/立方米", Decimal(1)),
    "微克/m³": ("微克/立方米", Decimal(1)),
    "μg/m³": ("微克/立方米", Decimal(1)),
    "μg/m3": ("微克/立方米", Decimal(1)),
    "ug/m3": ("微克/立方米", Decimal(1)),
    "元": ("元", Decimal(1)),
} | {
    word: (word, Decimal(1))
    for word in (
        "美元", "元/月", "元/人", "元/亩", "元/年", "人次", "户次", "家次", "场次", "人", "名", "户", "家", "个", "件", "场",
        "座", "套", "部", "台", "天", "条", "处", "项", "所", "张", "辆", "次", "宗", "间",
        "栋", "倍", "平方米", "平米", "立方米", "千瓦", "位次",
    )
}
_TARGETS = {"亿元": ("元", Decimal(10**8)), "万元": ("元", Decimal(10**4)), "平方公里": ("亩", Decimal(1500))}

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = rf"(?:{ARABIC}|{CHINESE})"


def _amount_of(part: str) -> str:
    """One number with what may stand inside it: 4500余万, 10多."""
    return rf"(?P<{part}>{_NUMBER})(?P<{part}_over>[余多几]?)(?P<{part}_times>{MULTIPLIER})?(?P<{part}_more>[余多]?)"


_LOWER = "不低于|不少于|不小于|不短于|至少|超过|超|突破|逾|高于|多于|大于"
_UPPER = "不超过|不高于|不多于|低于|少于|小于"
_ABOUT = "大约|约为|(?<![签公条合预])约|接近|将近|(?<![临附邻最])近"
_AFTER_LOWER = "以上|及以上|之上|多|余"
_AFTER_UPPER = "以内|以下|之内|及以下"
_AFTER_ABOUT = "左右|上下"

# 近641万人次 · 4500余万元 · 5%～6% · 10家至20家 · 首次突破6亿元 · 控制在4%以内      must not: 第2家, 5G, 2.5 of PM2.5浓度, 2023年10月
_QUANTITY = re.compile(
    rf"(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|(?P<about>{_ABOUT}))?(?<![0-9０-９A-Za-z.．第×+]){_amount_of('a')}"
    rf"(?:(?P<a_unit>{_UNIT})?(?:[-—–－~～]{{1,2}}|至){_amount_of('b')})?(?P<unit>{_UNIT})"
    rf"(?P<after>(?:{_AFTER_LOWER})|(?:{_AFTER_UPPER})|(?:{_AFTER_ABOUT}))?"
)
# 百分之五 · 百分之六十五以上      must not: 分之五
_PERCENT = re.compile(rf"百分之(?P<a>{CHINESE}|{ARABIC})(?P<after>{_AFTER_LOWER}|{_AFTER_UPPER}|{_AFTER_ABOUT})?")
# a unit's character that begins another word      must not: 户 of 500户，
_NOT_UNIT = re.compile(
    r"个一|人民|人均|人才|人大|元旦|元宵|成立|成功|成员|成为|成果|成效|成长|成都|成本|成品|"
    r"成交|成型|成就|家庭|个体|天然|分别|分区|分类|年级|米袋"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text: characters start to end hold it with the words of its bound.

    `value` and `high` are in `unit`, the canonical form of the unit `written`; 亿 and 万 are multiplied out (8.9亿元 → 890000000 元).
    bound: "=" | ">=" | "<=" | "~" | "range" (value to high). `at` is where the digits begin.
    """

    value: Decimal
    unit: str
    bound: str
    start: int
    end: int
    at: int
    written: str
    high: Decimal | None = None


def quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Text (or a part of it) → its amounts in reading order, spans as characters of the whole text.

    全年接待游客近641万人次 → 6410000 人次, ~; 增长5%—6% → 5 to 6 %, range
    """
    stop = len(text) if end is None else end
    found = [q for m in _QUANTITY.finditer(text, start, stop) if (q := _quantity(text, m))]
    percents = [q for m in _PERCENT.finditer(text, start, stop) if (q := _percent(m))]
    taken = [q for q in found if not any(p.start < q.end and q.start < p.end for p in percents)]
    return tuple(sorted(taken + percents, key=lambda q: q.start))


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """A value in a canonical unit → the same in another; None where the units do not measure the same thing.

    210000000 元 → 2.1 亿元; 45000 亩 → 30 平方公里; 吨 → 元: None
    """
    if unit == to:
        return value
    base, factor = _TARGETS.get(to, ("", Decimal(1)))
    return value / factor if base == unit else None


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    if _NOT_UNIT.match(text, match.start("unit")):
        return None
    unit, factor = UNITS[match["unit"]]
    if match["unit"] == "成" and not match["after"] and text[match.end() : match.end() + 1] not in ("，", "。", "、", "；", ""):
        return None
    value = _amount(match, "a")
    high = _amount(match, "b")
    if value is None or (match["b"] and high is None):
        return None
    if high is not None and match["b_times"] and not match["a_times"] and not match["a_unit"]:  # 3至5万
        value *= multiplier_value(match["b_times"])
    bound = "range" if high is not None else _bound(match)
    top = None if high is None else high * factor
    return Quantity(value * factor, unit, bound, match.start(), match.end(), match.start("a"), match["unit"], top)


def _amount(match: re.Match[str], part: str) -> Decimal | None:
    if not match[part]:
        return None
    value = number(match[part])
    return None if value is None else value * multiplier_value(match[part + "_times"] or "")


def _bound(match: re.Match[str]) -> str:
    """The words around an amount → its bound. What follows it decides before what precedes it: 控制在3%左右 is about 3."""
    after = match["after"] or ""
    if after in _AFTER_LOWER.split("|") or match["a_over"] or match["a_more"]:
        return ">="
    if after in _AFTER_UPPER.split("|"):
        return "<="
    if after:
        return "~"
    if match["lower"]:
        return ">="
    if match["upper"]:
        return "<="
    return "~" if match["about"] else "="


def _percent(match: re.Match[str]) -> Quantity | None:
    value = number(match["a"])
    if value is None:
        return None
    after = match["after"] or ""
    bound = ">=" if after in _AFTER_LOWER.split("|") else "<=" if after in _AFTER_UPPER.split("|") else "~" if after else "="
    return Quantity(value, "%", bound if after else "=", match.start(), match.end(), match.start(), "百分之")
