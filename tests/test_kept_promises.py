"""Promises and the next report: what becomes of each, by which sentence; never a plan for a result, never silence of an excerpt."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from digest.chinese.pair_rarity import RARE, pairs, rarity, specific
from digest.compare.dossiers import join
from digest.compare.kept_promises import MOST, kept_years, worth_following
from digest.compare.later_clauses import later_text
from digest.compare.ledger import ledger
from digest.compare.named_again import clauses_about
from digest.extract.commitment_names import listed_names
from digest.extract.facts import read_indicators
from digest.extract.open_figures import find_figures
from digest.extract.pledges import find_pledges
from digest.extract.progress_words import vocabulary
from digest.extract.projects import find_projects
from digest.model.commitment import Account, KeptYear
from digest.model.dossier import Dossier
from digest.model.report import Paragraph
from digest.pipeline import admitted, analyse
from tests.conftest import REAL
from tests.reading import catalogue
from tests.samples import dossier

CATALOGUE = catalogue()
REVIEW = "一年来各项工作都有新的进展。"

# what was planned → what the next report says, and what the promise is told to be; "" for no promise at all
BECAME = [
    ("建成清河大街东延工程。", "review", "清河大街东延工程建成通车。", "kept"),
    ("确保城北湿地公园年内投入使用。", "review", "城北湿地公园正式开放。", "kept"),
    ("加快城西第二热力站建设。", "review", "城西第二热力站加快建设。", "kept"),  # that it is being built was all that was promised
    ("力争盛达电池材料产业园年内投产。", "review", "盛达电池材料产业园主体完工。", "partly"),
    ("建成清河大街东延工程。", "review", "清河大街东延工程基本建成。", "partly"),
    ("建成清河大街东延工程。", "review", "清河大街东延工程即将通车。", "partly"),
    ("完成城北地表水净化厂建设。", "plan", "完成城北地表水净化厂建设。", "slipped"),
    ("力争盛达露天石料矿年内开工。", "plan", "加快推进盛达露天石料矿前期工作，力争年内开工。", "slipped"),
    ("加快第二疾控检测中心建设。", "plan", "第二疾控检测中心建成投用。", "again"),  # a plan is never a result
    ("谋划柳林第二垃圾处理厂。", "plan", "谋划启动柳林第二垃圾处理厂建设。", "again"),
    ("建成清河大街东延工程。", "review", "今年，清河大街东延工程建成通车。", "unclear"),
    ("建成清河大街东延工程。", "review", "因资金滞后，清河大街东延工程通车。", "kept"),  # what is said of the clause itself
    ("建成清河大街东延工程。", "review", "清河大街东延工程未能建成。", "unclear"),
    ("建成清河大街东延工程。", "review", "柳林大道建成通车。", "silent"),
    ("建成盛达食品产业园一期。", "review", "盛达食品产业园二期建成。", "silent"),
    ("建成东湖自来水厂。", "review", "西湖自来水厂建成。", "silent"),
    ("完成G307线大修工程。", "review", "G209线大修工程完工。", "silent"),
    # in other words, and shorter
    ("启动盛达智能装备制造产业园建设。", "review", "盛达智能装备产业园开工。", "kept"),
    ("完成伊仕丹购物广场改扩建工程。", "review", "伊仕丹购物广场正式营业。", "kept"),
    ("建成老城墙遗址公园工程。", "plan", "加快老城墙遗址文化公园建设。", "slipped"),
    ("启动盛达机器人装配与维护实训基地建设。", "review", "盛达机器人实训基地开工。", "kept"),
    ("启动龙岗时代广场建设。", "plan", "力争时代广场、伊仕丹商城开工。", "slipped"),  # by the last half of its name
    ("启动龙岗时代广场建设。", "plan", "力争时代广场街开工。", "silent"),
    ("完成80吨盛达污泥焚烧处置项目。", "plan", "力争盛达污泥处置工程完工。", "slipped"),
    ("建成盛达食品产业园二期。", "plan", "加快盛达食品产业园二、三期建设。", "slipped"),
    ("建成盛达食品产业园四期。", "plan", "加快盛达食品产业园二、三期建设。", "silent"),
    ("启动柳林河（东营段）治理。", "review", "柳林河（东营村段）治理完工。", "kept"),
    ("启动柳林河（东营段）治理。", "review", "柳林河（石桥段）治理完工。", "silent"),
    ("建成清河大街南延工程。", "review", "清河大街污水管道建成。", "silent"),
    ("建成清河大街南延工程。", "review", "清河大街南延工程建成。", "kept"),
    ("推进12号线龙首延伸段建设。", "review", "2号线龙首延伸段建成。", "silent"),
    ("推进12号线龙首延伸段建设。", "review", "12号线龙首延伸段建成。", "kept"),
    # how far it has come
    ("完成盛达写字楼主体建设。", "review", "盛达写字楼主体封顶。", "kept"),
    ("建成盛达写字楼。", "review", "盛达写字楼主体封顶。", "partly"),
    ("建成盛达写字楼。", "review", "盛达写字楼完成室内装修。", "partly"),
    ("建成盛达写字楼。", "review", "盛达写字楼完成建设。", "kept"),
    ("加快盛达写字楼建设。", "review", "盛达写字楼即将投用。", "kept"),
    ("加快盛达写字楼建设。", "review", "盛达写字楼即将开工。", "partly"),
    # numbers
    ("新建城区公厕10座。", "review", "新建城区公厕12座。", "kept"),
    ("新建盛达标准车间2万平方米。", "review", "5万平方米盛达标准车间加快建设。", "partly"),
    ("新建城区公厕10座。", "review", "新建城区公厕6座。", "partly"),
    ("新建城区公厕10座。", "plan", "新建城区公厕12座。", "again"),
    ("新建城区公厕10座。", "review", "五年来，新建城区公厕60座。", "unclear"),
    ("新建雨污水泵站和雨水调蓄池6座。", "review", "新建雨污水泵站4座、雨水调蓄池2座。", "kept"),
    ("确保康利水业等6个项目建成投产。", "review", "新恒机械等8个项目建成投产。", "kept"),
    ("确保康利水业等6个项目建成投产。", "review", "新恒机械等4个项目建成投产。", "partly"),
    ("开工龙首高速改扩建等2个项目。", "review", "36个临港重点项目完成投资80亿元。", "silent"),
    ("开工龙首高速改扩建等2个项目。", "review", "伊仕丹大桥等3个项目开工。", "kept"),
    ("新建城区公厕10座。", "review", "五年新建城区公厕60座。", "unclear"),
    ("整体提升100所学校周边环境。", "review", "龙首片区治理能力整体提升。", "silent"),
    ("新增高新技术企业7家。", "review", "新增高新技术企业9家。", "kept"),
    # what is no promise
    ("坚持以人民为中心的发展思想。", "review", REVIEW, ""),
    ("全面建成小康社会。", "review", REVIEW, ""),
    ("紧盯开工和投资两项指标。", "review", REVIEW, ""),
]


def spoken(number: int, *said: tuple[str, str], completeness: str = "full") -> Dossier:
    """A dossier of a report of (part, text) paragraphs with all that is found in it."""
    made = dossier("130608", number, completeness=completeness)
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part, topic="urban") for n, (part, text) in enumerate(said, 1))
    report = replace(made.editions[0].report, paragraphs=paragraphs)
    facts, parts = read_indicators(report, CATALOGUE)
    pledges, _ = find_pledges(report)
    figures = find_figures(report, CATALOGUE, facts, parts)
    edition = replace(made.editions[0], report=report, facts=facts, figures=figures, projects=find_projects(report, CATALOGUE), pledges=pledges)
    return replace(made, editions=(edition,), facts=facts, pledges=pledges)


def years(*dossiers: Dossier) -> tuple[KeptYear, ...]:
    return kept_years(dossiers, ledger(dossiers, CATALOGUE), CATALOGUE)


def test_what_becomes_of_a_promise() -> None:
    wrong = []
    for promise, part, words, expected in BECAME:
        said = [("review", words)] if part == "review" else [("review", REVIEW), (part, words)]
        made = years(spoken(2023, ("plan", promise)), spoken(2024, *said))
        told = "、".join(dict.fromkeys(one.keeping for year in made for one in year.accounts))
        if told != expected:
            wrong.append(f"{promise} → {words}: {told or 'no promise'}, not {expected or 'none'}")
    assert not wrong, "\n".join(wrong)


def test_a_plan_beside_a_review_goes_on_with_it_or_sets_it_again() -> None:
    cases = [
        ("力争盛达写字楼主体完工。", "盛达写字楼加快建设。", "盛达写字楼投入使用。", "partly"),  # the next step is planned already
        ("力争盛达写字楼投入使用。", "盛达写字楼加快建设。", "盛达写字楼投入使用。", "slipped"),
        ("完成盛达实训基地建设。", "盛达实训基地加快建设。", "依托盛达实训基地培训工人。", "partly"),  # what it builds on it undertakes not
        ("完成盛达实训基地建设。", "盛达实训基地加快建设。", "完成盛达实训基地建设。", "slipped"),
    ]
    made = [years(spoken(2023, ("plan", aim)), spoken(2024, ("review", told), ("plan", again))) for aim, told, again, _ in cases]
    found = [[one.keeping for year in kept for one in year.accounts] for kept in made]
    assert [(case, said) for case, said in zip(cases, found, strict=True) if said != [case[-1]]] == []


def test_a_list_is_followed_as_a_whole() -> None:
    (year,) = years(spoken(2023, ("plan", "建成清河大街东延工程。建成伊仕丹购物广场。建成东湖水厂。")), spoken(2024, ("review", REVIEW)))
    first, second, other = year.accounts

    def weighing(one: Account, weight: float, clause: int) -> Account:
        return replace(one, commitment=replace(one.commitment, weight=weight, evidence=replace(one.commitment.evidence, end=clause)))

    assert worth_following([weighing(first, 4.0, 9), weighing(second, 3.0, 9), weighing(other, 3.2, 20)]) == [4.0, 3.5, 3.2]


def test_both_sentences_are_shown_and_a_plan_is_told_as_a_plan() -> None:
    later = spoken(2024, ("review", "城北湿地公园建成开放。"), ("plan", "建成清河大街东延工程。"))
    (year,) = years(spoken(2023, ("plan", "建成清河大街东延工程。建成城北湿地公园。")), later)
    assert [(one.keeping, one.commitment.evidence.quote, one.told and one.told.quote) for one in year.accounts] == [
        ("slipped", "建成清河大街东延工程", "建成清河大街东延工程"), ("kept", "建成城北湿地公园", "城北湿地公园建成开放"),
    ]  # fmt: skip
    assert year.counts == (("kept", 1), ("slipped", 1)) and year.count("silent") == 0


@pytest.mark.parametrize(("before", "after"), [("full", "excerpt"), ("excerpt", "full"), ("full", "abridged")])
def test_what_an_excerpt_does_not_say_is_not_silence(before: str, after: str) -> None:
    made = years(spoken(2023, ("plan", "建成清河大街东延工程。"), completeness=before), spoken(2024, ("review", REVIEW), completeness=after))
    assert [one.keeping for year in made for one in year.accounts] == ["unclear"]


def test_what_stands_beside_damage_is_not_silence() -> None:
    later = spoken(2024, ("review", REVIEW))
    later = replace(later, damaged=(("damage.cut", replace(later.editions[0].report.paragraphs[0], topic="urban")),))
    (year,) = years(spoken(2023, ("plan", "建成清河大街东延工程，改造污水管网和排水管道。")), later)
    assert [one.keeping for one in year.accounts if one.commitment.topic == "urban"] in (["unclear"], ["unclear", "unclear"])


def test_a_pledge_is_followed_by_its_parts_and_not_by_what_it_is_for() -> None:
    plan = "今年办好3件民生实事：①完成博学路三期道路建设，完善城市交通框架。②新建农村公路10公里，提升群众出行水平。③为260户老年人家庭进行适老化改造。"
    later = spoken(2024, ("review", "博学路三期顺利通车。新建农村公路15公里。3件民生实事全部完成。城市交通框架不断完善。"))
    (year,) = years(spoken(2023, ("plan", plan)), later)
    assert [(one.commitment.no, one.keeping, one.told and one.told.quote) for one in year.accounts if one.commitment.kind == "pledge"] == [
        (1, "kept", "博学路三期顺利通车"), (2, "kept", "新建农村公路15公里"), (3, "unclear", "3件民生实事全部完成"),
    ]  # fmt: skip


def test_names_of_one_clause_that_come_to_the_same_are_one_line() -> None:
    (year,) = years(spoken(2023, ("plan", "开工建设柳林水库、清河湿地公园、盛达体育馆。")), spoken(2024, ("review", "清河湿地公园开工建设。")))
    assert [(one.commitment.name, one.keeping) for one in year.accounts] == [("柳林水库、盛达体育馆", "silent"), ("清河湿地公园", "kept")]


def test_of_very_many_the_most_concrete_are_followed_and_the_rest_is_counted() -> None:
    names = [f"{a}{b}镇第一幼儿园" for a in "柳桃杏梨枣榆槐桑" for b in "林园沟庄店桥岭河湾"]
    plan = "".join(f"加快{name}建设。" for name in names) + "确保清河大街东延工程年内建成通车。"
    (year,) = years(spoken(2023, ("plan", plan)), spoken(2024, ("review", REVIEW)))
    assert len(year.accounts) == MOST and year.more == len(names) + 1 - MOST
    assert any(one.commitment.evidence.quote.startswith("确保清河大街") for one in year.accounts)


def test_a_target_that_is_only_set_again_is_told_so() -> None:
    made = years(spoken(2023, ("plan", "地区生产总值增长6%。")), spoken(2024, ("review", REVIEW), ("plan", "地区生产总值增长5%。")))
    assert [(one.commitment.kind, one.keeping) for year in made for one in year.accounts] == [("target", "again")]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("甲水厂、乙公园和丙大街等项目", ["甲水厂", "乙公园", "丙大街"]),
        ("柳林和桃园两个文化广场", ["柳林和桃园两个文化广场"]),  # too short to stand alone
        ("西三环、北三环等重大项目安置房", ["西三环、北三环等重大项目安置房"]),  # they only say whose
        ("高等职业学院", ["高等职业学院"]),
        ("万泰国际、凯盛等五星级酒店项目的", ["万泰国际", "凯盛"]),
        ("万泰国际、凯盛等酒店项目的用地", ["万泰国际、凯盛等酒店项目的用地"]),
        ("漕河、府河、唐河（东区、西区）治理", ["漕河", "府河", "唐河（东区、西区）治理"]),
    ],
)
def test_the_names_of_a_list(words: str, names: list[str]) -> None:
    assert listed_names(words) == names


def test_what_is_rare_in_a_name_weighs() -> None:
    assert pairs("G307线改造，东湖") == {"G307", "线改", "改造", "东湖"}
    assert rarity("建设") < 0.5 < rarity("水厂") < RARE == rarity("仕丹")
    assert specific("产业园建设项目") < 5 < specific("伊仕丹购物广场")


def test_following_takes_time_in_proportion() -> None:
    def taken(count: int) -> float:
        plan = "".join(f"建成{chr(0x4E00 + 37 * n)}{chr(0x5E00 + 11 * n)}大街东延工程。" for n in range(count))
        first, second = spoken(2023, ("plan", plan)), spoken(2024, ("review", plan.replace("建成", "完成")))
        started = time.process_time()
        years(first, second)
        return time.process_time() - started

    taken(20)
    assert taken(240) < 12 * max(taken(60), 0.02)


def test_no_sentence_is_compared_with_all() -> None:
    text = "".join(f"建成{chr(0x4E00 + 37 * n)}{chr(0x5E00 + 11 * n)}大街东延工程。" for n in range(50))
    made = spoken(2024, ("review", text + "伊仕丹购物广场开业。"))
    said = later_text(made.editions[0].report, made.editions[0].report, vocabulary(CATALOGUE.lexicons))
    assert [clause.text for clause, _ in clauses_about("伊仕丹购物广场", said, 0.5)] == ["伊仕丹购物广场开业。"]
    assert clauses_about("盛达体育馆", said, 0.5) == [] == clauses_about("", said, 0.5)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not on this machine")
def test_real_places() -> None:
    found = [analyse(CATALOGUE, path.name, path.read_bytes())[0] for path in sorted((REAL / "hailar").glob("201[23].txt"))]
    dossiers = join(admitted(r for r in found if r)[0], CATALOGUE)
    texts = {(d.editions[0].report.id, p.id): p for d in dossiers for p in d.editions[0].report.paragraphs}
    (year,) = years(*dossiers)
    assert len(year.accounts) == MOST and year.count("kept") >= 8
    for one in year.accounts:
        for evidence in filter(None, (one.commitment.evidence, one.told)):
            assert texts[evidence.report, evidence.paragraph].text[evidence.start : evidence.end] == evidence.quote
        if one.told and one.keeping in ("kept", "partly"):
            assert texts[one.told.report, one.told.paragraph].part == "review"
