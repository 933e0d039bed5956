"""Which themes of a topic each place deals with, and what silence is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.catalogue import Theme
from digest.compare.alignment import coverage
from digest.compare.dossiers import join
from digest.comparison import NOT_IN_EXCERPT, UNMENTIONED
from tests.samples import CATALOGUE, TOPICS, record

WATER, AIR = Theme("water", "水环境", ("污水", "水质")), Theme("air", "大气", ("PM2.5",))
ECOLOGY = replace(TOPICS[0], themes=(WATER, AIR))


def row(*texts: tuple[str, str, str], completeness: str = "full"):
    made = coverage(join([record("141081", 2024, texts=texts, completeness=completeness)], CATALOGUE), ECOLOGY, CATALOGUE)
    return [(cell.theme.id, cell.count, [e.quote for e in cell.best], cell.absence) for cell in made[0].cells]


def test_sentences_are_counted_wherever_they_stand_and_the_best_are_kept() -> None:
    text = "城区污水处理率稳步得到提高。新建污水处理厂两座日处理3万吨。水质良好。"
    assert row(("review", "ecology", text), ("plan", "economy", "经济平稳运行，污水管网同步建设完善。")) == [
        ("water", 4, ["新建污水处理厂两座日处理3万吨。", "经济平稳运行，污水管网同步建设完善。"], ""),  # one of them is planned
        ("air", 0, [], UNMENTIONED),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("水质良好。", id="too short to quote"),
        pytest.param("治理" + "、".join(f"第{n}条河道的水质" for n in range(40)) + "。", id="too long to quote"),
    ],
)
def test_what_can_not_be_quoted_is_still_said(text: str) -> None:
    assert row(("plan", "ecology", text))[0] == ("water", 1, [text], "")


@pytest.mark.parametrize("part", ["opening", "closing", "glossary"])
def test_the_address_the_thanks_and_the_definitions_do_not_count(part: str) -> None:
    assert row((part, "overview", "感谢关心污水处理工作的各界人士。"))[0][1] == 0


@pytest.mark.parametrize(("completeness", "absence"), [("full", UNMENTIONED), ("excerpt", NOT_IN_EXCERPT), ("abridged", NOT_IN_EXCERPT)])
def test_silence_has_its_reason(completeness: str, absence: str) -> None:
    assert [cell[3] for cell in row(("plan", "ecology", "深入推进绿色发展。"), completeness=completeness)] == [absence, absence]


def test_a_sentence_of_two_editions_is_one() -> None:
    texts = (("plan", "ecology", "新建污水处理厂两座日处理3万吨。"),)
    both = join([record("141081", 2024, texts=texts), record("141081", 2024, texts=texts, completeness="excerpt")], CATALOGUE)
    assert coverage(both, ECOLOGY, CATALOGUE)[0].cells[0].count == 1


def test_a_topic_without_themes_has_no_matrix() -> None:
    assert coverage(join([record("141081", 2024)], CATALOGUE), TOPICS[0], CATALOGUE) == ()
