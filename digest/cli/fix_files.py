"""Files of editors → the same with half-width signs where YAML and templates need them; nothing else is ever changed.

    text, kind → mended text          (fix_yaml.py, fix_templates.py)
    text before and after → Mends     (what is told)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from digest.cli.fix_templates import mended_template
from digest.cli.fix_yaml import LINE_END, mended_yaml

# The line that opens front matter
# wholly: --- · "--- "      not －－－ · "---a"
FENCE = re.compile(r"---[ \t\u3000]{0,40}")
# The line that closes it
# wholly: --- · ...      not .. · －－－
CLOSE = re.compile(r"(?:---|\.\.\.)[ \t\u3000]{0,40}")
BOM = "\ufeff"
LINES = 500  # of front matter at the most


@dataclass(frozen=True, slots=True)
class Mend:
    """A line that was mended: of which file, which line (from 1), what stood there, what stands there now."""

    where: str
    line: int
    old: str
    new: str


def mended_file(text: str, where: str, kind: Any = None) -> tuple[str, tuple[Mend, ...]]:
    """A YAML file of a `kind` → mended, and what was; a template where no kind is given."""
    bom = BOM if text.startswith(BOM) else ""
    body = text[len(bom) :]
    after = bom + (mended_template(body) if kind is None else mended_yaml(body, where, kind))
    return after, differences(text, after, where)


def mended_head(text: str, where: str, kind: Any) -> tuple[str, tuple[Mend, ...]]:
    """A report or note → its front matter of a `kind` mended, and what was. Below the front matter nothing is touched.

    ---⏎place：清苑区⏎---⏎各位代表：⏎  →  ---⏎place: 清苑区⏎---⏎各位代表：⏎
    """
    if not text.removeprefix(BOM).startswith("---"):
        return text, ()
    pieces = LINE_END.split(text)
    end = next((at for at in range(2, len(pieces), 2) if CLOSE.fullmatch(pieces[at])), None)
    if end is None or end > 2 * LINES or not FENCE.fullmatch(pieces[0].removeprefix(BOM)):
        return text, ()
    head = "".join(pieces[2:end])
    after = "".join(pieces[:2]) + mended_yaml(head, where, kind, 2) + "".join(pieces[end:])
    return after, differences(text, after, where)


def differences(before: str, after: str, where: str) -> tuple[Mend, ...]:
    """Two texts of as many lines → the lines that differ."""
    pairs = zip(LINE_END.split(before)[::2], LINE_END.split(after)[::2], strict=True)
    return tuple(Mend(where, number, old.strip(), new.strip()) for number, (old, new) in enumerate(pairs, 1) if old != new)
