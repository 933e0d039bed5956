"""Comparison → every file of data: datasets in each format, the schema of records, and the records, each written by itself, in whatever process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from digest.model.build import Files
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.model.report import Record
from digest.render import routes
from digest.render.datasets import as_csv, as_json, as_sqlite, as_xlsx, datasets, package
from digest.render.record_schema import record_schema
from digest.render.records import record_json

Writers = Sequence[tuple[str, Callable[[], bytes]]]  # the address of a file, and what writes it


def dataset_files(comparison: Comparison, catalogue: Catalogue) -> Files:
    """→ every file of the data but the records: (address on the site, bytes)."""
    return written_files(dataset_writers(comparison, catalogue))


def data_files(comparison: Comparison, catalogue: Catalogue, spread: Callable[..., list[bytes]]) -> Files:
    """The same with the records. `spread`: a function, what it is always given and what it is given one by one → its results."""
    records = [record for dossier in comparison.dossiers for record in dossier.editions]
    return written_files([*dataset_writers(comparison, catalogue), *((routes.record(r.report.id), partial(_record_bytes, r)) for r in records)], spread)


def dataset_writers(comparison: Comparison, catalogue: Catalogue) -> Writers:
    """→ what writes each of these files, what takes longest first."""
    made = datasets(comparison, catalogue)
    return (
        (routes.DATA_XLSX, partial(as_xlsx, made)),
        (routes.DATA_SQLITE, partial(as_sqlite, made)),
        *((routes.dataset(d.id, kind), partial(write, d)) for d in made for kind, write in (("csv", as_csv), ("json", as_json))),
        (routes.RECORD_SCHEMA, partial(record_schema, catalogue)),
        (routes.DATA_PACKAGE, partial(package, made, catalogue.site, comparison.dossiers)),
    )


def written_files(writers: Writers, spread: Callable[..., list[bytes]] | None = None) -> Files:
    """What writes each file → the files."""
    made = spread(_written, writers, range(len(writers))) if spread else [write() for _, write in writers]
    return tuple((address, data) for (address, _), data in zip(writers, made, strict=True))


def _written(writers: Writers, number: int) -> bytes:
    return writers[number][1]()


def _record_bytes(record: Record) -> bytes:
    return record_json(record).encode("utf-8")
