"""What the index of search costs: time against that of reading and structuring the same reports, and how much a browser has to fetch.

    python benchmarks/searching.py TIMES FILE [FILE …]

On one core. The reports are taken TIMES times over, as if of other places: 35 × 85 files are about 3,000 reports. Repeated text makes
fewer different words than as many reports would have, so the keys of the index are somewhat fewer than they would be; what stands
behind them is not. Returns 1 where a shard is larger than allowed or what is fetched before the first search is.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.compare.dossiers import join
from digest.content.catalogue_files import load_catalogue
from digest.model.catalogue import Catalogue
from digest.model.citation import renamed
from digest.model.report import Record, Report
from digest.pages.search_pages import Searched, of_dossiers, search_files, segments
from digest.pipeline import understand
from digest.read.any import read_source
from digest.search.index import SHARD, index_segment

FIRST = 200_000  # bytes that may be fetched before the first key is struck


def read(paths: list[str], catalogue: Catalogue) -> tuple[list[Report], float]:
    """Files → their reports, and the seconds that reading and structuring them takes."""
    files = [(path, Path(path).read_bytes()) for path in paths]
    for source in filter(None, (read_source(*files[0])[0],)):
        understand(source, catalogue)  # and jieba's words are loaded
    start = time.process_time()
    sources = [source for source, _ in (read_source(*file) for file in files) if source]
    found = [report for report, _ in (understand(source, catalogue) for source in sources) if report]
    return found, time.process_time() - start


def repeated(reports: list[Report], times: int, catalogue: Catalogue) -> tuple[Searched, ...]:
    """Reports → as if as many times so many, all with ids of their own."""
    known = {place.code for place in catalogue.places}
    records = [Record(report) for report in reports if report.meta.code in known and report.meta.year]
    once = of_dossiers(join(records, catalogue))
    more = [replace(one, report=renamed(Record(one.report), f"{one.report.id}-{n}").report) for one in once for n in range(times)]
    return tuple(more)


def main(times: int, paths: list[str], catalogue: Catalogue) -> int:
    """Prints times, ratios and bytes."""
    reports, reading = read(paths, catalogue)
    once = repeated(reports, 1, catalogue)
    index_segment(("后",))  # and the table of characters is
    start = time.process_time()
    for segment in segments(once):
        index_segment(segment)
    indexing = (time.process_time() - start) * len(reports) / len(once)
    print(f"{len(reports)} reports: reading and structuring {reading:.1f} s, indexing {indexing:.1f} s, {indexing / reading:.2f} ×")
    many = repeated(reports, times, catalogue)
    indexed = [index_segment(segment) for segment in segments(many)]
    start = time.process_time()
    files = search_files(many, indexed, catalogue)
    merging = time.process_time() - start
    whole = reading * len(many) / len(reports)
    print(f"{len(many)} reports: writing the shards of what is indexed {merging:.1f} s, {merging / whole:.3f} × of reading them all")
    sizes: dict[str, list[int]] = {}
    for address, data in files:
        sizes.setdefault(address.split("/")[1], []).append(len(data))
    for kind, bytes_ in sizes.items():
        print(f"{kind:12} {len(bytes_):6} files {sum(bytes_) / 1e6:8.2f} MB, largest {max(bytes_) / 1e3:6.1f} kB")
    first = sum(sum(sizes[kind]) for kind in ("reports.js", "letters.js"))
    return int(max(sizes["words"]) > SHARD + 100 or first > FIRST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:], load_catalogue(Path(__file__).parents[1] / "content")[0]))
