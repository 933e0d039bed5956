"""Remembered digests: what was not touched is not read again, and nothing that was is taken for the same."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from digest.system import file_digests
from digest.system.file_digests import Seen, hashed


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that counts as touched long ago."""
    monkeypatch.setattr(file_digests, "MOMENT", -(10**12))
    (tmp_path / "a.md").write_text("甲")
    return tmp_path / "a.md"


def asked(file: Path) -> str:
    """What a run says of a file, and remembers."""
    memory = Seen(file.parent / "cache", file.parent / "site")
    said = memory(file)
    memory.keep()
    time.sleep(0.02)  # longer than the system's clock takes for a step
    return said


def test_what_was_not_touched_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(file)
    assert first == hashed(file)
    monkeypatch.setattr(file_digests, "hashed", lambda path: pytest.fail("read again"))
    assert asked(file) == first


def dated_back(file: Path) -> None:
    """Another character of the same size, and the date of before."""
    before = file.stat()
    file.write_text("乙")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def exchanged(file: Path) -> None:
    before = file.stat()
    beside = file.with_name("b")
    beside.write_text("乙")
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    beside.replace(file)


@pytest.mark.parametrize("change", [lambda f: f.write_text("乙"), lambda f: f.write_text("甲乙"), dated_back, exchanged, lambda f: f.unlink()])
def test_what_was_touched_is_read(file: Path, change) -> None:
    first = asked(file)
    change(file)
    assert asked(file) == hashed(file) != first
    assert asked(file) == hashed(file)


def test_a_file_touched_within_the_moment_is_not_remembered(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_digests, "MOMENT", 2_000_000_000)
    asked(file)
    assert not (file.parent / "cache").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": ["x"]}', "\x00\xff"])
def test_a_spoilt_memory_is_none(file: Path, text: str) -> None:
    first = asked(file)
    next((file.parent / "cache").iterdir()).write_text(text, encoding="latin-1")
    assert asked(file) == first


def test_a_cache_that_can_not_be_written_is_only_slow(file: Path) -> None:
    (file.parent / "cache").write_text("a file")
    assert asked(file) == hashed(file)


def test_a_pipe_and_a_folder_have_no_digest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert hashed(tmp_path / "pipe") == hashed(tmp_path) == hashed(tmp_path / "none") == Seen(tmp_path / "c", tmp_path)(tmp_path / "pipe") == ""
