"""A built site → its kinds of pages, found on the disk: what a later page adds is looked at without being named here."""

from __future__ import annotations

import re
from pathlib import Path

# matches <body class="digest wide">; must not match <tbody class="x">
BODY = re.compile(r'<body class="([^"]{0,200})"')


def pages(site: Path) -> list[Path]:
    """A site's folder → its pages; what is made to be pasted elsewhere is none."""
    return [path for path in sorted(site.rglob("*.html")) if not path.name.endswith(".wechat.html")]


def kinds(site: Path) -> dict[str, str]:
    """A site's folder → each kind of page and its largest page: {"topics/*.html digest": "topics/ecology.html"}.

    Pages of one folder, but for its index, with one class of <body>, are of one kind; a page at the root is one by itself.
    """
    largest: dict[str, Path] = {}
    for path in pages(site):
        if path.stat().st_size > (largest[kind].stat().st_size if (kind := kind_of(path, site)) in largest else -1):
            largest[kind] = path
    return {kind: path.relative_to(site).as_posix() for kind, path in sorted(largest.items())}


def kind_of(path: Path, site: Path) -> str:
    """A page → its kind: topics/ecology.html → topics/*.html digest."""
    body = BODY.search(path.read_text("utf-8"))
    folder = path.parent.relative_to(site).as_posix()
    name = path.name if path.name == "index.html" or folder in (".", "hant") else "*.html"
    return f"{'' if folder == '.' else folder + '/'}{name} {body[1] if body else ''}".strip()


def own_kinds(site: Path) -> dict[str, str]:
    """The same without the edition in traditional characters, whose pages are the same pages in other letters."""
    return {kind: route for kind, route in kinds(site).items() if not kind.startswith("hant/")}
