"""Report → the terms of its glossary (名词解释)."""

from __future__ import annotations

import re

from digest.model.report import Evidence, Report, Term

# wholly: 1.专业镇：是以…… · （2）六乱:乱搭…… · [3]三农：…… · ③双品质：…… · 三区三线：……      not 三农。指农业、农村和农民：…… · 三农：
_ENTRY = re.compile(
    r"\s{0,8}(?:[（(\[【〔［][0-9０-９一二三四五六七八九十]{1,3}[)）\]】〕］][.．、:：]?"
    r"|[0-9０-９一二三四五六七八九十]{1,3}(?:[)）:：\s]|[.．、](?![0-9]))|[①-⑳])?\s{0,4}"
    r"(?P<term>[^：:。；;\n]{1,60})[：:](?P<definition>.{2,})",
    re.S,
)
_MARKS = "。；;，,、 　"


def find_terms(report: Report) -> tuple[Term, ...]:
    """Report → the entries of its glossary in order, the number taken off the term.

    12.四好农村路：指建好、管好、护好、运营好农村公路。 → 四好农村路
    """
    found: list[Term] = []
    for paragraph in report.paragraphs:
        if paragraph.part != "glossary":
            continue
        match = _ENTRY.fullmatch(paragraph.text)
        term = match["term"].strip(_MARKS) if match else ""
        if match and term:
            evidence = Evidence(report.id, paragraph.id, 0, len(paragraph.text), paragraph.text)
            found.append(Term(term, match["definition"].strip(), evidence))
    return tuple(found)
