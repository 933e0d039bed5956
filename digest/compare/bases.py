"""Facts → the base that they are stated on, as far as their sentence says it: 不含开发区 makes a figure one of another base."""

from __future__ import annotations

from digest.dossier import Dossier
from digest.model import Evidence, Fact

BASES = "figure-bases"  # the lexicon of words that make a figure one of another base


def base_of(dossier: Dossier, fact: Fact, words: tuple[str, ...]) -> frozenset[str]:
    """The words about its base that stand in a fact's sentence from the indicator's name to behind the value: 不含, 剔除 …"""
    return frozenset(word for evidence in fact.evidence[:1] for word in words if word in _around(dossier, evidence))


def _around(dossier: Dossier, evidence: Evidence) -> str:
    for record in dossier.editions:
        if record.report.id == evidence.report:
            text = next((p.text for p in record.report.paragraphs if p.id == evidence.paragraph), "")
            return text[evidence.start : evidence.end + 12].split("；")[0].split("。")[0]
    return ""
