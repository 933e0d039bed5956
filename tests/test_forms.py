"""The forms of a digest say the same: what is read back from each is what the comparison holds, figure by figure."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

import pytest

from digest.bulletins.block_model import Handout
from digest.bulletins.pdf_bulletin import lay_out
from digest.bulletins.wechat import to_wechat
from digest.bulletins.word import to_word
from digest.compare.comparisons import compare
from digest.model.build import Settings
from digest.model.comparison import TopicComparison
from digest.pipeline import read, silent
from digest.render.markdown import to_html
from digest.system.cache import Cache
from digest.system.inputs import code_digest
from digest.system.parallel import Serial
from tests import forms
from tests.conftest import Built
from tests.test_bulletins import composed, needs_pango
from tests.test_word import TEMPLATE
from tests.typesetting import made

LEADING = ("ecology", "livelihoods", "projects")
TABLE = """<h2 id="b">指标对比</h2>
<h3 id="c">总量：造林面积</h3>
<div class="table"><table><thead><tr><th scope="col">地区</th><th scope="col">报告年份</th><th class="right" scope="col">造林面积·完成</th></tr></thead>
<tbody><tr><th scope="row">侯马市</th><td class="right">2024</td><td class="right"><a href="../reports/141081-2024.html#p7">{}</a></td></tr></tbody></table></div>"""


@cache
def topics(settings: Settings) -> dict[str, TopicComparison]:
    remember = partial(Cache(settings.cache / "results", code_digest()).map, Serial())
    catalogue, records, _ = read(settings, remember, silent)
    assert catalogue is not None
    return {topic.topic.id: topic for topic in compare(records, catalogue).topics}


def read_back(site: Path, topic: str, form: str) -> forms.Items:
    """The whole text of a topic in a form → its headings and tables. On paper it is published by order only, so that is made here."""
    text = (site / "topics" / "full" / f"{topic}.md").read_text(encoding="utf-8")
    if form == "markdown":
        return forms.markdown(text)
    if form == "page":
        return forms.page((site / "topics" / "full" / f"{topic}.html").read_text(encoding="utf-8"))
    bulletin = composed(to_html(text))
    handout = Handout(topic, "题", bulletin.html, "各地工作比较")
    if form == "wechat":
        return forms.page(to_wechat(handout))
    if form == "word":
        return forms.word(to_word(TEMPLATE, handout))
    data, problems = lay_out(made(), bulletin)
    assert data is not None, problems
    return forms.pdf(data)


@pytest.mark.parametrize("form", ["markdown", "page", "word", "wechat", pytest.param("pdf", marks=needs_pango)])
@pytest.mark.parametrize("topic", LEADING)
def test_each_form_says_what_the_comparison_holds(built: Built, topic: str, form: str) -> None:
    compared, drawn = forms.expected(topics(built.settings)[topic])
    said, beside = forms.found(read_back(built.site, topic, form))
    assert len(compared) > 20
    assert said == compared
    # on paper a table beside a chart is left out where its figures have been printed before
    assert beside == drawn or (form in ("pdf", "word", "wechat") and beside < drawn)


def of_table(value: str, form: str) -> frozenset[forms.Said]:
    """A table with one figure in it, made and read back."""
    bulletin = composed(TABLE.format(value))
    handout = Handout("a", "题", bulletin.html, "各地工作比较")
    if form == "pdf":
        data, problems = lay_out(made(), bulletin)
        assert data is not None, problems
        return forms.found(forms.pdf(data))[0]
    if form == "word":
        return forms.found(forms.word(to_word(TEMPLATE, handout)))[0]
    return forms.found(forms.page(to_wechat(handout) if form == "wechat" else TABLE.format(value)))[0]


def one(value: str, bound: str = "=", high: str = "", unit: str = "亩") -> frozenset[forms.Said]:
    low = forms.Decimal(value)
    return frozenset({forms.Said("造林面积·总量", "actual", "侯马市", 2024, low, forms.Decimal(high) if high else low, unit, bound)})


@pytest.mark.parametrize("form", ["page", "word", "wechat", pytest.param("pdf", marks=needs_pango)])
def test_a_figure_that_was_changed_in_one_form_is_found(form: str) -> None:
    assert of_table("≥1.2万亩", form) == one("12000", ">=")
    assert of_table("≥1.3万亩", form) != one("12000", ">=")
    assert of_table("1.2万亩", form) != one("12000", ">=")


@pytest.mark.parametrize(
    ("cell", "value", "high", "unit", "bound"),
    [
        ("6100亩", "6100", "", "亩", "="),
        ("约641万人次", "6410000", "", "人次", "~"),
        ("5%—5.5%", "5", "5.5", "%", "range"),
        ("力争12%", "12", "", "%", "="),
        ("-2%", "-2", "", "%", "="),
        ("下降2%以上", "-2", "", "%", ">="),
        ("189.5亿元（预计）", "18950000000", "", "元", "="),
        ("4500万元", "45000000", "", "元", "="),
        ("≤3.5%", "3.5", "", "%", "<="),
        ("6个百分点", "6", "", "%", "="),
        ("42,469元", "42469", "", "元", "="),
    ],
)  # fmt: skip
def test_how_a_cell_is_read(cell: str, value: str, high: str, unit: str, bound: str) -> None:
    assert of_table(cell, "page") == one(value, bound, high, unit)


@pytest.mark.parametrize("cell", ["节选未含", "未提及", "原文缺损", "—", ""])
def test_a_cell_without_a_figure(cell: str) -> None:
    assert of_table(cell, "page") == frozenset()


def test_several_figures_in_a_cell() -> None:
    assert of_table("待核：6100亩 / 6200亩", "page") == one("6100") | one("6200")
    assert of_table("6100亩、力争7000亩", "page") == one("6100") | one("7000")
