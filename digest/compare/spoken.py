"""Records → the places where they speak of each indicator: targets in words, values of any measure and year, and names beside a number.

A cell that has no value is silent only where nothing of this is found, and not even a head word (an indicator's `heads`) stands anywhere in the text. A name
counts as it is read for figures, and beside a number of its own clause; as the first part of another name (粮食生产功能区, 老旧小区路3号) it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial

from digest.chinese.quantities import quantities
from digest.chinese.sentences import Span, clauses, sentences
from digest.extract.context import Frame, frames, when
from digest.extract.mentions import Mention, Names, mentions, spoken_names
from digest.extract.scope import Reach, reach
from digest.extract.yardsticks import yardsticks
from digest.model.catalogue import Catalogue, Indicator
from digest.model.citation import cite
from digest.model.closed_sets import KINDS, Kind
from digest.model.phrases import Phrase, Spoken
from digest.model.report import Aim, Evidence, Fact, Record

SHORT = 14  # characters of an aim that are shown in a cell
# What stands before a yardstick: 增长 before 与经济增长同步, 的增速都 before 快于全市平均
# matches 增长与经济增长同步 · 的增速都快于全市平均      not 完成
_LEAD = re.compile(r"^(?:增长|增速|增幅|涨幅|[，、的都均也]){1,5}")
# Of how something grows
# matches 增速快于全市平均 · 与经济增长同步      not 控制在市定目标以内
_GROWS = re.compile(r"增长|增速|增幅|涨幅|同步")
# A digit, which a cell's own words never hold
# matches 6%      not Ⅲ类
_DIGIT = re.compile(r"[0-9０-９]")
# What makes a name the first part of another: 粮食生产|功能区, “四好农村路”|全国示范县; not 老旧小区|改造
# at the start: 功能区 · ”全国示范县      not 改造
_CONTINUED = re.compile(
    r"[”\u4e00-\u9fff]{0,4}?(?:示范|[大小]道|[街路巷](?=[0-9０-９])|中心|基地|园区?|功能区|平台|公司|大厅|大会|论坛|博览会|市场|办法|条例|方案|协会|学院|局|站)"
)
# An amount or a rank in words
# matches 两位数增长 · 翻一番 · 居全国首位 · 创历史新高      not 稳步增长
_IN_WORDS = re.compile(
    r"两位数|翻[一两]?番|倍增|持平|由负转正|转负为正|零增长|过半|近半|新高|前列|[居列位排][^，。；]{0,8}(?:首位|第[一二三]|前[茅一二三四五六七八九十])"
)
# A number that has no unit, close behind a name: 经营主体|总量达126.3万; not 小区|12号, 公路|2024年
# at the start: 总量达126.3万      not 12号 · 2024年
_BARE = re.compile(r"[\u4e00-\u9fff]{0,6}(?<![第道])[0-9０-９]{1,9}(?:[.．][0-9０-９]{1,4})?[万亿千]?(?![0-9０-９.．年月日号路道])")


def spoken(editions: Iterable[Record], catalogue: Catalogue) -> Spoken:
    """The editions of a report → all that they say of the catalogue's indicators. A single one may say it itself.

    居民收入增长与经济增长同步 → resident_income · target · 与经济增长同步
    """
    records = tuple(editions)
    if len(records) == 1 and records[0].spoken is not None:
        return records[0].spoken
    own_first = ((record, sorted(record.aims, key=partial(_is_of_other_year, record))) for record in records)
    said = [_phrase_of_aim(a, record) for record, aims in own_first for a in aims if a.indicator]
    said += [_phrase_of_fact(fact) for record in records for fact in record.facts]
    known = {(phrase.indicator, phrase.kind) for phrase in said}
    names = spoken_names(catalogue.indicators)
    said += [phrase for record in records for phrase in _phrases_of_remarks(record, catalogue, names) if (phrase.indicator, phrase.kind) not in known]
    said += tuple(_phrases_of_kin(said, catalogue.indicators))
    return Spoken(tuple(said), *_words_heard(records, catalogue.indicators))


def _phrases_of_kin(said: list[Phrase], indicators: tuple[Indicator, ...]) -> Iterator[Phrase]:
    """What is said of indicators that mean another one too (its `akin`) → the same of that one, in words where all of them share the sentence.

    居民人均可支配收入与经济增长同步 → of the urban and of the rural income too; 城乡居民收入与经济增长同步 → of all residents' too
    """
    for indicator in indicators:
        if indicator.akin:
            for kind in KINDS:
                firsts = [first for id in indicator.akin if (first := next((p for p in said if (p.indicator, p.kind) == (id, kind)), None))]
                one = len(firsts) == len(indicator.akin) and len({first.evidence for first in firsts}) == 1
                yield from (replace(first, indicator=indicator.id, words=first.words if one else "") for first in firsts[:1])


def _words_heard(records: Iterable[Record], indicators: tuple[Indicator, ...]) -> tuple[frozenset[tuple[str, Kind]], frozenset[str]]:
    """Records → the indicators of which a name stands in the review or the plan, and those of which a head word stands anywhere."""
    paragraphs = [p for record in records for p in record.report.paragraphs if p.part != "glossary"]
    by_kind = {kind: "\n".join(p.text for p in paragraphs if p.part != other) for kind, other in (("actual", "plan"), ("target", "review"))}
    text = "\n".join(p.text for p in paragraphs)
    named = frozenset((i.id, kind) for i in indicators for kind in KINDS if any(name in by_kind[kind] for name in _names_of(i)))
    return named, frozenset(i.id for i in indicators if any(word in text for word in (*i.heads, *_names_of(i))))


@lru_cache(maxsize=1024)
def _names_of(indicator: Indicator) -> tuple[str, ...]:
    """An indicator → all that it is called; of a name with … its first part."""
    called = (indicator.name, *indicator.aliases, *indicator.shared, *indicator.worded, *indicator.aimed)
    return tuple(dict.fromkeys(name.split("…")[0] for name in called))


def _is_of_other_year(record: Record, aim: Aim) -> bool:
    """Whether an aim is not of its report's own year: 今后五年居民收入与经济增长同步 stands behind this year's."""
    return aim.year != record.report.meta.year


def _phrase_of_aim(aim: Aim, record: Record) -> Phrase:
    """An aim → the same as a phrase, in its own words where they are short, hold no number and are of the report's own year."""
    words = _LEAD.sub("", aim.words or aim.evidence.words.removeprefix(aim.subject))
    own = aim.year == record.report.meta.year and len(words) <= SHORT and not _DIGIT.search(words)
    return Phrase(aim.indicator, "target", aim.evidence, words if own else "", bool(_GROWS.search(aim.evidence.words)))


def _phrase_of_fact(fact: Fact) -> Phrase:
    return Phrase(fact.indicator, fact.kind, fact.evidence[0])


def _phrases_of_remarks(record: Record, catalogue: Catalogue, names: Names) -> Iterator[Phrase]:
    """A record → each indicator of which a clause says how much, where it stands, and whether in the review or in the plan."""
    within = reach(record.report, catalogue)
    for frame in frames(record.report):
        text = frame.paragraph.text
        for sentence in sentences(text):
            named = mentions(names, text, sentence.start, sentence.end)
            for mention in named:
                clause = next((c for c in clauses(text, sentence) if c.start <= mention.start < c.end), sentence)
                meant = _indicators_meant(mention, named)
                if meant and _beside_number(text, clause, mention) and _is_of_whole_place(frame, clause, mention, within):
                    kind, _, _ = when(frame, text, mention.start)
                    evidence = _evidence_of_clause(record, frame, clause)
                    yield from (Phrase(i.id, kind, evidence) for i in meant)


def _indicators_meant(mention: Mention, named: tuple[Mention, ...]) -> tuple[Indicator, ...]:
    """A name, and all names of its sentence → the indicators that it names there: 总投资 whose 重点项目 are named there, not the 签约项目 that are not."""
    said = {i.id for m in named if not m.nearby for i in m.indicators}
    return tuple(i for i in mention.indicators if i.id not in mention.nearby or (said & set(i.beside) and not i.led_by))


def _beside_number(text: str, clause: Span, mention: Mention) -> bool:
    """Whether a clause says of a name how much: by a number of whatever unit, in words (两位数) or against a yardstick (高于全省平均)."""
    if _CONTINUED.match(text, mention.end, clause.end):
        return False
    amounts = (q for q in quantities(text, clause.start, clause.end) if text[q.at] != "一" or q.unit in ("%", "元", "倍"))  # 一批 counts nothing
    if any(q.end <= mention.start or mention.end <= q.start for q in amounts):
        return True
    if _IN_WORDS.search(text, mention.end, clause.end) or _BARE.match(text, mention.end, clause.end):
        return True
    return any(yardstick.start >= mention.end for yardstick in yardsticks(text, clause))


def _is_of_whole_place(frame: Frame, clause: Span, mention: Mention, within: Reach) -> bool:
    """Whether a name is of the whole place, and not of the nation, of what lies above the place, of a part or of a kind: 惠及|经营主体, 开发区|工业投资."""
    return not within.narrowed(frame.paragraph.text[clause.start : mention.start], mention)


def _evidence_of_clause(record: Record, frame: Frame, clause: Span) -> Evidence:
    """A clause → the evidence for it, without the mark that ends it."""
    quote = clause.of(frame.paragraph.text).rstrip("，：；。,;: ")
    return cite(record.report.id, frame.paragraph, clause.start, clause.start + len(quote))
