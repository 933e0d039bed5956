"""Handout → one HTML file for 微信公众号: opened in a browser, all of it copied, pasted into the editor there.

That editor keeps nothing but inline styles on plain elements: no style sheet, class, id or script, and no link that leads away. So
links are words, and where they lead stands in the list of notes; pictures stand in the file itself; headings are bold paragraphs.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from digest.bulletins.block_model import Block, Handout, Picture, Table, TableCell, TextLine, TextRun
from digest.bulletins.html_to_blocks import blocks

INK, GREY, BLUE, RULE, SHADE = "#1f2328", "#5b636b", "#1f4e79", "#d8dce0", "#eef2f6"
FONTS = "-apple-system,BlinkMacSystemFont,'PingFang SC','Hiragino Sans GB','Microsoft YaHei',sans-serif"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
ABOUT = "微信公众号版：样式都写在元素上（公众号只认这一种），所以本页不用网站的样式和安全策略。打开后全选、复制，粘贴到公众号编辑器。"
BODY = f"margin:0 auto;padding:16px;max-width:677px;background:#ffffff;color:{INK};font-family:{FONTS};font-size:16px;line-height:1.75"
PARAGRAPH = f"margin:0 0 16px;font-size:16px;line-height:1.75;color:{INK};text-align:justify"
# How a line looks, by its part and kind, and by the class that its template gives it.
HEADINGS = {
    "h1": f"margin:8px 0 12px;font-size:22px;line-height:1.4;color:{INK};text-align:center",
    "h2": f"margin:32px 0 16px;padding:0 0 6px;border-bottom:2px solid {BLUE};font-size:19px;line-height:1.4;color:{BLUE}",
    "h3": f"margin:24px 0 10px;padding-left:10px;border-left:4px solid {BLUE};font-size:17px;line-height:1.5;color:{INK}",
    "h4": f"margin:18px 0 8px;font-size:16px;line-height:1.5;color:{INK}",
}
COVER = {
    "series": f"margin:0 0 4px;font-size:14px;line-height:1.6;color:{BLUE};text-align:center;letter-spacing:1px",
    "imprint": f"margin:0 0 12px;font-size:13px;line-height:1.6;color:{GREY};text-align:center",
    "number": f"margin:0 0 10px;font-size:14px;line-height:1.6;color:{BLUE};text-align:center",
    "about": f"margin:0 0 20px;padding:12px 14px;background:{SHADE};font-size:14px;line-height:1.7;color:{GREY};text-align:justify",
}
SMALL = f"margin:0 0 6px;font-size:13px;line-height:1.65;color:{GREY};text-align:left"
CAPTION = f"margin:6px 0 16px;font-size:13px;line-height:1.6;color:{GREY};text-align:center"
QUOTE = f"margin:0 0 16px;padding:4px 0 4px 12px;border-left:3px solid {RULE};font-size:15px;line-height:1.75;color:{GREY}"
ITEM = PARAGRAPH.replace("margin:0 0 16px", "margin:0 0 {below}px;padding-left:{left}px;text-indent:{hang}px")
COLOPHON = f"margin:0;padding:6px 0 0;font-size:13px;line-height:1.65;color:{GREY}"
CELL = f"padding:6px 8px;border-bottom:1px solid {RULE};font-size:14px;line-height:1.5;color:{INK};font-weight:normal;vertical-align:top"
HEAD = f"padding:6px 8px;border-bottom:2px solid {BLUE};background:{SHADE};font-size:13px;line-height:1.4;color:{INK};font-weight:bold;vertical-align:bottom"
TABLE = f"width:100%;border-collapse:collapse;border-top:2px solid {BLUE};border-bottom:2px solid {BLUE}"
BULLET = f'<span style="display:inline-block;width:16px;color:{BLUE};text-indent:0">•</span>'
JOINED = "\u2060"  # WORD JOINER: a note's number never begins a line
WIDE = 4  # columns from which a table is wider than a telephone: then it can be moved aside


def to_wechat(handout: Handout) -> str:
    """A bulletin → the HTML file. The contents are left out: nothing can be jumped to there."""
    text = [block for block in blocks(handout.html) if block.part != "contents"]
    body = "".join(_block_html(handout, block, after) for block, after in zip(text, (*text[1:], None)))
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light">\n'
        f"<!-- {ABOUT} -->\n<title>{escape(handout.title)}（公众号）</title>\n</head>\n"
        f'<body style="{BODY}">\n<section>\n{body}</section>\n</body>\n</html>\n'
    )


def _block_html(handout: Handout, block: Block, after: Block | None) -> str:
    if isinstance(block, Table):
        return _table_html(block)
    if isinstance(block, Picture):
        return _picture_html(handout, block)
    if block.kind == "hr":
        return _paragraph_html(f"margin:20px 0;border-top:1px solid {RULE};font-size:1px;line-height:1px", "&nbsp;")
    runs = _line_html(handout, block)
    if block.kind in ("h1", "h2", "h3", "h4", "h5", "h6"):
        style = HEADINGS.get(block.kind, HEADINGS["h4"])
        level = block.kind[1]
        return f'<p style="{style}" role="heading" aria-level="{level}"><strong>{block.label}{runs}</strong></p>\n'
    return _paragraph_html(_style_of_line(block, after), runs)


def _paragraph_html(style: str, html: str) -> str:
    return f'<p style="{style}">{html}</p>\n'


def _style_of_line(line: TextLine, after: Block | None) -> str:
    """A line → its style."""
    if line.part == "cover":
        return COVER.get(line.name, COVER["about"])
    if line.part == "colophon":
        return COLOPHON
    if line.part == "sources":
        return SMALL
    if line.kind in ("figcaption", "caption"):
        return CAPTION
    if line.quoted:
        return QUOTE
    if line.kind == "li":
        last = not (isinstance(after, TextLine) and after.kind == "li")
        return ITEM.format(below=16 if last else 6, left=20 * max(line.depth, 1), hang=0 if line.number else -16)
    return PARAGRAPH


def _line_html(handout: Handout, line: TextLine) -> str:
    """The text of a line: an item begins with its sign, a note ends with its address."""
    sign = ""
    if line.kind == "li" and line.part == "main" and line.number >= 0:
        sign = f"{line.number}. " if line.number else BULLET
    text = _runs_html(line.runs)
    if line.part == "sources" and line.id.startswith("note-") and handout.url and (address := handout.leads(int(line.id.removeprefix("note-")))):
        text += f'<span style="color:{GREY};word-break:break-all">　{escape(address)}</span>'
    return sign + text


def _runs_html(runs: Iterable[TextRun]) -> str:
    """Runs → text with inline styles; a link that leads away is its words and, behind them, its address."""
    return "".join(map(_run_html, runs))


def _run_html(run: TextRun) -> str:
    text = escape(run.text).replace("\n", "<br>").replace("\t", "　")
    if run.note:
        return f'{JOINED}<span style="font-size:11px;color:{BLUE};vertical-align:super;line-height:1">{text}</span>'
    if run.name == "address":
        text = f'<span style="word-break:break-all">{text}</span>'
    if run.href.startswith(("https://", "http://")) and run.href != run.text:
        text = f'{text}<span style="color:{GREY};word-break:break-all">（{escape(run.href)}）</span>'
    if run.underlined:
        text = f'<span style="text-decoration:underline">{text}</span>'
    return f"<strong>{text}</strong>" if run.bold else text


def _picture_html(handout: Handout, picture: Picture) -> str:
    """A chart as part of the file; nothing where it is not at hand: its table says the same."""
    data = dict(handout.pictures).get(picture.address)
    if data is None:
        return ""
    source = f"data:image/png;base64,{b64encode(data).decode('ascii')}"
    image = f'<img src="{source}" alt="{escape(picture.alt)}" style="display:block;width:100%;height:auto">'
    return f'<section style="margin:12px 0 0">{image}</section>\n'


def _table_html(table: Table) -> str:
    """A table; one of many columns can be moved aside on a telephone, as wide as its text asks."""
    rows = []
    for row in table.rows:
        rows.append(f"<tr>{''.join(_cell_html(cell, row.head) for cell in row.cells)}</tr>\n")
    least = f";min-width:{80 * table.columns}px" if table.columns >= WIDE else ""
    return f'<section style="margin:0 0 16px;overflow-x:auto"><table style="{TABLE}{least}"><tbody>\n{"".join(rows)}</tbody></table></section>\n'


def _cell_html(cell: TableCell, head: bool) -> str:
    style = f"{HEAD if head else CELL};text-align:{cell.align or ('center' if cell.across > 1 else 'left')}"
    if not cell.head:
        return f'<td style="{style}">{_runs_html(cell.runs)}</td>'
    scope = "row" if not head else "colgroup" if cell.across > 1 else "col"
    span = "".join(f' {name}="{n}"' for name, n in (("colspan", cell.across), ("rowspan", cell.down)) if n > 1)
    return f'<th scope="{scope}"{span} style="{style}">{_runs_html(cell.runs)}</th>'
