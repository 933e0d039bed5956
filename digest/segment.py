"""Text → its words, where Chinese writes none apart. The home of jieba, kept quiet; it is loaded when the first text is cut."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

WEIGHT = 200_000  # how often a word of ours is taken to occur: no common word of the dictionary wins against it

_cache_folder: Path | None = None


def set_cache(folder: Path) -> None:
    """Where jieba may keep its dictionary between runs; without it nothing is written anywhere. The edges call this once."""
    global _cache_folder
    _cache_folder = folder


def segment(text: str, words: tuple[str, ...]) -> list[str]:
    """Text → its words in order, nothing left out; `words` are words for certain. Joined, they are the text.

    实施污水处理项目 with the word 污水处理 → 实施 · 污水处理 · 项目
    """
    return list(_tokenizer(words).cut(text, HMM=False))


@lru_cache(maxsize=4)
def _tokenizer(words: tuple[str, ...]) -> jieba.Tokenizer:
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    _initialise(tokenizer)
    for word in words:
        tokenizer.add_word(word, freq=WEIGHT)
    return tokenizer


def _initialise(tokenizer: jieba.Tokenizer) -> None:
    if _cache_folder is not None:
        _cache_folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(_cache_folder)
        tokenizer.initialize()
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:  # jieba always writes a cache: into a folder of its own that goes away
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
