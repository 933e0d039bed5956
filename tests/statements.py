"""The second reader: every statement of a published site that can be judged against its data, and what is wrong with it.

It counts what it has recognised, and a sentence that looks like a statement but cannot be read is itself a fault:
a changed wording must not switch a check off in silence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tests import told_briefs
from tests.outcomes import moved, movement, ranked, verdict, verdicts
from tests.published import LINK, Site, printed
from tests.silences import alone, cut, following, missing, silences, silent
from tests.superlatives import Claim, Fault, claimed, emphasis, judged, same

NEVER = re.compile(r"全文(?:都)?没有(?:谈到|说到|提到)")  # that a whole report is silent of a topic: its paragraphs have one topic each, its sentences many
TOLD = re.compile(r"上一年是|下一年的报告说是|(?:未达到|达到)目标")  # words of a movement or a verdict


@dataclass(frozen=True)
class Read:
    recognised: Counter[str]
    faults: tuple[Fault, ...]

    @property
    def kinds(self) -> Counter[str]:
        return Counter(fault.kind for fault in self.faults)


def words(names: Iterable[str]) -> re.Pattern[str]:
    """The longest first: 晋城市城区 before 城区."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")


def scopes(site: Site) -> dict[str, frozenset[str]]:
    """The bulletins ordered by an editor, by their names without endings → the reports that they link to; every other page speaks of all."""
    topics = {block.page.split("/")[-1].split(".")[0] for block in site.blocks if block.page.startswith("topics/")}
    linked = defaultdict(set)
    for block in site.blocks:
        name = block.page.split("/")[-1].split(".")[0]
        if block.page.startswith("bulletins/") and name not in topics | {"overview", "summary", "index"}:
            linked[name] |= {found for _, url in LINK.findall(block.text) for found in re.findall(r"reports/([\w-]+)\.html", url)}
    return {name: frozenset(reports) for name, reports in linked.items()}


def read(site: Site) -> Read:
    """Every statement of a site, judged."""
    names, tables, within = words(site.codes), words(site.tables), scopes(site)
    recognised: Counter[str] = Counter()
    faults: list[Fault] = []
    claims: list[tuple[Claim, frozenset[str] | None]] = []
    seen = set()
    for page, blocks in groupby(site.blocks, key=lambda block: block.page):
        own = list(blocks)
        scope = within.get(page.split("/")[-1].split(".")[0]) if page.startswith("bulletins/") else None
        for block in own:
            place = page if block.heads else ""
            if (block.text, place, scope) in seen:
                continue
            seen.add((block.text, place, scope))
            for claim in claimed(block, site, names, tables):
                if isinstance(claim, Fault):
                    faults.append(claim)
                else:
                    claims.append((claim, scope))
            later = list(following(block, site))
            recognised["following"] += len(later)
            faults += [*filter(None, later), *cut(block, site)]
            if page.endswith(".md"):
                number, wrong = told_briefs.told(block, site)
                recognised["brief"] += number
                faults += wrong
                told, kept = list(moved(block, site)), list(verdicts(block, site))
                recognised.update(movement=len(told), verdict=len(kept), rank=bool(re.search(r"第\d+（", block.plain)) and "排位" in block.heads)
                faults += [fault for one in told for fault in movement(site, page, block.plain, one)]
                faults += [fault for one in kept for fault in verdict(site, page, block.plain, one)]
                faults += ranked(block, site) if "排位" in block.heads else ()
                apart = [*missing(block, site), *alone(block, site, scope)]
                recognised["absence"] += len(apart)
                faults += filter(None, apart)
                if NEVER.search(block.plain):
                    faults.append(Fault("unread", page, block.plain, "a whole report is said to be silent"))
                if not block.heads and TOLD.search(block.plain) and "「" not in block.plain and not told and not kept:
                    faults.append(Fault("unread", page, block.plain, "a movement or a verdict"))
        if page.endswith(".md"):
            lengths = [*emphasis(own)]
            recognised["emphasis"] += len(lengths)
            faults += filter(None, lengths)
            for one in silences(site, own):
                recognised["silence"] += 1
                faults += silent(site, one, scope)
    recognised["superlative"] = len(claims)
    faults += [fault for claim, scope in claims for fault in judged(claim, site, scope)]
    faults += opposed(claims)
    faults += set_beside(site)
    recognised["compared"] = len(site.compared)
    return Read(recognised, tuple({(fault.kind, spare(fault.said), fault.why): fault for fault in reversed(faults)}.values())[::-1])


def spare(said: str) -> str:
    """The same sentence in Markdown, on the page and in a message: without links, marks and spaces."""
    return re.sub(r"[\s•|*]|^\[\d+\]", "", LINK.sub(r"\1", said))


def set_beside(site: Site) -> Iterable[Fault]:
    """What the page of comparison shows, against the facts of that passage."""
    known = defaultdict(list)
    for fact in site.facts:
        for passage in fact.passages:
            known[fact.place, passage].append(fact.value)
    for code, text, url in site.compared:
        value = printed(text)
        if value is None or not any(same(value, one) for one in known[code, url.removeprefix("reports/")]):
            yield Fault("compared", f"compare/{code}.js", f"{text} {url}", "no published fact has this value there")


def opposed(claims: Iterable[tuple[Claim, frozenset[str] | None]]) -> Iterable[Fault]:
    """Two statements about the same end of the same column, with other names: the caption and the finding of one table."""
    first: dict[tuple, Claim] = {}
    for claim, scope in claims:
        if claim.outlier:
            continue
        key = (claim.table, claim.kind, claim.year, claim.high, claim.level, scope)
        other = first.setdefault(key, claim)
        if {code for code, _ in claim.named} != {code for code, _ in other.named} and claim.number == other.number:
            yield Fault("opposed", claim.page, claim.said, f"{other.page}: {other.said}")
