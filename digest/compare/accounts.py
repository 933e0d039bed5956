"""Commitments of a report and the report after it → an account of each: kept, partly, slipped, again, silent or unclear, with the sentence.

A plan is never a result. Only the review of the next report keeps a promise, and only by words that neither look ahead nor deny; what the
next plan sets again is slipped where a step was to be reached, else undertaken again. What is not found in an excerpt, or beside damage,
is unclear and never silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from digest.chinese.pair_rarity import specific
from digest.compare.how_far import BEGUN, BUILT, far_of_answer, far_of_clause, reached
from digest.compare.later_clauses import Clause, LaterText
from digest.compare.named_again import bare, clauses_about
from digest.compare.number_answers import BROAD, Answer, numbers_told
from digest.compare.outcomes import of_period, step
from digest.extract.commitment_names import listed_names
from digest.model.citation import cite
from digest.model.commitment import Account, Commitment, Keeping
from digest.model.dossier import Dossier
from digest.model.report import Evidence

SAME = 4  # characters from which a name that stands in both is the same
SURER = 0.75  # of the best clause's share, below which a review speaks of something else than a plan that names it in full
TELLS = 2.0  # what the words for a number must tell, for a sentence without one to be about it
ALIKE = 0.5  # of the weight of a name that a clause must hold
# matches 1.3万亩 · 2200余亩 · 40个以上      not 二期
_AMOUNT = re.compile(r"[0-9][0-9.\-—]*[余多]?[万亿千百]?余?[\u4e00-\u9fff](?:以上|左右)?")
# A plan that builds on a thing undertakes nothing of it
# at the start: 依托实训基地 · 充分发挥电站      not 建设实训基地
_RELIES = re.compile(r"(?:充分|积极)?(?:依托|发挥|利用|借助|围绕)")
# matches 主体建设 · 主体工程完工      not 经营主体
_MAIN_PART = re.compile(r"主体(?:工程|结构)?(?:建设|施工|完工|封顶)")
# The sentence by which all pledges are kept
# matches 10件民生实事 · 为民实事      not 实事求是
_PLEDGES = re.compile(r"(?:民生|惠民|为民|利民)[^，]{0,8}(?:实事|工程)|件[^，]{0,6}实事")


def accounts(commitments: Iterable[Commitment], earlier: Dossier, later: Dossier, said: LaterText) -> tuple[Account, ...]:
    """The commitments of a report, its dossier, that of the year after and its clauses → an account of each."""
    whole = earlier.completeness == later.completeness == "full"
    made = []
    for one in commitments:
        keeping, clause = _of_pledge(one, earlier, later, said) if one.kind == "pledge" else _of_one(one, earlier, later, said)
        if clause is not None and clause.planned and keeping not in ("slipped", "again"):
            keeping = "again"
        if keeping == "silent" and not (whole and not _damaged(one, later)):
            keeping = "unclear"
        made.append(Account(one, keeping, _sentence(said, clause) if clause else None, bool(clause) and _same_name(one, clause)))
    return tuple(made)


def _same_name(one: Commitment, clause: Clause | None) -> bool:
    """Whether a clause holds a commitment's name, or the subject of one of its numbers, as it is."""
    names = [bare(name) for name in (one.name, *(amount.subject for amount in one.amounts))]
    return clause is not None and any(len(name) >= SAME and name in clause.text for name in names)


def _damaged(one: Commitment, later: Dossier) -> bool:
    """Whether a stretch is damaged where the later report would speak of it."""
    return any(paragraph.topic == one.topic for _, paragraph in later.damaged)


def _of_pledge(one: Commitment, earlier: Dossier, later: Dossier, said: LaterText) -> Answer:
    """A pledge → what is said of its parts; where nothing is, the sentence by which all pledges are kept, which tells of none."""
    found = [_of_one(part, earlier, later, said) for part in one.parts]
    told = [(keeping, clause) for keeping, clause in found if keeping != "silent"]
    if told:
        keeping = _together([keeping for keeping, _ in told])
        return keeping, next((clause for known, clause in told if known == keeping), told[0][1])
    return ("unclear", clause) if (clause := _all_pledges(said)) else ("silent", None)


def _all_pledges(said: LaterText) -> Clause | None:
    """县定10件民生实事全部完成 → its clause"""
    return next((c for c in said.clauses if not c.planned and _PLEDGES.search(c.text) and reached(c.text)), None)


def _of_one(one: Commitment, earlier: Dossier, later: Dossier, said: LaterText) -> Answer:
    """A commitment → what is said of its numbers, else of its name; of a project among several (等6个项目) of its name first."""
    words: Answer = _in_words_of_any(one, said) if one.kind == "project" else ("silent", None)
    if words[0] != "silent":
        return words
    numbers = numbers_told(one, earlier, later, said)
    told = _together([keeping for keeping, _ in numbers]) if numbers else "silent"
    clause = next((clause for keeping, clause in numbers if keeping == told), numbers[0][1] if numbers else None)
    if told in ("kept", "partly") or one.kind == "project":
        return told, clause
    words = _in_words_of_any(one, said)
    return words if told == "silent" or words[0] in ("kept", "partly") else (told, clause)


def _in_words_of_any(one: Commitment, said: LaterText) -> Answer:
    """A clause with numbers → what is said of what they count, of several things of any: 1.3万亩北山片林和2200亩湿地"""
    names = [name for part in listed_names(one.name) if len(name := part if one.kind == "project" else _AMOUNT.sub("", part)) >= 3]
    names = names or [one.name]
    if one.kind == "quantity":
        names = [name for name in names if specific(bare(name)) >= TELLS]
    found = [answer for name in names if (answer := _in_words(replace(one, name=name), said))[0] != "silent"]
    keeping = _together([keeping for keeping, _ in found]) if found else "silent"
    return keeping, next((clause for known, clause in found if known == keeping), None)


def _together(found: Sequence[Keeping]) -> Keeping:
    """Of several parts → what is said of all that the next report speaks of; what it undertakes again takes nothing from what is kept."""
    known = set(found)
    if "kept" in known and "partly" not in known:
        return "kept"
    if known & {"kept", "partly"}:
        return "partly"
    return next((keeping for keeping in ("slipped", "again") if keeping in known), found[0])


def _in_words(one: Commitment, said: LaterText) -> Answer:
    """A commitment → what the clauses that name it say: the review's first, then the plan's."""
    least = BROAD if one.kind != "project" else ALIKE
    answers = clauses_about(bare(one.name), said, least)
    most = max((share for _, share in answers), default=0)
    reviews = [(share, far_of_answer(clause, one.name, said), clause) for clause, share in answers if not clause.planned and share >= SURER * most]
    plans = [clause for clause, _ in answers if clause.planned and not _RELIES.match(clause.text)]
    promised = _promised(one)
    done = [answer for answer in reviews if answer[1] >= max(0, promised) and answer[0] >= least]
    if done:
        _, _, clause = max(done, key=lambda answer: answer[:2])
        counted = one.amounts and one.kind != "project"
        return ("unclear" if counted and of_period(clause.sentence.of(clause.paragraph.text)) else "kept"), clause
    if plans:
        under_way = [answer for answer in reviews if answer[1] >= 0 and answer[0] >= least]
        if under_way and 0 <= promised < BUILT and promised < far_of_clause(plans[0], one.name, said):
            return "partly", max(under_way, key=lambda answer: answer[:2])[2]  # the next step is planned already
        return ("slipped" if one.milestone == "开工" or promised > BEGUN and one.milestone else "again"), plans[0]
    if reviews:
        share, far, clause = max(reviews, key=lambda answer: answer[0])
        return ("partly" if far >= 0 and share >= least else "unclear"), clause
    return "silent", None


def _promised(one: Commitment) -> int:
    """How far a commitment is to come; of its main part only (完成主体建设) as far as that."""
    aimed = step(one.milestone) if one.milestone else BEGUN if one.amounts else BUILT
    return min(aimed, step("主体完工")) if _MAIN_PART.search(one.evidence.words) else aimed


def _sentence(said: LaterText, clause: Clause) -> Evidence:
    text = clause.paragraph.text
    start, end = clause.span.start, clause.span.end
    while end > start and text[end - 1] in "，。；：、":
        end -= 1
    return cite(said.report.id, clause.paragraph, start, end)
