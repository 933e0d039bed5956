"""Handout → a Word document that can be edited: real styles, headings, tables, links, charts as pictures. The home of python-docx.

The document around the text (page, styles, numbering, header, footer) is templates/word/: the parts of a .docx, unpacked, as XML.
python-docx takes longer to import than a bulletin to write, so it is imported only when one is due.
"""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from digest.bulletins.block_model import Handout, Picture
from digest.bulletins.html_to_blocks import blocks
from digest.bulletins.word_xml import NAMESPACES, Package, body

Parts = tuple[tuple[str, bytes], ...]  # the files of templates/word/: name in the package, bytes
UNDATED = datetime(2000, 1, 1)  # a document wants a date of its making, and the same text must give the same bytes
# matches 2025年1月13日      not 2025年 · 25年1月1日
DATE = re.compile(r"([12][0-9]{3})年([01]?[0-9])月([0-3]?[0-9])日")
PICTURE_WIDTH = 136  # mm, as in the PDF
ASCII_OF_ADDRESSES = "/:?#[]@!$&'()*+,;=%~"  # what an address keeps as it is


def to_word(template: Parts, handout: Handout) -> bytes:
    """A bulletin → .docx. The same bulletin and template give the same bytes."""
    from docx import Document

    document = Document(BytesIO(_package_bytes(template)))
    _set_properties(document, handout)
    _fill_header(document, handout)
    _fill_body(document, handout)
    whole = BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as package:
        return _package_bytes(tuple((name, package.read(name)) for name in package.namelist()))


def _package_bytes(parts: Parts) -> bytes:
    """Parts → a package that tells nothing of when and where it was made; the list of content types first, as readers expect."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in sorted(parts, key=lambda part: (part[0] != "[Content_Types].xml", part[0])):
            entry = zipfile.ZipInfo(name)  # 1980-01-01
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            package.writestr(entry, data)
    return out.getvalue()


def _set_properties(document: Any, handout: Handout) -> None:
    said = DATE.search(handout.data_date)
    try:
        made = datetime(int(said[1]), int(said[2]), int(said[3])) if said else UNDATED
    except ValueError:  # 2月30日
        made = UNDATED
    properties = document.core_properties
    properties.title, properties.author, properties.subject = (text[:255] for text in (handout.title, handout.compiler, handout.about))
    properties.last_modified_by, properties.revision = handout.compiler[:255], 1
    properties.created = properties.modified = made
    properties.language = "zh-CN"


def _fill_header(document: Any, handout: Handout) -> None:
    """The running head's {series} and {title}."""
    for run in document.sections[0].header.paragraphs[0].runs:
        if "{" in run.text:
            run.text = run.text.replace("{series}", handout.series).replace("{title}", handout.title)


def _fill_body(document: Any, handout: Handout) -> None:
    """The text goes before the last section's end; the notes stand in two columns."""
    from docx.oxml import parse_xml

    place = document.element.body
    text = parse_xml(f"<w:body {NAMESPACES}>{body(handout, blocks(handout.html), _package_of(document, handout), _sections_of(place))}</w:body>")
    last = place[-1]
    if any(block.tag.endswith("}p") and block.find(".//{*}sectPr") is not None for block in text):
        _make_continuous(last)
    for block in list(text):
        last.addprevious(block)


def _sections_of(place: Any) -> tuple[str, str]:
    """The page as the template has it → what ends the text, and what ends the notes (two columns on the same page)."""
    from docx.oxml.xmlchemy import serialize_for_reading

    first, notes = deepcopy(place[-1]), deepcopy(place[-1])
    _make_continuous(notes)
    columns = notes.find("{*}cols")
    columns.set(columns.tag.replace("cols", "num"), "2")
    return serialize_for_reading(first), serialize_for_reading(notes)


def _make_continuous(section: Any) -> None:
    """A section → one that goes on below the one before it, with its header and footer."""
    for name in ("headerReference", "footerReference", "titlePg"):
        for one in section.findall(f"{{*}}{name}"):
            section.remove(one)
    kind = section.find("{*}type")
    kind.set(kind.tag.replace("type", "val"), "continuous")


def _package_of(document: Any, handout: Handout) -> Package:
    """A document → the ways to put links, pictures and numberings into it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import Mm

    part, pictures = document.part, dict(handout.pictures)
    links: dict[str, str] = {}

    def link(address: str) -> str:
        if address not in links:
            links[address] = part.relate_to(quote(address, safe=ASCII_OF_ADDRESSES), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return links[address]

    def picture(chart: Picture, number: int) -> str:
        from docx.oxml.xmlchemy import serialize_for_reading

        if chart.address not in pictures:
            return ""
        inline = part.new_pic_inline(BytesIO(pictures[chart.address]), width=Mm(PICTURE_WIDTH))
        inline.docPr.set("id", str(number))
        inline.docPr.set("name", chart.address.rpartition("/")[2].removesuffix(".svg"))
        inline.docPr.set("descr", chart.alt)
        return f"<w:drawing>{serialize_for_reading(inline)}</w:drawing>"

    def numbered(start: int) -> int:
        num = part.numbering_part.element.add_num(2)
        num.add_lvlOverride(ilvl=0).add_startOverride(start)
        id: int = num.numId
        return id

    return Package(link, picture, numbered)
