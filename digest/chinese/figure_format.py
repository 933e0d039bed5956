"""Values → figures as Chinese readers write them. Numbers are never rounded: 10911 人 is 10,911人, not 1.1万人.

The same words in every table, sentence and drawing; filters.py hands them to templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from digest.model.bounds import falls
from digest.model.closed_sets import Bound
from digest.model.report import Fact

SIGNS: Mapping[Bound, str] = {"=": "", ">=": "≥", "<=": "≤", "~": "约", "range": ""}
WAN, YI = Decimal(10_000), Decimal(100_000_000)
POINTS = "个百分点"


def number(value: Decimal | int) -> str:
    """A number → its digits, without empty decimals; from five digits on in groups of three.  38765.50 → 38,765.5"""
    plain = Decimal(value)
    text = format(plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain.normalize(), "f")
    whole, dot, rest = text.lstrip("-").partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}"
    return ("-" if plain < 0 else "") + whole + dot + rest


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """A part and its whole → percent, rounded to one decimal as one does on paper.  1, 8 → 12.5    49, 400 → 12.3    of nothing 0"""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else Decimal(0)


def amount(value: Decimal | int, unit: str) -> str:
    """A value in its canonical unit → number and unit as one says it, with 万 and 亿 where that is short (two decimals at most).

    12000 亩 → 1.2万亩    210000 吨 → 21万吨    10911 人 → 10,911人    0.45 亿元 → 4500万元    10000 万千瓦 → 1亿千瓦    38765 元 → 38,765元    5.5 % → 5.5%
    """
    value = Decimal(value)
    if unit == "亿元" and 0 < abs(value) < 1:
        return f"{number(value * WAN)}万元"
    if unit.startswith("万") and abs(value) >= WAN:  # no 万万千瓦
        return amount(value * WAN, unit[1:])
    if unit not in ("%", "元"):
        for name, size in (("亿", YI), ("万", WAN)):
            if abs(value) >= size and value % (size / 100) == 0:
                return number(value / size) + name + unit
    return number(value) + unit


def on_scale(value: Decimal | float) -> str:
    """A round value of a chart's scale → its words.  12.50 → 12.5    30000 → 3万    250000000 → 2.5亿"""
    plain = round(Decimal(value), 6)
    for size, name in ((YI, "亿"), (WAN, "万")):
        if abs(plain) >= size:
            return f"{(plain / size).normalize():f}{name}"
    return f"{plain.normalize():f}" if plain else "0"


def span(fact: Fact) -> str:
    """A fact → its value without bound; of a range both ends.  5 to 5.5 % → 5%—5.5%"""
    unit = POINTS if fact.measure == "change" and fact.unit == "%" else fact.unit
    if fact.bound == "range" and fact.high is not None:
        return f"{amount(fact.value, unit)}—{amount(fact.high, unit)}"
    return amount(fact.value, unit)


def figure(fact: Fact) -> str:
    """A fact → as it stands in a table, its bound as a sign.  ≥10%   约641万人次   5%—5.5%   189亿元

    Of a fall the bound speaks of its size, as reports write it (下降2%以上), so it is said in words: ≥-2% would say the opposite.
    """
    if falls(fact) and fact.bound in (">=", "<="):
        return movement(fact)
    return SIGNS[fact.bound] + span(fact)


def labelled(fact: Fact) -> str:
    """A fact → as it stands beside others in a table, with the words of its variant.  新增 12家   国考 ≥95%   189亿元"""
    return f"{fact.variant} {figure(fact)}" if fact.variant else figure(fact)


def spoken(text: str, bound: Bound) -> str:
    """An amount and its bound → as a sentence says it.  10%, >= → 10%以上    3.5%, <= → 3.5%以内    7%, ~ → 7%左右"""
    return text + {">=": "以上", "<=": "以内", "~": "左右"}.get(bound, "")


def words(fact: Fact) -> str:
    """A fact → its value as a sentence says it.  10%以上   3.5%以内   约641万人次   5%—5.5%   189亿元

    What was counted is 约…; what is aimed at is …左右.
    """
    if fact.bound == "~" and fact.kind == "actual":
        return f"约{span(fact)}"
    return spoken(span(fact), fact.bound)


def movement(fact: Fact) -> str:
    """A growth or change → with its direction.  增长12.1%   下降2%以上   提高6个百分点   增加1.2万户   与上年持平"""
    if fact.value == 0 and fact.bound == "=":
        return "与上年持平"
    points = fact.unit == "%"
    rise, fall = ("增长", "下降") if fact.measure == "growth" else ("提高", "下降") if points else ("增加", "减少")
    if fact.value >= 0:
        return rise + spoken(span(fact), fact.bound)
    unit = POINTS if points and fact.measure == "change" else fact.unit
    ends = sorted(abs(v) for v in (fact.value, fact.high if fact.high is not None else fact.value))
    if fact.bound == "range" and fact.high is not None and fact.high > 0:  # from a fall to a rise: no one direction
        return f"变动{span(fact)}"
    size = f"{amount(ends[0], unit)}—{amount(ends[1], unit)}" if fact.bound == "range" else amount(ends[-1], unit)
    return fall + spoken(size, fact.bound)


def statement(fact: Fact) -> str:
    """A fact → what a sentence says after the indicator's name: a growth or change with direction, else the value in words.

    The words of its variant stand behind the name (filters.subject): 第一产业增加值增速（农林牧渔）|增长5.4%
    """
    return movement(fact) if fact.measure in ("growth", "change") else words(fact)


def statement_alone(fact: Fact) -> str:
    """The same where nothing before it says the variant: behind it in brackets, and of an addition in place of the direction.

    增长8%（同口径）   80%以上（国考）   新增12家
    """
    if fact.variant and fact.measure == "change" and fact.unit != "%" and fact.value > 0:
        return fact.variant + words(fact)
    return statement(fact) + (f"（{fact.variant}）" if fact.variant else "")
