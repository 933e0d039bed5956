"""classify: the cases of tests/cases/classify.md, the twelve topics as shipped, and a quiet jieba that writes only where it may."""

import subprocess
import sys
from pathlib import Path

import pytest

from digest.classify import classify
from digest.model import Block, Cleaned, Piece
from digest.outline import outline
from tests.reading import ROOT, cases, catalogue

PARTS = {"opening", "review", "plan", "government", "closing", "glossary"}
TOPICS = [
    "economy", "projects", "industry", "agriculture", "urban", "ecology", "livelihoods", "culture", "reform", "safety", "government",
    "overview",
]  # fmt: skip


def classified(text: str):
    structure = outline(Cleaned((), tuple(Block(line, (Piece(0, n),)) for n, line in enumerate(text.splitlines(), 1)), ()))
    return classify(structure.sections, structure.paragraphs, catalogue())


@pytest.mark.parametrize(("name", "given", "expected"), cases("classify"), ids=[c[0] for c in cases("classify")])
def test_case(name, given, expected):
    sections, paragraphs = classified(given)
    found = [f"{p.part} {p.topic}" for p in paragraphs]
    assert found == expected, [(p.text[:12], f) for p, f in zip(paragraphs, found, strict=True)]
    assert all(s.part in PARTS for s in sections)


def test_topics_as_shipped():
    assert [t.id for t in catalogue().topics] == TOPICS
    for topic in catalogue().topics:
        assert topic.name and topic.about.endswith("。")
        assert len(set(topic.words)) == len(topic.words), topic.id
        assert len(set(topic.headings)) == len(topic.headings), topic.id


def test_empty_report():
    assert classify((), (), catalogue()) == ((), ())


@pytest.mark.parametrize("cache", [True, False])
def test_jieba_is_quiet_and_writes_only_into_the_folder_it_is_given(tmp_path, cache):
    (tmp_path / "temporary").mkdir()
    code = "\n".join((
        "from pathlib import Path",
        "import digest.classify as c, digest.segment, sys",
        "assert 'jieba' not in sys.modules",  # a build with nothing to do starts without it
        f"digest.segment.set_cache(Path({str(tmp_path / 'own')!r}))" if cache else "",
        "from digest.catalogue import Catalogue, Topic",
        "from digest.model import Paragraph",
        "topics = (Topic('ecology', '生态', words=('造林',)),)",
        "_, paragraphs = c.classify((), (Paragraph('p1', 1, '全年完成造林一万亩。'),), Catalogue((), topics, ()))",
        "print(paragraphs[0].topic)",
    ))
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True, env={"TMPDIR": str(tmp_path / "temporary"), "PATH": ""}
    )
    assert (run.stdout, run.stderr) == ("ecology\n", "")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert (tmp_path / "own").exists() == cache
    assert not cache or [p.suffix for p in Path(tmp_path / "own").iterdir()] == [".cache"]
