"""The words around an indicator's name and its amount → the variant that the value is of: 新增, 国家级, 不含开发区; "" where it is the plain indicator.

Which words tell like things apart stands in content/lexicons/figure-variants.txt and, for one indicator alone, in its `variants`; on what
else than the whole a value is counted, in figure-bases.txt. Two values of unequal variants are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.word_patterns import any_of
from digest.extract.measures import arrived
from digest.model.catalogue import Catalogue, Indicator, Lexicon
from digest.model.closed_sets import Measure

VARIANTS, BASES, ACTIONS, OPENERS = "figure-variants", "figure-bases", "figure-actions", "figure-openers"  # the lists of words
NEW, SUMMED = "新增", "累计"  # what an addition by definition is anyway; what tells works of all years from those of one
NEAR = 10  # characters before a name that say of which kind it is
BEHIND = 14  # characters behind a value that may say on what base it stands
# What stands between the words of a group that are said together: 国家级、省级, 义务教育和普通高中
# wholly: 、 · 和 · 和普通      not ， · 企业、
_CHAINED = re.compile(r"(?:[、和及与]|以及)(?:普通)?")
# What stands before a word of a group and is of it: 国家、|省级
# matches 国家、 · 省和      not 全国 · 国家级
_BEGUN = re.compile(r"(?P<level>国家|[省市县])[、和及与]$")
# What parts a name from the words before it
# matches 级、 · 级（      not 国家级
_PARTED = re.compile(r"[、，；。：,;:（）()]")
# matches “小巨人” · ‘甲’      not （
_QUOTES = re.compile(r"[“”‘’\"「」《》]")
# What ends the words of a base
# matches 扣除减税因素后 · 剔除甲以外 · 同口径增长      not 剔除后果
_ROUND = re.compile(r"(?:增长|下降|之?[后外]|以外)+$")
# What stands around a base behind an amount, that it is said of this one and not of the next: not 下降3%，扣除减税因素后增长5%
# wholly: （…） · ，…。 · （… · …。      not ，…， · 增…。
_CLOSED = re.compile(r"[（(]…[）)，,；;]?|[，,]?…[。；;]?")
# How the words of a base end that stand before the name, with or without a comma
# matches 因素后， · 甲以外      not 后续 · 落后，增长
_LEADS = re.compile(r"(?:之?后|以?外)[，,]?$")
# Another item of a list, up to the last mark or number
# matches 新增就业8万人、      not 新增
_LAST = re.compile(r".*[、，0-9]")
# What makes 累计 that of the year
# matches 全年 · 今年      not 五年
_OF_YEAR = re.compile(r"(?:全年|年内|当年|今年|本年)$")


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands around a value, all of it of one text: `clause` before the name, the `name`, the `words` from there to the amount, `behind` the amount.

    Of an amount before its name, `words` stand between the two. `carried`: the amount is not the first behind the name, and `words`
    begin behind the one before: 新增12家|、总数达到|86家. `ahead`: the clause before that of the name, with its mark: 扣除甲因素后，|
    """

    clause: str
    name: str
    words: str
    behind: str
    carried: bool = False
    ahead: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class WordGroup:
    """Words of which one is said of a value, the more telling first; a word may stand for another: 新开工=开工."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    meaning: Mapping[str, str]

    def said(self, found: Iterable[re.Match[str]]) -> str:
        """The places of its words → the word that is said, "" for none."""
        first = min((match[0] for match in found), key=self.words.index, default="")
        return self.meaning.get(first, "")


@dataclass(frozen=True, eq=False, slots=True)
class VariantWords:
    """The words of the lists: the additions, the other groups, the bases; the verbs of a list's items, and what may stand before such a verb."""

    additions: WordGroup
    groups: tuple[WordGroup, ...]
    base: re.Pattern[str]
    actions: re.Pattern[str]
    begins: re.Pattern[str]


def variant_words(catalogue: Catalogue) -> VariantWords:
    """A catalogue → its words about variants and bases."""
    return _compiled(tuple(x for x in catalogue.lexicons if x.name in (VARIANTS, BASES, ACTIONS, OPENERS)))


@lru_cache(maxsize=8)
def _compiled(lists: tuple[Lexicon, ...]) -> VariantWords:
    said = {one.name: one.words for one in lists}
    additions, *groups = map(word_group, said.get(VARIANTS) or ("",))
    base = re.compile(f"(?:{any_of(said.get(BASES, ()))})[^，。；、：（）()0-9０-９]{{0,10}}")
    begins = re.compile(f"(?:{any_of(said.get(OPENERS, ()))}){{0,3}}(?P<word>{additions.pattern.pattern})")
    return VariantWords(additions, tuple(groups), base, re.compile(any_of(said.get(ACTIONS, ()))), begins)


def word_group(line: str, without: Container[str] = ()) -> WordGroup:
    """A group as an editor writes it, and words that it is to be without → the group.  新开工=开工 | 启动=开工"""
    pairs = [part.strip().partition("=") for part in line.split("|")]
    meaning = {word: meant or word for word, _, meant in pairs if word and word not in without}
    return WordGroup(tuple(meaning), re.compile(any_of(meaning)), meaning)


def variant_of(indicator: Indicator, measure: Measure, said: Wording, known: VariantWords) -> str:
    """An indicator, what is measured of it, and what stands around its value → the words of its variant, "" where it is the plain indicator.

    新增|国家级|高新技术企业|8家 → 新增 (国家级 is plain of this indicator); 主要河流出境|断面水质优良率|保持|100% → 出境
    """
    clause = _QUOTES.sub("", said.clause)
    around = clause + _QUOTES.sub("", said.name + said.words)
    kinds = (_kind(around, len(clause), group) for group in _groups(indicator.variants, indicator.plain, known))
    found = [_addition(indicator, measure, said, known), *kinds]
    if SUMMED in found and (measure != "level" or not indicator.counted):
        found.remove(SUMMED)
    return "、".join(dict.fromkeys(word for word in (*found, _base(said, known.base)) if word))


@lru_cache(maxsize=512)
def _groups(variants: tuple[str, ...], plain: tuple[str, ...], known: VariantWords) -> tuple[WordGroup, ...]:
    """An indicator's own groups and plain words → the groups that hold of it: those of the list without what is plain or its own, then its own."""
    own = tuple(map(word_group, variants))
    taken = {word for group in own for word in group.words} | set(plain)
    common = (word_group(" | ".join(f"{word}={meant}" for word, meant in group.meaning.items()), taken) for group in known.groups)
    return tuple(group for group in (*common, *own) if group.words)


def _kind(text: str, start: int, group: WordGroup) -> str:
    """A clause up to an amount and where its value's name begins → which word of a group is said of it: close before the name, in it, or behind it.

    All that are chained are: 国家级、省级.
    """
    near = [m for m in group.pattern.finditer(text, max(0, start - NEAR)) if not (m[0] == SUMMED and _OF_YEAR.search(text, 0, m.start()))]
    found = [m for m in near if not _PARTED.search(text, m.end(), max(start, m.end()))]
    if not found:
        return ""
    chain = found[:1]
    for match in reversed(near[: near.index(found[0])]):
        if _CHAINED.fullmatch(text, match.end(), chain[0].start()):
            chain.insert(0, match)
    for match in found[1:]:
        if _CHAINED.fullmatch(text, chain[-1].end(), match.start()):
            chain.append(match)
    begun = _BEGUN.search(text, 0, chain[0].start())
    said_of = [group.meaning[match[0]] for match in chain] if len(chain) > 1 else [group.said(found)]
    return "、".join(dict.fromkeys((*([begun["level"]] if begun else []), *said_of)))


def _addition(indicator: Indicator, measure: Measure, said: Wording, known: VariantWords) -> str:
    """Which word says that a value was added: between name and amount, in the name, before it, or at the head of the list that it is in.

    What is a level where an addition is a change (总数达到86家) was not added; of an addition by definition, and of a change of what is not
    counted (地区生产总值净增12亿元), the words say no more.
    """
    stock = measure == "level" and indicator.measures[0] == "change"
    if stock or (measure == "change" and not indicator.counted) or (said.carried and arrived(said.words)):
        return ""
    group = known.additions
    found = group.pattern.findall(said.words) or group.pattern.findall(said.name)
    before = group.pattern.findall(_LAST.sub("", said.clause[-NEAR:]))
    word = found[-1] if found else _addition_of_list(said.clause, known) if indicator.counted else "".join(before[-1:])
    word = group.meaning.get(word, "")
    return "" if word in indicator.plain or (word == NEW and indicator.additions) else word


def _addition_of_list(clause: str, known: VariantWords) -> str:
    """A clause up to a counted name → the addition said of it, in its own item or at the beginning of the first before it: 新增甲企业3家、乙|."""
    own, *before = reversed(clause.split("、"))
    if found := known.additions.pattern.findall(own):
        return str(found[-1])
    for item in (own, *before):
        if begins := known.begins.match(item):
            return begins["word"]
        if known.actions.search(item) or arrived(item):
            return ""
    return ""


def _base(said: Wording, base: re.Pattern[str]) -> str:
    """On what else than the whole a value stands, in the text's words: between name and amount, in brackets or a clause behind it, or before the name."""
    found, after = base.search(said.words), base.search(said.behind[:BEHIND])
    before = next((match for text in (said.clause, said.ahead) if (match := base.search(text)) and _LEADS.search(text)), None)
    if found is None and after and _CLOSED.fullmatch(said.behind[: after.start()] + "…" + said.behind[after.end() : after.end() + 1]):
        found = after
    found = found or before
    return _ROUND.sub("", found[0].strip()) if found else ""
