"""What was changed beside what `changes` lists: each change once, whatever follows from it, and nothing where nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.audit.figure_diff import figure_changes, figure_text
from digest.audit.site_diff import State, changes
from digest.cli import main
from digest.pipeline import Settings, build
from digest.system.inputs import inputs_of
from tests.conftest import ROOT, Built, desk_of_few

# file, what stands there, what is put instead, how the one line begins that tells it
PLANTED = (
    ("reports/141081/2024.md", "地区生产总值增长10%以上", "地区生产总值增长12%以上", "侯马市 2024, 地区生产总值, 增速, 目标 2024: ≥10% → ≥12%"),
    ("reports/141081/2024.md", "工业增加值增长22%左右", "工业增加值增长23%左右", "侯马市 2024, 规模以上工业增加值, 增速, 目标 2024: 约22% → 约23%"),
    ("reports/141081/2024.md", "社会消费品零售总额增长8%左右", "社会消费品零售总额增长8%", "侯马市 2024, 社会消费品零售总额, 增速, 目标 2024: 约8% → 8%"),
    ("reports/141081/2024.md", "一般公共预算收入增长5%左右，", "", "gone: 侯马市 2024, 一般公共预算收入, 增速, 目标 2024: 约5%"),
    ("reports/141081/2024.md", "固定资产投资增长12%以上，", "固定资产投资增长12%以上，服务业增加值增长7%，", "new: 侯马市 2024, 服务业增加值, 增速, 目标 2024: 7%"),
    ("reports/130608/2024.md", "增长10.7%", "增长10.9%", "清苑区 2024, 规模以上工业增加值, 增速, 完成 2023: 10.7% → 10.9%"),
    ("reports/130608/2024.md", "社会消费品零售额64.4亿元", "社会消费品零售额64.5亿元", "清苑区 2024, 社会消费品零售总额, 总量, 完成 2023: 64.4亿元 → 64.5亿元"),
    ("reports/130608/2025.md", None, None, "report gone: 清苑区 2025 (130608-2025-abridged), figures: "),
    ("reports/141181/2024.md", "", None, "new report: 孝义市 2024 (141181-2024), figures: 2"),
    ("reports/141081/2024.md", "同时要看到，", "也要看到，", "reworded: 侯马市 2024 (141081-2024-abridged), sentences and headings: 1"),
    ("reports/130608/2024.md", "speaker: 李英英", "speaker: 李某", "stated of 清苑区 2024 (130608-2024-abridged): speaker: 李英英 → 李某"),
    ("reports/130608/2024.md", "delivered: \"2024-01-23\"", "delivered: \"2024-01-24\"", "stated of 清苑区 2024 (130608-2024-abridged): delivered: 2024-01-23 → 2024-01-24"),
    ("templates/markdown/parts/findings.md.j2", "## 要点\n", "## 主要发现\n", "changed: templates/markdown/parts/findings.md.j2"),
    ("templates/markdown/parts/voices.md.j2", "引文逐字照录", "引文照录原文", "changed: templates/markdown/parts/voices.md.j2"),
    ("templates/html/topics.html.j2", "同一专题，各地怎么说", "同一专题里各地怎么说", "changed: templates/html/topics.html.j2"),
    ("templates/styles/site/10-text.css", "", "\n.planted { color: black; }\n", "changed: templates/styles/site/10-text.css"),
    ("site.yaml", "subtitle: 同一章节，各地并读", "subtitle: 同一章节并读各地", "changed: content/site.yaml"),
    ("topics.yaml", "name: 生态环境", "name: 生态与环境", "changed: content/topics.yaml"),
    ("methods.md", "## 读什么\n", "## 读的是什么\n", "changed: docs/methods.md"),
    ("notes/ecology.md", "", "这一期先看水。\n", "new file: content/notes/ecology.md"),
)  # fmt: skip
NEW_REPORT = """孝义市2024年政府工作报告

——2024年1月20日在孝义市第十七届人民代表大会第四次会议上

各位代表：

我代表市人民政府作工作报告，请予审议。

一、2023年工作回顾

过去一年，地区生产总值增长6.5%，城乡面貌继续改善，各项事业都有新的进展，群众的日子过得更加踏实。

二、2024年工作安排

今年，一般公共预算收入增长4%左右。我们要把产业、城市和民生的事一件一件办好，请全市人民监督。

三、加强政府自身建设

依法行政，勤俭办事，把心思用在落实上，把时间花在基层里。

各位代表，让我们一起努力！
"""


@pytest.fixture(scope="module")
def published(few: Built, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("changes")
    settings = desk_of_few(few, folder, methods=folder / "methods.md", pdf=False)
    shutil.rmtree(settings.content / "notes", ignore_errors=True)
    (settings.content / "notes").mkdir()
    shutil.copy(ROOT / "docs" / "methods.md", settings.methods)
    assert build(settings).published
    return settings


@pytest.fixture
def said(published: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator:
    """→ a function that runs the command on that site: exit code, lines."""
    monkeypatch.setattr(main, "settings", lambda options: published)

    def run() -> tuple[int, list[str]]:
        code = main.main(["changes", "--lang", "en"])
        found = capsys.readouterr()
        return code, (found.out + found.err).splitlines()

    return run


def plant(settings: Settings, file: str, old: str | None, new: str | None) -> None:
    path = settings.methods if file == "methods.md" else settings.content.parent / file if file.startswith("templates") else settings.content / file
    if old is None:
        path.unlink()
    elif new is None:
        path.parent.mkdir()
        path.write_text(NEW_REPORT, encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert not old or text.count(old) == 1, f"{file}: {old} stands there {text.count(old)} times"
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def test_no_change_no_word(said) -> None:
    assert said() == (0, [])


def test_twenty_planted_changes_are_listed_each_once(published: Settings, said) -> None:
    """Runs after the one above: what it plants stays."""
    for file, old, new, _ in PLANTED:
        plant(published, file, old, new)
    code, lines = said()
    listed = [line.strip() for line in lines if line.startswith("  ") and not line.startswith("    ")]
    assert code == 0
    assert [told for *_, told in PLANTED if sum(line.startswith(told) for line in listed) != 1] == [], "\n".join(lines)
    assert len(listed) == len(PLANTED) == 20, "\n".join(lines)
    assert "    “同一章节，各地并读” → “同一章节并读各地”" in lines, "what a file says is shown below it"
    assert build(published).published
    assert said() == (0, []), "after the next build nothing is left to tell"


def test_what_somebody_changed_by_hand_is_told(published: Settings, said) -> None:
    page = published.site / "index.html"
    before = page.read_bytes()
    page.write_bytes(before + b" ")
    assert said() == (0, ["not as it was published, and to be written anew: index.html"])
    page.write_bytes(before)
    assert said() == (0, [])


def test_a_site_that_was_never_built(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main.main(["changes", "--site", str(tmp_path / "none"), "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"{(tmp_path / 'none').as_posix()}: error: no site has been published here — run: python build.py\n"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("{# 甲 #}<p>", "{# 乙\n丙 #}<p>", True),
        ("{# 甲 #}<p>", "{# 甲 #}<b>", False),
        ("{# 甲 #}a{# 乙 #}", "{# 甲 #}b{# 乙 #}", False),
        ("{{ a }}", "{{ b }}", False),
    ],
)
def test_remarks_of_a_template_are_no_change(published: Settings, before: str, after: str, same: bool) -> None:
    path = published.templates / "html" / "remark.html.j2"
    digests = []
    for text in (before, after):
        path.write_text(text, encoding="utf-8")
        digests.append(inputs_of(published)["templates/html/remark.html.j2"])
    path.unlink()
    assert (digests[0] == digests[1]) is same


def row(value: str, year: str = "2024", bound: str = "不低于") -> dict[str, str]:
    return {"数值": value, "上限": "", "限定": bound, "单位": "%", "说明": "", "数值年份": year, "原句": "x", "链接": "r.html#p1", "另见": ""}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"a.gdp.target": row("5")}, {"a.gdp.target": row("5")}, []),
        ({"a.gdp.target": row("5")}, {"a.gdp.target": row("6")}, [("a.gdp.target", "5", "6")]),
        ({"a.gdp.target": row("5")}, {"a.gdp.target": row("5", bound="等于")}, [("a.gdp.target", "5", "5")]),
        ({"a.gdp.target": row("5")}, {}, [("a.gdp.target", "5", None)]),
        ({}, {"a.gdp.target": row("5")}, [("a.gdp.target", None, "5")]),
        # of three values the first goes: one change, though the other two have new numbers
        (
            {"a.gdp.target": row("1"), "a.gdp.target.2": row("2"), "a.gdp.target.3": row("3")},
            {"a.gdp.target": row("2"), "a.gdp.target.2": row("3")},
            [("a.gdp.target", "1", None)],
        ),
        # the same value of another year: one change
        ({"a.gdp.target": row("5")}, {"a.gdp.target.y2025": row("5", "2025")}, [("a.gdp.target", "5", "5")]),
        ({"a.gdp.target": row("5")}, {"a.gdp.actual": row("5")}, [("a.gdp.actual", None, "5"), ("a.gdp.target", "5", None)]),
    ],
)
def test_figures_are_paired(old, new, found) -> None:
    told = [(f.id, f.old and f.old["数值"], f.new and f.new["数值"]) for f in figure_changes(old, new)]
    assert told == found


@pytest.mark.parametrize(
    ("bound", "measure", "said"),
    [("不低于", "增速", "预计≥10%"), ("等于", "总量", "预计10%"), ("至少", "增速", "预计至少10%"), ("等于", "比重", "预计等于10%")],
)
def test_figures_of_a_site_with_other_words_are_told_as_they_stand(bound: str, measure: str, said: str) -> None:
    assert figure_text({**row("10", bound=bound), "口径": measure, "说明": "预计", "性质": "目标", "指标代码": "gdp"}) == said


def state(page: str, inputs: dict[str, str], texts: dict[str, str] | None = None) -> State:
    return State({"topics/a.html": f"<p>{page}</p>".encode()}, inputs, texts or {})


@pytest.mark.parametrize(
    ("before", "after", "inputs", "texts", "told"),
    [
        ("甲说乙", "甲说乙", {"content/a": "2"}, {}, []),  # a file changed, and nothing on the site
        ("甲说乙", "甲讲述乙", {"content/a": "2"}, {}, [("changed: {file}", "content/a", 1)]),
        ("甲说乙", "甲讲述乙", {"content/a": "2", "content/b": "2"}, {"content/b": "甲讲述乙"}, [("changed: {file}", "content/b", 1)]),
        ("甲说乙", "甲讲述乙", {"content/a": "1", "content/b": "1"}, {}, [("reads differently: {page}", "topics/a.html", 1)]),
    ],
)
def test_what_reads_differently_is_laid_to_the_file_that_says_so(before, after, inputs, texts, told) -> None:
    found = changes(state(before, {"content/a": "1", "content/b": "1"}), state(after, {"content/a": "1", "content/b": "1"} | inputs, texts))
    assert [(c.text, c.values[0][1], c.pages) for c in found.files] == told


def test_a_site_of_an_older_kind() -> None:
    found = changes(state("甲", {}), state("乙", {"content/a": "1"}))
    assert [c.text for c in found.files] == ["the published site does not tell what it was made of; from the next build on it does"]
    assert [c.examples for c in found.files] == [(("甲", "乙"),)]


@pytest.mark.parametrize(
    ("made", "name", "told"),
    [
        ("bulletins/a.docx", "templates/word/word/styles.xml", True),
        ("bulletins/a.pdf", "templates/word/word/styles.xml", False),
        ("bulletins/a.docx", "templates/bulletin/bulletin.html.j2", True),
        ("bulletins/a.docx", "templates/styles/bulletin.css", False),
        ("bulletins/a.pdf", "templates/styles/bulletin.css", True),
    ],
)
def test_what_only_bulletins_are_made_with_is_told_where_there_are_such(made: str, name: str, told: bool) -> None:
    before, after = (State({made: b""}, {name: digest}, {}) for digest in ("1", "2"))
    assert [c.values[0][1] for c in changes(before, after).files] == [name] * told
