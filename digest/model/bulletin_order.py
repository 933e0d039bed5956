"""The nouns of ordered bulletins: what an editor orders in content/bulletins/, and what is compared for it.

A BulletinOrder names places, topics, indicators and a period; an Issue is the comparison of just those: ranks and counts in it
are among its own places and years only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model.catalogue import Place
from digest.model.closed_sets import Detail
from digest.model.comparison import TopicComparison
from digest.model.dossier import Dossier

OrderLevel = Literal["", "province", "prefecture", "county"]  # of the places that a bulletin is on: "" is all of them


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that an order names: its code, the words in the file, and their line."""

    code: str
    written: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class BulletinOrder:
    """content/bulletins/ID.yaml. An empty field means all: all places, levels, topics, indicators, years."""

    id: str  # the file's name without .yaml; the PDF's name too
    title: str
    number: str = ""  # 2024年第1期
    subtitle: str = ""
    compiler: str = ""  # the site's publisher where it is empty
    places: tuple[Asked, ...] = ()
    level: OrderLevel = ""
    topics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    since: int = 0  # years of reports, both included; 0 is open
    until: int = 0
    detail: Detail = "brief"  # how much is said of each topic
    lead: str = ""  # the editor's words, Markdown
    path: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """An order and what is compared for it: its places by their codes, their dossiers, its topics in the order's own order."""

    order: BulletinOrder
    places: tuple[Place, ...]
    dossiers: tuple[Dossier, ...]
    topics: tuple[TopicComparison, ...]
