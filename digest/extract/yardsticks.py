"""A sentence → the yardsticks in it: what a target says in place of a number (高于全省平均, 与经济增长同步, 完成国家下达任务, 只增不减)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from digest.chinese.sentences import Span
from digest.chinese.word_patterns import any_of
from digest.model.closed_sets import Relation

_END = r"(?=[，。；、,;）)]|等|$)"
_WHOM = (
    r"(?:(?:城镇|全国|全省|全市|全区|全州|全盟|全县|国家|省定|市定|省|市|上级|上年|去年|同期|年度|经济|地区生产总值|GDP|考核|预期)[\u4e00-\u9fff]{0,8}?"
    r"|[\u4e00-\u9fffA-Z]{2,10}?(?:增速|增幅|增长率?|平均(?:水平)?|均值|预期))"
)
# matches 高于全省平均水平 · 快于经济增长 · 快于城镇 · 略高于经济增速 · 跑赢GDP增速      not 高于全省2个百分点 · 高于5% · 值得高于
_ABOVE = re.compile(
    rf"(?<![得能])(?:略微?|稍|适度|明显)?(?P<sign>不低于|不高于|不超过|高于|快于|优于|好于|低于|跑赢|超过)(?P<whom>{_WHOM}){_END}"
)
# The last 与 or 和 leads to whom: 城镇和农村居民收入增长与经济增长同步
# matches 与经济增长同步 · 与经济增长大体同步 · 与劳动生产率同步提高      not 与全省同步推进
_WITH = re.compile(
    rf"[与和同跟](?P<whom>(?:(?![与和同跟])[\u4e00-\u9fffA-Z]){{2,12}}?)(?:保持)?(?:基本|大体|大致)?同步(?:增长|提高|提升)?{_END}"
)
# matches 控制在市定目标以内 · 保持在合理区间 · 保持合理水平      not 控制在4%以内 · 稳定在世界一流水平
_WITHIN = re.compile(
    r"(?:(?:控制|保持|稳定|维持|运行|处)[在于](?P<whom>[\u4e00-\u9fff、]{0,8}(?:目标|任务|指标)(?:[\u4e00-\u9fff]{0,2}?)(?<!以上)"
    rf"|(?:合理|适度|预期|正常|较?低位?)的?[\u4e00-\u9fff]{{0,2}}(?:区间|水平|范围|运行))|(?:保持|处于)(?P<fit>合理(?:区间|水平|范围)))(?:以内|之内|内)?{_END}"
)
_AUTHORITY = r"(?:(?:国家|中央|上级|自治区|省委|省里?|市委|市里?|州|盟)[、和]?){1,4}"
_SET = r"(?:级?下达|核定|确定|规定|分解|考核|定|要求)"
_TASK = r"(?:约束性指标|目标任务|任务目标|目标要求|控制目标|目标|任务|要求|指标)"
_THING = r"[\u4e00-\u9fffA-Z、.0-9]{2,40}?(?<!的)"
_PLAN = r"“?十[一二三四五]五”?(?:期间|规划)?的?"
# What a task is of may stand within: 完成国家下达的|粮食生产|目标任务
# matches 完成省下达任务 · 完成国家下达的粮食生产目标任务 · 完成下达目标 · 达到市定标准 · 完成“十四五”国家考核目标
# not 完成目标任务的120% · 完成市档案馆建设任务 · 达到国家标准 · 完成“十四五”规划目标任务
_MET = re.compile(
    r"(?:超额|全面|圆满|如期|按期){0,2}(?:完成|达到?|实现)(?:或(?:好于|优于))?(?:20[0-9]{2}年|今年|全年|年度)?"
    rf"(?P<whom>(?:(?:{_PLAN})?(?:{_AUTHORITY}{_SET}(?:、{_AUTHORITY}{_SET})?|下达|考核|国家)(?:我[省市区县州])?的?"
    rf"(?:{_PLAN})?(?P<thing>{_THING})??{_TASK}|{_AUTHORITY}{_TASK}|{_AUTHORITY}{_SET}[\u4e00-\u9fff]{{0,4}}标准)){_END}"
)
# The same where nobody is named who sets the task: only of what an indicator is named for
# matches 全面完成“十四五”期间能耗强度下降目标 · 按照国家要求坚决完成节能减排任务      not 完成节能改造任务 · 按照要求完成任务
_ASKED = re.compile(
    rf"(?:(?:全面|圆满|如期|确保){{0,2}}完成(?P<whom>{_PLAN})|按照?(?P<asked>{_AUTHORITY}(?:下达的)?(?:部署|要求|标准|目标|任务))[\u4e00-\u9fff，]{{0,6}}?完成)"
    rf"(?P<thing>{_THING}){_TASK}{_END}"
)
# The same said the other way round
# matches 能源消耗、生态环境质量等任务全面完成      not 各项工作全面完成
_FULFILLED = re.compile(rf"(?P<thing>{_THING})等?(?P<whom>{_TASK})(?:全面|圆满|如期|按期|坚决|确保)*完成{_END}")
# Constraints are set from above, whether it is said or not.
# matches 全面完成节能减排降碳约束性指标      not 完成各项指标
_BOUND = re.compile(rf"(?:全面|圆满)?完成(?P<thing>[\u4e00-\u9fff、]{{2,24}}?)(?P<whom>约束性指标){_END}")
# matches 稳定达到Ⅲ类及以上 · 达Ⅱ类标准 · 达到或好于Ⅲ类 · 保持地表Ⅱ类水以上      not 建成Ⅲ类水体治理工程
_GRADE = re.compile(
    r"(?:稳定|持续)?(?:达到?(?:或(?:好于|优于))?|保持在?|优于|均?为)(?:国家|地表水?)?(?P<whom>(?:[ⅠⅡⅢⅣⅤ一二三四五]|I{1,3}V?|IV)类)[\u4e00-\u9fff]{0,8}?"
    + _END
)
# Out of the last of a ranking, which is a target where it is planned
# matches 退出全省“后二十” · 稳定退出后三位 · 退后十 · 退出168个重点城市的后30      not 退出机制 · 退后一步
_NOT_LAST = re.compile(
    r"(?:(?<=[\u4e00-\u9fff]{3})在[\u4e00-\u9fff]{2,4})?(?:稳定|持续|力争|确保)?(?:退出(?P<whom>[\u4e00-\u9fff0-9]{0,10}?[“‘]?后(?:[二三四五六七八九]?十[一二三四五六七八九]?|[三五]|[1-9][0-9]?)[位名]?[”’]?)"
    r"|退(?P<told>后(?:[二三四五]?十|[1-9][0-9])[位名]?))"
)
# matches 与全国一致 · 与全省平均水平基本持平      not 与全国一道
_LIKE = re.compile(rf"[与和同跟](?P<whom>(?:全国|全省|全市|全区|全州|上年)(?:平均)?(?:水平|目标)?)(?:保持)?(?:基本|大体)?(?:一致|持平|相当){_END}")
# 稳步提升 is a wish that nothing can be held against, and 止跌回稳 one of the market.
# matches 只增不减 · 只降不升 · 价格基本稳定 · 由降转增 · 实现正增长 · 面积不减少 · 进一步下降
# not 有增有减 · 稳步提升 · 负增长 · 止跌回稳 · 政策总体稳定
_TREND = re.compile(
    r"(?:(?P<rising>只增不减|只升不降|稳中有[升增]|由[降负跌减]转[增正升]|[转扭]负为正|止跌回升|(?:保持|实现)正增长)"
    r"|(?P<falling>只降不升|只减不增|稳中[有趋]降|(?:保持|进一步|持续)下降|由[升增]转降|(?:实现|保持)?双下降)"
    rf"|(?P<kept>(?:保持)?(?:基本|大体)稳定|保持稳定|不减少|不下降|不降低|不反弹))(?:[”’])?{_END}"
)
# matches 在实际工作中努力争取更好结果 · 、力争更好结果 · ，根据实际情况争取更好的结果      not 争取更多支持
_BETTER = re.compile(
    r"[、，,]?(?:在?实际(?:工作|执行)中|(?:根据|结合)实际(?:情况)?)?(?:我们)?(?:将|要)?(?:尽?可能|尽最大努力|全力|努力|奋力|积极){0,3}(?:争取|力争|追求|实现)(?:取得|实现)?更[好优]的?(?:结果|成效|成绩)"
)
_TASKS = frozenset({"目标", "任务", "指标"})
# What a sentence holds that bears such a yardstick, and how it is found: one look for all of it leaves most sentences out
_AGAINST: tuple[tuple[frozenset[str], re.Pattern[str], Relation], ...] = (
    (frozenset({"于", "超过", "跑赢"}), _ABOVE, "above"),
    (frozenset({"同步"}), _WITH, "with"),
    (_TASKS | {"区间", "水平", "范围", "运行"}, _WITHIN, "within"),
    (_TASKS | {"要求", "标准"}, _MET, "met"),
    (_TASKS | {"要求"}, _ASKED, "met"),
    (_TASKS | {"要求"}, _FULFILLED, "met"),
    (frozenset({"指标"}), _BOUND, "met"),
    (frozenset({"退"}), _NOT_LAST, "above"),
    (frozenset({"一致", "持平", "相当"}), _LIKE, "with"),
    (frozenset({"类"}), _GRADE, "met"),
    (frozenset({"更好", "更优"}), _BETTER, "better"),
)
_OF_TREND = frozenset({"只", "稳中", "由", "负为正", "止跌", "正增长", "双下降", "下降", "稳定", "不减少", "不下降", "不降低", "不反弹"})
# matches 高于 · 同步 · 目标      not 增长5%
_MARK = re.compile(any_of(_OF_TREND.union(*(marks for marks, _, _ in _AGAINST))))
_TRENDS: tuple[Relation, ...] = ("rising", "falling", "kept")
_SIGNS: Mapping[str, Relation] = {"低于": "below", "不高于": "within", "不超过": "within"}
# A task of all kinds is of none.
# wholly: 各项 · 年度 · 主要      not 粮食生产
_OF_ALL = re.compile(r"(?:各项|各类|其他|全部|主要|有关|相关|年度|全年|控制|考核|工作|约束性|预期|既定|的|[、和])+")


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a target is held against: where it stands, and what it is of where that stands within (完成国家下达的|粮食生产|任务).

    `loose`: so much is said of many things, so that it is a target only of what an indicator is named for.
    """

    relation: Relation
    against: str
    start: int
    end: int
    thing: Span | None = None
    loose: bool = False


def yardsticks(text: str, sentence: Span) -> Iterator[Yardstick]:
    """A sentence → its yardsticks in reading order; of two that overlap the one that begins first.

    居民收入增长与经济增长同步 → with 经济增长; 完成国家下达的粮食生产任务 → met, of 粮食生产
    """
    found: list[Yardstick] = []
    borne = frozenset(_MARK.findall(text, sentence.start, sentence.end))
    for marks, pattern, relation in _AGAINST:
        if borne & marks:
            loose = pattern in (_ASKED, _FULFILLED, _BETTER)
            matches = pattern.finditer(text, sentence.start, sentence.end)
            found += [replace(_yardstick_of_match(m, relation), loose=loose or bool(m.groupdict().get("told"))) for m in matches]
    for match in _TREND.finditer(text, sentence.start, sentence.end) if borne & _OF_TREND else ():
        found += [Yardstick(way, "", match.start(), match.end()) for way in _TRENDS if match[way]]
    at = sentence.start
    for yardstick in sorted(found, key=lambda x: (x.start, -x.end)):
        if yardstick.start >= at:
            yield yardstick
            at = yardstick.end


def _yardstick_of_match(match: re.Match[str], relation: Relation) -> Yardstick:
    said = match.groupdict()
    whom = next((said[name] for name in ("whom", "fit", "asked", "told") if said.get(name)), "")
    thing = Span(*match.span("thing")) if said.get("thing") else None
    if thing and _OF_ALL.fullmatch(match["thing"]):
        thing = Span(thing.start, match.end()) if match[0].endswith("约束性指标") else None
    return Yardstick(_SIGNS.get(said.get("sign") or "", relation), whom, match.start(), match.end(), thing)
