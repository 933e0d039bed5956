"""What a report promises → how hard that is: hard (a number or class, with a date or for all that there is), medium (a number or yardstick), soft (words)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.sentences import clauses, sentences
from digest.model.brief import Hardness
from digest.model.dossier import Dossier
from digest.model.report import Aim, Evidence, Fact

# A date nearer than “this year”
# matches 6月底前 · 一季度 · 上半年 · 年底 · 年内      not 三个月 · 全年 · 2024年
_DATE = re.compile(r"(?<!个)(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:份|底|中旬|初|[0-9]{1,2}日)?(?:前|以前)?|[一二三四]季度|[上下]半年|年底|年内|年末")
# All that there is, or counted objects with their names
# matches 所有国考断面 · 全部断面 · 两个国考断面      not 国考断面
_ALL = re.compile(r"所有|全部|全覆盖|[0-9一二三四五六七八九十两]{1,4}[个条座处](?=[国省市县地])")


def hardness_of_facts(dossier: Dossier, facts: Iterable[Fact]) -> Hardness:
    """A dossier and its targets for one thing → hard where one of them stands in a clause with a date, else medium.

    年底前改造20个 → hard      改造20个 → medium
    """
    return "hard" if any(_dated(dossier, fact.evidence[0]) for fact in facts) else "medium"


def hardness_of_aim(aim: Aim) -> Hardness:
    """A target in words → hard where it is for all that there is.  所有国考断面达到Ⅲ类 → hard    与经济增长同步 → medium"""
    return "hard" if aim.relation == "met" and _ALL.search(aim.subject) else "medium"


def has_near_date(words: str) -> bool:
    """Whether words name a date nearer than the year.  6月底前完工 → True    全年完工 → False"""
    return bool(_DATE.search(words))


def of_all(words: str) -> bool:
    """Whether words speak of all that there is.  全覆盖 → True    覆盖3个村 → False"""
    return bool(_ALL.search(words))


def _dated(dossier: Dossier, evidence: Evidence) -> bool:
    """Whether a clause that evidence stands in names a date."""
    record = next((one for one in dossier.editions if one.report.id == evidence.report), None)
    paragraph = next((p for p in record.report.paragraphs if p.id == evidence.paragraph), None) if record else None
    if paragraph is None:
        return False
    own = (clause for span in sentences(paragraph.text) for clause in clauses(paragraph.text, span))
    return any(has_near_date(clause.of(paragraph.text)) for clause in own if clause.start < evidence.end and evidence.start < clause.end)
