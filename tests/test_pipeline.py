"""The whole line: what is published, what a second build does, what a change costs, what bad input leads to."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from digest import pipeline
from digest.content.catalogue_files import load_catalogue
from digest.model.problem import Problem
from digest.pipeline import Settings, Summary, build, inspect, reader, rebuild
from digest.system import machine
from digest.system.inputs import digest_of
from digest.system.publish import MANIFEST
from digest.system.unchanged import standing
from tests.conftest import FEW, JOBS, ROOT, Built, prepared, remembered, shipped

TOPICS = ("agriculture", "culture", "ecology", "economy", "government", "industry", "livelihoods", "overview", "projects", "reform", "safety", "urban")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def dates(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in (folder, *folder.rglob("*"))}


def entries(cache: Path) -> set[str]:
    return {p.name for p in (cache / "results").rglob("*") if p.is_file()}


def test_the_shipped_content_is_published_without_an_error(built: Built) -> None:
    assert [p.text() for p in built.summary.problems if p.severity == "error"] == []
    assert built.summary.published
    assert built.summary.reports == 8
    for address in ("index.html", "methods.html", "data/facts.csv", *(f"topics/{t}.html" for t in TOPICS), *(f"topics/{t}.md" for t in TOPICS)):
        assert (built.site / address).stat().st_size > 0, address
    places = {p.name for p in built.settings.reports.iterdir()}
    assert {p.stem for p in (built.site / "places").glob("*.md")} == places
    assert len(list((built.site / "reports").glob("*-*.html"))) == built.summary.reports


def test_a_second_build_writes_nothing(built: Built) -> None:
    before = dates(built.site)
    again = build(built.settings)
    assert (again.unchanged, again.written, again.removed) == (True, 0, 0)
    assert dates(built.site) == before
    assert (again.reports, again.facts, again.pages, again.problems) == (
        built.summary.reports, built.summary.facts, built.summary.pages, built.summary.problems,
    )  # fmt: skip


def test_one_process_and_an_empty_cache_give_the_same_bytes(few: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the PDFs, which take longest: of them test_bulletins.py holds that another process lays out the same."""
    assert few.settings.jobs > 1 or JOBS == 1
    laid_out = tuple((route, (few.site / route).read_bytes()) for route, _ in few.summary.dated)
    monkeypatch.setattr(pipeline, "lay_out_bulletins", lambda *_: (laid_out, ()))
    build(replace(few.settings, site=tmp_path / "site", cache=prepared(few, tmp_path / "cache"), jobs=1))
    one, several = tree(tmp_path / "site"), tree(few.site)
    assert one.keys() == several.keys()
    assert [address for address in one if one[address] != several[address]] == []


@pytest.fixture(scope="module")
def without_pdf(few: Built, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Three reports and their site, built once more without new PDFs. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("without-pdf")
    shutil.copytree(few.site, folder / "site")
    settings = replace(few.settings, site=folder / "site", cache=remembered(few, folder / "cache"), pdf=False)
    assert build(settings).published
    return settings


@pytest.fixture
def copy(without_pdf: Settings, few: Built, tmp_path: Path) -> Settings:
    """The same, to be changed at will."""
    return copied(without_pdf, few, tmp_path)


def copied(settings: Settings, few: Built, folder: Path) -> Settings:
    """→ the same content and site in another folder, where a build has nothing to do."""
    shutil.copytree(settings.content, folder / "content")
    shutil.copytree(settings.templates, folder / "templates")
    shutil.copytree(settings.site, folder / "site")
    own = {"content": folder / "content", "reports": folder / "content" / "reports", "templates": folder / "templates"}
    copy = shipped(folder / "site", remembered(few, folder / "cache"), **own, pdf=False)
    assert standing(copy)
    return copy


def test_a_word_changed_in_one_report_recomputes_that_report(copy: Settings) -> None:
    rebuild(copy)  # records name their files
    before = tree(copy.site)
    path = next(copy.reports.glob("141081/*.md"))
    path.write_text(path.read_text(encoding="utf-8").replace("各位代表", "同志们", 1), encoding="utf-8")
    summary = build(copy)
    after = tree(copy.site)
    changed = {address for address in after if after[address] != before.get(address)} - {MANIFEST}
    assert summary.published and not summary.unchanged
    assert "reports/141081-2024-abridged.html" in changed
    own = ("reports/141081-2024-abridged.html", "reports/index.html", "reports/index.csv", "data/records/141081-2024-abridged.json")
    assert {a for a in changed if a.startswith(("reports/", "data/records/"))} <= set(own)
    drawn = {a for a in changed if a.startswith("charts/") and a.endswith((".svg", ".png"))}  # the others say where sentences stand
    assert not drawn - {f"charts/attention{kind}" for kind in (".svg", ".narrow.svg", ".png")}


def test_a_word_within_a_paragraph_recomputes_one_report_and_its_part_of_the_index(copy: Settings, few: Built) -> None:
    (copy.cache / "results").unlink()  # nobody else writes into this one
    shutil.copytree(few.settings.cache / "results", copy.cache / "results")
    rebuild(copy)
    before, known = tree(copy.site), entries(copy.cache)
    path = next(copy.reports.glob("141081/*.md"))
    path.write_text(path.read_text(encoding="utf-8").replace("作工作报告", "做工作报告", 1), encoding="utf-8")
    build(copy)
    changed = {address for address, data in tree(copy.site).items() if data != before.get(address)}
    assert "reports/141081-2024-abridged.html" in changed
    assert not [address for address in changed if address.startswith(("charts/", "bulletins/", "topics/"))]
    pages = [address for address in changed if address.endswith(".html")]
    assert len(pages) < 4
    assert 2 <= len(entries(copy.cache) - known) <= 2 + 2 * len(pages)  # the report, its part of the index; words and tables of the pages that changed


def test_a_report_taken_away_is_gone_from_the_site(copy: Settings) -> None:
    assert list(copy.site.rglob("*141081*")) and "侯马市" in (copy.site / "index.html").read_text(encoding="utf-8")
    next(copy.reports.glob("141081/*.md")).unlink()
    build(copy)
    assert not list(copy.site.rglob("*141081*"))
    assert "侯马市" not in (copy.site / "index.html").read_text(encoding="utf-8")


BAD_FILES = [
    pytest.param("空.txt", b"", id="empty"),
    pytest.param("乱码.txt", "政府工作报告".encode() + b"\xff\xff\xfe", id="undecodable"),
    pytest.param("新闻.txt", "本地要闻：今日天气晴朗，市民出行便利，公园里游人如织。\n".encode(), id="no report"),
    pytest.param("坏.md", "---\nplace: [\n---\n一、工作回顾\n".encode(), id="broken front matter"),
    pytest.param("错.md", "---\nplaec: 侯马市\n---\n一、工作回顾\n".encode(), id="unknown key"),
    pytest.param("无名.txt", ("政府工作报告\n各位代表：\n一、工作回顾\n" + "过去一年，我们完成了各项任务。\n" * 8).encode(), id="nobody's"),
]


@dataclass(frozen=True)
class Inspected:
    """A site with all the bad files: what was told before it was built, what the build told, and whether telling changed the site."""

    reports: Path
    told: frozenset[str]
    untouched: bool
    summary: Summary
    steps: tuple[tuple[str, int, int], ...]


@pytest.fixture(scope="module")
def bad(without_pdf: Settings, few: Built, tmp_path_factory: pytest.TempPathFactory) -> Inspected:
    copy = copied(without_pdf, few, tmp_path_factory.mktemp("bad"))
    for name, data in (case.values for case in BAD_FILES):
        (copy.reports / name).write_bytes(data)
    before = digest_of([copy.site])
    told = frozenset(p.text() for p in inspect(copy))
    untouched = digest_of([copy.site]) == before
    steps: list[tuple[str, int, int]] = []
    summary = build(copy, lambda *step: steps.append(step))
    return Inspected(copy.reports, told, untouched, summary, tuple(steps))


@pytest.mark.parametrize(("name", "data"), BAD_FILES)
def test_a_bad_file_is_told_and_the_others_are_published(bad: Inspected, name: str, data: bytes) -> None:
    assert (bad.reports / name).read_bytes() == data
    assert bad.summary.published
    assert bad.summary.reports == len(FEW)
    said = {p.where for p in bad.summary.problems if p.severity == "error"}
    assert (bad.reports / name).as_posix() in said
    assert said == {(bad.reports / case.values[0]).as_posix() for case in BAD_FILES}


def test_control_characters_are_told_and_do_no_harm(copy: Settings) -> None:
    path = next(copy.reports.glob("141081/*.md"))
    text = path.read_text(encoding="utf-8").replace("各位代表", "各位\x00\u202e代表", 1)
    path.write_text(text, encoding="utf-8")
    summary = build(copy)
    assert summary.reports == len(FEW)
    assert [p.where for p in summary.problems if "control" in p.code or "bidi" in p.code]
    page = (copy.site / "reports" / "141081-2024-abridged.html").read_text(encoding="utf-8")
    assert "\x00" not in page and "\u202e" not in page


def test_two_complete_texts_of_one_place_and_year_are_left_out_until_one_goes(copy: Settings) -> None:
    path = next(copy.reports.glob("141081/*.md"))
    text = path.read_text(encoding="utf-8").replace("completeness: abridged", "completeness: full")
    path.write_text(text, encoding="utf-8")
    (copy.reports / "other.md").write_text(text.replace("各位代表", "同志们", 1), encoding="utf-8")
    summary = build(copy)
    assert sorted(Path(p.where).name for p in summary.problems if p.code == "report.twice") == sorted([path.name, "other.md"])
    assert not list(copy.site.rglob("*141081-2024*"))
    assert summary.reports == len(FEW) - 1


def test_a_broken_template_leaves_the_last_site(copy: Settings) -> None:
    before = digest_of([copy.site])
    template = copy.templates / "markdown" / "topic.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n{{ topic.nmae }}\n", encoding="utf-8")
    summary = build(copy)
    assert not summary.published
    (problem,) = [p for p in summary.problems if p.severity == "error"]
    assert problem.where.endswith("templates/markdown/topic.md.j2")
    assert problem.line == template.read_text(encoding="utf-8").count("\n")
    assert "name" in problem.text()
    assert digest_of([copy.site]) == before


def test_a_mistake_in_content_leaves_the_last_site(copy: Settings) -> None:
    before = digest_of([copy.site])
    site = copy.content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    summary = build(copy)
    assert not summary.published
    assert [(Path(p.where).name, "title" in p.text()) for p in summary.problems if p.severity == "error"] == [("site.yaml", True)]
    assert digest_of([copy.site]) == before


def test_inspect_finds_what_a_build_would_and_publishes_nothing(bad: Inspected) -> None:
    assert any("空.txt" in text for text in bad.told)
    assert bad.untouched
    assert {p.text() for p in bad.summary.problems} <= bad.told


def test_a_build_tells_its_progress(bad: Inspected) -> None:
    files = len(FEW) + len(BAD_FILES)
    reading = [(done, of) for stage, done, of in bad.steps if stage == "Reading"]
    assert reading == [(n, files) for n in range(files + 1)]


@pytest.mark.parametrize(
    ("lacking", "code", "charts"),
    [
        pytest.param("pango", "bulletins.no-pango", True, id="no Pango"),
        pytest.param("fonts", "fonts.none", False, id="no Chinese font"),
    ],
)
def test_what_the_machine_lacks_is_told_and_tried_again(
    copy: Settings, monkeypatch: pytest.MonkeyPatch, lacking: str, code: str, charts: bool
) -> None:
    settings = replace(copy, pdf=True, site=copy.site.with_name("poor"))
    with monkeypatch.context() as poor:
        if lacking == "pango":
            poor.setattr(machine, "has", lambda need: need is not machine.PANGO)
        else:
            poor.setattr("digest.system.fonts.find_faces", lambda: ({}, (Problem("fonts", 0, "fonts.none", "no font", "install one"),)))
        summary = build(settings)
    assert summary.published
    assert code in {p.code for p in summary.problems}
    assert (summary.bulletins, summary.charts > 0) == (0, charts)
    page = (settings.site / "topics" / "ecology.html").read_text(encoding="utf-8")
    assert "bulletins/ecology.pdf" not in page
    assert "bulletins/ecology.docx" in page and (settings.site / "bulletins" / "ecology.docx").exists(), "Word wants neither"
    assert standing(settings) is None  # what is installed meanwhile is used the next time


def test_no_reports_make_a_site_that_says_so(copy: Settings) -> None:
    shutil.rmtree(copy.reports)
    copy.reports.mkdir()
    summary = build(copy)
    assert isinstance(summary, Summary)
    assert summary.published
    assert (copy.site / "index.html").exists()


def test_what_the_site_is_called_reads_no_report_again() -> None:
    catalogue, _ = load_catalogue(ROOT / "content")
    renamed = replace(catalogue, site=replace(catalogue.site, title="另一个站", data_date="2020年1月1日"))
    assert repr(reader(renamed)) == repr(reader(catalogue))
    assert repr(reader(replace(catalogue, lexicons=catalogue.lexicons[1:]))) != repr(reader(catalogue))
