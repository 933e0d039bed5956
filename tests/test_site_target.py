"""Where a site is published: looked at before any work, followed where it is a link, held by one build at a time."""

from __future__ import annotations

import multiprocessing
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from digest.system import site_target
from digest.system.publish import MANIFEST, publish
from digest.system.site_lock import locked
from digest.system.site_target import claimed

ROOT = Path(__file__).parents[1]
FILES = {"index.html": b"<p>1", "places/141081.html": b"<p>2"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with content and templates."""
    (tmp_path / "content" / "reports").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(site: str, adopt: bool = False) -> tuple[Path, list[str]]:
    """A --site → the folder that it means, and what is told."""
    with claimed(Path(site), (Path("content"), Path("content/reports"), Path("templates"), ROOT / "digest"), adopt) as (real, problems):
        return real, [p.code for p in problems]


REFUSED = [
    ("", "site.here"),
    (".", "site.here"),
    ("..", "site.inputs"),  # what holds content/
    ("content", "site.inputs"),
    ("content/reports", "site.inputs"),
    ("content/site", "site.inputs"),
    ("templates/x/y", "site.inputs"),
    (str(ROOT), "site.inputs"),
    (str(ROOT / "digest" / "site"), "site.inputs"),
    ("/", "site.inputs"),
    ("way-to-content", "site.inputs"),
    ("file", "site.no-folder"),
    ("way-to-file", "site.no-folder"),
    ("pipe", "site.no-folder"),
    ("full", "site.stranger"),
    ("full/inner/..", "site.stranger"),
    ("circle", "site.link"),
    ("file/site", "site.unwritable"),
    ("/proc/site", "site.unwritable"),
]


@pytest.mark.parametrize(("site", "code"), REFUSED)
def test_where_no_site_may_stand(desk: Path, site: str, code: str) -> None:
    (desk / "file").write_text("mine")
    (desk / "full" / "inner").mkdir(parents=True)
    (desk / "full" / "thesis.txt").write_text("mine")
    (desk / "way-to-content").symlink_to("content")
    (desk / "way-to-file").symlink_to("file")
    (desk / "circle").symlink_to("circle")
    os.mkfifo(desk / "pipe")
    before = sorted(desk.rglob("*"))
    assert asked(site)[1] == [code]
    assert sorted(desk.rglob("*")) == before


@pytest.mark.parametrize("site", ["site", "new/below", "content-site", "empty", "shipped", "way", "way-to-nothing", "ours"])
def test_where_a_site_may_stand(desk: Path, site: str) -> None:
    for name in ("empty", "elsewhere", "shipped", "ours"):
        (desk / name).mkdir()
    (desk / "shipped" / ".gitignore").write_text("*")
    (desk / "way").symlink_to("elsewhere")
    (desk / "way-to-nothing").symlink_to(desk / "later")
    publish(desk / "ours", FILES, "stamp", "{}")
    (desk / "ours" / "CNAME").write_text("example.org")
    real, told = asked(site)
    assert (real, told) == (desk / {"way": "elsewhere", "way-to-nothing": "later"}.get(site, site), [])
    assert not list(desk.glob(".*")), "the lock is gone"


def test_a_full_folder_is_taken_by_who_says_so_and_keeps_what_it_holds(desk: Path) -> None:
    (desk / "full").mkdir()
    (desk / "full" / "thesis.txt").write_text("mine")
    assert asked("full", adopt=True)[1] == []
    publish(desk / "full", FILES, "stamp", "{}")
    assert (desk / "full" / "thesis.txt").read_text() == "mine"
    assert asked("full")[1] == [], "it is ours now"


def test_a_link_stays_a_link_however_often_is_published(desk: Path) -> None:
    (desk / "elsewhere").mkdir()
    (desk / "site").symlink_to("elsewhere")
    for number in (b"1", b"2", b"2"):
        publish(desk / "site", FILES | {"index.html": number}, number.decode(), "{}")
        assert os.readlink(desk / "site") == "elsewhere"
        assert (desk / "elsewhere" / "index.html").read_bytes() == number
    assert sorted(p.name for p in desk.iterdir()) == ["content", "elsewhere", "site", "templates"]


def leave_folder(path: Path) -> None:
    (path / "new").mkdir(parents=True)
    (path / "new" / "x.html").write_text("half")


def leave_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(path.parent)  # addresses of sockets are short
        one.bind(path.name)
        os.chdir(here)


LEFT = [leave_folder, lambda p: p.symlink_to("site"), lambda p: p.symlink_to("gone"), lambda p: p.write_text("x"), os.mkfifo, leave_socket]


@pytest.mark.parametrize("name", [".site.next", ".site.old", ".site.next-a8_x"])
@pytest.mark.parametrize("leave", LEFT, ids=["folder", "link", "dangling", "file", "pipe", "socket"])
def test_what_a_crashed_build_left_is_taken_away(desk: Path, name: str, leave) -> None:
    publish(desk / "site", FILES, "stamp", "{}")
    leave(desk / name)
    leave_folder(desk / ".site2.next-b")  # of another site
    assert asked("site")[1] == []
    assert sorted(p.name for p in desk.iterdir()) == [".site2.next-b", "content", "site", "templates"]
    assert (desk / "site" / "index.html").read_bytes() == b"<p>1"


@pytest.mark.parametrize("name", [".site.old", ".site.next-a/old"])
def test_a_site_that_a_crash_left_aside_is_back(desk: Path, name: str) -> None:
    publish(desk / "aside", FILES, "stamp", "{}")
    (desk / name).parent.mkdir(exist_ok=True)
    (desk / "aside").rename(desk / name)
    assert asked("site")[1] == []
    assert (desk / "site" / "index.html").read_bytes() == b"<p>1"


def test_a_folder_that_must_not_be_written_is_told_before_any_work(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "site").mkdir()
    monkeypatch.setattr(site_target.os, "access", lambda path, mode: False)
    with claimed(Path("site"), ()) as (_, problems):
        assert [(p.code, dict(p.values)["path"]) for p in problems] == [("site.unwritable", (desk / "site").as_posix())]


HOLDER = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from digest.system.parallel import executor
from digest.system.site_lock import locked
with locked(Path({site!r})) as other, executor(2) as pool:
    list(pool.map(abs, [1, 2]))
    print("held" if other is None else other.text(), flush=True)
    time.sleep(60)
"""


def held_by_another(site: Path) -> subprocess.Popen[str]:
    program = HOLDER.format(root=str(ROOT), site=str(site))
    other = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert other.stdout and other.stdout.readline() == "held\n"
    return other


def test_the_second_is_told_who_holds_the_site_and_the_dead_hold_nothing(desk: Path) -> None:
    other = held_by_another(desk / "site")
    try:
        with claimed(Path("site"), ()) as (_, problems):
            (told,) = problems
        assert re.fullmatch(
            rf"site: another build holds this site: process {other.pid}, since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d — wait until it has ended, or end it", told.text()
        )
        assert publish(desk / "site", FILES, "stamp", "{}").problems[0].code == "site.held"
        assert not (desk / "site").exists()
        with locked(desk / "site2") as nobody:
            assert nobody is None, "another site is free"
    finally:
        other.kill()
        other.wait()
    assert asked("site")[1] == [], "it died, and its workers hold nothing"


def test_who_holds_a_site_may_publish_it_and_then_it_is_free(desk: Path) -> None:
    with claimed(Path("site"), ()) as (_, problems):
        assert problems == () and publish(desk / "site", FILES, "stamp", "{}").problems == ()
    assert asked("site")[1] == []


def race(site: Path, letter: str, start: object, answers: object) -> None:
    files = {f"p{number}.html": letter.encode() * 50 for number in range(40)}
    start.wait()
    answers.put([p.code for p in publish(site, files, letter, "{}").problems])


@pytest.mark.parametrize("rounds", [12])
def test_two_at_once_never_mix(desk: Path, rounds: int) -> None:
    """Whoever comes second while the first publishes is refused; a site is all of one of them, and what others put there stays."""
    processes = multiprocessing.get_context("fork")
    publish(desk / "site", {"p0.html": b"old"}, "old", "{}")
    (desk / "site" / "CNAME").write_text("example.org")
    for _ in range(rounds):
        start, answers = processes.Barrier(2), processes.Queue()
        two = [processes.Process(target=race, args=(desk / "site", letter, start, answers)) for letter in "ab"]
        for one in two:
            one.start()
        said = [answers.get(timeout=60) for _ in two]
        for one in two:
            one.join()
        assert sorted(said) in ([[], []], [[], ["site.held"]])
        assert len({path.read_bytes() for path in (desk / "site").glob("p*.html")}) == 1
        assert sorted(p.name for p in (desk / "site").iterdir()) == sorted([MANIFEST, "CNAME", *(f"p{n}.html" for n in range(40))])
    assert sorted(p.name for p in desk.iterdir()) == ["content", "site", "templates"]
