"""The full text of a topic on several pages: nothing is lost, nothing is cut within a table."""

from __future__ import annotations

from digest.pages.full_leaves import full_leaves
from digest.render import routes

TABLE = "| 地方 | 数值 |\n| :-- | --: |\n| 甲县 | 3 |\n\n"
TEXT = f"# 生态\n\n开头。\n\n## 举措\n\n一段。\n\n## 指标对比\n\n说明。\n\n### 空气\n\n{TABLE}### 水\n\n{TABLE}## 来源\n\n- 甲县\n"


def test_a_short_text_is_one_page() -> None:
    assert full_leaves(TEXT) == (TEXT,)


def test_a_long_text_is_cut_between_sections_and_a_long_section_between_its_tables() -> None:
    made = full_leaves(TEXT, 110)
    assert len(made) == 3 and all(leaf.startswith("# 生态") and leaf.count("| :-- |") == leaf.count("### ") for leaf in made)
    assert made[1].startswith("# 生态（二）\n\n## 指标对比（续）\n\n### 空气\n") and "开头。" not in made[1]
    pieces = [part for leaf in made for part in leaf.split("\n") if part and "（续）" not in part and not part.startswith("# ")]
    assert pieces == [part for part in TEXT.split("\n") if part and not part.startswith("# ")]


def test_a_leaf_knows_where_its_text_begins() -> None:
    assert routes.leaf_of(routes.full_page("ecology"), 2) == "topics/full/ecology-2.html"
    assert routes.first_leaf("topics/full/ecology-2.html") == routes.first_leaf("topics/full/ecology.html") == routes.full_page("ecology")
    assert routes.first_leaf("reports/141081-2024.html") == "reports/141081-2024.html"
