"""A paragraph → the entry of a glossary that it is: 12.四好农村路：指…, ［3］两重——…, “双碳”是指…, a term above its explanation; and notes without a heading.

Where a report has no heading for its notes, they are known by standing together below its end, or by the mark that the text has behind
the term: …四大主导产业［2］…, and at the foot of the page ［2］四大主导产业：….
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.model.report import Paragraph
from digest.understand import heading_marks

FEWEST_NOTES = 2  # below the end of a report that are a glossary without a heading
LONGEST_TERM = 60
LONGEST_LINE = 40  # characters of a term alone on its line
READ = 120  # characters of a paragraph in which its term is looked for
MOST_PARAGRAPHS = 3000  # of a longer text notes between its paragraphs are not looked for

# The mark before a term
# at the start: 12.四好 · （3）两化 · [7]两不愁 · ④六乱 · 注2：专业镇 · 3 专业镇 · ※两山      not 三区三线 · 12345热线
_MARK = re.compile(
    r"(?:注释?\s?)?(?:[（(\[【〔［]\s?(?:注释?)?(?P<a>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s?[)）\]】〕］][.．、:：]?"
    r"|(?P<b>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:[)）:：\s]|[.．、](?![0-9]))|(?P<c>[①-⑳])[.．、]?|(?P<d>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}))\s{0,4}|[*＊※●■◆•]\s{0,4}"
)
# What parts a term from its explanation
# matches 四好农村路：指 · 四好农村路——建好 · “双碳”是指 · 双碳，即碳达峰      not 消费品以旧换新
_PARTS = re.compile(r"[：:]|——|—{2}|[，,]?(?:是指|指的是|特指|泛指)|[，,](?:指|即|是)|(?<=[”」】])(?:指|即|是)")
# The same behind a number, where a term is sure to stand
# matches 四好农村路指建好      not 居民消费价格指数
_PARTS_BEHIND_MARK = re.compile(r"指(?![数标挥导南引纹示])|[\t\u3000]{1,4}| {2,8}")
# A term in brackets
# at the start: 【两山】绿水青山 · [“四医”联动]指      not （两山）绿水 · [三农
_BRACKETED = re.compile(r"[【\[［〔](?P<term>[^\[\]【】［］〔〕]{2,40})[】\]］〕](?:[：:]|是指|指(?![数标])|即)?\s{0,4}(?=.)")
# wholly: 12 · 3 · 十二      not 1+2
_COUNT = re.compile(r"[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|注释?[0-9０-９]{0,3}")
# What is left of the parting at the end of a term
# matches 四好农村路是指 · 两重即      not 指挥
_LEFT = re.compile(r"(?:是指|指的是|[指即])$")
# wholly: 注 · 备注 · 说明      not 注册制
_NO_TERM = re.compile(r"注|备注|说明|附|注释|附注|其中|例如|如")
_ENDS = "。；;，,、 　"
_SUPERSCRIPT = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰０１２３４５６７８９", "12345678900123456789")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, its explanation, and the mark before it: 2 of ［2］, "" without one."""

    term: str
    definition: str
    mark: str


def entry_of(text: str, lines: Sequence[int] = (), number: int = 0) -> Entry | None:
    """A paragraph's text → its entry, None where it is none. `lines`: where lines begin in it; a term may stand alone on the first.

    ［15］两新：大规模设备更新和消费品以旧换新。 → Entry("两新", "大规模设备更新和消费品以旧换新。", "15")
    `number`: the one that is next, so that 8.8个率先 is the eighth entry and not 8.8.
    """
    at, mark = _mark_of(text, number)
    bracketed = _BRACKETED.match(text, at)
    if bracketed and (at or not _COUNT.fullmatch(bracketed["term"])):
        return _entry(bracketed["term"], text[bracketed.end() :], mark)
    head = re.split("[。；;！？]", text[at : at + READ], maxsplit=1)[0]
    parted = _PARTS.search(head) or (_apart_behind_mark(head) if mark else None)
    if parted and 0 < parted.start() <= LONGEST_TERM:
        return _entry(head[: parted.start()], text[at + parted.end() :], mark)
    first = next((line for line in lines if line > at), 0)
    if first and first - at <= LONGEST_LINE and len(head) >= first - at:
        return _entry(text[at:first], text[first:], mark)
    return None


def _mark_of(text: str, number: int) -> tuple[int, str]:
    """A paragraph's text → where its term begins, and the mark before that."""
    if number and (found := re.match(rf"{number}[.．、]", text)):
        return found.end(), str(number)
    found = _MARK.match(text)
    return (found.end(), next((m for m in found.groups() if m), "*")) if found else (0, "")


def _apart_behind_mark(head: str) -> re.Match[str] | None:
    """指 or a wide space that parts a term from its explanation, outside quotation marks: not “情指行”一体化."""
    found = (m for m in _PARTS_BEHIND_MARK.finditer(head) if head.count("“", 0, m.start()) == head.count("”", 0, m.start()))
    return next(found, None)


def _entry(term: str, definition: str, mark: str) -> Entry | None:
    term, definition = _LEFT.sub("", term.strip(_ENDS)).strip(_ENDS), definition.strip().lstrip("：:，,")
    if not term or not definition or _NO_TERM.fullmatch(term):
        return None
    return Entry(term, definition, mark.translate(_SUPERSCRIPT)) if len(definition) > 1 else None


def is_term_line(text: str, below: str) -> bool:
    """Whether a line of a glossary is a term whose explanation stands on the line below: 1.“四上”企业： / 指规模以上……"""
    at, mark = _mark_of(text, 0)
    rest = text[at:].rstrip()
    if not rest or len(rest) > LONGEST_LINE or any(mark in rest for mark in "。；;！？") or entry_of(text):
        return False
    explained = re.match(r"是?指|即|是“|又称|特指", below)
    other = _MARK.match(below)
    if other and other[0].strip(" ）)】］]〕、.．") and not explained:
        return False
    return rest[-1] in "：:" or bool(mark) or bool(explained)


def with_notes(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs with their parts → the same, notes on terms that have no heading of their own put into the glossary."""
    result = list(paragraphs)
    for at in _notes_below(result) | _notes_between(result):
        result[at] = replace(result[at], part="glossary")
    return tuple(result)


def _notes_below(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The paragraphs below the last call, where they are entries with marks that count from 1 on."""
    end = next((at for at in range(len(paragraphs) - 1, -1, -1) if paragraphs[at].part != "closing" or not _marked(paragraphs[at])), -1)
    if end < 0 or end == len(paragraphs) - 1 or paragraphs[end].part != "closing":
        return set()
    below = range(end + 1, len(paragraphs))
    first = _marked(paragraphs[end + 1])
    return set(below) if len(below) >= FEWEST_NOTES and first is not None and first.mark in ("1", "一", "①", "*") else set()


def _notes_between(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Entries between other paragraphs, each with a mark that the text has behind the same term."""
    found: set[int] = set()
    if len(paragraphs) > MOST_PARAGRAPHS:
        return found
    for at, paragraph in enumerate(paragraphs):
        entry = _marked(paragraph) if paragraph.part != "glossary" else None
        if entry is None or entry.mark == "*" or len(entry.term) > 30:
            continue
        bare = re.escape(entry.term.strip("“”\"「」"))
        mark = re.escape(entry.mark)
        raised = mark if entry.mark in heading_marks.CIRCLED else rf"[（(\[【〔［](?:注释?)?{mark}[)）\]】〕］]"
        behind = re.compile(rf"{bare}(?:[”\"」]?\s?(?:{raised}|{mark}(?![0-9年月日%.．、]))|[^，。；、：:]{{0,8}}?{raised})")
        if any(behind.search(other.text) for other in paragraphs[max(0, at - 40) : at]):
            found.add(at)
    return found


def _marked(paragraph: Paragraph) -> Entry | None:
    """The entry of a paragraph with a mark before it."""
    text = paragraph.text[:READ]
    entry = entry_of(paragraph.text, [piece.start for piece in paragraph.pieces[1:]]) if _MARK.match(text) else None
    return entry if entry and entry.mark else None
