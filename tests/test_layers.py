"""docs/architecture.md says in which order modules may import each other and where each package has its home: held here."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
EDGES = ("files", "schema", "edges")  # rows that know nouns, not stages
NOUNS = ("nouns", "files", "schema", "edges")
IMPORT_NAMES = {"charset-normalizer": ("charset_normalizer",), "markdown-it": ("markdown_it", "mdit_py_plugins"), "ruamel.yaml": ("ruamel",), "jinja2": ("jinja2", "markupsafe"), "pillow": ("PIL",), "python-docx": ("docx",)}


def table() -> list[tuple[str, tuple[str, ...]]]:
    """The table → its rows: (station, modules as paths below digest/). Where one module of a folder is named, all of it belongs there."""
    rows = [line.split("|")[1:3] for line in ARCHITECTURE.splitlines() if line.startswith("| ")]
    named = [(name.strip(), re.findall(r"`([\w/]+\.py)`", cell)) for name, cell in rows if ".py`" in cell]
    return [(name, tuple(dict.fromkeys([*found, *siblings(found)]))) for name, found in named]


def siblings(named: list[str]) -> list[str]:
    folders = {module.partition("/")[0] for module in named if "/" in module}
    return [module for module in modules() if "/" in module and module.partition("/")[0] in folders]


def homes() -> dict[str, str]:
    """The sentence on homes → the name a package is imported by → its module."""
    sentence = ARCHITECTURE.split("one home:")[1].split(".\n")[0].replace("\n", " ")
    found = {}
    for names, home in re.findall(r"([\w\-. ]+?) `([\w/]+\.py)`", sentence):
        for name in names.strip().split(" and "):
            found |= dict.fromkeys(IMPORT_NAMES.get(name, (name,)), home)
    return found


def modules() -> list[str]:
    return sorted(p.relative_to(ROOT / "digest").as_posix() for p in (ROOT / "digest").rglob("*.py") if p.name != "__init__.py")


def imports(code: str) -> Iterator[str]:
    """Python → the full names of what it imports, also inside functions; what only type checkers see does not count."""
    tree = ast.parse(code)
    unseen = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def code_of(module: str) -> str:
    return (ROOT / "digest" / module).read_text(encoding="utf-8")


def own_imports(module: str) -> set[str]:
    """A module → the modules of digest that it imports, as paths."""
    named = {name.removeprefix("digest.").replace(".", "/") + ".py" for name in imports(code_of(module)) if name.startswith("digest.")}
    return named & set(modules())


def test_imports_are_found_wherever_they_stand():
    code = """
import json
from digest.model.report import Fact
if TYPE_CHECKING:
    from jinja2 import Environment
def f():
    from digest.render import routes
"""
    assert set(imports(code)) == {"json", "digest.model.report", "digest.model.report.Fact", "digest", "digest.render.routes"}


def test_table_names_every_module_once():
    named = [module for _, row in table() for module in row]
    assert len(named) == len(set(named)), "a module stands in two rows"
    assert set(modules()) - set(named) == set(), "a module has no place in the table of docs/architecture.md"
    assert set(named) - set(modules()) == set(), "the table of docs/architecture.md names a module that is gone"


@pytest.mark.parametrize("module", modules())
def test_module_imports_only_from_rows_above_or_its_own(module):
    height = {name: number for number, (_, row) in enumerate(table()) for name in row}
    below = {name for name in own_imports(module) if height.get(name, 0) > height.get(module, 0)}  # those without a row: told above
    assert not below, f"{module} imports from below: {sorted(below)}"


@pytest.mark.parametrize("row", EDGES)
def test_edges_know_nouns_not_stages(row):
    rows = dict(table())
    nouns = {module for name in NOUNS for module in rows[name]}
    assert {module: own_imports(module) - nouns for module in rows[row] if own_imports(module) - nouns} == {}


def test_no_module_imports_itself_in_a_circle():
    graph = {module: own_imports(module) for module in modules()}
    while leaves := [module for module, wanted in graph.items() if not wanted & graph.keys()]:
        for leaf in leaves:
            del graph[leaf]
    assert not graph, f"a circle among {sorted(graph)}"


def test_homes_are_read():
    assert homes() | {"ruamel": "yaml_tree.py", "mdit_py_plugins": "render/markdown.py", "fontTools": "fonts.py"} == homes()


@pytest.mark.parametrize("module", modules())
def test_package_is_imported_only_in_its_home(module):
    packages = {name.split(".")[0] for name in imports(code_of(module))} - set(sys.stdlib_module_names) - {"digest"}
    away = {name: homes().get(name, "no home in docs/architecture.md") for name in packages if homes().get(name) != module}
    assert not away, f"{module} imports packages that live elsewhere: {away}"
