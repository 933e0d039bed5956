"""Documents that tests make: the same report as text, web page, Word file with automatic numbering, and PDF. And files that harm."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
# A level's number at the head of a line, as Word makes it: 一、 （一） 1.
MARKS = (re.compile("[一二三四五六七八九十]{1,3}、"), re.compile("（[一二三四五六七八九十]{1,3}）"), re.compile(r"[0-9]{1,2}\.(?![0-9])"))
LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


@dataclass(frozen=True)
class Item:
    """A paragraph: its text without the number that an office program would make, and the level of that number (0: none)."""

    text: str
    level: int = 0


def items(text: str) -> list[Item]:
    """Lines of a report → its paragraphs; numbers that count on from their list are taken off."""
    found, counts = [], [0, 0, 0]
    for line in filter(None, map(str.strip, text.splitlines())):
        level = next((i for i, mark in enumerate(MARKS) if mark.match(line)), -1)
        if level < 0:
            found.append(Item(line))
            continue
        counts[level:] = [counts[level] + 1, *[0] * (2 - level)]
        mark = MARKS[level].match(line)[0]
        assert mark == (f"{chinese(counts[0])}、", f"（{chinese(counts[1])}）", f"{counts[2]}.")[level], line
        found.append(Item(line[len(mark) :], level + 1))
    return found


def chinese(count: int) -> str:
    """12 → 十二, up to 19."""
    return ("" if count < 10 else "十") + ("" if count == 10 else "一二三四五六七八九"[count % 10 - 1])


def web_page(text: str) -> str:
    """A report → a page of an office: head, navigation, breadcrumbs, footer; all in one line, paragraphs not closed."""
    title = "政府工作报告_某某市人民政府门户网站"
    body = "".join(f'<p style="text-indent:2em;"><span>{html.escape(line)}</span>' for line in filter(None, text.splitlines()))
    return (
        f'<!DOCTYPE html><html><head><meta name="PubDate" content="2024-03-20"><title>{title}</title><style>p{{margin:0}}</style></head><body>'
        '<div class="header"><ul class="nav"><li><a href="/">首页</a><li><a href="/zw">政务公开</a><li><a href="/fw">办事服务</a></ul></div>'
        '<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>'
        f'<div class="content"><table><tr><td>{body}</td></tr></table></div><script>document.write("<p>访问量</p>");</script>'
        '<footer><p>版权所有：某某市人民政府办公室&nbsp;&nbsp;网站标识码：0000000000</footer></body></html>'
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """Runs → a paragraph of Word."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{content}</w:p>"


def numbered(text: str, level: int, num: int = 1) -> str:
    return para(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def definition(id: int, levels: tuple[tuple[str, str], ...], extra: str = "") -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{extra}<w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (format, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{id}">{inner}</w:abstractNum>'


def num(id: int, definition: int, changes: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{changes}</w:num>'


NUMBERING = definition(0, LEVELS) + num(1, 0)


def word(body: str, numbering: str = NUMBERING, styles: str = "", **parts: str) -> bytes:
    """The inside of a body → a Word file; other parts by name: footnotes="<w:footnote …>"."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        **{f"word/{name}.xml": f"<w:{name} {W}>{inside}</w:{name}>" for name, inside in parts.items()},
    }
    return archive(files)


def archive(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return held.getvalue()


def word_report(text: str) -> bytes:
    """A report → a Word file of which the numbers of headings and lists are made by Word."""
    return word("".join(numbered(i.text, i.level - 1) if i.level else para(run(i.text)) for i in items(text)))


def wrapped(text: str, width: int = 34) -> list[str]:
    """A report → lines as a page has them: the first of a paragraph indented by two."""
    lines = []
    for line in filter(None, map(str.strip, text.splitlines())):
        line = "　　" + line
        lines += [line[at : at + width] for at in range(0, len(line), width)]
    return lines


def pdf_report(text: str, height: int = 30) -> bytes:
    """A report → a PDF of wrapped lines, with a running head and the number on each page; digits have gaps about them."""
    lines = wrapped(text)
    pages = [lines[at : at + height] for at in range(0, len(lines), height)]
    return pdf([["某某市政府工作报告汇编", *page, f"— {number} —"] for number, page in enumerate(pages, 1)])


def pdf(pages: list[list[str]]) -> bytes:
    """Pages of lines → a PDF in a font that every reader of Chinese PDFs knows by name."""
    return placed_pdf([
        [(70 + 13 * (len(line) - len(line.lstrip("　"))), 780 - 24 * at, line.lstrip("　"), 13) for at, line in enumerate(lines)] for lines in pages])  # fmt: skip


Letters = tuple[float, float, str, float]  # where a text begins, from the left and from below, and how wide its letters are


def placed_pdf(pages: list[list[Letters]], drawn: str = "") -> bytes:
    """Texts with their places, in the order in which the file has them → a PDF; `drawn` are operators that draw on each page."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        " /DW 1000 /W [1 95 500] >>",
    ]
    for n, letters in enumerate(pages):
        shown = [f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text, size in letters]
        stream = "\n".join([*shown, drawn])
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * n} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return pdf_of([o.encode("ascii") for o in objects])


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Objects → a PDF; the first is its catalogue."""
    data, places = b"%PDF-1.5\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
