"""The shape of a record's JSON (digest/render/records.py writes it, docs/record.md explains it) as a JSON Schema, Draft 2020-12.

What one key may hold stands here once; every key is demanded and no other admitted, so that a record which has lost or gained one is
refused. That quotes stand where they say can not be told in a schema: the tests hold it.

    {"type": "object", "properties": {"bound": {"enum": ["=", ">=", "<=", "~", "range"]}, …}, "required": ["bound", …], …}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from digest.model.catalogue import Catalogue
from digest.model.closed_sets import BOUNDS, COMPLETENESSES, FIGURE_MEASURES, KINDS, LEVELS, MEASURES, PARTS, RELATIONS, ROLES
from digest.model.section_model import FORMS, OTHER
from digest.render import routes
from digest.render.records import FORMAT
from digest.render.routes import absolute

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# wholly: 141081-2024 · 140800-2024-excerpt      not ../x
REPORT_ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$"

# wholly: s4 · s4.12 · s0.1      not p4
SECTION_ID = "^s[0-9]{1,6}(\\.[0-9]{1,6})?$"


def record_schema(catalogue: Catalogue) -> bytes:
    """→ data/record.schema.json: which topics and indicators there are is told by the catalogue."""
    topics, indicators = (tuple(one.id for one in some) for some in (catalogue.topics, catalogue.indicators))
    themes = (*(one.id for one in catalogue.task_themes), OTHER)
    address = absolute(catalogue.site, routes.RECORD_SCHEMA)
    schema = {
        "$schema": DIALECT,
        **({"$id": address} if address else {}),
        "title": "报告记录",
        "description": "一份政府工作报告读过之后所知道的一切；null 是原文没有写明，不是零。",
        **shape({
            "format": {"const": FORMAT},
            "id": text("地区代码和年份；不是全文的带上节选或摘编", pattern=REPORT_ID),
            "source": shape({"path": text("文件"), "sha256": text("文件的 SHA-256", pattern="^[0-9a-f]{64}$"), "format": text(), "encoding": text()}),
            "meta": shape(meta()),
            "outline": many(shape({"level": whole(1), "title": text(), "line": whole(1), "paragraph": or_null(paragraph())})),
            "sections": many(shape(sections())),
            "tasks": many(shape({
                "order": whole(1), "title": text("不带序号"), "starts": text("正文开头几个字"), "theme": one_of(themes), "section": text(pattern=SECTION_ID),
            })),
            "paragraphs": many(shape(paragraphs(topics))),
            "facts": facts(tuple(i.id for i in catalogue.indicators if not i.further)),
            "further_facts": facts(tuple(i.id for i in catalogue.indicators if i.further)),
            "figures": many(shape({
                "subject": text("原文的说法"), "indicator": or_null(one_of(indicators)), "part": text("whole 是全域，否则是说明谁的那几个字"),
                **amount(FIGURE_MEASURES), "among": or_null(text("名次或差距是与谁相比")), **evidence(),
            })),
            "aims": many(shape({
                "subject": text(), "indicator": or_null(one_of(indicators)), "measure": or_null(one_of(MEASURES)),
                "relation": one_of(RELATIONS), "against": or_null(text()),
                "words": text("所比的话，照原文"), "kind": one_of(KINDS), "year": or_null(whole(1900)), **evidence(),
            })),
            "projects": many(shape({
                "name": text("项目名称，照原文"), "investment": or_null({"type": "number", "description": "亿元"}), "milestone": or_null(text()),
                "when": or_null(text()), "kind": one_of(KINDS), **evidence(),
            })),
            "pledges": many(shape({"no": whole(0), "text": text(), **evidence()})),
            "glossary": many(shape({"term": text(), "definition": text(), **evidence()})),
            "warnings": many(shape({"code": text(), "message": text(), "quote": or_null(text()), "line": or_null(whole(1))})),
            "boilerplate": many(shape({"line": whole(1), "rule": text(), "text": text()})),
        }),
    }  # fmt: skip
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def meta() -> dict[str, Schema]:
    """Whose report it is."""
    names = ("place", "province", "parent")
    words = ("speaker", "office", "session")
    return {
        **{name: or_null(text()) for name in names},
        "level": or_null(one_of(LEVELS)),
        "code": or_null(text("GB/T 2260", pattern="^[0-9]{6}$")),
        "year": or_null(whole(1900)),
        "delivered": or_null(text("作报告的日期", pattern="^[0-9]{4}(-[0-9]{2}){0,2}$")),
        **{name: or_null(text()) for name in words},
        "completeness": or_null(one_of(COMPLETENESSES)),
        **{name: or_null(text()) for name in ("title", "url", "publisher", "note")},
        "ocr": flag("从扫描件识别，数字都待核"),
    }


def sections() -> dict[str, Schema]:
    """A section of any form."""
    spot = or_null(shape({"paragraph": paragraph(), "at": whole(0)}))
    return {
        "id": text("正文各段的 section 指的就是它", pattern=SECTION_ID), "level": whole(1), "form": one_of(FORMS), "marker": or_null(text("序号，照原文")),
        "title": text("不带序号和末尾的标点"), "order": whole(1), "part": one_of((*PARTS, "")), "parent": or_null(text(pattern=SECTION_ID)),
        "line": whole(1), "paragraph": or_null(paragraph()), "head": or_null(whole(0)), "begins": spot, "ends": spot, "length": whole(0),
    }  # fmt: skip


def paragraphs(topics: Iterable[str]) -> dict[str, Schema]:
    """A paragraph of the text."""
    section = text(pattern="^s[0-9]{1,6}$")
    row = shape({"table": whole(1), "head": flag("表头"), "cells": many(text("单元格，照原文"))})
    return {
        "id": paragraph(), "line": whole(1), "section": or_null(section), "part": one_of((*PARTS, "")), "topic": one_of((*topics, "")), "text": text(),
        "row": or_null(row),
    }  # fmt: skip


def facts(indicators: Iterable[str]) -> Schema:
    """Values of these indicators."""
    return many(shape({
        "indicator": one_of(indicators), **amount(MEASURES), "stretch": flag("力争的更高目标"),
        "whole": or_null(text("占比不是占本指标的：全市、计划")),
        "variant": or_null(text("说的不是同一样东西的词：新增、国家级")), "role": one_of(ROLES), **evidence(),
    }))  # fmt: skip


def amount(measures: Iterable[str]) -> dict[str, Schema]:
    """A value with all that belongs to it."""
    return {
        "measure": one_of(measures), "value": {"type": "number"}, "high": or_null({"type": "number", "description": "区间的上限"}), "unit": text(),
        "bound": one_of(BOUNDS), "kind": one_of(KINDS), "year": or_null(whole(1900)), "estimate": flag("预计"),
    }  # fmt: skip


def evidence() -> dict[str, Schema]:
    """Where something stands: text[start:end] of the paragraph is the quote."""
    return {"paragraph": paragraph(), "start": whole(0), "end": whole(0), "quote": text("原句，逐字")}


def paragraph() -> Schema:
    """The id of a paragraph."""
    return text(pattern="^p[0-9]{1,6}$")


def shape(properties: Mapping[str, Schema]) -> Schema:
    """An object of these keys, all of them, no other."""
    return {"type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False}


def many(items: Schema) -> Schema:
    """A list of such."""
    return {"type": "array", "items": items}


def one_of(words: Iterable[str]) -> Schema:
    """One of these words."""
    return {"enum": list(dict.fromkeys(words))}


def or_null(schema: Schema) -> Schema:
    """The same, or null where the text does not say."""
    return {"anyOf": [schema, {"type": "null"}]}


def text(description: str = "", pattern: str = "") -> Schema:
    """A string."""
    return {"type": "string", **({"description": description} if description else {}), **({"pattern": pattern} if pattern else {})}


def whole(least: int) -> Schema:
    """A whole number, at least so much."""
    return {"type": "integer", "minimum": least}


def flag(description: str) -> Schema:
    """true or false."""
    return {"type": "boolean", "description": description}
