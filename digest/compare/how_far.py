"""A clause of a review that names a thing → how far it says that the thing has come, on the way from 前期 to 通车."""

from __future__ import annotations

import re

from digest.chinese.pair_rarity import pairs
from digest.compare.later_clauses import Clause, LaterText
from digest.compare.outcomes import ahead, denied, partly, step
from digest.extract.milestones import milestone

BEGUN, BUILT = step("在建"), step("竣工")
AFTER = 2  # clauses behind it that may say it
# Words that tell of an end reached
# matches 建成 · 获批 · 投入使用      not 加快建设
_REACHED = re.compile(
    r"成功|成为|获[批评得]|荣[获膺]|入[选围]|跻身|跃升|晋升|建成|完[成工]|达到|实现|通过|挂牌|列入|纳入|被评|被命名|被认定|评[为定]|创成|正式|投[入用产]|启用"
    r"|开园|开业|运营|营业|举办|落成|竣工|通车|并网|见效|到位"
)
# and of work that goes on
# matches 加速建设 · 进展顺利      not 建成
_GOING = re.compile(r"加速|加快|加紧|推进|推动|实施|进展|施工|启动|开展|开工|动工|有序|序时|形象进度|进场|在建|改造|建设|提升")
# What ends when it is completed, and not the whole
# matches 完成室内装修 · 完成基础施工 · 完成可研      not 完成建设
_PART_DONE = re.compile(
    r"完成(?:了|其)?(?:(?P<late>室内|外部|内外|土建|基础|桩基|路基|主体|设备安装|管网铺设|收尾)|(?P<early>征[地收]|拆迁|招[标投]|可研|立项|选址|设计|规划|前期|手续|签约|核准|审批))"
)
# What is about to be is not yet: to be used, and so nearly built, or to begin
# matches 即将进场 · 即将通车      not 将于
_SOON = re.compile(r"即将(?P<built>全面|正式|全线|陆续|建成|竣工|完工|投[入产用]|通车|开[园业馆放]|运营|交付)?")


def far_of_answer(clause: Clause, name: str, said: LaterText) -> int:
    """A clause that names a thing, the name and the report → the step that it tells, in it or in the clauses that follow; -1 where it tells none."""
    text = clause.text
    if ahead(clause.paragraph.text[clause.sentence.start : clause.span.end]) or denied(text):
        return -1
    far = far_of_clause(clause, name, said)
    if far < 0:
        for after in said.clauses[clause.order + 1 : clause.order + 1 + AFTER]:
            if after.sentence != clause.sentence or "、" in after.text:
                break
            if (far := _far_of_words(after.text)) >= 0 or ahead(after.text):
                break
    part = _PART_DONE.search(text)
    if part and part[0][2:] not in name:
        far = min(far, step("主体完工") if part["late"] else step("前期"))
    if soon := _SOON.search(text):
        return step("主体完工") if soon["built"] else step("前期")
    return min(far, step("主体完工")) if partly(text) and far >= BUILT else far


def reached(text: str) -> bool:
    """Whether words tell of an end reached: 全部办结, 建成投用 → True"""
    return bool(_REACHED.search(text))


def far_of_clause(clause: Clause, name: str, said: LaterText) -> int:
    """A clause, a name in it and the report → the step that the words of progress around the name tell, else any words of the clause."""
    text = clause.paragraph.text
    known = pairs(name)
    marks = [i for i in range(clause.span.start, clause.span.end - 1) if text[i : i + 2] in known]
    first, last = (marks[0], marks[-1] + 2) if marks else (clause.span.start, clause.span.start)
    found = said.runs(clause)
    lead = next((run for run in reversed(found) if run.leads and run.start <= first), None)
    close = next((run for run in found if run.closes and run.end > first and run.end >= last - 2), None)
    stage = milestone(lead, close, planned=False)
    return step(stage) if stage else _far_of_words(clause.text)


def _far_of_words(text: str) -> int:
    return BUILT + 1 if _REACHED.search(text) else BEGUN if _GOING.search(text) else -1
