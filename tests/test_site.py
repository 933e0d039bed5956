"""Publishing: whole or not at all, only what changed, nothing of anybody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.system import publish as site_module
from digest.system.publish import MANIFEST, publish, read_manifest, unchanged

FILES = {"index.html": b"<p>1", "places/141081.html": b"<p>2"}


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST}


def test_a_first_build_writes_everything(tmp_path: Path) -> None:
    done = publish(tmp_path / "site", FILES, "stamp", "{}")
    assert (done.written, done.removed, done.problems) == (2, 0, ())
    assert tree(tmp_path / "site") == FILES


def test_the_same_again_writes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, FILES, "stamp", "{}")
    before = {p: p.stat().st_mtime_ns for p in (site, *site.rglob("*"))}
    done = publish(site, FILES, "stamp", "{}")
    assert (done.written, done.removed) == (0, 0)
    assert before == {p: p.stat().st_mtime_ns for p in (site, *site.rglob("*"))}


def test_a_change_replaces_what_changed_and_removes_what_is_gone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, FILES, "stamp", "{}")
    kept = (site / "index.html").stat().st_mtime_ns
    done = publish(site, {"index.html": b"<p>1", "places/140802.html": b"<p>3"}, "stamp 2", "{}")
    assert (done.written, done.removed) == (1, 1)
    assert tree(site) == {"index.html": b"<p>1", "places/140802.html": b"<p>3"}
    assert (site / "index.html").stat().st_mtime_ns == kept
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_what_others_put_there_is_carried_over(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "own").mkdir(parents=True)
    (site / ".gitignore").write_text("*")
    (site / "own" / "CNAME").write_text("example.org")
    (site / "link").symlink_to("own")
    publish(site, FILES, "stamp", "{}")
    publish(site, {"index.html": b"<p>9"}, "stamp 2", "{}")
    assert tree(site) == {"index.html": b"<p>9", ".gitignore": b"*", "own/CNAME": b"example.org"}
    assert (site / "link").is_symlink()


def test_a_stranger_in_the_way_is_a_problem_and_nothing_is_touched(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(b"mine")
    done = publish(site, FILES, "stamp", "{}")
    assert [p.code for p in done.problems] == ["site.foreign"]
    assert tree(site) == {"index.html": b"mine"}


@pytest.mark.parametrize("step", ["_carry_over", "_place", "_swap"])
def test_a_failure_at_any_step_leaves_the_last_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    site = tmp_path / "site"
    publish(site, FILES, "stamp", "{}")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(site_module, step, full)
    with pytest.raises(OSError, match="no space"):
        publish(site, {"index.html": b"<p>new"}, "stamp 2", "{}")
    assert tree(site) == FILES
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_unchanged_means_the_same_inputs_and_untouched_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, FILES, "stamp", "{}")
    manifest = read_manifest(site)
    assert unchanged(site, manifest, "stamp")
    assert not unchanged(site, manifest, "other stamp")
    (site / "index.html").write_bytes(b"<p>edited by hand")
    assert not unchanged(site, manifest, "stamp")
    assert not unchanged(site, read_manifest(tmp_path / "nowhere"), "stamp")


def test_a_page_of_ours_edited_by_hand_is_put_right_kept_and_told(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "site.edited"
    publish(site, FILES, "stamp", "{}")
    for number, words in enumerate((b"<p>edited by hand", b"<p>edited by hand", b"<p>and again")):
        (site / "index.html").write_bytes(words)
        done = publish(site, FILES, "stamp", "{}")
        assert [(p.code, p.where, p.severity) for p in done.edited] == [("site.edited", f"{site.as_posix()}/index.html", "warning")], number
        assert tree(site) == FILES
    assert tree(kept) == {"index.html": b"<p>edited by hand", "index.html.2": b"<p>and again"}
    assert dict(done.edited[0].values)["kept"] == "site.edited/index.html.2"


def test_what_is_as_it_comes_now_or_was_deleted_is_not_called_edited(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, FILES, "stamp", "{}")
    new = {**FILES, "index.html": b"<p>new"}
    (site / "index.html").write_bytes(b"<p>new")
    assert publish(site, new, "stamp 2", "{}").edited == ()
    (site / "index.html").unlink()
    assert publish(site, new, "stamp 3", "{}").edited == ()
    assert tree(site) == new
    assert not (tmp_path / "site.edited").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"format": "site-manifest/1"}', '{"format": "other"}'])
def test_a_spoilt_manifest_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    assert read_manifest(tmp_path) is None
