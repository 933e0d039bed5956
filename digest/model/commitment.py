"""Nouns of promises kept (兑现): what a report undertakes for its year, and the account that the next year's report gives of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from digest.model.closed_sets import Bound, Milestone
from digest.model.dossier import Dossier
from digest.model.report import Evidence

CommitmentKind = Literal["target", "project", "pledge", "quantity"]
Keeping = Literal[
    "kept",  # the next review tells at least what was promised
    "partly",  # it tells less, and the next plan does not speak of it
    "slipped",  # a step that was to be reached this year is set, or a lower one, for the next
    "again",  # the next plan undertakes it again
    "silent",  # the whole next report was read and does not speak of it
    "unclear",  # it cannot be told: an excerpt, a total of several years, words that say neither
]
COMMITMENT_KINDS: tuple[CommitmentKind, ...] = get_args(CommitmentKind)
KEEPINGS: tuple[Keeping, ...] = get_args(Keeping)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is promised: 新建停车场|6个. `unit` is canonical."""

    subject: str
    value: Decimal
    unit: str
    bound: Bound
    high: Decimal | None = None
    indicator: str = ""  # of the catalogue, where it is a value of one


@dataclass(frozen=True, slots=True)
class AnnouncedPledges:
    """How many pledges (民生实事) a report announces, in how many groups (0: it does not say), with how much money (亿元), and where."""

    count: int
    groups: int
    money: Decimal | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a plan undertakes: its name, and the step (milestone), time and amounts that make it concrete.

    `evidence` is the clause in which it stands; `no` the number of a pledge (民生实事) of which it is a part, 0 for none.
    """

    kind: CommitmentKind
    name: str
    evidence: Evidence
    milestone: Literal["", Milestone] = ""
    when: str = ""
    amounts: tuple[Amount, ...] = ()
    no: int = 0
    topic: str = ""
    weight: float = 0.0  # how concrete it is; of very many the most concrete ones are followed
    parts: tuple[Commitment, ...] = ()  # of a pledge: what it undertakes one by one


@dataclass(frozen=True, slots=True)
class Account:
    """A commitment of one year's report and what the next year's says of it; `told` is the sentence, None where there is none.

    `sure`: the same name, or the same indicator; else the names are only alike, and the reader is told so.
    """

    commitment: Commitment
    keeping: Keeping
    told: Evidence | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class KeptYear:
    """The commitments of one report that are followed, in its order, and how many came to what: (("kept", 12), ("silent", 20))."""

    dossier: Dossier
    next: Dossier
    accounts: tuple[Account, ...]
    counts: tuple[tuple[Keeping, int], ...]
    more: int = 0  # less concrete ones, which are not followed

    def count(self, keeping: Keeping) -> int:
        """How many of them came to this."""
        return dict(self.counts).get(keeping, 0)
