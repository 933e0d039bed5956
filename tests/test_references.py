"""Facts have ids that an editor can type and that never name two figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.render.figure_ids import fact_ids, known_facts
from tests.samples import dossier, fact

CASES = (
    (fact("gdp", "growth", "10", "target", 2024, bound=">="), "141081-2024.gdp-growth.target"),
    (fact("gdp", "growth", "12.1", "actual", 2023), "141081-2024.gdp-growth.actual"),
    (fact("gdp", "growth", "9", "actual", 2022), "141081-2024.gdp-growth.actual.y2022"),
    (fact("gdp", "growth", "7", "actual", None), "141081-2024.gdp-growth.actual.period"),
    (replace(fact("gdp", "growth", "11", "target", 2024), stretch=True), "141081-2024.gdp-growth.target.stretch"),
    (fact("gdp_per_head", "level", "5", "target", 2024, unit="元"), "141081-2024.gdp-per-head-level.target"),
)


@pytest.mark.parametrize(("given", "id"), CASES)
def test_the_id_says_what_is_not_usual(given, id):
    assert [i for i, _ in fact_ids(dossier("141081", 2024, given))] == [id]


def test_several_values_are_numbered_and_no_id_stands_twice():
    one, other = fact("gdp", "growth", "10", "target", 2024), fact("gdp", "growth", "9", "target", 2024)
    first, second = dossier("141081", 2024, one, other), dossier("141081", 2023, one)
    assert [i for i, _ in fact_ids(first)] == ["141081-2024.gdp-growth.target", "141081-2024.gdp-growth.target.2"]
    known = known_facts((first, second))
    assert known["141081-2024.gdp-growth.target.2"] == (first, other)
    assert known["141081-2023.gdp-growth.target.y2024"] == (second, one)
    assert len(known) == 3
