"""A chart as it stands on a page: the drawing that fits the screen, its words, and the ways to take it away. templates/scripts/charts.js adds pointing."""

from __future__ import annotations

import re
from html import escape

NARROW = "(max-width: 37.5em)"  # screens for which the narrow drawing is the better one
# A chart of ours: `../charts/gdp-growth.svg`, `charts/a.b-c.svg` match; `charts/a.narrow.png`, `pictures/a.svg` must not
CHART = re.compile(r"((?:\.\./){0,9}charts/[\w.-]{1,200})\.svg", re.ASCII)


def figure(src: str, alt: str, caption: str = "") -> str | None:
    """The address of a chart, relative to the page, and its words → its HTML; None where it is no chart of ours.

    charts/a.svg → <figure class="chart"><div class="plot"><picture>…<img src="charts/a.svg" alt="…"></picture></div><figcaption>…
    """
    chart = CHART.fullmatch(src)
    if chart is None:
        return None
    stem = chart[1]
    picture = f'<picture><source media="{NARROW}" srcset="{stem}.narrow.svg"><img src="{stem}.svg" alt="{escape(alt)}"></picture>'
    ways = " ".join(f'<a href="{stem}.{kind}" download>{kind.upper()}</a>' for kind in ("svg", "png", "csv"))
    said = f"<span>{escape(caption)}</span> " if caption else ""
    return f'<figure class="chart"><div class="plot">{picture}</div><figcaption>{said}<span class="ways">下载：{ways}</span></figcaption></figure>\n'
