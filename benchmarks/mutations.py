"""python benchmarks/mutations.py [--count N] FILE|FOLDER …: whether a report that is damaged in any way still gives a report or a reason.

Every file as it is, and N files changed at random (with a fixed seed): no exception, and every character of every line of the source stands in
the title block, a heading, a paragraph or the boilerplate.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.content.catalogue_files import load_catalogue
from digest.model.catalogue import Catalogue
from digest.model.report import Report, Source
from digest.pipeline import analyse
from digest.read.any import read_source

CONTENT = Path(__file__).parents[1] / "content"
MARKS = "，。；：、！？（）“”%"
SPACES = " \u3000\u00a0\u2009\u200b\t"
Mutation = Callable[[random.Random, bytes], bytes]


def by_lines(change: Callable[[random.Random, list[bytes]], list[bytes]]) -> Mutation:
    """A change of lines → the same of a file."""
    return lambda chance, data: b"\n".join(change(chance, data.split(b"\n")))


def by_text(change: Callable[[random.Random, str], str]) -> Mutation:
    """A change of characters → the same of a file; where it is no text, of its bytes one by one."""

    def made(chance: random.Random, data: bytes) -> bytes:
        try:
            return change(chance, data.decode("utf-8")).encode("utf-8")
        except UnicodeDecodeError:
            return change(chance, data.decode("latin-1")).encode("latin-1", "replace")

    return made


def flipped(chance: random.Random, data: bytes) -> bytes:
    """Some bytes become others."""
    changed = bytearray(data)
    for at in chance.sample(range(len(changed)), min(len(changed), chance.choice((1, 5, 50)))):
        changed[at] = chance.randrange(256)
    return bytes(changed)


MUTATIONS: dict[str, Mutation] = {
    "cut": lambda chance, data: data[: chance.randrange(len(data) + 1)],
    "begun late": lambda chance, data: data[chance.randrange(len(data) + 1) :],
    "a middle lost": by_lines(lambda chance, lines: lines[: (at := chance.randrange(len(lines) + 1))] + lines[chance.randint(at, len(lines)) :]),
    "doubled": lambda chance, data: data + data,
    "lines doubled": by_lines(lambda chance, lines: [line for line in lines for _ in range(1 + (chance.random() < 0.3))]),
    "lines shuffled": by_lines(lambda chance, lines: chance.sample(lines, len(lines))),
    "lines reversed": by_lines(lambda chance, lines: lines[::-1]),
    "lines joined": by_lines(lambda chance, lines: [b"".join(lines[: (at := chance.randrange(len(lines) + 1))]), *lines[at:]]),
    "one huge line": by_text(lambda chance, text: "".join(text.split("\n")) * 3),
    "bytes flipped": flipped,
    "marks removed": by_text(lambda chance, text: "".join(c for c in text if c not in MARKS or chance.random() < 0.5)),
    "marks doubled": by_text(lambda chance, text: "".join(c * 2 if c in MARKS and chance.random() < 0.3 else c for c in text)),
    "spaces inserted": by_text(lambda chance, text: "".join(c + chance.choice(SPACES) if chance.random() < 0.1 else c for c in text)),
    "lines broken": by_text(lambda chance, text: "".join(c + "\n" if chance.random() < 0.05 else c for c in text)),
    "digits lost": by_text(lambda chance, text: "".join(c for c in text if not c.isdigit() or chance.random() < 0.7)),
    "characters lost": by_text(lambda chance, text: "".join(c for c in text if chance.random() < 0.9)),
}


def letters(text: str) -> Counter[str]:
    """The characters of a text, without white space, the # of a heading and the ?? that a lossy encoding makes of a space."""
    return Counter("".join(text.replace("#", "").replace("?", "").split()))


def unaccounted(source: Source, report: Report) -> Counter[str]:
    """A source and its report → the characters of its lines that stand nowhere in the report, and those that stand there too often."""
    given = letters("\n".join(line.written or line.text for line in source.lines))
    shown = (*(p.shown for p in report.paragraphs), *(s.shown for s in report.sections))
    found = letters("\n".join((*shown, *(line.text for line in report.masthead), *(b.text for b in report.boilerplate))))
    return (given - found) + (found - given)


def wrong_with(catalogue: Catalogue, name: str, data: bytes) -> str:
    """A file → what is wrong with how it is read, "" where nothing is: it gives a report that holds all of it, or a reason."""
    try:
        source, problems = read_source(name, data)
        record, told = analyse(catalogue, name, data)
    except Exception:  # whatever it is: that is what is looked for
        return traceback.format_exc(limit=-3)
    if record is None or source is None:
        return "" if problems or told else "refused without a reason"
    left = unaccounted(source, record.report)
    return f"unaccounted: {dict(left.most_common(12))}" if left else ""


def mutated(chance: random.Random, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Files → one of them, changed in one to three ways."""
    name, data = chance.choice(files)
    ways = chance.sample(sorted(MUTATIONS), chance.choice((1, 1, 2, 3)))
    for way in ways:
        data = MUTATIONS[way](chance, data)
    return f"{name} ({', '.join(ways)})", data


def main(arguments: list[str]) -> int:
    """What was wrong, file by file, and how many were looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("--count", type=int, default=200, help="how many changed files (200)")
    options = parser.parse_args(arguments)
    catalogue, _ = load_catalogue(CONTENT)
    found = [file for path in options.paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]) if file.is_file()]
    files = [(path.name, path.read_bytes()) for path in found]
    chance = random.Random(1)
    texts = [file for file in files if not file[1].startswith((b"PK", b"%PDF"))] or files
    cases = [*files, *(mutated(chance, texts if chance.random() < 0.8 else files) for _ in range(options.count))]
    wrong, slowest = 0, (0.0, "")
    for name, data in cases:
        start = time.process_time()
        if said := wrong_with(catalogue, name, data):
            wrong += 1
            print(f"{name}: {said}", flush=True)
        slowest = max(slowest, (time.process_time() - start, name))
    print(f"{len(files)} files and {options.count} changed ones: {wrong} wrong; the slowest {slowest[0]:.1f} s: {slowest[1]}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
