"""Whether a figure is of the whole place or of a part (开发区), of the nation or of others, and which words may lead from name to value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.chinese.sentences import Span
from digest.chinese.word_patterns import Ends, any_of, longest_first
from digest.extract.attributes import is_attribute
from digest.extract.context import Frame
from digest.extract.leading_words import Leading, leading
from digest.extract.mentions import Mention, Names, compiled, mentions, spoken_names
from digest.extract.narrowing import Modifiers, modifiers, words_of_group
from digest.extract.part_of_year import PARTS, part_of_year
from digest.extract.table_columns import part_of_row
from digest.model.catalogue import Catalogue, Indicator, Lexicon
from digest.model.report import Report

# matches (不含开发区) · 增长[5] · 亿元〔注1〕 · 亿元①，      not （ · 开发区 · ①新建
_ASIDE = re.compile(r"[（(][^（()）]{0,20}[)）]|[\[［【〔](?:注释?)?[0-9]{1,3}[\]］】〕]|(?:[①-⑳]|\*{1,3})(?=[，、；])")
# matches （不含开发区） · 不包括经开区，      not 包含开发区
_EXCEPT = re.compile(r"[（(](?:不含|不包括|不包含)[^（()）。；]{1,20}[)）]|(?:不含|不包括|不包含)[^（()）。；，、]{1,20}")
# On what basis a growth is counted, which does not make it another: 扣除减税因素(后), 按不变价计算
# matches 扣除减税降费因素后 · 剔除价格因素影响 · 按不变价格计算 · 按同口径核算，      not 扣除2亿元 · 按计划
_BASIS = re.compile(
    r"(?:在?(?:扣除|剔除|不考虑|考虑|还原|消除|剔减)[^，。；：、0-9]{1,18}?(?:(?:因素|影响|政策)(?:的?影响)?(?:后|之后|外|来看)?|后|之后)"
    r"|按(?:照|可比|不变|现行|同|新|老|全)?[^，。；：、0-9]{0,4}(?:价格?|口径)(?:计算|核算|统计|比较)?)[，,]?"
)
# In what circumstances; what is named there is none of which an amount is
# matches 在对外需求下降的情况下 · 面对多重困难 · 克服不利因素影响      not 在建项目
_UNDER = re.compile(r"在[^，。；、]{2,16}?(?:情况|背景|条件|形势|前提|环境|压力)之?下|(?:面对|克服|顶住|扛住)[^，。；、0-9]{2,14}(?=[，,]|$)")
# matches 2023年 · 比“十三五”末      not 2000年以前
_OWN_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?!以前|之前)|(?<=[比较])“?十[一二三四五]?五”?(?:期?[初末]|期间|时期)")
# What stands between a name and that of which it is a share: 服务业增加值|占|地区生产总值|比重
# wholly: 占 · 占全县 · 占当年      not 和
_SHARE_OF = re.compile("占(?:当年|同期)?(?:[全我本][市县区省州旗盟])?")
# matches 占地区生产总值 · 占全县GDP      not 占全市投资
_OF_PRODUCT = re.compile(_SHARE_OF.pattern + "(?:地区)?(?:生产总值|GDP)")
# What stands before a name of which something is done for others: ，为|老旧小区引入物业
# matches 为 · 全年给      not ，作为
_FOR_OTHERS = re.compile(r"^(?:[已共再]|全年|年内|累计|先后)?[为给让使对向]$")
# What stands before a name: 新注册|市场主体; not 新增商贸|经营主体, 创新|主体
# matches 新注册 · ，发展 · 全年发展      not 持续发展 · 新增商贸 · 创新
_NEW = re.compile(r"(?<![创高])新(?:增|设|注册|登记|设立|发展|培育)(?:各类)?$|净增$|(?:^|[，；。、]|全年|年内|共)发展(?:各类)?$")
# What stands before a name: 新增限额以上商贸|经营主体; not 新型|经营主体
# matches 新增限额以上商贸      not 新型
_NEW_KIND = re.compile(r"(?:(?<![创高])新[增设注登发培]|净增)[^，。；、0-9０-９]{1,14}$")
# What stands before a name: ，其中某某村、某某湾自开放以来，已|接待游客; not ，其中|第一产业增加值, 其中税收5亿元，|固定资产投资
# matches ，其中某某村、某某湾自开放以来，已      not ，其中 · 其中税收5亿元，
_SOME = re.compile(r"其中[，,]?(?P<who>[^0-9０-９%％元；。]{3,40})$")
# matches 全县      not 全面
_SCOPE_RESET = re.compile(r"全[市县区省州旗盟]|我[市县区省州旗]")
# What stands before a name and makes it that of some places: 关中5市|PM2.5浓度, 现代服务业增加值占|服务业增加值; not 700个省|重点项目
# matches 关中5市 · 南疆五地州的 · 10个县区 · 现代服务业增加值占      not 全市 · 500个省 · 独占
_SOME_PLACES = re.compile(r"(?:[0-9一二三四五六七八九十两](?:个?(?:地州|盟市|县区|县市|城市)|市|县|区|州)|[\u4e00-\u9fff]{2}占)的?$")
# matches 成为全省第3个 · 成为首个      not 全省第3
_BECOMES = re.compile(r"成为[^，。；]{0,10}$")
# For whom it is done, of all who are there
# matches 为养老护理员、家政服务员等开展 · 面向重点群体开展      not 为加快发展开展 · 开展
_FOR_SOME = re.compile(
    "(?:^|[，；：。])(?:为|面向|针对)[^，。；]{0,50}?(?:人员|群体|农民工?|青年|学生|职工|[员者户])等?(?:开展|提供|举办)[^，。；0-9]{0,30}$"
)
# Who does it, of all who do
# matches 县属国有企业实施 · 12家企业完成      not 全年实施 · 企业
_BY_SOME = re.compile(
    "(?:国有企业|国企|央企|组团|[0-9]{1,4}[个家](?:企业|园区|县区|县市|乡镇|单位|集团))(?:已|共|累计)?(?:实施|推进|完成|新增|投资[0-9.]{1,8}[万亿]?元)?$"
)
# matches 全县 · 我市 · 本区      not 全省第 · 各县
_OWN = re.compile(r"[全我本][市县区省州旗盟]$")
_VERBS = ("完成", "实现")
_OLD_TIMES = 2004  # the report of the last year of which local reports call their own product 国内生产总值
_TOPIC = 2  # a sentence is about a zone that is named within its first characters: 开发区建设提速，……


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What the catalogue says about reading figures, compiled once."""

    names: Names
    bare: Names
    links: re.Pattern[str]
    leading: Leading  # what hands an amount on to a name
    parts: re.Pattern[str]
    zones: re.Pattern[str]
    effects: Ends  # after which an amount is only what is brought: 带动|工业投资10亿元
    incoming: Ends  # after which a sum of money is only what was attracted: 吸引|民间投资10亿元
    older: Mapping[str, Indicator]  # names of times gone by
    modifiers: Modifiers  # what right before a name narrows it: 纺织|工业增加值
    by_id: Mapping[str, Indicator]
    by_stock: Mapping[str, Indicator]  # an indicator's id → that of what is added to it


@dataclass(frozen=True, slots=True)
class Reach:
    """The catalogue's words, and the names of what lies above and below a report's place."""

    words: FigureWords
    outside: re.Pattern[str]
    larger: re.Pattern[str]  # of which a share is not the place's own: 占全市
    early: bool  # of the times in which older names are meant
    place: tuple[str, ...]  # the place's own names
    own_words: tuple[str, ...]  # what may stand before a name of the place's own: its names, 市, 县域
    theirs: re.Pattern[str]  # what makes an amount another's: ，全省|增长6.1%

    def indicator(self, id: str) -> Indicator | None:
        """An indicator's id → the indicator, None where there is none."""
        return self.words.by_id.get(id)

    def counted_as(self, indicator: Indicator, head: str) -> Indicator | None:
        """An indicator and the words before its name → itself, its indicator of additions, or None where a kind is added: 新增商贸|经营主体."""
        new = self.words.by_stock.get(indicator.id)
        if new is None:
            return indicator
        return new if _NEW.search(head) else None if _NEW_KIND.search(head) else indicator

    def names_in(self, text: str, sentence: Span) -> tuple[Mention, ...]:
        """The names in a sentence; those that count only beside another only where that one is named too."""
        found = mentions(self.words.names, text, sentence.start, sentence.end)
        if not found:
            return ()
        aside = bases(text, sentence)
        named = tuple(self._of_its_time(text, m) for m in found if not any(a <= m.start < b for a, b in aside))
        named = tuple(replace(m, indicators=()) if m.indicators and is_attribute(text, m.start, m.end) else m for m in named)
        named = tuple(m for n, m in enumerate(named) if not (n and not m.indicators and _SHARE_OF.fullmatch(text, named[n - 1].end, m.start)))
        said = {i.id for m in named for i in m.indicators}
        if said and len(said) > 1 and all(_is_sector(m) for m in named if m.indicators) and "其中" not in text[sentence.start : sentence.end]:
            return named  # 一产、二产、三产分别增长3%、5%、6%
        return tuple(m for m in named if not m.nearby or any(i.id not in m.nearby or said & set(i.beside) for i in m.indicators))

    def _of_its_time(self, text: str, mention: Mention) -> Mention:
        """A name → the same, an older one with its indicator where it is meant: 全县|国内生产总值, not 国内生产总值 of 2024."""
        older = None if mention.indicators else self.words.older.get(text[mention.start : mention.end])
        before = text[max(0, mention.start - 12) : mention.start]
        if older and (self.early or _OWN.search(before) or before.endswith(self.place)):
            return replace(mention, indicators=(older,))
        return mention

    def bare_names(self, text: str, part: Span) -> tuple[Mention, ...]:
        """The names in a part of a sentence, those too that are too wide to stand alone (an indicator's `worded`): 进出口."""
        return mentions(self.words.bare, text, part.start, part.end)

    def only_links(self, words: str) -> bool:
        """Whether these words hold nothing that could be another subject: 比2019年增长, 居全省第2位; not ，带动就业."""
        return _only_links(self.words.leading, words)

    def elsewhere(self, words: str) -> str:
        """The words between a name and its amount → the place above that the amount is of, "" for none: （全省|增长6.1%; not 占全省比重, 居全省."""
        found = self.theirs.search(_ASIDE.sub("", words))
        return found["of"] if found else ""

    def own(self, words: str) -> bool:
        """Whether words say that what follows is the place's own again: 全省增长5%，我县|增长6%."""
        return bool(_SCOPE_RESET.search(words)) and not self.elsewhere(words)

    def narrowed(self, head: str, mention: Mention | None = None) -> str:
        """The words before a name → those that say that it is not about the whole place: 全国, 开发区, 惠及, 能源; "" where none do.

        Without a name they stand before an amount, and a noun there narrows nothing: 城区|60个老旧小区.
        """
        patterns = (self.outside, self.words.parts, self.words.zones, _FOR_OTHERS, _FOR_SOME, _BY_SOME, _SOME_PLACES, _BECOMES)
        if said := next((found[0].strip("的") for pattern in patterns if (found := pattern.search(head))), ""):
            return said
        if mention is None:
            return self.words.modifiers.narrowing.of(head)
        if mention.nearby and all(i.loose for i in mention.indicators):
            return ""
        variants = (word for i in mention.indicators for line in i.variants for word in words_of_group(line))
        taken = longest_first((*variants, *(word for i in mention.indicators for word in i.modifiers)))
        return self.words.modifiers.narrowing_of(head, tuple(taken), self.own_words)

    def brought(self, head: str, money: bool) -> str:
        """The words before a name → those by which its amount is only what something brings, "" for none: 带动, of money also 吸引."""
        return self.words.effects.of(head) or (self.words.incoming.of(head) if money else "")

    def whose(self, frame: Frame, sentence: Span, start: int, at: int, head: str, money: bool, mention: Mention | None = None) -> str:
        """Whose a figure named at `start` is: "" the whole place's of a whole year, else the words that name a zone, the nation, a season.

        `head` is its clause before it, its amount begins `at`. A zone as the topic of a sentence or a paragraph takes the figures of money with it, counts of
        firms and people not. （不含开发区） names no topic.
        """
        head = _EXCEPT.sub("", head)
        begun = frame.paragraph.text.startswith(_VERBS, start)  # a name that begins with its verb has nobody's nouns before it: 驿站|完成培训
        if narrowed := self.narrowed(head, None if begun else mention):
            return narrowed
        if (part := part_of_row(frame.paragraph.row, start)) and not part.endswith(self.place):
            return part
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


@lru_cache(maxsize=2048)
def _only_links(leading: Leading, words: str) -> bool:
    """Reach.only_links: the same few words stand before most amounts."""
    return leading.hands_on(_OF_PRODUCT.sub("占", _OWN_YEAR.sub("", PARTS.sub("", _UNDER.sub("", _BASIS.sub("", _ASIDE.sub("", words)))))))


def _is_sector(mention: Mention) -> bool:
    """Whether a name is one that counts only beside the whole of which it is a part: 三产, beside 地区生产总值."""
    return all(i.id in mention.nearby and i.within in i.beside for i in mention.indicators)


def bases(text: str, sentence: Span) -> tuple[tuple[int, int], ...]:
    """A sentence → where it says on what basis it counts; what is named there is nobody's value: 扣除|减税降费|因素后增长8%."""
    return tuple(m.span() for pattern in (_BASIS, _UNDER) for m in pattern.finditer(text, sentence.start, sentence.end))


@lru_cache(maxsize=2)
def reach(report: Report, catalogue: Catalogue) -> Reach:
    """A report and the catalogue → what reading its figures needs."""
    outside = _names_outside(report, catalogue)
    above = {report.meta.province, report.meta.parent} - {None, "", report.meta.place}
    theirs, share = re.compile(f"(?<!城)(?:{any_of(outside)})的?$"), re.compile(f"占(?P<of>{any_of(outside | above)})")
    wide = [word for word in outside if word.startswith(("全", "我"))]
    others = re.compile(
        f"(?<![占居比较于列与和同超及为])(?P<of>{any_of(wide)})(?:同期|平均)?(?!.{{0,8}}(?:比[重例]|占比|份额|排|位|首|前|第|水平))"
    )
    place = tuple({report.meta.place, report.meta.place[:-1]} - {"", None}) or ("\n",)
    early = report.meta.year is not None and report.meta.year <= _OLD_TIMES
    return Reach(_words_of(catalogue.indicators, catalogue.lexicons), theirs, share, early, place, _own_words(report), others)


def _own_words(report: Report) -> tuple[str, ...]:
    """A report → the words before a name that say no more than that it is the place's own, the longest first."""
    name, level = report.meta.place or "", report.meta.level
    words = {name, name[:-1], name[-1:]} | ({"县域"} if level == "county" else {"自治区"} if name.endswith("自治区") else set())
    return tuple(sorted(words - {""}, key=lambda word: -len(word)))


@lru_cache(maxsize=8)
def _words_of(indicators: tuple[Indicator, ...], lexicons: tuple[Lexicon, ...]) -> FigureWords:
    """Of the catalogue only what is needed: its thousands of places would have to be hashed for every report."""
    lists = {lexicon.name: lexicon.words for lexicon in lexicons}

    def either(lexicon: str) -> re.Pattern[str]:
        return re.compile(any_of(lists.get(lexicon, ())))

    names, older = compiled(indicators), {name: i for i in indicators for name in i.older}
    variants = (word for line in lists.get("figure-variants", ()) for word in words_of_group(line))
    neutral = (*lists.get("figure-neutral", ()), *variants)
    left = modifiers(neutral, lists.get("figure-kinds", ()), lists.get("figure-actions", ()))
    leads = leading(lists.get("figure-links", ()), lists.get("figure-asides", ()), (name for i in indicators for name in (*i.aliases, *i.shared)))
    parts, zones = either("figure-parts"), either("figure-zones")
    effects, incoming = (Ends(lists.get(name, ())) for name in ("figure-effects", "figure-incoming"))
    by_id, by_stock = {i.id: i for i in reversed(indicators)}, {i.stock: i for i in reversed(indicators)}
    return FigureWords(names, spoken_names(indicators), leads.links, leads, parts, zones, effects, incoming, older, left, by_id, by_stock)


def _names_outside(report: Report, catalogue: Catalogue) -> set[str]:
    """Names which, before an indicator, say that the figure is of the nation, of what is above the place or of a part below it."""
    level, place = report.meta.level, report.meta.place
    words = ["全国", "我国"]
    if level != "province":
        words += ["全省", "省"]
    if level == "county" and not place.endswith("市"):
        words += ["全市", "市"]
    if level != "county":
        words += ["县域"]
    if not place.endswith("区"):
        words += ["全区"] if level != "province" else []
    words += [p.name for p in catalogue.places if p.parent and p.parent == report.meta.code]
    return set(words)
