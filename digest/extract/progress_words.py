"""A clause → the words of progress in it, in runs: 力争 年内 建成投用; what each can say of a name is in the word lists project-….txt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from digest.chinese.numerals import ARABIC, CHINESE, MULTIPLIER, NUMERAL, REST, SPACED
from digest.chinese.word_patterns import any_of_many
from digest.extract.deadlines import TIME
from digest.model.catalogue import Lexicon
from digest.model.closed_sets import MILESTONES, Milestone

# wholly: 总投资3.98亿元 · 投入4.5亿元 · 完成投资8100余万元 · 总投资一点五亿元 · 总投资1亿5千万元      not 投资增长5%
MONEY = (
    rf"(?:预?计划?|累计|概算|估算|年度)?(?:完成)?(?:总|总体|计划)?(?:投资|投入)(?:资金|总?额|概算)?(?:约|近|达|超过?|逾|为|共)?到?"
    rf"(?P<amount>(?:{SPACED}|{ARABIC})[余多]?(?:{MULTIPLIER})(?:{REST})?|(?![万亿]){CHINESE})(?<=[亿万])(?<!万亿)(?!{NUMERAL})[余多]?元?(?:人民币)?(?:以上|左右)?"
)
# What “…” stands for in a word of the lists: 纳入…规划 finds 纳入全省公路网规划
# wholly: 全省公路网 · ""      not 规划的
_GAP = "[^，、。；：的]{0,16}?"
_SHORT_GAP = "[^，、。；：的]{0,5}?"  # after 完成, which leads names as well: 完成用地组卷报批
# wholly: 35天 · 三个月      not 3月
_LASTING = r"[0-9一二两三四五六七八九十]{1,4}(?:天|个月)"
_SIZED = "、(?:占地|总?建筑面积|面积|全长|总长)[^，、]{1,16}的"  # after an amount, which then is a name's: 总投资3亿元、占地60亩的
# what TIME, MONEY and _LASTING may begin with
_FIRST = "到在于今本当第上下年0-9０-９一二两三四五六七八九十预计累概估完总投"
_LINKS = ("并", "并且", "或")  # adverbs here, that link two verbs

Said = Literal["", Milestone]  # "": a word of progress that leaves it to others how far
# How far that is which is ready for the next step
_BEFORE: Mapping[Said, Said] = {"投用": "竣工", "投产": "竣工", "通车": "竣工", "竣工": "主体完工", "开工": "前期"}


@dataclass(frozen=True, slots=True)
class Lead:
    """The milestone that a word gives to the name after it where it tells of what was done, and where it tells of a plan: 竣工/在建."""

    done: Said
    planned: Said


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word says: `lead` is the milestone that it gives to the name after it, `close` to the name before it; None where it gives none.

    `other`: it says what happens to the name, and nothing is built by that (挂牌); `takes`: what follows belongs to it (获评国家级中心).
    `opens`: it begins something else (培育, 设立). `weak`: it is said of any work (完成, 启动). `works`: it ends names as well (扩建).
    `tail`: it says something only right behind a word with a milestone (投运|增效).
    """

    lead: Lead | None = None
    close: Said | None = None
    other: bool = False
    takes: bool = False
    opens: bool = False
    weak: bool = False
    works: bool = False
    time: bool = False
    money: bool = False
    tail: bool = False

    @property
    def says(self) -> bool:
        """Whether it is more than an adverb."""
        return self.lead is not None or self.close is not None or self.time or self.money or self.other or self.opens


class Word(NamedTuple):
    """A word of progress in a clause, or a time or an amount."""

    start: int
    end: int
    text: str
    says: Meaning


class Run(NamedTuple):
    """Words of progress that stand together: 力争 年内 建成投用.

    `leads`: it can stand before a name; `ends`: it can stand after one; `closes`: it says there how far that is; `timed`: it says when.
    """

    start: int
    end: int
    words: tuple[Word, ...]
    leads: bool
    ends: bool
    closes: bool
    timed: bool

    @property
    def other(self) -> bool:
        """Whether it ends in something by which nothing is built: 挂牌运行, but not 挂牌投运."""
        return self.words[-1].says.other and all(w.says.close in (None, "", "前期", "在建") for w in self.words)

    @property
    def takes(self) -> bool:
        """Whether it says such a thing and what follows belongs to it: 获评国家级中心."""
        return self.words[-1].says.takes

    @property
    def opens(self) -> bool:
        """Whether from it on something else is told, by which nothing is built: 积极培育."""
        return next((w.says.opens for w in reversed(self.words) if w.says.says), False)

    @property
    def before(self) -> Run:
        """What of it can stand before a name: no adverb follows its verb, so 启动|集中 gives 集中 back to 集中供热工程."""
        last = len(self.words) - 1
        while last > 0 and not (self.words[last].says.says or self.words[last].text == "了"):
            last -= 1
        return self if last == len(self.words) - 1 else run_of(self.words[: last + 1])

    @property
    def after(self) -> Run:
        """What of it can stand after a name: a noun of works that begins it is the name's (柳泉小学扩建|尽早开工), a 并 that ends it is the next verb's."""
        words = self.words
        while len(words) > 1 and (words[0].says.works or words[0].says.opens) and any(w.says.close or w.says.money for w in words[1:]):
            words = words[1:]
        while len(words) > 1 and words[-1].text in _LINKS:
            words = words[:-1]
        return self if words is self.words else run_of(words)


def run_of(words: tuple[Word, ...]) -> Run:
    """Words that stand together → their run."""
    leads = ends = closes = timed = False
    for _, _, _, says in words:
        leads = leads or says.lead is not None
        closes = closes or bool(says.close) or says.money
        ends = ends or says.close is not None or says.money
        timed = timed or says.time
    return Run(words[0].start, words[-1].end, words, leads, ends, closes, timed)


@dataclass(frozen=True)
class Vocabulary:
    """The word lists project-leads, -closes, -ready, -tails, -others, -weak, -openers, -works and -adverbs, ready to be found."""

    pattern: re.Pattern[str]
    meanings: Mapping[str, Meaning]
    gapped: tuple[tuple[re.Pattern[str], Meaning], ...]  # of words with … in them


_TIME, _MONEY, _ADVERB = Meaning(time=True), Meaning(money=True), Meaning()


@lru_cache(maxsize=8)
def vocabulary(lexicons: tuple[Lexicon, ...]) -> Vocabulary:
    """content/ → its words of progress."""
    lists = {x.name: x.words for x in lexicons}
    done = {f"进行{past}{word}": said for word in lists.get("project-works", ()) for past, said in (("", "在建"), ("了", "竣工"))}  # 对云麓路进行了升级改造
    told = {word: _known(said) for word, said in (done | _pairs_of_lexicon(lists.get("project-closes", ()))).items()}
    closes = _readiness(lists.get("project-ready", ()), told) | told
    both = {w: Lead(m, m) for w, m in closes.items() if w[:2] in ("建成", "竣工", "完工", "开工")}  # 建成投用 leads as well: 建成投用新馆
    leads = both | {word: _lead(said) for word, said in _pairs_of_lexicon(lists.get("project-leads", ())).items()}
    others = {word.rstrip("…"): word.endswith("…") for word in lists.get("project-others", ())}
    adverbs = lists.get("project-adverbs", ())
    weak, openers, works = (lists.get(f"project-{name}", ()) for name in ("weak", "openers", "works"))
    meanings = dict.fromkeys(adverbs, _ADVERB) | {
        word: Meaning(
            lead=leads.get(word),
            close=closes.get(word),
            other=word in others,
            takes=others.get(word, False),
            opens=word in openers,
            weak=word in weak,
            works=bool(works) and word.endswith(works) and word not in closes,
        )
        for word in {*leads, *closes, *others, *openers}
    }
    tails = _pairs_of_lexicon(lists.get("project-tails", ()))
    meanings |= {tail: Meaning(close=_known(said), tail=True) for tail, said in tails.items() if tail not in meanings}
    # What anything may begin with is looked at first: most characters begin nothing, and trying everything there took half of the time.
    first = "".join(sorted({re.escape(word[0]) for word in meanings if word}))
    pattern = rf"(?=[{_FIRST}明去])(?:(?P<time>{TIME})|(?P<money>{MONEY})(?![元的]|{_SIZED})|{_LASTING})|(?:{any_of_many(meanings, _with_gap)})(?!性)"
    gapped = tuple((re.compile(_with_gap(word)), meaning) for word, meaning in meanings.items() if "…" in word)
    return Vocabulary(re.compile(rf"(?=[{_FIRST}{first}])(?:{pattern})"), meanings, gapped)


def runs(vocabulary: Vocabulary, text: str, start: int, end: int) -> list[Run]:
    """A clause → the runs of words of progress in it; only those with a verb, a time or an amount."""
    found: list[Run] = []
    words: list[Word] = []
    meanings = vocabulary.meanings
    speaks, at = False, -1
    for match in vocabulary.pattern.finditer(text, start, end):
        begin, stop = match.span()
        said, kind = match[0], match.lastgroup
        says = (_TIME if kind == "time" else _MONEY) if kind else meanings.get(said) or _meaning_with_gap(vocabulary, said)
        if says.tail and (begin != at or not words or not words[-1].says.close):
            continue
        if begin != at:
            if speaks:
                found.append(run_of(tuple(words)))
            words, speaks = [], False
        words.append(Word(begin, stop, said, says))
        at = stop
        speaks = speaks or (says is not _ADVERB and says.says)
    return [*found, run_of(tuple(words))] if speaks else found


def _meaning_with_gap(vocabulary: Vocabulary, said: str) -> Meaning:
    return next((meaning for pattern, meaning in vocabulary.gapped if pattern.fullmatch(said)), _ADVERB)


def _readiness(entries: Sequence[str], told: Mapping[str, Said]) -> dict[str, Said]:
    """Frames (具备…条件) and what may stand in them besides the words with a milestone → what each says: 具备通车条件 → 竣工, 达到开工条件 → 前期"""
    frames = [entry for entry in entries if "…" in entry]
    things = {word: _BEFORE[said] for word, said in told.items() if said in _BEFORE and "…" not in word}
    things |= {word: _known(said) for word, said in _pairs_of_lexicon(entries).items() if "…" not in word}
    return {frame.replace("…", thing): said for frame in frames for thing, said in things.items()}


def _pairs_of_lexicon(words: Sequence[str]) -> dict[str, str]:
    """投产=投产 → 投产: 投产"""
    return {word.partition("=")[0]: word.partition("=")[2] for word in words}


def _with_gap(word: str) -> str:
    """纳入…规划 → the pattern of it"""
    return (_SHORT_GAP if word.startswith("完成…") else _GAP).join(map(re.escape, word.split("…")))


def _lead(said: str) -> Lead:
    """竣工/在建 → 竣工 of what was done, 在建 of a plan; 在建 → 在建 of both"""
    done, _, planned = said.partition("/")
    return Lead(_known(done), _known(planned or done))


def _known(said: str) -> Said:
    """What an editor wrote → the milestone; "" where there is no such, which is told when content/ is read."""
    return next((milestone for milestone in MILESTONES if milestone == said), "")
