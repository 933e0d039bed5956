"""Kinds and names beside the files that an editor begins with; each is read by the loader as it stands, and nothing is overwritten."""

import shutil
from pathlib import Path

import pytest

from digest.cli import main
from digest.cli.scaffold import appended, called, likely_topic, misnamed, started, target
from digest.content.bulletin_order_files import load_orders
from digest.content.catalogue_files import load_catalogue
from digest.content.note_files import load_notes, read_note
from digest.model.build import Settings
from digest.model.catalogue import Catalogue, Indicator, Place, SiteSettings, Topic
from digest.model.problem import ERROR
from digest.pipeline import inspect
from tests.conftest import keep_topics

ROOT = Path(__file__).parents[1]
TOPICS = (Topic("economy", "经济"), Topic("ecology", "生态"))
CATALOGUE = Catalogue((Place("141081", "侯马市", "county"),), TOPICS, (Indicator("gdp", "地区生产总值", "亿元", "economy"),), (), SiteSettings("", lead_topics=("ecology",)))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A content/ with one report, and our templates; commands are run in it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "notes", "bulletins", "gold"))
    keep_topics(tmp_path / "content", frozenset({"economy", "projects", "ecology", "livelihoods"}))
    shutil.copytree(ROOT / "content" / "reports" / "141081", tmp_path / "content" / "reports" / "141081")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main.main(("new", *arguments, "--content", "content", "--templates", str(ROOT / "templates"), "--jobs", "1"))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_each_of_the_five_passes_the_check(project, capsys):
    content = project / "content"
    lines = {name: (content / name).read_text(encoding="utf-8").count("\n") + 1 for name in ("topics.yaml", "indicators.yaml", "measures.yaml")}
    before = {name: (content / name).read_bytes() for name in lines}
    assert new(capsys, "topic", "my_topic", "my_topic") == (0, f"made: content/topics.yaml:{lines['topics.yaml']}\n", "")
    assert new(capsys, "indicator", "my_id")[:2] == (0, f"made: content/indicators.yaml:{lines['indicators.yaml']}\n")
    assert new(capsys, "measure", "my_measure")[:2] == (0, f"made: content/measures.yaml:{lines['measures.yaml']}\n")
    assert new(capsys, "bulletin", "2024-ecology", "first") == (0, "made: content/bulletins/2024-ecology.yaml\nmade: content/bulletins/first.yaml\n", "")
    assert new(capsys, "note", "ecology", "overview", "141081")[0] == 0
    catalogue, problems = load_catalogue(content)
    assert problems == () and (catalogue.topics[-1].id, catalogue.indicators[-1].id, catalogue.policies[-1].id) == ("my_topic", "my_id", "my_measure")
    assert all((content / name).read_bytes().startswith(text) for name, text in before.items())
    orders, problems = load_orders(content / "bulletins", catalogue)
    assert problems == () and [(o.id, o.topics) for o in orders] == [("2024-ecology", ("ecology",)), ("first", ("ecology",))]
    notes, problems = load_notes(content / "notes")
    assert problems == () and [n.digest for n in notes] == ["141081", "ecology", "overview"]
    told = inspect(Settings(content, content / "reports", ROOT / "templates", ROOT / "docs" / "methods.md", project / "site", project / ".cache"))
    assert [p.text() for p in told if p.severity == ERROR] == []


def test_a_note_names_figures_that_can_be_taken_as_they_are(project, capsys):
    assert new(capsys, "note", "economy")[0] == 0
    path = project / "content" / "notes" / "economy.md"
    text = path.read_text(encoding="utf-8")
    assert '  # 141081-2024.gdp-growth.target: "≥10%"  # 侯马市2024年地区生产总值增速目标\n' in text
    taken = text.replace("  # 141081", "  141081").replace("{# 在这里写，写好后删去这一行。 #}", '增长{{ figure("141081-2024.gdp-growth.target") }}。')
    note, problems = read_note(taken, "n.md")
    assert problems == () and [f.value for f in note.figures if f.id == "141081-2024.gdp-growth.target"] == ["≥10%"]
    path.write_text(taken, encoding="utf-8")
    told = inspect(Settings(project / "content", project / "content" / "reports", ROOT / "templates", ROOT / "docs" / "methods.md", project, project / ".cache"))
    assert [p.text() for p in told if p.where.endswith("economy.md")] == []


REFUSED = [
    (("topic", "ecology"), "content/topics.yaml: error: there is ecology already — choose another id, or change the entry that is there"),
    (("indicator", "gdp"), "content/indicators.yaml: error: there is gdp already — choose another id, or change the entry that is there"),
    (("indicator", "GDP"), "content/indicators.yaml: error: GDP can not be the name of it — write it with small letters, digits, _ and -, like fiscal_revenue"),
    (("topic", "x: y"), "content/topics.yaml: error: x: y can not be the name of it — write it with small letters, digits, _ and -, like water_supply"),
    (("bulletin", "ecology"), "content/bulletins/ecology.yaml: error: the name ecology is taken — give it another name: the bulletin of the overview or of a topic is called so"),
    (("bulletin", "../x"), "content/bulletins/../x.yaml: error: ../x can not be the name of it — write it with small letters, digits, _ and -, like 2024-ecology"),
    (("note", "nothing"), "content/notes/nothing.md: error: there is no digest nothing to write on — there are: overview, ecology, "),
    (("note", "140802"), "content/notes/140802.md: error: there is no digest 140802 to write on — there are: overview, ecology, "),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_what_is_there_or_can_not_be_is_refused(project, capsys, arguments, told):
    before = {path: path.read_bytes() for path in (project / "content").rglob("*") if path.is_file()}
    code, out, err = new(capsys, *arguments)
    assert (code, "made" in out) == (2, False) and err.startswith(told)
    assert {path: path.read_bytes() for path in (project / "content").rglob("*") if path.is_file()} == before


def test_a_file_is_never_overwritten(project, capsys):
    assert new(capsys, "bulletin", "mine")[0] == 0
    path = project / "content" / "bulletins" / "mine.yaml"
    path.write_text("title: 我的\n", encoding="utf-8")
    code, _, err = new(capsys, "bulletin", "mine", "other")
    assert (code, err) == (2, "content/bulletins/mine.yaml: error: there is such a file already — choose another name, or change the file that is there\n")
    assert path.read_text(encoding="utf-8") == "title: 我的\n"
    assert (project / "content" / "bulletins" / "other.yaml").is_file()


def test_a_topic_and_a_bulletin_never_share_a_name(project, capsys):
    assert new(capsys, "bulletin", "mine")[0] == 0
    assert new(capsys, "topic", "mine")[0] == 2
    assert new(capsys, "indicator", "mine")[0] == 0


def test_nothing_is_appended_to_content_that_is_broken(project, capsys):
    path = project / "content" / "topics.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "- id：x\n", encoding="utf-8")
    before = path.read_bytes()
    assert new(capsys, "topic", "mine")[0] == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("- id: a\n", "- id: a\n- id: b\n  name: b\n", 2),
        ("- id: a", "- id: a\n- id: b\n  name: b\n", 2),
        ("\ufeff- id: a\r\n", "\ufeff- id: a\r\n- id: b\r\n  name: b\r\n", 2),
        ("", "- id: b\n  name: b\n", 1),
    ],
)
def test_an_entry_is_appended_with_the_line_ends_of_the_file(before, after, line):
    assert appended(before, "- id: b\n  name: b\n") == (after, line)


@pytest.mark.parametrize(
    ("kind", "name", "good"),
    [("bulletin", "2024-ecology", True), ("topic", "2024", False), ("topic", "water_supply", True), ("note", "141081", True),
     ("note", "生态", False), ("bulletin", "a/b", False), ("bulletin", "a.b", False), ("topic", "x" * 41, False)],
)  # fmt: skip
def test_names(kind, name, good):
    assert (misnamed(kind, name, "f") == ()) is good


def test_titles_and_topics_are_guessed_from_the_name():
    names = ("ecology", "2024-economy", "141081", "overview", "mine")
    assert [called(n, CATALOGUE) for n in names] == ["生态", "经济", "侯马市", "总览", "mine"]
    assert [likely_topic(n, CATALOGUE) for n in names] == ["ecology", "economy", "ecology", "ecology", "ecology"]
    assert [target(k, "a") for k in ("bulletin", "note", "topic", "indicator")] == ["bulletins/a.yaml", "notes/a.md", "topics.yaml", "indicators.yaml"]


def test_a_broken_start_is_told_by_its_line(tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "topic.yaml").write_text("# \n- id: {{ nme }}\n", encoding="utf-8")
    text, problems = started(tmp_path, "topic", "a", CATALOGUE)
    assert text is None and problems[0].text().startswith(f"{tmp_path.as_posix()}/new/topic.yaml:2: nme is not a name known here")


def test_a_note_without_values_is_filled_by_check_fix(project, capsys):
    assert new(capsys, "note", "economy")[0] == 0
    path = project / "content" / "notes" / "economy.md"
    id, known = "141081-2024.gdp-growth.target", "141081-2024.gdp-growth.actual"
    path.write_text(f"---\nfigures：\n  {id}：\n  {known}: 1%\n---\n甲：\n  {id}:\n", encoding="utf-8")
    options = ("check", "--content", "content", "--templates", str(ROOT / "templates"), "--jobs", "1", "--quiet")
    main.main(options)
    assert "content/notes/economy.md:4: error: " in capsys.readouterr().err
    main.main((*options, "--fix"))
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "content/notes/economy.md:2: mended: figures： → figures:",
        f"content/notes/economy.md:3: mended: {id}： → {id}:",
        f"content/notes/economy.md:3: mended: {id}: → {id}: ≥10%",
    ]
    assert path.read_text(encoding="utf-8") == f"---\nfigures:\n  {id}: ≥10%\n  {known}: 1%\n---\n甲：\n  {id}:\n"
    assert "note.unfilled" not in said.err and "no value is remembered" not in said.err
