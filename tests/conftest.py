"""What several tests share: the shipped content built once, and where real reports lie on machines that have them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.pipeline import Settings, Summary, build

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "reports"  # real reports; tests that need them are skipped elsewhere
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
    """The shipped content, built for the first time, with bulletins where the machine can make them. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("built")
    settings = shipped(folder / "site", folder / "cache")
    return Built(settings, build(settings))


@pytest.fixture(scope="session")
def built_site(built: Built) -> Path:
    """The folder of that site."""
    return built.site


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five real reports, built without bulletins."""
    if not (REAL / "seeds").is_dir():
        pytest.skip("the real reports are not on this machine")
    folder = tmp_path_factory.mktemp("real")
    build(shipped(folder / "site", folder / "cache", reports=REAL / "seeds", pdf=False))
    return folder / "site"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What this machine could not run, in plain words, each once."""
    skipped = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()) if isinstance(report.longrepr, tuple)]
    for reason in sorted({reason.removeprefix("Skipped: ") for reason in skipped}):
        if reason.startswith(NOT_RUN):
            terminalreporter.line(f"{reason}: {sum(reason in one for one in skipped)} tests")
