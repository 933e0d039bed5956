"""A phrase → the names of projects in it: lists taken apart or kept together, groups without a name left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.chinese.segment import words_of_class
from digest.extract.milestones import Force
from digest.extract.name_features import SaidOfItem, beside, features_of, holds_no_name, is_called_project
from digest.extract.name_judge import is_hopeless, is_name
from digest.extract.name_lists import COUNTED, QUOTED, Item, is_bare_works, is_inside, items_of_phrase
from digest.extract.progress_words import MONEY, Said
from digest.extract.project_words import NOTE_MARK, NameWords, ends_with_head

LONGEST = 48  # characters of a name
_BUILT = ("建设", "任务")  # what ends a phrase and is no part of the name

_SIZE = "(?:占地|面积|建筑面积|总建筑面积|全长|总长|位于|涉及|辐射|覆盖|面向|连接)[^，、]{1,16}"
# at the start: 总投资8亿元的 · 占地943亩的 · 总投资8亿元、占地943亩的 · 位于开发区的      not 人民的名义
_MODIFIER = re.compile(rf"(?:{MONEY}(?:、{_SIZE})?|{_SIZE})的")
# What a name is introduced as, or the first of
# at the start: 国家重大工程云麓大桥 · 省重点项目——柳泉水厂 · 全国首个云麓盐穴储能      not 重点项目 · 省重点项目等 · 全国首位
_INTRODUCED = re.compile(
    r"(?:(?:国家|全国|省|市|县|区|[省市县区国家]{1,2}级)?(?:重大|重点|标志性){1,2}(?:建设)?(?:项目|工程)(?:——?|：)?(?![等的和、及建开前集技库])"
    r"|全[国球省区市县]首[个座条家])(?=[^，、的]{4})"
)
# matches “云麓”平台在柳泉 · 云麓电站在柳泉县      not 云麓电站
_IN_PLACE = re.compile(r"在([\u4e00-\u9fff]{2,8})$")
# matches 甲水厂的规划 · 甲街、乙街的提升改造 · 甲公园的招商和      not 甲水厂 · 道路的改造
_WORK_OF = re.compile(r"(?<!道路)的([^，、的]{2,8}?)和?$")
_PAPERS = frozenset("规划 规划选址 规划设计 设计 详规 可研 选址 招商 招商运营 建设 开发 升级 综合开发 开发利用 改造".split())
# at the start: 集美术馆、文学馆于一体的 · 全省首家、华东最大的      not 集美大桥 · 全省首家云麓工厂
_AT_ONCE = re.compile("集[^，。；]{3,60}?[于为]一体的|全[国球省区市县]首[个座条家]、[^，。；、]{2,14}的")
# What something is only taken as: 以镇卫生院为牵头单位
# at the start: 以镇卫生院为牵头单位      not 以及云麓大桥 · 以工代赈项目
_TAKEN_AS = re.compile("以(?!及)[^，。；、]{2,14}为[^，。；、]{2}")
# matches 大桥[1] · 大桥① · 大桥的      not [1]大桥
_LAST = re.compile(f"(?:[、和及与的了 　]|{NOTE_MARK.pattern}){{1,20}}$")
# What stands in quotation marks with its 项目 is called so.
# wholly: “农牧业强镇建设项目”      not “双百工程” · “双百”项目 · “十大产业项目”
_TITLED = re.compile("[“‘《](?![一二三四五六七八九十百千0-9]{1,3}[大个项])[^“”‘’《》]{4,30}项目[”’》]")
# matches 线路改造22.19千米 · 柳泉绿道35公里以上      not 5公里绿道 · 安置房3个
_MEASURED = re.compile(r"[0-9][0-9.,]{0,10}万?(?:公里|千米|平方公里|平方米|米|亩)(?:以上|左右)?$")
# at the start: 特别是东湖水厂 · 建设东湖水厂 · 、      not 东湖水厂
_CLEAN = re.compile(r"^(?:特别是|尤其是|[了对好将把与和及的、及其以及以]|建设|对接)+|[、和及与的了]+$")
# What stands before a 和 that links nothing, so that it begins a name: a mark of a list
_UNLINKED = "、"
# matches “ · ） · (      not 、
_ANY_MARK = re.compile("[“”（）()《》]")
_VERBS = ("v", "vn")  # behind a verb 和 links another one


class Name(NamedTuple):
    """Characters start to end name a project; `amount` is where its own investment stands before it, or -1."""

    start: int
    end: int
    amount: int = -1


def names(words: NameWords, text: str, start: int, end: int, force: Force, said: Said = "", led: bool = False) -> list[Name]:
    """A phrase of a text → the projects that it names. `force` and `said`: how surely they are built, and how far; `led`: a verb stands before it.

    万家路、学府路等道路 → two names; 东庄、西庄等5所小学 → one; 一批水利项目 → none
    """
    if _TAKEN_AS.match(text, start, end):
        return []
    if all_in_one := _AT_ONCE.match(text, start, end):
        start = all_in_one.end()
    while end > start and text[end - 1] == "的":
        end -= 1
    work = _WORK_OF.search(text, start, end)
    if work and (work[1] in _PAPERS or is_bare_works(words, work[1])):
        end = work.start()
    if end - start > 400 or start == end or holds_no_name(words, text[start:end], SaidOfItem(force, said), is_hopeless):
        return []
    found: list[tuple[Name, dict[str, float]]] = []
    for item in items_of_phrase(words, text, start, end):
        name = _without_modifier(words, text, item, start if led else -1)
        if name is not None:
            told = SaidOfItem(force, said, item.listed, name.amount >= 0, item.called, item.line)
            found.append((name, features_of(words, text[name.start : name.end], told, is_hopeless)))
    company = beside([features for _, features in found])
    return [
        name
        for (name, features), others in zip(found, company, strict=True)
        if is_name(features | others) or is_called_project(features | others) or _TITLED.fullmatch(text, name.start, name.end)
    ]


def _without_modifier(words: NameWords, text: str, item: Item, led: int) -> Name | None:
    """A part → the name in it, without what is said of it before 的. `led`: where a verb ends, behind which a 和 links nothing (提速|和平路东延)."""
    start, end, amount = item.start, item.end, -1
    place = _IN_PLACE.search(text, start, end)
    if place and place[1] in words.places:
        end = place.start()
    if introduced := _INTRODUCED.match(text, start, end):
        start = introduced.end()
    while match := _MODIFIER.match(text, start, end):
        amount = start if amount < 0 and match["amount"] else amount
        start = match.end()
    while start < end and not _begins_with_and(text, start, led) and (match := _CLEAN.match(text[start:end])) and match.end():
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


def _begins_with_and(text: str, start: int, led: int) -> bool:
    """Whether a name begins with 和, as nothing stands before it that it could link: 柳泉路、|和平路, 提速|和谐路; not 新建|和改造云麓路."""
    free = start == led and text[start + 1 : start + 3] not in words_of_class(_VERBS)
    return text.startswith("和", start) and (free or text[max(0, start - 1) : start] == _UNLINKED)


def _has_unpaired_marks(name: str) -> bool:
    return bool(_ANY_MARK.search(name)) and any(name.count(a) != name.count(b) for a, b in ("“”", "（）", "()", "《》"))
