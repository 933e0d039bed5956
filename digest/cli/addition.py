"""A document → the text to store under content/reports/: front matter filled in from what was read, below it the cleaned report.

What is stored is read again before anybody trusts it: the same meta, outline and paragraphs must come out, or it is not stored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from digest.cli.stored_tables import stored_table
from digest.model.catalogue import Catalogue
from digest.model.front_matter import FrontMatter
from digest.model.problem import ERROR, N_, WARNING, Problem
from digest.model.report import Line, Meta, Paragraph, Report
from digest.pipeline import understand
from digest.read.any import read_source
from digest.read.markdown_lines import markdown_lines
from digest.read.reading import Reading
from digest.system.guarded import Lost
from digest.system.unforeseen import lost_file, unforeseen

FIELDS = ("title", "url", "fetched", "publisher", "delivered", "speaker", "office", "session", "completeness", "note")
STATED = ("place", "year", "url", "fetched", "publisher", "ocr", "note")  # what is said of a file beside it
# What Markdown may take for a mark
# matches * · -      not ，
SPECIAL = re.compile(r"[\\*_\[\]()!|<>#+=&$^~-]")
# YAML that needs no quotes
# wholly: 某市2024年报告      not 12-1: x · 甲: 乙
PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9·（）《》、，。]{0,400}")


@dataclass(frozen=True, slots=True)
class Addition:
    """A file that was looked at: what was found in it, where it belongs below content/reports, and the text to store there.

    Of a refused file `text` is "" and one of the problems, all in the file as the user named it, says why.
    """

    path: str
    report: Report | None
    target: str  # 141081/2024.md
    text: str
    problems: tuple[Problem, ...]

    @property
    def reason(self) -> Problem | None:
        """Why the file is refused: the first error."""
        return None if self.text else next(p for p in self.problems if p.severity == ERROR)


def addition(catalogue: Catalogue, stated: FrontMatter, file: tuple[str, bytes]) -> Addition:
    """A file (path, bytes) and what the editor states about it → what there is to store, or why it is refused.

    What `stated` says overrides what the file says.

        ("下载/报告.docx", b"PK…") → Addition(target="141081/2024.md", text="---\\nplace: 侯马市\\n…")
    """
    try:
        return _addition(catalogue, stated, *file)
    except Exception as error:  # a mistake of ours on one file, which must not cost the others
        return Addition(file[0], None, "", "", (unforeseen(file[0], error),))


def addition_of(catalogue: Catalogue, given: tuple[FrontMatter, tuple[str, bytes]]) -> Addition:
    """What the editor states, and a file → the same."""
    return addition(catalogue, *given)


def not_added(file: tuple[str, bytes], lost: Lost) -> Addition:
    """A file whose process had to end → why it is refused."""
    return Addition(file[0], None, "", "", (lost_file(file[0], lost),))


def _addition(catalogue: Catalogue, stated: FrontMatter, path: str, data: bytes) -> Addition:
    source, problems = read_source(path, data)
    if source is None:
        return Addition(path, None, "", "", problems)
    said = {name: getattr(stated, name) for name in STATED if getattr(stated, name)}
    fixes = source.front.fix
    source = replace(source, front=replace(source.front, **said, fix=()))
    report, more = understand(source, catalogue)
    problems += more + (report.warnings if report else ())
    if report is None or any(p.severity == ERROR for p in problems):
        return Addition(path, report, "", "", problems)
    if fixes:
        problems += (Problem(path, 0, "add.fixes", N_("its corrections are written into the stored text: {count}"),
                             N_("the list of them is left out; keep it where you want readers to see it"), (("count", str(len(fixes))),),
                             severity=WARNING),)  # fmt: skip
    text = stored(report, catalogue)
    if difference := _first_difference(report, text, catalogue):
        problems += (Problem(path, 0, "add.differs", N_("what would be stored does not read like the file: {what}"),
                             N_("store the file itself below content/reports, with its front matter"), (("what", difference),)),)  # fmt: skip
        return Addition(path, report, "", "", problems)
    return Addition(path, report, target(report.meta), text, problems)


def target(meta: Meta) -> str:
    """Whose report of which year → where it is kept: 140800/2024.md, 140800/2024-excerpt.md."""
    tail = "" if meta.completeness in ("full", "") else f"-{meta.completeness}"
    return f"{meta.code}/{meta.year}{tail}.md"


def stored(report: Report, catalogue: Catalogue) -> str:
    """A report → Markdown with front matter: title block, headings and paragraphs each on a line, an empty line between."""
    body = _blocks_in_order(report)
    return "\n".join(("---", *_front_matter_lines(report, catalogue), "---", "\n\n".join(body), ""))


def _blocks_in_order(report: Report) -> Iterator[str]:
    """A report's blocks in the order of reading: its title block; a section's heading, then its own paragraphs and tables."""
    yield from (_escaped(line.text.strip()) for line in report.masthead if line.text.strip())
    yield from _blocks_of(p for p in report.paragraphs if not p.section)
    for section in report.sections:
        yield _on_a_line(section.shown)
        yield from _blocks_of(p for p in report.paragraphs if p.section == section.id)


def _blocks_of(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for table, some in groupby(paragraphs, key=lambda p: p.row.table if p.row else 0):
        held = tuple(some)
        yield from stored_table(held, _on_a_line) if table else [_on_a_line(p.shown) for p in held]


def _on_a_line(text: str) -> str:
    return _escaped(" ".join(text.split("\n")))


def _front_matter_lines(report: Report, catalogue: Catalogue) -> Iterator[str]:
    """What is known of a report → lines of YAML. The place by its name; by its code where several are called so; with its parent where
    it is called otherwise today (保定市清苑县)."""
    meta, sure = report.meta, report.source.front.sure
    called = sum(place.name == meta.place for place in catalogue.places)
    yield f'place: "{meta.code}"' if called > 1 else f"place: {meta.place if called else meta.parent + meta.place}"
    yield f"year: {meta.year}"
    yield "cleaned: true"
    if meta.rewritten:
        yield "rewritten: true"
    if meta.ocr:
        yield "ocr: true"
    if sure:
        yield f"sure: [{', '.join(sure)}]"
    for name in FIELDS:
        if value := getattr(meta if hasattr(meta, name) else report.source.front, name):
            yield f"{name}: {value if PLAIN.fullmatch(value) or name == 'completeness' else json.dumps(value, ensure_ascii=False)}"


def _escaped(text: str) -> str:
    """A line of text → the same in Markdown, with a backslash before what would be a mark: *甲* → \\*甲\\*"""
    if text != "---" and _text_of_markdown(text) == text:
        return text
    return SPECIAL.sub(lambda m: "\\" + m[0], text)


def _text_of_markdown(text: str) -> str:
    """A line of Markdown → its text. A # at the head is a heading's mark there."""
    found = [] if text.startswith("#") else markdown_lines((Line(1, text),), Reading("", b""))
    return found[0].text if len(found) == 1 and not found[0].rule else ""


def _first_difference(report: Report, text: str, catalogue: Catalogue) -> str:
    """What of a report is not the same when its stored text is read, with the first of it; "" where all is."""
    source, problems = read_source("stored.md", text.encode("utf-8"))
    again = understand(source, catalogue)[0] if source else None
    if again is None:
        return problems[0].text() if problems else "report"
    pairs: Iterable[tuple[str, tuple[object, ...], tuple[object, ...]]] = (
        ("meta", (report.meta,), (again.meta,)),
        ("outline", _headings(report), _headings(again)),
        ("paragraphs", _paragraphs(report), _paragraphs(again)),
    )
    for what, mine, theirs in pairs:
        if mine != theirs:
            first = next((repr(a) for a, b in zip(mine, theirs, strict=False) if a != b), f"{len(mine)} / {len(theirs)}")
            return f"{what} {first[:120]}"
    return ""


def _headings(report: Report) -> tuple[object, ...]:
    return tuple((s.level, s.title, s.part, s.first) for s in report.sections)


def _paragraphs(report: Report) -> tuple[object, ...]:
    return tuple((p.text, p.section, p.part, p.topic) for p in report.paragraphs)
