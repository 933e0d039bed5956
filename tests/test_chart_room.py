"""A drawing has its room on a page before it comes, and comes when its reader nears it."""

from __future__ import annotations

import pytest

from digest.render.chart_html import figure, sizes_of, with_sizes

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300.5" viewBox="0 0 600 300.5"><path/></svg>'
CHARTS = (("charts/a.svg", SVG), ("charts/a.narrow.svg", SVG.replace(b"600", b"375")), ("charts/a.png", b"x"), ("charts/b.svg", b"<svg/>"))


def shown(html: str) -> str:
    return with_sizes(html, sizes_of(CHARTS))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<img src="../charts/a.svg" alt="图">', '<img loading="lazy" width="600" height="300" src="../charts/a.svg" alt="图">'),
        ('<source media="x" srcset="charts/a.narrow.svg">', '<source media="x" width="375" height="300" srcset="charts/a.narrow.svg">'),
        ('<img src="../charts/b.svg" alt="图">', None),  # a drawing that does not say its size
        ('<img src="../charts/c.svg" alt="图">', None),  # one that was not made
        ('<a href="../charts/a.svg">图</a>', None),
        ('<p>&lt;img src=&quot;charts/a.svg&quot;</p>', None),
        ('<img src="../pictures/charts/a.svg" alt="图">', None),
    ],
)
def test_what_is_shown_has_its_size(before: str, after: str | None) -> None:
    assert shown(before) == (after or before)


def test_the_figure_of_a_page_is_found_whole() -> None:
    made = shown(figure("../charts/a.svg", "说明", "题") or "")
    assert made.count('height="300"') == 2 and made.count("loading=") == 1
