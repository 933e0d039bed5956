"""Tables of a report, from the file to its facts, projects and paragraphs: rows are read under the words of their columns and are no headings."""

from __future__ import annotations

import pytest

from digest.cli.addition import addition
from digest.model.front_matter import FrontMatter
from digest.model.report import Record
from digest.pipeline import analyse
from tests.reading import catalogue

HEAD = """# 政府工作报告
——2024年2月20日在昌黎县第十八届人民代表大会第四次会议上
昌黎县人民政府县长 某某
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
# 一、2023年工作回顾
过去一年，全县各项工作取得新的进展。
{review}
# 二、2024年工作安排
今年要重点抓好以下工作。
{plan}
各位代表！让我们携手奋进！
"""


def record_of(review: str = "", plan: str = "", name: str = "a.md") -> Record:
    record, problems = analyse(catalogue(), name, HEAD.format(review=review, plan=plan).encode())
    assert record is not None, problems
    return record


def facts(record: Record) -> list[str]:
    return [f"{f.indicator} {f.measure} {f.bound} {f.value.normalize():f} {f.kind} {f.year}" for f in record.facts]


@pytest.mark.parametrize(("table", "expected"), [
    ("|指标|2023年目标|2023年完成|2024年目标|\n|-|-|-|-|\n|城镇新增就业|5000人|5200人|6000人以上|\n|规上工业增加值增长|6%|5.5%|7%左右|", [
        "urban_jobs level = 5000 target 2023", "urban_jobs level = 5200 actual 2023", "urban_jobs level >= 6000 target 2024",
        "industry_va growth = 6 target 2023", "industry_va growth = 5.5 actual 2023", "industry_va growth ~ 7 target 2024"]),
    ("|指标|单位|完成|今年目标|\n|-|-|-|-|\n|地区生产总值|亿元|189.5|200|", ["gdp level = 189.5 actual 2023", "gdp level = 200 target 2024"]),
    ("|指标|上年实绩|计划|\n|-|-|-|\n|城镇新增就业|5200人|6000人|", ["urban_jobs level = 5200 actual 2023", "urban_jobs level = 6000 target 2024"]),
    ("|年份|地区生产总值（亿元）|\n|-|-|\n|2022年|170|\n|2023年|189.5|", ["gdp level = 170 actual 2022", "gdp level = 189.5 actual 2023"]),
    ("<table><tr><td>指标</td><td>目标</td></tr><tr><td>地区生产总值</td><td>增长6%左右</td></tr></table>", ["gdp growth ~ 6 target 2024"]),
    ("指标\t目标\n地区生产总值\t增长6%左右\n城镇新增就业\t6000人", ["gdp growth ~ 6 target 2024", "urban_jobs level = 6000 target 2024"]),
    ("|指标|目标|\n|-|-|\n|地区生产总值|200|", []),  # a number without a unit is none
    ("|序号|责任单位|\n|-|-|\n|1|住建局|\n|2|教育局|", []),
])  # fmt: skip
def test_a_column_says_what_its_figures_are(table, expected):
    assert facts(record_of(plan=table, name="a.txt" if "\t" in table else "a.md")) == expected


def test_a_column_of_targets_in_the_review_holds_targets():
    table = "|指标|2023年完成|2024年预期|\n|-|-|-|\n|城镇新增就业|5200人|6000人|\n|地区生产总值|189.5亿元|增长6%|"
    expected = ["urban_jobs level = 5200 actual 2023", "urban_jobs level = 6000 target 2024", "gdp level = 189.5 actual 2023", "gdp growth = 6 target 2024"]
    assert facts(record_of(review=table)) == expected


@pytest.mark.parametrize(("table", "expected"), [
    ("|序号|项目名称|建设内容|总投资（亿元）|年度目标|责任单位|\n|-|-|-|-|-|-|\n|1|城北污水处理厂|日处理2万吨|1.2|6月底前开工|住建局|\n|2|某某产业园|厂房|3.4|竣工投产|发改局|\n| |合计| |4.6| | |",
     [("城北污水处理厂", "1.2", "开工", "2024-06"), ("某某产业园", "3.4", "投产", "")]),
    ("|项目名称|总投资（万元）|开工时间|竣工时间|\n|-|-|-|-|\n|滨河路改造|8,500|2024年3月|2025年10月|", [("滨河路改造", "0.85", "开工", "2024-03")]),
    ("|指标|2023年完成|2024年目标|\n|-|-|-|\n|完成重点项目投资|52亿元|60亿元|", []),  # values of an indicator are no projects
])  # fmt: skip
def test_a_table_of_projects_gives_a_project_a_row(table, expected):
    found = [(p.name, str(p.investment.normalize() if p.investment is not None else ""), p.milestone, p.when) for p in record_of(plan=table).projects]
    assert found == expected


@pytest.mark.parametrize("row", ["一、经济发展|增长6%", "（一）项目建设|3个", "第一部分|回顾", "2024年工作安排|重点", "各位代表|名单", "名词解释|说明"])
def test_no_cell_is_a_heading(row):
    record = record_of(plan=f"|内容|说明|\n|-|-|\n|{row}|\n|{row}|")
    assert [s.title for s in record.report.sections] == ["一、2023年工作回顾", "二、2024年工作安排"]
    assert sum(p.row is not None for p in record.report.paragraphs) == 3
    assert record.report.paragraphs[-1].text.startswith("各位代表！")


@pytest.mark.parametrize("table", [
    "|序号|项目|内容|\n|-|-|-|\n|1|甲*乙|改造|老旧小区9个|\n|2|学校|新建_3_所|",
    "就业\t6000人\n地区生产总值\t增长6%",  # no head
    "<table><tr><td>类别</td><td>指标</td><td>目标</td></tr><tr><td rowspan=2>民生</td><td>就业</td><td>6000人</td></tr><tr><td>学位</td><td>80个</td></tr>"
    "<tr><td colspan=3>合计两项</td></tr></table>",
    "|序号|内容|\n|-|-|\n|1|新建公园两处，免费开放<br>改造菜市场三个以上|\n|2|修路|",
])  # fmt: skip
def test_what_is_stored_of_a_table_reads_the_same(table):
    text = HEAD.format(review="", plan=table)
    added = addition(catalogue(), FrontMatter(), ("a.md", text.encode()))
    assert added.text, added.problems
    again, _ = analyse(catalogue(), "b.md", added.text.encode())
    rows = [[(p.text, p.row and p.row.head, p.row and [(c.text, c.column) for c in p.row.cells]) for p in r.report.paragraphs] for r in (record_of(plan=table), again)]
    assert rows[0] == rows[1]
    assert sum(row is not None for _, _, row in rows[0]) >= 2


LABELS = (("索引号", "0001/2024-1"), ("发文机关", "昌黎县人民政府"), ("成文日期", "2024-02-26"), ("标题", "政府工作报告"))


@pytest.mark.parametrize("rows", [
    LABELS, tuple((f"{label}：", value) for label, value in LABELS), ((*LABELS[0], *LABELS[1]), (*LABELS[2], *LABELS[3])),
])  # fmt: skip
def test_a_table_of_metadata_above_a_document_is_none_of_the_report(rows):
    table = "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"
    body = "".join(f"<p>{line.lstrip('# ')}</p>" for line in HEAD.format(review="", plan="").splitlines())
    record, _ = analyse(catalogue(), "a.html", f"<!doctype html>{table}{body}".encode())
    assert [b.name for b in record.report.boilerplate] == ["publication"] * len(rows)
    assert not any(p.row for p in record.report.paragraphs)


def test_a_report_laid_out_in_a_table_is_read_as_if_it_were_not():
    body = "".join(f"<p>{line.lstrip('# ')}</p>" for line in HEAD.format(review="", plan="").splitlines())
    page = f"<!doctype html><table><tr><td>首页</td><td>新闻</td></tr><tr><td>左栏</td><td>{body}</td></tr></table>"
    record, _ = analyse(catalogue(), "a.html", page.encode())
    assert [s.title for s in record.report.sections] == ["一、2023年工作回顾", "二、2024年工作安排"]
    assert not any(p.row for p in record.report.paragraphs)
