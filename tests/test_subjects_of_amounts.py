"""extract/facts: how an amount finds its subject (tests/cases/coordination.md) and what it says of it (tests/cases/roles.md)."""

from pathlib import Path

from digest.model.report import Fact
from tests.tables import each
from tests.test_facts import CATALOGUE, facts_of, report, told

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    """A table of tests/cases → its rows without the heading."""
    lines = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|\n ").split("|")) for line in lines[2:]]


@each(("part", "text", "facts"), rows("coordination.md"))
def test_an_amount_finds_its_subject(part: str, text: str, facts: str) -> None:
    assert [told(f) for f in facts_of(report((part, text)), CATALOGUE)] == ([] if facts == "—" else facts.split(";"))


def told_role(fact: Fact) -> str:
    """A fact → its indicator, measure, value, unit and role, and its variant where it has one."""
    return f"{fact.indicator} {fact.measure} {fact.value.normalize():f} {fact.unit} {fact.role} {fact.variant}".rstrip()


@each(("part", "text", "facts"), rows("roles.md"))
def test_an_amount_is_added_or_all_that_there_is_done_or_aimed_at(part: str, text: str, facts: str) -> None:
    assert [told_role(f) for f in facts_of(report((part, text)), CATALOGUE)] == ([] if facts == "—" else facts.split(";"))
