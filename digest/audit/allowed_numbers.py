"""What a printed number may rest on: a fact, a project's cost or date, a count, a number in a name or in a template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from digest.chinese import figure_format
from digest.chinese.numerals import CHINESE, number
from digest.chinese.quantities import quantities
from digest.chinese.traditional import to_simplified
from digest.chinese.units import convert
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.chart import Chart
from digest.model.comparison import Comparison, TopicComparison
from digest.model.report import Fact, Record
from digest.model.written import iso_date
from digest.render import filters, routes
from digest.render.counts import counted, numbers
from digest.render.digests import overview_values, place_values, topic_values

# matches 1,100 · ２．５      not 五
ARABIC = re.compile(r"[0-9０-９]{1,30}(?:[.．,，][0-9０-９]{1,30}){0,8}")
# matches 三成 · 两万      not 12
WORDS = re.compile(CHINESE)
FOLD = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
UNCHANGED = ("持平", "零增长", "不增长")  # said of a change of nothing
TIMES = {"翻番": 100, "翻一番": 100, "翻了一番": 100, "翻两番": 300, "翻了两番": 300, "翻三番": 700}


def spoken_of(fact: Fact) -> frozenset[str]:
    """A fact → every number that any of our ways of writing it shows: as a figure, in a sentence, with direction, its year."""
    ways = (figure_format.figure(fact), figure_format.words(fact), figure_format.statement(fact), filters.year_of(fact), fact.variant)
    return numbers(" ".join(ways)) | {figure_format.number(abs(v)) for v in (fact.value, fact.high) if v is not None}


def shown_by(chart: Chart) -> frozenset[str]:
    """A chart → every number on it and in the words about it."""
    marks = [f"{mark.label}{chart.unit}" for drawn in (*(row.marks for row in chart.rows), chart.told) for mark in drawn]
    cells = [f"{figure_format.number(cell)} {cell}{chart.unit} {figure_format.number(cell)}%" for row in chart.rows for cell in row.cells]
    labels = [row.label for row in chart.rows]
    said = [f"{mark.label} {mark.when}" for drawn in (*(row.marks for row in chart.rows), chart.told) for mark in drawn]
    return numbers(" ".join((chart.title, chart.unit, *chart.columns, *marks, *labels, *cells, *said, *map(str, chart.counts))))


def shares(topic: TopicComparison) -> frozenset[str]:
    """A topic → what share of each report's text is about it, in percent."""
    return frozenset(filters.share(n, one.total) for one in topic.attention for id, n in one.characters if id == topic.topic.id)


def of_policies(record: Record) -> Iterator[tuple[str, frozenset[str]]]:
    """A record → where it speaks of measures of policy, each with the numbers of what it says of them in its own words."""
    texts = {paragraph.id: paragraph.shown for paragraph in record.report.paragraphs}
    for mention in record.policies:
        said = " ".join(texts[mention.paragraph][start:end] for start, end in (mention.counted, mention.time))
        yield routes.paragraph(record.report.id, mention.paragraph), numbers(said)


def cells_of(chart: Chart) -> dict[str, frozenset[str]]:
    """A heat map → the numbers of each of its rows, by the row's name."""
    return {row.label: frozenset(figure_format.number(cell) for cell in row.cells) for row in chart.rows if row.cells}


def given(comparison: Comparison) -> tuple[object, ...]:
    """A comparison → all values that the templates of its digests are given and may count: reports that give none of a table's figures …"""
    topics = (topic_values(topic, routes.topic_digest(topic.topic.id)) for topic in comparison.topics)
    return tuple(tuple(values.values()) for values in (overview_values(comparison), *topics, *map(place_values, comparison.places)))


def told_of(comparison: Comparison) -> frozenset[str]:
    """A comparison → the counts that pages make while they print it: places that speak of a topic, indicators that have values …"""
    found = {sum(len(d.facts) for d in comparison.dossiers), sum(len(d.editions) for d in comparison.dossiers)}
    found.add(sum(len(edition.projects) for d in comparison.dossiers for edition in d.editions))
    found.update((sum(len(d.pledges) for d in comparison.dossiers), sum(len(place.ledger) for place in comparison.places)))
    for topic in comparison.topics:
        found.add(sum(bool(voice.sentences) for voice in topic.voices))
        found.add(len({voice.dossier.place.code for voice in topic.voices if voice.sentences}))
        found.add(len({table.indicator.id for table in topic.tables}))
        found.update(table.given for table in topic.tables)
    for one in comparison.indicators:
        given = {row.dossier.id for table in one.tables for row in table.rows if row.actual.facts or row.target.facts}
        found.update((len(given), *(table.given for table in one.tables)))
    explained = ({d.place.code for wording in term.explanations for d in wording.dossiers} for term in comparison.terms)
    found.update(Counter(code for codes in explained for code in codes).values())
    records = [record for dossier in comparison.dossiers for record in dossier.editions]
    for record in records:
        found.add(len({(w.line, w.message, w.values, w.quote) for w in (*record.report.warnings, *record.warnings)}))
        found.update((len(record.facts), sum(len(p.text) for p in record.report.paragraphs), *(p.no for p in record.pledges)))
    years = [year for dossier in comparison.dossiers for year in (dossier.year, dossier.year - 1)]  # a report tells of the year before
    return numbers(" ".join(map(str, (*found, *years)))) | {figure_format.number(n) for n in found}


def titles(issue: Issue) -> tuple[str, str, str]:
    """An ordered bulletin → what is said of it wherever it is listed, in its editor's words."""
    return issue.order.title, issue.order.number, issue.order.subtitle


def of_issue(issue: Issue) -> frozenset[str]:
    """An ordered bulletin → the numbers that its own page may show: its counts, its shares, and what its editor wrote."""
    order = issue.order
    shared = frozenset().union(*map(shares, issue.topics))
    texts = tuple(tuple(topic_values(topic, routes.issue_digest(order.id)).values()) for topic in issue.topics)
    return numbers(" ".join((*titles(issue), order.lead))) | counted((issue.places, issue.dossiers, texts)) | shared


def named_in(catalogue: Catalogue, comparison: Comparison) -> frozenset[str]:
    """Numbers that are part of a name: PM2.5浓度, UTF-8; the site's own settings; codes of places that are compared."""
    site = catalogue.site
    words = ["UTF-8", site.title, site.subtitle, site.publisher, site.url, site.about, site.data_date, filters.date(site.data_date)]
    words += [iso_date(site.data_date), site.licence, site.licence_url, site.contact, site.organiser, site.icp, site.police]
    words += [f"{i.name} {i.unit} {' '.join(i.aliases)}" for i in catalogue.indicators]
    words += [f"{t.name} {t.about}" for t in catalogue.topics]
    words += [f"{p.place.code} {p.place.name}" for p in comparison.places]
    words += [form for word in catalogue.watched for form in word.forms]
    own = {indicator.id: indicator for indicator in catalogue.indicators}
    known = (one for one in catalogue.national if one.indicator in own)
    words += [f"{filters.national_name(one)} {filters.national_value(one, own[one.indicator])} {one.source}" for one in known]
    words += [" ".join((policy.name, *policy.names)) for policy in catalogue.policies]
    return numbers(" ".join(words))


def holds(quote: str, value: Decimal, unit: str) -> bool:
    """Whether a sentence gives a value: its digits, wherever the decimal point, or converted (公顷, 斤), or in words (三成, 翻一番, 持平).

    4万余人, 40000 人 → True    2.1亿公斤, 210000 吨 → True    增长5%, 6 % → False
    """
    if value == 0 and any(word in quote for word in UNCHANGED):
        return True
    if any(word in quote and value == percent for word, percent in TIMES.items()):
        return True
    wanted = _significant_digits(abs(value))
    said = [Decimal(match.translate(FOLD).replace(",", "")) for match in ARABIC.findall(quote) if _has_one_point_at_most(match)]
    said += [n for word in WORDS.findall(quote) if (n := number(word)) is not None]
    if wanted in map(_significant_digits, said):
        return True
    amounts = [(v, q.unit) for q in quantities(quote) for v in (q.value, q.high) if v is not None]
    if any(abs(v) == abs(value) or convert(abs(v), said_in, unit) == abs(value) for v, said_in in amounts):
        return True
    read = to_simplified(quote)  # quoted as it is written: 兩萬戶
    return read != quote and holds(read, value, unit)


def _has_one_point_at_most(text: str) -> bool:
    folded = text.translate(FOLD).replace(",", "")
    return folded.count(".") <= 1


def _significant_digits(value: Decimal) -> str:
    """A value → its significant digits: 40000, 4, 0.4 → 4; 12.10 → 121"""
    return "".join(map(str, value.as_tuple().digits)).strip("0") or "0"


def names(comparison: Comparison) -> dict[str, frozenset[str]]:
    """A comparison → what may be a link's words with any number in it: projects, tasks and their order by their address, terms by their anchor (#t-…)."""
    found: dict[str, set[str]] = {}
    for record in (record for dossier in comparison.dossiers for record in dossier.editions):
        for project in record.projects:
            where = routes.paragraph(project.evidence.report, project.evidence.paragraph)
            found.setdefault(where, set()).add(project.name)
    for task in (task for listed in comparison.tasks.lists for task in (*listed.tasks, *listed.review)):
        found.setdefault(routes.paragraph(task.report, task.anchor), set()).update((task.title, str(task.order)))
    for one in comparison.terms:
        found.setdefault(f"#{routes.term(one.term)}", set()).add(one.term)
    return {where: frozenset(words) for where, words in found.items()}


def of_projects(record: Record) -> dict[str, frozenset[str]]:
    """A record → by the address of a paragraph the numbers that may stand beside a link to it: what its projects cost, and when."""
    found: dict[str, frozenset[str]] = {}
    for project in record.projects:
        where = routes.paragraph(project.evidence.report, project.evidence.paragraph)
        cost = project.investment
        amount = "" if cost is None else f"{figure_format.number(cost)} {figure_format.amount(cost, '亿元')}"
        found[where] = found.get(where, frozenset()) | numbers(f"{amount} {filters.moment(project.when)}")
    return found


def literals(templates: Iterable[str]) -> frozenset[str]:
    """Templates → the numbers that stand in them as they are: GB/T 2260, SHA-256. Not what is between {{ }}, and not tags."""
    return numbers(" ".join(MARKUP.sub(" ", template) for template in templates))


# what a template does not print as it stands
# matches {{ 12345 }} · {% if 3 %} · {# 4 #} · <h2 class="x1">      not GB/T 2260
MARKUP = re.compile(r"\{\{.{0,4000}?\}\}|\{%.{0,4000}?%\}|\{#.{0,4000}?#\}|<[^<>]{0,2000}>", re.DOTALL)
