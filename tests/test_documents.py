"""Documents against the product: every command, option, make target, file and heading that they name is there, and every command is named."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.cli.arguments import COMMANDS, make_parser

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
# matches “python build.py check --fix”, “build.py [build] --no-pdf”; must not match “build.py”
CALL = re.compile(r"build\.py \[?([a-z]+)\]?((?:[^`\n#]|`(?=\n))*)")
# matches “--no-pdf”; must not match “-q”, “---”
OPTION = re.compile(r"(?<![-\w])--[a-z][a-z-]*")
# matches “make test”; must not match “remake it”
TARGET = re.compile(r"(?:^|`|    |run )make ([a-z]+)(?=[\s`:,]|$)", re.MULTILINE)
# matches “[a](docs/set-up.md#x)”; must not match “[a](https://example.org)”
LINK = re.compile(r"\]\((?!https?:|#)([^()\s#]+)(#[^()\s]+)?\)")
# matches “`digest/pipeline.py`”, “`content/site.yaml`”; must not match “`content/reports/`”, “`content/bulletins/counties.yaml`” (an editor's own)
NAMED = re.compile(r"`((?:content/[a-z]+|(?:digest|templates|tests|tools|docs|benchmarks)/[A-Za-z0-9_./-]+)\.(?:[a-z]{2,4}|md\.j2|html\.j2))`")
# matches a block that is fenced off, over several lines; must not match “`make`”
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
OTHERS = {"--numprocesses", "--require-hashes"}  # options of other programs


def problems(text: str, folder: Path) -> Iterator[str]:
    """A document and the folder that it stands in → what it names that is not there."""
    for command, _ in CALL.findall(text):
        if command not in COMMANDS:
            yield f"no command {command}"
    known = options()
    yield from (f"no option {option}" for option in sorted(set(OPTION.findall(text)) - known - OTHERS))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    yield from (f"no target {target}" for target in sorted(set(TARGET.findall(text)) - targets))
    for address, heading in LINK.findall(FENCED.sub("", text)):
        path = folder / address
        if not path.exists():
            yield f"no file {address}"
        elif heading and heading[1:] not in headings(path.read_text(encoding="utf-8")):
            yield f"no heading {address}{heading}"
    yield from (f"no file {name}" for name in sorted(set(NAMED.findall(text))) if not (ROOT / name).exists() and not (ROOT / "digest" / name).exists())


def options() -> set[str]:
    """→ every option of every command, as its help names it."""
    found = set(OPTION.findall(make_parser(str).format_help()))
    for action in make_parser(str)._actions:
        for command in getattr(action, "choices", None) or {}:
            found |= set(OPTION.findall(action.choices[command].format_help())) if isinstance(action.choices, dict) else set()
    return found


def headings(text: str) -> set[str]:
    """A document → the addresses of its headings, as forges make them."""
    titles = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_names_is_there(path: Path) -> None:
    assert list(problems(path.read_text(encoding="utf-8"), path.parent)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Run `python build.py chek`.", "no command chek"),
        ("Run `python build.py build --pdf-only`.", "no option --pdf-only"),
        ("    make sites", "no target sites"),
        ("[how](docs/none.md)", "no file docs/none.md"),
        ("[how](README.md#no-such-heading)", "no heading README.md#no-such-heading"),
        ("see `digest/making.py`", "no file digest/making.py"),
    ],
)
def test_what_is_not_there_is_found(text: str, said: str) -> None:
    assert list(problems(text, ROOT)) == [said]


@pytest.mark.parametrize("text", ["Run `python build.py check --fix`.", "    make test", "[how](README.md#commands)", "[a](https://example.org/x)", "`templates/none/`", "a -- b"])
def test_what_is_there_is_left_alone(text: str) -> None:
    assert list(problems(text, ROOT)) == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_is_named(name: str) -> None:
    named = {command for command, _ in CALL.findall((ROOT / name).read_text(encoding="utf-8"))}
    assert set(COMMANDS) - named == set()


def test_the_version_stands_in_one_place() -> None:
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]  # type: ignore[index]
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version)
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()
    found = subprocess.run(["git", "grep", "-lF", f'"{version}"'], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode == 0:  # a checkout; a folder without git has nothing to ask
        assert [line for line in found.stdout.splitlines() if not line.endswith(".lock")] == ["pyproject.toml"]
