"""What an editor surely meant otherwise than Markdown takes it is told with its line, and costs no note."""

from pathlib import Path

from digest.content.bulletin_order_files import read_order
from digest.content.note_files import read_note
from digest.content.note_slips import slips, template_slips, typed_slips
from digest.model.problem import WARNING
from tests.samples import CATALOGUE
from tests.tables import each


@each(
    ("text", "lines"),
    [
        ("##标题", [1]), ("#findings", [1]), ("## 标题", []), ("# findings", []), ("{# 说明 #}", []), ("第1#楼", []),
        ("甲\n\n＃＃ 标题", [3]), ("　＃标题", [1]), ("1＃机组", []),
        ("- 2.3%是去年的增速。", [1]), ("-5%", [1]), ("- 甲\n- 乙", []), ("−2.3", []), ("增速-2.3", []), ("2024. 这一年", []),
        ("~~这句删去。~~", [1]), ("5~6天", []), ("~~~\n##标题\n~~~", []),
        ("最高[^1]。\n\n[^1]: 依据。", [1, 3]), ("最高[1]", []),
        ("    四个空格", [1]), ("甲\n\n    四个空格", [3]), ("甲\n    接着写", []), ("- 甲\n\n    接着甲", []), ("　　全角空两格", []), ("```\n    甲\n```", []),
    ],
)  # fmt: skip
def test_slips_are_told_by_line(text: str, lines: list[int]) -> None:
    assert sorted({problem.line for problem in slips(text.split("\n"), 0, "ecology.md")}) == lines


@each(
    ("text", "told"),
    [
        # what stands in a template · the line, and what is said of it
        ("# { topic.name }}\n", [(1, "a brace")]), ("甲\n{{ name }\n", [(2, "a brace")]), ("{ % if a %}甲{% endif %}", [(1, "a brace")]), ("{% if a % }甲", [(1, "a brace")]),
        ("{{ name }}：{{ name|cell }}", []), ("集合{甲}", []), ("{% if a %}{# <b>说明</b> 8% #}{% endif %}", []),
        ("<b>重点</b>", [(1, "HTML")]), ("甲<br/>乙", [(1, "HTML")]), ("<!-- 以后再写 -->", [(1, "HTML")]), ("a<b，a>b", []), ("<5%>", [(1, "a figure")]),
        ("＊＊重点＊＊", [(1, "the ＊")]), ("**重点**", []), ("3＊4", []), ("~~删去~~", [(1, "~~")]), ("5~6天", []), ("最高[^1]", [(1, "there are no footnotes")]),
        ("{#\n三行\n说明 #}\n增长8.2%。", [(4, "a figure")]), ("投入1,200亿元", [(1, "a figure")]), ("2024年，第3段，12个字", []), ('增长{{ figure("a.b") }}', []),
    ],
)  # fmt: skip
def test_what_is_typed_in_a_template_is_told_by_line(text: str, told: list[tuple[int, str]]) -> None:
    found = [(problem.line, problem.message) for problem in typed_slips(text, "topic.md.j2")]
    assert len(found) == len(told) and all(line == number and message.startswith(words) for (line, message), (number, words) in zip(found, told))


def test_templates_about_and_leads_are_looked_at(tmp_path: Path) -> None:
    for name, text in (("markdown/topic.md.j2", "# {{ name }}\n{ name }}\n"), ("html/page.html.j2", "<b>{{ name }</b>\n"), ("new/x.md", "{ name }}")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [(problem.where, problem.line) for problem in template_slips(tmp_path)] == [(f"{tmp_path.as_posix()}/markdown/topic.md.j2", 2)]
    order, problems = read_order("title: 一\nlead: |\n  甲。\n\n  ##乙\n", "a.yaml", CATALOGUE)
    assert order is not None and [(problem.line, problem.severity) for problem in problems] == [(5, WARNING)]


def test_our_own_templates_and_words_have_no_slips() -> None:
    root = Path(__file__).parents[1]
    assert template_slips(root / "templates") == ()
    assert slips((root / "content/about.md").read_text(encoding="utf-8").split("\n"), 0, "about.md") == ()


def test_a_slip_is_a_warning_and_the_note_is_read() -> None:
    note, problems = read_note("---\nfigures: {}\n---\n一。\n\n##标题\n", "ecology.md")
    assert note is not None and [(p.line, p.severity, p.quote) for p in problems] == [(6, WARNING, "##标题")]
    assert problems[0].text() == "ecology.md:6: no heading: a space is missing behind the # “##标题” — put a space behind it"
