"""A phrase → the names of projects in it: lists taken apart or kept together, groups without a name left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.extract.milestones import Force
from digest.extract.name_features import SaidOfItem, beside, features_of, is_called_project
from digest.extract.name_judge import is_hopeless, is_name
from digest.extract.name_lists import COUNTED, QUOTED, Item, is_inside, items_of_phrase
from digest.extract.progress_words import MONEY, Said
from digest.extract.project_words import NOTE_MARK, NameWords, ends_with_head

LONGEST = 48  # characters of a name
_BUILT = ("建设", "任务")  # what ends a phrase and is no part of the name

# at the start: 总投资8亿元的 · 占地943亩的 · 位于开发区的      not 人民的名义
_MODIFIER = re.compile(rf"(?:{MONEY}|(?:占地|面积|全长|总长|位于|涉及|辐射|覆盖|面向|连接)[^，、]{{1,16}})的")
# matches 大桥[1] · 大桥① · 大桥的      not [1]大桥
_LAST = re.compile(f"(?:[、和及与的了 　]|{NOTE_MARK.pattern}){{1,20}}$")
# What stands in quotation marks with its 项目 is called so.
# wholly: “农牧业强镇建设项目”      not “双百工程” · “双百”项目 · “十大产业项目”
_TITLED = re.compile("[“‘《](?![一二三四五六七八九十百千0-9]{1,3}[大个项])[^“”‘’《》]{4,30}项目[”’》]")
# matches 线路改造22.19千米 · 柳泉绿道35公里以上      not 5公里绿道 · 安置房3个
_MEASURED = re.compile(r"[0-9][0-9.,]{0,10}万?(?:公里|千米|平方公里|平方米|米|亩)(?:以上|左右)?$")
# at the start: 特别是东湖水厂 · 建设东湖水厂 · 、      not 东湖水厂
_CLEAN = re.compile(r"^(?:特别是|尤其是|[了对好将把与和及的、及其以及以]|建设|对接)+|[、和及与的了]+$")


@dataclass(frozen=True, slots=True)
class Name:
    """Characters start to end name a project; `amount` is where its own investment stands before it, or -1."""

    start: int
    end: int
    amount: int = -1


def names(words: NameWords, text: str, start: int, end: int, force: Force, said: Said = "") -> list[Name]:
    """A phrase of a text → the projects that it names. `force` and `said`: how surely they are built, and how far.

    万家路、学府路等道路 → two names; 东庄、西庄等5所小学 → one; 一批水利项目 → none
    """
    while end > start and text[end - 1] == "的":
        end -= 1
    if end - start > 400 or start == end:
        return []
    found: list[tuple[Name, dict[str, float]]] = []
    for item in items_of_phrase(words, text, start, end):
        name = _without_modifier(words, text, item)
        if name is not None:
            told = SaidOfItem(force, said, item.listed, name.amount >= 0, item.called)
            found.append((name, features_of(words, text[name.start : name.end], told, is_hopeless)))
    company = beside([features for _, features in found])
    return [
        name
        for (name, features), others in zip(found, company, strict=True)
        if is_name(features | others) or is_called_project(features | others) or _TITLED.fullmatch(text, name.start, name.end)
    ]


def _without_modifier(words: NameWords, text: str, item: Item) -> Name | None:
    """A part → the name in it, without what is said of it before 的."""
    start, end, amount = item.start, item.end, -1
    while match := _MODIFIER.match(text, start, end):
        amount = start if amount < 0 and match["amount"] else amount
        start = match.end()
    while start < end and (match := _CLEAN.match(text[start:end])) and match.end():
        start += match.end()
    if tail := _LAST.search(text, start, end):
        end = tail.start()
    if tail := _MEASURED.search(text, start, end):
        end = tail.start()
    while start < end and text[start] in " 　、":
        start += 1
    if count := COUNTED.match(text, start, end):
        if text[count.end() : count.end() + 1] in ("“", "‘"):
            start = count.end()
    cut = text.rfind("的", start, end)
    if cut > start and not is_inside([m.span() for m in QUOTED.finditer(text, start, end)], cut):
        if COUNTED.search(text, start, cut):
            return None
        start = cut + 1
    if _has_unpaired_marks(text[start:end]):
        return None
    if text.endswith(_BUILT, start, end) and ends_with_head(words, text[start : end - 2]):  # 甲水厂建设、乙项目
        end -= 2
    return Name(start, end, amount) if 2 <= end - start <= LONGEST else None


def _has_unpaired_marks(name: str) -> bool:
    return any(name.count(a) != name.count(b) for a, b in ("“”", "（）", "()", "《》"))
