"""jumps: a level three times last year's is withheld and told, and what is let stand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.audit.jumps import without_jumps
from digest.model.report import Evidence, Fact, Meta, Paragraph, Record, Report, Source
from tests.reading import catalogue

CATALOGUE = catalogue()


def record(year: int, *facts: tuple[str, str, str]) -> Record:
    """A year and (indicator, measure, value) … → the record of the report of the year after it."""
    texts = [f"{indicator}达到{value}" for indicator, _, value in facts]
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part="review") for n, text in enumerate(texts, 1))
    meta = Meta(code="130000", year=year + 1)
    report = Report(f"130000-{year + 1}", Source(f"{year}.txt", "0", "text", "utf-8", ()), meta, (), (), paragraphs, ())
    made = tuple(
        Fact(indicator, measure, Decimal(value.strip("≥")), "亿元", ">=" if "≥" in value else "=", "actual", year,
             (Evidence(report.id, f"p{n}", 0, len(text), text),))
        for n, ((indicator, measure, value), text) in enumerate(zip(facts, texts, strict=True), 1)
    )  # fmt: skip
    return Record(report, made)


def withheld(*records: Record) -> list[str]:
    """Records → the values that are withheld, each of which is told once and kept as a figure."""
    left, problems = without_jumps(records, CATALOGUE)
    gone = [f for before, after in zip(records, left, strict=True) for f in before.facts if f not in after.facts]
    assert [p.quote for p in problems] == [f.evidence[0].quote for f in gone]
    assert [f.evidence[0] for f in gone] == [f.evidence for r in left for f in r.figures]
    return [str(f.value) for f in gone]


def levels(first: int, *values: str, indicator: str = "fixed_investment") -> list[Record]:
    return [record(year, (indicator, "level", value)) for year, value in enumerate(values, first) if value]


@pytest.mark.parametrize(
    ("values", "gone"),
    [
        (("121", "615"), ["615"]),
        (("121", "615", "130"), ["615"]),
        (("121", "40"), ["40"]),
        (("615", "121", "130"), ["615"]),  # the first has nobody beside it
        (("121", "125", "615", "620"), []),  # another base
        (("121", "362"), []),
        (("121", "363"), ["363"]),
        (("121", "", "615"), []),  # not the year before
        (("121", "≥615"), []),
        (("0", "615"), []),
    ],
)
def test_a_level_three_times_that_of_the_year_beside_it(values: tuple[str, ...], gone: list[str]) -> None:
    assert withheld(*levels(2014, *values)) == gone


def test_works_may_be_three_times_as_many() -> None:
    assert withheld(*levels(2014, "10", "90", indicator="old_communities")) == []
    assert withheld(*levels(2014, "109", "28", indicator="projects_count")) == []


@pytest.mark.parametrize(("growth", "gone"), [("408", []), ("12", ["615"]), ("-5", ["615"])])
def test_a_growth_that_is_stated_explains_it(growth: str, gone: list[str]) -> None:
    later = record(2015, ("fixed_investment", "level", "615"), ("fixed_investment", "growth", growth))
    assert withheld(*levels(2014, "121"), later) == gone


def test_other_places_are_not_measured_against_each_other() -> None:
    one, other = levels(2014, "121", "615")
    elsewhere = replace(other, report=replace(other.report, meta=replace(other.report.meta, code="140000")))
    assert withheld(one, elsewhere) == []


def own(year: int, *facts: tuple[str, str, str, str, int]) -> Record:
    """A year and (indicator, measure, value, kind, year) … → a record of the report of the year after it, which says all of this."""
    made = record(year, *((indicator, measure, value) for indicator, measure, value, _, _ in facts))
    said = tuple(replace(fact, kind=kind, year=of) for fact, (_, _, _, kind, of) in zip(made.facts, facts, strict=True))  # type: ignore[arg-type]
    return replace(made, facts=said)


@pytest.mark.parametrize(
    ("later", "gone"),
    [
        (("fixed_investment", "level", "615", "actual", 2015), ["615"]),  # a sum of several years given as the year's
        (("fixed_investment", "level", "40", "target", 2015), ["40"]),
        (("fixed_investment", "level", "360", "actual", 2015), []),
        (("fixed_investment", "level", "615", "actual", 2017), []),  # not the year after
        (("retail_sales", "level", "615", "actual", 2015), []),
        (("old_communities", "level", "615", "actual", 2015), []),
    ],
)
def test_a_level_three_times_last_years_in_the_same_text(later: tuple[str, str, str, str, int], gone: list[str]) -> None:
    before = ("old_communities" if later[0] == "old_communities" else "fixed_investment", "level", "121", "actual", 2014)
    assert withheld(own(2015, before, later)) == gone


def test_a_growth_in_the_same_text_explains_a_level_three_times_last_years() -> None:
    before, later = ("fixed_investment", "level", "121", "actual", 2014), ("fixed_investment", "level", "615", "actual", 2015)
    assert withheld(own(2015, before, later, ("fixed_investment", "growth", "408", "actual", 2015))) == []
    assert withheld(own(2015, before, later, ("fixed_investment", "growth", "8", "actual", 2015))) == ["615"]
