"""YAML and JSON text → frozen dataclasses, with everything that is wrong said in plain words: the home of pydantic.

Editors' YAML and the front matter of reports come through read_yaml; what the cache remembers goes through to_json and
from_json. pydantic is imported inside the functions: a build that has nothing to do must not wait for it.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from digest.content.yaml_tree import WIDE_COLON, Path, Tree, read_tree
from digest.model.problem import N_, Problem, meant
from digest.model.written import Form

Words = tuple[str, str, str]  # code, message, hint
Places = Callable[[Path], tuple[int, str]]

WRONG: Mapping[str, Words] = {  # pydantic's name of an error → our words for it
    "tuple_type": ("yaml.list", N_("{key} must be a list"), N_("write each item on a line of its own beginning with “- ”, or as [a, b]")),
    "dataclass_type": (
        "yaml.mapping",
        N_("{key} must have keys of its own"),
        N_("write lines like “key: value” there; the keys are {keys}"),
    ),
    "string_type": ("yaml.text", N_("{key} must be one text"), N_("write it as {key}: text, without a list or keys of its own")),
    "int_type": ("yaml.number", N_("{key} must be a whole number"), N_("write it in half-width digits, like 2024")),
    "int_parsing": ("yaml.number", N_("{key} must be a whole number"), N_("write it in half-width digits, like 2024")),
    "int_from_float": ("yaml.number", N_("{key} must be a whole number"), N_("write it in half-width digits, like 2024")),
    "decimal_type": ("yaml.decimal", N_("{key} must be a number"), N_("write it in half-width digits, like 12.5")),
    "decimal_parsing": ("yaml.decimal", N_("{key} must be a number"), N_("write it in half-width digits, like 12.5")),
    "bool_type": ("yaml.bool", N_("{key} must be true or false"), N_("write true or false")),
    "bool_parsing": ("yaml.bool", N_("{key} must be true or false"), N_("write true or false")),
    "literal_error": ("yaml.choice", N_("{key} has a value that does not exist"), N_("it must be one of: {choices}")),
}
OTHERWISE: Words = ("yaml.value", N_("{key} has a value that can not be used"), N_("see how it is written in docs/editors-guide.md"))
EMPTY: Words = ("yaml.empty", N_("{key} has no value"), N_("write a value behind it"))
MISSING: Words = ("yaml.missing-key", N_("the key {key} is missing"), N_("add a line “{key}: …”"))
UNKNOWN: Words = ("yaml.unknown-key", N_("unknown key {key}"), N_("delete it; the keys are {keys}"))
GUESSED: Words = ("yaml.unknown-key", N_("unknown key {key}"), N_("did you mean {guess}? The keys are {keys}"))
WIDE: Words = ("yaml.wide-colon", N_("a full-width colon behind a key"), N_("write a half-width colon and a space: “{key}: …”"))
MORE: Words = ("yaml.more", N_("{count} more mistakes from here on"), N_("correct those above first"))
MOST_TOLD = 100  # mistakes of one file


def read_yaml(text: str, where: str, kind: Any, first_line: int = 1) -> tuple[Any | None, tuple[Problem, ...]]:
    """YAML 1.2 text → a value of `kind` (a frozen dataclass, or tuple[…] of one), or None and everything that is wrong.

    `first_line` is the line of the file on which the text begins. Keys without a value count as not written; which type a
    value has is decided by the field it is for, so a code like 140502 or a date needs no quotes.

        title: 县域观察, where=content/site.yaml, kind=SiteSettings  →  SiteSettings(title="县域观察"), ()
        titel: 县域观察  →  None, content/site.yaml:1: unknown key titel — did you mean title? …
    """
    value, problems, _ = read_yaml_and_lines(text, where, kind, first_line)
    return value, problems


def read_yaml_and_lines(text: str, where: str, kind: Any, first_line: int = 1) -> tuple[Any | None, tuple[Problem, ...], Places]:
    """The same, and a function from a path like (3, "id") to its line and what stands there, for checks across files."""
    value, problems, places = _validated(text, where, kind, first_line)
    if len(problems) > MOST_TOLD:
        more = Problem(where, problems[MOST_TOLD].line, *MORE, values=(("count", str(len(problems) - MOST_TOLD)),))
        problems = (*problems[:MOST_TOLD], more)
    return value, problems, places


def _validated(text: str, where: str, kind: Any, first_line: int) -> tuple[Any | None, tuple[Problem, ...], Places]:
    tree, problems = read_tree(text, where, first_line)
    if tree is None:
        return None, problems, lambda path: (first_line, "")
    result, more = value_of_tree(tree, where, kind, problems)
    return result, more, tree.place


def value_of_tree(tree: Tree, where: str, kind: Any, problems: tuple[Problem, ...] = ()) -> tuple[Any | None, tuple[Problem, ...]]:
    """The tree of a YAML text, and what is wrong with the text → a value of `kind`, or None, and everything that is wrong."""
    value = tree.value if tree.value is not None else ([] if typing.get_origin(kind) is tuple else {})
    from pydantic import ValidationError

    try:
        result = _adapter(kind).validate_python(value)
    except ValidationError as error:
        found = [(_problem_of_error(item, where, tree, kind), item["loc"]) for item in error.errors(include_url=False)]
        meant = {(*path[:-1], dict(p.values).get("guess")) for p, path in found}  # titel: is not also a missing title
        return None, problems + tuple(p for p, path in found if p.code != "yaml.missing-key" or path not in meant)
    problems = problems or tuple(_ill_formed(result, where, tree, kind))
    return (None if problems else result), problems


def _ill_formed(value: Any, where: str, tree: Tree, kind: Any) -> Iterator[Problem]:
    """A value of a dataclass → its texts that have not the form that the types of its fields want (written.py)."""
    hints = typing.get_type_hints(kind, include_extras=True) if is_dataclass(kind) else {}
    for name, hint in hints.items():
        text = getattr(value, name)
        for form in getattr(hint, "__metadata__", ()):
            if isinstance(form, Form) and text and not form.holds(text):
                line, quote = tree.place((name,))
                yield Problem(where, line, form.code, form.message, form.hint, values=(("key", name),), quote=quote)


def to_json(value: Any, kind: Any = None) -> bytes:
    """A value of `kind` (its own class, where none is said) → JSON that from_json turns back into an equal value.

    Decimals are written as text, so that no digit is lost, and bytes as base64.
    """
    own: Any = type(value)  # a class is a key of the cache as anything is, which mypy does not see of type[…]
    data: bytes = _adapter(kind or own).dump_json(value)
    return data


def from_json(kind: Any, data: bytes) -> Any:
    """What to_json wrote → the value. ValueError where it is not a `kind`."""
    return _adapter(kind).validate_json(data)


@functools.cache
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    if is_dataclass(kind):
        return TypeAdapter(kind)
    return TypeAdapter(kind, config={"ser_json_bytes": "base64", "val_json_bytes": "base64"})


def _problem_of_error(item: Any, where: str, tree: Tree, kind: Any) -> Problem:
    """One error of pydantic → where it is and what to do about it."""
    path: Path = tuple(item["loc"])
    code, message, hint = WRONG.get(item["type"], OTHERWISE)
    key = _name_of_path(path)
    values = {"key": key}
    line, quote = tree.place(path)
    if item["type"] == "missing":
        code, message, hint = MISSING
        if path in tree.empty:
            code, message, hint = EMPTY
    elif item["type"] == "unexpected_keyword_argument":
        names = _keys(kind, path[:-1])
        guess = meant(str(path[-1]), names)
        code, message, hint = GUESSED if guess else UNKNOWN
        values |= {"keys": ", ".join(names), "guess": guess[0] if guess else ""}
    elif item["type"] == "dataclass_type" and isinstance(item["input"], str) and WIDE_COLON.match(quote):
        code, message, hint = WIDE
        values["key"] = quote.split("：")[0].strip(" -")
    elif item["type"] == "dataclass_type":
        values["keys"] = ", ".join(_keys(kind, path))
    elif item["type"] == "literal_error":
        values["choices"] = str(item["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
    elif item["input"] is None:
        code, message, hint = EMPTY
    return Problem(where, line, code, message, hint, values=tuple(sorted(values.items())), quote=quote)


def _name_of_path(path: Path) -> str:
    """A path → how an editor calls it: the last key of it; “the file” for the whole, “item 3” in a list without keys."""
    if not path:
        return "YAML"
    if isinstance(path[-1], str):
        return path[-1]
    keys = [part for part in path if isinstance(part, str)]
    return f"{keys[-1]}[{int(path[-1]) + 1}]" if keys else f"[{int(path[-1]) + 1}]"


def _keys(kind: Any, path: Path) -> list[str]:
    """The keys that exist at a path of a kind, in the order in which they are declared."""
    for part in path:
        kind = _kind_below(kind, part)
    kind = next(filter(is_dataclass, _alternatives(kind)), None)
    return [] if kind is None else [f.name for f in fields(kind)]


def _kind_below(kind: Any, part: str | int) -> Any:
    for one in _alternatives(kind):
        if isinstance(part, int) and typing.get_origin(one) is tuple:
            items = typing.get_args(one)
            return items[0] if len(items) == 2 and items[1] is Ellipsis else items[min(part, len(items) - 1)]
        if isinstance(part, str) and is_dataclass(one):
            return _hints(one).get(part)
    return None


def _alternatives(kind: Any) -> tuple[Any, ...]:
    return typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, types.UnionType) else (kind,)


_hints: Callable[[Any], dict[str, Any]] = functools.cache(typing.get_type_hints)
