"""Ids → addresses on the site, relative to its root: 141081-2024 → reports/141081-2024.html."""

from __future__ import annotations

import hashlib
import posixpath
from functools import lru_cache

from digest.model.catalogue import SiteSettings

INDEX = "index.html"
OVERVIEW_DIGEST = "overview.md"
TOPICS = "topics/index.html"
INDICATORS = "indicators/index.html"
PLACES = "places/index.html"
REPORTS = "reports/index.html"
DATA = "data/index.html"
METHODS = "methods.html"
ABOUT = "about.html"
SEARCH = "search.html"
COMPARE = "compare.html"
TASKS = "tasks/index.html"
PROJECTS = "projects/index.html"
PLEDGES = "pledges/index.html"
PROMISES = "promises/index.html"
GLOSSARY = "glossary.html"
BOARD = "board/index.html"
BOARD_DIGEST = "board/index.md"
BOARD_BULLETIN = "board"
WATCHED = "words/index.html"
BULLETINS = "bulletins/index.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
TRADITIONAL = "hant/"  # below it the same pages in traditional characters
RECORD_SCHEMA = "data/record.schema.json"
SUMMARY = "summary"  # the overview's bulletin: "overview" is a topic's id
STYLE = "assets/site.css"
FACTS_CSV = "data/facts.csv"
DATA_XLSX = "data/data.xlsx"
DATA_SQLITE = "data/data.sqlite"
DATA_PACKAGE = "data/datapackage.json"


def static(name: str) -> str:
    """logo.svg → static/logo.svg, a file of an editor's that is published as it stands"""
    return f"static/{name}"


def script(name: str) -> str:
    """tables → assets/tables.js"""
    return f"assets/{name}.js"


def topic_page(topic: str) -> str:
    """ecology → topics/ecology.html"""
    return f"topics/{topic}.html"


def topic_digest(topic: str) -> str:
    """ecology → topics/ecology.md, the Markdown beside the page"""
    return f"topics/{topic}.md"


def full_page(topic: str) -> str:
    """ecology → topics/full/ecology.html, all that is compared of a topic, where its own page is a brief"""
    return f"topics/full/{topic}.html"


def full_digest(topic: str) -> str:
    """ecology → topics/full/ecology.md"""
    return f"topics/full/{topic}.md"


def whole_of(page: str) -> str:
    """topics/ecology.html → topics/full/ecology.html, where all its tables stand; "" of any other page"""
    folder, _, name = page.rpartition("/")
    return f"{folder}/full/{name}" if folder == "topics" else ""


def leaf_of(address: str, number: int) -> str:
    """topics/full/ecology.html, 2 → topics/full/ecology-2.html, a further page of what is long; 1 → the address itself"""
    name, _, ending = address.rpartition(".")
    return address if number == 1 else f"{name}-{number}.{ending}"


def first_leaf(address: str) -> str:
    """topics/full/ecology-2.html → topics/full/ecology.html; any other address unchanged"""
    name, _, ending = address.rpartition(".")
    whole, mark, number = name.rpartition("-")
    return f"{whole}.{ending}" if mark and number.isdigit() and address.startswith("topics/full/") else address


def brief_of(digest: str) -> str:
    """topics/full/ecology.md → topics/ecology.md, on which editors write their notes for both; any other address unchanged"""
    return digest.replace("topics/full/", "topics/", 1)


def indicator_page(indicator: str) -> str:
    """gdp → indicators/gdp.html"""
    return f"indicators/{indicator}.html"


def place_page(code: str) -> str:
    """141081 → places/141081.html"""
    return f"places/{code}.html"


def place_digest(code: str) -> str:
    """141081 → places/141081.md"""
    return f"places/{code}.md"


def report_page(report: str) -> str:
    """141081-2024 → reports/141081-2024.html"""
    return f"reports/{report}.html"


def paragraph(report: str, paragraph: str) -> str:
    """141081-2024, p7 → reports/141081-2024.html#p7"""
    return f"{report_page(report)}#{paragraph}"


def projects_page(code: str, leaf: int = 1) -> str:
    """141081 → projects/141081.html, all projects of a place; 140000 → of a province, and the places below it; leaf 2 → …-2.html"""
    return f"projects/{_leaf(code, leaf)}.html"


def pledges_page(code: str, leaf: int = 1) -> str:
    """141081 → pledges/141081.html, all pledges of a place; ecology → pledges/ecology.html, those about a topic"""
    return f"pledges/{_leaf(code, leaf)}.html"


def promises_page(code: str, leaf: int = 1) -> str:
    """141081 → promises/141081.html, all that a place's reports undertook and what came of it"""
    return f"promises/{_leaf(code, leaf)}.html"


def terms_page(code: str, leaf: int = 1) -> str:
    """141081 → glossary/141081.html, the terms that one place explains"""
    return f"glossary/{_leaf(code, leaf)}.html"


def word_page(word: str, leaf: int = 1) -> str:
    """A watched word → words/w-0f3a29b1c4.html: who says it; the same in every build"""
    return f"words/{_leaf(f'w-{hashlib.sha256(word.encode()).hexdigest()[:10]}', leaf)}.html"


def tasks_page(leaf: int = 1) -> str:
    """The order of tasks in all places, leaf by leaf → tasks/index.html, tasks/2.html"""
    return TASKS if leaf == 1 else f"tasks/{leaf}.html"


def board_page(level: str, year: int, indicator: str = "", leaf: int = 1) -> str:
    """province, 2026 → board/province-2026.html; of the indicator urban_jobs board/province-2026-urban_jobs.html; leaf 2 → …-2.html"""
    return f"board/{_leaf('-'.join(filter(None, (level, str(year), indicator))), leaf)}.html"


def measure_page(policy: str, leaf: int = 1) -> str:
    """river_chiefs → words/river_chiefs.html, who speaks of a measure of policy"""
    return f"words/{_leaf(policy, leaf)}.html"


def _leaf(name: str, leaf: int) -> str:
    return name if leaf == 1 else f"{name}-{leaf}"


def term(term: str) -> str:
    """A term → the anchor of its entry in any glossary: t- and ten characters, the same in every build"""
    return f"t-{hashlib.sha256(term.encode()).hexdigest()[:10]}"


def search_part(name: str) -> str:
    """words/12 → search/words/12.js, a part of the index that the search page asks for"""
    return f"search/{name}.js"


def record(report: str) -> str:
    """141081-2024 → data/records/141081-2024.json"""
    return f"data/records/{report}.json"


def dataset(name: str, kind: str) -> str:
    """pledges, csv → data/pledges.csv"""
    return f"data/{name}.{kind}"


def chart(chart: str) -> str:
    """gdp-growth → charts/gdp-growth.svg"""
    return f"charts/{chart}.svg"


def narrow_chart(chart: str) -> str:
    """gdp-growth → charts/gdp-growth.narrow.svg, drawn for a telephone"""
    return f"charts/{chart}.narrow.svg"


def chart_png(chart: str) -> str:
    """gdp-growth → charts/gdp-growth.png"""
    return f"charts/{chart}.png"


def chart_csv(chart: str) -> str:
    """gdp-growth → charts/gdp-growth.csv, its values with their sentences"""
    return f"charts/{chart}.csv"


def chart_points(chart: str) -> str:
    """gdp-growth → charts/gdp-growth.js, its values for pointing at"""
    return f"charts/{chart}.js"


def bulletin(bulletin: str) -> str:
    """ecology → bulletins/ecology.pdf"""
    return f"bulletins/{bulletin}.pdf"


def word(bulletin: str) -> str:
    """ecology → bulletins/ecology.docx"""
    return f"bulletins/{bulletin}.docx"


def wechat(bulletin: str) -> str:
    """ecology → bulletins/ecology.wechat.html, to be pasted into the editor of 微信公众号"""
    return f"bulletins/{bulletin}.wechat.html"


def issue_page(issue: str) -> str:
    """county-ecology → bulletins/county-ecology.html, the page of an ordered bulletin"""
    return f"bulletins/{issue}.html"


def issue_digest(issue: str) -> str:
    """county-ecology → bulletins/county-ecology.md"""
    return f"bulletins/{issue}.md"


def tables_csv(page: str) -> str:
    """topics/ecology.html → topics/ecology.csv, what stands in the tables of a page"""
    return page.removesuffix(".html") + ".csv"


def compare_script(name: str) -> str:
    """141081 → compare/141081.js, what the compare page loads of a place; index → what it knows of all"""
    return f"compare/{name}.js"


def section_script(dossier: str) -> str:
    """141081-2024 → sections/141081-2024.js, the texts of its sections that the compare page loads"""
    return f"sections/{dossier}.js"


def traditional(page: str) -> str:
    """topics/ecology.html → hant/topics/ecology.html"""
    return TRADITIONAL + page


def relative(page: str, target: str) -> str:
    """A page and an address, both from the root → the address as a link on that page, which also works from a folder on disk.

    topics/ecology.html, reports/141081-2024.html#p7 → ../reports/141081-2024.html#p7
    """
    path, mark, anchor = target.partition("#")
    if path == page:
        return mark + anchor if mark else posixpath.basename(path)
    return _way(posixpath.dirname(page) or ".", path) + mark + anchor


@lru_cache(maxsize=100_000)  # a page leads to one report many times
def _way(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder)


def absolute(site: SiteSettings, route: str) -> str:
    """https://a.cn/b/, topics/index.html → https://a.cn/b/topics/index.html; "" where the site has no address."""
    return f"{site.url.rstrip('/')}/{'' if route == INDEX else route}" if site.url else ""
