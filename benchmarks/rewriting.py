"""python benchmarks/rewriting.py [-v] [--only WORDS] FILE [FILE …]: how much of a report is still read when it is written another way.

Each change keeps the meaning. Of the facts, projects and pledges of the text as it is, the table says how many are lost, and how many
stand there that the text as it is does not have: those are wrong.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.chinese.numerals import chinese
from digest.chinese.traditional import to_simplified, to_traditional
from digest.content.catalogue_files import load_catalogue
from digest.model.report import Record
from digest.pipeline import analyse

CONTENT = Path(__file__).parents[1] / "content"
HAN = "\u4e00-\u9fff"
NUMBER = rf"(?<=[{HAN}])(?=[0-9])"
RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
SMALL = str.maketrans("，、；：？！（）", "﹐﹑﹔﹕﹖﹗﹙﹚")
NUMBERED = {f"（{numeral}）": chr(0x3220 + n) for n, numeral in enumerate("一二三四五六七八九十")}
LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
CHINESE_DIGITS = "零一二三四五六七八九"

Change = Callable[[str], str]


def spaced(space: str) -> Change:
    """→ a change that sets a space between Han and digits, on both sides."""
    return lambda text: re.sub(rf"(?<=[0-9%％])(?=[{HAN}])", space, re.sub(NUMBER, space, text))


def wrapped(width: int) -> Change:
    """→ a change that cuts lines at a width."""
    return lambda text: "\n".join(part for line in text.split("\n") for part in re.findall(rf".{{1,{width}}}", line) or [""])


def grouped(mark: str, fewest: int = 5) -> Change:
    """→ a change that groups the digits of large whole numbers, years and dates left out."""
    large = rf"(?<![0-9.])[0-9]{{{fewest},9}}(?=(?:\.[0-9]{{1,4}})?[{HAN}])(?!年|(?:\.[0-9]{{1,4}})?(?:[年号]|万平)|(?<=20[0-9][0-9])[{HAN}])"
    return lambda text: re.sub(large, lambda found: f"{int(found[0]):,}".replace(",", mark), text)


def spelled(text: str) -> str:
    """6.5% → 百分之六点五, 12% → 百分之十二; ranges and what is not a plain number below a hundred stay."""

    def say(found: re.Match[str]) -> str:
        whole, _, rest = found[1].partition(".")
        return "百分之" + chinese(int(whole)) + ("点" + "".join(CHINESE_DIGITS[int(digit)] for digit in rest) if rest else "")

    return re.sub(r"(?<![0-9.—\-－–~～+])([0-9]{1,2}(?:\.[0-9]{1,2})?)[%％](?![—\-－–~～0-9])", say, text)


def in_one_line(text: str) -> str:
    """Paragraphs that follow each other on one line; headings, and lines that end in no sentence, stay on their own."""
    return re.sub(rf"(?<=[{HAN}”）0-9%][。！；])\n+[ \u3000]*+(?=[^\n]{{60}})(?!各位代表|[一二三四五六七八九十（(第0-9])", "", text)


def as_page(text: str) -> str:
    """A page, a paragraph a line."""
    lines = (line.strip() for line in text.split("\n"))
    return "<html><body>" + "".join(f"<p>&nbsp;&nbsp;{html.escape(line)}</p>\n" for line in lines if line) + "</body></html>"


CHANGES: dict[str, Change] = {
    "a space between Han and digits": spaced(" "),
    "a no-break space": spaced("\u00a0"),
    "a thin space": spaced("\u2009"),
    "an ideographic space": spaced("\u3000"),
    "a space around Latin too": lambda text: re.sub(rf"(?<=[0-9A-Za-z%])(?=[{HAN}])|(?<=[{HAN}])(?=[0-9A-Za-z])", " ", text),
    "a space behind marks": lambda text: re.sub(r"(?<=[，。；：])(?=.)", " ", text),
    "a space before %": lambda text: re.sub(r"(?<=[0-9])(?=[%％])", " ", text),
    "a space between number and unit": lambda text: re.sub(rf"(?<=[0-9])(?=[{HAN}])(?!年|月|日)", " ", text),
    "a space behind the decimal point": lambda text: re.sub(rf"(?<=[{HAN}][0-9]\.)(?=[0-9]{{1,2}}[%亿万])", " ", text),
    "Kangxi radicals": lambda text: text.translate({ord(one): other for one, other in RADICALS.items()}),
    "variation selectors": lambda text: re.sub(rf"(?<=[{HAN}])(?=[{HAN}])", "\ufe00", text),
    "zero-width spaces": lambda text: re.sub(r"(?<=[0-9])(?=[0-9亿万])", "\u200b", text),
    "full-width digits": lambda text: re.sub(r"[0-9.%]+(?=[亿万元个%％])", lambda found: found[0].translate(WIDE), text),
    "full-width Latin": lambda text: re.sub(r"[A-Za-z]+[0-9.]*", lambda found: found[0].translate(WIDE), text),
    "full-width %": lambda text: text.replace("%", "％"),
    "small %": lambda text: text.replace("%", "﹪"),
    "small marks": lambda text: text.translate(SMALL),
    "（一） as one sign": lambda text: re.sub("（[一二三四五六七八九十]）", lambda found: NUMBERED[found[0]], text),
    "○ for 〇": lambda text: text.replace("〇", "○"),
    "PM₂.₅": lambda text: re.sub(r"(?<=PM)[0-9.]+", lambda found: found[0].translate(LOW), text),
    "PM 2.5": lambda text: re.sub(r"PM(?=[0-9])", "PM ", text),
    "traditional characters": to_traditional,
    "traditional characters in Big5": to_traditional,
    "traditional characters in GB18030": to_traditional,
    "digits in groups by a space": grouped(" "),
    "digits in groups by a thin space": grouped("\u2009", 4),
    "digits in groups by a comma": grouped(",", 4),
    "digits in groups by a full-width comma": grouped("，", 4),
    "lines of 40": wrapped(40),
    "lines of 60": wrapped(60),
    "lines of 76": wrapped(76),
    "a line's end in a number": lambda text: re.sub(rf"(?<=[{HAN}][0-9])(?=[0-9]*\.[0-9]{{1,2}}[亿万%])", "\n", text),
    "a line's end behind a decimal point": lambda text: re.sub(rf"(?<=[{HAN}][0-9][0-9]\.)(?=[0-9]{{1,2}}[亿万%])", "\n", text),
    "paragraphs on one line": in_one_line,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "half-width commas": lambda text: text.replace("，", ","),
    "half-width brackets": lambda text: text.replace("（", "(").replace("）", ")"),
    "half-width colons and semicolons": lambda text: text.replace("：", ":").replace("；", ";"),
    "straight quotation marks": lambda text: re.sub("[“”]", '"', text),
    "a byte order mark": lambda text: "\ufeff" + text,
    "UTF-16": str,
    "GB18030": str,
    "a page": as_page,
    "blank lines doubled": lambda text: text.replace("\n", "\n\n"),
    "no indentation": lambda text: re.sub(r"^[ \u3000]+", "", text, flags=re.MULTILINE),
    "spaces at the ends of lines": lambda text: text.replace("\n", " \u3000\n"),
    "百分之, the number in digits": lambda text: re.sub(r"([0-9]+(?:\.[0-9]+)?)[%％]", r"百分之\1", text),
    "百分之, the number in words": spelled,
}
ENCODINGS = {
    "traditional characters in Big5": "big5hkscs",
    "traditional characters in GB18030": "gb18030",
    "UTF-16": "utf-16",
    "GB18030": "gb18030",
}
BEYOND_BIG5 = re.compile("[⑪-⑳]")  # numbers of items that Big5 has no place for: such a text is never saved so


def said(record: Record | None) -> set[tuple[object, ...]]:
    """A record → its facts, projects and pledges without the way in which they are written."""
    if record is None:
        return set()
    facts = {("fact", f.indicator, f.measure, f.value, f.high, f.bound, f.kind, f.year) for f in record.facts}
    projects = {("project", plain(p.name), p.investment, p.kind) for p in record.projects}
    return facts | projects | {("pledge", p.no) for p in record.pledges}


def plain(text: str) -> str:
    """A name → without spaces, quotation marks and commas for thousands, of one width, in simplified characters."""
    return to_simplified(re.sub(r"[\s“”\"]|(?<=[0-9]),(?=[0-9]{3})", "", unicodedata.normalize("NFKC", text)))


def main(arguments: list[str]) -> int:
    """The table, a row a change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="reports as text or Markdown in UTF-8")
    parser.add_argument("--only", metavar="WORDS", default="", help="the changes with these words in their names alone")
    parser.add_argument("-v", dest="told", action="store_true", help="say what is lost and what is wrong")
    options = parser.parse_args(arguments)
    catalogue, _ = load_catalogue(CONTENT)
    texts = [(path, text) for path in options.paths if "\nfix:" not in (text := text_of(path))]  # a correction quotes the text as it is
    right = {path: said(analyse(catalogue, path.name, text.encode())[0]) for path, text in texts}
    print(
        f"{len(texts)} files, {sum(map(len, right.values()))} facts, projects and pledges\n\n{'lost':>6} {'wrong':>6}  change", flush=True
    )
    for name in (name for name in CHANGES if options.only in name):
        lost: list[str] = []
        wrong: list[str] = []
        for path, text in texts:
            if ENCODINGS.get(name) == "big5hkscs" and BEYOND_BIG5.search(text):
                continue
            found = said(analyse(catalogue, path.name, changed(text, name))[0])
            lost += (f"{path.stem}: {' '.join(map(str, one))}" for one in sorted(right[path] - found, key=str))
            wrong += (f"{path.stem}: {' '.join(map(str, one))}" for one in sorted(found - right[path], key=str))
        print(f"{len(lost):>6} {len(wrong):>6}  {name}", flush=True)
        if options.told:
            print(
                "".join(f"          lost   {one}\n" for one in lost) + "".join(f"          wrong  {one}\n" for one in wrong),
                end="",
                flush=True,
            )
    return 0


def text_of(path: Path) -> str:
    """A file → its text, in UTF-8 or GB18030."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def changed(text: str, name: str) -> bytes:
    """A text, and the name of a change → the changed file; front matter at its head stays, but for its letters."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    at = head.end() if head else 0
    encoding = ENCODINGS.get(name, "utf-8")
    above = to_traditional(text[:at]) if encoding == "big5hkscs" else text[:at]
    return (("" if name == "a page" else above) + CHANGES[name](text[at:])).encode(encoding, "ignore")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
