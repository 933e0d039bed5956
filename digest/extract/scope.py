"""Whether a figure is of the whole place or of a part (开发区), of the nation or of others, and which words may lead from name to value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.sentences import Span
from digest.chinese.word_patterns import any_of
from digest.extract.context import Frame
from digest.extract.mentions import Mention, Names, compiled, mentions, spoken_names
from digest.extract.part_of_year import part_of_year
from digest.model.catalogue import Catalogue, Indicator, Lexicon
from digest.model.report import Report

# matches (不含开发区) · 增长[5]      not （ · 开发区
_ASIDE = re.compile(r"[（(][^（()）]{0,20}[)）]|[\[［][0-9]{1,3}[\]］]")
# matches （不含开发区） · 不包括经开区，      not 包含开发区
_EXCEPT = re.compile(r"[（(](?:不含|不包括|不包含)[^（()）。；]{1,20}[)）]|(?:不含|不包括|不包含)[^（()）。；，、]{1,20}")
# matches 2023年      not 2000年以前
_OWN_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?!以前|之前)")
# The base is not the year before.
# matches 较2019年      not 较上年
_BASE = re.compile(r"(?:较|比|于)((?:19|20)[0-9]{2})年")
# What stands before a name and makes it a trade with some: 对共建国家|进出口额, 与RCEP成员国货物|进出口额; not 对外|贸易, 对接储备|项目
# matches 对共建国家 · 与RCEP成员国货物      not 对外 · 对接储备
_TOWARDS = re.compile(r"[对与](?:[\u4e00-\u9fffA-Z“”、]{1,20}(?:国家|地区|经济体|成员国)|[俄美欧日韩蒙]|东盟|欧盟)(?:的|货物(?:贸易)?)?$")
# What stands before a name and makes it another's: 招商项目完成|固定资产投资, 非能|工业增加值, ，为|老旧小区引入物业
# matches 招商项目完成 · 非能 · 为      not 完成 · 作为
_OF_OTHERS = re.compile(r"项目(?:预计|累计|计划|全年|已)?(?:完成|实现)$|非[\u4e00-\u9fff]{1,2}$|^(?:[已共再]|全年|年内|累计|先后)?[为给让使对向]$")
# What stands before a name: 新注册|市场主体; not 新增商贸|经营主体, 创新|主体
# matches 新注册      not 新增商贸 · 创新
_NEW = re.compile(r"(?<![创高])新(?:增|设|注册|登记|设立|发展|培育)(?:各类)?$|净增$")
# What stands before a name: 新增限额以上商贸|经营主体; not 新型|经营主体
# matches 新增限额以上商贸      not 新型
_NEW_KIND = re.compile(r"(?:(?<![创高])新[增设注登发培]|净增)[^，。；、0-9０-９]{1,14}$")
# What stands before a name: ，其中某某村、某某湾自开放以来，已|接待游客; not ，其中|第一产业增加值, 其中税收5亿元，|固定资产投资
# matches ，其中某某村、某某湾自开放以来，已      not ，其中 · 其中税收5亿元，
_SOME = re.compile(r"其中[，,]?(?P<who>[^0-9０-９%％元；。]{3,40})$")
# matches 全县      not 全面
_SCOPE_RESET = re.compile(r"全[市县区省州旗盟]|我[市县区省州旗]")
_TOPIC = 2  # a sentence is about a zone that is named within its first characters: 开发区建设提速，……


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What the catalogue says about reading figures, compiled once."""

    names: Names
    bare: Names
    links: re.Pattern[str]
    parts: re.Pattern[str]
    zones: re.Pattern[str]
    kinds: re.Pattern[str]  # what right before a name narrows it: 纺织|工业增加值
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """The catalogue's words, and the names of what lies above and below a report's place."""

    words: FigureWords
    outside: re.Pattern[str]
    larger: re.Pattern[str]  # of which a share is not the place's own: 占全市

    def indicator(self, id: str) -> Indicator | None:
        """An indicator's id → the indicator, None where there is none."""
        return next((i for i in self.words.indicators if i.id == id), None)

    def counted_as(self, indicator: Indicator, head: str) -> Indicator | None:
        """An indicator and the words before its name → itself, its indicator of additions, or None where a kind is added: 新增商贸|经营主体."""
        new = next((i for i in self.words.indicators if i.stock == indicator.id), None)
        if new is None:
            return indicator
        return new if _NEW.search(head) else None if _NEW_KIND.search(head) else indicator

    def names_in(self, text: str, sentence: Span) -> tuple[Mention, ...]:
        """The names in a sentence; those that count only beside another only where that one is named too."""
        named = mentions(self.words.names, text, sentence.start, sentence.end)
        said = {i.id for m in named for i in m.indicators}
        return tuple(m for m in named if not m.nearby or any(i.id not in m.nearby or said & set(i.beside) for i in m.indicators))

    def bare_names(self, text: str, part: Span) -> tuple[Mention, ...]:
        """The names in a part of a sentence, those too that are too wide to stand alone (an indicator's `worded`): 进出口."""
        return mentions(self.words.bare, text, part.start, part.end)

    def only_links(self, words: str, last: int | None) -> bool:
        """Whether these words hold nothing that could be another subject. A base may only be the year before `last`: 较2022年."""
        if len(words) > 60 or any(last is None or int(year) != last - 1 for year in _BASE.findall(words)):
            return False
        return not self.words.links.sub("", _OWN_YEAR.sub("", _ASIDE.sub("", words))).strip()

    def narrowed(self, head: str) -> str:
        """The words before a name → those that say that it is not about the whole place: 全国, 开发区, 惠及, 对俄; "" where none do."""
        patterns = (self.outside, self.words.parts, self.words.zones, self.words.kinds, _TOWARDS, _OF_OTHERS)
        return next((found[0].strip("的") for pattern in patterns if (found := pattern.search(head))), "")

    def whose(self, frame: Frame, sentence: Span, start: int, at: int, head: str, money: bool) -> str:
        """Whose a figure named at `start` is: "" the whole place's of a whole year, else the words that name a zone, the nation, a season.

        `head` is its clause before it, its amount begins `at`. A zone as the topic of a sentence or a paragraph takes the figures of money with it, counts of
        firms and people not. （不含开发区） names no topic.
        """
        head = _EXCEPT.sub("", head)
        if narrowed := self.narrowed(head):
            return narrowed
        if part := part_of_year(frame.paragraph.text, sentence, at, frame.kind == "target"):
            return part
        said = _EXCEPT.sub("", frame.paragraph.text[sentence.start : start])
        some = _SOME.search(said)
        if some and len(self.words.links.sub("", some["who"])) > 2:
            return "其中"
        if _SCOPE_RESET.search(said):
            return ""
        zone = self.words.zones.search(said)
        if money and zone and zone.start() <= _TOPIC:
            return zone[0]
        topic = self.words.zones.search(_EXCEPT.sub("", frame.head)) if money and sentence.start > 0 else None
        return topic[0] if topic else ""


def reach(report: Report, catalogue: Catalogue) -> Reach:
    """A report and the catalogue → what reading its figures needs."""
    outside = _names_outside(report, catalogue)
    above = {report.meta.province, report.meta.parent} - {None, "", report.meta.place}
    theirs, share = re.compile(f"(?:{any_of(outside)})的?$"), re.compile(f"占(?P<of>{any_of(outside | above)})")
    return Reach(_words_of(catalogue.indicators, catalogue.lexicons), theirs, share)


@lru_cache(maxsize=8)
def _words_of(indicators: tuple[Indicator, ...], lexicons: tuple[Lexicon, ...]) -> FigureWords:
    """Of the catalogue only what is needed: its thousands of places would have to be hashed for every report."""
    lists = {lexicon.name: lexicon.words for lexicon in lexicons}

    def either(lexicon: str) -> re.Pattern[str]:
        return re.compile(any_of(lists.get(lexicon, ())))

    names = compiled(indicators)
    kinds = re.compile(f"(?:{either('figure-kinds').pattern})$")
    return FigureWords(names, spoken_names(indicators), either("figure-links"), either("figure-parts"), either("figure-zones"), kinds, indicators)


def _names_outside(report: Report, catalogue: Catalogue) -> set[str]:
    """Names which, before an indicator, say that the figure is of the nation, of what is above the place or of a part below it."""
    level, place = report.meta.level, report.meta.place
    words = ["全国", "我国"]
    if level != "province":
        words += ["全省", "省"]
    if level == "county" and not place.endswith("市"):
        words += ["全市", "市"]
    if not place.endswith("区"):
        words += ["全区"] if level != "province" else []
    words += [p.name for p in catalogue.places if p.parent and p.parent == report.meta.code]
    return set(words)
