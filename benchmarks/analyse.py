"""What the analysis of one report costs, against the bare cost of reading its file and splitting its text.

    python benchmarks/analyse.py FILE [FILE …]

On one core, the best of several runs each; a ratio, since machines differ. The longest file is the one that matters.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.chinese.quantities import quantities
from digest.chinese.sentences import sentences
from digest.content.catalogue_files import load_catalogue
from digest.pipeline import analyse
from digest.read.any import read_source

RUNS = 7


def best(work: Callable[[str, bytes], object], path: str, data: bytes) -> float:
    """→ the shortest of several runs, in milliseconds of this process's time, each as if the text had never been seen."""
    times = []
    for _ in range(RUNS):
        sentences.cache_clear()
        quantities.cache_clear()
        start = time.process_time()
        work(path, data)
        times.append(time.process_time() - start)
    return 1000 * min(times)


def bare(path: str, data: bytes) -> list[str]:
    """The least that anybody must do: read the file's lines and split them at full stops."""
    source, _ = read_source(path, data)
    return [] if source is None else [part for line in source.lines for part in re.split("[。；]", line.text)]


def main() -> None:
    """A line for each file: characters, bare cost, analysis, ratio."""
    catalogue, _ = load_catalogue(Path(__file__).parents[1] / "content")
    print(f"{'characters':>10} {'bare ms':>8} {'analysis ms':>12} {'ratio':>6}  file")
    for name in sys.argv[1:]:
        data = Path(name).read_bytes()
        record, _ = analyse(catalogue, name, data)
        if record is None:
            continue
        length = sum(len(paragraph.text) for paragraph in record.report.paragraphs)
        base, whole = best(bare, name, data), best(partial(analyse, catalogue), name, data)
        print(f"{length:10} {base:8.1f} {whole:12.1f} {whole / base:6.1f}  {Path(name).name}")


if __name__ == "__main__":
    main()
