"""Where evidence stands: the paragraph, the line of a wrapped one, the edition; and where it stands in none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.model.dossier import Dossier
from digest.model.report import Block, Evidence, Paragraph, Piece, Report
from digest.model.where import edition_of, line_at, line_of, paragraph_of, text_around
from tests.samples import dossier

WRAPPED = Paragraph("p2", 7, "甲" * 40, pieces=(Piece(0, 7), Piece(20, 8), Piece(30, 12)))


def of(*paragraphs: Paragraph, id: str = "141081-2024") -> Dossier:
    """A dossier of one edition that has these paragraphs."""
    one = dossier("141081", 2024)
    (edition,) = one.editions
    return replace(one, editions=(replace(edition, report=replace(edition.report, id=id, paragraphs=paragraphs)),))


def report() -> Report:
    return of(Paragraph("p1", 3, "乙乙"), WRAPPED).editions[0].report


def at(start: int, paragraph: str = "p2", report: str = "141081-2024") -> Evidence:
    return Evidence(report, paragraph, start, start + 1, "甲")


@pytest.mark.parametrize(("start", "line"), [(0, 7), (19, 7), (20, 8), (29, 8), (30, 12), (39, 12)])
def test_the_line_of_a_character_is_that_of_the_piece_in_which_it_stands(start: int, line: int) -> None:
    assert line_at(WRAPPED, start) == line_at(Block(WRAPPED.text, WRAPPED.pieces), start) == line_of(report(), at(start)) == line


def test_a_paragraph_that_was_never_wrapped_has_one_line() -> None:
    assert line_of(report(), at(1, "p1")) == line_at(Paragraph("p1", 3, "乙乙"), 1) == 3


def test_a_paragraph_is_known_by_the_whole_of_its_id() -> None:
    assert paragraph_of(report(), "p2") == WRAPPED
    assert paragraph_of(report(), "p") is None and paragraph_of(report(), "p22") is None
    assert line_of(report(), at(0, "p22")) == 0


def test_what_is_said_leads_to_its_own_edition() -> None:
    first, second = of(WRAPPED), of(Paragraph("p2", 1, "丙"), id="141081-2024-2")
    both = replace(first, editions=(*first.editions, *second.editions))
    assert edition_of(both, at(0, report="141081-2024-2")).report.id == "141081-2024-2"
    assert text_around(both, at(0, report="141081-2024-2")) == "丙" and text_around(both, at(0)) == WRAPPED.text


def test_what_stands_in_none_of_the_editions_has_no_text_around_it() -> None:
    assert text_around(of(WRAPPED), at(0, report="130608-2024")) == "" and text_around(of(WRAPPED), at(0, "p9")) == ""
    assert edition_of(of(WRAPPED), at(0, report="130608-2024")).report.id == "141081-2024"
