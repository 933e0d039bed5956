"""The newest dossiers → what has to be borne in mind when they are compared, said once: parts of texts, other years, places within places, damage."""

from __future__ import annotations

from digest.model.brief import Caveats
from digest.model.dossier import Dossier


def brief_caveats(newest: tuple[Dossier, ...]) -> Caveats:
    """The newest dossiers → the caveats: which texts are but parts or damaged, which are of an earlier year, which place is within another."""
    year = max((dossier.year for dossier in newest), default=0)
    by_code = {dossier.place.code: dossier for dossier in newest}
    within = tuple((one, by_code[one.place.parent]) for one in newest if one.place.parent in by_code)
    return Caveats(
        parts=tuple(one for one in newest if one.completeness != "full"),
        several=tuple(one for one in newest if len(one.editions) > 1),
        earlier=tuple(one for one in newest if one.year < year),
        newest=year,
        within=within,
        damaged=tuple(one for one in newest if one.damaged),
    )
