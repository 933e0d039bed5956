"""Ranks, movements and verdicts: rows of a place's page and sentences of the findings, against the published facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median

from tests.published import LINK, Block, Fact, Site, Value, printed
from tests.superlatives import Fault, same

RANK = re.compile(r"(并列)?第(\d+)（(并列)?[^（）]*?(\d+)个?[^（）]{0,6}?地?[^（）]*）")
LATER = re.compile(r"(?P<difference>[^（）]+)（上年(?P<before>[^（）]*)")
MOVED = re.compile(r"(?:定为|为)(?P<now>[^，]+)，上一年是(?P<before>[^，]+)，(?P<difference>[^。，]+)")
KEPT = re.compile(r"定为(?P<target>[^，]+)，下一年的报告说是(?P<result>[^，]+)，(?P<verdict>[^。]+)")
SIGNED = ((re.compile(r"持平|正好|相同"), 0), (re.compile(r"少|低|减|降"), -1), (re.compile(r"多|高|增|升"), 1))
LOWER = re.compile(r"失业率|价格涨幅|能耗|PM|浓度|死亡|负债")  # less is what is aimed at
# Words that make one name mean two things; values that say different ones of a group are not compared.
VARIANTS = tuple(re.compile(words) for words in ("净增|新增", "国考|省考|国控|出境", "问题厕所|户厕", "户用|无害化", "小巨人|省级|市级", "公办|义务教育|基础教育", "纯收入|可支配收入"))  # fmt: skip


def facts_of(site: Site, place: str, name: str, kind: str, year: int) -> tuple[Fact, ...]:
    """The facts of one place in the column that a page calls by this name."""
    columns = (site.columns.get((*table, kind, year), ()) for table in site.tables.get(name, ()))
    return next((own for column in columns if (own := tuple(fact for fact in column if fact.place == place and not fact.stretch))), ())


def row_subject(block: Block) -> tuple[str, str, str]:
    """“[地区生产总值增速](…)（目标）” on the page of a place → its code, the name, the kind."""
    name = LINK.sub(r"\1", block.cells[0])
    kind = "目标" if name.endswith("（目标）") or "目标" in block.heads else "完成"
    return block.page.split("/")[-1].split(".")[0], name.removesuffix("（目标）"), kind


def ranked(block: Block, site: Site) -> Iterable[Fault]:
    place, name, kind = row_subject(block)
    cells = dict(zip(block.heads, block.cells))
    rank, plain = cells.get("排位", ""), block.plain
    if not re.search(r"第\d", rank):
        return
    found = RANK.search(rank)
    own = facts_of(site, place, name, kind, int(cells["年份"]))
    if not found or not own:
        yield Fault("unread", block.page, plain, "no rank, or no fact of it")
        return
    column = site.columns[own[0].indicator, own[0].measure, kind, own[0].year]
    near = "同属" in rank
    values: dict[str, list[Value]] = {}
    for fact in column:
        peer = site.parents.get(fact.place) == site.parents.get(place) if near else True
        if not fact.stretch and peer and site.levels.get(fact.place) == site.levels.get(place):
            values.setdefault(fact.place, []).append(fact.value)
    mine = values.pop(place)
    nears = [value.near for several in (*values.values(), mine) for value in several]
    if int(found[4]) != len(values) + 1:
        yield Fault("count", block.page, plain, f"{len(values) + 1} places give it")
    if any(value.open for value in mine) or len({value.near for value in mine}) > 1:
        yield Fault("rank-open", block.page, plain, "the place's own value is open")
        return
    at = mine[0].near
    above, perhaps = (sum(test(several) for several in values.values()) for test in (lambda s: all(v.low > at for v in s), lambda s: any(v.high > at for v in s)))
    ascending = "从低" in rank
    if ascending:
        above, perhaps = (sum(test(several) for several in values.values()) for test in (lambda s: all(v.high < at for v in s), lambda s: any(v.low < at for v in s)))
    if not above + 1 <= int(found[2]) <= perhaps + 1:
        yield Fault("rank", block.page, plain, f"it is number {above + 1}")
    elif above != perhaps:
        yield Fault("rank-open", block.page, plain, f"it may be number {above + 1} to {perhaps + 1}")
    equal = 1 + sum(any(value.low == value.high == at for value in several) for several in values.values())
    told = re.search(r"(\d+)地并列", rank)
    if (equal > 1) != ("并列" in rank) or told and int(told[1]) != equal:
        yield Fault("tie", block.page, plain, f"{equal} places give it")
    if (said := printed(cells.get("中位数", ""))) and not same(said, _middle(nears)):
        yield Fault("median", block.page, plain, f"the median is {median(nears):g}")


def _middle(numbers: list[float]) -> Value:
    middle = median(numbers)
    return Value(middle, middle, middle)


def moved(block: Block, site: Site) -> Iterable[tuple[str, str, str, int, str, str, str]]:
    """Every movement told in a block: place, name, kind, year, and in words now, before and the difference."""
    cells = dict(zip(block.heads, block.cells))
    if "比上年" in cells and (found := LATER.search(LINK.sub(r"\1", cells["比上年"]))):
        place, name, kind = row_subject(block)
        yield place, name, kind, int(cells["年份"]), LINK.sub(r"\1", cells["数值"]), found["before"], found["difference"]
    elif not block.heads and (found := MOVED.search(block.plain)) and (subject := finding_subject(block, site)):
        yield *subject, found["now"], found["before"], found["difference"]


def finding_subject(block: Block, site: Site) -> tuple[str, str, str, int] | None:
    """“2024年四好农村路（完成）：[清苑区](…)为……” → its place, name, kind and year."""
    head = re.match(r"•?(\d{4})年(.+?)（(?:[^（）]+，)?(完成|目标)）：(.+?)(?:定为|为)", block.plain)
    return (site.codes[head[4].strip()], head[2], head[3], int(head[1])) if head and head[4].strip() in site.codes else None


def difference(words: str) -> float | None:
    """“低4.55个百分点” → -4.55; “持平” → 0."""
    sign = next((sign for pattern, sign in SIGNED if pattern.search(words)), None)
    amount = printed(re.sub(r"[^\d.,万亿]*(\d.*)", r"\1", words))
    return 0 if sign == 0 else None if sign is None or amount is None else sign * abs(amount.near)


def unlike(one: Fact, other: Fact) -> str:
    """The words by which two quotes speak of different things."""
    pairs = ((set(words.findall(one.quote)), set(words.findall(other.quote))) for words in VARIANTS)
    return next((f"{a} against {b}" for a, b in pairs if a and b and not a & b), "")


def shape(value: Value) -> tuple[bool, bool]:
    """“以上” is open above: two aims of one shape differ by what they set."""
    return value.low < value.near, value.high > value.near


def movement(site: Site, page: str, said: str, told: tuple[str, str, str, int, str, str, str]) -> Iterable[Fault]:
    place, name, kind, year, now, before, words = told
    facts = facts_of(site, place, name, kind, year), facts_of(site, place, name, kind, year - 1)
    shown = printed(now), printed(before)
    if not all(facts) or not all(shown) or difference(words) is None:
        yield Fault("unread", page, said, "a value or a difference is not to be found")
        return
    for own, one in zip(facts, shown):
        if not any(same(one, fact.value) for fact in own):
            yield Fault("movement", page, said, "a value is not the published one")
        if len({fact.value.near for fact in own if fact.value.unit == one.unit}) > 1:
            yield Fault("movement", page, said, "a year has several values")
    later, earlier = facts[0][0], facts[1][0]
    if (later.value.open or earlier.value.open) and not (kind == "目标" and shape(later.value) == shape(earlier.value)):
        yield Fault("movement-open", page, said, "an open value has no difference")
    elif abs(shown[0].near - shown[1].near - difference(words)) > 1e-6 * max(1, abs(shown[0].near)):
        yield Fault("movement", page, said, "the difference is another")
    if why := unlike(later, earlier):
        yield Fault("movement-unlike", page, said, why)


def verdicts(block: Block, site: Site) -> Iterable[tuple[str, str, int, str, str, str]]:
    """Every verdict told: place, name, year, and in words target, result and verdict."""
    if "对账" in block.heads:
        place, name, _ = row_subject(block)
        cells = [LINK.sub(r"\1", cell) for cell in block.cells]
        yield place, name, int(cells[1]), cells[2], cells[3], cells[4]
    elif not block.heads and (found := KEPT.search(block.plain)) and (subject := finding_subject(block, site)):
        yield subject[0], subject[1], subject[3], found["target"], found["result"], found["verdict"]


def verdict(site: Site, page: str, said: str, told: tuple[str, str, int, str, str, str]) -> Iterable[Fault]:
    place, name, year, target, result, words = told
    word = re.match(r"未达到|达到|接近", words)
    if not word:
        return
    aims, results = facts_of(site, place, name, "目标", year), facts_of(site, place, name, "完成", year)
    aim, reached = printed(target), printed(result)
    aimed = next((fact for fact in aims if aim and same(fact.value, aim)), None)
    got = next((fact for fact in results if reached and same(fact.value, reached)), None)
    if not ("力争" in target or aimed) or not got or not aim:
        yield Fault("verdict", page, said, "target or result is not a published fact of that column")
        return
    if len({fact.value.near for fact in results}) > 1 or len({fact.value.near for fact in aims}) > 1:
        yield Fault("verdict", page, said, "a side has several values")
    less = aim.high == aim.near and aim.low < aim.near or bool(LOWER.search(name))
    goal, low, high = (-aim.near, -got.value.high, -got.value.low) if less else (aim.near, got.value.low, got.value.high)
    true = "达到" if low >= goal else "未达到" if high < goal else "open"
    if word[0] == "接近":
        if true != "未达到" or abs(got.value.near - aim.near) > 0.1 * abs(aim.near) + 1e-9:
            yield Fault("verdict", page, said, f"it is {true}")
    elif true != word[0]:
        yield Fault("verdict-open" if true == "open" else "verdict", page, said, f"it is {true}")
    told_difference = difference(words.split("，", 1)[1]) if "，" in words else None
    if told_difference is not None and abs(got.value.near - aim.near - told_difference) > 1e-6 * max(1, abs(aim.near)):
        yield Fault("verdict", page, said, f"the difference is {got.value.near - aim.near:g}")
    if aimed and (why := unlike(aimed, got)):
        yield Fault("verdict-unlike", page, said, why)
