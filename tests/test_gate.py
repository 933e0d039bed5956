"""The gate: what is published passes as it is, and a number that rests on nothing is found wherever it is put."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from digest import pipeline, steps
from digest.audit import allowed_numbers, number_gate
from digest.audit.grounds import lay
from digest.audit.number_gate import judged
from digest.audit.visible_text import VisibleStretch, stretches
from digest.compare.site_charts import charts_of
from digest.model.build import Settings
from digest.model.catalogue import Catalogue
from digest.model.chart import Chart
from digest.model.comparison import Comparison
from digest.model.layers import inner
from digest.model.problem import Problem
from digest.render.counts import numbers
from digest.render.templates import html_environment
from digest.system.cache import Cache
from digest.system.inputs import code_digest
from digest.system.messages import CHINESE, translator
from digest.system.parallel import executor
from tests.conftest import ROOT, Built, desk_of_few, remembered
from tests.printed_site import every_page, gate

TEMPLATES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates").rglob("*.j2"))]


@dataclass(frozen=True)
class Line:
    """A build just before it is published."""

    comparison: Comparison
    catalogue: Catalogue
    charts: tuple[Chart, ...]
    pages: dict[str, str]
    prints: dict[str, str]
    table: str
    prose: str
    counts: dict[str, frozenset[str]]

    def problems(self) -> tuple[Problem, ...]:
        prose = {"methods.html": self.prose}
        pages, prints = tuple(self.pages.items()), tuple(self.prints.items())
        return gate(self.comparison, self.catalogue, self.charts, pages, prints, self.table, TEMPLATES, prose, self.counts)

    def page(self, address: str, old: str, new: str) -> Line:
        """The same with one stretch of a page changed."""
        assert self.pages[address].count(old) >= 1, f"{old} is not in {address}"
        return replace(self, pages=self.pages | {address: self.pages[address].replace(old, new, 1)})


def line(given: Settings, cache: Path) -> Line:
    settings = replace(given, site=cache / "site", cache=cache)
    with executor(1) as pool:
        remember = partial(Cache(cache / "results", code_digest()).map, pool)
        catalogue, records, _ = pipeline.read(settings, remember, pipeline.silent)
        comparison = pipeline.compare(records, catalogue)
        made, _ = steps.write_digests(steps.Build(settings, catalogue, comparison, remember, pipeline.silent))
        measured, _ = steps.write_accuracy(made, lambda files: remember(pipeline.reader(catalogue), files))
        made, _ = steps.compose_bulletins(made)
        methods = f"{steps.write_methods(made)[0]}\n{measured}"
        environment = html_environment(inner(settings.templates, "html"))
        pages, _ = every_page(comparison, made.digests, {}, methods, catalogue, environment, translator(CHINESE), (), remember)
    table = dict(steps.make_data(made))["data/facts.csv"].decode("utf-8-sig")
    prose = (steps.write_methods(made)[0] or "") + measured
    prints = {f"bulletins/{b.id}.pdf": b.html for b in made.bulletins}
    return Line(comparison, catalogue, charts_of(comparison), {p.route: p.html for p in pages}, prints, table, prose, {p.route: p.counts() for p in pages})


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """What a page reads like is remembered: each test changes one page, and has the gate look at all of them."""
    known: dict[tuple[str, str], tuple[VisibleStretch, ...]] = {}

    def remembered_stretches(page: str, html: str) -> tuple[VisibleStretch, ...]:
        if (page, html) not in known:
            known[page, html] = tuple(stretches(page, html))
        return known[page, html]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(number_gate, "stretches", remembered_stretches)
        yield


@pytest.fixture(scope="module")
def right(built: Built, tmp_path_factory) -> Line:
    return line(built.settings, remembered(built, tmp_path_factory.mktemp("gate") / "cache"))


def found(changed: Line) -> list[tuple[str, str, str]]:
    return [(p.code, p.where, dict(p.values).get("number", "")) for p in changed.problems()]


def test_what_is_published_passes(right: Line):
    assert found(right) == []


def test_real_reports_pass(real: Built, tmp_path: Path):
    assert found(line(real.settings, remembered(real, tmp_path / "cache"))) == []


def test_a_digit_changed_in_a_figure_is_found(right: Line):
    linked = re.search(r'<a href="\.\./\.\./reports/141081-2024-abridged\.html#p[0-9]+">12\.1%</a>', right.pages["topics/full/economy.html"])[0]
    changed = right.page("topics/full/economy.html", linked, linked.replace("12.1%", "12.7%"))
    assert found(changed) == [("gate.number", "topics/full/economy.html", "12.7%")]


def test_a_figure_that_leads_to_another_paragraph_is_found(right: Line):
    linked = re.search(r'<a href="\.\./\.\./reports/141081-2024-abridged\.html#p[0-9]+">12\.1%</a>', right.pages["topics/full/economy.html"])[0]
    elsewhere = re.sub(r"#p[0-9]+", "#p4", linked)
    assert found(right.page("topics/full/economy.html", linked, elsewhere)) == [("gate.number", "topics/full/economy.html", "12.1%")]


def test_a_sentence_beside_its_evidence_is_held_to_it(right: Line):
    page = next(a for a, text in right.pages.items() if a.startswith("topics/") and "（10,911人）" in text)
    assert found(right.page(page, "（10,911人）", "（10,912人）")) == [("gate.number", page, "10,912")]


def test_a_number_out_of_nowhere_is_found_on_every_kind_of_page(right: Line):
    for address in ("index.html", "topics/ecology.html", "topics/full/ecology.html", "places/141081.html", "reports/index.html", "data/index.html", "methods.html",
                    "reports/141081-2024-abridged.html", "indicators/gdp.html"):  # fmt: skip
        changed = right.page(address, "</main>", "<p>共 12345 个</p></main>")
        assert found(changed) == [("gate.number", address, "12345")], address


def test_a_quote_changed_in_one_character_is_found(right: Line):
    page = right.pages["topics/full/ecology.html"]
    quote = re.search(r"「([^」<]{12,})」（<a href", page)[1]
    changed = right.page("topics/full/ecology.html", quote, quote[:5] + "某" + quote[6:])
    assert [(p.code, p.where) for p in changed.problems()] == [("gate.quote", "topics/full/ecology.html")]


def test_text_of_a_report_changed_on_its_own_page_is_found(right: Line):
    address = "reports/141081-2024-abridged.html"
    assert ("gate.number", address, "14777") in found(right.page(address, "新增14家", "新增14777家"))


def test_a_mark_of_a_chart_that_is_no_fact_is_found(right: Line):
    chart = next(c for c in right.charts if c.kind == "dots")
    row = chart.rows[0]
    wrong = replace(chart, rows=(replace(row, marks=(replace(row.marks[0], value=Decimal("77.7")), *row.marks[1:])), *chart.rows[1:]))
    changed = replace(right, charts=tuple(wrong if c is chart else c for c in right.charts))
    assert ("gate.number", f"charts/{chart.id}.svg", "77.7") in found(changed)


def test_a_value_of_the_table_that_its_sentence_does_not_give_is_found(right: Line):
    changed = replace(right, table=right.table.replace("等于,189,,亿元", "等于,188,,亿元", 1))
    assert changed.table != right.table
    assert found(changed) == [("gate.value", "data/facts.csv", "188")]


def test_a_number_that_only_the_bulletin_has_is_found(right: Line):
    address = "bulletins/ecology.pdf"
    changed = replace(right, prints=right.prints | {address: right.prints[address].replace("</main>", "<p>98765</p></main>")})
    assert found(changed) == [("gate.number", address, "98765")]


@pytest.fixture
def editors(few: Built, tmp_path: Path):
    return desk_of_few(few, tmp_path, pdf=False)


@pytest.mark.parametrize(
    ("template", "line", "number"),
    [
        ("markdown/parts/topic-lead.md.j2", "合计{{ 12345 }}项", "12345"),
        ("markdown/parts/topic-lead.md.j2", '{{ dossiers[0].year|string|replace("202", "987") }}', "987"),
        ("html/indicators.html.j2", "<p>{{ given * 1000 + 7 }}</p>", "007"),
    ],
)
def test_a_build_with_a_template_that_prints_it_is_refused(editors, template: str, line: str, number: str):
    path = editors.templates / template
    text = path.read_text(encoding="utf-8")
    main = "{% block main %}"
    path.write_text(text.replace(main, main + line) if main in text else f"{text}\n{line}\n", encoding="utf-8")
    summary = pipeline.build(editors)
    assert not summary.published
    assert not editors.site.exists()
    said = [p for p in summary.problems if p.code == "gate.number"]
    assert said
    assert all(number in dict(p.values)["number"] for p in said)


def test_a_number_that_a_template_says_itself_is_published(editors):
    path = editors.templates / "markdown" / "parts" / "topic-lead.md.j2"
    path.write_text(path.read_text(encoding="utf-8") + "\n代码按 GB/T 2260 写成 98765。\n", encoding="utf-8")
    assert pipeline.build(editors).published


@pytest.mark.parametrize(
    ("quote", "value", "unit", "gives"),
    [
        ("职业技能培训开展4万余人次", "40000", "人", True),
        ("职业技能培训开展4万余人次", "50000", "人", False),
        ("粮食总产量达2.1亿公斤", "210000", "吨", True),
        ("粮食总产量达2.1亿公斤", "220000", "吨", False),
        ("治理水土流失面积4.5万亩", "30", "平方公里", True),
        ("治理水土流失面积4.5万亩", "31", "平方公里", False),
        ("卫生厕所改造两万座", "20000", "座", True),
        ("卫生厕所改造两万座", "30000", "座", False),
        ("收入与上年持平", "0", "%", True),
        ("收入增长较快", "0", "%", False),
        ("旅游收入翻一番", "100", "%", True),
        ("旅游收入翻一番", "200", "%", False),
        ("增速下降２．５％", "-2.5", "%", True),
        ("PM2.5浓度下降3%", "3", "%", True),
    ],
)
def test_a_sentence_gives_a_value(quote: str, value: str, unit: str, gives: bool):
    assert allowed_numbers.holds(quote, Decimal(value), unit) is gives


def test_numbers_as_they_are_written():
    assert numbers("10,911人，增长12.1%，提高6个百分点，1.2万亩") == {"10,911", "12.1%", "6个百分点", "1.2万"}
    assert numbers("五条产业链") == frozenset()


def test_literals_of_templates():
    assert allowed_numbers.literals(["{# 1 #}GB/T 2260 {{ 3 }}{% if 4 %}<h2 class='x5'>", "SHA-256"]) == {"2260", "256"}


def test_stretches_and_where_their_links_lead():
    (row,) = stretches("topics/a.html", '<tr><td>甲</td><td><a href="../reports/b.html#p1" title="x">5%</a></td></tr>')
    assert [(run.text, run.target) for run in row.runs if run.text.strip()] == [("甲", ""), ("5%", "reports/b.html#p1")]
    assert row.targets == ("reports/b.html#p1",)


def test_what_a_page_counts_is_asked_for_only_where_a_number_is_in_doubt(right: Line):
    ground = lay(right.comparison, right.catalogue, right.charts, TEMPLATES, {"methods.html": right.prose})
    asked: list[str] = []
    for page, html in right.pages.items():
        judged(ground, page, html, lambda: asked.append("") or frozenset())
    assert len(asked) < len(right.pages) / 4
    verdict = judged(ground, "index.html", right.pages["index.html"].replace("</main>", "<p>共 98765 个</p></main>"), lambda: frozenset({"98765"}))
    assert verdict.problems == () and "98765" in verdict.numbers
