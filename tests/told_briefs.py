"""What a brief says of targets, results, parts and measures, against every published value: written from what the sentences mean, not from what makes them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from tests.published import AMOUNT, LINK, Block, Fact, Site, Value, printed
from tests.superlatives import LEVELS, Fault, same

TURNED = re.compile(r"(\d{4})年(?P<name>.+?)（(?:[^（）]+，)?目标）：两年都给出同样写法的目标的(?P<of>\d+)地里（(?P<level>.+?)），(?:全部(?P<all>上调|持平|下调)|(?P<ways>(?:(?:上调|持平|下调)\d+地(?:（[^（）]*）)?，?)+))。")
WAY = re.compile(r"(上调|持平|下调)(\d+)地(?:（([^（）]*)）)?")
GAP = re.compile(r"(\d{4})年(?P<name>.+?)（(?:[^（）]+，)?目标）：(.+?)今年定为(.+?)，上年(?:的结果)?是(.+?)，([高低])(.+?)。$")
WALKED = re.compile(r"年(?P<name>.+?)（(?:[^（）]+，)?目标）：(.+?)连续(\d+)份报告一年比一年定得低：(.+?)。$")
DROPPED = re.compile(r"年(?P<name>.+?)（(?:[^（）]+，)?目标）：(.+?)前两年都定了目标（(.+?)），(.+?)(\d{4})的报告全文没有提到。$")
PAIRS = re.compile(r"(\d+)项前后可比的承诺(?:，今年全部定得(?P<all>高于上年|与上年结果持平|低于上年)|里，今年定得(?:高于上年结果的(?P<up>\d+)项，?)?(?:(?:与上年结果)?持平的?(?P<flat>\d+)项，?)?(?:低于的(?P<down>\d+)项)?)")
LEANS = re.compile(r"分指标看，(.+?)。")
LEAN = re.compile(r"(?P<name>.+?)(?P<of>\d+)地(?:里(?P<most>\d+)地)?(?:都?(?P<turned>上调|下调)目标|的目标都?(?P<side>高于|低于)上年结果)(?:（\d+地写的是“以上”，只是下限）)?(?:，|$)")
PART = re.compile(r"(部分大于整体|部分等于整体|占整体的份额)：(\d{4})年(?P<name>.+?)，(.+?)(定为|为)(.+?)，所属的(.+?)(?:定为|为)(.+?)，(?:约占([\d.]+)%|口径须核)。")
EACH = re.compile(r"单体大小：(.+?)（(?P<count>[^（）]+?)、(?P<name>.+?)，各地怎样数的不一定相同）。$")
MEAN = re.compile(r"([^；，、]+?)(今年|上年)的(.+?)、(.+?)，平均每个([^；]+)")
ALONE = re.compile(r"各地读出的数值里，只有(.+?)给出(.+)。$")
SOLE = re.compile(r"举措清单里，只有(.+?)写到(.+)。$")
BOARD, SCORES = ("组", "地方", "事项", "上年", "今年承诺", "方向·硬度"), ("指标", "给出结果", "给出目标", "高于上年", "持平", "低于上年", "目标中位数")
YEARLY = re.compile(r"(\d{4})年([^、（）]+)")
DRAWN = re.compile(r"(?P<name>[^。]+?)目标：(\d{4})年与\d{4}年。两年都给出数值的(\d+)地中（(.+?)），((?:上调|持平|下调).+?)。")
LEVELLED = re.compile(r"(.+?)\d{4}，增速和两年的总量：报告说(\d{4})年(?P<name>.+?)增速(.+?)，总量(.+?)；上一年的报告说\d{4}年总量(.+?)，两个总量算下来是(增长|下降)([\d.]+)%")
PACED = re.compile(r"(.+?)\d{4}，收入和经济的增速：(\d{4})年(.+?增速)([^，]+)，(.+?增速)([^，]+)，([快慢])([\d.]+)个百分点")
FEWER = re.compile(r"(.+?)\d{4}，目标完成而总量减少：(\d{4})年(?P<name>.+?)的目标(.+?)达到了（(.+?)），但总量从上一年的(.+?)变为(.+?)，少(.+?)。")
LEADS = re.compile(r"在两年都给出数值的(\d+)个(.+?)地区中，(?P<name>.+?)目标(.+?)。\d+个.+?地区的(\d{4})年报告里")
TURNS = re.compile(r"(上调|持平|下调)的(\d+)个")
NEW = re.compile(r"两年都给出|今年定为|定得低|前两年都定|前后可比的承诺里|分指标看|所属的.+口径须核|约占[\d.]+%|举措清单里，只有|平均每个|各地读出的数值里|两个总量|收入和经济的增速：|目标完成而总量减少")


def told(block: Block, site: Site) -> tuple[int, list[Fault]]:
    """A block → how many statements of briefs it holds, and what is wrong with them; one that looks like a statement and can not be read is a fault."""
    if tuple(block.heads) == BOARD:
        return 1, list(_row(block, site))
    if tuple(block.heads) in (SCORES, ("级别", *SCORES)):
        return 1, list(_score(block, site))
    text = re.sub(r"「[^」]*」", "「」", block.plain)
    readers = (
        (TURNED, _turned), (GAP, _gap), (WALKED, _walked), (DROPPED, _dropped), (PAIRS, _pairs), (LEANS, _leans), (PART, _part), (SOLE, _sole), (EACH, _each), (ALONE, _alone), (LEADS, _leads),
        (DRAWN, _drawn), (LEVELLED, _levelled), (PACED, _paced), (FEWER, _fewer),
    )  # fmt: skip
    found = [(reader, match) for pattern, reader in readers if not block.heads and (match := pattern.search(text))]
    if not found and not block.heads and NEW.search(text) and "{" not in text:
        return 0, [Fault("unread", block.page, text, "a statement of a brief")]
    return len(found), [Fault(kind, block.page, text, why) for reader, match in found for kind, why in reader(match, block, site)]


Told = Iterable[tuple[str, str]]


def facts(site: Site, name: str, kind: str, year: int | None, place: str = "") -> list[Fact]:
    """An indicator as pages call it, a kind and a year → the published values, of one place or of all."""
    columns = (site.columns.get((*table, kind, year), ()) for table in site.tables.get(name, ()))
    return [fact for column in columns for fact in column if not fact.stretch and place in ("", fact.place)]


def newest(site: Site) -> dict[str, int]:
    years: dict[str, int] = {}
    for record in site.records.values():
        code, year = record["meta"]["code"], record["meta"]["year"]
        years[code] = max(years.get(code, 0), year)
    return years


def _among(shown: Value | None, given: Iterable[Fact]) -> bool:
    return shown is not None and any(same(shown, fact.value) for fact in given)


def _turned(said: re.Match[str], block: Block, site: Site) -> Told:
    year, of, level = int(said[1]), int(said["of"]), LEVELS.get(said["level"])
    now, before = ({fact.place: fact.value.near for fact in facts(site, said["name"], "目标", one) if site.levels.get(fact.place) == level} for one in (year, year - 1))
    moved = {code: now[code] - before[code] for code in now.keys() & before.keys()}
    ways = [(said["all"], of, "")] if said["all"] else [(word, int(number), names) for word, number, names in WAY.findall(said["ways"])]
    if sum(number for _, number, _ in ways) != of or of < 3 or any(number < 1 for _, number, _ in ways):
        yield "turned", f"{ways} of {of}"
    for word, number, names in ways:
        right = [code for code, apart in moved.items() if {"上调": apart > 0, "持平": apart == 0, "下调": apart < 0}[word]]
        if number > len(right):
            yield "turned", f"{len(right)} places {word} it"
        for name in (names or "").split("、"):
            if name and site.codes.get(name) not in right:
                yield "turned", f"{name} has not {word} it"


def _leads(said: re.Match[str], block: Block, site: Site) -> Told:
    """The first sentence of a board: the places that give a target in both years, by where it went."""
    given = {word: int(number) for word, number in TURNS.findall(said[4])}
    yield from _ways(site, said["name"], LEVELS.get(said[2]), int(said[5]), int(said[1]), given)


def _drawn(said: re.Match[str], block: Block, site: Site) -> Told:
    """The same below the chart of a board."""
    given = {word: int(number) for word, number in re.findall(r"(上调|持平|下调)(\d+)地", said[5])}
    yield from _ways(site, said["name"], LEVELS.get(said[4]), int(said[2]), int(said[3]), given)


def _ways(site: Site, name: str, level: str | None, year: int, of: int, given: dict[str, int]) -> Told:
    now, before = ({fact.place: _ends(fact.value) for fact in facts(site, name, "目标", one) if site.levels.get(fact.place) == level} for one in (year, year - 1))
    pairs = [(now[code], before[code]) for code in now.keys() & before.keys()]
    right = {
        "上调": sum(a != b and a[0] >= b[0] and a[1] >= b[1] for a, b in pairs), "持平": sum(a == b for a, b in pairs),
        "下调": sum(a != b and a[0] <= b[0] and a[1] <= b[1] for a, b in pairs),
    }  # fmt: skip
    if sum(given.values()) != of:
        yield "board", f"{given} are not {of}"
    for word, number in given.items():
        if number > right[word]:
            yield "board", f"{word}: {right[word]} by what is published"


def _ends(amount: Value) -> tuple[float, float]:
    """The numbers that a target names: of 5%以上 and 5%左右 5, of 5%—5.5% both."""
    return amount.near, amount.high if math.isfinite(amount.high) else amount.near


def _levelled(said: re.Match[str], block: Block, site: Site) -> Told:
    """A question about growth and the levels of two years."""
    place, year, name = site.codes.get(said[1].strip(), "?"), int(said[2]), said["name"]
    growth, now, before = (printed(said[n]) for n in (4, 5, 6))
    told = ((growth, f"{name}增速", year), (now, name, year), (before, name, year - 1))
    if any(not _among(shown, facts(site, table, "完成", of, place)) for shown, table, of in told):
        yield "question", "no published fact has one of these values"
    elif now and before and growth:
        implied = (now.near / before.near - 1) * 100
        if abs(implied - float(said[8]) * (1 if said[7] == "增长" else -1)) > 0.06 or abs(implied - growth.near) < 2:
            yield "question", f"the levels give {implied:.2f}%"


def _paced(said: re.Match[str], block: Block, site: Site) -> Told:
    """A question about the growth of revenue beside that of output."""
    place, year = site.codes.get(said[1].strip(), "?"), int(said[2])
    own, other = printed(said[4]), printed(said[6])
    if not _among(own, facts(site, said[3], "完成", year, place)) or not _among(other, facts(site, said[5], "完成", year, place)):
        yield "question", "no published fact has one of these values"
    elif own and other and abs(own.near - other.near - float(said[8]) * (1 if said[7] == "快" else -1)) > 1e-6:
        yield "question", "the difference is another"


def _fewer(said: re.Match[str], block: Block, site: Site) -> Told:
    """A question about a target that was met by less than the year before."""
    place, year, name = site.codes.get(said[1].strip(), "?"), int(said[2]), said["name"]
    aim, got, before, now, less = (printed(said[n]) for n in (4, 5, 6, 7, 8))
    level = name.removesuffix("增速")
    told = ((aim, name, "目标", year), (got, name, "完成", year), (before, level, "完成", year - 1), (now, level, "完成", year))
    if any(not _among(shown, facts(site, table, kind, of, place)) for shown, table, kind, of in told):
        yield "question", "no published fact has one of these values"
    elif not (aim and got and before and now and less) or got.near < aim.near or abs(before.near - now.near - less.near) > 1e-6 * before.near:
        yield "question", "it was not met, or by another number"


def _gap(said: re.Match[str], block: Block, site: Site) -> Told:
    year, place = int(said[1]), site.codes.get(said[3], "?")
    aim, state, apart = (printed(said[n]) for n in (4, 5, 7))
    if not _among(aim, facts(site, said["name"], "目标", year, place)) or not _among(state, facts(site, said["name"], "完成", year - 1, place)):
        yield "gap", "no published fact has this value"
    elif not aim or not state or not apart or abs(abs(aim.near - state.near) - apart.near) > 1e-6 * abs(aim.near) or (aim.near > state.near) != (said[6] == "高"):
        yield "gap", "the difference is another"


def _walked(said: re.Match[str], block: Block, site: Site) -> Told:
    place, given = site.codes.get(said[2], "?"), [(int(y), printed(v)) for y, v in YEARLY.findall(said[4])]
    if len(given) != int(said[3]) or any(not _among(shown, facts(site, said["name"], "目标", year, place)) for year, shown in given):
        yield "walked", "no published fact has one of these values"
    elif any(not (b[0] == a[0] + 1 and a[1] and b[1] and b[1].near < a[1].near) for a, b in pairwise(given)):
        yield "walked", "one is not lower than the one before"


def _dropped(said: re.Match[str], block: Block, site: Site) -> Told:
    place, year = site.codes.get(said[2], "?"), int(said[5])
    ids = {table[0] for table in site.tables.get(said["name"], ())}
    if any(fact.indicator in ids and fact.place == place and fact.report_year == year for fact in site.facts):
        yield "dropped", "its newest report gives a value"
    if any(not _among(printed(v), facts(site, said["name"], "目标", int(y), place)) for y, v in YEARLY.findall(said[3])) or newest(site).get(place) != year:
        yield "dropped", "the targets before are others"


def _pairs(said: re.Match[str], block: Block, site: Site) -> Told:
    of = int(said[1])
    up, flat, down = ([of if said["all"] == word else 0 for word in ("高于上年", "与上年结果持平", "低于上年")] if said["all"] else [int(said[way] or 0) for way in ("up", "flat", "down")])
    own = [one for one in site.blocks if one.page == block.page]
    after = own[own.index(block) + 1 :]
    until = next((at for at, (a, b) in enumerate(pairwise(after), 1) if a.section != b.section == block.section), len(after))
    rows = [one.cells[-1] for one in after[:until] if tuple(one.heads) == BOARD]  # of its own topic: a bulletin may have several
    shown = [sum(mark in cell for cell in rows) for mark in "↑＝↓"]
    if up + flat + down != of or any(seen > told for seen, told in zip(shown, (up, flat, down), strict=True)):
        yield "pairs", f"the scoreboard has {shown}"


def _leans(said: re.Match[str], block: Block, site: Site) -> Told:
    """Indicators that lean: of each as many places as are said go that way, against their last target or their last result, and no more are compared."""
    found = list(LEAN.finditer(said[1]))
    if not found or "".join(one[0] for one in found) != said[1]:
        yield "leans", "it can not be read"
    years = newest(site)
    for one in found:
        of, up = int(one["of"]), (one["turned"] or one["side"]) in ("上调", "高于")
        kind = "目标" if one["turned"] else "完成"
        pairs = {}
        for year in set(years.values()):
            now = {fact.place: fact.value.near for fact in facts(site, one["name"], "目标", year) if years.get(fact.place) == fact.report_year == year}
            pairs |= {fact.place: (fact.value.near, now[fact.place]) for fact in facts(site, one["name"], kind, year - 1) if fact.place in now}
        if of > len(pairs) or int(one["most"] or of) > sum((b > a) if up else (b < a) for a, b in pairs.values()):
            yield "leans", f"{one[0]}: of {len(pairs)}"


def _part(said: re.Match[str], block: Block, site: Site) -> Told:
    part, whole, kind = site.codes.get(said[4], "?"), site.codes.get(said[7], "?"), "目标" if said[5] == "定为" else "完成"
    own, total = printed(said[6]), printed(said[8])
    if whole not in site.above(part):
        yield "part", "the one is no part of the other"
    if not _among(own, facts(site, said["name"], kind, int(said[2]), part)) or not _among(total, facts(site, said["name"], kind, int(said[2]), whole)):
        yield "part", "no published fact has this value"
    elif own and total:
        way = {"部分大于整体": own.near > total.near, "部分等于整体": own.near == total.near, "占整体的份额": own.near < total.near}[said[1]]
        if not way or (said[9] and abs(own.near / total.near * 100 - float(said[9])) > 0.06):
            yield "part", f"{own.near:g} of {total.near:g}"


def _sole(said: re.Match[str], block: Block, site: Site) -> Told:
    """Against the rows of the whole matrix: nobody else has anything in them."""
    rows = [one for one in site.blocks if one.page == block.page.replace("topics/", "topics/full/", 1) and one.heads[:1] == ("举措",)]
    for row in rows:
        name = LINK.sub(r"\1", row.cells[0])
        if name in said[2] and re.search(rf"(?:^|、){re.escape(name)}(?:$|、|（)", said[2]):
            others = row.cells[1] if row.heads[1] == "写到" else sum(cell not in ("—", "原文缺损") for cell in row.cells[1:])
            if int(others) != 1:
                yield "sole", f"{others} places speak of {name}"


def _each(said: re.Match[str], block: Block, site: Site) -> Told:
    """Of each place the amount and the count are published, and the one through the other is what is said."""
    for place, year, count, amount, mean in MEAN.findall(said[1]):
        values = {what: printed(what) for what in (count, amount, mean)}
        kind = "目标" if year == "今年" else "完成"
        at = newest(site).get(site.codes.get(place, "?"), 0) - (kind == "完成")
        for what, name in ((count, said["count"]), (amount, said["name"])):
            if not _among(values[what], facts(site, name, kind, at, site.codes.get(place, "?"))):
                yield "each", f"{place} has no {name} of {what}"
        a, b, c = (value.near if value else 0 for value in values.values())
        if not a or abs(b / a - c) > 0.06e8:
            yield "each", f"{amount} through {count} is {b / a if a else '?'}"


def _alone(said: re.Match[str], block: Block, site: Site) -> Told:
    """No other newest report has a published value of it; a bulletin may be of fewer places."""
    years = newest(site) if block.page.startswith("topics/") else {}
    for name in re.findall(r"(?:^|、)([^、（）]+(?:（[^（）]*）)?)（(?:目标|完成)", said[2]):
        given = (fact for year in set(years.values()) for kind, at in (("目标", year), ("完成", year - 1)) for fact in facts(site, name, kind, at))
        places = {fact.place for fact in given if years.get(fact.place) == fact.report_year}
        if places - {site.codes.get(said[1], "?")}:
            yield "alone", f"{sorted(places)} give {name}"


def _row(block: Block, site: Site) -> Iterable[Fault]:
    """A row of a scoreboard: its values are that place's, and its arrow is that of two of them."""
    _, place, name, state, promise, way = (LINK.sub(r"\1", cell) for cell in block.cells)
    named = [(*LINK.findall(cell), ("", "")) for cell in block.cells[3:5]]
    years = newest(site)
    code = site.codes.get(place, "?")
    tables = [table for table in site.tables if table.removesuffix("增速").removesuffix("总量").removesuffix("占比").removesuffix("变动") == name or table == name]
    amounts: list[list[Value]] = []
    for links, kind, year in ((named[0], "完成", years.get(code, 0) - 1), (named[1], "目标", years.get(code, 0))):
        shown = [value for words, _ in links if AMOUNT.search(words) and "“" not in words and (value := printed(words))]
        given = [fact for table in tables for fact in facts(site, table, kind, year, code)]
        amounts.append(shown)
        if tables and given and any(not _among(value, given) for value in shown):
            yield Fault("row", block.page, block.plain, f"no published {kind} has this value")
    right = {"↑": lambda a, b: b > a, "↓": lambda a, b: b < a, "＝": lambda a, b: b == a}
    for mark, holds in right.items():
        if mark in way and not any(a.unit == b.unit and holds(a.near, b.near) for a in amounts[0] for b in amounts[1]):
            yield Fault("arrow", block.page, block.plain, f"{state} → {promise}")


def _score(block: Block, site: Site) -> Iterable[Fault]:
    """A line of a scoreboard of many places: as many give it as is said, no more move than give both, and the median is that of all."""
    before, cells = block.cells[:-7], [LINK.sub(r"\1", cell) for cell in block.cells[-7:]]
    level = LEVELS.get(before[0]) if before else None
    years = {code: year for code, year in newest(site).items() if not before or site.levels.get(code) == level}
    given = {}
    for kind, back in (("完成", 1), ("目标", 0)):
        found = (fact for year in set(years.values()) for fact in facts(site, cells[0], kind, year - back))
        given[kind] = {fact.place: fact.value for fact in found if fact.report_year == years.get(fact.place) == fact.year + back}  # type: ignore[operator]
    told = [int(cell) if cell.isdigit() else 0 for cell in cells[1:6]]
    if told[0] > len(given["完成"]) or told[1] > len(given["目标"]) or sum(told[2:]) > len(given["完成"].keys() & given["目标"].keys()):
        yield Fault("score", block.page, block.plain, f"{len(given['完成'])} and {len(given['目标'])} places give it")
    middle = printed(cells[6])
    if middle and (before or block.page.startswith("topics/")) and not any(same(middle, Value(m, m, m)) for m in [median([value.near for value in given["目标"].values()] or [0])]):
        yield Fault("median", block.page, block.plain, "the median of the targets is another")
