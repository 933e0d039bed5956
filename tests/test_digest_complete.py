"""No indicator that two places share is missing from the digest of its topic: measured against what readers found by hand.

Of every topic and measure: what the labels (not the program) say that two or more places give, of the year that a digest compares,
stands in the text of the digest, each place's value under the indicator's name and linked to the paragraph that says it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from digest.compare.comparisons import compare
from digest.compare.editions import admitted
from digest.model.catalogue import Indicator
from digest.model.comparison import Comparison
from digest.model.report import Fact
from digest.pipeline import analyse
from digest.render.digests import full_digest
from digest.render.filters import figure
from digest.render.templates import markdown_environment
from tests.reading import ROOT, SHARED, catalogue

ORIGINALS = (SHARED / "score" / "gold", SHARED / "reports" / "seeds")
SHIPPED = (ROOT / "content" / "gold", ROOT / "content" / "reports")
FOLDER = ROOT / "templates" / "markdown"
# [≥97%](../reports/140802-2024.html#p9)      must not: [盐湖区](../places/140802.html), [盐湖区2024](../reports/140802-2024.html)
FIGURE = re.compile(r"\[(?P<shown>[^\[\]]{1,40})\]\(\.\./reports/(?P<report>[0-9a-z-]{1,60})\.html#(?P<paragraph>p[0-9]{1,4})\)")


@dataclass(frozen=True)
class Given:
    """A value that the labels give for a place: how a digest writes it, and the words of its report that say it."""

    indicator: Indicator
    measure: str
    place: str
    kind: str
    shown: str
    quotes: frozenset[str]
    exact: bool


@cache
def compared(labels: Path, reports: Path) -> tuple[Comparison, dict[str, str], dict[tuple[str, str], str]]:
    """Labels and reports → the comparison of the reports that are labelled, its digests by topic, its paragraphs."""
    files = [reports / gold["file"] for gold in read(labels)]
    records, _ = admitted(record for path in files if (record := analyse(catalogue(), path.name, path.read_bytes())[0]))
    comparison = compare(records, catalogue())
    sources = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in FOLDER.rglob("*.j2")}
    environment = markdown_environment(sources, "templates/markdown")
    digests = {t.topic.id: (full_digest(environment, t)[0] or "").replace("](../../", "](../") for t in comparison.topics}
    paragraphs = {(r.report.id, p.id): p.shown for d in comparison.dossiers for r in d.editions for p in r.report.paragraphs}
    return comparison, digests, paragraphs


def read(labels: Path) -> list[dict]:
    return [json.loads(path.read_text("utf-8"), parse_float=Decimal, parse_int=Decimal) for path in sorted(labels.glob("*.json"))]


def shared(labels: list[dict], reports: Path = SHIPPED[1]) -> Iterator[Given]:
    """Labels → the values of indicators that two or more places give in one measure, of the years that a digest compares.

    An exact value makes the bounds beside it superfluous: a digest prints it alone. What is told as a part of a value (其中……) is
    none of the whole place.
    """
    indicators = {indicator.id: indicator for indicator in catalogue().indicators}
    found: dict[tuple, dict[tuple, set[str]]] = defaultdict(lambda: defaultdict(set))
    for gold in labels:
        place, year = gold["meta"]["place"], int(gold["meta"]["year"])
        text = plain((reports / gold["file"]).read_text("utf-8")) if "file" in gold else ""
        for f in gold["facts"]:
            if f["year"] == year - (f["kind"] == "actual") and not _is_part(f["quote"], text):
                value = Decimal(f["value"])
                fact = Fact(f["indicator"], f["measure"], value, f["unit"], f["bound"], f["kind"], int(f["year"]), (), high(f))
                found[f["indicator"], f["measure"]][place, year, f["kind"], figure(fact), f["bound"] == "="].add(f["quote"])
    for (id, measure), values in sorted(found.items()):
        if id in indicators and len({place for place, *_ in values}) > 1:
            for (place, year, kind, shown, exact), quotes in sorted(values.items()):
                others = any(v[:3] == (place, year, kind) and v[4] for v in values)
                if exact or not others:
                    yield Given(indicators[id], measure, place, kind, shown, frozenset(map(plain, quotes)), exact)


def _is_part(quote: str, text: str) -> bool:
    return quote.startswith("其中") or f"其中{plain(quote)}" in text


def high(fact: dict) -> Decimal | None:
    return Decimal(fact["high"]) if fact.get("high") is not None else None


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def missing(givens: Iterable[Given], digests: dict[str, str], paragraphs: dict[tuple[str, str], str]) -> list[str]:
    """What should stand in the digests and does not. Sections are told apart by their headings."""
    sections = {topic: re.split(r"^#{2,3} ", text, flags=re.M) for topic, text in digests.items()}
    return [
        f"{g.indicator.topic}: {g.indicator.name} ({g.measure}) {g.place} {g.kind} {g.shown} “{min(g.quotes)}”"
        for g in givens
        if not any(g.indicator.name in section and _said(g, section, paragraphs) for section in sections[g.indicator.topic])
    ]


def _said(given: Given, section: str, paragraphs: dict[tuple[str, str], str]) -> bool:
    return any(
        m["shown"] == given.shown and any(quote in plain(paragraphs[m["report"], m["paragraph"]]) for quote in given.quotes)
        for m in FIGURE.finditer(section)
    )


@pytest.mark.parametrize("folders", [pytest.param(ORIGINALS, id="originals"), pytest.param(SHIPPED, id="shipped")])
def test_what_two_places_share_stands_in_the_digest(folders: tuple[Path, Path]) -> None:
    labels, reports = folders
    if not labels.is_dir() or not reports.is_dir():
        pytest.skip("the reports are not on this machine")
    _, digests, paragraphs = compared(labels, reports)
    givens = list(shared(read(labels), reports))
    assert len(givens) >= 40, "too few to show anything"
    assert missing(givens, digests, paragraphs) == []


def test_a_digest_without_its_figures_is_caught() -> None:
    _, digests, paragraphs = compared(*SHIPPED)
    givens = [g for g in shared(read(SHIPPED[0])) if g.indicator.topic == "ecology"]
    bare = digests | {"ecology": "\n".join(line for line in digests["ecology"].splitlines() if not FIGURE.search(line))}
    assert len(missing(givens, bare, paragraphs)) == len(givens) > 0


def test_a_digest_without_one_indicator_is_caught() -> None:
    _, digests, paragraphs = compared(*SHIPPED)
    givens = [g for g in shared(read(SHIPPED[0])) if g.indicator.topic == "ecology"]
    gone = digests | {"ecology": digests["ecology"].replace("造林面积", "某项指标")}
    assert {text.split()[1] for text in missing(givens, gone, paragraphs)} == {"造林面积"}


def test_a_value_linked_to_another_paragraph_is_caught() -> None:
    _, digests, paragraphs = compared(*SHIPPED)
    givens = [g for g in shared(read(SHIPPED[0])) if g.indicator.topic == "ecology"]
    wrong = digests | {"ecology": re.sub(r"#p[0-9]+\)", "#p1)", digests["ecology"])}
    assert len(missing(givens, wrong, paragraphs)) == len(givens)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param({"place": "乙县"}, 2, id="two places"),
        pytest.param({"place": "甲县"}, 0, id="one place alone"),
        pytest.param({"place": "乙县", "measure": "growth"}, 0, id="another measure"),
        pytest.param({"place": "乙县", "year": 2021}, 0, id="a year that no column means"),
        pytest.param({"place": "乙县", "quote": "其中造林1亩"}, 0, id="a part of it"),
    ],
)
def test_what_two_places_share(second: dict, found: int) -> None:
    base = {
        "quote": "造林1亩",
        "indicator": "afforestation",
        "measure": "level",
        "value": 1,
        "unit": "亩",
        "bound": "=",
        "kind": "target",
        "year": 2024,
    }
    other = base | {key: value for key, value in second.items() if key != "place"}
    labels = [{"meta": {"place": p, "year": 2024}, "facts": [f]} for p, f in (("甲县", base), (second["place"], other))]
    assert len(list(shared(labels))) == found
