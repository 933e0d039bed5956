"""content/ → what names of projects are read with: heads with their kinds, works, plain words, places, and how rare a word is in Chinese."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.chinese.segment import Known
from digest.chinese.word_patterns import Ends, any_of_many
from digest.model.catalogue import Catalogue
from digest.understand.places import SUFFIXES, stem
from digest.understand.topics import topic_words

WORKS = "改造"  # the kind of a name's end that says what is done, not what is built

NONE = "无"  # the kind of an end that is no head at all
OTHER = "其他"
_LONGEST_HEAD = 8
_STREETS = ("街", "大道")
_CALLED = ("工程", "项目")
# matches 大桥[1] · 大桥① · 大桥【12】 · 大桥（注3）      not 大桥（一期） · 3号
NOTE_MARK = re.compile("[\\[［【〔](?:注释?)?[0-9]{1,3}[\\]］】〕]|[（(]注释?[0-9一二三四五六七八九十]{0,3}[)）]|[①-⑳¹²³⁴-⁹]")
# matches 水厂（一期）      not （一期）水厂
STAGE = re.compile(r"[（(][^）)]{1,14}[）)]$")
# matches 水厂及配套管网 · 大桥及其附属工程 · 变电站及相关线路      not 水厂及大桥
_WITH_IT = re.compile(r"(?<=..)(?:及其?|和|与)(?:配套|附属|相关|连接线|引线)[\u4e00-\u9fff]{0,8}$")
# matches 及配套 · 与相关      not 及
_ANY_WITH = re.compile("配套|附属|相关|连接线|引线")


@dataclass(frozen=True)
class NameWords:
    """The lists project-heads (with their kinds), -works, -signs and -never, the names of all places, and the words that are kept whole."""

    kinds: Mapping[str, str]  # head → its kind; of works WORKS
    sizes: Mapping[str, tuple[int, ...]]  # the last character of heads → how long those are that end in it, the longest first
    general: tuple[str, ...]  # of project-signs: what a kind of things begins with (泛),
    virtual: tuple[str, ...]  # what ends the name of an institution or a platform (虚),
    zones: tuple[str, ...]  # what ends a zone's (区),
    campaigns: tuple[str, ...]  # what ends a programme's, with 工程 or 项目 (工),
    firms: Ends  # what ends a firm's name (企): examples of projects are often called by the firm alone
    telling: re.Pattern[str]  # any of these three, or a street: of such a word a sign may come that speaks for a name
    deeds: re.Pattern[str]  # and what stands somewhere in what is done (事)
    never: tuple[str, ...]  # what ends like a head and is something else
    headed: re.Pattern[str]  # any of them: a sentence without one names no project
    places: frozenset[str]
    beginnings: frozenset[str]  # the first two characters of each of these
    known: Known
    wide: bool = False  # of a province: what is no name there may be one in a county, which has one 全民健身中心


@lru_cache(maxsize=8)
def words(catalogue: Catalogue, level: str = "") -> NameWords:
    """content/ and the level of a report's place → what names of projects are read with; made once."""
    made = _words(catalogue)
    return replace(made, wide=True) if level == "province" else made


@lru_cache(maxsize=4)
def _words(catalogue: Catalogue) -> NameWords:
    heads, works, never, signs = (catalogue.words(f"project-{name}") for name in ("heads", "works", "never", "signs"))
    kinds = {head: kind or OTHER for head, _, kind in (entry.partition("=") for entry in heads)} | dict.fromkeys(works, WORKS)
    names = {place.name for place in catalogue.places} | {stem(place.name) for place in catalogue.places}
    known = Known(topic_words(catalogue.topics))
    virtual, zones = _bearing(signs, "虚"), _bearing(signs, "区")
    campaigns = tuple(word + called for word in _bearing(signs, "工") for called in _CALLED)
    common = {word for word, _, _ in (entry.partition("=") for entry in signs)}  # 振兴 is a district, and nearly always no name of it
    places = frozenset(names - set(SUFFIXES) - set(known) - common)
    return NameWords(
        kinds, _sizes_by_end(kinds), _bearing(signs, "泛"), virtual, zones, campaigns, Ends(_bearing(signs, "企")),
        re.compile(any_of_many((*virtual, *zones, *campaigns, *_STREETS))),
        re.compile(any_of_many(_bearing(signs, "事"))), never, re.compile(any_of_many(kinds)), places, frozenset(place[:2] for place in places), known,
    )  # fmt: skip


def _bearing(signs: tuple[str, ...], sign: str) -> tuple[str, ...]:
    """民生=泛工 · 平台=虚 → the words that bear a sign."""
    return tuple(word for word, _, borne in (entry.partition("=") for entry in signs) if sign in borne)


def _sizes_by_end(heads: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """处理站, 站 → 站: 3, 1"""
    sizes: dict[str, set[int]] = defaultdict(set)
    for head in heads:
        if 0 < len(head) <= _LONGEST_HEAD:
            sizes[head[-1]].add(len(head))
    return {end: tuple(sorted(found, reverse=True)) for end, found in sizes.items()}


@lru_cache(maxsize=4096)
def core_of(name: str) -> str:
    """云麓大桥（一期）[1] → 云麓大桥, 云麓水厂及配套管网 → 云麓水厂: a name without its stage, notes, closing marks and what belongs to it."""
    core = NOTE_MARK.sub("", name).strip()
    core = _WITH_IT.sub("", core) if _ANY_WITH.search(core) else core
    return (STAGE.sub("", core) if core[-1:] in ")）" else core).rstrip("”’》")


def head_of(words: NameWords, core: str) -> str:
    """柳泉污水处理站 → 处理站: the longest head or works with which a name ends, "" for none; 上线 ends with none."""
    if core.endswith(words.never):
        return ""
    for size in words.sizes.get(core[-1:], ()):
        if core[-size:] in words.kinds:
            return core[-size:]
    return ""


def kind_of(words: NameWords, head: str) -> str:
    """处理站 → 厂矿, 改造提升 → 改造, "" → 无"""
    return words.kinds[head] if head else NONE


def ends_with_head(words: NameWords, phrase: str) -> bool:
    """Whether a phrase ends with what can be built or done, and says more than that."""
    stage = STAGE.search(NOTE_MARK.sub("", phrase).strip())
    if stage and re.search(r"期|段|标", stage[0]):
        return True
    core = core_of(phrase)
    return len(core) > 2 and bool(head_of(words, core))
