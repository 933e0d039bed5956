"""classify: the cases of tests/cases/classify.md, the twelve topics as shipped."""


import pytest

from digest.model.cleaned import Cleaned
from digest.model.report import Block, Piece
from digest.understand.outline import outline
from digest.understand.topics import classify
from tests.reading import cases, catalogue

PARTS = {"opening", "review", "plan", "government", "closing", "glossary"}
TOPICS = [
    "economy", "projects", "industry", "agriculture", "urban", "ecology", "livelihoods", "culture", "reform", "safety", "government",
    "overview",
]  # fmt: skip


def classified(text: str):
    structure = outline(Cleaned((), tuple(Block(line, (Piece(0, n),)) for n, line in enumerate(text.splitlines(), 1)), ()))
    return classify(structure.sections, structure.paragraphs, catalogue())


@pytest.mark.parametrize(("name", "given", "expected"), cases("classify"), ids=[c[0] for c in cases("classify")])
def test_case(name, given, expected):
    sections, paragraphs = classified(given)
    found = [f"{p.part} {p.topic}" for p in paragraphs]
    assert found == expected, [(p.text[:12], f) for p, f in zip(paragraphs, found, strict=True)]
    assert all(s.part in PARTS for s in sections)


def test_topics_as_shipped():
    assert [t.id for t in catalogue().topics] == TOPICS
    for topic in catalogue().topics:
        assert topic.name and topic.about.endswith("。")
        assert len(set(topic.words)) == len(topic.words), topic.id
        assert len(set(topic.headings)) == len(topic.headings), topic.id


def test_without_headings_the_review_comes_before_the_plan():
    done = "完成清河桥，实现通车，新增泊位60个，建成公园6处。"
    texts = ("各位代表：", "现在，我代表县政府报告工作。", done, "——生态向好。空气优良率90%，全面消除黑臭水体。", done)
    plan = "加快推进东湖建设，力争、确保、争取年内见效，持续深化改革，全面支持企业。"
    assert [p.part for p in classified("\n".join(texts))[1]][2:] == ["review"] * 3
    assert [p.part for p in classified("\n".join((*texts, "全面加快。", plan)))[1]][2:] == ["review"] * 3 + ["plan"] * 2
    assert [p.part for p in classified("\n".join((*texts[:4], plan, done)))[1]][4] == "plan"


def test_empty_report():
    assert classify((), (), catalogue()) == ((), ())
