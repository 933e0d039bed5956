"""Record → JSON text: the report record that `extract` writes and the site publishes (docs/record.md)."""

from __future__ import annotations

import json
from decimal import Decimal

from digest.model.problem import Problem
from digest.model.report import Aim, Evidence, Fact, Figure, Pledge, Project, Record, Term
from digest.model.section_model import Spot, TitledSection
from digest.model.table_row import Row

FORMAT = "report-record/2"


def record_json(record: Record) -> str:
    """Record → JSON (UTF-8, one space of indent, a line's end at the end); offsets are characters of the paragraph's text."""
    return json.dumps(record_object(record), ensure_ascii=False, indent=1) + "\n"


def record_object(record: Record) -> dict[str, object]:
    """Record → the plain dicts and lists of its JSON."""
    report, meta = record.report, record.report.meta
    return {
        "format": FORMAT,
        "id": report.id,
        "source": {
            "path": report.source.path,
            "sha256": report.source.sha256,
            "format": report.source.format,
            "encoding": report.source.encoding,
        },
        "meta": {
            "place": meta.place or None,
            "province": meta.province or None,
            "parent": meta.parent or None,
            "level": meta.level or None,
            "code": meta.code or None,
            "year": meta.year,
            "delivered": meta.delivered or None,
            "speaker": meta.speaker or None,
            "office": meta.office or None,
            "session": meta.session or None,
            "completeness": meta.completeness or None,
            "title": meta.title or None,
            "url": meta.url or None,
            "publisher": meta.publisher or None,
            "note": meta.note or None,
            "ocr": meta.ocr,
        },
        "outline": [{"level": s.level, "title": s.shown, "line": s.line, "paragraph": s.first or None} for s in report.sections],
        "sections": [_section_object(s) for s in record.sections],
        "tasks": [{"order": t.order, "title": t.title, "starts": t.starts, "theme": t.theme, "section": t.section} for t in record.tasks],
        "paragraphs": [
            {"id": p.id, "line": p.line, "section": p.section or None, "part": p.part, "topic": p.topic, "text": p.shown, "row": _row_object(p.row)}
            for p in report.paragraphs
        ],
        "facts": [_fact_object(f) for f in record.facts if not f.further],
        "further_facts": [_fact_object(f) for f in record.facts if f.further],
        "figures": [_figure_object(f) for f in record.figures],
        "aims": [_aim_object(a) for a in record.aims],
        "projects": [_project_object(p) for p in record.projects],
        "pledges": [_pledge_object(p) for p in record.pledges],
        "glossary": [_term_object(t) for t in record.terms],
        "warnings": [_warning_object(w) for w in (*report.warnings, *record.warnings)],
        "boilerplate": [{"line": b.line, "rule": b.name, "text": b.text} for b in report.boilerplate],
    }


def _section_object(section: TitledSection) -> dict[str, object]:
    paragraph = section.head or section.begins
    return {
        "id": section.id,
        "level": section.level,
        "form": section.form,
        "marker": section.marker or None,
        "title": section.shown,
        "order": section.order,
        "part": section.part,
        "parent": section.parent or None,
        "line": section.line,
        "paragraph": paragraph.paragraph if paragraph else None,
        "head": section.head.at if section.head else None,
        "begins": _spot_object(section.begins),
        "ends": _spot_object(section.ends),
        "length": section.length,
    }


def _spot_object(spot: Spot | None) -> dict[str, object] | None:
    return {"paragraph": spot.paragraph, "at": spot.at} if spot else None


def _row_object(row: Row | None) -> dict[str, object] | None:
    return {"table": row.table, "head": row.head, "cells": [cell.text for cell in row.cells]} if row else None


def number(value: Decimal | None) -> int | float | None:
    """Decimal → the JSON number of the same value."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _evidence_object(evidence: Evidence) -> dict[str, object]:
    return {"paragraph": evidence.paragraph, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _fact_object(fact: Fact) -> dict[str, object]:
    return {
        "indicator": fact.indicator,
        "measure": fact.measure,
        "value": number(fact.value),
        "high": number(fact.high),
        "unit": fact.unit,
        "bound": fact.bound,
        "kind": fact.kind,
        "year": fact.year,
        "estimate": fact.estimate,
        "stretch": fact.stretch,
        "whole": fact.whole or None,
        "variant": fact.variant or None,
        "role": fact.role,
        **_evidence_object(fact.evidence[0]),
    }


def _figure_object(figure: Figure) -> dict[str, object]:
    return {
        "subject": figure.subject,
        "indicator": figure.indicator or None,
        "part": figure.part,
        "measure": figure.measure,
        "value": number(figure.value),
        "high": number(figure.high),
        "unit": figure.unit,
        "bound": figure.bound,
        "among": figure.among or None,
        "kind": figure.kind,
        "year": figure.year,
        "estimate": figure.estimate,
        **_evidence_object(figure.evidence),
    }


def _aim_object(aim: Aim) -> dict[str, object]:
    return {
        "subject": aim.subject,
        "indicator": aim.indicator or None,
        "measure": aim.measure or None,
        "relation": aim.relation,
        "against": aim.against or None,
        "words": aim.words,
        "kind": "target",
        "year": aim.year,
        **_evidence_object(aim.evidence),
    }


def _project_object(project: Project) -> dict[str, object]:
    return {
        "name": project.name,
        "investment": number(project.investment),
        "milestone": project.milestone or None,
        "when": project.when or None,
        "kind": project.kind,
        **_evidence_object(project.evidence),
    }


def _pledge_object(pledge: Pledge) -> dict[str, object]:
    return {"no": pledge.no, "text": pledge.text, **_evidence_object(pledge.evidence)}


def _term_object(term: Term) -> dict[str, object]:
    return {"term": term.term, "definition": term.definition, **_evidence_object(term.evidence)}


def _warning_object(problem: Problem) -> dict[str, object]:
    message = problem.message.format(**dict(problem.values))
    return {"code": problem.code, "message": message, "quote": problem.quote or None, "line": problem.line or None}
