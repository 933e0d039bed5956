"""What is read is read in processes that are watched: a file that kills its process, hangs or takes too much costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from digest import pipeline
from digest.content.catalogue_files import load_catalogue
from digest.model.limits import Limits
from digest.model.problem import Problem
from digest.pipeline import analyse
from digest.system import guarded as guarding
from digest.system.cache import Cache
from digest.system.guarded import Lost, guarded
from digest.system.parallel import Serial, executor
from digest.system.unforeseen import lost_file, place
from tests.conftest import ROOT, of_few
from tests.reading import catalogue

WATCHED = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc: the clock alone is watched")
REPORT = "政府工作报告\n各位代表：\n一、2023年工作回顾\n新建学校三所，改造道路五条，群众获得感不断增强。\n二、2024年工作安排\n我们要加快建设。\n"


def does(item: str) -> str:
    """Whatever the item says."""
    how = item.split()[0]
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "segv":
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "silent":
        os._exit(0)
    if how == "exit":
        sys.exit(0)
    if how == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if how == "hang":
        select.select([os.pipe()[0]], (), ())
    while how == "loop":
        pass
    if how == "fill":
        held = []
        while True:
            held.append(bytearray(20_000_000))
    if how == "once" and not os.path.exists(item.split()[1]):
        Path(item.split()[1]).touch()
        os._exit(9)
    if how == "no-memory":
        raise MemoryError
    return item + "!"


@WATCHED
def test_each_bad_item_costs_itself_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "STILL", 0.5)
    bad = {"kill": Lost("crash", "SIGKILL"), "segv": Lost("crash", "SIGSEGV"), "silent": Lost("crash", "exit 0"), "exit": Lost("crash", "exit 0"),
           "stop": Lost("still", "0.5"), "hang": Lost("still", "0.5"), "loop": Lost("timeout", "1"), "fill": Lost("memory", "900"),
           "no-memory": Lost("memory", "")}  # fmt: skip
    good = [f"good {number}" for number in range(12)]
    items = [*good[:6], *bad, *good[6:], f"once {tmp_path / 'tried'}"]
    assert list(guarded(does, items, 4, Limits(seconds=1, memory=900))) == [bad.get(item, item + "!") for item in items]
    assert not multiprocessing.active_children()


def test_an_exception_is_raised_here_and_says_where_it_came_up() -> None:
    with pytest.raises(AttributeError) as caught:
        list(guarded(partial(analyse, None, "a.txt"), [REPORT.encode()], 2))  # type: ignore[arg-type]
    assert place(caught.value).startswith("pipeline.py:"), "it has no catalogue"
    assert not multiprocessing.active_children()


def test_processes_that_die_at_once_are_not_born_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "serve", lambda parent: os._exit(3))
    began = time.monotonic()
    with pytest.raises(BrokenProcessPool):
        list(guarded(does, ["a", "b", "c"], 2))
    assert time.monotonic() - began < 5


def test_nobody_who_asks_for_less_leaves_processes_behind() -> None:
    results = guarded(does, ["a", "b", "c"], 2)
    assert next(results) == "a!"
    results.close()
    assert not multiprocessing.active_children()


def test_what_is_lost_is_not_remembered(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", "code 1")
    items = ["a", f"once {tmp_path / 'first'}", "kill"]
    assert cache.map(Serial(), does, items, lost=lambda item, why: why.what) == ["a!", items[1] + "!", "SIGKILL"]
    assert len([path for path in (tmp_path / "cache").rglob("*") if path.is_file()]) == 2


def test_what_is_told_names_the_limit_and_how_to_raise_it() -> None:
    table = (
        (Lost("timeout", "15"), "a.pdf: reading it takes longer than 15 seconds of a processor — if it is a report all the same, raise seconds in content/limits.yaml"),
        (Lost("memory", "1500"), "a.pdf: reading it takes more than 1500 MB of memory — if it is a report all the same, raise memory in content/limits.yaml"),
        (Lost("memory", ""), "a.pdf: this machine has not enough memory to read it — the other files are read; leave this one out or save it in another format"),
        (Lost("still", "10"), "a.pdf: reading it does not go on: nothing was done for 10 seconds — the other files are read; leave this one out or save it in another format"),
        (Lost("crash", "SIGSEGV"), "a.pdf: reading it ended its process, twice (SIGSEGV) — the other files are read; leave this one out or save it in another format"),
    )  # fmt: skip
    assert [lost_file("a.pdf", lost).text() for lost, _ in table] == [said for _, said in table]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_kills_its_process_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    def reads(_: object, path: str, data: bytes) -> pipeline.Analysis:
        if path.endswith("bad.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
        return None, (Problem(path, 0, "good", "", ""),)

    desk = of_few(tmp_path, pdf=False, jobs=jobs)
    (desk.reports / "bad.txt").write_text(REPORT, "utf-8")
    monkeypatch.setattr(pipeline, "analyse", reads)
    with executor(jobs) as pool:
        _, records, problems = pipeline.read(desk, partial(Cache(tmp_path / "none", "").map, pool), pipeline.silent)
    assert [(problem.code, Path(problem.where).name) for problem in problems] == [
        ("good", "2024.md"), ("good", "2025.md"), ("good", "2024.md"), ("read.crash", "bad.txt")]  # fmt: skip
    assert not records


def test_a_text_that_holds_more_than_a_report_is_refused_with_the_limit() -> None:
    known = catalogue()
    rows = "\n\n| 指标 | 单位 |\n|---|---|\n| 粮食 | 万吨 |\n| 油料 | 万吨 |\n"
    table = (
        (Limits(), "", ""),
        (Limits(characters=40), "", "the text has 65 characters, and no document may have more than 40"),
        (Limits(paragraphs=5), "", "the text has 6 paragraphs and rows of tables, and no document may have more than 5"),
        (Limits(line=20), "", "a paragraph has 24 characters, and none may have more than 20"),
        (Limits(cells=3), rows, "the tables have 6 cells, and those of a document may have no more than 3"),
        (Limits(sections=1), "", "the text has 2 sections, and no document may have more than 1"),
    )
    for limits, more, said in table:
        record, problems = analyse(pipeline.replace(known, limits=limits), "a.md", (REPORT + more).encode())
        told = [problem for problem in problems if problem.code.startswith("limits.")]
        assert [problem.text().partition(" — ")[0] for problem in told] == ([f"a.md: {said}"] if said else []), limits
        assert (record is None) == bool(said)


def test_limits_are_content(tmp_path: Path) -> None:
    for name in ("places.csv", "topics.yaml", "indicators.yaml", "site.yaml"):
        (tmp_path / name).write_bytes((ROOT / "content" / name).read_bytes())
    assert load_catalogue(tmp_path)[0].limits == Limits()
    (tmp_path / "limits.yaml").write_text("seconds: 60\ncharacters: 3000000\n", "utf-8")
    assert load_catalogue(tmp_path)[0].limits == Limits(seconds=60, characters=3_000_000)
    (tmp_path / "limits.yaml").write_text("secnds: 60\n", "utf-8")
    assert [problem.code for problem in load_catalogue(tmp_path)[1] if problem.where.endswith("limits.yaml")] == ["yaml.unknown-key"]
