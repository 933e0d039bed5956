"""The cache: what is remembered, and when it is not trusted."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from digest.system.cache import Cache
from digest.system.parallel import Serial, executor

CALLS: list[str] = []


def shout(word: str) -> str:
    CALLS.append(word)
    return word + "!"


def with_mark(mark: str, word: str) -> tuple[bytes | None, tuple[str, ...]]:
    CALLS.append(word)
    return (mark + word).encode("gb18030"), (word,)


@pytest.fixture(autouse=True)
def forget() -> None:
    CALLS.clear()


def test_an_item_is_computed_once_and_then_remembered(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code 1")
    assert cache.map(Serial(), shout, ["a", "b"]) == ["a!", "b!"]
    assert cache.map(Serial(), shout, ["b", "c", "a"]) == ["b!", "c!", "a!"]
    assert CALLS == ["a", "b", "c"]


def test_bytes_and_tuples_come_back_as_they_were(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code 1")
    first = cache.map(Serial(), partial(with_mark, "《"), ["山"])
    assert first == cache.map(Serial(), partial(with_mark, "《"), ["山"]) == [("《山".encode("gb18030"), ("山",))]
    assert CALLS == ["山"]


@pytest.mark.parametrize(
    ("code", "mark"),
    [pytest.param("code 2", "《", id="the program changed"), pytest.param("code 1", "“", id="a bound argument changed")],
)
def test_what_can_change_the_result_is_in_the_key(tmp_path: Path, code: str, mark: str) -> None:
    Cache(tmp_path, "code 1").map(Serial(), partial(with_mark, "《"), ["山"])
    assert Cache(tmp_path, code).map(Serial(), partial(with_mark, mark), ["山"]) == [((mark + "山").encode("gb18030"), ("山",))]
    assert CALLS == ["山", "山"]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: data[:-3], id="cut short"),
        pytest.param(lambda data: data.replace(b"a!", b"b!"), id="altered"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"\xff\xfe" + data, id="no digest"),
    ],
)
def test_a_spoilt_entry_is_made_again(tmp_path: Path, spoil) -> None:
    cache = Cache(tmp_path, "code 1")
    cache.map(Serial(), shout, ["a"])
    (entry,) = [p for p in tmp_path.rglob("*") if p.is_file()]
    entry.write_bytes(spoil(entry.read_bytes()))
    assert cache.map(Serial(), shout, ["a"]) == ["a!"]
    assert CALLS == ["a", "a"]


def test_a_folder_that_can_not_be_written_is_only_slow(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert Cache(tmp_path / "file", "code 1").map(Serial(), shout, ["a"]) == ["a!"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_keep_the_order_of_the_items(tmp_path: Path, jobs: int) -> None:
    with executor(jobs) as pool:
        assert Cache(tmp_path, "code 1").map(pool, shout, list("edcba")) == ["e!", "d!", "c!", "b!", "a!"]


def test_an_entry_in_the_place_of_another_is_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code 1")
    cache.map(Serial(), shout, ["a", "b"])
    one, other = [p for p in tmp_path.rglob("*") if p.is_file()]
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert cache.map(Serial(), shout, ["a", "b"]) == ["a!", "b!"]
    assert CALLS == ["a", "b"] * 2
    assert {one.read_bytes(), other.read_bytes()} == {first, second} and one.read_bytes() == first


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("put", [os.mkdir, os.mkfifo if hasattr(os, "mkfifo") else os.mkdir])
def test_a_folder_or_a_pipe_in_an_entry_s_place_is_made_again(tmp_path: Path, put) -> None:
    cache = Cache(tmp_path, "code 1")
    cache.map(Serial(), shout, ["a"])
    (entry,) = [p for p in tmp_path.rglob("*") if p.is_file()]
    entry.unlink()
    put(entry)
    assert cache.map(Serial(), shout, ["a"]) + cache.map(Serial(), shout, ["a"]) == ["a!", "a!"]
    assert CALLS == ["a", "a"]


def test_many_items_are_handed_out_together_and_come_back_in_order(tmp_path: Path) -> None:
    words = [f"{number}" for number in range(300)]
    with executor(2) as pool:
        assert Cache(tmp_path, "code 1").map(pool, shout, words) == [f"{word}!" for word in words]
    assert Cache(tmp_path, "code 1").map(Serial(), shout, words) == [f"{word}!" for word in words] and CALLS == []
