"""A page that is opened once, in light, at one width → everything that its tests ask of it there: opening it takes longer than most questions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
# What is read on a page, but for its forms: what chooses among it needs scripts.
SPOKEN = """() => {
  const forms = [...document.querySelectorAll('main form')], before = forms.map(form => form.style.display);
  forms.forEach(form => { form.style.display = 'none'; });
  const text = document.querySelector('main').innerText;
  forms.forEach((form, at) => { form.style.display = before[at]; });
  return text; }"""
# Sums what moved without the reader's doing; see https://web.dev/articles/cls
SHIFTED = """() => new Promise(done => { let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; }).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 300))); })"""
# On paper: what of the menu is left, whether the title is, and the colour of the text
PRINTED = """() => {
  const seen = el => el.checkVisibility({visibilityProperty: true}) && el.getClientRects().length > 0;
  return {menu: [...document.querySelectorAll('header.site nav, nav.crumbs, a.skip')].filter(seen).length,
    title: [...document.querySelectorAll('main h1')].some(seen), colour: getComputedStyle(document.body).color}; }"""
# Of what stands beside each other and is built of the same (rows, items, paragraphs: the same elements and classes), three are kept, and
# those of which a copy stands elsewhere: the page's own script knows them.
THINNED = """() => {
  const copied = new Set([...document.querySelectorAll('[data-row]')].map(copy => copy.dataset.row));
  const kind = el => el.tagName + '.' + [...el.classList].sort().join('.');
  for (const parent of document.querySelectorAll('main *')) {
    const many = {};
    for (const child of [...parent.children]) {
      const built = kind(child) + ' ' + [...new Set([...child.querySelectorAll('*')].map(kind))].sort().join(' ');
      many[built] = (many[built] || 0) + 1;
      if (many[built] > 3 && !copied.has(child.id)) child.remove();
    } } }"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what may differ between light and dark
# Of the texts that look alike (what they are and stand in, their colours, size and weight, and all grounds below them), three are marked:
# their contrast is the same. A single letter is never one of them: axe-core does not judge it.
LOOKS = """() => {
  const kind = el => el.tagName + '.' + [...el.classList].sort().join('.');
  const clear = 'rgba(0, 0, 0, 0)', grounds = new Map(), seen = new Map();
  const ground = el => {
    if (!el) return '';
    if (!grounds.has(el)) {
      const own = getComputedStyle(el), painted = own.backgroundColor !== clear || own.backgroundImage !== 'none' || own.opacity !== '1' || own.position !== 'static';
      grounds.set(el, ground(el.parentElement) + (painted ? [own.backgroundColor, own.backgroundImage, own.opacity, own.position, own.filter].join() + '|' : ''));
    }
    return grounds.get(el); };
  for (const el of document.body.querySelectorAll('*')) {
    const own = getComputedStyle(el);
    const look = [kind(el), kind(el.parentElement), ground(el), own.color, own.fontSize, own.fontWeight, own.textShadow, el.matches(':disabled')].join();
    const said = el.checkVisibility({visibilityProperty: true, opacityProperty: true}) && el.getClientRects().length > 0 &&
      (el.matches('input, select, textarea') || [...el.childNodes].map(node => node.nodeType === 3 ? node.textContent.trim() : '').join('').length > 1);
    const before = seen.get(look) || 0;
    el.toggleAttribute('data-look', said && before < 3);
    if (said) seen.set(look, before + 1);
  }
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-look]'}]}); }"""
RUN = """only => axe.run({runOnly: only, resultTypes: ['violations'], preload: false})
  .then(said => said.violations.map(fault => fault.id + ' ×' + fault.nodes.length + ': ' + fault.nodes[0].target.join(' ') + ' ' +
    fault.nodes[0].html.slice(0, 120) + ' — ' + fault.nodes[0].failureSummary.replace(/\\s+/g, ' ').slice(0, 200)))"""

Focus = dict[str, Any]  # of FOCUS


@dataclass(frozen=True)
class Visit:
    """A page at a width, and at the one beside it: what is wrong with it by width and colours, how it is walked through, what it says."""

    shifted: float  # how far its parts moved while it came
    stands: dict[tuple[int, str], list[str]]  # width, light or dark → FAULTS
    axe: dict[str, list[str]]  # light or dark → what axe-core holds against it
    way: list[Focus]  # what has the focus after each press of Tab
    skipped: Focus  # what has it after the skip link was followed, and Tab pressed
    printed: dict[str, Any]  # of PRINTED
    spoken: list[str]  # the lines of its text, but for its forms


def visit(page: Page, url: str, other: int, whole: bool, name: str = "") -> Visit:
    """A page, an address, another width that it is drawn to afterwards → what was seen there.

    axe-core takes its time with each element, and so does each press of a key on a long page. `whole`: axe-core looks at all of it in light,
    and at the colours of the thinned page in dark; else at the thinned page in light. The way is that through the thinned page. `name`: of the
    pictures that go to the folder SHOTS, where one is named.
    """
    size = page.viewport_size
    assert size
    page.emulate_media(media="screen", color_scheme="light")
    page.goto(url)
    shifted = page.evaluate(SHIFTED)
    axe, stands = {"light": violations(page)} if whole else {}, {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (size["width"], other):
            page.set_viewport_size({"width": width, "height": size["height"]})
            stands[width, scheme] = stands_wrong(page, f"{name}-{width}-{scheme}")
        page.set_viewport_size(size)
    page.emulate_media(media="print")
    printed = page.evaluate(PRINTED)
    page.emulate_media(media="screen")
    said = spoken(page)
    page.evaluate(THINNED)  # colours in dark, and what has the focus, of the first rows as of all
    if whole:
        axe["dark"] = violations(page, colours=True)
    page.emulate_media(color_scheme="light")
    if not whole:
        axe["light"] = violations(page)
    page.evaluate("() => { for (const el of document.querySelectorAll('*')) el.scrollTo(0, 0); }")
    way = walk(page, 45)
    page.evaluate("() => { scrollTo(0, 0); document.querySelector('a.skip').focus(); }")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    skipped = page.evaluate(FOCUS)
    return Visit(shifted, stands, axe, way, skipped, printed, said)


def stands_wrong(page: Page, name: str = "") -> list[str]:
    """A page → what is wrong with how it stands; a picture of it goes into the folder SHOTS, where one is named."""
    if "SHOTS" in os.environ:
        page.screenshot(path=Path(os.environ["SHOTS"], f"{name}.png"), full_page=True)
    return page.evaluate(FAULTS)


def spoken(page: Page) -> list[str]:
    """A page → the lines of its text, but for its forms."""
    return [*filter(None, map(str.strip, page.evaluate(SPOKEN).splitlines()))]


def violations(page: Page, colours: bool = False) -> list[str]:
    """A page → what axe-core holds against it; `colours`: against its colours alone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.evaluate(f"() => {{ if (!window.axe) {{ {axe.axe_script} }} }}")
    page.evaluate(LOOKS)
    return page.evaluate(RUN, {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": RULES})


def walk(page: Page, steps: int) -> list[Focus]:
    """A page → what has the focus after each press of Tab, noted when the key comes up."""
    page.evaluate(f"() => {{ window.way = []; addEventListener('keyup', () => window.way.push(({FOCUS})()), true); }}")
    way: list[Focus] = []
    while len(way) < steps:
        for _ in range(min(15, steps - len(way))):
            page.keyboard.press("Tab")
        for focus in page.evaluate("() => window.way.splice(0)"):
            if focus is None or (way and focus["part"] == "skip"):
                return way  # past the last one, and round again
            way.append(focus)
    return way


def focus_faults(way: list[Focus]) -> list[str]:
    """What had the focus, in order → what is wrong with the way."""
    parts = list(dict.fromkeys(stop["part"] for stop in way))
    found = [] if [part for part in parts if part in ("skip", "header", "main")] == ["skip", "header", "main"] else [f"the way is {parts}"]
    found += [f"{stop['name']} comes after what follows it" for before, stop in pairwise(way) if stop["place"] <= before["place"]]
    found += [f"{stop['name']} does not show that it has the focus" for stop in way if not stop["shown"]]
    found += [f"{stop['name']} is not on the screen" for stop in way if not stop["inside"]]
    found += [f"{stop['name']} is covered" for stop in way if stop["inside"] and stop["covered"]]
    return found[:5]
