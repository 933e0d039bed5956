"""A stretch of a paragraph → the evidence for what is read there: quoted as the document writes it, read as rules read it; and evidence moved."""

from __future__ import annotations

from dataclasses import replace

from digest.model.report import Evidence, Paragraph, Project, Record


def cite(report: str, paragraph: Paragraph, start: int, end: int) -> Evidence:
    """A stretch of a paragraph of a report → the evidence: 「增长5.8%」 is quoted as it is written, 增長5.8%."""
    return Evidence(report, paragraph.id, start, end, paragraph.shown[start:end], paragraph.text[start:end] if paragraph.written else "")


def narrowed(evidence: Evidence, first: int, last: int) -> Evidence:
    """Evidence → that of the characters first to last of its quote."""
    start = evidence.start
    return replace(evidence, start=start + first, end=start + last, quote=evidence.quote[first:last], read=evidence.read[first:last])


def name_as_read(project: Project) -> str:
    """A project → its name as rules read it: 東湖大橋 → 东湖大桥"""
    evidence = project.evidence
    at = evidence.quote.find(project.name) if evidence.read else -1
    return evidence.read[at : at + len(project.name)] if at >= 0 else project.name


def renamed(record: Record, new: str) -> Record:
    """A record → the same under another report id, its evidence with it."""

    def moved(evidence: Evidence) -> Evidence:
        return replace(evidence, report=new)

    return replace(
        record,
        report=replace(record.report, id=new),
        facts=tuple(replace(f, evidence=tuple(map(moved, f.evidence))) for f in record.facts),
        projects=tuple(replace(p, evidence=moved(p.evidence)) for p in record.projects),
        pledges=tuple(replace(p, evidence=moved(p.evidence), further=tuple(map(moved, p.further))) for p in record.pledges),
        terms=tuple(replace(t, evidence=moved(t.evidence)) for t in record.terms),
        figures=tuple(replace(f, evidence=moved(f.evidence)) for f in record.figures),
        aims=tuple(replace(a, evidence=moved(a.evidence)) for a in record.aims),
        spoken=None,
    )
