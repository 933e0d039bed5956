"""Features of a phrase → whether it is the name of one project: a weighed sum, whose weights are learned from names labelled by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from math import fsum
from pathlib import Path

from digest.extract.milestones import FORCES
from digest.extract.name_features import UNNAMED
from digest.extract.project_words import NONE

WEIGHTS = Path(__file__).with_name("name_weights.json")
_TINY = 1e-6  # by which sums made in another order may differ


def is_name(features: Mapping[str, float]) -> bool:
    """Features → whether they speak for a name more than against it."""
    if UNNAMED in features:
        return False
    return _sum(features) > 0


@lru_cache(maxsize=4096)
def is_hopeless(features: tuple[str, ...], unseen: tuple[str, ...]) -> bool:
    """The features of a phrase without a head, those of rarity and `unseen` ones left out → whether these could no more make it a name."""
    weights = _weights()
    most = _most_by_rarity() + sum(max(0.0, weights.get(name, 0.0)) for name in unseen)
    return fsum([weights[name] for name in features if name in weights]) + most < -_TINY


def _sum(features: Mapping[str, float]) -> float:
    """→ the weighed sum, exact, so that the order in which features were found changes nothing."""
    weights = _weights()
    return fsum([weights[name] * value for name, value in features.items() if name in weights])


@cache
def _most_by_rarity() -> float:
    """→ the most that rarity can add where a phrase has no head."""
    weights = _weights()
    either = ([f"rare {number}" for number in range(6)], ["rare share"], ["headless rare"], [f"nameless {NONE}"], [f"nameless {force}" for force in FORCES])
    return sum(max(0.0, *(weights.get(name, 0.0) for name in names)) for names in either)


@cache
def _weights() -> Mapping[str, float]:
    """→ the weight of each feature; those of the features of a name add up to more than nothing."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights
