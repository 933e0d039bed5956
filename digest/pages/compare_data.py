"""Comparison → what the compare page loads: a small script that knows all places and tables, and one for each place.

A page opened from a folder cannot read files, but it can load scripts: each calls one function with plain data. Only the places that
a reader chooses are loaded, so that three thousand stay usable. Links are from the site's root.

    compare/index.js   comparison.index({"topics": …, "sections": …, "tables": …, "years": …, "places": …})
    compare/141081.js  comparison.place({"code": "141081", "name": "侯马市", "reports": [{"year": 2024, "figures": …}]})
"""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import groupby

from digest.chinese import figure_format
from digest.compare.comparable import held, is_total, one_value
from digest.compare.dossiers import latest
from digest.model.bounds import Extent, exact, hull
from digest.model.catalogue import Catalogue
from digest.model.closed_sets import KINDS, Kind
from digest.model.compared_policies import PolicyCell
from digest.model.comparison import Comparison, PlaceProfile
from digest.model.dossier import DAMAGED, NOT_IN_EXCERPT, ONLY, SAID, UNMENTIONED, UNREAD, Cell, Dossier, Row, Table
from digest.model.report import Evidence, Fact
from digest.render import filters, routes
from digest.render.whose_words import reports_of, rewritten

# the page's script writes them out, in its own characters
REASONS = {UNMENTIONED: "u", UNREAD: "n", NOT_IN_EXCERPT: "x", DAMAGED: "d", SAID: "s", ONLY["actual"]: "t", ONLY["target"]: "r"}
MOST_SAID = 2  # sentences of a topic that are shown of each report
Plain = dict[str, object]
Rows = dict[str, list[tuple[Table, Row]]]  # a dossier's id → where it says something, or has lost it
Measures = dict[str, Plain]  # a dossier's id → what it says of measures of policy, by topic
Mute = dict[str, list[str]]  # a dossier's id → the indicators of which its whole text has no word


def compare_files(comparison: Comparison, catalogue: Catalogue) -> tuple[tuple[str, bytes], ...]:
    """→ (compare/index.js, its bytes) and (compare/CODE.js, …) of every place."""
    rows, measures, mute = _rows_by_dossier(comparison), _measures_by_dossier(comparison), _mute_by_dossier(comparison)
    files = [(routes.compare_script("index"), _script_calling("index", index(comparison)))]
    for profile in comparison.places:
        files.append((routes.compare_script(profile.place.code), _script_calling("place", place(profile, rows, measures, mute))))
    return tuple(files)


def _script_calling(name: str, data: Plain) -> bytes:
    """A function of compare.js and its argument → the script that calls it."""
    return f"comparison.{name}({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def index(comparison: Comparison) -> Plain:
    """→ topics with their measures of policy, tables, years, and the places by province and by what is above them."""
    topics = [t.topic for t in comparison.topics]
    order = {topic.id: number for number, topic in enumerate(topics)}
    tables = sorted((t for one in comparison.indicators for t in one.tables), key=lambda t: order.get(t.indicator.topic, len(order)))
    return {
        "topics": [[t.topic.id, t.topic.name, [[row.policy.id, row.policy.name] for row in t.matrix.rows]] for t in comparison.topics],
        "sections": _sections_by_topic(comparison),
        "tables": [[t.id, t.name, t.unit, t.indicator.topic, t.indicator.id, _flags_of_table(t)] for t in tables],
        "years": sorted({d.year for d in comparison.dossiers}, reverse=True),
        "places": _places_by_province(comparison),
    }


def _sections_by_topic(comparison: Comparison) -> list[list[object]]:
    """→ [topic, its name, [[subject, its name], …]] of every topic that tasks are about: which sections can be read beside each other."""
    groups = [(one.topic, [[group.id, group.name] for group in comparison.tasks.groups if group.topic == one.topic.id]) for one in comparison.topics]
    return [[topic.id, topic.name, subjects] for topic, subjects in groups if subjects]


def _flags_of_table(table: Table) -> str:
    """What to heed of a table: l each report counts something else, t a total, which follows a place's size."""
    return ("l" if table.indicator.loose or table.indicator.several else "") + ("t" if is_total(table) else "")


def _places_by_province(comparison: Comparison) -> list[list[object]]:
    """→ [province, [[what is above, ["141081侯马市", …]], …]], in the order of the codes. The names are written once."""
    profiles = sorted(comparison.places, key=lambda p: p.place.code)
    return [
        [province, [[parent, [one.place.code + one.dossiers[0].name for one in below]] for parent, below in groupby(found, _place_above)]]
        for province, found in groupby(profiles, lambda p: p.province or p.place.name)
    ]


def _place_above(profile: PlaceProfile) -> str:
    return profile.parent if profile.parent != profile.province else ""


def place(profile: PlaceProfile, rows: Rows, measures: Measures, mute: Mute) -> Plain:
    """A place → what each of its reports says, the newest first."""
    return {
        "code": profile.place.code,
        "name": profile.dossiers[0].name,
        "level": filters.level_name(profile.place.level),
        "above": profile.province if profile.province != profile.place.name else "",
        "reports": [_report_data(profile, at, rows, measures, mute) for at in range(len(profile.dossiers))],
    }


def _report_data(profile: PlaceProfile, at: int, rows: Rows, measures: Measures, mute: Mute) -> Plain:
    dossier = profile.dossiers[at]
    silent = _reason_of_silence(dossier)
    cells = {t.id: [_cell_data(row.cell(kind), silent) for kind in KINDS] for t, row in rows.get(dossier.id, [])}
    own = sorted(rewritten(reports_of([dossier])))
    voices = {topic.id: [_quote_data(said) for said in voices[at].sentences[:MOST_SAID]] for topic, voices in profile.voices if voices[at].sentences}
    return {
        "year": dossier.year,
        "text": filters.completeness_name(dossier.completeness),
        "page": routes.report_page(dossier.editions[0].report.id),
        **({"rewritten": own} if own else {}),
        "silent": REASONS[silent],
        **({"mute": mute[dossier.id]} if dossier.id in mute else {}),
        "projects": _projects_data(dossier),
        "pledges": _pledges_data(dossier),
        "figures": cells,
        **({"measures": measures[dossier.id]} if dossier.id in measures else {}),
        "voices": voices,
    }


def _projects_data(dossier: Dossier) -> list[object]:
    """How many projects a dossier names, and where the first stands."""
    projects = [p for edition in dossier.editions for p in edition.projects]
    return [len({p.name for p in projects}), _address_of(projects[0].evidence) if projects else ""]


def _pledges_data(dossier: Dossier) -> list[object]:
    """How many pledges it makes, and where the first stands."""
    return [len(dossier.pledges), _address_of(dossier.pledges[0].evidence) if dossier.pledges else ""]


def _reason_of_silence(dossier: Dossier) -> str:
    """Why a dossier gives nothing, where no damage is to blame."""
    return UNMENTIONED if dossier.completeness == "full" else NOT_IN_EXCERPT


def _mute_by_dossier(comparison: Comparison) -> Mute:
    """→ of each dossier the indicators that it does not mention, in the order of the catalogue."""
    found: Mute = {}
    for one in comparison.indicators:
        rows = (row for table in one.tables for row in table.rows)
        for id in sorted({row.dossier.id for row in rows if UNMENTIONED in (row.actual.absence, row.target.absence)}):
            found.setdefault(id, []).append(one.indicator.id)
    return found


def _cell_data(cell: Cell, silent: str) -> object:
    """A cell → 0 silent as the whole report is, or unread where the indicator is not `mute`, the code of another reason, or what it gives.

    What is said without a value is {"why": its code, "words": the text's own if any, "where": …, "quote": …}.
    """
    if cell.phrase:
        own = {"words": cell.phrase.words} if cell.phrase.words else {}
        quote, where = _quote_data(cell.phrase.evidence)
        return {"why": REASONS[cell.absence], **own, "where": where, "quote": quote}
    if not cell.facts:
        return 0 if cell.absence in (silent, UNREAD) else REASONS.get(cell.absence, "")
    return values(cell)


def values(cell: Cell) -> Plain:
    """A cell with values → these, and what may be said of them beside others, decided here: the page's script only compares the numbers.

        {"facts": [["约6%", "", "reports/…#p9", "…"]], "ends": [5.4, 6.6], "one": [6, 6, "", 1]}

    facts: as printed with the variant, s (a stretch), e (an estimate), v (a volume) or u (待核), where, the sentence. ends: between which all
    open. one: of what gives one value the ends that are held against one other place's, the words of its variant, 1 where it is
    no exact value, and its unit where that may be another than the table's (以户计); "disputed" where values contradict each other.
    """
    one = one_value(cell)
    beside = (fact for fact in cell.facts if one is None or fact.like == one.like)
    made: Plain = {"facts": list(map(_fact_data, cell.facts)), "ends": _ends(hull(beside))}
    if one:
        variant = "、".join(word for word in (one.variant, filters.ROLES["volume"] if one.volume else "") if word)
        counted_in = [one.unit] if one.further and variant else []
        made["one"] = [*_ends(held(one)), variant, int(not exact(one)), *counted_in]
    return {**made, "disputed": 1} if cell.disputed else made


def _ends(extent: Extent) -> list[float | None]:
    return [_number(end) if end.is_finite() else None for end in (extent.low, extent.high)]


def _number(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(value)


def _fact_data(fact: Fact) -> list[object]:
    evidence = fact.evidence[0]
    return [figure_format.labelled(fact), _remark_on(fact), _address_of(evidence), filters.readable(evidence.quote)]


def _remark_on(fact: Fact) -> str:
    return "u" if fact.unchecked else "v" if fact.volume else "s" if fact.stretch else "e" if fact.estimate else ""


def _address_of(evidence: Evidence) -> str:
    return routes.paragraph(evidence.report, evidence.paragraph)


def _quote_data(evidence: Evidence) -> list[str]:
    return [filters.readable(evidence.quote), _address_of(evidence)]


def _rows_by_dossier(comparison: Comparison) -> Rows:
    """→ of each dossier the tables in which it gives a value or has lost one, gone through once."""
    found: Rows = {}
    for one in comparison.indicators:
        for table in one.tables:
            for row in table.rows:
                silent = _reason_of_silence(row.dossier)
                if any(cell.facts or cell.absence not in (silent, UNREAD) for cell in (row.actual, row.target)):
                    found.setdefault(row.dossier.id, []).append((table, row))
    return found


def _measures_by_dossier(comparison: Comparison) -> Measures:
    """→ of each newest dossier by topic what it says of each measure of policy, by its id; a topic of which it names none holds nothing."""
    found: Measures = {}
    for topic in comparison.topics:
        for row in topic.matrix.rows:
            for cell in row.cells:
                told = found.setdefault(cell.dossier.id, {}).setdefault(topic.topic.id, {})
                if cell.told and isinstance(told, dict):
                    told[row.policy.id] = _measure_data(cell)
    return found


def _measure_data(cell: PolicyCell) -> list[object]:
    """A cell → [1 where it is only told as done, [amount and date in its own words, or "", the sentence, where], …]"""
    return [0 if cell.planned else 1, *([point.words, *_quote_data(point.evidence)] for point in cell.told)]


def lead_tables(comparison: Comparison, most: int) -> tuple[tuple[Table, Kind], ...]:
    """→ the tables and the column of each that most places' newest reports give, of which each report counts the same.

    Of those that equally many give, those first that the catalogue has first; and so they stand.
    """
    newest = {d.id for d in latest(comparison.dossiers)}
    columns = [
        (table, kind)
        for one in comparison.indicators
        for table in one.tables
        for kind in KINDS
        if not one.indicator.loose and not one.indicator.several
    ]
    given = [sum(bool(row.cell(kind).facts) for row in table.rows if row.dossier.id in newest) for table, kind in columns]
    chosen = sorted(range(len(columns)), key=lambda at: -given[at])[:most]
    return tuple(columns[at] for at in sorted(chosen) if given[at])
