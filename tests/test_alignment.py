"""Which themes of a topic each place deals with, and what silence is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.compare.coverage import coverage
from digest.compare.dossiers import join
from digest.model.catalogue import Theme
from digest.model.dossier import NOT_IN_EXCERPT, UNMENTIONED
from tests.reading import catalogue as shipped
from tests.samples import CATALOGUE, TOPICS, record
from tests.tables import each

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


def test_what_only_holds_a_word_of_a_theme_is_none_of_it() -> None:
    schools = replace(TOPICS[0], themes=(Theme("schools", "教育", ("教育", "学校"), ("主题教育",)),))
    texts = (("plan", "ecology", "扎实开展主题教育走深走实。"), ("plan", "ecology", "主题教育进学校，办好义务教育。"))
    (told,) = coverage(join([record("141081", 2024, texts=texts)], CATALOGUE), schools, CATALOGUE)
    assert [(cell.count, [e.quote for e in cell.best]) for cell in told.cells] == [(1, ["主题教育进学校，办好义务教育。"])]


def test_the_first_example_speaks_of_the_theme_where_the_topic_is_spoken_of() -> None:
    aside, home = "新建厂房12栋，同步铺设污水管网。", "全面治理农村污水，水质持续向好。"
    told = row(("plan", "economy", aside), ("plan", "ecology", home))
    assert told[0][2][0] == home


@each(
    ("word", "given", "themes"),
    [
        ("greening", "修订森林防火预案。", set()),
        ("greening", "聚焦森林草原防灭火，守住底线。", set()),
        ("greening", "完成造林两千亩。", {"greening"}),
        ("air", "下大气力盘活闲置资产。", set()),
        ("air", "空气质量持续改善。", {"air"}),
        ("restoration", "扎实开展矿山、消防等领域检查。", set()),
        ("restoration", "治理废弃矿山八处。", {"restoration"}),
        ("jobs", "丰富文旅文创业态。", set()),
        ("carbon", "新能源汽车产量翻番。", set()),
        ("carbon", "遏制“两高”项目，推进节能改造。", {"carbon"}),
        ("schools", "深入开展主题教育和安全教育。", set()),
        ("schools", "加强农业生产托管服务。", set()),
        ("schools", "促进义务教育优质均衡。", {"schools"}),
        ("health", "促进房地产市场平稳健康发展。", set()),
        ("health", "建设健康细胞，提升全民健康水平。", {"health"}),
        ("security", "高校毕业生、退役军人等群体稳定就业。", {"jobs"}),
        ("security", "推进社会保险扩面。", {"security"}),
        ("elderly", "城乡居民养老保险待遇上调。", {"security"}),
        ("children", "妇女、儿童、青少年工作取得新进展。", set()),
        ("children", "建成普惠托育机构三家。", {"children"}),
        ("jobs", "激励干部干事创业。", set()),
        ("pledges", "坚持实事求是的作风。", set()),
        ("pledges", "办好十件民生实事。", {"pledges"}),
        ("land", "严格建设用地环境监管，防治土壤污染。", {"soil"}),
        ("land", "盘活存量用地，推行标准地出让。", {"land"}),
        ("funding", "严控平台公司融资行为。", set()),
        ("funding", "用好专项债券。", {"funding"}),
        ("promotion", "家庭医生签约服务做实做细。", set()),
        ("promotion", "签约项目四十个。", {"promotion"}),
    ],
)
def test_the_themes_as_shipped(word: str, given: str, themes: set[str]) -> None:
    """`word`: the theme that the line is about, whether it belongs to it or only looks as if it did."""
    texts = (("plan", "ecology", given),)
    dossiers = join([record("141081", 2024, texts=texts)], CATALOGUE)
    topics = [topic for topic in shipped().topics if topic.themes]
    found = {cell.theme.id for topic in topics for row in coverage(dossiers, topic, shipped()) for cell in row.cells if cell.count}
    assert found == themes and word in {theme.id for topic in topics for theme in topic.themes}
