"""The nouns of compared measures of policy: what is shown of each, in which cell of a matrix, and how that is made of a mention."""


from __future__ import annotations

from dataclasses import dataclass

from digest.model.catalogue import Policy, Topic
from digest.model.citation import cite
from digest.model.dossier import Dossier
from digest.model.policy_mention import PolicyMention, Stretch
from digest.model.report import Evidence, Paragraph


@dataclass(frozen=True, slots=True)
class PolicyPoint:
    """A sentence that speaks of a measure of policy, and the amount and the date that it says of it, in its own words."""

    evidence: Evidence
    amount: str = ""
    time: str = ""
    counted: str = ""  # the amount with what it is one of

    @property
    def words(self) -> str:
        """What stands for it in a table: 年底前 建成公园20个, or "" where neither amount nor date is said."""
        said = self.counted or self.amount
        return " ".join(filter(None, ("" if self.time and self.time in said else self.time, said)))


@dataclass(frozen=True, slots=True)
class PolicyCell:
    """What one dossier says of a measure, as planned and as done, or why nothing."""

    dossier: Dossier
    planned: tuple[PolicyPoint, ...] = ()
    done: tuple[PolicyPoint, ...] = ()
    absence: str = ""

    @property
    def told(self) -> tuple[PolicyPoint, ...]:
        """What stands in a table: what is planned, else what was done; of several those that give an amount or a date."""
        points = self.planned or self.done
        return tuple(point for point in points if point.words) or points[:1]

    @property
    def quantified(self) -> bool:
        """Whether a number is planned."""
        return any(point.amount for point in self.planned)

    @property
    def dated(self) -> bool:
        """Whether a date is planned."""
        return any(point.time for point in self.planned)


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a dossier's glossary explains a measure."""

    dossier: Dossier
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One measure across dossiers: how many of them plan it, plan it with a number, with a date; how many look back on it and plan nothing.

    Of each province how many speak of it at all.

    `differing`: two glossaries explain its name so differently that they may not mean the same.
    """

    policy: Policy
    cells: tuple[PolicyCell, ...]
    planned: int
    quantified: int
    dated: int
    reviewed: int = 0
    provinces: tuple[tuple[str, int], ...] = ()
    differing: tuple[Definition, ...] = ()

    @property
    def said(self) -> int:
        """How many speak of it, of plans or of results."""
        return self.planned + self.reviewed

    @property
    def saying(self) -> tuple[PolicyCell, ...]:
        """The cells that say anything, those first that say most: plans with a number and a date, with one of them, results with them, the rest."""
        return tuple(sorted((cell for cell in self.cells if cell.told), key=self._plainness))

    @property
    def examples(self) -> tuple[PolicyCell, ...]:
        """Of the cells that say anything those that give a number or a date."""
        return tuple(cell for cell in self.saying if cell.told[0].words)

    def _plainness(self, cell: PolicyCell) -> tuple[bool, bool, bool, bool, bool]:
        """A cell → how little it says; an amount that is shown with the measure's own name says more than one without."""
        first = cell.told[0]
        named = any(name in first.counted for name in self.policy.names)
        return not first.words, not cell.planned, not (first.amount and first.time), not first.amount, not named


@dataclass(frozen=True, slots=True)
class PolicyTotal:
    """Of how many measures of a topic a dossier speaks in its plans, with a number, with a date; and of how many when it looks back alone."""

    dossier: Dossier
    planned: int
    quantified: int
    dated: int
    reviewed: int = 0


@dataclass(frozen=True, slots=True)
class SpokenPolicy:
    """A measure of which one dossier speaks, and what it says of it."""

    policy: Policy
    cell: PolicyCell


@dataclass(frozen=True, slots=True)
class SpokenPolicies:
    """The measures of a topic of which one dossier speaks: those of which it says a number or a date, the others, and how many of each there are."""

    topic: Topic
    exact: tuple[SpokenPolicy, ...]
    others: tuple[SpokenPolicy, ...]
    total: PolicyTotal


@dataclass(frozen=True, slots=True)
class PolicyMatrix:
    """A topic's measures across dossiers: those that somebody speaks of, the most frequent first; those that nobody does; a total for each dossier."""

    rows: tuple[PolicyRow, ...] = ()
    unsaid: tuple[Policy, ...] = ()
    totals: tuple[PolicyTotal, ...] = ()


def point_of(report: str, mention: PolicyMention, paragraph: Paragraph) -> PolicyPoint:
    """A mention of a report and its paragraph → what can be shown of it: sentence, amount and date as the document writes them."""

    def words(stretch: Stretch) -> str:
        return paragraph.shown[stretch[0] : stretch[1]].strip()

    return PolicyPoint(cite(report, paragraph, mention.start, mention.end), words(mention.amount), words(mention.time), words(mention.counted))
