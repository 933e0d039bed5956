"""A phrase → the names of projects in it: lists taken apart or kept together, groups without a name left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.numerals import ARABIC, SPACED
from digest.chinese.word_patterns import any_of
from digest.extract.progress_words import MONEY
from digest.model.catalogue import Lexicon

LONGEST = 48  # characters of a name
_LONGEST_WORD = 5  # characters of a common word

# matches 等12个重点工业项目 · 等景区      not 高等 · 等级
_AND_OTHERS = re.compile(r"(?<![高平中同劣上初相])等(?!级|次|候|距|于|效|额|待)")
# matches 5所乡镇小学 · 3条断头路 · 两个地下商城 · 87个 · 1,430个村 · "3 249户"      not 30万吨高强钢筋 · 4E级 · 521国道
_COUNT = (
    rf"(?:{SPACED}|{ARABIC}|[两二三四五六七八九十百数几多]{{1,4}}|一(?=[批系类个座所条家处]))[余多]?[万千百]?"
    r"(?:个|条|座|所|处|家|栋|幢|项|批|户|套|公里|千米|名|辆|台|亩|件|对|片|类|大(?![道街桥厦学型])|平方米|万平|系列)"
)
# matches 3条断头路      not 521国道
_COUNTED = re.compile(_COUNT)
# at the start: 5所学校 · 首批10个园区      not 老城三期
_GROUP_OF = re.compile(rf"{_COUNT}|[^等、0-9]{{1,4}}(?<![A-Za-z])[0-9两二三四五六七八九十]{{1,4}}余?(?:个|条|座|所|处|家|栋|项|户)")
# matches 节水滴灌5000亩 · 十项民生工程      not 二十里铺
_TOTAL = re.compile(rf"(?:{_COUNT}|[0-9.,]{{1,12}}[万亿]元?)(?:以上|左右)?$|[一二三四五六七八九十]项[^，、]{{0,6}}工程$")
# at the start: 一批 · 各类 · 全部      not 一期
_GROUP = re.compile(
    r"[省市县区]?定?[0-9一二三四五六七八九十]{1,3}大[^道街桥厦学型]{0,4}工程|更多|一批|一些|一系列|各|所有|全部|全[市县区省](?!首[家个座条])|多个|若干|部分|"
    r"有关|相关|这些|新一轮|第[一二三四五]批|等|其他|该|本级|上述"
)
# at the start: 总投资8亿元的 · 占地943亩的 · 位于开发区的      not 人民的名义
_MODIFIER = re.compile(rf"(?:{MONEY}|(?:占地|面积|全长|总长|位于|涉及|辐射|覆盖|面向|连接)[^，、]{{1,16}})的")
# What 等 is followed by where the names before it are no projects: 甲、乙等企业
# matches 等企业 · 有关单位      not 等项目 · 单位宿舍
_NO_PROJECTS = re.compile(r"企业|公司|航线|班列|领域|重点区域|部门|单位$")
# What it is followed by where they are projects
# matches 重点项目 · 景区的综合改造      not 项目前期工作
_PROJECTS = re.compile(r"(?:项目|工程|景区|景点|配套设施|综合体|酒店)(?:的?(?:综合)?改造|的?开发)?$")
# matches “平安”小区 · 《规划》 · （一期）      not 平安小区
_QUOTED = re.compile(r"[“‘\"《（(][^”’\"》）)]{0,40}[”’\"》）)]")
# What parts the names of a list, and where one in quotation marks ends and the next begins
# matches 甲、乙 · 甲和乙 · “甲”“乙”      not “甲”乙
_LIST_MARK = re.compile("、|以及|[和及与暨]|(?<=[”》])(?=[“《])")
# matches 大桥[1] · 大桥① · 大桥【12】 · 大桥（注3）      not 大桥（一期） · 3号
NOTE_MARK = re.compile("[\\[［【〔](?:注释?)?[0-9]{1,3}[\\]］】〕]|[（(]注释?[0-9一二三四五六七八九十]{0,3}[)）]|[①-⑳¹²³⁴-⁹]")
# matches 大桥[1] · 大桥① · 大桥的      not [1]大桥
_LAST = re.compile(f"(?:[、和及与的了 　]|{NOTE_MARK.pattern}){{1,20}}$")
# matches 5G基站 · G307      not 甲5乙
_LATIN = re.compile(r"[A-Za-z0-9·－—-]{2,}")
# at the start: 甲A      not A甲
_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
# matches 水厂（一期）      not （一期）水厂
_STAGE = re.compile(r"[（(][^）)]{1,14}[）)]$")
# matches 一期 · 三期      not 学期
_PHASE = re.compile(r"[一二三四五1-5]期")
# wholly: 合欢街 · 府河 · 王村      not 合欢街改造
_PLACE = re.compile(r"[^、]{1,10}(?:路|街|道|河|渠|村|湖|庄|镇|乡|巷|江|沟)$")
# What stands in quotation marks with its 项目 is called so; with 工程 it may be a programme.
# wholly: “农牧业强镇建设项目”      not “双百工程” · “双百”项目 · “十大产业项目”
_QUOTED_PROJECT = re.compile("[“‘《](?![一二三四五六七八九十百千0-9]{1,3}[大个项])[^“”‘’《》]{4,30}项目[”’》]")
# wholly: “两园一基地” · “四好农村路” · “三大工程”      not “云麓大桥” · “一泓清水”工程
_SLOGAN = re.compile("“[一二两三四五六七八九十百千][^“”号]{1,12}”")
# matches 西大街 · 建华路      not 市政道路 · 油路
_ROAD = re.compile(r"(?<![道公铁线油泥马小])(?:路|街|大道|桥)$")
# matches 地表水厂 · 文化产业园      not 区域物流中心 · 蔬菜基地
_HOUSE = re.compile(r"(?<!全球)(?:(?<!农业)园|馆|厂|院|院区|校区|楼|(?:服务|活动|健身|养老|救助|托育)中心|集聚区|市场|小学|中学|学校)$")
# at the start: 特别是东湖水厂 · 建设东湖水厂 · 、      not 东湖水厂
_CLEAN = re.compile(r"^(?:特别是|尤其是|[了对好将把与和及的、及其以及以]|建设|对接)+|[、和及与的了]+$")


@dataclass(frozen=True, slots=True)
class Name:
    """Characters start to end name a project; `amount` is where its own investment stands before it, or -1."""

    start: int
    end: int
    amount: int = -1


@dataclass(frozen=True)
class NameWords:
    """The lists project-heads, -works, -plain, -never and -common."""

    heads: tuple[str, ...]
    works: tuple[str, ...]
    plain: re.Pattern[str]
    never: re.Pattern[str]
    common: frozenset[str]
    headed: re.Pattern[str]  # any of heads and works: a sentence without one names no project


@lru_cache(maxsize=8)
def words(lexicons: tuple[Lexicon, ...]) -> NameWords:
    """content/lexicons → what names end with, what makes no name, and what is in no dictionary of common words."""
    lists = {x.name: x.words for x in lexicons}
    return NameWords(
        lists.get("project-heads", ()),
        lists.get("project-works", ()),
        re.compile(any_of(lists.get("project-plain", ()))),
        re.compile(any_of(lists.get("project-never", ()))),
        frozenset(lists.get("project-common", ())),
        re.compile(any_of([*lists.get("project-heads", ()), *lists.get("project-works", ())])),
    )


def names(vocabulary: NameWords, text: str, start: int, end: int, strong: bool) -> list[Name]:
    """A phrase of a text → the projects that it names. `strong`: an event is said of them, not only that they are pushed on.

    万家路、学府路等道路 → two names; 东庄、西庄等5所小学 → one; 一批水利项目 → none
    """
    while end > start and text[end - 1] == "的":
        end -= 1
    if end - start > 400 or start == end:
        return []
    found: list[Name] = []
    for span, listed in _items_of_phrase(vocabulary, text, start, end):
        name = _without_modifier(text, *span)
        if name and _names_one_project(vocabulary, NOTE_MARK.sub("", text[name.start : name.end]), strong, listed, name.amount >= 0):
            found.append(name)
    return found


def _items_of_phrase(vocabulary: NameWords, text: str, start: int, end: int) -> list[tuple[tuple[int, int], bool]]:
    """A phrase → its parts, and of each whether it is an example of projects: A、B等项目."""
    hidden = [m.span() for m in _QUOTED.finditer(text, start, end)]
    others = next((m for m in _AND_OTHERS.finditer(text, start + 2, end) if not _is_inside(hidden, m.start())), None)
    if others:
        return _examples_of_group(vocabulary, text, start, others.start(), others.end(), end, hidden)
    parts = _split_list(vocabulary, text, start, end, hidden)
    a, b = parts[-1]
    count = next((m for m in _COUNTED.finditer(text, a + 2, b) if not _is_inside(hidden, m.start())), None)
    if count and len(parts) > 1:
        firsts = [*parts[:-1], (a, count.start())]
        if len(parts) > 2 and text[a:b].endswith(("项目", "工程")):
            return [(part, True) for part in firsts]
        if all(_ends_with_head(vocabulary, text[x:y]) or _PLACE.fullmatch(text[x:y].strip()) and text[y - 1] not in "村庄镇乡" for x, y in firsts):
            return [(part, False) for part in firsts]
        return [((parts[0][0], b), False)]
    return [(part, len(parts) > 1 and text[a:b].endswith(("项目", "工程"))) for part in _with_shared_head_joined(vocabulary, text, parts)]


def _examples_of_group(
    vocabulary: NameWords, text: str, start: int, stop: int, after: int, end: int, hidden: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, int], bool]]:
    """A、B等…… → A and B where …… is what they are (项目, 道路), or the whole where only …… tells what is meant."""
    parts = _split_list(vocabulary, text, start, stop, hidden)
    tail = text[after:end]
    if _NO_PROJECTS.search(tail):
        return []
    projects = bool(_PROJECTS.search(tail))
    headed = all(_ends_with_head(vocabulary, text[a:b]) for a, b in parts)
    if projects or (headed and not tail.endswith(vocabulary.works)) or "路" in tail or "街道" in tail:
        return [(part, projects) for part in parts]
    return [((start, end), False)] if _ends_with_head(vocabulary, text[start:end]) else []


def _split_list(vocabulary: NameWords, text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A list → its parts: cut at 、 and, where whole names stand on both sides, at 和."""
    cuts: list[tuple[int, int]] = []
    begin = start
    for match in _LIST_MARK.finditer(text, start, end):
        a, b = match.span()
        if _is_inside(hidden, a) or a < begin:
            continue
        if not match[0]:  # “甲项目”“乙工程” are two names, “千村示范”“万村整治”工程 is one
            if text[a - 3 : a - 1] in ("项目", "工程"):
                cuts.append((begin, a))
                begin = b
        elif match[0] == "、" or (_ends_with_head(vocabulary, text[begin:a]) and _begins_with_name(vocabulary, text[b:end])):
            cuts.append((begin, a))
            begin = b
    return [*cuts, (begin, end)]


def _with_shared_head_joined(vocabulary: NameWords, text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a list that share a head put together again: 东街、西街雨污分流工程 is one project."""
    if len(parts) > 1 and _is_works(vocabulary, text[slice(*parts[-1])]) and all(_PLACE.fullmatch(text[a:b].strip()) for a, b in parts[:-1]):
        return [(parts[0][0], parts[-1][1])]
    if not any(_ends_with_head(vocabulary, text[a:b]) for a, b in parts):
        return parts
    joined: list[tuple[int, int]] = []
    begin = None
    for a, b in parts:
        begin = a if begin is None else begin
        if _ends_with_head(vocabulary, text[a:b]) or (a, b) == parts[-1]:
            joined.append((begin, b))
            begin = None
    return joined


def _without_modifier(text: str, start: int, end: int) -> Name | None:
    """A part → the name in it, without what is said of it before 的."""
    amount = -1
    while match := _MODIFIER.match(text, start, end):
        amount = start if amount < 0 and match["amount"] else amount
        start = match.end()
    while start < end and (match := _CLEAN.match(text[start:end])) and match.end():
        start += match.end()
    if tail := _LAST.search(text, start, end):
        end = tail.start()
    while start < end and text[start] in " 　、":
        start += 1
    if count := _COUNTED.match(text, start, end):
        if text[count.end() : count.end() + 1] in ("“", "‘"):
            start = count.end()
    cut = text.rfind("的", start, end)
    if cut > start and not _is_inside([m.span() for m in _QUOTED.finditer(text, start, end)], cut):
        if _COUNTED.search(text, start, cut):
            return None
        start = cut + 1
    if _has_unpaired_marks(text[start:end]):
        return None
    return Name(start, end, amount) if 2 <= end - start <= LONGEST else None


def _names_one_project(vocabulary: NameWords, name: str, strong: bool, listed: bool, paid: bool = False) -> bool:
    """Whether a phrase names one project: its head says what is built, and the rest is more than common words."""
    bare = _QUOTED.sub("", name)
    if _GROUP_OF.match(name) or _TOTAL.search(name) or _GROUP.match(name) or vocabulary.never.search(bare):
        return False
    headed = _ends_with_head(vocabulary, name)
    if not headed and not listed and not strong:
        return False
    core = _STAGE.sub("", name)
    quoted = bool(re.search(r"[“‘]", name))
    rest = _uncommon_characters(vocabulary, core) + 2 * bool(_LATIN.search(core)) + bool(_PHASE.search(name))
    if core.endswith(("”工程", "”项目", "”行动", "”计划")) and not paid:
        return False
    if _QUOTED_PROJECT.fullmatch(core):
        return True
    if _SLOGAN.fullmatch(core) or (core.startswith("“") and core.endswith("工程”") and not paid and not _ends_with_head(vocabulary, core[1:-3])):
        return False
    if vocabulary.plain.search(core):
        rest = min(rest, _uncommon_characters(vocabulary, vocabulary.plain.sub("", core)))
        if rest < 2:
            return paid and headed and len(core) > 6
    if not headed:
        if quoted and not listed:
            return False
        if listed:
            return rest >= 2 or (strong and rest >= 1)
        return strong and rest >= 3 and 2 * rest >= len(core) and len(core) <= 14
    if rest >= 2 or (quoted and not core.rstrip("”’").endswith("工程")):
        return True
    if _ROAD.search(core):
        return True
    if core.endswith(vocabulary.works):
        return rest >= 1 or (strong and listed)
    if strong:
        return True
    if core.endswith("工程"):
        return False
    if core.endswith("项目"):
        return len(core) >= 7 and not listed
    return bool(_HOUSE.search(core))


def _ends_with_head(vocabulary: NameWords, phrase: str) -> bool:
    """Whether a phrase ends with what can be built or done, and says more than that."""
    phrase = NOTE_MARK.sub("", phrase).strip()
    stage = _STAGE.search(phrase)
    if stage and re.search(r"期|段|标", stage[0]):
        return True
    core = phrase[: stage.start() if stage else None].rstrip("”’")
    return core.endswith(vocabulary.heads + vocabulary.works) and len(core) > 2


def _is_works(vocabulary: NameWords, phrase: str) -> bool:
    """东街雨污分流工程: whether it is works on a place."""
    return phrase.endswith(vocabulary.works) or phrase.endswith(("工程", "旅游公路", "管网"))


def _begins_with_name(vocabulary: NameWords, phrase: str) -> bool:
    """Whether what follows a 和 begins with a name of its own."""
    first = re.split(r"[、和及与]", phrase, maxsplit=1)[0]
    return len(first) > 2 and _ends_with_head(vocabulary, first)


def _uncommon_characters(vocabulary: NameWords, name: str) -> int:
    """How many characters of a name are left without common words, the fewest possible."""
    least = [0] * (len(name) + 1)
    for end in range(1, len(name) + 1):
        least[end] = least[end - 1] + bool(_CHARACTER.match(name[end - 1]))
        for begin in range(max(0, end - _LONGEST_WORD), end):
            if least[begin] < least[end] and name[begin:end] in vocabulary.common:
                least[end] = least[begin]
    return least[-1]


def _is_inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(a < at < b - 1 for a, b in spans)


def _has_unpaired_marks(name: str) -> bool:
    return any(name.count(a) != name.count(b) for a, b in ("“”", "（）", "()", "《》"))
