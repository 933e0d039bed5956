"""A phrase → the items of the list that it is: A、B、C, A和B, A、B等5座X; kept together where they share one head: 东街、西街雨污分流工程."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from digest.chinese.numerals import ARABIC, SPACED
from digest.extract.project_words import NONE, STAGE, WORKS, NameWords, core_of, ends_with_head, head_of, kind_of
from digest.extract.rare_words import rare_characters

# matches 等12个重点工业项目 · 等景区      not 高等 · 等级
_AND_OTHERS = re.compile(r"(?<![高平中同劣上初相])等(?!级|次|候|距|于|效|额|待)")
# matches 5所乡镇小学 · 3条断头路 · 两个地下商城 · 87个 · 1,430个村 · "3 249户"      not 30万吨高强钢筋 · 4E级 · 521国道
COUNT = (
    rf"(?:{SPACED}|{ARABIC}|[两二三四五六七八九十百数几多]{{1,4}}|一(?=[批系类个座所条家处]))[余多]?[万千百]?"
    r"(?:个|条|座|所|处|家|栋|幢|项|批|户|套|公里|千米|名|辆|艘|台|亩|件|对|片|类|间|口|眼|株|棵|块|宗|人|大(?![道街桥厦学型])|平方米|万平|系列)"
)
# matches 3条断头路      not 521国道 · 第三条
COUNTED = re.compile(rf"(?<!第)(?<!第.){COUNT}")
# at the start: 3条高速 · 一批重点工程 · 重点项目      not 道路 · 高速
_GROUP_NAMED = re.compile(rf"{COUNT}|[^、]{{0,10}}(?:项目|工程)$")
# At the end of what the examples are, how many there are: 等协作项目|587个, 等道路|64条、桥梁9座
# matches 项目605个、 · 工程12项 · 道路64条、桥梁9座      not 12项工程 · 路64条
_TOLD_NUMBER = re.compile(rf"(?<=[\u4e00-\u9fff][\u4e00-\u9fff]){COUNT}(?:[、，][\u4e00-\u9fff]{{2,6}}?{COUNT})?[、，]?$")
# What 等 is followed by where the names before it are no projects: 甲、乙等企业
# matches 等企业 · 有关单位 · 等专项行动      not 等项目 · 单位宿舍
_NO_PROJECTS = re.compile(r"企业|公司|航线|班列|领域|区域$|部门|单位$|活动|行动|政策|产业$|品牌|人才|制度|机制|改革|问题|服务$|产品$|赛事|会议|[国地][家区]$")
# What it is followed by where they are projects, each by itself, whatever they end in; group 1 is what these are called
# matches 重点项目 · 道路工程 · 主干道路的综合改造 · 文体设施      not 项目前期工作 · 污水处理站
_OF_ONE_KIND = re.compile(r"(项目|工程|设施|平台|景区景点|景区|景点|场馆|载体|综合体|酒店|道路的(?:综合)?改造)$")
# matches 3条主干道路的综合改造      not 3条主干道路
_OF_ROADS = re.compile(r"道路的(?:综合)?改造$")
# Where one statement of a list ends and the next begins
# matches 甲水厂建设和乙水厂 · 甲片改造任务和乙片      not 建设与乙水厂
_TWO_WORKS = re.compile("(?:建设|任务)(?:和|以及)(?=..)")
# wholly: 12个 · 一批重点 · 重大      not 12个学校
_ONLY_COUNTED = re.compile(rf"(?:{COUNT})?(?:一批|一系列|重大|重点|标志性|示范性?){{0,3}}")
# matches “平安”小区 · 《规划》 · （一期）      not 平安小区
QUOTED = re.compile(r"[“‘\"《（(][^”’\"》）)]{0,40}[”’\"》）)]")
# wholly: 3个省 · 20个市      not 3个省级园区
_COUNTED_PLACES = re.compile(rf"{COUNT}[省市县区旗乡镇]")
# What parts the names of a list, and where one in quotation marks ends and the next begins
# matches 甲、乙 · 甲，乙 · 甲和乙 · “甲”“乙” · 1号线、2号线      not “甲”乙 · 1、2号机组 · 一、二期
_LIST_MARK = re.compile("、(?![0-9]{1,2}号(?!线)|[一二三四五六]期)|，|,(?![0-9])|以及|[和及与]|(?<=[”》])(?=[“《])")
_PLACE_END = "路街道河渠村湖庄镇乡巷江沟"
# wholly: 合欢街 · 府河 · 王村 · G109 · S9线      not 合欢街改造 · G109改造
_PLACE = re.compile(rf"[^、]{{1,10}}[{_PLACE_END}]|[GSX][0-9]{{1,4}}线?")
# at the start: 合欢街雨污分流工程 · 王村安全饮水工程      not 雨污分流工程 · 南部工业园区部分道路
_AT_PLACE = re.compile(rf"[^、]{{1,6}}[{_PLACE_END}](?!路)")
# wholly: 柳庄至云麓 · 柳庄（城南）至云麓至东山      not 至云麓 · 柳庄
ROUTE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:（[^（）]{1,6}）)?(?:至[\u4e00-\u9fff]{2,6}){1,3}")
# Lines are called by their two ends
# matches 高铁项目 · 3条高速公路 · 铁路工程      not 铁路沿线整治 · 公路
_OF_LINES = re.compile("(?:高铁|铁路|高速|高速公路|城际)(?:项目|工程)?$")
# wholly: 柳云 · 云麓东      not 柳泉大桥 · G1
_LINE = re.compile("[\u4e00-\u9fff]{2,3}")
# Works that join two things are one
# matches 云麓河与柳泉河连通工程 · 甲渠与乙渠连接线      not 云麓河与柳泉河治理
_JOINING = re.compile("与[^、和及]{2,12}(?:连通|连接|衔接)")
_TWO = 2.0  # rare characters of what is a name though it has no head
_SHORT = 3  # characters of a name that can only share the head of the next: 回军、文峰连片更新改造

Spans = Sequence[tuple[int, int]]


class Item(NamedTuple):
    """A part of a list; `listed`: an example of projects, A、B等项目, which needs no head of its own; `called`: these are called 项目 or 工程.

    `line`: these are railways or motorways, which are called by their ends: 柳云、云东等4条高铁
    """

    start: int
    end: int
    listed: bool = False
    called: bool = False
    line: bool = False


def items_of_phrase(words: NameWords, text: str, start: int, end: int) -> list[Item]:
    """A phrase → the items of its list, in order; itself where it is none.

    柳泉路、云麓路等道路 → two; 柳泉、云麓等5所小学 → one; 柳泉铜箔、云麓轴承等项目 → two, listed
    """
    hidden = [m.span() for m in QUOTED.finditer(text, start, end)]
    for match in _TWO_WORKS.finditer(text, start, end):
        if not is_inside(hidden, match.start()) and all(ends_with_head(words, x) for x in (text[start : match.start()], text[match.end() : end])):
            return [*items_of_phrase(words, text, start, match.start()), *items_of_phrase(words, text, match.end(), end)]
    others = next((m for m in _AND_OTHERS.finditer(text, start + 2, end) if not is_inside(hidden, m.start())), None)
    if others:
        stop = _end_of_group(words, text, others.end(), end, hidden)
        examples = _examples_of_group(words, text, (start, others.start()), (others.end(), stop), hidden)
        return examples if stop == end else [*examples, *items_of_phrase(words, text, stop + 1, end)]
    parts = _split_list(words, text, start, end, hidden)
    if _COUNTED_PLACES.fullmatch(text[slice(*parts[0])].strip()):  # 18个省、市重点项目
        return [Item(parts[0][0], end)]
    a, b = parts[-1]
    count = next((m for m in COUNTED.finditer(text, a + 2, b) if not is_inside(hidden, m.start())), None)
    if count and len(parts) > 1:
        firsts = [*parts[:-1], (a, count.start())]
        quoted = all(QUOTED.fullmatch(text, x, y) for x, y in firsts)  # “甲”“乙”两个项目
        if (len(parts) > 2 or quoted) and (text[a:b].endswith(("项目", "工程")) or _OF_ROADS.search(text[a:b])):
            return [Item(*part, True) for part in firsts]
        if all(_stands_alone(words, text[x:y]) for x, y in firsts):
            return [Item(*part) for part in firsts]
        if _OF_LINES.search(text[a:b]) and all(_is_line(words, text[x:y]) for x, y in firsts):
            return [Item(*part, True, False, True) for part in firsts]
        (x, y), (begin, _) = parts[:2]
        if text[y:begin] == "和" and _kind_of_end(words, text[x:y]) not in (NONE, WORKS) and rare_characters(words, text[x:y]) >= 1:  # 甲高铁和乙、丙2条高速
            return [Item(x, y), Item(begin, b)]
        return [Item(parts[0][0], b)]
    listed = len(parts) > 1 and text[a:b].endswith(("项目", "工程"))
    return [Item(*part, listed) for part in _with_shared_head_joined(words, text, parts)]


def _end_of_group(words: NameWords, text: str, start: int, end: int, hidden: Spans) -> int:
    """甲、乙等|3条高速、丙地铁 → where what the examples are ends and the list goes on with a name of its own; the phrase's end where it does not."""
    for match in _LIST_MARK.finditer(text, start, end):
        group, rest = text[start : match.start()], text[match.end() : end]
        named = _GROUP_NAMED.match(group) or _kind_of_end(words, group) == WORKS
        if match[0] in ("、", "，", "和") and not is_inside(hidden, match.start()) and named and ends_with_head(words, group):
            again = match[0] == "，" and _AND_OTHERS.search(rest)  # 甲、乙等4个项目，丙、丁等9个项目
            return match.start() if not COUNTED.match(rest) and (again or _begins_with_name(words, rest, match[0])) else end
    return end


def _examples_of_group(words: NameWords, text: str, before: tuple[int, int], after: tuple[int, int], hidden: Spans) -> list[Item]:
    """A、B等…… → A and B where …… is what each of them is (项目, 道路), or the whole where only …… tells what is meant."""
    tail = _TOLD_NUMBER.sub("", text[slice(*after)])
    if _NO_PROJECTS.search(tail):
        return []
    called = tail.endswith(("项目", "工程"))
    parts = _split_list(words, text, *before, hidden, called)
    items = [text[a:b].strip() for a, b in parts]
    alone = all(_stands_alone(words, item) for item in items)
    group, kind = _OF_ONE_KIND.search(tail), _kind_of_end(words, tail)
    if _OF_LINES.search(tail) and all(_is_line(words, item) for item in items):
        return [Item(*part, True, called, True) for part in parts]
    if _ONLY_COUNTED.fullmatch(tail) or (alone and QUOTED.fullmatch(tail)):  # 甲园、乙园等“园中园”
        return [Item(*part, True) for part in parts]
    if group and alone and group[1] == "设施" and _has_head_inside(words, tail, {_kind_of_end(words, item) for item in items}):
        return [Item(before[0], after[1])]  # 柳泉路、云麓路等10条道路照明设施
    if group and (alone or not _only_say_where(words, items, tail[: group.start()])):
        return [Item(*part, True, called) for part in parts]
    same = {"道路" if ROUTE.fullmatch(item) else _kind_of_end(words, item) for item in items} | {NONE}
    routed = any(ROUTE.fullmatch(item) for item in items)
    if alone and kind != WORKS and kind in same and (routed or not any(_has_head_inside(words, part, same) for part in re.split("[、和及与]", tail))):
        return [Item(*part) for part in parts]
    return [Item(before[0], after[1])]


def _only_say_where(words: NameWords, items: Sequence[str], tail: str) -> bool:
    """Whether the items of A、B等3个村改造工程 only say where: places, or short names before works that need one."""
    if all(item in words.places or (_PLACE.fullmatch(item) and item[-1] in "村庄镇乡") for item in items):
        return True
    return _kind_of_end(words, tail) == WORKS and all(len(item) <= _SHORT + 1 for item in items)


def _is_line(words: NameWords, item: str) -> bool:
    """柳云, 柳庄至云麓, 柳云高铁, 柳云改扩建: whether a member of a list of lines names one."""
    item = STAGE.sub("", item)  # 柳云（扩建）
    return bool(_LINE.fullmatch(item) or ROUTE.fullmatch(item)) or ends_with_head(words, item)


def _has_head_inside(words: NameWords, tail: str, kinds: set[str]) -> bool:
    """道路非机动车道: whether what the items are is named, and then something else of them."""
    starts = COUNTED.match(tail)
    inner = tail[starts.end() :] if starts else tail
    return any(kind_of(words, head_of(words, inner[:size])) in kinds - {NONE} for size in range(2, len(inner) - 1) if head_of(words, inner[:size]))


def _kind_of_end(words: NameWords, phrase: str) -> str:
    return kind_of(words, head_of(words, core_of(phrase)))


def _stands_alone(words: NameWords, phrase: str) -> bool:
    """柳泉小学, 柳泉街: whether a phrase says by itself what is built; 柳泉村 and 柳泉镇 only say where."""
    item = phrase.strip()
    return ends_with_head(words, phrase) or bool(ROUTE.fullmatch(item)) or (bool(_PLACE.fullmatch(item)) and item[-1] not in "村庄镇乡")


def _split_list(words: NameWords, text: str, start: int, end: int, hidden: Spans, called: bool = False) -> list[tuple[int, int]]:
    """A list → its parts: cut at 、 and, where whole names stand on both sides, at 和; `called`: they are called projects."""
    cuts: list[tuple[int, int]] = []
    begin = start
    for match in _LIST_MARK.finditer(text, start, end):
        a, b = match.span()
        if is_inside(hidden, a) or a < begin:
            continue
        if not match[0]:  # “甲项目”“乙工程” are two names, “千村示范”“万村整治”工程 is one
            if text[a - 3 : a - 1] in ("项目", "工程") or COUNTED.search(text, b, end):
                cuts.append((begin, a))
                begin = b
        elif match[0] in "、，," or _parts_names(words, text[begin:a], text[b:end], match[0], called):
            cuts.append((begin, a))
            begin = b
    return [*cuts, (begin, end)]


def _parts_names(words: NameWords, before: str, after: str, mark: str, called: bool) -> bool:
    """Whether a 和 stands between two names and not within one: what stands before it is whole by itself, and what follows begins with a name.

    A thing is whole whatever a list of other things goes on with (柳泉水库和东山、西山抽水蓄能); before works it may only say where.
    """
    first = re.split(r"[、和及与]", after, maxsplit=1)[0]
    if ROUTE.fullmatch(before):
        return bool(ROUTE.match(after))
    alone = called and first == after and mark == "和" and min(len(before), len(first)) > _SHORT
    if alone and rare_characters(words, before) >= 1 and ends_with_head(words, first):
        return True  # 柳泉铜箔和云麓铁路等工程
    if not _stands_alone(words, before):
        return False
    if mark == "以及" or _begins_with_name(words, after, mark):
        return True
    if mark == "和" and first.startswith(words.general) and _kind_of_end(words, first) not in (NONE, WORKS):
        return True  # G109和农村公路
    whole = {_kind_of_end(words, before), _kind_of_thing(words, after)}
    short = len(first) <= _SHORT or _kind_of_thing(words, first) not in (NONE, WORKS)
    return short and mark == "和" and "、" in after and not whole & {NONE, WORKS, "项目", "工程"}


def _kind_of_thing(words: NameWords, phrase: str) -> str:
    """柳泉抽水蓄能项目 → 能源: the kind of what a phrase ends with, 项目 and 工程 left out."""
    return _kind_of_end(words, re.sub("(?:项目|工程)$", "", core_of(phrase)))


def _begins_with_name(words: NameWords, phrase: str, mark: str) -> bool:
    """Whether what follows a 和 begins with a name of its own: 云麓广场 and 文化产业园, not 深水航道."""
    first = re.split(r"[、和及与]", phrase, maxsplit=1)[0]
    if ROUTE.fullmatch(first):
        return True
    if mark == "和" and _JOINING.search(phrase) and not ends_with_head(words, first):
        first = re.split("[、和及]", phrase, maxsplit=1)[0]  # 云麓河与柳泉河连通工程
    if len(first) < 3 or not ends_with_head(words, first):
        return False
    if rare_characters(words, core_of(first)) >= 1:
        return True
    return mark != "及" and len(first) >= 5 and _kind_of_thing(words, first) != WORKS  # 续建配套与现代化改造项目 is one


def _with_shared_head_joined(words: NameWords, text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a list that share a head put together again: 东街、西街雨污分流工程 is one project."""
    if len(parts) == 1 or not any(ends_with_head(words, text[a:b]) for a, b in parts):
        return parts
    last = text[slice(*parts[-1])]
    works = _is_works(words, last)
    if works and _AT_PLACE.match(last) and all(_PLACE.fullmatch(text[a:b].strip()) for a, b in parts[:-1]):
        return [(parts[0][0], parts[-1][1])]
    joined: list[tuple[int, int]] = []
    begin: int | None = None
    for number, (a, b) in enumerate(parts):
        item = text[a:b].strip()
        alone = ends_with_head(words, item) or number == len(parts) - 1
        if joined and begin is None and is_bare_works(words, item) and _kind_of_end(words, text[slice(*joined[-1])]) == WORKS:
            joined[-1] = (joined[-1][0], b)  # 柳泉园绿化、亮化、美化提升工程
            continue
        if not alone:
            following = text[slice(*parts[number + 1])]
            alone = len(item) > _SHORT and not _PLACE.fullmatch(item) and item not in words.places
            alone = alone and (item[-1] not in "县旗州盟" or last.endswith(("项目", "工程")))
            alone = alone and (not _is_works(words, following) or (rare_characters(words, item) >= _TWO and _is_on_thing(words, following)))
        begin = a if begin is None else begin
        if alone:
            joined.append((begin, b))
            begin = None
    return joined


def _is_works(words: NameWords, phrase: str) -> bool:
    """东街雨污分流工程: whether it is works on a place."""
    return _kind_of_end(words, phrase) in (WORKS, "工程") or phrase.endswith(("旅游公路", "管网"))


def _is_on_thing(words: NameWords, phrase: str) -> bool:
    """青藏铁路格拉段电气化改造: whether works name the thing that they are done on, so that what stands before them in a list is something else."""
    core = re.sub("(?:项目|工程)$", "", core_of(phrase))
    sizes = range(_SHORT + 1, len(core) - len(head_of(words, core)) + 1)
    return any(kind_of(words, head_of(words, core[:size])) not in (NONE, WORKS) for size in sizes)


def is_bare_works(words: NameWords, phrase: str) -> bool:
    """亮化, 美化提升工程: whether works say nothing of what they are done on."""
    core = re.sub("(?:项目|工程)$", "", core_of(phrase))
    head = head_of(words, core)
    rest = core[: len(core) - len(head)]
    return kind_of(words, head) == WORKS and len(rest) <= len("美化") and rest not in words.kinds and rare_characters(words, rest) < _TWO


def is_inside(spans: Spans, at: int) -> bool:
    """Whether a character stands within one of the spans, its marks left out."""
    return any(a < at < b - 1 for a, b in spans)
