"""The pages of a site as HTML, made here, and what the gate says of a build that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial

from digest.audit.grounds import Grounds, lay
from digest.audit.number_gate import judged, unresolved
from digest.model.catalogue import Catalogue
from digest.model.chart import Chart
from digest.model.comparison import Comparison
from digest.model.problem import Problem
from digest.pages.site_pages import Printed, printed_pages, site_pages


def every_page(*given: object) -> tuple[tuple[Printed, ...], tuple[Problem, ...]]:
    """What site_pages takes → every page by its address, and what is wrong in the templates."""
    site = site_pages(*given)
    groups = [printed_pages(site, number, {}) for number in range(len(site.groups))]
    made = sorted((page for pages, _ in groups for page in pages), key=lambda page: page.route)
    return tuple(made), tuple(dict.fromkeys(problem for _, problems in groups for problem in problems))


def printed_site(*given: object) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    """The same with the HTML of pages alone."""
    made, problems = every_page(*given)
    return tuple((page.route, page.html) for page in made), problems


def gate(
    comparison: Comparison, catalogue: Catalogue, charts: tuple[Chart, ...], pages: Iterable[tuple[str, str]], prints: Iterable[tuple[str, str]],
    table: str, templates: Iterable[str], prose: Mapping[str, str], counts: Mapping[str, frozenset[str]] = {},
) -> tuple[Problem, ...]:  # fmt: skip
    """A build before it is published → every number that it may not print."""
    ground = laid(Known(comparison), Known(catalogue), charts, tuple(templates), tuple(prose.items()))
    verdicts = [judged(ground, page, html, partial(counts.get, page, frozenset())) for page, html in pages]
    return unresolved(comparison, charts, table, tuple(prints), ground, verdicts)


class Known:
    """A value that is the same where it is the very one."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and self.value is other.value


@cache
def laid(comparison: Known, catalogue: Known, charts: tuple[Chart, ...], templates: tuple[str, ...], prose: tuple[tuple[str, str], ...]) -> Grounds:
    return lay(comparison.value, catalogue.value, charts, templates, dict(prose))
