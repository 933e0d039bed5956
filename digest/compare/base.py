"""Facts → the words of their sentence that say what they are counted on or of: 不含开发区, 净增, 国家级.

不含开发区 makes a figure one of another base, wherever in its sentence that stands; and words in or right before the name say which of
several like things is counted: 净增 is not 新增, 省级 not 国家级, 问题厕所 not 户厕. Both are lists of content/lexicons/.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.model.catalogue import Catalogue
from digest.model.dossier import Dossier
from digest.model.report import Fact
from digest.model.where import text_around

BASES = "figure-bases"  # the lexicon of words that make a figure one of another base
VARIANTS = "figure-variants"  # the lexicon of words that tell like things apart
BEHIND, BEFORE = 12, 8  # characters behind a value, and before a name, that may say so
STOPS = "，。；：！？、,;:（）()“”"


@dataclass(frozen=True, slots=True)
class BaseWords:
    """The words that are looked for: about the base, and about which of several like things is meant."""

    bases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


def base_words(catalogue: Catalogue) -> BaseWords:
    """A catalogue → its words about bases and variants."""
    return BaseWords(catalogue.words(BASES), catalogue.words(VARIANTS))


def base_of(dossier: Dossier, fact: Fact, words: BaseWords) -> frozenset[str]:
    """A fact → the words of its sentence that say on what base or of which kind it is: 新增国家级高新技术企业8家 → 新增, 国家级"""
    evidence = fact.evidence[0]
    text = text_around(dossier, evidence)
    around = text[evidence.start : evidence.end + BEHIND].split("；")[0].split("。")[0]
    named = _before_name(text[max(0, evidence.start - BEFORE) : evidence.start]) + text[evidence.start : evidence.end]
    found = [word for word in words.bases if word in around] + [word for word in words.variants if word in named]
    return frozenset(word for word in found if not any(word != other and word in other for other in found))


def _before_name(text: str) -> str:
    """What stands before a name in its own clause.  一年来，新增国家级 → 新增国家级"""
    return text[max(text.rfind(stop) for stop in STOPS) + 1 :]
