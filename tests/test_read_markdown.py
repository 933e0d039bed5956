"""Markdown as people and converters write it → lines of text, rows of tables, and lines with a rule; and tables of plain text."""

import pytest

from digest.read.any import read_source
from digest.read.formulas import without_formulas


def lines(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """A text → what is read of it, a line each: its text, and its rule, or row or head where it is of a table; empty lines left out."""
    source, _ = read_source(name, text.encode())
    kinds = [(line, line.rule or (("head" if line.row.head else "row") if line.row else "")) for line in source.lines]
    return [(line.text, kind) for line, kind in kinds if line.text.strip()]


@pytest.mark.parametrize(("text", "expected"), [
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
