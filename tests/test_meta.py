"""What a page says about itself: citations, data for machines, its own address, the page about the site."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from digest.compare.comparisons import compare
from digest.content.catalogue_files import load_catalogue
from digest.model.catalogue import SiteSettings
from digest.model.written import iso_date
from digest.pages.citations import DATASET, cite
from digest.pages.cited_works import data_work, report_work
from digest.pages.linked_data import json_ld
from digest.render import routes
from digest.render.templates import html_environment
from tests.printed_site import printed_site
from tests.test_pages import CATALOGUE, HOSTILE, TEMPLATES, record

SITE = SiteSettings(title="报告比较", publisher="某机构", about="各地报告。", data_date="2024年3月", licence="CC BY 4.0", licence_url="https://a.org/by")


class Head(HTMLParser):
    """A page → its meta elements by name or property, its links by relation, its data for machines."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.data = ""
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[named.get("property") or named.get("name", "")] = named.get("content", "")
        elif tag == "link":
            self.links.append((named["rel"] + named.get("hreflang", ""), named["href"]))
        self.inside = tag == "script" and named.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        self.data += data if self.inside else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def pages(site: SiteSettings) -> dict[str, str]:
    catalogue = replace(CATALOGUE, site=site)
    made, problems = printed_site(compare((record(),), catalogue), (), {}, "# 方法\n", catalogue, html_environment(TEMPLATES / "html"))
    assert problems == ()
    return dict(made)


@pytest.mark.parametrize(
    ("known", "entry"),
    [
        (("尹明星", "侯马市2024年政府工作报告", "博县网", "2024-03-12", "https://x.cn/1"), "尹明星. 侯马市2024年政府工作报告[EB/OL]. 博县网（2024-03-12）[引用日期]. https://x.cn/1."),
        (("甲市人民政府", "报告", "甲市人民政府", "2024-03", "https://x.cn/1"), "甲市人民政府. 报告[EB/OL]. （2024-03）[引用日期]. https://x.cn/1."),
        (("", "报告", "", "", ""), "报告[EB/OL]. [引用日期]. 本页网址."),
        (("某机构", "数据", "某机构", "2024", "https://x.cn/", DATASET), "某机构. 数据[DS/OL]. （2024）[引用日期]. https://x.cn/."),
    ],
)
def test_citations_have_the_form_of_the_standard(known: tuple[str, ...], entry: str) -> None:
    assert cite(*known).text == entry


@pytest.mark.parametrize(
    ("text", "date"),
    [("2025年1月13日", "2025-01-13"), ("2024年3月", "2024-03"), ("2024-03-12", "2024-03-12"), ("2024-03", "2024-03"), ("2025年春", ""), ("三月", ""), ("", "")],
)
def test_dates_as_they_are_written(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize("hostile", [HOSTILE, "</script><script>alert(1)</script>", "<!--", "]]>", "\u2028", "&lt;/script&gt;"])
def test_data_for_machines_never_end_their_element(hostile: str) -> None:
    text = json_ld([{"@type": "Report", "name": hostile, hostile: "x"}])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == hostile


def test_what_is_empty_is_not_told() -> None:
    assert json.loads(json_ld([{"@type": "WebSite", "name": "甲", "url": "", "publisher": {}}]))["@graph"] == [{"@type": "WebSite", "name": "甲"}]


def test_a_report_is_cited_as_itself_where_it_was_found() -> None:
    one = record()
    dossier = compare((one,), CATALOGUE).dossiers[0]
    found = replace(one, report=replace(one.report, meta=replace(one.report.meta, url="https://x.cn/1", publisher="某网", speaker="张三", delivered="2024-03-12")))
    assert report_work(found, dossier, "题", SITE).citation.text == "张三. 题[EB/OL]. 某网（2024-03-12）[引用日期]. https://x.cn/1."
    ours = replace(found, report=replace(found.report, meta=replace(found.report.meta, url="", speaker="")))
    assert report_work(ours, dossier, "题", SITE).citation.text == "甲市人民政府. 题[EB/OL]. 某机构（2024-03-12）[引用日期]. 本页网址."
    away = replace(found, report=replace(found.report, meta=replace(found.report.meta, url="javascript:alert(1)")))
    assert "javascript" not in report_work(away, dossier, "题", SITE).citation.text


def test_the_data_are_one_set_with_all_that_a_search_asks_for() -> None:
    node = data_work(compare((record(),), CATALOGUE), SITE).node
    assert node["license"] == "https://a.org/by" and node["temporalCoverage"] == "2024"
    assert [place["name"] for place in node["spatialCoverage"]] == ["甲市"]
    assert "地区生产总值增速" in {one["name"] for one in node["variableMeasured"]}
    assert {one["contentUrl"] for one in node["distribution"]} >= {"facts.csv", "facts.json", "data.xlsx", "data.sqlite"}


def test_without_an_address_a_page_names_none() -> None:
    for route, html in pages(SITE).items():
        head = Head(html)
        assert "og:url" not in head.meta and not [link for link in head.links if link[0].startswith("canonical")], route
        assert head.meta["og:title"] and head.meta["og:type"] in ("website", "article") and head.meta["og:locale"] == "zh_CN"
        assert ("alternate", routes.relative(route, routes.FEED)) in head.links
        assert json.loads(head.data)["@context"] == "https://schema.org"
        assert "BreadcrumbList" not in head.data and "https://" not in head.data.replace("https://schema.org", "").replace(SITE.licence_url, "")


def test_with_an_address_every_page_names_its_own_in_both_editions() -> None:
    for route, html in pages(replace(SITE, url="https://a.cn/b/", traditional=True)).items():
        head = Head(html)
        own = "https://a.cn/b/" + ("" if route == routes.INDEX else route)
        assert head.meta["og:url"] == own
        assert ("canonical", own) in head.links and ("alternatezh-Hans", own) in head.links
        assert ("alternatezh-Hant", f"https://a.cn/b/hant/{route}") in head.links
        steps = [node for node in json.loads(head.data)["@graph"] if node["@type"] == "BreadcrumbList"]
        assert [step["itemListElement"][-1]["item"] for step in steps] == ([own] if route != routes.INDEX else [])


def test_every_page_but_those_that_readers_make_can_be_cited() -> None:
    for route, html in pages(SITE).items():
        asked = route in (routes.SEARCH, routes.COMPARE)
        assert html.count('class="citation"') == (0 if asked else 1), route


def test_the_page_about_the_site_says_what_the_settings_say() -> None:
    html = pages(replace(SITE, contact="bao@a.cn"))[routes.ABOUT]
    assert '<a href="https://a.org/by" rel="license noopener">CC BY 4.0</a>' in html and "各地报告。" in html
    assert '<a href="mailto:bao@a.cn">bao@a.cn</a>' in html
    bare = pages(SiteSettings(title=""))[routes.ABOUT]
    assert "许可发布" not in bare and "联系" not in bare and re.search(r"<h1[ >]", bare)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("contact: bao@example.org", []),
        ("contact: https://example.org/issues", []),
        ("contact: bao at example.org", ["content.contact"]),
        ("licence_url: creativecommons.org", ["content.url"]),
        ("licence_url: https://creativecommons.org/", []),
        ("traditional: 是", ["content.value"]),
    ],
)
def test_wrong_settings_are_told_by_their_line(tmp_path: Path, line: str, codes: list[str]) -> None:
    (tmp_path / "site.yaml").write_text(f"title: 比较\n{line}\n", "utf-8")
    problems = [p for p in load_catalogue(tmp_path)[1] if p.where.endswith("site.yaml")]
    assert [(p.line, bool(p.code)) for p in problems] == [(2, True)] * len(codes), problems
    assert {p.code for p in problems} <= set(codes) or codes == ["content.value"]


def test_about_is_content(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path)[0].about == ""
    (tmp_path / "about.md").write_text("# 我们\n", "utf-8")
    assert load_catalogue(tmp_path)[0].about == "# 我们\n"
