"""What a report gives of one thing → what of it is shown, and what of that contradicts itself: decided here for pages and for editors.

Whatever a page marks as 待核 an editor is told of, since both ask disputes(): audit/record_checks.py of one text, editions.py of several
texts of one report, tables.py of a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, groupby

from digest.compare.comparable import principal
from digest.model.bounds import alike, named
from digest.model.catalogue import Indicator
from digest.model.dossier import Cell
from digest.model.report import Evidence, Fact

MOST_VALUES = 20  # of one thing in one text, compared each with each: no report gives as many
PART, INTRODUCED = "其中", 8  # the word that begins a part, and within how many characters before its value

TextOf = Callable[[Evidence], str]  # what stands somewhere → the whole paragraph around it


def shown(facts: Sequence[Fact], text_of: TextOf) -> tuple[Fact, ...]:
    """All values of one indicator, measure, kind and year → those worth showing: no parts of another, no bounds that are met.

    谋划139个项目，其中实施类103个 → 139      突破15亿元，达15.8亿元 → 15.8
    """
    return tuple(principal([fact for fact in facts if not _is_part_of_another(fact, facts, text_of)]))


def disputes(indicator: Indicator, given: Iterable[Fact]) -> tuple[tuple[Fact, Fact], ...]:
    """What is shown of an indicator in one measure, kind and year → each two values of it that contradict each other.

    增长12.1% and 增长12.9% do; a stretch target beside its base does not, nor 12.1% beside 12.13%, nor what a report may rightly give
    several values of, nor two of unequal variants: 高新技术企业新增12家 and 净增9家. What is said again and again counts once.
    """
    if indicator.several or indicator.loose:
        return ()
    first = {(fact.like, named(fact)): fact for fact in reversed([fact for fact in given if not fact.stretch])}
    told = list(reversed(first.values()))[:MOST_VALUES]
    return tuple((a, b) for a, b in combinations(told, 2) if a.like == b.like and not alike(a, b))


def disputed_in(cell: Cell) -> tuple[Fact, ...]:
    """A cell that contradicts itself → the values of the variants that it gives several of."""
    likes = [fact.like for fact in cell.facts]
    return tuple(fact for fact in cell.facts if likes.count(fact.like) > 1)


def disputed(facts: Iterable[Fact], indicators: Iterable[Indicator], text_of: TextOf) -> tuple[tuple[Fact, Fact], ...]:
    """All that is said in a text or in several of one report → every two values that contradict each other, whatever year they are of."""
    known = {indicator.id: indicator for indicator in indicators}
    told = sorted((fact for fact in facts if fact.indicator in known and fact.year is not None), key=_thing)
    groups = ((known[thing[0]], tuple(group)) for thing, group in groupby(told, _thing))
    return tuple(pair for indicator, group in groups for pair in disputes(indicator, shown(group, text_of)))


def _thing(fact: Fact) -> tuple[str, str, str, int]:
    return fact.indicator, fact.measure, fact.kind, fact.year or 0


def _is_part_of_another(fact: Fact, facts: Sequence[Fact], text_of: TextOf) -> bool:
    """Whether a value is told as a part of another, in the same paragraph: 139个项目，其中实施类103个 → 103 is one."""
    return any(
        whole.value > fact.value and e.report == one.report and e.paragraph == one.paragraph and e.start < one.start
        for one in fact.evidence
        if PART in text_of(one)[max(0, one.start - INTRODUCED) : one.end]
        for whole in facts
        for e in whole.evidence
    )
