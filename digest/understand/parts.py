"""Sections and paragraphs → their parts: opening, review, plan, government, closing, glossary.

Parts follow the chapters: 回顾 → review, 安排 → plan, 自身建设 → government, 名词解释 → glossary. Where a chapter has no heading, or
its heading does not say, its text decides: does it tell of what was done or of what is to be done?
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from digest.model.closed_sets import Part
from digest.model.report import Paragraph, Section
from digest.understand import heading_marks
from digest.understand.glossary_entries import with_notes
from digest.understand.report_dates import years

# What a chapter looks back on
# matches 2023年工作回顾 · 在奋斗中取得新成效      not 2024年工作安排
REVIEW = re.compile(r"取得.{0,6}(?:成效|进展|成就|突破|成绩)|回顾|回眸|回首|总结|过去|完成情况|成就|成绩|[0-9]{4}年(?:政府)?工作情况")
# What it looks forward to
# matches 2024年工作安排      not 2023年工作回顾
PLAN = re.compile(r"安排|展望|部署|打算|目标|任务|要求|建议|重点|思路|努力|规划|今后|未来|下一步")
# By which a chapter that looks back as well is one that looks forward all the same
# matches 2023年工作回顾和2024年工作安排      not 过去五年目标任务完成情况
AHEAD = re.compile(r"安排|展望|打算")
# The government about itself
# matches 全面加强政府自身建设 · 提升政府治理效能      not 城市建设
SELF = re.compile(
    r"自身(?:改革和?)?建设|人民满意.{0,4}政府|政府建设|政府.{0,6}治理|政府效能|(?:服务型|法治|廉洁)政府"
)
# matches 全年完成投资      not 加快推进
DONE = re.compile(r"完成|实现|达到|荣获|建成|新增|提升至|获评|跃居|圆满")
# matches 加快推进      not 全年完成投资
TO_DO = re.compile(r"加快|推进|力争|确保|争取|持续|支持|深化|全面|要|将")
# How the speaker begins
# matches 现在，我代表市人民政府      not 市人民政府代表
BEGINS = re.compile(r"我.{0,2}(?:代表|受)|请予审议|请提出")
# The call with which a report ends
# matches 让我们携起手来 · 努力奋斗！      not 我们将努力奋斗，
CALL = re.compile(r"让我们|奋斗[！!。]?$|篇章[！!。]?$|贡献[！!。]?$|辉煌[！!。]?$|前进[！!。]?$")
SURELY = 6  # words by which a paragraph among those of a review is a plan all the same
WEIGHED = 4000  # characters of a text that are looked at for that
OPENING = 4  # paragraphs that an opening has at most
BEGINNING, LEAD, END = 120, 90, 160  # characters at the head of a paragraph, or at its end, in which it says what it is
# at the start: 各位代表！      not 全体代表
ADDRESS = re.compile(r"各位(?:代表|委员|同志)")


def section_parts(sections: tuple[Section, ...], paragraphs: tuple[Paragraph, ...]) -> tuple[Section, ...]:
    """Sections → the same with their parts: by their own words at the top, by their chapter's below.

    「二、2024年工作安排」 → plan, and so the 「（一）…」 below it; 「（八）加强自身建设」 inside the plan is the government's part,
    inside the review it stays review.
    """
    parts: dict[str, Literal["", Part]] = {}
    texts = {paragraph.section: paragraph.text for paragraph in reversed(paragraphs)}  # the first of each section
    previous: Literal["", Part] = ""
    reviewed = 0
    chapter = next((s.title for s in sections if s.level == 1), "")
    # An excerpt that begins at （四）, before 「二、…安排」, begins inside the review.
    inside: Literal["", Part] = "review" if PLAN.search(chapter) and not REVIEW.search(chapter) else ""
    for section in sections:
        title = heading_marks.compact(section.title)
        inside = inside if section.level > 1 else ""
        above = parts.get(section.parent, inside)
        part: Literal["", Part]
        if heading_marks.is_glossary(title):
            part = "glossary"
        elif SELF.search(title) and above != "review" and (above or previous != ""):
            part = "government"
        elif above:
            part = above
        elif section.level > 1:
            part = previous or _review_or_plan(texts.get(section.id, ""))
        elif (REVIEW.search(title) and not AHEAD.search(title)) or _is_of_earlier_year(section, sections):
            part = "review"
        elif PLAN.search(title) or (reviewed and any(year > reviewed for year in years(title))):
            part = "plan"  # 二、2024年工作, below 一、2023年工作回顾
        else:
            again = previous == "government" and title.startswith("一、")  # an annex numbers its own chapters
            part = previous if previous in ("plan", "government") and not again else _review_or_plan(texts.get(section.id, ""))
        parts[section.id] = part
        if not section.parent:
            previous = part
            reviewed = max(years(title), default=reviewed) if part == "review" else reviewed
    return tuple(replace(section, part=parts[section.id]) for section in sections)


def _is_of_earlier_year(section: Section, sections: tuple[Section, ...]) -> bool:
    """Whether a chapter that says nothing but its year comes before one of a later year: 2018年：实干之年 / 2019年：开局之年"""
    if PLAN.search(section.title) or not (named := years(section.title)):
        return False
    later = (year for other in sections if other.level == 1 and other.line > section.line for year in years(other.title))
    return any(year > max(named) for year in later)


def _review_or_plan(text: str) -> Part:
    """A text whose heading does not say → review or plan, by whether it tells of what was done or of what is to be done."""
    return "review" if _weight_of_done(text) > 0 else "plan"


def _weight_of_done(text: str) -> int:
    """How much a text tells of what was done, below nothing where it tells more of what is to be done."""
    return len(DONE.findall(text[:WEIGHED])) * 2 - len(TO_DO.findall(text[:WEIGHED]))


def paragraph_parts(sections: tuple[Section, ...], paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Sections with their parts, and paragraphs → the paragraphs with theirs: the section's, but for the opening, the
    government's own chapter where it has no heading, and the last call."""
    by_id = {s.id: s for s in sections}
    loose = [p for p in paragraphs if not p.section]
    opened = any(heading_marks.is_salutation(p.text) or "请予审议" in p.text for p in loose[:OPENING])
    # An excerpt that begins before 「二、…安排」 begins in the review.
    before: Literal["", Part] = "review" if sections and sections[0].level == 1 and sections[0].part == "plan" else ""
    result = []
    turn = _where_plan_begins(paragraphs) if not sections else 0
    for at, paragraph in enumerate(paragraphs):
        section = by_id.get(paragraph.section)
        if section:
            part = section.part
        elif opened and ((sections and len(loose) <= OPENING) or (at < OPENING and _is_beginning(paragraph))):
            part = "opening"
        else:
            part = before or ("review" if at < turn and _weight_of_done(paragraph.text) > -SURELY else _review_or_plan(paragraph.text))
        result.append(replace(paragraph, part=part))
    return with_notes(_with_closing(_with_government_part(tuple(result))))


def _where_plan_begins(paragraphs: tuple[Paragraph, ...]) -> int:
    """Paragraphs without any headings → where they turn from what was done to what is to be done, as most of their words agree.

    A report looks back before it looks forward: a paragraph of its review that speaks of 全面推进 is no plan.
    """
    best = most = said = 0
    for at, paragraph in enumerate(paragraphs):
        said += _weight_of_done(paragraph.text)
        if said > most:
            best, most = at, said
    return best


def _is_beginning(paragraph: Paragraph) -> bool:
    return heading_marks.is_salutation(paragraph.text) or bool(BEGINS.search(paragraph.text[:BEGINNING]))


def _with_government_part(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """A plan that ends with the government's own work, without a heading: from 「各位代表！做好政府工作…自身建设」 on it is that part."""
    result = list(paragraphs)
    end = _last_call(paragraphs)
    inside = False
    for at in range(end * 2 // 3, end):
        paragraph = result[at]
        lead = paragraph.text[:LEAD]
        if paragraph.part == "plan" and ADDRESS.match(lead) and (SELF.search(lead) or "政府工作" in lead):
            inside = True
        if inside and paragraph.part == "plan":
            result[at] = replace(paragraph, part="government")
    return tuple(result)


def _last_call(paragraphs: tuple[Paragraph, ...]) -> int:
    """Where the last call stands, before glossary and annexes: the last paragraph that addresses the deputies and calls upon
    everybody, else the last one of the report if it does either; the number of paragraphs where there is none."""
    body = [at for at, p in enumerate(paragraphs) if p.part != "glossary"]
    for at in reversed(body[len(body) // 2 :]):
        text = paragraphs[at].text
        addressed = ADDRESS.match(text) or (at and ADDRESS.match(paragraphs[at - 1].text) and len(paragraphs[at - 1].text) < 12)
        if (addressed and CALL.search(text[-END:])) or (at == body[-1] and (ADDRESS.match(text) or "让我们" in text)):
            return at - (not ADDRESS.match(text) and bool(addressed))
    return len(paragraphs)


def _with_closing(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The last call and what stands below it in the same section: the part closing."""
    result = list(paragraphs)
    start = _last_call(paragraphs)
    for at in range(start, len(result)):
        annex = result[at].text.startswith("附") and len(result[at].text) < 20
        if annex or result[at].section != result[start].section:
            break
        result[at] = replace(result[at], part="closing")
    return tuple(result)
