"""What several tests share: the shipped content built once, and where real reports lie on machines that have them."""

from __future__ import annotations

import fcntl
import os
import pickle
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pytest

from digest import pipeline, steps
from digest.pipeline import Analysis, Settings, Summary, analyse, build
from tests.reading import catalogue

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "reports"  # real reports; tests that need them are skipped elsewhere
Made = TypeVar("Made")
NOT_RUN = "not run:"  # how the reason of a skipped test begins when the end of the run shall tell of it
JOBS = len(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Built:
    """A site that was built from the shipped content, and what the build said."""

    settings: Settings
    summary: Summary

    @property
    def site(self) -> Path:
        return self.settings.site


def shipped(site: Path, cache: Path, **other: object) -> Settings:
    """The settings of the shipped content, published into `site`."""
    own = {"content": ROOT / "content", "reports": ROOT / "content" / "reports", "templates": ROOT / "templates",
           "methods": ROOT / "docs" / "methods.md", "site": site, "cache": cache, "jobs": JOBS}  # fmt: skip
    return Settings(**{**own, **other})


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped content without the provinces, built for the first time, with bulletins where the machine can make them. Not to be changed by a test."""
    return once(tmp_path_factory, "built", lambda folder: _built(of_five(folder)))


# 130000, a province's reports, and provinces.yaml, the bulletin of them, match; must not match: 140800
OF_PROVINCES = re.compile(r"[0-9]{2}0000|provinces\.yaml")


def of_five(folder: Path) -> Settings:
    """→ the settings of the shipped content with its five cities and counties, in a copy of content/ in that folder, to be published there."""
    shutil.copytree(ROOT / "content", folder / "content", ignore=lambda _, names: {name for name in names if OF_PROVINCES.fullmatch(name)})
    return shipped(folder / "site", folder / "cache", content=folder / "content", reports=folder / "content" / "reports")


FEW = ("141081/2024.md", "130608/2024.md", "130608/2025.md")  # two places, one of them in two years


@pytest.fixture(scope="session")
def few(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Three of the shipped reports, built for the first time: enough for what a build does with its files. Not to be changed by a test.

    Of its bulletins, one has a PDF.
    """
    with laying_out("ecology"):
        return once(tmp_path_factory, "few", lambda folder: _built(of_few(folder, cache=prepared(built, folder / "cache"))))


@contextmanager
def laying_out(*bulletins: str) -> Iterator[None]:
    """Meanwhile a build makes PDFs of these bulletins only: they take longest, and that all are made shows on the shipped content."""

    def chosen(made: steps.Build, *faces: object) -> object:
        return steps.lay_out_bulletins(replace(made, bulletins=tuple(text for text in made.bulletins if text.id in bulletins)), *faces)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "lay_out_bulletins", chosen)
        yield


def desk_of_few(few: Built, folder: Path, **other: object) -> Settings:
    """→ the settings of those three once more, to be changed at will; what their first build remembers is at hand."""
    return of_few(folder, **{"cache": remembered(few, folder / "cache"), **other})


FEW_TOPICS = frozenset({"economy", "projects", "urban", "ecology", "livelihoods"})


def of_few(folder: Path, topics: frozenset[str] = FEW_TOPICS, **other: object) -> Settings:
    """→ the settings of those three, in a copy of the shipped content and templates in that folder, to be published there; no topics: all."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copytree(ROOT / "content", folder / "content", ignore=lambda _, names: {name for name in names if name == "reports" or OF_PROVINCES.fullmatch(name)})
    for name in FEW:
        (folder / "content" / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "content" / "reports" / name, folder / "content" / "reports" / name)
    if topics:
        keep_topics(folder / "content", topics)
    of_site = folder / "content" / "site.yaml"  # in one edition: the other is made of it, which shows on the shipped content
    of_site.write_text(of_site.read_text("utf-8").replace("traditional: true", "traditional: false"), "utf-8")
    own = {"content": folder / "content", "reports": folder / "content" / "reports", "templates": folder / "templates"}
    return shipped(folder / "site", **{"cache": folder / "cache", **own, **other})


# matches "- id: economy" at a line's beginning; must not match "  - id: economy"
OF_TOPIC = re.compile(r"(?m)^(?=- id: )")
# matches "topic: industry" of an indicator, a measure or a subject; must not match "topics: [industry]"
IN_TOPIC = re.compile(r"\btopic: (\w+)")


def keep_topics(content: Path, kept: frozenset[str]) -> None:
    """A copy of content/ → with these topics alone; what belonged to others belongs to the economy then: each topic is pages to make."""
    head, *topics = OF_TOPIC.split((content / "topics.yaml").read_text("utf-8"))
    (content / "topics.yaml").write_text(head + "".join(one for one in topics if one.split()[2] in kept), "utf-8")
    for name in ("indicators", "measures", "task-subjects", "task-themes"):
        path = content / f"{name}.yaml"
        path.write_text(IN_TOPIC.sub(lambda found: found[0] if found[1] in kept else "topic: economy", path.read_text("utf-8")), "utf-8")


def _built(settings: Settings) -> Built:
    return Built(settings, build(settings))


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """What several tests read is made once a run: the first process that asks makes it in a folder of this name, the others wait for it."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name  # all processes of a run share the folder above
    folder.mkdir(exist_ok=True)
    made = folder / "made.pickle"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_bytes(pickle.dumps(make(folder)))
        return pickle.loads(made.read_bytes())


def remembered(built: Built, folder: Path) -> Path:
    """→ a cache in a new folder that knows the results of that build, by the build's own keys, and lends it what is new.

    Results may be written by several processes at once; the rest of a cache belongs to one build at a time.
    """
    prepared(built, folder)
    (folder / "results").symlink_to(built.settings.cache / "results")
    return folder


def prepared(built: Built, folder: Path) -> Path:
    """→ a cache in a new folder that knows no results, but has what the machine was asked for once: fonts, dictionaries."""
    return shutil.copytree(built.settings.cache, folder, ignore=lambda where, names: {"results"} & set(names) if Path(where) == built.settings.cache else set())


@pytest.fixture(scope="session")
def built_site(built: Built) -> Path:
    """The folder of that site."""
    return built.site


@pytest.fixture(scope="session")
def real_site(real: Built) -> Path:
    """The folder of the site of the five real reports."""
    return real.site


@pytest.fixture(scope="session")
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The five real reports, built without PDFs. Not to be changed by a test."""
    if not (REAL / "seeds").is_dir():
        pytest.skip("the real reports are not on this machine")
    built: Built = request.getfixturevalue("built")
    return once(tmp_path_factory, "real", lambda folder: _built(shipped(folder / "site", prepared(built, folder / "cache"), reports=REAL / "seeds", pdf=False)))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Each process of a run first imports its share of the test modules: pytest rewrites and compiles a module once, for all of them.

    A module that cannot be imported says so when it is collected.
    """
    if "PYTEST_XDIST_WORKER" in os.environ and session.config.args_source.name != "ARGS":
        one, of = int(os.environ["PYTEST_XDIST_WORKER"][2:]), int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
        for path in sorted((ROOT / "tests").rglob("test_*.py"))[one::of]:
            with suppress(Exception, pytest.skip.Exception):
                import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two processes more than there are cores: they wait for browsers, for each other's sites, and for what a page does in time."""
    return JOBS + 2


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Analysis]]:
    """analysed("provinces-2025") → each file of that folder of real reports by its name, and what it says, analysed once a run."""

    def those_of(folder: str) -> dict[str, Analysis]:
        files = sorted((REAL / folder).iterdir())
        return once(tmp_path_factory, f"analysed-{folder}", lambda _: {file.name: analyse(catalogue(), file.name, file.read_bytes()) for file in files})

    return those_of


# The files whose tests take longest are begun first, so that none is still running alone at the end: first the one that builds the shipped
# content, which most others wait for, then what needs no site, then what builds from it, and between these what waits for a browser. What
# is not named takes less, and comes last.
LONGEST = (
    "browser/test_layout.py", "test_nothing_lost.py", "test_new.py", "test_types.py", "test_gdp_targets.py", "test_damage.py", "test_read_html.py",
    "test_keyness.py", "test_pipeline.py", "browser/test_a_wide_window.py", "test_html_validity.py", "test_gate.py", "browser/test_compare.py",
    "test_notes.py", "browser/test_search.py", "test_many_places.py", "test_bulletins.py", "browser/test_budget.py", "test_changes.py",
    "browser/test_collections.py", "test_build_command.py", "browser/test_meta.py", "test_word_uses.py", "browser/test_tables.py",
    "test_bulletin_orders.py", "browser/test_charts.py", "test_charts.py", "browser/test_indicator.py", "test_add.py", "test_kept.py",
    "test_print_quality.py", "test_forms.py", "test_layers.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in the order of their files' lengths; processes take files in this order (--dist loadfile --no-loadscope-reorder)."""
    tests = Path(__file__).parent
    rank = {tests / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(LONGEST)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What this machine could not run, in plain words, each once."""
    skipped = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()) if isinstance(report.longrepr, tuple)]
    for reason in sorted({reason.removeprefix("Skipped: ") for reason in skipped}):
        if reason.startswith(NOT_RUN):
            terminalreporter.line(f"{reason}: {sum(reason in one for one in skipped)} tests")
