"""A table of many quick cases as one test, which names every row that does not hold: a test a row costs more than the rows themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

Case = Callable[..., None]


def each(names: str | tuple[str, ...], rows: Iterable[object]) -> Callable[[Case], Callable[[], None]]:
    """As pytest.mark.parametrize: the names of a case's arguments and its rows → what makes one test of a test of one row.

    each(("text", "value"), [("五", 5), ("十", 10)]) above test(text, value) → one test, which fails with the rows that are wrong and why.
    """
    wanted, table = (names,) if isinstance(names, str) else names, [*rows]
    assert table, "a table without rows shows nothing"

    def all_of(case: Case) -> Callable[[], None]:
        @wraps(case)
        def test() -> None:
            wrong = [said for row in table if (said := _wrong(case, dict(zip(wanted, (row,) if isinstance(names, str) else row, strict=True))))]  # type: ignore[arg-type]
            assert not wrong, f"{len(wrong)} of {len(table)} rows do not hold:\n\n" + "\n\n".join(wrong)

        del test.__wrapped__  # type: ignore[attr-defined]  # pytest would ask the fixtures for the case's arguments
        return test

    return all_of


def _wrong(case: Case, given: dict[str, object]) -> str:
    """What a row gives → in which way it does not hold, "" where it does."""
    try:
        case(**given)
    except Exception as error:
        return f"{given}\n    {type(error).__name__}: {error}"
    return ""
