"""What a build costs as its reports grow in number: cost a report, growth of each station, memory, output; and what a second build costs.

    python benchmarks/scale.py [--of 100,400] [--jobs 1] [--pdf] [--keep FOLDER] [FILE …]

Makes corpora out of FILEs (texts of county reports; without any, of the reports that are shipped): each report takes the paragraphs of one
of them, half of the long ones exchanged for another's, and the name and code of another county; digits are changed. Nothing in them is
true. Each corpus is built by a copy of the program with an empty memory: cold, then with nothing to do, then with one word changed.
Seconds are those of the processor, of all processes. Growth is the exponent between two sizes: 1 grows as the reports do, 2 as their square.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("build.py", "digest", "docs", "templates", "content", "requirements.lock")
LONG = 80  # characters of a paragraph that may stand in another report
YEARS = (2024, 2023, 2025, 2022, 2026, 2021, 2020, 2019)
# A line of the table that --timings prints
# wholly: compare  53.43   53.43   251.36      not in all
LINE = re.compile(r"([a-z_]{3,40}) +([0-9.]{1,12}) +([0-9.]{1,12}) +([0-9.]{1,12})(?: .{0,40})?")
# The most memory, as it says in English
# matches most memory: 758 MB here, 0 MB in another process      not in all 1.0
MEMORY = re.compile(r"most memory: ([0-9]{1,9}) MB here, ([0-9]{1,9}) MB")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost: its exit code, seconds of the processor, and what it printed."""

    code: int
    seconds: float
    said: str


def corpus(texts: list[list[str]], count: int, folder: Path) -> None:
    """Texts as paragraphs → so many reports of counties in a folder, the same each time."""
    chance = random.Random(7)
    spare = [line for lines in texts for line in lines if len(line) > LONG]
    with (ROOT / "content" / "places.csv").open(encoding="utf-8") as file:
        counties = [row for row in csv.DictReader(file) if row["level"] == "county"]
    folder.mkdir(parents=True)
    for number in range(count):
        county, year = counties[number % len(counties)], YEARS[number // len(counties)]
        lines = chance.choice(texts)
        body = [line if len(line) <= LONG or chance.random() < 0.5 else chance.choice(spare) for line in lines]
        told = [re.sub(r"(?<=\d)\d(?!\d*年)", lambda _: str(chance.randrange(10)), line) for line in body]
        head = f"---\nplace: '{county['code']}'\nyear: {year}\ncompleteness: full\n---\n{county['name']}{year}年政府工作报告\n\n各位代表：\n\n"
        (folder / f"{county['code']}-{year}.md").write_text(head + "\n\n".join(told) + "\n", encoding="utf-8")


def paragraphs(path: Path) -> list[str]:
    """A report's file → its paragraphs behind the address."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    start = next((at for at, line in enumerate(lines) if line.startswith("各位代表")), 0)
    return lines[start + 1 :]


def run(program: Path, reports: Path, jobs: int, pdf: bool) -> Cost:
    """A copy of the program and a corpus → what building its site costs."""
    command = [sys.executable, "build.py", "build", "--timings", "--lang", "en", "--jobs", str(jobs), "--reports", str(reports), "--site", "site"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*command, *(() if pdf else ("--no-pdf",))], cwd=program, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(done.returncode, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout)


def floor() -> float:
    """→ what a Python that does nothing costs, the median of nine."""
    times = []
    for _ in range(9):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-I", "-c", "pass"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(times)[4]


def stations(said: str) -> dict[str, tuple[float, float]]:
    """What --timings printed → of each station the seconds of all processes, and those of the main process alone."""
    return {m[1]: (float(m[2]), float(m[3])) for line in said.splitlines() if (m := LINE.fullmatch(line.rstrip()))}


def measure(count: int, texts: list[list[str]], folder: Path, jobs: int, pdf: bool) -> dict[str, tuple[float, float]]:
    """Builds a corpus and prints what it costs → its stations."""
    program, reports = folder / f"program-{count}", folder / f"reports-{count}"
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        program.mkdir(exist_ok=True)
        copy(ROOT / name, program / name)
    corpus(texts, count, reports)
    cold = run(program, reports, jobs, pdf)
    files = [path for path in (program / "site").rglob("*") if path.is_file()]
    size, text = sum(path.stat().st_size for path in files), sum(path.stat().st_size for path in reports.iterdir())
    index = sum(path.stat().st_size for path in files if "search" in path.relative_to(program).parts)
    memory = MEMORY.search(cold.said)
    time.sleep(3)  # what was just written is not trusted yet
    run(program, reports, jobs, pdf)
    again = run(program, reports, jobs, pdf)
    first = sorted(reports.iterdir())[0]
    first.write_text(first.read_text(encoding="utf-8").replace("各位代表", "同志们", 1), encoding="utf-8")
    changed = run(program, reports, jobs, pdf)
    done = stations(cold.said)
    own, whole = sum(one[1] for one in done.values()), sum(one[0] for one in done.values())
    print(f"\n{count} reports, exit {cold.code}: {cold.seconds:.1f} s, {cold.seconds / count:.2f} s a report, {own / max(whole, 1e-9):.0%} in the main process")
    print(f"  nothing to do {again.seconds / floor():.1f} times a Python that does nothing; one word changed {changed.seconds:.1f} s")
    print(f"  memory {memory[1] if memory else '?'} MB here, {memory[2] if memory else '?'} MB in another process")
    print(f"  output {size / count / 1e3:.0f} kB and {len(files) / count:.1f} files a report; search {index / text:.0%} of the text", flush=True)
    return done


def main(arguments: list[str]) -> int:
    """Builds each size → 1 where a station grows faster than as n to the 1.1 between the first and the last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--of", default="100,400")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    texts = [lines for path in options.files or sorted((ROOT / "content" / "reports").rglob("*.md")) if len(lines := paragraphs(path)) > 5]
    sizes = [int(size) for size in options.of.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = [measure(size, texts, folder, options.jobs, options.pdf) for size in sizes]
    if len(found) < 2:
        return 0
    print(f"\n{'station':20} " + " ".join(f"{size:>9}" for size in sizes) + "   growth")
    steep = []
    for name in found[-1]:
        took = [one.get(name, (0.0, 0.0))[0] for one in found]
        known = took[0] >= 0.2 and took[-1] > 0  # less is no measure of growth
        growth = math.log(took[-1] / took[0]) / math.log(sizes[-1] / sizes[0]) if known else math.nan
        steep += [name] if growth > 1.1 else []
        print(f"{name:20} " + " ".join(f"{seconds:9.2f}" for seconds in took) + f"   {growth:6.2f}")
    print(f"steeper than 1.1: {', '.join(steep) or 'none'}")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
