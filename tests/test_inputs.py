"""The digest of a build's inputs: what changes it, and what must not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from digest.system.inputs import code_digest, digest_of, installed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content" / "reports").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: 甲")
    (tmp_path / "content" / "reports" / "a.md").write_text("乙")
    return tmp_path / "content"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda f: (f / "reports" / "a.md").write_text("丙"), id="a word"),
        pytest.param(lambda f: (f / "reports" / "a.md").rename(f / "reports" / "b.md"), id="a name"),
        pytest.param(lambda f: (f / "reports" / "b.md").write_text(""), id="a new empty file"),
        pytest.param(lambda f: (f / "reports" / "a.md").unlink(), id="a file less"),
        pytest.param(lambda f: os.mkfifo(f / "pipe"), id="a pipe, which is told"),
        pytest.param(lambda f: open(os.fsencode(f) + b"/bad\xff.txt", "w").close(), id="a name that is told"),
    ],
)
def test_what_changes_it(folder: Path, change) -> None:
    before = digest_of([folder])
    change(folder)
    assert digest_of([folder]) != before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda f: os.utime(f / "site.yaml", (0, 0)), id="a date"),
        pytest.param(lambda f: (f / ".DS_Store").write_text("x"), id="a hidden file"),
        pytest.param(lambda f: (f / "__pycache__").mkdir(), id="what Python left"),
    ],
)
def test_what_does_not(folder: Path, change) -> None:
    before = digest_of([folder])
    change(folder)
    assert digest_of([folder]) == before


def test_a_copy_elsewhere_is_the_same(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "elsewhere" / "content")
    assert digest_of([tmp_path / "elsewhere" / "content"]) == digest_of([folder])


def test_words_count_and_where_one_ends(folder: Path) -> None:
    assert len({digest_of([folder], words) for words in ((), ("pdf",), ("p", "df"), ("pdf", ""))}) == 4


def test_the_program_has_a_digest_of_its_own() -> None:
    assert code_digest() == code_digest() != digest_of([])


def test_of_packages_those_count_that_the_lock_names(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("# made by pip\njinja2==3.1.6 \\\n    --hash=sha256:0d\nruamel.yaml==0.18\nabsent==1\n")
    for name in ("Jinja2-3.1.6.dist-info", "ruamel_yaml-0.18.dist-info", "pytest-8.0.dist-info", "jinja2", "jinja2-3.1.6.egg"):
        (tmp_path / "here" / name).mkdir(parents=True)
    assert installed([str(tmp_path / "here")], tmp_path / "lock") == ("Jinja2-3.1.6.dist-info", "ruamel_yaml-0.18.dist-info")
    assert len(installed([str(tmp_path / "here")], tmp_path / "none")) > 2, "without a lock all that are there"
    assert installed([], tmp_path / "lock") == ()
