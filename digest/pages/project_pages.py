"""All projects of all reports → their pages: what they come to, when they are to be done, and every line with the way to its sentence.

The first page has the newest lines, as many as a page can hold; every place has its own pages with all of its lines. Where there are many
places the first page lists provinces, each with a page of its places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from digest.chinese import figure_format
from digest.model.catalogue import Catalogue
from digest.model.closed_sets import MILESTONES, Kind
from digest.model.comparison import Comparison
from digest.model.listing import ListedProject, PlaceProjects, ProjectGroup, Tally
from digest.pages.indicator_pages import report_link
from digest.pages.page_frame import Link, frame
from digest.pages.pagination import Choice, Page, choice, leaf_links, leaves, place_choice, year_choice
from digest.pages.timelines import Years, timeline
from digest.render import filters, routes
from digest.render.chart_html import figure
from digest.render.keeping_names import keeping_name
from digest.render.templates import trusted_html

MOST = 250  # lines of a page
PLACES = 200  # places that the first page lists; where there are more it lists provinces
TEMPLATE = "projects.html.j2"
KINDS: Mapping[Kind, str] = {"actual": "已做", "target": "计划"}  # actual: done, or being done already
SHARES = {"joint": "合写", "group": "多个项目合计"}
NO_MILESTONE = "未写明进度"


@dataclass(frozen=True, slots=True)
class LaterWords:
    """What the next year's report makes of it, the way to its words, and how sure it is that they are about the same."""

    text: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A line of the table: what it shows, and what filters ask of it."""

    id: str
    place: Link
    report: Link
    name: Link
    amount: str
    share: str
    milestone: str
    milestone_id: str
    when: str
    kind: str
    later: LaterWords | None
    unfound: bool
    line: ListedProject


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A line of a table of totals; `id` is what it is of, as rows have it."""

    id: str
    name: Link
    reports: int
    tally: Tally
    investment: str


def project_pages(comparison: Comparison, catalogue: Catalogue) -> Iterator[Page]:
    """→ every page of projects: the first, and those of places and provinces."""
    projects = comparison.projects
    yield routes.PROJECTS, TEMPLATE, first_values(comparison, catalogue)
    own = {place.place.code for place in projects.places}
    for place in projects.places:
        for number, lines in enumerate(runs := leaves(place.lines, MOST), 1):
            page = routes.projects_page(place.place.code, number)
            yield page, TEMPLATE, place_values(page, place, runs, lines, comparison, catalogue)
    for province in projects.provinces if len(projects.places) > PLACES else ():
        if province.id not in own:
            page = routes.projects_page(province.id)
            below = _rows_of_totals(page, places_of(province.id, projects.places), "place")
            yield page, TEMPLATE, _values_of_page(page, province.name + "的项目", (), province.tally, province.reports, catalogue, below=below)


def first_values(comparison: Comparison, catalogue: Catalogue) -> dict[str, object]:
    """→ the values of projects/index.html."""
    page, projects = routes.PROJECTS, comparison.projects
    order = {dossier.id: at for at, dossier in enumerate(comparison.dossiers)}
    lines = sorted((line for place in projects.places for line in place.lines), key=lambda line: order[line.dossier.id])
    many = len(projects.places) > PLACES
    below = _rows_of_totals(page, projects.provinces if many else map(_group_of_place, projects.places), "place")
    values = _values_of_page(page, "项目", lines[:MOST], projects.tally, projects.reports, catalogue, below=below, groups=projects.milestones)
    months = comparison.months
    drawn = figure(routes.relative(page, routes.chart(months.id)), months.alt) if months else None
    return {**values, "whole": len(lines) <= MOST, "of": "province" if many else "place", "drawn": trusted_html(drawn or "")}


def place_values(
    page: str, place: PlaceProjects, runs: tuple[tuple[ListedProject, ...], ...], lines: tuple[ListedProject, ...],
    comparison: Comparison, catalogue: Catalogue,
) -> dict[str, object]:  # fmt: skip
    """A place's projects and the run of its lines that a page shows → the values of that page."""
    code = place.place.code
    addresses = [routes.projects_page(code, number) for number in range(1, len(runs) + 1)]
    links = leaf_links(page, addresses, [[line.dossier.year for line in run] for run in runs])
    many = len(comparison.projects.places) > PLACES and code.endswith("0000")
    below = _rows_of_totals(page, places_of(code, comparison.projects.places), "place") if many else ()
    values = _values_of_page(
        page, f"{place.name}的项目", lines, place.tally, place.reports, catalogue, below=below, groups=place.milestones, alone=True
    )
    home = Link(place.name, routes.relative(page, routes.place_page(code)))
    return {**values, "whole": len(runs) == 1, "leaves": links, "home": home}


def places_of(province: str, places: Iterable[PlaceProjects]) -> tuple[ProjectGroup, ...]:
    """A province's code → the totals of its places, its own among them."""
    return tuple(_group_of_place(place) for place in places if place.place.code[:2] == province[:2])


def _group_of_place(place: PlaceProjects) -> ProjectGroup:
    return ProjectGroup(place.place.code, place.name, place.tally, place.reports)


def _values_of_page(
    page: str, title: str, lines: Iterable[ListedProject], tally: Tally, reports: int, catalogue: Catalogue,
    below: tuple[TotalRow, ...] = (), groups: tuple[ProjectGroup, ...] = (), alone: bool = False,
) -> dict[str, object]:  # fmt: skip
    lines = tuple(lines)
    rows = tuple(_row_of_line(f"r{number}", line, page) for number, line in enumerate(lines, 1))
    about = "各地政府工作报告说到的工程和投资项目：名称、投资额、进度、时间，逐条连到出处。"
    return {
        "frame": frame(page, title, "project-list", catalogue.site, routes.PROJECTS, about),
        "rows": rows,
        "alone": alone,
        "tally": tally,
        "investment": figure_format.number(tally.investment),
        "reports": reports,
        "below": below,
        "of": "place",
        "milestones": _rows_of_totals(page, groups, "milestone"),
        "fields": choices(lines, alone),
        "timeline": _years_of(rows),
        "drawn": "",
        "whole": True,
        "leaves": (),
        "home": None,
        "csv": routes.relative(page, routes.dataset("projects", "csv")),
        "methods": routes.relative(page, routes.METHODS),
    }


def choices(lines: tuple[ListedProject, ...], alone: bool) -> tuple[Choice, ...]:
    """Lines → the select boxes by which they can be filtered; those with one entry alone are left out."""
    said = {line.project.milestone for line in lines}
    dossiers = [line.dossier for line in lines]
    names = ((milestone_id(name), name or NO_MILESTONE) for name in (*MILESTONES, "") if name in said)
    made = (
        place_choice(dossiers) if not alone else choice("place", "", ()),
        choice("milestone", "进度", names),
        choice("when", "时间", _years_and_months(line.project.when for line in lines)),
        year_choice(dossiers),
        choice("kind", "性质", ((kind, name) for kind, name in KINDS.items() if any(line.project.kind == kind for line in lines))),
    )
    return tuple(one for one in made if len(one.options) > 1)


def milestone_id(name: str) -> str:
    """A milestone → what filters and addresses call it, the same in either edition of the site.  前期 → m0    "" → none"""
    return f"m{MILESTONES.index(name)}" if name in MILESTONES else "none"


def _years_and_months(said: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Times as said → years and below them months, newest year first; a year stands for all that is in it."""
    found = {when[:7] for when in said if when}
    for year in sorted({when[:4] for when in found}, reverse=True):
        yield year, f"{year}年"
        yield from ((when, "　" + filters.moment(when)) for when in sorted(found) if when.startswith(f"{year}-"))


def _row_of_line(id: str, line: ListedProject, page: str) -> ProjectRow:
    dossier, project = line.dossier, line.project
    return ProjectRow(
        id,
        Link(filters.place_name(dossier), routes.relative(page, routes.place_page(dossier.place.code))),
        report_link(dossier, page),
        Link(filters.readable(project.name), filters.passage(project.evidence, page)),
        figure_format.number(project.investment) if project.investment is not None else "",
        SHARES.get(line.share, ""),
        project.milestone or NO_MILESTONE,
        milestone_id(project.milestone),
        filters.moment(project.when),
        KINDS[project.kind],
        _later_words(line, page),
        line.later is not None and line.later.told is None,
        line,
    )


def _later_words(line: ListedProject, page: str) -> LaterWords | None:
    later = line.later
    if later is None or later.told is None:
        return None
    note = "" if later.sure else "疑似：名称相近，未必是同一项目"
    return LaterWords(keeping_name(later.keeping), filters.passage(later.told, page), note)


def _rows_of_totals(page: str, groups: Iterable[ProjectGroup], kind: str) -> tuple[TotalRow, ...]:
    def row(group: ProjectGroup) -> TotalRow:
        href = routes.relative(page, routes.projects_page(group.id)) if kind == "place" else ""
        name = group.name or NO_MILESTONE
        said = figure_format.number(group.tally.investment) if group.tally.stated else "—"
        id = group.id if kind == "place" else milestone_id(group.id)
        return TotalRow(id, Link(name, "" if href == routes.relative(page, page) else href), group.reports, group.tally, said)

    return tuple(map(row, groups))


def _years_of(rows: tuple[ProjectRow, ...]) -> Years:
    return timeline((row.id, row.line, row.name, row.place.text) for row in rows)
