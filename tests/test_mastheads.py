"""The title block in many forms: the table of tests/cases/mastheads.md."""

from __future__ import annotations

import pytest

from digest.pipeline import analyse
from tests.conftest import ROOT
from tests.reading import catalogue

BODY = """各位代表：
现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员提出意见。
一、2023年工作回顾
过去一年，全市生产总值增长5%，我们加快推进项目建设，各项任务完成。
二、2024年工作安排
今年，我们要完善基础设施，改善民生，让群众得到更多的实惠。
各位代表！让我们携手前行，努力奋斗！
"""
TABLE = (ROOT / "tests" / "cases" / "mastheads.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TABLE.splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_day_office_speaker_and_session_of_a_title_block(row: tuple[str, ...]) -> None:
    head, *expected = row
    record, _ = analyse(catalogue(), "a.txt", f"{head.replace(' / ', chr(10))}\n{BODY}".encode())
    assert record is not None
    meta = record.report.meta
    assert [meta.delivered, meta.office, meta.speaker, meta.session] == expected
    assert (meta.place, meta.year, meta.title) == ("侯马市", 2024, "政府工作报告")
