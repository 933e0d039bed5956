"""The words of time in a text, in reading order: of several years (五年来), of a year (2023年), of the year that is over (一年来, 全年), of times gone by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from digest.understand.report_dates import CHINESE_DIGITS

# What a word of time says: several years, those to come, those gone by, those of a plan · their average, told of an amount · a named year · the
# year looked back on or planned · before the years that a report tells of · that aims follow
Sort = Literal["period", "ahead", "behind", "plan", "average", "year", "own", "old", "aim"]

# wholly: 二〇二四 · 二○二三 · 一九九八      not 二十四 · 2024
CHINESE_YEAR = "[一二][九〇○零][〇○零一二三四五六七八九]{2}"
_SEVERAL = "[二两三四五六七八九十2-9]"
_AMOUNT_FOLLOWS = "(?=[，,：:]|[累总合]计|共|年均|新增|全|我|先后|投入|完成|规模)"
# matches 过去五年， · 近三年来 · 三年来 · 五年间 · 五年累计 · 5年来 · 五年共 · 未来五年全省 · 十五年来
#     not 一年来 · 三年行动 · 这五年来之不易 · 超过过去五年， · 五年级 · 近5年新高
_YEARS = (
    rf"(?<![比较是于超过续第0-9.〇○零一二三四五六七八九十])(?:(?:(?P<behind>过去|前|以往)|(?P<ahead>今后|未来|此后)|这|近|最近|经过)的?{_SEVERAL}个?多?年(?:来(?!之)|间|里|{_AMOUNT_FOLLOWS})"
    rf"|(?P<gone>(?:[二三四]?十[一二三四五六七八九]?|{_SEVERAL}个?)[多余]?年来(?!之|首次|首|第一|新高|新低|最|同期|罕见))|{_SEVERAL}个?多?年(?:间|[累合总]计|共(?!同|和|享|建)|新增|净增)"
    r"|(?<![0-9一二三四五六七八九十])(?:[两三四五六2-6]年(?:之?内|左?右?时间)(?=[，,完建实全新累改]))"
    rf"|(?<=[，；。、：])[三四五]年(?=完成|建成|改造|实施|新建|投入|生产|滚动|获得?|登记|引进|争取|培育|组建))"
)
# matches “十四五”时期， · 十三五期间累计 · 进入“十四五”，      not “十四五”时期重大项目 · 是“十四五”时期的2倍 · 对接“十四五”规划，
_OF_PLAN = (
    rf"(?<![比较是为于])(?<![比较是为于]“)“?十(?P<plan>[一二三四五六七])五”?"
    rf"(?:(?:规划)?(?:期间|时期|以来|前[三四]年){_AMOUNT_FOLLOWS}|(?:(?<=[进迈]入“十.五”)|(?<=[进迈]入十.五)|(?<=[，。；：在]“十.五”)|(?<=[，。；：在]十.五))(?=[，,]))"
)
# matches 本届政府任期内 · 届政府履职以来 · 任期内，      not 本届政府开局之年 · 任期第一年 · 上届政府 · 新一届政府产生后
_OF_TERM = r"(?:本届政府|届政府(?=[^，。；]{0,6}以来)|任期)(?!内?的?[^，。；]{0,4}(?:之年|[一二三四五首]年)|制|届满|目标)"
# matches 2021—2025年 · 2019年至2023年      not 2023年 · 2023年1月至5月 · 从1978年到2000年的投资
_RANGE = r"(?<![0-9.])(?:19|20)[0-9]{2}年?(?:[-—–－~～]{1,2}|[至到])(?:19|20)[0-9]{2}年(?![0-9]|的[^0-9]|[底末初])"
# matches 2023年 · 到2025年 · 2024年度计划 · 二〇二三年
#     not 较2019年 · 与2000年相比 · 2000年以前 · 超过从1978年到2000年的投资 · 恢复到2019年的 · 2030年前碳达峰目标
_YEAR = (
    rf"(?<![较比于是由从0-9０-９—-])(?<!恢复[到至])(?P<year>(?:19|20)[0-9]{{2}}|{CHINESE_YEAR})年"
    r"(?!以前|之前|前[^，。；]{0,10}目标|以来|至[^今]|行动|相?对?比|到(?:19|20)[0-9]{2}年)(?!(?<=年[到至][0-9]{4}年)的[^0-9])"
)
# The last year of a plan of years
# matches 到“十五五”末 · 至“十四五”期末 · 到“十五五”末期      not 比“十三五”末 · 提出的“十五五”末达到
_END_OF_PLAN = r"[到至]“?十(?P<ends>[一二三四五六七])五”?(?:规划)?(?:时?期)?末"
# matches 全年 · 一年来 · 过去的一年 · 刚刚过去的一年 · 这一年，      not 全年度 · 十一年来 · 这一年龄
_OWN = r"(?<![0-9一二三四五六七八九十])(?:全年(?!度|龄)|一年来|(?:过去|这|上)的?一年(?!龄))"
# The base is not the year before, or the years go on
# matches 2000年以前 · 2015年以来 · 自2019年起 · 改革开放以来 · 党的十八大以来      not 2023年 · 去年以来 · 今年以来
_OLD = (
    r"(?P<since>(?:19|20)[0-9]{2})年(?:以前|之前|[^，。；]{0,6}以来|至今)|自(?P<from>(?:19|20)[0-9]{2})年"
    r"|(?:改革开放|党的?(?:十[六七八九]|二十)大|换届|建[市县区州旗]|设[市区]|新中国成立|机构改革)以来"
)
# matches 主要预期目标是： · 奋斗目标为      not 完成了预期目标
_AIM = r"(?:预期目标|主要目标|奋斗目标)[^。；，]{0,8}[是为：:]"
# What is told of an amount is of an average year.
# matches 年均增长 · 年平均      not 年均浓度 · 年均值 · 年均气温
_AVERAGE = r"年均(?!浓度|值|气温|降[水雨]|[PＰ])|年平均(?!浓度|值)|平均每年|每年平均"
# matches 五年来 · 2023年 · 全年 · 年均      not 同比增长
_WORD = re.compile(
    rf"(?P<old>{_OLD})|{_OF_PLAN}|(?P<period>{_RANGE}|{_YEARS}|{_OF_TERM})|(?P<end>{_END_OF_PLAN})|{_YEAR}|(?P<own>{_OWN})|(?P<aim>{_AIM})|(?P<average>{_AVERAGE})"
)
# What every word of time holds, of a plan at least its end
# matches 五年来 · 任期 · 到“十五五”末 · “十四五”， · 预期目标      not 同比增长
_ANY = re.compile("[年期届末]|五[”，,]|以来|目标")
# By which an aim was the aim of the year that is over
# matches 年初确定的 · 去年提出的      not 年初确定，
_BEGUN = re.compile(r"(?:年初|去年|上年|上次大会)[^，。；]{0,14}$")
_NEAR = 20  # characters before an aim in which it is said whose it was
_FIRST = 1955  # the last year of a plan of years is this and five years for each plan: 十四 → 2025
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of time that ends at `end`: of which sort it is, and the year that it names, of a plan of years the last."""

    start: int
    end: int
    sort: Sort
    year: int | None = None


def time_words(text: str, start: int, end: int) -> Iterator[TimeWord]:
    """A sentence of a text → its words of time in reading order.

    五年来成绩显著，2023年增长5% → period, year 2023; 较2019年增长5% → none: a year that something is compared with is nobody's
    """
    if not _ANY.search(text, start, end):
        return
    for match in _WORD.finditer(text, start, end):
        sort, year = _read_word(match)
        if sort == "aim" and _BEGUN.search(text, max(start, match.start() - _NEAR), match.start()):
            continue
        yield TimeWord(match.start(), match.end(), sort, year)


def last_of_plan(numeral: str) -> int:
    """The plan of years that is called 十X五 → its last year: 四 → 2025"""
    return _FIRST + 5 * (10 + _DIGITS.index(numeral))


def _read_word(match: re.Match[str]) -> tuple[Sort, int | None]:
    if match["year"]:
        return "year", int(match["year"].translate(CHINESE_DIGITS))
    if match["end"]:
        return "year", last_of_plan(match["ends"])
    if match["old"]:
        named = match["since"] or match["from"]
        return "old", int(named) if named else None
    if match["plan"]:
        return "plan", last_of_plan(match["plan"])
    if match["gone"]:
        return "behind", None
    sorts: tuple[Sort, ...] = ("ahead", "behind", "period", "own", "aim", "average")
    return next(sort for sort in sorts if match[sort]), None
