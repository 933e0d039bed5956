"""The closed sets (model/closed_sets.py and those beside their nouns): what is named after them has a name for each word and for no other."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

import pytest

from digest.charts import chart_words
from digest.chinese import figure_format
from digest.cli import add_command
from digest.compare import findings, outcomes, table_charts
from digest.content.place_files import ABOVE
from digest.content.schema import from_json, to_json
from digest.extract.milestones import FINISHED, ORDER
from digest.model import dossier
from digest.model.catalogue import Catalogue
from digest.model.closed_sets import (
    BOUNDS,
    COMPLETENESSES,
    FIGURE_MEASURES,
    KINDS,
    LEVELS,
    MEASURES,
    MILESTONES,
    PARTS,
    RELATIONS,
    Format,
    Kind,
)
from digest.model.commitment import COMMITMENT_KINDS, KEEPINGS
from digest.model.promise import Outcome
from digest.model.report import Evidence, Fact
from digest.pages import project_pages
from digest.render import csv_tables, datasets, filters, keeping_names
from digest.render.record_schema import record_schema
from tests.tables import each

SCHEMA: dict[str, Any] = json.loads(record_schema(Catalogue((), (), ())))


@each(
    ("names", "words"),
    [
        (filters.KINDS, KINDS), (chart_words.DOTS, KINDS), (chart_words.OF_YEARS, KINDS), (chart_words.OF_MONTHS, KINDS), (table_charts.KINDS, KINDS),
        (project_pages.KINDS, KINDS), (dossier.ONLY, KINDS),
        (dossier.MEASURES, MEASURES), (findings.MEASURED, MEASURES),
        (csv_tables.BOUNDS, BOUNDS), (figure_format.SIGNS, BOUNDS), (chart_words.BOUNDS | {"=": ""}, BOUNDS), (chart_words.UPRIGHT | {"=": ""}, BOUNDS),
        (filters.PARTS, PARTS), (filters.LEVELS, LEVELS), (table_charts.LEVELS, LEVELS), (ABOVE, LEVELS),
        (filters.COMPLETENESS, COMPLETENESSES), (add_command.COMPLETENESS, (*COMPLETENESSES, "")),
        (keeping_names.KEEPINGS, KEEPINGS), (keeping_names.COMMITMENTS, COMMITMENT_KINDS), (datasets.OUTCOMES, get_args(Outcome)),
        (dict.fromkeys(ORDER), MILESTONES), (dict.fromkeys((*FINISHED, "前期", "在建")), MILESTONES), (outcomes._STEPS, MILESTONES),
    ],
)  # fmt: skip
def test_every_word_of_a_set_has_a_name_and_nothing_else(names: Mapping[str, object], words: tuple[str, ...]) -> None:
    assert set(names) == set(words)


def at(path: str) -> tuple[str | None, ...]:
    """A path of the published schema → the words that it admits, None where null is one: facts.measure"""
    shape = SCHEMA
    for key in path.split("."):
        shape = shape.get("items", shape)["properties"][key]
    either = shape.get("anyOf", [shape])
    return tuple(word for one in either for word in one.get("enum", [None]))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("meta.level", (*LEVELS, None)), ("meta.completeness", (*COMPLETENESSES, None)), ("paragraphs.part", (*PARTS, "")),
        ("facts.measure", MEASURES), ("facts.bound", BOUNDS), ("facts.kind", KINDS),
        ("figures.measure", FIGURE_MEASURES), ("figures.bound", BOUNDS), ("figures.kind", KINDS),
        ("aims.relation", RELATIONS), ("projects.kind", KINDS),
    ],
)  # fmt: skip
def test_the_published_schema_admits_just_these_words(path: str, words: tuple[str | None, ...]) -> None:
    assert at(path) == words


FACT = Fact("gdp", "growth", Decimal("12.1"), "%", "=", "actual", 2023, (Evidence("141081-2024", "p1", 0, 1, "增"),))


@pytest.mark.parametrize(("word", "other"), [('"growth"', '"growht"'), ('"="', '"=="'), ('"actual"', '""')])
def test_what_is_remembered_is_held_to_them_too(word: str, other: str) -> None:
    data = to_json(FACT)
    assert from_json(Fact, data) == FACT and data.count(word.encode()) == 1
    with pytest.raises(ValueError, match="literal_error"):
        from_json(Fact, data.replace(word.encode(), other.encode()))


def test_no_word_stands_twice_in_a_set() -> None:
    for words in (LEVELS, COMPLETENESSES, PARTS, KINDS, FIGURE_MEASURES, BOUNDS, RELATIONS, MILESTONES, get_args(Format), get_args(Outcome)):
        assert len(words) == len(set(words)) > 1
    assert get_args(Kind) == KINDS
