"""HTML → its links, and which of them leads to the report itself: a page of an office often holds nothing but a Word file or a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from digest.read.html_tokens import tokens

MOST = 3000  # links of a page that are looked at
LONGEST = 200  # characters of a link's words
# How a file's name ends that may hold a text
# matches a.docx · 报告.PDF      not a.html · a.xlsx
FILE = re.compile(r"\.(?:docx?|wps|rtf|odt|ofd|pdf|txt)$", re.I)
# What the report is called
# matches 2024年政府工作报告 · 县人民政府工作报告全文      not 工作报告制度 · 法院工作报告
REPORT = re.compile(r"政府工作报告")
# What only goes with it, or is about it
# matches 图解政府工作报告 · 《政府工作报告》名词解释      not 政府工作报告全文
ABOUT = re.compile(r"解读|图解|读懂|名词|注释|起草|说明|决议|征求|意见|审议|讨论|摘要|英文|学习|贯彻|分工|任务分解")
# A link that says nothing of what it leads to
# wholly: 附件 · 附件1：点击下载 · 下载全文.pdf      not 附件2：预算报告
BARE = re.compile(
    r"[\s【\[（(]{0,3}(?:附件?|相关附件|正文|全文|点击|此处|这里|下载|查看|打开|阅读|文件|[0-9一二三：:.、\s】\])）]|\.?(?:docx?|wps|pdf|ofd|rtf)){1,12}", re.I
)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, as a whole address, and what it says."""

    address: str
    words: str


def attached(html: str, address: str) -> tuple[Link, ...]:
    """A page and its address → its links to files that are the report: called so by their words or name, or the only file of a page that is.

        <a href="/f/1.docx">2024年政府工作报告.docx</a> → https://example.org/f/1.docx     …>图解政府工作报告.pdf</a> → none
    """
    files = {link.address: link for link in _links(html, address) if FILE.search(_name(link)) or FILE.search(link.words)}
    named = tuple(link for link in files.values() if _is_report(link.words) or (BARE.fullmatch(link.words) and _is_report(_name(link))))
    if named or len(files) != 1:
        return named[:3]
    (only,) = files.values()
    title = " ".join(token.text for token in tokens(html[:20_000]) if not token.name)[:4000]
    return (only,) if BARE.fullmatch(only.words) and _is_report(title) else ()


def _is_report(words: str) -> bool:
    return bool(REPORT.search(words)) and not ABOUT.search(words)


def _name(link: Link) -> str:
    return unquote(urlsplit(link.address).path).rpartition("/")[2]


def _links(html: str, address: str) -> Iterator[Link]:
    """A page → its links over http and https, each with its words, or what it shows when it is pointed at."""
    href, title, words, found = "", "", "", 0
    for token in tokens(html):
        if token.name == "a" or (token.name in ("html", "body") and token.closing):
            if href and (whole := _whole(address, href)):
                yield Link(whole, " ".join((words or title).split())[:LONGEST])
                found += 1
            held = token.attributes() if token.name == "a" and not token.closing else {}
            href, title, words = held.get("href", ""), held.get("title", ""), ""
            if found >= MOST:
                return
        elif not token.name and href and len(words) < LONGEST:
            words += token.text


def _whole(address: str, href: str) -> str:
    try:
        whole = urljoin(address, href.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") else ""
    except ValueError:
        return ""
