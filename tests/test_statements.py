"""No statement of a published site is contradicted by what the site has published; and the reader that says so finds what is planted."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.published import printed, read_site
from tests.silences import KINDS, MEASURES
from tests.statements import read

# Four counties of one city, the city itself above them; figures and sentences are invented.
PLACES = {"360732": "兴国县", "360733": "会昌县", "360734": "寻乌县", "360735": "石城县", "360700": "赣州市"}
HEAD = "地区代码,报告,报告年份,指标代码,指标,口径,性质,数值年份,限定,数值,上限,单位,说明,原句,链接,另见".split(",")
FACTS = (
    # place, year of the report, indicator, its name, measure, kind, year, bound, value, unit, quote
    ("360732", 2024, "gdp", "地区生产总值", "增速", "完成", 2023, "等于", 6.1, "%", "生产总值增长6.1%"),
    ("360733", 2024, "gdp", "地区生产总值", "增速", "完成", 2023, "等于", 5, "%", "生产总值增长5%"),
    ("360734", 2024, "gdp", "地区生产总值", "增速", "完成", 2023, "等于", 5, "%", "生产总值增长5%"),
    ("360735", 2024, "gdp", "地区生产总值", "增速", "完成", 2023, "等于", 4.2, "%", "生产总值增长4.2%"),
    ("360732", 2023, "gdp", "地区生产总值", "增速", "完成", 2022, "等于", 7, "%", "生产总值增长7%"),
    ("360732", 2023, "gdp", "地区生产总值", "增速", "目标", 2023, "不低于", 6, "%", "生产总值增长6%以上"),
    ("360732", 2024, "hightech_firms", "高新技术企业数", "总量", "完成", 2023, "等于", 9, "家", "高新技术企业9家"),
    ("360733", 2024, "hightech_firms", "高新技术企业数", "总量", "完成", 2023, "等于", 7, "家", "高新技术企业7家"),
    ("360734", 2024, "hightech_firms", "高新技术企业数", "总量", "完成", 2023, "等于", 3, "家", "高新技术企业3家"),
)
TOPIC = """# 综合经济

{links}

## 要点

- **2023年地区生产总值增速（完成）**：在给出数值的4地中（县级），数值最高的是[兴国县](../places/360732.html)（增长6.1%），最低的是[石城县](../places/360735.html)（增长4.2%）。依据：[兴国县2024](../reports/360732-2024.html#p1)。
- **2023年高新技术企业数（完成）**：在给出数值的3地中（县级），数值最高的是[兴国县](../places/360732.html)（9家），最低的是[寻乌县](../places/360734.html)（3家）。
- **2023年地区生产总值增速（完成）**：[兴国县](../places/360732.html)为[6.1%](../reports/360732-2024.html#p1)，上一年是[7%](../reports/360732-2023.html#p1)，低0.9个百分点。
- **只有一地给出的数值**：[兴国县](../places/360732.html)2023年地区生产总值增速目标[≥6%](../reports/360732-2023.html#p2)。
- **高新技术企业数**：同级的4份全文报告里，只有[石城县2024](../reports/360735-2024.html)没有提及。

## 图表

![各地报告的篇幅分布。单项占比最高的是会昌县 2024的综合经济（27%）。](../charts/attention.svg "各地报告的篇幅分布（单位：%）")

| % | 综合经济 | 生态环境 |
| :-- | --: | --: |
| 兴国县 2024 | 20.5 | 8 |
| 会昌县 2024 | 27 | 11 |

![地区生产总值增速。2023年完成：县级中兴国县最高（6.1%），石城县最低（4.2%）。](../charts/gdp-growth.svg "地区生产总值增速（单位：%）")

### 增速：地区生产总值

| 地区 | 报告年份 | 地区生产总值·完成 | 地区生产总值·目标 |
| :-- | --: | --: | --: |
| [兴国县](../places/360732.html) | 2024 | [6.1%](../reports/360732-2024.html#p1) | 未提及 |
"""
PLACE = """# 兴国县

## 与同级比较

| 指标 | 年份 | 数值 | 排位 | 中位数 | 比上年 |
| :-- | --: | --: | --: | --: | --: |
| [地区生产总值增速](../indicators/gdp.html) | 2023 | [6.1%](../reports/360732-2024.html#p1) | 第1（同级4地） | 5% | 低0.9个百分点（上年[7%](../reports/360732-2023.html#p1)） |

## 目标对账

| 指标 | 年份 | 目标 | 下年报告的结果 | 对账 |
| :-- | --: | --: | --: | :-- |
| [地区生产总值增速](../indicators/gdp.html) | 2023 | [≥6%](../reports/360732-2023.html#p2) | [6.1%](../reports/360732-2024.html#p1) | 达到，高0.1个百分点 |

## 项目和实事的下落

- **兑现** 「建成城北中学」（[原文](../reports/360732-2023.html#p2)）；下一年的报告：「城北中学建成投用」（[原文](../reports/360732-2024.html#p1)）
- **再次承诺** 「修通环湖路」（[原文](../reports/360732-2023.html#p2)）；下一年的报告：「修通环湖路」（[原文](../reports/360732-2024.html#p2)）

## 与上一年相同的话

- 「培育规上企业15家」（[原文](../reports/360732-2023.html#p2)）：[2023年](../reports/360732-2023.html#p2)、[2024年](../reports/360732-2024.html#p2)
"""
TIED = """# 会昌县

## 与同级比较

| 指标 | 年份 | 数值 | 排位 | 中位数 | 比上年 |
| :-- | --: | --: | --: | --: | --: |
| [地区生产总值增速](../indicators/gdp.html) | 2023 | [5%](../reports/360733-2024.html#p1) | 并列第2（同级4地，2地并列） | 5% | — |
"""
TEXTS = {
    "360732-2023": ("2022年，生产总值增长7%。", "2023年，生产总值增长6%以上，建成城北中学，修通环湖路，培育规上企业15家。"),
    "360732-2024": ("2023年，生产总值增长6.1%，高新技术企业9家，城北中学建成投用。", "2024年，全面推进乡村振兴，修通环湖路，培育规上企业15家。"),
    "360733-2024": ("2023年，生产总值增长5%，高新技术企业7家。", "2024年，稳中求进。"),
    "360734-2024": ("2023年，生产总值增长5%，高新技术企业3家。", "2024年，稳中求进。"),
    "360735-2024": ("2023年，生产总值增长4.2%。", "2024年，稳中求进。"),
}


def fact(place: str, report_year: int, *rest: object) -> dict[str, object]:
    indicator, name, measure, kind, year, bound, number, unit, quote = rest
    link = f"reports/{place}-{report_year}.html#p{1 if kind == '完成' else 2}"
    return dict(zip(HEAD, (place, f"{place}-{report_year}", report_year, indicator, name, measure, kind, year, bound, number, "", unit, "", quote, link, ""), strict=True))


def publish(site: Path, facts: tuple = FACTS, texts: dict = TEXTS, aims: dict | None = None, edit: tuple[str, str] = ("", ""), compare: tuple[str, str] = ("", "")) -> Path:
    """A site in the form in which ours are published: facts, a topic, two places, records."""
    for folder in ("data/records", "topics", "places"):
        (site / folder).mkdir(parents=True)
    with (site / "data/facts.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.DictWriter(file, HEAD)
        rows.writeheader()
        rows.writerows(fact(*one) for one in facts)
    for name, said in texts.items():
        code, year = name.split("-")
        own = [dict(zip(("indicator", "name", "measure", "kind", "year", "bound", "value", "unit", "quote"), one[2:])) for one in facts if one[:2] == (code, int(year))]
        record = {"id": name, "meta": {"code": code, "year": int(year), "completeness": "full", "level": "prefecture" if code.endswith("00") else "county"},
                  "paragraphs": [{"id": f"p{n}", "part": part, "text": text} for n, (part, text) in enumerate(zip(("review", "plan"), said), 1)],
                  "facts": [{**one, "measure": MEASURES[one["measure"]], "kind": KINDS[one["kind"]]} for one in own], "figures": [], "projects": [], "aims": (aims or {}).get(name, [])}  # fmt: skip
        (site / f"data/records/{name}.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    links = "、".join(f"[{name}](../places/{code}.html)" for code, name in PLACES.items())
    (site / "compare").mkdir()
    shown = ["6.1%", "", "reports/360732-2024.html#p1", "生产总值增长6.1%"]
    data = {"code": "360732", "reports": [{"year": 2024, "figures": {"gdp-growth": [{"facts": [shown], "ends": [6.1, 6.1]}, 0]}}]}
    (site / "compare/360732.js").write_text(f"comparison.place({json.dumps(data, ensure_ascii=False).replace(*compare)});", "utf-8")
    pages = {"topics/economy.md": TOPIC.replace("{links}", links), "places/360732.md": PLACE, "places/360733.md": TIED}
    assert not edit[0] or sum(text.count(edit[0]) for text in pages.values()) == 1, edit
    for page, text in pages.items():
        (site / page).write_text(text.replace(*edit) if edit[0] else text, "utf-8")
    return site


def also(*facts: tuple) -> tuple:
    return (*FACTS, *facts)


GDP = ("gdp", "地区生产总值", "增速", "完成", 2023)
# fmt: off
PLANTED = {
    "superlative": {"facts": also(("360731", 2024, *GDP, "等于", 9.9, "%", "生产总值增长9.9%")), "texts": {**TEXTS, "360731-2024": ("", "")}},
    "open": {"facts": also(("360731", 2024, *GDP, "不低于", 5.5, "%", "生产总值增长5.5%以上")), "texts": {**TEXTS, "360731-2024": ("", "")}},
    "parent": {"facts": also(("360700", 2024, "hightech_firms", "高新技术企业数", "总量", "完成", 2023, "等于", 8, "家", "高新技术企业8家")),
               "texts": {**TEXTS, "360700-2024": ("", "")}, "edit": ("在给出数值的3地中（县级）", "在给出数值的4地中")},
    "count": {"edit": ("在给出数值的4地中", "在给出数值的5地中")},
    "rank": {"edit": ("第1（同级4地）", "第2（同级4地）")},
    "tie": {"edit": ("并列第2（同级4地，2地并列）", "第2（同级4地）")},
    "silence-aim": {"aims": {"360732-2024": [{"indicator": "gdp", "year": 2024, "quote": "生产总值与全省同步增长"}]}},
    "plan": {"edit": ("**再次承诺** ", "")},
    "cut": {"edit": ("「培育规上企业15家」", "「培育规上企业1」")},
    "verdict": {"edit": ("达到，高0.1个百分点", "未达到，高0.1个百分点")},
    # Further ones of these kinds.
    "movement": {"edit": ("（上年[7%](../reports/360732-2023.html#p1)）", "（上年[8%](../reports/360732-2023.html#p1)）")},
    "median": {"edit": ("第1（同级4地） | 5%", "第1（同级4地） | 4.2%")},
    "crowd": {"facts": (*(fact for fact in FACTS if fact[2:7] != GDP), *((code, 2024, *GDP, "等于", n, "%", "") for code, n in zip(PLACES, (6.1, 4.2, 4.2, 4.2)))),
              "edit": ("最低的是[石城县](../places/360735.html)（增长4.2%）", "最低的是[石城县](../places/360735.html)（增长4.2%）等4地")},
    "few": {"facts": tuple(fact for fact in FACTS if fact[:3] != ("360733", 2024, "hightech_firms"))},
    "opposed": {"edit": ("县级中兴国县最高（6.1%），石城县最低（4.2%）", "县级中兴国县最高（6.1%），会昌县最低（5%）")},
    "silence-fact": {"edit": ("[6.1%](../reports/360732-2024.html#p1) | 未提及 |", "未提及 | 未提及 |")},
    "silence-text": {"texts": {**TEXTS, "360732-2024": (TEXTS["360732-2024"][0], "2024年，确保地区生产总值增长6%，修通环湖路，培育规上企业15家。")}},
    "compared": {"compare": ('["6.1%"', '["16.1%"')},
    "alone": {"facts": also(("360733", 2023, "gdp", "地区生产总值", "增速", "目标", 2023, "等于", 6, "%", ""))},
    "missing": {"edit": ("只有[石城县2024](../reports/360735-2024.html)没有提及", "只有[会昌县2024](../reports/360733-2024.html)没有提及")},
    "emphasis": {"edit": ("单项占比最高的是会昌县 2024的综合经济（27%）", "单项占比最高的是兴国县 2024的综合经济（20.5%）")},
    "result": {"edit": ("**兑现** ", "**再次承诺** ")},
    "unread": {"edit": ("数值最高的是[兴国县](../places/360732.html)（9家），最低的是", "[兴国县](../places/360732.html)（9家）居首位，随后是")},
}
# fmt: on


def test_nothing_is_found_where_nothing_is_planted(tmp_path: Path) -> None:
    found = read(read_site(publish(tmp_path)))
    assert not found.faults, "\n".join(map(str, found.faults))
    assert +found.recognised == {"superlative": 6, "movement": 2, "rank": 2, "verdict": 1, "following": 2, "silence": 1, "absence": 2, "emphasis": 1, "compared": 1}


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_planted_is_found_and_named(kind: str, tmp_path: Path) -> None:
    found = read(read_site(publish(tmp_path, **PLANTED[kind])))
    assert kind in found.kinds, found.kinds


@pytest.mark.parametrize(
    "text, low, high",
    [("增长12%以上", 12, float("inf")), ("≥400亿元", 4e10, float("inf")), ("3%以内", float("-inf"), 3), ("下降4%", -4, -4), ("下降3%以上", float("-inf"), -3), ("约6%", 6, 6), ("10,911人", 10911, 10911), ("9.5万亩", 95000, 95000)],
)
def test_a_printed_amount_is_read_with_its_bound(text: str, low: float, high: float) -> None:
    assert (printed(text).low, printed(text).high) == (low, high)


# What each site says at the least; with less, a changed wording has hidden its statements from this reader.
LEAST = {"built_site": {"superlative": 3, "brief": 150, "compared": 200, "silence": 500, "verdict": 20, "movement": 10, "following": 1}, "real_site": {"silence": 200, "brief": 20}}


@pytest.mark.parametrize("name", LEAST)
def test_a_published_site_says_nothing_that_its_data_contradict(name: str, request: pytest.FixtureRequest) -> None:
    found = read(read_site(request.getfixturevalue(name)))
    assert not found.faults, f"{len(found.faults)}: " + "\n".join(map(str, found.faults[:40]))
    assert all(found.recognised[kind] >= least for kind, least in LEAST[name].items()), found.recognised
