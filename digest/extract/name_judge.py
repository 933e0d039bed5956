"""Features of a phrase → whether it is the name of one project: a weighed sum, whose weights are learned from names labelled by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from digest.extract.name_features import UNNAMED

WEIGHTS = Path(__file__).with_name("name_weights.json")


def is_name(features: Mapping[str, float]) -> bool:
    """Features → whether they speak for a name more than against it."""
    if UNNAMED in features:
        return False
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in features.items()) > 0


@cache
def _weights() -> Mapping[str, float]:
    """→ the weight of each feature; those of the features of a name add up to more than nothing."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights
