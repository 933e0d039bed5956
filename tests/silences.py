"""未提及 and the like against the record: a target in words, a figure, a number beside the name; and promises told as outcomes, cut quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ruamel.yaml import YAML

from tests.published import CONTENT, LINK, PASSAGE, PLACE, Block, Site
from tests.superlatives import QUOTED, Fault

SILENT = re.compile(r"未提及|没有提及|未含|没有文本给出")
UNTOLD = re.compile(r"下年报告未提|未含")
ALL_SILENT = re.compile(r"均未提及|未含以上各项")
NOBODY = re.compile(r"没有文本给出：(.*)")
MEASURES = {"总量": "level", "增速": "growth", "变动": "change", "占比": "share"}
KINDS = {"目标": "target", "完成": "actual"}
GROWTH = re.compile(r"增长|增速|增幅|同步|快于|高于|持平")  # an aim of how much more, not of how much
CLAUSE = re.compile(r"[^，。；,;]+")
PREFIX = re.compile(r"^[\d.、①-⑳（）]*(?:(?:全[年市县区省]|共|新|累计|建设|改造|完成|实现|达到)+)?“?")  # 5.建设改造“四好农村路
ONLY_SILENT = re.compile(r"同级的(\d+)份全文报告里，只有(.*?)没有提及")
AGAIN = re.compile(r"推迟|再次承诺|再次列入|又列入|仍列入|再次写入|列入.{0,6}计划")
LATER = re.compile(r"(?<!“)下一年的报告(（[^）]*）)?：")
QUOTE = re.compile(r"「([^「」]*)」[^「」\[]{0,8}\[[^\]]*\]\(([^)\s]*)\)")
DIGIT = "0123456789０１２３４５６７８９"
NUMERAL = "一二三四五六七八九十百千零〇"


@cache
def indicators() -> dict[str, dict]:
    """The indicators of the shipped list by their ids."""
    return {one["id"]: one for one in YAML(typ="safe").load((CONTENT / "indicators.yaml").read_text("utf-8"))}


def names(indicator: str) -> tuple[str, ...]:
    own = indicators().get(indicator, {"name": indicator})
    return own["name"], *own.get("aliases", ())


@cache
def plainly(indicator: str, measure: str) -> re.Pattern[str]:
    """A clause that is nothing but the name and a number of it: 完成新增学位500个, 外贸进出口总额增长8%; not 惠及经营主体5万户."""
    unit = "[%％]" if measure in ("growth", "share") else "[万亿]?余?" + re.escape(indicators().get(indicator, {"unit": "?"})["unit"].lstrip("万亿"))
    verb = "(?:同比|预计)?(?:增长|下降|提高|降低)" if measure == "growth" else "(?:预计|已)?(?:达到|达|为|完成|实现|突破|超过|超)?"
    said = "|".join(re.escape(name) for name in sorted(names(indicator), key=len, reverse=True))
    return re.compile(f"(?:预计)?(?:全年|年内)?(?:全[市县区省])?(?:完成|实现|确保|力争)?“?(?:{said})”?{verb}\\d[\\d.]*{unit}")


def beside(record: dict, indicator: str, measure: str, kind: str) -> Iterable[str]:
    """A number beside the name in the part of the report that speaks of that year, where nothing of the indicator was read there."""
    if any((one["indicator"], one["kind"]) == (indicator, kind) for said in ("facts", "figures") for one in record[said]):
        return
    for paragraph in record["paragraphs"]:
        if paragraph["part"] == {"target": "plan", "actual": "review"}[kind]:
            yield from (f"text: {clause}" for clause in CLAUSE.findall(paragraph["text"]) if plainly(indicator, measure).match(clause))


def held(record: dict, indicator: str, measure: str, kind: str) -> Iterable[str]:
    """What a record has to say of an indicator that a page calls silent: an aim, a fact or a figure, with its words."""
    year = record["meta"]["year"] - (kind == "actual")
    for aim in record["aims"]:
        if aim["indicator"] == indicator and kind == "target" and aim["year"] in (year, None) and (measure == "growth" or not GROWTH.search(aim["quote"])):
            yield f"aim: {aim['quote']}"
    for fact in record["facts"]:
        if (fact["indicator"], fact["kind"], fact["measure"], fact["year"]) == (indicator, kind, measure, year):
            yield f"fact: {fact['quote']}"
    for figure in record["figures"]:
        if figure["kind"] == kind and figure["part"] == "whole" and figure["measure"] == measure and figure["year"] == year:
            if PREFIX.sub("", figure["subject"]).rstrip("”") in names(indicator):
                yield f"figure: {figure['quote']}"
    yield from beside(record, indicator, measure, kind)


def silences(site: Site, page_blocks: list[Block]) -> Iterable[tuple[Block, str, str, str, str | None, int | None]]:
    """Every silence of a page: the block, the indicator, measure and kind, the place (nothing: all of them) and the year of the report."""
    columns: tuple[tuple[str, str, str], ...] = ()
    for block in page_blocks:
        if "对账" in block.heads:
            name, words = LINK.sub(r"\1", block.cells[0]), block.cells[-1]
            for indicator, measure in site.tables.get(name, ()) if UNTOLD.search(words) else ():
                yield block, indicator, measure, "完成", row_of(block)[0], int(block.cells[1]) + 1
        elif block.heads:
            columns = tuple(column(block, head, site) for head in block.heads)
            place, year = row_of(block)
            for (name, measure, kind), head, cell in zip(columns, block.heads, block.cells):
                if SILENT.search(cell) and kind:
                    own = int(head[:4]) + (kind == "完成") if re.match(r"\d{4}年", head) else year
                    yield block, name, measure, kind, place, own
        elif found := NOBODY.search(block.plain):
            for one in re.split(r"、(?=[^（）]*(?:（|$))", found[1].rstrip("。")):
                if named := re.fullmatch(r"(.+)的(目标|完成)数?", one):
                    for indicator, measure in site.tables.get(named[1], ()):
                        yield block, indicator, measure, named[2], None, None
        elif ALL_SILENT.search(block.plain) and "：" in block.plain and LINK.search(block.text) and columns:
            for _, url in LINK.findall(block.text):
                if report := re.search(r"reports/(\d{6})-(\d{4})", url):
                    for name, measure, kind in columns:
                        if kind:
                            yield block, name, measure, kind, report[1], int(report[2])


def column(block: Block, head: str, site: Site) -> tuple[str, str, str]:
    """The heading “地区生产总值·目标” under “增速：……”, “2024年目标” in the row of an indicator, “当年目标” under one → (gdp, 增速, 目标)."""
    kind = next((kind for kind in KINDS if head.endswith(kind)), "")
    name = head.split("·")[0] if "·" in head else LINK.sub(r"\1", block.cells[0]) if re.match(r"\d{4}年", head) else block.section
    measure = block.section.split("：")[0]
    tables = [table for table in site.tables.get(name, ()) if measure not in MEASURES or table[1] == measure]
    if not tables and measure in MEASURES:
        tables = list(site.tables.get(name + measure, ()))
    return (*tables[0], kind) if tables and kind else ("", "", "")


def row_of(block: Block) -> tuple[str | None, int | None]:
    place = PLACE.search(LINK.findall(block.cells[0])[0][1]) if LINK.search(block.cells[0]) else None
    own = re.search(r"places/(\d{6})", block.page)
    year = next((int(cell) for cell in block.cells[1:3] if re.fullmatch(r"\d{4}", cell)), None)
    return (place[1] if place else own[1] if own else None), year


def silent(site: Site, told: tuple[Block, str, str, str, str | None, int | None], scope: frozenset[str] | None) -> Iterable[Fault]:
    block, indicator, measure, kind, place, year = told
    for name, record in site.records.items():
        meta = record["meta"]
        if place is None and scope is not None and name not in scope:
            continue
        if (place is None or meta["code"] == place) and (year is None or meta["year"] == year):
            for words in held(record, indicator, MEASURES[measure], KINDS[kind]):
                yield Fault(f"silence-{words.split(':')[0]}", block.page, f"{indicator}·{measure}·{kind} {(SILENT.search(block.plain) or UNTOLD.search(block.plain))[0]}", f"{record['id']}: {words}")


def missing(block: Block, site: Site) -> Iterable[Fault | None]:
    """“**造林面积**：同级的17份全文报告里，只有[涞源县2025](…)没有提及。” against the newest full report of every place of that level; nothing for each that is right."""
    for number, told in ONLY_SILENT.findall(block.text):
        name = block.plain.split("：")[0].lstrip("•")
        ids = {indicator for indicator, _ in site.tables.get(name, ())}
        named = {report for _, url in LINK.findall(told) for report in re.findall(r"reports/([\w-]+)\.html", url)}
        level = {site.records[report]["meta"]["level"] for report in named}
        newest: dict[str, dict] = {}
        for record in sorted(site.records.values(), key=lambda one: one["meta"]["year"]):
            if record["meta"]["level"] in level:
                newest[record["meta"]["code"]] = record
        full = [record for record in newest.values() if record["meta"]["completeness"] == "full"]
        quiet = {record["id"] for record in full if not any(one["indicator"] in ids for said in ("facts", "aims") for one in record[said])}
        yield None if len(full) == int(number) and quiet == named else Fault("missing", block.page, block.plain, f"{len(full)} reports; {quiet}")


def alone(block: Block, site: Site, scope: frozenset[str] | None) -> Iterable[Fault | None]:
    """“**只有一地给出的数值**：[清苑区](…)2022年优良天数比例[68.4%](…)；……” against the column of each; nothing for each that is right."""
    for part in block.plain.split("：", 1)[1].split("；") if "只有一地给出的数值：" in block.plain else ():
        found = re.match(r"(.+?)(\d{4})年(.+)", part)
        name = max((name for name in site.tables if found and found[3].startswith(name)), key=len, default="")
        kind = "目标" if found and found[3].removeprefix(name).startswith("目标") else "完成"
        columns = [site.columns.get((*table, kind, int(found[2])), ()) for table in site.tables.get(name, ())] if found else []
        given = [{fact.place for fact in column if scope is None or fact.report in scope} for column in columns if column]
        if not found or not given:
            yield Fault("unread", block.page, part, "a value that only one place gives")
        else:
            yield None if any(places == {site.codes.get(found[1].strip())} for places in given) else Fault("alone", block.page, part, f"{given}")


def following(block: Block, site: Site) -> Iterable[Fault | None]:
    """“**推进** 「建中学」；下一年的报告：「加快建中学」” whose later words are the next plan and are not told as such; nothing for each that is right."""
    told = LATER.search(block.text)
    later = [found for _, url in LINK.findall(block.text[told.end() :]) if (found := PASSAGE.search(url))] if told else []
    if told and not later:
        yield Fault("unread", block.page, block.plain, "no later passage to be found")
    for report, paragraph in (found.groups() for found in later):
        record = site.records.get(report)
        part = next((one["part"] for one in record["paragraphs"] if one["id"] == paragraph), None) if record else None
        words = block.text[told.end() :].split("「")[-1].split("」")[0] if told else ""
        planned = part in ("plan", "government") or any(
            (one["kind"], one["paragraph"], one["quote"]) == ("target", paragraph, words) for one in (record or {"projects": ()})["projects"]
        )
        label = (told[1] or "") + LINK.sub(r"\1", QUOTED.sub("", block.text))
        if not part:
            yield Fault("unread", block.page, block.plain, "the passage is in no record")
        elif planned == bool(AGAIN.search(label)):
            yield None
        else:
            yield Fault("plan" if planned else "result", block.page, block.plain, f"{report} {paragraph} is of part {part}")


def cut(block: Block, site: Site) -> Iterable[Fault]:
    """A quote that ends or begins inside a number of its report."""
    for quote, url in QUOTE.findall(block.text):
        target = PASSAGE.search(url)
        record = site.records.get(target[1]) if target else None
        text = next((one["text"] for one in record["paragraphs"] if one["id"] == target[2]), "") if record else ""
        at = [found.start() for found in re.finditer(re.escape(quote), text)] if quote else []
        if text and at and all(inside(text, start, start + len(quote)) for start in at):
            yield Fault("cut", block.page, f"「{quote}」", f"…{text[max(0, at[0] - 6) : at[0]]}|{text[at[0] + len(quote) :][:8]}…")


def inside(text: str, start: int, end: int) -> bool:
    before, first, last, after = text[start - 1 : start], text[start : start + 1], text[end - 1 : end], text[end : end + 1]
    digits = DIGIT + ".．,"
    return bool(
        last in DIGIT and after and (after in DIGIT + "%％‰" or after in ".．," and text[end + 1 : end + 2] in DIGIT or after in "万亿元个户人家公里亩吨项")
        or last in digits and after and after in DIGIT
        or first in DIGIT and before and before in DIGIT
        or first in "%％‰年月日届万亿" and before and before in DIGIT + NUMERAL
        or last in NUMERAL + "点" and after and after in "点" and text[end + 1 : end + 2] in NUMERAL
    )  # fmt: skip
