"""Words: those of jieba, found in another way."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.chinese.segment import WEIGHT, segment
from tests.conftest import ROOT
from tests.reading import OURS as REPORTS

OURS = ("污水处理", "一泓清水入黄河", "5G基站")


@cache
def jiebas_own() -> jieba.Tokenizer:
    """jieba itself, told of the same words."""
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    for word in OURS:
        tokenizer.add_word(word, freq=WEIGHT)
    return tokenizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("实施污水处理项目", ["实施", "污水处理", "项目"]),
        ("", []),
        ("（一）", ["（", "一", "）"]),
        ("新建5G基站670座", ["新建", "5G基站", "670", "座"]),
        ("PM2.5下降2%", ["PM2", ".", "5", "下降", "2", "%"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert segment(text, OURS) == words


def test_the_shipped_reports_are_cut_as_jieba_cuts_them() -> None:
    for path in REPORTS:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert segment(line, OURS) == list(jiebas_own().cut(line, HMM=False)), line


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("污水处理一泓清入黄河基站建设增长5Gg%.-，。 （）😀"), max_size=40))
def test_any_text_is_cut_as_jieba_cuts_it(text: str) -> None:
    found = segment(text, OURS)
    assert found == list(jiebas_own().cut(text, HMM=False))
    assert "".join(found) == text


@pytest.mark.parametrize("cache", [True, False])
def test_jieba_is_quiet_and_writes_only_into_the_folder_it_is_given(tmp_path: Path, cache: bool) -> None:
    (tmp_path / "temporary").mkdir()
    code = "\n".join((
        "from pathlib import Path",
        "import digest.pipeline, digest.chinese.segment, sys",
        "assert 'jieba' not in sys.modules",  # a build with nothing to do starts without it
        f"digest.chinese.segment.set_cache(Path({str(tmp_path / 'own')!r}))" if cache else "",
        "print(' '.join(digest.chinese.segment.segment('全年完成造林一万亩', ('造林',))))",
    ))
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, env={"TMPDIR": str(tmp_path / "temporary"), "PATH": ""}
    )
    assert (run.stdout, run.stderr) == ("全年 完成 造林 一 万亩\n", "")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert (tmp_path / "own").exists() == cache
    assert not cache or [p.suffix for p in Path(tmp_path / "own").iterdir()] == [".cache"]


def test_a_kept_dictionary_that_is_cut_short_is_made_again(tmp_path: Path) -> None:
    def words(how: str) -> str:
        code = f"from digest.chinese import segment; from pathlib import Path; segment.set_cache(Path({str(tmp_path)!r})); {how}"
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout

    cut = "print(segment.segment('全年完成造林一万亩', ('造林',)))"
    assert words(cut) == "['全年', '完成', '造林', '一', '万亩']\n"
    [kept] = tmp_path.iterdir()
    whole = kept.read_bytes()
    assert words("segment._words_read = None; " + cut) == "['全年', '完成', '造林', '一', '万亩']\n", "it is not read again"
    kept.write_bytes(whole[:1000])
    assert words(cut) == "['全年', '完成', '造林', '一', '万亩']\n" and kept.read_bytes() == whole
