"""A project and the clause it stands in → how far its words surely say that it goes: of a work that is shown nothing may be overstated.

A milestone is kept where a word of that event stands in the clause (建好 is no 竣工, 高效运行 no 投用); what is finished of another object (完成…征拆,
…智慧校园试点) is no step of the work; an outlook of five years is no promise of this one; a name that any list bears (省重点工程项目) is no work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from digest.model.closed_sets import Milestone
from digest.model.report import Project, Record

_EVENTS: Mapping[str, re.Pattern[str]] = {
    # matches 建成 · 年底竣工 · 完成改造      not 建好 · 完善
    "竣工": re.compile(r"建成|竣工|完工|完成|落成|交付|验收|收官"),
    # matches 投入使用 · 建成投用 · 建成运行 · 通水      not 高效运行 · 建好
    "投用": re.compile(r"投入?使?用|投运|(?:投入|建成|启动|正式|上线|试)运[行营]|启用|运营|使用|通[水航]|开[园业馆放诊学街港门]|招生|投产|入住"),
    # matches 投产 · 并网 · 量产      not 达效
    "投产": re.compile(r"[投达试量]产|试生产|投运|并网|投入(?:生产|运[行营])"),
    # matches 通车 · 贯通      not 畅通工程
    "通车": re.compile(r"通[车航行]|贯通|开通|运营|投用"),
    # matches 主体完工 · 封顶      not 基础设施完工
    "主体完工": re.compile(r"主体|封顶"),
    # matches 开工建设 · 启动甲水厂建设      not 启动甲水厂
    "开工": re.compile(r"开工|落地建设|动工|开建|奠基|破土|新建|启动.{0,60}(?:建设|项目|工程|施工|[改扩新迁]建|改造|治理|修复)"),
}
# What is done of another object than the work itself, or only before it
# matches 征拆任务 · 等3所智慧校园试点建设 · 前期手续      not 建设任务 · 主体工程
_OBJECT = re.compile(r"征[拆收地迁]|拆迁|腾退|搬迁安置|试点|智慧|前期|手续|选址|可研|立项|招标|替代")
# matches “十五五”时期目标任务 · 今后五年 · 未来5年      not “十四五”收官之年 · 2026年工作
_OUTLOOK = re.compile(r"(?:今后|未来|此后|接下来)[五5三3]年|十[三四五六七]五”?(?:时期|期间|规划|目标|总体|主要|经济|发展|开局的五年|的)|五年(?:目标|规划|奋斗)")
# matches 2026年工作安排 · 今年重点工作      not 未来五年
_YEARLY = re.compile(r"20[0-9]{2}年(?!远景)|今年|本年|明年|年度")
# What any list of works is called
# wholly: 省重点工程项目 · 重大项目 · 民生项目      not 东湖水厂项目 · 重点流域治理项目
_ANY = re.compile(r"(?:[全省市县区自治州]{0,4}级?)?(?:重点|重大|民生|实事|产业|工业|基础设施|省市|在建|续建|新建){0,3}(?:建设|工程|实施类)?(?:项目|工程)?")
# Two verbs in a row: the rest of 新建和|改善提升…
# at the start: 改善提升绿廊      not 提升工程 · 改造东湖
_VERBS = re.compile(r"(?:改善|提升|完善|优化|改造|新建|扩建){2}")
# Two ends of a line without what runs between them
# wholly: 甲县至乙县      not 甲县至乙县高速 · 甲至乙铁路
_ENDS = re.compile(r"[^路铁线速道桥段渠管网航至]{1,8}至[^路铁线速道桥段渠管网航至]{1,8}")
# A name that says what it is: four characters, or three with the thing at their end
# wholly: 新二中 · 东川港 · 东湖水厂      not 甲湾 · 华丽 · 北汽
_TELLING = re.compile(r".{4,}|.{2}[校中小园馆院路港站桥厂区]")
# matches ， · ；      not 、
_MARK = re.compile(r"[，。；！？,;]")
MOST = 40  # characters behind a name that may say what is done of it


def named(project: Project) -> bool:
    """Whether a project has a name of its own.  东湖水厂 → True    省重点工程项目, 改善提升绿廊, 甲县至乙县 → False"""
    return bool(_TELLING.fullmatch(project.name)) and not any(rule.fullmatch(project.name) for rule in (_ANY, _ENDS)) and not _VERBS.match(project.name)


def sure_step(project: Project, record: Record) -> Milestone | None:
    """A project of a plan and its record → its milestone; 在建 where no word of that event is said, None where it is said of another object or year.

    Of a review, which tells what was done, it is as it was read.
    """
    if project.kind == "actual":
        return project.milestone or None
    text = next(paragraph.text for paragraph in record.report.paragraphs if paragraph.id == project.evidence.paragraph)
    mark = _MARK.search(text, project.evidence.end)
    said = text[project.evidence.start : min(mark.start() if mark else len(text), project.evidence.end + MOST)]
    behind = said[said.find(project.name) + len(project.name) :] if project.name in said else ""
    event = _EVENTS.get(project.milestone)
    if (_OBJECT.search(behind) and not (event and event.search(behind))) or (not project.when and of_outlook(project, record)):
        return None
    return project.milestone or None if event is None or event.search(said) else "在建"


def of_outlook(project: Project, record: Record) -> bool:
    """Whether a project stands below a heading of several years, and of no single one.  “十五五”时期总体要求 → True    2026年工作安排 → False"""
    paragraph = next(one for one in record.report.paragraphs if one.id == project.evidence.paragraph)
    sections = {section.id: section for section in record.report.sections}
    at = sections.get(paragraph.section)
    while at:
        if _YEARLY.search(at.title):
            return False
        if _OUTLOOK.search(at.title):
            return True
        at = sections.get(at.parent)
    return bool(_OUTLOOK.match(paragraph.text.lstrip("“（(")))
