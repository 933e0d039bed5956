"""Briefs: pairs and their direction, hardness, parts and wholes, works, claims and admissions, theses; each must beside its must not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from digest.compare.admitted_problems import admitted_problems
from digest.compare.aligned_pledges import aligned_pledges
from digest.compare.claimed_ranks import claimed_ranks
from digest.compare.comparable import same_scope
from digest.compare.comparisons import compare
from digest.compare.dossiers import join
from digest.compare.figureless_groups import has_no_figure
from digest.compare.last_and_next import last_and_next, pair_of
from digest.compare.parts_and_wholes import parts_and_wholes
from digest.compare.promise_hardness import hardness_of_aim, has_near_date
from digest.compare.tables import tables
from digest.compare.theses import leans
from digest.compare.topic_works import topic_works
from digest.compare.unit_sizes import unit_sizes
from digest.compare.work_steps import named, sure_step
from digest.model.brief import IndicatorScore, Scoreboard
from digest.model.catalogue import Indicator, Lexicon, Place, RowGroup, Topic
from digest.model.report import Aim, Evidence, Pledge, Project, Record, Section
from digest.render.filters import term_of
from tests.samples import CATALOGUE, INDICATORS, TOPICS, dossier, fact, record

TOPIC = Topic("ecology", "生态环境", words=("造林", "污水", "生态", "空气"), rows=(RowGroup("扩绿", ("afforestation",), (), ("造林",)),))
OF_BRIEF = replace(CATALOGUE, topics=(TOPIC, TOPICS[1]))


def way(indicator: str, state: tuple[str, str], promise: tuple[str, str], measure: str = "growth") -> tuple[str, bool] | None:
    """A result and a target, each with its bound → which way the target goes, and whether it is a lower bound."""
    one = dossier("141081", 2024)
    (table,) = tables([i for i in INDICATORS if i.id == indicator], (dossier("141081", 2024, fact(indicator, measure, "1", "actual", 2023)),))
    told = fact(indicator, measure, state[0], "actual", 2023, bound=state[1]), fact(indicator, measure, promise[0], "target", 2024, bound=promise[1])
    pair = pair_of(table, one, *told)
    return pair and (pair.direction, pair.floor)


def test_which_way_a_target_goes_is_said_where_it_is_sure() -> None:
    cases = [
        (("5", "="), ("6", "="), ("up", False)),
        (("5", "="), ("6", ">="), ("up", True)),
        (("5", "="), ("5", ">="), ("flat", True)),
        (("12.1", "="), ("10", ">="), ("down", True)),
        (("60", ">="), ("62", "="), None),  # it may have been 63 already
        (("60", ">="), ("55", "="), ("down", False)),
        (("5", "~"), ("5", "="), None),  # about as much
        (("5", "="), ("3", "<="), None),  # a ceiling
        (("-2", "="), ("-3", "="), None),  # of falls high and low say the opposite
    ]
    assert [case for case in cases if way("gdp", *case[:2]) != case[2]] == []


def test_pairs_are_of_the_newest_reports_and_never_of_what_is_better_when_lower() -> None:
    facts = [fact(i, "level", "30", kind, year) for i in ("afforestation", "pm25") for kind, year in (("actual", 2023), ("target", 2024))]
    one, older = dossier("141081", 2024, *facts), dossier("140802", 2020, *facts)
    made = tables(INDICATORS, (one, older))
    assert [pair.table.id for pair in last_and_next(made, (one,))] == ["afforestation-level"]


def test_of_an_indicator_of_many_things_those_of_one_name_go_together() -> None:
    funds = Indicator("funds", "争取资金", "亿元", "economy", measures=("level",), several=True)

    def went(state: str, promise: str) -> str | None:
        given = [(state, "actual", 2023), (promise, "target", 2024)]
        facts = [replace(fact("funds", "level", "".join(filter(str.isdigit, said)), kind, year, unit="亿元"), evidence=(Evidence("r", "p1", 0, len(said), said),))
                 for said, kind, year in given]  # fmt: skip
        pair = pair_of(tables((funds,), (dossier("141081", 2024, *facts),))[0], dossier("141081", 2024), *facts)
        return pair and pair.direction

    assert went("争取专项资金9亿元", "争取专项资金7亿元") == "down"
    assert went("争取专项资金9亿元", "争取上级补助7亿元") is went("9亿元", "7亿元") is None


def test_a_part_that_exceeds_its_whole_is_told_and_one_of_another_year_is_not() -> None:
    def relations(part: str, whole: str, year: int = 2024, **other: str) -> list[tuple[str, Decimal]]:
        own = dossier("140802", year, fact("afforestation", "level", part, "actual", year - 1, unit="亩"))
        above = dossier("140800", 2024, fact("afforestation", "level", whole, "actual", 2023, unit="亩", **other))
        return [(one.relation, one.percent) for one in parts_and_wholes(tables(INDICATORS, (own, above)), (own, above))]

    assert relations("18000", "12000") == [("more", Decimal("150.0"))]
    assert relations("12000", "12000") == [("same", Decimal("100.0"))]
    assert relations("2000", "20000") == [("less", Decimal("10.0"))]
    assert relations("100", "20000") == relations("18000", "12000", 2023) == relations("18000", "12000", bound=">=") == []


MONEY = (Indicator("projects", "项目数", "个", "economy", measures=("level",)), Indicator("investment", "总投资", "亿元", "economy", measures=("level",), beside=("projects",)))


def means(*sentences: tuple[str, int, str]) -> list[tuple[str, Decimal]]:
    """Plans, each with its count and amount → the means that are told of them."""
    records = []
    for code, (text, count, amount) in zip(("141081", "140802", "130608"), sentences, strict=False):
        report = f"{code}-2024"
        places = [(text.index(words), words) for words in (f"{count}个", f"{amount}亿元")]
        given = (fact(id, "level", str(value), "target", 2024, unit=unit) for id, value, unit in (("projects", count, "个"), ("investment", amount, "亿元")))
        facts = [replace(one, evidence=(Evidence(report, "p1", at, at + len(said), said),)) for one, (at, said) in zip(given, places, strict=True)]
        records.append(record(code, 2024, *facts, texts=(("plan", "economy", text),)))
    dossiers = join(records, CATALOGUE)
    return [(one.dossier.place.code, one.each) for one in unit_sizes(tables(MONEY, dossiers), dossiers)]


def test_what_an_amount_is_for_each_is_told_of_two_places_and_of_one_sentence() -> None:
    one, other = ("今年实施项目111个、总投资635亿元。", 111, "635"), ("谋划项目139个，总投资530亿元。", 139, "530")
    assert means(one, other) == [("141081", Decimal("5.7")), ("140802", Decimal("3.8"))]
    for text in ("谋划项目139个。总投资530亿元。", "谋划项目139个，其中实施类103个，总投资530亿元。"):
        assert means(one, (text, 139, "530")) == []
    assert means(one) == []


def test_what_one_place_alone_gives_is_told_where_no_other_text_speaks_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.compare.sole_values.FEWEST", 3)
    own = record("141081", 2024, fact("afforestation", "level", "100", "target", 2024, unit="亩"), texts=(("plan", "ecology", "造林100亩"),))
    others = [record(code, 2024, texts=(("plan", "economy", "发展工业。"),)) for code in ("140802", "130608", "140800")]

    def told(*records: Record) -> list[tuple[str, str]]:
        brief = next(one.brief for one in compare(records, OF_BRIEF).topics if one.topic.id == "ecology")
        return [(one.dossier.place.code, one.table.indicator.id) for one in brief.values]

    assert told(own, *others) == [("141081", "afforestation")]
    assert told(own, *others[:2]) == []  # of three one is soon alone
    assert told(own, *others[:2], replace(others[2], report=replace(others[2].report, meta=replace(others[2].report.meta, completeness="excerpt")))) == []
    done = record("141081", 2024, fact("afforestation", "level", "100", "actual", 2023, unit="亩"), texts=(("review", "ecology", "造林100亩。"),))
    assert told(done, *others) == []  # others may leave a result out for no reason
    assert told(own, *others[:2], replace(own, report=replace(own.report, id="130608-2024", meta=replace(own.report.meta, code="130608", place="清苑区")))) == []


def test_pledges_about_one_service_stand_side_by_side_in_the_clause_that_says_how_much() -> None:
    words = replace(OF_BRIEF, lexicons=(Lexicon("pledge-services", ("送戏下乡=送戏", "高龄补贴=高龄津贴|高龄补贴")),))

    def listing(code: str, *texts: str) -> Record:
        pledges = tuple(Pledge(n, Evidence(f"{code}-2024", f"p{n}", 0, len(text), text), text) for n, text in enumerate(texts, 1))
        return record(code, 2024, texts=tuple(("plan", "livelihoods", text) for text in texts), pledges=pledges)

    both = join([listing("141081", "免费送戏下乡68场，丰富生活", "修路7条"), listing("140802", "送戏进村，全年送戏180场", "发放高龄补贴")], CATALOGUE)
    told = aligned_pledges(Topic("livelihoods", "民生"), both, words)
    assert told and [(row.name, [(cell.dossier.place.code, cell.said.quote) for cell in row.cells]) for row in told.rows] == [
        ("送戏下乡", [("140802", "全年送戏180场"), ("141081", "免费送戏下乡68场")]),
    ]  # fmt: skip
    assert aligned_pledges(Topic("ecology", "生态", words=("水库",)), both, words) is None  # they are of other topics
    assert aligned_pledges(Topic("livelihoods", "民生"), both[:1], words) is None


def test_a_date_nearer_than_the_year_or_all_that_there_is_makes_a_promise_hard() -> None:
    assert [words for words in ("6月底前完工", "一季度开工", "上半年", "年内投用", "年底前") if not has_near_date(words)] == []
    assert [words for words in ("全年完成", "三个月", "2024年", "今年") if has_near_date(words)] == []

    def aim(subject: str, relation: str = "met") -> Aim:
        return Aim(subject, relation, "Ⅲ类", 2024, Evidence("r", "p1", 0, 1, "x"))  # type: ignore[arg-type]

    assert [hardness_of_aim(one) for one in (aim("所有国考断面"), aim("两个国考断面"), aim("国考断面"), aim("所有居民收入", "with"))] == ["hard", "hard", "medium", "medium"]


def claims(*sentences: str, code: str = "141081") -> list[str]:
    one = record(code, 2024, texts=tuple(("review", "ecology", sentence) for sentence in sentences))
    (profile,) = compare([one], OF_BRIEF).places
    return [said.quote for claim in claimed_ranks(TOPIC, profile.dossiers, OF_BRIEF) for said in claim.said]


def test_a_rank_that_a_report_claims_for_itself_is_quoted_with_what_it_is_of() -> None:
    claimed = {
        "空气质量综合指数改善幅度居全省第一。": "空气质量综合指数改善幅度居全省第一",
        "造林面积增长5%，排名临汾第2。": "造林面积增长5%，排名临汾第2",
        "建成污水集中处理中心，为全省首家。": "建成污水集中处理中心，为全省首家",
        "治理污水、植树造林，造林规模居全省前列。": "造林规模居全省前列",  # its own subject is enough
        "空气优良天数达到300天，同比增加9天，增幅居全省第一。": "空气优良天数达到300天，同比增加9天，增幅居全省第一",
    }
    assert [claims(text) for text in claimed] == [[said] for said in claimed.values()]
    others = (
        "增速居全省第一。", "建成全省首个生态交易平台。", "新增全球前1‰的生态学科3个。", "肉羊屠宰量居全省第一。",  # no subject; no rank; of another topic
        "入选全省第一批生态示范县。", "全市首个造林基地建成。", "与西安市第三医院建立生态疗养合作。", "造林面积力争居全省第一。", "庄上村获评首个生态村。")
    assert [text for text in others if claims(text)] == []  # 全市 of 侯马市 is itself


def test_what_a_report_admits_is_quoted_from_its_paragraph_on_problems_alone() -> None:
    problems = "同时，我们也清醒地认识到，发展还面临不少困难：产业结构不优；生态环境改善仍存在不稳定因素；有效需求不足。"
    told = record("141081", 2024, texts=(("review", "overview", problems),))
    silent = record("140802", 2024, texts=(("review", "ecology", "着力解决生态环境突出问题，污水直排的难题得到解决。"),))
    found = admitted_problems(TOPIC, compare([told, silent], OF_BRIEF).dossiers, OF_BRIEF)
    assert [(one.dossier.place.code, [said.quote for said in one.said], one.asked) for one in found] == [
        ("140802", [], False), ("141081", ["生态环境改善仍存在不稳定因素"], True),
    ]  # fmt: skip


def test_what_says_no_more_than_that_something_is_wanting_is_counted_and_calls_are_no_admissions() -> None:
    def admitted(problem: str) -> tuple[list[str], bool]:
        told = record("141081", 2024, texts=(("review", "overview", f"同时，我们也清醒地认识到，发展还面临不少困难：产业结构不优；{problem}；有效需求不足。"),))
        (found,) = admitted_problems(TOPIC, compare([told], OF_BRIEF).dossiers, OF_BRIEF)
        return [said.quote for said in found.said], found.vague

    assert admitted("污水处理能力不足") == (["污水处理能力不足"], False)
    assert admitted("生态、就业、养老等方面还有不少短板弱项") == ([], True)
    assert admitted("污水处理与群众期盼还有差距") == ([], True)
    assert admitted("全力补齐污水处理短板") == ([], False)
    assert admitted("空气质量需进一步提升造林领域还有短板") == ([], False)
    assert admitted("空气质量需进一步改善，仍有差距") == ([], False)
    assert admitted("安全隐患排查、消防能力与污水治理仍不平衡") == (["安全隐患排查、消防能力与污水治理仍不平衡"], False)


def test_works_have_money_or_a_date_and_stand_by_money() -> None:
    def project(name: str, money: str | None, when: str, kind: str = "target") -> Project:
        return Project(name, Decimal(money) if money else None, "竣工", when, kind, Evidence("141081-2024", "p1", 0, 6, "完成污水治理"))  # type: ignore[arg-type]

    given = (project("东湖湿地", None, "2024-06"), project("西湖湿地", "3", ""), project("南湖湿地", None, ""), project("北湖湿地", None, "2023", "actual"),
             project("中湖湿地", "2", "2023-10", "actual"), project("龙湖湿地", None, "2024"))  # fmt: skip
    made = compare([replace(record("141081", 2024, texts=(("plan", "ecology", "完成污水治理"),)), projects=given)], OF_BRIEF)
    works = topic_works(TOPIC, made.dossiers, OF_BRIEF)
    assert [(one.project.name, term_of(one)) for one in works.shown] == [
        ("西湖湿地", "竣工"), ("龙湖湿地", "年内竣工"), ("东湖湿地", "6月竣工"), ("中湖湿地", "2023年10月竣工"),
    ]  # fmt: skip
    assert (works.of, works.paid, [one.count for one in works.dated]) == (4, 2, [2])


def step(milestone: str, text: str, name: str, title: str = "2024年工作安排", when: str = "") -> str | None:
    """A project that is read from a sentence below a heading → how far it surely goes."""
    one = record("141081", 2024, texts=(("plan", "ecology", text),))
    paragraph = one.report.paragraphs[0]
    report = replace(one.report, sections=(Section("s1", 1, title, 1),), paragraphs=(replace(paragraph, section="s1"),))
    end = text.index(name) + len(name)
    evidence = Evidence(report.id, paragraph.id, 0, end, text[:end])
    return sure_step(Project(name, None, milestone, when, "target", evidence), replace(one, report=report))  # type: ignore[arg-type]


def test_a_step_is_kept_where_its_word_is_said_of_the_work_itself() -> None:
    cases = [
        ("竣工", "建成东湖水厂。", "东湖水厂", "竣工"), ("竣工", "建好东湖湿地公园。", "东湖湿地公园", "在建"), ("竣工", "完成东湖医院迁建征拆任务。", "东湖医院迁建", None),
        ("竣工", "完成东湖小学等3所智慧校园试点建设。", "东湖小学", None), ("竣工", "完成东湖小学建设任务。", "东湖小学", "竣工"),
        ("投用", "推动东湖交易中心高效运行。", "东湖交易中心", "在建"), ("投用", "东湖交易中心投入使用。", "东湖交易中心", "投用"),
        ("投产", "推进东湖引水工程全面达效。", "东湖引水工程", "在建"), ("开工", "东湖电站30天签约开工。", "东湖电站", "开工"), ("投用", "东湖园区智慧平台建成投用。", "东湖园区", "投用"), ("投产", "东湖电站并网发电。", "东湖电站", "投产"),
        ("开工", "启动东湖电厂、完成西湖电厂机组替代。", "东湖电厂", None), ("开工", "启动东湖电厂。", "东湖电厂", "在建"), ("开工", "启动东湖大桥建设。", "东湖大桥", "开工"),
    ]  # fmt: skip
    assert [(text, got) for told, text, name, right in cases if (got := step(told, text, name)) != right] == []


def test_an_outlook_of_years_promises_nothing_of_this_year() -> None:
    asked = ("“十五五”时期目标任务", "未来五年总体要求", "2026年工作安排", "“十五五”开局之年：2026年重点工作", "着力改善生态")
    assert [step("竣工", "建成东湖水厂。", "东湖水厂", title) for title in asked] == [None, None, "竣工", "竣工", "竣工"]
    assert step("竣工", "建成东湖水厂。", "东湖水厂", "“十五五”时期目标任务", "2026-06") == "竣工"


def test_what_any_list_of_works_is_called_is_no_name() -> None:
    names = ("省重点工程项目", "重大项目", "改善提升绿廊", "东湖水厂项目", "重点流域治理项目", "提升改造甲路", "甲湾", "新二中", "甲县至乙县", "甲县至乙县高速")
    assert [name for name in names if named(Project(name, None, "在建", "", "target", Evidence("a", "p1", 0, 1, "x")))] == ["东湖水厂项目", "重点流域治理项目", "新二中", "甲县至乙县高速"]


def test_a_group_is_of_words_alone_only_where_no_plan_that_speaks_of_it_holds_a_figure() -> None:
    group = RowGroup("降碳", (), (), ("降碳", "碳达峰"))

    def silent(*texts: tuple[str, str, str]) -> bool:
        return has_no_figure(group, join([record("141081", 2024, texts=texts)], CATALOGUE), CATALOGUE)

    assert silent(("plan", "ecology", "推动降碳增效。"), ("plan", "ecology", "新建水厂3座。"), ("review", "ecology", "降碳5%。"))
    assert silent(("plan", "ecology", "2030年前实现碳达峰。"))
    assert not silent(("plan", "ecology", "推动降碳增效。用气覆盖率达到97%以上。"))
    assert not silent(("plan", "economy", "推动降碳，改造全部锅炉。"))


def test_where_most_places_go_one_way_an_indicator_leans() -> None:
    table = tables([i for i in INDICATORS if i.id == "gdp"], (dossier("141081", 2024, fact("gdp", "growth", "5", "target", 2024)),))[0]

    def told(up: int, flat: int, down: int) -> list[tuple[int, int, int]]:
        score = IndicatorScore(table, 9, 9, up, flat, down, None, "%", "county")
        return [(one.up, one.flat, one.down) for one in leans(Scoreboard((), (score,)), ())]

    assert [told(*ways) for ways in ((0, 1, 7), (6, 0, 1), (3, 0, 3), (0, 0, 4), (0, 8, 0))] == [[(0, 1, 7)], [(6, 0, 1)], [], [], []]


def test_values_of_unequal_scope_are_not_held_against_each_other() -> None:
    def scoped(one: str, other: str) -> bool:
        made = [fact("gdp", "growth", "5", "actual", 2023) for _ in range(2)]
        return same_scope(*(replace(f, evidence=(replace(f.evidence[0], quote=words),)) for f, words in zip(made, (one, other), strict=True)))

    cases = [
        ("城镇新增就业1万人", "新增就业1.2万人", False), ("城镇新增就业1万人", "新增城镇就业1.2万人", True), ("重点项目20个", "重大项目12个", False),
        ("省级重点项目20个", "重点项目20个", False), ("规模以上工业增加值增长5%", "规上工业增加值增长6%", True), ("税收增长5%", "税收增长6%", True),
    ]  # fmt: skip
    assert [case for case in cases if scoped(*case[:2]) is not case[2]] == []


def test_of_many_places_targets_are_counted_among_those_of_one_level() -> None:
    def told(number: int, level: str, aim: str) -> Record:
        given = (fact("afforestation", "level", value, kind, year, unit="亩") for value, kind, year in (("100", "actual", 2023), (aim, "target", 2024)))
        one = record("141081", 2024, *given)
        meta = replace(one.report.meta, code=f"1411{number:02}", place=f"第{number}地", level=level)
        return replace(one, report=replace(one.report, id=f"{meta.code}-2024", meta=meta))

    places = [told(number, "county", "120" if number else "90") for number in range(7)] + [told(number, "prefecture", "120") for number in (7, 8)]
    known = tuple(Place(one.report.meta.code, one.report.meta.place, one.report.meta.level) for one in places)
    board = next(one.brief for one in compare(places, replace(OF_BRIEF, places=known)).topics if one.topic.id == "ecology").scoreboard
    assert board.levels == (("county", 7), ("prefecture", 2))
    assert [(one.level, one.reached, one.aimed, one.up, one.down) for one in board.scores] == [("county", 7, 7, 6, 1)]  # two places are no line


def test_a_scoreboard_sets_the_promise_beside_the_state_and_words_where_there_is_no_number() -> None:
    two = [fact("afforestation", "level", value, kind, year, unit="亩") for value, kind, year in (("12000", "actual", 2023), ("12600", "target", 2024))]
    counted = record("141081", 2024, *two, texts=(("plan", "ecology", "完成造林1.26万亩。"),))
    worded = record("140802", 2024, two[0], texts=(("plan", "ecology", "持续开展植树造林行动，稳步推进造林绿化。"),))
    board = next(one.brief for one in compare([counted, worded], OF_BRIEF).topics if one.topic.id == "ecology").scoreboard
    rows = [(row.dossier.place.code, row.promise.words, row.direction, row.hardness) for group in board.groups for row in group.rows]
    assert rows == [("140802", "稳步推进造林绿化", "", "soft"), ("141081", "", "up", "medium")]
