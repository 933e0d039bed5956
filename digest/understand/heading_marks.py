"""How to recognise a line that is a heading, a part of the title block, or the salutation: 一、…, （一）…, 各位代表：.

Patterns only, and questions about one line. Digits and punctuation may be full- or half-width everywhere. Every repeat is
bounded, so that hostile text costs no more than its length.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.chinese.numerals import number

DIGIT = "[0-9０-９]"
NUMERAL = "[一二三四五六七八九十]{1,3}"
OFFICES = "省长|市长|区长|县长|州长|盟长|旗长|主席|主任|专员|总理|特首"
OFFICE_HELD = rf"(?:代理?|副|常务副)?(?:{OFFICES})(?:[（(]代理?[）)])?"  # 代县长, 县长（代）
PERSON = "(?:[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}|[\u4e00-\u9fff]{2,8})"  # 张三丰, 买买提·艾力
LONGEST_MASTHEAD = 100  # characters of a line of the title block: title, occasion and speaker may stand in one
ENDS = "。！？!?；;…"  # what ends a sentence or a clause at a line's end
CLOSERS = "”’」』）)】》〕］]\""

# The number styles of headings, the highest in rank first: (style, rank, pattern).
STYLES: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    # at the start: 第一部分 2023年工作回顾 · 第1部分：过去一年 · 上篇：过去一年 · PART 01 过去一年      not 第一产业增加值 · 上篇幅 · PARTY
    ("part", 0, re.compile(
        rf"(?:(?:PART|Part)[ .]{{0,2}}{DIGIT}{{1,2}}[：:、.\s]{{1,4}}|第(?:{NUMERAL}|{DIGIT})(?:部分|章|篇|编)[：:、\s]{{0,4}}|[上中下]篇[：:、\s]{{1,4}})")),
    # at the start: 一、2023年工作回顾 · 一 2023年工作回顾      not 一是抓好项目 · 三 农
    ("chinese", 1, re.compile(rf"{NUMERAL}(?:\s?[、．.]\s?|[ \u3000]{{1,4}}(?=[“0-9０-９]|[\u4e00-\u9fff]{{4}}))")),
    # at the start: 4 努力在开放上走在前列      not 4月20日
    ("newspaper", 1, re.compile(rf"{DIGIT}{{1,2}}[ \u3000](?=[\u4e00-\u9fff])")),
    # at the start: 第一，稳定增长 · 任务一：扩大内需      not 第一书记 · 任务一定完成
    ("ordinal", 2, re.compile(rf"(?:第|任务){NUMERAL}[，,、：:]\s?")),
    # at the start: （一）经济平稳 · 一）经济平稳      not （一期）工程
    ("paren", 2, re.compile(rf"(?:[（(]\s?)?{NUMERAL}\s?[）)][、.．]?\s?")),
    # at the start: 1.做强产业 · 1）做强产业 · 2.2024年工作安排      not 1.5万亩
    ("digit", 3, re.compile(rf"{DIGIT}{{1,2}}\s?(?:[、．)）]|\.(?!{DIGIT})|\.(?=20[0-9]{{2}}年))\s?")),
    # at the start: （1）基础教育      not （2024年）
    ("digit-paren", 4, re.compile(rf"[（(]{DIGIT}{{1,2}}[）)]\s?|[①-⑳]\s?")),
    # at the start: 一是抓好就业      not 一时之间
    ("item", 4, re.compile(rf"{NUMERAL}(?:是|要)(?!否)")),
)
RANKS = {"annex": 0, "chapter": 0, **{style: rank for style, rank, _ in STYLES}, "refrain": 3, "plain": 5, "bare": 6}
NUMBERED = frozenset(style for style, _, _ in STYLES)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# The number in a heading's mark
# matches 第一部分 · （12）      not 附件
COUNT = re.compile(rf"{NUMERAL}|{DIGIT}{{1,2}}|[①-⑳]")

_PERIOD = (
    r"(?:[0-9０-９〇○零一二三四五六七八九]{4}年(?:以来)?|过去(?:的?一年|五年)|今后(?:五年|一个时期)|去年|今年|五年来?|上一年|本届政府"
    r"|“?十[一二三四五六]五”?(?:时期|期间)?)"
)
# An unnumbered heading of a whole chapter
# wholly: 2022年工作回顾 · 回眸2023 · 全面加强政府自身建设 · 2023年目标和重点工作 · 2018年：实干开局      not 回顾过去一年，我们 · 截至2024
CHAPTER = re.compile(
    rf"(?:关于)?(?:{_PERIOD}(?:和|及|以及)?){{0,2}}(?:[^，,、]{{0,6}})(?:工作|经济社会发展|发展成就)(?:情况|成就|成绩)?(?:的)?(?:简要|主要)?"
    r"(?:回顾|总结|安排|部署|打算|建议|目标|展望|总体要求|主要任务|重点任务|任务)[^，,]{0,12}"
    rf"|(?:回眸|回顾|回首|展望|奋进|部署|聚焦)(?:过去|五年|今年)|(?!截[至止]|[到至自比较从])[\u4e00-\u9fff]{{2}}20[0-9]{{2}}年?|{_PERIOD}(?:回眸|回顾|展望)"
    rf"|{_PERIOD}[^，,、]{{0,8}}(?:工作|目标|任务|重点|要求|安排|部署|回顾|谋划|打算|思路|成就)(?:[和与及、][^，,]{{2,16}})?"
    rf"|{_PERIOD}[：:][^，,：:]{{4,24}}"
    r"|[^，,]{0,8}政府(?:系统)?自身(?:改革和?)?建设[^，,]{0,8}|[^，,]{0,8}建设[^，,]{0,6}人民满意[^，,]{0,4}政府"
)
# wholly: 名词解释 · 附件：《政府工作报告》有关名词说明 · 附注 · 报告中部分专用名词注释      not 解释工作 · 注释工作
GLOSSARY = re.compile(
    r"(?:附[件录]?[0-9一二三四五]?[：:]?)?(?:[0-9]{4}年)?(?:《?[^《》]{0,12}(?:政府工作)?报告》?)?(?:有关|相关|涉及|内容|部分|重要|专业|专用|专有|新|若干|中的|中|的){0,4}"
    r"(?:(?:名词|术语|词语|词汇|用语|名称|概念|提法|缩略语|简称)(?:术语)?(?:和.{2,6})?(?:的)?(?:解释|说明|注释|注解|释义|解读|诠释)|注释|附注|注解|释义)[：:]?"
)

# at the start: 各位代表、同志们：      not 全体代表一致通过
SALUTATION = re.compile(
    r"(?:尊敬的)?各位(?:代表|委员|同志|领导)(?:[、，,\s]{0,2}(?:各位)?(?:代表|委员|同志们?|来宾|同事|朋友们?)){0,3}\s?[：:!！]?"
)
# The salutation glued to the first sentence
# at the start: 各位代表：现在，我代表市人民政府      not 各位代表！我们将
ADDRESS = re.compile(rf"{SALUTATION.pattern}[，,]?(?:(?:现在|下面)[，,]?(?:由?我|受)|我(?:代表|受)|受.{2,12}委托)")
# wholly: 某某县人民政府工作报告      not 政府工作报告确定的任务 · 省长某某作政府工作报告
TITLE = re.compile(r".{0,24}(?<!作)(?<!作了)(?<!作《)政府工作报告(?:[（(《].{0,24}[）)》])?|工作报告")
# wholly: 政府工作报告 · 某某县人民政府工作报告      not 2024年政府工作报告
BARE_TITLE = re.compile(r"政府工作报告|工作报告|.{2,12}人民政府工作报告")
# wholly: ——2024年3月12日在某市第十七届人民代表大会第四次会议上 · 在某市人民代表大会第四次会议上（2024年3月12日上午）      not 各级人民代表大会
OCCASION = re.compile(r".{0,40}人民代表大会.{0,20}会议(?:.{0,10}|上?[（(][0-9〇零一二三四五六七八九十]{2,4}年.{3,12}[）)])")
# A line that is a date
# wholly: （2008年3月27日） · 二〇二四年一月十日 · 2008年元月9日      not 2008年3月，全县
DATE = re.compile(
    r"[（(]?\s?(?:[12][0-9]{3}年?(?:[0-9]{1,2}月?|元月)[0-9]{1,2}日?|[〇○零一二]{1}[〇○零一二三四五六七八九]{3}年.{1,3}月.{1,3}日)"
    r"\s?[）)]?"
)
# The first half of a wrapped occasion
# wholly: 2022年1月28日在某县第十八届 · 2022年元月8日在某县      not 2022年1月28日，大会开幕
DATED = re.compile(r"[（(—\-]{0,4}[12][0-9]{3}年(?:[0-9]{1,2}|元)月[0-9]{1,2}日在[^，。；]{2,40}")
# wholly: ——2024年3月12日在某市第十七届人民代表大会      not 2024年3月12日
DASHED = re.compile(r"[—\-－–―]{1,6}.{4,60}")
_DAY = r"(?:[12][0-9]{3}|[〇○零一二][〇○零一二三四五六七八九]{3})年.{1,3}月.{1,3}日"
# wholly: 某某县人民政府县长张三丰 · 报告人：市长张三丰 · 县长（代）张三丰 · 州长阿尼瓦尔·艾力 · 张三丰（某某县县长）      not 市长 · 2024年市长热线
SPEAKER = re.compile(
    rf"[（(]?(?:{_DAY}[，,]?)?(?:(?:报告人|报告者|作报告人?|主讲人|发言人)[：:]{PERSON}"
    rf"|(?:报告人[：:])?[^0-9年]{{0,24}}?{OFFICE_HELD}[：:，]?(?:同志)?[：:]?{PERSON}(?:同志)?)"
    rf"(?:[（(，,]?{_DAY})?[）)]?|{PERSON}[（(][^0-9年]{{0,24}}?{OFFICE_HELD}[）)]"
)
# The name stands on the next line.
# wholly: 某市人民政府市长      not 市长
OFFICE = re.compile(rf"[\u4e00-\u9fff、]{{0,30}}人民政府{OFFICE_HELD}")
# Whose report it is, on a line of its own
# wholly: 某某县人民政府      not 县人民政府向大会报告
ISSUER = re.compile(r"[\u4e00-\u9fff]{2,16}[省市县区州盟旗]人民政府")
# Title, occasion and speaker in one line
# wholly: 政府工作报告——2024年3月12日在某县第十七届人民代表大会第四次会议上县长张三丰      not 在县人民代表大会会议上提出的建议
ONE_LINE = re.compile(rf"(?:.{{0,16}}政府工作报告)?.{{0,44}}人民代表大会.{{0,20}}会议上?[）)]?(?:{SPEAKER.pattern})")
# wholly: （2024年3月12日）      not 2024年（草案）
PARENTHESIS = re.compile(r"[（(].{2,40}[）)]")
# matches ?? · ???      not ?
LOST = re.compile(r"\?{2,}")


@lru_cache(maxsize=4096)  # of one line many rules ask
def compact(text: str) -> str:
    """A line without its spaces, and without the question marks that a lossy encoding made of spaces: 县长?? 某 某 → 县长某某"""
    return "".join((LOST.sub("", text) if "??" in text else text).split())


def ordinal(text: str) -> int:
    """A line that begins with a number style → its number, 0 without one: （十二）扩大开放 → 12"""
    style, end = number_style(text)
    found = COUNT.search(text, 0, end) if style else None
    if found is None:
        return 0
    value = number(found[0])
    return CIRCLED.find(found[0]) + 1 or (int(value) if value is not None else 0)


@lru_cache(maxsize=4096)
def number_style(text: str) -> tuple[str, int]:
    """A line → its number style and where the text after the number begins; ("", 0) without a number.

    （一）扩大开放 → ("paren", 3)
    """
    for style, _, pattern in STYLES:
        found = pattern.match(text)
        if found:
            return style, found.end()
    return "", 0


def is_sentence(text: str) -> bool:
    """Whether a line is running text: it is long, or a sentence ends in it."""
    return len(text) > 60 or any(mark in text for mark in "。；！？;!?")


def is_closed(text: str) -> bool:
    """Whether a line ends where a sentence may end, closing quotation marks and brackets not counted."""
    body = text.rstrip(CLOSERS + " \u3000")
    return not body or body[-1] in ENDS + "：:." or (len(body) < len(text) and body[-1] not in "，,、")


def is_chapter(text: str) -> bool:
    """Whether a line is an unnumbered heading of a chapter or of the glossary."""
    plain = compact(text)
    if len(plain) > 36 or is_sentence(plain) or plain.endswith(("是", "为", "：", ":")) and not is_glossary(plain):
        return False
    return bool(CHAPTER.fullmatch(plain) or is_glossary(plain))


def is_glossary(text: str) -> bool:
    """名 词 解 释 → True: the heading under which a report explains its words."""
    plain = compact(text)
    _, at = number_style(plain)
    return len(plain) <= 32 and bool(GLOSSARY.fullmatch(plain[at:].strip("（）()【】[]※*〔〕［］—-")))


def is_salutation(text: str) -> bool:
    """各位代表： → True; a paragraph that only begins so is none."""
    return len(text) <= 30 and bool(SALUTATION.fullmatch(compact(text)))


def is_masthead(text: str) -> bool:
    """Whether a line may stand in a report's own title block, above the salutation."""
    plain = compact(text)
    if not plain or len(plain) > LONGEST_MASTHEAD or "。" in plain:
        return False
    patterns = (TITLE, OFFICE, OCCASION, DATE, DATED, DASHED, SPEAKER, PARENTHESIS, ISSUER, ONE_LINE)
    return any(p.fullmatch(plain) for p in patterns) or bool(re.fullmatch(r".{0,20}(?:届|次)?会议(?:上|文件).{0,12}", plain))
