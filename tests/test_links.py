"""Every link of a built site leads somewhere, nothing is loaded from elsewhere, ids are unique.

The walker first proves itself on planted pages, good and broken; then it walks a real build.
"""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

LOADED = {("img", "src"), ("link", "href"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("object", "data"), ("embed", "src")}
# A paragraph in data: matches reports/141081-2024.html#p7 also in https://x.cn/reports/…; must not match reports/index.html
PASSAGE = re.compile(r"(reports/[\w.-]{1,80}\.html)#([\w.-]{1,40})", re.ASCII)
# An entry of a feed: matches href="reports/a.html"; must not match href="https://x.cn/a.html"
FED = re.compile(r'href="([\w./-]{1,120})"', re.ASCII)
NAMED = {"canonical", "alternate"}  # a <link> that names another address and loads nothing
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class PageParser(HTMLParser):
    """A page → its ids, what it loads, where it links to, and what is wrong with it by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif (tag, name) in LOADED and not NAMED & set((dict(attrs).get("rel") or "").split()):
                self.loads.append(value or "")
            elif name in ("href", "src", "srcset", "poster", "background", "action"):
                self.links.append(value or "")
            elif name == "style" or name.startswith("on"):
                self.wrong.append(f"attribute {name} in <{tag}>")
        if tag == "script" and not dict(attrs).get("src") and dict(attrs).get("type") != "application/ld+json":
            self.wrong.append("a script of its own")
        if tag == "img" and not dict(attrs).get("alt"):
            self.wrong.append("<img> without alt")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


def faults(folder: Path) -> list[str]:
    """A folder of a site → what is wrong with its pages, as "page: what"; nothing where all is well."""
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        pages[path.relative_to(folder).as_posix()] = page = PageParser()
        page.feed(path.read_text("utf-8"))
        page.close()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found = [f"{name}: {fault}" for name, page in pages.items() for fault in _page_faults(name, page, pages, files) if not _meant(name, fault)]
    return found + _named_in_vain(folder, pages, files)


def _meant(name: str, fault: str) -> bool:
    """What is made to be pasted into an editor elsewhere carries its style and its pictures within it, and its title beside it."""
    return name.endswith(".wechat.html") and fault.startswith(("attribute style", "loads data:image/png;base64,", "0 headings"))


def _named_in_vain(folder: Path, pages: dict[str, PageParser], files: set[str]) -> list[str]:
    """Data, scripts and feeds → the paragraphs and pages that they name and that are not there."""
    found = []
    data = (name for name in files if name.endswith((".js", ".json", ".csv", ".xml", ".md")) and "assets/" not in name)
    for name in sorted(data):
        text = (folder / name).read_text("utf-8")
        named = {(path, anchor) for path, anchor in PASSAGE.findall(text)}
        named |= {(path, "") for path in FED.findall(text) if name.endswith(".xml")}
        found += [f"{name}: {path}#{anchor} is not there" for path, anchor in sorted(named) if path not in files or (anchor and anchor not in pages[path].ids)]
    return found


def _page_faults(name: str, page: PageParser, pages: dict[str, PageParser], files: set[str]) -> list[str]:
    found = [*page.wrong, *(f"<{tag}> is never closed" for tag in page.open)]
    found += [f"id {id} stands {page.ids.count(id)} times" for id in sorted(set(page.ids)) if page.ids.count(id) > 1]
    found += [f"{page.tags.count('h1')} headings of level 1"] if page.tags.count("h1") != 1 else []
    found += [f"loads {url}" for url in page.loads if urlsplit(url).scheme or url.startswith("//")]
    found += [f"leads to {url}" for url in page.links if urlsplit(url).scheme not in ("", "http", "https", "mailto") or url.startswith(("/", "\\"))]
    for url in dict.fromkeys((*page.links, *page.loads)):
        parts = urlsplit(url)
        if parts.scheme or parts.netloc:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
        if target not in files:
            found.append(f"{url or 'an empty link'} is not there" if parts.path or parts.fragment else "an empty link")
        elif parts.fragment and unquote(parts.fragment) not in (pages[target].ids if target in pages else ()):
            found.append(f"{url} has no such anchor")
        elif not url:
            found.append("an empty link")
    return found


def site(folder: Path, **pages: str) -> Path:
    for name, body in pages.items():
        (folder / f"{name}.html").write_text(f"<html><body><h1>题</h1>{body}</body></html>", "utf-8")
    return folder


def test_a_good_site_has_no_faults(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg/>", "utf-8")
    body = '<link rel="canonical" href="https://x.cn/a.html"><link rel="alternate" href="b.html">'
    body += '<a href="b.html#%E6%AE%B5">乙</a><a href="#x">x</a><p id="x"></p><img src="a.svg" alt="图"><script src="a.svg"></script><script type="application/ld+json">{}</script><a href="https://x.cn/">外</a>'
    assert faults(site(tmp_path, a=body, b='<p id="段">段</p><a href="a.html">甲</a>')) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="c.html">丙</a>', "c.html is not there"),
        ('<a href="b.html#y">乙</a>', "b.html#y has no such anchor"),
        ('<a href="#y">y</a>', "#y has no such anchor"),
        ('<a href="">空</a>', "an empty link"),
        ('<a href="/b.html">根</a>', "leads to /b.html"),
        ('<a href="//evil.example/">外</a>', "leads to //evil.example/"),
        ('<a href="javascript:x">外</a>', "leads to javascript:x"),
        ('<img src="https://evil.example/a.png" alt="图">', "loads https://evil.example/a.png"),
        ('<img src="//evil.example/a.png" alt="图">', "loads //evil.example/a.png"),
        ('<link rel="stylesheet" href="https://evil.example/a.css">', "loads https://evil.example/a.css"),
        ('<link rel="alternate" href="c.html">', "c.html is not there"),
        ('<img src="none.svg" alt="图">', "none.svg is not there"),
        ('<img src="b.html">', "<img> without alt"),
        ("<script>x</script>", "a script of its own"),
        ('<script src="none.js"></script>', "none.js is not there"),
        ('<script src="https://evil.example/a.js"></script>', "loads https://evil.example/a.js"),
        ('<p style="color:red">x</p>', "attribute style in <p>"),
        ('<p onclick="x">x</p>', "attribute onclick in <p>"),
        ('<p id="x"></p><p id="x"></p>', "id x stands 2 times"),
        ("<h1>又一个</h1>", "2 headings of level 1"),
        ("<div><p>x</div>", "</div> closes nothing"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, body: str, fault: str) -> None:
    assert f"a.html: {fault}" in faults(site(tmp_path, a=body, b="<p>乙</p>"))


def test_what_data_name_in_vain_is_found(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    site(tmp_path / "reports", a='<p id="p1">段</p>')
    (tmp_path / "a.csv").write_text("https://x.cn/reports/a.html#p1,reports/a.html#p2\nreports/b.html#p1", "utf-8")
    (tmp_path / "feed.xml").write_text('<feed><link href="reports/a.html"/><link href="c.html"/></feed>', "utf-8")
    assert faults(tmp_path) == ["a.csv: reports/a.html#p2 is not there", "a.csv: reports/b.html#p1 is not there", "feed.xml: c.html# is not there"]


def test_what_is_pasted_elsewhere_may_carry_its_style(tmp_path: Path) -> None:
    for name, fault in (("a.wechat", []), ("a", ["a.html: attribute style in <p>"])):
        (tmp_path / name).mkdir()
        assert faults(site(tmp_path / name, **{name: '<p style="color:red">x</p>'})) == fault


def test_the_site_of_our_own_content_has_no_faults(built_site: Path) -> None:
    assert faults(built_site) == []
    assert len(list(built_site.glob("topics/*.html"))) == 13


def test_a_site_of_real_reports_has_no_faults(real_site: Path) -> None:
    assert faults(real_site) == []
    assert len(list(real_site.glob("reports/*-*.html"))) == 5


def test_every_paragraph_fact_and_section_can_be_linked_to(built_site: Path) -> None:
    import json

    for path in sorted((built_site / "data" / "records").glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        page = PageParser()
        page.feed((built_site / "reports" / f"{path.stem}.html").read_text("utf-8"))
        wanted = [p["id"] for p in record["paragraphs"]] + [f"f{n}" for n in range(1, len(record["facts"]) + 1)]
        wanted += [f"s{n}" for n in range(1, len(record["outline"]) + 1)]
        assert [id for id in wanted if id not in page.ids] == [], path.stem
