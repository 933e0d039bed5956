"""Where a passage that several reports share is cut: at a clause where that costs few words, never inside a number or behind a negation.

Texts that share words up to 死亡人数下降1 go on with 2.8% and with 0.5%: what they share says a false thing. Such an end goes back to the
mark before it, and a passage of which too little remains is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from digest.compare.shared_passages import SHORTEST, normal
from digest.model.citation import narrowed
from digest.model.report import Evidence

FRAGMENT = 9  # characters of a clause cut in two that are left off at an end of a passage
MARKS = "，,、。；;：:！!？?"
OPENERS, CLOSERS = "“‘「『《（(", "”’」』》）)"
DIGITS = "0123456789０１２３４５６７８９"
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
COUNTED = "个项条所处座套户家人名亩吨公平米元倍成年月日届次件"  # what a number in characters counts
PERCENT = "%％‰"
NEGATIONS = "未不没无"  # 未|发生事故 says the contrary without it
DANGLING = "的和与及把将对"  # at an end they wait for what the reports say differently: 质的有效提升和量的
WITHIN_NUMBERS = ".．,，、:："  # between two digits: 2.5, 1,100, 2、3月
OF_A_NUMBER = ("以上", "以下", "以内", "左右", "百分之", "千分之", "个百分点")  # the number before goes on so, or one begins so
SIGNS_OF_NUMBERS = frozenset("".join(OF_A_NUMBER))

Sayings = list[tuple[str, Evidence]]
Texts = Mapping[tuple[str, str], str]


def trimmed(said: Sayings, texts: Texts) -> Sayings:
    """Who says a passage, and the paragraphs' texts → the same with clean ends; nothing where too little remains between them.

    A beginning inside a number that no mark follows soon goes on to the next whole word; an end, and what a negation stands before, does not.

    治理。坚持和发展新时代“枫桥经验”，完 → 坚持和发展新时代“枫桥经验”      火灾起数明显减少，死亡人数下降1 → 火灾起数明显减少
    """
    said = [(owner, _with_signs(evidence, _text_of_paragraph(evidence, texts))) for owner, evidence in said]
    quote, text = said[0][1].words, _text_of_paragraph(said[0][1], texts)
    whole = len(normal(quote)[0])
    marks = [i for i, character in enumerate(quote) if character in MARKS and not torn(quote, i) and not torn(quote, i + 1)]
    begins = any(torn(_text_of_paragraph(e, texts), e.start) for _, e in said)
    ends = any(torn(_text_of_paragraph(e, texts), e.end) for _, e in said)
    head = len(normal(quote[: marks[0]])[0]) if marks and (begins or _is_within_clause(text, said[0][1].start)) else 0
    tail = len(normal(quote[marks[-1] :])[0]) if marks and (ends or _is_within_clause(text, said[0][1].end)) else 0
    head, tail = head if begins or head <= FRAGMENT else 0, tail if ends or tail <= FRAGMENT else 0
    denied = any(_text_of_paragraph(e, texts)[e.start - 1 : e.start] in tuple(NEGATIONS) for _, e in said)
    if begins and not denied and (not marks or whole - head - tail < SHORTEST):
        head = next((n for n in range(1, FRAGMENT + 1) if not torn(text, said[0][1].start + normal(quote)[1][n])), whole)
    if whole - head - tail < SHORTEST:
        if begins or ends:
            return []
        head, tail = next(((a, b) for a, b in ((0, tail), (head, 0)) if whole - a - b >= SHORTEST), (0, 0))
    kept = quote[: normal(quote)[1][whole - tail - 1] + 1]
    dangling = len(kept) - len(kept.rstrip(DANGLING))
    tail += dangling
    if dangling and whole - head - tail < SHORTEST or not head and _is_tail_of_sentence(text, said[0][1].start, quote):
        return []
    made = [(owner, _shortened(evidence, head, tail)) for owner, evidence in said]
    return made if not any(torn(_text_of_paragraph(e, texts), at) for _, e in made for at in (e.start, e.end)) else []


def torn(text: str, at: int) -> bool:
    """Whether a cut before character `at` of a text parts a number, or a number from its unit, its sign or the word before it, or a negation.

    未|发生事故, 下降1|2.8%, 下降|12.8%, 2.8|%, 30|公里, 6%|以上, 百分|之六, 三十|公里 → True      增长6%|，完成 → False
    """
    before, after = text[max(0, at - 8) : at].rstrip(), text[at : at + 8].lstrip()
    if not before or not after:
        return False
    a, b = before[-1], after[0]
    if b in MARKS + ".．" and a in DIGITS:
        return b in WITHIN_NUMBERS and after[1:2] != "" and after[1] in DIGITS
    if a in MARKS + ".．" and b in DIGITS:
        return a in WITHIN_NUMBERS and before[-2:-1] != "" and before[-2] in DIGITS
    if a in DIGITS:
        return b not in CLOSERS
    if b in DIGITS:
        return a not in OPENERS
    spoken = a in NUMERALS or (a == "点" and before[-2:-1] != "" and before[-2] in NUMERALS)
    parted = text[at] in SIGNS_OF_NUMBERS and any(text.startswith(words, at - k) for words in OF_A_NUMBER for k in range(min(at, len(words) - 1) + 1))
    return parted or a in NEGATIONS or before.endswith("分之") or b in PERCENT or (spoken and b in NUMERALS + COUNTED + "点")


def _is_within_clause(text: str, at: int) -> bool:
    """Whether a cut before character `at` is in the middle of a clause."""
    return 0 < at < len(text) and text[at - 1] not in MARKS + OPENERS and text[at] not in MARKS + CLOSERS


def _is_tail_of_sentence(text: str, start: int, quote: str) -> bool:
    """Whether a quote begins with the last few words of a sentence that began before it: (实施专项)行动。推动增收 → True"""
    ends = [at for at, character in enumerate(quote[: FRAGMENT + 1]) if character in "。！？"]
    return bool(ends) and _is_within_clause(text, start)


def _text_of_paragraph(evidence: Evidence, texts: Texts) -> str:
    return texts[evidence.report, evidence.paragraph]


def _with_signs(evidence: Evidence, text: str) -> Evidence:
    """Evidence that ends before a percent sign or the mark that closes it, or begins behind the one that opens it → with these: passages are of letters."""
    before = text[evidence.start - 1 : evidence.start] if evidence.start else ""
    behind = text[evidence.end : evidence.end + 1]
    opened = sum((character in OPENERS) - (character in CLOSERS) for character in evidence.quote)
    before = before if before and before in OPENERS and (opened < 0 or behind in tuple(CLOSERS)) else ""
    behind = behind if behind and (behind in PERCENT or (behind in CLOSERS and opened + len(before) > 0)) else ""
    read = evidence.read and before + evidence.read + behind
    start, end = evidence.start - len(before), evidence.end + len(behind)
    return replace(evidence, start=start, end=end, quote=before + evidence.quote + behind, read=read)


def _shortened(evidence: Evidence, head: int, tail: int) -> Evidence:
    """Evidence without so many letters at its beginning and its end."""
    words = evidence.words
    places = normal(words)[1]
    first, last = places[head] if head else 0, places[len(places) - tail - 1] + 1 if tail else len(words)
    while head and first and words[first - 1] in OPENERS:
        first -= 1
    while tail and last < len(words) and words[last] in CLOSERS + PERCENT:
        last += 1
    return narrowed(evidence, first, last)
