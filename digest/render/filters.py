"""Values → text as Chinese readers write it: the filters of the templates, {{ fact|figure }}.

Pure functions. The first half returns plain text, for any template; the second half returns Markdown and belongs to the Markdown
templates alone. Numbers are never rounded (percentages that we compute ourselves excepted): 10911 人 is 10,911人, not 1.1万人.

Reports are untrusted: text becomes Markdown by `escape` only, so that rendering gives back exactly that text, wherever a template
puts it (a paragraph, a heading, a list, a table's cell, the words of a link). What is Markdown already is of the type Markdown,
which no operation on text gives by itself: text that was cut or joined is plain text again and is escaped when it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from urllib.parse import quote

from digest.chinese.figure_format import POINTS, amount, figure, labelled, movement, number, percent, span, spoken, statement, words
from digest.model.brief import Work
from digest.model.catalogue import Indicator
from digest.model.comparison import Finding, Movement
from digest.model.dossier import MEASURES, Cell, Dossier, Table
from digest.model.national import NationalValue
from digest.model.promise import Promise
from digest.model.report import Evidence, Fact
from digest.render import routes
from digest.render.board_words import direction_name, hedge_name
from digest.render.keeping_names import commitment_name, keeping_name

KINDS = {"actual": "完成", "target": "目标"}
ROLES = {"done": "完成", "aim": "目标", "volume": "规模"}
PARTS = {"opening": "开篇", "review": "回顾", "plan": "安排", "government": "政府建设", "closing": "结语", "glossary": "名词解释"}
LEVELS = {"national": "全国", "province": "省级", "prefecture": "地市级", "county": "县级"}
COMPLETENESS = {"full": "全文", "excerpt": "节选", "abridged": "摘编"}
# A day or a month
# wholly: 2024-03-12 · 2024-03      not 2024年3月 · 24-3-12
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def cell_text(cell: Cell) -> str:
    """A cell → its figures side by side, 待核 where they contradict each other, or why there is none.  ≥7%（力争8%）"""
    if not cell.facts:
        return cell.absence
    if cell.doubtful:
        return "待核：" + " / ".join(map(labelled, cell.facts))
    base = "、".join(labelled(f) for f in cell.facts if not f.stretch)
    more = "、".join(f"力争{labelled(f)}" for f in cell.facts if f.stretch)
    return f"{base}（{more}）" if base and more else base or more


def difference(line: Promise | Movement | Finding) -> str:
    """A line of the ledger, or a movement → how far its later value is from the earlier; where nothing is compared "".

        against a target: 高2.1个百分点   低629元   正好      against the year before: 高2.1个百分点   少629元   持平
    """
    if line.difference is None:
        return ""
    unit = line.target.unit if isinstance(line, Promise) else line.unit
    aimed = isinstance(line, Promise) or (isinstance(line, Finding) and line.kind != "movement")
    more, less, same = ("高", "低", "正好") if aimed else ("高", "低", "持平") if unit == "%" else ("多", "少", "持平")
    unit = POINTS if unit == "%" else unit
    return (more if line.difference > 0 else less) + amount(abs(line.difference), unit) if line.difference else same


def year_of(fact: Fact) -> str:
    """A fact → the year that its value is of.  2023年; of a period 累计或多年"""
    return f"{fact.year}年" if fact.year is not None else "累计或多年"


def measure_name(measure: str) -> str:
    """level → 总量, growth → 增速, change → 变动, share → 占比; anything else unchanged"""
    return MEASURES.get(measure, measure)


def measure_of(fact: Fact) -> str:
    """A fact → what it measures, of a share of something else of what, and its variant: 增速, 占比, 占计划, 变动（新增）"""
    measure = f"占{fact.whole}" if fact.whole else measure_name(fact.measure)
    return f"{measure}（{fact.variant}）" if fact.variant else measure


def table_name(table: Table) -> str:
    """A table → indicator and measure in words.  地区生产总值增速   服务业增加值占比   城镇登记失业率   居民消费价格涨幅"""
    return table.name


def subject(table: Table, fact: Fact) -> str:
    """A table and one of its facts → what a sentence calls it, the words of the variant in brackets.  断面水质优良比例（国考）"""
    return f"{table.name}（{fact.variant}）" if fact.variant else table.name


def place_name(dossier: Dossier) -> str:
    """A dossier → what its place is called; 城区 and the like, which many prefectures have, with the prefecture: 晋城市城区"""
    return dossier.name


def period(years: Iterable[int]) -> str:
    """Years → the span that they cover.  2024, 2023, 2025 → 2023—2025    2024, 2024 → 2024"""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}—{last}"


def role_of(fact: Fact) -> str:
    """A fact → what it is: 完成, 目标, 预计, 力争, of a volume 规模; with 待核 where nobody has compared it with a scan, or it can hardly be"""
    said = ROLES["volume"] if fact.volume else "预计" if fact.estimate else "力争" if fact.stretch else kind_name(fact.kind)
    return f"{said}（待核）" if fact.unchecked else said


def kind_name(kind: str) -> str:
    """actual → 完成, target → 目标"""
    return KINDS.get(kind, kind)


def part_name(part: str) -> str:
    """review → 回顾, plan → 安排 …"""
    return PARTS.get(part, part)


def level_name(level: str) -> str:
    """county → 县级 …"""
    return LEVELS.get(level, level)


def completeness_name(completeness: str) -> str:
    """full → 全文, excerpt → 节选, abridged → 摘编"""
    return COMPLETENESS.get(completeness, completeness)


def share(part: int | Decimal, whole: int | Decimal) -> str:
    """A part and its whole → percent, rounded to one decimal.  123, 1000 → 12.3%; of nothing 0%"""
    return number(percent(part, whole)) + "%"


def listing(items: Iterable[str]) -> str:
    """Words → 甲、乙和丙. Of one word itself, of none nothing."""
    *first, last = [str(i) for i in items] or [""]
    return f"{'、'.join(first)}和{last}" if first else last


def date(iso: str) -> str:
    """2024-03-12 → 2024年3月12日, 2024-03 → 2024年3月; anything else unchanged"""
    match = ISO_DATE.fullmatch(iso)
    if not match:
        return iso
    year, month, day = match.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def term_of(work: Work) -> str:
    """A work → what is to become of it by when; the year only where it is not the report's own.  6月投用   年内竣工   2023年10月投产   在建"""
    year, when = f"{work.dossier.year}年", moment(work.term)
    return ("年内" if when == year else when.removeprefix(year)) + work.project.milestone or "—"


def without_digits(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts → those that hold no digit, and so need no evidence beside them.  治水、3座水厂 → 治水"""
    return tuple(text for text in texts if not any(character.isdigit() for character in text))


def national_name(one: NationalValue) -> str:
    """A value of the nation → the year and kind of it.  2024年目标   2023年"""
    return f"{one.year}年{'目标' if one.kind == 'target' else ''}"


def national_value(one: NationalValue, indicator: Indicator) -> str:
    """A value of the nation and its indicator → as a sentence says it.  地区生产总值增长5%左右   PM2.5浓度29.3微克/立方米"""
    unit = "%" if one.measure in ("growth", "share") else indicator.unit
    rise = "" if one.measure != "growth" else "增长" if one.value >= 0 else "下降"
    return indicator.name + rise + spoken(amount(abs(one.value), unit), one.bound)


def moment(when: str) -> str:
    """When something is or was to be, as far as it is said → 2024年4月, 2024年5月1日, 2024年上半年, 2024年; "" of nothing said

    2024-04 · 2024-05-01 · 2024-H1 · 2024
    """
    year, half, part = when.partition("-H")
    return f"{year}年{'上下'[part == '2']}半年" if half else date(when) if "-" in when else f"{when}年" if when else ""


class Markdown(str):
    """Text that is Markdown already and is printed as it stands."""

    __slots__ = ()


# Characters that CommonMark cannot hold: controls, lone surrogates, noncharacters
# matches "\x00" · "\x1f" · "\x85"      not "\t" · "\n" · 中
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Markup wherever it stands; escaped by a backslash, or as in ENTITIES
# matches * · [ · | · # · & · "\n"      not - · ( · 。
MARKUP = re.compile(r"[\\`*_{}\[\]<>&#|~\r\n\u2028\u2029]")
# Markup only where a line may begin
# at the start: - 甲 · 1. · + · = · (b) · .      not -2% · 1.2万 · 2024年
AT_START = re.compile(r"[-+](?![0-9])|[=:(.)]|[0-9]{1,9}[.)](?=\s|$)")
# What a reader of bare Markdown (not ours) would make a link of
# matches https:// · ftp://      not 3:2
BEFORE_SLASHES = re.compile(r":(?=//)")
ENTITIES = {"\\": "&#92;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}


def readable(text: str) -> str:
    """Text → the same with U+FFFD for every character that Markdown and HTML cannot hold."""
    return UNPRINTABLE.sub("\ufffd", text)


def escape(text: str) -> Markdown:
    """Text → Markdown that renders to exactly that text (CommonMark 0.31, GFM tables).

    Spaces at either end and line ends become entities, since they would be stripped or would end a table's row; the backslash does
    too, since one at the end of a cell would join it with the next.

        *注* [甲](乙) → \\*注\\* \\[甲\\](乙)        1. 总则 → 1\\. 总则        -2% → -2%
    """
    text = readable(text)
    if not text.strip():
        return Markdown("".join(map(_entity, text)))
    first, last = text[0].isspace(), len(text) - text[-1].isspace()
    head, core, tail = text[:first], text[first:last], text[last:]
    core = BEFORE_SLASHES.sub(r"\\:", MARKUP.sub(_escaped_match, core))
    if not head and (start := AT_START.match(core)):
        at = start.end() - 1
        core = f"{core[:at]}\\{core[at:]}"
    if core.endswith("!"):  # before a link it would make an image
        core = core[:-1] + "\\!"
    return Markdown("".join(map(_entity, head)) + core + "".join(map(_entity, tail)))


def _escaped_match(match: re.Match[str]) -> str:
    character = match[0]
    return ENTITIES.get(character) or (_entity(character) if character.isspace() else "\\" + character)


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def as_markdown(value: object) -> Markdown:
    """What a Markdown template prints → Markdown: text and numbers are escaped, Markdown stays; anything else is a TypeError."""
    if isinstance(value, Markdown):
        return value
    if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
        return escape(str(value))
    raise TypeError(f"{type(value).__name__} cannot be printed; print one of its fields, or put a filter behind it")


def link(words: str, target: str) -> Markdown:
    """Words and an address of this site → a Markdown link.  10%, ../reports/a.html#p7 → [10%](../reports/a.html#p7)"""
    return Markdown(f"[{as_markdown(words)}]({_destination(target)})")


def image(alt: str, target: str, caption: str = "") -> Markdown:
    """What a picture shows, its address and caption → the picture.  ![…](../charts/gdp-growth.svg "…")"""
    title = ' "' + escape(caption).replace('"', '\\"') + '"' if caption else ""
    return Markdown(f"![{as_markdown(alt)}]({_destination(target)}{title})")


def weblink(address: str) -> Markdown:
    """An address of the web → a link to it; whatever is not plainly http(s) stays text."""
    if re.match(r"https?://[^\s/?#@]{1,255}(?:[/?#]|$)", address):
        return Markdown(f"[{escape(address)}]({_destination(address)})")
    return escape(address)


def quoted(text: str) -> Markdown:
    """Somebody's words → 「…」"""
    return Markdown(f"「{as_markdown(text)}」")


def joined(items: Iterable[str], between: str = "") -> Markdown:
    """Pieces, text or Markdown → one Markdown with `between` between them."""
    return Markdown(as_markdown(between).join(map(as_markdown, items)))


def passage(evidence: Evidence, page: str) -> str:
    """Where something stands → the address of its paragraph, as seen from `page`.  ../reports/141081-2024.html#p7"""
    return routes.relative(page, routes.paragraph(evidence.report, evidence.paragraph))


def seen_from(target: str, page: str) -> str:
    """An address from the site's root → the same as seen from `page`.  charts/a.svg, topics/b.md → ../charts/a.svg"""
    return routes.relative(page, target)


def _destination(target: str) -> str:
    """An address → one that a Markdown link can hold: no space, bracket or quotation mark stays bare."""
    return quote(readable(target), safe="/#?=&%:;@+,.~-_").replace("&", "&amp;")


MARKDOWN_FILTERS: Mapping[str, Callable[..., Markdown]] = {
    "md": as_markdown, "link": link, "image": image, "weblink": weblink, "quoted": quoted, "join": joined,
}  # fmt: skip
TEXT = (
    number, amount, span, figure, labelled, words, movement, statement, cell_text, year_of, measure_name, kind_name, keeping_name, commitment_name,
)  # fmt: skip
MORE = (direction_name, hedge_name, completeness_name, difference, table_name, subject, place_name, period, share, listing, date, passage, seen_from)
OF_BRIEFS = (part_name, level_name, term_of, national_name, national_value, without_digits)
ROUTES = (
    routes.topic_page, routes.place_page, routes.report_page, routes.indicator_page, routes.measure_page, routes.promises_page, routes.issue_page, routes.chart,
)  # fmt: skip
TEXT_FILTERS: Mapping[str, Callable[..., object]] = {function.__name__: function for function in (*TEXT, *MORE, *OF_BRIEFS, *ROUTES)}
