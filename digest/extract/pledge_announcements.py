"""Report → its headings and paragraphs in reading order, and where in them a list of pledges (民生实事) is announced: by a sentence, a heading, an annex.

What was done last year announces nothing: 10件民生实事全部办结. Neither does a list of other things: 重点抓好5项措施.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.chinese.numerals import number
from digest.model.report import Meta, Paragraph, Report
from digest.understand import heading_marks
from digest.understand.report_dates import years

MOST = 60  # pledges of a list; what is counted in hundreds are things done for somebody
TITLE = 40  # characters of a line that is the title of a list
ANNOUNCED = 40  # times at most that a report is asked for its list: each looks through what follows
CLOSE = 60  # characters in which it must be said that pledges are kept

NUMERAL = "[0-9０-９]{1,3}|[一二两三四五六七八九十]{1,3}"
# matches 办好16件民生实事 · 12件惠民实事 · 十大民生实事 · 十项“民心工程”      not 实事 · 办好16件大事
_COUNTED = re.compile(rf"(?P<count>{NUMERAL})(?:件|项|大|类|个|方面|桩)[^，。；：:\n0-9]{{0,8}}(?:实事|好事|民心工程)(?:项目|工程)?")
# matches 民生实事项目10个 · 为民办实事20件      not 民生实事10年不变
_COUNTED_BEHIND = re.compile(rf"(?:民生|惠民|为民|利民|便民)办?实事(?:项目|工程|事项)?(?P<count>{NUMERAL})(?:件|项|个)(?!多|余|以上)")
# matches 办好以下民生实事： · 下列实事项目：      not 以下工作：
_FOLLOWING = re.compile(r"(?:以下|下列|如下)[^，。；：:]{0,10}(?:实事|好事)[^，。；：:]{0,6}[：:]")
# A list that is announced by its name alone, within running text, and begins at once
# matches 持续办好为民实事。一是 · 抓好民生实事：①      not 办好民生实事。坚持
_AT_ONCE = re.compile(r"(?:民生|惠民|为民|利民|便民)(?:办|的)?实事[。：:，](?=一是|第一|①|[（(]?1[)）.．、])")
# Works for people's livelihood, which are a list of pledges where something around calls them so
# matches 20项民生工程 · 12件省级民生工程      not 民生工程
_WORKS = re.compile(rf"(?P<count>{NUMERAL})(?:件|项)[^，。；：:\n0-9]{{0,4}}民生工程")
# The name of a list, without a number and without a verb
# wholly: 2024年民生实事项目清单 · 附件2：某县为民办实事项目安排 · 2024年度惠民实事      not 扎实办好民生实事 · 民生实事完成情况
_LIST = re.compile(
    r"(?:附[件录表]?[0-9一二三四五]?[：:.、]?)?(?:关于)?(?:(?!办好|办成|办实|抓好|做好|抓|推|解决|聚焦|保障|完成|落实|兑现|用心|全力|扎实|持续|着力).){0,24}"
    r"(?:民生|惠民|为民|利民|便民)(?:办|的)?实事(?:项目|工程|事项|任务){0,2}(?:清单|安排表?|一览表|计划表?|目录|表|名单)?(?:[（(].{0,16}[)）])?[：:]?"
)
_PLEDGE = "事"  # what a list is called by: 实事, 好事
_QUOTED = dict.fromkeys(map(ord, "《》“”"))  # signs around the name of a list
# What was done
# matches 全部办结 · 如期完成      not 确保办好
_DONE = re.compile(r"(?:已|均|全部|全面|基本|圆满|顺利|如期|高质量|按期)(?:完成|办[结成妥]|落实|兑现|建成|见效|落地)|(?:完成|落实|进展)情况|(?:完成|办结)率")
# Which makes it an aim again
# matches 确保全部办结 · 要全面完成 · 一定承诺践诺、如期兑现      not 全部办结
_WILL = re.compile(r"确保|力争|保证|务必|将|要|推动|争取|一定|承诺")
# Whose list it is, right before its count: of what lies above the place
# matches 承接省级 · 完成省定 · 国家下达的      not 本省 · 全省
_OF_PROVINCE = re.compile(r"(?<![全本我])(?:国家|中央|省|自治区)(?:级|定|里|委省政府)?(?:确定|下达|安排|部署)?的?$")
# matches 承接市级 · 、市 · 省、市两级      not 全市 · 县级
_OF_PREFECTURE = re.compile(r"(?<![全本我])(?:市|州|盟)(?:级|定|里)?(?:确定|下达|安排|部署)?的?$|省、?市(?:两级)?$")
# Whose they are, right before the number: of firms, of some people, of one service
# matches 惠企 · 为残疾人办好“ · 卫生健康为民服务      not 为民办实事
_OF_SOME = re.compile(r"惠企|助企|为[^民，。；]{2,8}(?:办好?|服务)[“《]?$|[\u4e00-\u9fff]{2,6}为民服务$")
# matches 去年10件 · 上年      not 今年10件
_PAST = re.compile(r"去年|上年|上一年|往年|近年|五年来|一年来|年来")


@dataclass(frozen=True, slots=True)
class Node:
    """A heading or a paragraph, in reading order: its text as rules read it and as the document shows it. `level`: of a heading, 0 of a paragraph."""

    text: str
    shown: str
    line: int
    part: str
    level: int
    paragraph: Paragraph | None

    @property
    def starts(self) -> int:
        """Where its own words begin, behind the number of a heading."""
        return heading_marks.number_style(self.text)[1]


@dataclass(frozen=True, slots=True)
class Announcement:
    """Where a list is announced: the node, where in it the announcement begins and ends, and how many pledges it says (None: it does not)."""

    at: int
    start: int
    end: int
    count: int | None
    named: bool = False  # by its bare name, within running text


def nodes_of(report: Report) -> list[Node]:
    """A report → its headings and paragraphs as they stand in it."""
    found: list[Node] = []
    titled = 0
    places = {section.id: at for at, section in enumerate(report.sections, 1)}
    for paragraph in report.paragraphs:
        until = places.get(paragraph.section, titled)
        found += [Node(s.title, s.shown, s.line, s.part, s.level, None) for s in report.sections[titled:until]]
        titled = max(titled, until)
        found.append(Node(paragraph.text, paragraph.shown, paragraph.line, paragraph.part, 0, paragraph))
    return found + [Node(s.title, s.shown, s.line, s.part, s.level, None) for s in report.sections[titled:]]


def announcements(nodes: Sequence[Node], meta: Meta) -> Iterator[Announcement]:
    """The nodes of a report → where lists of its year's pledges are announced, in reading order, ANNOUNCED at most.

    今年要办好5件民生实事：… → count 5; the heading 2024年民生实事项目清单 → no count; 承接省级15项民生实事 in a county → none
    """
    return islice(_announcements(nodes, meta), ANNOUNCED)


def _announcements(nodes: Sequence[Node], meta: Meta) -> Iterator[Announcement]:
    planned, heading = False, ""
    for at, node in enumerate(nodes):
        planned = planned or node.part in ("plan", "government", "closing")
        heading = node.text if node.level else heading
        title = node.level > 0 or len(node.text) <= TITLE
        if node.part in ("review", "opening") or not planned or (title and _is_of_past(node.text, meta.year)):
            continue
        counted = False
        works = (one for one in _WORKS.finditer(node.text) if "实事" in heading or node.text.find("实事", 0, one.start()) >= 0)
        for found in sorted((*_COUNTED.finditer(node.text), *_COUNTED_BEHIND.finditer(node.text), *works), key=lambda m: m.start()):
            count = number(found["count"])
            if count is None or not 1 < count <= MOST or _is_done(node.text, found.start(), found.end()) or _is_of_others(node.text, found, meta):
                continue
            counted = True
            yield Announcement(at, found.start("count"), found.end(), int(count))
        if counted or node.part == "glossary":
            continue
        if _PLEDGE not in node.text:
            continue
        plain = heading_marks.compact(node.text).translate(_QUOTED)
        if len(plain) <= TITLE and _LIST.fullmatch(plain[heading_marks.number_style(plain)[1] :]):
            yield Announcement(at, 0, len(node.text), None)
        elif said := _FOLLOWING.search(node.text):
            yield Announcement(at, said.start(), said.end(), None)
        elif said := _AT_ONCE.search(node.text):
            yield Announcement(at, said.start(), said.end(), None, named=True)


def _is_of_others(text: str, found: re.Match[str], meta: Meta) -> bool:
    """Whether a counted list is that of the place above, of some people's or firms' own, or of one service: 为残疾人办好10件实事."""
    before = re.split("[。；！]", text[max(0, found.start() - 16) : found.start()])[-1]
    return bool(_OF_SOME.search(before)) or "惠企" in found[0] or _is_of_above(text, found.start("count"), meta)


def _is_of_above(text: str, at: int, meta: Meta) -> bool:
    """Whether the list that is counted at a character is that of the province, or of the prefecture above a county."""
    before = text[max(0, at - 12) : at]
    if meta.level != "province" and _OF_PROVINCE.search(before):
        return True
    return meta.level == "county" and not (meta.place or "").endswith("市") and bool(_OF_PREFECTURE.search(before))


def _is_of_past(title: str, year: int | None) -> bool:
    """Whether a heading or a short line is about what was done: 2023年民生实事完成情况 in a report of 2024."""
    named = years(title)
    return bool(_DONE.search(title) and not _WILL.search(title)) or bool(year and named and max(named) < year)


def _is_done(text: str, start: int, end: int) -> bool:
    """Whether the sentence of an announcement says that its pledges are kept."""
    begin = max(text.rfind(mark, 0, start) for mark in "。；！") + 1
    before = text[begin:start]
    after = re.split(r"[。；：:！①]", text[end : end + CLOSE], maxsplit=1)[0]
    done = _DONE.search(after)
    if done and not _WILL.search(before + after[: done.start()]):
        return True
    return bool(_PAST.search(before[-24:])) and not _WILL.search(before[-24:]) and "今年" not in before[-24:]
