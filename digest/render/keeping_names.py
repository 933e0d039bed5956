"""Commitments and what became of them → the words that readers see: 兑现, 推迟, 民生实事."""

from __future__ import annotations

KEEPINGS = {"kept": "兑现", "partly": "部分兑现", "slipped": "推迟", "again": "再次承诺", "silent": "无下文", "unclear": "无法判断"}
COMMITMENTS = {"target": "目标", "project": "项目", "pledge": "民生实事", "quantity": "数量"}


def keeping_name(keeping: str) -> str:
    """What became of a commitment: kept → 兑现, partly → 部分兑现, slipped → 推迟, again → 再次承诺, silent → 无下文, unclear → 无法判断"""
    return KEEPINGS.get(keeping, keeping)


def commitment_name(kind: str) -> str:
    """A kind of commitment: target → 目标, project → 项目, pledge → 民生实事, quantity → 数量"""
    return COMMITMENTS.get(kind, kind)
