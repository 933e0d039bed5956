"""What stands around every page: title, menu, the way to it, the footer. And Link, of which templates make an <a>."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digest.model.catalogue import SiteSettings
from digest.pages.metadata import Head, Work, head
from digest.render import filters, routes

# The menu: what it is called and where it leads; and what stands below 更多. The site's name leads to its first page.
MAIN = (
    ("目标一览", routes.BOARD),
    ("专题", routes.TOPICS),
    ("地区", routes.PLACES),
    ("指标", routes.INDICATORS),
    ("对比", routes.COMPARE),
)
MORE = (
    ("简报", routes.BULLETINS),
    ("报告", routes.REPORTS),
    ("任务", routes.TASKS),
    ("项目", routes.PROJECTS),
    ("实事", routes.PLEDGES),
    ("兑现", routes.PROMISES),
    ("提法", routes.WATCHED),
    ("名词", routes.GLOSSARY),
    ("数据", routes.DATA),
    ("方法", routes.METHODS),
)
NAMES = {routes.INDEX: "总览"} | {route: name for name, route in (*MAIN, *MORE)}
EVERYWHERE = ("elements", "page")  # what other scripts are made with; and what stands on every page: the other edition, printing, citing
# What makes a kind of page handier where scripts run, by the kind; everything reads without.
SCRIPTS: dict[str, tuple[str, ...]] = {
    "digest": ("pins", "tables", "charts"),
    "indicator": ("pins", "tables", "tabs", "charts"),
    "index": ("pins", "tables"),
    "report": ("found", "report", "pins", "tables"),
    "data": ("pins", "tables"),
    "project-list": ("collections", "pins", "tables", "charts"),
    "pledge-list": ("collections", "pins", "tables"),
    "promise-list": ("collections", "pins", "tables"),
    "term-list": ("collections",),
    "word-list": ("pins", "tables"),
    "word": ("pins", "tables"),
    "search": ("words", "lookup", "answer", "search"),
    "board": ("pins", "tables", "charts"),
    "compare": ("pins", "tables", "apart", "beside", "redline", "fulltext", "compare"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead (relative to the page, "" for nowhere), and a small remark behind them."""

    text: str
    href: str = ""
    note: str = ""
    away: bool = False  # leads off the site


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the menu; `current` is "page" on its own page, "true" on the pages below it."""

    text: str
    href: str
    current: str


@dataclass(frozen=True, slots=True)
class PageFrame:
    """All that frame.html.j2 prints around a page's content."""

    title: str
    about: str
    kind: str  # a class of <body>: about, or a key of SCRIPTS
    site: SiteSettings
    style: str
    home: str
    methods: str
    data: str
    search: str
    menu: tuple[Item, ...]
    more: tuple[Item, ...]
    crumbs: tuple[Link, ...]
    head: Head
    scripts: tuple[str, ...] = ()
    csv: str = ""  # what stands in the page's tables, if it has any
    logo: str = ""  # address of a picture, "" for none
    icon: str = ""


def frame(
    route: str, title: str, kind: str, settings: SiteSettings, above: str = routes.INDEX, about: str = "", work: Work | None = None
) -> PageFrame:
    """A page's route and title → its frame. `above` is the menu's entry that it belongs to, itself for the entry's own page.

    `about` says in a sentence what there is, for search engines; `work` whose the text is, where it is not the site's own.
    """
    settings = replace(settings, title=settings.title or "政府工作报告比较")
    ways = () if route == routes.INDEX else tuple(dict.fromkeys((routes.INDEX, above)))
    steps = tuple((NAMES.get(way, way), way) for way in ways if way != route)
    return PageFrame(
        title=filters.readable(title),
        about=filters.readable(about),
        kind=kind,
        site=settings,
        style=routes.relative(route, routes.STYLE),
        home=routes.relative(route, routes.INDEX),
        methods=routes.relative(route, routes.METHODS),
        data=routes.relative(route, routes.DATA),
        search=routes.relative(route, routes.SEARCH),
        menu=_entries(MAIN, route, above),
        more=_entries(MORE, route, above),
        scripts=tuple(routes.relative(route, routes.script(name)) for name in (*EVERYWHERE, *SCRIPTS.get(kind, ()))),
        head=head(route, filters.readable(title), filters.readable(about or settings.about), kind, settings, steps, work),
        csv=routes.relative(route, routes.tables_csv(route)),
        crumbs=tuple(Link(name, routes.relative(route, way)) for name, way in steps),
        logo=settings.logo and routes.relative(route, routes.static(settings.logo)),
        icon=settings.icon and routes.relative(route, routes.static(settings.icon)),
    )


def _entries(menu: tuple[tuple[str, str], ...], route: str, above: str) -> tuple[Item, ...]:
    return tuple(Item(name, routes.relative(route, to), _mark_of_entry(route, to, above)) for name, to in menu)


def _mark_of_entry(route: str, to: str, above: str) -> str:
    return "page" if route == to else "true" if to == above and to != routes.INDEX else ""
