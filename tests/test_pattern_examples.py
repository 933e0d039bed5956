r"""Above every compiled pattern stand texts that it matches and texts that it must not match. Here they are found and run.

    # why it is so, where that must be said; then the examples:
    # matches 下降2% · 同比下降      not 同比增长 · 提高
    _DOWN = re.compile(r"…")

- `matches` says that the pattern is looked for anywhere in a text, `wholly:` that it must be the whole of it (fullmatch),
  `at the start:` that it must stand at its beginning (match). It says what the code does with the pattern.
- Texts are parted by " · ". Before `not` stand two spaces or more, or it begins a line.
- A text stands as it is, backslashes and quotation marks too. Where it cannot (spaces at its ends, a line's end, nothing at all),
  it is a Python string in double quotes: "甲\n乙", b"\xe6".
- A string from which patterns are made may have such examples as well. Inside functions, patterns are made of word lists: no examples.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
WAYS = {"matches ": "search", "wholly: ": "fullmatch", "at the start: ": "match"}
FORM = "# matches A · B      not C · D"
OLD_FORM = re.compile(r"\bmust not(?:[:;]| match|\.?$)|\bdoes not match\b")


class Pattern(NamedTuple):
    """A pattern in the code: its name ("" inside a larger value), its line, the Python that makes it, the comment above it."""

    name: str
    line: int
    code: ast.expr
    comment: tuple[str, ...]


class Examples(NamedTuple):
    """How the pattern is used (search, match, fullmatch), what it matches, what it must not match."""

    way: str
    matching: tuple[str | bytes, ...]
    other: tuple[str | bytes, ...]


def is_compiled(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"


def comment_above(lines: list[str], line: int) -> tuple[str, ...]:
    """The lines of a file and a line's number (from 1) → the comment lines directly above it."""
    first = line - 1
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return tuple(text.strip() for text in lines[first : line - 1])


def patterns(code: str) -> Iterator[Pattern]:
    """Python → the patterns that are compiled when the module is imported, and the strings above which examples stand."""
    lines, tree = code.split("\n"), ast.parse(code)
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            continue
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        value = getattr(statement, "value", None)
        name = target.id if isinstance(target, ast.Name) else ""
        for node in ast.walk(statement):
            if is_compiled(node):
                line = statement.lineno if node is value else node.lineno
                yield Pattern(name if node is value else "", line, node, comment_above(lines, line))
        if isinstance(value, ast.Constant | ast.JoinedStr) and examples_of(above := comment_above(lines, statement.lineno)):
            yield Pattern("", statement.lineno, value, above)


def examples_of(comment: tuple[str, ...]) -> Examples | None:
    """The lines of a comment → the examples with which it ends; None where it has none, or lacks a half of them."""
    bare = [line.removeprefix("#").removeprefix(" ") for line in comment]
    opens = [at for at, line in enumerate(bare) if line.startswith(tuple(WAYS))]
    if len(opens) != 1:
        return None
    opening = next(word for word in WAYS if bare[opens[0]].startswith(word))
    text = "  ".join([bare[opens[0]].removeprefix(opening), *(line.strip() for line in bare[opens[0] + 1 :])])
    halves = re.split(r" {2,}not ", text)
    if len(halves) != 2:
        return None
    try:
        return Examples(WAYS[opening], *(tuple(written(one) for one in re.split(r" +· +", half.strip())) for half in halves))
    except SyntaxError:  # "甲\" is no text in quotes
        return None


def written(text: str) -> str | bytes:
    r"""A text of a comment → the text that is meant: 甲 → 甲; "甲\n" → 甲 and a line's end."""
    if re.fullmatch(r'b?".*"', text):
        return ast.literal_eval(text)
    return text


def is_found(pattern: re.Pattern[Any], way: str, text: str | bytes) -> bool:
    if isinstance(pattern.pattern, bytes) and isinstance(text, str):
        text = text.encode()
    return getattr(pattern, way)(text) is not None


def mistakes(found: Pattern, known: dict[str, Any], used: frozenset[str] = frozenset()) -> list[str]:
    """A pattern, the names of its module, how the code uses it (search, …; nothing where that can't be seen) → what is wrong."""
    examples = examples_of(found.comment)
    if examples is None:
        return [f"no comment of the form {FORM!r} directly above"]
    made = eval(compile(ast.Expression(found.code), "<pattern>", "eval"), known)
    pattern = re.compile(made) if isinstance(made, str) else made
    ways = {way if way in ("match", "fullmatch") else "search" for way in used}
    wrong = [f"the code uses {sorted(ways)}, the comment says {examples.way}"] if ways and examples.way not in ways else []
    wrong += [f"does not match {text!r}" for text in examples.matching if not is_found(pattern, examples.way, text)]
    return wrong + [f"matches {text!r}" for text in examples.other if is_found(pattern, examples.way, text)]


@cache
def files() -> tuple[str, ...]:
    return tuple(sorted(p.relative_to(ROOT).as_posix() for folder in ("digest", "tools") for p in (ROOT / folder).rglob("*.py")))


def code_of(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def uses(code: str, module: str) -> Iterator[tuple[str, str, str]]:
    """Python → (module, name, method) of all that is asked of a name: NAME.search(…), boilerplate.EDGE.match(…)."""
    tree = ast.parse(code)
    imported = {
        alias.asname or alias.name: (node.module, alias.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name):
                yield *imported.get(node.value.id, (module, node.value.id)), node.attr
            elif isinstance(node.value, ast.Attribute) and isinstance(node.value.value, ast.Name) and node.value.value.id in imported:
                yield ".".join(imported[node.value.value.id]), node.value.attr, node.attr


@cache
def used() -> dict[tuple[str, str], frozenset[str]]:
    """(module, name) → the methods of a pattern by which the code uses it."""
    methods = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")
    found: dict[tuple[str, str], set[str]] = {}
    for file in files():
        for module, name, method in uses(code_of(file), module_of(file)):
            if method in methods:
                found.setdefault((module, name), set()).add(method)
    return {key: frozenset(value) for key, value in found.items()}


def test_examples_above_patterns_hold():
    wrong = [
        f"{file}:{found.line}: {mistake}"
        for file in files()
        if "re.compile(" in code_of(file)
        for found in patterns(code_of(file))
        for mistake in mistakes(found, vars(importlib.import_module(module_of(file))), used().get((module_of(file), found.name), frozenset()))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_comment_says_it_in_another_form():
    lines = [(file, line.strip()) for file in files() for line in code_of(file).split("\n")]
    assert [(file, line) for file, line in lines if "#" in line and OLD_FORM.search(line.partition("#")[2])] == []


def told(code: str, **used_by: str) -> list[str]:
    known: dict[str, Any] = {}
    exec(code, known)
    return [mistake for found in patterns(code) for mistake in mistakes(found, known, frozenset(used_by.get(found.name, "").split()))]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# matches 下降2% · 同比下降      not 提高", []),
        ("# 降低 is another word.\n# matches 下降2%      not 提高", []),
        ("# matches 下降2%\n#     not 提高 · 增长", []),
        ("# matches 下降2% ·\n#     下降      not 提高 ·\n#     增长", []),
        ('# matches "甲\\n下降"  not "" · \\', []),
        ('# matches 下降      not "\\"', [f"no comment of the form {FORM!r} directly above"]),
        ("# matches 同比上升      not 提高", ["does not match '同比上升'"]),
        ("# matches 下降      not 提高 · 下降", ["matches '下降'"]),
        ("# matches 下降", [f"no comment of the form {FORM!r} directly above"]),
        ("# matches 下降 not 提高", [f"no comment of the form {FORM!r} directly above"]),
        ("# 下降      must not: 提高", [f"no comment of the form {FORM!r} directly above"]),
        ("# matches 下降      not 提高\n# matches 下降      not 提高", [f"no comment of the form {FORM!r} directly above"]),
        ("# matches 下降      not 提高\n", [f"no comment of the form {FORM!r} directly above"]),
        ("", [f"no comment of the form {FORM!r} directly above"]),
    ],
)
def test_wrong_and_missing_examples_are_told(comment, expected):
    assert told(f'import re\n{comment}\nDOWN = re.compile("下降")') == expected


def test_pattern_is_run_as_the_comment_says():
    assert told('import re\n# wholly: 甲      not 甲乙 · 乙甲\nA = re.compile("甲")') == []
    assert told('import re\n# at the start: 甲 · 甲乙      not 乙甲\nA = re.compile("甲")') == []
    assert told('import re\n# matches 甲 · 甲乙 · 乙甲      not 乙\nA = re.compile("甲")') == []
    assert told('import re\n# wholly: 甲乙      not 乙\nA = re.compile("甲")') == ["does not match '甲乙'"]


def test_comment_says_how_the_code_uses_the_pattern():
    code = 'import re\n# wholly: 甲      not 乙\nA = re.compile("甲")'
    assert told(code, A="fullmatch") == told(code, A="fullmatch search") == []
    assert told(code, A="sub") == ["the code uses ['search'], the comment says fullmatch"]


def test_patterns_inside_larger_values_and_bytes_are_run():
    assert told('import re\nA = (\n    # matches 甲      not 乙\n    re.compile("甲"),\n    re.compile("乙"),\n)') == [f"no comment of the form {FORM!r} directly above"]
    assert told('import re\n# matches 甲 · b"\\xe7"      not 乙 · b"\\xe4"\nA = re.compile("[甲]".encode()[:2])'.replace("[甲]", "甲")) == ["does not match b'\\xe7'"]
    assert told("import re\n# matches 甲1      not 甲\nPART = '甲[0-9]'") == []


def test_uses_are_found_in_the_module_and_where_it_is_imported():
    assert ("a.b", "X", "sub") in set(uses("X = 1\nX.sub()", "a.b"))
    assert ("a.b", "X", "search") in set(uses("from a.b import X\nX.search()", "c"))
    assert ("a.b", "X", "match") in set(uses("from a import b\nb.X.match()", "c"))
