"""Facts → tables that other programs read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from digest.model.catalogue import Catalogue
from digest.model.closed_sets import Bound
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Fact
from digest.render import filters, routes
from digest.render.figure_ids import fact_ids

# The fields of facts.csv: their names, and what readers should know of them.
FIELDS = (
    ("地区", "报告所属的省、市、县（区）"),
    ("地区代码", "六位行政区划代码"),
    ("报告年份", "报告在哪一年的人民代表大会上作出"),
    ("指标代码", "指标的固定代码，不随名称改变"),
    ("指标", "指标名称"),
    ("口径", "总量、增速（比上年）、变动（增减的绝对量或百分点）、占比"),
    ("性质", "完成（已实现的数值）或目标"),
    ("数值年份", "数值所属的年份；累计或多年的数值为空"),
    ("限定", "等于、不低于（以上、突破）、不超过（以内）、约（左右、近）、区间；照原文的说法，下降的指幅度：“下降3%以上”写作不低于，数值-3"),
    ("数值", "以“单位”计的数；区间为下限"),
    ("上限", "区间的上限，其余为空"),
    ("单位", "指标的规范单位；报告里的“4万人”记为40000人"),
    ("说明", "预计、力争等"),
    ("原句", "所用文本中的句子，照录（文本是摘编的，就是摘编的文句）；以 = + - @ 开头的前面加了一个单引号"),
    ("报告", "报告的编号"),
    ("段落", "那一句所在的段落编号"),
    ("链接", "那一句所在的段落，从站点根目录算起"),
    ("另见", "同一数值在其他版本或其他段落中的位置"),
    ("编号", "数值的编号：python build.py explain 编号，说明它是怎样读出来的"),
    ("说法", "与指标本身不是同一样东西的说法：新增、国家级、不含开发区；没有的为空。说法不同的不相比较"),
    ("角色", "完成、目标，或只是规模（强力推进175个项目，没有说完成多少）；规模不与目标对账"),
)
BOUNDS: Mapping[Bound, str] = {"=": "等于", ">=": "不低于", "<=": "不超过", "~": "约", "range": "区间"}


def fact_rows(dossiers: tuple[Dossier, ...], catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """Dossiers → a row of FIELDS for each of their facts."""
    names = {i.id: i.name for i in catalogue.indicators}
    for dossier in dossiers:
        for id, fact in fact_ids(dossier):
            yield _row_of_fact(dossier, id, fact, names.get(fact.indicator, fact.indicator))


def _row_of_fact(dossier: Dossier, id: str, fact: Fact, name: str) -> tuple[str, ...]:
    first, *others = fact.evidence
    return (
        harmless(dossier.place.name),
        dossier.place.code,
        str(dossier.year),
        fact.indicator,
        harmless(name),
        filters.measure_name(fact.measure),
        filters.kind_name(fact.kind),
        str(fact.year or ""),
        BOUNDS[fact.bound],
        f"{fact.value:f}",
        f"{fact.high:f}" if fact.high is not None else "",
        fact.unit,
        "、".join(word for word, said in (("预计", fact.estimate), ("力争", fact.stretch), ("待核", fact.unchecked)) if said),
        harmless(first.quote),
        first.report,
        first.paragraph,
        _address_of(first),
        " ".join(map(_address_of, others)),
        id,
        harmless(fact.variant),
        filters.ROLES[fact.role],
    )


def _address_of(evidence: Evidence) -> str:
    return routes.paragraph(evidence.report, evidence.paragraph)


FORMULA = "=+-@＝＋－＠"  # what a spreadsheet takes for the beginning of a formula, in full width too
# A negative number by itself, with its unit
# wholly: -1.1% · -8.3 · -12,345人      not -1+1 · -cmd|' /C calc'!A0 · -甲 · =1
NEGATIVE = re.compile(r"-[0-9]{1,30}(?:[.,][0-9]{1,30}){0,8}(?:[%‰]|[\u4e00-\u9fff]{1,8})?")


def harmless(text: str) -> str:
    """Text of a cell → the same, with ' before what a spreadsheet would run as a formula.  =1+1 → '=1+1; a number stays: -1.1% → -1.1%"""
    if NEGATIVE.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip()[:1] in tuple(FORMULA) or text[:1] in ("\t", "\r", "\n") else text


def csv_of(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A head and rows of text → CSV as RFC 4180 has it, with a BOM, without which Excel takes it for GBK. `rows` are harmless already."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
