"""Where a target has gone, and what room it leaves → the words of pages and data."""

from __future__ import annotations

from collections.abc import Mapping

from digest.model.board import Direction, Hedge

DIRECTIONS: Mapping[Direction, str] = {
    "raised": "上调", "kept": "持平", "lowered": "下调", "first": "首设", "gone": "不再设", "numbered": "改给数值", "worded": "改用文字",
    "unclear": "无法比较", "": "",
}  # fmt: skip
HEDGES: Mapping[Hedge, str] = {"above": "以上", "within": "以内", "about": "左右", "range": "区间", "stretch": "力争更高", "better": "努力争取更好结果"}


def direction_name(direction: Direction) -> str:
    """Where a target has gone since last year's: raised → 上调, first → 首设; "" where there is nothing to hold it against"""
    return DIRECTIONS[direction]


def hedge_name(hedge: Hedge) -> str:
    """How room is left about a target: about → 左右, better → 努力争取更好结果"""
    return HEDGES[hedge]
