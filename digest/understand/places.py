"""Which place a phrase means: a name of content/places.csv at its end; places of one name are told apart by the parents named nearby.

A name alone decides only where one place has it. 城区, 鼓楼区 and their like are decided by the parent, in the phrase itself
or, failing that, anywhere in the text or on its page; where neither speaks, no place is chosen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from digest.chinese.word_patterns import any_of, longest_first
from digest.model.catalogue import Catalogue, Place

# What a place's name ends in, and its rank: the longest first.
SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "省", "市", "州", "盟", "县", "区", "旗")
_ENDS_WORDS = frozenset("在的于为对向是年月日届把由代表我受共")  # characters with which a word before a name ends
# The peoples at the end of the name of an autonomous place: 恩施|土家族苗族
# matches 恩施土家族苗族 · 内蒙古      not 土家族恩施
PEOPLES = re.compile(
    "(?:壮族|回族|维吾尔|藏族|羌族|彝族|苗族|侗族|土家族|布依族|哈尼族|白族|傣族|景颇族|傈僳族|朝鲜族|蒙古族|蒙古|哈萨克|柯尔克孜|满族|瑶族|黎族|畲族|土族|撒拉族|东乡族|"
    "保安族|裕固族|仫佬族|毛南族|水族|仡佬族|达斡尔族|鄂温克族|鄂伦春|纳西族|拉祜族|佤族|布朗族|普米族|独龙族|怒族|锡伯|塔吉克|各族){1,5}$"
)


@dataclass(frozen=True, slots=True)
class Atlas:
    """The places by code, by name and by stem (the name without its suffix, of two characters or more)."""

    by_code: dict[str, Place]
    by_name: dict[str, tuple[Place, ...]]
    by_stem: dict[str, tuple[Place, ...]]
    former: dict[str, str]  # a name of before → the code of today
    longest: int
    longer: dict[str, tuple[str, ...]]  # a stem → the stems of other places in which it stands: 防城 → 防城港


def stem(name: str) -> str:
    """清苑区 → 清苑, 延边朝鲜族自治州 → 延边; 易县 stays 易县, as one character alone is no name."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            base = PEOPLES.sub("", name[: -len(suffix)])
            return base if len(base) >= 2 else name[: -len(suffix)]
    return name


@lru_cache(maxsize=4)
def atlas(places: tuple[Place, ...], renamed: tuple[str, ...]) -> Atlas:
    """The rows of content/places.csv and the lexicon places-former (襄樊市=420600) → what names mean."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    by_stem: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.name].append(place)
        by_stem[stem(place.name)].append(place)
    former = dict(entry.split("=", 1) for entry in renamed if "=" in entry)
    return Atlas(
        {p.code: p for p in places},
        {name: tuple(found) for name, found in by_name.items()},
        {name: tuple(found) for name, found in by_stem.items()},
        former,
        max(map(len, by_name), default=0),
        _stems_within_stems(by_stem),
    )


def _stems_within_stems(stems: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Stems → for each that stands in longer ones, those, the longest first."""
    known, found = set(stems), defaultdict(set)
    for long in known:
        for start in range(len(long)):
            for end in range(start + 2, len(long) + 1):
                if long[start:end] in known and end - start < len(long):
                    found[long[start:end]].add(long)
    return {short: tuple(longest_first(longs)) for short, longs in found.items()}


def times_named(known: Atlas, base: str, text: str) -> int:
    """A stem and a text → how often it stands there for itself: 防城 stands once in 防城港市防城区, as 防城港 is another place."""
    longer = known.longer.get(base, ())
    if not longer or not any(long in text for long in longer):
        return text.count(base)
    return sum(found == base for found in re.findall(any_of((base, *longer)), text))


@lru_cache(maxsize=4)
def atlas_of(catalogue: Catalogue) -> Atlas:
    """A catalogue → its atlas, made once."""
    return atlas(catalogue.places, catalogue.words("places-former"))


def parents(known: Atlas, place: Place) -> tuple[Place, ...]:
    """A place → what it lies in, the nearest first: 侯马市 → 临汾市, 山西省"""
    found, code = [], place.parent
    while code and code in known.by_code:
        found.append(known.by_code[code])
        code = known.by_code[code].parent
    return tuple(found)


def named_at_end(known: Atlas, phrase: str) -> tuple[tuple[Place, ...], str]:
    """A phrase → the places whose name it ends in, by the longest name, and the phrase before it.

    保定市清苑区 → (清苑区,), 保定市. A name of before (清苑县) gives today's place under the name of the text.
    """
    for size in range(min(known.longest, len(phrase)), 1, -1):
        name = phrase[-size:]
        if name in known.by_name:
            return known.by_name[name], phrase[:-size]
    for size in range(min(known.longest, len(phrase)), 2, -1):
        name = phrase[-size:]
        if name in known.former and known.former[name] in known.by_code:
            return (replace(known.by_code[known.former[name]], name=name),), phrase[:-size]
        base = name[:-1]
        if name[-1] == "州" and (short := tuple(p for p in known.by_stem.get(base, ()) if p.name.endswith("自治州"))):
            return short, phrase[:-size]
        if name[-1] in "县市区旗" and len(base) >= 2 and base in known.by_stem:
            counties = tuple(replace(p, name=name) for p in known.by_stem[base] if p.level == "county")
            if counties:
                return counties, phrase[:-size]
    return (), phrase


def chosen(known: Atlas, phrase: str, around: str) -> Place | None:
    """A phrase that ends in a place's name, and the whole text → the place, None where there is none or it stays ambiguous.

    晋城市城区 → 城区 of 晋城市; 城区 alone → the one whose prefecture or province the text names more often than all others'.
    A name within a longer one that nobody knows is none: 虚唐县 is not 唐县.
    """
    places, before = named_at_end(known, phrase)
    if places and not _can_stand_before(known, before):
        places = ()
    if not places:
        places, before = _named_shortly(known, phrase, around), ""
    if len(places) <= 1:
        return places[0] if places else None
    inside = [p for p in places if any(q.name in before or stem(q.name) in before for q in parents(known, p))]
    if len(inside) == 1:
        return inside[0]
    weights = []
    for place in inside or places:
        above = parents(known, place)
        weights.append((sum(times_named(known, stem(q.name), around) * (2 if q.level == "prefecture" else 1) for q in above), place))
    weights.sort(key=lambda pair: (-pair[0], pair[1].code))
    if weights[0][0] and weights[0][0] > weights[1][0]:
        return weights[0][1]
    return None


def _can_stand_before(known: Atlas, before: str) -> bool:
    """Whether what stands before a name can: nothing, a place, words of a sentence; 虚 before 唐县 makes another name of it."""
    if not before or before[-1] in _ENDS_WORDS or not "\u4e00" <= before[-1] <= "\u9fff":
        return True
    return any(before[-size:] in known.by_stem for size in range(2, known.longest + 1)) or before.endswith(SUFFIXES)


def _named_shortly(known: Atlas, phrase: str, around: str) -> tuple[Place, ...]:
    """A phrase that is a name without its suffix, with what it lies in before it or not: 新疆, 深圳, 广东深圳, 河北昌黎 → the places it can mean.

    Of places of several levels it is that of which the text speaks (全省, 全市, 全区), else a large one.
    """
    alone = known.by_stem.get(phrase, ())
    for size in range(len(phrase) - 2, 1, -1):
        inside = tuple(p for p in known.by_stem.get(phrase[-size:], ()) if any(phrase[:-size] in (q.name, stem(q.name)) for q in parents(known, p)))
        alone = alone or inside
    spoken = times_of_levels(around)
    most = max((spoken[p.level] for p in alone), default=0)
    if most:
        return tuple(p for p in alone if spoken[p.level] == most)
    return tuple(p for p in alone if p.level in ("province", "prefecture")) or alone


def times_of_levels(text: str) -> dict[str, int]:
    """A text → how often it speaks of a whole of each level: 全县 and 我区 are a county's, 全市 is a prefecture's (or a county's that is a city)."""
    wholes = {"county": "县区旗", "prefecture": "市州盟", "province": "省"}
    return {level: sum(text.count(word + whole) for word in "全我" for whole in ends) for level, ends in wholes.items()}


def most_named(known: Atlas, text: str) -> Place | None:
    """A text that nowhere says whose it is → the place that it names far more often than any other, with the level that fits.

    「全市…」 and 「每个县」 speak for a prefecture, 「全县」 for a county; a place must be named five times and twice as often as
    the next one beside its parents.
    """
    counts: dict[str, int] = {}
    pairs = {*map("".join, pairwise(text))}
    for base, places in known.by_stem.items():
        # A stem that is also a word (合作, 资源, 惠民) counts only where the text names the place in full or what it lies in.
        if len(places) != 1 or (len(base) > 1 and base[:2] not in pairs) or base not in text:  # of thousands of places few begin as anything in it does
            continue
        if places[0].name in text or any(stem(q.name) in text for q in parents(known, places[0])[:1]):
            counts[places[0].code] = times_named(known, base, text)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    wholes = times_of_levels(text)
    fitting = [(code, n) for code, n in ranked if _is_spoken_of(known.by_code[code], wholes)]
    if not fitting or fitting[0][1] < 5:
        return None
    best = known.by_code[fitting[0][0]]
    above = {p.code for p in parents(known, best)}
    rivals = [n for code, n in fitting[1:] if code not in above and best.code not in {p.code for p in parents(known, known.by_code[code])}]
    return best if not rivals or fitting[0][1] >= 2 * rivals[0] else None


def _is_spoken_of(place: Place, wholes: dict[str, int]) -> bool:
    """Whether a text speaks of a place's level. Of what lies above everybody speaks (全省前列, 全区第一): a district's says 全区 more than 全市."""
    if place.level == "county" and not place.name.endswith("市"):
        return wholes["county"] > 0 and wholes["county"] >= wholes["prefecture"]
    return place.name.endswith("市") or wholes[place.level] > 0


def as_named(place: Place, text: str) -> Place:
    """A county-level place → the same under the name that the text gives it, if it was called otherwise then: 清苑区 → 清苑县"""
    if place.level != "county" or place.name in text:
        return place
    base = stem(place.name)
    other = next((base + suffix for suffix in "县市区旗" if len(base) >= 2 and base + suffix in text), "")
    return replace(place, name=other) if other else place
