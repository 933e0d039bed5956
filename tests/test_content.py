"""Folders of editors' files beside the problems that they give, as “file:line: what is wrong — what to do”."""

import os
from pathlib import Path

import pytest

from digest.content.catalogue_files import load_catalogue
from digest.content.plain_files import LARGEST
from digest.content.report_files import named_files, report_files
from digest.model.catalogue import Lexicon, Place

ROOT = Path(__file__).parents[1]
PLACES = "code,name,level,parent\n140000,山西省,province,\n140800,运城市,prefecture,140000\n140802,盐湖区,county,140800\n"
TOPICS = "- id: economy\n  name: 经济\n- id: ecology\n  name: 生态\n"
INDICATORS = "- id: gdp\n  name: 地区生产总值\n  unit: 亿元\n  topic: economy\n  aliases: [GDP, 生产总值]\n"
SITE = "title: 观察\nlead_topics: [ecology]\n"


def content(folder: Path, **files: str | bytes) -> Path:
    """A content/ that is right, but for the files given: places=…, topics=…, indicators=…, site=…, words=…"""
    (folder / "lexicons").mkdir()
    names = {"places": "places.csv", "topics": "topics.yaml", "indicators": "indicators.yaml", "site": "site.yaml", "words": "lexicons/words.txt", "national": "national.yaml",
             "measures": "measures.yaml"}  # fmt: skip
    texts = {"places": PLACES, "topics": TOPICS, "indicators": INDICATORS, "site": SITE, "words": "甲\n"} | files
    for key, text in texts.items():
        (folder / names[key]).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def told(folder: Path, **files: str | bytes) -> list[str]:
    _, problems = load_catalogue(content(folder, **files))
    return [p.text().removeprefix(folder.as_posix() + "/") for p in problems]


def test_what_is_right_is_read_without_a_word(tmp_path):
    catalogue, problems = load_catalogue(content(tmp_path, words="# list\n甲 # one\n\n乙\n"))
    assert problems == ()
    assert catalogue.place("140802") == Place("140802", "盐湖区", "county", "140800")
    assert catalogue.lexicons == (Lexicon("words", ("甲", "乙")),)
    assert (catalogue.topic("ecology").name, catalogue.indicator("gdp").aliases, catalogue.site.title) == ("生态", ("GDP", "生产总值"), "观察")


def test_our_own_content_has_no_problem():
    catalogue, problems = load_catalogue(ROOT / "content")
    assert [p.text() for p in problems] == []
    assert len(catalogue.topics) == 12 and len(catalogue.places) > 3000


PLACE_CASES = [
    ("139900,某省,provnce,", "5: the level provnce does not exist “139900,某省,provnce,” — did you mean province? The levels are national, province, prefecture, county"),
    ("1408,某县,county,140800", "5: a code must have six digits “1408,某县,county,140800” — write the code of GB/T 2260, like 140800"),
    ("１４０８０３,某县,county,140800", "5: a code must have six digits “１４０８０３,某县,county,140800” — write the code of GB/T 2260, like 140800"),
    ("140802,某县,county,140800", "5: the code 140802 stands here for the second time “140802,某县,county,140800” — correct one of them; line 4 gives it to 盐湖区"),
    ("140803,某县,county,149900", "5: the place above, 149900, is not in the table as a higher level “140803,某县,county,149900” — write the code of its province or prefecture"),
    ("140803,某县,county,140802", "5: the place above, 140802, is not in the table as a higher level “140803,某县,county,140802” — write the code of its province or prefecture"),
    ("140803，某县，county，140800", "5: the line has 1 columns instead of 4 “140803，某县，county，140800” — write: code,name,level,parent, with half-width commas"),
    ("140803,,county,140800", "5: the place has no name “140803,,county,140800” — write its full name in the second column"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), PLACE_CASES)
def test_place_that_is_wrong(tmp_path, row, expected):
    assert told(tmp_path, places=PLACES + row + "\n") == ["places.csv:" + expected]


def test_place_that_is_right_beside_one_that_is_wrong_is_kept(tmp_path):
    catalogue, problems = load_catalogue(content(tmp_path, places=PLACES + "x,y\n140803,某县,county,140800\n"))
    assert len(problems) == 1 and catalogue.place("140803").name == "某县"


def test_header_of_places(tmp_path):
    assert told(tmp_path, places="代码,名称,层级,上级\n") == ["places.csv:1: the first line must name the columns “代码,名称,层级,上级” — write: code,name,level,parent"]


CROSS_CASES = [
    ("topic twice", {"topics": TOPICS + "- id: economy\n  name: 又一个\n"},
     "topics.yaml:5: the id economy stands here for the second time “- id: economy” — give one of them another id; the first is on line 1"),
    ("id that is no name of a page", {"topics": TOPICS + "- id: ../x\n  name: 坏\n"},
     "topics.yaml:5: an id is made of small letters, digits, _ and - “- id: ../x” — write it like fiscal_revenue"),
    ("topic of an indicator", {"indicators": INDICATORS.replace("economy", "econmy")},
     "indicators.yaml:4: the topic econmy does not exist “topic: econmy” — did you mean economy? The topics are economy, ecology"),
    ("alias of two", {"indicators": INDICATORS + "- id: rev\n  name: 收入\n  unit: 亿元\n  topic: economy\n  aliases:\n  - 财政\n  - GDP\n"},
     "indicators.yaml:12: GDP is also a name of the indicator gdp “- GDP” — a name belongs to one indicator: delete it here or on line 5"),
    ("empty alias", {"indicators": INDICATORS.replace("GDP", '" "')},
     "indicators.yaml:5: an empty name “aliases: [\" \", 生产总值]” — write how reports call the indicator"),
    ("lead topic", {"site": SITE.replace("ecology", "ecologie")},
     "site.yaml:2: the topic ecologie does not exist “lead_topics: [ecologie]” — did you mean ecology? The topics are economy, ecology"),
    ("address", {"site": SITE + "url: javascript:alert(1)\n"},
     "site.yaml:3: this is not an address of a site “url: javascript:alert(1)” — write it with https:// at its beginning"),
    ("word twice", {"words": "甲\n乙\n甲 # again\n"},
     "lexicons/words.txt:3: the word stands in the list twice “甲” — delete one of them; the first is on line 1"),
    ("control character in a word", {"words": "甲\u202e乙\n"}, "lexicons/words.txt:1: an invisible control character “甲\u202e乙” — delete it"),
    ("measure that does not exist", {"indicators": INDICATORS + "  measures: [level, rate]\n"},
     "indicators.yaml:6: measures[2] has a value that does not exist “measures: [level, rate]” — it must be one of: level, growth, change, share"),
    ("indicator of a row", {"topics": TOPICS + "  rows: [{name: 天, indicators: [gpd]}]\n"},
     "topics.yaml:5: the indicator gpd does not exist “rows: [{name: 天, indicators: [gpd]}]” — did you mean gdp?"),
    ("measure of a row", {"topics": TOPICS + "  rows:\n  - {name: 天, measures: [heating]}\n", "measures": "- {id: clean_heating, name: 取暖, topic: ecology, names: [清洁取暖]}\n"},
     "topics.yaml:6: the measure heating does not exist “- {name: 天, measures: [heating]}” — did you mean clean_heating?"),
    ("indicator of the nation", {"national": "- {indicator: gdpp, measure: growth, kind: actual, year: 2023, value: 5.2, source: 公报}\n"},
     "national.yaml:1: the indicator gdpp does not exist “- {indicator: gdpp, measure: growth, kind: actual, year: 2023, value: 5.2, sour…” — did you mean gdp?"),
    ("measure of the nation", {"national": "- {indicator: gdp, measure: share, kind: actual, year: 2023, value: 5.2, source: 公报}\n"},
     "national.yaml:1: share is none of the indicator's measures “- {indicator: gdp, measure: share, kind: actual, year: 2023, value: 5.2, source…” — write one of level, growth, change"),
    ("not UTF-8", {"site": "title: x\nabout: 观察\n".encode("gb18030")}, "site.yaml:2: characters that are not UTF-8: the file seems to be saved as GBK — save the file as UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in CROSS_CASES], ids=[case[0] for case in CROSS_CASES])
def test_problem_across_files(tmp_path, files, expected):
    assert told(tmp_path, **files) == [expected]


def test_milestone_that_does_not_exist(tmp_path):
    folder = content(tmp_path)
    (folder / "lexicons" / "project-leads.txt").write_text("推进=在建\n完成=竣工/在见\n", encoding="utf-8")
    (folder / "lexicons" / "project-closes.txt").write_text("# 名称之后\n建设=\n通车=通军\n", encoding="utf-8")
    (folder / "lexicons" / "others.txt").write_text("甲=乙\n", encoding="utf-8")
    all_of_them = "前期、签约、在建、开工、主体完工、竣工、投用、投产、通车"
    assert [p.text().removeprefix(f"{folder.as_posix()}/lexicons/") for p in load_catalogue(folder)[1]] == [
        f"project-closes.txt:3: the milestone 通军 does not exist “通车=通军” — did you mean 通车? The milestones are {all_of_them}",
        f"project-leads.txt:2: the milestone 在见 does not exist “完成=竣工/在见” — did you mean 在建? The milestones are {all_of_them}",
    ]


def test_file_that_is_missing(tmp_path):
    (content(tmp_path) / "topics.yaml").unlink()
    _, problems = load_catalogue(tmp_path)
    assert [(p.where, p.line, p.code) for p in problems] == [((tmp_path / "topics.yaml").as_posix(), 0, "content.no-file")]


def test_byte_order_mark_is_no_mistake(tmp_path):
    assert told(tmp_path, site=b"\xef\xbb\xbf" + SITE.encode(), places="\ufeff" + PLACES) == []


def test_all_files_speak_at_once(tmp_path):
    said = told(tmp_path, places=PLACES + "x\n", topics="- id: a\n", indicators="- idd: gdp\n", site="titel: x\n")
    assert {line.split(":")[0] for line in said} == {"places.csv", "topics.yaml", "indicators.yaml", "site.yaml"}


def test_reports_are_read_in_order_with_the_path_as_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a/2.md", "a/1.MD", ".gitkeep", ".git/x.md"):
        (tmp_path / "r" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "r" / name).write_bytes(name.encode())
    assert report_files(Path("r")) == ((("r/a/1.MD", b"a/1.MD"), ("r/a/2.md", b"a/2.md"), ("r/b.txt", b"b.txt")), ())


def test_what_is_no_report_is_refused_with_the_reason(tmp_path):
    folder = tmp_path / "r"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (folder / "good.txt").write_text("good")
    (folder / "inside.txt").symlink_to("good.txt")
    (folder / "outside.txt").symlink_to("../secret.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "up").symlink_to("..", target_is_directory=True)
    (folder / "old.xls").write_bytes(b"PK")
    (folder / ".hidden.md").write_text("x")
    with (folder / "big.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    os.mkfifo(folder / "pipe.txt")
    files, problems = report_files(folder)
    assert [(Path(path).name, data) for path, data in files] == [("good.txt", b"good"), ("inside.txt", b"good")]
    assert [(Path(p.where).name, p.code) for p in problems] == [
        (".hidden.md", "files.hidden"),
        ("big.txt", "files.too-large"),
        ("gone.txt", "files.unreadable"),
        ("old.xls", "files.format"),
        ("outside.txt", "files.link"),
        ("pipe.txt", "files.no-file"),
        ("up", "files.link"),
    ]


def test_file_that_is_as_large_as_allowed_is_read(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST)
    files, problems = report_files(tmp_path)
    assert len(files) == 1 and problems == ()


@pytest.mark.parametrize(("make", "code"), [(True, "files.none"), (False, "files.no-folder")])
def test_folder_without_reports(tmp_path, make, code):
    if make:
        (tmp_path / "r").mkdir()
    files, problems = report_files(tmp_path / "r")
    assert files == () and [p.code for p in problems] == [code]


def test_named_files_may_be_links_and_must_exist(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "l.txt").symlink_to("../a.txt")
    files, problems = named_files([tmp_path / "d" / "l.txt", tmp_path / "none.txt"])
    assert files == (((tmp_path / "d" / "l.txt").as_posix(), b"a"),)
    assert [(p.where, dict(p.values)["reason"]) for p in problems] == [((tmp_path / "none.txt").as_posix(), "No such file or directory")]
