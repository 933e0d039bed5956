"""Units as reports write them → the canonical unit: 公顷 is 亩, 万吨/年 is 吨/年; the noun Quantity, and the conversion into an indicator's unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, getcontext

from digest.chinese.word_patterns import any_of
from digest.model.closed_sets import Bound

# unit as written → (canonical unit, factor): area 亩 (1 公顷 = 15 亩, 1 平方公里 = 1500 亩), mass 吨, length 公里, energy 千瓦时
_ALIKE: dict[str, dict[str, str]] = {
    "百分点": {"个百分点": "1", "百分点": "1"},
    "位次": {"个位次": "1", "位次": "1"},
    "千分点": {"个千分点": "1", "千分点": "1"},
    "%": {"%": "1", "％": "1", "﹪": "1", "成": "10"},
    "‰": {"‰": "1"},
    "亩": {"亩": "1", "公顷": "15", "平方公里": "1500", "平方千米": "1500", "km²": "1500", "㎢": "1500"},
    "吨": {"吨": "1", "公斤": "0.001", "千克": "0.001", "斤": "0.0005", "kg": "0.001"},
    "公里": {"公里": "1", "千米": "1", "km": "1"},
    "平方米": {"平方米": "1", "平米": "1", "㎡": "1", "m²": "1"},
    "立方米": {"立方米": "1", "立方": "1", "m³": "1", "㎥": "1"},
    "千瓦": {"千瓦": "1", "兆瓦": "1000", "吉瓦": "1000000", "MW": "1000", "GW": "1000000", "kW": "1"},
    "千瓦时": {"千瓦时": "1", "度": "1", "兆瓦时": "1000", "吉瓦时": "1000000", "MWh": "1000", "GWh": "1000000"},
    "吨标准煤": {"吨标准煤": "1", "吨标煤": "1"},
    "标箱": {"标箱": "1", "标准箱": "1", "TEU": "1"},
    "分钟": {"分钟": "1", "小时": "60"},
    "微克/立方米": dict.fromkeys(("微克/立方米", "微克每立方米", "微克", "微克/m³", "微克/㎥", "μg/㎥", "μg/m³", "μg/m3", "ug/m3"), "1"),
    "人次": {"人次": "1", "人/次": "1"},
    "台": {"台": "1", "台/套": "1", "台套": "1", "台（套）": "1", "台(套)": "1"},
    "元": {"元": "1", "元人民币": "1"},
}
_ALONE = (
    "美元", "港元", "欧元", "日元", "元/月", "元/人", "元/亩", "元/年", "元/吨", "元/平方米", "吨/日", "立方米/日", "毫克/升",
    "米", "户次", "亩次", "家次", "场次", "架次", "车次", "班次", "批次", "人", "名", "户", "家", "个", "件", "场", "座", "套", "部", "天",
    "条", "处", "项", "所", "张", "辆", "次", "宗", "间", "栋", "幢", "倍", "份", "篇", "支", "只", "头", "株", "棵", "盏", "枚", "块",
    "片", "艘", "架", "册", "种", "款", "起", "例", "笔", "列", "批", "眼", "组", "本", "门",
)  # fmt: skip
UNITS: dict[str, tuple[str, Decimal]] = {word: (unit, Decimal(f)) for unit, words in _ALIKE.items() for word, f in words.items()}
UNITS |= {word: (word, Decimal(1)) for word in _ALONE}
BARE = "（无单位）"  # of an amount without a unit (突破10亿), which takes the unit of what it is said of
_TARGETS = {
    "亿元": ("元", Decimal(10**8)),
    "万元": ("元", Decimal(10**4)),
    "亿美元": ("美元", Decimal(10**8)),
    "万千瓦": ("千瓦", Decimal(10**4)),
    "万平方米": ("平方米", Decimal(10**4)),
    "亿千瓦时": ("千瓦时", Decimal(10**8)),
    "平方公里": ("亩", Decimal(1500)),
    "公里": ("米", Decimal(1000)),
}
# What an amount may be given over: 吨/年, 吨标准煤/万元, 元/人·年
# wholly: /年 · /万元 · /人·年 · 每吨      not 每吨煤 · /组
_PER = (
    r"(?:[/／](?:万元|亿元|元|吨标准煤|吨|公斤|亩|公顷|平方公里|平方米|立方米|m²|m³|升|人次|人|户|年|月|日|天|小时|分钟|秒|次|件|张|台|辆|公里|床|株|个|套|名|h|d)"
    r"(?:[·/／](?:年|月|日|天|次))?|·(?:年|月|天)|每(?:吨|亩|人|户|平方米|立方米|月|年)(?=[，。、；：）)]|以上|左右|$))"
)
# wholly: 元 · 吨/年 · 吨标准煤/万元 · 元每吨      not 吨煤
UNIT = rf"(?:{any_of(UNITS)})(?:{_PER})?"
# matches 元每吨      not 元/吨
_EACH = re.compile("每|／")

ROUNDED = 6  # digits of a value that has no end in its other unit: a third of a square kilometre
# A unit's character that begins another word
# at the start: 人民 · 件事 · 个半成      not 户， · 件， · 个半岛
NOT_UNIT = re.compile(
    r"个一|人民|人均|人才|人大|人社|人居|元旦|元宵|成立|成功|成员|成为|成果|成效|成长|成都|成本|成品|成熟|成绩|成就|成群|"
    r"成交|成型|家庭|个体|天然|分别|分区|分类|年级|米袋|度假|度过|度汛|头部|支持|支出|支部|支付|支撑|支线|支柱|支行|支队(?!伍)|只有|只要|只增|只减|"
    r"份额|款项|种植|种子|种业|种养|种粮|种质|种苗|种草|种树|种猪|种畜|种源|批复|批准|批发|起步|起来|起到|起草|起点|例如|列入|列为|列全|列第|列出|"
    r"组织|组建|组团|组成|本科|本级|本地|本市|本县|本省|本土|本领|本次|本年|次产业|块状|片区|片段|项目|部分|部门|处理|处于|处置|场景|台账|条例|条件|"
    r"所有|所在|名单|名录|家具|家电|家政|天气|套路|件套|个点|个半(?!导|岛|成品|自动|挂|封|干|山|决)|个[多余][亿万]|部件|座谈|起底|只减|家万户|头万绪|元化|个亿|条龙|张网|张图|件事|本账|张蓝图|门店|门诊|门类|门槛|门前|门口|门户|门外"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text: characters start to end hold it with the words of its bound.

    `value` and `high` are in `unit`, the canonical form of the unit `written`; 亿 and 万 are multiplied out (8.9亿元 → 890000000 元).
    `high` is the end of a range, `at` where the digits begin.
    """

    value: Decimal
    unit: str
    bound: Bound
    start: int
    end: int
    at: int
    written: str
    high: Decimal | None = None


def unit_of(written: str) -> tuple[str, Decimal]:
    """A unit as written → the canonical unit, and the factor to it.  公顷 → 亩, 15    公斤/年 → 吨/年, 0.001    元每吨 → 元/吨, 1"""
    said = _EACH.sub("/", written) if written not in UNITS else written
    if said in UNITS:
        return UNITS[said]
    base, _, per = said.partition("/")
    unit, factor = UNITS[base]
    return f"{unit}/{per}", factor


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """A value in a canonical unit → the same in another; None where the units do not measure the same thing.

    210000000 元 → 2.1 亿元; 45000 亩 → 30 平方公里; 250000 亩 → 166.667 平方公里; 吨 → 元: None
    """
    if unit == to:
        return value
    target = _TARGETS.get(to)
    if unit == BARE and to not in ("%", "平方公里"):
        return value / target[1] if target else value
    if target is None or target[0] != unit:
        return None
    made = value / target[1]
    return made if len(made.as_tuple().digits) < getcontext().prec else Context(prec=ROUNDED).plus(made)  # no end to it
