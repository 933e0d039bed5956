"""Projects, pledges and terms of all reports: what is counted and summed, and what the pages show of it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from digest.compare.comparisons import compare
from digest.compare.project_lists import tally
from digest.compare.term_lists import bare
from digest.extract.deadlines import months
from digest.model.catalogue import Catalogue, Place, SiteSettings, Topic
from digest.model.comparison import Comparison
from digest.model.listing import ListedProject
from digest.model.report import Evidence, Line, Meta, Paragraph, Pledge, Project, Record, Report, Source, Term
from digest.pages import glossary_pages, pledge_pages, project_pages
from digest.pages.pagination import leaf_links, leaves
from digest.render import filters, routes
from digest.render.templates import html_environment, render
from digest.render.whose_words import wording
from tests.printed_site import gate
from tests.test_links import PageParser

TEMPLATES = Path(__file__).parents[1] / "templates"
CATALOGUE = Catalogue(
    places=(Place("140000", "山西省", "province"), Place("149900", "甲市", "prefecture", "140000"), Place("149901", "乙县", "county", "149900")),
    topics=(Topic("ecology", "生态环境", words=("污水", "造林")), Topic("livelihoods", "民生保障", words=("幼儿园",)), Topic("overview", "综合", words=("全面",))),
    indicators=(),
    site=SiteSettings(title="报告比较"),
)


def record(code: str, year: int, *paragraphs: tuple[str, str], completeness: str = "full", projects: tuple[Project, ...] = (),
           pledges: tuple[str, ...] = (), terms: tuple[tuple[str, str], ...] = ()) -> Record:  # fmt: skip
    """Paragraphs are (part, text); pledges and terms make paragraphs of their own behind them."""
    id = f"{code}-{year}" + ("" if completeness == "full" else f"-{completeness}")
    texts = [*paragraphs, *(("plan", text) for text in pledges), *(("glossary", f"{term}：{said}") for term, said in terms)]
    made = tuple(Paragraph(f"p{n}", n, text, (), "", part, "livelihoods") for n, (part, text) in enumerate(texts, 1))
    name = {"149900": "甲市", "149901": "乙县"}.get(code, f"{code}县")
    meta = Meta(name, "山西省", "", "county", code, year, completeness=completeness, title="政府工作报告")
    report = Report(id, Source(f"{id}.txt", "ab", "text", "utf-8", tuple(Line(p.line, p.text) for p in made)), meta, (), (), made, ())
    at = len(paragraphs) + 1
    listed = tuple(Pledge(n, Evidence(id, f"p{at + n - 1}", 0, len(text), text), text) for n, text in enumerate(pledges, 1))
    at += len(pledges)
    explained = tuple(Term(t, said, Evidence(id, f"p{n}", 0, len(t) + 1 + len(said), f"{t}：{said}")) for n, (t, said) in enumerate(terms, at))
    return Record(report, (), tuple(replace(p, evidence=replace(p.evidence, report=id)) for p in projects), listed, explained)


def project(name: str, amount: str | None = None, milestone: str = "开工", when: str = "", kind: str = "target", quote: str = "", at: int = 0) -> Project:
    words = quote or name
    return Project(name, None if amount is None else Decimal(amount), milestone, when, kind, Evidence("", "p1", at, at + len(words), words))


def compared(*records: Record) -> Comparison:
    return compare(records, CATALOGUE)


def told(comparison: Comparison) -> list[tuple[str, str, str | None, str]]:
    lines = [line for place in comparison.projects.places for line in place.lines]
    return [(line.dossier.id, line.project.name, None if line.project.investment is None else f"{line.project.investment}", line.share) for line in lines]


def pages(comparison: Comparison, most: int | None = None) -> dict[str, str]:
    made: dict[str, str] = {}
    environment = html_environment(TEMPLATES / "html")
    for module in (project_pages.project_pages, pledge_pages.pledge_pages, glossary_pages.glossary_pages):
        for route, template, values in module(comparison, CATALOGUE):
            html, problems = render(environment, template, wording=wording(()), **values)
            assert html is not None and problems == (), problems
            assert route not in made
            made[route] = html
    return made


PLAIN = ("plan", "今年开工东湖污水处理厂，总投资3亿元。")


# ── Totals ──


def test_a_project_told_twice_is_one_and_costs_the_larger_amount() -> None:
    one = record("149900", 2024, PLAIN, projects=(project("东湖污水处理厂", "3"), project("东湖污水处理厂项目", "0.5", "竣工", at=9), project("西湖大桥")))
    assert compared(one).projects.tally == compared(one).projects.places[0].tally
    found = compared(one).projects.tally
    assert (found.projects, found.stated, found.unstated, found.investment) == (2, 1, 1, Decimal(3))


def test_the_same_over_the_years_is_one_unless_its_name_is_short() -> None:
    text = ("plan", "今年开工东湖污水处理厂，总投资3亿元；开工幼儿园。")
    years = [record("149900", year, text, projects=(project("东湖污水处理厂", "3"), project("幼儿园", "1", at=21))) for year in (2023, 2024)]
    found = compared(*years).projects.tally
    assert (found.projects, found.investment) == (3, Decimal(5))  # one works, two kindergartens


def test_the_same_name_in_two_places_is_two_projects() -> None:
    two = [record(code, 2024, PLAIN, projects=(project("东湖污水处理厂", "3"),)) for code in ("149900", "149901")]
    projects = compared(*two).projects
    assert (projects.tally.projects, projects.tally.investment, projects.reports) == (2, Decimal(6), 2)
    assert [(group.id, group.name, group.tally.projects) for group in projects.provinces] == [("140000", "山西省", 2)]


def test_what_two_editions_say_alike_is_told_once_and_what_one_says_alone_is_kept() -> None:
    shared, own = project("东湖污水处理厂", "3"), project("东湖污水处理厂", None, "竣工", at=5)
    both = compared(record("149900", 2024, PLAIN, projects=(shared,)), record("149900", 2024, PLAIN, completeness="excerpt", projects=(shared, own)))
    assert told(both) == [("149900-2024", "东湖污水处理厂", "3", ""), ("149900-2024", "东湖污水处理厂", None, "")]
    assert both.projects.tally.projects == 1 and both.projects.reports == 1


def test_an_amount_for_two_projects_together_is_summed_once() -> None:
    quote = "总投资10亿元的东湖污水处理厂、西湖大桥开工"
    pair = (project("东湖污水处理厂", "10", quote=quote), project("西湖大桥", "10", quote=quote))
    apart = (project("南湖大桥", "10", quote="总投资10亿元的南湖大桥", at=50),)
    found = compared(record("149900", 2024, PLAIN, projects=(*pair, *apart)))
    assert [share for *_, share in told(found)] == ["", "joint", ""]
    assert (found.projects.tally.stated, found.projects.tally.investment) == (3, Decimal(20))


@pytest.mark.parametrize(
    ("quote", "share"),
    [
        ("加快东湖水厂、西湖大桥等10个项目建设，总投资50亿元", "group"),
        ("加快东湖小学、城关一中等10个项目建设，总投资50亿元", "group"),  # 中等 is a word too
        ("东湖水厂等项目605个、总投资50亿元", "group"),
        ("东湖水厂等一批项目，总投资50亿元", "group"),
        ("启动水利补短板工程，实施项目213个，总投资50亿元", "group"),
        ("总投资50亿元的东湖水厂", ""),
        ("总投资50亿元的东湖水厂项目3号泵房", ""),
        ("总投资50亿元的甲等公路3条支线", ""),  # 甲等 is a grade
        ("总投资50亿元，建成三级甲等3家医院", ""),
        ("总投资50亿元，等待批复的东湖水厂", ""),
    ],
)
def test_the_amount_of_more_than_is_named_is_not_summed(quote: str, share: str) -> None:
    found = compared(record("149900", 2024, PLAIN, projects=(project("东湖污水处理厂", "50", quote=quote),)))
    assert told(found)[0][3] == share
    assert found.projects.tally.stated == (0 if share else 1)
    assert found.projects.tally.investment == (0 if share else 50)


def test_totals_by_milestone_count_a_project_under_each_that_it_had() -> None:
    one = record("149900", 2024, PLAIN, projects=(project("东湖污水处理厂", "3", "竣工"), project("东湖污水处理厂", None, "开工", at=9), project("西湖大桥", "2", "开工", at=30)))
    groups = compared(one).projects.milestones
    assert [(g.id, g.tally.projects, g.tally.stated, g.tally.investment) for g in groups] == [("开工", 2, 1, Decimal(2)), ("竣工", 1, 1, Decimal(3))]


def test_what_the_next_report_says_of_a_plan() -> None:
    text = "建成东湖污水处理厂，完成西湖大桥改造。"
    said = (project("东湖污水处理厂", None, "竣工", at=2), project("西湖大桥改造", None, "竣工", at=12))
    first = record("149900", 2023, ("plan", text), projects=said)
    second = record("149900", 2024, ("review", "东湖污水处理厂建成投用。"), projects=(project("东湖污水处理厂", None, "投用", kind="actual"),))
    lines = {(line.dossier.year, line.project.name): line.later for place in compared(first, second).projects.places for line in place.lines}
    told = lines[2023, "东湖污水处理厂"]
    assert (told.keeping, told.told.quote, told.sure) == ("kept", "东湖污水处理厂建成投用", True)
    assert (lines[2023, "西湖大桥改造"].keeping, lines[2023, "西湖大桥改造"].told) == ("silent", None) and lines[2024, "东湖污水处理厂"] is None


def test_a_tally_of_nothing() -> None:
    nothing = tally(())
    assert (nothing.projects, nothing.stated, nothing.unstated, nothing.investment) == (0, 0, 0, 0)


# ── Pledges and terms ──


def test_pledges_are_sorted_by_their_own_words() -> None:
    one = record("149900", 2024, PLAIN, pledges=("新建幼儿园2所。", "建设污水管网3公里。", "全面办好老年食堂。"))
    pledges = compared(one).pledges
    assert [line.topic for line in pledges.lists[0].pledges] == ["livelihoods", "ecology", "livelihoods"]
    assert [(t.topic, t.count, t.reports) for t in pledges.topics] == [("livelihoods", 2, 1), ("ecology", 1, 1)] and pledges.count == 3


def test_the_same_term_of_several_places_stands_together_and_first() -> None:
    terms = compared(
        record("149900", 2023, ("plan", "推进双碳行动。"), terms=(("双碳", "碳达峰和碳中和。"), ("丁", "只有一地解释。"))),
        record("149900", 2024, ("plan", "再说“双碳”。"), terms=(("“双碳”", "碳达峰和碳中和。"),)),
        record("149901", 2024, ("plan", "没有用到。"), terms=(("双碳", "另一种解释。"),)),
    ).terms
    assert [(one.places, len(one.explanations)) for one in terms] == [(2, 2), (1, 1)]
    same, other = terms[0].explanations
    assert [d.id for d in same.dossiers] == ["149900-2024", "149900-2023"] and [d.id for d in other.dossiers] == ["149901-2024"]
    assert [(use.report, use.paragraph) for use in same.uses] == [("149900-2024", "p1"), ("149900-2023", "p1")] and other.uses == ()


@pytest.mark.parametrize(("one", "other", "same"), [("“双碳”", "双碳", True), ("Ｐ２Ｐ", "P2P", True), ("双 碳", "双碳", True), ("双碳", "双减", False)])
def test_which_terms_are_the_same(one: str, other: str, same: bool) -> None:
    assert (bare(one) == bare(other)) == same


# ── Pages ──

HOSTILE = '<script>alert(1)</script> "引号" &amp; </td><img src=x onerror=y>'
FULL = record(
    "149900", 2023, ("plan", f"开工年处理12345吨{HOSTILE}项目，总投资6789.5亿元。"),
    projects=(project(f"年处理12345吨{HOSTILE}项目", "6789.5", when="2023-04", quote="总投资"), project("西湖大桥", None, "竣工", "2023-H2", at=40), project("东湖水厂", None, "", "", at=50)),
    pledges=(f"新建幼儿园98765所{HOSTILE}。", "建设污水管网3公里。"),
    terms=((f"1+31+N{HOSTILE}", f"共有43210个{HOSTILE}。"),),
)  # fmt: skip


def test_pages_hold_what_they_say_and_nothing_of_a_report_becomes_markup() -> None:
    made = pages(compared(FULL))
    assert set(made) == {
        routes.PROJECTS, routes.PLEDGES, routes.GLOSSARY, "projects/149900.html", "pledges/149900.html", "glossary/149900.html",
        "pledges/livelihoods.html", "pledges/ecology.html",
    }  # fmt: skip
    for route, html in made.items():
        assert "<script>alert" not in html and "<img src=x" not in html, route
        parser = PageParser()
        parser.feed(html)
        assert parser.wrong == [] and parser.open == [] and len(parser.ids) == len(set(parser.ids)), route
    first = made[routes.PROJECTS]
    assert "1 份报告说到 3 个有名称的项目。写明投资额的 1 个，合计 6789.5 亿元；2 个没有写明。" in first
    assert '<a href="../reports/149900-2023.html#p1">西湖大桥</a>' in first and "2023年下半年" in first
    assert "for-6" in first and "from-4 for-1" in first
    assert "未写明进度" in first and 'data-milestone="none"' in first
    asked = re.findall(r'(?:data-(?:place|year|milestone|when|kind|topic|of|known|purse)|option value)="([^"]*)"', "".join(made.values()))
    assert len(asked) > 30 and all(value.isascii() for value in asked)  # or the edition in traditional characters would look for others


def test_the_gate_lets_these_pages_pass_and_finds_a_changed_total() -> None:
    comparison = compared(FULL)
    templates = [path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.j2"))]
    made = pages(comparison)

    def found(shown: dict[str, str]) -> list[str]:
        problems = gate(comparison, CATALOGUE, (), shown.items(), (), "", templates, {})
        return [f"{p.where} {dict(p.values).get('number', p.quote)}" for p in problems]

    assert found(made) == []
    for route, right, wrong in (
        (routes.PROJECTS, "合计 6789.5 亿元", "合计 6787.5 亿元"),
        (routes.PROJECTS, ">年处理12345吨", ">年处理12346吨"),
        (routes.PLEDGES, "幼儿园98765所", "幼儿园98764所"),
        (routes.GLOSSARY, "共有43210个", "共有43211个"),
        (routes.GLOSSARY, ">1+31+N", ">1+37+N"),
    ):
        assert right in made[route], right
        assert found({route: made[route].replace(right, wrong)}) != [], right


def test_no_reports_no_projects_no_pledges_no_terms() -> None:
    for records in ((), (record("149900", 2024, PLAIN),)):
        made = pages(compared(*records))
        assert set(made) == {routes.PROJECTS, routes.PLEDGES, routes.GLOSSARY}
        assert "没有说到有名称的项目" in made[routes.PROJECTS] and "没有列出民生实事" in made[routes.PLEDGES]
        assert "没有附名词解释" in made[routes.GLOSSARY] and "<form" not in made[routes.PROJECTS].partition("<main")[2]


def many(count: int, code: str = "149900", year: int = 2024) -> Record:
    names = [f"第{n}号工业园区" for n in range(count)]
    text = "".join(f"{name}总投资1.5亿元，5月开工。" for name in names)
    projects = tuple(project(name, "1.5", "开工", "2024-05", at=text.index(name)) for name in names)
    terms = tuple((f"名词{n}号", f"第{n}个解释。") for n in range(count))
    return record(code, year, ("plan", text), projects=projects, pledges=tuple(f"建设污水管网{n}公里。" for n in range(1, 16)), terms=terms)


def test_pages_are_bounded_and_nothing_is_lost_between_them() -> None:
    comparison = compared(many(600), *(many(40, year=year) for year in range(2000, 2024)))
    made = pages(comparison)
    assert max(len(html.encode()) for html in made.values()) < 300_000, max(made, key=lambda route: len(made[route]))
    shown = [re.findall(r'data-known="([^"]+)"', made[route]) for route in ("projects/149900.html", *(f"projects/149900-{n}.html" for n in range(2, 8)))]
    assert sum(map(len, shown)) == 600 + 24 * 40 and "projects/149900-8.html" not in made
    assert "下表只列最新的报告" in made[routes.PROJECTS] and "data-follows" not in made[routes.PROJECTS]
    lists = [html.count("<li value=") for route, html in made.items() if re.fullmatch(r"pledges/149900(-[0-9]+)?\.html", route)]
    assert sum(lists) == 25 * 15 and max(lists) <= pledge_pages.MOST
    terms = [html.count("<dt") for route, html in made.items() if route.startswith("glossary/")]
    assert sum(terms) == 600


def test_many_places_are_listed_by_province(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_pages, "PLACES", 1)
    made = pages(compared(many(2), many(3, "149901")))
    assert "projects/140000.html" in made[routes.PROJECTS].partition("projects/")[0] + "".join(made) and "按省份" in made[routes.PROJECTS]
    assert 'href="140000.html">山西省' in made[routes.PROJECTS] and 'href="149901.html">乙县' in made["projects/140000.html"]


@pytest.mark.parametrize(
    ("sizes", "most", "expected"),
    [([3, 4, 5], 7, [[3, 4], [5]]), ([9], 7, [[9]]), ([9, 1], 7, [[9], [1]]), ([], 7, []), ([7, 7], 7, [[7], [7]])],
)
def test_leaves(sizes: list[int], most: int, expected: list[list[int]]) -> None:
    assert [list(leaf) for leaf in leaves(sizes, most, lambda n: n)] == expected


def test_ways_between_leaves() -> None:
    links = leaf_links("projects/1-2.html", ["projects/1.html", "projects/1-2.html"], [[2024, 2022], [2021, 2021]])
    assert [(link.text, link.href) for link in links] == [("2022—2024年的报告", "1.html"), ("2021年的报告", "")]
    assert leaf_links("projects/1.html", ["projects/1.html"], [[2024]]) == ()


@pytest.mark.parametrize(
    ("when", "said", "expected"),
    [
        ("2024-04", "2024年4月", ("2024", 4, 1)),
        ("2024-05-01", "2024年5月1日", ("2024", 5, 1)),
        ("2024-H1", "2024年上半年", ("2024", 1, 6)),
        ("2024-H2", "2024年下半年", ("2024", 7, 6)),
        ("2024", "2024年", ("2024", 1, 12)),
        ("", "", None),
        ("2024-13", "2024年13月", None),
    ],
)
def test_when(when: str, said: str, expected: tuple[str, int, int] | None) -> None:
    assert filters.moment(when) == said and months(when) == expected


def test_what_is_done_and_dated_by_its_year_alone_is_no_bar() -> None:
    def bars(kind: str, when: str) -> int:
        line = ListedProject(compared(FULL).dossiers[0], project("东湖水厂", when=when, kind=kind), "a", "")
        return len(project_pages.timeline([("r1", line, project_pages.Link("东湖水厂"), "甲市")]))

    assert [bars("actual", "2024"), bars("target", "2024"), bars("actual", "2024-04"), bars("target", "")] == [0, 1, 1, 0]
