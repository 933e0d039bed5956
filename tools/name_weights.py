"""python3 tools/name_weights.py GOLD SOURCES [GOLD SOURCES …]: learns digest/extract/name_weights.json from names labelled by hand.

GOLD is a folder of labels as content/gold/ has them, SOURCES the folder of their reports. Every phrase that could name a project is
an example: of a name where its report's labels have it, of none where they have not; so are the phrases of the sentences in
tests/cases/project_….md, the names beside them being the labels. A folder may be said several times, and its labels then count as often
(labels taken from counts at first sight once, checked ones three times); the sentences count five times. The weights are those of a logistic regression
with a penalty of the weights' squares (Newton's method, each step with all examples), rounded to hundredths: the same labels and
rules give the same bytes. Before they are written, how well names are told in reports left out is printed: each report is judged by
weights learned from all others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from math import exp
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from digest.audit.agreement import likeness  # noqa: E402
from digest.content.catalogue_files import load_catalogue  # noqa: E402
from digest.content.label_files import load_gold  # noqa: E402
from digest.extract import project_names  # noqa: E402
from digest.extract.name_features import UNNAMED, SaidOfItem, features_of  # noqa: E402
from digest.extract.name_judge import WEIGHTS  # noqa: E402
from digest.extract.project_words import NameWords  # noqa: E402
from digest.extract.projects import find_projects  # noqa: E402
from digest.model.catalogue import Catalogue  # noqa: E402
from digest.model.labels import Gold  # noqa: E402
from digest.model.report import Meta, Paragraph, Report, Source  # noqa: E402
from digest.pipeline import understand  # noqa: E402
from digest.read.any import read_source  # noqa: E402

PENALTY = 0.15
TABLES = ("projects.md", "project_lists.md", "project_members.md", "project_names.md")
OF_SENTENCES = 5  # how often the sentences of the tables count, of which each holds one rule
STEPS = 12  # of Newton's method; after eight nothing changes in the hundredths
Example = tuple[str, dict[str, float], bool]  # the report, the features, whether it is a name


def main(folders: Sequence[str]) -> int:
    """Folders of labels and of reports in turn → the weights, written; 0, or 2 where there are no labels."""
    catalogue, _ = load_catalogue(ROOT / "content")
    examples: list[Example] = []
    for gold, sources in zip(folders[::2], folders[1::2], strict=True):
        for labels in load_gold(Path(gold))[0]:
            examples += examples_of_report(catalogue, labels, Path(sources) / labels.file)
    if not examples:
        print(__doc__)
        return 2
    for table in TABLES:
        examples += examples_of_sentences(catalogue, ROOT / "tests" / "cases" / table) * OF_SENTENCES
    print(left_out(examples))
    rounded = {name: round(weight, 2) for name, weight in sorted(learned(examples).items())}
    WEIGHTS.write_text(json.dumps({k: v for k, v in rounded.items() if v}, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return 0


def examples_of_report(catalogue: Catalogue, labels: Gold, path: Path) -> list[Example]:
    """A labelled report → the phrases in it that could name a project, each with its features and whether it is one of the labels'."""
    source, _ = read_source(path.as_posix(), path.read_bytes())
    report = understand(source, catalogue)[0] if source else None
    if report is None or labels.projects is None:
        return []
    return _examples(catalogue, report, labels.id, [project.name for project in labels.projects])


def examples_of_sentences(catalogue: Catalogue, path: Path) -> list[Example]:
    """A table of sentences, each with the names in it → the phrases in them that could name a project."""
    found: list[Example] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("|") and not line.startswith(("| part", "|---")):
            part, text, told = (cell.strip() for cell in line.strip("|\n ").split("|"))
            paragraph = Paragraph("p1", 1, text, part="review" if part == "review" else "plan")
            report = Report("000000-2024", Source(path.name, "0", "text", "utf-8", ()), Meta(level="county", year=2024), (), (), (paragraph,), ())
            found += _examples(catalogue, report, path.name, [name.split(",")[0] for name in told.split(";")])
    return found


def _examples(catalogue: Catalogue, report: Report, of: str, labels: Sequence[str]) -> list[Example]:
    names: list[str] = []
    judged: list[dict[str, float]] = []

    def noted(words: NameWords, name: str, said: SaidOfItem, *_: object) -> dict[str, float]:
        names.append(name)
        return features_of(words, name, said)

    def taken(features: dict[str, float]) -> bool:
        judged.append(features)
        return True

    with patch.object(project_names, "features_of", noted), patch.object(project_names, "is_name", taken):
        find_projects(report, catalogue)
    return [
        (of, features, any(likeness(name, label) for label in labels))
        for name, features in zip(names, judged, strict=True)
        if UNNAMED not in features
    ]


def learned(examples: Sequence[Example]) -> dict[str, float]:
    """Examples → the weight of each feature."""
    names = sorted({name for _, features, _ in examples for name in features})
    place = {name: n for n, name in enumerate(names)}
    rows = [([(place[name], value) for name, value in sorted(features.items()) if value], float(true)) for _, features, true in examples]
    weights = [0.0] * len(names)
    for _ in range(STEPS):
        slope = [PENALTY * weight for weight in weights]
        bend = [[PENALTY * (a == b) for b in range(len(names))] for a in range(len(names))]
        for row, true in rows:
            chance = 1 / (1 + exp(-sum(weights[n] * value for n, value in row)))
            for n, value in row:
                slope[n] += value * (chance - true)
                line, share = bend[n], value * chance * (1 - chance)
                for m, other in row:
                    line[m] += share * other
        weights = [weight - step for weight, step in zip(weights, solved(bend, slope), strict=True)]
    return dict(zip(names, weights, strict=True))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """A positive definite matrix and a right side → the solution, by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for pivot in range(size):
        top = rows[pivot]
        for below in range(pivot + 1, size):
            factor = rows[below][pivot] / top[pivot]
            if factor:
                line = rows[below]
                for column in range(pivot, size + 1):
                    line[column] -= factor * top[column]
    found = [0.0] * size
    for n in range(size - 1, -1, -1):
        found[n] = (rows[n][size] - sum(rows[n][m] * found[m] for m in range(n + 1, size))) / rows[n][n]
    return found


def left_out(examples: Sequence[Example]) -> str:
    """Examples → how well the names of each report are told by what the others teach, in a line."""
    right = told = names = 0
    for report in sorted({report for report, _, _ in examples}):
        weights = learned([example for example in examples if example[0] != report])
        for _, features, true in (example for example in examples if example[0] == report):
            said = sum(weights.get(name, 0.0) * value for name, value in features.items()) > 0
            right, told, names = right + (said and true), told + said, names + true
    return f"examples {len(examples)} · names {names} · reports left out: precision {right / told:.3f}, recall {right / names:.3f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
