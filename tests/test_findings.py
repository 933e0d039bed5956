"""What is found over the years and among peers: movements, standings, outliers, absences, kept and missed targets, and their order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.compare.base import base_words
from digest.compare.comparable import groups
from digest.compare.dossiers import join
from digest.compare.findings import findings
from digest.compare.ledger import ledger
from digest.compare.movements import by_dossier, movements
from digest.compare.omissions import absences
from digest.compare.peer_ranks import among, standings
from digest.compare.tables import tables
from digest.model.catalogue import Catalogue, Indicator, Lexicon, Place
from tests.samples import CATALOGUE, fact, record

CODES = tuple(f"14070{n}" for n in range(1, 9))
COUNTIES = tuple(Place(code, f"{name}县", "county", "140700") for code, name in zip(CODES, "甲乙丙丁戊己庚辛", strict=True))
GDP, AREA = CATALOGUE.indicators[0], CATALOGUE.indicators[1]
HEAD = Indicator("gdp_per_head", "人均地区生产总值", "元", "economy")
ALL = Catalogue((*CATALOGUE.places, *COUNTIES, Place("140700", "某市", "prefecture", "140000")), CATALOGUE.topics, (GDP, AREA, HEAD), (Lexicon("figure-bases", ("不含",)),))


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
    return made, movements(made, ALL)


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


def test_another_base_or_another_place_is_no_movement():
    base = county(CODES[0], 2024, growth("8"), text="8（不含开发区）")
    assert told(base, county(CODES[0], 2023, growth("6", year=2022)))[1] == ()
    assert told(county(CODES[0], 2024, growth("8")), county(CODES[1], 2023, growth("6", year=2022)))[1] == ()


def test_what_each_report_counts_in_its_own_way_does_not_move():
    years = (county(CODES[0], 2024, growth("8")), county(CODES[0], 2023, growth("6", year=2022)))
    assert told(*years, indicators=(replace(GDP, loose=True),))[1] == ()
    assert len(told(*years)[1]) == 1


def placed(own, *others):
    made, moved = told(own, *others)
    peers = among(made, groups(made, base_words(ALL)))
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
    return [(f.kind, [d.place.code for d in f.dossiers]) for f in findings(made, groups(made, base_words(ALL)), dossiers, moved, promises)]


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
    found = findings(made, groups(made, base_words(ALL)), dossiers, moved)
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
    (standing,) = standings(own, made, by_dossier(moved), among(made, groups(made, base_words(ALL))))
    assert (standing.rank, standing.tied, standing.of) == (2, 2, 4)


def test_a_bound_among_the_peers_takes_the_rank_that_it_makes_uncertain():
    exact = [county(code, 2024, growth(value)) for code, value in zip(CODES, ("7", "9", "6", "5"), strict=False)]
    assert placed(*exact, county(CODES[5], 2024, growth("6", bound=">="))) == []
    assert placed(*exact, county(CODES[5], 2024, growth("8", bound=">="))) == [("gdp-growth", "actual", 3, 5, "parent", "7")]
