"""docs/first-sight.csv → the table in docs/accuracy.md, which a test holds against it.

    python tools/first_sight.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.audit.first_sight import Sight, Sights, Tally, read_first_sight  # noqa: E402
from digest.render.filters import share  # noqa: E402
from digest.system.inputs import COUNTS  # noqa: E402

PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- the table: tools/first_sight.py -->\n", "<!-- the end of the table -->\n"
HEAD = (
    "| report | level | program | facts: right | wrong | missed | F1 | projects: right | wrong | missed | F1 |\n"
    "| :-- | :-- | :-- | --: | --: | --: | --: | --: | --: | --: | --: |\n"
)


def counts(tally: Tally) -> str:
    """Tally(9, 1, 1) → 9 | 1 | 1 | 90%"""
    return f"{tally.right} | {tally.wrong} | {tally.missed} | {share(2 * tally.right, tally.read + tally.said)}"


def row(name: str, level: str, revision: str, one: Sight | Sights) -> str:
    """A report, or a sum → its line of the table."""
    return f"| {name} | {level} | {revision} | {counts(one.facts)} | {counts(one.projects)} |\n"


def lines(sights: Sights) -> Iterator[str]:
    """What was counted → the lines of the table."""
    for one in sights.rows:
        yield row(f"{one.place} {one.year}", one.level, one.revision, one)
    yield row(f"all {len(sights.rows)}", "", "", sights)
    if len(sights.rows) > len(sights.last.rows):
        yield row(f"the last {len(sights.last.rows)}", "", "", sights.last)


def page(text: str, sights: Sights) -> str:
    """docs/accuracy.md → the same with the table as it is now."""
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    return before + BEGIN + "\n" + HEAD + "".join(lines(sights)) + "\n" + END + after


if __name__ == "__main__":
    found, problems = read_first_sight(COUNTS)
    if problems:
        sys.exit("\n".join(problem.text() for problem in problems))
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
