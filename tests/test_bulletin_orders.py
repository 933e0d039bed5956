"""Ordered bulletins: what an editor's file says beside what is told of it, and what a bulletin of some places says of no other."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from digest.compare.comparisons import basis, compare, compare_topics
from digest.compare.ordered_bulletins import asked, issues
from digest.content.bulletin_order_files import load_orders, read_order
from digest.content.catalogue_files import load_catalogue
from digest.model.bulletin_order import BulletinOrder, Issue
from digest.pipeline import build
from digest.render.bulletin_digests import deeper, issue_digest
from digest.render.templates import markdown_environment
from digest.system import machine
from tests import forms
from tests.conftest import ROOT, Built, desk_of_few, laying_out
from tests.samples import CATALOGUE, fact, record

PATH = "content/bulletins/county.yaml"


def read(text: str) -> tuple[BulletinOrder | None, list[str]]:
    order, problems = read_order(text, PATH, CATALOGUE)
    return order, [p.text().removeprefix(PATH + ":") for p in problems]


def test_an_order_is_read_with_all_that_it_says():
    order, told = read(
        "title: 两地生态\nnumber: 2024年第3期\nsubtitle: 水和树\ncompiler: 某室\nplaces: [侯马市, 140802]\nlevel: county\n"
        "topics: [ecology]\nindicators: [afforestation]\nperiod: 2023—2025\nlead: |\n  第一段。\n\n  第二段。\n"
    )
    assert told == []
    assert (order.id, order.title, order.number, order.subtitle, order.compiler) == ("county", "两地生态", "2024年第3期", "水和树", "某室")
    assert [(p.code, p.written, p.line) for p in order.places] == [("141081", "侯马市", 5), ("140802", "140802", 5)]
    assert (order.level, order.topics, order.indicators, order.since, order.until) == ("county", ("ecology",), ("afforestation",), 2023, 2025)
    assert order.lead == "第一段。\n\n第二段。\n"


def test_a_title_is_enough_and_narrows_nothing():
    order, told = read("title: 全部\n")
    assert told == []
    assert (order.places, order.level, order.topics, order.indicators, order.since, order.until) == ((), "", (), (), 0, 0)


def test_indicators_without_topics_bring_their_topics():
    order, _ = read("title: 一\nindicators: [pm25, afforestation]\n")
    assert order.topics == ("ecology",)


PERIODS = [("2024", (2024, 2024)), ("2023—2025", (2023, 2025)), ("2023-2025", (2023, 2025)), ("2023年至2025年", (2023, 2025)), ('""', (0, 0))]


@pytest.mark.parametrize(("written", "years"), PERIODS)
def test_a_period_is_read(written, years):
    order, told = read(f"title: 一\nperiod: {written}\n")
    assert (told, (order.since, order.until)) == ([], years)


MISTAKES = [
    ("titel: 一\n", ["1: unknown key titel “titel: 一” — did you mean title? The keys are title, number, subtitle, compiler, places, level, topics, indicators, period, detail, lead"]),
    ("number: 1\n", ["1: the key title is missing", "add a line “title: …”"]),
    ('title: " "\n', ["1: the bulletin has no title"]),
    ("title: 一\nplaces: [候马市]\n", ["2: there is no place 候马市", "did you mean 侯马市?"]),
    ("title: 一\nplaces:\n- 侯马市\n- 火星\n", ["4: there is no place 火星 “- 火星” — names and codes are in content/places.csv"]),
    ("title: 一\nlevel: conty\n", ["2: level has a value that does not exist", "county"]),
    ("title: 一\ntopics: [ecolgy]\n", ["2: the topic ecolgy does not exist", "did you mean ecology? The topics are ecology, economy"]),
    ("title: 一\ntopics: [综合经济]\n", ["2: the topic 综合经济 does not exist", "did you mean economy?"]),
    ("title: 一\nindicators: [gdb]\n", ["2: the indicator gdb does not exist", "did you mean gdp?"]),
    ("title: 一\ntopics: [ecology]\nindicators: [gdp]\n", ["3: the indicator gdp is of none of the bulletin's topics", "add economy to topics"]),
    ("title: 一\nperiod: 2025—2023\n", ["2: the period ends before it begins", "write the earlier year first: 2023—2025"]),
    ("title: 一\nperiod: 近三年\n", ["2: this is no period", "write a year, like 2024, or two: 2023—2025"]),
    ("title: 一\nperiod: 24\n", ["2: this is no period"]),
    ("title: 一\nperiod: 2023—\n", ["2: this is no period"]),
    ("title: 一\nplaces: [侯马市, 侯马市]\n", ["2: 侯马市 stands here twice"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_do(text, said):
    order, told = read(text)
    assert order is None
    assert len(told) == 1, told
    assert [piece for piece in said if piece not in told[0]] == [], told[0]
    assert told[0].startswith(said[0].partition(" ")[0])


def test_every_mistake_is_told_at_once():
    _, told = read("title: 一\nplaces: [火星]\ntopics: [ecolgy]\nindicators: [gdb]\nperiod: 2025—2023\n")
    assert [t.partition(":")[0] for t in told] == ["2", "3", "4", "5"]


def test_a_name_that_several_places_bear_is_asked_for_by_code():
    catalogue, _ = load_catalogue(ROOT / "content")
    order, (problem,) = read_order("title: 一\nplaces: [城区]\n", PATH, catalogue)
    assert order is None
    assert "several places are called 城区" in problem.text() and "140502 晋城市城区" in problem.text()
    order, problems = read_order("title: 一\nplaces: [晋城市城区]\n", PATH, catalogue)
    assert problems == () and [p.code for p in order.places] == ["140502"]


def test_files_that_are_no_bulletins_are_told(tmp_path):
    for name, text in {"a.yaml": "title: 一\n", "b.yml": "title: 一\n", "生态.yaml": "title: 一\n", "ecology.yaml": "title: 一\n", "summary.yaml": "title: 一\n", ".x": ""}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes("title: 生".encode("gb18030"))
    orders, problems = load_orders(tmp_path, CATALOGUE)
    assert [order.id for order in orders] == ["a"]
    assert [(Path(p.where).name, p.code) for p in problems] == [
        ("b.yml", "bulletins.name"), ("c.yaml", "files.not-utf8"), ("ecology.yaml", "bulletins.taken"), ("summary.yaml", "bulletins.taken"), ("生态.yaml", "bulletins.name"),
    ]  # fmt: skip
    assert load_orders(tmp_path / "nothing", CATALOGUE) == ((), ())


def gdp(code: str, year: int, growth: str) -> object:
    id = f"{code}-{year}"
    texts = (("plan", "economy", f"地区生产总值增长{growth}%。"), ("plan", "ecology", "我们完成营造林任务，新建污水处理厂。"))
    return record(code, year, fact("gdp", "growth", growth, "target", year, report=id), texts=texts)


RECORDS = (gdp("141081", 2024, "6"), gdp("140802", 2024, "7"), gdp("130608", 2024, "9"), gdp("141081", 2022, "3"), gdp("140800", 2024, "5"))
WHOLE = compare(RECORDS, CATALOGUE)


def one(order: BulletinOrder) -> Issue:
    made, problems = issues([order], RECORDS, CATALOGUE, WHOLE)
    assert problems == ()
    return made[0]


def order_of(text: str) -> BulletinOrder:
    order, told = read("title: 一\n" + text)
    assert told == []
    return order


ASKED = [
    ("", ["141081-2024", "140802-2024", "130608-2024", "141081-2022", "140800-2024"]),
    ("places: [侯马市]\n", ["141081-2024", "141081-2022"]),
    ("places: [侯马市, 盐湖区]\nperiod: 2023—2025\n", ["141081-2024", "140802-2024"]),
    ("level: prefecture\n", ["140800-2024"]),
    ("period: 2022\n", ["141081-2022"]),
    ("places: [侯马市]\nperiod: 2023\n", []),
]


@pytest.mark.parametrize(("text", "ids"), ASKED)
def test_records_are_those_of_the_places_level_and_years(text, ids):
    assert [r.report.id for r in asked(order_of(text), RECORDS)] == ids


def test_a_rank_is_among_the_ordered_places():
    issue = one(order_of("places: [侯马市, 盐湖区]\ntopics: [economy]\nperiod: 2024\n"))
    assert [p.code for p in issue.places] == ["140802", "141081"]
    assert [f for f in issue.topics[0].findings if f.kind == "spread"] == [], "of two there is no highest, whatever a third gives"
    whole = one(order_of("level: county\ntopics: [economy]\nperiod: 2024\n"))
    (found,) = (f for f in whole.topics[0].findings if f.kind == "spread")
    given = [(d.place.code, str(f.value)) for d, f in zip(found.dossiers, found.facts, strict=True)]
    assert given == [("130608", "9"), ("140802", "7"), ("141081", "6")], "the prefecture that is not ordered is not among them"


def test_indicators_that_are_not_ordered_have_no_table():
    issue = one(order_of("topics: [economy, ecology]\nindicators: [afforestation]\n"))
    assert [table.indicator.id for topic in issue.topics for table in topic.tables if table.indicator.id == "gdp"] == []
    assert one(order_of("topics: [economy]\n")).topics[0].tables != ()


def test_topics_stand_in_the_order_of_the_order():
    assert [t.topic.id for t in one(order_of("topics: [economy, ecology]\n")).topics] == ["economy", "ecology"]
    assert [t.topic.id for t in one(order_of("topics: [ecology, economy]\n")).topics] == ["ecology", "economy"]


def test_the_text_names_no_other_place_and_no_other_year():
    environment = markdown_environment(ROOT / "templates" / "markdown")
    text, problems = issue_digest(environment, one(order_of("number: 第1期\nplaces: [侯马市, 盐湖区]\ntopics: [economy]\nperiod: 2024\nlead: 编者的话。\n")))
    assert problems == ()
    assert "# 一（第1期）" in text and "编者的话。" in text
    assert "侯马市" in text and "盐湖区" in text
    assert "清苑区" not in text and "运城市" not in text and "2022" not in text
    other, _ = issue_digest(environment, one(order_of("topics: [economy]\n")))
    assert "清苑区" in other and "2022" in other


def test_several_topics_are_chapters():
    environment = markdown_environment(ROOT / "templates" / "markdown")
    text, _ = issue_digest(environment, one(order_of("topics: [economy, ecology]\n")))
    heads = re.findall(r"^#{1,6} .*", text, re.MULTILINE)
    assert heads[0] == "# 一"
    assert [h for h in heads if h.startswith("## ")] == ["## 要点", "## 综合经济", "## 生态环境", "## 口径与缺口", "## 来源"]
    assert heads.count("### 一句话") == 2
    single, _ = issue_digest(environment, one(order_of("topics: [economy]\n")))
    assert "\n## 一句话" in single and "## 综合经济" not in single


def test_a_bulletin_of_all_records_says_what_their_comparison_says(monkeypatch):
    alone = compare_topics(basis(RECORDS, CATALOGUE), ["economy"], CATALOGUE)
    monkeypatch.setattr("digest.compare.ordered_bulletins.basis", None)  # nothing is compared a second time
    made = one(order_of("topics: [economy]\n"))
    assert [replace(topic, charts=()) for topic in made.topics] == [replace(topic, charts=()) for topic in alone]
    assert made.dossiers == WHOLE.dossiers
    assert one(order_of("topics: [economy]\nindicators: [gdp]\n")).topics[0].findings == made.topics[0].findings


def test_the_same_records_are_compared_once(monkeypatch):
    asked_for = []
    monkeypatch.setattr("digest.compare.ordered_bulletins.basis", lambda own, catalogue: asked_for.append(own) or basis(own, catalogue))
    orders = [order_of("level: county\ntopics: [economy]\n"), order_of("level: county\n"), order_of("level: prefecture\n")]
    county, again, prefecture = issues(orders, RECORDS, CATALOGUE, WHOLE)[0]
    assert len(asked_for) == 2
    assert county.topics[0].tables in [topic.tables for topic in again.topics] and county.dossiers == again.dossiers != prefecture.dossiers


def test_headings_go_deeper():
    assert deeper("## 甲\n\n### 乙\n\n# 丙字\n#丁\n 戊 # 己\n") == "### 甲\n\n#### 乙\n\n## 丙字\n#丁\n 戊 # 己\n"


def test_a_place_without_reports_is_told_and_the_bulletin_made():
    order = order_of("places: [侯马市, 山西省]\n")
    made, (problem,) = issues([order], RECORDS, CATALOGUE, WHOLE)
    assert [d.place.code for d in made[0].dossiers] == ["141081", "141081"]
    assert (problem.where, problem.line, problem.severity) == (PATH, 2, "warning")
    assert "no report of 山西省 is at hand for this bulletin" in problem.text()


def test_a_bulletin_with_nothing_in_it_is_left_out_and_told():
    made, (problem,) = issues([order_of("places: [侯马市]\nperiod: 2019\n")], RECORDS, CATALOGUE, WHOLE)
    assert made == ()
    assert (problem.code, problem.severity) == ("bulletins.no-reports", "warning")


def test_our_own_bulletins_are_right():
    catalogue, _ = load_catalogue(ROOT / "content")
    orders, problems = load_orders(ROOT / "content" / "bulletins", catalogue)
    assert [p.text() for p in problems] == []
    assert {"county-ecology", "livelihoods-urban"} <= {order.id for order in orders}
    assert all(order.number for order in orders)


def test_the_example_of_the_guide_is_right():
    catalogue, _ = load_catalogue(ROOT / "content")
    guide = (ROOT / "docs" / "editors-guide.md").read_text(encoding="utf-8")
    text = guide.partition("two-counties.yaml`")[2].partition("```yaml\n")[2].partition("```")[0]
    order, problems = read_order(text, PATH, catalogue)
    assert [p.text() for p in problems] == []
    assert all((order.number, order.subtitle, order.compiler, order.places, order.level, order.topics, order.indicators, order.since, order.lead))


@pytest.fixture
def folders(few: Built, tmp_path: Path):
    """Three reports of the shipped content, to be changed at will, with what their first build remembers; PDFs of two bulletins."""
    with laying_out("ecology", "two"):
        yield desk_of_few(few, tmp_path)


def headings(word: Path) -> list[str]:
    return [item.text for item in forms.word(word.read_bytes()) if isinstance(item, forms.Title)]


def text_of(pdf: Path) -> str:
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    return re.sub(r"\s+", "", said)


def test_a_bulletin_is_published_in_all_forms_and_listed(built: Built):
    page = (built.site / "bulletins" / "county-ecology.html").read_text(encoding="utf-8")
    listed = (built.site / "bulletins" / "index.html").read_text(encoding="utf-8")
    names = ["county-ecology.docx", "county-ecology.wechat.html", "county-ecology.md"]
    names += ["county-ecology.pdf"] if built.summary.bulletins else []
    for form in names:
        assert (built.site / "bulletins" / form).exists()
        assert f'href="{form}"' in listed and f'href="{form}"' in page
    assert "2025年第1期" in listed
    assert listed.index("县区怎样治理生态环境") < listed.index('id="_general"'), "those that were ordered come first"
    assert 'href="bulletins/county-ecology.html"' in (built.site / "index.html").read_text(encoding="utf-8")
    assert "运城市</a>" not in page.partition("<main")[2], "运城市 is a prefecture"
    assert (built.site / "bulletins" / "county-ecology.md").read_text(encoding="utf-8").startswith("# 县区怎样治理生态环境——县级政府工作报告里的天、水、土、绿（2025年第1期）")


@pytest.mark.skipif(not machine.has(machine.PANGO) or not shutil.which("pdftotext"), reason="no Pango or no pdftotext")
def test_a_part_that_is_taken_out_leaves_every_form(folders):
    (folders.content / "bulletins" / "county-ecology.yaml").unlink()
    (folders.content / "bulletins" / "livelihoods-urban.yaml").unlink()
    (folders.content / "bulletins" / "two.yaml").write_text(
        "title: 两地看水\nnumber: 2024年第9期\nplaces: [侯马市, 清苑区]\ntopics: [ecology]\nperiod: 2024\n", encoding="utf-8"
    )
    assert [p.text() for p in build(folders).problems if p.severity == "error"] == []
    page, pdf = folders.site / "bulletins" / "two.html", folders.site / "bulletins" / "two.pdf"
    before = text_of(pdf)
    assert "两地看水" in before and "2024年第9期" in before and "举措矩阵" in before and "举措矩阵" in page.read_text(encoding="utf-8")
    assert "清苑区2024" in before and "清苑区2025" not in before
    template = folders.templates / "markdown" / "bulletin-topic.md.j2"
    template.write_text(template.read_text(encoding="utf-8").replace('{% include "parts/brief-measures.md.j2" %}', ""), encoding="utf-8")
    word, wechat = (folders.site / "bulletins" / f"two.{kind}" for kind in ("docx", "wechat.html"))
    assert "举措矩阵" in headings(word) and "举措矩阵" in wechat.read_text(encoding="utf-8")
    build(folders)
    assert "举措矩阵" not in text_of(pdf) and "举措矩阵" not in page.read_text(encoding="utf-8")
    assert "举措矩阵" not in headings(word) and "举措矩阵" not in wechat.read_text(encoding="utf-8")
    assert "举措矩阵" in text_of(folders.site / "bulletins" / "ecology.pdf"), "other bulletins keep it"


def test_a_mistake_in_a_bulletin_is_told_and_nothing_is_published(folders):
    (folders.content / "bulletins" / "wrong.yaml").write_text("title: 一\ntopics: [ecolgy]\n", encoding="utf-8")
    summary = build(folders)
    assert not summary.published
    assert [p.text() for p in summary.problems if p.where.endswith("wrong.yaml")] != []
