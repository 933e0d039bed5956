"""What a clause says of a project's progress: the words before its name, the words after it, and which milestone they make together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from digest.chinese.numerals import ARABIC, CHINESE, MULTIPLIER, NUMERAL, REST, SPACED, number
from digest.chinese.word_patterns import any_of_many
from digest.extract.deadlines import TIME, when
from digest.model.catalogue import Lexicon
from digest.model.closed_sets import MILESTONES, Milestone
from digest.understand.report_years import UNKNOWN, Years

ORDER = MILESTONES  # the furthest decides; an event goes before 在建
FINISHED = frozenset(ORDER) - {"前期", "在建"}
# wholly: 总投资3.98亿元 · 投入4.5亿元 · 完成投资8100余万元 · 总投资一点五亿元 · 总投资1亿5千万元      not 投资增长5%
MONEY = (
    rf"(?:预?计划?|累计|概算|估算|年度)?(?:完成)?(?:总|总体|计划)?(?:投资|投入)(?:资金|总?额|概算)?(?:约|近|达|超过?|逾|为|共)?到?"
    rf"(?P<amount>(?:{SPACED}|{ARABIC})[余多]?(?:{MULTIPLIER})(?:{REST})?|(?![万亿]){CHINESE})(?<=[亿万])(?<!万亿)(?!{NUMERAL})[余多]?元?(?:人民币)?(?:以上|左右)?"
)
# at the start: 总投资3.98亿元      not 投资增长5%
_MONEY = re.compile(MONEY)
# What “…” stands for in a word of the lists: 纳入…规划 finds 纳入全省公路网规划
# wholly: 全省公路网 · ""      not 规划的
_GAP = "[^，、。；：的]{0,16}?"
# wholly: 35天 · 三个月      not 3月
_LASTING = r"[0-9一二两三四五六七八九十]{1,4}(?:天|个月)"
# what TIME, MONEY and _LASTING may begin with
_FIRST = "到在于今本当第上下年0-9０-９一二两三四五六七八九十预计累概估完总投"

_OF_BUILDING = ("建设", "施工", "收尾", "扫尾", "复工", "续建", "形象进度")  # how a close in 在建 ends that tells of building

Said = Literal["", Milestone]  # "": a word of progress that leaves it to others how far


@dataclass(frozen=True, slots=True)
class Lead:
    """The milestone that a word gives to the name after it where it tells of what was done, and where it tells of a plan: 竣工/在建."""

    done: Said
    planned: Said


@dataclass(frozen=True, slots=True)
class Word:
    """A word of progress in a clause: `lead` is the milestone that it gives to the name after it, `close` to the name before it; None where it gives none.

    `other`: it says what happens to the name, and nothing is built by that (挂牌); `takes`: what follows belongs to it (获评国家级中心).
    `weak`: it is said of any work (完成, 启动), not only of what is built. Of a time or an amount the pattern that found it.
    """

    start: int
    end: int
    text: str
    lead: Lead | None = None
    close: Said | None = None
    time: bool = False
    money: bool = False
    other: bool = False
    takes: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words of progress that stand together: 力争 年内 建成投用."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def leads(self) -> bool:
        """Whether it can stand before a name."""
        return any(w.lead is not None for w in self.words)

    @property
    def closes(self) -> bool:
        """Whether it can stand after a name and says how far that is."""
        return any(w.close or w.money for w in self.words)

    @property
    def ends(self) -> bool:
        """Whether it can stand after a name at all."""
        return any(w.close is not None or w.money for w in self.words)

    @property
    def other(self) -> bool:
        """Whether it ends in something by which nothing is built: 挂牌运行, but not 挂牌投运 or 投运工作."""
        return self.words[-1].other and not self.closes

    @property
    def takes(self) -> bool:
        """Whether it says such a thing and what follows belongs to it: 获评国家级中心."""
        return self.words[-1].takes

    @property
    def timed(self) -> bool:
        """Whether it says when."""
        return any(w.time for w in self.words)


@dataclass(frozen=True)
class Vocabulary:
    """The word lists project-leads, -closes, -others, -weak and -adverbs, ready to be found."""

    pattern: re.Pattern[str]
    leads: dict[str, Lead]
    closes: dict[str, Said]
    gapped: tuple[tuple[re.Pattern[str], Said], ...]  # words of project-closes with … in them
    others: dict[str, bool]  # and whether what follows belongs to it: 获评国家级中心
    weak: frozenset[str]


@lru_cache(maxsize=8)
def vocabulary(lexicons: tuple[Lexicon, ...]) -> Vocabulary:
    """content/ → its words of progress."""
    lists = {x.name: x.words for x in lexicons}
    leads = {word: _lead(said) for word, said in _pairs_of_lexicon(lists.get("project-leads", ())).items()}
    said_after = _pairs_of_lexicon(lists.get("project-closes", ()))
    closes = {word: _known(said) for word, said in said_after.items() if "…" not in word}
    gapped = tuple((re.compile(_with_gap(word)), _known(said)) for word, said in said_after.items() if "…" in word)
    others = {word.rstrip("…"): word.endswith("…") for word in lists.get("project-others", ())}
    weak = frozenset(lists.get("project-weak", ()))
    both = {w: Lead(m, m) for w, m in closes.items() if w[:2] in ("建成", "竣工", "完工", "开工")}  # 建成投用 leads as well: 建成投用新馆
    leads = both | leads
    known = {*leads, *said_after, *others, *lists.get("project-adverbs", ())}
    # What anything may begin with is looked at first: most characters begin nothing, and trying everything there took half of the time.
    first = "".join(sorted({re.escape(word[0]) for word in known if word}))
    pattern = rf"(?P<time>{TIME})|(?P<money>{MONEY})(?!的)|{_LASTING}|(?:{any_of_many(known, _with_gap)})(?!性)"
    return Vocabulary(re.compile(rf"(?=[{_FIRST}{first}])(?:{pattern})"), leads, closes, gapped, others, weak)


def runs(vocabulary: Vocabulary, text: str, start: int, end: int) -> list[Run]:
    """A clause → the runs of words of progress in it; only those with a verb, a time or an amount."""
    found: list[list[Word]] = []
    for match in vocabulary.pattern.finditer(text, start, end):
        said = match[0]
        word = Word(
            match.start(),
            match.end(),
            said,
            vocabulary.leads.get(said),
            vocabulary.closes.get(said) if said in vocabulary.closes else _said_with_gap(vocabulary, said),
            bool(match["time"]),
            bool(match["money"]),
            said in vocabulary.others,
            vocabulary.others.get(said, False),
            said in vocabulary.weak,
        )
        if found and found[-1][-1].end == word.start:
            found[-1].append(word)
        else:
            found.append([word])
    made = [Run(tuple(words)) for words in found]
    return [r for r in made if r.timed or r.other or any(w.lead is not None or w.close is not None or w.money for w in r.words)]


def milestone(lead: Run | None, close: Run | None, planned: bool) -> Said:
    """The words before a name and after it → the milestone; "" where they give none.

    加快 … 建设 → 在建; 完成 … 建设 → 竣工; 推动 … 落地实施 → 开工; 谋划 … 建设 → 前期; 竣工投用 → 投用
    """
    after = _furthest_of(w.close or "" for w in close.words) if close else ""
    if close and not after and any(w.money for w in close.words):
        after = "在建"
    if close and any(w.text.startswith("即将") for w in close.words):
        return after if after == "前期" else "在建"
    if close and after == "在建" and any(w.close == "前期" for w in close.words):
        after = "前期"
    before = _milestone_before_name(lead, planned)
    if lead and not before and any(w.money for w in lead.words):
        before = "在建"
    if after and after != "在建":
        return after
    return before or after


def carried(before: Said, after: Said) -> Said:
    """What a clause says of a project and what the next adds, without its name → how far it is: the furthest; any event goes before 在建.

    在建, 开工 → 开工; 开工, 主体完工 → 主体完工; 竣工, 在建 → 竣工; 在建, 前期 → 前期
    """
    if after in ("", "在建") and before:
        return before
    return after if before in ("", "在建") or ORDER.index(after) > ORDER.index(before) else before


def is_event(lead: Run | None, close: Run | None, said: Said) -> bool:
    """Whether what is said happens to a thing that is built, and not as well to work of any kind, as 完成 and 启动 may.

    开工建设, 建成投用, 正在建设, 完成投资2亿元 → True; 推进, 实施, 完成, 谋划, 落地实施 → False
    """
    if close and said == "在建" and any(w.money or w.text.endswith(_OF_BUILDING) for w in close.words):
        return lead is None
    if said in ("", "前期", "在建"):
        return False
    told = [w for run in (lead, close) if run for w in run.words if w.lead or w.close]
    return any(not w.weak and (w.close or (w.lead.done if w.lead else "")) == said for w in told)


def date(run: Run | None, year: int | None, told: Years = UNKNOWN) -> str:
    """A run → the date that it names, "" for none."""
    return next((said for w in (run.words if run else ()) if w.time and (said := when(w.text, year, told))), "")


def investment(text: str) -> Decimal | None:
    """总投资6100万元的 → 0.61, in 亿元; None where there is no amount at the beginning."""
    match = _MONEY.match(text)
    value = number(re.sub("[余多]", "", match["amount"])) if match else None
    return None if value is None else value / 10**8


def _milestone_before_name(lead: Run | None, planned: bool) -> Said:
    said = [w.lead.planned if planned else w.lead.done for w in (lead.words if lead else ()) if w.lead]
    return "前期" if "前期" in said else _furthest_of(said)


def _furthest_of(said: Iterable[Said]) -> Said:
    return max((m for m in said if m), key=ORDER.index, default="")


def _pairs_of_lexicon(words: Sequence[str]) -> dict[str, str]:
    """投产=投产 → 投产: 投产"""
    return {word.partition("=")[0]: word.partition("=")[2] for word in words}


def _with_gap(word: str) -> str:
    """纳入…规划 → the pattern of it"""
    return _GAP.join(map(re.escape, word.split("…")))


def _said_with_gap(vocabulary: Vocabulary, said: str) -> Said | None:
    return next((milestone for pattern, milestone in vocabulary.gapped if pattern.fullmatch(said)), None)


def _lead(said: str) -> Lead:
    """竣工/在建 → 竣工 of what was done, 在建 of a plan; 在建 → 在建 of both"""
    done, _, planned = said.partition("/")
    return Lead(_known(done), _known(planned or done))


def _known(said: str) -> Said:
    """What an editor wrote → the milestone; "" where there is no such, which is told when content/ is read."""
    return next((milestone for milestone in MILESTONES if milestone == said), "")
