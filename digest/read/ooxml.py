"""The names of WordprocessingML (ECMA-376 Part 1) without their namespaces, which differ between its two editions."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """{http://…/main}p → p"""
    tag: object = element.tag  # a function, of a comment
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """An element → the first of its descendants on the path: child(p, "pPr", "numPr")"""
    for name in path:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """An element → its own children of a name."""
    return (inner for inner in (element if element is not None else ()) if local(inner) == name)


def value(element: Element | None, name: str = "val") -> str:
    """An element → what its attribute says, "" where it says nothing: <w:ilvl w:val="1"/> → 1"""
    if element is None:
        return ""
    return next((said for key, said in element.attrib.items() if key[key.rfind("}") + 1 :] == name), "")


def number(element: Element | None, default: int, name: str = "val") -> int:
    """An element → the number of its attribute, `default` where there is none."""
    said = value(element, name)
    return int(said) if said.isascii() and said.lstrip("-").isdigit() and len(said) < 10 else default


def is_on(element: Element | None) -> bool:
    """<w:vanish/> → True, <w:vanish w:val="0"/> and nothing → False"""
    return element is not None and value(element) not in ("0", "false", "off")
