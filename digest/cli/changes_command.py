"""python build.py changes: what the next build would change on the published site. Nothing is written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from digest.audit.site_diff import Change, Changes, State, changes
from digest.cli.console import LINE, progress, show_problems, shown
from digest.model.build import Settings
from digest.model.exit_codes import Exit, refusal
from digest.model.layers import owned
from digest.model.problem import N_, Problem
from digest.system.inputs import inputs_of
from digest.system.publish import read_manifest

Translate = Callable[[str], str]
LONGEST = 60  # characters of an example that are shown
BULLETINS = (".pdf", ".docx", ".wechat.html")  # their other forms say what their Markdown and pages say


def run_changes(options: argparse.Namespace, translate: Translate, settings: Settings) -> int:
    """Options of changes → exit code: 0 told (or nothing to tell) · 2 no site has been published, or the next build would be refused."""
    from digest.pipeline import prepare

    manifest = read_manifest(settings.site)
    if manifest is None:
        never = N_("no site has been published here")
        show_problems((Problem(settings.site.as_posix(), 0, "changes.no-site", never, N_("run: python build.py")),), translate)
        return Exit.NOTHING
    wanted = replace(settings, pdf=any(route.endswith(".pdf") for route in manifest.files))
    for route in _files_changed_since(settings.site, manifest.files):
        print(shown(translate(N_("not as it was published, and to be written anew: {page}")).format(page=route)))
    inputs = inputs_of(wanted)
    if inputs == manifest.inputs:
        return Exit.DONE
    with progress(translate, quiet=True) as told:
        prepared = prepare(wanted, told, drawn=False)
    if not prepared.summary.published:
        show_problems(prepared.summary.problems, translate)
        return refusal(prepared.summary.problems)
    old = State(_published_files(settings.site, manifest.files), manifest.inputs, {})
    new = State(_next_files(prepared.files, manifest.files), inputs, _texts_that_changed(wanted, inputs, manifest.inputs))
    for line in lines(changes(old, new), translate):
        print(shown(line))
    return Exit.DONE


def lines(found: Changes, translate: Translate) -> Iterator[str]:
    """Changes → what the terminal shows: a heading for each kind, a line for each change, what follows from it below."""
    for heading, group in ((N_("Figures"), found.figures), (N_("Reports"), found.reports), (N_("Content, templates, program"), found.files)):
        if group:
            yield translate(LINE).format(name=translate(heading), value=len(group))
            for change in group:
                yield from _lines_of_change(change, translate)


def _lines_of_change(change: Change, translate: Translate) -> Iterator[str]:
    counts = ((N_("pages that read differently: {count}"), change.pages), (N_("findings: {count}"), change.findings))
    told = [translate(text).format(count=count) for text, count in counts if count]
    yield "  " + " · ".join((translate(change.text).format(**dict(change.values)), *told))
    for old, new in change.examples:
        yield f"    {_cut_to_difference(old, new)} → {_cut_to_difference(new, old)}"


def _cut_to_difference(text: str, other: str) -> str:
    """A reading, cut to where it differs from the other: …增长5%以上……"""
    if not text:
        return "—"
    text = " ".join(text.split())
    other = " ".join(other.split())
    start = next((n for n, (a, b) in enumerate(zip(text, other)) if a != b), min(len(text), len(other)))
    begin = max(0, start - LONGEST // 3) if other else 0
    cut = text[begin : begin + LONGEST]
    return "“" + ("…" if begin else "") + cut + ("…" if begin + len(cut) < len(text) else "") + "”"


def _published_files(site: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    """The published files; of drawings and bulletins the names are enough."""
    return {route: b"" if route.endswith((*BULLETINS, ".svg")) else _bytes_or_none(site / route) for route in files}


def _next_files(files: Mapping[str, bytes], published: Mapping[str, str]) -> dict[str, bytes]:
    """What would be published; drawings, which are not made for this, as far as they were published before."""
    kept = {route: b"" for route in published if route.endswith(".svg")}
    return kept | {route: b"" if route.endswith(BULLETINS) else data for route, data in files.items()}


def _files_changed_since(site: Path, files: Mapping[str, str]) -> Iterable[str]:
    """Files of the site that somebody changed or took away since."""
    from hashlib import sha256

    return (route for route, digest in sorted(files.items()) if sha256(_bytes_or_none(site / route)).hexdigest() != digest)


def _bytes_or_none(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _texts_that_changed(settings: Settings, new: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
    """The words of those inputs that changed."""
    roots = {"content": owned(settings.content), "templates": owned(settings.templates)}
    texts = {}
    for name in new.keys() - {n for n in new if old.get(n) == new[n]}:
        root, _, inner = name.partition("/")
        path = settings.methods if name == "docs/methods.md" else roots[root] / inner if root in roots else None
        if path is not None:
            texts[name] = _bytes_or_none(path).decode("utf-8", "replace")
    return texts
