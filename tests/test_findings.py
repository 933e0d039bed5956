"""What is found over the years and among peers: movements, standings, outliers, absences, kept and missed targets, and their order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.compare.comparable import groups
from digest.compare.dossiers import join
from digest.compare.findings import findings
from digest.compare.ledger import ledger
from digest.compare.movements import by_dossier, movements
from digest.compare.omissions import absences
from digest.compare.peer_ranks import among, standings
from digest.compare.tables import tables
from digest.model.catalogue import Catalogue, Indicator, Place
from digest.model.comparison import Finding
from digest.model.report import Fact
from tests.samples import CATALOGUE, fact, record

CODES = tuple(f"14070{n}" for n in range(1, 9))
COUNTIES = tuple(Place(code, f"{name}县", "county", "140700") for code, name in zip(CODES, "甲乙丙丁戊己庚辛", strict=True))
GDP, AREA = CATALOGUE.indicators[0], CATALOGUE.indicators[1]
HEAD = Indicator("gdp_per_head", "人均地区生产总值", "元", "economy")
ALL = Catalogue((*CATALOGUE.places, *COUNTIES, Place("140700", "某市", "prefecture", "140000")), CATALOGUE.topics, (GDP, AREA, HEAD))


def county(code: str, year: int, *facts, text: str = "", completeness: str = "full"):
    """A dossier of a county; its text is one paragraph in which every fact stands at the beginning."""
    name = ALL.place(code)
    made = record(code, year, *facts, completeness=completeness, texts=(("review", "economy", text or "一年来各项工作平稳。"),))
    meta = replace(made.report.meta, place=name.name, level=name.level)
    moved = tuple(replace(f, evidence=tuple(replace(e, report=made.report.id) for e in f.evidence)) for f in facts)
    return join([replace(made, report=replace(made.report, meta=meta), facts=moved)], ALL)[0]


def growth(value: str, kind: str = "actual", year: int = 2023, bound: str = "="):
    return fact("gdp", "growth", value, kind, year, bound=bound)


def told(*dossiers, indicators=ALL.indicators):
    made = tables(indicators, dossiers)
    return made, movements(made)


# movements: last year's report, this year's → difference, or None where they are not compared
MOVEMENTS = (
    (growth("6", year=2022), growth("8", year=2023), "2"),
    (growth("8", "target", 2023, ">="), growth("7", "target", 2024, ">="), "-1"),
    (fact("gdp", "level", "100", "actual", 2022, unit="亿元"), fact("gdp", "level", "112.5", "actual", 2023, unit="亿元"), "12.5"),
    (growth("6", year=2022), growth("6", year=2023), "0"),
    (growth("8", "target", 2023, ">="), growth("7", "target", 2024), None),  # 8%以上 and 7% say different things
    (growth("8", "target", 2023, "~"), growth("7", "target", 2024, ">="), None),
    (growth("6", year=2022, bound=">="), growth("8", year=2023, bound=">="), None),  # how far beyond is not said
    (growth("6", year=2022), fact("gdp", "level", "112", "actual", 2023, unit="亿元"), None),
    (growth("6", year=2021), growth("8", year=2023), None),  # not the year before
    (growth("6", "target", 2023), growth("8", year=2023), None),  # a target and a result: the ledger's business
    (replace(growth("6", year=2022), estimate=True), growth("8", year=2023), None),
    (fact("gdp", "growth", "5", "target", 2023, bound="range", high="6"), fact("gdp", "growth", "6", "target", 2024, bound="range", high="7"), None),
)


@pytest.mark.parametrize(("earlier", "later", "difference"), MOVEMENTS)
def test_a_value_moves_only_on_the_same_ground(earlier, later, difference):
    _, moved = told(county(CODES[0], 2024, later), county(CODES[0], 2023, earlier))
    assert [str(m.difference) for m in moved] == ([difference] if difference else [])


def test_another_variant_or_another_place_is_no_movement():
    before = growth("6", year=2022)
    for other in (replace(growth("8"), variant="不含开发区"), replace(growth("8"), volume=True)):
        assert told(county(CODES[0], 2024, other), county(CODES[0], 2023, before))[1] == ()
    same = (replace(growth("8"), variant="不含开发区"), replace(before, variant="不含开发区"))
    assert [str(m.difference) for m in told(county(CODES[0], 2024, same[0]), county(CODES[0], 2023, same[1]))[1]] == ["2"]
    beside = county(CODES[0], 2024, growth("8"), replace(growth("7"), variant="同口径"))
    assert [str(m.difference) for m in told(beside, county(CODES[0], 2023, before))[1]] == ["2"], "of two variants the plain one"
    assert told(county(CODES[0], 2024, growth("8")), county(CODES[1], 2023, growth("6", year=2022)))[1] == ()


def test_what_each_report_counts_in_its_own_way_does_not_move():
    years = (county(CODES[0], 2024, growth("8")), county(CODES[0], 2023, growth("6", year=2022)))
    assert told(*years, indicators=(replace(GDP, loose=True),))[1] == ()
    assert len(told(*years)[1]) == 1


def placed(own, *others):
    made, moved = told(own, *others)
    peers = among(made, groups(made))
    return [(s.table.id, s.kind, s.rank, s.of, s.scope, s.median and str(s.median)) for s in standings(own, made, by_dossier(moved), peers)]


def test_a_rank_among_the_peers_of_one_city():
    own = county(CODES[0], 2024, growth("7"))
    others = [county(code, 2024, growth(value)) for code, value in zip(CODES[1:4], ("9", "6", "5"), strict=True)]
    assert placed(own, *others) == [("gdp-growth", "actual", 2, 4, "parent", "6.5")]


@pytest.mark.parametrize(
    "others",
    (
        [county(CODES[1], 2024, growth("9"))],  # too few
        [county(CODES[1], 2024, growth("9")), county("140700", 2024, growth("5"))],  # a prefecture is no peer
        [county(CODES[1], 2024, growth("9")), county(CODES[2], 2023, growth("5", year=2022))],  # another year
        [county(CODES[1], 2024, growth("9")), county(CODES[2], 2024, growth("5"), growth("6"))],  # a contradiction is not ranked
        [county(CODES[1], 2024, growth("9")), county(CODES[2], 2024, fact("gdp", "level", "5", "actual", 2023, unit="亿元"))],
    ),
    ids=("few", "level", "year", "disputed", "measure"),
)
def test_what_is_no_peer_gives_no_rank(others):
    assert placed(county(CODES[0], 2024, growth("7")), *others) == []


def test_totals_are_not_ranked_but_per_head_is():
    def both(code, total, head):
        return county(code, 2024, fact("gdp", "level", total, "actual", 2023, unit="亿元"), fact("gdp_per_head", "level", head, "actual", 2023, unit="元"))

    own, *others = (both(code, total, head) for code, total, head in zip(CODES, ("10", "20", "30"), ("50000", "40000", "60000"), strict=False))
    assert placed(own, *others) == [("gdp-per-head-level", "actual", 2, 3, "parent", "50000")]


def kinds(*dossiers, promises=()):
    made, moved = told(*dossiers)
    return [(f.kind, [d.place.code for d in f.dossiers]) for f in findings(made, groups(made), dossiers, moved, promises)]


@pytest.mark.parametrize(
    ("values", "far"),
    (
        (("6", "6.5", "7", "7.5", "15"), ["140705"]),
        (("6", "6.5", "7", "7.5", "8"), []),
        (("7", "7", "7", "7.5", "15"), []),  # half of them equal: no measure of what is usual
        (("6", "6.5", "7", "15"), []),  # too few
    ),
)
def test_what_is_far_from_the_others(values, far):
    dossiers = [county(code, 2024, growth(value)) for code, value in zip(CODES, values, strict=False)]
    assert [codes for kind, codes in kinds(*dossiers) if kind == "outlier"] == ([far] if far else [])


def test_targets_are_no_outliers():
    dossiers = [county(code, 2024, growth(value, "target", 2024)) for code, value in zip(CODES, ("6", "6.5", "7", "7.5", "15"), strict=False)]
    assert "outlier" not in dict(kinds(*dossiers))


def absent(silent, giving=4):
    dossiers = (*(county(code, 2024, growth("7")) for code in CODES[:giving]), *silent)
    return [(f.of, [d.place.code for d in f.dossiers]) for f in absences(tables(ALL.indicators, dossiers), dossiers)]


def test_one_whole_report_that_does_not_speak_of_it():
    assert absent([county(CODES[6], 2024)]) == [(5, [CODES[6]])]


@pytest.mark.parametrize(
    ("silent", "giving"),
    (
        ([county(CODES[6], 2024, completeness="excerpt")], 4),
        ([county(CODES[6], 2024, text="地区生产总值稳步增长。")], 4),  # it is named, only not read as a value
        ([county(CODES[6], 2024)], 3),  # too few others
        ([county(code, 2024) for code in CODES[5:8]], 4),  # no exception
        ([county("140700", 2024)], 4),  # another level
    ),
    ids=("excerpt", "named", "few", "many", "level"),
)
def test_silence_that_says_nothing(silent, giving):
    assert absent(silent, giving) == []


def test_kept_and_missed_targets_with_both_reports():
    first = county(CODES[0], 2023, growth("8", "target", 2023))
    for result, kind in (("9", "met"), ("7", "missed")):
        second = county(CODES[0], 2024, growth(result))
        lines = ledger((first, second), ALL)
        (finding,) = findings((), {}, promises=lines)
        assert (finding.kind, [d.year for d in finding.dossiers], [str(f.value) for f in finding.facts]) == (kind, [2023, 2024], ["8", result])
        assert finding.difference == Decimal(result) - 8
    assert findings((), {}, promises=ledger((first, county(CODES[0], 2024)), ALL)) == ()  # not reported: nothing is said


def test_a_stretch_that_is_missed_is_no_missed_target():
    aim, stretch = growth("8", "target", 2023), replace(growth("10", "target", 2023), stretch=True)
    lines = ledger((county(CODES[0], 2023, aim, stretch), county(CODES[0], 2024, growth("9"))), ALL)
    assert [f.kind for f in findings((), {}, promises=lines)] == ["met"]


def test_no_kind_crowds_the_others_out():
    years = [county(code, year, growth(str(value + year - 2020), year=year - 1)) for value, code in enumerate(CODES[:5]) for year in (2022, 2023, 2024)]
    found = [kind for kind, _ in kinds(*years)]
    assert found[:4] == ["spread", "movement", "spread", "movement"] and found.count("movement") == 10


def spreads(*dossiers):
    made, moved = told(*dossiers)
    found = findings(made, groups(made), dossiers, moved)
    return [([d.place.code for d in f.dossiers]) for f in found if f.kind == "spread"]


def test_a_bound_is_ranked_neither_as_a_result_nor_as_a_target():
    for kind, year in (("actual", 2023), ("target", 2024)):
        given = [county(code, 2024, growth(value, kind, year)) for code, value in zip(CODES[:3], ("6", "7", "8"), strict=True)]
        assert spreads(*given, county(CODES[3], 2024, growth("5", kind, year, "<="))) == [[CODES[2], CODES[1], CODES[0]]]


def test_no_value_is_the_only_one_beside_a_range_or_a_bound():
    own = county(CODES[0], 2024, growth("7"))
    assert dict(kinds(own, county(CODES[1], 2024)))["only"] == [CODES[0]]
    assert "only" not in dict(kinds(own, county(CODES[1], 2024, growth("5", bound=">="))))
    assert "only" not in dict(kinds(own, county(CODES[1], 2024, growth("5"), growth("6"))))


def test_no_fall_is_called_high_or_low():
    fell = [county(code, 2024, growth(value)) for code, value in zip(CODES, ("-6", "-6.5", "-7", "-7.5", "-15"), strict=False)]
    assert "outlier" not in dict(kinds(*fell)) and "spread" in dict(kinds(*fell))


def test_no_total_and_no_change_is_called_high_or_low():
    for measure, unit in (("level", "亿元"), ("change", "亿元"), ("level", "元")):
        sized = [county(code, 2024, fact("gdp", measure, value, "actual", 2023, unit=unit)) for code, value in zip(CODES, ("6", "6.5", "7", "7.5", "15"), strict=False)]
        assert ("outlier" in dict(kinds(*sized))) == (unit == "元")


def test_ties_are_told_as_ties():
    own, *others = (county(code, 2024, growth(value)) for code, value in zip(CODES, ("7", "9", "7", "5"), strict=False))
    made, moved = told(own, *others)
    (standing,) = standings(own, made, by_dossier(moved), among(made, groups(made)))
    assert (standing.rank, standing.tied, standing.of) == (2, 2, 4)


def test_a_bound_among_the_peers_takes_the_rank_that_it_makes_uncertain():
    exact = [county(code, 2024, growth(value)) for code, value in zip(CODES, ("7", "9", "6", "5"), strict=False)]
    assert placed(*exact, county(CODES[5], 2024, growth("6", bound=">="))) == []
    assert placed(*exact, county(CODES[5], 2024, growth("8", bound=">="))) == [("gdp-growth", "actual", 3, 5, "parent", "7")]


# What a finding holds: whose it is, which facts, how many, from where to where.


def found(*dossiers, promises=(), indicators=ALL.indicators) -> tuple[Finding, ...]:
    made, moved = told(*dossiers, indicators=indicators)
    return findings(made, groups(made), dossiers, moved, promises)


def of_kind(kind: str, *dossiers) -> list[Finding]:
    return [finding for finding in found(*dossiers) if finding.kind == kind]


@pytest.mark.parametrize(("kind", "year"), [("actual", 2023), ("target", 2024)])
def test_a_spread_stands_from_the_highest_to_the_lowest_and_says_who_may_still_be_beyond(kind: str, year: int) -> None:
    given = [county(code, 2024, growth(value, kind, year)) for code, value in zip(CODES, ("8", "7", "9", "9"), strict=False)]
    bound, two = county(CODES[4], 2024, growth("8.5", kind, year, "<=")), county(CODES[5], 2024, growth("8", kind, year), growth("8.5", kind, year))
    (spread,) = of_kind("spread", *given, bound, two)
    assert (spread.table.id, [d.place.code for d in spread.dossiers], spread.year_kind) == ("gdp-growth", [CODES[2], CODES[3], CODES[0], CODES[1]], kind)
    assert [str(fact.value) for fact in spread.facts] == ["9", "9", "8", "7"]
    assert (spread.highest, spread.lowest, spread.open, spread.more, spread.falling) == (2, 0, 1, 1, False)


def test_a_spread_of_falls_says_so() -> None:
    (spread,) = of_kind("spread", *(county(code, 2024, growth(value)) for code, value in zip(CODES, ("-2", "-3", "-4"), strict=False)))
    assert (spread.highest, spread.lowest, spread.falling) == (1, 1, True)


def test_an_outlier_is_told_with_the_median_of_all_and_how_far_it_is_from_it() -> None:
    given = [county(code, 2024, growth(value)) for code, value in zip(CODES, ("6", "6.5", "7", "7.5", "15"), strict=False)]
    (far,) = of_kind("outlier", *given)
    assert (far.table.id, [d.place.code for d in far.dossiers], [str(f.value) for f in far.facts], far.year_kind) == ("gdp-growth", [CODES[4]], ["15"], "actual")
    assert (far.of, far.median, far.difference) == (5, Decimal(7), Decimal(8))
    (low,) = of_kind("outlier", *given[:4], county(CODES[4], 2024, growth("0.5")))
    assert (low.median, low.difference) == (Decimal("6.5"), Decimal(-6))


@pytest.mark.parametrize(("value", "far"), [("10.5", False), ("10.51", True), ("3.5", False), ("3.49", True)])
def test_just_so_far_is_not_yet_far(value: str, far: bool) -> None:
    usual = ("6.3255", "6.3255", "7", "7.6745") if Decimal(value) > 7 else ("6.3255", "7", "7.6745", "7.6745")
    given = [county(code, 2024, growth(one)) for code, one in zip(CODES, (*usual, value), strict=False)]
    assert bool(of_kind("outlier", *given)) == far  # half of them are 0.6745 or less from 7


def test_a_movement_and_a_kept_target_are_told_with_both_reports() -> None:
    first, second = county(CODES[0], 2023, growth("6", year=2022)), county(CODES[0], 2024, growth("8.5"))
    (moved,) = of_kind("movement", first, second)
    assert (moved.table.id, moved.dossiers, [str(f.value) for f in moved.facts]) == ("gdp-growth", (second, first), ["8.5", "6"])
    assert (moved.year_kind, moved.difference) == ("actual", Decimal("2.5"))
    aimed = county(CODES[0], 2023, growth("8", "target", 2023))
    (kept,) = findings((), {}, promises=ledger((aimed, second), ALL))
    assert (kept.table.id, kept.dossiers, kept.year_kind) == ("gdp-growth", (aimed, second), "target")


@pytest.mark.parametrize(("kind", "year"), [("actual", 2023), ("target", 2024)])
def test_what_one_alone_gives_and_what_is_disputed_are_told_of_results_and_of_targets(kind: str, year: int) -> None:
    own, silent = county(CODES[0], 2024, growth("7", kind, year)), county(CODES[1], 2024)
    (only,) = of_kind("only", own, silent)
    assert (only.table.id, only.dossiers, [str(f.value) for f in only.facts], only.year_kind) == ("gdp-growth", (own,), ["7"], kind)
    assert of_kind("only", own) == of_kind("only", own, county(CODES[0], 2023)) == []  # nobody beside it
    two = county(CODES[0], 2024, growth("7", kind, year), growth("8", kind, year))
    (disputed,) = of_kind("disputed", two, silent)
    assert (disputed.table.id, disputed.dossiers, [str(f.value) for f in disputed.facts], disputed.year_kind) == ("gdp-growth", (two, two), ["7", "8"], kind)


def test_what_each_report_counts_in_its_own_way_has_no_spread() -> None:
    given = [county(code, 2024, growth(value)) for code, value in zip(CODES, ("6", "7", "8"), strict=False)]
    assert [f.kind for f in found(*given)] == ["spread"] and found(*given, indicators=(replace(GDP, loose=True), HEAD)) == ()


# In which order: two or more things of one kind, the first told first.


def moves(*dossiers) -> list[str]:
    return [f"{f.table.id} {f.dossiers[0].year}" for f in of_kind("movement", *dossiers)]


def years(*told_by_year: tuple[Fact, ...]):
    """Facts of report after report, from 2022 → dossiers of one county."""
    return [county(CODES[0], 2022 + n, *facts) for n, facts in enumerate(told_by_year)]


def given(measure: str, value: str, year: int, indicator: str = "gdp", unit: str = "%") -> Fact:
    return fact(indicator, measure, value, "actual", year, unit=unit)


def test_the_newest_is_told_first_however_little_it_moved() -> None:
    assert moves(*years((growth("5", year=2021),), (growth("15", year=2022),), (growth("16", year=2023),))) == ["gdp-growth 2024", "gdp-growth 2023"]


def test_growth_goes_before_shares_before_amounts_before_changes() -> None:
    before = (given("change", "1", 2021), given("level", "1", 2021, unit="亿元"), given("share", "1", 2021), given("growth", "1", 2021))
    after = (given("change", "9", 2022), given("level", "5", 2022, unit="亿元"), given("share", "3", 2022), given("growth", "2", 2022))
    assert moves(*years(before, after)) == [f"gdp-{measure} 2023" for measure in ("growth", "share", "level", "change")]


@pytest.mark.parametrize(
    ("measure", "unit", "gdp", "head", "first"),
    [
        ("growth", "%", ("6", "7"), ("6", "8"), "gdp_per_head"),
        ("growth", "%", ("6", "8"), ("6", "7"), "gdp"),
        ("growth", "%", ("8", "5"), ("6", "8"), "gdp"),  # downwards counts as much
        ("growth", "%", ("6", "7"), ("60", "61.5"), "gdp_per_head"),  # of rates in points
        ("level", "亿元", ("1000", "1100"), ("100", "150"), "gdp_per_head"),  # of amounts as a part of what it was
        ("level", "亿元", ("100", "150"), ("1000", "1100"), "gdp"),
        ("level", "亿元", ("100", "400"), ("0", "4"), "gdp_per_head"),  # from nothing
        ("level", "亿元", ("100", "600"), ("0", "4"), "gdp"),
        ("growth", "%", ("6", "7"), ("6", "7"), "gdp"),  # else as the tables stand
    ],
)
def test_the_largest_difference_is_told_first(measure: str, unit: str, gdp: tuple[str, str], head: tuple[str, str], first: str) -> None:
    before, after = zip(*((given(measure, a, 2021, name, unit), given(measure, b, 2022, name, unit)) for name, (a, b) in (("gdp", gdp), ("gdp_per_head", head))))
    assert next(f.table.indicator.id for f in of_kind("movement", *years(before, after))) == first


def test_a_rate_that_is_an_amount_counts_in_points_too() -> None:
    before = (given("level", "100", 2021, unit="亿元"), given("level", "5", 2021, "gdp_per_head"))
    after = (given("level", "120", 2022, unit="亿元"), given("level", "5.3", 2022, "gdp_per_head"))
    assert moves(*years(before, after)) == ["gdp-per-head-level 2023", "gdp-level 2023"]  # 0.3 against a fifth


def test_of_amounts_far_from_the_others_the_farthest_is_told_first_as_a_part_of_the_median() -> None:
    values = (("50000", "30"), ("51000", "31"), ("52000", "32"), ("53000", "33"), ("5000", "80"))
    dossiers = [
        county(code, 2024, given("level", head, 2023, "gdp_per_head", "元"), given("level", area, 2023, AREA.id, "元"))
        for code, (head, area) in zip(CODES, values, strict=False)
    ]
    assert [f.table.indicator.id for f in of_kind("outlier", *dossiers)] == [AREA.id, "gdp_per_head"]  # 48 of 32, 46,000 of 51,000


def test_of_spreads_that_of_most_places_is_told_first() -> None:
    three, four = ("6", "7", "8", None), ("6", "7", "8", "9")
    for gdp, head, first in ((three, four, "gdp_per_head"), (four, three, "gdp"), (four, four, "gdp")):
        dossiers = [
            county(code, 2024, *(given("growth", value, 2023, name) for name, value in (("gdp", a), ("gdp_per_head", b)) if value))
            for code, a, b in zip(CODES, gdp, head, strict=False)
        ]
        assert next(f.table.indicator.id for f in of_kind("spread", *dossiers)) == first


@pytest.mark.parametrize("measure", ["level", "change"])
def test_spreads_of_totals_come_after_all_else_of_their_round(measure: str) -> None:
    dossiers = [
        county(code, year, given(measure, str(int(value) + year - 2022), year - 1, unit="亿元"))
        for code, value in zip(CODES, ("10", "20", "30"), strict=False)
        for year in (2023, 2024)
    ]
    assert [f.kind for f in found(*dossiers)] == ["movement", "spread", "movement", "spread", "movement"]


def test_what_one_alone_gives_comes_last_as_its_measures_stand_whatever_its_year() -> None:
    old, new = county(CODES[0], 2023, growth("7", year=2022)), county(CODES[1], 2024, given("level", "9", 2023, unit="亿元"))
    two = county(CODES[2], 2024, given("share", "7", 2023), given("share", "8", 2023))
    assert [(f.kind, f.table.id) for f in found(old, new, two)] == [("disputed", "gdp-share"), ("only", "gdp-growth"), ("only", "gdp-level")]


def test_targets_of_tables_that_are_not_shown_come_after_those_that_are() -> None:
    aims = [fact(name, "growth", "8", "target", 2023) for name in ("gdp", "gdp_per_head")]
    first, second = county(CODES[0], 2023, *aims), county(CODES[0], 2024, *(given("growth", "9", 2023, name) for name in ("gdp", "gdp_per_head")))
    shown = tables((HEAD,), (first, second))
    made = findings(shown, groups(shown), promises=ledger((first, second), ALL))
    assert [f.table.id for f in made if f.kind == "met"] == ["gdp-per-head-growth", "gdp-growth"]
