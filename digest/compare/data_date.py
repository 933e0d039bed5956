"""The date of a site's data: that of the newest report, or the one that content/site.yaml states instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest.model.catalogue import Catalogue
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Record
from digest.model.written import iso_date
from digest.render import filters


def dated(catalogue: Catalogue, records: Iterable[Record], where: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue and the records that are compared → the catalogue with the day of its data, and a warning where an editor's is stale.

    `where` is the file that the catalogue's site is from. Reports of 2024-03-12 and 2025-01-13, no data_date → data_date 2025年1月13日
    """
    site = catalogue.site
    newest = max((record.report.meta.delivered for record in records), default="")
    if not site.data_date:
        return replace(catalogue, site=replace(site, data_date=filters.moment(newest))), ()
    said = iso_date(site.data_date)
    if not said or said >= newest[: len(said)]:
        return catalogue, ()
    return catalogue, (Problem(
        where, dict(catalogue.stated).get("data_date", 0), "content.stale-date", N_("data_date is {said}, the newest report is of {newest}"),
        N_("delete the line: the newest report's day is printed without it"), (("newest", newest), ("said", site.data_date)), severity=WARNING,
    ),)  # fmt: skip
