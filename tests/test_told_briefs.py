"""The reader of briefs finds nothing where nothing is wrong, and every planted contradiction."""

from __future__ import annotations

from collections import Counter

from tests.published import Fact, Site, markdown_blocks, value
from tests.told_briefs import told

NAMES = {"360731": "于都县", "360732": "兴国县", "360733": "会昌县", "360734": "寻乌县"}
PARENT = ("360700", "赣州市")


def given(code: str, report_year: int, kind: str, number: float, indicator: str = "gdp", name: str = "地区生产总值", measure: str = "增速", unit: str = "%") -> Fact:
    year = report_year - (kind == "完成")
    return Fact(code, f"{code}-{report_year}", report_year, indicator, name, measure, kind, year, value("=", number, None, unit), "", "", ())


AIMS = {"360731": (6, 7), "360732": (6, 6), "360733": (8, 6), "360734": (9, 6.5)}
FACTS = (
    *(given(code, year, "目标", number) for code, both in AIMS.items() for year, number in zip((2023, 2024), both, strict=True)),
    given("360733", 2022, "目标", 9), given("360733", 2024, "完成", 9.5),
    *(given(code, 2024, "完成", number, "afforestation", "造林面积", "总量", "亩") for code, number in (("360732", 18000), ("360700", 12000))),
    given("360732", 2024, "完成", 8, "retail", "零售额"), given("360732", 2024, "完成", 90, "retail", "零售额", "总量", "元"),
    given("360732", 2023, "完成", 100, "retail", "零售额", "总量", "元"), given("360732", 2024, "完成", 29, "revenue", "预算收入"),
    given("360732", 2024, "完成", 6, "output", "总产出"), given("360732", 2023, "目标", 40, "jobs", "新增就业", "总量", "人"),
    given("360732", 2024, "完成", 50, "jobs", "新增就业", "总量", "人"), given("360732", 2023, "完成", 60, "jobs", "新增就业", "总量", "人"),
    *(given(code, 2024, "目标", number, "projects_count", "重点项目数", "总量", "个") for code, number in (("360731", 20), ("360733", 10))),
    *(given(code, 2024, "目标", number, "projects_total", "项目总投资", "总量", "亿元") for code, number in (("360731", 110), ("360733", 8))),
    given("360732", 2024, "目标", 72, "forest_cover", "森林覆盖率", "占比"),
    given("360731", 2022, "目标", 7, "cpi", "居民消费价格涨幅"), given("360731", 2023, "目标", 3, "cpi", "居民消费价格涨幅"),
)  # fmt: skip
LINKS = "、".join(f"[{name}](../places/{code}.html)" for code, name in (*NAMES.items(), PARENT))
TOPIC = """# 综合经济

{links}

在两年都给出数值的4个县级地区中，地区生产总值增速目标上调的1个，持平的1个，下调的2个。4个县级地区的2024年报告里，4个给出这一目标。

![地区生产总值增速目标：2024年与2023年。两年都给出数值的4地中（县级），上调1地，持平1地，下调2地。每一格是地方的个数。](../charts/x.svg "地区生产总值增速目标：2024年与2023年（单位：地）")

- **[兴国县2024](../reports/360732-2024.html)，增速和两年的总量**：报告说2023年零售额增速[8%](../reports/360732-2024.html#p1)，总量[90元](../reports/360732-2024.html#p1)；上一年的报告说2022年总量[100元](../reports/360732-2023.html#p1)，两个总量算下来是下降10%。上年的数后来修订过，还是口径变了？
- **[兴国县2024](../reports/360732-2024.html)，收入和经济的增速**：2023年预算收入增速[29%](../reports/360732-2024.html#p1)，总产出增速[6%](../reports/360732-2024.html#p1)，快23个百分点。多出来的是什么？
- **[兴国县2024](../reports/360732-2024.html)，目标完成而总量减少**：2023年新增就业的目标[40人](../reports/360732-2023.html#p1)达到了（[50人](../reports/360732-2024.html#p1)），但总量从上一年的[60人](../reports/360732-2023.html#p1)变为[50人](../reports/360732-2024.html#p1)，少10人。目标是否偏低？

2项前后可比的承诺里，今年定得高于上年结果的1项，低于的1项。分指标看，地区生产总值增速4地里2地下调目标，地区生产总值增速1地的目标都低于上年结果（1地写的是“以上”，只是下限）。

- **2024年地区生产总值增速（目标）**：两年都给出同样写法的目标的4地里（县级），上调1地（[于都县](../places/360731.html)），持平1地，下调2地（[会昌县](../places/360733.html)、[寻乌县](../places/360734.html)）。
- **2024年地区生产总值增速（目标）**：[会昌县](../places/360733.html)今年定为[6%](../reports/360733-2024.html#p1)，上年的结果是[9.5%](../reports/360733-2024.html#p2)，低3.5个百分点。
- **2022年地区生产总值增速（目标）**：[会昌县](../places/360733.html)连续3份报告一年比一年定得低：2022年[9%](../reports/360733-2022.html#p1)、2023年[8%](../reports/360733-2023.html#p1)、2024年[6%](../reports/360733-2024.html#p1)。
- **2022年居民消费价格涨幅（目标）**：[于都县](../places/360731.html)前两年都定了目标（2022年[7%](../reports/360731-2022.html#p1)、2023年[3%](../reports/360731-2023.html#p1)），[于都县2024](../reports/360731-2024.html)的报告全文没有提到。

| 组 | 地方 | 事项 | 上年 | 今年承诺 | 方向·硬度 |
| :-- | :-- | :-- | :-- | :-- | :-- |
| 增长 | [会昌县](../places/360733.html) | 地区生产总值 | [增长9.5%](../reports/360733-2024.html#p2) | [增长6%](../reports/360733-2024.html#p1) | ↓中 |

- **部分大于整体**：2023年造林面积，[兴国县](../places/360732.html)为[1.8万亩](../reports/360732-2024.html#p1)，所属的[赣州市](../places/360700.html)为[1.2万亩](../reports/360700-2024.html#p1)，口径须核。
- **单体大小**：[于都县](../places/360731.html)今年的[20个](../reports/360731-2024.html#p4)、[110亿元](../reports/360731-2024.html#p4)，平均每个5.5亿元；[会昌县](../places/360733.html)今年的[10个](../reports/360733-2024.html#p4)、[8亿元](../reports/360733-2024.html#p4)，平均每个8000万元（重点项目数、项目总投资，各地怎样数的不一定相同）。
- 各地读出的数值里，只有[兴国县](../places/360732.html)给出森林覆盖率（目标[72%](../reports/360732-2024.html#p4)）。
- 举措清单里，只有[兴国县](../places/360732.html)写到[零工市场](../reports/360732-2024.html#p3)。

| 指标 | 给出结果 | 给出目标 | 高于上年 | 持平 | 低于上年 | 目标中位数 |
| :-- | --: | --: | --: | --: | --: | --: |
| [地区生产总值增速](../indicators/gdp.html) | 1 | 4 | 0 | 0 | 1 | 6.25% |
"""
MATRIX = "## 举措\n\n| 举措 | 兴国县 | 会昌县 |\n| :-- | :-- | :-- |\n| [零工市场](../words/gig.html) | [写到](../reports/360732-2024.html#p3) | — |\n"
PLANTED = {  # what is changed, and by which name it is found
    "turned: too many lowered": ("上调1地（", "上调2地（", "turned"), "turned: one that raised it": ("、[寻乌县](../places/360734.html)）。", "、[兴国县](../places/360732.html)）。", "turned"),
    "turned: counts that do not sum": ("目标的4地里", "目标的5地里", "turned"),
    "turned: none of them": ("，持平1地，下调2地（", "，持平0地，下调2地（", "turned"), "turned: not all": ("（县级），上调1地（[于都县](../places/360731.html)），持平1地，下调2地（[会昌县](../places/360733.html)、[寻乌县](../places/360734.html)）。", "（县级），全部下调。", "turned"), "gap: another difference": ("低3.5个", "低3个", "gap"),
    "gap: another direction": ("低3.5个", "高3.5个", "gap"), "gap: another result": ("上年的结果是[9.5%]", "上年的结果是[9.6%]", "gap"),
    "walked: another target": ("2023年[8%]", "2023年[8.5%]", "walked"), "walked: one too many": ("连续3份", "连续4份", "walked"),
    "dropped: another target": ("2023年[3%](../reports/360731-2023", "2023年[4%](../reports/360731-2023", "dropped"),
    "pairs: the scoreboard says otherwise": ("低于的1项", "低于的0项", "pairs"),
    "pairs: all of one way": ("承诺里，今年定得高于上年结果的1项，低于的1项。", "承诺，今年全部定得高于上年结果。", "pairs"),
    "leans: more than there are": ("4地里2地下调", "4地里3地下调", "leans"), "leans: the other side": ("都低于上年结果", "都高于上年结果", "leans"), "leans: of more": ("增速4地里2地", "增速5地里2地", "leans"), "row: another value": ("| [增长6%]", "| [增长6.1%]", "row"),
    "arrow: the other way": ("↓中", "↑中", "arrow"), "part: no part of it": ("所属的[赣州市](../places/360700.html)", "所属的[会昌县](../places/360733.html)", "part"),
    "part: smaller": ("**部分大于整体**", "**部分等于整体**", "part"), "each: another mean": ("平均每个5.5亿元", "平均每个5.7亿元", "each"), "each: another amount": ("[110亿元]", "[112亿元]", "each"),
    "alone: another gives it": ("给出森林覆盖率", "给出地区生产总值增速", "alone"), "sole: another too": ("#p3) | — |", "#p3) | [写到](../reports/360733-2024.html#p1) |", "sole"),
    "chart: too many": ("上调1地，持平1地，下调2地。每一格", "上调2地，持平0地，下调2地。每一格", "board"), "levels: another": ("算下来是下降10%", "算下来是下降11%", "question"),
    "pace: another": ("快23个", "快24个", "question"), "fewer: another": ("少10人", "少11人", "question"), "fewer: not met": ("目标[40人]", "目标[41人]", "question"),
    "score: fewer give it": ("| 1 | 4 |", "| 1 | 5 |", "score"), "median: another": ("6.25%", "6.5%", "median"), "unread: a changed wording": ("上年的结果是", "去年则是", "unread"),
}  # fmt: skip


def faults(old: str = "", new: str = "", facts: tuple[Fact, ...] = FACTS) -> tuple[int, Counter[str]]:
    texts = {"topics/economy.md": TOPIC.replace("{links}", LINKS), "topics/full/economy.md": MATRIX}
    assert not old or sum(text.count(old) for text in texts.values()) == 1, old
    blocks = tuple(block for page, text in texts.items() for block in markdown_blocks(page, text.replace(old, new) if old else text))
    years = {(fact.place, fact.report_year) for fact in facts}
    records = {f"{code}-{year}": {"meta": {"code": code, "year": year}} for code, year in years}
    site = Site(facts, records, dict.fromkeys(NAMES, PARENT[0]), dict.fromkeys(NAMES, "county") | {PARENT[0]: "prefecture"}, blocks)
    read = [told(block, site) for block in blocks]
    return sum(number for number, _ in read), Counter(fault.kind for _, found in read for fault in found)


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert faults() == (17, Counter())


def test_every_planted_contradiction_is_found_by_its_name() -> None:
    missed = {name: faults(old, new)[1] for name, (old, new, kind) in PLANTED.items() if kind not in faults(old, new)[1]}
    assert missed == {}
    more = (*FACTS, given("360731", 2024, "完成", 2, "cpi", "居民消费价格涨幅"))
    assert "dropped" in faults(facts=more)[1]
