"""Patterns of word lists: the longest word is found, nothing is read as a pattern, and a list of nothing finds nothing."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from digest.chinese.word_patterns import any_of, any_of_many, longest_first
from tests.conftest import ROOT

BOTH = (any_of, any_of_many)
WORDS = ("生态", "生态环境", "环境", "生", "a.c", "(x)", "环")


def test_the_longest_stand_first_each_once_in_one_order() -> None:
    assert {tuple(longest_first(words)) for words in permutations(["生态", "生态环境", "环境", "生态", ""])} == {("生态环境", "环境", "生态")}


@pytest.mark.parametrize("made", BOTH)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("生态环境", ["生态环境"]),
        ("生态好环境", ["生态", "环境"]),
        ("生长", ["生"]),
        ("环生态", ["环", "生态"]),
        ("abc a.c", ["a.c"]),  # a word is no pattern
        ("x (x)", ["(x)"]),
        ("水", []),
        ("", []),
    ],
)
def test_any_of_the_words_is_found_the_longest_where_several_begin(made, text: str, found: list[str]) -> None:
    assert re.findall(made(WORDS), text) == found


@pytest.mark.parametrize("made", BOTH)
@pytest.mark.parametrize("words", [(), ("",)])
def test_no_words_are_found_nowhere(made, words: tuple[str, ...]) -> None:
    assert re.search(f"(?:{made(words)})", "生态") is None and re.search(f"(?:{made(words)})", "") is None


def test_what_follows_the_first_character_may_be_a_pattern() -> None:
    pattern = re.compile(any_of_many(["争取…资金", "争取资金"], lambda rest: ".{0,4}".join(map(re.escape, rest.split("…")))))
    assert [m[0] for m in pattern.finditer("争取资金，争取上级资金，争取很多很多的资金")] == ["争取资金", "争取上级资金"]


def test_nobody_else_joins_words_by_their_length() -> None:
    sites = re.compile(r'key=len, reverse=True|key=lambda (\w+): \(-len\(\1\), \1\)')
    found = {str(p.relative_to(ROOT)) for p in (ROOT / "digest").rglob("*.py") if sites.search(p.read_text("utf-8"))}
    assert found == {"digest/chinese/word_patterns.py"}
