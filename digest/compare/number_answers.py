"""A promised number and the next report → the number that answers it, and whether it is as much: of the same indicator, else of the same words and unit.

Of how many projects are to be begun (等6个项目开工), how many the review says were. A total of several years answers nothing of one.
"""

from __future__ import annotations

import re
from decimal import Decimal

from digest.chinese.pair_rarity import pairs
from digest.chinese.quantities import quantities
from digest.chinese.units import Quantity
from digest.compare.how_far import BUILT, far_of_clause
from digest.compare.later_clauses import Clause, LaterText
from digest.compare.named_again import bare, clauses_about
from digest.compare.outcomes import ahead, of_period, step
from digest.model.bounds import comes_up_to
from digest.model.commitment import Amount, Commitment, Keeping
from digest.model.dossier import Dossier
from digest.model.report import Fact

Answer = tuple[Keeping, Clause | None]
BROAD = 0.5  # of the weight of what is counted that a clause must hold
LONG = 4  # characters of what is counted from which it may be common and still be looked for
WEIGHTY = 2.0  # what tells less than that must stand there as it is
# What a number of projects is promised of
# matches 6个项目 · 11个重大项目      not 6个项目部
_PROJECTS = re.compile(r"(?P<count>[0-9]+)个[^，。、0-9]{0,8}?项目(?!部|库)")
# What is added in a year, and what there is in all
# matches 新增 · 净增      not 增加值
_ADDED = re.compile(r"新增|净增|新认定|新培育|新建|新改")
# matches 达到112家 · 总数      not 达标
_STOCK = re.compile(r"达到?(?=[0-9])|总数|共有|保有量|拥有")
# What a clause ends with that tells of work that is not at its end
# matches 标准车间加快建设 · 同步推进，      not 加快建设步伐 · 改造小区20个
_GOING_ON = re.compile(r"(?:加快|加速|加紧|正在|同步|稳步|有序|扎实)(?:建设|推进|施工|实施|改造)[，。；]?$")
# Units that may count the same
_SAME_COUNTS = (frozenset("家户"), frozenset("座处所栋个"), frozenset("名人"), frozenset("个项件"), frozenset("亩座栋"))


def numbers_told(one: Commitment, earlier: Dossier, later: Dossier, said: LaterText) -> list[Answer]:
    """The numbers of a commitment → what is said of each that is spoken of; what is too common stands beside another (示范镇1个、示范村5个)."""
    told = [(amount, _to_amount(one, amount, earlier, later, said)) for amount in one.amounts]
    found = [answer for _, answer in told if answer[0] != "silent"]
    beside = next((clause for keeping, clause in found if keeping in ("kept", "partly") and clause), None)
    for amount, (keeping, _) in told:
        if beside and keeping == "silent" and amount.subject in beside.text:
            same = [q for q in quantities(beside.paragraph.text, beside.span.start, beside.span.end) if _like(q.unit, amount.unit)]
            given = _given(same, amount, beside) if same else None
            if given is not None:
                found.append(("kept" if comes_up_to(given, amount) else "partly", beside))
    return found


def _to_amount(one: Commitment, amount: Amount, earlier: Dossier, later: Dossier, said: LaterText) -> Answer:
    """A promised number → the number that the next report gives: of the same indicator, else of the same unit for the same words."""
    if amount.indicator:
        known = _to_indicator(amount, earlier, later, said)
        if known[0] != "silent":
            return known
    promised = _PROJECTS.search(one.evidence.words)
    if promised and amount.unit == "个" and one.milestone and not re.search("[0-9]", one.evidence.words[promised.end() :]):
        return _to_projects(amount, one, promised, said)
    plan: Clause | None = None
    subject = bare(amount.subject.rpartition("”")[2] if len(amount.subject.rpartition("”")[2]) >= 4 else amount.subject)
    for clause, _ in clauses_about(subject, said, BROAD):
        if not (_weighty(subject, said) or (len(subject) >= LONG and subject in clause.text)):
            continue
        same = [q for q in quantities(clause.paragraph.text, clause.span.start, clause.span.end) if _like(q.unit, amount.unit)]
        if not same:
            continue
        if clause.part != "review":
            plan = plan or clause
        elif not ahead(clause.text):
            if of_period(clause.sentence.of(clause.paragraph.text)):
                return "unclear", clause
            given = _given(same, amount, clause)
            if given is None:
                continue
            if _ADDED.search(one.evidence.words) and _STOCK.search(clause.text) and not _ADDED.search(clause.text):
                return "unclear", clause
            return ("kept" if comes_up_to(given, amount) and not _GOING_ON.search(clause.text) else "partly"), clause
    return ("again", plan) if plan else ("silent", None)


def _weighty(subject: str, said: LaterText) -> bool:
    return sum(said.weight(pair) for pair in pairs(subject)) >= WEIGHTY


def _to_projects(amount: Amount, one: Commitment, promised: re.Match[str], said: LaterText) -> Answer:
    """等6个项目建成投产 → how many projects the review says have come as far: 等16个项目建成投产"""
    best: tuple[int, int, Clause] | None = None
    aim = pairs(one.evidence.words[promised.end() :]) or pairs(one.milestone)
    for clause in said.clauses:
        found = _PROJECTS.search(clause.text) if clause.part == "review" and not ahead(clause.text) else None
        if found and _level(far_of_clause(clause, found[0], said)) == _level(step(one.milestone)):
            rated = (len(aim & pairs(clause.text[found.end() :] if one.evidence.words[promised.end() :] else clause.text)), int(found["count"]), clause)
            best = rated if rated[0] and (best is None or rated[:2] > best[:2]) else best
    return (("kept" if comes_up_to(Decimal(best[1]), amount) else "partly"), best[2]) if best else ("silent", None)


def _level(far: int) -> int:
    return min(far, BUILT)


def _to_indicator(amount: Amount, earlier: Dossier, later: Dossier, said: LaterText) -> Answer:
    same = [f for f in later.facts if f.indicator == amount.indicator and f.unit == amount.unit and not f.volume]
    told = [f for f in same if f.kind == "actual" and f.year == earlier.year]
    if told:
        best = max(told, key=lambda f: abs(f.value))
        return ("kept" if comes_up_to(abs(best.value), amount) else "partly"), _clause_of(best, said)
    planned = [f for f in same if f.kind == "target"]
    several = [f for f in same if f.kind == "actual" and f.year is None]
    if several:
        return "unclear", _clause_of(several[0], said)
    return ("again", _clause_of(planned[0], said)) if planned else ("silent", None)


def _clause_of(fact: Fact, said: LaterText) -> Clause | None:
    evidence = fact.evidence[0]
    return next((c for c in said.clauses if c.paragraph.id == evidence.paragraph and c.span.start < evidence.end <= c.span.end), None)


def _like(one: str, other: str) -> bool:
    """Whether two units may count the same things: 温室500亩, 温室500栋"""
    return one == other or any(one in counts and other in counts for counts in _SAME_COUNTS)


def _given(same: list[Quantity], amount: Amount, clause: Clause) -> Decimal | None:
    """Of several numbers of a clause → the one beside which most of the subject stands, None where it stands beside none.

    泵站和调蓄池6座, 新建泵站4座、调蓄池2座 → 6
    """
    name = pairs(amount.subject)
    text = clause.paragraph.text

    def near(q: Quantity) -> int:
        before, after = text[max(clause.span.start, q.start - 12) : q.start], text[q.end : min(clause.span.end, q.end + 12)]
        return len(name & pairs(before.rpartition("、")[2])) * 2 + len(name & pairs(after.partition("、")[0]))

    if "和" in amount.subject or "、" in amount.subject:
        parts = [q for q in same if q.unit == amount.unit and near(q) >= 4]
        if len(parts) > 1:
            return abs(sum((q.value for q in parts), Decimal(0)))
    best = max(same, key=lambda q: (near(q), -abs(q.value - amount.value)))
    return abs(best.value) if near(best) else None
