"""make mutate, at its end: how many of the flips in each module a test notices, and the names of those that none does.

    …/python tools/mutants.py        of what the last make mutate left in mutants/

Prints for each module “digest/chinese/quantities.py: 430 of 495 noticed, 86 %”, and below it the names that mutmut show takes.
"""

import json
import sys
from pathlib import Path

MUTANTS = Path(__file__).resolve().parent.parent / "mutants"
UNNOTICED = (0, 33)  # all tests passed; no test runs the function. Every other exit code is a test that failed, or one that came to no end
UNTRIED = None


def main() -> int:
    """Prints what became of the flips → 0; 2 where none were made yet."""
    results = {path.relative_to(MUTANTS).as_posix().removesuffix(".meta"): read(path) for path in sorted(MUTANTS.rglob("*.meta"))}
    if not results:
        print("There are no results yet: make mutate", file=sys.stderr)
        return 2
    for module, codes in results.items():
        print("\n".join(told(module, codes)))
    return 0


def read(path: Path) -> dict[str, int | None]:
    """A file in which mutmut keeps the results of a module → the exit code of the tests for each flip; None where they were not run."""
    codes: dict[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def told(module: str, codes: dict[str, int | None]) -> list[str]:
    """A module, the exit codes of its flips → the lines that say how many of those tried were noticed, and which were not."""
    tried = {name: code for name, code in codes.items() if code is not UNTRIED}
    if not tried:
        return []
    unnoticed = [name for name, code in tried.items() if code in UNNOTICED]
    noticed = len(tried) - len(unnoticed)
    waiting = f" ({len(codes) - len(tried)} not tried)" if len(tried) < len(codes) else ""
    return [f"{module}: {noticed} of {len(tried)} noticed, {100 * noticed // len(tried)} %{waiting}", *(f"    {name}" for name in unnoticed)]


if __name__ == "__main__":
    sys.exit(main())
