"""What a clause says of a project's progress: the words before its name, the words after it, and which milestone they make together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, get_args

from digest.chinese.numerals import number
from digest.extract.deadlines import when
from digest.extract.progress_words import MONEY, Run, Said, Word
from digest.model.closed_sets import MILESTONES
from digest.understand.report_years import UNKNOWN, Years

ORDER = MILESTONES  # the furthest decides; an event goes before 在建
FINISHED = frozenset(ORDER) - {"前期", "在建"}
# at the start: 总投资3.98亿元      not 投资增长5%
_MONEY = re.compile(MONEY)
Force = Literal["event", "building", "work"]
FORCES: tuple[Force, ...] = get_args(Force)
_HURRIED = ("加快", "加速", "抓紧", "加紧", "力争")  # what is hurried on in a review is not finished, whatever follows
_PREPARED = ("前期", "筹", "准备")  # how words begin by which what stands before them is only prepared: 开放筹备
_AIMED = "争取"
_DONE = "完成"
_BACKED, _BUILDING = ("支持", "保障"), "建设"  # 支持甲水厂建设
_OF_BUILDING = ("建设", "施工", "收尾", "扫尾", "复工", "续建", "进度", "步伐")  # how words end that tell of building


def milestone(lead: Run | None, close: Run | None, planned: bool) -> Said:
    """The words before a name and after it → the milestone; "" where they give none.

    加快 … 建设 → 在建; 完成 … 建设 → 竣工; 推动 … 落地实施 → 开工; 谋划 … 建设 → 前期; 竣工投用 → 投用; 加快 … 建成 → 竣工 of a plan, 在建 in a review
    """
    if (lead is None and close is None) or (close and close.other):
        return ""
    after = _furthest_of(_told_after_name(close.words)) if close else ""
    if close and not after and any(w.says.money for w in close.words):
        after = "在建"
    if close and any(w.text.startswith("即将") for w in close.words):
        return after if after == "前期" else "在建"
    if close and any(w.says.close == "前期" and (after == "在建" or w.text.startswith(_PREPARED)) for w in close.words):
        after = "前期"
    before = _milestone_before_name(lead, planned)
    if lead and not before and any(w.says.money for w in lead.words):
        before = "在建"
    said = after if after and after != "在建" else before or after
    if not said and lead and close and lead.words[-1].text.endswith(_BACKED) and close.words[-1].text == _BUILDING:
        said = "在建"
    hurried = any(w.text.startswith(_HURRIED) for run in (lead, close) if run for w in run.words)
    return "在建" if hurried and not planned and said in FINISHED and said not in ("签约", "开工") else said


def carried(before: Said, after: Said) -> Said:
    """What a clause says of a project and what the next adds, without its name → how far it is: the furthest; any event goes before 在建.

    在建, 开工 → 开工; 开工, 主体完工 → 主体完工; 竣工, 在建 → 竣工; 在建, 前期 → 前期
    """
    if after in ("", "在建") and before:
        return before
    return after if before in ("", "在建") or ORDER.index(after) > ORDER.index(before) else before


def force(lead: Run | None, close: Run | None, said: Said) -> Force:
    """How surely what is said happens to a thing that is built: an event of building, building that goes on, or what is said of any work.

    开工建设, 建成投用, 正在建设, 完成投资2亿元 → event; 推进…建设, 加快建设… → building; 推进…, 实施…, 完成…, 建设…, 谋划…, …落地实施 → work
    """
    told = [w.says for run in (lead, close) if run for w in run.words if w.says.lead or w.says.close]
    if said not in ("", "前期", "在建") and any(not w.weak and (w.close or (w.lead.done if w.lead else "")) == said for w in told):
        return "event"
    if close and any(w.says.money or w.text.endswith(_OF_BUILDING) for w in close.words):
        return "event" if lead is None and said == "在建" else "building"
    return "building" if lead and any(len(w.text) > 2 and w.text.endswith(_OF_BUILDING) for w in lead.words) else "work"


def date(run: Run | None, year: int | None, told: Years = UNKNOWN) -> str:
    """A run → the date that it names, "" for none."""
    return next((said for w in (run.words if run else ()) if w.says.time and (said := when(w.text, year, told))), "")


def investment(text: str) -> Decimal | None:
    """总投资6100万元的 → 0.61, in 亿元; None where there is no amount at the beginning."""
    match = _MONEY.match(text)
    value = number(re.sub("[余多]", "", match["amount"])) if match else None
    return None if value is None else value / 10**8


def _told_after_name(words: Sequence[Word]) -> Iterator[Said]:
    """完成签约 → 签约, as 完成 says of what follows only that it is done"""
    for at, word in enumerate(words):
        if word.text != _DONE or not any(after.says.close for after in words[at + 1 :]):
            yield word.says.close or ""


def _milestone_before_name(lead: Run | None, planned: bool) -> Said:
    """谋划启动 → 前期; 争取开工 → 开工, as 争取 says of what follows only that it is aimed at"""
    told = [(w.text, w.says.lead.planned if planned else w.says.lead.done) for w in (lead.words if lead else ()) if w.says.lead]
    events = any(said in FINISHED for _, said in told)
    said = [said for text, said in told if not (events and text == _AIMED)]
    return "前期" if "前期" in said else _furthest_of(said)


def _furthest_of(said: Iterable[Said]) -> Said:
    """Milestones → the furthest; any event goes before 在建: 顺利签约 → 签约"""
    return max((m for m in said if m), key=lambda m: (m in FINISHED, ORDER.index(m)), default="")
