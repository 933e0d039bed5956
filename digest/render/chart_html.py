"""A chart as it stands on a page: the drawing that fits the screen, its words, and the ways to take it away. templates/scripts/charts.js adds pointing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

NARROW = "(max-width: 37.5em)"  # screens for which the narrow drawing is the better one
# A chart of ours
# wholly: ../charts/gdp-growth.svg · charts/a.b-c.svg      not charts/a.narrow.png · pictures/a.svg
CHART = re.compile(r"((?:\.\./){0,9}charts/[\w.-]{1,200})\.svg", re.ASCII)


def figure(src: str, alt: str, caption: str = "") -> str | None:
    """The address of a chart, relative to the page, and its words → its HTML; None where it is no chart of ours. Its caption is drawn.

    charts/a.svg → <figure class="chart"><div class="plot"><picture>…<img src="charts/a.svg" alt="…"></picture></div><figcaption>…
    """
    chart = CHART.fullmatch(src)
    if chart is None:
        return None
    stem = chart[1]
    picture = f'<picture><source media="{NARROW}" srcset="{stem}.narrow.svg"><img src="{stem}.svg" alt="{escape(alt)}"></picture>'
    ways = " ".join(f'<a href="{stem}.{kind}" download>{kind.upper()}</a>' for kind in ("svg", "png", "csv"))
    return f'<figure class="chart"><div class="plot">{picture}</div><figcaption class="ways">下载：{ways}</figcaption></figure>\n'


# Where a page shows a chart
# matches <img src="../charts/a.svg"> · srcset="charts/a.narrow.svg"      not <a href="charts/a.svg">
SHOWN = re.compile(r'(<img src|srcset)="((?:\.\./){0,9})(charts/[\w.-]{1,200}\.svg)"', re.ASCII)
# The size in the head of a drawing of ours
# at the start: <svg xmlns="x" width="600" height="300">      not <svg xmlns="x" width="100%" height="300">
SIZE = re.compile(rb'<svg [^>]{0,200}?width="([0-9]{1,5})(?:\.[0-9]{1,4})?" height="([0-9]{1,5})(?:\.[0-9]{1,4})?"')


def sizes_of(charts: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """The files of drawings → the size of each SVG as a page says it: charts/a.svg → width="600" height="300"."""
    heads = ((address, SIZE.match(data)) for address, data in charts if address.endswith(".svg"))
    return {address: f'width="{head[1].decode()}" height="{head[2].decode()}"' for address, head in heads if head}


def with_sizes(page: str, sizes: Mapping[str, str]) -> str:
    """A page and the sizes of the drawings that it shows → the same: each has its room before it comes, and comes when its reader nears it.

    <img src="a.svg" → <img loading="lazy" width="600" height="300" src="a.svg"
    """

    def marked(shown: re.Match[str]) -> str:
        start, up, address = shown.groups()
        if address not in sizes:
            return shown[0]
        before = "<img loading=\"lazy\"" if start == "<img src" else ""
        return f'{before} {sizes[address]} {start.removeprefix("<img ")}="{up}{address}"'.lstrip()

    return SHOWN.sub(marked, page)
