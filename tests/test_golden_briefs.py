"""The briefs of the five real reports as they were read and found right, line by line: whatever changes in one of them is seen, and judged anew.

The files in tests/golden/ hold no sentence of a report: addresses are left out, quotations and long titles are cut after four characters.
"""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from tests.conftest import Built

GOLDEN = Path(__file__).parent / "golden"
LONGEST = 8  # characters of a link's words that are kept whole
# matches [640亩](../reports/a-2024.html#p3)      not [640亩]
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()]*\)")


def _cut(link: re.Match[str]) -> str:
    """The words of a link → the same if they are short, else their beginning; where they hold a number, the beginning of what stands around it."""
    if len(link[1]) <= LONGEST:
        return link[1]
    return re.sub(r"([㐀-鿿]{4})[㐀-鿿]+", r"\1…", link[1]) if re.search(r"[0-9]", link[1]) else f"{link[1][:4]}…"


def bare(markdown: str) -> str:
    """A brief → the same without addresses, its quotations and long titles cut.

    [“持续推进某事”](…#p1) → “持续推进…    「全年完成若干」（[原文](…)） → 「全年完成…」（原文）
    """
    text = re.sub(r"「([^」]{4})[^」]*」", r"「\1…」", markdown)
    text = re.sub(r"!\[[^\]]*\]\([^()]*\)", "（图）", text)
    text = LINK.sub(_cut, text)
    return re.sub(r"(?m)^小题次序：.*$", lambda line: re.sub(r"(?<=[ —])([^ ；—。]{4})[^；—。]+", r"\1…", line[0]), text)


def test_what_a_golden_file_holds_is_no_sentence() -> None:
    text = "| [“确保某个项目按时完工”](../reports/a-2024.html#p3) | [约1.26万亩](../r/a.html#p1) |\n小题次序：[甲市](../p/a.html) 抓好春耕备耕—修路。\n「全年粮食丰收」（[原文](../r.html#p2)）"
    assert bare(text) == "| “确保某… | 约1.26万亩 |\n小题次序：甲市 抓好春耕…—修路。\n「全年粮食…」（原文）"


def test_the_briefs_of_the_real_reports_are_those_that_were_judged(real: Built, tmp_path: Path) -> None:
    changed = []
    for topic in ("ecology", "livelihoods", "projects"):
        made, golden = bare((real.site / "topics" / f"{topic}.md").read_text(encoding="utf-8")), GOLDEN / f"{topic}.md"
        (tmp_path / f"{topic}.md").write_text(made, encoding="utf-8")
        if made != golden.read_text(encoding="utf-8"):
            changed += unified_diff(golden.read_text(encoding="utf-8").split("\n"), made.split("\n"), golden.name, f"{tmp_path}/{topic}.md", lineterm="", n=0)
    assert changed == [], "\n".join(("read what changed; where it is right, copy the new file:", *changed))


def test_a_golden_file_copies_no_run_of_a_report(real: Built) -> None:
    texts = re.sub(r"\s", "", "".join(path.read_text(encoding="utf-8") for path in sorted(real.settings.reports.glob("*.txt"))))
    found = [line[at : at + 20] for path in GOLDEN.glob("*.md") for line in path.read_text(encoding="utf-8").split("\n") for at in range(len(line) - 19)]
    assert [run for run in found if run in texts and not re.search(r"[|（]", run)] == []
