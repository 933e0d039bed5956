"""Texts that say one thing again and again, each twice as long as the one before → how the cost of reading a report grows with its length.

    .venv/bin/python -m benchmarks.growth [--of 12500,25000,50000] [KIND …]

An exponent of 1 is a cost as the length, 2 one as its square: a text of a few kB could then cost a build its time limit. Processor time of
one process, nothing remembered; read it as a shape, not as a speed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from math import log2
from pathlib import Path
from time import process_time

from digest.content.catalogue_files import load_catalogue
from digest.model.catalogue import Catalogue
from digest.pipeline import analyse_file

ROOT = Path(__file__).resolve().parent.parent
HEAD = (
    "河北省保定市易县2024年政府工作报告\n——2024年1月8日在易县第十届人民代表大会第三次会议上\n县长 王某\n各位代表：\n"
    "现在，我代表县人民政府向大会作工作报告。\n一、2023年工作回顾\n地区生产总值增长5%。\n二、2024年重点工作\n"
)
END = "\n各位代表！让我们努力！谢谢大家！\n"
SAID = {  # kind → what is said again and again
    "digits": "1,234,", "percents": "增长5%，", "one indicator": "地区生产总值增长5%。", "lines of one indicator": "地区生产总值增长5%。\n",
    "separators": "、", "items": "大桥、学校、", "brackets": "（", "quotes": "“", "signs": "%", "question marks": "??", "one character": "一",
    "one project": "建成红旗大桥，", "lines of one project": "建成红旗大桥。\n", "headings": "（一）推进工作\n", "announced lists": "办好10件民生实事：",
    "years": "2024年", "places": "易县保定市河北省", "rows": "|甲|1|2|\n", "ordinals": "一是抓好工作，二是", "titles": "政府工作报告",
    "measures": "推进雨污分流、河长制，", "parts": "其中5%，", "Latin": "A", "spaces": " ",
}  # fmt: skip
COUNTED: dict[str, Callable[[int], str]] = {
    "projects": lambda size: "".join(f"建成红旗{n}号大桥，" for n in range(size // 9)),
    "numbered headings": lambda size: "".join(f"{n}.推进工作\n抓好。\n" for n in range(size // 12)),
    "values of one indicator": lambda size: "".join(f"地区生产总值增长{n}%。" for n in range(size // 12)),
}
KINDS = (*SAID, *COUNTED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line a kind: seconds for each length, and the exponent between the last two."""
    parser = argparse.ArgumentParser(description="How the cost of reading grows with the length of hostile texts.")
    parser.add_argument("--of", default="12500,25000,50000", help="lengths in characters, each longer than the one before")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one of: {', '.join(KINDS)}")
    given = parser.parse_args(arguments)
    lengths = [int(one) for one in given.of.split(",")]
    catalogue, _ = load_catalogue(ROOT / "content")
    cost_of(catalogue, "percents", 1000)  # what is loaded once
    for kind in given.kinds or KINDS:
        costs = [cost_of(catalogue, kind, length) for length in lengths]
        print(f"{kind:24}", *(f"{cost:7.2f} s" for cost in costs), f"  exponent {exponent(lengths, costs):5.2f}", flush=True)
    return 0


def text_of(kind: str, length: int) -> str:
    """A kind of repetition and a length in characters → a report that says nothing else."""
    said = COUNTED[kind](length) if kind in COUNTED else SAID[kind] * (length // len(SAID[kind]))
    return HEAD + said + END


def cost_of(catalogue: Catalogue, kind: str, length: int) -> float:
    """→ the seconds of processor time in which such a report is read and analysed."""
    data = text_of(kind, length).encode()
    start = process_time()
    analyse_file(catalogue, ("hostile.txt", data))
    return process_time() - start


def exponent(lengths: Sequence[int], costs: Sequence[float]) -> float:
    """Lengths and what each costs → the power of its length with which the cost grows, between the last two."""
    return log2(max(costs[-1], 0.01) / max(costs[-2], 0.01)) / log2(lengths[-1] / lengths[-2])


if __name__ == "__main__":
    sys.exit(main())
