"""Short sentences, each alone on its line above its text (壮大先进制造业。 扩大有效投资。) → headings, where they come in a series.

One short sentence on a line is a paragraph. Several, each with longer text below it, are what was set in bold above that text. They
are told apart by how they begin: those of one refrain (聚焦…。 聚焦…。) rank above bare ones (壮大制造业。).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from digest.understand import heading_marks

SERIES = 3  # so many sentences make a series
NEAR = 6  # blocks at most from one of a series to the next
TEXT = 16  # characters that text below a sentence has at least
REFRAIN = 2  # characters with which all of a refrain begin
PAIR = 2  # numbered sentences, each above its text, that are headings

# One sentence that ends its line
# wholly: 聚焦对外开放，高标准建设平台。 · 壮大先进制造业。      not 壮大制造业。扩大投资。 · 全面推进：
SENTENCE = re.compile(r"[^。；！？;!?：:]{4,60}[。！]")
# The same without a clause, a figure or an address
# wholly: 壮大先进制造业。 · “两山”转化成色更足。      not 各位代表，加油。 · 新建学校3所。
BARE = re.compile(r"(?!各位|同志)[^。，,；！？;!?：:0-9０-９]{4,24}。")
# wholly: 强产业，增动能。      not 强产业。
PAIRED = re.compile(r"(?!各位|同志)[^。，,；！？;!?：:0-9０-９]{3,12}[，,][^。，,；！？;!?：:0-9０-９]{3,12}。")
# Two heads on one line
# wholly: 五年来，我们坚持改革，开创了新局面。经济实力提升。      not 壮大制造业。
TWO = re.compile(r"(?P<first>[^。；！？;!?：:]{8,60}。)(?P<second>[^。，,；！？;!?：:0-9０-９]{4,24}。)")
# What text has and a bare head has not
# matches 新建学校，改造道路。 · 新建学校。改造道路。      not 壮大先进制造业。
CLAUSES = re.compile(r"[，,；;：:]|[。！？](?=.)")
# at the start: 各位代表！      not 全体代表
ADDRESS = re.compile(r"各位|同志们")


def cuts_between_heads(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The texts of blocks → (block, character) where two heads stand on one line, the first of them one of a refrain.

    五年来，我们推进改革，形成了新优势。政策体系持续完善。 → after 优势。
    """
    refrains = Counter(text[:REFRAIN] for text in texts if SENTENCE.fullmatch(text) or TWO.fullmatch(text))
    for at, text in enumerate(texts):
        found = TWO.fullmatch(text)
        if found and at + 1 < len(texts) and refrains[text[:REFRAIN]] >= SERIES and _is_text(texts[at + 1], found["second"]):
            yield at, found.end("first")


def styles_of_sentences(texts: Sequence[str], styles: Sequence[str]) -> list[str]:
    """The texts of blocks and what they were found to be → the same, with "bare", "refrain" or the number's style for sentences that are heads."""
    result = list(styles)
    for at in _numbered_heads(texts, styles):
        result[at] = heading_marks.number_style(texts[at])[0]
    candidates = [at for at in range(len(texts) - 1) if not result[at] and _may_be_head(texts, result, at)]
    for series in _series_of(candidates, result):
        for at, style in _styles_in_series([texts[at] for at in series]):
            result[series[at]] = style
    return _with_lone_ones(texts, result, candidates)


def _styles_in_series(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The sentences of a series → which of them are heads, and of what kind."""
    bare = [at for at, text in enumerate(texts) if BARE.fullmatch(text)]
    pairs = [at for at, text in enumerate(texts) if PAIRED.fullmatch(text)]
    refrains = Counter(text[:REFRAIN] for text in texts)
    one = len(bare) == len(texts) == refrains[texts[0][:REFRAIN]]  # 这是…的五年。 again and again
    sung = [at for at, text in enumerate(texts) if refrains[text[:REFRAIN]] >= SERIES and (one or at not in bare)]
    rest = [at for at in range(len(texts)) if at not in sung and (at in bare or (at in pairs and len(pairs) >= SERIES))]
    if len(sung) + len(rest) >= SERIES:
        yield from ((at, "refrain") for at in sung)
        yield from ((at, "bare") for at in rest)


def _with_lone_ones(texts: Sequence[str], styles: list[str], candidates: Sequence[int]) -> list[str]:
    """Where a report has its heads set so, one or two of them in a section are heads as well."""
    known = sum(style == "bare" for style in styles)
    if known >= 2 * SERIES:
        for at in candidates:
            if not styles[at] and BARE.fullmatch(texts[at]):
                styles[at] = "bare"
    return styles


def _numbered_heads(texts: Sequence[str], styles: Sequence[str]) -> Iterator[int]:
    """Sentences with a number (一是…。 1.…。), each of them above text without one: two or more that count on."""
    run: list[int] = []
    last = ("", 0)
    for at in range(len(texts)):
        style, end = heading_marks.number_style(texts[at])
        if style not in ("item", "digit", "digit-paren", "ordinal") or styles[at]:
            continue
        number = heading_marks.ordinal(texts[at])
        if (style, number - 1) != last:
            yield from run if len(run) >= PAIR else ()
            run = []
        last = (style, number)
        alone = SENTENCE.fullmatch(texts[at], end) and at + 1 < len(texts) and not styles[at + 1]
        if alone and not heading_marks.number_style(texts[at + 1])[0] and not ADDRESS.match(texts[at + 1]) and _is_text(texts[at + 1], texts[at]):
            run.append(at)
    yield from run if len(run) >= PAIR else ()


def _may_be_head(texts: Sequence[str], styles: Sequence[str], at: int) -> bool:
    """Whether an unnumbered sentence stands alone above longer text."""
    text = texts[at]
    if not SENTENCE.fullmatch(text) or ADDRESS.match(text) or heading_marks.number_style(text)[0]:
        return False
    below = texts[at + 1]
    return not styles[at + 1] and not ADDRESS.match(below) and (_is_text(below, text) or _is_two_heads(texts, at))


def _is_two_heads(texts: Sequence[str], at: int) -> bool:
    """Whether a head stands directly above a bare one, which has text below it."""
    return at + 2 < len(texts) and bool(BARE.fullmatch(texts[at + 1])) and not BARE.fullmatch(texts[at]) and _is_text(texts[at + 2], texts[at + 1])


def _is_text(below: str, head: str) -> bool:
    """Whether a block is text, and longer than the head above it."""
    return len(below) >= max(TEXT, len(head) + 1) and bool(CLAUSES.search(below))


def _series_of(candidates: Sequence[int], styles: Sequence[str]) -> Iterator[list[int]]:
    """Candidates → those that follow each other closely, with no other heading between."""
    series: list[int] = []
    for at in candidates:
        if series and (at - series[-1] > NEAR or any(styles[k] for k in range(series[-1] + 1, at))):
            yield from [series] if len(series) >= SERIES else ()
            series = []
        series.append(at)
    yield from [series] if len(series) >= SERIES else ()

