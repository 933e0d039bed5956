"""Records → where they speak of each indicator: targets in words, values of any measure and year, and names beside a number.

A cell that has no value is silent only where nothing of this is found. A name counts as it is read for figures, and beside a number of its own
clause; as the first part of another name (粮食生产功能区, 老旧小区路3号) it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from digest.catalogue import Catalogue
from digest.dossier import Phrase, Spoken
from digest.extract.frames import Frame, frames, when
from digest.extract.mentions import Mention, Names, mentions, spoken_names
from digest.extract.reach import Reach, reach
from digest.model import Aim, Evidence, Fact, Record
from digest.quantities import quantities
from digest.sentences import Span, clauses, sentences

SHORT = 14  # characters of an aim that are shown in a cell
# before a yardstick: 增长|与经济增长同步 · 增速|高于全省平均      must not: 完成
_LEAD = re.compile(r"^(?:增长|增速|增幅|涨幅|[，、]){0,3}")
# a digit, which a cell's own words never hold: 6% · Ⅲ类 must not match
_DIGIT = re.compile(r"[0-9０-９]")
# what makes a name the first part of another: 粮食生产|功能区, 农村公路|局      must not: 老旧小区|改造
_CONTINUED = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:[大小]道|[街路巷](?=[0-9０-９])|中心|基地|园区?|功能区|平台|公司|大厅|大会|论坛|博览会|市场|办法|条例|方案|协会|学院|局|站)"
)
# an amount in words: 两位数增长 · 翻一番      must not: 稳步增长
_IN_WORDS = re.compile(r"两位数|翻[一两]?番|倍增|持平|由负转正|转负为正|零增长|过半|近半")


def spoken(editions: Iterable[Record], catalogue: Catalogue) -> Spoken:
    """The editions of a report → all that they say of the catalogue's indicators.

    居民收入增长与经济增长同步 → resident_income · target · 与经济增长同步
    """
    records = tuple(editions)
    said = [_aim(a, record) for record in records for a in record.aims if a.indicator]
    said += [_fact(fact) for record in records for fact in record.facts]
    known = {(phrase.indicator, phrase.kind) for phrase in said}
    names = spoken_names(catalogue.indicators)
    said += [phrase for record in records for phrase in _remarks(record, catalogue, names) if (phrase.indicator, phrase.kind) not in known]
    return Spoken(tuple(said))


def _aim(aim: Aim, record: Record) -> Phrase:
    """An aim → the same as a phrase, in its own words where they are short, hold no number and are of the report's own year."""
    words = _LEAD.sub("", aim.evidence.quote[len(aim.subject) :])
    own = aim.year == record.report.meta.year and len(words) <= SHORT and not _DIGIT.search(words)
    return Phrase(aim.indicator, "target", aim.evidence, words if own else "")


def _fact(fact: Fact) -> Phrase:
    return Phrase(fact.indicator, fact.kind, fact.evidence[0])


def _remarks(record: Record, catalogue: Catalogue, names: Names) -> Iterator[Phrase]:
    """A record → each indicator whose name stands beside a number, where it stands, and whether in the review or in the plan."""
    within = reach(record.report, catalogue)
    for frame in frames(record.report):
        text = frame.paragraph.text
        for sentence in sentences(text):
            for mention in mentions(names, text, sentence.start, sentence.end):
                clause = next((c for c in clauses(text, sentence) if c.start <= mention.start < c.end), sentence)
                if mention.indicators and not mention.nearby and _beside_number(text, clause, mention) and _own(frame, clause, mention, within):
                    kind, _, _ = when(frame, text, sentence.start, mention.start)
                    evidence = _evidence(record, frame, clause)
                    yield from (Phrase(i.id, kind, evidence) for i in mention.indicators)


def _beside_number(text: str, clause: Span, mention: Mention) -> bool:
    """Whether a number of the clause is said of a name, as far as that can be told without knowing its unit."""
    if _CONTINUED.match(text, mention.end, clause.end):
        return False
    if any(q.end <= mention.start or mention.end <= q.start for q in quantities(text, clause.start, clause.end)):
        return True
    return bool(_IN_WORDS.search(text, mention.end, clause.end))


def _own(frame: Frame, clause: Span, mention: Mention, within: Reach) -> bool:
    """Whether a name is not said of the nation, of what lies above the place, of a part or of a kind: 惠及|经营主体, 开发区|工业投资."""
    head = frame.paragraph.text[clause.start : mention.start]
    return not any(whose.search(head) for whose in (within.outside, within.words.parts, within.words.zones, within.words.kinds))


def _evidence(record: Record, frame: Frame, clause: Span) -> Evidence:
    """A clause → the evidence for it, without the mark that ends it."""
    quote = clause.of(frame.paragraph.text).rstrip("，：；。,;: ")
    return Evidence(record.report.id, frame.paragraph.id, clause.start, clause.start + len(quote), quote)
