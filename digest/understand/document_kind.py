"""What document a text is, where it is no government work report: a plan, a budget, a court's report, a town's, half a year's.

Asked in this order: before whom and in whose name it is given (title block, opening), whether of a town, what its title says, whether it
tells of half a year, whether it is given to a standing committee; a title of another document is believed where no government speaks.
The words are content/lexicons/document-titles.txt and document-openings.txt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.model.catalogue import Catalogue
from digest.understand import heading_marks
from digest.understand.places import Atlas
from digest.understand.views import View

# A government that reports its work to a congress: then a headline may be that of the notice, the page or the annex it came with
# matches 我代表某县人民政府向大会报告工作 · 我代表市政府，向大会作政府工作报告      not 受市人民政府委托，向大会报告 · 我代表市政府报告上半年工作
_GOVERNMENT_REPORTS = re.compile(r"代表[^，。；]{0,16}政府[，,]?[^，。；半季]{0,8}(?:报告(?:政府)?工作|作(?:政府)?工作报告)")
# The clause in which one speaks in a government's name: what is said behind it is mentioned only, and does not tell who speaks
# matches 我代表县人民政府，向大会报告政府工作 · 我谨代表市政府作工作报告 · 受市政府委托，报告政府工作      not 县长代表县政府作报告 · 我受市政府委托，报告预算
_SPEAKS_FOR = re.compile(
    r"我[^，,。；]{0,8}代表[^，,。；]{0,16}政府[，,]?[^，,。；]{0,16}?(?:报告|汇报)[^，,。；]{0,24}"
    r"|受[^，,。；]{0,16}政府委托[，,]?[^，,。；]{0,8}(?:报告政府工作|作政府工作报告)"
)
# Who heads a government: a line with one of them is of no other speaker, whatever else he is
# matches 市委副书记、市长张三丰 · 代县长      not 乡长 · 局长 · 新乡长垣
_HEADS = re.compile(r"(?:省|市|区|县|州|盟|旗)长(?!垣|治|春|沙|安|乐|葛|海|岛)")
# A town or street, as it is named where it reports
# matches 路东镇第十九届人民代表大会 · 凤城乡人民政府 · 路西街道办事处 · 白沙苏木第十届人大      not 县人民政府 · 景德镇市人民政府
_TOWN = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,8}?(?:[乡镇]|苏木|街道))"
    r"(?:(?:人民)?政府|办事处|居民|党工委|第[一二三四五六七八九十0-9]{1,4}届(?:人民代表大会|人大))"
)
# A head of one
# at the start: 镇长张三丰 · 代乡长张三丰 · 苏木达张三丰      not 县长 · 新乡长垣
_TOWN_HEAD = re.compile(r".{0,12}?(?:^|[代副乡镇木府、：:])(?:[乡镇]长|苏木达)(?!垣)")
# matches 上半年工作 · 上半年主要指标完成情况 · 半年来      not 上半年印发 · 大半年来
_HALF = re.compile(r"[上下]半年[^，。印]{0,12}(?:工作|情况|总结|报告|汇报|运行|执行)|(?<![大多一])半年(?=来|工作|总结|以来)")
# matches 某市第十七届人民代表大会常务委员会第二十一次会议 · 人大常委会第五次会议      not 人民代表大会第三次会议
_COMMITTEE = re.compile(r"(?:人民代表大会常务委员会|人大常委会|人大常务委员会)第?[一二三四五六七八九十百0-9]{1,4}次(?:全体)?会议")
# matches 全镇 · 我乡 · 全街道      not 乡镇
_SPEAKS_OF_TOWN = re.compile(r"(?:全|我)(?:[乡镇](?!村)|街道|苏木)")
# matches 全县 · 我市      not 乡镇
_SPEAKS_OF_MORE = re.compile(r"(?:全|我)[省市县区州盟旗]")
# A title that is the report's own, whatever a page adds to it
# matches 侯马市2024年政府工作报告 · 政府工作报告（摘要）——2024年 · 政府工作报告全文_某网      not 政府工作报告名词解释 · 市长谈政府工作报告
_OWN_TITLE = re.compile(
    r"(?:^|(?<![谈读评看议学习对于《说]))政府工作报告》?(?:全文|正文|摘要|摘编|摘登|节选|实录|[（(][^）)]{0,30}[）)])?"
    r"(?:$|[—\-－_|·,，、(（\s](?!.{0,24}(?:述评|评论|解读|解释|清单|分解|说明|方案|问答|热词|看点|图解)))"
)
# What a title of a document ends in
# matches 2023年工作总结 · 2024年工作要点（草案） · 专项报告      not 政府门户网站 · 市长张三丰
_DOCUMENT = re.compile(
    r"(?:报告|总结|要点|通报|清单|公开|公报|纲要|规划|方案|意见|通知|决定|决议|说明|解释|讲话|述评|评论|公告|计划|打算|思路|安排|办法|条例|细则|议案"
    r"|批复|纪要|简报|汇报|综述|解读|问答|实录|答记者问|发言|致辞|倡议书|公开信)(?:[（(][^）)]{0,12}[）)])?$"
)
NO_TOWNS = ("乡镇", "城镇", "城乡", "村镇", "集镇")  # 城镇居民, 城乡居民: towns in general
LONGEST_TITLE = 80  # characters of a line that can be a title
OPENING = 160  # characters of a text in which it says in whose name it speaks
SHORTEST_TITLE = 6
NEAR = 5  # lines above the text that may be its title block where none is recognised
LEAST_LETTERS = 200  # of a text in another language
LOOKED_AT = 4_000  # characters that tell a language
# matches 市 · a · é      not 1 · ， · _
_LETTERS = re.compile(r"[^\W\d_]+")
# matches 市      not a · 1 · ，
_HAN = re.compile("[\u4e00-\u9fff]+")
# A newspaper's lead, be it wrapped: no title, whatever it tells of
# at the start: 3月5日，某县 · 2024年3月5日，      not 3月5日某县 · 2024年，
_LEAD = re.compile(r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日[，,]")
# what … of a phrase stands for: a few characters within a clause
# wholly: 昌黎县 · 第十八届      not 某县，某市 · 县政府向县
_ANY = r"(?:(?!向|政府)[^，,。；;：:！!]){0,16}?"


def other_kind(view: View, catalogue: Catalogue, known: Atlas) -> str:
    """The lines above a text and its beginning → what other document it is, "" where nothing says that it is another.

    关于…国民经济和社会发展计划草案的报告 → 国民经济和社会发展计划报告; 政府工作报告 with 我代表镇人民政府 → 乡镇的工作报告
    """
    masthead = [line for line in view.masthead.split("\n") if line]
    opening = heading_marks.compact(view.opening)[:OPENING]
    ours = bool(_GOVERNMENT_REPORTS.search(opening))
    told = opening[: found.end()] if (found := _SPEAKS_FOR.search(opening)) else opening
    near = masthead if ours else [*view.headlines[-NEAR:], *masthead]
    spoken = [*(line for line in near if len(line) <= LONGEST_TITLE and not _HEADS.search(line)), told]
    lines = [line for line in (*masthead, *view.headlines) if len(line) <= LONGEST_TITLE and not line.endswith("。") and not _LEAD.match(line)]
    titles = [line for line in lines if heading_marks.TITLE.fullmatch(line) and _OWN_TITLE.search(line)]
    if titles or ours:
        lines = [title.partition("政府工作报告")[0] for title in titles]  # 2024年上半年|政府工作报告
    return (
        _first_named(catalogue.words("document-openings"), spoken)
        or _of_town([*near, told], view.body, known)
        or _first_named(catalogue.words("document-titles"), [re.sub("[《》“”｜|]", "", line) for line in lines])
        or _of_half_year([*near, opening], view)
        or ("向人大常委会的报告" if any(_COMMITTEE.search(line) for line in near) else "")
        or _in_another_language(view)
        or ("" if ours else _other_title(lines, masthead, view))
    )


def _other_title(lines: list[str], masthead: list[str], view: View) -> str:
    """The title of another document, where nothing says that a government reports: no title of its own, and no head of one speaks."""
    above = [*masthead, *view.headlines]
    if any(_OWN_TITLE.search(line) for line in above) or any(_HEADS.search(line) for line in masthead):
        return ""
    return next((f"《{line.strip('《》')}》" for line in reversed(lines) if len(line) > SHORTEST_TITLE and _DOCUMENT.search(line)), "")


def _of_town(lines: list[str], body: str, atlas: Atlas) -> str:
    """Whether a town or a street reports: 景德镇 and 新乡 are none."""
    for line in lines:
        for found in _TOWN.finditer(line):
            if _is_town(atlas, found["name"]):
                return "街道的工作报告" if found["name"].endswith("街道") else "乡镇的工作报告"
        if (_TOWN_HEAD.match(line) and len(line) <= LONGEST_TITLE and not _HEADS.search(line)) or re.search("代表(?:[乡镇]|苏木)(?:人民)?政府", line):
            return "乡镇的工作报告"
    own = _SPEAKS_OF_TOWN.findall(body)
    if len(own) > 1 and len(own) > len(_SPEAKS_OF_MORE.findall(body)):
        return "街道的工作报告" if own[0].endswith("街道") else "乡镇的工作报告"
    return ""


def _is_town(atlas: Atlas, name: str) -> bool:
    """Whether a name is a town's or a street's, and not the end of a greater place's: 景德镇, 新乡, 萍乡."""
    return not name.endswith(NO_TOWNS) and not any(name[at:] in atlas.by_stem for at in range(len(name) - 1))


def _of_half_year(lines: list[str], view: View) -> str:
    """Whether half a year is reported: the title or the opening says so, or chapters on both halves."""
    lines_of_body = (line for line in view.body.split("\n") if len(line) <= LONGEST_TITLE)
    heads = [head for line in lines_of_body if not heading_marks.is_sentence(head := _head_of(line))]
    both = any("上半年" in line for line in heads) and any("下半年" in line for line in heads)
    return "半年工作报告" if both or any(_HALF.search(line) for line in lines) else ""


def _head_of(line: str) -> str:
    """A line → the heading that it is or begins with: 一、上半年工作情况。全市增长6%。 → 一、上半年工作情况"""
    return line.partition("。")[0] if heading_marks.number_style(line)[0] else line


def _in_another_language(view: View) -> str:
    letters = sum(map(len, _LETTERS.findall(view.body, 0, LOOKED_AT)))
    han = sum(map(len, _HAN.findall(view.body, 0, LOOKED_AT)))
    return "外文文本" if letters >= LEAST_LETTERS and han * 5 < letters else ""


def _first_named(phrases: tuple[str, ...], texts: list[str]) -> str:
    """Phrases with the kind that each names (计划草案=国民经济和社会发展计划报告), and texts → the kind of the first phrase found."""
    for pattern, kind in _compiled(phrases):
        if any(pattern.search(text) for text in texts):
            return kind
    return ""


@lru_cache(maxsize=8)
def _compiled(phrases: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (phrase.partition("=") for phrase in phrases)
    return tuple((re.compile(_pattern_of(words)), kind) for words, _, kind in pairs if words and kind)


def _pattern_of(words: str) -> str:
    """镇第…届 → its pattern, as lines are searched without spaces; ^院长 stands at the start."""
    start, words = "^" if words.startswith("^") else "", heading_marks.compact(words)
    return start + _ANY.join(map(re.escape, words.removeprefix("^").split("…")))
