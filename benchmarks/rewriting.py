"""python benchmarks/rewriting.py FILE [FILE …]: how much of a report is still read when it is written another way.

Each change keeps the meaning. Of the facts, projects and pledges of the text as it is, the table says how many are lost, and how many
stand there that the text as it is does not have: those are wrong.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.chinese.traditional import to_traditional
from digest.content.catalogue_files import load_catalogue
from digest.model.report import Record
from digest.pipeline import analyse

CONTENT = Path(__file__).parents[1] / "content"
HAN = "\u4e00-\u9fff"
NUMBER = rf"(?<=[{HAN}])(?=[0-9])"
RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def spaced(space: str) -> Callable[[str], str]:
    """→ a change that sets a space between Han and digits, on both sides."""
    return lambda text: re.sub(rf"(?<=[0-9%％])(?=[{HAN}])", space, re.sub(NUMBER, space, text))


def wrapped(width: int) -> Callable[[str], str]:
    """→ a change that cuts lines at a width."""
    return lambda text: "\n".join(part for line in text.split("\n") for part in re.findall(rf".{{1,{width}}}", line) or [""])


def grouped(mark: str) -> Callable[[str], str]:
    """→ a change that groups the digits of large whole numbers."""
    return lambda text: re.sub(r"(?<![0-9.])[0-9]{5,9}(?![0-9年.])", lambda found: f"{int(found[0]):,}".replace(",", mark), text)


CHANGES: dict[str, Callable[[str], str]] = {
    "a space between Han and digits": spaced(" "),
    "a no-break space": spaced("\u00a0"),
    "a thin space": spaced("\u2009"),
    "an ideographic space": spaced("\u3000"),
    "a space around Latin too": lambda text: re.sub(rf"(?<=[0-9A-Za-z%])(?=[{HAN}])|(?<=[{HAN}])(?=[0-9A-Za-z])", " ", text),
    "a space behind marks": lambda text: re.sub(r"(?<=[，。；：])(?=.)", " ", text),
    "a space before %": lambda text: re.sub(r"(?<=[0-9])(?=[%％])", " ", text),
    "a space between number and unit": lambda text: re.sub(rf"(?<=[0-9])(?=[{HAN}])(?!年|月|日)", " ", text),
    "Kangxi radicals": lambda text: text.translate(str.maketrans(RADICALS)),
    "variation selectors": lambda text: re.sub(rf"(?<=[{HAN}])(?=[{HAN}])", "\ufe00", text),
    "zero-width spaces": lambda text: re.sub(r"(?<=[0-9])(?=[0-9亿万])", "\u200b", text),
    "full-width digits": lambda text: re.sub(r"[0-9.%]+(?=[亿万元个%％])", lambda found: found[0].translate(WIDE), text),
    "full-width Latin": lambda text: re.sub(r"[A-Za-z]+[0-9.]*", lambda found: found[0].translate(WIDE), text),
    "full-width %": lambda text: text.replace("%", "％"),
    "small %": lambda text: text.replace("%", "﹪"),
    "traditional characters": to_traditional,
    "digits in groups by a space": grouped(" "),
    "digits in groups by a comma": grouped(","),
    "lines of 40": wrapped(40),
    "lines of 76": wrapped(76),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "half-width commas": lambda text: text.replace("，", ","),
    "half-width brackets": lambda text: text.replace("（", "(").replace("）", ")"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "blank lines doubled": lambda text: text.replace("\n", "\n\n"),
    "no indentation": lambda text: re.sub(r"^[ \u3000]+", "", text, flags=re.MULTILINE),
    "百分之": lambda text: re.sub(r"([0-9]+(?:\.[0-9]+)?)[%％]", r"百分之\1", text),
}


def said(record: Record | None) -> set[tuple[object, ...]]:
    """A record → its facts, projects and pledges without the way in which they are written."""
    if record is None:
        return set()
    facts = {("fact", f.indicator, f.measure, f.value, f.high, f.bound, f.kind, f.year) for f in record.facts}
    projects = {("project", plain(p.name), p.investment, p.kind) for p in record.projects}
    return facts | projects | {("pledge", p.no) for p in record.pledges}


def plain(text: str) -> str:
    """A name → without spaces, of one width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def main(paths: list[Path]) -> int:
    """The table, a row a change."""
    catalogue, _ = load_catalogue(CONTENT)
    texts = [(path, text) for path in paths if "\nfix:" not in (text := path.read_text(encoding="utf-8"))]  # a correction quotes the text as it is
    right = {path: said(analyse(catalogue, path.name, text.encode())[0]) for path, text in texts}
    print(f"{len(texts)} files, {sum(map(len, right.values()))} facts, projects and pledges\n\n{'lost':>6} {'wrong':>6}  change")
    for name, change in CHANGES.items():
        lost = wrong = 0
        for path, text in texts:
            found = said(analyse(catalogue, path.name, body_changed(text, change).encode())[0])
            lost += len(right[path] - found)
            wrong += len(found - right[path])
        print(f"{lost:>6} {wrong:>6}  {name}", flush=True)
    return 0


def body_changed(text: str, change: Callable[[str], str]) -> str:
    """A text → changed, but for front matter at its head."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    at = head.end() if head else 0
    return text[:at] + change(text[at:])


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
