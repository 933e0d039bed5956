"""A table of cases as one test: it holds where every row does, and names each that does not."""

import pytest

from tests.tables import each


def test_it_holds_where_every_row_does() -> None:
    seen = []

    @each(("a", "b"), [(1, 2), (3, 4)])
    def case(a: int, b: int) -> None:
        seen.append((a, b))

    case()
    assert seen == [(1, 2), (3, 4)]


def test_each_row_that_does_not_hold_is_named_with_why() -> None:
    @each("a", [0, 1, 2])
    def case(a: int) -> None:
        assert 2 / a == 2, "not two"

    with pytest.raises(AssertionError) as told:
        case()
    text = str(told.value)
    assert text.startswith("2 of 3 rows do not hold") and "{'a': 0}\n    ZeroDivisionError" in text and "{'a': 2}\n    AssertionError: not two" in text
    assert "{'a': 1}" not in text


def test_a_table_without_rows_shows_nothing() -> None:
    with pytest.raises(AssertionError, match="without rows"):
        each("a", [])
