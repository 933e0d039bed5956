"""Sections → the main work tasks of the plan, in order: the series of heads below the chapter of this year's work, whatever form they have.

What stands beside them is none: the goals of five years, the general requirements, annexes with pledges, the government's own building where it is a chapter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from digest.extract.task_themes import theme_of
from digest.model.catalogue import Catalogue
from digest.model.report import Pledge, Report
from digest.model.section_model import Task, TitledSection
from digest.understand import heading_marks
from digest.understand.part_signs import SELF
from digest.understand.report_dates import years

SERIES = 3  # so many heads make a series
FEW = 4  # at most so many chapters whose own heads are the tasks
LIGHT = 3  # a chapter whose tasks have a third of another's text names principles, not tasks
TASK_MARKS = ("chinese", "paren", "newspaper", "part")  # of which one alone is a task, where the text ends in it
STARTS = 20  # characters of a task's text that are given with it

# Several years' plan
# matches “十五五”时期主要目标 · 今后五年工作      not 推动“十五五”开好局 · 2026年工作安排
YEARS = re.compile(r"十[一二三四五六七八九]五”?(?!.{0,2}(?:收官|开好?局|起好?步|良好))|(?:今后|未来|下个?|新的?)(?:五|5)年|本届政府|2035")
# The requirements and goals above the tasks
# matches 总体要求 · 主要预期目标 · 发展思路      not 重点工作
GOALS = re.compile(r"总体(?:要求|思路|目标)|指导思想|(?:预期|发展|奋斗|主要|工作)目标|(?:发展|工作|基本)思路|目标(?:要求|任务)|要求和|形势(?!下)|原则")
# matches 重点工作 · 主要任务 · 工作安排      not 总体要求
DOING = re.compile(r"重点|任务|工作安排|主要工作|举措|措施|抓好|做好")
# A list of pledges
# matches 2026年民生实事 · 办好惠民实事 · 十项民心工程 · 附件1      not 持续办好群众可感可及实事 · 办好民生实事，提高生活品质
PLEDGES = re.compile(r"^(?:.{0,4}[0-9]{4}年.{0,16}|[办抓做]好?.{0,6}|[0-9一二三四五六七八九十]{1,3}[件项大个].{0,6})(?:实事|民心工程)(?![，、])|^附[件录表]?")


def find_tasks(report: Report, sections: Sequence[TitledSection], catalogue: Catalogue, pledges: Iterable[Pledge] = ()) -> tuple[Task, ...]:
    """A report, its sections and its pledges → the plan's main tasks.

    二、2024年工作安排 / （一）扩大内需。… / （二）做强产业。… / （三）改善民生。… → 1 扩大内需 (demand) · 2 做强产业 (industry) · 3 改善民生 (livelihoods)
    """
    texts = {paragraph.id: paragraph.text for paragraph in report.paragraphs}
    shown = {paragraph.id: paragraph.shown for paragraph in report.paragraphs}
    order = list(texts)
    found = []
    promised = {(pledge.evidence.paragraph, pledge.evidence.start) for pledge in pledges}
    others = [section for section in sections if not _is_pledge(section, promised)]
    for number, section in enumerate(_task_sections(report, others), 1):
        text = text_of(section, texts, order)
        starts = text_of(section, shown, order)[:STARTS]
        heads = [one.title for one in sections if one.id == section.parent or one.parent == section.id]
        found.append(Task(number, section.shown, starts, theme_of(section.title, heads, text, catalogue.task_themes), section.id))
    return tuple(found)


def _is_pledge(section: TitledSection, promised: Set[tuple[str, int]]) -> bool:
    """Whether a head is that of a pledge, which begins with its number or with its title: 1.就业服务。新建零工市场2个 in a list of 民生实事."""
    spots = () if section.head is None else (section.head.at, section.head.at + len(section.marker))
    return any((section.head.paragraph, at) in promised for at in spots if section.head)


def text_of(section: TitledSection, texts: dict[str, str], order: Sequence[str]) -> str:
    """A section's text, its paragraphs joined by line ends."""
    if section.begins is None or section.ends is None:
        return ""
    first, last = order.index(section.begins.paragraph), order.index(section.ends.paragraph)
    whole = [texts[id] for id in order[first : last + 1]]
    whole[-1] = whole[-1][: section.ends.at]
    whole[0] = whole[0][section.begins.at :]
    return "\n".join(whole)


def _task_sections(report: Report, sections: Sequence[TitledSection]) -> list[TitledSection]:
    """The sections that are main tasks."""
    children: dict[str, list[TitledSection]] = defaultdict(list)
    for section in sections:
        children[section.parent].append(section)
    tops = [one for one in children[""] if one.part == "plan" and not PLEDGES.search(one.title or one.marker) and not SELF.search(one.title)]
    chapters = _without_goals(_of_this_year(report, tops))
    if len(loose := [one for one in chapters if not heading_marks.is_chapter(one.title)]) > FEW:
        return loose
    found = [tasks for tasks in (_below(chapter, children) for chapter in chapters) if tasks]
    most = max((_length(tasks) for tasks in found), default=0)
    return [one for tasks in found if _length(tasks) * LIGHT >= most for one in tasks]


def _of_this_year(report: Report, chapters: Sequence[TitledSection]) -> Sequence[TitledSection]:
    """Chapters of the plan → without those that plan several years, if others remain."""
    named = [one for one in chapters if not YEARS.search(one.title) or report.meta.year in years(one.title) or "今年" in one.title]
    return named or chapters


def _without_goals(chapters: Sequence[TitledSection]) -> Sequence[TitledSection]:
    """Sections beside each other → without those that only say what is required and aimed at, if others remain."""
    for admitted in (lambda title: not GOALS.search(title), lambda title: not GOALS.search(title) or DOING.search(title)):
        if kept := [one for one in chapters if admitted(one.title)]:
            return kept
    return chapters


def _below(top: TitledSection, children: dict[str, list[TitledSection]]) -> list[TitledSection]:
    """A chapter → the tasks below it: the longest list of its heads of one kind, or those below the heads of such a list."""
    lists = _lists(children[top.id])
    if not lists:
        return []
    heads = max(lists, key=_length)
    if len(heads) == 1 and heads[0].style not in TASK_MARKS:
        return _below(heads[0], children)
    if len(heads) <= FEW and any(GOALS.search(one.title) for one in heads) and any(DOING.search(one.title) for one in heads):
        return [task for one in _without_goals(heads) for task in _below(one, children)]
    if len(heads) <= FEW and heads[0].style == "chinese":
        deeper = [[one for one in children[chapter.id] if one.style == "paren"] for chapter in heads if chapter.part == "plan"]
        if deeper and sum(len(some) >= SERIES for some in deeper) * 2 > len(deeper):
            return [one for some in deeper for one in some]
    return heads


def _lists(sections: Sequence[TitledSection]) -> list[list[TitledSection]]:
    """Sections beside each other → their lists: of one kind of number, counting on; lists of pledges without a number are none."""
    lists: list[list[TitledSection]] = []
    last: dict[str, list[TitledSection]] = {}
    for one in sections:
        if not one.marker and PLEDGES.search(one.title):
            continue
        kind = one.style or one.form
        if kind not in last or one.number == 1:
            last[kind] = []
            lists.append(last[kind])
        last[kind].append(one)
    return lists


def _length(sections: Sequence[TitledSection]) -> int:
    """How much text stands below them."""
    return sum(one.length for one in sections)
