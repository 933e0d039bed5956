"""Report → the projects that it names: what is built, for how much, how far it has come and by when.

A clause is names and words of progress: 加快推进 A、B 建设, or A 4月底 开工建设. What stands alone is joined: a name without a verb with the
verb of the next clause, a verb without a name (确保年内投入使用) with the names of the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from digest.chinese.sentences import Span, clauses, sentences
from digest.extract.context import Frame, frames
from digest.extract.milestones import FINISHED, ORDER, Run, Said, Vocabulary, date, investment, milestone, runs, vocabulary
from digest.extract.project_names import NOTE_MARK, Name, NameWords, names, words
from digest.extract.table_columns import is_of_values
from digest.extract.table_projects import is_of_projects, project_of_row
from digest.model.catalogue import Catalogue
from digest.model.citation import cite
from digest.model.report import Project, Report

# at the start: 5. · （三） · 一是 · 同时      not 一期
_BEGINNING = re.compile(
    r"[ 　]{0,4}(?:[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,2}[是要、](?!期)"
    r"|——|同时|其中|目前|现在|去年|全年|此外|另外|还|也|要|将){1,3}"
)
# wholly: 北庄乡 · 全市      not 一期工程
_ACTOR = re.compile(r"(?:[\u4e00-\u9fff]{2,6}(?:乡|镇|街道|县|市|区|旗)|全[市县区省旗]|我[市县区省旗])$")
# What a name ends before: a mark, or the words of something else
# at the start: "" · ， · 并      not 建成
_BOUNDARY = re.compile(r"$|[、，,。；;：:！!？?）)”’ 　]|并|且")
# wholly: 一期 · 二期工程      not 期 · 五期
_STAGE = re.compile(r"[一二三1-3]期(?:工程|项目)?")
_WITHIN = ("新建", "改造", "扩建", "改建", "改扩建", "重建", "续建", "开放", "建设", "完成", "规划", "研究", "布局", "对接", "提升改造", "改造提升", "支持")
_MARKS = "，,。；;：:！!？? 　”"


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """The word lists that reading a report's projects needs, compiled once."""

    vocabulary: Vocabulary
    words: NameWords


@dataclass(frozen=True, slots=True)
class Draft:
    """A project while its sentence is read; start and end are what its evidence holds."""

    name: Name
    start: int
    end: int
    milestone: Said = ""
    when: str = ""
    investment: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a clause with the words before and after it."""

    start: int
    end: int
    lead: Run | None
    close: Run | None


def find_projects(report: Report, catalogue: Catalogue) -> tuple[Project, ...]:
    """Report → its projects in reading order. A project is given as often as something new is said of it.

    总投资3亿元的东湖水厂项目，4月底开工建设 → 东湖水厂项目, 3, 开工, 2024-04, target
    """
    reading = ProjectWords(vocabulary(catalogue.lexicons), words(catalogue.lexicons))
    found: list[Project] = []
    for frame in frames(report):
        text, row = frame.paragraph.text, frame.paragraph.row
        if row is not None and is_of_projects(row):
            found += project_of_row(report.id, frame, row, reading.vocabulary)
            continue
        if row is not None and is_of_values(row):
            continue
        for sentence in sentences(text):
            if not reading.words.headed.search(text, sentence.start, sentence.end):
                continue
            for draft in _drafts_of_sentence(reading, frame, text, sentence):
                project = _project_of_draft(report, frame, text, draft)
                if project not in found[-40:]:
                    found.append(project)
    return tuple(found)


def _project_of_draft(report: Report, frame: Frame, text: str, draft: Draft) -> Project:
    evidence = cite(report.id, frame.paragraph, draft.start, draft.end)
    when = draft.when
    if not when and frame.kind == "actual" and draft.milestone in FINISHED and frame.last is not None:
        when = str(frame.last)
    return Project(NOTE_MARK.sub("", text[draft.name.start : draft.name.end]), draft.investment, draft.milestone, when, frame.kind, evidence)


def _drafts_of_sentence(reading: ProjectWords, frame: Frame, text: str, sentence: Span) -> list[Draft]:
    planned, year = frame.kind == "target", frame.last
    drafts: list[Draft] = []
    pending: Part | None = None  # the clause before, where it had no verb
    fresh: list[int] = []  # the drafts of the clause before
    money: tuple[int, Decimal] | None = None
    for clause in clauses(text, sentence):
        before, fresh_before = len(drafts), fresh
        waiting, pending = pending, None
        for part in _parts_of_clause(reading.vocabulary, text, clause):
            said = milestone(part.lead, part.close, planned)
            phrase = text[part.start : part.end].strip(_MARKS)
            if phrase and not said:
                pending = part if part.lead is None else None
                continue
            when = date(part.close, year, frame.told) or date(part.lead, year, frame.told)
            strong = said not in ("", "在建", "前期") or part.lead is None
            if phrase and _STAGE.fullmatch(phrase) and (waiting or fresh_before) and part.close:
                phrase = ""
            if not phrase:
                stop = part.close.end if part.close else part.end
                alone = investment(text[part.close.start :]) if part.close and part.close.words[0].money else None
                if waiting and (said or alone is not None):
                    found = names(reading.words, text, waiting.start, waiting.end, True)
                    drafts += [_draft_of_name(text, name, None, part.close, said, when) for name in found]
                elif fresh_before and part.close and before == len(drafts):
                    drafts = [_with_next_clause(d, said, when, alone, stop) if i in fresh_before else d for i, d in enumerate(drafts)]
                elif alone is not None and part.close:
                    money = part.close.start, alone
                continue
            found = names(reading.words, text, part.start, part.end, strong)
            drafts += [_draft_of_name(text, name, part.lead, part.close, said, when) for name in found]
        fresh = list(range(before, len(drafts))) or (fresh_before if before == len(drafts) and not pending else [])
    if money and len(drafts) == 1 and drafts[0].investment is None and money[0] < drafts[0].start:
        drafts = [replace(drafts[0], investment=money[1], start=money[0])]
    return drafts


def _draft_of_name(text: str, name: Name, lead: Run | None, close: Run | None, said: Said, when: str) -> Draft:
    start, end = name.start, name.end
    amount: Decimal | None = None
    if name.amount >= 0:
        start, amount = name.amount, investment(text[name.amount : name.start])
    for run in (lead, close):
        if run is not None:
            start, end = min(start, run.start), max(end, run.end)
            for word in run.words:
                if word.money:
                    amount = investment(word.text)
    return Draft(name, start, end, said, when, amount)


def _with_next_clause(draft: Draft, said: Said, when: str, amount: Decimal | None, end: int) -> Draft:
    """What is said of a project in the next clause, without its name: the further milestone counts."""
    further = said and (not draft.milestone or draft.milestone == "在建" or ORDER.index(said) > ORDER.index(draft.milestone))
    return replace(
        draft,
        milestone=said if further and said != "在建" else draft.milestone,
        when=(when or draft.when) if further else draft.when,
        investment=draft.investment if draft.investment is not None else amount,
        end=end,
    )


def _parts_of_clause(known: Vocabulary, text: str, clause: Span) -> Iterator[Part]:
    """A clause → its phrases, each with the run of words before it and the run that closes it."""
    end = clause.end
    while end > clause.start and text[end - 1] in _MARKS and not _closes_quotation(text, clause.start, end):
        end -= 1
    begin = _BEGINNING.match(text, clause.start, end)
    at = begin.end() if begin else clause.start
    lead: Run | None = None
    for run in runs(known, text, at, end):
        between = text[at : run.start].strip()
        closing = bool(_BOUNDARY.match(text, run.end, end)) or run.end == end
        if closing and (run.closes or (lead is not None and run.end == end and run.ends)):
            yield Part(at, run.start, lead, run)
            lead, at = None, run.end
        elif closing and not between and lead is None and run.end == end and run.timed:
            yield Part(at, run.start, None, run)
            at = run.end
        elif not closing and (run.leads or run.timed) and (not between or (_begins_anew(run) and _ACTOR.fullmatch(between))):
            lead, at = run, run.end
        elif not closing and run.leads and text[run.start - 1] in "、并" and _begins_anew(run):
            yield Part(at, run.start, lead, None)
            lead, at = run, run.end
    if at < end:
        yield Part(at, end, lead, None)


def _closes_quotation(text: str, start: int, end: int) -> bool:
    """Whether a clause's last mark closes a project's name that was opened in it: 实施“柳泉水厂项目”。"""
    return text.endswith("项目”", start, end) and text.rfind("“", start, end) > text.rfind("”", start, end - 1)


def _begins_anew(run: Run) -> bool:
    """Whether a run after 、 begins something new and is no part of a name, as 新建 and 改造 may be."""
    return len(run.words) > 1 or run.words[0].text not in _WITHIN
