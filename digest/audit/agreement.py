"""One report's labels and what was read of the same text → what agrees and what does not, part by part.

Texts are compared width-folded, without spaces and punctuation: how a mark is written is no error.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from digest.model.labels import Gold, GoldProject
from digest.model.report import Evidence, Fact, Project, Record

META = ("place", "province", "parent", "level", "year", "delivered", "speaker", "office", "session", "completeness")
WINDOW = 8  # characters: long enough that a stretch stands in one place of a text, short enough that one lost mark costs little
BEGINNING = 10  # characters by which a paragraph is known
NEAR = Decimal("0.001")  # of the value: 40,117 and 40,100 are not the same, 12.30 and 12.3 are
ROUNDED = Decimal("1e-9")  # what binary numbers of JSON may be off at zero
CONTAINED = 0.9  # likeness of a name to one that contains it
LEAST_OF_LONGER = 0.5  # of the longer name that the contained one must have
SAME_KIND = 0.05  # between names alike, the one of the same kind goes before
LIKE = 0.8  # two names that agree in so much are of one project


@dataclass(frozen=True, slots=True)
class Count:
    """One part of one report: how many labels, how many found, how many of those agree."""

    part: str
    report: str
    gold: int
    found: int
    hit: int


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference: what is missed, extra or otherwise, and of which words."""

    part: str
    report: str
    what: str
    item: str


Results = Iterator[Count | Miss]


def compare(gold: Gold, record: Record | None) -> Results:
    """One report's labels and what was read of it → every count and every difference."""
    yield from _agreement_on_meta(gold, record)
    yield from _agreement_on_body(gold, record)
    if gold.outline is not None:
        sections = record.report.sections if record else ()
        yield from _agreement_of_bags("outline", gold.id, [(h.level, bare(h.title)) for h in gold.outline], [(s.level, bare(s.title)) for s in sections])
    yield from _agreement_on_paragraphs(gold, record)
    yield from _agreement_on_facts(gold, [f for f in record.facts if not f.further] if record else ())
    if gold.projects is not None:
        yield from _agreement_on_projects(gold, gold.projects, record.projects if record else ())
    if gold.pledges is not None:
        found = [bare(p.text) for p in record.pledges] if record else []
        yield from _agreement_of_bags("pledges", gold.id, [bare(p.text) for p in gold.pledges], found)
    if gold.glossary is not None:
        yield from _agreement_of_bags("glossary", gold.id, [bare(t.term) for t in gold.glossary], [bare(t.term) for t in record.terms] if record else [])
    yield from _agreement_on_damage(gold, record)
    yield from _agreement_on_evidence(gold.id, record)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Text → what is compared of it.  （一）抓项目， 强  → 一抓项目强"""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "ZPC" and not c.isspace())


def _agreement_on_meta(gold: Gold, record: Record | None) -> Results:
    for name in META:
        meant = getattr(gold.meta, name)
        if meant is None:
            continue
        got = getattr(record.report.meta, name) if record else None
        same = bare(str(got or None)) == bare(str(meant))
        yield Count("meta", gold.id, 1, 1, int(same))
        if not same:
            yield Miss("meta", gold.id, name, f"gold {meant} got {got}")


def _agreement_of_bags(part: str, report: str, gold: list[Any], found: list[Any]) -> Results:
    """Things of which each counts once for each time it is there, in whatever order."""
    wanted, got = Counter(gold), Counter(found)
    yield Count(part, report, len(gold), len(found), (wanted & got).total())
    yield from (Miss(part, report, "extra", str(item)) for item in (got - wanted).elements())
    yield from (Miss(part, report, "missed", str(item)) for item in (wanted - got).elements())


def _agreement_on_body(gold: Gold, record: Record | None) -> Results:
    """The body's running text kept (recall), and what else was let through (precision), in windows of characters.

    Headings are cut out of both: they are scored as the outline.
    """
    text = _text_of_body(gold, record)
    if text is None:
        return
    got = bare("".join(p.text for p in record.report.paragraphs)) if record else ""
    wanted, found = _windows(text), _windows(got)
    yield Count("body", gold.id, wanted.total(), found.total(), (wanted & found).total())


def _text_of_body(gold: Gold, record: Record | None) -> str | None:
    """The source without what the labels call boilerplate, from the labelled beginning to the labelled end, without headings."""
    lines = [bare(line.text) for line in record.report.source.lines] if record else []
    around = {bare(line) for line in gold.boilerplate} - {""}
    text = "".join(line for line in lines if line not in around)
    for line in sorted(around - set(lines)):  # run into a line of the body
        text = text.replace(line, "", 1) if len(line) > 3 else text
    start, end = text.find(bare(gold.body_first)), text.rfind(bare(gold.body_last))
    if not gold.body_first or start < 0 or end < 0:
        return None
    body, kept, at = text[start : end + len(bare(gold.body_last))], "", 0
    for heading in gold.outline or ():
        title = bare(heading.title)
        found = body.find(title, at)
        if found >= 0:
            kept, at = kept + body[at:found], found + len(title)
    return kept + body[at:]


def _windows(text: str) -> Counter[str]:
    return Counter(text[at : at + WINDOW] for at in range(len(text) - WINDOW + 1))


def _agreement_on_paragraphs(gold: Gold, record: Record | None) -> Results:
    if gold.paragraphs is None:
        return
    found = record.report.paragraphs if record else ()
    after = hit = 0
    for label in gold.paragraphs:
        start = bare(label.starts)[:BEGINNING]
        at = next((i for i in range(after, len(found)) if bare(found[i].text).startswith(start)), None)
        if at is None:
            yield Miss("paragraphs", gold.id, "missed", label.starts)
            continue
        after, hit = at + 1, hit + 1
        for part, meant, got in (("part", label.part, found[at].part), ("topic", label.topic, found[at].topic)):
            if meant:
                yield Count(part, gold.id, 1, 1, int(meant == got))
            if meant and meant != got:
                yield Miss(part, gold.id, f"gold {meant} got {got}", label.starts)
    yield Count("paragraphs", gold.id, len(gold.paragraphs), len(found), hit)


def _what_it_is_of(fact: Any) -> tuple[str, str, str, int | None]:
    """What a value is of. A ratio may be called level or share."""
    return fact.indicator, "level" if fact.measure == "share" else fact.measure, fact.kind, fact.year


def _each_once(facts: Iterable[Any]) -> list[Any]:
    """Facts → each once: said twice it counts once."""
    once: dict[tuple[Any, ...], Any] = {}
    for fact in facts:
        once.setdefault((*_what_it_is_of(fact), round(fact.value, 6)), fact)
    return list(once.values())


def _is_same_value(a: Decimal, b: Decimal | None) -> bool:
    return b is not None and abs(a - b) <= max(ROUNDED, NEAR * abs(a))


def _agreement_on_facts(gold: Gold, facts: Sequence[Fact]) -> Results:
    wanted, left = _each_once(gold.facts), _each_once(facts)
    found, hit, bounds = len(left), 0, 0
    for label in wanted:
        got = next((f for f in left if _what_it_is_of(f) == _what_it_is_of(label) and _is_same_value(label.value, f.value)), None)
        if got is None:
            yield Miss("facts", gold.id, "missed", f"{_what_it_is_of(label)} {label.value} {label.quote}")
            continue
        left.remove(got)
        hit, bounds = hit + 1, bounds + (got.bound == label.bound)
        if got.bound != label.bound:
            yield Miss("facts.bound", gold.id, f"gold {label.bound} got {got.bound}", label.quote)
    yield from (Miss("facts", gold.id, "extra", f"{_what_it_is_of(f)} {f.value} {f.evidence[0].quote}") for f in left)
    yield Count("facts", gold.id, len(wanted), found, hit)
    yield Count("facts.bound", gold.id, hit, hit, bounds)


def likeness(a: str, b: str) -> float:
    """Two names → how much they are one, 0 to 1.  太钢新材料项目, 太钢新材料 → 0.9"""
    a, b = bare(a), bare(b)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if a in b or b in a:
        return CONTAINED if min(len(a), len(b)) >= LEAST_OF_LONGER * max(len(a), len(b)) else 0.0
    ratio = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    return ratio if ratio >= LIKE else 0.0


def _agreement_on_projects(gold: Gold, wanted: Sequence[GoldProject], found: Sequence[Project]) -> Results:
    pairs = _pairs_of_projects(wanted, found)
    yield Count("projects", gold.id, len(wanted), len(found), len(pairs))
    for at, label in enumerate(wanted):
        if at not in pairs:
            yield Miss("projects", gold.id, "missed", f"{label.name} {label.quote}")
            continue
        got = found[pairs[at]]
        fields = (
            ("milestone", label.milestone, got.milestone, label.milestone == got.milestone),
            ("when", label.when, got.when, (label.when or "") == (got.when or "")),
            ("kind", label.kind, got.kind, label.kind == got.kind),
            ("investment", label.investment, got.investment, _is_same_or_none(label.investment, got.investment)),
        )
        for name, meant, said, same in fields:
            yield Count(f"projects.{name}", gold.id, 1, 1, int(same))
            if not same:
                yield Miss(f"projects.{name}", gold.id, f"gold {meant} got {said}", label.quote)
    yield from (Miss("projects", gold.id, "extra", p.name) for at, p in enumerate(found) if at not in pairs.values())


def _pairs_of_projects(wanted: Sequence[GoldProject], found: Sequence[Project]) -> dict[int, int]:
    """Labels and projects → which is which, the most alike first; a done one goes before an aimed at of the same name."""
    alike = []
    for g, label in enumerate(wanted):
        for p, project in enumerate(found):
            if like := likeness(label.name, project.name):
                alike.append((like + (SAME_KIND if label.kind == project.kind else 0), g, p))
    pairs: dict[int, int] = {}
    for _, g, p in sorted(alike, reverse=True):
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    return pairs


def _is_same_or_none(a: Decimal | None, b: Decimal | None) -> bool:
    return b is None if a is None else _is_same_value(a, b)


def _is_same_place(a: str, b: str) -> bool:
    """Whether two stretches speak of the same place: one in the other, or four characters in common."""
    if not a or not b:
        return False
    return a in b or b in a or difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size >= 4


def _agreement_on_damage(gold: Gold, record: Record | None) -> Results:
    """Damaged stretches: how many are told, how many where a figure is damaged, and how much of what is told is damage."""
    if gold.damage is None:
        return
    warnings = (*record.report.warnings, *record.warnings) if record else ()
    told = [bare(w.quote) for w in warnings if w.code.startswith("damage")]
    found = [any(_is_same_place(bare(label.quote), t) for t in told) for label in gold.damage]
    figures = [ok for label, ok in zip(gold.damage, found, strict=True) if "number" in label.why or "digit" in label.why]
    yield from (Miss("damage", gold.id, "missed", label.quote) for label, ok in zip(gold.damage, found, strict=True) if not ok)
    yield Count("damage.recall", gold.id, len(found), len(found), sum(found))
    yield Count("damage.numbers", gold.id, len(figures), len(figures), sum(figures))
    right = sum(any(_is_same_place(bare(label.quote), t) for label in gold.damage) for t in told)
    yield Count("damage.precision", gold.id, len(told), len(told), right)


def _agreement_on_evidence(report: str, record: Record | None) -> Results:
    """Whatever is found stands, verbatim, in the paragraph that it names."""
    texts = {p.id: p.shown for p in record.report.paragraphs} if record else {}
    said: list[Evidence] = []
    if record:
        core = (f.evidence[0] for f in record.facts if not f.further)
        said = [*core, *(p.evidence for p in record.projects), *(e for p in record.pledges for e in (p.evidence, *p.further))]
    wrong = [e for e in said if texts.get(e.paragraph, "")[e.start : e.end] != e.quote]
    yield from (Miss("evidence", report, e.paragraph, e.quote) for e in wrong)
    yield Count("evidence", report, len(said), len(said), len(said) - len(wrong))
