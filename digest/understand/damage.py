"""Report → the stretches that copying or typesetting has damaged: digits run together, marks lost, sentences cut, mojibake.

A sound text says its numbers with a unit, closes its quotation marks and ends its paragraphs with a mark; what does not is reported with
its line. One lost word is no reason to distrust a text: a number before a word without a classifier, or two clauses that
run together, are reported only where so many paragraphs have lost their last mark that the whole file is a damaged copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.chinese.numerals import SPACE
from digest.chinese.quantities import unread
from digest.chinese.word_patterns import any_of
from digest.model.catalogue import Catalogue
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Evidence, Paragraph, Project, Record, Report
from digest.model.where import line_at

DIGITS, QUOTES, CUT, MARKS, CHARACTERS = "damage.digits", "damage.quotes", "damage.cut", "damage.marks", "damage.characters"
JOINED = "damage.joined"  # cut by the layout alone: 积极打 / 造, read as one, and nothing is lost
HINT = N_("compare with another copy of the report; no figure of this stretch is published")
LOOK = N_("compare with another copy of the report")
MESSAGES = {
    DIGITS: (N_("a number that cannot be read: a unit or a mark is lost"), HINT),
    QUOTES: (N_("a quotation mark without its other half"), LOOK),
    CUT: (N_("a sentence without its end"), LOOK),
    JOINED: (N_("a sentence that goes on on another line; both are read as one"), LOOK),
    MARKS: (N_("two clauses run together: a mark is lost"), LOOK),
    CHARACTERS: (N_("characters are lost or garbled"), LOOK),
}
LONG = 40  # characters from which on a paragraph is a sentence and ends with a mark
ENDS = "。！？；：…!?;:.”’」』）)】》〕］]\""
UNREADABLE = 10  # so many numbers that say of nothing how many make a damaged copy; a sound text has up to four
BROKEN = (5, 10)  # so many long paragraphs without an end, and one in so many, make a damaged copy
REPAIRED = 8  # a file with more joined lines than one paragraph in so many is wrapped, not cut
HAN = "[\u4e00-\u9fff]"
NUMERALS = "0-9０-９一二三四五六七八九十百千万亿两几数多余半多来各每这那哪某整逐单首第前后另若干"

# matches 100%12345热线 · 50％3      not 100%。 · 5%—6%
AFTER_PERCENT = re.compile(r"[0-9]{1,4}[%％][0-9]{1,6}")
# matches 2023223在 · 20231223，      not 2023年 · 2023 · 20231.5 · 2000000元
RUN_DATE = re.compile(r"(?:19|20)(?<![0-9.,，]..)[0-9]{2}(?:[01]?[0-9])(?:[0-3]?[0-9])(?=[在，、）)])")
# The mark of a lost space or dash; U+FFFD, private use; U+E5E5 is a wide space of GBK
# matches ? · "\ufffd" · 锟 · _      not 甲 · "\ue5e5"
MAYBE_GARBLED = re.compile("[?\ufffd\ue000-\ue5e4\ue5e6-\uf8ff锟烫_]")  # what every such mark begins with
# matches 甲??乙 · "\ufffd" · "\ue000" · 锟斤拷 · _M_M_      not ? · "\ue5e5"
GARBLED = re.compile(r"\?{2,6}(?:[^?]{0,3}\?{2,6}){0,20}|\ufffd{1,9}|[\ue000-\ue5e4\ue5e6-\uf8ff]{1,9}|锟斤拷|烫烫烫|_[A-Za-z]{1,2}_(?:[A-Za-z]{1,2}_)?")
# matches 第次会议 · 第届人大      not 第二次 · 第次数
NO_ORDINAL = re.compile(r"第(?=(?:届|次)[^序数])")
# It begins with the digit and looks back from there: a pattern that looks back first is tried at every character of a text.
# matches 15省级 · 1000, · 1345完成      not 15、 · 百分之5。 · 5G · 2.0版 · PM10 · 第2位 · 省道229，路 · “1236” · [1] · 2024世界 · 附件1
BARE = re.compile(
    r"[0-9](?<![0-9０-９A-Za-z.．:：/∶+＋×*_\-—－–―～~“‘”’》〕\]］【\[［〔（(#号第道线代院].)(?<!分之.)(?<!附件.)(?<!附表.)(?<!附录.)(?<!附图.)"
    r"(?:(?<=1)(?!9[0-9]{2}(?![0-9]))|(?<=2)(?!0[0-9]{2}(?![0-9]))|(?<![12]))"
    r"[0-9]{0,6}(?![0-9０-９.．%％‰A-Za-z+＋\-—－–―～~:：/∶×*℃°”’_〔\[［（(）)】#·、 \u3000])"
)
# What a text must hold for the next
# matches 1,200 · "16 960"      not 1,20 · 1200
PARTED = re.compile(rf"[0-9](?:[,，]|{SPACE})[0-9]{{3}}")
# A number in groups of three digits
# matches 1,200 · 12，345 · "16 960" · 1,234.5      not 1,20 · 1200
GROUPED = re.compile(rf"(?<![0-9])[0-9]{{1,3}}(?:(?:[,，]|{SPACE})[0-9]{{3}}(?![0-9])){{1,4}}(?:\.[0-9]{{1,4}})?")
# matches 1726.9万平方米 · 424000余台      not 172.6万平方米 · 4000余台 · 1,726.9万平方米
TOO_LONG = re.compile(r"(?<![0-9.])(?<![0-9][,，])(?:[0-9]{4,8}\.[0-9]{1,3}万(?=平)|[0-9]{3,8}000余)")
# matches 建成个市级中心 · 新建座水厂 · 管理项重点工作      not 两个市级 · 各项重点 · 一座厂
NO_NUMBER = re.compile(
    rf"(?:个(?=[市省县国区]级|重点|项目)|座(?={HAN}{{1,6}}厂|{HAN}{{1,6}}站)|项(?=重点|任务|工作|措施))(?<={HAN}.)(?<![{NUMERALS}强选款事专立义奖].)"
)
# matches 14.5%完成 · 8%固定      not 8%以上。 · 8%的目标 · 8%和9%
PERCENT_ON = re.compile(
    r"[0-9][%％](?:以上|以下|以内|左右)?(?=[\u4e00-\u9fff])(?!以|左|的|和|与|及|至|到|提|降|增|上|下|扩|缩|目|之|由|是|或|并|且|为|不|改|税|股|权|优|无|国|达)"
)


@dataclass(frozen=True, slots=True)
class DamagedStretch:
    """What is damaged: characters start to end of a text."""

    code: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch's part of the text."""
        return text[self.start : self.end]


def damage(report: Report, catalogue: Catalogue) -> tuple[Problem, ...]:
    """A report → a warning for each damaged stretch, quoted as it stands, in reading order.

    「完成率100%12345热线」 → damage.digits, quote 「100%12345热线」
    """
    units, names = _pattern_of_beginnings(catalogue.words("damage-units")), frozenset(catalogue.words("damage-numbers"))
    numbers = {p.id: [*_numbers_without_units(p.text, units, names)] for p in report.paragraphs}
    spoiled = is_spoiled(report)
    misread = spoiled or sum(map(len, numbers.values())) >= UNREADABLE
    openers = openers_of(catalogue)
    told = [p for p in report.paragraphs if p.part != "glossary"]  # a term above its explanation is nothing joined
    cut = len([1 for p in told if len(p.pieces) > 1]) * REPAIRED <= len(told)
    found = []
    for line in report.masthead:
        found += [_problem_of_stretch(report, line.number, line.text, s) for s in _first_of_overlapping([*_damaged_in_any_text(line.text)])]
    for paragraph in report.paragraphs:
        stretches = [*_damaged_in_any_text(paragraph.text), *_unpaired_quotes(paragraph.text)]
        if _is_unfinished(paragraph) and (spoiled or "。" in paragraph.text):  # a table's cell has none
            stretches.append(DamagedStretch(CUT, max(0, len(paragraph.text) - 14), len(paragraph.text)))
        if cut and paragraph.part != "glossary":
            breaks = (piece.start for piece in paragraph.pieces[1:] if piece.start >= 12 and paragraph.text[piece.start - 1] not in "：:")
            stretches += [DamagedStretch(CUT if spoiled else JOINED, start - 12, start) for start in breaks]
        if misread:
            stretches += numbers[paragraph.id]
        if spoiled:
            stretches += _clauses_run_together(paragraph.text, openers)
        found += [_problem_of_stretch(report, line_at(paragraph, s.start), paragraph.text, s) for s in _first_of_overlapping(stretches)]
    return tuple(found)


def is_spoiled(report: Report) -> bool:
    """Whether the whole file is a damaged copy: many of its long paragraphs have lost the mark at their end."""
    long = [p for p in report.paragraphs if len(p.text) >= LONG and p.part != "glossary"]
    broken = sum(_is_unfinished(p) for p in long)
    return broken >= BROKEN[0] and broken * BROKEN[1] >= len(long)


def sound(record: Record) -> Record:
    """A record → the same without the facts, figures, projects and pledges that hold a number which cannot be read.

    The text stays in the report as it is, and the warning says that no figure of it is published.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for paragraph, stretch in located(record.report, (DIGITS,)):
        spans.setdefault(paragraph.id, []).append((stretch.start, stretch.start + lost_digits(stretch.of(paragraph.text))))
    if not spans:
        return record

    def holds(evidence: Evidence) -> bool:
        return any(a < evidence.end and evidence.start < b for a, b in spans.get(evidence.paragraph, ()))

    def named(project: Project) -> Evidence:
        """What of a project's sentence is its own: all of it where an investment is read there, else its name."""
        at = project.evidence.words.find(project.name)
        if project.investment is not None or at < 0:
            return project.evidence
        start = project.evidence.start + at
        return replace(project.evidence, start=start, end=start + len(project.name))

    return replace(
        record,
        facts=tuple(f for f in record.facts if not any(map(holds, f.evidence))),
        figures=tuple(f for f in record.figures if not holds(f.evidence)),
        projects=tuple(p for p in record.projects if not holds(named(p))),
        pledges=tuple(p for p in record.pledges if not any(map(holds, (p.evidence, *p.further)))),
    )


def lost_digits(quote: str) -> int:
    """A stretch that begins with damaged digits → how many characters the digits take; the words quoted behind them are sound."""
    return len(quote) - len(quote.lstrip("0123456789.%％万余"))


def located(report: Report, codes: tuple[str, ...]) -> Iterator[tuple[Paragraph, DamagedStretch]]:
    """A report and codes of warnings → the paragraph and the stretch that each of its warnings of these codes points to, in reading order."""
    lines: dict[int, list[tuple[Paragraph, int]]] = {}
    for paragraph in report.paragraphs:
        starts = {paragraph.line: 0} | {piece.line: piece.start for piece in reversed(paragraph.pieces)}
        for line, start in starts.items():
            lines.setdefault(line, []).append((paragraph, start))
    reached: dict[int, tuple[int, int]] = {}  # of each line: which of its paragraphs, and from where on
    for warning in report.warnings:
        if warning.code in codes and warning.quote:
            first, begin = reached.get(warning.line, (0, 0))
            for number, (paragraph, start) in enumerate(lines.get(warning.line, [])[first:], first):
                at = paragraph.text.find(warning.quote, max(start, begin if number == first else 0))
                if at >= 0:
                    reached[warning.line] = number, at + len(warning.quote)
                    yield paragraph, DamagedStretch(warning.code, at, at + len(warning.quote))
                    break


def _problem_of_stretch(report: Report, line: int, text: str, stretch: DamagedStretch) -> Problem:
    message, hint = MESSAGES[stretch.code]
    return Problem(report.source.path, line, stretch.code, message, hint, quote=text[stretch.start : stretch.end], severity=WARNING)


def _first_of_overlapping(stretches: list[DamagedStretch]) -> list[DamagedStretch]:
    """Stretches → in reading order, of those that overlap the first, and of those that begin alike the one with digits."""
    kept: list[DamagedStretch] = []
    for stretch in sorted(stretches, key=lambda s: (s.start, s.code != DIGITS, s.end)):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
        elif stretch.code == DIGITS != kept[-1].code:
            kept[-1] = stretch
    return kept


_SURELY_DAMAGED = ((AFTER_PERCENT, DIGITS, 4), (RUN_DATE, DIGITS, 8), (GARBLED, CHARACTERS, 5), (NO_ORDINAL, CHARACTERS, 6))
_IN_CLEAN_TEXT = tuple(kind for kind in _SURELY_DAMAGED if kind[0] is not GARBLED)


def _damaged_in_any_text(text: str) -> Iterator[DamagedStretch]:
    """What is damaged wherever it stands, also in a sound text."""
    for pattern, code, ahead in _SURELY_DAMAGED if MAYBE_GARBLED.search(text) else _IN_CLEAN_TEXT:
        for m in pattern.finditer(text):
            start = m.start() if code == DIGITS else max(0, m.start() - 5)
            yield DamagedStretch(code, start, min(len(text), m.end() + ahead))
    for start, end in unread(text):
        yield DamagedStretch(DIGITS, start, end)


def _unpaired_quotes(text: str) -> Iterator[DamagedStretch]:
    """Quotation marks that open twice, or close what is not open. 甲”“乙” → 甲”"""
    opened = -1
    for m in re.finditer("[“”]", text):
        if m[0] == "“":
            if opened >= 0:
                yield DamagedStretch(QUOTES, opened, min(len(text), opened + 10))
            opened = m.start()
        elif opened < 0:
            yield DamagedStretch(QUOTES, max(0, m.start() - 8), m.end())
        else:
            opened = -1
    if opened >= 0:
        yield DamagedStretch(QUOTES, opened, min(len(text), opened + 10))


def _is_unfinished(paragraph: Paragraph) -> bool:
    """Whether a long paragraph has lost its last mark."""
    text = paragraph.text
    return len(text) >= LONG and paragraph.part != "glossary" and text[-1] not in ENDS


@lru_cache(maxsize=4)
def _pattern_of_beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words → the pattern of a text that begins with one of them. 项 is no unit in 5项目."""
    return re.compile(f"(?!项目|大型|国家级|省级|市级|区级|县级|中小学)(?:{any_of(words)})")


def _numbers_without_units(text: str, units: re.Pattern[str], names: frozenset[str]) -> Iterator[DamagedStretch]:
    """In a damaged copy: numbers without a unit, numbers too long to be one, units without a number."""
    whole = {at: m.end() for m in GROUPED.finditer(text) for at in range(m.start(), m.end())} if PARTED.search(text) else {}
    for m in BARE.finditer(text):
        end = whole.get(m.start(), m.end())
        if m[0] not in names and not (end < len(text) and (units.match(text, end) or text[end] in "%‰")):
            yield DamagedStretch(DIGITS, m.start(), min(len(text), m.end() + 6))
    for m in TOO_LONG.finditer(text) if "万平" in text or "000余" in text else ():
        yield DamagedStretch(DIGITS, m.start(), min(len(text), m.end() + 4))
    for m in NO_NUMBER.finditer(text):
        yield DamagedStretch(DIGITS, max(0, m.start() - 4), min(len(text), m.end() + 5))


def openers_of(catalogue: Catalogue) -> re.Pattern[str]:
    """A catalogue → the pattern of the words at which a clause begins whose mark a damaged copy has lost."""
    return _pattern_of_openers(catalogue.words("damage-openers"))


@lru_cache(maxsize=4)
def _pattern_of_openers(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words that begin a clause → where one stands deep in a clause: 提升能级切实加强 / 推动能级提升"""
    return re.compile(rf"(?<=[\u4e00-\u9fff0-9%％”]{{6}})(?<![的和与地要将并来为再更不能以需是及一了])(?:{any_of(words)})(?=[\u4e00-\u9fff“]{{2}})")


def _clauses_run_together(text: str, openers: re.Pattern[str]) -> Iterator[DamagedStretch]:
    """In a damaged copy: a share that runs into the next clause, a word that begins a clause in the middle of one."""
    for m in PERCENT_ON.finditer(text):
        yield DamagedStretch(MARKS, max(0, m.end() - 8), min(len(text), m.end() + 5))
    for m in openers.finditer(text):
        yield DamagedStretch(MARKS, max(0, m.start() - 6), min(len(text), m.end() + 4))
