"""A site of one's own over what the tool ships: which file stands for a name, entries laid over each other by id, copies and their originals."""

import argparse
import shutil
from pathlib import Path

import pytest

from digest.cli import ejected, main
from digest.cli.arguments import content_of, reports_of, stands_in_site, templates_of
from digest.content.catalogue_files import load_catalogue
from digest.content.standing_files import PARTS, file_for, sources, standing_below, standing_names
from digest.model.build import Settings
from digest.model.catalogue import SiteSettings
from digest.model.layers import Layers
from digest.pages.page_frame import frame
from digest.pages.still_files import copy_assets
from digest.render.templates import markdown_environment, render
from digest.system.inputs import inputs_of, stamp_of

ROOT = Path(__file__).parents[1]
SITE = "title: 我的比较\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, in which we stand."""
    assert main.main(("new", str(tmp_path / "mysite"), "--quiet")) == 0
    monkeypatch.chdir(tmp_path / "mysite")
    return Path()


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def layers() -> Layers:
    found = content_of(argparse.Namespace())
    assert isinstance(found, Layers)
    return found


def told() -> list[str]:
    return [problem.text().replace(ROOT.as_posix(), "TOOL") for problem in load_catalogue(layers())[1]]


def test_a_new_site_is_a_site_of_ones_own(site: Path) -> None:
    assert stands_in_site() and layers().tool.resolve() == ROOT / "content"
    assert reports_of(argparse.Namespace()) == Path("reports") and sorted(path.name for path in Path("reports").iterdir()) == ["样板县", "示例县"]
    catalogue, problems = load_catalogue(layers())
    assert problems == () and catalogue.site.title == "政府工作报告比较" and catalogue.place("990101").name == "示例县" and catalogue.place("140800").name == "运城市"
    assert main.main(("new", ".", "--quiet")) == 2, "what is there is not touched"


def test_the_tools_own_content_is_no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "content")
    assert not stands_in_site()
    monkeypatch.chdir(ROOT)
    assert content_of(argparse.Namespace()) == Path("content") and templates_of(argparse.Namespace()) == Path("templates")


def test_which_file_stands_for_a_name(tmp_path: Path) -> None:
    for name in ("own/a.txt", "tool/a.txt", "tool/b.txt", "own/html/x.j2", "tool/html/y.j2", "own/site/old.txt", "own/notes/n.md", "own/README.md"):
        write(str(tmp_path / name), name)
    both = Layers(tmp_path / "own", tmp_path / "tool")
    assert file_for(both, "a.txt") == tmp_path / "own/a.txt" and file_for(both, "b.txt") == tmp_path / "tool/b.txt"
    assert file_for(both, "none.txt") == tmp_path / "own/none.txt", "where it would be written"
    assert standing_below(both, "html", ".j2") == (("x.j2", b"own/html/x.j2"), ("y.j2", b"tool/html/y.j2"))
    assert standing_names(both.inner("html")) == ("x.j2", "y.j2")
    assert sources(tmp_path / "own") == (tmp_path / "own",), "a folder that holds all there is"
    read = sources(Layers(tmp_path / "own", tmp_path / "tool", PARTS))
    assert read == (tmp_path / "own/a.txt", tmp_path / "own/notes", tmp_path / "tool"), "of a site its content, not what is published and not its README"


ENTRIES = (
    # an editor's topics.yaml · what is told of it · name, words added
    ("- {id: ecology, extends: ecology, words: [绿电]}", [], "生态环境", True),
    ("- {id: ecology, extends: ecology, name: 生态, words: [绿电]}", [], "生态", True),
    ("- {id: ecology, name: 生态, words: [绿电]}", [], "生态", False),
    ("- {id: heritage, name: 文物, words: [文物]}", [], "生态环境", None),
    ("# 还没有写", [], "生态环境", None),
    ("\n- {id: ecology, extends: ecolgy, name: 生态}", ["topics.yaml:2: there is no entry ecolgy to extend “- {id: ecology, extends: ecolgy, name: 生态}” — did you mean ecology?"], "", None),
    ("- {id: ecology, extends: ecology, word: [绿电]}", ["topics.yaml:1: unknown key word “- {id: ecology, extends: ecology, word: [绿电]}” — did you mean words? The keys are id, name, about, headings, words, rows, works, detail"], "", None),
    ("- {id: ecology, words: [绿电]}", ["topics.yaml:1: the key name is missing “- {id: ecology, words: [绿电]}” — add a line “name: …”"], "", None),
    ("- {id: ecology, extends: ecology, words: [绿电]\n", None, "", None),
)


def test_entries_are_laid_over_the_tools_by_their_ids(site: Path) -> None:
    shipped = load_catalogue(ROOT / "content")[0].topic("ecology")

    def holds(text: str, wrong: list[str] | None, name: str, added: bool | None) -> None:
        write("topics.yaml", text)
        catalogue, problems = load_catalogue(layers())
        found = [line for line in told() if line.startswith(("topics.yaml", "TOOL"))]
        if wrong is None:
            assert problems and all(line.startswith("topics.yaml:") for line in found)
            return
        assert found == wrong
        if name:
            topic = catalogue.topic("ecology")
            assert topic.name == name
            assert topic.words == ((*shipped.words, "绿电") if added else shipped.words if added is None else ("绿电",))
            assert [one.id for one in catalogue.topics][:4] == ["economy", "projects", "industry", "agriculture"], "in the tool's order"

    for row in ENTRIES:
        holds(*row)


def test_of_two_entries_that_clash_the_editors_is_told(site: Path) -> None:
    write("indicators.yaml", "# 我的\n- {id: lamps, name: 路灯数, unit: 盏, topic: urban, aliases: [地区生产总值]}\n")
    (line,) = told()
    assert line.startswith("indicators.yaml:2: 地区生产总值 is also a name of the indicator gdp “- {id: lamps") and line.endswith("(TOOL/content/indicators.yaml)")
    write("indicators.yaml", "- {id: gdp, extends: gdp, topic: econmy}\n")
    assert told()[0].startswith("indicators.yaml:1: the topic econmy does not exist") and "did you mean economy?" in told()[0]


def test_lists_stand_file_by_file_and_places_row_by_row(site: Path) -> None:
    write("lexicons/slogans.txt", "甲乙丙\n")
    write("places.csv", "code,name,level,parent\n140800,河东市,prefecture,140000\n990103,新设区,county,990100\n")
    catalogue, _ = load_catalogue(layers())
    assert catalogue.words("slogans") == ("甲乙丙",) and catalogue.words("set-phrases") == load_catalogue(ROOT / "content")[0].words("set-phrases")
    assert catalogue.place("140800").name == "河东市" and catalogue.place("140802").name == "盐湖区"
    assert [line.partition(" “")[0] for line in told()] == ["places.csv:3: the place above, 990100, is not in the table as a higher level"]


def test_a_file_that_nothing_reads_is_told(site: Path) -> None:
    write("topic.yaml", "[]\n")
    write("lexicons/slogan.txt", "甲\n")
    write("weights.csv", "code,indicator,year,value\n")
    write("bulletins/x.yaml", "title: 一\n")
    assert told() == ["lexicons/slogan.txt: no file of this name is read — did you mean lexicons/slogans.txt?", "topic.yaml: no file of this name is read — did you mean topics.yaml?"]


def test_the_face_of_a_site(site: Path) -> None:
    write("site.yaml", SITE + "organiser: 某某研究院\nicp: 京ICP备12345678号-1\nlogo: logo.svg\nicon: icn.png\n")
    write("static/icon.png", "x")
    assert [line.partition(" — ")[0] for line in told()] == ["site.yaml:4: there is no such picture in static “logo: logo.svg”", "site.yaml:5: there is no such picture in static “icon: icn.png”"]
    assert "did you mean icon.png?" in told()[1]
    write("static/logo.svg", "<svg/>")
    write("site.yaml", SITE + "organiser: 某某研究院\nicp: 京ICP备12345678号-1\nlogo: logo.svg\n")
    settings = load_catalogue(layers())[0].site
    around = frame("topics/a.html", "甲", "topics", settings)
    assert told() == [] and (around.logo, around.icon) == ("../static/logo.svg", "")
    assert frame("index.html", "甲", "index", SiteSettings("比较")).logo == ""
    texts = {"t.html.j2": (ROOT / "templates/html/frame.html.j2").read_text(encoding="utf-8")}
    foot = texts["t.html.j2"].partition("<footer")[2]
    assert "frame.site.icp" in foot and "frame.site.organiser" in foot
    assert dict(copy_assets(Settings(layers(), Path("reports"), templates_of(argparse.Namespace()), Path("m"), Path("site"), Path(".cache"))))["static/logo.svg"] == b"<svg/>"


def test_a_template_of_ones_own_is_told_by_its_own_name(site: Path) -> None:
    templates = templates_of(argparse.Namespace())
    assert isinstance(templates, Layers)
    write("templates/markdown/mine.md.j2", "甲\n{{ nme }}\n")
    environment = markdown_environment(templates.inner("markdown"))
    text, problems = render(environment, "mine.md.j2", name="x")
    assert text is None and problems[0].text().startswith("templates/markdown/mine.md.j2:2: nme is not a name known here “{{ nme }}”")
    text, problems = render(environment, "place.md.j2")
    assert problems[0].where == (ROOT / "templates/markdown/place.md.j2").as_posix()


def test_a_build_depends_on_what_stands_for_what(site: Path) -> None:
    def settings() -> Settings:
        content = layers()
        return Settings(content, Path("reports"), templates_of(argparse.Namespace()), ROOT / "docs/methods.md", Path("site"), Path(".cache"))

    before, inputs = stamp_of(settings()), inputs_of(settings())
    assert "content/site.yaml" in inputs and not [name for name in inputs if "slogans" in name], "the tool's own count as the program"
    write("site/index.html", "published")
    write("README.md", "看过了")
    assert stamp_of(settings()) == before, "neither what is published nor what is told about the folder"
    for name in ("lexicons/slogans.txt", "templates/html/about.html.j2", "watchlist.txt", "notes/ecology.md", "weights.csv"):
        write(name, "x")
        after = stamp_of(settings())
        assert after != before, name
        before = after


def test_eject_copies_a_file_that_doctor_then_watches(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert main.main(("eject", "parts/voices.md.j2", "methods.md")) == 0
    assert Path("templates/markdown/parts/voices.md.j2").read_bytes() == (ROOT / "templates/markdown/parts/voices.md.j2").read_bytes()
    assert main.main(("eject", "voices.md.j2")) == 2 and main.main(("eject", "voice.md.j2")) == 2 and main.main(("eject", "site.yaml")) == 2
    said = capsys.readouterr()
    assert "copied: templates/markdown/parts/voices.md.j2, of version" in said.out
    assert "there is such a file already" in said.err and "did you mean templates/markdown/parts/voices.md.j2?" in said.err
    write("lexicons/slogans.txt", "甲\n")
    both = (content_of(argparse.Namespace()), templates_of(argparse.Namespace()))
    assert [(copy.name, bool(copy.version), copy.difference) for copy in ejected.copies(Path(), *both)] == [
        ("lexicons/slogans.txt", False, ()), ("methods.md", True, ()), ("templates/markdown/parts/voices.md.j2", True, ())]  # fmt: skip
    # the tool is upgraded: its original reads differently
    upgraded = tmp_path / "upgraded"
    for name in ("templates", "content/lexicons", "docs"):
        shutil.copytree(ROOT / name, upgraded / name)
    text = (ROOT / "docs/methods.md").read_text(encoding="utf-8")
    (upgraded / "docs/methods.md").write_text(text.replace("## 读什么", "## 读哪些报告"), encoding="utf-8")
    monkeypatch.setattr(ejected, "shipped", lambda name: upgraded / name)
    changed = {copy.name: copy.difference for copy in ejected.copies(Path(), *both) if copy.difference}
    assert list(changed) == ["methods.md"] and changed["methods.md"][1:] == ("-## 读什么", "+## 读哪些报告")


def test_nothing_is_copied_where_there_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.main(("eject", "methods.md")) == 2 and not list(tmp_path.iterdir())
    assert "there is no site.yaml" in capsys.readouterr().err


def test_new_names_its_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.main(("new", "bulletn", "x")) == 2 and main.main(("new", "bulletin")) == 2 and not list(tmp_path.iterdir())
    assert "there is no kind bulletn — the kinds are site, bulletin" in capsys.readouterr().err
