"""The year is carried through a report: tests/cases/periods.md, each row a report of a few paragraphs, and period_sentences.md, each a sentence."""

from __future__ import annotations

from digest.extract.facts import read_indicators
from digest.model.report import Fact, Meta, Paragraph, Report, Section, Source
from tests import test_facts
from tests.conftest import ROOT
from tests.tables import each


def rows(name: str) -> list[tuple[str, ...]]:
    """A table of tests/cases → its rows."""
    lines = (ROOT / "tests" / "cases" / name).read_text(encoding="utf-8").splitlines()
    return [tuple(cell.strip() for cell in line.strip("|\n ").split("|")) for line in lines if line.startswith("|")][2:]


ROWS = rows("periods.md")


def report(year: int, text: str) -> Report:
    """# a chapter ¶ ## a heading in it ¶ a paragraph ¶ plan: a paragraph of the plan … → the report of that year"""
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    part = "review"
    for line, piece in enumerate((piece.strip() for piece in text.split("¶")), 1):
        mark = len(piece) - len(piece.lstrip("#"))
        if mark:
            parent = next((s.id for s in reversed(sections) if s.level < mark), "")
            sections.append(Section(f"s{len(sections) + 1}", mark, piece[mark:].strip(), line, parent=parent))
            continue
        if piece.startswith("plan:"):
            part, piece = "plan", piece.removeprefix("plan:").strip()
        paragraphs.append(Paragraph(f"p{line}", line, piece, section=sections[-1].id if sections else "", part=part))  # type: ignore[arg-type]
    meta = Meta(place="某县", level="county", year=year, delivered=f"{year}-01-18")
    return Report(f"000000-{year}", Source("case.txt", "0", "text", "utf-8", ()), meta, (), tuple(sections), tuple(paragraphs), ())


def told(fact: Fact) -> str:
    value = f"{fact.value.normalize():f}" + (f"-{fact.high.normalize():f}" if fact.high is not None else "")
    return f"{value} {'done' if fact.kind == 'actual' else 'aim'} {fact.year or '—'}"


@each(("year", "text", "figures"), ROWS)
def test_of_which_year_each_figure_is(year: str, text: str, figures: str) -> None:
    found = [told(fact) for fact in read_indicators(report(int(year), text), test_facts.CATALOGUE)[0]]
    assert found == ([] if figures == "—" else figures.split("; "))


@each(("part", "text", "facts"), rows("period_sentences.md"))
def test_sentences_of_periods(part: str, text: str, facts: str) -> None:
    found = test_facts.facts_of(test_facts.report((part, text)), test_facts.CATALOGUE)
    assert [test_facts.told(fact) for fact in found] == ([] if facts == "—" else facts.split(";"))


def test_the_table_is_long_enough_and_says_nothing_twice() -> None:
    assert len(ROWS) >= 200
    assert len({(year, text) for year, text, _ in ROWS}) == len(ROWS)
