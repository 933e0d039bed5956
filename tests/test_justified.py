"""Both margins: where a line may be stretched, that it reaches the edge in the PDF, and that nothing is touched of a WeasyPrint we do not know."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from digest.bulletins.justify import TESTED, flush, gaps, untested
from digest.bulletins.pdf_bulletin import lay_out
from digest.bulletins.typesetter import typesetter
from tests.printed import MM, Line, lines
from tests.test_bulletins import CSS, composed, needs_pango
from tests.typesetting import made

WORDS = "各地把污水处理、造林绿化和清洁取暖写进同一章，完成了1.2万亩造林、3.3万户改造；“十四五”以来，PM2.5浓度逐年下降4%——"


@pytest.mark.parametrize(
    ("line", "stretched"),
    [
        ("增长", "增|长"),
        ("增长5%", "增|长|5%"),
        ("12345", "12345"),
        ("PM2.5浓度", "PM2.5|浓|度"),
        ("增长,达(5%)增", "增|长,|达|(5%)|增"),
        ("a b", "a |b"),
        ("城 市", "城 |市"),
        ("（增长），持平", "（增|长），|持|平"),
        ("“十四五”规划", "“十|四|五”|规|划"),
        ("看——到……止", "看——|到……|止"),
        ("天\u2060[1]、地", "天\u2060[1]、|地"),
        ("e\u0301城", "e\u0301|城"),
        ("", ""),
    ],
)
def test_where_a_line_may_be_stretched(line: str, stretched: str) -> None:
    (found,) = gaps([line])
    data = line.encode()
    pieces = [data[start:end] for start, end in zip((0, *found), (*found, len(data)), strict=True)]
    assert b"|".join(pieces).decode() == stretched


def test_a_gap_between_two_texts_belongs_to_the_first_and_none_stands_beside_a_picture_or_at_the_end() -> None:
    assert gaps(["增长", "5", "%，", None, "增", "", "长"]) == [(3, 6), (), (), (), (3,), (), ()]


def column(data: bytes, words: str) -> list[Line]:
    """The lines of a bulletin that hold these words alone, but the last."""
    held = [line for line in lines(data) if line.page == 1 and line.text and line.text in words]
    return held[:-1]


def set_with(css: str = "") -> list[Line]:
    """The words as a paragraph of a bulletin → its lines but the last."""
    bulletin = composed(f"<p>{WORDS * 6}</p>", css=CSS + css)
    data, problems = lay_out(made(), bulletin)
    assert data is not None, problems
    return column(data, WORDS * 6)


@needs_pango
def test_every_line_of_a_paragraph_ends_at_the_edge() -> None:
    found = set_with()
    assert len(found) > 8
    assert [line.text for line in found if abs(line.right - (210 - 26) * MM) > 0.5] == []


@needs_pango
def test_lines_are_stretched_evenly_and_never_inside_a_number() -> None:
    for line in set_with():
        pairs = list(zip(line.letters, line.letters[1:], strict=False))
        stretch = {round(b.left - a.right, 1) for a, b in pairs if a.text in "污水处理各地把" and b.text in "污水处理各地把"}
        assert len(stretch) <= 1 or max(stretch) - min(stretch) <= 0.11
        assert all(abs(b.left - a.right) < 0.5 for a, b in pairs if a.text in "0123456789." and b.text in "0123456789.%")


@needs_pango
def test_with_a_version_that_nobody_tested_text_is_ragged_and_nothing_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.bulletins.justify.TESTED", ())
    found = set_with()
    assert len(found) > 8
    assert sum(abs(line.right - (210 - 26) * MM) > 1 for line in found) > len(found) / 2
    for line in found:  # and not stretched at its spaces either
        assert all(b.left - a.right < 3 for a, b in zip(line.letters, line.letters[1:], strict=False))


def test_a_version_that_nobody_tested_is_told() -> None:
    assert untested(TESTED[0]) == ()
    (told,) = untested("71.0")
    assert (told.code, told.severity) == ("bulletins.untested", "warning") and "71.0" in told.text() and TESTED[0] in told.text()


def test_of_another_version_no_part_is_even_looked_at() -> None:
    with flush(SimpleNamespace(__version__="71.0")) as both:
        assert both is False


@needs_pango
def test_everything_is_put_back_even_after_a_failure() -> None:
    with typesetter() as (weasyprint, _):
        assert weasyprint.__version__ in TESTED, "a version that was not tested: see digest/bulletins/justify.py"
        before = weasyprint.layout.inline.justify_line, weasyprint.text.line_break.Layout.reactivate
        with pytest.raises(ZeroDivisionError), flush(weasyprint) as both:
            assert both
            assert weasyprint.layout.inline.justify_line is not before[0]
            raise ZeroDivisionError
        assert (weasyprint.layout.inline.justify_line, weasyprint.text.line_break.Layout.reactivate) == before


@needs_pango
def test_a_line_that_would_fall_apart_stays_short() -> None:
    data, _ = lay_out(made(), composed(f"<p>依据见{'A' * 46}，以及其他。</p>"))
    assert data is not None
    assert next(line for line in lines(data) if line.text == "依据见").right < 60 * MM
