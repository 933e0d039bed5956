"""What it costs to find the wording that reports share and the words that they stress, against the bare cost of going through their text.

    python benchmarks/reuse.py FILE [FILE …]

On one core, the best of several runs each; ratios, since machines differ. The reports are analysed beforehand, which does not count.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.compare.dossiers import join
from digest.compare.shared_passages import normal
from digest.compare.wording import emphasis, shared_wording
from digest.content.catalogue_files import load_catalogue
from digest.pipeline import analyse_file

RUNS = 3


def best(work: Callable[[], object]) -> float:
    """→ the shortest of several runs, in milliseconds of this process's time."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def main() -> None:
    """A line for each stage: milliseconds and the ratio to normalising all paragraphs once."""
    catalogue, _ = load_catalogue(Path(__file__).parents[1] / "content")
    read = [analyse_file(catalogue, (name, Path(name).read_bytes()))[0] for name in sys.argv[1:]]
    known = {p.code for p in catalogue.places}
    records = [r for r in read if r and r.report.meta.code in known and r.report.meta.year]
    dossiers = join(records, catalogue)
    texts = [p.text for record in records for p in record.report.paragraphs]
    bare = best(lambda: [normal(text) for text in texts])
    print(f"{len(dossiers)} dossiers, {sum(map(len, texts))} characters; going through them takes {bare:.0f} ms")
    stages = {
        "shared wording": lambda: shared_wording(dossiers, catalogue),
        "emphasis": lambda: emphasis(dossiers),
        "emphasis by topic": lambda: [emphasis(dossiers, topic.id) for topic in catalogue.topics],
    }
    for name, work in stages.items():
        cost = best(work)
        print(f"{cost:10.0f} ms {cost / bare:6.1f} ×  {name}")


if __name__ == "__main__":
    main()
