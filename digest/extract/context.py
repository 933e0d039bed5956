"""What holds for all figures of a paragraph: done or planned, of which year or years, and whether digits in it are damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.chinese.sentences import Span, sentences
from digest.extract.table_columns import said_by_column
from digest.model.closed_sets import Kind
from digest.model.report import Paragraph, Report, Section
from digest.understand.damage import DIGITS, located
from digest.understand.report_years import UNKNOWN, Years, years_of

# matches 五年来 · 过去三年 · “十三五”期间 · 本届政府工作      not 一年来 · 三年行动 · 本届政府开局之年的工作 · 任期第一年
_PERIOD = re.compile(
    r"[二两三四五六七八九十][个]?年来|[三四五](?:个)?年(?:共|累计|新增)|(?:过去|前|近|今后|未来|这)[二两三四五六七八九十]年(?!级)|[三四五]年间|规?划?期间|时期|"
    r"“?十[二三四五]五”?以来|年均(?!浓度|值)|(?:届政府|任期)(?!内?的?[^，。；]{0,4}(?:之年|[一二三四五首]年))"
)
# matches ，“十二五”期间， · ；五年来， · ；五年累计      not 是“十一五”时期的2.7倍
_PERIOD_OPENS = re.compile(
    r"[，；：,;](?:这|过去|近)?(?:“?十[一二三四五]五”?(?:规划)?(?:期间|时期|以来)|[二两三四五六七八九十]个?年(?:来|间))(?=[，,])"
    r"|[，；、](?:[二两三四五六七八九十]年)来?(?:共|累计|合计)"
)
# matches 2000年以前 · 2015年以来 · 自2019年起 · 改革开放以来      not 2023年 · 去年以来
_OLD = re.compile(r"[0-9]{4}年(?:以前|之前|[^，。；]{0,6}以来|至今)|自[0-9]{4}年|改革开放以来")
# matches 2023年 · 到2025年 · 2024年度计划      not 较2019年 · 与2000年相比 · 2000年以前 · 超过从1978年到2000年的投资
_YEAR = re.compile(
    r"(?<![较比于是由从0-9０-９—-])((?:19|20)[0-9]{2})年(?!以前|之前|以来|至|行动|相?对?比|到(?:19|20)[0-9]{2}年)(?!(?<=年[到至][0-9]{4}年)的[^0-9])"
)
# matches 主要预期目标是：      not 完成了预期目标
_AIM = re.compile(r"(?:预期目标|主要目标|奋斗目标)[^。；，]{0,8}[是为：:]")
# By which it was the aim of the year that is over
# matches 年初确定的 · 去年提出的      not 年初确定，
_BEGUN = re.compile(r"(?:年初|去年|上年|上次大会)[^，。；]{0,14}$")
_NEAR = 20
# An amount from which another is counted
# at the start: 12.4亿元的基础上 · 6%的高基数上 · 5个百分点基础上      not 12.4亿元，在此基础上
BASE = re.compile(r"[0-9０-９.．,]{1,12}[^，。；0-9的]{0,8}的?(?:较?高)?(?:基础|基数)(?:上|之上)")
# matches 在去年增长 · 粮食总产量在上年      not 去年，增长
_SINCE = re.compile(r"(?P<word>去年|上年)[^，。；]{0,30}$")
# What is kept over several years (稳定在) is of them all.
# matches 达到 · 增长到 · 同比增长      not 完成 · 稳定在
_REACHED = re.compile(r"达|[长高加升增][到至]|超过|突破|同比")
# matches 累积完成 · 先后投入      not 达到
_SUMMED = re.compile(r"累[计积]|年均|年平均|新增|净增|始终|连续|[共合总]计|共|先后")
# A verb before a name, which over several years sums
# matches 完成固定资产投资      not 地区生产总值达到
_SUMS = re.compile(r"完成|实现|投入|争取|落实|发放|引进")
# matches 1726 · 1726.9      not 户
_DIGITS = re.compile(r"[0-9０-９][0-9０-９.．,]*")
_LEAD = r"(?:各位代表[！!，,：:]\s{0,2})?[—－-]{0,2}(?:[（(]?[一二三四五六七八九十]{1,2}(?:[)）、.]|是))?[^，。；！!0-9]{0,6}?"
# at the start: “十四五”时期是 · 过去的五年极不寻常 · 这是经济实力提升的五年。      not 2025年是“十四五”收官之年
_OPENS_PERIOD = re.compile(
    rf"{_LEAD}(?:(?:19|20)[0-9]{{2}}年是“?十[一二三四五]五”?[^，。；]{{0,8}}年[。，])?(?:(?:过去|这|经过|前|近)的?[三四五]年|[三四五]年来|“?十[一二三四五]五”?(?:规划)?(?:时期|期间|以来)|这是[^，。；]{{2,30}}的[三四五]年[。，])"
)
# What begins a period within a paragraph, and what turns to one year again
# matches 圆满收官。五年来， · 圆满收官。一年来，      not 这五年来之不易
_TURNS = re.compile(
    r"(?<=[。！])(?:(?P<period>[三四五]年来|(?:过去|这)[三四五]年|“?十[一二三四五]五”?(?:时期|期间|以来))|一年来|过去一年|去年|(?:19|20)[0-9]{2}年)[，,]"
)
# at the start: 刚刚过去的2025年， · 2025年是 · 过去一年      not 2025年四大主导产业占
_OPENS_YEAR = re.compile(rf"{_LEAD}(?:(?:刚刚)?过去的?(?:一年|20[0-9]{{2}}年)|20[0-9]{{2}}年(?:[，,是]|全[市县区省州旗盟])|这一年|一年来)")
# A clause that says of which year it is by a word, up to an amount
# matches 去年地区生产总值增长 · 第一，上年完成 · 力争明年增长      not 比去年增长 · 去年同期增长 · 今年以来增长 · 去年完成。增长 · 存在去年增长
_WORD_YEAR = re.compile(
    r"(?:^|[，。；：！、（(]|力争|争取|确保|预计|(?:^|[，；：])在)(?P<word>去年|上年|今年|本年|明年)(?!同期|[底末度初]|以来)(?P<rest>(?:(?!去年|上年|今年|本年|明年)[^。；]){0,60})$"
)
# By which a clause is an aim whatever it stands in
# matches 力争增长 · 预期目标 · 安排增长      not 完成了投资
_AIMS = re.compile(r"力争|确保|争取|预期|计划|目标|安排|拟|将")
_SAID = 600  # characters before a sentence in which its 。-sentence is looked for
_ZONE_LEAD = 40  # a first sentence of at most so many characters is a paragraph's head


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph and what its figures are: results or targets (kind actual | target), of `year` (None: of several years, the last is `last`)."""

    paragraph: Paragraph
    kind: Kind
    year: int | None
    last: int | None
    head: str  # the run-in head, which may say that the paragraph is about a part
    period: Span  # what of its text is said of several years, from a sentence within it on
    told: Years = UNKNOWN  # the years of the report, by which 今年 and 明年 are understood


def frames(report: Report) -> Iterator[Frame]:
    """A report → its paragraphs that can hold facts. Government paragraphs before the plan belong to the review.

    Without a year of the report nothing can be said of its figures' years: they are None.
    """
    planned = flows = False
    section = ""
    titles = {section.id: section for section in report.sections}
    told = years_of(report.meta, report.sections, report.paragraphs)
    for paragraph in report.paragraphs:
        planned = planned or paragraph.part == "plan"
        if paragraph.part in ("glossary", "closing"):
            continue
        kind: Kind = "target" if paragraph.part == "plan" or (planned and paragraph.part != "review") else "actual"
        year = report.meta.year
        if year is not None and kind == "actual":
            year -= 1
        last = year
        said = _titles_above(titles, paragraph.section)
        if paragraph.section != section:
            section, flows = paragraph.section, _is_of_years_at_first(said.partition("。")[0], last, flows)
            head = titles[section].title if section else ""
            flows = bool(_OPENS_PERIOD.match(head) and head.endswith("。")) or (flows and not _OPENS_YEAR.match(head))
        flows = bool(_OPENS_PERIOD.match(paragraph.text)) or (flows and not _OPENS_YEAR.match(paragraph.text))
        if _is_of_period(said, last, paragraph.text, flows and kind == "actual"):
            year = None
        first = next(iter(sentences(paragraph.text[: _ZONE_LEAD + 1])), None)
        head = first.of(paragraph.text) if first and first.end <= _ZONE_LEAD and first.end < len(paragraph.text) else ""
        yield Frame(paragraph, kind, year, last, head, _stretch_of_years(paragraph.text), told)


def lost_digits(report: Report) -> dict[str, list[Span]]:
    """A report → of each paragraph where digits stand that the report's warnings call damaged: no figure rests on them.

    新增1726，惠及 (a unit is lost) → 1726; a mark or a character lost beside sound digits takes nothing away.
    """
    found: dict[str, list[Span]] = {}
    for paragraph, stretch in located(report, (DIGITS,)):
        runs = _DIGITS.finditer(paragraph.text, stretch.start, stretch.end)
        found.setdefault(paragraph.id, []).extend(Span(run.start(), run.end()) for run in runs)
    return found


def when(frame: Frame, text: str, start: int, at: int) -> tuple[Kind, int | None, bool]:
    """A frame and its sentence up to an amount → kind, year, and whether it is of several years. A year in the sentence goes before the frame's.

    2023年…… in the plan of 2024 is actual, 到2025年…… is a target of 2025; 五年来 is a period, 2000年以前建成的 has no year.
    """
    if column := said_by_column(frame.paragraph.row, at, frame.told, frame.kind):
        return *column, False
    said = text[text.rfind("。", max(0, start - _SAID), start) + 1 or max(0, start - _SAID) : at]
    if frame.kind == "target" and BASE.match(text, at) and (based := _SINCE.search(said)) and (year := frame.told.meant_by(based["word"])):
        return "actual", year, False
    aim = _AIM.search(said) if frame.kind == "actual" and frame.last is not None else None
    if aim and frame.last is not None and not _BEGUN.search(said, max(0, aim.start() - _NEAR), aim.start()):
        return "target", frame.last + 1, False
    if _OLD.search(said):
        return frame.kind, None, False
    named, after = None, 0
    for match in _YEAR.finditer(said):
        named, after = int(match[1]), match.end()
    if named is not None and _PERIOD_OPENS.search(said, after):
        return frame.kind, None, True
    if named is not None and frame.paragraph.part:
        own = frame.year if frame.year is not None else named
        if frame.kind == "target" and named < own:
            return "actual", named, False
        if frame.kind == "target" or named <= own:
            return frame.kind, named, False
        return "target", named, False
    if (found := _WORD_YEAR.search(said)) and (meant := _meant(frame, found["word"], found["rest"])):
        return *meant, False
    if _PERIOD.search(said) or (frame.kind == "actual" and frame.period.start <= start < frame.period.end):
        return frame.kind, None, True
    return frame.kind, frame.year, frame.year is None


def _meant(frame: Frame, word: str, rest: str) -> tuple[Kind, int] | None:
    """A word for a year at the head of a clause, and the rest of the clause → what its figures are and of which year; None: as the frame says.

    Of 2024, given in January: 去年完成 → actual 2023, in the review 今年力争 → target 2024. Given in December 2023: 今年完成 → actual 2023.
    A thing of last year (去年开工的项目) says nothing of the figure.
    """
    year, aims = frame.told.meant_by(word), bool(_AIMS.search(rest))
    if year is None or frame.told.planned is None or frame.year is None:
        return None
    if year >= frame.told.planned:
        return ("target", year) if aims or frame.kind == "target" or word == "明年" else None
    if aims or "的" in rest or "基础" in rest:
        return ("target", year) if aims and word in ("今年", "本年") else None
    return ("actual", year) if frame.kind == "target" or word in ("去年", "上年") else None


def settled(frame: Frame, head: str, words: str) -> int | None:
    """The year of a figure in a sentence about several years; `head`: its clause before the name, `words`: the name and what follows up to the amount.

    五年来……达到189亿元 is the last year's; 累计完成, 完成固定资产投资 and 年均增长 are the period's.
    """
    closes = _REACHED.search(words) and not _SUMMED.search(head + words) and not _SUMS.search(head)
    return frame.last if frame.kind == "actual" and closes else None


def _is_of_period(titles: str, last: int | None, text: str, flows: bool) -> bool:
    """Whether a paragraph is about several years: its headings say so, or its beginning.

    Under 2015年及“十二五”时期工作回顾, which names the last year too, only the paragraphs that speak of the period are, and those
    that follow them (`flows`) up to one that turns to the year.
    """
    if _PERIOD.search(titles):
        return f"{last}年" not in titles or flows or bool(_PERIOD.search(text[:200]))
    return bool(_PERIOD.match(text[:12]) or _OPENS_PERIOD.match(text))


def _stretch_of_years(text: str) -> Span:
    """A paragraph's text → what stands from its first sentence about several years up to one about a year; nothing where there is none."""
    turns = list(_TURNS.finditer(text))
    begins = next((n for n, turn in enumerate(turns) if turn["period"]), len(turns))
    ends = next((turn.start() for turn in turns[begins:] if not turn["period"]), len(text))
    return Span(turns[begins].start(), ends) if begins < len(turns) else Span(len(text), len(text))


def _is_of_years_at_first(title: str, last: int | None, flows: bool) -> bool:
    """Whether what stands first under a heading is of several years; a heading that says nothing of years leaves it as it was.

    “十四五”时期和2025年工作回顾 → True; 2025年和“十四五”时期工作回顾 → False
    """
    period, year = _PERIOD.search(title), title.find(f"{last}年")
    if period is None:
        return flows and year < 0
    return year < 0 or period.start() < year


def _titles_above(sections: Mapping[str, Section], id: str) -> str:
    """The titles above a paragraph, outermost last, as one text."""
    found: list[str] = []
    while id in sections and len(found) < 8:
        found.append(sections[id].title)
        id = sections[id].parent
    return "。".join(found)
