"""What a site has published, read back from its files alone: what its pages say, and the data that it must rest on.

Nothing here is taken from the program that made the pages. Two readers of one table would make the same mistake twice.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

CONTENT = Path(__file__).parents[1] / "content"
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)[^()]*\)")  # [侯马市](../places/141081.html); not 「（原文）」
PICTURE = re.compile(r'!\[([^\[\]]*)\]\([^()\s]* ?(?:"([^"]*)")?\)')  # ![造林面积。……](../charts/x.svg "造林面积（单位：亩）")
PLACE = re.compile(r"places/(\d{6})\.html$")
PASSAGE = re.compile(r"reports/([\w-]+)\.html#(p\d+)$")  # ../reports/141081-2024.html#p31; not ../reports/index.html
INDICATOR = re.compile(r"indicators/(\w+)\.html")
LARGE = {"": 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}
UNIT = re.compile(r"(万亿|万|亿)?(.*)")
AMOUNT = re.compile(r"(?P<bound>[≥≤约]?)\s*(?P<sign>[-－−]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?:[—–~至-](?P<high>\d[\d,]*(?:\.\d+)?))?(?P<unit>[^\d\s，；、/）（(\[]*)")
BOUNDS = {"等于": "=", "不低于": ">=", "不超过": "<=", "约": "~", "区间": "range"}
INFINITE = float("inf")


@dataclass(frozen=True)
class Value:
    """A printed or a published amount, in single units (9.5万亩 → 95000 亩): from where to where the truth may lie."""

    low: float
    high: float
    near: float
    unit: str = ""

    @property
    def open(self) -> bool:
        return self.low != self.high


def value(bound: str, number: float, high: float | None, unit: str) -> Value:
    """“>=”, 6, "%" → from 6 without end. A “约” is taken at its number: what 左右 allows is nobody's to say."""
    large, bare = UNIT.match(unit).groups()  # type: ignore[union-attr]
    factor = LARGE[large or ""]
    number = round(number * factor, 6)
    low = -INFINITE if bound == "<=" else number
    top = INFINITE if bound == ">=" else (round(high * factor, 6) if high is not None else number)
    return Value(low, top, number, bare)


def printed(text: str) -> Value | None:
    """“增长12%以上” → from 12 %; “下降4%” → -4 %; “≥400亿元” → from 40,000,000,000 元; nothing where there is no number."""
    found = AMOUNT.search(text)
    if not found:
        return None
    unit = re.sub(r"(以上|以内|左右|及以上|以下).*", "", found["unit"])
    number, high = (float(one.replace(",", "")) if one else None for one in (found["number"], found["high"]))
    assert number is not None
    rest = text[found.end() - len(found["unit"]) :]
    bound = {"≥": ">=", "≤": "<=", "约": "~"}.get(found["bound"], "=")
    bound = ">=" if "以上" in rest else "<=" if "以内" in rest or "以下" in rest else bound
    falls = bool(found["sign"]) or "下降" in text[: found.start()]
    made = value(bound, number, high, unit)
    return mirrored(made) if falls else made


def mirrored(amount: Value) -> Value:
    """The same amount downwards: 3 or more → -3 or less."""
    return replace(amount, low=-amount.high, high=-amount.low, near=-amount.near)


@dataclass(frozen=True)
class Fact:
    """A row of facts.csv."""

    place: str
    report: str
    report_year: int
    indicator: str
    name: str
    measure: str
    kind: str
    year: int | None
    value: Value
    said: str
    quote: str
    passages: tuple[str, ...]

    @property
    def stretch(self) -> bool:
        return "力争" in self.said


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, a caption or a row of a table, with its links; a row knows its heading cells."""

    page: str
    section: str
    text: str
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        return LINK.sub(r"\1", self.text).replace("**", "")


@dataclass(frozen=True)
class Site:
    facts: tuple[Fact, ...]
    records: Mapping[str, dict]
    parents: Mapping[str, str]
    levels: Mapping[str, str]
    blocks: tuple[Block, ...]
    compared: tuple[tuple[str, str, str], ...] = ()  # of the page that compares: a place's code, what is shown, the address of its passage

    @cached_property
    def codes(self) -> dict[str, str]:
        """Every name under which a page links to a place → its code."""
        found = {name: target[1] for block in self.blocks for name, url in LINK.findall(block.text) if (target := PLACE.search(url))}
        return {name: code for name, code in found.items() if name}

    @cached_property
    def columns(self) -> dict[tuple[str, str, str, int | None], tuple[Fact, ...]]:
        """(indicator, measure, kind, year) → the facts that may be set beside each other."""
        grouped = defaultdict(list)
        for fact in self.facts:
            grouped[fact.indicator, fact.measure, fact.kind, fact.year].append(fact)
        return {key: tuple(fact for fact in facts if not superfluous(fact, facts)) for key, facts in grouped.items()}

    @cached_property
    def tables(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The names that a page may give to an indicator in one of its measures → which these can be: “地区生产总值增速” → (gdp, 增速)."""
        measures = defaultdict(set)
        for fact in self.facts:
            measures[fact.indicator, fact.name].add(fact.measure)
        names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (indicator, name), known in measures.items():
            for measure in known:
                names[name + measure].append((indicator, measure))
            bare = next(measure for measure in ("总量", "占比", "增速", "变动") if measure in known)
            names[name].append((indicator, bare))
        return {name: tuple(found) for name, found in names.items()}

    def above(self, code: str) -> Iterable[str]:
        while code := self.parents.get(code, ""):
            yield code


def superfluous(fact: Fact, beside: Iterable[Fact]) -> bool:
    """Whether a bound says no more than an exact value of the same place that keeps it: 首次突破2万元、达到20793元; not beside 19,000."""
    exact = [other.value for other in beside if other.place == fact.place and other.stretch == fact.stretch and not other.value.open]
    return fact.value.open and bool(exact) and all(fact.value.low <= value.near <= fact.value.high for value in exact)


def _fact(row: dict[str, str]) -> Fact:
    number, high = float(row["数值"]), float(row["上限"]) if row["上限"] else None
    fall = number < 0 and row["口径"] in ("增速", "变动")  # the data say a bound as the text does: “下降3%以上” is -3, 不低于
    amount = value(BOUNDS[row["限定"]], abs(number) if fall else number, abs(high) if fall and high is not None else high, row["单位"])
    links = (row["链接"], *row["另见"].split())
    return Fact(row["地区代码"], row["报告"], int(row["报告年份"]), row["指标代码"], row["指标"], row["口径"], row["性质"], int(row["数值年份"]) if row["数值年份"] else None,
                mirrored(amount) if fall else amount, row["说明"], row["原句"], tuple(link.removeprefix("reports/") for link in links))  # fmt: skip


def markdown_blocks(page: str, text: str) -> Iterable[Block]:
    section, heads = "", ()
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("#"):
            section, heads = line.lstrip("# "), ()
        elif line.startswith("|"):
            cells = tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
            if not heads:
                heads = cells
            elif not all(set(cell) <= set(":- ") for cell in cells):
                yield Block(page, section, line, heads, cells)
        elif line:
            heads = ()
            for alt, title in PICTURE.findall(line):
                yield Block(page, section, html.unescape(f"{title.split('（单位')[0]}。{alt}"))
            if rest := PICTURE.sub("", line).removeprefix("- ").strip():
                yield Block(page, section, html.unescape(rest))


SKIPPED = re.compile(r"<(script|style|head)\b.*?</\1>", re.S)
LINE = re.compile(r"</?(?:p|li|h\d|td|th|tr|div|section|figcaption|summary|dd|dt|title)\b[^>]*>")
ANCHOR = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.S)
LABELLED = re.compile(r'<td[^>]* data-label="下一年的报告">(?=<a)')
ALTERNATIVE = re.compile(r'\b(?:alt|aria-label)="([^"]*)"')


def html_blocks(page: str, text: str) -> Iterable[Block]:
    """What a page says in words, and what is said instead of its pictures; no table is read from it, the Markdown has them."""
    for said in ALTERNATIVE.findall(text):
        yield Block(page, "", html.unescape(said))
    text = LABELLED.sub("<td>下一年的报告：", text)
    linked = ANCHOR.sub(lambda a: f"[{re.sub('<[^>]+>', '', a[2])}]({a[1]})", SKIPPED.sub("", text))
    for line in LINE.split(linked):
        if plain := " ".join(html.unescape(re.sub(r"<[^>]+>", "", line)).split()):
            yield Block(page, "", plain)


def compared(data: dict) -> Iterable[tuple[str, str, str]]:
    """Every value that the page of comparison shows of a place."""
    for cells in (cells for report in data["reports"] for cells in report["figures"].values()):
        for shown in (one for cell in cells if isinstance(cell, dict) for one in cell.get("facts", ())):
            yield data["code"], shown[0], shown[2]


def read_site(site: Path) -> Site:
    """Everything but the reports' own pages, whose words are the governments', and the pages converted to traditional characters."""
    with (site / "data/facts.csv").open(encoding="utf-8-sig", newline="") as file:
        facts = tuple(_fact(row) for row in csv.DictReader(file))
    records = {record["id"]: record for path in sorted((site / "data/records").glob("*.json")) for record in [json.loads(path.read_text("utf-8"))]}
    with (CONTENT / "places.csv").open(encoding="utf-8-sig", newline="") as file:
        places = list(csv.DictReader(file))
    blocks = [block for path in sorted(site.rglob("*.md")) for block in markdown_blocks(str(path.relative_to(site)), path.read_text("utf-8"))]
    for path in sorted(site.rglob("*.html")):
        page = str(path.relative_to(site))
        if not page.startswith(("hant/", "reports/", "data/")):
            blocks += html_blocks(page, path.read_text("utf-8"))
    parents = {place["code"]: place["parent"] for place in places if place["parent"]}
    levels = {place["code"]: place["level"] for place in places}
    levels |= {record["meta"]["code"]: record["meta"]["level"] for record in records.values()}
    scripts = [path.read_text("utf-8") for path in sorted(site.glob("compare/[0-9]*.js"))]
    shown = [one for script in scripts for one in compared(json.loads(script[script.index("{") : script.rindex("}") + 1]))]
    return Site(facts, records, parents, levels, tuple(blocks), tuple(shown))
