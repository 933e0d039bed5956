"""checks: contradictions, implausible values, parts and totals, years that do not fit each other, and what is none of these."""

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.audit.record_checks import across_years, check
from digest.compare.tables import tables
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Fact, Meta, Paragraph, Piece, Record, Report, Source
from tests.reading import catalogue

CATALOGUE = catalogue()
PARAGRAPH = Paragraph("p1", 7, "甲" * 40, pieces=(Piece(0, 7), Piece(20, 8)), part="review")
REPORT = Report("000000-2024", Source("case.txt", "0", "text", "utf-8", ()), Meta(year=2024), (), (), (PARAGRAPH,), ())


def fact(value: str, bound: str = "=", start: int = 0, indicator: str = "gdp", measure: str = "growth", **other: object) -> Fact:
    evidence = Evidence("000000-2024", "p1", start, start + 4, f"值{value}")
    made = Fact(indicator, measure, Decimal(value), "%", bound, "actual", 2023, (evidence,))
    return replace(made, **other)


def codes(*facts: Fact) -> list[str]:
    return [p.code for p in check(Record(REPORT, facts), CATALOGUE)]


def test_two_values_for_one_figure_name_both_quotes_and_lines() -> None:
    (problem,) = check(Record(REPORT, (fact("5"), fact("6", start=25))), CATALOGUE)
    assert (problem.code, problem.where, problem.line, problem.severity) == ("facts.contradiction", "case.txt", 8, "warning")
    assert "值5 on line 7" in problem.text() and "值6" in problem.text()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (fact("12.1"), fact("12.13")),  # rounded
        (fact("15", ">="), fact("15.8")),  # 突破15亿元, 达15.8亿元
        (fact("4", "<="), fact("3.7")),
        (fact("7"), fact("8", stretch=True)),
        (fact("5"), fact("6", kind="target")),
        (fact("5"), fact("6", year=2022)),
        (fact("5", year=None), fact("6", year=None)),
        (fact("5"), fact("6", measure="level")),
        (fact("5", "range", high=Decimal(6)), fact("5.5")),
        (fact("62", indicator="proposals_handled", measure="level"), fact("74", indicator="proposals_handled", measure="level")),
        (fact("1", indicator="bond_funds", measure="level"), fact("3", indicator="bond_funds", measure="level")),
    ],
)
def test_what_does_not_contradict(a: Fact, b: Fact) -> None:
    assert "facts.contradiction" not in codes(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [(fact("17", ">="), fact("15.8")), (fact("3", "<="), fact("3.7")), (fact("5", "range", high=Decimal(6)), fact("7"))]
)
def test_bounds_contradict_too(a: Fact, b: Fact) -> None:
    assert codes(a, b) == ["facts.contradiction"]


@pytest.mark.parametrize(
    ("made", "odd"),
    [
        (fact("42000", indicator="urban_income", measure="level", unit="元"), False),
        (fact("4.2", indicator="urban_income", measure="level", unit="元"), True),
        (fact("900", measure="growth"), True),
        (fact("-9"), False),
        (fact("-5", indicator="medical_insurance_rate", measure="share"), True),
        (fact("98", indicator="medical_insurance_rate", measure="share"), False),
    ],
)
def test_plausible_ranges(made: Fact, odd: bool) -> None:
    assert codes(made) == (["facts.implausible"] if odd else [])


@pytest.mark.parametrize(
    ("part", "whole", "odd"),
    [
        (fact("130", indicator="industrial_investment", measure="level"), fact("101", indicator="fixed_investment", measure="level"), True),
        (fact("90", indicator="industrial_investment", measure="level"), fact("101", indicator="fixed_investment", measure="level"), False),
        (fact("130", indicator="industrial_investment", measure="level"), fact("100", ">=", indicator="fixed_investment", measure="level"), False),
        (fact("130", indicator="industrial_investment", measure="level"), fact("101", indicator="gdp", measure="level"), False),
        (
            fact("130", indicator="industrial_investment", measure="level"),
            fact("101", indicator="fixed_investment", measure="level", year=2022),
            False,
        ),
    ],
)  # fmt: skip
def test_a_part_is_not_more_than_its_whole(part: Fact, whole: Fact, odd: bool) -> None:
    assert ("facts.beyond-total" in codes(part, whole)) == odd


def years(earlier: tuple[Fact, ...], later: tuple[Fact, ...], gap: int = 1) -> list[str]:
    """What is said of the reports of 2023 and 2024 (or a later year) with these facts."""
    place = CATALOGUE.places[0]

    def dossier(year: int, facts: tuple[Fact, ...]) -> Dossier:
        return Dossier(str(year), place, place.name, "", "", year, "full", (Record(REPORT, facts),), facts, (), ())

    return [p.code for p in across_years((dossier(2024 - 1, earlier), dossier(2023 + gap, later)))]


@pytest.mark.parametrize(
    ("before", "after", "growth", "odd"),
    [
        (fact("40", measure="level", year=2022), fact("60", measure="level"), fact("5"), True),
        (fact("40", measure="level", year=2022), fact("43", measure="level"), fact("5"), False),  # prices
        (fact("40", measure="level", year=2021), fact("60", measure="level"), fact("5"), False),  # not the year before
        (fact("40", measure="level", year=2022), fact("60", ">=", measure="level"), fact("5"), False),
        (fact("40", measure="level", year=2022), fact("60", measure="level", kind="target"), fact("5"), False),
    ],
)
def test_growth_is_held_against_the_levels_of_two_years(before: Fact, after: Fact, growth: Fact, odd: bool) -> None:
    assert years((before,), (after, growth)) == (["facts.growth-apart"] if odd else [])


def test_reports_that_do_not_follow_each_other_are_not_held_against_each_other() -> None:
    before, after = fact("40", measure="level", year=2022), fact("60", measure="level")
    assert years((before,), (after, fact("5")), gap=2) == []


@pytest.mark.parametrize(
    ("then", "quoted", "odd"),
    [
        (fact("6", kind="target"), fact("5", kind="target"), True),
        (fact("6", kind="target"), fact("6", kind="target"), False),
        (fact("6", ">=", kind="target"), fact("7", kind="target"), False),
        (fact("6", kind="target", indicator="cpi"), fact("5", kind="target"), False),
        (fact("6", kind="target"), fact("5", kind="target", year=2024), False),
    ],
)
def test_last_years_target_quoted_otherwise(then: Fact, quoted: Fact, odd: bool) -> None:
    assert years((then,), (quoted,)) == (["facts.target-restated"] if odd else [])


# What a page marks as 待核 is told, and nothing else


def level(value: str, bound: str = "=", indicator: str = "gdp", **other: object) -> Fact:
    return fact(value, bound, indicator=indicator, measure="level", **other)


@pytest.mark.parametrize(
    ("facts", "marked"),
    [
        ((fact("7"), fact("8")), True),
        ((fact("12.1"), fact("12.2")), True),
        ((fact("12.1"), fact("12.13")), False),  # rounded
        ((fact("7", ">="), fact("8", ">=")), True),  # one may be true with the other, but two are claimed
        ((fact("7", ">="), fact("7.5")), False),
        ((fact("7"), fact("8", stretch=True)), False),
        ((fact("5", "range", high=Decimal(6)), fact("5", "range", high=Decimal(7))), True),
        ((fact("7", estimate=True), fact("7.3")), True),
        ((level("60", indicator="school_seats"), level("90", indicator="school_seats")), True),  # an amount before its name is no excuse
        ((level("60", indicator="proposals_handled"), level("90", indicator="proposals_handled")), False),  # several are right
        ((level("60", indicator="projects_count"), level("90", indicator="projects_count")), False),  # each counts something else
        ((fact("7"), fact("8", kind="target")), False),
    ],
)
def test_what_a_page_marks_as_disputed_an_editor_is_told(facts: tuple[Fact, ...], marked: bool) -> None:
    record = Record(REPORT, facts)
    place = CATALOGUE.places[0]
    dossier = Dossier("000000-2024", place, place.name, "", "", 2024, "full", (record,), facts, (), ())
    indicator = CATALOGUE.indicator(facts[0].indicator)
    cells = [cell for table in tables([indicator], (dossier,)) for row in table.rows for cell in (row.actual, row.target)]
    assert any(cell.disputed for cell in cells) == marked
    assert ("facts.contradiction" in codes(*facts)) == marked


def test_a_part_is_neither_marked_nor_told() -> None:
    text = "企业九家，其中规上五家。"
    report = replace(REPORT, paragraphs=(replace(PARAGRAPH, text=text),))
    whole, part = level("9"), level("5", start=text.index("其中"))
    assert [p.code for p in check(Record(report, (whole, part)), CATALOGUE)] == []
    assert [p.code for p in check(Record(REPORT, (whole, part)), CATALOGUE)] == ["facts.contradiction"]  # where nobody says so


def test_of_three_values_each_two_are_told() -> None:
    assert codes(fact("5"), fact("6"), fact("7")) == ["facts.contradiction"] * 3


def test_a_report_all_of_whose_figures_are_targets_is_told() -> None:
    aims = tuple(replace(fact(str(value), start=value), kind="target", indicator=name) for value, name in enumerate(("gdp", "retail_sales", "fixed_investment"), 5))
    assert codes(*aims) == ["parts.targets"]
    assert codes(*aims[:2]) == []
    assert codes(*aims, fact("5")) == []
    for meta, part in ((Meta(year=2024, completeness="abridged"), "review"), (Meta(year=2024, completeness="excerpt"), "plan")):
        report = replace(REPORT, meta=meta, paragraphs=(replace(PARAGRAPH, part=part),))
        assert check(Record(report, aims), CATALOGUE) == ()
