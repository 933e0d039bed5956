"""Dossiers of one place → what the next year's report says of projects and pledges (民生实事), and whether it is the same project.

A project is surely the same where the names agree once brackets and 项目 or 工程 at the end are gone: 一期 is not 二期, G307 not G209.
Names that are only alike (Dice of their pairs of characters), generic names, and pledges found by the words they share with a sentence
are uncertain and marked so. Not found is not "not done": only words are compared. The outcome of a line is decided by outcomes.py.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from digest.chinese.sentences import Span, clauses, sentences
from digest.compare.outcomes import DONE, OUTCOMES, PROGRESS, RESULTS, Later, counted, least, outcome_of
from digest.extract.milestones import milestone
from digest.extract.progress_words import Run, Vocabulary, runs, vocabulary
from digest.model.catalogue import Lexicon
from digest.model.citation import cite, name_as_read
from digest.model.closed_sets import Part
from digest.model.dossier import Dossier
from digest.model.project_key import project_key
from digest.model.promise import Certainty, Followed, Following, Progress, Promised
from digest.model.report import Evidence, Paragraph, Pledge, Project

MOST = 15  # lines shown of one year and kind; the rest is counted
ALIKE = 0.8  # Dice of two names' pairs of characters
SHARED = 0.4  # of the weight of a pledge's pairs of characters that a sentence must share
FEWEST = 6  # pairs of characters that a sentence must share with a pledge
DISTINCT = 6  # characters of a name from which it is no generic one
CROWDED = 40  # names that share a pair of characters from which on it tells nothing
LONGEST = 200  # characters of a sentence that is quoted
# matches G307 · B区 · 二期 · 第三小学 · 东城 · 首期      not 水厂 · 首都
_TELLING = re.compile(r"[A-Za-z]{1,6}[0-9]{0,12}|[0-9]{1,12}|[一二三四五六七八九十百两]|[东西南北中上下左右内外新老旧大小]|首(?=[期批段])")
# What after a name makes it another
# at the start: 二期 · 2号 · 东区      not 项目
_GOES_ON = re.compile(r"[一二三四五六七八九十0-9ⅠⅡⅢ东西南北]{1,3}[期号标段区线侧延]|(?:东|西|南|北)")
# What a name may stand before: a mark, 等, another name; a word of progress too; not 地位, a name's attribute
# at the start: "" · 、 · 等 · 提升      not 地位
_AFTER = re.compile(r"$|[^\u4e00-\u9fff0-9A-Za-z]|等|和|及|与|并|项目|工程|建设|改造|提升")
# What may stand between a name and what is said of it
# wholly: 等3个项目 · 工程 · ""      not 等项目的配套道路
_ON = re.compile(r"(?:等[^，。；的]{0,10}?)?(?:项目|工程|建设)?")
# What a name may stand behind
# matches "" · 建成、 · 甲和 · 重点项目      not 新
_BEFORE = re.compile(r"^$|[^\u4e00-\u9fff0-9A-Za-z]$|[和及与并对的]$|(?:工程|项目)$")
_NOT_BODY = ("opening", "closing", "glossary")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, and the part of the report in which it stands."""

    evidence: Evidence
    part: Literal["", Part]


@dataclass(frozen=True, slots=True)
class LaterReport:
    """A report that may tell what came of a promise: its projects, its sentences, its paragraphs by id, and the words of progress."""

    projects: tuple[Project, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: dict[str, Paragraph]
    known: Vocabulary


def followed(dossiers: Iterable[Dossier], lexicons: tuple[Lexicon, ...]) -> tuple[Following, ...]:
    """The dossiers of one place → for each year whose next report is at hand what became of projects and pledges, newest first."""
    known = vocabulary(lexicons)
    years = {dossier.year: dossier for dossier in dossiers}
    made: list[Following] = []
    for year in sorted(years, reverse=True):
        earlier, later = years[year], years.get(year + 1)
        if later:
            report = later.editions[0].report
            said = LaterReport(later.editions[0].projects, tuple(_sentences_of(later)), {p.id: p for p in report.paragraphs}, known)
            made += [_summary("project", earlier, later, _project_lines(earlier, said)), _summary("pledge", earlier, later, _pledge_lines(earlier, said))]
    return tuple(one for one in made if one.lines)


def following(whole: Iterable[Following]) -> tuple[Following, ...]:
    """The same → the lines that are found, the sure ones first, as many as a page shows."""
    return tuple(map(_best_lines, whole))


def _summary(kind: Promised, earlier: Dossier, later: Dossier, lines: list[Followed]) -> Following:
    found = Counter(line.outcome for line in lines)
    return Following(kind, earlier, later, tuple(lines), 0, found[""], tuple((name, found[name]) for name in OUTCOMES if found[name]))


def _best_lines(whole: Following) -> Following:
    found = sorted((line for line in whole.lines if line.told), key=lambda line: (line.certainty != "sure", OUTCOMES.index(line.outcome)))
    return replace(whole, lines=tuple(found[:MOST]), more=len(found[MOST:]))


def certainty(one: str, other: str) -> Certainty:
    """Two names → sure | uncertain | none.

    东湖水厂项目, 东湖水厂工程 → uncertain, as 东湖水厂 is short      清河大街东延一期, 清河大街东延二期 → none
    盛达建材产业基地, 盛达建材产业基地园 → uncertain      柳林镇污水处理站及配套管网, 桃林镇污水处理站及配套管网 → none
    """
    a, b = project_key(one), project_key(other)
    if a == b:
        return "sure" if len(a) >= DISTINCT else "uncertain"
    if min(len(a), len(b)) < DISTINCT or Counter(_TELLING.findall(a)) != Counter(_TELLING.findall(b)):
        return "none"
    return "uncertain" if dice(a, b) >= ALIKE and not _has_other_words(a, b) else "none"


def _has_other_words(one: str, other: str) -> bool:
    """Whether one name has other words in place of the other's: then it is another's. 大店镇污水站, 小店镇污水站 → True; more words alone are not."""
    return any(kind == "replace" for kind, *_ in SequenceMatcher(None, one, other).get_opcodes())


def dice(one: str, other: str) -> float:
    """Two texts → how much their pairs of characters agree, 0 to 1."""
    a, b = _pairs_of_characters(one), _pairs_of_characters(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs_of_characters(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _project_lines(earlier: Dossier, later: LaterReport) -> list[Followed]:
    """Two reports → a line for each project of the earlier one that was not finished, by name, as it is first named."""
    promised: dict[str, Project] = {}
    for project in earlier.editions[0].projects:
        if project.kind == "target":
            promised.setdefault(project_key(name_as_read(project)), project)
    named = later.projects
    keys = [project_key(name_as_read(project)) for project in named]
    same: dict[str, set[int]] = defaultdict(set)
    for place, name in enumerate(keys):
        same[name].add(place)
    alike = {pair: places for pair, places in _texts_by_pair(keys).items() if len(places) <= CROWDED}
    standing = _texts_by_pair(sentence.evidence.words for sentence in later.sentences)
    kinds = _generic_names([*promised, *keys])
    made: list[Followed] = []
    for name, project in promised.items():
        near = same.get(name) or set().union(*(alike.get(pair, ()) for pair in _pairs_of_characters(name)))
        line = _line_of_named(project, [named[place] for place in sorted(near)], later, name in kinds)
        if line is None and len(name) >= DISTINCT and name not in kinds:
            about = min((standing.get(pair, set()) for pair in _pairs_of_characters(name)), key=len)
            line = _line_of_words(project, name, [later.sentences[place] for place in sorted(about)], later.known)
        made.append(line or Followed(project.evidence, None, "none", project.name))
    return made


def _texts_by_pair(texts: Iterable[str]) -> dict[str, set[int]]:
    """Texts → for each pair of characters the places of the texts in which it stands."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, text in enumerate(texts):
        for pair in _pairs_of_characters(text):
            found[pair].add(place)
    return found


def _generic_names(names: Iterable[str]) -> set[str]:
    """Names → those at whose front others have more: beside 正阳社区卫生服务中心, 社区卫生服务中心 is a kind of thing, and may be any."""
    known = set(names)
    return {name[i:] for name in known for i in range(1, len(name)) if name[i:] in known}


def _line_of_named(project: Project, near: list[Project], later: LaterReport, kind: bool) -> Followed | None:
    """A project, those of the next report that share words with its name, that report, whether it is a kind of thing → its line, if any."""
    rated = [(certainty(name_as_read(project), name_as_read(one)), one) for one in near]
    for sure in ("sure", "uncertain"):
        found = [_line_of_pair(project, one, later, "uncertain" if kind else sure) for rating, one in rated if rating == sure]
        if found:
            return min(found, key=lambda f: (f.outcome not in RESULTS, -dice(project_key(f.name), project_key(f.later_name)), OUTCOMES.index(f.outcome)))
    return None


def _line_of_pair(project: Project, one: Project, later: LaterReport, sure: Certainty) -> Followed:
    outcome = outcome_of(project.milestone, _words_about_project(one, later.paragraphs[one.evidence.paragraph]))
    return Followed(project.evidence, one.evidence, sure, project.name, one.name, one, outcome=outcome)


def _words_about_project(project: Project, paragraph: Paragraph) -> Later:
    """A project of the next report and the paragraph in which it stands → what is said of it, from the sentence's first word on."""
    evidence, text = project.evidence, paragraph.text
    sentence = next(span for span in sentences(text) if evidence.start < span.end)
    end = next(clause.end for clause in clauses(text, sentence) if evidence.end <= clause.end)
    return Later(paragraph.part, project.milestone, text[sentence.start : end], evidence.words.replace(name_as_read(project), ""))


def _line_of_words(project: Project, name: str, said: list[Sentence], known: Vocabulary) -> Followed | None:
    """A project that the next report names nowhere, its name as compared, sentences that may hold it → the line of the first that does."""
    for sentence in said:
        quote = sentence.evidence.words
        if (at := quote.find(name)) >= 0 and not _GOES_ON.match(quote, at + len(name)):
            clause = next(span for span in clauses(quote, Span(0, len(quote))) if at < span.end)
            found = runs(known, quote, clause.start, clause.end)
            lead = next((run for run in found if run.end == at and run.leads), None)
            close = next((run for run in found if _tells_of(quote, at + len(name), run)), None)
            if (lead or _BEFORE.search(quote[:at])) and (close or _AFTER.match(quote, at + len(name))):
                stage = milestone(lead, close, planned=False)  # how far a plan's words go is asked nowhere
                outcome = outcome_of(project.milestone, Later(sentence.part, stage, quote[: clause.end], clause.of(quote).replace(name, "")))
                return Followed(project.evidence, sentence.evidence, "uncertain", project.name, outcome=outcome)
    return None


def _tells_of(text: str, end: int, run: Run) -> bool:
    """Whether a run tells of what ends at `end`: it follows at once, begins within it (拆迁改造 + 稳步推进), or comes after 项目 or 等3个项目."""
    return run.closes and run.end > end and bool(run.start <= end or _ON.fullmatch(text, end, run.start))


def _sentences_of(dossier: Dossier) -> list[Sentence]:
    report = dossier.editions[0].report
    found: list[Sentence] = []
    for paragraph in report.paragraphs:
        for span in sentences(paragraph.text) if paragraph.part not in _NOT_BODY else ():
            if span.end - span.start <= LONGEST:
                found.append(Sentence(cite(report.id, paragraph, span.start, span.end), paragraph.part))
    return found


def _pledge_lines(earlier: Dossier, later: LaterReport) -> list[Followed]:
    """Two reports → a line for each pledge of the earlier one: the sentence of the later one's review with most of its rare words."""
    if not earlier.pledges:
        return []
    said = [sentence for sentence in later.sentences if sentence.part == "review"]
    index: dict[str, set[int]] = defaultdict(set)
    for place, sentence in enumerate(said):
        for pair in _pairs_of_words(sentence.evidence.words):
            index[pair].add(place)
    return [_line_of_pledge(pledge, said, index, later.known) for pledge in earlier.pledges]


def _pairs_of_words(text: str) -> set[str]:
    """A text → its pairs of Chinese characters, without any across marks or digits."""
    return {pair for run in re.findall(r"[\u4e00-\u9fff]{2,200}", text) for pair in _pairs_of_characters(run)}


def _line_of_pledge(pledge: Pledge, said: list[Sentence], index: dict[str, set[int]], known: Vocabulary) -> Followed:
    promise = pledge.evidence
    weights = {pair: math.log((1 + len(said)) / (1 + len(index.get(pair, ())))) for pair in sorted(_pairs_of_words(promise.words))}
    scores: dict[int, float] = defaultdict(float)
    counts: Counter[int] = Counter()
    for pair, weight in weights.items():
        for place in sorted(index.get(pair, ())):
            scores[place] += weight
            counts[place] += 1
    whole = sum(weights.values())
    best = max((p for p in scores if counts[p] >= FEWEST), key=lambda p: (scores[p], -p), default=None)
    if best is None or scores[best] < SHARED * whole:
        return Followed(promise, None, "none", no=pledge.no)
    return Followed(promise, said[best].evidence, "uncertain", no=pledge.no, outcome=_outcome_of_pledge(promise, said[best], known))


def _outcome_of_pledge(promise: Evidence, sentence: Sentence, known: Vocabulary) -> Progress:
    """A pledge and the sentence of a review found for it → what came of it; a pledge's number that is not told again is not all done."""
    quote = sentence.evidence.words
    stage = least(runs(known, quote, 0, len(quote)))
    outcome = outcome_of("", Later(sentence.part, stage, quote, quote))
    return outcome if outcome != DONE or counted(promise.words, quote) else PROGRESS
