"""Text → the words that search compares. The same is done to what a reader types, by templates/scripts/words.js: both must agree.

Letters are folded: full width to half width and the like (NFKC), capitals to small, traditional to simplified. A Chinese character is a
word, and so is a number or a Latin word as a whole (2024, 7.5, gdp, pm2.5). Punctuation inside a sentence is nothing, so that a phrase is
found across a comma or a quotation mark; the end of a sentence is a gap, across which none is.
"""

from __future__ import annotations

import re
import unicodedata

from digest.chinese.traditional import simplified_of

GAP = ""
# Words, and 。 as a gap; 98, 100 are two words, not one
# matches 1,234.5 · 2024 · pm2.5 · 水 · 。      not （
WORD = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,20})?|[a-z0-9]{1,60}(?:\.[0-9]{1,20}){0,4}|[^\W_]|[%‰])|[。!?;]{1,20}")
APART = {ord("，"): " "}  # a Chinese comma parts numbers, which a half-width one may group: 98，100 are two, 98,100 is one


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
