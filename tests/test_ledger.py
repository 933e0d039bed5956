"""The ledger: which result is held against which target, what is not, and what that makes of the target."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.compare.comparisons import compare
from digest.compare.dossiers import join
from digest.compare.ledger import ledger
from digest.model.bounds import outcome
from digest.model.catalogue import Catalogue
from digest.model.report import Fact
from tests.conftest import REAL, ROOT
from tests.samples import CATALOGUE, INDICATORS, dossier, fact, record

LOWER = replace(CATALOGUE, indicators=(*INDICATORS[:2], replace(INDICATORS[2], lower_is_better=True)))


def aim(value: str, bound: str = "=", measure: str = "growth", indicator: str = "gdp", **other) -> Fact:
    return fact(indicator, measure, value, "target", 2023, bound=bound, **other)


def result(value: str, bound: str = "=", measure: str = "growth", indicator: str = "gdp", year: int | None = 2023, **other) -> Fact:
    return fact(indicator, measure, value, "actual", year, bound=bound, **other)


def lines(target: list[Fact], actual: list[Fact], catalogue: Catalogue = CATALOGUE, year: int = 2024):
    made = ledger((dossier("130608", 2023, *target), dossier("130608", year, *actual)), catalogue)
    return [(p.outcome, None if p.difference is None else str(p.difference)) for p in made if p.dossier.year == 2023]


# what a result makes of a target


@pytest.mark.parametrize(
    ("target", "actual", "said"),
    [
        (("10", ">="), ("12.1", "="), "met"),
        (("10", ">="), ("10", "="), "met"),
        (("10", ">="), ("9.9", "="), "missed"),
        (("8", "="), ("8", "="), "met"),
        (("8", "="), ("7.9", "="), "missed"),
        (("8", "~"), ("8.3", "="), "met"),
        (("8", "~"), ("7.4", "="), "near"),
        (("8", "~"), ("7.1", "="), "missed"),
        (("3", "<="), ("2.1", "="), "met"),
        (("3", "<="), ("3.2", "="), "missed"),
        (("5", "range", "6"), ("5.2", "="), "met"),
        (("5", "range", "6"), ("6.4", "="), "met"),
        (("5", "range", "6"), ("4.8", "="), "missed"),
        (("6", "="), ("5", ">="), "unclear"),  # 超过5% may be 6 %, or not
        (("6", "="), ("6", ">="), "met"),
        (("3", "<="), ("4", "<="), "unclear"),
        (("3", "<="), ("3", "<="), "met"),
        (("6", "="), ("5", "range", "7"), "unclear"),
        (("-2", "="), ("-3", "="), "missed"),  # where more is better, a deeper fall is no success
    ],
)
def test_outcomes(target, actual, said) -> None:
    one = aim(target[0], target[1], high=target[2] if len(target) > 2 else None)
    other = result(actual[0], actual[1], high=actual[2] if len(actual) > 2 else None)
    assert outcome(one, other) == said


@pytest.mark.parametrize(
    ("target", "actual", "said"),
    [(("35", "="), ("33", "="), "met"), (("35", "="), ("36", "="), "missed"), (("35", "~"), ("36", "="), "near"), (("35", "<="), ("36", "="), "missed")],
)
def test_where_less_is_better(target, actual, said) -> None:
    assert outcome(aim(*target), result(*actual), lower_is_better=True) == said
    made = lines([aim(*target, measure="level", indicator="pm25")], [result(*actual, measure="level", indicator="pm25")], LOWER)
    assert [o for o, _ in made] == [said]


def test_the_difference_is_the_result_less_the_target() -> None:
    assert lines([aim("10", ">=")], [result("12.1")]) == [("met", "2.1")]


@pytest.mark.parametrize(("bound", "high"), [(">=", None), ("~", None), ("range", "13")])
def test_a_result_that_is_a_bound_has_no_exact_distance(bound: str, high: str | None) -> None:
    assert lines([aim("10", ">=")], [result("12", bound, high=high)])[0][1] is None


def test_base_and_stretch_are_two_lines() -> None:
    assert lines([aim("7", ">="), aim("8", stretch=True)], [result("7.5")]) == [("met", "0.5"), ("missed", "-0.5")]


# what is not joined

OTHER = [
    pytest.param(aim("10"), result("189", measure="level", unit="亿元"), "rebased", id="growth and level"),
    pytest.param(aim("200", measure="level", unit="亿元"), result("12", measure="growth"), "rebased", id="level and growth"),
    pytest.param(aim("40", measure="share"), result("12", measure="growth"), "rebased", id="share and growth"),
    pytest.param(aim("40", measure="share"), result("2", measure="change"), "rebased", id="share and change"),
    pytest.param(aim("2", measure="change"), result("61.5", measure="share"), "rebased", id="change and share"),
    pytest.param(aim("10"), result("2", measure="change"), "rebased", id="growth and change"),
    pytest.param(aim("2", measure="change"), result("10", measure="growth"), "rebased", id="change and growth"),
    pytest.param(aim("200", measure="level", unit="亿元"), result("40", measure="share"), "rebased", id="level and share"),
    pytest.param(aim("40", measure="share"), result("189", measure="level", unit="亿元"), "rebased", id="share and level"),
    pytest.param(aim("200", measure="level", unit="亿元"), result("200", measure="level", unit="元"), "rebased", id="two units"),
    pytest.param(aim("10"), result("10", year=2022), "mentioned", id="the year before"),
    pytest.param(aim("10"), result("10", year=2024), "mentioned", id="the year after"),
    pytest.param(aim("10"), result("10", year=None), "mentioned", id="a period's"),
    pytest.param(aim("10"), result("10", year=2020), "mentioned", id="three years before"),
    pytest.param(aim("10"), result("10", indicator="pm25"), "unreported", id="another indicator"),
    pytest.param(aim("10"), result("10", indicator="afforestation"), "unreported", id="another indicator in the same measure"),
    pytest.param(aim("10"), fact("gdp", "growth", "10", "target", 2023), "mentioned", id="said again as a target"),
    pytest.param(aim("10"), fact("gdp", "growth", "10", "target", 2024), "mentioned", id="the next year's target"),
]


@pytest.mark.parametrize(("target", "told", "said"), OTHER)
def test_what_is_of_another_base_is_not_compared(target: Fact, told: Fact, said: str) -> None:
    assert lines([target], [told]) == [(said, None)]


# the targets, what the next report tells, None where there is none → what each line is, and which result it shows
SHOWN = [
    pytest.param([aim("10")], [result("12")], "met", "12", id="met"),
    pytest.param([aim("10")], [result("9")], "missed", "9", id="missed"),
    pytest.param([aim("10")], [result("9", ">=")], "unclear", "9", id="unclear"),
    pytest.param([aim("10")], None, "pending", None, id="pending"),
    pytest.param([aim("10")], [], "unreported", None, id="unreported"),
    pytest.param([aim("10")], [result("8", year=2022)], "mentioned", None, id="mentioned"),
    pytest.param([aim("10")], [result("189", measure="level", unit="亿元")], "rebased", "189", id="rebased"),
    pytest.param([aim("10")], [result("2", measure="change"), result("40", measure="share"), result("189", measure="level", unit="亿元")], "rebased", "189", id="the amount"),
    pytest.param([aim("10"), aim("9")], [result("12")], "disputed", None, id="two targets"),
    pytest.param([aim("10")], [result("12"), result("8")], "disputed", None, id="two results"),
]


@pytest.mark.parametrize(("targets", "told", "outcome", "actual"), SHOWN)
def test_a_line_names_the_target_whose_it_is_and_what_the_next_report_tells(targets: list[Fact], told: list[Fact] | None, outcome: str, actual: str | None) -> None:
    first, later = dossier("130608", 2023, *targets), dossier("130608", 2024, *(told or ()))
    made = ledger((first,) if told is None else (first, later), CATALOGUE)
    assert [(p.outcome, p.table.id, p.dossier, p.target, p.next, p.actual and str(p.actual.value)) for p in made] == [
        (outcome, "gdp-growth", first, target, None if told is None else later, actual) for target in targets
    ]


def test_the_result_of_another_variant_is_shown_with_whose_it_is() -> None:
    first, later = dossier("130608", 2023, aim("8")), dossier("130608", 2024, replace(result("9"), variant="不含开发区"))
    (line,) = ledger((first, later), CATALOGUE)
    assert (line.outcome, line.table.id, line.dossier, line.target.value, line.next, line.actual and line.actual.value) == (
        "rebased", "gdp-growth", first, Decimal(8), later, Decimal(9)
    )  # fmt: skip


def test_the_newest_targets_stand_first_then_as_in_the_catalogue() -> None:
    old = dossier("130608", 2022, fact("pm25", "growth", "3", "target", 2022), fact("gdp", "growth", "6", "target", 2022))
    new = dossier("130608", 2023, aim("5", indicator="pm25"), aim("7"))
    for dossiers in ((old, new), (new, old)):
        assert [(p.dossier.year, p.table.id) for p in ledger(dossiers, CATALOGUE)] == [
            (2023, "gdp-growth"), (2023, "pm25-growth"), (2022, "gdp-growth"), (2022, "pm25-growth")
        ]  # fmt: skip


def test_what_is_said_without_the_result_is_shown() -> None:
    (line,) = (p for p in ledger((dossier("130608", 2024, result("10", year=2022)), dossier("130608", 2023, aim("10"))), CATALOGUE) if p.next)
    assert (line.outcome, line.actual, line.said and line.said.words, line.told and line.told.quote) == ("mentioned", None, "有提法", "10")


@pytest.mark.parametrize("told", [[], [result("6", indicator="pm25")]])
def test_silence_is_stated(told: list[Fact]) -> None:
    assert lines([aim("10")], told) == [("unreported", None)]


@pytest.mark.parametrize("year", [2025, 2026, 2022])
def test_only_the_next_years_report_tells(year: int) -> None:
    assert lines([aim("10")], [result("12")], year=year) == [("pending", None)]


def test_the_latest_targets_are_pending() -> None:
    made = ledger((dossier("130608", 2023, aim("10")),), CATALOGUE)
    assert [p.outcome for p in made] == ["pending"]


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        pytest.param([aim("10"), aim("9")], [result("12")], id="two targets"),
        pytest.param([aim("10")], [result("12"), result("8")], id="two results"),
    ],
)
def test_what_is_disputed_is_not_compared(target: list[Fact], actual: list[Fact]) -> None:
    assert set(lines(target, actual)) == {("disputed", None)}


@pytest.mark.parametrize(("how", "followed"), [({"loose": True}, 0), ({"several": True}, 0), ({}, 1)])
def test_what_each_report_counts_in_its_own_way_or_several_times_is_not_followed(how: dict, followed: int) -> None:
    catalogue = replace(CATALOGUE, indicators=(replace(INDICATORS[0], **how),))
    assert len(lines([aim("10")], [result("12")], catalogue)) == followed


@pytest.mark.parametrize(
    ("target", "results", "outcome", "shown"),
    [
        ("", [""], "met", "9"),
        ("不含开发区", ["不含开发区"], "met", "9"),
        ("不含开发区", ["", "不含开发区"], "met", "9"),
        ("", ["不含开发区"], "rebased", "9"),
        ("不含开发区", [""], "rebased", "9"),
        ("剔除减税因素", ["不含开发区"], "rebased", "9"),
        ("", ["规模"], "mentioned", "9"),
        ("", ["规模", ""], "met", "9"),
        ("", ["规模", "不含开发区"], "rebased", "9"),
        ("规模", [""], "", ""),
        ("规模", ["规模"], "", ""),
    ],
)
def test_only_the_same_variant_settles_a_target_and_a_volume_neither_is_nor_settles_one(target: str, results: list[str], outcome: str, shown: str) -> None:
    def told(one: Fact, words: str) -> Fact:
        return replace(one, volume=True) if words == "规模" else replace(one, variant=words)

    made = ledger((dossier("130608", 2023, told(aim("8"), target)), dossier("130608", 2024, *(told(result("9"), words) for words in results))), CATALOGUE)
    assert [(p.outcome, p.actual and str(p.actual.value), p.difference) for p in made] == (
        [(outcome, shown, Decimal(1) if outcome == "met" else None)] if outcome else []
    )


def test_the_ledger_stands_in_the_places_profile() -> None:
    made = compare([record("130608", 2023, aim("10")), record("130608", 2024, result("12"))], CATALOGUE)
    assert [p.outcome for p in made.places[0].ledger] == ["met"]


# real places over the years


def real_records(*files: str):
    from digest.compare.editions import admitted
    from digest.content.catalogue_files import load_catalogue
    from digest.pipeline import analyse

    catalogue, _ = load_catalogue(ROOT / "content")
    found = [analyse(catalogue, name, (REAL / name).read_bytes())[0] for name in files]
    records, _ = admitted(r for r in found if r)
    return records, catalogue


def real(*files: str):
    records, catalogue = real_records(*files)
    return ledger(join(records, catalogue), catalogue)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not on this machine")
@pytest.mark.parametrize(
    ("folder", "pattern", "least"), [("counties", "*清苑_202*.txt", 10), ("hailar", "*.txt", 8)]
)
def test_real_places(folder: str, pattern: str, least: int) -> None:
    made = real(*sorted(p.relative_to(REAL).as_posix() for p in (REAL / folder).glob(pattern)))
    joined = [p for p in made if p.difference is not None]
    assert len(joined) >= least
    for promise in joined:
        assert promise.actual and promise.next
        assert (promise.actual.indicator, promise.actual.measure, promise.actual.unit, promise.actual.year) == (
            promise.target.indicator, promise.target.measure, promise.target.unit, promise.target.year,
        )  # fmt: skip
        assert promise.next.year == promise.dossier.year + 1


MEASURED = ("gdp", "fiscal_revenue", "urban_income", "rural_income", "resident_income")


def pairs(records) -> dict[tuple[int, str, str], str]:
    """Records of one place, year by year → what must become of each target, told from the facts alone: joined, other base, unreported.

    Left out is what several values make unclear. Words about the base (不含 …) are the rows' business above.
    """
    by_year = {r.report.meta.year: r.facts for r in records}
    expected = {}
    for year, facts in by_year.items():
        for indicator in MEASURED:
            results = [f for f in by_year.get(year + 1, ()) if f.indicator == indicator and f.kind == "actual" and f.year == year]
            for measure in ("level", "growth"):
                aimed = {(f.value, f.high, f.bound) for f in facts if (f.indicator, f.measure, f.kind, f.year, f.stretch) == (indicator, measure, "target", year, False)}
                told = {f.value for f in results if f.measure == measure}
                before = any("纯收入" in f.evidence[0].quote for f in facts if (f.indicator, f.measure, f.kind) == (indicator, measure, "target"))
                after = any("纯收入" in f.evidence[0].quote for f in results if f.measure == measure)
                if len(aimed) == 1 and len(told) < 2 and year + 1 in by_year:
                    same = told and before == after  # 纯收入 was not counted as 可支配收入 is
                    expected[year, indicator, measure] = "joined" if same else "rebased" if results else "unreported"
    return expected


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not on this machine")
@pytest.mark.parametrize(("folder", "pattern", "least"), [("counties", "*清苑_202*.txt", 6), ("hailar", "*.txt", 8)])
def test_every_pair_of_one_base_is_joined_and_no_other(folder: str, pattern: str, least: int) -> None:
    records, catalogue = real_records(*sorted(p.relative_to(REAL).as_posix() for p in (REAL / folder).glob(pattern)))
    assert set(MEASURED) <= {indicator.id for indicator in catalogue.indicators}
    decided = {"mentioned": "unreported", "met": "joined", "near": "joined", "missed": "joined", "unclear": "joined"}
    said = {
        (line.target.year, line.target.indicator, line.target.measure): decided.get(line.outcome, line.outcome)
        for line in ledger(join(records, catalogue), catalogue)
        if not line.target.stretch
    }
    expected = pairs(records)
    assert {key: said.get(key) for key in expected} == expected
    assert sum(outcome == "joined" for outcome in expected.values()) >= least
