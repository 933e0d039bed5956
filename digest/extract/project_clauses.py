"""A clause → its phrases, each with the words of progress before it and after it: 力争 年内 | A、B | 建成投用.

What a phrase names is not asked here; that a run of words leads it or closes it, and where it ends, is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.chinese.sentences import Span
from digest.extract.progress_words import Run, Vocabulary, run_of, runs
from digest.extract.project_words import NameWords, ends_with_head

# at the start: 5. · （三） · 一是 · 同时 · 对柳泉路进行改造      not 一期 · 对口支援
_BEGINNING = re.compile(
    r"[ 　]{0,4}(?:[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,2}[是要、](?!期)"
    r"|——|一方面|另一方面|同时|其中|目前|现在|去年|全年|此外|另外|我们|还|也|要|将|(?:继续|集中|全面)?对(?=[^，。；]{2,40}进行)){1,3}"
)
# Who acts: what stands before a verb that begins a clause and is no part of a name
# wholly: 北庄乡 · 全市 · 市住建局 · 东利公司 · 与东利、华岳      not 柳泉水厂 · 一期工程 · 把全市 · 云麓小区
_BEFORE_VERB = re.compile(
    r"(?![以为围将把在是由聚与对向从])[\u4e00-\u9fff]{2,12}(?:乡|镇|街道|县|市|(?<![小社园景片校街灌矿库院湖港厂])区|旗|局|厅|委|部门|政府|集团|公司|管委会)|全[市县区省旗]|我[市县区省旗]"
    r"|与[^，。；]{2,24}"
)
MAKING = ("推动", "促进", "促使", "支持", "引导", "保障")  # verbs after which a name is told to do something
_TELLING = (*MAKING, "争取", "协助", "配合", "指导", "协调", "引进", "招引")  # and after which somebody is told to build: 支持柳泉县建设云麓水库
_STOPS = frozenset("、，,。；;：:！!？?）)”’ 　并且")  # what a name and its verb end before: a mark, or the words of something else
# Verbs that are parts of names as often: 柳泉水厂扩建工程
_WITHIN = frozenset(
    (
        "新建 改造 扩建 改建 改扩建 重建 续建 开放 建设 规划 研究 布局 对接 提升改造 改造提升 支持 "
        "修缮 保障 规范 配合 加强 运营 使用 运行 拓宽 整修 硬化 修建"
    ).split()
)
_EVENTS = ("完工", "竣工", "开工", "投产", "投用", "通车", "运营")  # how the second of two statements ends: 甲竣工和乙投产
_LONGEST_HEAD = 14  # characters of a paragraph's head
_ENDED = ("投用", "投产", "竣工", "通车")  # after which a clause has ended
_SETTLED = ("落户", "落地")  # verbs after which a place may stand
_MARKS = "，,。；;：:！!？? 　”"


class Part(NamedTuple):
    """A phrase of a clause with the words before and after it."""

    start: int
    end: int
    lead: Run | None
    close: Run | None

    def of(self, text: str) -> str:
        """Its words, without the marks around them."""
        return text[self.start : self.end].strip(_MARKS)


def parts_of_clause(known: Vocabulary, text: str, clause: Span, words: NameWords, damaged: bool = False) -> Iterator[Part]:
    """A clause → its phrases, each with the run of words before it and the run that closes it; none of what a verb like 培育 governs.

    Places build as well: 支持 柳泉 | 建设 | 云麓水库. In a `damaged` copy a verb behind a whole name begins a clause whose mark is lost: 启动甲小学新建|推进乙
    """
    places = words.places
    end = clause.end
    while end > clause.start and text[end - 1] in _MARKS and not _closes_quotation(text, clause.start, end):
        end -= 1
    begin = _BEGINNING.match(text, clause.start, end)
    at = start_of_clause = begin.end() if begin else clause.start
    lead: Run | None = None
    other = False  # whether what stands here is governed by a verb of something else
    for found in runs(known, text, at, end):
        run = found.after
        between = text[at : run.start].strip()
        settled = run.words[-1].text in _SETTLED and text[run.end : end] in places  # 落户柳泉
        closing = run.end == end or settled or text[run.end] in _STOPS or _two_events(run, lead, text, end)
        listed = text[run.end : run.end + 1] == "、"
        if closing and (run.closes or run.other or (lead is not None and (run.end == end or listed) and run.ends)):
            goes_on = lead is None and text.startswith(("并", "且"), at)  # 落地并转段运行: a verb of the same name
            if not other:
                start, stop = _without_role(text, run.start if goes_on else at, run.start)
                yield Part(start, stop, None if run.other else lead, run)
            lead, at, other = (lead if listed and lead and not run.closes else None), end if settled else run.end + listed, other and listed
        elif run.takes and between:
            if not other:
                yield Part(at, run.start, None, run)
            return
        elif closing and not between and lead is None and run.end == end and run.timed:
            yield Part(at, run.start, None, run)
            at = run.end
        elif not closing:
            run = _begun(found.before) if damaged else found.before
            cut = run.start > found.start
            between = text[at : run.start].strip() if cut else between
            anew = begins_anew(run)
            after_mark = text[run.start - 1] in "、并" and anew
            lost = damaged and anew and run.leads and not run.words[0].says.works
            lost = lost and (cut or _mark_is_lost(words, between, lead, clause.start == 0 and run.start - start_of_clause <= _LONGEST_HEAD))
            first = not between or _is_told_who(lead, run, between, places) or (lead is None and not other and (between in places or (anew and _acts(between))))
            if (first and (run.leads or run.timed)) or (first and run.opens) or (after_mark and (run.leads or run.opens)) or lost:
                if not first and not other and (lead is not None or not lost):
                    yield Part(at, run.start, lead, None)
                lead, at, other = (None if run.opens else run), run.end, run.opens
    if at < end and not other:
        yield Part(at, end, lead, None)


def _mark_is_lost(words: NameWords, between: str, lead: Run | None, first: bool) -> bool:
    """Whether what stands before a verb is whole, so that between them a mark is lost: 启动甲小学新建|分批推进乙, 破解就医难|加快丙医院建设.

    `first`: it begins a paragraph, and may be its head.
    """
    return ends_with_head(words, between) if lead is not None else first


def _begun(run: Run) -> Run:
    """What of a run begins a clause whose mark is lost: 全部投入使用|启动 → 启动, 改扩建|分批推进 → 分批推进; all of it where nothing is lost."""
    words = run.words
    ended = (at for at in range(len(words) - 1, 0, -1) if words[at - 1].says.works or words[at - 1].says.close in _ENDED)
    at = next((at for at in ended if any(word.says.lead for word in words[at:])), 0)
    return run_of(words[at:]) if at else run


def _two_events(run: Run, lead: Run | None, text: str, end: int) -> bool:
    """推动柳泉大坝|竣工|和云麓水厂投产: whether an event ends the first of two statements that a 和 links, each with its own."""
    return lead is not None and run.closes and lead.end + 2 < run.start and text.startswith("和", run.end) and text.endswith(_EVENTS, run.end + 4, end)


def _acts(phrase: str) -> bool:
    """市住建局 · 东利公司: whether a phrase says who does something."""
    return bool(_BEFORE_VERB.fullmatch(phrase))


def _is_told_who(lead: Run | None, run: Run, between: str, places: frozenset[str]) -> bool:
    """支持 | 柳泉县 | 建设: whether between two verbs stands only who is to do what the second says."""
    told = between in places or _acts(between) or between.endswith("片区")
    return lead is not None and run.leads and lead.words[-1].text.endswith(_TELLING) and told


def begins_anew(run: Run) -> bool:
    """Whether a run begins something new and is no part of a name, as 新建 and 改造 may be."""
    return any(w.text not in _WITHIN for w in run.words)


def _without_role(text: str, start: int, end: int) -> tuple[int, int]:
    """把云麓水库作为一号工程 → 云麓水库"""
    role = text.find("作为", start, end) if text.startswith("把", start) else -1
    return (start + 1, role) if role > start + 2 else (start, end)


def _closes_quotation(text: str, start: int, end: int) -> bool:
    """Whether a clause's last mark closes what was opened in it: 筹建“柳泉水厂”。"""
    return text.endswith("”", start, end) and text.rfind("“", start, end) > text.rfind("”", start, end - 1)
