"""make messages: collects what is marked with N_ or _ into digest/locale/*/LC_MESSAGES/digest.po, and compiles it.

New strings come in empty, to be translated there; those that are gone go. Translated strings stay as they are.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("digest", "tools")
FILES = tuple(sorted((ROOT / "digest" / "locale").glob("*/LC_MESSAGES/digest.po")))
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # the same strings give the same bytes


def main() -> int:
    """Every .po is brought up to date and compiled → 0, or 1 while something is not translated."""
    marked = collect(ROOT)
    empty = 0
    for path in FILES:
        catalogue = updated(read(path), marked)
        buffer = BytesIO()
        write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)
        path.write_bytes(buffer.getvalue())
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        for message in catalogue:
            if message.id and not message.string:
                empty += 1
                print(f"{path.relative_to(ROOT)}: not translated: {message.id}")
    return 1 if empty else 0


def collect(root: Path) -> dict[str, tuple[str, ...]]:
    """The project's folder → each marked string and the files in which it stands."""
    found: dict[str, set[str]] = {}
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*.py")):
            for text, _ in marked_in(path.read_text(encoding="utf-8")):
                if text is not None:
                    found.setdefault(text, set()).add(path.relative_to(root).as_posix())
    return {text: tuple(sorted(files)) for text, files in sorted(found.items())}


def marked_in(code: str) -> Iterator[tuple[str | None, int]]:
    """Python → the strings marked with N_("…") or _("…") and their lines; None for one that is no plain string.

    _(N_("x")) and _(variable) mark nothing by themselves.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("N_", "_") and len(node.args) == 1:
            argument = node.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value, node.lineno
            elif node.func.id == "N_":
                yield None, node.lineno


def read(path: Path) -> Catalog:
    """A .po file → its catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def updated(old: Catalog, marked: dict[str, tuple[str, ...]]) -> Catalog:
    """A catalogue and what is marked → a new one of exactly these strings, with the translations that there are."""
    new = Catalog(locale=old.locale, domain="digest", creation_date=UNDATED, revision_date=UNDATED, fuzzy=False)
    for text, files in marked.items():
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(file, 0) for file in files])
    return new


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue → the bytes of its .mo file."""
    catalogue.creation_date = catalogue.revision_date = UNDATED
    catalogue.fuzzy = False
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())
