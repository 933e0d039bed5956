"""python tools/read_all.py FOLDER: reads every file of FOLDER/INDEX.csv and prints what was found beside what the index says.

One line a file: place, level, year, completeness, paragraphs, warnings, and what disagrees. The index tells of wrong labels in its
notes; its columns place, level and year already say what the text says. → exit code 1 where a file could not be read, or disagrees.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.content.catalogue_files import load_catalogue
from digest.model.catalogue import Catalogue
from digest.model.problem import Problem
from digest.model.report import Report
from digest.pipeline import understand
from digest.read.any import read_source

CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Row:
    """A file of the index: what is said of it, and what was read."""

    file: str
    place: str  # with what stands above it: 山西省运城市盐湖区
    level: str
    year: str
    report: Report | None
    problems: tuple[Problem, ...]

    @property
    def wrong(self) -> str:
        """What of place, level and year was read otherwise, "" where nothing was."""
        if self.report is None:
            return "refused"
        meta = self.report.meta
        place = self.place.endswith(meta.place) and all(above in self.place for above in (meta.province, meta.parent))
        told = (("place", bool(meta.place) and place), ("level", meta.level == self.level), ("year", str(meta.year) == self.year))
        return ", ".join(name for name, right in told if not right)


def read_all(folder: Path, catalogue: Catalogue) -> Iterator[Row]:
    """A folder with an INDEX.csv → its rows, read one after the other."""
    with (folder / "INDEX.csv").open(encoding="utf-8-sig", newline="") as lines:
        for file, place, level, year, *_ in list(csv.reader(lines))[1:]:
            source, problems = read_source(file, (folder / file).read_bytes())
            report, more = understand(source, catalogue) if source else (None, ())
            yield Row(file, place, level, year, report, (*problems, *more, *(report.warnings if report else ())))


def main(folder: Path) -> int:
    """The table, and how many are right."""
    catalogue, _ = load_catalogue(CONTENT)
    right = count = damaged = 0
    for row in read_all(folder, catalogue):
        count += 1
        right += not row.wrong
        codes = [problem.code for problem in row.problems]
        damaged += any(code.startswith("damage.") for code in codes)
        told = ", ".join(f"{code} {codes.count(code)}" for code in sorted(set(codes)))
        meta = row.report and row.report.meta
        found = (meta.place, meta.level, meta.year, meta.completeness, len(row.report.paragraphs)) if meta and row.report else ("-",) * 5
        print(row.file, *found, told or "-", f"WRONG: {row.wrong} (index: {row.place} {row.year})" if row.wrong else "right", sep=" | ")
    print(f"{right} of {count} right; {damaged} with warnings of damage")
    return 0 if right == count else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
