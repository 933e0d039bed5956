"""The boards → the pages 目标一览: of each level and year what the indicators come to, and of each indicator every place's target beside last year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model.board import BoardLine, BoardRow, Computed, Direction, Panel, Weighted
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.pages.bulletin_pages import Forms, forms_of
from digest.pages.indicator_pages import ValueCell, value_cell
from digest.pages.page_frame import Link, frame
from digest.pages.pagination import Page, leaves
from digest.render import filters, routes
from digest.render.board_digest import address_of, is_reworded, number_hedges
from digest.render.board_words import DIRECTIONS, direction_name, hedge_name
from digest.render.chart_html import figure
from digest.render.templates import trusted_html

MOST = 200  # places of a page
NAMED = 200  # places that a list names
TEMPLATE, ABOUT = "board.html.j2", "各地政府工作报告的目标与上年的目标、上年的结果：谁上调、谁下调、谁留有余地，逐项连到原句。"
COMPARED: tuple[Direction, ...] = ("raised", "kept", "lowered")
SHOWN: tuple[Direction, ...] = (*COMPARED, "first", "gone")  # the columns of the table of all indicators


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A list that a count opens: its id on the page, its name, how many places, the first of them, and how many are not named."""

    id: str
    name: str
    count: int
    places: tuple[Link, ...]
    more: int
    newly: int = 0  # of hedges: how many of them are new


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A place: its target, last year's target and result, where it has gone, and what is left open about it."""

    place: Link
    target: ValueCell
    earlier: ValueCell
    result: ValueCell
    direction: str
    hedges: tuple[Link, ...]
    hedged_before: str  # where the number is the same and only what hedges it has changed


@dataclass(frozen=True, slots=True)
class CountLink:
    """How many, and the way to who they are."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class IndicatorOfPanel:
    """A line of the table of all indicators: how many give a number, words, and went which way, each with the way to the list.

    `counted`: of how many places the median and the mean are, where these are not all that give a number; else 0.
    """

    name: Link
    given: CountLink
    told: CountLink
    went: tuple[CountLink, ...]
    median: Computed | None
    mean: Computed | None
    weighted: Weighted | None
    counted: int


@dataclass(frozen=True, slots=True)
class LineBlock:
    """An indicator on its page: what it comes to, its lists and its table. `reworded`: the number is kept, and what hedges it is not."""

    name: str
    of: int
    before: int
    given: int
    compared: int
    turned: tuple[PlaceList, ...]
    hedged: tuple[PlaceList, ...]
    told: PlaceList
    reworded: int
    median: Computed | None
    mean: Computed | None
    counted: int
    weighted: Weighted | None
    rows: tuple[TargetRow, ...]
    leaves: tuple[Link, ...]
    first: bool
    indicator: Link


def board_pages(comparison: Comparison, catalogue: Catalogue, bulletins: Forms) -> Iterator[Page]:
    """→ board/index.html, which is the first panel's; a page for each other panel, and for each of their indicators, as many as its places need."""
    if not comparison.boards:
        yield routes.BOARD, TEMPLATE, _values(routes.BOARD, "目标一览", catalogue, ()) | {"block": None, "summary": (), "picture": "", "downloads": ()}
    for panel in comparison.boards:
        page = address_of(panel, comparison.boards)
        others = ((one, address_of(one, comparison.boards)) for one in comparison.boards)
        panels = tuple(Link(_name_of_panel(one), "" if one is panel else routes.relative(page, to)) for one, to in others)
        for line in panel.lines:
            own = page if line is panel.lines[0] else routes.board_page(panel.level, panel.year, line.table.indicator.id)
            yield from _pages_of_line(panel, line, own, page, panels, catalogue, bulletins)


def _pages_of_line(
    panel: Panel, line: BoardLine, own: str, page: str, panels: tuple[Link, ...], catalogue: Catalogue, bulletins: Forms
) -> Iterator[Page]:
    ordered = line.rows if len(line.rows) <= MOST else tuple(sorted(line.rows, key=_by_direction))
    runs = leaves(ordered, MOST)
    id = line.table.indicator.id
    addresses = [own, *(routes.board_page(panel.level, panel.year, id, number) for number in range(2, len(runs) + 1))]
    for number, (address, run) in enumerate(zip(addresses, runs, strict=True), 1):
        whole = address == page
        title = f"目标一览：{_name_of_panel(panel)}" if own == page else f"{line.table.name}目标：{_name_of_panel(panel)}"
        links = tuple(Link(_name_of_run(one), "" if to == address else routes.relative(address, to)) for to, one in zip(addresses, runs, strict=True))
        picture = figure(routes.relative(address, routes.chart(line.chart.id)), line.chart.alt) if line.chart and number == 1 else ""
        forms = forms_of(routes.BOARD_BULLETIN, routes.BOARD_DIGEST, address, bulletins) if address == routes.BOARD else ()
        above = () if own == page else (Link(f"{_name_of_panel(panel)}全部指标", routes.relative(address, page)),)
        yield address, TEMPLATE, _values(address, title, catalogue, (*above, *panels) if whole or not above else above) | {
            "block": _block(panel, line, run, address, own, links if len(runs) > 1 else (), number == 1),
            "summary": tuple(_summary_of(panel, one, address) for one in panel.lines) if whole else (),
            "directions": tuple(direction_name(way) for way in SHOWN),
            "panel": _words_of_panel(panel),
            "picture": trusted_html(picture or ""),
            "downloads": (*forms, Link("全部目标（CSV）", routes.relative(address, routes.dataset("board", "csv")))),
        }  # fmt: skip


def _values(page: str, title: str, catalogue: Catalogue, ways: tuple[Link, ...]) -> dict[str, object]:
    return {"frame": frame(page, title, "board", catalogue.site, routes.BOARD, ABOUT), "ways": ways}


def _name_of_panel(panel: Panel) -> str:
    return f"{panel.year}年{filters.level_name(panel.level)}"


@dataclass(frozen=True, slots=True)
class PanelWords:
    """What a panel is of: its level in words, its year, how many places, and of how many last year's report is at hand."""

    level: str
    year: int
    places: int
    before: int


def _words_of_panel(panel: Panel) -> PanelWords:
    return PanelWords(filters.level_name(panel.level), panel.year, len(panel.dossiers), panel.before)


def _name_of_run(rows: Sequence[BoardRow]) -> str:
    return f"{filters.place_name(rows[0].dossier)}—{filters.place_name(rows[-1].dossier)}"


def _by_direction(row: BoardRow) -> tuple[int, str]:
    order = tuple(DIRECTIONS)
    return order.index(row.direction), row.dossier.place.code


def _summary_of(panel: Panel, line: BoardLine, page: str) -> IndicatorOfPanel:
    to = "" if line is panel.lines[0] else routes.relative(page, routes.board_page(panel.level, panel.year, line.table.indicator.id))
    went = tuple(_count(len(line.went(way)), f"{to}#{way}") for way in SHOWN)
    name, given = Link(line.table.name, f"{to}#targets"), len(line.given)
    counted = line.counted if line.counted != given else 0
    return IndicatorOfPanel(name, _count(given, f"{to}#targets"), _count(len(line.told), f"{to}#told"), went, line.median, line.mean, line.weighted, counted)


def _count(count: int, href: str) -> CountLink:
    return CountLink(count, href if count else "")


def _block(panel: Panel, line: BoardLine, rows: Sequence[BoardRow], page: str, own: str, links: tuple[Link, ...], first: bool) -> LineBlock:
    indicator = line.table.indicator
    return LineBlock(
        line.table.name, len(panel.dossiers), panel.before, len(line.given), line.compared,
        tuple(_list(one.direction, direction_name(one.direction), one.rows, page) for one in line.turned) if first else (),
        tuple(_list(one.hedge, hedge_name(one.hedge), one.rows, page, len(one.newly)) for one in line.hedged) if first else (),
        _list("told", "只用文字", line.told, page),
        sum(is_reworded(row) for row in line.rows),
        line.median, line.mean, line.counted, line.weighted,
        tuple(_row(row, page) for row in rows), links, first,
        Link(indicator.name, routes.relative(page, routes.indicator_page(indicator.id))),
    )  # fmt: skip


def _list(id: str, name: str, rows: Sequence[BoardRow], page: str, newly: int = 0) -> PlaceList:
    return PlaceList(id, name, len(rows), tuple(_link_to_target(row, page) for row in rows[:NAMED]), max(0, len(rows) - NAMED), newly)


def _link_to_target(row: BoardRow, page: str) -> Link:
    """A place's name, with the way to the sentence of its target; of one that has none any more to last year's."""
    facts = row.target.facts or row.earlier.facts
    evidence = row.target.phrase.evidence if not row.target.facts and row.target.phrase and row.target.phrase.words else facts[0].evidence[0] if facts else None
    return Link(filters.place_name(row.dossier), filters.passage(evidence, page) if evidence else "")


def _row(row: BoardRow, page: str) -> TargetRow:
    dossier = row.dossier
    named = tuple(Link(hedge_name(hedge), filters.passage(row.better, page) if hedge == "better" and row.better else "") for hedge in row.hedges)
    return TargetRow(
        Link(filters.place_name(dossier), routes.relative(page, routes.place_page(dossier.place.code)), _note_on(dossier)),
        value_cell(row.target, page), value_cell(row.earlier, page), value_cell(row.result, page),
        direction_name(row.direction), named,
        ("、".join(map(hedge_name, number_hedges(row.hedged_before))) or "确数") if is_reworded(row) else "",
    )  # fmt: skip


def _note_on(dossier: Dossier) -> str:
    return "" if dossier.completeness == "full" else filters.completeness_name(dossier.completeness)
