"""Lists of subjects and lists of amounts in a clause, taken apart: A、B和C分别增长5%、6%和7%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.chinese.units import Quantity
from digest.extract.mentions import Mention
from digest.model.bounds import exact, from_below, ranged
from digest.model.catalogue import Indicator

# matches A、B · B和C · 以及      not ；
_SEPARATOR = re.compile(r"[、，,和及与]|以及")
# What stands between two names
# wholly: ”、“ · 和 · 以及      not 增长5%、
_BETWEEN = re.compile(r"[”’\"'」]?(?:[、和及与]|以及|,|，)[“‘\"'「]?")
# matches ， · ： · ；      not 、 · 1,100
_CLAUSE_MARK = re.compile(r"[，：；。:;]|,(?![0-9]{3}(?![0-9]))")
# A second subject of the same kind, and one of any kind of which the same is said
# at the start: 、技改投资增长 · 、民间投资年均增长      not 、5%
_FOREIGN = re.compile(r"[、和及与]([\u4e00-\u9fff]{2,14}?)(?=年均|增长|完成|达|均|都|分别)")
# at the start: 和收入均 · 、经营收入双双 · 人次、出游总花费均      not 、人均 · 和收入年均
_FOREIGN_TOO = re.compile(
    r"(?:人次|人数|数量|总额|规模)?[、和及与](?P<of>[\u4e00-\u9fffA-Za-z]{2,14}?)"
    r"(?=(?:同比|预计|增速|增幅)?(?:(?<![年平人日月])[均都]|双双|分别))"
)
# matches 高新技术企业 · 经营主体      not 工业投资
_COUNTED = re.compile(r"(?:企业|主体)$")
# The firms named before it are attributes of it.
# matches 科技型中小企业贷款      not 科技型中小企业数量
_AMOUNT = re.compile(r"(?:[额值率]|收入|利润|贷款|投资|投入|融资|税收|出口|电量|产量|比重|占比)$")
# What stands between amounts that are dealt out in turn, each with a direction of its own
# wholly: 、 · 和下降 · 、同比增长 · ，      not ，增长 · 、实现
_DIRECTED = re.compile(
    r"(?:[、和及与]|以及|、?(?:以及|和))(?P<own>(?:同比|比上年)?(?:负?增长|上升|上涨|提高|提升|增加|下降|降低|减少|回落)?(?:了|到|至)?)|，(?P<none>)"
)
_LIST_MARKS = ("、", "和", "及", "与")
# matches 5 · ５      not 五
_DIGIT = re.compile("[0-9０-９]")
_LONGEST_OWN = 6  # characters that an element has for itself where it shares the end of a name
# matches 连续 · 接连      not 分别
_ONE_BY_ONE = re.compile("连续|接连|相继|先后|连(?=[跨破越上]|$)")
# at the start: 两个台阶 · 三个大台阶 · 等关口      not 两个项目
_SO_MANY_MARKS = re.compile("(?:等?[两三四五2-5]个?|等)(?:大|新|整数|[百千万]亿)?(?:台阶|大关|关口|门槛)")
# What stands before a name and shares its amount, as it has none of its own: 普通国道和|农村公路|200公里, 创新型、|专精特新企业|30家
# matches 普通国道和 · 国道及      not 30家和 · 创新型、 · 国家和 · 省级和
_AND_UNKNOWN = re.compile("[\u4e00-\u9fff“”]{2,12}(?<![级省市县家])[和及与]$")
# matches 创新型、 · 瞪羚企业、      not 8家、 · 国道和
_OR_KIN = re.compile("[\u4e00-\u9fff“”]{0,12}(?P<end>[\u4e00-\u9fff][\u4e00-\u9fff])、$")
_KINDS = ("型", "级", "类", "性")  # what ends a word that is said of a noun behind it
# matches 技改 · PM10      not 、5%
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}[0-9]")


# at the start: ，其中： · 、 · （      not 增长
_OPENING = re.compile("(?:[，,、（(；;：]?其中[：，,:]?|[，,、（(；;：])(?:全[市县区省州旗盟])?")
# A numeral that shares the end of the last name: 一、二、|三产增加值
# wholly: 一 · 二      not 一产
_NUMERAL = re.compile("[一二三]")
# matches 其中一二      not 一产 · 十一二
_NUMERALS = re.compile("(?<![一二三四五六七八九十])一二$")


@dataclass(frozen=True, slots=True)
class Element:
    """One item of a list of subjects: what it names (nothing for a subject that is not in the catalogue), and where.

    `which` is set where a shared name stands for several elements: 城乡居民收入 gives two.
    """

    start: int
    end: int
    mention: Mention | None
    which: int | None = None


def clause_start(text: str, start: int, end: int) -> int:
    """A text, and an end in it → where the clause of that end begins, `start` at the earliest."""
    cut = start
    for match in _CLAUSE_MARK.finditer(text, start, end):
        cut = match.end()
    return cut


def governing(text: str, start: int, end: int, head: str) -> str:
    """The clause before a name, and what begins at `end` → the words that govern it: of a further member of a list those before its first.

    累计培育规上企业30家、|高新技术企业20家 → 累计培育规上企业
    """
    if not (head.startswith(_LIST_MARKS) or text.startswith(_LIST_MARKS, end - len(head) - 1)):
        return head
    begin = clause_start(text, start, end)
    first = _DIGIT.search(text, begin, end)
    return text[begin : first.start()] + head if first else head


def summed(text: str, start: int, name: Mention) -> bool:
    """Whether the one amount behind a name is also of what stands before it in a list, of which nothing is known: 普通国道和|农村公路|200公里.

    `start` is where the clause begins. Where a comma of a list parts the two, they are of one kind: 创新型、|专精特新企业; not 工业强县、|固定资产投资
    """
    modified = (word for indicator in name.indicators for word in indicator.modifiers if text.endswith(word, start, name.start))
    end = name.start - len(max(modified, key=len, default=""))
    begin = max(start, end - 14)
    if _AND_UNKNOWN.search(text, begin, end):
        return True
    kin = _OR_KIN.search(text, begin, end)
    return kin is not None and (kin["end"].endswith(_KINDS) or text.endswith(kin["end"], name.start, name.end))


def list_start(text: str, names: Sequence[Mention]) -> int:
    """The start of the list that ends with the last name: of 游客人数、旅游收入均…… the start of 游客人数."""
    start = names[-1].start
    for earlier, later in zip(reversed(names[:-1]), reversed(names[1:]), strict=True):
        if not _BETWEEN.fullmatch(text, earlier.end, later.start):
            break
        start = earlier.start
    return start


def elements(text: str, start: int, end: int, names: Sequence[Mention]) -> list[Element]:
    """A list of subjects in a text → its elements in order; a shared name gives one for each of its indicators of one unit."""
    inside = [m for m in names if m.start >= start and m.end <= end]
    cuts = [m.start() for m in _SEPARATOR.finditer(text, start, end) if not any(x.start <= m.start() < x.end for x in inside)]
    found: list[Element] = []
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        held = [m for m in inside if a <= m.start < b]
        if held:
            if together := _NUMERALS.search(text, a, held[-1].start):  # 一二|三产增加值
                found += [Element(n, n + 1, None) for n in range(together.start(), together.end())]
            found += _elements_of_name(text, held[-1])
        elif _NUMERAL.fullmatch(numeral := text[a:b].strip("、，和")):
            found.append(Element(b - len(numeral), b, None))  # 、|二 shares the end of 三产业增加值
        elif _WORD.search(text[a:b]):
            found.append(Element(a, b, None))
    if len(found) > 1 and _AMOUNT.search(text[(cuts or [start])[-1] : end]):  # 高新技术企业、科技型中小企业贷款
        return [replace(e, mention=None, which=None) if _COUNTED.search(text[e.start : e.end]) else e for e in found]
    return found


def completed(text: str, found: Sequence[Element], known: Mapping[str, Mention]) -> list[Element]:
    """The elements of a list → the same, where they share the end of the last one's name each with its own: 规上工业、服务业增加值.

    What stands before the shared end makes the last one narrower: of 城镇、牧区居民收入 the first is 城镇居民收入, the last is none that is known.
    """
    last = found[-1] if found else None
    if len(found) < 2 or last is None or last.mention is None or all(e.mention for e in found):
        return list(found)
    if last.which is not None:  # 全体居民、|城镇居民、农村居民人均可支配收入
        return [e if e.mention else _with_shared_end(text, e, text[last.start : last.end], "", known) for e in found]
    name, own = text[last.start : last.end], _SEPARATOR.sub("", text[found[-2].end : last.start], count=1)
    made = [e if e.mention else _with_shared_end(text, e, name, own, known, last.mention.indicators) for e in found[:-1]]
    if not own or made == list(found[:-1]):
        return [*made, last]
    whole = known.get(own + name)
    return [*made, replace(last, mention=replace(whole, start=last.start, end=last.end) if whole else None)]


def _with_shared_end(
    text: str, element: Element, name: str, own: str, known: Mapping[str, Mention], theirs: tuple[Indicator, ...] = ()
) -> Element:
    """An element of a list and its last one's name → with the name that it makes with the end of that: 城镇 and (牧区)居民收入 → 城镇居民收入.

    A list names no indicator twice (`theirs`: the last one's): of 工业、工业技改投资 the first is 工业投资.
    """
    ends = [name] if own else [name[cut:] for cut in range(1, len(name) - 1)]
    for start in range(max(element.start, element.end - _LONGEST_OWN), max(element.end - 1, element.start + 1)):
        for end in ends:
            mention = known.get(text[start : element.end] + end)
            if mention and len(mention.indicators) == 1 and not mention.nearby and mention.indicators != theirs:
                return replace(element, start=start, mention=replace(mention, start=start, end=element.end))
    return element


def contracted(text: str, start: int, end: int, full: str, known: Mapping[str, Mention]) -> Iterator[Mention]:
    """What stands at the beginning of words behind a full name → the names that it makes with the end of that: 居民收入……，其中|城镇| → 城镇居民收入."""
    opened = _OPENING.match(text, start, end)
    begin = opened.end() if opened else start
    for stop in range(min(end, begin + _LONGEST_OWN), begin + 1, -1):
        for cut in range(len(full) - 1):
            mention = known.get(text[begin:stop] + full[cut:])
            if mention and len(mention.indicators) == 1 and not mention.nearby:
                yield replace(mention, start=begin, end=stop)


def continued(text: str, start: int, end: int, full: str, known: Mapping[str, Mention]) -> Iterator[Mention]:
    """What stands at the beginning of words behind a full name → the names that it makes with the beginning of that: 粮食播种面积……，|总产量| → 粮食总产量."""
    opened = _OPENING.match(text, start, end)
    begin = opened.end() if opened else start
    for stop in range(min(end, begin + _LONGEST_OWN), begin + 1, -1):
        for cut in range(len(full) - 1, 1, -1):
            mention = known.get(full[:cut] + text[begin:stop])
            if mention and len(mention.indicators) == 1 and not mention.nearby:
                yield replace(mention, start=begin, end=stop)


def without_foreign(text: str, mention: Mention, tail: str) -> str:
    """The words after a name → the same without a second subject of the same kind, or of which the same is said: 工业投资、技改投资增长 → 增长."""
    if match := _FOREIGN_TOO.match(tail):
        return tail[match.end() :]
    match = _FOREIGN.match(tail)
    return tail[match.end() :] if match and match[1][-2:] == text[mention.end - 2 : mention.end] else tail


def series(text: str, amounts: Sequence[Quantity]) -> list[Quantity]:
    """The run of amounts of one unit at the front, apart by nothing but a separator: 5%、6%和7%."""
    found = list(amounts[:1])
    for quantity in amounts[1:]:
        if quantity.unit != found[-1].unit or not _SEPARATOR.fullmatch(text, found[-1].end, quantity.start):
            break
        found.append(quantity)
    return found


def run_in_turn(text: str, amounts: Sequence[Quantity]) -> list[tuple[Quantity, str]]:
    """Amounts → those at the front that are dealt out in turn, of any unit, each with its own word of direction: 5%、下降3% · 3亿元、5万人次."""
    found, own = [(amounts[0], "")], ""
    for one, other in pairwise(amounts):
        between = _DIRECTED.fullmatch(text, one.end, other.start)
        if between is None:
            break
        own = between["own"] or own
        found.append((other, own))
    return found


def passed(text: str, words: str, amounts: Sequence[Quantity]) -> bool:
    """Whether amounts of one subject are marks that it passed one after the other: 连续突破2亿元、3亿元 · 跨上2亿元、3亿元两个台阶."""
    said = _ONE_BY_ONE.search(words) or _SO_MANY_MARKS.match(text, amounts[-1].end)
    return bool(said) and (from_below(amounts[0]) or words.endswith(("连跨", "连破", "连越")))


def shared_bound(amounts: Sequence[Quantity]) -> list[Quantity]:
    """Amounts of a list → the same with the bound that is said once for all: 7.5%、8.5%以上 · 超过8万元、4.5万元, but not 8%以上、9%."""
    first, last = amounts[0], amounts[-1]
    lending = (
        last if _lends_bound(last) else first if first.at > first.start and _lends_bound(first) else None
    )  # its words stand before the number
    return [replace(q, bound=lending.bound) if lending and exact(q) else q for q in amounts]


def _lends_bound(amount: Quantity) -> bool:
    """Whether an amount has words of a bound that may hold for the others of its list: 以上, 超过, 左右; not the 到 of a range."""
    return not exact(amount) and not ranged(amount)


def _elements_of_name(text: str, mention: Mention) -> list[Element]:
    own = [i for i in mention.indicators if i.id not in mention.nearby]
    if len(own) > 1 and len({i.unit for i in own}) == 1:
        name = text[mention.start : mention.end]
        at = [min((name.find(alias[:2]) for alias in i.aliases if alias[:2] in name), default=-1) for i in mention.indicators]
        order = range(len(at)) if -1 in at else sorted(range(len(at)), key=at.__getitem__)  # as the name says them: 耕地、建设用地
        return [Element(mention.start, mention.end, mention, n) for n in order]
    return [Element(mention.start, mention.end, mention)]
