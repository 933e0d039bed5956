"""audit/first_sight: the counts made by hand when a report was read for the first time, their sums, and where they are printed."""

from pathlib import Path

from digest.audit.first_sight import Tally, read_first_sight
from digest.render.templates import markdown_environment, render
from digest.render.whose_words import wording
from digest.system.inputs import COUNTS
from tools.first_sight import page

ROOT = Path(__file__).parents[1]
HEAD = "no,sha256,place,province,level,year,revision,facts_right,facts_wrong,facts_missed,projects_right,projects_wrong,projects_missed,causes\n"


def counted(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "first-sight.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_counts_are_added_and_a_report_still_to_be_read_is_left_out(tmp_path: Path) -> None:
    path = counted(tmp_path, "1,aa,山前县,江南省,county,2024,abc,8,1,2,3,0,1,\n2,bb,河东市,江南省,prefecture,2010,abc,4,0,1,1,2,0,\n3,cc,湖西区,江南省,county,2011,,,,,,,,\n")
    sights, problems = read_first_sight(path)
    assert problems == () and [row.place for row in sights.rows] == ["山前县", "河东市"]
    assert (sights.facts, sights.projects) == (Tally(12, 1, 3), Tally(4, 2, 1))
    assert (sights.facts.read, sights.facts.said) == (13, 15)


def test_the_last_ten_are_summed_apart(tmp_path: Path) -> None:
    rows = "".join(f"{n},aa,山前县,江南省,county,2024,abc,{n},0,0,0,0,0,\n" for n in range(1, 13))
    sights, _ = read_first_sight(counted(tmp_path, rows))
    assert (sights.facts.right, sights.last.facts.right) == (78, 75)


def test_a_row_that_is_no_count_is_told_with_its_line(tmp_path: Path) -> None:
    _, (problem,) = read_first_sight(counted(tmp_path, "1,aa,山前县,江南省,county,2024,abc,many,1,2,3,0,1,\n"))
    assert (problem.line, problem.code) == (2, "first-sight.row") and "many" in problem.quote


def test_without_the_file_nothing_is_said(tmp_path: Path) -> None:
    assert read_first_sight(tmp_path / "none.csv")[0].rows == ()


def test_the_documents_table_is_that_of_the_counts() -> None:
    sights, problems = read_first_sight(COUNTS)
    text = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert problems == () and page(text, sights) == text, "run python tools/first_sight.py"


def test_the_methods_page_prints_each_report_and_the_sums(tmp_path: Path) -> None:
    sights, _ = read_first_sight(counted(tmp_path, "1,aa,山前县,江南省,county,2024,abc,8,1,2,3,0,1,\n2,bb,河东市,江南省,prefecture,2010,abc,4,0,1,1,2,0,\n"))
    text, problems = render(markdown_environment(ROOT / "docs"), "methods.md", topics=(), wording=wording(()), sights=sights)
    assert not problems and text is not None
    assert "| 山前县2024 | 8 | 1 | 2 | 84.2% | 3 | 0 | 1 | 85.7% |" in text
    assert "| 合计 | 12 | 1 | 3 | 85.7% | 4 | 2 | 1 | 72.7% |" in text
