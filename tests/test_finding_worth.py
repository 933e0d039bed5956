"""Which findings are worth telling: each must beside its must not."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from digest.compare.finding_worth import most_telling, worth
from digest.compare.tables import tables
from digest.model.closed_sets import Kind
from digest.model.comparison import Finding, FindingKind
from digest.model.dossier import Dossier, Table
from tests.samples import INDICATORS, dossier, fact

CODES = ("141081", "140802", "130608")
OF = {"county": 10}


def table(indicator: str = "gdp", measure: str = "growth") -> Table:
    (made,) = tables([i for i in INDICATORS if i.id == indicator], (dossier("141081", 2024, fact(indicator, measure, "1", "actual", 2023)),))
    return made


def finding(kind: str, *values: str, of: int = 0, own: Table | None = None, apart: str | None = None, year_kind: str = "actual", **ends: int) -> Finding:
    given = tuple(fact("gdp", "growth", value, year_kind, 2023) for value in values)
    whose: tuple[Dossier, ...] = tuple(dossier(code, 2024) for code in CODES[: max(len(given), 1)])
    return Finding(
        cast(FindingKind, kind), own or table(), whose, given, cast(Kind, year_kind), of=of, difference=Decimal(apart) if apart else None, **ends
    )  # fmt: skip


def test_what_few_places_of_a_level_give_says_nothing_of_the_level() -> None:
    for kind in ("spread", "outlier", "turned"):
        assert worth(finding(kind, "9", "8", "7", of=3, highest=1), 2024, OF) > 0
        assert worth(finding(kind, "9", "8", "7", of=3, highest=1), 2024, {"county": 16}) == 0
    assert worth(finding("missed", "9", "8", apart="-1"), 2024, {"county": 16}) > 0  # of one place


def test_a_target_that_everybody_kept_weighs_less_than_one_that_somebody_turned() -> None:
    assert worth(finding("turned", "9", "8", "7", of=3, more=3), 2024, OF) < worth(finding("turned", "9", "8", "7", of=3, more=2, lowest=1), 2024, OF)


def test_a_place_against_itself_is_told_of_where_the_difference_is_large_and_is_none_of_falls() -> None:
    for kind in ("movement", "met"):
        assert worth(finding(kind, "9", "5", apart="4"), 2024, OF) > 0
        assert worth(finding(kind, "6", "5", apart="1"), 2024, OF) == 0
    assert worth(finding("movement", "-15", "-40", apart="25"), 2024, OF) == 0
    assert worth(finding("missed", "6", "5", apart="-1"), 2024, OF) > 0 == worth(finding("missed", "6.04", "6.01", apart="-0.03"), 2024, OF)


def test_ranks_are_of_the_newest_reports() -> None:
    assert worth(finding("spread", "9", "5", "4"), 2024, OF) > 0 == worth(finding("spread", "9", "5", "4"), 2025, OF)
    assert worth(finding("missed", "6", "5", apart="-1"), 2025, OF) > 0


def test_of_one_column_it_is_said_once_who_is_far_up_or_down() -> None:
    spread, outlier = finding("spread", "9", "5", "4"), finding("outlier", "9", of=5, apart="4")
    assert [one.kind for one in most_telling((spread, outlier), 2024, OF)] == ["outlier"]
    assert [one.kind for one in most_telling((spread, finding("spread", "9", "5", "4", year_kind="target")), 2024, OF)] == ["spread", "spread"]
