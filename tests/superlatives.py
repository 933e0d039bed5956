"""Who is said to be highest, lowest or far off, against every published value that could say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from tests.published import AMOUNT, Block, Fact, Site, Value, printed

SUPERLATIVE = re.compile(r"最[高低大小快慢多少]|并列|明显偏[高低]|中位数|居首|首位|末位|垫底|[排居列]第|领先|落后")
QUOTED = re.compile(r"「[^「」]*」|“[^“”]*…”")
FOREIGN = ("projects", "pledges", "glossary", "methods", "about", "search")  # the words of reports, and explanations
SIDE = re.compile(r"(?:数值|降幅|增幅)?(?:并列)?(最[高大多快]|最[低小少慢]|明显偏[高低])(的?[是为]|：)?")
AMONG = re.compile(r"(\d+)(?:个[^，。；]{0,8}?)?地")
MORE = re.compile(r"等(\d+)地")
LENGTH = re.compile(r"(?:(?P<own>[^。；]*?\d{4})篇幅最多的是|占比最高的是(?P<all>[^。；]*? \d{4})的)(?P<topic>[^（]+)（(?P<share>[\d.]+)%）")
YEAR = re.compile(r"(\d{4})年")
KIND = re.compile(r"完成|目标")
LEVELS = {"省级": "province", "地市级": "prefecture", "市级": "prefecture", "县级": "county"}


@dataclass(frozen=True)
class Fault:
    kind: str
    page: str
    said: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.page}: {self.said[:160]} ← {self.why}"


@dataclass(frozen=True)
class Claim:
    """“2023年完成：侯马市最高（12.1%）”: a side of a column, who is on it, of how many."""

    page: str
    said: str
    table: str
    kind: str
    year: int
    high: bool
    named: tuple[tuple[str, Value | None], ...]  # place codes and what is printed beside them
    number: int  # how many are said to be there
    among: int | None  # with those that are said to stand apart
    level: str | None
    outlier: bool = False
    middle: Value | None = None


def _of_a_report(said: str, site: Site) -> bool:
    """Whether a sentence stands as it is in a report."""
    return any(said.strip() in paragraph["text"] for record in site.records.values() for paragraph in record["paragraphs"])


def claimed(block: Block, site: Site, names: re.Pattern[str], tables: re.Pattern[str]) -> Iterable[Claim | Fault]:
    """Every superlative of a block as a claim; one that cannot be read is a fault, so that no new wording escapes."""
    text = QUOTED.sub("「」", block.plain)
    if block.page.startswith(FOREIGN) or block.heads or not SUPERLATIVE.search(text):
        return
    for sentence in re.finditer(r"[^。；]+", text):
        said = sentence[0]
        if not SUPERLATIVE.search(said) or not (names.search(said) or tables.search(said) and AMOUNT.search(said)):
            continue
        before = text[: sentence.end()]
        years, kinds, subjects = (pattern.findall(before) for pattern in (YEAR, KIND, tables))
        if LENGTH.search(said):
            continue  # the emphasis of a report, judged with its table
        if not (years and kinds and subjects):
            if block.page.startswith("words/") and _of_a_report(said, site):
                continue  # pages of words show the reports' own sentences
            yield Fault("unread", block.page, said, "no year, kind or indicator to be found")
            continue
        head = (max(subjects, key=len), kinds[-1], int(years[-1]))
        found = list(sides(said, site, names))
        if not found:
            yield Fault("unread" if names.search(said) else "unlike", block.page, said, "no place is named")
        among = next((int(a[1]) for a in AMONG.finditer(MORE.sub("", said))), None)
        apart = re.match(r"；另有([^。；]*)", text[sentence.end() :])  # 另有2地只给出“以上”，1地有几个数值
        among = among and among + sum(int(a) for a in re.findall(r"(\d+)地", apart[1] if apart else ""))
        level = next((code for word, code in LEVELS.items() if word in said), None)
        middle = printed(said.split("中位数", 1)[1]) if "中位数" in said else None
        for high, outlier, named, number in found:
            yield Claim(block.page, said, *head, high, named, number, among, level, outlier, middle)


def sides(said: str, site: Site, names: re.Pattern[str]) -> Iterable[tuple[bool, bool, tuple, int]]:
    """“最高的是甲县（9%），乙县、丙县最低（3%）” → the high side with 甲县, the low side with both."""
    falls = "降幅" in said
    for clause in re.split(r"，(?![^（]*）)", said):
        side = SIDE.search(clause)
        if not side:
            continue
        part = clause[side.end() :] if side[2] else clause[: side.start()]
        shared = None if side[2] else re.match(r"（([^（）]*)）", clause[side.end() :])
        named = []
        for name in names.finditer(part):
            own = re.match(r"（([^（）]*)）", part[name.end() :])
            worded = own or shared
            named.append((site.codes[name[0]], printed(worded[1]) if worded else None))
        more = MORE.search(part)
        if named:
            yield (side[1][-1] in "高大多快") != falls, "明显" in side[0], tuple(named), int(more[1]) if more else len(named)


def judged(claim: Claim, site: Site, scope: frozenset[str] | None) -> Iterable[Fault]:
    """What the published facts have against a claim."""
    candidates = [column for table in site.tables.get(claim.table, ()) if (column := site.columns.get((*table, claim.kind, claim.year)))]
    for column in candidates:
        values = grouped(column, claim, site, scope)
        if all(code in values and (shown is None or any(same(shown, one) for one in values[code])) for code, shown in claim.named):
            yield from contradicted(claim, site, values)
            return
    yield Fault("value", claim.page, claim.said, "no published fact has this value")


def grouped(column: tuple[Fact, ...], claim: Claim, site: Site, scope: frozenset[str] | None) -> dict[str, list[Value]]:
    """The places of the column that the claim speaks of → their values."""
    values: dict[str, list[Value]] = {}
    for fact in column:
        if not fact.stretch and (scope is None or fact.report in scope) and claim.level in (None, site.levels.get(fact.place)):
            values.setdefault(fact.place, []).append(fact.value)
    return values


def same(one: Value, other: Value) -> bool:
    return abs(one.near - other.near) <= 1e-6 * max(1.0, abs(other.near))


def contradicted(claim: Claim, site: Site, values: dict[str, list[Value]]) -> Iterable[Fault]:
    def fault(kind: str, why: str) -> Fault:
        return Fault(kind, claim.page, claim.said, why)

    named = {code for code, _ in claim.named}
    if claim.among is not None and claim.among != len(values):
        yield fault("count", f"{len(values)} places give it")
    if len(values) < 3:
        yield fault("few", f"{len(values)} places")
    if len({site.levels.get(code) for code in values}) > 1:
        yield fault("level", "places of several levels")
    if any(above in values for code in values for above in site.above(code)):
        yield fault("parent", "a place stands beside its own parent")
    if claim.number > 3 and not claim.outlier:
        yield fault("crowd", f"{claim.number} places share the end")
    if claim.middle:
        middle = median([value.near for several in values.values() for value in several])
        if not same(claim.middle, Value(middle, middle, middle)):
            yield fault("median", f"the median is {middle}")
        if any(value.open for several in values.values() for value in several):
            yield fault("open", "an open value may move the median")
    if claim.outlier:
        return
    if claim.number > len(claim.named):
        named |= {code for code, several in values.items() if any(same(several[0], one) for own in named for one in values[own])}
    sign = 1 if claim.high else -1
    ends = [sorted((sign * value.low, sign * value.high)) for code in named for value in values[code]]
    sure, possible = min(least for least, _ in ends), min(most for _, most in ends)
    for code, value in ((code, value) for code, several in values.items() if code not in named for value in several):
        least, most = sorted((sign * value.low, sign * value.high))
        if least > possible:
            yield fault("superlative", f"{code} gives {value.near:g}")
        elif least == most == sure == possible:
            yield fault("tie", f"{code} gives the same, {value.near:g}")
        elif most > sure or most == sure and least < most:
            yield fault("open", f"{code} gives {value.near:g}, and one of them is open")
    if any(len(values[code]) > 1 for code in named):
        yield fault("open", "a place named gives several values")


def emphasis(blocks: Iterable[Block]) -> Iterable[Fault | None]:
    """“侯马市 2024篇幅最多的是总体（14.7%）” and “单项占比最高的是盐湖区 2024的民生保障（27%）” against the table under them; nothing for each that is true."""
    own = list(blocks)
    shares = {row.cells[0]: dict(zip(row.heads[1:], map(_number, row.cells[1:]))) for row in own if row.heads[:1] == ("%",)}
    for block in own:
        for found in LENGTH.finditer(block.plain) if not block.heads else ():
            row = (found["own"] or found["all"]).strip()
            rivals = [share for name, shares_of in shares.items() if found["all"] or name == row for share in shares_of.values()]
            true = abs(shares.get(row, {}).get(found["topic"], -1) - float(found["share"])) < 0.06 and rivals and float(found["share"]) >= max(rivals) - 0.06
            yield None if true else Fault("emphasis", block.page, found[0], "the table says otherwise")


def _number(cell: str) -> float:
    return float(cell) if re.fullmatch(r"[\d.]+", cell) else 0.0
