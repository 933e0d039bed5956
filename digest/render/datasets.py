"""Comparison → the data that others compute with: facts, projects, pledges, measures, ledger, watched words, boards; each as CSV, JSON, XLSX, all in SQLite.

A dataset is a table of text with a dictionary of its fields; datapackage.json describes them all (Frictionless Data Package 2.0,
https://datapackage.org). Same values, same bytes: files bear no date, and SQLite's own version number is left out of its header.

    Dataset "pledges": 侯马市 · 141081 · 2024 · 1 · 新建两所幼儿园 · reports/141081-2024.html#p40
"""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.chinese.figure_format import spoken
from digest.model.catalogue import Catalogue, SiteSettings
from digest.model.commitment import Account, Amount, AnnouncedPledges, KeptYear
from digest.model.comparison import Comparison
from digest.model.dossier import Dossier
from digest.model.project_key import project_key
from digest.model.promise import Outcome, Promise
from digest.model.report import Evidence, Fact, Meta
from digest.model.word_use import Standing, Turn, WordUse
from digest.render import filters, routes
from digest.render.board_rows import BOARD, NUMBERS_OF_BOARD, board_rows
from digest.render.csv_tables import BOUNDS, FIELDS, csv_of, fact_rows, harmless
from digest.render.dataset_fields import LEDGER, PLEDGES, PROJECTS, PROMISES, TASKS, WHERE, WHOSE, WORDS
from digest.render.keeping_names import commitment_name, keeping_name
from digest.render.policy_rows import MEASURES, policy_rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cells = tuple[str, ...]
UNDATED = datetime(2000, 1, 1)  # XLSX wants a date of its making
VERSION_AT = 96  # where a SQLite file names the library that wrote it (https://www.sqlite.org/fileformat.html, 1.3.17): four bytes
NUMBERS = ("字数", "共几项", "报告年份", "数值年份", "数值", "上限", "投资", "序号", "年份", "目标", "结果", "差", "处数", *NUMBERS_OF_BOARD)
OUTCOMES: Mapping[Outcome, str] = {
    "met": "达到", "near": "接近", "missed": "未达到", "unreported": "下年报告未提", "mentioned": "下年报告未给结果", "rebased": "口径不同", "disputed": "待核",
    "unclear": "无法判定", "pending": "下年报告不在手头",
}  # fmt: skip
STANDINGS: Mapping[Standing, str] = {"said": "提到", "silent": "没有提到", "partial": "节选未含", "damaged": "原文缺损"}
TURNS: Mapping[Turn, str] = {"": "", "new": "新提到", "kept": "上一份也提到", "gone": "不再提", "again": "重新提到"}


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of text: `fields` are (name, meaning), each row has a cell for every field."""

    id: str  # facts | projects | pledges | measures | ledger | words | board | tasks
    title: str
    fields: tuple[tuple[str, str], ...]
    rows: tuple[Cells, ...]


def datasets(comparison: Comparison, catalogue: Catalogue) -> tuple[Dataset, ...]:
    """→ the datasets of a comparison, rows in the order of its dossiers."""
    dossiers = comparison.dossiers
    return (
        Dataset("facts", "指标数值", FIELDS, tuple(fact_rows(dossiers, catalogue))),
        Dataset("projects", "项目", PROJECTS, tuple(_dataset_of_projects(comparison))),
        Dataset("pledges", "民生实事", PLEDGES, tuple(_dataset_of_pledges(comparison))),
        Dataset("measures", "举措", (*WHOSE, *MEASURES, *WHERE), tuple(policy_rows(dossiers, catalogue))),
        Dataset("ledger", "目标对账", LEDGER, tuple(_cells_of_promise(line) for place in comparison.places for line in place.ledger)),
        Dataset("promises", "承诺兑现", PROMISES, tuple(_dataset_of_promises(comparison, catalogue))),
        Dataset("words", "谁说了，谁没说", WORDS, tuple(_cells_of_use(reach.word.name, use) for reach in comparison.words for use in reach.uses)),
        Dataset("board", "目标一览", BOARD, tuple(board_rows(comparison.boards))),
        Dataset("tasks", "主要任务", TASKS, tuple(_dataset_of_tasks(comparison, catalogue))),
    )


def as_csv(dataset: Dataset) -> bytes:
    """→ CSV, a column for each field."""
    return csv_of((name for name, _ in dataset.fields), dataset.rows)


def as_json(dataset: Dataset) -> bytes:
    """→ a list of objects, a row each; numbers stay text, so that 12.10 does not become 12.1."""
    names = [name for name, _ in dataset.fields]
    rows = [dict(zip(names, row, strict=True)) for row in dataset.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=0) + "\n").encode("utf-8")


def as_xlsx(made: tuple[Dataset, ...]) -> bytes:
    """→ a workbook with a sheet for each dataset, its head frozen and filtered, and a sheet that explains the fields."""
    import xlsxwriter

    data = io.BytesIO()
    # text that begins with = or http stays text: nothing of a report becomes a formula or a link
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": UNDATED})
        head = book.add_format({"bold": True, "bottom": 1})
        for dataset in made:
            sheet = book.add_worksheet(dataset.title)
            sheet.write_row(0, 0, [name for name, _ in dataset.fields], head)
            for number, row in enumerate(dataset.rows, 1):
                for column, cell in enumerate(row):
                    _write_cell(sheet, number, column, cell, dataset.fields[column][0] in NUMBERS)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(dataset.rows), len(dataset.fields) - 1)
            sheet.set_column(0, len(dataset.fields) - 1, 14)
        sheet = book.add_worksheet("字段说明")
        sheet.write_row(0, 0, ("表", "字段", "含义"), head)
        for number, line in enumerate(((d.title, *field) for d in made for field in d.fields), 1):
            sheet.write_row(number, 0, line)
        sheet.set_column(2, 2, 80)
    return data.getvalue()


def _write_cell(sheet: Worksheet, row: int, column: int, cell: str, number: bool) -> None:
    """A number as a number, so that it can be summed; everything else as the text that it is."""
    if number and cell:
        sheet.write_number(row, column, float(cell))
    elif cell:
        sheet.write_string(row, column, cell)


def as_sqlite(made: tuple[Dataset, ...]) -> bytes:
    """→ a SQLite database: a table for each dataset, and `fields` (dataset, name, meaning)."""
    base = sqlite3.connect(":memory:")
    with base:
        for dataset in made:
            columns = ", ".join(f'"{name}" {"NUMERIC" if name in NUMBERS else "TEXT"}' for name, _ in dataset.fields)
            base.execute(f'CREATE TABLE "{dataset.id}" ({columns})')
            marks = ", ".join("?" * len(dataset.fields))
            base.executemany(f'INSERT INTO "{dataset.id}" VALUES ({marks})', ([cell or None for cell in row] for row in dataset.rows))
        base.execute("CREATE TABLE fields (dataset TEXT, name TEXT, meaning TEXT)")
        base.executemany("INSERT INTO fields VALUES (?, ?, ?)", [(d.id, *field) for d in made for field in d.fields])
    data = bytearray(base.serialize())
    base.close()
    data[VERSION_AT : VERSION_AT + 4] = bytes(4)
    return bytes(data)


def package(made: tuple[Dataset, ...], site: SiteSettings, dossiers: tuple[Dossier, ...] = ()) -> bytes:
    """→ datapackage.json: what there is, how it is encoded, what every field means, under which licence, of which reports."""
    resources = [
        {
            "name": dataset.id,
            "title": dataset.title,
            "path": f"{dataset.id}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": [{"name": name, "type": "number" if name in NUMBERS else "string", "description": said} for name, said in dataset.fields]},
        }
        for dataset in made
    ]
    schema = {"name": "record-schema", "title": "报告记录（JSON）的结构", "path": routes.RECORD_SCHEMA.rpartition("/")[2], "format": "json",
              "mediatype": "application/schema+json", "encoding": "utf-8"}  # fmt: skip
    described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "government-work-reports",
        "title": site.title,
        "description": site.about,
        **({"homepage": site.url} if site.url else {}),
        **({"version": site.data_date} if site.data_date else {}),
        **({"licenses": [licence(site)]} if site.licence else {}),
        "sources": [_source_of_report(edition.report.meta, dossier) for dossier in dossiers for edition in dossier.editions],
        "contributors": [{"title": site.publisher, "roles": ["publisher"]}] if site.publisher else [],
        "resources": [*resources, schema],
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def licence(site: SiteSettings) -> dict[str, str]:
    """CC BY 4.0 → {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": …}, the name as https://opendefinition.org/licenses/ has it."""
    return {"name": site.licence.replace(" ", "-"), "title": site.licence, **({"path": site.licence_url} if site.licence_url else {})}


def _source_of_report(meta: Meta, dossier: Dossier) -> dict[str, str]:
    title = meta.title or f"{filters.place_name(dossier)}{dossier.year}年政府工作报告"
    return {"title": f"{title}，{meta.publisher}" if meta.publisher else title, **({"path": meta.url} if meta.url else {})}


def _dataset_of_projects(comparison: Comparison) -> Iterator[Cells]:
    later = {(line.dossier.id, project_key(line.project.name)): line.later for place in comparison.projects.places for line in place.lines}
    for dossier in comparison.dossiers:
        for edition in dossier.editions:
            for one in edition.projects:
                investment = f"{one.investment:f}" if one.investment is not None else ""
                told = later.get((dossier.id, project_key(one.name))) if one.kind == "target" else None
                said = (harmless(one.name), investment, one.milestone, harmless(one.when), one.kind)
                yield (*_cells_of_place(dossier), *said, *_cells_of_evidence(one.evidence), *_cells_of_outcome(told))


def _dataset_of_tasks(comparison: Comparison, catalogue: Catalogue) -> Iterator[Cells]:
    themes = {theme.id: theme.name for theme in catalogue.task_themes}
    names = {subject.id: subject.name for subject in catalogue.task_subjects}
    for one in comparison.tasks.lists:
        for task in one.tasks:
            where = routes.paragraph(task.report, task.anchor)
            about = "、".join(names.get(said.subject, said.subject) for said in task.abouts)
            theme = themes.get(task.theme, task.theme)
            yield (*_cells_of_place(task.dossier), str(task.order), str(task.of), harmless(task.title), theme, about, str(task.characters), where)


def _dataset_of_pledges(comparison: Comparison) -> Iterator[Cells]:
    announced = {one.dossier.id: one.announced for one in comparison.pledges.announcers}
    for listed in comparison.pledges.lists:
        for one in listed.pledges:
            said = announced.get(listed.dossier.id)
            amounts = ("；".join(column) for column in ((f"{a.value:f}" for a in one.amounts), (a.unit for a in one.amounts), (a.subject for a in one.amounts)))
            yield (
                *_cells_of_place(listed.dossier), str(one.pledge.no), "、".join(one.services), *map(harmless, amounts), one.deadline,
                *_cells_of_announced(said), *_cells_of_evidence(one.pledge.evidence), *_cells_of_outcome(one.later),
            )  # fmt: skip


def _cells_of_announced(said: AnnouncedPledges | None) -> Cells:
    return (str(said.count), str(said.groups or ""), f"{said.money:f}" if said.money is not None else "") if said else ("", "", "")


def _dataset_of_promises(comparison: Comparison, catalogue: Catalogue) -> Iterator[Cells]:
    topics = {topic.id: topic.name for topic in catalogue.topics}
    for year in (year for place in comparison.places for year in place.kept):
        for one in year.accounts:
            yield _cells_of_account(year, one, topics)


def _cells_of_account(year: KeptYear, one: Account, topics: Mapping[str, str]) -> Cells:
    said = one.commitment
    return (
        *_cells_of_place(year.dossier),
        commitment_name(said.kind),
        harmless(said.name),
        said.milestone,
        said.when,
        "；".join(map(_words_of_amount, said.amounts)),
        topics.get(said.topic, ""),
        harmless(said.evidence.quote),
        keeping_name(one.keeping),
        harmless(one.told.quote) if one.told else "",
        "" if one.sure or not one.told else "疑似",
        _address_of(said.evidence),
        _address_of(one.told) if one.told else "",
    )


def _words_of_amount(amount: Amount) -> str:
    return spoken(f"{amount.value:f}{amount.unit}", amount.bound)


def _cells_of_outcome(one: Account | None) -> Cells:
    """What the next report says of a project or pledge → its cells, empty where it was not followed."""
    if one is None:
        return ("", "", "")
    return (keeping_name(one.keeping), "" if one.sure or not one.told else "疑似", _address_of(one.told) if one.told else "")


def _cells_of_promise(line: Promise) -> Cells:
    return (
        *_cells_of_place(line.dossier),
        harmless(line.table.name),
        str(line.target.year or ""),
        line.target.unit,
        *_cells_of_value(line.target),
        *_cells_of_value(line.actual),
        OUTCOMES[line.outcome],
        f"{line.difference:f}" if line.difference is not None else "",
        _address_of(line.target.evidence[0]),
        _address_of(told) if (told := line.told) else "",
    )


def _cells_of_use(word: str, use: WordUse) -> Cells:
    times = str(use.times) if use.times else ""
    said = _cells_of_evidence(use.first) if use.first else ("", "")
    return (*_cells_of_place(use.dossier), harmless(word), STANDINGS[use.standing], times, TURNS[use.turn], *said)


def _cells_of_value(fact: Fact | None) -> Cells:
    return (BOUNDS[fact.bound], f"{fact.value:f}") if fact else ("", "")


def _cells_of_place(dossier: Dossier) -> Cells:
    return (harmless(filters.place_name(dossier)), dossier.place.code, str(dossier.year))


def _cells_of_evidence(evidence: Evidence) -> Cells:
    return (harmless(evidence.quote), _address_of(evidence))


def _address_of(evidence: Evidence) -> str:
    return routes.paragraph(evidence.report, evidence.paragraph)
