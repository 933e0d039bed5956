"""extract/narrowing and extract/attributes: the cases of tests/cases/subjects.md against the shipped indicators: what narrows a name."""

from pathlib import Path

from tests.tables import each
from tests.test_facts import CATALOGUE, facts_of, report, told

ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (Path(__file__).parent / "cases" / "subjects.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


@each(("part", "text", "facts"), ROWS)
def test_a_name_is_the_whole_places_or_narrower(part: str, text: str, facts: str) -> None:
    assert [told(f) for f in facts_of(report((part, text)), CATALOGUE)] == ([] if facts == "—" else facts.split(";"))


def test_what_must_not_be_read_stands_beside_what_must() -> None:
    assert len({text for _, text, _ in ROWS}) == len(ROWS) >= 200
    assert sum(facts == "—" for _, _, facts in ROWS) >= 100 and sum(facts != "—" for _, _, facts in ROWS) >= 50
