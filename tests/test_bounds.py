"""bounds: the cases of tests/cases/bounds.md, every rule at its edges, and that nobody else looks at what a bound is."""

from __future__ import annotations

import ast
from dataclasses import replace
from decimal import Decimal

import pytest

from digest.chinese.quantities import quantities
from digest.model import bounds
from digest.model.bounds import ANYTHING, LEEWAY, Extent, Stated, agree, extent, outcome, surely_above
from digest.model.chart import Mark
from digest.model.report import Evidence, Fact
from tests.conftest import ROOT
from tests.tables import each

CASES = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (ROOT / "tests" / "cases" / "bounds.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


def said(text: str) -> Fact:
    """Words → the value that they give: a growth, a fall, or of what is 达到 a level; 预计 is heeded."""
    (amount,) = quantities(text)
    sign = -1 if "下降" in text else 1
    measure = "level" if text.startswith("达到") else "growth"
    high = None if amount.high is None else amount.high * sign
    return Fact("gdp", measure, amount.value * sign, amount.unit, amount.bound, "actual", 2023, (Evidence("r", "p1", 0, len(text), text),), high, "预计" in text)


def ends(low: str, high: str) -> Extent:
    return Extent(*(Decimal(end.replace("∞", "Infinity")) for end in (low, high)))


def which(one: Stated, other: Stated) -> str:
    if surely_above(one, other):
        return ">"
    if surely_above(other, one):
        return "<"
    return "=" if extent(one) == extent(other) and extent(one).exact else "?"


@each(("one", "low", "high", "other", "least", "most", "told"), CASES)
def test_from_where_to_where_and_which_is_surely_higher(one: str, low: str, high: str, other: str, least: str, most: str, told: str) -> None:
    first, second = said(one), said(other)
    assert (extent(first), extent(second)) == (ends(low, high), ends(least, most))
    assert which(first, second) == told
    assert which(second, first) == {">": "<", "<": ">"}.get(told, told)


def test_the_cases_have_each_kind_of_bound_and_each_answer() -> None:
    facts = [said(text) for one in CASES for text in (one[0], one[3])]
    assert {fact.bound for fact in facts} == {"=", ">=", "<=", "~", "range"} and {one[-1] for one in CASES} == set("><=?")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("增长12%", {"exact", "definite"}),
        ("增长12%左右", {"approximate", "definite"}),
        ("预计增长12%", {"exact", "definite"}),  # 预计 is no bound
        ("增长12%以上", {"half_open", "at_least"}),
        ("控制在3%以内", {"half_open", "at_most"}),
        ("下降3%", {"exact", "definite", "falls"}),
        ("下降3%以上", {"half_open", "at_most", "falls"}),
        ("下降3%以内", {"half_open", "at_least", "falls"}),
        ("下降2%—4%", {"ranged", "falls"}),
        ("增长5%—6%", {"ranged"}),
        ("达到12户以上", {"half_open", "at_least"}),
    ],
)
def test_what_kind_of_bound_it_is(text: str, kinds: set[str]) -> None:
    asked = ("exact", "approximate", "half_open", "ranged", "definite", "falls", "at_least", "at_most")
    assert {name for name in asked if getattr(bounds, name)(said(text))} == kinds


@pytest.mark.parametrize(("value", "measure", "falling"), [("-3", "growth", True), ("-3", "change", True), ("-3", "level", False), ("-3", "share", False), ("0", "growth", False)])
def test_only_a_growth_or_a_change_below_nothing_is_a_fall(value: str, measure: str, falling: bool) -> None:
    one = replace(said("增长3%以上"), value=Decimal(value), measure=measure)
    assert bounds.falls(one) == falling
    assert bounds.bound(one) == ("<=" if falling else ">=")


def test_a_mark_is_drawn_as_its_bound_stands() -> None:
    fell = Mark("actual", Decimal(-3), None, "<=", "下降3%以上")
    assert extent(fell) == Extent(-ANYTHING, Decimal(-3)) and not bounds.falls(fell)
    assert extent(replace(fell, bound="~")) == ends("-3.3", "-2.7")


@pytest.mark.parametrize(
    ("text", "named", "stated"),
    [
        ("增长5%", "5 5", "5 5"),
        ("增长5%以上", "5 5", "5 ∞"),
        ("下降3%以上", "-3 -3", "-∞ -3"),
        ("增长5%左右", "5 5", "5 5"),
        ("预计增长5%", "5 5", "5 5"),
        ("下降2%—4%", "-4 -2", "-4 -2"),
    ],
)
def test_what_is_named_and_stated(text: str, named: str, stated: str) -> None:
    one = said(text)
    assert [bounds.named(one), bounds.stated(one)] == [ends(*found.split()) for found in (named, stated)]


@pytest.mark.parametrize(
    ("loose", "value", "allowed"),
    [
        ("达到15户以上", "15", True),
        ("达到15户以上", "14.999", False),
        ("达到15户左右", "16.5", True),
        ("达到15户左右", "16.51", False),
        ("下降3%以上", "-3.5", True),
        ("下降3%以上", "-2.5", False),
        ("下降2%—4%", "-4", True),
        ("下降2%—4%", "-4.1", False),
    ],
)
def test_what_a_bound_allows(loose: str, value: str, allowed: bool) -> None:
    assert extent(said(loose)).holds(Decimal(value)) == allowed


@each(
    ("one", "other", "both"),
    [
        ("增长12.1%", "增长12.1%", True),
        ("增长12.1%", "增长12.13%", True),  # rounded
        ("增长99%", "增长101%", True),  # each may be a hundredth off: 99.99, 99.99
        ("增长99%", "增长101.1%", False),
        ("增长12.1%", "增长12.9%", False),
        ("达到15户以上", "达到15.8户", True),
        ("达到17户以上", "达到15.8户", False),
        ("达到17户以上", "达到16.8户", True),  # 17.0 said roundly
        ("控制在3%以内", "增长3.7%", False),
        ("增长5%以上", "控制在5%以内", True),
        ("增长5%以上", "控制在4%以内", False),
        ("增长5%左右", "增长5.5%", True),
        ("增长5%左右", "增长5.6%", False),
        ("预计增长5%", "增长5.5%", True),
        ("预计增长5%", "增长5.6%", False),
        ("增长5%—6%", "增长5.5%", True),
        ("增长5%—6%", "增长6.2%", False),
        ("下降3%以上", "下降4%", True),
        ("下降3%以上", "下降2.5%", False),
        ("下降3%以上", "增长1%", False),
    ],
)
def test_whether_two_values_agree(one: str, other: str, both: bool) -> None:
    assert agree(said(one), said(other)) == agree(said(other), said(one)) == both


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("增长12.1%", "增长12.13%", True),
        ("增长12.1%", "增长12.15%", True),  # rounds to it, as far as one can tell
        ("增长12.1%", "增长12.16%", False),
        ("增长12.1%", "增长12.2%", False),
        ("增长10%", "增长12%", False),  # 10 has one digit that counts, and is no rounded 12
        ("增长5%", "增长5.04%", True),
        ("增长5%", "增长5.06%", False),  # more than a hundredth of it
        ("达到8000户", "达到8040户", True),
        ("达到8000户", "达到8400户", False),
        ("下降12.1%", "下降12.13%", True),
        ("下降3%", "增长3%", False),
        ("增长5%以上", "增长5%左右", True),  # the same number is named
        ("增长5%—6%", "增长5%—6%", True),
        ("增长5%—6%", "增长5%", False),
        ("增长5%—6%", "增长5%—7%", False),
    ],
)
def test_whether_the_same_numbers_are_named(one: str, other: str, same: bool) -> None:
    assert bounds.alike(said(one), said(other)) == bounds.alike(said(other), said(one)) == same


@pytest.mark.parametrize(
    ("loose", "value", "far"), [("达到1000户以上", "1500", False), ("达到1000户以上", "1501", True), ("达到1000户以内", "499", True), ("下降3%以上", "-4.5", False), ("下降3%以上", "-4.6", True)]
)  # fmt: skip
def test_a_number_that_a_bound_hardly_speaks_of(loose: str, value: str, far: bool) -> None:
    assert bounds.far_from(said(loose), Decimal(value)) == far


@each(
    ("target", "actual", "told"),
    [
        ("增长8%左右", "增长8%", "met"),
        ("增长8%左右", "增长7.2%", "near"),  # just what 左右 allows
        ("增长8%左右", "增长7.19%", "missed"),
        ("增长8%左右", "增长8%左右", "met"),  # a result counts as the number that is named
        ("增长8%", "增长7.9%左右", "missed"),
        ("增长8%", "预计增长8.1%", "met"),
        ("增长8%以上", "增长7.99%", "missed"),
        ("增长8%以上", "增长7%以上", "unclear"),
        ("增长8%以上", "控制在7%以内", "missed"),
        ("增长8%以上", "增长7%—8%", "unclear"),  # perhaps just as much
        ("增长8%以上", "增长7%—7.9%", "missed"),
        ("控制在3%以内", "增长3%—4%", "unclear"),
        ("控制在3%以内", "增长3.1%—4%", "missed"),
        ("控制在3%以内", "增长3%", "met"),
        ("控制在3%以内", "增长3.01%", "missed"),
        ("下降3%以上", "下降4%", "met"),
        ("下降3%以上", "下降3%", "met"),
        ("下降3%以上", "下降2.9%", "missed"),
        ("下降3%以上", "下降2%以上", "unclear"),
        ("下降3%以内", "下降2%", "met"),
        ("下降3%以内", "下降3.1%", "missed"),
        ("下降5%左右", "下降5.5%", "near"),
        ("下降5%左右", "下降5.6%", "missed"),
        ("增长5%—6%", "增长5%", "met"),
        ("增长5%—6%", "增长4.9%", "missed"),
        ("下降2%—4%", "下降3%", "met"),
        ("下降2%—4%", "下降4.1%", "missed"),
    ],
)
def test_what_a_result_makes_of_a_target(target: str, actual: str, told: str) -> None:
    assert outcome(said(target), said(actual)) == told


@pytest.mark.parametrize(
    ("target", "actual", "told"),
    [
        ("达到35户", "达到35户", "met"),
        ("达到35户", "达到36户", "missed"),
        ("达到35户左右", "达到38.5户", "near"),
        ("达到35户左右", "达到38.6户", "missed"),
        ("达到35户以上", "达到36户", "met"),  # the bound says which way
        ("下降2%—4%", "下降3%", "met"),
        ("下降2%—4%", "下降1.9%", "missed"),
        ("达到35户", "达到36户以内", "unclear"),
    ],
)
def test_what_a_result_makes_of_a_target_where_less_is_better(target: str, actual: str, told: str) -> None:
    assert outcome(said(target), said(actual), lower_is_better=True) == told


def test_ends_are_a_part_of_the_number_at_either_end() -> None:
    assert ends("-4", "2").widened(LEEWAY) == ends("-4.4", "2.2")
    assert ends("-∞", "2").widened(LEEWAY) == ends("-∞", "2.2")


def test_several_values_reach_from_the_lowest_to_the_highest() -> None:
    assert bounds.hull([said("增长6%"), said("增长8%左右")]) == ends("6", "8.8")
    assert bounds.hull([said("增长6%"), said("下降3%以上")]) == ends("-∞", "6")


def test_what_is_said_of_the_leeway_is_what_it_is() -> None:
    told = ("docs/methods.md", "templates/markdown/parts/ledger.md.j2")
    assert Decimal("0.1") == LEEWAY and all("一成" in (ROOT / path).read_text("utf-8") for path in told)


# Nobody else looks at what a bound is.


def looks(text: str) -> list[int]:
    """A module's text → the lines on which the bound of something is held against a sign."""
    found = []
    for node in ast.walk(ast.parse(text)):
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        signs = [s for side in sides for s in (side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else [side]) if isinstance(s, ast.Constant)]
        if signs and any(isinstance(side, ast.Attribute) and side.attr == "bound" for side in sides):
            found.append(node.lineno)
    return found


def test_no_module_but_this_and_the_printing_of_figures_holds_a_bound_against_a_sign() -> None:
    assert looks("a.bound in ('=', '~')") and looks("'=' != a.bound") and not looks("a.bound == b.bound")
    own = {"digest/model/bounds.py", "digest/chinese/figure_format.py"}
    held = {str(path.relative_to(ROOT)): looks(path.read_text("utf-8")) for path in sorted((ROOT / "digest").rglob("*.py"))}
    assert held.keys() > own and {path for path, lines in held.items() if lines} == own
