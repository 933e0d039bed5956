"""What a build would publish now, answered address by address: made anew when anything that it is made of was touched, and never written to a disk.

The pages are those of pipeline.prepare, which a build publishes; while only templates, styles and notes change, each is made alone
(light_changes.py). Where an editor has something to mend, the page says that instead, with file and line. PDFs take long, so each is laid
out when it is asked for.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from pathlib import Path

from digest.cli.light_changes import Base, Lately, base_of, is_light, lately, page_now
from digest.content.plain_files import folders, walk
from digest.model.build import Prepared, Settings
from digest.model.problem import ERROR, N_, Problem, in_order, meant
from digest.pipeline import prepare, silent
from digest.render import routes
from digest.steps import (
    Build,
    Progress,
    add_issues,
    add_notes,
    compose_bulletins,
    draw_charts,
    lay_out_bulletins,
    make_handouts,
    prepare_fonts,
    write_digests,
)
from digest.system.cache import Cache
from digest.system.inputs import code_digest, sources_of
from digest.system.parallel import Serial
from digest.system.unforeseen import unforeseen

Translate = Callable[[str], str]
Signs = dict[str, tuple[int, int, int]]  # of each file and folder: when it was changed, its size, its place on the disk
KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".png": "image/png", ".ico": "image/x-icon", ".csv": "text/csv; charset=utf-8", ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf",
}  # fmt: skip
BULLETINS = (".pdf", ".docx", ".wechat.html")
OTHER = "application/octet-stream"
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:1rem/1.7 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}li{{margin:.6rem 0;white-space:pre-wrap}}b{{color:#b3261e}}</style>
<h1>{title}</h1><ol>{items}</ol><p>{hint}</p></html>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser is given: the status of HTTP, the kind of file, its bytes."""

    status: int
    kind: str
    data: bytes


@dataclass(slots=True)
class Preview:
    """A site that is looked at while it is written: the settings of its build, what was made last, and of which files."""

    settings: Settings
    translate: Translate
    told: Callable[[tuple[Problem, ...], float], None] = lambda problems, seconds: None  # called after each making
    progress: Progress = silent
    made: Prepared | None = None
    signs: Signs = field(default_factory=dict)
    bulletins: dict[str, Answer] = field(default_factory=dict)  # those that were asked for since the last change
    base: Base | None = None  # what single pages are made from while only templates and notes change
    noted: Lately | None = None
    seen: Signs = field(default_factory=dict)  # when `pages` were made
    pages: dict[str, Answer] = field(default_factory=dict)

    def answer(self, address: str) -> Answer:
        """An address as a browser asks for it (/topics/ecology.html) → the file as a build would publish it now, or a page that says why there is none."""
        try:
            route = address.lstrip("/")
            route = f"{route}index.html" if not route or route.endswith("/") else route
            return self._lately(route) or self._published(route)
        except Exception as error:  # a mistake of ours, which must not end the preview
            return self._told(500, N_("A mistake of this program"), (unforeseen(address, error),))

    def now(self) -> Prepared:
        """→ all that a build would publish now. What is changed while it is made is seen by the next that is asked for."""
        signs = signs_of_sources(self.settings)
        if self.made is None or signs != self.signs:
            began = time.perf_counter()
            self.made = prepare(replace(self.settings, late=True), self.progress)
            self.signs, self.bulletins, self.seen, self.pages, self.noted = signs, {}, signs, {}, None
            self.base = base_of(self.made)
            self.told(self.made.summary.problems, time.perf_counter() - began)
        return self.made

    def _published(self, route: str) -> Answer:
        """An address → the file of the whole site, made anew where anything was changed."""
        made = self.now()
        if not made.summary.published:
            return self._told(500, N_("To be mended before there is a page"), made.summary.problems)
        if route.endswith(BULLETINS) and made.files.get(route) == b"":
            return self._bulletin(route, made)
        if route in made.files:
            return Answer(200, KINDS.get(Path(route).suffix, OTHER), made.files[route])
        near = meant(route, made.files)
        hint = N_("did you mean {guess}?") if near else N_("go to the beginning: /")
        problem = Problem(f"/{route}", 0, "preview.no-page", N_("there is no such page"), hint, (("guess", f"/{near[0]}" if near else "/"),))
        return self._told(404, N_("There is no such page"), (problem,))

    def _lately(self, route: str) -> Answer | None:
        """An address → the page with templates and notes as they are now, where only these were changed since all was made; else None."""
        signs = signs_of_sources(self.settings)
        changed = {path for path in signs.keys() | self.signs.keys() if signs.get(path) != self.signs.get(path)}
        if self.base is None or not changed or not all(is_light(self.settings, Path(path)) for path in changed):
            return None
        if signs != self.seen or self.noted is None:
            self.seen, self.pages, self.noted = signs, {}, lately(self.base)
        if route not in self.pages:
            made = page_now(self.noted, route)
            if made is None:
                return None
            files, problems = made
            if problems or route not in files:
                return self._told(500, N_("To be mended before there is a page"), problems) if problems else None
            self.pages |= {one: Answer(200, KINDS.get(Path(one).suffix, OTHER), data) for one, data in files.items()}
        return self.pages[route]

    def _bulletin(self, route: str, made: Prepared) -> Answer:
        """The address of a bulletin in one of its forms → that, made now."""
        if route not in self.bulletins:
            files, problems = one_bulletin(self.settings, made, route)
            if route not in files:
                return self._told(500, N_("To be mended before there is a bulletin"), problems)
            self.bulletins |= {one: Answer(200, KINDS.get(Path(one).suffix, OTHER), data) for one, data in files.items()}
        return self.bulletins[route]

    def _told(self, status: int, title: str, problems: tuple[Problem, ...]) -> Answer:
        """Problems → a page that tells them, errors first."""
        first = sorted(in_order(problems), key=lambda problem: problem.severity != ERROR)
        items = "".join(f"<li><b>{escape(place)}</b>: {escape(rest)}</li>" for place, _, rest in (p.text(self.translate).partition(": ") for p in first))
        hint = self.translate(N_("Mend it, save the file, and load this page again."))
        return Answer(status, KINDS[".html"], PAGE.format(title=escape(self.translate(title)), items=items, hint=escape(hint)).encode("utf-8"))


def one_bulletin(settings: Settings, made: Prepared, route: str) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """A build that was prepared, and the address of a bulletin in one of its forms → it in that form, by the steps of a build; or why there is none."""
    if made.catalogue is None or made.comparison is None:
        return {}, made.summary.problems
    remember = partial(Cache(settings.cache / "results", code_digest()).map, Serial())
    build = Build(settings, made.catalogue, made.comparison, remember, silent)
    build, problems = add_notes(build)
    build, ordered = add_issues(build, tuple(record for dossier in made.comparison.dossiers for record in dossier.editions))
    build, written = write_digests(build)
    faces, lacking = prepare_fonts(build)
    build, undrawn = draw_charts(build, faces)
    build, composed = compose_bulletins(build)
    wanted = replace(build, bulletins=tuple(one for one in build.bulletins if route in (routes.bulletin(one.id), routes.word(one.id), routes.wechat(one.id))))
    files, unset = lay_out_bulletins(wanted, faces) if route.endswith(".pdf") else (make_handouts(wanted), ())
    return dict(files), problems + ordered + written + lacking + undrawn + composed + unset


def signs_of_sources(settings: Settings) -> Signs:
    """Settings of a build → a sign for every file and folder that it depends on: another one, whatever was done to it."""
    signs: Signs = {}
    for root in sources_of(settings):
        for path in (root,) if root.is_file() else (*folders(root), *walk(root)):
            try:
                status = os.stat(path)
            except OSError:  # gone, or a link that leads nowhere
                signs[str(path)] = (0, 0, 0)
            else:
                signs[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return signs

