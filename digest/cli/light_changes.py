"""A site that was prepared whole, and templates, styles or notes that were changed since → single pages as a build would make them now.

What reports say and how they compare is the same then, so only the digest and the page that are asked for are made, by the steps of a build.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from digest.audit.grounds import Grounds
from digest.audit.number_gate import Verdict
from digest.content.standing_files import layers
from digest.model.build import Prepared, Settings
from digest.model.layers import owned
from digest.model.problem import ERROR, Problem
from digest.pages.bulletin_pages import Forms
from digest.pages.finished_pages import Press, finished_pages
from digest.pages.still_files import copy_assets
from digest.pages.traditional_pages import traditional_scripts
from digest.render import routes
from digest.steps import Build, add_notes, lay_grounds, set_press, write_digests
from digest.system.cache import Cache
from digest.system.inputs import code_digest
from digest.system.parallel import Serial
from digest.system.spread import here

Files = Mapping[str, bytes]
Problems = tuple[Problem, ...]
HEAVY = ("charts/", "word/", "bulletin/", "styles/bulletin.css", "markdown/methods", "new/")  # of templates/: what more than pages are made of
ASSETS = ("assets/", f"{routes.TRADITIONAL}assets/")


@dataclass(slots=True)
class Memory:
    """Results that are asked for again and again while one page is looked at: those of the cache, kept at hand. For functions with nothing bound."""

    cached: Callable[..., list[Any]]
    known: dict[tuple[str, Any], Any] = field(default_factory=dict)

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """function over items, in order."""
        name = function.__qualname__
        wanted = [item for item in dict.fromkeys(items) if (name, item) not in self.known]
        self.known |= {(name, item): made for item, made in zip(wanted, self.cached(function, wanted), strict=True)}
        return [self.known[name, item] for item in items]


@dataclass(frozen=True, slots=True)
class Base:
    """What was prepared whole: the build, the addresses of bulletins, the end of the methods page, what numbers rest on, each page's group."""

    build: Build
    forms: Forms
    measured: str
    ground: Grounds
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Lately:
    """The same with the notes as they are now, and what in them keeps any page from being made."""

    base: Base
    build: Build
    problems: Problems


def base_of(made: Prepared) -> Base | None:
    """A build that was prepared → what its pages can be made from anew; None where it was refused."""
    if made.base is None:
        return None
    build, forms, measured, ground, groups = made.base
    alone = partial(Cache(build.settings.cache / "results", code_digest()).map, Serial())
    return Base(replace(build, remember=Memory(alone).map, spread=here, alone=alone), forms, measured, ground, groups)


def is_light(settings: Settings, path: Path) -> bool:
    """Whether a file or folder that was changed changes nothing but pages: templates of pages, styles, scripts, notes, the methods page."""
    if path.is_relative_to(owned(settings.content) / "notes") or path == settings.methods:
        return True
    inside = next((path.relative_to(root).as_posix() for root in layers(settings.templates) if path.is_relative_to(root)), None)
    return inside is not None and not f"{inside}/".startswith(HEAVY) and not inside.startswith(HEAVY)


def lately(base: Base) -> Lately:
    """→ with the notes as they are now."""
    build, problems = add_notes(replace(base.build, broken=False))
    return Lately(base, build, tuple(problem for problem in problems if problem.severity == ERROR) if build.broken else ())


def page_now(now: Lately, route: str) -> tuple[Files, Problems] | None:
    """An address → the files that are made with it (the page in both editions, its tables), or what is to be mended first; None: made of more than this."""
    if route.startswith(ASSETS):
        still = copy_assets(now.build.settings)
        return dict((*still, *traditional_scripts(still, now.build.catalogue.site))), ()
    digests = {address for address, _ in now.build.digests}
    if route in digests:
        build, problems = write_digests(now.build, {route})
        return {address: text.encode("utf-8") for address, text in build.digests if address == route}, now.problems + problems
    page = _page_of(route)
    if page not in now.base.groups:
        return None
    return _page_anew(now, page, digests)


def _page_of(route: str) -> str:
    """An address of something made with a page → the page's: hant/topics/ecology.html, topics/ecology.csv → topics/ecology.html"""
    return f"{route.removeprefix(routes.TRADITIONAL).rpartition('.')[0]}.html" if route.endswith((".html", ".csv")) else route


def _page_anew(now: Lately, page: str, digests: Collection[str]) -> tuple[Files, Problems]:
    """A page's address → its files; or what is to be mended: its digest's templates, its own, numbers that rest on nothing."""
    whole = routes.first_leaf(page).removesuffix(".html") + ".md"
    digest = routes.OVERVIEW_DIGEST if page == routes.INDEX else whole
    build, problems = write_digests(now.build, {digest} & {*digests})
    ground = lay_grounds(build, now.base.measured, now.base.ground)
    press, wrong = set_press(build, now.base.forms, now.base.measured, ground)
    problems += now.problems + wrong
    if problems or press is None:
        return {}, problems
    return _finished(press, now.base.groups[page], page)


def _finished(press: Press[Verdict], group: int, page: str) -> tuple[Files, Problems]:
    made = finished_pages(press, group, page)
    problems = made.problems + tuple(problem for verdict in made.verdicts for problem in verdict.problems)
    return dict((*made.pages, *made.edition, *made.tables)) if not problems else {}, problems
