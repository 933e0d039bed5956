"""How quickly a preview shows a change, as a ratio to making the whole site; and whether what it shows after many changes is what a build makes.

    python benchmarks/previewing.py SITE [EDITS]     SITE: a copy of a site of one's own (build.py new), which is changed
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from digest.cli.arguments import make_parser
from digest.cli.main import settings
from digest.cli.preview import Preview
from digest.pipeline import prepare
from digest.system.shipped import shipped

TEMPLATES = ("markdown/topic.md.j2", "markdown/place.md.j2", "html/frame.html.j2", "html/digest.html.j2", "markdown/parts/voices.md.j2")
ADDED = {"markdown/": "\n测试。\n", "html/": "<!-- x -->\n"}
COMPARED = 20  # edits between two comparisons with what a build makes


def main(site: Path, edits: int) -> int:
    """A site, and how many changes → 0 where every page that is shown is the one that a build makes, else 1."""
    os.chdir(site)
    wanted = settings(make_parser(str).parse_args(["serve"]))
    preview, chance = Preview(wanted, str), random.Random(7)
    whole, _ = timed(lambda: preview.answer("/").status)
    whole, _ = timed(lambda: prepare(replace(wanted, late=True)))
    took: dict[str, list[float]] = {}
    wrong: list[str] = []
    pages = [page for page in preview.now().files if page.endswith((".html", ".md")) and not page.startswith("bulletins/")]
    for number in range(1, edits + 1):
        kind, edit = chance.choice(KINDS)
        edit(chance)
        seconds, status = timed(lambda: preview.answer(chance.choice(pages)).status)
        took.setdefault(kind if status == 200 else f"{kind}, a mistake", []).append(seconds)
        if number % COMPARED == 0 or number == edits:
            wrong += different(preview, pages)
    for kind, all_of in sorted(took.items()):
        middle = sorted(all_of)[len(all_of) // 2]
        print(f"{kind:24} {len(all_of):4}  median {middle:6.2f} s  most {max(all_of):6.2f} s  {middle / whole:6.3f} of the whole")
    print(f"the whole: {whole:.2f} s; pages that a build makes otherwise: {len(wrong)}", *wrong[:10], sep="\n  ")
    return 1 if wrong else 0


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Something to do → the seconds that it took, and its result."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def different(preview: Preview, pages: list[str]) -> Iterator[str]:
    """The pages that are shown otherwise than a build makes them now; all of them where only one of the two refuses."""
    made = prepare(replace(preview.settings, late=True))
    shown = {page: preview.answer(page) for page in pages}
    if not made.summary.published:
        return
    yield from (page for page, answer in shown.items() if answer.status == 200 and answer.data != made.files.get(page))
    yield from (page for page, answer in shown.items() if answer.status != 200 and page in made.files)


def template(chance: random.Random) -> None:
    """A template of the editor's comes, says more, or goes."""
    name = chance.choice(TEMPLATES)
    own = Path("templates", name)
    if own.exists() and chance.random() < 0.5:
        own.unlink()
        return
    own.parent.mkdir(parents=True, exist_ok=True)
    text = (own if own.exists() else shipped(f"templates/{name}")).read_text(encoding="utf-8")
    own.write_text(text + next(words for start, words in ADDED.items() if name.startswith(start)), encoding="utf-8")


def note(chance: random.Random) -> None:
    """A note is written, changed or taken away."""
    path = Path("notes", f"{chance.choice(('ecology', 'overview', 'projects'))}.md")
    path.unlink() if path.exists() and chance.random() < 0.4 else path.write_text(f"看点{chance.choice('甲乙丙丁')}。\n", encoding="utf-8")


def style(chance: random.Random) -> None:
    """A style sheet of the editor's."""
    path = Path("templates/styles/site/99-own.css")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"p {{ margin: {chance.randrange(9)}px }}\n", encoding="utf-8")


def mistake(chance: random.Random) -> None:
    """A name that does not exist, or its end."""
    path = Path("templates/markdown/parts/findings.md.j2")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink() if path.exists() else path.write_text("{{ nme }}\n", encoding="utf-8")


def report(chance: random.Random) -> None:
    """A report says more."""
    path = chance.choice(sorted(Path("reports").rglob("*.md")))
    path.write_text(path.read_text(encoding="utf-8") + f"\n植树{chance.randrange(100, 900)}亩。\n", encoding="utf-8")


KINDS = (*[("template", template)] * 6, *[("note", note)] * 6, *[("style", style)] * 2, *[("mistake", mistake)] * 2, ("report", report))

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200))
