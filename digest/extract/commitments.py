"""Record → its commitments: the projects, numbers and pledges of its plan, each with the step, time and amounts that make it concrete.

A project is one by its name, a number by the clause that gives it, with the other numbers of the clause. Where a clause promises a step
of something that no project's name was read for (确保投产达效, 争创国家级园区), the clause itself is the commitment. Headline targets are
not among them: their ledger is compare/ledger.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.chinese.pair_rarity import specific
from digest.chinese.sentences import Span, clauses, sentences
from digest.extract.commitment_names import listed_names, named_in_clause, trimmed
from digest.extract.milestones import FINISHED, ORDER, milestone
from digest.extract.progress_words import Run, Said, Vocabulary, runs, vocabulary
from digest.model.catalogue import Catalogue
from digest.model.citation import cite, name_as_read
from digest.model.commitment import Amount, Commitment
from digest.model.project_key import project_key
from digest.model.report import Evidence, Paragraph, Project, Record
from digest.understand.topics import topic_of

PLEDGED = 9.0  # how concrete a pledge is: they are all followed
SPECIFIC = 5.0  # what a name must tell, where no project's was read
VAGUE = 3.0  # what tells less than that is any thing of a kind
_MARKS = "—-–·"
SHORTEST = 4  # characters of a name
LONGEST = 60  # characters of a clause that is a commitment without a project's name
STEP = 16  # characters of a clause that only says how far what stands before is to come
PLANNED = ("plan", "government")
LIVELIHOODS = "livelihoods"
RATES = ("%", "百分点", "倍", "位", "位次", "元", "次")  # a number in one of these is no quantity of things
# What a place or firm is to be called
# matches 争创国家级园区 · 创成 · 纳入省级规划      not 创新
_TITLE = re.compile(r"争创|创建|创成|申报|申创|晋升|获评|入选|跻身|升级为|升格|评级|评定|命名|认定|纳入|进入|列入|验收|筹办|办好|举办")
# matches 国家级 · 全省 · A类 · 三级乙等 · 示范县      not 抓落实
_RANKED = re.compile(
    r"国家|全国|全省|省级|省市级|自治区级|市级|[A-Z][类级]|[0-9]A|[一二三]级|等医院|示范[县区市镇村园]|百强|[0-9]强|试点|[省部委市].{0,6}(?:辅导|备案|规划)"
    r"|第[一二三四五六七八九十]+届"
)
# What opens a sentence of rhetoric, of which a name is none
# at the start: 坚持 · 牢固树立      not 建设
_TALK = re.compile(
    r"坚持|坚决|牢固|树立|健全|完善|强化|深化|优化|提高|增强|保持|营造"
    r"|凝聚|弘扬|引导|加强|落实|深入|扎实|严格|全面提升|紧扣|巩固|大力推行|早开|早落|早建|早见|一批|一系列|进一步"
)
# What is counted and is no thing
# matches 三个重点 · 7个场景 · 五项行动      not 5个项目
_NO_THINGS = re.compile(r"重点|目标|关键|制度|机制|行动|会议|精神|指标|清单|任务|领域|方面|体系|理念|战略|场景|主线|抓手|要求|小康|现代化|实事|标准$")
# What ends a name and says no more of it
# matches 基地项目建设 · 配套工程      not 项目部
_LAST_WORDS = re.compile(r"(?:项目|工程|建设)+$")
# What joins the halves of one name
# matches 装配与维护基地 · 防洪及治理      not 与
_LINKED = re.compile(r".[与和及].")
_MONEY = ("投资", "投入", "总投资", "资金")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A paragraph of a plan and what was read in it: projects, numbers of things with where they stand, the words of progress of each clause."""

    report: str
    paragraph: Paragraph
    projects: Sequence[Project]
    amounts: Sequence[tuple[Evidence, Amount]]
    known: Vocabulary

    @property
    def text(self) -> str:
        return self.paragraph.text

    def projects_in(self, part: Span) -> list[Project]:
        return [p for p in self.projects if part.start <= _name_start(p) < part.end]

    def amounts_in(self, part: Span) -> tuple[Amount, ...]:
        return tuple(a for e, a in self.amounts if part.start < e.end <= part.end and not a.subject.endswith(_MONEY))

    def runs_of(self, part: Span) -> list[Run]:
        return runs(self.known, self.text, part.start, part.end)

    def cited(self, start: int, end: int) -> Evidence:
        return cite(self.report, self.paragraph, *trimmed(self.text, start, end))


def find_commitments(record: Record, catalogue: Catalogue) -> tuple[Commitment, ...]:
    """A record → its commitments in reading order, pledges (民生实事) first.

    年内建成东湖水厂，新建停车场6个 → project 东湖水厂, 竣工, 2024; quantity 停车场, 6 个
    """
    known = vocabulary(catalogue.lexicons)
    projects, amounts = _projects_by_paragraph(record), _amounts_by_paragraph(record)
    paragraphs = {p.id: p for p in record.report.paragraphs}

    def plan_of(id: str) -> _Plan:
        return _Plan(record.report.id, paragraphs[id], projects.get(id, ()), amounts.get(id, ()), known)

    pledged = [e for pledge in record.pledges for e in (pledge.evidence, *pledge.further)]
    found: list[Commitment] = []
    for pledge in record.pledges:
        stretches = [e for e in (pledge.evidence, *pledge.further) if e.paragraph in paragraphs]
        parts = tuple(_first_of_each(c for e in stretches for c in _in_stretch(plan_of(e.paragraph), Span(e.start, e.end))))
        topic = topic_of(pledge.text, catalogue.topics) or LIVELIHOODS
        when = next((c.when for c in parts if c.when), "")
        counted, stage = tuple(a for c in parts for a in c.amounts), _furthest(c.milestone for c in parts)
        found.append(Commitment("pledge", pledge.text.strip(), pledge.evidence, stage, when, counted, pledge.no, topic, PLEDGED, parts))
    loose: list[Commitment] = []
    for paragraph in record.report.paragraphs:
        if paragraph.part in PLANNED:
            for one in _in_stretch(plan_of(paragraph.id), Span(0, len(paragraph.text))):
                e = one.evidence
                if not any(p.paragraph == e.paragraph and p.start < e.end and e.start < p.end for p in pledged):
                    loose.append(replace(one, topic=topic_of(e.words, catalogue.topics) or paragraph.topic))
    places = {p.id: at for at, p in enumerate(record.report.paragraphs)}
    return (*found, *sorted(_first_of_each(loose), key=lambda c: (places[c.evidence.paragraph], c.evidence.end, -c.evidence.start)))


def _first_of_each(found: Iterable[Commitment]) -> list[Commitment]:
    """Commitments → of each name the most concrete one, in the order of the first."""
    best: dict[str, Commitment] = {}
    for one in found:
        key = project_key(one.name) + "|".join(f"{a.value}{a.unit}" for a in one.amounts if one.kind == "quantity")
        if key not in best or one.weight > best[key].weight:
            best[key] = one
    return list(best.values())


def _projects_by_paragraph(record: Record) -> Mapping[str, list[Project]]:
    found: dict[str, list[Project]] = {}
    for project in record.projects:
        if project.kind == "target":
            found.setdefault(project.evidence.paragraph, []).append(project)
    return found


def _amounts_by_paragraph(record: Record) -> Mapping[str, list[tuple[Evidence, Amount]]]:
    """A record → its planned numbers of things, by paragraph: figures, and facts that are totals or additions."""
    found: dict[str, list[tuple[Evidence, Amount]]] = {}
    for figure in record.figures:
        if figure.kind == "target" and figure.measure in ("level", "change") and figure.unit not in RATES and figure.part == "whole":
            amount = Amount(figure.subject, figure.value, figure.unit, figure.bound, figure.high)
            found.setdefault(figure.evidence.paragraph, []).append((figure.evidence, amount))
    for fact in record.own_facts:
        if fact.kind == "target" and fact.measure in ("level", "change") and fact.unit not in RATES and not fact.volume and "元" not in fact.unit:
            for evidence in fact.evidence:
                amount = Amount(_subject_of_fact(evidence), fact.value, fact.unit, fact.bound, fact.high, fact.indicator)
                found.setdefault(evidence.paragraph, []).append((evidence, amount))
    return {id: sorted(some, key=lambda item: (item[0].end, item[1].subject)) for id, some in found.items()}


def _subject_of_fact(evidence: Evidence) -> str:
    """新增城镇就业4400人 → 新增城镇就业; 18个老旧小区改造 → 老旧小区改造"""
    pieces = [p for p in re.split(r"[0-9０-９.一二三四五六七八九十百千万亿]+[\u4e00-\u9fff]", evidence.words) if p]
    return max(pieces, key=len, default=evidence.words)


def _in_stretch(plan: _Plan, stretch: Span) -> Iterator[Commitment]:
    """A stretch of a paragraph of a plan → its commitments."""
    text = plan.text
    for sentence in sentences(text):
        if sentence.end <= stretch.start or sentence.start >= stretch.end:
            continue
        parts = [Span(max(p.start, stretch.start), min(p.end, stretch.end)) for p in clauses(text, sentence) if p.start < stretch.end and stretch.start < p.end]
        idle: list[Span] = []  # clauses in a row in which nothing was found
        for n, part in enumerate(parts):
            made = list(_in_clause(plan, part, _end_of_step(plan, parts, n), idle))
            idle = [] if made else [*idle, part]
            yield from made


def _in_clause(plan: _Plan, part: Span, end: int, idle: Sequence[Span]) -> Iterator[Commitment]:
    """A clause, where what is said of its things ends, and the idle clauses before it → its commitments."""
    projects, counted = plan.projects_in(part), plan.amounts_in(part)
    if projects:
        yield from _of_projects(plan, part, end, projects, counted)
    elif counted:
        yield _of_amounts(plan, part, end, counted)
    else:
        yield from _of_words(plan, part, idle)


def _name_start(project: Project) -> int:
    return project.evidence.start + max(0, project.evidence.words.find(name_as_read(project)))


def _end_of_step(plan: _Plan, parts: Sequence[Span], n: int) -> int:
    """Where what is said of a clause's things ends: behind the next clause, where that only says how far they are to come (，确保年内投产)."""
    for part in parts[n + 1 : n + 3]:
        if plan.projects_in(part) or plan.amounts_in(part):
            break
        found = plan.runs_of(part)
        if part.end - part.start <= STEP and any(w.says.close in FINISHED for run in found for w in run.words):
            if len(named_in_clause(plan.text, part, found)) < SHORTEST:
                return part.end
            break
    return parts[n].end


def _of_projects(plan: _Plan, part: Span, end: int, projects: Sequence[Project], counted: tuple[Amount, ...]) -> Iterator[Commitment]:
    """A clause that names projects → a commitment for each, those that stand in the same list among them."""
    inside = runs(plan.known, plan.text, part.start, end)
    names = listed_names(named_in_clause(plan.text, part, plan.runs_of(part)))
    known = {name_as_read(p): p for p in projects}
    first = True
    for name in dict.fromkeys((*names, *known)):
        same = [p for said, p in known.items() if said == name or (len(said) >= 2 and (said in name or name in said))]
        if _TALK.match(name) or (name not in known and not same and specific(name) < SPECIFIC):
            continue
        if name in known and any(name != other and name in other for other in names):
            continue  # the list gives it with more words
        if name not in known and any(_LAST_WORDS.sub("", name) in other and other not in names and other != name for other in known if _LINKED.search(other)):
            continue  # 机器人装配 of 机器人装配与维护基地
        project = same[0] if same else projects[0]
        at = plan.text.find(name, part.start, end)
        closes = (w.says.close for run in inside for w in run.words if w.end > at and w.says.close in FINISHED)
        stage = _furthest((project.milestone, *closes))
        when = _when(inside) or (project.when if same else "")
        weight = 3.0 + (1.0 if stage in FINISHED else -0.5 if stage == "前期" else 0) + (0.5 if when else 0) + (0.5 if project.investment or counted else 0)
        weight += min(0.5, specific(name) / 30) - (1.0 if specific(name) < VAGUE else 0)
        several = counted if len(counted) == 1 and counted[0].unit == "个" else ()
        start, first = (part.start if first or at < 0 or not names else at), False
        yield Commitment("project", name, plan.cited(start, max(end, part.end)), stage, when, several, weight=weight)


def _of_amounts(plan: _Plan, part: Span, end: int, counted: tuple[Amount, ...]) -> Commitment:
    """A clause that gives numbers → the commitment to them."""
    found = plan.runs_of(part)
    stage, when = _step(runs(plan.known, plan.text, part.start, end)), _when(found)
    words = part.of(plan.text)
    weight = 3.0 + (0.5 if when else 0) + (0.5 if stage in FINISHED else 0)
    if not re.search("[0-9]", words) or all(_NO_THINGS.search(a.subject) for a in counted):
        weight = 1.0
    name = named_in_clause(plan.text, part, found) or counted[0].subject
    weight += min(0.5, specific(name) / 30)
    return Commitment("quantity", name, plan.cited(part.start, max(end, part.end)), stage, when, counted, weight=weight)


def _of_words(plan: _Plan, part: Span, idle: Sequence[Span]) -> Iterator[Commitment]:
    """A clause without a project or a number → what it undertakes: a title (争创国家级园区), or a step of what it or the clauses before it list."""
    found, words = plan.runs_of(part), part.of(plan.text)
    if part.end - part.start > LONGEST or _NO_THINGS.search(words):
        return
    if _TITLE.search(words) and _RANKED.search(words) and not _TALK.match(words):
        name = named_in_clause(plan.text, part, found)
        if len(name) >= SHORTEST:
            yield Commitment("project", name, plan.cited(part.start, part.end), "", _when(found), weight=3.0)
            return
    stage = _step(found)
    strong = any(w.says.close in FINISHED and not w.says.weak for run in found for w in run.words)
    lead = any(w.says.lead is not None and w.says.lead.planned in FINISHED for run in found for w in run.words)
    if stage not in FINISHED or not (strong or lead):
        return
    start, name = part.start, named_in_clause(plan.text, part, found)
    if len(name) < SHORTEST:
        start = next((one.start for one in idle[-2:] if "、" in one.of(plan.text) or "等" in one.of(plan.text)), part.start)
        name = named_in_clause(plan.text, Span(start, part.start), []) if start < part.start else name
    names = listed_names(name)
    for one in names:
        if len(one) >= (SHORTEST if len(names) == 1 else 2) and not _TALK.match(one) and specific(one) >= SPECIFIC and one[0] not in _MARKS:
            at = start if one == names[0] else max(start, plan.text.find(one, start, part.end))
            yield Commitment("project", one, plan.cited(at, part.end), stage, _when(found), weight=3.0 if len(names) > 1 or start < part.start else 2.0)


def _step(found: Sequence[Run]) -> Said:
    """The words of progress of a clause → the step that they promise."""
    lead = next((run for run in found if run.leads), None)
    close = next((run for run in reversed(found) if run.closes), None)
    return milestone(lead, close, planned=True)


def _furthest(stages: Iterable[Said | None]) -> Said:
    """在建, 竣工 → 竣工; any event goes before 在建"""
    return max((s for s in stages if s), key=lambda s: (s in FINISHED, ORDER.index(s)), default="")


def _when(found: Iterable[Run]) -> str:
    return next((w.text for run in found for w in run.words if w.says.time), "")
