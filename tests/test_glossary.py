"""extract/glossary: terms, their definitions, and lines that are no entries."""

import pytest

from digest.extract.glossary import find_terms
from digest.model.report import Meta, Paragraph, Report, Source


def terms(*texts: str, part: str = "glossary") -> list[tuple[str, str]]:
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part) for n, text in enumerate(texts, 1))
    report = Report("000000-2024", Source("case.txt", "0", "text", "utf-8", ()), Meta(year=2024), (), (), paragraphs, ())
    found = find_terms(report)
    assert all(t.evidence.quote == paragraphs[int(t.evidence.paragraph[1:]) - 1].text for t in found)
    return [(t.term, t.definition) for t in found]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("1.专业镇：以主导产业为依托的镇。", "专业镇"),
        ("12、四好农村路:建好、管好、护好、运营好。", "四好农村路"),
        ("（3）“两化”融合：信息化和工业化的结合。", "“两化”融合"),
        ("④六乱：乱搭、乱建、乱堆。", "六乱"),
        ("双品质建设：城市建设和生活。", "双品质建设"),
        ("3.一意见、四办法：一份意见和四个办法。", "一意见、四办法"),
        ("[7]“两不愁”：不愁吃、不愁穿。", "“两不愁”"),
        ("【12】双碳：碳达峰和碳中和。", "双碳"),
        ("三区三线：三种空间和三条线。", "三区三线"),  # a numeral without a mark is the term's own
        ("12345热线：政务服务的电话。", "12345热线"),
        ("3 专业镇：以主导产业为依托的镇。", "专业镇"),
        ("5.三个年：即：学习年、实干年、创新年。", "三个年"),  # the first colon parts
    ],
)
def test_entry(text: str, term: str) -> None:
    ((found, definition),) = terms(text)
    assert found == term
    assert definition and definition in text


@pytest.mark.parametrize("text", ["没有冒号的一行。", "这句话很完整。后面：有冒号", "1.空：", "：只有解释"])
def test_no_entry(text: str) -> None:
    assert terms(text) == []


def test_only_in_the_glossary() -> None:
    assert terms("1.专业镇：以主导产业为依托的镇。", part="plan") == []
