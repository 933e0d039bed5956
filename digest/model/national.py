"""The noun of national reference values: what the nation reached or aims at, of content/national.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from digest.model.closed_sets import Bound, Kind, Measure


@dataclass(frozen=True, slots=True)
class NationalValue:
    """A value of the whole country, with where it was published: an indicator of the catalogue, of one year."""

    __pydantic_config__ = {"extra": "forbid"}

    indicator: str
    measure: Measure
    kind: Kind
    year: int
    value: Decimal
    source: str
    bound: Bound = "="
