"""docs/architecture.md says on which floor each folder stands and where each package has its home: held here."""

import ast
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ON_TOP = ("steps", "pipeline")  # the two modules that lie in no folder
IMPORT_NAMES = {"charset-normalizer": ("charset_normalizer",), "markdown-it": ("markdown_it", "mdit_py_plugins"), "ruamel.yaml": ("ruamel",), "jinja2": ("jinja2", "markupsafe"), "pillow": ("PIL",), "python-docx": ("docx",)}


def floors() -> dict[str, int]:
    """The table of floors → folder (or module on top) → the number of its floor."""
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", ARCHITECTURE, re.MULTILINE)
    return {name: int(floor) for floor, cell in rows for name in re.findall(r"`(\w+)(?:/|\.py)`", cell)}


def described() -> dict[str, str]:
    """The lists of modules → module as a path below digest/ → what is said of it."""
    found = {}
    for folder, part in re.findall(r"^### `(\w+)/`.*?\n(.*?)(?=^##|\Z)", ARCHITECTURE, re.MULTILINE | re.DOTALL):
        found |= {f"{folder}/{name}": said for name, said in re.findall(r"^\* `(\w+\.py)`: (.+)$", part, re.MULTILINE)}
    return found


@cache
def homes() -> dict[str, str]:
    """The sentence on homes → the name a package is imported by → its module."""
    sentence = ARCHITECTURE.split("one home:")[1].split(".\n")[0].replace("\n", " ")
    found = {}
    for names, home in re.findall(r"([\w\-. ]+?) `([\w/]+\.py)`", sentence):
        for name in names.strip().split(" and "):
            found |= dict.fromkeys(IMPORT_NAMES.get(name, (name,)), home)
    return found


@cache
def modules() -> list[str]:
    return sorted(p.relative_to(ROOT / "digest").as_posix() for p in (ROOT / "digest").rglob("*.py") if p.name not in ("__init__.py", "__main__.py"))


def folder_of(module: str) -> str:
    """chinese/numerals.py → chinese; pipeline.py → pipeline"""
    return module.partition("/")[0].removesuffix(".py")


@cache
def imports(code: str) -> tuple[str, ...]:
    """Python → the full names of what it imports, also inside functions; what only type checkers see does not count."""
    tree = ast.parse(code)
    unseen = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(found)


@cache
def code_of(module: str) -> str:
    return (ROOT / "digest" / module).read_text(encoding="utf-8")


def own_imports(code: str) -> set[str]:
    """A module's code → the modules of digest that it imports, as paths."""
    named = {name.removeprefix("digest.").replace(".", "/") + ".py" for name in imports(code) if name.startswith("digest.")}
    return named & set(modules())


def from_below(module: str, code: str, height: dict[str, int]) -> set[str]:
    """What a module imports that stands on its own floor in another folder, or on a higher floor."""
    own = folder_of(module)
    return {name for name in own_imports(code) if folder_of(name) != own and height[folder_of(name)] >= height[own]}


def test_imports_are_found_wherever_they_stand():
    code = """
import json
from digest.model.report import Fact
if TYPE_CHECKING:
    from jinja2 import Environment
def f():
    from digest.render import routes
"""
    assert set(imports(code)) == {"json", "digest.model.report", "digest.model.report.Fact", "digest.render", "digest.render.routes"}


def test_nothing_lies_flat_but_the_two_on_top():
    flat = {path.name for path in (ROOT / "digest").glob("*.py")}
    assert flat == {"__init__.py", "__main__.py", *(f"{name}.py" for name in ON_TOP)}


def test_no_two_modules_share_a_name():
    names = Counter(Path(module).name for module in modules())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_folder_has_its_floor():
    folders = {path.parent.name for path in (ROOT / "digest").glob("*/__init__.py")}
    assert floors().keys() == folders | set(ON_TOP)


def test_every_module_is_described_by_its_own_first_line():
    own = {module: (ast.get_docstring(ast.parse(code_of(module))) or "").partition("\n")[0] for module in modules() if "/" in module}
    assert described() == own, "docs/architecture.md says of each module what its first line says"
    assert [line for line in own.values() if len(line) > 165 or not line.endswith(".")] == []


def test_files_that_the_page_sends_to_are_there():
    named = set(re.findall(r"`(\w+/[\w/.]+\.(?:py|yaml|md))`", ARCHITECTURE.partition("## Rooms")[0]))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).is_file() and not (ROOT / "digest" / name).is_file()] == []


def test_each_module_imports_only_from_lower_floors_or_its_own_folder():
    below = {module: sorted(from_below(module, code_of(module), floors())) for module in modules()}
    assert {module: found for module, found in below.items() if found} == {}, "imports from its own floor or from above"


@pytest.mark.parametrize(
    ("module", "code", "found"),
    [
        ("chinese/numerals.py", "from digest.compare.tables import tables", {"compare/tables.py"}),
        ("charts/dots.py", "from digest.compare import tables", {"compare/tables.py"}),
        ("compare/tables.py", "from digest.compare.movements import movements\nfrom digest.model.report import Fact", set()),
        ("pipeline.py", "from digest.steps import Build", set()),
        ("steps.py", "from digest.pipeline import build", {"pipeline.py"}),
    ],
)
def test_what_is_from_below(module, code, found):
    assert from_below(module, code, floors()) == found


def test_no_module_imports_itself_in_a_circle():
    graph = {module: own_imports(code_of(module)) for module in modules()}
    while leaves := [module for module, wanted in graph.items() if not wanted & graph.keys()]:
        for leaf in leaves:
            del graph[leaf]
    assert not graph, f"a circle among {sorted(graph)}"


def test_each_module_fits_in_the_head():
    assert {module: lines for module in modules() if (lines := len(code_of(module).splitlines())) > 300} == {}


def test_homes_are_read():
    assert homes() | {"ruamel": "content/yaml_tree.py", "mdit_py_plugins": "render/markdown.py", "fontTools": "system/fonts.py"} == homes()


def test_each_package_is_imported_only_in_its_home():
    own = set(sys.stdlib_module_names) | {"digest"}
    packages = {(module, name) for module in modules() for name in {name.split(".")[0] for name in imports(code_of(module))} - own}
    away = {found: homes().get(found[1], "no home in docs/architecture.md") for found in packages if homes().get(found[1]) != found[0]}
    assert away == {}, "packages that live elsewhere"
