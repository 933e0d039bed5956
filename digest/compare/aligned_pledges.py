"""Dossiers → the pledges (民生实事) of several places about the same service, each by its clause that says how much or for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.chinese.sentences import clauses, sentences
from digest.chinese.word_patterns import any_of
from digest.extract.pledge_amounts import services
from digest.model.catalogue import Catalogue, Topic
from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Pledge
from digest.model.who_differs import AlignedPledges, PledgeCell, PledgeRow
from digest.understand.topics import topic_of

LIVELIHOODS = "livelihoods"  # what no word of another topic claims
MOST = 10  # services
LONGEST = 42  # characters of a clause
_MARKS = "，。；：、,;:！! 　"
# A clause that says how much, for whom or for all
# matches 68场 · 全覆盖 · 两个 · 所有村      not 免费送戏下乡
_YARDSTICK = re.compile(r"[0-9０-９]|全覆盖|所有|全部|[一二两三四五六七八九十百]{1,3}[个所处座条类项]")


def aligned_pledges(topic: Topic, newest: Iterable[Dossier], catalogue: Catalogue) -> AlignedPledges | None:
    """A topic and the newest dossiers → the services that pledges of two places or more are about, most places first; None of none.

    Of each service those who say how much stand first.
    高龄补贴: 「为80周岁以上老人发放高龄津贴」 beside 「提高70周岁以上老人的高龄补贴」. Livelihoods has those of all topics, any other its own.
    """
    listing = tuple(dossier for dossier in newest if dossier.pledges)
    rows = []
    for name, words in services(catalogue.lexicons):
        pattern = re.compile(any_of(words))
        cells = [cell for dossier in listing if (cell := _cell_of(dossier, pattern, topic, catalogue))]
        if len(cells) > 1:
            rows.append(PledgeRow(name, tuple(sorted(cells, key=lambda cell: not _YARDSTICK.search(cell.said.quote)))))
    ranked = sorted(rows, key=lambda row: (-len(row.cells), -sum(bool(_YARDSTICK.search(cell.said.quote)) for cell in row.cells)))
    return AlignedPledges(listing, tuple(ranked[:MOST]), len(rows)) if rows else None


def _cell_of(dossier: Dossier, pattern: re.Pattern[str], topic: Topic, catalogue: Catalogue) -> PledgeCell | None:
    """A dossier and the words of a service → the clause of its pledges that says most of it in the fewest characters."""
    found: list[Evidence] = []
    for pledge in dossier.pledges:
        if pattern.search(pledge.text) and (topic.id == LIVELIHOODS or topic.id == _topic_of_pledge(pledge, catalogue)):
            found += _clauses_of(dossier, pledge, pattern)
    told = min(found, key=lambda one: (not _YARDSTICK.search(one.quote), len(one.quote), one.start), default=None)
    return PledgeCell(dossier, told) if told else None


def _topic_of_pledge(pledge: Pledge, catalogue: Catalogue) -> str:
    return topic_of(pledge.evidence.read or pledge.text, catalogue.topics) or LIVELIHOODS


def _clauses_of(dossier: Dossier, pledge: Pledge, pattern: re.Pattern[str]) -> Iterable[Evidence]:
    """A pledge → its clauses that name the service, none too long to be read in a table."""
    record = next(record for record in dossier.editions if record.report.id == pledge.evidence.report)
    paragraph = next(p for p in record.report.paragraphs if p.id == pledge.evidence.paragraph)
    for span in sentences(paragraph.text):
        for clause in clauses(paragraph.text, span):
            start, end = max(clause.start, pledge.evidence.start), min(clause.end, pledge.evidence.end)
            said = paragraph.text[start:end].strip(_MARKS)
            if said and len(said) <= LONGEST and pattern.search(said):
                said = said.partition("（")[0] if "）" not in said else said  # a bracket that the clause does not close
                if not pattern.search(said):
                    continue
                at = paragraph.text.index(said, start)
                yield cite(record.report.id, paragraph, at, at + len(said))
