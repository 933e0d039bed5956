"""Sections → the main work tasks of the plan, in order: the series of heads below the chapter of this year's work, whatever form they have.

What stands beside them is none: the goals of five years, the general requirements, annexes with pledges, the government's own building where it is a chapter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from digest.extract.task_themes import theme_of
from digest.model.catalogue import Catalogue
from digest.model.report import Report
from digest.model.section_model import Task, TitledSection
from digest.understand import heading_marks
from digest.understand.report_dates import years

SERIES = 3  # so many heads make a series
FEW = 4  # at most so many chapters whose own heads are the tasks
STARTS = 20  # characters of a task's text that are given with it

# Several years' plan
# matches “十五五”时期主要目标 · 今后五年工作      not 2026年工作安排
YEARS = re.compile(r"十[一二三四五六七八九]五”?(?!收官|开局)|(?:今后|未来|下个?|新的?)(?:五|5)年|本届政府|2035")
# matches 今年工作重点 · 工作安排      not 主要目标
WORK = re.compile(r"今年|当前|工作|任务|安排|部署|措施|举措|建议")
# The requirements and goals above the tasks
# matches 总体要求 · 主要预期目标 · 发展思路      not 目标任务和重点工作
GOALS = re.compile(r"总体(?:要求|思路|目标)|指导思想|(?:预期|发展|奋斗|主要)目标|(?:发展|工作|基本)思路|形势|目标要求|要求和目标|工作要求")
# matches 重点工作 · 主要任务 · 工作安排      not 总体要求
DOING = re.compile(r"重点|任务|工作安排|主要工作|举措|措施|抓好|做好")
# A list of pledges
# matches 2026年民生实事 · 十项民心工程 · 附件1      not 增进民生福祉
PLEDGES = re.compile(r"实事|民心工程|^附")


def find_tasks(report: Report, sections: Sequence[TitledSection], catalogue: Catalogue) -> tuple[Task, ...]:
    """A report and its sections → the plan's main tasks.

    二、2024年工作安排 / （一）扩大内需。… / （二）做强产业。… / （三）改善民生。… → 1 扩大内需 (demand) · 2 做强产业 (industry) · 3 改善民生 (livelihoods)
    """
    texts = {paragraph.id: paragraph.text for paragraph in report.paragraphs}
    shown = {paragraph.id: paragraph.shown for paragraph in report.paragraphs}
    order = list(texts)
    found = []
    for number, section in enumerate(_task_sections(report, sections), 1):
        text = text_of(section, texts, order)
        starts = text_of(section, shown, order)[:STARTS]
        found.append(Task(number, section.shown, starts, theme_of(section.title, text, catalogue.task_themes), section.id))
    return tuple(found)


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
    ids = {section.id for section in sections}
    for section in sections:
        children[section.parent if section.parent in ids else ""].append(section)
    tops = [one for one in children[""] if one.part == "plan" and not PLEDGES.search(one.marker + one.title)]
    thisyear = [one for one in tops if not YEARS.search(one.title) or report.meta.year in years(one.title) or "今年" in one.title]
    tops = thisyear or tops
    if loose := _series(tops, children[""]):
        return loose
    return [task for top in tops for task in _below(top, children)]


def _series(members: Sequence[TitledSection], siblings: Sequence[TitledSection]) -> list[TitledSection]:
    """Sections of the plan at the top of the text → themselves, if they are the tasks: more of them than chapters are."""
    several = [one for one in members if not heading_marks.is_chapter(one.title) and not GOALS.search(one.title)]
    return several if len(several) > FEW else []


def _below(top: TitledSection, children: dict[str, list[TitledSection]]) -> list[TitledSection]:
    """A chapter → the tasks below it."""
    groups: dict[str, list[TitledSection]] = defaultdict(list)
    for one in children[top.id]:
        if not (PLEDGES.search(one.title) and not one.marker):
            groups[_style(one)].append(one)
    series = [group for group in groups.values() if len(group) >= 2]
    if not series:
        return [task for one in children[top.id] for task in _below(one, children)] if len(children[top.id]) == 1 else []
    group = max(series, key=lambda some: (sum(one.length for one in some), len(some)))
    doing = [one for one in group if DOING.search(one.title)]
    if any(GOALS.search(one.title) for one in group) and len(group) <= FEW and doing:
        return [task for one in doing for task in _below(one, children)]
    if len(group) <= FEW and _style(group[0]) == "chinese":
        deeper = [[one for one in children[chapter.id] if _style(one) == "paren"] for chapter in group if chapter.part == "plan"]
        if deeper and sum(len(some) >= SERIES for some in deeper) * 2 > len(deeper):
            return [one for some in deeper for one in some]
    return group


def _style(section: TitledSection) -> str:
    """The kind of a section's number: paren of （一）, dash of ——, its form without one."""
    return heading_marks.number_style(section.marker + "某某某某")[0] or ("dash" if section.marker else section.form)
