"""Names of indicators that are written in parts → every name that they make: 通村/通乡·公路 → 通村公路, 通乡公路.

A part is parted from the next by ·, and one of several by /; an empty one may be missing (企业/). What has neither is the name that it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, product

from digest.model.catalogue import Indicator

MOST = 400  # names that one entry may make; what goes beyond is left out


def spelled_out(names: Iterable[str]) -> tuple[str, ...]:
    """Names, some in parts → all that they make, each once, in the order in which they are written.  通村/通乡·公路 → 通村公路, 通乡公路"""
    made = (("".join(parts) for parts in islice(product(*(part.split("/") for part in name.split("·"))), MOST)) for name in names)
    return tuple(dict.fromkeys(name for several in made for name in several))


def indicators_spelled_out(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Indicators as editors write them → the same with every name whole."""
    return tuple(
        replace(
            i, aliases=spelled_out(i.aliases), shared=spelled_out(i.shared), worded=spelled_out(i.worded), aimed=spelled_out(i.aimed),
            never=spelled_out(i.never), nearby=spelled_out(i.nearby),
        )
        for i in indicators
    )  # fmt: skip
