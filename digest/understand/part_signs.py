"""What a heading or a paragraph says for each part: words and years that look back or ahead, the government about itself, how one begins and ends.

Headings speak by their own words; paragraphs by the words of content/lexicons/part-done.txt and part-ahead.txt, each with its weight.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from digest.chinese.word_patterns import any_of_many
from digest.understand import heading_marks
from digest.understand.report_dates import number, periods, years
from digest.understand.report_years import Years

Says = Literal["", "back", "ahead", "perhaps", "both", "self", "glossary"]

# What a chapter looks back on
# matches 2023年工作回顾 · 在奋斗中取得新成效      not 2024年工作安排
REVIEW = re.compile(r"取得.{0,6}(?:成效|进展|成就|突破|成绩)|回顾|回眸|回首|总结|过去|完成情况|执行情况|成就|成绩|[0-9]{4}年(?:政府)?工作情况")
# What it looks forward to
# matches 2024年工作安排 · 新的一年      not 2023年工作回顾
PLAN = re.compile(r"安排|展望|部署|打算|目标|任务|要求|建议|重点|思路|努力|规划|今后|未来|明年|下一步|新的?一年")
# By which a chapter that looks back as well is one that looks forward all the same
# matches 2023年工作回顾和2024年工作安排      not 过去五年目标任务完成情况
AHEAD = re.compile(r"安排|展望|打算|今后|未来|明年|下一步|新的?一年")
# The government about itself
# matches 全面加强政府自身建设 · 提升政府治理效能 · 让人民更加满意的政府      not 城市建设
SELF = re.compile(
    r"自身(?:改革和?)?建设|人民(?:群众)?(?:更加)?满意的?(?:[^，。教作]{0,3})政府|政府建设|政府.{0,6}治理|政府效能|(?:服务型|法治|廉洁)政府"
)
# What tells how a plan of years came about, and so of the years before it
# matches 关于“十四五”规划纲要（草案）的说明      not 名词说明
EXPLAINS = re.compile(r"(?:规划|纲要).{0,12}说明")
# How a paragraph turns to the government's own work without its title
# matches 新形势对政府工作提出了更高要求 · 做好新形势下的政府工作，唯有 · 打铁必须自身硬      not 政府工作报告提出
OF_GOVERNMENT = re.compile(
    r"对(?:加强)?政府(?:工作|自身建设)[^，。]{0,4}提出|做好[^，。]{0,8}政府工作[，。]|衡量政府工作|打铁[^，。]{0,4}自身硬|(?:加强|推进)自身建设|自身建设摆在"
)
# matches 去年的工作 · 上年度工作      not 今年的工作
LAST_YEAR = re.compile(r"去年|上年|上一年")
# matches 去年的工作 · 今年的工作      not 一年来
YEAR_WORDS = re.compile(r"去年|上年|今年|本年|明年")
# A rate that was reached; one that is aimed at says 左右, 以上
# matches 增长5.8%， · 下降2%      not 增长6%左右 · 增长6%以上
REACHED = re.compile(r"(?:增长|下降|提高|提升|增加|减少)[0-9][0-9.]{0,8}%(?!左右|以上|以内|上下)")
# How the speaker begins
# matches 现在，我代表市人民政府      not 市人民政府代表
BEGINS = re.compile(r"我.{0,2}(?:代表|受)|请予审议|请提出|请审议")
# The call with which a report ends
# matches 让我们携起手来 · 努力奋斗！      not 我们将努力奋斗，
CALL = re.compile(r"让我们|奋斗[！!。]?$|篇章[！!。]?$|贡献[！!。]?$|辉煌[！!。]?$|前进[！!。]?$")
# at the start: 各位代表！      not 全体代表
ADDRESS = re.compile(r"各位(?:代表|委员|同志)")
# What may stand before the first words of a paragraph
# at the start: 各位代表！2024年 · （一）2024年 · ——2024年      not 全市2024年
_LEAD = re.compile(r"(?:各位(?:代表|委员)[，,！!：:]\s?|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]\s?|[—\-]{1,3}){1,3}")
# at the start: 今后五年， · 未来五年是 · 新的一年，      not 五年来 · 新的一年里程碑
_YEARS_AHEAD = re.compile(r"(?:今后|未来)(?:五年|一个时期|几年)|(?:在|展望)?新的?一年里?[，,：:]")
# at the start: 2024年是 · 2024年，全市 · 2024年：开新局      not 2024年以来 · 2024年建成的
_YEAR_OPENS = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年(?=[，,：:是]|全[省市县区州旗盟])")
# at the start: 今年是 · 今年，全市 · 明年工作      not 今年以来
_WORD_OPENS = re.compile(r"(?P<word>今年|明年)(?=[，,：:是]|全[省市县区州旗盟]|[^，。]{0,8}(?:工作|目标|任务))")

# at the start: 一年来， · 过去五年，是 · 刚刚过去的一年      not 未来一年
_YEARS_BACK = re.compile(r"(?:刚刚)?过去的?(?:这)?[一二两三四五六七八九十]?年|[一二两三四五六七八九十]年来|回顾过去|回首过去")

WEIGHED = 4000  # characters of a text that are looked at
MOST_OF_A_WORD = 3  # so many times the same word counts
MOST = 6.0  # what the words of one paragraph weigh at most
OPENS = 5.0  # what the year or period with which a paragraph begins weighs
LONGEST_ANNEX = 20  # characters of a line with which an annex begins
BEGINNING, LEAD, HEAD, END = 120, 90, 30, 160  # characters at the head of a paragraph, or at its end, in which it says what it is


def heading_says(title: str, told: Years) -> Says:
    """A heading → whether its chapter looks back, ahead, at both, or at the government itself; "perhaps": ahead, if nothing else speaks.

    “十四五”时期发展成就和“十五五”时期主要目标任务, in a report of 2026 → both; 2024年主要工作, in one of 2024 → ahead
    """
    plain = heading_marks.compact(title)
    if heading_marks.is_glossary(plain):
        return "glossary"
    turns = _times(plain, told)
    back, ahead = bool(REVIEW.search(plain)), bool(AHEAD.search(plain)) or "ahead" in turns
    if EXPLAINS.search(plain):
        return "both"
    if SELF.search(plain) and not back:
        return "self"
    if (back or "back" in turns) and ahead:
        return "both" if back or PLAN.search(plain) else "ahead"
    if back or (turns == {"back"} and not PLAN.search(plain)):
        return "back"
    return "ahead" if ahead else "perhaps" if PLAN.search(plain) else ""


def _times(text: str, told: Years) -> set[str]:
    """The years and five-year plans of a text → on which sides of the report they lie: of 2024, 2023年 is back and 2024年 ahead."""
    if told.planned is None:
        return {"back"} if LAST_YEAR.search(text) else set()
    words = {"back" if (told.meant_by(word) or 0) < told.planned else "ahead" for word in YEAR_WORDS.findall(text)}
    found = words | {"back" if year < told.planned else "ahead" for year in years(text)}
    return found | {"back" if last < told.planned else "ahead" for first, last in periods(text) if last < told.planned or first >= told.planned}


def weight_of(text: str, done: tuple[str, ...], ahead: tuple[str, ...]) -> float:
    """A paragraph → how much it tells of what was done, below nothing where it tells of what is to be done: from -6 to 6.

    全县固定资产投资增长5%，城北水厂建成投用 → above nothing; 力争固定资产投资增长5%，加快推进城北水厂建设 → below
    """
    words, pattern = _weights(done, ahead)
    text = text[:WEIGHED]
    counts = Counter(pattern.findall(text))
    said = sum(words[word] * min(times, MOST_OF_A_WORD) for word, times in counts.items())
    said += 2 * min(len(REACHED.findall(text)), MOST_OF_A_WORD)
    return max(-MOST, min(MOST, said / 2))


@lru_cache(maxsize=4)
def _weights(done: tuple[str, ...], ahead: tuple[str, ...]) -> tuple[dict[str, int], re.Pattern[str]]:
    """The two lists, 同比=3 a word (同比 alone weighs 1) → their words with weights, those ahead below nothing, and the pattern of them all."""
    said = [(*entry.partition("="), sign) for entries, sign in ((done, 1), (ahead, -1)) for entry in entries]
    words = {word: sign * (int(weight) if weight.isdecimal() else 1) for word, _, weight, sign in said}
    return words, re.compile(any_of_many(words))


def opens_with(text: str, told: Years) -> Literal["", "back", "ahead"]:
    """Whether a paragraph begins with a year or period that lies behind the report or before it: 各位代表！2024年是…, of 2024 → ahead"""
    found = _LEAD.match(text)
    lead = text[found.end() if found else 0 :][:LEAD]
    if _YEARS_AHEAD.match(lead):
        return "ahead"
    if _YEARS_BACK.match(lead):
        return "back"
    if told.planned is None:
        return ""
    if found := _WORD_OPENS.match(lead):
        return "ahead" if (told.meant_by(found["word"]) or told.planned) >= told.planned else "back"
    if found := _YEAR_OPENS.match(lead):
        return "ahead" if int(found["year"]) >= told.planned else "back"
    first = next(iter(periods(lead[:12])), None)
    return "" if first is None or first[0] < told.planned <= first[1] else "ahead" if first[0] >= told.planned else "back"


def is_within_a_list(text: str) -> bool:
    """Whether a paragraph is an item of a list, and not its first: 二是加快建设…, （三）…; there a report does not turn to another part."""
    style, at = heading_marks.number_style(text)
    return style not in ("", "part") and not re.match("[（(]?[一1①]", text.replace("十一", "")[:at])


def is_beginning(text: str) -> bool:
    """Whether a paragraph is how a speaker begins: the salutation, 现在，我代表市人民政府…"""
    return heading_marks.is_salutation(text) or bool(BEGINS.search(text[:BEGINNING]))


def is_of_government(text: str) -> bool:
    """Whether a paragraph turns to the government's own work: 各位代表！做好政府工作，必须…; （十）加强政府自身建设。…"""
    lead = text[:LEAD]
    addressed = ADDRESS.match(lead) and (SELF.search(lead) or "政府工作" in lead)
    return bool(addressed or SELF.search(text[:HEAD]) or OF_GOVERNMENT.search(lead))


def number_of(text: str) -> int:
    """The number of an item, 0 for anything else: （十二）全面加强… → 12; 三是… → 3"""
    style, at = heading_marks.number_style(text)
    return number(re.sub("[^一二三四五六七八九十]", "", text[:at])) if style in ("paren", "item") else 0


def begins_annex(text: str) -> bool:
    """附件1, 附：重点工程表 → True: behind it stands what was handed out with the report."""
    return text.startswith("附") and len(text) < LONGEST_ANNEX


def last_call(texts: list[str]) -> int:
    """The texts of paragraphs before the glossary → where the last call stands; their number where there is none.

    It is the last paragraph that addresses the deputies and calls upon everybody, else the last of all if it does either.
    """
    for at in range(len(texts) - 1, len(texts) // 2 - 1, -1):
        text = texts[at]
        addressed = ADDRESS.match(text) or (at and ADDRESS.match(texts[at - 1]) and len(texts[at - 1]) < 12)
        if (addressed and CALL.search(text[-END:])) or (at == len(texts) - 1 and (ADDRESS.match(text) or "让我们" in text)):
            return at - (not ADDRESS.match(text) and bool(addressed))
    return len(texts)
