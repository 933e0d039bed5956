"""The board: where a target has gone since last year's, who stands on which panel, what they come to; each rule with what it must not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from digest.compare.boards import boards, direction
from digest.compare.tables import tables
from digest.content.weight_files import load_weights
from digest.model.board import Panel
from digest.model.bounds import turn
from digest.model.catalogue import Place, Weight
from digest.model.dossier import DAMAGED, NOT_IN_EXCERPT, SAID, UNMENTIONED, UNREAD, Cell, Dossier
from digest.model.phrases import Phrase
from digest.model.report import Evidence, Fact
from digest.render.board_rows import BOARD, board_rows
from tests.samples import INDICATORS, dossier, fact

HEADLINE = tuple(replace(one, headline="growth") if one.id == "gdp" else one for one in INDICATORS)
WORDS = Phrase("gdp", "target", Evidence("r", "p1", 0, 6, "与全国同步增长"), "与全国同步")


def aim(value: str, bound: str = "=", *, high: str | None = None, variant: str = "", year: int = 2024, stretch: bool = False, unit: str = "%") -> Fact:
    return replace(fact("gdp", "growth", value, "target", year, bound=bound, high=high, stretch=stretch), variant=variant, unit=unit)


def cell(*facts: Fact, absence: str = "", phrase: Phrase | None = None) -> Cell:
    return Cell(facts, "" if facts else absence or UNMENTIONED, phrase=phrase)


# this year's target, last year's → where it has gone
DIRECTIONS = (
    (cell(aim("5.5")), cell(aim("5")), "raised"),
    (cell(aim("5", "~")), cell(aim("5.5", "~")), "lowered"),
    (cell(aim("5", "~")), cell(aim("5", ">=")), "kept"),  # only what hedges it is another
    (cell(aim("4.5", "range", high="5")), cell(aim("5", "~")), "lowered"),
    (cell(aim("5", "range", high="5.5")), cell(aim("5", "~")), "raised"),
    (cell(aim("4.5", "range", high="5.5")), cell(aim("5", "~")), "unclear"),
    (cell(aim("7", ">=")), cell(aim("7", ">="), aim("8", stretch=True)), "kept"),  # what is striven for is set apart
    (cell(aim("5", variant="同口径")), cell(aim("6")), "unclear"),
    (cell(aim("5"), aim("6")), cell(aim("5")), "unclear"),  # contradicts itself
    (cell(aim("5")), cell(absence=UNMENTIONED), "first"),
    (cell(aim("5")), cell(absence=UNREAD), "first"),
    (cell(aim("5")), cell(absence=NOT_IN_EXCERPT), "unclear"),  # it may stand in what is not at hand
    (cell(aim("5")), cell(absence=DAMAGED), "unclear"),
    (cell(aim("5")), cell(absence=SAID), "unclear"),  # spoken of in another measure
    (cell(aim("5")), cell(absence=SAID, phrase=WORDS), "numbered"),
    (cell(absence=SAID, phrase=WORDS), cell(aim("5")), "worded"),
    (cell(absence=UNMENTIONED), cell(aim("5")), "gone"),
    (cell(absence=NOT_IN_EXCERPT), cell(aim("5")), "unclear"),
    (cell(absence=SAID, phrase=WORDS), cell(absence=SAID, phrase=WORDS), ""),
    (cell(), cell(), ""),
)


def test_a_target_goes_where_its_numbers_go() -> None:
    wrong = [(number, said, way) for number, (now, before, way) in enumerate(DIRECTIONS) if (said := direction(now, before)) != way]
    assert not wrong


def test_a_turn_is_told_of_both_ends() -> None:
    assert turn(aim("-3", ">="), aim("-2", ">=")) == "lowered"
    assert turn(aim("5", "range", high="6"), aim("5", "range", high="5.5")) == "raised"


def place(code: str, year: int, *facts: Fact, level: str = "county") -> Dossier:
    return replace(dossier("141081", year, *facts), id=f"{code}-{year}", name=f"{code}地", place=Place(code, f"{code}地", level))  # type: ignore[arg-type]


def made(*dossiers: Dossier, weights: tuple[Weight, ...] = ()) -> tuple[Panel, ...]:
    return boards(tables(HEADLINE, dossiers), dossiers, weights)


def several(year: int, *values: str, level: str = "county", names: str = "甲乙丙丁戊") -> Iterator[Dossier]:
    return (place(code, year, aim(value, year=year), level=level) for code, value in zip(names, values, strict=False))


def test_places_of_two_levels_never_stand_on_one_board() -> None:
    panels = made(*several(2024, "5", "6", "7"), *several(2024, "5", "6", "7", level="prefecture", names="己庚辛"))
    assert [(panel.level, panel.year, len(panel.dossiers)) for panel in panels] == [("prefecture", 2024, 3), ("county", 2024, 3)]


def test_of_fewer_than_three_places_of_one_level_and_year_there_is_no_board() -> None:
    assert made(*several(2024, "5", "6"), *several(2024, "5", level="prefecture", names="己")) == ()
    panels = made(*several(2024, "5", "6"), *several(2023, "5", "6", "7"))  # nor of the newest year
    assert [(panel.year, len(panel.dossiers)) for panel in panels] == [(2023, 3)]


def test_counts_mean_median_and_what_they_are_of() -> None:
    (panel, _) = made(*several(2024, "5", "6", "7", "9"), *several(2023, "6", "6", "6"))
    (line,) = panel.lines
    assert (panel.before, line.compared) == (3, 3)
    assert {one.direction: "".join(row.dossier.place.code for row in one.rows) for one in line.turned} == {"raised": "丙", "kept": "乙", "lowered": "甲"}
    assert line.median and line.mean and (line.median.value, line.mean.value, line.counted) == (Decimal("6.5"), Decimal("6.75"), 4)
    assert line.weighted is None  # nobody gives a level
    assert line.chart and line.chart.columns == ("5%", "6%", "7%")
    assert [[int(value) for value in row.cells] for row in line.chart.rows] == [[0, 3, 0], [1, 1, 1]]


def test_a_weighted_mean_says_how_many_places_it_is_of() -> None:
    weights = tuple(Weight(code, "gdp", 2023, Decimal(value)) for code, value in (("甲", "300"), ("乙", "100"), ("丙", "100"), ("己", "500")))
    one = made(*several(2024, "5", "6", "7"), weights=weights)[0].lines[0].weighted
    assert one and one.mean.value == Decimal("5.6") and (one.of, one.filed, one.older, one.listed) == (3, 3, 0, 4)
    assert one.share and one.share.value == Decimal("50.0")
    assert made(*several(2024, "5", "6", "7"), weights=weights[:2])[0].lines[0].weighted is None  # two are too few


def test_a_row_of_the_data_for_every_place() -> None:
    rows = [dict(zip((name for name, _ in BOARD), row, strict=True)) for row in board_rows(made(*several(2024, "5", "6", "7"), *several(2023, "6")))]
    assert [(row["代码"], row["级别"], row["目标"], row["上年目标"], row["方向"]) for row in rows] == [
        ("丙", "县级", "7", "", ""), ("乙", "县级", "6", "", ""), ("甲", "县级", "5", "6", "下调"),
    ]  # fmt: skip
    assert rows[2]["目标编号"] == "甲-2024.gdp-growth.target" and rows[2]["上年目标编号"] == "甲-2023.gdp-growth.target"


def test_weights_are_read_and_mistakes_are_told(tmp_path: Path) -> None:
    lines = ("code,indicator,year,value", "1,gdp,2025,10.5", "2,gdp,2025,1", "1,gpd,2025,1", "1,gdp,25,1", "1,gdp,2024,0", "1,gdp,2024,3亿", "1,gdp,2025,9", "1,2", "")
    (tmp_path / "weights.csv").write_text("\n".join(lines), encoding="utf-8")
    found, problems = load_weights(tmp_path, (Place("1", "甲", "county"),), INDICATORS)
    assert found == (Weight("1", "gdp", 2025, Decimal("10.5")),)
    assert [problem.line for problem in problems] == [3, 4, 5, 6, 7, 8, 9]
    assert load_weights(tmp_path / "none", (), ()) == ((), ())
    (tmp_path / "weights.csv").write_text("code,gdp\n", encoding="utf-8")
    assert [problem.code for problem in load_weights(tmp_path, (), ())[1]] == ["weights.header"]
