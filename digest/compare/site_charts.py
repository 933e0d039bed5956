"""Comparison → every chart that any page or bulletin shows, each once."""

from __future__ import annotations

from collections.abc import Iterable

from digest.compare.table_charts import on_scales
from digest.model.bulletin_order import Issue
from digest.model.chart import Chart
from digest.model.comparison import Comparison


def charts_of(comparison: Comparison, issues: Iterable[Issue] = ()) -> tuple[Chart, ...]:
    """→ every chart that any page shows, each once, by its id; of an ordered bulletin on the scale of all places."""
    ordered = tuple(issues)
    of_tables = [chart for indicator in comparison.indicators for chart in indicator.charts]
    charts = [*comparison.overview.charts, *([comparison.months] if comparison.months else []), *of_tables]
    charts += [chart for topic in comparison.topics for chart in topic.charts]
    charts += [line.chart for panel in comparison.boards for line in panel.lines if line.chart]
    charts += [chart for place in comparison.places for chart in place.charts]
    charts += on_scales((chart for issue in ordered for topic in issue.topics for chart in topic.charts), of_tables)
    return tuple(sorted({chart.id: chart for chart in charts}.values(), key=lambda chart: chart.id))
