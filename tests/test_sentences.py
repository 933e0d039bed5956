"""sentences: nothing is lost, and a semicolon ends a sentence as a full stop does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.chinese.sentences import clauses, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长5%；就业好转。明年再看", ["增长5%；", "就业好转。", "明年再看"]),
        ("各位代表！我们说：“要干。”今天开始。", ["各位代表！", "我们说：“要干。”", "今天开始。"]),
        ("增长5.5%，达到1.2万元", ["增长5.5%，达到1.2万元"]),  # a point is no full stop
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目标是：增长5%，就业1万人。", ["目标是：", "增长5%，", "就业1万人。"]),
        ("公开信息1,200条,群众满意", ["公开信息1,200条,", "群众满意"]),  # a comma between digits is none
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    (sentence,) = sentences(text)
    assert [c.of(text) for c in clauses(text, sentence)] == expected


@given(st.text(alphabet="增长0123，,。；;！？：”』 \n", max_size=80))
def test_joined_they_are_the_text(text: str) -> None:
    found = sentences(text)
    assert "".join(s.of(text) for s in found) == text
    assert all("".join(c.of(text) for c in clauses(text, s)) == s.of(text) for s in found)
