"""Numbers in words: the cases of tests/cases/number_words.md against the shipped indicators, core and further."""

from pathlib import Path

from digest.extract.facts import read_indicators
from tests.tables import each
from tests.test_facts import CATALOGUE, report, told

ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (Path(__file__).parent / "cases" / "number_words.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


@each(("part", "text", "facts"), ROWS)
def test_a_number_in_words_is_read_whole_or_not_at_all(part: str, text: str, facts: str) -> None:
    assert [told(f) for f in read_indicators(report((part, text)), CATALOGUE)[0]] == ([] if facts == "—" else facts.split(";"))


def test_what_must_not_be_read_stands_beside_what_must() -> None:
    assert len({text for _, text, _ in ROWS}) == len(ROWS) >= 200
    assert sum(facts == "—" for _, _, facts in ROWS) >= 45 and sum(facts != "—" for _, _, facts in ROWS) >= 120
