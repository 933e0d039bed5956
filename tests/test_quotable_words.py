"""audit/quotable_words: what may be quoted beside a link to a paragraph."""

from digest.audit.quotable_words import quotable
from digest.model.citation import cite
from digest.model.report import Meta, Paragraph, Pledge, Record, Report, Section, Source
from digest.render import routes

TEXT = "建设社区食堂6个，让老人吃上热乎饭。"
PARAGRAPH = Paragraph("p1", 3, TEXT, part="plan", section="s1")
REPORT = Report(
    "000000-2024", Source("case.txt", "0", "text", "utf-8", ()), Meta(year=2024), (), (Section("s1", 3, "1.社区食堂工程", 2),), (PARAGRAPH,), ()
)


def said(text: str) -> str:
    evidence = cite(REPORT.id, PARAGRAPH, 0, len(TEXT))
    return dict(quotable(Record(REPORT, pledges=(Pledge(1, evidence, text),))))[routes.paragraph(REPORT.id, "p1")]


def test_a_pledge_may_be_quoted_with_its_title() -> None:
    assert f"社区食堂工程：{TEXT}" in said(f"社区食堂工程：{TEXT}")


def test_a_title_that_stands_nowhere_may_not_be_quoted() -> None:
    assert said(f"养老院工程：{TEXT}") == TEXT


def test_words_that_are_not_the_paragraphs_may_not_be_quoted() -> None:
    assert said("社区食堂工程：建设社区食堂9个。") == TEXT


def test_a_paragraph_may_be_quoted_as_its_report_writes_it() -> None:
    written = Paragraph("p1", 3, "建設9個", part="plan")
    assert dict(quotable(Record(Report("000000-2024", REPORT.source, REPORT.meta, (), (), (written,), ()))))[routes.paragraph("000000-2024", "p1")] == "建設9個"
