"""Two states of a site → what the second changes, in plain words, each change once and what follows from it counted under it.

Listed are causes: a figure that reads differently, a report that came or went or says something else, a file of content/ or of the
templates. Rankings, charts and sentences that follow from a figure are no changes of their own.

    old, new  →  侯马市 2024: 地区生产总值增速, 目标 2024年: ≥10% → ≥12% · 5 pages read differently
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from digest.audit.figure_diff import FigureChange, figure_changes, figure_text, rows
from digest.audit.visible_text import VisibleStretch, stretches
from digest.chinese.sentences import sentences
from digest.model.problem import N_
from digest.render import routes

# reports/index.html is a page without a record
# wholly: reports/141081-2024.html      not reports/index.htm · reports/a/b.html
_REPORT = re.compile(r"reports/([0-9A-Za-z-]{1,60})\.html")
# up to the next heading of its level
# matches <h2 id="要点">要点</h2><ul>…</ul><h2>      not <h2>来源</h2>
_FINDINGS = re.compile(r"<h2[^<>]{0,300}>(?:<a[^<>]{0,300}>)?要点(?:</a>)?</h2>((?:(?!<h2)[\s\S]){0,200000})")
# matches 根据      not 10%，
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_SHOWN = ("templates/styles/site/", "templates/scripts/")  # what every page of the site looks and behaves by
# What only bulletins are made with, and which of their forms.
_PRINTED = {"templates/bulletin/": (".pdf", ".docx"), "templates/styles/bulletin.css": (".pdf",), "templates/word/": (".docx",)}
STATED = ("title", "delivered", "speaker", "office", "session", "publisher", "url", "note")  # of a report, besides its text
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class State:
    """A site: its files by their address (of PDFs and charts the names are enough), and what it was made of (name → digest).

    `texts` are the words of those inputs that one can read; of a published site they are not known.
    """

    files: Mapping[str, bytes]
    inputs: Mapping[str, str]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: an English source string with {named} places, how many pages and findings read differently for it, examples (old, new)."""

    text: str
    values: tuple[tuple[str, str], ...]
    pages: int = 0
    findings: int = 0
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a publication changes; nothing where all three are empty."""

    figures: tuple[Change, ...] = ()
    reports: tuple[Change, ...] = ()
    files: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What reads differently on a page: stretches that are gone and stretches that are new, with where their links lead.

    `findings` are the words of those among them that a digest's 要点 says.
    """

    page: str
    gone: tuple[VisibleStretch, ...]
    new: tuple[VisibleStretch, ...]
    findings: frozenset[str] = frozenset()

    @property
    def targets(self) -> frozenset[str]:
        """Where the links in them lead."""
        return frozenset(target for stretch in (*self.gone, *self.new) for target in stretch.targets)

    def found(self, told: Callable[[VisibleStretch], bool]) -> int:
        """How many of the page's findings that are `told` so came, went or read differently."""
        sides = ([s for s in side if s.text in self.findings and told(s)] for side in (self.gone, self.new))
        return max(map(len, sides))


def changes(old: State, new: State) -> Changes:
    """Two states → what changed from the one to the other."""
    figures = tuple(figure_changes(rows(old.files), rows(new.files)))
    came, went = _ids_of_reports(new.files) - _ids_of_reports(old.files), _ids_of_reports(old.files) - _ids_of_reports(new.files)
    own = tuple(f for f in figures if not _belongs_to_report(f, came, went))
    edits = tuple(_edits(old.files, new.files))
    reports = (
        *(_change_of_report(id, new, figures, edits, N_("new report: {place} {year} ({id}), figures: {count}")) for id in sorted(came)),
        *(_change_of_report(id, old, figures, edits, N_("report gone: {place} {year} ({id}), figures: {count}")) for id in sorted(went)),
        *(change for id in sorted(_ids_of_reports(old.files) & _ids_of_reports(new.files)) for change in _reworded(id, old.files, new.files, own)),
    )
    explained = frozenset(a for f in figures for a in f.addresses)
    gone = {routes.report_page(id) for id in came | went}
    left = tuple(e for e in (_rest_of_edit(edit, explained, gone) for edit in edits) if e.gone or e.new)
    files = tuple(_changes_of_files(old, new, left, bool(came | went)))
    if not (own or reports or files):
        files = tuple(_change_unexplained(left, old.files, new.files))
    return Changes(tuple(_change_of_figure(f, edits) for f in own), reports, files)


def _ids_of_reports(files: Mapping[str, bytes]) -> frozenset[str]:
    return frozenset(m[1] for route in files if (m := _REPORT.fullmatch(route)) and routes.record(m[1]) in files)


def _belongs_to_report(figure: FigureChange, came: frozenset[str], went: frozenset[str]) -> bool:
    """Whether a figure came or went with its report."""
    if figure.new is None:
        return figure.old is not None and figure.old["报告"] in went
    return figure.old is None and figure.new["报告"] in came


def _change_of_figure(figure: FigureChange, edits: Iterable[Edit]) -> Change:
    row = figure.new or figure.old
    assert row is not None
    what: tuple[tuple[str, str], ...] = (("id", figure.id), ("place", row["地区"]), ("report", row["报告年份"]))
    what += (("indicator", row["指标"]), ("measure", row["口径"]), ("kind", row["性质"]), ("year", row["数值年份"] or "—"))
    what += tuple((name, figure_text(one)) for name, one in (("old", figure.old), ("new", figure.new)) if one)
    if figure.old is None:
        text = N_("new: {place} {report}, {indicator}, {measure}, {kind} {year}: {new} ({id})")
    elif figure.new is None:
        text = N_("gone: {place} {report}, {indicator}, {measure}, {kind} {year}: {old} ({id})")
    elif figure.old["数值年份"] != figure.new["数值年份"]:
        what += (("before", figure.old["数值年份"] or "—"),)
        text = N_("{place} {report}, {indicator}, {measure}, {kind}: {before} {old} → {year} {new} ({id})")
    else:
        text = N_("{place} {report}, {indicator}, {measure}, {kind} {year}: {old} → {new} ({id})")
    own, name, addresses = routes.report_page(row["报告"]), row["指标"], figure.addresses
    pages = sum(edit.page == own or bool(edit.targets & addresses) for edit in edits)
    return Change(text, what, pages, sum(edit.found(lambda s: name in s.text and bool(addresses & {*s.targets})) for edit in edits))


def _change_of_report(id: str, state: State, figures: Iterable[FigureChange], edits: Iterable[Edit], text: str) -> Change:
    """A report that came or went, with its figures: one change."""
    meta = json.loads(state.files[routes.record(id)])["meta"]
    alone = (f.old or f.new for f in figures if f.old is None or f.new is None)
    count = sum(row["报告"] == id for row in alone if row)
    page = routes.report_page(id)

    def speaks(stretch: VisibleStretch) -> bool:
        return any(target.partition("#")[0] == page for target in stretch.targets)

    pages = sum(any(map(speaks, (*edit.gone, *edit.new))) for edit in edits)
    values = (("place", meta["place"] or ""), ("year", str(meta["year"])), ("id", id), ("count", str(count)))
    return Change(text, values, pages, sum(edit.found(speaks) for edit in edits))


def _reworded(id: str, old: Mapping[str, bytes], new: Mapping[str, bytes], figures: Iterable[FigureChange]) -> Iterator[Change]:
    """A report that stands in both → what it says differently besides its listed figures: its text, and what is stated about it."""
    before, after = json.loads(old[routes.record(id)]), json.loads(new[routes.record(id)])
    where = (("place", str(after["meta"]["place"])), ("year", str(after["meta"]["year"])), ("id", id))
    quotes = frozenset(quote for f in figures for quote in f.quotes)
    gone, fresh = (Counter(_headings_and_sentences(record)) for record in (before, after))
    lost, found = ([s for s in (a - b).elements() if not any(q in s for q in quotes)] for a, b in ((gone, fresh), (fresh, gone)))
    listed = False
    if lost or found:
        listed = True
        count = (("count", str(max(len(lost), len(found)))),)
        yield Change(N_("reworded: {place} {year} ({id}), sentences and headings: {count}"), where + count, 1, examples=_pair_up(lost, found)[:EXAMPLES])
    for name in STATED:
        if before["meta"].get(name) != after["meta"].get(name):
            listed = True
            values = (("name", name), ("old", before["meta"].get(name) or "—"), ("new", after["meta"].get(name) or "—"))
            yield Change(N_("stated of {place} {year} ({id}): {name}: {old} → {new}"), where + values, 1)
    same = before["source"] == after["source"] or (gone != fresh)
    if not (listed or same):
        yield Change(N_("another file, the same words: {place} {year} ({id})"), where, 1)


def _headings_and_sentences(record: Mapping[str, Any]) -> Iterator[str]:
    """A record → its headings and its sentences."""
    yield from (section["title"] for section in record["outline"])
    for paragraph in record["paragraphs"]:
        yield from (span.of(paragraph["text"]) for span in sentences(paragraph["text"]))


def _edits(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Edit]:
    """Pages that stand in both and differ → what reads differently on each."""
    for page in sorted(old.keys() & new.keys()):
        if page.endswith(".html") and old[page] != new[page]:
            before, after = (list(stretches(page, files[page].decode("utf-8", "replace"))) for files in (old, new))
            counts = Counter(s.text for s in before), Counter(s.text for s in after)
            findings = _findings(page, old[page]) | _findings(page, new[page])
            yield Edit(page, _each_once_of(before, counts[0] - counts[1]), _each_once_of(after, counts[1] - counts[0]), findings)


def _findings(page: str, html: bytes) -> frozenset[str]:
    """A digest's page → what its 要点 say."""
    section = _FINDINGS.search(html.decode("utf-8", "replace"))
    return frozenset(s.text for s in stretches(page, section[1])) if section else frozenset()


def _each_once_of(found: Iterable[VisibleStretch], texts: Counter[str]) -> tuple[VisibleStretch, ...]:
    return tuple({s.text: s for s in found if texts[s.text] and s.text.strip()}.values())


def _rest_of_edit(edit: Edit, explained: frozenset[str], reports: Iterable[str]) -> Edit:
    """An edit → what of it speaks of no listed figure and of no report that came or went. A report's own page is told elsewhere."""
    if _REPORT.fullmatch(edit.page):
        return replace(edit, gone=(), new=())

    def other(stretch: VisibleStretch) -> bool:
        return not any(target in explained or target.partition("#")[0] in reports for target in stretch.targets)

    return replace(edit, gone=tuple(filter(other, edit.gone)), new=tuple(filter(other, edit.new)))


def _changes_of_files(old: State, new: State, left: tuple[Edit, ...], elsewhere: bool) -> Iterator[Change]:
    """What else the site is made of → the files that came, went or changed, if anything on the site reads or looks differently for it.

    What no file says in these words is laid to those that say nothing else, unless it may come from `elsewhere`: other reports.
    """
    if not old.inputs:
        if left:
            text = N_("the published site does not tell what it was made of; from the next build on it does")
            yield Change(text, (), len(left), examples=_examples(left))
        return
    changed = [n for n in sorted(old.inputs.keys() | new.inputs.keys()) if old.inputs.get(n) != new.inputs.get(n) and not n.startswith("reports/")]
    pairs = [(edit.page, pair) for edit in left for pair in _pair_up([s.text for s in edit.gone], [s.text for s in edit.new])]
    said = {name: [one for one in pairs if _says_what_is_new(new.texts.get(name, ""), *one[1])] for name in changed}
    spoken_for = {one for own in said.values() for one in own}
    others = [one for one in pairs if one not in spoken_for]
    known = {edit.page: edit.findings for edit in left}
    for name in changed:
        own = said[name] or ([] if elsewhere else others)
        printed = tuple(kind for folder, kinds in _PRINTED.items() if name.startswith(folder) for kind in kinds)
        looks = name.startswith(_SHOWN) or any(route.endswith(printed) for route in new.files)
        if own or looks or others or name not in old.inputs or name not in new.inputs:
            text = N_("new file: {file}") if name not in old.inputs else N_("file gone: {file}") if name not in new.inputs else N_("changed: {file}")
            examples = tuple(dict.fromkeys(pair for _, pair in own))[:EXAMPLES]
            findings = sum(bool(known.get(page, frozenset()) & {*pair}) for page, pair in own)
            yield Change(text, (("file", name),), len({page for page, _ in own}), findings, examples)


def _says_what_is_new(text: str, old: str, new: str) -> bool:
    """Whether a file's text has what is new in a reading, with characters around it: 生态与环境 where 生态环境 became it.

    What only reads other numbers is said by no file.
    """
    if not text or not new:
        return False
    start, end = _common_ends(old, new)
    stop = len(new) - end
    if stop > start and not _WORDS.search(new, start, stop):
        return False
    around = {new[max(0, start - before) : stop + after].strip() for before in range(4) for after in range(4)}
    return any(len(words) > (2 if stop > start else 4) and words in text for words in around)


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """Two readings → how many characters they begin and end with in common, none counted twice."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    return start, end


def _examples(edits: Iterable[Edit]) -> tuple[tuple[str, str], ...]:
    """Edits → the first few pairs of what was said and what is said, each once."""
    found: dict[tuple[str, str], None] = {}
    for edit in edits:
        found |= dict.fromkeys(_pair_up([s.text for s in edit.gone], [s.text for s in edit.new]))
    return tuple(found)[:EXAMPLES]


def _pair_up(lost: list[str], found: list[str]) -> tuple[tuple[str, str], ...]:
    """What is gone and what is new, both in reading order → what became what, "" where something came from or became nothing.

    Of one that begins and ends alike it is taken for the new reading; what is left over is paired in order where it is as many.
    """
    left, pairs, alone = list(found), [], []
    for old in lost:
        best = max(left, key=lambda new: sum(_common_ends(old, new)), default=None)
        if best is not None and 5 * sum(_common_ends(old, best)) >= 2 * max(len(old), len(best)):
            left.remove(best)
            pairs.append((old, best))
        else:
            alone.append(old)
    if len(alone) == len(left):
        return (*pairs, *zip(alone, left, strict=True))
    return (*pairs, *((old, "") for old in alone), *(("", new) for new in left))


def _change_unexplained(left: tuple[Edit, ...], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Change]:
    """Differences that no input explains: somebody changed the published files, or pages came and went."""
    yield from (Change(N_("reads differently: {page}"), (("page", edit.page),), 1, examples=_examples((edit,))) for edit in left)
    yield from (Change(N_("new on the site: {page}"), (("page", route),)) for route in sorted(new.keys() - old.keys()))
    yield from (Change(N_("gone from the site: {page}"), (("page", route),)) for route in sorted(old.keys() - new.keys()))
