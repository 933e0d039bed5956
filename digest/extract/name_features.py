"""An item of a list → what speaks for and against its being the name of one project: readable features, each with a number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from digest.extract.milestones import FORCES, Force
from digest.extract.name_lists import COUNT, COUNTED, QUOTED, ROUTE
from digest.extract.progress_words import Said
from digest.extract.project_words import NONE, NOTE_MARK, STAGE, WORKS, NameWords, core_of, head_of, kind_of
from digest.extract.rare_words import rare_characters

# at the start: 5所学校 · 首批10个园区 · 一批 · 各类园区      not 老城三期 · 一期
_GROUP = re.compile(
    rf"{COUNT}|[^等、0-9]{{1,4}}(?<![A-Za-z])[0-9两二三四五六七八九十]{{1,4}}余?(?:个|条|座|所|处|家|栋|项|户)|[省市县区]?定?[0-9一二三四五六七八九十]{{1,3}}大[^道街桥厦学型]{{0,4}}工程|"
    r"更多|一大?批|一些|一系列|各|所有|全部|全[市县区省](?!首[家个座条])|多个|若干|部分|剩余|其余|有关|相关|这些|新一轮|第[一二三四五]批|等|其他|该|本级|上述"
)
# matches 节水滴灌5000亩 · 安置房3个 · 十项民生工程 · 火力发电近600万千瓦 · 帮扶资金4800多万元      not 二十里铺
_TOTAL = re.compile(rf"(?:{COUNT}|[0-9.,]{{1,12}}[多余]?[万亿]元?|[近约超][0-9.]{{1,8}}万?千瓦)(?:以上|左右)?$|[一二三四五六七八九十]项[^，、]{{0,6}}工程$")
# matches 柳泉镇水厂 · 云麓河治理 · 王村水厂      not 水厂 · 农村公路 · 中小河流
_SHAPE = re.compile(r"[\u4e00-\u9fff](?:(?<![农乡])村|(?<![城农])乡(?![村镇])|(?<!乡)镇|街道|(?<![道公铁])路|街|(?<!小)河|[湖江山庄屯岛湾桥沟])")
# at the start: 市图书馆 · 县人民医院 · 自治区美术馆      not 市场 · 市民公园 · 市政道路 · 县级公路
_OWN = re.compile(r"(?:[省市县区州旗]|自治区|全[省市县区])(?![场民政级域校镇花内外间际])")
# at the start: 国家级基地 · 全国物流枢纽 · 世界港口 · 市级园区      not 国道
_LEVEL = re.compile(r"(?:国家|[省市县区]级|自治区级|国际|全国|全球|世界|区域|现代)")
# matches 第二水厂 · 3号机组 · 二期 · 五期工程      not 学期
_ORDINAL = re.compile(r"第[一二三四五六七八九十0-9]|[0-9一二三四五六七八九十]号|[一二三四五六1-9Ⅰ-Ⅹ]期")
# matches G307 · 5G · 521国道 · 110千伏 · 30万吨      not 5所
_CODE = re.compile(r"[A-Za-zⅠ-Ⅹ]|[0-9]{3,}|[0-9][0-9.]*万?(?:吨|千瓦|千伏|兆瓦|头|只|套|立方米)")
# wholly: “两园一基地” · “四好农村路” · “三大工程” · “双百”工程 · “千村示范”“万村整治”工程      not “云麓大桥” · “一泓清水”工程
_SLOGAN = re.compile("“[一二两三四五六七八九十百千][^“”号]{1,12}”|(?:“[双两三四五六七八九十百千万][^“”号]{1,8}”){1,3}(?:工程|行动|计划|项目)?")
# matches “柳泉”大桥 · “双山”理论馆      not “五小”公园 · “枫桥式”派出所
_NICKNAME = re.compile("“(?![一二两三四五六七八九十百千万0-9])[^“”]{1,20}(?<![式型级])”")
# wholly: “柳泉果蔬加工项目” · “云麓大桥”      not “双百”工程 · “柳泉”大桥
_QUOTED_WHOLE = re.compile("[“‘《]([^“”‘’《》]{4,30})[”’》]")
# wholly: “双山”理论馆“柳泉” · 《规划》      not “柳泉”大桥
_MARKED = re.compile("[“‘《].*[”’》]")
# matches “双百”工程 · “千村”行动      not “双百”大桥
_QUOTED_PROGRAMME = re.compile("”(?:工程|项目|行动|计划)$")
# matches 柳泉和云麓 · 柳泉与云麓      not 柳泉、云麓
_AND = re.compile("[和及与]")
# matches 首个沙漠基地 · 全省首条 · 最大单体免税店      not 首山水厂
_FIRST = re.compile("首[个家座条批创例]|最[大高长早先]|唯一")
# What is awarded, not built
# matches 柳泉5A级景区 · 五星级酒店 · A级景区      not 4E级机场 · 三星芯片工厂
_RATED = re.compile(r"[1-5]A级?|(?<![A-Za-z0-9])[AS]级|[三四五1-5]星(?:级|酒店|宾馆)")
# What runs, and is not built
# matches 15路 · 106路公交车 · 园区公交专线      not 柳泉路 · 经15路
_BUS = re.compile(r"^[0-9]{1,3}路$|公交(?:车|专线|线路)$")
# at the start: 柳泉、云麓等5座水库 · 柳泉河等3条河流 · 柳泉、云麓2所小学      not 5座水库 · 柳泉5座水库
_NAMED_AND_COUNTED = re.compile(rf"[^、等]{{2,8}}(?:、[^、等]{{2,8}}?){{0,5}}等{COUNT}|[^、等]{{2,8}}(?:、[^、等]{{2,8}}?){{1,5}}(?<![0-9]){COUNT}")
# matches 柳泉、云麓等5座小型 · 柳泉、云麓2所      not 柳泉、云麓
_COUNTED_TAIL = re.compile(rf"等?{COUNT}.*")
# What happens, or is done, and is no part of a name, beside the words of the list
# matches 为项目提供服务 · 已确定的项目 · 不问出身 · 文化进校园 · 增长5% · 柳泉大桥三年内 · 由建设向管理转变 · 率达百分之87      not 确山水厂 · 不锈钢厂
_DONE = re.compile(r"^[为向给让].{2,}提供|确定(?!山)|[环同]比|[0-9][%％]|百分之|不(?!锈)|进[校社课农企]|向.{1,8}[升转延拓]|[年月]内?$")
# How something has become, which no name tells
# matches 环境面貌显著提升 · 能力明显增强      not 环境提升
_BECOME = re.compile("(?:显著|明显|大幅)(?:提升|改善|增强|提高)$")
_OF_ALL = ("重大项目", "重点项目", "招商项目", "签约项目", "配套产业项目")  # what is called a project only by what is to become of it
# What counts has a number in it, and what is coded a letter or a digit: asked first, as few names have
# matches 3所 · 十项 · 多个 · １      not 柳泉水厂
_MAY_COUNT = re.compile("[0-9０-９.,一两二三四五六七八九十百数几多]")
# matches G307 · Ⅱ · 110千伏      not 柳泉
_MAY_CODE = re.compile("[A-Za-z0-9Ⅰ-Ⅹ]")
# matches “平安”小区 · （一期）      not 小区
_ANY_MARK = re.compile("[“‘\"《（(]")
# matches 惠民街 · 城市大道      not 城市道路 · 农村公路
_STREET = re.compile(r"(?<![道公铁])(?:路|街|大道|桥)$")
# A street by a name, though of common words
# wholly: 惠民街 · 平安大街 · 云麓大道      not 背街 · 步行街 · 断头路 · 云麓二路
_OWN_STREET = re.compile(r"(?!步行|商业|商贸|特色|美食|文化|风情|城市)[\u4e00-\u9fff]{2,3}(?:街|大街|大道)")
# At the end of what is done: 柳泉灌区现代化|改造
# matches 灌区现代化 · 市场综合      not 综合市场
_MANNER = re.compile(r"(?:现代化|智能化|数字化|绿色化?|标准化|规范化|综合|全面|整体|一体化|系统)+$")
# matches 年产50万台 · 日处理3万套      not 新增50台
_CAPACITY = re.compile(r"[年日](?:产|处理|加工)[0-9.]{1,6}[万亿]?[\u4e00-\u9fff]")
# A road by its number alone
# wholly: G109 · S9线 · G1521      not G109改线 · 5G
_NUMBERED_ROAD = re.compile(r"[GSX][0-9]{1,4}线?")
UNNAMED = "unnamed"  # a feature with which nothing is a name: 城市道路, 教学楼, 首个零碳园区
_OWN_SIGNS = frozenset({"place", "own", "ordinal", "code", "quoted", "nickname", "shape", "route"})
_RARE = frozenset({"rare 2", "rare 3", "rare 4", "rare 5"})
_MUCH = frozenset({"rare first", "rare 3", "rare 4", "rare 5"})
_NEVER_CALLED = frozenset("group general slogan counted verb quoted programme zone others list virtual of".split())
_MEMBERS = (*FORCES, "list of names", "place", "counted")
_WITH = {"list": (*_MEMBERS, "others"), "others": _MEMBERS, "virtual": (*FORCES, "place", "listed", "level", "ordinal")}  # signs that are weighed with others
_OF_KIND = ("list", "others", "listed")  # and those that are weighed with what the name ends in
Judge = Callable[[tuple[str, ...], tuple[str, ...]], bool]  # of features, and of those that may still be found
# Without one of these no sign is found but those of a place and _UNSEEN
# matches 5 · 一期 · 柳泉、云麓 · 柳泉等 · （一期） · 柳泉至云麓 · 民生实事      not 保稳定
_TELLING = re.compile("[）)至A-Za-zⅠ-Ⅹ0-9０-９等第号期“‘《、，,]|实事|为民办")
_UNSEEN = ("own", "level", "first", "group", "and", "of", "nothing", "rated", "counted", "verb", "general", "zone", "thing first")
_WORD = 2  # characters of what is a word by itself and no name, whatever it ends in
_LENGTHS = (4, 6, 9, 14, 21)
_OF_LENGTH = tuple(f"length {number}" for number in range(len(_LENGTHS) + 1))
_OF_SAID, _EVENT = {said: f"said {said}" for said in ("", "前期", "在建")}, "said event"
_HEADLESS, _HEADLESS_BY, _WIDE_HEADLESS = f"head {NONE}", {force: f"headless {force}" for force in FORCES}, ("wide", f"wide {NONE}")


class SaidOfItem(NamedTuple):
    """What the sentence says of an item: how surely something is built, the milestone, whether it is an example of projects, or has money of its own.

    `called`: the list is itself called projects: 柳泉铜箔、云麓轴承等项目. `line`: it is one of lines, called by their ends: 柳云、云东等4条高铁.
    """

    force: Force = "work"
    said: Said = ""
    listed: bool = False
    paid: bool = False
    called: bool = False
    line: bool = False


def features_of(words: NameWords, name: str, told: SaidOfItem, hopeless: Judge | None = None) -> dict[str, float]:
    """A phrase and what is said of it → the features by which it is judged.

    Those that need no dictionary come first: where a phrase without a head is `hopeless` by them, it is UNNAMED and nothing else.
    """
    whole = _QUOTED_WHOLE.fullmatch(name) if name[0] in "“‘《" else None
    if whole and head_of(words, whole[1]) and not _SLOGAN.fullmatch(name):
        name = whole[1]
    core = core_of(name)
    core += "公路" if _NUMBERED_ROAD.fullmatch(core) else ""
    head = head_of(words, core)
    little = hopeless is not None and not head and not (told.called or told.listed or told.line) and _says_little(words, name, core)
    if little and hopeless and hopeless((*_of_anything(words, len(core), told), *_where(words, core)), _UNSEEN):
        return {UNNAMED: 1.0}
    kind = kind_of(words, head)
    rest = core[: len(core) - len(head)]
    if _MAY_COUNT.search(name) and _NAMED_AND_COUNTED.match(name):
        rest = _COUNTED_TAIL.sub("", rest)
    found: dict[str, float] = {"always": 1.0, f"head {kind}": 1.0}
    inner = ""
    if kind in ("项目", "工程", WORKS):
        rest = _MANNER.sub("", rest) if kind == WORKS else rest
        inner = head_of(words, rest)
        found[f"under {kind_of(words, inner)}"] = 1.0
        rest = rest[: len(rest) - len(inner)]
    signs = _signs_of(words, name, core, rest, kind not in (NONE, "项目", "工程", WORKS))
    if ROUTE.fullmatch(core) or (told.line and not head):
        signs.add("route")
    said = dict.fromkeys(signs, 1.0)
    said |= {_OF_LENGTH[bisect_right(_LENGTHS, len(core))]: 1.0, _OF_SAID.get(told.said, _EVENT): 1.0, told.force: 1.0}
    said |= {name: 1.0 for name, true in (("listed", told.listed), ("paid", told.paid), ("called", told.called)) if true}
    if not head and "route" not in signs and _is_place(words, core, told):
        return {UNNAMED: 1.0}
    further = _further(head, words, kind, told)
    if told.called and rare_characters(words, core, _WORD) >= _WORD:
        said["rare first"] = 1.0
    firm = words.firms.of(core) if told.called else ""
    if firm and len(core) - len(firm) >= _WORD and rare_characters(words, core, len(core) - len(firm)) >= 1:
        said["firm"] = 1.0  # 柳泉药业, not 生物医药
        said.pop("virtual", None)  # as 业 alone would be
    said |= _together(kind, said)
    if not head and not told.called and hopeless is not None and hopeless((*found, *said, *further), ()):
        return {UNNAMED: 1.0}
    rare = rare_characters(words, core, len(rest))
    share = rare / len(rest) if rest else 0.0
    found |= {f"rare {min(int(rare + 0.5), 5)}": 1.0, "rare share": share} | said
    if rare < 2 and not signs & _OWN_SIGNS:
        found |= {f"nameless {told.force}": 1.0, f"nameless {kind}": 1.0}
    if _is_of_a_kind(kind, inner, core, rest, rare, signs, told):
        found[UNNAMED] = 1.0
    if not head and rare >= 3 and share >= 0.75:
        further["headless rare"] = 1.0
    return found | further


def holds_no_name(words: NameWords, phrase: str, told: SaidOfItem, hopeless: Judge) -> bool:
    """确保经济平稳运行: whether nothing in a phrase can be a name, however it is taken apart: no head, no place, nothing that tells."""
    if words.headed.search(phrase) or _TELLING.search(phrase) or words.telling.search(phrase) or _where(words, phrase):
        return False
    return all(hopeless(_of_anything(words, size, told), _UNSEEN) for size in (0, *_LENGTHS))


def _of_anything(words: NameWords, size: int, told: SaidOfItem) -> tuple[str, ...]:
    """The features of a phrase without a head that come of what is said of it, of how many characters it has and of the place's level."""
    found = ("always", _HEADLESS, told.force, _OF_SAID.get(told.said, _EVENT), _OF_LENGTH[bisect_right(_LENGTHS, size)], _HEADLESS_BY[told.force])
    return (*found, *(("paid",) if told.paid else ()), *(_WIDE_HEADLESS if words.wide else ()))


def _further(head: str, words: NameWords, kind: str, told: SaidOfItem) -> dict[str, float]:
    """The features of an item without a head, and of one of a province."""
    found = {} if head else {_HEADLESS_BY[told.force]: 1.0}
    if not head and told.listed:
        found["headless listed"] = 1.0
    if not head and told.called:
        found["headless called"] = 1.0
    return found | {"wide": 1.0, f"wide {kind}": 1.0} if words.wide else found


def _says_little(words: NameWords, name: str, core: str) -> bool:
    """保稳定, 云麓工作: whether a phrase without a head holds nothing of which a sign comes that can speak for its being a name, but for a place."""
    return not words.telling.search(core) and not _TELLING.search(name)


def _where(words: NameWords, rest: str) -> set[str]:
    """What stands before a head → the signs of a place in it."""
    signs = {"shape"} if _SHAPE.search(rest) else set()
    if starts := [at for at in range(len(rest) - 1) if rest[at : at + 2] in words.beginnings]:
        inside = {rest[at : at + size] for at in starts for size in range(2, 7)} & words.places
        signs |= {"place"} if inside else set()
        signs |= {"place first"} if inside and rest.startswith(tuple(inside)) else set()
    return signs


def _together(kind: str, said: Mapping[str, float]) -> dict[str, float]:
    """Signs that say something else with another: a list of roads is a name likelier than one of schools, a centre that is built than one that is run."""
    pairs = [(sign, other) for sign, others in _WITH.items() if sign in said for other in others if other in said]
    return {f"{sign} {other}": 1.0 for sign, other in pairs} | {f"{sign} {kind}": 1.0 for sign in _OF_KIND if sign in said}


def _is_place(words: NameWords, core: str, told: SaidOfItem) -> bool:
    """柳泉县, 健康柳泉: whether only a place is named, or what it is to become; among examples of projects a firm's name and a place are one."""
    return core in words.places or (
        not told.listed and core[:2] not in words.beginnings and any(core[-size:] in words.places for size in range(2, min(7, len(core) - 1)))
    )


def beside(members: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """The features of each member of a list → what the others tell of it: one beside names is likelier a name, one common word among others less likely."""
    if len(members) < 2:
        return [{} for _ in members]
    named = [UNNAMED not in one and ("firm" in one or not _OWN_SIGNS.isdisjoint(one) or not _RARE.isdisjoint(one)) for one in members]
    if not any(named):
        return [{"beside none": 1.0} for _ in members]
    firms = {"beside firms": 1.0} if any("firm" in one for one in members) else {}
    return [{"beside names": 1.0} | firms if sum(named) > own else {} for own in named]


def is_called_project(features: Mapping[str, float]) -> bool:
    """Whether a member of a list that is itself called projects bears a name of its own, whatever it ends in: 柳泉新材料、云麓智行等项目.

    Beside other names rare words are enough; what is counted, general, in quotation marks or an action is none there either.
    """
    own = "firm" in features or not (_OWN_SIGNS | _MUCH).isdisjoint(features)
    short = "length 0" in features and not {"rare 3", "beside firms"} <= features.keys()  # 裕青源, beside 柳泉药业
    return own and not short and "called" in features and "beside names" in features and UNNAMED not in features and _NEVER_CALLED.isdisjoint(features)


def _is_of_a_kind(kind: str, inner: str, core: str, rest: str, rare: float, signs: set[str], told: SaidOfItem) -> bool:
    """驿站, 城市道路, 工业项目, 教学楼, 首个零碳园区, 立德树人工程: whether it is plain that a kind of things is named, or a programme, and no one thing."""
    if kind not in (NONE, WORKS) and len(core) <= _WORD:  # 驿站
        return True
    if "list" in signs and rare < 2 and not signs & _OWN_SIGNS:
        return True  # 小学、初中、幼儿园
    if _BUS.search(core) or _BECOME.search(core):
        return True
    if kind == NONE and rare < 1 and not told.called and not signs & (_OWN_SIGNS - {"shape"}):
        return True
    if signs & _OWN_SIGNS:
        return False
    if "first" in signs or (kind == "楼" and len(rest) <= 2) or ("programme" in signs and told.force == "work"):
        return True
    if "general" in signs and "named and counted" in signs:
        return True  # 乡镇中心校等6所学校
    return rare < 2 and ((len(rest) <= 2 and kind == "项目" and not inner) or bool(signs & {"general", "programme", "nothing"}))


def _signs_of(words: NameWords, name: str, core: str, rest: str, thing: bool) -> set[str]:
    """A name, its core, what stands before its head, and whether that is a thing → the names of the signs that it bears."""
    marked, counted = "“" in name, _MAY_COUNT.search(name) is not None
    bare = QUOTED.sub("", name) if _ANY_MARK.search(name) else name
    nicknamed = marked and thing and _NICKNAME.search(name) is not None
    signs = {
        "own": _OWN.match(rest),
        "level": _LEVEL.match(rest),
        "ordinal": _ORDINAL.search(core),
        "code": _MAY_CODE.search(core) and _CODE.search(_RATED.sub("", COUNTED.sub("", core, count=1) if COUNTED.match(core) else core)),
        "nickname": nicknamed,
        "quoted": marked and not nicknamed,
        "quoted whole": _MARKED.fullmatch(name),
        "quoted programme": "”" in core and _QUOTED_PROGRAMME.search(core),
        "slogan": marked and _SLOGAN.fullmatch(name),
        "first": _FIRST.search(core),
        "group": _GROUP.match(name) or (counted and _TOTAL.search(name)) or core.endswith(_OF_ALL),
        "list": "、" in bare,
        "list of names": "、" in bare and all(part in words.places or rare_characters(words, part) >= 1 for part in bare.split("、")),
        "and": _AND.search(rest),
        "of": "的" in core,
        "others": "等" in core,
        "stage": STAGE.search(NOTE_MARK.sub("", name)),
        "nothing": not rest,
        "rated": _RATED.search(core),
        "counted": counted and COUNTED.search(_CAPACITY.sub("", name)),
        "named and counted": counted and _NAMED_AND_COUNTED.match(name),
        "verb": words.deeds.search(bare) or _DONE.search(bare),
        "programme": "实事" in core or "为民办" in core or core.endswith(words.campaigns),
        "general": rest.startswith(words.general) and not _STREET.search(core),
        "virtual": core.endswith(words.virtual),
        "zone": core.endswith(words.zones),
        "street": _OWN_STREET.fullmatch(core),
        "thing first": not thing and any(core[:size] in words.kinds for size in (2, 3)),
    }
    return {sign for sign, there in signs.items() if there} | _where(words, rest)
