"""Projects and pledges in the next report: which names are the same, which are alike, which are others; never surely a wrong one."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from digest.compare.dossiers import join
from digest.compare.follow_up import certainty, dice, followed, following
from digest.compare.outcomes import Later, outcome_of
from digest.extract.projects import find_projects
from digest.model.dossier import Dossier
from digest.model.project_key import project_key
from digest.model.promise import Followed, Following
from digest.model.report import Evidence, Paragraph, Pledge, Project
from digest.pipeline import admitted, analyse
from tests.conftest import REAL
from tests.reading import catalogue
from tests.samples import dossier

CATALOGUE = catalogue()

SAME = [
    ("清河大街东延工程", "清河大街东延"),
    ("清河大街东延工程", "清河大街东延项目"),
    ("“清河大街”东延工程", "清河大街东延工程"),
    ("城北污水处理厂二期工程", "城北污水处理厂（二期）"),
    ("G307线改造工程", "Ｇ３０７线改造项目"),
    ("第三实验小学新建项目", "第三实验小学新建工程"),
    ("南山循环经济产业园项目", "南山循环经济产业园建设项目"),
    ("人民医院住院楼", "人民医院 住院楼"),
    ("《岭南大典》编纂工程", "岭南大典编纂"),
    ("东湖湿地公园建设", "东湖湿地公园"),
    ("鑫源电池材料项目", "鑫源电池材料建设项目"),
    ("国道337绕城段", "国道337绕城段工程"),
]
ALIKE = [
    ("东湖水厂", "东湖水厂项目"),  # too short to be sure
    ("年产5万吨电池材料生产线项目", "5万吨电池材料生产线"),
    ("盛达装配式建筑产业基地", "盛达装配式建筑产业基地园"),
    ("污水处理厂", "污水处理厂工程"),
    ("柳林路环境整治", "柳林路环境整治提升"),
    ("盛达晨光啤酒迁建项目", "盛达晨光啤酒厂迁建"),
    ("柳林和桃园两个文化广场", "柳林、桃园两个文化广场"),
    ("盛达农贸市场", "盛达农贸市场群"),  # six characters are enough to be alike
    ("盛达农贸市场", "达农贸市场群"),  # just four pairs of five in common
]
OTHERS = [
    ("G307线改造工程", "G209线改造工程"),
    ("城北污水处理厂一期", "城北污水处理厂二期"),
    ("城北污水处理厂", "城北污水处理厂二期"),
    ("第三实验小学新建项目", "第四实验小学新建项目"),
    ("清河大街东延工程", "清河大街西延工程"),
    ("清河大街南延工程", "清河大街北延工程"),
    ("东部污水处理中心", "西部污水处理中心"),
    ("年产5万吨电池材料生产线", "年产8万吨电池材料生产线"),
    ("220千伏输变电工程", "110千伏输变电工程"),
    ("一号文化广场改造", "二号文化广场改造"),
    ("新区人民医院住院楼", "老区人民医院住院楼"),
    ("东湖湿地公园", "西湖湿地公园"),
    ("南山循环经济产业园", "北山循环经济产业园"),
    ("人民医院住院楼", "中医医院门诊楼"),
    ("清河大街改造提升", "清河公园改造提升"),
    ("国道337绕城段", "国道338绕城段"),
    ("污水处理厂", "垃圾处理厂"),
    ("东湖水厂", "西湖水厂"),
    ("东湖水厂", "东湖水厂二期"),
    ("10兆瓦光伏电站项目", "20兆瓦光伏电站项目"),
    ("上河村饮水安全工程", "下河村饮水安全工程"),
    ("大王庄幼儿园新建工程", "小王庄幼儿园新建工程"),
    ("内环路雨污分流改造", "外环路雨污分流改造"),
    ("S220省道大修工程", "S221省道大修工程"),
    ("三年级周转房建设工程", "四年级周转房建设工程"),
    ("张家口至北京高速公路", "石家庄至北京高速公路"),
    ("体育馆", "体育场"),
    ("文化馆图书馆", "档案馆博物馆"),
    ("柳林镇生活污水处理站及配套管网", "桃园镇生活污水处理站及配套管网"),
    ("柳林镇至李庄公路改造提升工程", "柳林镇至王庄公路改造提升工程"),
    ("盛达新型建材生产基地配套设施", "恒达新型建材生产基地配套设施"),
    ("数据中心甲地块基础设施配套", "数据中心乙地块基础设施配套"),
    ("热电联产机组扩建及管网Ⅰ期", "热电联产机组扩建及管网Ⅱ期"),
    ("大型风电场A区升压站及送出线路", "大型风电场B区升压站及送出线路"),
    ("年产10万吨乳制品加工生产线", "年产10万吨肉制品加工生产线"),
    ("盛达农贸城", "盛达农贸城群"),  # five characters are too few
    ("盛达农贸市场", "桃林镇盛达农贸市场"),  # five pairs of five and of eight: not alike enough
    ("盛达购物中心", "盛达购物中心首期"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_is_surely_the_same(one: str, other: str) -> None:
    assert certainty(one, other) == certainty(other, one) == "sure"


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_only_alike_or_short_is_uncertain(one: str, other: str) -> None:
    assert certainty(one, other) == certainty(other, one) == "uncertain"


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_what_is_another_is_never_joined(one: str, other: str) -> None:
    assert certainty(one, other) == certainty(other, one) == "none"


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("东湖水厂", "东湖水厂", 1.0), ("东湖水厂", "西湖水厂", 2 / 3), ("东湖水厂", "东湖", 0.5), ("东湖", "西山", 0.0), ("东", "东湖", 0.0), ("东", "东", 0.0)],
)
def test_how_alike_two_texts_are_is_told_by_their_pairs_of_characters(one: str, other: str, share: float) -> None:
    assert dice(one, other) == dice(other, one) == pytest.approx(share)


def project(name: str, report: str, kind: str = "target", milestone: str = "") -> Project:
    return Project(name, None, milestone, "", kind, Evidence(report, "p1", 0, len(name), name))


def year(number: int, *names: str, text: str = "一年来各项工作都有新的进展。", pledges: tuple[str, ...] = (), kind: str = "target", milestone: str = "",
         part: str = "review") -> Dossier:  # fmt: skip
    """A dossier with one paragraph, and with projects and pledges whether or not they stand in it."""
    made = dossier("130608", number)
    record = made.editions[0]
    report = replace(record.report, paragraphs=(Paragraph("p1", 1, text, part=part),))
    numbered = tuple(Pledge(n, Evidence(report.id, "p1", 0, len(quote), quote), quote) for n, quote in enumerate(pledges, 1))
    edition = replace(record, report=report, projects=tuple(project(name, report.id, kind, milestone) for name in names), pledges=numbered)
    return replace(made, editions=(edition,), pledges=numbered)


def told(*dossiers: Dossier) -> list[tuple[str, int, int]]:
    return [([line.certainty for line in one.lines], one.more, one.unfound) for one in following(followed(dossiers, CATALOGUE.lexicons))]


def test_a_project_is_followed_into_the_next_report_alone() -> None:
    assert told(year(2023, "清河大街东延工程"), year(2024, "清河大街东延项目", kind="actual")) == [(["sure"], 0, 0)]
    assert told(year(2023, "清河大街东延工程"), year(2025, "清河大街东延项目", kind="actual")) == []


def test_a_line_says_what_was_promised_what_the_next_report_says_and_how_surely() -> None:
    first, second = year(2023, "清河大街东延工程"), year(2024, "清河大街东延项目", kind="actual")
    promise, later = Evidence("130608-2023", "p1", 0, 8, "清河大街东延工程"), Evidence("130608-2024", "p1", 0, 8, "清河大街东延项目")
    (sure,) = followed((first, second), CATALOGUE.lexicons)
    assert (sure.kind, sure.dossier, sure.next, sure.more) == ("project", first, second, 0)
    assert sure.lines == (Followed(promise, later, "sure", "清河大街东延工程", "清河大街东延项目", project("清河大街东延项目", "130608-2024", "actual"), outcome="unclear"),)
    text = "清河大街东延通车。"
    (standing,) = followed((first, year(2024, text=text)), CATALOGUE.lexicons)
    assert standing.lines == (Followed(promise, Evidence("130608-2024", "p1", 0, 9, text), "uncertain", "清河大街东延工程", outcome="done"),)
    (silent,) = followed((first, year(2024)), CATALOGUE.lexicons)
    assert silent.lines == (Followed(promise, None, "none", "清河大街东延工程"),)


def test_the_line_of_a_pledge_has_its_number_in_the_list() -> None:
    one, other = "为困难家庭老人安装无障碍设施。", "新建改建农村公路三十公里。"
    first, text = year(2023, pledges=(one, other)), "新建改建农村公路三十公里。"
    (made,) = followed((first, year(2024, text=text)), CATALOGUE.lexicons)
    promises = [Evidence("130608-2023", "p1", 0, len(quote), quote) for quote in (one, other)]
    later = Evidence("130608-2024", "p1", 0, len(text), text)
    assert (made.kind, made.dossier.year, made.next.year) == ("pledge", 2023, 2024)
    assert made.lines == (Followed(promises[0], None, "none", no=1), Followed(promises[1], later, "uncertain", no=2, outcome="done"))


def test_the_newest_year_stands_first_its_projects_before_its_pledges() -> None:
    old, new = (year(n, "清河大街东延工程", pledges=("新建改建农村公路三十公里。",)) for n in (2022, 2023))
    for dossiers in ((old, new, year(2024)), (year(2024), new, old)):
        made = followed(dossiers, CATALOGUE.lexicons)
        assert [(one.kind, one.dossier.year, one.next.year) for one in made] == [
            ("project", 2023, 2024), ("pledge", 2023, 2024), ("project", 2022, 2023), ("pledge", 2022, 2023)
        ]  # fmt: skip


@pytest.mark.parametrize(("crowd", "said"), [(40, "uncertain"), (41, "none")])
def test_words_that_very_many_names_share_tell_nothing_but_the_same_name_does(crowd: int, said: str) -> None:
    name = "盛达装配式建筑产业基地"
    names = [name + chr(0x5F00 + n) for n in range(crowd)]
    for later, wanted in ((names, said), ([*names[1:], name], "sure")):
        (made,) = followed((year(2023, name), year(2024, *later, kind="actual")), CATALOGUE.lexicons)
        assert [line.certainty for line in made.lines] == [wanted]


def test_of_several_that_are_alike_the_nearest_name_is_told() -> None:
    names = ("盛达装配式建筑产业基地园区", "盛达装配式建筑产业基地园")
    for later in (names, names[::-1]):
        (made,) = followed((year(2023, "盛达装配式建筑产业基地"), year(2024, *later, kind="actual")), CATALOGUE.lexicons)
        assert [(line.later_name, line.certainty) for line in made.lines] == [("盛达装配式建筑产业基地园", "uncertain")]


def test_what_is_not_found_is_counted() -> None:
    assert told(year(2023, "清河大街东延工程"), year(2024, "清河大街西延工程")) == [([], 0, 1)]


def test_a_name_that_others_end_with_is_a_kind_of_thing() -> None:
    later = year(2024, "社区卫生服务中心", "正阳社区卫生服务中心", kind="actual")
    assert told(year(2023, "社区卫生服务中心"), later) == [(["uncertain"], 0, 0)]
    assert told(year(2023, "正阳社区卫生服务中心"), later) == [(["sure"], 0, 0)]
    for other, said in (("县社区卫生服务中心", "uncertain"), ("社区卫生服务中心楼", "sure")):
        assert told(year(2023, "社区卫生服务中心"), year(2024, "社区卫生服务中心", other, kind="actual")) == [([said], 0, 0)]


def test_more_than_fit_are_counted() -> None:
    names = [f"S{n}省道大修工程" for n in range(100, 120)]
    assert told(year(2023, *names), year(2024, *names, kind="actual")) == [(["sure"] * 15, 5, 0)]


def test_many_names_that_share_their_words_are_no_more_than_many() -> None:
    first = [f"清河大街东延改造工程{chr(0x4E00 + n)}{chr(0x5000 + n)}" for n in range(1500)]
    second = [f"清河大街东延改造工程{chr(0x7000 + n)}{chr(0x8000 + n)}" for n in range(1500)]
    start = time.process_time()
    assert told(year(2023, *first), year(2024, *second, first[7])) == [(["sure"], 0, 1499)]
    assert time.process_time() - start < 5  # every name against every other: a minute


@pytest.mark.parametrize(
    ("text", "said"),
    [("建成清河大街东延并通车。", ["uncertain"]), ("建成清河大街东延二期并通车。", []), ("清河大街已经东延。", [])],
)
def test_a_name_that_stands_in_the_text_alone_is_uncertain(text: str, said: list[str]) -> None:
    made: tuple[Following, ...] = following(followed((year(2023, "清河大街东延工程"), year(2024, text=text)), CATALOGUE.lexicons))
    assert [line.certainty for line in made[0].lines] == said
    assert [line.told.quote for line in made[0].lines if line.told] == [text] * len(said)


# what the next report's text has where it names no project → what 清河大街东延工程 is told to be, always uncertainly; "": nothing
STANDING = [
    ("建成清河大街东延。", "done"),
    ("新建清河大街东延。", "done"),  # a review's 新建 is no plan's
    ("清河大街东延通车。", "done"),
    ("清河大街东延项目通车。", "done"),
    ("清河大街东延等3个项目通车。", "done"),
    ("道路提质，清河大街东延通车。", "done"),
    ("柳林大道停工，道路提质。清河大街东延通车。", "done"),
    ("清河大街东延主体完工。", "progress"),
    ("首段建成清河大街东延。", "progress"),
    ("加快柳林大道建设和建成清河大街东延。", "done"),  # the word right before the name, not another
    ("清河大街东延、柳林大道建成通车。", "unclear"),  # the words after another name are that one's
    ("柳林大道建成通车、清河大街东延。", "unclear"),
    ("清河大街东延等项目的配套道路建成通车。", "unclear"),
    ("清河大街东延和柳林大道。", "unclear"),
    ("清河大街东延力争建成通车。", "unclear"),
    ("清河大街东延通车，清河大街东延二期开工。", "done"),  # where it first stands
    ("建成清河大街东延Ⅱ期。", ""),
    ("清河大街东延首段建成通车。", ""),
    ("新清河大街东延。", ""),
    ("清河大街东、大街东延（在建）。", ""),  # all its pairs of characters, and not the name
]


@pytest.mark.parametrize(("text", "outcome"), STANDING)
def test_what_the_text_around_a_name_is_told_to_be(text: str, outcome: str) -> None:
    (made,) = followed((year(2023, "清河大街东延工程"), year(2024, text=text)), CATALOGUE.lexicons)
    assert [(line.outcome, line.certainty) for line in made.lines] == [(outcome, "uncertain" if outcome else "none")]


@pytest.mark.parametrize(("part", "outcome"), [("review", "done"), ("plan", "again"), ("government", "unclear"), ("opening", ""), ("closing", ""), ("glossary", "")])
def test_the_text_around_a_name_counts_as_the_part_in_which_it_stands(part: str, outcome: str) -> None:
    (made,) = followed((year(2023, "清河大街东延工程"), year(2024, text="清河大街东延通车。", part=part)), CATALOGUE.lexicons)
    assert [line.outcome for line in made.lines] == [outcome]


@pytest.mark.parametrize(("promised", "text", "outcome"), [("竣工", "清河大街东延竣工。", "done"), ("通车", "清河大街东延竣工。", "progress"), ("", "清河大街东延竣工。", "done")])
def test_what_stands_in_the_text_is_done_only_where_it_is_as_far_as_was_promised(promised: str, text: str, outcome: str) -> None:
    (made,) = followed((year(2023, "清河大街东延工程", milestone=promised), year(2024, text=text)), CATALOGUE.lexicons)
    assert [line.outcome for line in made.lines] == [outcome]


@pytest.mark.parametrize(
    ("name", "text", "outcome"),
    [
        ("盛达热电联产机组并网工程", "推进盛达热电联产机组并网。", "progress"),  # a word of progress that is the name's says nothing of it
        ("柳林片区拆迁改造", "柳林片区拆迁改造稳步推进。", "progress"),  # one that runs on does
        ("柳林片区拆迁改造", "柳林片区拆迁改造完成。", "done"),
    ],
)
def test_words_of_progress_that_end_a_name(name: str, text: str, outcome: str) -> None:
    (made,) = followed((year(2023, name), year(2024, text=text)), CATALOGUE.lexicons)
    assert [line.outcome for line in made.lines] == [outcome]


@pytest.mark.parametrize(("filled", "outcome"), [(190, "done"), (191, "done"), (192, "")])
def test_a_sentence_too_long_to_be_quoted_is_not_read(filled: int, outcome: str) -> None:
    (made,) = followed((year(2023, "清河大街东延工程"), year(2024, text="清河大街东延通车" + "，" * filled + "。")), CATALOGUE.lexicons)
    assert [line.outcome for line in made.lines] == [outcome]


def test_a_sentence_is_read_wherever_in_its_paragraph_it_stands() -> None:
    (made,) = followed((year(2023, "清河大街东延工程"), year(2024, text="一年来各项工作都有新的进展。" * 20 + "清河大街东延通车。")), CATALOGUE.lexicons)
    assert [line.outcome for line in made.lines] == ["done"]


@pytest.mark.parametrize(
    ("pledge", "text", "said"),
    [
        ("新建改建农村公路三十公里。", "新建改建农村公路三十二公里；粮食产量稳定。", ["uncertain"]),
        ("新建农村公路网。", "新建农村公路网。", ["uncertain"]),  # six pairs of characters, all there is
        ("新建农村公路。", "新建农村公路。", []),  # five are too few
        ("新建农村公路网，惠及群众。", "新建农村公路网；粮食产量稳定。", ["uncertain"]),  # 42 % of what the pledge's words weigh
        ("新建农村公路网，惠及各群众。", "新建农村公路网；粮食产量稳定。", []),  # 36 %
        # what every sentence says weighs nothing
        ("全面提升人民群众生活水平和质量，建幼儿园。", "全面提升人民群众生活水平和质量，修路；全面提升人民群众生活水平和质量，种树。", []),
        ("新建改建农村公路三十公里。", "为老旧小区加装了电梯；粮食产量稳定。", []),
        ("为六十五岁以上老人免费体检。", "免费为六十五岁以上老人体检；粮食产量稳定。", ["uncertain"]),
        ("为六十五岁以上老人免费体检。", "老人活动中心开放；粮食产量稳定。", []),
    ],
)
def test_a_pledge_is_never_surely_found(pledge: str, text: str, said: list[str]) -> None:
    made = following(followed((year(2023, pledges=(pledge,)), year(2024, text=text)), CATALOGUE.lexicons))
    assert [line.certainty for line in made[0].lines] == said
    assert made[0].unfound == 1 - len(said)


def spoken(number: int, *said: tuple[str, str]) -> Dossier:
    """A dossier of a report of (part, text) paragraphs with the projects that are found in it."""
    made = dossier("130608", number)
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part) for n, (part, text) in enumerate(said, 1))
    report = replace(made.editions[0].report, paragraphs=paragraphs)
    return replace(made, editions=(replace(made.editions[0], report=report, projects=find_projects(report, CATALOGUE)),))


# what was planned, the part and the words of the next report → what it is told to be, and how surely
BECAME = [
    ("建成清河大街东延工程。", "review", "清河大街东延工程建成通车。", "done sure"),
    ("确保城北湿地公园年内投入使用。", "review", "城北湿地公园正式开放。", "done sure"),
    ("加快城西热力站建设。", "review", "城西热力站竣工。", "done uncertain"),
    ("力争盛达电池材料产业园年内投产。", "review", "盛达电池材料产业园主体完工。", "progress sure"),
    ("盛达购物中心年内投入运营。", "review", "盛达购物中心主体工程完工。", "progress sure"),
    ("启用第二中医医院门诊楼。", "review", "第二中医医院门诊楼建成。", "progress sure"),
    ("建成清河大街东延工程。", "review", "清河大街东延工程基本建成。", "progress sure"),
    ("建成盛达电池材料产业园。", "review", "盛达电池材料产业园加快建设，一期建成投产。", "progress sure"),
    ("建成清河大街东延工程。", "review", "清河大街东延工程即将通车。", "progress sure"),
    ("建成清河大街东延工程。", "review", "清河大街东延工程、柳林大道二期北段建成通车。", "done sure"),  # the stage is another's
    ("完成城北地表水净化厂建设。", "plan", "完成城北地表水净化厂建设。", "again sure"),
    ("加快第二疾控检测中心建设。", "plan", "第二疾控检测中心建成投用。", "again sure"),
    ("力争盛达露天石料矿年内开工。", "plan", "加快推进盛达露天石料矿前期工作，力争年内开工。", "again sure"),
    ("谋划第二垃圾处理厂。", "plan", "谋划启动城区第二垃圾处理厂建设。", "again uncertain"),
    ("建成清河大街东延工程。", "review", "今年，清河大街东延工程建成通车。", "unclear sure"),
    ("建成盛达电池材料产业园。", "review", "盛达电池材料产业园主体完工，力争年底投产。", "unclear sure"),
    ("建成清河大街东延工程。", "review", "因资金滞后，清河大街东延工程通车。", "unclear sure"),
    ("建成清河大街东延工程。", "review", "柳林大道未能通车。清河大街东延工程建成通车。", "done sure"),  # the sentence before, and what follows, is another's
    ("建成清河大街东延工程。", "review", "清河大街东延工程建成通车，柳林大道力争年底通车。柳林广场停工。", "done sure"),
    ("建成清河大街东延工程。", "review", "清河大街东延工程建成通车", "done sure"),
    ("建成柳林部分路段改造工程。", "review", "柳林部分路段改造工程完工。", "done sure"),  # 部分 is the name's
    ("建成清河大街东延工程。", "plan", "去年清河大街东延工程建成通车。", "unclear sure"),
    ("建成清河大街东延工程。", "", "清河大街东延工程建成通车。", "unclear sure"),
    ("建成清河大街东延工程。", "government", "清河大街东延工程建成通车。", "unclear sure"),
    ("确保游客集散服务中心投入使用。", "review", "游客集散服务中心地位明显提升。", ""),
    ("确保游客集散服务中心投入使用。", "review", "区域游客集散服务中心更加繁忙。", ""),
    ("确保游客集散服务中心投入使用。", "review", "游客集散服务中心、老码头更加繁忙。", "unclear uncertain"),
]


@pytest.mark.parametrize(("promise", "part", "words", "told"), BECAME)
def test_what_a_later_sentence_is_told_to_be(promise: str, part: str, words: str, told: str) -> None:
    (made,) = followed((spoken(2023, ("plan", promise)), spoken(2024, (part, words))), CATALOGUE.lexicons)
    assert [f"{line.outcome} {line.certainty}" for line in made.lines if line.told] == [told] * bool(told)
    assert made.outcomes == (((told.split()[0], 1),) if told else ())


def test_the_sure_ones_stand_first_and_of_these_what_is_done() -> None:
    names = ("城西热力站", "清河大街东延工程", "城北湿地公园", "柳林镇文化广场")
    later = spoken(2024, ("review", "城西热力站竣工。清河大街东延工程全面开工。城北湿地公园正式开放。"), ("plan", "建成柳林镇文化广场。"))
    made = following(followed((year(2023, *names), later), CATALOGUE.lexicons))
    assert [(line.name, line.outcome, line.certainty) for one in made for line in one.lines] == [
        ("城北湿地公园", "done", "sure"),
        ("清河大街东延工程", "progress", "sure"),
        ("柳林镇文化广场", "again", "sure"),
        ("城西热力站", "done", "uncertain"),
    ]


def test_of_sentences_alike_the_one_that_says_most_of_a_pledge_is_told_and_else_the_first() -> None:
    more, less, other = "新建改建农村公路网，惠及群众。", "新建改建农村公路长。", "粮食产量稳定。"
    short = "新建改建农村公路网。"
    for pledge, text, quote in ((more, less + more + other, more), (more, more + less + other, more), (short, less + less.replace("长", "多") + other, less)):
        (made,) = followed((year(2023, pledges=(pledge,)), year(2024, text=text)), CATALOGUE.lexicons)
        assert [line.told and line.told.quote for line in made.lines] == [quote]


def test_a_result_goes_before_a_plan_and_before_what_cannot_be_told() -> None:
    later = spoken(2024, ("review", "清河大街东延工程全面开工。"), ("review", "清河大街东延工程力争年底通车。"), ("plan", "建成清河大街东延工程。"))
    (made,) = followed((spoken(2023, ("plan", "建成清河大街东延工程。")), later), CATALOGUE.lexicons)
    assert [(line.outcome, line.told.quote) for line in made.lines if line.told] == [("progress", "清河大街东延工程全面开工")]


@pytest.mark.parametrize("part", ["", "opening", "plan", "government", "closing"])
@pytest.mark.parametrize("milestone", ["", "前期", "在建", "竣工", "通车"])
def test_only_a_review_tells_results(part: str, milestone: str) -> None:
    assert outcome_of("竣工", Later(part, milestone, "清河大街东延工程建成", "建成")) in ("again", "unclear")


@pytest.mark.parametrize(
    ("pledge", "words", "told"),
    [
        ("新建改建农村公路三十公里。", "新建改建农村公路三十公里。", "done"),
        ("新建改建农村公路三十公里。", "新建改建农村公路十二公里。", "progress"),
        ("新建社区养老服务站点3处。", "启动新建社区养老服务站点3处。", "progress"),
        ("为六十五岁以上老人免费体检。", "免费为六十五岁以上老人体检。", "unclear"),
        ("为六十五岁以上老人免费体检。", "今年将完成六十五岁以上老人免费体检。", "unclear"),
    ],
)
def test_what_came_of_a_pledge(pledge: str, words: str, told: str) -> None:
    (made,) = followed((year(2023, pledges=(pledge,)), year(2024, text=words + "粮食产量稳定。")), CATALOGUE.lexicons)
    assert [(line.certainty, line.outcome) for line in made.lines] == [("uncertain", told)]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not on this machine")
@pytest.mark.parametrize(("folder", "pattern", "least"), [("counties", "*清苑_202*.txt", 12), ("hailar", "*.txt", 25)])
def test_real_places(folder: str, pattern: str, least: int) -> None:
    found = [analyse(CATALOGUE, path.name, path.read_bytes())[0] for path in sorted((REAL / folder).glob(pattern))]
    dossiers = join(admitted(r for r in found if r)[0], CATALOGUE)
    parts = {(d.editions[0].report.id, p.id): p.part for d in dossiers for p in d.editions[0].report.paragraphs}
    texts = {(d.editions[0].report.id, p.id): p.text for d in dossiers for p in d.editions[0].report.paragraphs}
    lines = [(one, line) for one in following(followed(dossiers, CATALOGUE.lexicons)) for line in one.lines]
    assert sum(line.certainty == "sure" for _, line in lines) >= least
    for one, line in lines:
        assert one.next.year == one.dossier.year + 1
        for evidence in filter(None, (line.promise, line.told)):
            assert texts[evidence.report, evidence.paragraph][evidence.start : evidence.end] == evidence.quote
        assert (line.outcome in ("done", "progress")) <= (parts[line.told.report, line.told.paragraph] == "review")
        if line.certainty == "sure":
            assert project_key(line.name) == project_key(line.later_name)
