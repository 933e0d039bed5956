"""A report that was read in simplified characters → the same with its texts beside them as the document writes them, in traditional ones.

Every rule reads simplified text. What readers see is the document's own: so each paragraph and each heading gets its `written`, of the same
length, and what no rule reads any more is put as it is written. Found again in the lines, whatever was joined or cut of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from digest.model.report import Aim, Evidence, Figure, Line, Meta, Project, Record, Report, Term

# matches "\u3000" · " "      not 市
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Script:
    """The characters of a document in order, as they are read and as they are written, and where each of its lines begins in them.

    `usual` is how it mostly writes a character that it reads as another: for what was put together from several places.
    """

    read: str
    written: str
    starts: dict[int, int]
    usual: dict[int, str]

    def of(self, text: str, line: int) -> str:
        """A text that begins on a line → as the document writes it: 地区生产总值 → 地區生產總值, spaces as they are."""
        bare = _SPACE.sub("", text)
        at = self.read.find(bare, self.starts.get(line, 0))
        at = self.read.find(bare) if at < 0 else at
        if at < 0 or not bare:
            return text.translate(self.usual)
        if len(bare) == len(text):
            return self.written[at : at + len(bare)]
        letters = iter(self.written[at : at + len(bare)])
        return "".join(character if character.isspace() else next(letters) for character in text)

    def of_name(self, text: str) -> str:
        """A name in the document's own words → as it is written; what stands nowhere in it was stated by an editor, and stays."""
        return self.of(text, 0) if _SPACE.sub("", text) in self.read else text


def script_of(lines: Iterable[Line]) -> Script:
    """Lines, read and written → the document's characters."""
    read: list[str] = []
    written: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        starts.setdefault(line.number, length)
        read.append(_SPACE.sub("", line.text))
        if line.written and line.written != line.text:
            written.append(_SPACE.sub("", line.written))
            pairs.update([(one, other) for one, other in zip(read[-1], written[-1], strict=True) if one != other])
        else:
            written.append(read[-1])
        length += len(read[-1])
    said, shown = "".join(read), "".join(written)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), times in pairs.items():
        forms[one][other] = times
    for one, found in forms.items():
        found[one] = said.count(one) - found.total()
    usual = {ord(one): most for one, found in forms.items() if (most := max(sorted(found), key=found.__getitem__)) != one}
    return Script(said, shown, starts, usual)


def report_as_written(report: Report) -> Report:
    """A report → with how its document writes it, where that is not how it was read; else the same report."""
    lines = report.source.lines
    if not any(line.written for line in lines):
        return report
    script = script_of(lines)
    return replace(
        report,
        source=replace(report.source, lines=tuple(replace(line, text=line.written or line.text, written="") for line in lines)),
        meta=_meta_as_written(report.meta, script),
        masthead=tuple(replace(line, text=script.of(line.text, line.number), written="") for line in report.masthead),
        sections=tuple(replace(s, written=script.of(s.title, s.line)) for s in report.sections),
        paragraphs=tuple(replace(p, written=script.of(p.text, p.line)) for p in report.paragraphs),
        boilerplate=tuple(replace(b, text=script.of(b.text, b.line)) for b in report.boilerplate),
    )


def _meta_as_written(meta: Meta, script: Script) -> Meta:
    """What of a report's Meta is in its own words."""
    title, speaker, office, session = map(script.of_name, (meta.title, meta.speaker, meta.office, meta.session))
    return replace(meta, title=title, speaker=speaker, office=office, session=session)


def names_as_written(record: Record) -> Record:
    """A record → its names of projects, terms and subjects as the report writes them: 东湖大桥 → 東湖大橋; else the same record."""
    if not any(p.written for p in record.report.paragraphs):
        return record
    lines = (Line(n, p.text, written=p.written) for n, p in enumerate(record.report.paragraphs))
    usual = script_of(lines).usual

    def put(name: str, evidence: Evidence) -> str:
        at = evidence.words.find(name)
        return evidence.quote[at : at + len(name)] if at >= 0 else name.translate(usual)

    def project(one: Project) -> Project:
        name = put(one.name, one.evidence)
        return one if name == one.name else replace(one, name=name)

    def term(one: Term) -> Term:
        return replace(one, term=put(one.term, one.evidence), definition=put(one.definition, one.evidence))

    def figure(one: Figure) -> Figure:
        subject, among = put(one.subject, one.evidence), put(one.among, one.evidence)
        return one if (subject, among) == (one.subject, one.among) else replace(one, subject=subject, among=among)

    def aim(one: Aim) -> Aim:
        return replace(one, subject=put(one.subject, one.evidence), against=put(one.against, one.evidence), words=put(one.words, one.evidence))

    return replace(
        record,
        projects=tuple(map(project, record.projects)),
        terms=tuple(map(term, record.terms)),
        figures=tuple(map(figure, record.figures)),
        aims=tuple(map(aim, record.aims)),
    )
