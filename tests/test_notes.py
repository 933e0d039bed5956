"""The editor's own words: printed as they are, with figures that never go stale, and flagged when what is under them changes."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from digest.content.note_files import filled, load_notes, read_note
from digest.model.note import Comment, Note, Quote, Remembered
from digest.model.problem import ERROR, Problem
from digest.pipeline import Settings, Summary, build, prepare
from digest.system import machine
from tests.conftest import Built, laying_out, of_few, prepared, remembered

GROWTH = "141081-2024.gdp-growth.target"
FILE = f"""---
figures:  # 依据
  {GROWTH}: ≥10%
  130608-2025.gdp-growth.target:
quotes:
  - where: 141081-2024#p3
    text: 多种树
---
导语，**两句**。

## 小标题

# findings
一条批注。

```
# 不是标题
```
# tables #
又一条。
"""


# reading


def test_a_note_is_read_with_its_lines():
    note, problems = read_note(FILE, "content/notes/ecology.md")
    assert problems == ()
    assert note == Note(
        "ecology",
        "content/notes/ecology.md",
        (Remembered(GROWTH, "≥10%", 3), Remembered("130608-2025.gdp-growth.target", "", 4)),
        (Quote("141081-2024#p3", "多种树", 6),),
        Comment("", "导语，**两句**。\n\n## 小标题\n", 8),
        (Comment("findings", "一条批注。\n\n```\n# 不是标题\n```", 13), Comment("tables", "又一条。\n", 19)),
        FILE,
    )


def test_a_note_needs_no_front_matter():
    note, _ = read_note("只有一句。\r\n# findings\r\n批注。", "notes/overview.md")
    assert (note.lead.text, note.lead.line, note.comments) == ("只有一句。", 0, (Comment("findings", "批注。", 2),))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("---\nfigures:\n  a: 1\n", 1, "the front matter has no end"),
        ("---\nfigurs:\n  a: 1\n---\n", 2, "did you mean figures"),
        ("---\nfigures：\n---\n", 2, "full-width colon"),
        ("---\nquotes:\n  - where: a#p1\n---\n", 3, "the key text is missing"),
        ("---\nfigures: [a]\n---\n", 2, "figures"),
        ("一句。\n\n```\n代码\n", 3, "never ends"),
        ("一句。\n\u202e二句。\n", 2, "control character"),
    ],
)
def test_a_mistake_in_a_note_is_told_by_its_line(text, line, said):
    note, problems = read_note(text, "notes/ecology.md")
    assert note is None
    assert any((p.where, p.line) == ("notes/ecology.md", line) and said in p.text() for p in problems), [p.text() for p in problems]


def test_every_file_of_the_folder_is_a_note_or_told(tmp_path: Path):
    for name, data in {"a.md": "甲".encode(), "b.txt": b"", "c.md": b"\xff", ".keep": b"", "deep/d.md": b""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    notes, problems = load_notes(tmp_path)
    assert [note.digest for note in notes] == ["a"]
    assert sorted((Path(p.where).name, p.code) for p in problems) == [("b.txt", "note.name"), ("c.md", "files.not-utf8"), ("d.md", "note.name")]
    assert load_notes(tmp_path / "nothing") == ((), ())


# filling in what is remembered


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nfigures:\n  a.b:\n---\n  a.b:\n", "---\nfigures:\n  a.b: ≥10%\n---\n  a.b:\n"),
        ("---\nfigures: # 依据\n  a.b:   # 新\n---\n", "---\nfigures: # 依据\n  a.b: ≥10%  # 新\n---\n"),
        ("---\r\nfigures:\r\n  a.b:\r\n---\r\n", "---\r\nfigures:\r\n  a.b: ≥10%\r\n---\r\n"),
        ("---\nfigures:\n  a.b: 9%\n  a.c:\n---\n", "---\nfigures:\n  a.b: 9%\n  a.c:\n---\n"),  # what is remembered, what nobody knows
        ("---\nquotes:\n  a.b:\n---\n", "---\nquotes:\n  a.b:\n---\n"),
        ("figures:\n  a.b:\n", "figures:\n  a.b:\n"),  # no front matter
    ],
)
def test_only_empty_values_are_filled_in(before, after):
    assert filled(before, {"a.b": "≥10%"}) == after


# the whole line


@pytest.fixture(scope="module")
def known(few: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same three reports under all topics, so that many notes have a digest of their own, looked at once."""
    folder = tmp_path_factory.mktemp("known")
    settings = of_few(folder, topics=frozenset(), cache=prepared(few, folder / "cache"), pdf=False)
    return Built(settings, prepare(settings, drawn=False).summary)


@pytest.fixture
def desk(known: Built, tmp_path: Path) -> Settings:
    """Three reports of the shipped content, to be written on. No PDF."""
    return desk_in(tmp_path, known)


def desk_in(folder: Path, known: Built) -> Settings:
    desk = of_few(folder, topics=frozenset(), cache=remembered(known, folder / "cache"), pdf=False)
    shutil.rmtree(desk.content / "notes", ignore_errors=True)
    (desk.content / "notes").mkdir()
    return desk


def put(desk: Settings, digest: str, text: str) -> Path:
    path = desk.content / "notes" / f"{digest}.md"
    path.write_text(text, encoding="utf-8")
    return path


def said(summary: Summary) -> list[Problem]:
    return [p for p in summary.problems if p.code.startswith(("note.", "template."))]


def page(desk: Settings, address: str) -> str:
    return (desk.site / address).read_text(encoding="utf-8")


def change(desk: Settings, file: str, old: str, new: str) -> None:
    path = desk.reports / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


# name of a digest, its page, the id of a figure, its value, and what changes under it: file, old words, new words, new value
TEN = [
    ("overview", "index.html", "141081-2024.gdp-growth.target", "≥10%", ("141081/2024.md", "地区生产总值增长10%以上", "地区生产总值增长9.5%以上", "≥9.5%")),
    ("economy", "topics/economy.html", "130608-2024.industry-va-growth.target", "≥6%", ("130608/2024.md", "规上工业增加值增长6%以上", "规上工业增加值增长6.5%以上", "≥6.5%")),
    ("topic-overview", "topics/overview.html", "130608-2024.gdp-growth.target", "约6%", ("130608/2024.md", "地区生产总值增长6%左右", "地区生产总值增长6.5%左右", "约6.5%")),
    ("130608", "places/130608.html", "130608-2024.fiscal-revenue-growth.target", "约6%", ("130608/2024.md", "一般公共预算收入增长6%左右，", "财政再上台阶，", "")),
    ("ecology", "topics/ecology.html", "141081-2024.fiscal-revenue-growth.target", "约5%", ("141081/2024.md", "一般公共预算收入增长5%左右", "一般公共预算收入增长5.2%左右", "约5.2%")),
    ("livelihoods", "topics/livelihoods.html", "130608-2024.gdp-growth.actual", "5.5%", None),
    ("projects", "topics/projects.html", "141081-2024.gdp-growth.actual", "12.1%", None),
    ("141081", "places/141081.html", "141081-2024.gdp-growth.actual", "增长12.1%", None),
    ("industry", "topics/industry.html", "130608-2024.retail-sales-growth.target", "约6%", None),
    ("urban", "topics/urban.html", "130608-2024.fixed-investment-growth.target", "约7%", None),
]


def test_ten_notes_and_five_figures_that_change(desk: Settings) -> None:
    """The editor's story: ten notes, the figures under five change, a rebuild: no word lost, five flagged."""
    files = {digest: put(desk, digest, f"---\nfigures:\n  {id}: {value}\n---\n编者写在{digest}的话，**一字不动**。\n") for digest, _, id, value, _ in TEN}
    before = build(desk)
    assert before.published and said(before) == [], [p.text() for p in said(before)]
    written = {digest: path.read_bytes() for digest, path in files.items()}
    for *_, changed in TEN:
        if changed:
            change(desk, *changed[:3])
    after = build(desk)
    assert after.published and not after.unchanged
    assert {digest: path.read_bytes() for digest, path in files.items()} == written
    flagged = {Path(p.where).stem: p for p in said(after)}
    assert sorted(flagged) == sorted(digest for digest, *_, changed in TEN if changed)
    for digest, address, id, old, changed in TEN:
        text = page(desk, address)
        assert f"编者写在{digest}的话，<strong>一字不动</strong>。" in text
        lines = re.findall(r"<li><strong>待核</strong>：(.{0,400}?)</li>", text)
        assert len(lines) == bool(changed), (digest, lines)
        if changed:
            new, problem = changed[3], flagged[digest]
            plain = re.sub(r"<[^>]{0,300}>", "", lines[0])
            assert f"原为{old}，" in plain and plain.endswith(f"现为{new}。" if new else "现在没有这个数值。"), plain
            assert (problem.line, problem.severity, problem.quote) == (3, "warning", id)
            assert (dict(problem.values)["old"], dict(problem.values)["new"]) == (old, new)


# Notes that have nothing to do with each other, each on a digest of its own: built together, and once more after a figure under one of
# them changed, another was mended, and a part was taken out of a template.
COPPER, ABRIDGED, QUOTED = "精深铜加工", "141081-2024-abridged", "地区生产总值增长10%以上"
NOTES = {
    "economy": f'增速是{{{{ figure("{GROWTH}") }}}}，也就是{{{{ words("{GROWTH}") }}}}，即{{{{ statement("{GROWTH}") }}}}。\n',
    "industry": f"---\nquotes:\n  - where: {ABRIDGED}#COPPER\n    text: {COPPER}\n---\n导语。\n\n# quotes\n摘引的批注。\n\n# findings\n第一段。\n\n第二段。\n\n# sources\n来源的批注。\n",
    "ecology": "导语。\n\n# finding\n批注。\n",
    "ecolgy": "没有这份摘要。\n",
    "culture": "---\nquotes:\n  - where: 141081-2024-abridged#p3\n    text: 谁也没有说过的88句话\n  - where: 141081-204#p3\n    text: 甲\n---\n",
    "reform": f'---\nquotes:\n  - where: 141081-2024#p13\n    text: {QUOTED}\n---\n{{{{ quote("141081-2024#p13", "{QUOTED}") }}}}\n',
    "urban": f'所谓「龙头」，报告说{{{{ quote("{ABRIDGED}#COPPER", "{COPPER}") }}}}。\n',
    "livelihoods": "---\nfigures:\n  141081-2024.gdp-grwth.target:\n  141081-2024.gdp-grwth.actual: 12.1%\n  141081-2024.gdp-growth.target:\n---\n甲。\n\n# findings\n",
    "safety": "<script>alert(1)</script>\n\n[甲](javascript:alert) ![乙](https://example.org/a.png)\n",
    "agriculture": "我数了54321遍。\n",
}


@dataclass(frozen=True)
class Together:
    """All of NOTES: their desk, what the builds before and after the changes said, and where the second is published."""

    desk: Settings
    copper: str
    before: Summary
    after: Summary
    later: Settings

    def told(self, digest: str, summary: Summary) -> list[Problem]:
        """What is said of one note."""
        return [p for p in said(summary) if Path(p.where) == self.desk.content / "notes" / f"{digest}.md"]


@pytest.fixture(scope="module")
def together(known: Built, few: Built, tmp_path_factory: pytest.TempPathFactory) -> Together:
    desk = desk_in(tmp_path_factory.mktemp("notes"), known)
    report = (few.site / "reports" / f"{ABRIDGED}.html").read_text(encoding="utf-8")
    copper = re.search(rf'id="(p[0-9]+)"(?:(?!id="p).)*{COPPER}', report, re.S)
    assert copper
    for digest, text in NOTES.items():
        put(desk, digest, text.replace("#COPPER", f"#{copper[1]}"))
    before = build(desk)
    change(desk, "141081/2024.md", QUOTED, "地区生产总值增长9.5%以上")
    put(desk, "ecology", "导语。\n\n# findings\n批注。\n")
    topic = desk.templates / "markdown" / "topic.md.j2"
    for template, part in ((topic, "thesis"), (topic.with_name("topic-full.md.j2"), "findings")):
        template.write_text(template.read_text(encoding="utf-8").replace(f'{{% include "parts/{part}.md.j2" %}}\n', ""), encoding="utf-8")
    later = replace(desk, site=desk.site.with_name("later"))
    return Together(desk, copper[1], before, build(later), later)


def test_a_cited_figure_is_linked_and_never_goes_stale(together: Together) -> None:
    found = re.findall(r'增速是<a href="(\.\./reports/141081-2024-abridged\.html#p[0-9]+)"[^>]*>(≥10%)</a>，也就是<a href="\1"[^>]*>(10%以上)</a>，即<a href="\1">增长10%以上</a>。', page(together.desk, "topics/economy.html"))
    assert len(found) == 1
    assert together.after.published
    assert re.search(r">≥9\.5%</a>，也就是<a [^>]+>9\.5%以上</a>，即<a [^>]+>增长9\.5%以上</a>。", page(together.later, "topics/economy.html"))


def test_comments_stand_in_their_parts_and_quotes_lead_to_their_words(together: Together) -> None:
    assert together.before.published and together.told("industry", together.before) == []
    text = page(together.desk, "topics/full/industry.md").replace("](../../", "](../")
    parts = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    assert "> **编者批注**\n>\n> 第一段。\n>\n> 第二段。\n" in parts["要点"]
    assert "> 来源的批注。" in parts["来源"] and text.count("编者批注") == 3
    assert f"「{COPPER}」（[摘编](../reports/{ABRIDGED}.html#{together.copper})）" in parts["编者摘引"] and "> 摘引的批注。" in parts["编者摘引"]


def test_what_has_no_place_is_told_with_the_names_that_exist(together: Together) -> None:
    assert together.before.published
    (ecology,), (nobodys,) = (together.told(digest, together.before) for digest in ("ecology", "ecolgy"))
    assert (ecology.line, ecology.code, dict(ecology.values)["guess"]) == (3, "note.no-place", "findings")
    assert "tables" in dict(ecology.values)["known"]
    assert dict(nobodys.values)["guess"] == "ecology"
    (ecology,) = together.told("ecology", together.after)
    assert "findings" not in dict(ecology.values)["known"]
    shown = page(together.later, "topics/ecology.html")
    assert "批注。" not in shown and "导语。" in shown


MISTAKES = {  # in the note of this digest: its text, the line that is told, by which code, with which right name
    "economy": ('---\nfigures:\n  141081-2024.gdp-growth.target: ≥10%\n---\n一。\n二{{ figure("141081-2024.gdp-grwth.target") }}\n', 6, "note.no-figure", "gdp-growth"),
    "ecology": ('一。\n\n# findings\n二。\n{{ words("nothing") }}\n', 5, "note.no-figure", ""),
    "industry": ("一。\n\n# findings\n二。\n{{ figur }}\n", 5, "template.unknown-name", "figure"),
    "urban": ("---\nquotes: []\n---\n\n一。\n{{ 1|figur }}\n", 6, "template.unknown-filter", "figure"),
    "reform": ("一。\n{％ if note %}\n", 2, "template.full-width", "{%"),
}


@pytest.fixture(scope="module")
def mistaken(known: Built, tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """What is told of all of them at once: nothing is published."""
    desk = desk_in(tmp_path_factory.mktemp("mistakes"), known)
    for digest, (text, *_) in MISTAKES.items():
        put(desk, digest, text)
    return build(desk)


@pytest.mark.parametrize("digest", MISTAKES)
def test_a_mistake_in_the_words_names_its_line_and_the_right_name(mistaken: Summary, digest: str) -> None:
    _, line, code, right = MISTAKES[digest]
    problems = [p for p in mistaken.problems if Path(p.where).name == f"{digest}.md"]
    assert [(p.line, p.code, p.severity) for p in problems] == [(line, code, ERROR)], [p.text() for p in problems]
    assert right in problems[0].text() and not mistaken.published


def test_one_mistake_alone_keeps_the_last_site(desk: Settings) -> None:
    put(desk, "economy", MISTAKES["economy"][0])
    assert not build(desk).published


def test_a_quote_that_is_not_said_any_more_is_flagged(together: Together) -> None:
    assert together.before.published
    assert [(p.line, p.code, p.severity) for p in together.told("culture", together.before)] == [
        (3, "note.misquoted", "warning"), (5, "note.no-report", "warning")]  # fmt: skip
    assert "- 「谁也没有说过的88句话」（**待核**：" in page(together.desk, "topics/culture.md")


def test_a_quote_may_name_the_place_and_year_of_its_report(together: Together) -> None:
    assert not together.told("reform", together.before)
    assert f"「{QUOTED}」（[摘编](../reports/141081-2024-abridged.html#p13)）" in page(together.desk, "topics/reform.md")


def test_a_quote_in_the_text_leads_to_its_paragraph(together: Together) -> None:
    assert together.before.published
    assert f"所谓「龙头」，报告说「{COPPER}」（[摘编](../reports/{ABRIDGED}.html#{together.copper})）。" in page(together.desk, "topics/urban.md")


def test_an_id_that_never_was_is_told_with_those_like_it(together: Together) -> None:
    told = together.told("livelihoods", together.before)
    assert [(p.line, p.code) for p in told] == [(3, "note.no-figure"), (4, "note.gone"), (5, "note.unfilled")]
    assert all("141081-2024.gdp-growth" in dict(p.values)["guess"] for p in told[:2])
    assert "编者批注" not in page(together.desk, "topics/livelihoods.md")  # nothing was said there


def test_html_and_scripts_in_a_note_are_text(together: Together) -> None:
    assert together.before.published
    text = page(together.desk, "topics/safety.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text and 'href="javascript' not in text and "example.org/a.png" not in text


def test_a_number_that_an_editor_writes_is_the_editors(together: Together) -> None:
    assert together.before.published and "我数了54321遍。" in page(together.desk, "topics/agriculture.html")


def test_a_template_with_a_typo_names_file_line_and_the_right_name(desk: Settings) -> None:
    template = desk.templates / "markdown" / "parts" / "note.md.j2"
    template.write_text(template.read_text(encoding="utf-8").replace("note.lead or", "note.laed or", 1), encoding="utf-8")
    summary = build(desk)
    assert not summary.published
    (problem,) = said(summary)
    assert (problem.where, problem.line) == (template.as_posix(), 2)
    assert dict(problem.values)["guess"] == "lead"


@pytest.mark.skipif(not (machine.has(machine.PANGO) and machine.has(machine.PANGOFT2)), reason="Pango is not on this machine")
def test_a_part_taken_out_is_gone_from_page_and_pdf(desk: Settings, few: Built) -> None:
    put(desk, "ecology", "一句编者的话。\n")
    topic = desk.templates / "markdown" / "topic.md.j2"
    part = '{% include "parts/scoreboard.md.j2" %}\n'
    elsewhere = f'{{% if topic.id != "ecology" %}}\n{part}{{% endif %}}\n'  # the other bulletins are those of the first build
    topic.write_text(topic.read_text(encoding="utf-8").replace(part, elsewhere), encoding="utf-8")
    with laying_out("ecology"):
        summary = build(replace(desk, pdf=True))
    assert summary.published and summary.bulletins
    shown = {"page": page(desk, "topics/ecology.html"), "pdf": printed(desk.site / "bulletins" / "ecology.pdf")}
    usual = {"page": (few.site / "topics" / "ecology.html").read_text(encoding="utf-8"), "pdf": printed(few.site / "bulletins" / "ecology.pdf")}
    for kind in ("page", "pdf"):
        assert "记分牌" in usual[kind] and "记分牌" not in shown[kind]
        assert "一句编者的话。" in shown[kind] and "一句编者的话。" not in usual[kind]


def printed(pdf: Path) -> str:
    """A PDF → its text, without spaces and line ends."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()
