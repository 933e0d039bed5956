"""Report → the projects that it names: what is built, for how much, how far it has come and by when.

A clause is names and words of progress: 加快推进 A、B 建设, or A 4月底 开工建设. What stands alone is joined: a name without a verb with the
verb of the next clause, a verb without a name (确保年内投入使用) with the names of the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from digest.chinese.sentences import Span, clauses, sentences
from digest.extract.context import Frame, frames, when
from digest.extract.milestones import FINISHED, carried, date, force, investment, milestone
from digest.extract.progress_words import Said, Vocabulary, vocabulary
from digest.extract.project_clauses import MAKING, Part, parts_of_clause
from digest.extract.project_names import Name, names
from digest.extract.project_words import NONE, NOTE_MARK, WORKS, NameWords, core_of, head_of, kind_of, words
from digest.extract.table_columns import is_of_values
from digest.extract.table_projects import is_of_projects, project_of_row
from digest.model.catalogue import Catalogue
from digest.model.citation import cite
from digest.model.report import Project, Report
from digest.understand.damage import is_spoiled, openers_of

# wholly: 一期 · 二期工程      not 期 · 五期
_STAGE = re.compile(r"[一二三1-3]期(?:工程|项目)?")

# By which what stands around a name shows that it is one of several
# matches 等9个项目 · 、云麓大桥      not 总投资3亿元的
_OF_GROUP = re.compile("[等、]")

# What a clause tells of something, and no name holds
# matches 规模居全国第五位 · 产值超百亿 · 增速达9%      not 云麓大桥 · 安居小区
_TOLD = re.compile(r"[居占超达为](?:全[国省市县区]|第|[近约]?[0-9一二三四五六七八九十百千万])|第[0-9一二三四五六七八九十]{1,3}位")
_MEMBER, _HEADLESS = 60, 10  # characters of a member of a list that commas part, and of one that does not say what it is
_BUILT = "建设"
# matches 甲、乙等项目 · 甲、乙等9个重点工程      not 甲、乙等企业
_EXAMPLES = re.compile("等[^，、]{0,24}(?:项目|工程)$")
# matches 甲、乙等签约项目 · 甲、乙等一批在建的重点项目      not 甲、乙等项目 · 甲前期项目
_GROUP = re.compile(r"等[^，、在]{0,8}?(在谈|洽谈|前期|储备|拟建|签约|新?开工|在建|续建|投产)的?(?:重[点大])?(?:项目|工程)$")
_GROUPS: dict[str, Said] = {
    "在谈": "前期", "洽谈": "前期", "前期": "前期", "储备": "前期", "拟建": "前期", "签约": "签约",
    "开工": "开工", "新开工": "开工", "在建": "在建", "续建": "在建", "投产": "投产",
}  # fmt: skip
_KINDS = ("项目", "工程", "设施", "景区", "景点", "文物", "线路")  # how a list ends whose names stand before 等


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """The word lists that reading a report's projects needs, compiled once."""

    vocabulary: Vocabulary
    words: NameWords
    openers: re.Pattern[str] | None = None  # of a text in which marks are lost: words that begin a clause wherever they stand


@dataclass(frozen=True, slots=True)
class Draft:
    """A project while its sentence is read; start and end are what its evidence holds, `shared` where it is one of a group, `done` where it is 已 ….

    In a plan what is 已建成 was done the year before.
    """

    name: Name
    start: int
    end: int
    milestone: Said = ""
    when: str = ""
    investment: Decimal | None = None
    shared: bool = False
    done: bool = False


def find_projects(report: Report, catalogue: Catalogue) -> tuple[Project, ...]:
    """Report → its projects in reading order. A project is given as often as something new is said of it.

    总投资3亿元的东湖水厂项目，4月底开工建设 → 东湖水厂项目, 3, 开工, 2024-04, target
    """
    reading = ProjectWords(vocabulary(catalogue.lexicons), words(catalogue, report.meta.level), openers_of(catalogue) if is_spoiled(report) else None)
    found: list[Project] = []
    for frame in frames(report):
        text, row = frame.paragraph.text, frame.paragraph.row
        if row is not None and is_of_projects(row):
            found += project_of_row(report.id, frame, row, reading.vocabulary)
            continue
        if row is not None and is_of_values(row):
            continue
        led: Part | None = None  # what led the last list of the sentence before: 开工建设甲等煤化工项目；|乙等新材料项目
        for sentence in sentences(text):
            if not reading.words.headed.search(text, sentence.start, sentence.end):
                continue
            drafts, led = _drafts_of_sentence(reading, frame, text, sentence, led if text.endswith("；", 0, sentence.start) else None)
            for draft in drafts:
                project = _project_of_draft(report, frame, text, draft)
                if not any(one.name == project.name and one == project for one in found[-40:]):
                    found.append(project)
    return tuple(found)


def _project_of_draft(report: Report, frame: Frame, text: str, draft: Draft) -> Project:
    """What is finished or begun in the review, without a date of its own, is of the year that its sentence is about; of a period, of none."""
    evidence = cite(report.id, frame.paragraph, draft.start, draft.end)
    kind, dated = frame.kind, draft.when
    if not dated and draft.milestone in FINISHED and frame.last is not None:
        if kind == "actual":
            _, year, _ = when(frame, text, draft.start)
            dated = str(year) if year is not None else ""
        elif draft.done:
            kind, dated = "actual", str(frame.last - 1)
    return Project(NOTE_MARK.sub("", text[draft.name.start : draft.name.end]), draft.investment, draft.milestone, dated, kind, evidence)


def _drafts_of_sentence(reading: ProjectWords, frame: Frame, text: str, sentence: Span, led: Part | None) -> tuple[list[Draft], Part | None]:
    planned, year = frame.kind == "target", frame.last
    drafts: list[Draft] = []
    pending: Part | None = None  # the clause before, where it had no verb
    topic: Part | None = None  # what a clause before is about: 对甲、乙等项目，
    fresh: list[int] = []  # the drafts of the clause before
    money: tuple[int, Decimal] | None = None
    day = ""  # a clause that is nothing but a date: 6月底前，
    damaged = reading.openers is not None
    told = [tuple(parts_of_clause(reading.vocabulary, text, clause, reading.words, damaged)) for clause in _clauses_of(reading, text, sentence)]
    if led is not None and told and len(told[0]) == 1 and _goes_on_with(told[0][0], text):
        told[0] = (told[0][0]._replace(lead=led.lead),)
    for parts in _with_lists_joined(reading.words, text, told):
        before, fresh_before = len(drafts), fresh
        waiting, pending = pending, None
        here = len(drafts)  # where the drafts of the part before begin
        for part in parts:
            phrase = part.of(text)
            said = milestone(part.lead, part.close, planned) or _told_by_group(phrase)
            if phrase and not said:
                pending = part if part.lead is None or _is_on_projects(part, phrase) else None
                topic = part if phrase.startswith("对") and phrase.endswith("项目") else topic
                pending = topic or pending
                continue
            dated = date(part.close, year, frame.told) or date(part.lead, year, frame.told)
            if not phrase and not said and dated and not fresh_before:
                day = dated
                continue
            dated = dated or (day if said in FINISHED else "")
            if phrase and _STAGE.fullmatch(phrase) and (waiting or fresh_before) and part.close:
                phrase = ""
            if phrase:
                here = len(drafts)
                drafts += _drafts_of_part(reading.words, text, part, said, dated)
                continue
            alone = investment(text[part.close.start :]) if part.close and part.close.words[0].says.money else None
            if waiting and (said or alone is not None):
                drafts += _drafts_of_part(reading.words, text, waiting._replace(lead=None, close=part.close), said, dated)
            elif fresh_before and part.close and before == len(drafts):
                own = alone if len(drafts) == 1 and not drafts[0].shared else None
                drafts = [_with_next_clause(d, said, dated, own, part.close.end) if i in fresh_before else d for i, d in enumerate(drafts)]
            elif said and part.close and here < len(drafts):  # 甲项目当年签约、当年开工
                drafts = [_with_next_clause(d, said, dated, None, part.close.end) if i >= here else d for i, d in enumerate(drafts)]
            elif alone is not None and part.close:
                money = part.close.start, alone
        fresh = list(range(before, len(drafts))) or (fresh_before if before == len(drafts) and not pending else [])
    if money and len(drafts) == 1 and drafts[0].investment is None and money[0] < drafts[0].start and not drafts[0].shared:
        drafts = [replace(drafts[0], investment=money[1], start=money[0])]
    last = told[-1][-1] if told and told[-1] else None
    return drafts, last if last is not None and last.lead is not None and last.close is None and _EXAMPLES.search(last.of(text)) else None


def _clauses_of(reading: ProjectWords, text: str, sentence: Span) -> Iterator[Span]:
    """The clauses of a sentence, and in a damaged copy those whose mark is lost: 启动甲片更新改造|坚持规划先行."""
    for clause in clauses(text, sentence):
        cuts = [found.start() for found in reading.openers.finditer(text, clause.start, clause.end)] if reading.openers else []
        yield from (Span(a, b) for a, b in pairwise((clause.start, *cuts, clause.end)))


def _goes_on_with(part: Part, text: str) -> bool:
    """Whether a clause is nothing but another list of the same kind as that of the sentence before a ；: 乙、丙等新材料项目."""
    return part.lead is None and part.close is None and bool(_EXAMPLES.search(part.of(text)))


def _with_lists_joined(words: NameWords, text: str, told: Sequence[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
    """The parts of a sentence's clauses → the same, the members of a list that commas part put together: 抓好甲水厂，乙电站，丙码头建设."""
    joined: list[tuple[Part, ...]] = []
    for parts in reversed(told):
        if joined and joined[-1] and parts and _is_listed_with(words, text, parts[-1], joined[-1][0]):
            last, (first, *others) = parts[-1], joined[-1]
            end = first.end - len(_BUILT) * (last.lead is not None and text.endswith(_BUILT, first.start, first.end))
            joined[-1] = (first._replace(start=last.start, end=end, lead=last.lead), *others)
            if not (parts := parts[:-1]):
                continue
        joined.append(parts)
    return joined[::-1]


def _is_listed_with(words: NameWords, text: str, last: Part, first: Part) -> bool:
    """Whether the end of a clause and the beginning of the next are members of one list: what is said of the second is said of both.

    Works are members after a verb only: 完成甲河治理，乙河治理, as 老城区提升，甲大桥建成 are two statements.
    """
    if last.close is not None or first.lead is not None or (last.lead is not None and first.close is not None and first.close.closes):
        return False
    if text[last.end : first.start].strip("，, "):
        return False
    name, following = last.of(text), first.of(text).removesuffix(_BUILT)
    if not 3 < len(name) <= _MEMBER or _STAGE.match(following):
        return False
    if _TOLD.search(name):
        return False
    kinds = {kind_of(words, head_of(words, core_of(phrase))) for phrase in (name, re.split("[，,]", following)[0])}
    if last.lead is not None:
        return NONE not in kinds and ((WORKS in kinds) is (kinds == {WORKS}))
    examples = bool(_EXAMPLES.search(following))
    if WORKS in kinds and first.close is not None:
        return False
    return NONE not in kinds or (examples and len(name) <= _HEADLESS)


def _drafts_of_part(words: NameWords, text: str, part: Part, said: Said, dated: str) -> list[Draft]:
    """A phrase with the words about it → a draft of each name in it. What is spent on a group is none's own: 甲、乙等9个项目完成投资3亿元."""
    told = force(part.lead, part.close, said)
    bare = told != "work" and text.endswith("等", part.start + 4, part.end)  # 甲、乙等主体工程: nothing says of what kind they are
    found = names(words, text, part.start, part.end - bare, told, said, part.lead is not None and part.lead.end == part.start)
    if found and part.close is None and _is_told_further(text, part, found[-1]):
        return []
    shared = len(found) != 1 or bool(_OF_GROUP.search(text[part.start : found[0].start] + text[found[0].end : part.end]))
    if found and _is_money_of_all(text, part, found):
        found = [found[0]._replace(amount=-1), *found[1:]]
    return [_draft_of_name(text, name, part, said, dated, shared) for name in found]


def _told_by_group(phrase: str) -> Said:
    """甲、乙等签约项目 → 签约: how far the examples of a list are, by what they are called; "" where that does not say."""
    called = _GROUP.search(phrase)
    return _GROUPS[called[1]] if called else ""


def _is_on_projects(part: Part, phrase: str) -> bool:
    """对接甲、乙等项目，尽快签约: whether a verb that gives no milestone stands before what is called projects, of which the next clause tells more."""
    return part.lead is not None and not any(w.says.opens or w.says.other for w in part.lead.words) and bool(_EXAMPLES.search(phrase))


def _is_told_further(text: str, part: Part, last: Name) -> bool:
    """推动甲电厂、乙电厂参与市场交易: whether after a verb that makes things do something the phrase goes on with what they do."""
    rest = text[last.end : part.end].strip("，。、 的")
    return part.lead is not None and part.lead.words[-1].text.endswith(MAKING) and rest not in ("", "等") and not rest.endswith(_KINDS)


def _is_money_of_all(text: str, part: Part, found: list[Name]) -> bool:
    """总投资3亿元的甲、乙 · 总投资3亿元的甲等9个项目: whether the amount before the first name is that of all, as no other follows."""
    after = text[found[0].end : part.end]
    return "等" in after.partition("、")[0] or ("元" not in after and len(found) > 1)


def _draft_of_name(text: str, name: Name, part: Part, said: Said, dated: str, shared: bool) -> Draft:
    start, end = name.start, name.end
    amount: Decimal | None = None
    done = part.close is not None and any(word.text.startswith("已") for word in part.close.words)
    if name.amount >= 0:
        start, amount = name.amount, investment(text[name.amount : name.start])
    for run in (part.lead, part.close):
        if run is not None:
            start, end = min(start, run.start), max(end, run.end)
            for word in run.words:
                if word.says.money and not shared:
                    amount = investment(word.text)
    return Draft(name, start, end, said, dated, amount, shared, done)


def _with_next_clause(draft: Draft, said: Said, dated: str, amount: Decimal | None, end: int) -> Draft:
    """What is said of a project in the next clause, without its name."""
    reached = carried(draft.milestone, said)
    return replace(
        draft,
        milestone=reached,
        when=(dated or draft.when) if said and reached == said else draft.when,
        investment=draft.investment if draft.investment is not None else amount,
        end=end,
    )
