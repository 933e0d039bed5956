"""What an editor surely meant otherwise than Markdown takes it is told with its line, and costs no note."""

from digest.content.note_files import read_note
from digest.content.note_slips import slips
from digest.model.problem import WARNING
from tests.tables import each


@each(
    ("text", "lines"),
    [
        ("##标题", [1]), ("#findings", [1]), ("## 标题", []), ("# findings", []), ("{# 说明 #}", []), ("第1#楼", []),
        ("甲\n\n＃＃ 标题", [3]), ("　＃标题", [1]), ("1＃机组", []),
        ("- 2.3%是去年的增速。", [1]), ("-5%", [1]), ("- 甲\n- 乙", []), ("−2.3%", []), ("增速-2.3%", []), ("2024. 这一年", []),
        ("~~这句删去。~~", [1]), ("5~6天", []), ("~~~\n##标题\n~~~", []),
        ("最高[^1]。\n\n[^1]: 依据。", [1, 3]), ("最高[1]", []),
        ("    四个空格", [1]), ("甲\n\n    四个空格", [3]), ("甲\n    接着写", []), ("- 甲\n\n    接着甲", []), ("　　全角空两格", []), ("```\n    甲\n```", []),
    ],
)  # fmt: skip
def test_slips_are_told_by_line(text: str, lines: list[int]) -> None:
    assert [problem.line for problem in slips(text.split("\n"), 0, "ecology.md")] == lines


def test_a_slip_is_a_warning_and_the_note_is_read() -> None:
    note, problems = read_note("---\nfigures: {}\n---\n一。\n\n##标题\n", "ecology.md")
    assert note is not None and [(p.line, p.severity, p.quote) for p in problems] == [(6, WARNING, "##标题")]
    assert problems[0].text() == "ecology.md:6: no heading: a space is missing behind the # “##标题” — put a space behind it"
