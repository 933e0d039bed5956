"""Text → the words that search compares. The same is done to what a reader types, by templates/scripts/words.js: both must agree.

Letters are folded: full width to half width and the like (NFKC), capitals to small, traditional to simplified. A Chinese character is a
word, and so is a number or a run of Latin letters as a whole (2024, 7.5, gdp); 4a is two words, so that A级 is found in 4A级. Punctuation
inside a sentence is no word, so that a phrase is found across a comma or a quotation mark, but it is known where it stands: what is
written exactly so has none, or just that. Spaces are nothing. The end of a sentence is a gap, across which nothing is found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from digest.chinese.traditional import simplified_of

GAP = ""
# Words, and 。 as a gap; 98, 100 are two words, not one
# matches 1,234.5 · 2024 · pm · 水 · 。      not （
WORD = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,20})?|[0-9]{1,60}(?:\.[0-9]{1,20}){0,4}|[a-z]{1,60}|[^\W_]|[%‰])|[。!?;]{1,20}")
APART = {ord("，"): "，"}  # a Chinese comma parts numbers, which a half-width one may group: 98，100 are two, 98,100 is one
# matches " " · "\t" · "\u3000"      not 水 · 、
SPACES = re.compile(r"\s+")
NO_COMMAS = dict.fromkeys(map(ord, ",，"))
MOST_SIGNS = 4  # between two words that tell one way of writing from another


class Folding(dict[int, str]):
    """Code point → what is compared in its place; worked out at the first asking."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = folded = "".join(simplified_of().get(letter, letter) for letter in plain)
        return folded


FOLDING = Folding(APART)


def folded(text: str) -> str:
    """污水處理率２０２４ → 污水处理率2024. Letter by letter, so that a browser can tell which letter came from which."""
    return text.translate(FOLDING)


def words(text: str) -> list[str]:
    """“治污水”，2,024 年。ＧＤＰ → 治 污 水 2024 年 GAP gdp: in order, a gap where a sentence ends."""
    return [word.replace(",", "") for word in WORD.findall(folded(text))]


def signed_words(text: str) -> list[tuple[str, str]]:
    """治 污“水” → ("", 治) ("", 污) ("“", 水): the words, each with the signs between it and the one before it."""
    plain, found, end = folded(text), [], 0
    for match in WORD.finditer(plain):
        start, word = match.start(), match[1] or ""
        signs = "" if start == end else SPACES.sub("", plain[end:start]).replace("，", ",")[:MOST_SIGNS]
        found.append((signs, word if len(word) == 1 else word.replace(",", "")))
        end = match.end()
    return found


def compact(text: str) -> str:
    """低 空經濟， → 低空经济: a text that says a phrase exactly has the phrase in what this makes of it; commas are left out, which numbers may have."""
    return SPACES.sub("", folded(text)).translate(NO_COMMAS)


def times_said(text: str, phrase: str) -> int:
    """How often a text says a phrase exactly so, but for widths, scripts and spaces.  发展低 空經濟、低空，经济, 低空经济 → 1"""
    return len(_begins(signed_words(text), signed_words(phrase)))


def spans_said(text: str, phrase: str) -> list[tuple[int, int]]:
    """The same → from which character to which of the text as it is written.  发展低 空經濟, 低空经济 → (2, 7)"""
    if _letters_of_phrase(phrase) not in compact(text):  # mostly, and a tenth of the work
        return []
    begins, count = _begins(signed_words(text), signed_words(phrase)), len(signed_words(phrase))
    if not begins:
        return []
    came = [at for at, letter in enumerate(text) for _ in folded(letter)]
    found = list(WORD.finditer(folded(text)))
    return [(came[found[at].start()], came[found[at + count - 1].end() - 1] + 1) for at in begins]


@lru_cache(maxsize=4096)
def _letters_of_phrase(phrase: str) -> str:
    """What stands without a gap, spaces and commas set aside, in each text that says a phrase: 低 空经济 → 低空经济; "" where it has signs inside."""
    said = signed_words(phrase)
    inside = any(signs for signs, _ in said[1:]) or any(word == GAP for _, word in said)
    return "" if inside else "".join(word for _, word in said)


def _begins(said: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> list[int]:
    """Words with their signs → at which of them those of a phrase begin; what stands before its first word does not matter."""
    if not wanted:
        return []
    first, rest, count = wanted[0][1], wanted[1:], len(wanted)
    return [at for at, (_, word) in enumerate(said) if word == first and said[at + 1 : at + count] == rest]
