"""A pledge (民生实事) → its data: what is counted, how much of it, by when; and which services it is about, by an editor's list.

为300户困难老年人家庭进行适老化改造，6月底前完成 → 困难老年人家庭 300 户; 6月底前; 适老化改造
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from digest.chinese.quantities import quantities
from digest.chinese.units import Quantity
from digest.extract.deadlines import TIME
from digest.model.catalogue import Lexicon
from digest.model.commitment import Amount
from digest.model.report import Pledge

SERVICES = "pledge-services"  # the word list: 适老化改造=适老化改造|居家适老化
NO_AMOUNTS = ("位", "位次", "倍", "岁", "周岁", "年", "天", "个月", "月", "日", "千伏", "小时", "分钟", "类", "项次")
# What an amount is only a condition of
# at the start: 以上老年人 · 以上的 · 且快递单量      not 以上，
_CONDITION = re.compile(r"(?:及|周岁|岁)?以[上下内](?:的|且|老年|城乡|农村|公立)|周?岁|且")
# What counts nothing though it looks like it
# at the start: 性补助 · 制篮球场 · 事改革 · 民生实事 · 提高至10元      not 污水管网 · 提高补助
_NO_COUNT = re.compile(r"性|制(?!造|作|定|冷)|事(?!故|项|件|业)|(?:民生|惠民|为民|利民)?实事|(?:提高|提升|增加|扩大|上升|降低|下降)[至到]")
# What stands before a number that is none of things
# matches 二、三 · 海拔1      not 三、2次
_NO_NUMBER = re.compile(r"(?:[一二三四五]、[一二三四五]|海拔.)$")
# What an amount was before it was raised, with what is said between it and what it becomes
# at the start: 、280元提高到 · 扩大至57个 · ，提高到      not 提高 · 。提高到
_WAS = re.compile(r"[^，。；,;]{0,12}?，?(?:分别)?(?:提高|提升|增加|扩大|增长|上升|降低|降|下降|减少|压缩|缩短|拓展)[到至]")
# Where such a base begins
# matches 标准从每人每月 · 由      not 自由 · 经由
_FROM = re.compile(r"(?:(?<![经理自事缘])由|从(?!事|业|严|优|快|速|简|紧))[^，。；,;]{0,16}$")
# Whom so many ten thousands are, without a word for it
# matches 200万中小学生 · 80万重点群体      not 200万元
_PEOPLE = re.compile(
    r"(?P<count>[0-9]{1,5}(?:\.[0-9]{1,2})?)万(?:余|多|以上)?"
    r"(?P<thing>(?![人名余多以个位])[\u4e00-\u9fff]{0,8}?(?:学生|群体|群众|老年人|妇女|儿童|居民|职工|残疾人|农民|劳动者|孕产妇))"
)
# at the start: 年 · 个月内      not 个
_OF_TIME = re.compile(r"(?:个)?月|年内?|天|小时|分钟|千伏")
# What stands behind an amount up to the next mark
# at the start: 老年日间照料中心， · 以上公厕。 · 具有Ⅲ级水平的医学中心 · 重点县建设      not ，其中 · （牵头单位：
_BEHIND = re.compile(
    r"(?:以上|左右)?的?(?![（(])(?P<thing>[\u4e00-\u9fffA-Za-z0-9Ⅰ-Ⅻ“”·/（）()]{2,36}?)"
    r"(?=[，。、；,;：]|[和及与并](?!谐|平)|提供|进行|实现|完成|开展|实施|(?<=[县区市乡镇村园])建设|$)"
)
# The further members of a list that one amount counts: 6000户特殊困难高龄|、失能、残疾老年人家庭适老化改造|，
# at the start: 、失能、残疾老年人家庭改造，      not 、5家医院 · 、新建水厂
_LISTED = re.compile(r"(?:、(?!新|建|改|完成|推进|实施|开展)[\u4e00-\u9fff“”（）]{1,20}){1,4}(?=[，。；,;]|$)")
# Money by what is done with it
# matches 完成投资 · 每年投入      not 投资额
_MONEY = re.compile(r"(?:总投资|投资|投入|筹措|安排|发放|补助|补贴)(?:资金)?(?:不低于|不少于|超过?|约|达到?)?$")
# wholly: 合计 · 共计约      not 共享
_IN_ALL = re.compile(r"(?:合计|共计|总计|共)(?:不少于|不低于|约|超过?)?$")
# What is no thing that is counted
# at the start: 以上 · 确保 · 实现      not 公厕
_NO_THING = re.compile(r"[和及与且]|以上|左右|以内|以下|确保|实现|全部|其中|次$|助力|推动|惠及|用于|并|至|到")
# The words of doing before what is counted
# at the start: 新建公厕 · 完成改造      not 公厕
_VERB = re.compile(
    r"(?:对|为|新增|新建|改建|扩建|新开工|开工|建设|建成|改造|提升|提质|完成|实施|开展|组织|举办|培训|发放|资助|补充|配置|设立|打造|维修养护|维修|养护|加快|继续|全年|年内"
    r"|推进|支持|帮扶|招募|布局|治理|提供|促进|推动|累计|有组织|投入|安排|力争|确保|达到|不少于|不低于|约|超过?|共|召开|新改扩?建|启动|硬化)+(?=..)"
)
# matches 8月底前 · 年内      not 三年
_TIME = re.compile(TIME)


def amounts_of_pledge(pledge: Pledge) -> tuple[Amount, ...]:
    """A pledge → the amounts that stand in it, in their order, each with what it counts; ages, voltages and conditions count nothing."""
    text = pledge.text
    read = [q for q in quantities(text) if _counts(text, q)]
    starts = {q.start for q in read}
    found: list[Amount] = []
    told = 0  # up to where words belong to an amount before
    for at, quantity in enumerate(read):
        if at and read[at - 1].end == quantity.start:
            continue  # 957个|50户以上村寨: what the first one counts
        whole = replace(quantity, end=read[at + 1].end) if quantity.end in starts else quantity
        subject = _counted(text, whole, told)
        if not subject and found and text[read[at - 1].end : quantity.start] in ("、", "和"):
            subject = found[-1].subject  # 洁净煤7.4万户、|12万吨
        told = whole.end + len(subject) if subject and text.startswith(subject, whole.end) else told
        found.append(Amount(subject, quantity.value, quantity.unit, quantity.bound, quantity.high))
    people = (Amount(one["thing"], Decimal(one["count"]) * 10_000, "人", "=") for one in _PEOPLE.finditer(text) if one.start() not in starts)
    return (*found, *people)


def _counts(text: str, quantity: Quantity) -> bool:
    """Whether an amount says how much of something is promised."""
    behind = (pattern.match(text, quantity.end) for pattern in (_CONDITION, _OF_TIME, _NO_COUNT))
    if _WAS.match(text, quantity.end) and _FROM.search(text, max(0, quantity.start - 20), quantity.start):
        return False
    batch = quantity.unit == "批" and quantity.value == 1
    return quantity.unit not in NO_AMOUNTS and not any(behind) and not batch and not _NO_NUMBER.search(text, 0, quantity.start + 1)


def _counted(text: str, quantity: Quantity, told: int) -> str:
    """What an amount counts: the words behind it (改造20个|老年照料中心), else those before it in its part of the sentence (免费送戏下乡|68场)."""
    start = max(told, *(text.rfind(mark, 0, quantity.start) + 1 for mark in "，。、；：,;:①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"))
    words = text[start : quantity.start].strip()
    if "元" in quantity.unit and (money := _MONEY.search(words)):
        return money[0]
    behind = _BEHIND.match(text, quantity.end)
    if behind and not _NO_THING.match(behind["thing"]):
        listed = _LISTED.match(text, behind.end())
        return behind["thing"] + (listed[0] if listed else "")
    if _IN_ALL.fullmatch(words) and start:
        return _counted(text, replace(quantity, start=start - 1, end=start - 1), 0)
    verb = _VERB.match(words)
    return words[verb.end() :] if verb else words


def deadline_of_pledge(pledge: Pledge) -> str:
    """A pledge → the time by which it is to be done, in its words; "" where it names none.  10月底前建成3所学校 → 10月底前"""
    found = _TIME.search(pledge.text)
    return found[0] if found else ""


def services_of_pledge(pledge: Pledge, lexicons: tuple[Lexicon, ...]) -> tuple[str, ...]:
    """A pledge and content/'s word lists → the services that it is about, in the list's order.  发放高龄津贴 → 高龄补贴"""
    return tuple(name for name, words in services(lexicons) if any(word in pledge.text for word in words))


@lru_cache(maxsize=8)
def services(lexicons: tuple[Lexicon, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """content/'s word lists → each service with the words by which it is known."""
    lines: Iterable[str] = next((one.words for one in lexicons if one.name == SERVICES), ())
    return tuple((name, tuple((words or name).split("|"))) for name, _, words in (line.partition("=") for line in lines))
