"""Two facts.csv → the figures that came, went or changed, each by its id and with both readings."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from digest.chinese import figure_format
from digest.model.closed_sets import MEASURES, Kind
from digest.model.report import Fact
from digest.render import filters, routes
from digest.render.csv_tables import BOUNDS

Row = Mapping[str, str]  # of facts.csv
SIGNS = {name: bound for bound, name in BOUNDS.items()}
NAMED = {filters.measure_name(measure): measure for measure in MEASURES}
READING = ("数值", "上限", "限定", "单位", "说明", "数值年份", "说法", "角色")  # what a figure says; where it stands is not part of it


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that came, went or changed: its rows of facts.csv, None where there is none."""

    id: str
    old: Row | None
    new: Row | None

    @property
    def addresses(self) -> frozenset[str]:
        """The paragraphs in which it stands or stood."""
        return frozenset(a for row in (self.old, self.new) if row for a in (row["链接"], *row["另见"].split()))

    @property
    def quotes(self) -> frozenset[str]:
        """The sentences that say or said it."""
        return frozenset(row["原句"].removeprefix("'") for row in (self.old, self.new) if row)


def figure_changes(old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[FigureChange]:
    """Rows of facts.csv by id → the figures that came, went or changed, by id.

    Of several values of one kind the same ones are put together first, whatever their numbers: b, c after a, b, c is one that went.
    """
    groups: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for id in sorted(rows):
            groups[_id_without_numbers(id)][side].append(id)
    for _, (before, after) in sorted(groups.items()):
        left = list(after)
        gone = []
        for id in before:
            same = next((i for i in sorted(left, key=lambda i: i != id) if _read_alike(old[id], new[i])), None)
            if same is None:
                gone.append(id)
            else:
                left.remove(same)
        for id in sorted(gone, key=lambda i: i not in left):
            partner = id if id in left else left[0] if left else None
            if partner is not None:
                left.remove(partner)
            yield FigureChange(id, old[id], None if partner is None else new[partner])
        yield from (FigureChange(id, None, new[id]) for id in left)


def _id_without_numbers(id: str) -> str:
    """141081-2024.gdp-growth.target.y2025.2 → 141081-2024.gdp-growth.target"""
    return ".".join(id.split(".")[:3])


def _read_alike(one: Row, other: Row) -> bool:
    """Whether two rows say the same, as far as both sites have columns for it."""
    return all(one[name] == other[name] for name in READING if name in one and name in other)


def rows(files: Mapping[str, bytes]) -> dict[str, Row]:
    """A site → the rows of its facts.csv by id; none where it has no ids yet."""
    table = csv.DictReader(io.StringIO(files.get(routes.FACTS_CSV, b"").decode("utf-8-sig"), newline=""))
    return {row["编号"]: row for row in table if row.get("编号")}


def figure_text(row: Row) -> str:
    """A row of facts.csv → how it is written on the site: ≥10%"""
    measure, bound = NAMED.get(row["口径"]), SIGNS.get(row["限定"])
    if measure is None or bound is None:  # a site made by another version, with other words
        return row["说明"] + row["限定"] + row["数值"] + row["单位"]
    high = Decimal(row["上限"]) if row["上限"] else None
    kind: Kind = "target" if row["性质"] == filters.kind_name("target") else "actual"
    fact = Fact(row["指标代码"], measure, Decimal(row["数值"]), row["单位"], bound, kind, None, (), high, variant=row.get("说法", ""))
    return row["说明"] + figure_format.labelled(fact)
