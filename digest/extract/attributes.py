"""A name in a sentence → whether it is only an attribute or a yardstick of something else: 工业增加值|能耗, 占|地区生产总值|比重, 与经济增长同步.

The head of a phrase ends it. Behind a name that is one stands a mark, a number, a verb or a word that leads to a value; another noun makes
the name an attribute of it. Before a yardstick stands 占, 高于, 与 … and what is measured by it is another subject.
"""

from __future__ import annotations

import re

# What is measured stands before: 占全市|地区生产总值, 高于|经济增速
# matches 占 · 占全市 · 高于 · 对全省 · 快于全国      not 对外 · 由于
_MEASURES = re.compile(r"(?:占|相当于|[高低快慢优大小]于|超过|超|跑赢|对|拉动)(?:当年|同期)?(?:[全我本][市县区省国州旗盟])?的?$")
# matches 与 · 和 · 同      not 和谐
_WITH = re.compile(r"[与和同跟](?:当年|同期)?(?:[全我本][市县区省国州旗盟])?的?$")
# What says of two things how one is to the other
# at the start: 同步 · 增长基本同步 · 的比率 · 增速相适应      not 增长5%
_TOGETHER = re.compile(
    r"(?:增长|增速|增幅|基本|保持|大体|总体|水平|[0-9.]{1,5}%(?:左右|以上)?)*"
    r"(?:的?比[率重例值]|之比|的?差距|倍差|同步|匹配|相适应|相当|相一致|一致|持平)"
)
# A ratio of two, and no comparison with last year: 城乡居民收入|比缩小至2.1
# at the start: 比缩小到 · 比为 · 比2.1:1      not 比上年增长 · 比2020年 · 比重
_RATIO = re.compile(r"比(?:值|率)?(?:由|从|为|降|缩小|下降|控制|保持|达?到?[0-9.]{1,5}(?:[:：∶]|，|。|$))")


# What a name is only an attribute of
# at the start: 能耗 · 的贡献率 · 周边      not 增长
_OF = re.compile(r"的?(?:能耗|贡献率|强度|(?<=投资)项目|周边|周围|附近|沿线|(?<=学位)(?:点|授权)|(?<=公路)总里程)")


def is_attribute(text: str, start: int, end: int) -> bool:
    """Characters start to end of a text, a name → whether it is only an attribute or a yardstick there."""
    before = text[max(0, start - 12) : start]
    if _RATIO.match(text, end) or _MEASURES.search(before) or _OF.match(text, end):
        return True
    return bool(_TOGETHER.match(text, end) and _WITH.search(before))
