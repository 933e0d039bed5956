"""Every kind of page as it stands on a screen: nothing sticks out at any width, nothing is too small, all is reached by keyboard.

    SHOTS=/tmp/shots python -m pytest tests/browser/test_layout.py     puts a picture of each into that folder
"""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open
from tests.browser.kinds import kinds, own_kinds, pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (320, 375, 768, 1440)
# A page → what is wrong with how it stands: [what, where] each. Boxes that scroll by themselves (wide tables) may hold what is wider.
FAULTS = """() => {
  const found = [], wide = document.documentElement.clientWidth;
  const name = el => el.tagName.toLowerCase() + (el.id ? '#' + el.id : '') + (el.className && el.className.trim ? '.' + el.className.trim().replace(/\\\\s+/g, '.') : '')
    + ' “' + (el.textContent || '').trim().slice(0, 20) + '”';
  const seen = el => { const box = el.getBoundingClientRect(); return box.width > 1 && box.height > 1 && getComputedStyle(el).visibility === 'visible'; };
  const boxed = el => { for (let at = el.parentElement; at && at !== document.body; at = at.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true; return false; };
  if (document.documentElement.scrollWidth > window.innerWidth) found.push(['scrolls sideways', document.documentElement.scrollWidth + ' px']);
  for (const el of document.body.querySelectorAll('*')) {
    if (!seen(el) || el.closest('svg')) continue;
    const box = el.getBoundingClientRect();
    if ((box.right > wide + 1 || (box.left < -1 && box.right > 0)) && !boxed(el)) found.push(['sticks out to ' + Math.round(box.right), name(el)]);
    const own = [...el.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (own && parseFloat(getComputedStyle(el).fontSize) < 11 && getComputedStyle(el).color !== 'rgba(0, 0, 0, 0)') found.push(['letters of ' + getComputedStyle(el).fontSize, name(el)]);
  }
  const head = [...document.querySelectorAll('header.site a, header.site button, header.site input, header.site select')].filter(seen);
  head.forEach((one, at) => { for (const other of head.slice(at + 1)) {
    const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
      found.push(['lies over another', name(one) + ' / ' + name(other)]);
  } });
  return found.slice(0, 5).map(([what, where]) => what + ': ' + where);
}"""
# What has the focus: where it is, whether it can be seen that it has it, whether something lies over it, and its place among all that can have it.
FOCUS = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
  const style = getComputedStyle(el), box = el.getBoundingClientRect(), first = el.getClientRects()[0] || box;
  const top = Math.min(Math.max((Math.max(first.top, 0) + Math.min(first.bottom, innerHeight)) / 2, 0), innerHeight - 1);
  const over = [.1, .5, .9].map(part => document.elementFromPoint(Math.min(Math.max(first.left + first.width * part, 0), innerWidth - 1), top));
  return {name: el.tagName.toLowerCase() + ' “' + (el.textContent.trim() || el.name || el.id).slice(0, 20) + '”', place: all.indexOf(el),
    part: el.matches('.skip') ? 'skip' : (el.closest('header.site, nav.crumbs, main, footer') || {tagName: 'other'}).tagName.toLowerCase(),
    shown: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    inside: first.bottom > 0 && first.top < innerHeight && first.right > 0 && first.left < innerWidth,
    covered: over.every(at => !at || !(el.contains(at) || at.contains(el)))};
}"""
# What is read on a page; what chooses among it needs scripts.
SPOKEN = "() => { document.querySelectorAll('main form').forEach(form => form.remove()); return document.querySelector('main').innerText; }"


def shoot(page: Page, name: str) -> None:
    """A picture of the page into the folder SHOTS, where one is named."""
    if "SHOTS" in os.environ:
        page.screenshot(path=Path(os.environ["SHOTS"], f"{name}.png"), full_page=True)


def planted(folder: Path, body: str) -> Path:
    """A site of one page, made to fail."""
    (folder / "page.html").write_text(
        f'<!doctype html><html lang="zh"><meta name="viewport" content="width=device-width"><title>题</title><body>{body}', "utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p style="width:2000px">宽</p>', "scrolls sideways: 2008 px"),
        ('<div style="overflow:hidden;width:100px;margin-left:300px"><b>宽</b></div>', "sticks out to 408: div “宽”"),
        ('<p style="font-size:9px">小</p>', "letters of 9px: p “小”"),
        ('<header class="site"><a href="#a">甲甲甲甲</a><a href="#b" style="margin-left:-2em">乙乙乙乙</a></header>', "lies over another: a “甲甲甲甲” / a “乙乙乙乙”"),
    ],
)
def test_what_stands_wrong_is_found(open_page: Open, tmp_path: Path, body: str, fault: str) -> None:
    page = open_page("page.html", width=375, site=planted(tmp_path, body))
    assert fault in page.evaluate(FAULTS)


def test_what_stands_well_is_not_faulted(open_page: Open, tmp_path: Path) -> None:
    body = '<div style="overflow-x:auto"><p style="width:2000px">宽</p></div><a style="position:absolute;left:-9999px" href="#a">跳</a><p>字</p>'
    assert open_page("page.html", width=375, site=planted(tmp_path, body)).evaluate(FAULTS) == []


Faults = dict[str, list[str]]  # kind of page → what is wrong with it


@pytest.fixture(scope="module")
def seen() -> dict[int, tuple[Faults, Faults]]:
    """Width → what is wrong with each kind of page in light and in dark: each is opened once a width, and looked at in both."""
    return {}


def light_and_dark(open_page: Open, site: Path, width: int) -> tuple[Faults, Faults]:
    """Every kind of page at a width → what is wrong with it in light, and in dark."""
    faults: tuple[Faults, Faults] = ({}, {})
    page = open_page("index.html", width=width, own=True)
    own = own_kinds(site)
    for kind, route in (kinds(site) if width == 375 else own).items():  # traditional characters are as wide as simplified ones
        page.goto(f"{site.as_uri()}/{route}")
        for dark, scheme in enumerate(("light", "dark") if kind in own else ("light",)):
            page.emulate_media(color_scheme=scheme)
            if found := page.evaluate(FAULTS):
                faults[dark][kind] = found
            shoot(page, f"{kind.replace('/', '-').replace('*', 'x').replace('.html', '').replace(' ', '-')}-{width}-{scheme}")
    return faults


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_kind_of_page_sticks_out(open_page: Open, built_site: Path, seen: dict[int, tuple[Faults, Faults]], width: int, dark: bool) -> None:
    if width not in seen:
        seen[width] = light_and_dark(open_page, built_site, width)
    assert seen[width][dark] == {}


def test_no_page_scrolls_sideways_on_a_telephone(open_page: Open, built_site: Path) -> None:
    faults = {}
    page = open_page("index.html", width=320, scripts=False)
    for path in pages(built_site):
        if path.is_relative_to(built_site / "hant"):
            continue
        page.goto(path.as_uri())
        if found := page.evaluate(FAULTS):
            faults[path.relative_to(built_site).as_posix()] = found
    assert faults == {}


@pytest.mark.parametrize("width", [375, 1440])
def test_tab_goes_through_every_kind_of_page_in_order_and_is_seen(open_page: Open, built_site: Path, width: int) -> None:
    faults = {}
    page = open_page("index.html", width=width)
    for kind, route in own_kinds(built_site).items():
        page.goto(f"{built_site.as_uri()}/{route}")
        way = walk(page, 45)
        if found := focus_faults(way):
            faults[kind] = found
    assert faults == {}


def walk(page: Page, steps: int) -> list[dict]:
    """A page → what has the focus after each press of Tab, noted when the key comes up."""
    page.evaluate(f"() => {{ window.way = []; addEventListener('keyup', () => window.way.push(({FOCUS})()), true); }}")
    way: list[dict] = []
    while len(way) < steps:
        for _ in range(min(15, steps - len(way))):
            page.keyboard.press("Tab")
        for focus in page.evaluate("() => window.way.splice(0)"):
            if focus is None or (way and focus["part"] == "skip"):
                return way  # past the last one, and round again
            way.append(focus)
    return way


def focus_faults(way: list[dict]) -> list[str]:
    """What had the focus, in order → what is wrong with the way."""
    parts = list(dict.fromkeys(stop["part"] for stop in way))
    found = [] if [part for part in parts if part in ("skip", "header", "main")] == ["skip", "header", "main"] else [f"the way is {parts}"]
    found += [f"{stop['name']} comes after what follows it" for before, stop in pairwise(way) if stop["place"] <= before["place"]]
    found += [f"{stop['name']} does not show that it has the focus" for stop in way if not stop["shown"]]
    found += [f"{stop['name']} is not on the screen" for stop in way if not stop["inside"]]
    found += [f"{stop['name']} is covered" for stop in way if stop["inside"] and stop["covered"]]
    return found[:5]


def test_a_way_that_jumps_or_hides_is_found() -> None:
    stop = {"name": "a “甲”", "place": 1, "part": "main", "shown": False, "inside": True, "covered": True}
    assert focus_faults([{**stop, "place": 2, "inside": False}, stop]) == [
        "the way is ['main']", "a “甲” comes after what follows it", "a “甲” does not show that it has the focus",
        "a “甲” does not show that it has the focus", "a “甲” is not on the screen",
    ]  # fmt: skip


def test_the_skip_link_leads_past_the_menu(open_page: Open, built_site: Path) -> None:
    page = open_page("index.html", width=375)
    for kind, route in own_kinds(built_site).items():
        page.goto(f"{built_site.as_uri()}/{route}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["part"] in ("main", "footer"), kind


def test_without_scripts_every_kind_of_page_says_the_same(open_page: Open, built_site: Path) -> None:
    missing = {}
    with_scripts, without = open_page("index.html"), open_page("index.html", scripts=False)
    for kind, route in own_kinds(built_site).items():
        for page in (with_scripts, without):
            page.goto(f"{built_site.as_uri()}/{route}")
        printed = without.evaluate("() => document.querySelector('main').textContent")
        lines, seen = ([*filter(None, map(str.strip, page.evaluate(SPOKEN).splitlines()))] for page in (with_scripts, without))
        if lost := [line for line in lines if line in printed and line not in "\n".join(seen)]:
            missing[kind] = lost[:3]
        assert sum(map(len, seen)) > 40, f"{kind} says nothing without scripts"
    assert missing == {}


def test_words_that_say_there_is_no_value_are_softer_than_values_though_they_lead_to_a_sentence(open_page: Open) -> None:
    page = open_page("topics/economy.html")
    color = "node => getComputedStyle(node).color"
    soft = page.locator("td.absent").filter(has_not=page.locator("a")).first.evaluate(color)
    value = page.locator("td.right:not(.absent) > a").first.evaluate(color)
    assert {each.evaluate(color) for each in page.locator("td.absent > a").all()} == {soft} != {value}
    own = open_page("compare.html?places=141081,140502").locator("td a.absent.words").first  # 与经济增长同步: as good as a value
    assert own.evaluate(color) == value


def test_on_paper_there_is_no_menu_and_no_dark(open_page: Open, built_site: Path) -> None:
    page = open_page("index.html", dark=True, own=True)
    page.emulate_media(media="print")
    for kind, route in own_kinds(built_site).items():
        page.goto(f"{built_site.as_uri()}/{route}")
        assert not page.locator("header.site nav, nav.crumbs, a.skip").locator("visible=true").count(), kind
        assert page.locator("main h1").is_visible(), kind
        assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)", kind
