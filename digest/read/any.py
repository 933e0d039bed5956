"""The bytes of any file → Source. Its format is recognised by its content; only of a text the name says whether it is Markdown."""

from __future__ import annotations

import re

from digest.content.office_kinds import office_kind
from digest.model.problem import N_, Problem
from digest.model.report import Source
from digest.read.docx import read_docx
from digest.read.encodings import decoded
from digest.read.html import html_source, read_html
from digest.read.pdf import read_pdf
from digest.read.reading import Reading
from digest.read.text import NAMES, text_source
from digest.read.web_archive import is_web_archive, page_of_archive

HEAD = 1024
# How files begin that hold no text that we read, and what to do with each.
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
# Pictures told by more than their first letters: BM (bitmap) with four zeros behind its size, RIFF….WEBP
# at the start: b"BM1234\0\0\0\0" · b"RIFF1234WEBP"      not BM公司
PICTURE = re.compile(rb"BM.{4}\0\0\0\0|RIFF.{4}WEBP", re.S)
SAVE = N_("save the report as .txt, .docx, .html or .pdf")
ARCHIVE = (N_("this is an archive, not a report"), N_("unpack it, and add the report that is in it"))
TABLE = (N_("this is a table, not a text"), N_("reports in its cells are added row by row: python build.py add {file}"))
SLIDES = (N_("these are slides, not a text"), SAVE)
OFD = (N_("this is an OFD file, which is not read"),
       N_("open it in its reader (WPS, 数科, 福昕) and export it as PDF with text, or copy its text into a .txt file"))  # fmt: skip
RTF = (N_("this is a file in Rich Text Format, which is not read"), N_("open it and save it as .docx"))
ODT = (N_("this is an OpenDocument text, which is not read"), N_("open it and save it as .docx"))
OLD = (N_("this is a file of an old Office, which is not read"), N_("open it and save it as .docx"))
OFFICE = {"doc": OLD, "ole": OLD, "xml": OLD, "rtf": RTF, "odt": ODT, "ppt": SLIDES,
          "xls": (N_("this is a table of an old Office, which is not read"), N_("save it as .xlsx; then add it row by row: python build.py add FILE")),
          "locked": (N_("the file is protected by a password"), N_("save it without the password"))}  # fmt: skip
PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# A page
# at the start: <!doctype html> · " <html lang=\"zh\">"      not 政府工作报告
PAGE = re.compile(r"\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,200})?<(?:!doctype\s{1,20}html|html|head|body)\b", re.I)
# Tags of a fragment, also of one that lost its spaces
# matches <p> · <br/> · </div> · <divclass="title">      not <5%
TAG = re.compile(r"</?(?:p|br|div|span|center|table|tr|td|h[1-6]|li|ul|font|strong|section)(?:\s[^<>]{0,400}|/|class=[^<>]{0,400})?>", re.I)
SAMPLE = 400_000  # characters among which tags are looked for
FEWEST_TAGS = 3


def read_source(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A file's name and bytes → its Source, or None and the reason why it is refused.

    PDF, Word (.docx), HTML pages and fragments, Markdown and plain text are read. Pictures, tables, archives and files of other
    programs are refused with a hint on what to do; texts that LibreOffice can open never come here (digest/system/incoming.py).

        read_source("报告.txt", b"%PDF-1.7…") → the Source of a PDF
    """
    if data[:HEAD].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-"):
        return read_pdf(path, data)
    if data.startswith(ZIP):
        return _zip(path, data)
    if is_web_archive(data) and (page := page_of_archive(data)):
        return read_html(path, page)
    reading = Reading(path, data)
    if refusal := _foreign(data):
        reading.report(0, "read.format", *refusal, file=path)
        return reading.refused()
    text, encoding = decoded(reading)
    if text is None:
        return reading.refused()
    if text[:SAMPLE].count("\0") * 20 > len(text[:SAMPLE]):
        reading.report(0, "read.format", N_("this is not a text"), SAVE)
        return reading.refused()
    if PAGE.match(text) or (not path.lower().endswith(NAMES) and is_html(text)):
        return html_source(reading, text, encoding)
    return text_source(reading, text, encoding)


def is_html(text: str) -> bool:
    """Whether a text is a page or a fragment of one: it begins like a page, or several tags of paragraphs stand in it."""
    if PAGE.match(text):
        return True
    if text.startswith("---\n") or text.startswith("---\r\n"):
        return False  # front matter: our own Markdown, in which a tag is text
    tags = TAG.finditer(text[:SAMPLE])
    return sum(1 for _, _ in zip(range(FEWEST_TAGS), tags)) == FEWEST_TAGS


def _zip(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """A zip → the Source of a Word file, or what else it is. Its list of parts is at the end, where the names stand as they are."""
    kinds = (
        (b"word/", None),
        (b"xl/workbook.xml", TABLE),
        (b"ppt/presentation.xml", SLIDES),
        (b"OFD.xml", OFD),
        (b"mimetypeapplication/vnd.oasis.opendocument.text", ODT),
        (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", TABLE),
    )
    said = next((said for mark, said in kinds if mark in data), ARCHIVE)
    if said is None:
        return read_docx(path, data)
    reading = Reading(path, data)
    reading.report(0, "read.format", *said, file=path)
    return reading.refused()


def _foreign(data: bytes) -> tuple[str, str] | None:
    """What a file is that we do not read, and what to do about it; None where it may be text."""
    if kind := office_kind(data):
        return OFFICE[kind]
    if data.startswith(PICTURES) or PICTURE.match(data):
        return N_("this is a picture"), N_("recognise its text first (OCR)")
    if data.startswith(PACKED):
        return ARCHIVE
    if is_web_archive(data):
        return N_("this is a web archive or a mail, and no page is in it"), N_("save the page as .html")
    return None
