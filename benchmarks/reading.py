"""How fast text is read and structured: megabytes of UTF-8 text per second on one core, of the bare reading and of all of it.

    python benchmarks/reading.py FILE [FILE …]

Reading and structuring is read_source and understand: lines, boilerplate, headings, paragraphs, whose it is, topics, damage; no figures.
The best of several runs over all files; of a Word or PDF file the text counts, not the size of the file.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.content.catalogue_files import load_catalogue
from digest.model.catalogue import Catalogue
from digest.model.report import Source
from digest.pipeline import understand
from digest.read.any import read_source
from digest.understand.damage import damage

RUNS = 5
WANTED = 1.0  # megabytes a second


def best(work: Callable[[], object]) -> float:
    """→ the shortest of several runs, in seconds of this process's time."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def sources(files: list[tuple[str, bytes]]) -> list[Source]:
    """The files that can be read, as text."""
    return [source for source, _ in (read_source(*file) for file in files) if source]


def main(paths: list[str], catalogue: Catalogue) -> int:
    """Prints the ratios → 1 where reading and structuring together are slower than wanted."""
    files = [(path, Path(path).read_bytes()) for path in paths]
    texts = sources(files)
    size = sum(len(line.text.encode()) + 1 for source in texts for line in source.lines) / 1e6
    reports = [report for report, _ in (understand(source, catalogue) for source in texts) if report]  # and jieba's words are loaded
    reading = best(lambda: sources(files))
    structuring = best(lambda: [understand(source, catalogue) for source in texts])
    told = best(lambda: [damage(report, catalogue) for report in reports])
    print(f"{len(texts)} files, {size:.2f} MB of text, {len(reports)} reports")
    for name, seconds in (("reading", reading), ("structuring", structuring), ("… of it damage", told), ("both", reading + structuring)):
        print(f"{name:16} {seconds:6.2f} s {size / seconds:7.2f} MB/s")
    return 0 if size / (reading + structuring) >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], load_catalogue(Path(__file__).parents[1] / "content")[0]))
