"""Tables for paper: heads of two rows, and classes by size."""

from __future__ import annotations

import pytest

from digest.bulletins.print_tables import classes, two_tiered


def head(*cells: str) -> str:
    return f"<table><thead> <tr> {' '.join(cells)} </tr> </thead><tbody></tbody></table>"


def th(words: str) -> str:
    return f'<th class="right" scope="col">{words}</th>'


def test_columns_of_one_subject_stand_under_it() -> None:
    assert two_tiered(head('<th scope="col">地区</th>', th("造林·完成"), th("造林·目标"), th("天数·完成"))) == (
        '<table><thead><tr><th scope="col" rowspan="2">地区</th><th class="group" scope="colgroup" colspan="2">造林</th>'
        '<th class="group" scope="colgroup" colspan="1">天数</th></tr>'
        f"<tr>{th('完成')}{th('目标')}{th('完成')}</tr></thead><tbody></tbody></table>"
    )


@pytest.mark.parametrize(
    "table",
    [
        head(th("地区"), th("上年完成")),
        head(th("地区"), th("方向·硬度")),  # what a single column is about stands above nothing else
        head("<th><strong>造林·完成</strong></th>", th("造林·目标")),
        "<table><thead><tr><th>甲·乙</th></tr><tr><th>丙</th></tr></thead></table>",
        "<table><tbody><tr><th>甲·乙</th></tr></tbody></table>",
    ],
)
def test_other_heads_stay_as_they_are(table: str) -> None:
    assert two_tiered(table) == table


@pytest.mark.parametrize(
    ("columns", "rows", "kind"), [(3, 2, "columns-3"), (7, 6, "columns-7"), (7, 7, "columns-7 long"), (13, 3, "columns-13 wide"), (8, 9, "columns-8 wide long")]
)
def test_a_table_knows_its_size(columns: int, rows: int, kind: str) -> None:
    assert classes(columns, rows) == kind


def test_a_head_that_never_ends_is_given_up_at_once() -> None:
    endless = "<thead><tr>" + "<th>·" * 20_000
    assert two_tiered(endless) == endless
