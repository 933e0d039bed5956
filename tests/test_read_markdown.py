"""Markdown as people and converters write it → lines of text, rows of tables, and lines with a rule; and tables of plain text."""

from pathlib import Path

import pytest

from digest.content.catalogue_files import load_catalogue
from digest.read.any import read_source
from digest.read.formulas import without_formulas
from digest.understand.clean import clean
from tests.tables import each

CONTENT = Path(__file__).parents[1] / "content"


def lines(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """A text → what is read of it, a line each: its text, and its rule, or row or head where it is of a table; empty lines left out."""
    source, _ = read_source(name, text.encode())
    kinds = [(line, line.rule or (("head" if line.row.head else "row") if line.row else "")) for line in source.lines]
    return [(line.text, kind) for line, kind in kinds if line.text.strip()]


@each(("text", "expected"), [
    ("| 指标 | 目标 |\n|---|---|\n| 就业 | **3000人**以上 |\n| 甲\\|乙 | 5% |", [("指标 目标", "head"), ("就业3000人以上。", "row"), ("甲|乙5%。", "row")]),
    ("指标 | 目标\n:-- | --:\n就业 | 3000人", [("指标 目标", "head"), ("就业3000人。", "row")]),
    ("|  |  |\n|---|---|\n| 指标 | 目标 |\n| 就业 | 3000人 |", [("指标 目标", "head"), ("就业3000人。", "row")]),  # a head that a converter left empty
    ("| 就业 | 3000人 |\n|---|---|\n| 投资 | 增长6% |", [("就业3000人。", "row"), ("投资增长6%。", "row")]),  # a row that it took for the head
    ("  序号   内容\n  ------ ------------------\n  1      新建菜市场2个\n  2      改造学校3所", [("序号 内容", "head"), ("1.新建菜市场2个。", "row"), ("2.改造学校3所。", "row")]),
    ("+----+----------+\n| 序号 | 内容     |\n+====+==========+\n| 1  | 新建菜市 |\n|    | 场2个    |\n+----+----------+", [("序号 内容", "head"), ("1.新建菜市场2个。", "row")]),
    ("<table><tr><td>指标</td><td>目标</td></tr>\n<tr><td>就业</td><td>**3000人**</td></tr></table>\n后文", [("指标 目标", "head"), ("就业3000人。", "row"), ("后文", "")]),
    ("甲 | 乙一行里的竖线不是表格。\n\n再说。", [("甲 | 乙一行里的竖线不是表格。", ""), ("再说。", "")]),
    ("增长<!-- page 3 -->6.5%。\n<!-- 待核\n数字 -->\n后", [("增长6.5%。", ""), ("page 3", "page"), ("待核 数字", "hidden"), ("后", "")]),
    ("<!-- 没有结束", [("<!-- 没有结束", "")]),
    ("{2}------------------------------\n\n正文\n\\newpage", [("{2}------------------------------", "page"), ("正文", ""), ("\\newpage", "page")]),
    ("板块[^1]，基地[^b]。\n\n[^1]: 板块：某地。", [("板块[1]，基地[1]。", ""), ("[1]板块：某地。", "")]),
    ("![](p/1.jpg)\n\n![图一](data:image/png;base64," + "A" * 30000 + ")\n\n见![](b.png)图", [("p/1.jpg", "image"), ("图一", "image"), ("见图", "")]),
    ("~~投资增长9%，~~投资增长6%，5%~~6%", [("投资增长6%，5%~~6%", ""), ("投资增长9%，", "struck")]),
    ("绿地3万m^2^，CO~2~，5%~6%，板块^1^", [("绿地3万m²，CO2，5%~6%，板块[1]", "")]),
    ("后文<br>另一行<sup>1</sup>，<span class=\"nav\">增长</span>6%", [("后文", ""), ("另一行[1]，增长6%", "")]),
    ("误差<5%，<GDP增长>，&lt;6%，\\<br\\>", [("误差<5%，<GDP增长>，<6%，<br>", "")]),
    ("# 一、回顾 ##\n行尾\\\n1\\. 加快", [("# 一、回顾", ""), ("行尾", ""), ("1. 加快", "")]),
    ("# 一、回顾 {#一回顾 .unnumbered}\n## []{#_Toc1 .anchor}**（一）经济** ## {-}", [("# 一、回顾", ""), ("## （一）经济", "")]),
    ("[力争]{.underline}增长6%，[投资]{custom-style=\"重点\"}8%", [("力争增长6%，投资8%", "")]),
    ("::: {custom-style=\"正文\"}\n正文\n:::\n\n安排 {#二}\n====", [("正文", ""), ("安排", "")]),
    ("注{1}，[1]{注}，{#甲}等\n::: 甲", [("注{1}，[1]{注}，{#甲}等", ""), ("::: 甲", "")]),
    ("1. 新建学校\n1. 改造管网\n\n1. 修路", [("1. 新建学校", ""), ("2. 改造管网", ""), ("3. 修路", "")]),
    ("1) 新建学校\n   在东区。\n\n   1) 一处\n1) 改造管网", [("1) 新建学校", ""), ("   在东区。", ""), ("   1) 一处", ""), ("2) 改造管网", "")]),
    ("1. **新建**学校\n1. 改造管网\n\n后文\n1. 修路", [("1. 新建学校", ""), ("2. 改造管网", ""), ("后文", ""), ("1. 修路", "")]),
    ("1. 经济\n正文\n1. 社会\n1.工业\n1.农业\n1\\. 甲\n1\\. 乙", [("1. 经济", ""), ("正文", ""), ("1. 社会", ""), ("1.工业", ""), ("1.农业", ""), ("1. 甲", ""), ("1. 乙", "")]),
    ("1. 甲\n1. 乙\n2. 丙", [("1. 甲", ""), ("1. 乙", ""), ("2. 丙", "")]),  # numbered by hand, and wrongly
    ("增长 **6%** 左右，完成 *3* 亿元", [("增长6%左右，完成3亿元", "")]),
    ("**一、回顾**\n\n**（一）经济**", [("一、回顾", ""), ("（一）经济", "")]),
])  # fmt: skip
def test_markdown(text, expected):
    assert lines(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("指标\t目标\n地区生产总值\t增长6%\n就业\t3000人", [("指标 目标", "head"), ("地区生产总值增长6%。", "row"), ("就业3000人。", "row")]),
    ("序号\t项目\t内容\n1\t菜市场\t新建2个\n2\t学校\t改造3所", [("序号 项目 内容", "head"), ("1.菜市场，新建2个。", "row"), ("2.学校，改造3所。", "row")]),
    ("指标　　目标\n就业　　3000人\n投资　　增长6%", [("指标 目标", "head"), ("就业3000人。", "row"), ("投资增长6%。", "row")]),
    ("一、\t工作回顾\n二、\t工作安排", [("一、工作回顾", ""), ("二、工作安排", "")]),  # numbers set apart from their headings
    ("1\t新建菜市场2个\n2\t改造学校3所", [("1\t新建菜市场2个", ""), ("2\t改造学校3所", "")]),
    ("\t一年来，我们努力。\n\t全市增长6%。", [("\t一年来，我们努力。", ""), ("\t全市增长6%。", "")]),
    ("县长　　张三\n秘书长　　李四\n主任　　王五", [("县长　　张三", ""), ("秘书长　　李四", ""), ("主任　　王五", "")]),
    ("首页 | 新闻 | 政务\n正文", [("首页 | 新闻 | 政务", ""), ("正文", "")]),
    ("某**县\n甲**乙", [("某**县", ""), ("甲**乙", "")]),  # masked names are no emphasis
])  # fmt: skip
def test_plain_text(text, expected):
    assert lines(text, "a.txt") == expected


def test_a_text_with_two_bold_headings_is_markdown_whatever_its_name():
    assert lines("**一、回顾**\n正文\n**二、安排**", "a.txt") == [("一、回顾", ""), ("正文", ""), ("二、安排", "")]


def test_a_page_called_md_is_a_page():
    assert lines("<!doctype html><p>各位代表：<p>**一**") == [("各位代表：", ""), ("**一**", "")]


@pytest.mark.parametrize(("text", "plain"), [
    (r"增长$6\%$左右", "增长6%左右"), (r"$5.5\%\sim 6\%$", "5.5%~6%"), (r"约$10^{8}$元", "约10⁸元"), (r"占$\frac{2}{3}$", "占2/3"), (r"\(6\%\)", "6%"),
    (r"$\mathrm{PM}_{2.5}$", "PM2.5"), (r"$100\text{万}\mathrm{m}^{2}$", "100万m²"), (r"$\geq 6 \%$", "≥6%"), (r"板块$^{1}$", "板块[1]"), (r"$5^{\circ}\mathrm{C}$", "5℃"),
    ("出口$5亿，进口$3亿", "出口$5亿，进口$3亿"), (r"$\alpha$", r"$\alpha$"), (r"\$5和\$6", r"\$5和\$6"),
])  # fmt: skip
def test_formulas(text, plain):
    assert without_formulas(text) == plain


@pytest.mark.parametrize("heading", ["# 政府工作报告", "# **政府工作报告** {#a .unnumbered}", "## 政府工作报告 ##", "政府工作报告 {#a}\n====", "# <a id=\"t\"></a>政府工作报告", "**政府工作报告**"])
def test_the_title_of_a_report_has_no_marks(heading):
    text = f"{heading}\n\n——2024年1月16日在侯马市第十七届人民代表大会第四次会议上\n\n各位代表：\n\n我代表市人民政府向大会报告工作。\n\n# 一、2023年工作回顾\n\n增长6%。\n"
    source, _ = read_source("a.md", text.encode())
    assert clean(source, load_catalogue(CONTENT)[0]).masthead[0].text == "政府工作报告"
