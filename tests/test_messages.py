"""Every message of the program has its Chinese twin, with the same {places}; what the .po says is what the .mo does."""

import argparse
import ast
import importlib.util
import inspect
import re
from functools import cache
from pathlib import Path

import pytest

from digest.model.problem import meant
from digest.system.messages import ARGPARSE, CHINESE, ENGLISH, language, translator

ROOT = Path(__file__).parents[1]
PO = ROOT / "digest" / "locale" / "zh_CN" / "LC_MESSAGES" / "digest.po"

pytest.importorskip("babel")
_spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
tool = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tool)

CATALOGUE = tool.read(PO)
# matches “{name}”, “%(prog)s”, “%s”; must not match “100%”, “{}”
PLACE = re.compile(r"\{[a-z_]{1,30}\}|%\([a-z_]{1,30}\)[sr]|%[sr]")
# matches “报告,一” and “报告: ”; must not match “GDP, CPI”, “---、”, “报告：”
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?](?!//)")


@cache
def marked() -> dict[str, object]:
    """The messages that the program marks, and where."""
    return tool.collect(ROOT)


def translations() -> dict[str, str]:
    return {message.id: message.string for message in CATALOGUE if message.id}


def test_every_message_is_translated():
    assert [text for text in marked() if not translations().get(text)] == [], "run make messages and translate what is empty"


def test_no_translation_is_left_of_a_message_that_is_gone():
    assert sorted(translations().keys() - marked().keys()) == [], "run make messages"


def test_each_translation_fits():
    told = sorted(translations().items())
    assert [text for text, chinese in told if sorted(PLACE.findall(text)) != sorted(PLACE.findall(chinese))] == [], "the same {places}"
    assert [text for text, chinese in told if text.endswith("\n") != chinese.endswith("\n")] == []
    assert [chinese for _, chinese in told if HALF_WIDTH.search(chinese)] == [], "full-width punctuation in Chinese"


def test_compiled_file_is_what_the_translations_say():
    assert PO.with_suffix(".mo").read_bytes() == tool.compiled(tool.updated(CATALOGUE, marked())), "run make messages"


def test_marked_strings_are_found():
    code = 'N_("a")\n_("b" "c")\n_(N_("d"))\n_(variable)\nN_(f"e")\nother("f")\n'
    assert sorted(tool.marked_in(code), key=str) == [("a", 1), ("bc", 2), ("d", 3), (None, 5)]


def test_marks_stand_on_plain_strings_and_problems_carry_marked_ones():
    code = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted((ROOT / "digest").rglob("*.py"))}
    assert [(path, line) for path in code for text, line in tool.marked_in(code[path]) if text is None] == []
    assert [(path, line) for path in code for line in unmarked(code[path])] == [], "mark it with N_"


def unmarked(code: str) -> list[int]:
    """Code → the lines on which a Problem is told in a string that is not marked."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"]
    said = [argument for call in calls for argument in [*call.args[3:5], *(k.value for k in call.keywords if k.arg in ("message", "hint"))]]
    return [node.lineno for node in said if isinstance(node, ast.Constant | ast.JoinedStr)]


def test_unmarked_strings_are_found():
    assert unmarked('Problem("", 1, "a", N_("b"), N_("c"))\nProblem("", 1, "a", "b", hint=N_("c"))\nother("", 1, "a", "b")\n') == [2]


def test_argparse_says_what_we_translate():
    source = inspect.getsource(argparse).replace("'\n              '", "")
    known = [text for text in ARGPARSE if ascii(text)[1:-1] in source]
    assert len(known) >= len(ARGPARSE) - 1, "of another Python version at most one"


@pytest.mark.parametrize(
    ("wish", "environment", "expected"),
    [
        (None, {"LANG": "zh_CN.UTF-8"}, CHINESE),
        (None, {"LANG": "zh_TW.UTF-8"}, CHINESE),
        (None, {"LANG": "en_GB.UTF-8"}, ENGLISH),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, ENGLISH),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, CHINESE),
        (None, {"LANG": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, CHINESE),
        (None, {}, ENGLISH),
        (ENGLISH, {"LANG": "zh_CN.UTF-8"}, ENGLISH),
        (CHINESE, {}, CHINESE),
    ],
)
def test_language(wish, environment, expected):
    assert language(wish, environment) == expected


def test_translator():
    assert translator(CHINESE)("the file is missing") == "缺少此文件"
    assert translator(ENGLISH)("the file is missing") == "the file is missing"
    assert translator(CHINESE)("nobody marked this") == "nobody marked this"


@pytest.mark.parametrize(
    ("wrong", "known", "found"),
    [
        ("ecolgy", ("ecology", "economy"), ("ecology",)),
        ("晋城", ("晋城市城区", "侯马市"), ("晋城市城区",)),
        ("ecology", ("livelihoods",), ()),
        ("", ("ecology",), ()),
        ("ecology", (), ()),
    ],
)
def test_what_was_probably_meant(wrong: str, known: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert meant(wrong, known) == meant(wrong, reversed(known)) == found


def test_as_many_as_are_asked_for_the_likest_first() -> None:
    assert meant("gdp-growt", ("fdi-growth", "gdp-growth", "cpi"), most=3) == ("gdp-growth", "fdi-growth")
