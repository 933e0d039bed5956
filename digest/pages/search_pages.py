"""Reports → the search page, its index, and the texts of the paragraphs that it finds.

Everything is a script that calls one function, searchPart(name, data), since a page opened from a disk may load scripts and nothing
else. Each carries only what the browser asks for: nothing before the first key is struck, then the list of reports, the shards of the
words that were typed, and the texts of the reports whose paragraphs are shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from digest.chinese.traditional import simplified_of
from digest.compare.word_uses import standing_of
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.model.report import Report
from digest.pages.page_frame import frame
from digest.render import filters, routes
from digest.search.index import SEGMENT, SHARD, merged, runs, shards
from digest.search.searched_units import Unit, units_of

Files = tuple[tuple[str, bytes], ...]  # address on the site, bytes


@dataclass(frozen=True, slots=True)
class Searched:
    """A report with the dossier it belongs to, and its units in the order of its page."""

    dossier: Dossier
    report: Report
    units: tuple[Unit, ...]


def search_values(catalogue: Catalogue) -> dict[str, object]:
    """→ the values of search.html.j2."""
    page = routes.SEARCH
    others = {"reports": routes.REPORTS, "topics": routes.TOPICS, "indicators": routes.INDICATORS, "places": routes.PLACES, "data": routes.DATA}
    return {
        "frame": frame(page, "搜索", "search", catalogue.site, page, "在各地政府工作报告的全文中查找字词。"),
        "here": routes.relative(page, page),
        **{name: routes.relative(page, other) for name, other in others.items()},
    }


def searched(comparison: Comparison) -> tuple[Searched, ...]:
    """→ every edition of every report, in the order in which what is found in them is shown: the newest first, then by place."""
    return of_dossiers(comparison.dossiers)


def of_dossiers(dossiers: Iterable[Dossier]) -> tuple[Searched, ...]:
    """The same of dossiers in any order."""
    ordered = sorted(dossiers, key=lambda d: (-d.year, d.place.code, d.id))
    return tuple(Searched(d, record.report, _readable_units(record.report)) for d in ordered for record in d.editions)


def segments(reports: Iterable[Searched]) -> tuple[tuple[str, ...], ...]:
    """Reports → the texts of each segment: reports of one year, so that a new one changes the index of its own year alone."""
    return tuple(tuple(unit.text for report in run for unit in report.units) for run in _runs_of_year(reports))


def search_files(reports: tuple[Searched, ...], indexed: Iterable[str], catalogue: Catalogue) -> Files:
    """Reports, and the index of each of their segments → the scripts of search."""
    cut = tuple(shards(merged(indexed)))
    version = _version_of(text for _, text in cut)
    known = frozenset().union(*(set(text) for _, text in cut))  # letters as they are compared, and some signs
    letters = "".join(old + new for old, new in sorted(simplified_of().items()) if new in known)
    topics = tuple(topic.id for topic in catalogue.topics)
    parts = tuple(_topics_of_units(reports, topics))
    listed = _list_for_browser(reports, catalogue, [first for first, _ in cut], len(parts), version)
    return (
        _script_calling("reports", json.dumps(listed, ensure_ascii=False, separators=(",", ":"))),
        _script_calling("letters", json.dumps(letters, ensure_ascii=False)),
        *(_script_calling(f"topics/{n}", f"`{part}`") for n, part in enumerate(parts)),
        *(_script_calling(f"words/{n}", f"`{text}`", version) for n, (_, text) in enumerate(cut)),
        *(_script_calling(f"texts/{one.report.id}", _texts_of(one)) for one in reports),
    )


def _version_of(cut: Iterable[str]) -> str:
    total = hashlib.sha256()
    for text in cut:
        total.update(text.encode())
    return total.hexdigest()[:12]


def _script_calling(name: str, data: str, version: str = "") -> tuple[str, bytes]:
    tail = f', "{version}"' if version else ""
    return routes.search_part(name), f'searchPart("{name}", {data}{tail});\n'.encode()


def _readable_units(report: Report) -> tuple[Unit, ...]:
    return tuple(replace(unit, text=filters.readable(unit.text)) for unit in units_of(report))


def _runs_of_year(reports: Iterable[Searched]) -> Iterator[tuple[Searched, ...]]:
    for _, of_year in groupby(reports, key=lambda report: report.dossier.year):
        run = tuple(of_year)
        yield from (run[at : at + SEGMENT] for at in range(0, len(run), SEGMENT))


def _list_for_browser(reports: tuple[Searched, ...], catalogue: Catalogue, first: list[str], parts: int, version: str) -> dict[str, object]:
    """What a browser must know before it can search: the reports, what can be chosen, and where which words stand."""
    dossiers = sorted({r.dossier.place.code: r.dossier for r in reports}.items())
    sound = {r.dossier.id: standing_of(r.dossier) == "silent" for r in reports}
    places = {code: at for at, (code, _) in enumerate(dossiers)}
    return {
        "version": version,
        "shards": first,
        "topicParts": parts,
        "topics": [[topic.id, topic.name] for topic in catalogue.topics],
        "places": [[code, d.name, d.province] for code, d in dossiers],
        "reports": " ".join(r.report.id for r in reports),
        "place": [places[r.dossier.place.code] for r in reports],
        "year": [r.dossier.year for r in reports],
        "part": [_completeness_of(r.report) for r in reports],
        "sound": [int(sound[r.dossier.id]) for r in reports],
        "units": [len(r.units) for r in reports],
        "segments": [len(run) for run in _runs_of_year(reports)],
    }


def _completeness_of(report: Report) -> str:
    part = report.meta.completeness
    return filters.completeness_name(part) if part and part != "full" else ""


def _topics_of_units(reports: tuple[Searched, ...], topics: tuple[str, ...]) -> Iterator[str]:
    """The topic of each unit, by its number from 1 (0: none), in parts of at most a shard's size."""
    numbers = {id: at for at, id in enumerate(topics, 1)}
    part: list[str] = []
    size = 0
    for report in reports:
        own = runs(numbers.get(unit.topic, 0) for unit in report.units)
        if part and size + len(own) > SHARD:
            yield "".join(part)
            part, size = [], 0
        part.append(own)
        size += len(own)
    if part:
        yield "".join(part)


def _texts_of(report: Searched) -> str:
    """A report → anchor, text, anchor, text …"""
    return json.dumps([said for unit in report.units for said in (unit.id, unit.text)], ensure_ascii=False, separators=(",", ":"))
