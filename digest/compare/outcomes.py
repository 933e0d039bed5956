"""The words of the next report about a promise → its outcome: done, progress (under way), again (only planned again) or unclear.

The one rule for all pages and data. A plan is never a result: only a report's review tells results, and there only words that neither
look ahead nor deny. Done is what has come at least as far as was promised: 年内投产 → 主体完工 is under way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from digest.extract.progress_words import Run
from digest.model.closed_sets import Milestone, Part
from digest.model.promise import Progress

DONE: Final = "done"
PROGRESS: Final = "progress"
AGAIN: Final = "again"
UNCLEAR: Final = "unclear"
OUTCOMES: tuple[Progress, ...] = get_args(Progress)
RESULTS = (DONE, PROGRESS)
_STEPS: Mapping[Milestone, int] = {"前期": 0, "签约": 1, "开工": 2, "在建": 2, "主体完工": 3, "竣工": 4, "投用": 5, "投产": 5, "通车": 5}
_BUILT = _STEPS["竣工"]
# matches 力争年底投产 · 将于6月通车 · 今年 · 计划明年开工      not 即将通车 · 今年以来 · 计划总投资 · 成功争取
_AHEAD = re.compile(
    r"力争|力促|确保|预计|有望|(?<!成功|积极)争取(?!到|了)|(?<![模虚比])拟|计划(?:[于在今明年0-9]|建成|投[用产]|开工|竣工|完工|通车|启动)"
    r"|(?<!即)将(?:[于在会要建竣完投开启通实继]|全|如期|陆续|正式)|今年(?!以来)|明年|(?<!半)年内|下一?步"
)
# matches 未能完工 · 尚未开工 · 停工 · 推进缓慢      not 前所未有 · 未来
_DENIED = re.compile(r"(?<!前所)未(?!来)|没有|停工|停建|停滞|滞后|缓慢|推迟|延期|搁置|暂缓|取消|进[展度]不")
# ，、7号线一期 is another's name.
# matches 基本建成 · ，一期投产 · ，首批 · ，东段完工      not 、7号线一期 · 全部建成
_PARTLY = re.compile(r"基本|(?<!全)部分|(?:^|[，,；：])(?:其中)?(?:首[批期段条座台个]|[一二三四五六1-6]期|[东西南北中]段)")
# matches 已建成 · 去年完工      not 加快建成
_BACK = re.compile(r"已(?:经)?(?:建成|完成|完工|竣工|投|开工|启[动用]|通车|签约)|去年|上年")
# matches 30 · 2.5 · 三十      not 一批 · 统一
_COUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九]?[十百千][一二三四五六七八九十百千]*")


@dataclass(frozen=True, slots=True)
class Later:
    """What a later report says: the part of it, how far the thing is, the words up to there in its sentence, and of these its own."""

    part: Literal["", Part]
    milestone: Literal["", Milestone]
    words: str
    own: str


def outcome_of(promised: Literal["", Milestone], later: Later) -> Progress:
    """The milestone that was promised ("" for none) and what the later report says → done | progress | again | unclear.

    竣工, 东湖水厂建成投用 in the review → done      投产, 主体完工 → progress      in the plan → again      未能完工, no part known → unclear
    """
    if later.part == "plan":
        return UNCLEAR if _BACK.search(later.words) else AGAIN
    if later.part != "review" or not later.milestone or _AHEAD.search(later.words) or _DENIED.search(later.words):
        return UNCLEAR
    far = step(later.milestone)
    return DONE if far >= _BUILT and far >= step(promised) and not _PARTLY.search(later.own) else PROGRESS


def step(milestone: Literal["", Milestone]) -> int:
    """How far a milestone is on the way from 前期 to 通车; -1 for none."""
    return _STEPS[milestone] if milestone else -1


def least(said: Iterable[Run]) -> Literal["", Milestone]:
    """Runs of words of progress → the milestone that is least far, "" where there is none: 启动 … 建成 → 开工"""
    stages = ((w.says.lead.done if w.says.lead else "") or w.says.close for run in said for w in run.words)
    return min((stage for stage in stages if stage), key=step, default="")


def counted(promise: str, told: str) -> bool:
    """Whether every number of a promise stands in what is told of it: 改建公路30公里, 改建公路12公里 → False"""
    return set(_COUNT.findall(promise)) <= set(_COUNT.findall(told))
