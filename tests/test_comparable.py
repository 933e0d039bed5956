"""What may be ranked, and what is sure of the order: each rule with what it must tell, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest

from digest.compare.comparable import Group, ends, groups, held, middle, one_value, order, principal, rank, recent
from digest.compare.tables import tables
from digest.model.bounds import ANYTHING, Extent, bound, extent
from digest.model.catalogue import Place
from digest.model.dossier import Cell, Dossier
from digest.model.report import Fact, Paragraph
from tests.samples import INDICATORS, dossier, fact


def growth(value: str, bound: str = "=", *, high: str | None = None, stretch: bool = False, estimate: bool = False, kind: str = "actual", year: int = 2023) -> Fact:
    return replace(fact("gdp", "growth", value, kind, year, bound=bound, high=high, stretch=stretch), estimate=estimate)


def place(code: str, *facts: Fact, level: str = "county", parent: str = "9", year: int = 2024, text: str = "") -> Dossier:
    """A dossier of an invented place, with one paragraph, in which every fact stands at the beginning."""
    one = dossier("141081", year, *facts)
    (edition,) = one.editions
    report = replace(edition.report, id="r", paragraphs=(Paragraph("p1", 1, text),))
    return replace(one, id=f"{code}-{year}", name=f"{code}地", place=Place(code, f"{code}地", level, parent), editions=(replace(edition, report=report),))


def grouped(*dossiers: Dossier) -> tuple[Group, ...]:
    made = tables(INDICATORS, dossiers)
    return groups(made)[made[0].id]


def codes(*dossiers: Dossier) -> tuple[str, str] | None:
    """Dossiers → who is told to be highest, and who lowest, of the newest group."""
    (first, *_) = recent(grouped(*dossiers))
    sure = ends(first)
    return sure and ("".join(one.dossier.place.code for one in sure.highest), "".join(one.dossier.place.code for one in sure.lowest))


def of(*values: str) -> list[Dossier]:
    """Exact values → places called 甲, 乙, 丙 … that give them."""
    return [place(code, growth(value)) for code, value in zip("甲乙丙丁戊己庚辛", values, strict=False)]


# a fact → from where to where it may be
EXTENTS = (
    (growth("12.1"), ("12.1", "12.1")),
    (growth("5", ">="), ("5", "Infinity")),
    (growth("5", "<="), ("-Infinity", "5")),
    (growth("-3", ">="), ("-Infinity", "-3")),  # 下降3%以上
    (growth("-3", "<="), ("-3", "Infinity")),  # 降幅控制在3%以内
    (growth("5", "~"), ("4.5", "5.5")),
    (growth("-5", "~"), ("-5.5", "-4.5")),
    (growth("5", estimate=True), ("4.5", "5.5")),
    (growth("5", "range", high="6"), ("5", "6")),
    (growth("-2", "range", high="-4"), ("-4", "-2")),
    (fact("gdp", "level", "3", "actual", 2023, bound=">="), ("3", "Infinity")),
    (fact("gdp", "level", "-3", "actual", 2023, bound=">="), ("-3", "Infinity")),  # a level is no fall
)


@pytest.mark.parametrize(("given", "wanted"), EXTENTS)
def test_a_value_reaches_as_far_as_its_words(given: Fact, wanted: tuple[str, str]) -> None:
    assert extent(given) == Extent(*map(Decimal, wanted))


def test_a_value_that_nobody_has_compared_is_not_ranked_and_leaves_nothing_sure() -> None:
    unsure = place("戊", replace(growth("1"), unchecked=True))
    assert codes(*of("9", "8", "7", "6")) == ("甲", "丁") and codes(*of("9", "8", "7", "6"), unsure) is None
    (group,) = grouped(*of("9", "8"), unsure)
    assert [one.dossier.place.code for one in group.ranked] == ["甲", "乙"] and [one.dossier.place.code for one in group.others] == ["戊"]


def test_only_the_bound_of_a_fall_is_turned() -> None:
    assert [bound(growth(value, side)) for value, side in (("-3", ">="), ("-3", "<="), ("3", ">="), ("-3", "="))] == ["<=", ">=", ">=", "="]


def test_an_exact_value_makes_the_bounds_that_it_satisfies_superfluous() -> None:
    least, exact, more = growth("-3", ">="), growth("-4"), growth("8", stretch=True)
    assert principal([least, exact, more]) == [exact, more]
    assert principal([least, growth("-2")]) == [least, growth("-2")]  # 下降2% is no 下降3%以上


@pytest.mark.parametrize(
    ("facts", "disputed", "value"),
    [
        ((), False, None),
        ((growth("7"),), False, "7"),
        ((growth("7", ">="), growth("8", stretch=True)), False, "7"),  # what is striven for is left aside
        ((growth("8", stretch=True),), False, None),
        ((growth("7"), growth("8")), False, None),
        ((growth("7"),), True, None),
    ],
)
def test_what_a_cell_gives_as_its_one_value(facts: tuple[Fact, ...], disputed: bool, value: str | None) -> None:
    one = one_value(Cell(facts, disputed=disputed))
    assert (one and one.value) == (value and Decimal(value))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (growth("10", ">=", kind="target"), ("10", "10")),  # two places' targets are compared by the numbers that they name
        (growth("10", "~", kind="target"), ("10", "10")),
        (growth("5", "range", high="6", kind="target"), ("5", "6")),
        (growth("5", ">="), ("5", "Infinity")),
        (growth("10", "~"), ("9", "11")),
    ],
)
def test_what_of_a_value_is_held_against_another_place(given: Fact, wanted: tuple[str, str]) -> None:
    assert held(given) == Extent(*map(Decimal, wanted))


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        pytest.param((), ("丙", "甲"), id="nothing"),
        pytest.param((growth("7", ">="),), ("", "甲"), id="may be above"),
        pytest.param((growth("7", "<="),), ("丙", ""), id="may be below"),
        pytest.param((growth("4", "<="),), ("丙", ""), id="is below, nobody knows how far"),
        pytest.param((growth("8.5"), growth("9.5")), ("", "甲"), id="gives two values, one of them above"),
        pytest.param((growth("6.5"), growth("7.5")), ("丙", "甲"), id="gives two values, both between"),
        pytest.param((growth("7"), growth("9", stretch=True)), ("", "甲"), id="a stretch"),
        pytest.param((growth("6.5", "range", high="8.5"),), ("", "甲"), id="a range"),
        pytest.param((growth("7", "range", high="8"),), ("", "甲"), id="a range that may be as high"),
        pytest.param((growth("7.5", "~"),), ("", "甲"), id="左右"),
        pytest.param((growth("7", "~"),), ("丙", "甲"), id="左右, not so far"),
        pytest.param((growth("4.1", ">="), growth("4"), growth("6.1")), ("丙", ""), id="two values far apart, and a bound that one of them makes superfluous"),
        pytest.param((growth("4", ">="), growth("7", "<="), growth("5.5")), ("丙", "庚"), id="a value, and two bounds far apart that it makes superfluous"),
        pytest.param((growth("7.5", estimate=True),), ("", "甲"), id="预计"),
    ],
)
def test_the_highest_is_told_only_where_nothing_may_be_higher(beside: tuple[Fact, ...], told: tuple[str, str]) -> None:
    assert codes(*of("6", "7", "8"), place("庚", *beside)) == told


def test_an_open_value_may_itself_contradict_only_on_its_side_of_a_fall() -> None:
    fell = of("-2", "-3", "-4")
    assert codes(*fell, place("庚", growth("-3", ">="))) == ("甲", "")  # 下降3%以上: perhaps more than anybody
    sure = ends(grouped(*fell)[0])
    assert sure and sure.falling and sure.lowest[0].dossier.place.code == "丙"
    mixed = ends(grouped(*of("2", "-3", "-4"))[0])
    assert mixed and not mixed.falling


def test_how_many_are_ranked_and_how_many_not_is_said() -> None:
    sure = ends(grouped(*of("6", "7", "8"), place("庚", growth("5", "<=")), place("辛", growth("7"), growth("7.5")))[0])
    assert sure and (sure.of, sure.open, sure.more, len(sure.lowest)) == (3, 1, 1, 0)


def test_two_places_have_no_highest_and_three_have() -> None:
    assert codes(*of("6", "7")) is None
    assert codes(*of("6", "7"), place("庚", growth("8", stretch=True))) is None  # what is striven for is no third
    assert codes(*of("6", "7", "8")) == ("丙", "甲")


def test_levels_are_never_mixed_nor_a_place_set_beside_one_that_contains_it() -> None:
    above = place("市", growth("9"), level="prefecture"), place("省", growth("1"), level="province")
    assert codes(*of("6", "7"), *above) is None
    assert codes(*of("6", "7", "8"), *above) == ("丙", "甲")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("8", "8", "8", "7", "6"), ("丙乙甲", "戊")),
        (("8", "8", "8", "8", "6"), ("", "戊")),  # four share it
        (("8", "8", "7"), ("乙甲", "丙")),
        (("8", "7", "7"), ("甲", "丙乙")),
        (("7", "7", "7"), None),
        (("8", "7", "7", "7", "7"), ("甲", "")),
    ],
)
def test_at_most_three_share_an_end(values: tuple[str, ...], told: tuple[str, str] | None) -> None:
    assert codes(*of(*values)) == told


def test_a_value_retold_by_another_report_counts_and_is_not_ranked_there() -> None:
    later = place("庚", growth("9", year=2023), year=2025)  # told two years on: no column has it
    assert codes(*of("6", "7", "8"), later) == ("", "甲")
    revised = place("甲", growth("6.2", year=2023), year=2025)
    sure = ends(next(g for g in grouped(*of("6", "7", "8"), revised) if g.year == 2023))
    assert sure is None  # two of the three are left


def test_what_two_reports_tell_of_one_year_is_whose_year_it_is() -> None:
    retold = place("甲", growth("6", year=2023), year=2025)
    (group,) = grouped(retold, *of("6", "7", "8"))
    assert [(one.dossier.id, one.fact and one.fact.value) for one in group.ranked] == [("丙-2024", 8), ("乙-2024", 7), ("甲-2024", 6)]


def test_of_two_years_of_reports_the_newest_first_of_these_results_before_targets() -> None:
    old = (growth("5", year=2021), growth("6", kind="target", year=2022))  # of the report of 2022: too old
    middling = (growth("5", year=2022), growth("6", kind="target", year=2023))
    newest = (growth("5", year=2023), growth("6", kind="target", year=2024))
    given = [place("甲", *facts, year=year) for facts, year in ((old, 2022), (middling, 2023), (newest, 2024))]
    assert [(g.kind, g.year) for g in recent(grouped(*given))] == [("actual", 2023), ("target", 2024), ("actual", 2022), ("target", 2023)]
    more = [place(code, growth("5"), level="prefecture") for code in "子丑"]
    assert [(g.level, len(g.ranked)) for g in recent(grouped(place("甲", growth("5")), *more))] == [("prefecture", 2), ("county", 1)]
    assert recent(()) == ()
    whole = [("target", 2024), ("actual", 2023), ("target", 2023), ("actual", 2022), ("target", 2022), ("actual", 2021)]
    assert [(g.kind, g.year) for g in grouped(*given)] == whole


def test_only_the_newest_years_have_a_highest() -> None:
    old = [replace(place(code, growth(value, year=2011), year=2012)) for code, value in zip("甲乙丙", "678", strict=True)]
    assert [g.year for g in recent(grouped(*old, *of("6", "7", "8")))] == [2023]
    assert [g.year for g in recent(grouped(*old))] == [2011]


def other(value: str, variant: str = "不含开发区", bound: str = "=") -> Fact:
    return replace(growth(value, bound), variant=variant)


def test_another_variant_is_not_ranked_but_may_contradict() -> None:
    plain = of("6", "7", "8")
    assert codes(*plain, place("庚", other("9"))) == ("", "甲")
    assert codes(*plain, place("庚", other("7.5"))) == ("丙", "甲")
    whole = recent(grouped(*plain, place("庚", other("7.5"))))[0]
    assert ["".join(one.dossier.place.code for one in some) for some in (whole.ranked, whole.others)] == ["丙乙甲", "庚"]
    assert rank(whole.ranked[0], order(whole.all)) is None and middle(order(whole.all)) is None


def test_each_variant_is_ranked_with_its_own() -> None:
    given = [*of("6", "7", "8"), *(place(code, other(value)) for code, value in zip("庚辛壬", ("1", "2", "3"), strict=True))]
    told = ["".join(one.dossier.place.code for one in group.ranked) for group in grouped(*given)]
    assert told == ["丙乙甲", "壬辛庚"]
    both = place("癸", growth("5"), other("9"))  # 增长5%，不含开发区增长9%
    assert ["".join(one.dossier.place.code for one in group.ranked) for group in grouped(*given, both)] == ["丙乙甲癸", "癸壬辛庚"]


def test_a_volume_is_ranked_with_nothing_that_is_completed() -> None:
    stands = place("庚", replace(growth("9"), volume=True))
    assert codes(*of("6", "7", "8"), stands) == ("", "甲")
    assert [group.ranked[0].dossier for group in grouped(stands)] == [stands]


def test_an_exact_value_makes_no_bound_of_another_variant_superfluous() -> None:
    bound, plain = growth("5", ">="), growth("9")
    assert principal([bound, plain]) == [plain]
    assert principal([bound, other("9")]) == [bound, other("9")]


def test_of_several_variants_a_cells_one_value_is_the_plain_one() -> None:
    assert one_value(Cell((other("9"), growth("7")))) == growth("7")
    assert one_value(Cell((other("9"),))) == other("9")
    for none in ((other("9"), other("8", "同口径")), (growth("7"), growth("6")), (replace(growth("7"), volume=True), other("9"))):
        assert one_value(Cell(none)) is None


@pytest.mark.parametrize(
    ("values", "at"),
    [
        (("7", "9", "6", "5"), (2, 1)),
        (("7", "9", "7", "5"), (2, 2)),
        (("7", "9", "6 >=", "5"), None),
        (("7", "9", "8 >=", "5"), (3, 1)),
        (("7", "9", "7.1 ~", "5"), None),
        (("7", "9", "4 <=", "5"), (2, 1)),
        (("7 ~", "9", "6", "5"), (2, 1)),  # 6.3 … 7.7
        (("7 ~", "9", "6.5", "5"), None),
        (("7 ~", "9", "6.3", "5"), None),  # perhaps just as much
    ],
)
def test_a_rank_is_told_only_where_the_order_is_certain(values: tuple[str, ...], at: tuple[int, int] | None) -> None:
    given = [place(str(n), growth(*value.split())) for n, value in zip(count(1), values, strict=False)]
    (group,) = grouped(*given)
    own = next(one for one in group.ranked if one.dossier.place.code == "1")
    found = rank(own, order(group.all))
    assert (found and (found.at, found.tied)) == at


@pytest.mark.parametrize(
    ("values", "wanted"),
    [(("5", "7", "9"), "7"), (("5", "7", "8 >="), "7"), (("5", "7", "6 >="), None), (("5", "7", "7 ~"), None), (("5", "7", "8", "20"), "7.5")],
)
def test_a_median_is_told_only_where_it_is_certain(values: tuple[str, ...], wanted: str | None) -> None:
    (group,) = grouped(*(place(str(n), growth(*value.split())) for n, value in zip(count(1), values, strict=False)))
    found = middle(order(group.all))
    assert found == (wanted and Decimal(wanted))


def test_a_value_in_another_unit_leaves_nothing_sure() -> None:
    level = [place(code, fact("gdp", "level", value, "actual", 2023, unit="亿元")) for code, value in zip("甲乙丙", "678", strict=True)]
    assert codes(*level) == ("丙", "甲")
    other = place("庚", fact("gdp", "level", "1", "actual", 2023, unit="万元"))
    assert codes(*level, other) is None
    assert [one.dossier for one in grouped(*level, other)[0].others] == [other]


def test_an_indicator_that_each_report_counts_in_its_own_way_has_no_groups() -> None:
    made = tables((replace(INDICATORS[0], loose=True),), tuple(of("6", "7", "8")))
    assert groups(made) == {}
    assert ANYTHING > 10**30


@pytest.mark.parametrize(("least", "told"), [("8.5", ("庚", "甲")), ("2", ("", ""))])
def test_a_bound_that_the_exact_value_leaves_far_behind_leaves_its_place_in_doubt(least: str, told: tuple[str, str]) -> None:
    assert (codes(*of("6", "7", "8"), place("庚", growth(least, ">="), growth("9"))) or ("", "")) == told
