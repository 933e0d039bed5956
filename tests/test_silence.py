"""Nobody is called silent whose words are lost, or who speaks without the value: 未提及, 节选未含, 原文缺损 and 有提法 are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.compare.absence_reason import LOST_DIGITS, LOST_WORDS, reason
from digest.compare.dossiers import join
from digest.compare.key_sentences import voice
from digest.compare.tables import cell
from digest.extract.relative_targets import find_aims
from digest.model.catalogue import Indicator, Lexicon
from digest.model.problem import WARNING, Problem
from tests.samples import CATALOGUE, fact, record

TEXTS = (("plan", "ecology", "造林面积稳步扩大，荒山达到120个3亩左右"), ("plan", "economy", "生产总值稳步增长"))


def damaged(code: str, line: int, quote: str, completeness: str = "full"):
    """A dossier of two paragraphs with one warning of that code."""
    one = record("141081", 2024, completeness=completeness, texts=TEXTS)
    warnings = (Problem("a.txt", line, code, "damaged", "", quote=quote, severity=WARNING),)
    return join([replace(one, report=replace(one.report, warnings=warnings))], CATALOGUE)[0]


# what is damaged, on which line, how complete the copy is → why the dossier gives no 造林面积, and why it has no word on ecology
CASES = (
    ("damage.digits", 1, "稳步", "full", "原文缺损", "未提及"),  # digits are lost, words are not
    ("damage.cut", 1, "扩大", "full", "原文缺损", "原文缺损"),
    ("damage.characters", 1, "扩大", "excerpt", "原文缺损", "原文缺损"),
    ("damage.cut", 2, "稳步增长", "full", "—", "未提及"),  # another paragraph, of another topic
    ("damage.cut", 2, "稳步增长", "excerpt", "节选未含", "节选未含"),
    ("damage.quotes", 1, "左右", "full", "—", "未提及"),  # a lost quotation mark takes nothing with it
    ("damage.cut", 1, "别处", "full", "—", "未提及"),  # not in this paragraph
)


@pytest.mark.parametrize(("code", "line", "quote", "completeness", "of_indicator", "of_topic"), CASES)
def test_the_reason_is_what_is_known(code, line, quote, completeness, of_indicator, of_topic):
    dossier = damaged(code, line, quote, completeness)
    assert cell(dossier, [], CATALOGUE.indicator("afforestation"), "target", "level").absence == of_indicator
    assert reason(dossier, lambda p: p.topic == "ecology", LOST_WORDS) == of_topic


def test_damage_elsewhere_does_not_excuse_another_indicator():
    dossier = damaged("damage.digits", 1, "120个3")
    assert cell(dossier, [], CATALOGUE.indicator("pm25"), "target", "level").absence == "未提及"
    assert reason(dossier, lambda p: "PM2.5" in p.text, LOST_DIGITS) == "未提及"


def test_a_topic_that_is_spoken_of_needs_no_reason():
    said = join([record("141081", 2024, texts=(("plan", "ecology", "今年完成造林1.2万亩，污水处理率达到98%以上。"),))], CATALOGUE)[0]
    assert voice(said, CATALOGUE.topic("ecology"), CATALOGUE).absence == ""


NAMES = (
    Indicator("income", "居民收入", "元", "economy", worded=("居民收入",), aliases=("居民人均收入",)),
    Indicator("grain", "粮食产量", "吨", "ecology", aliases=("粮食产量", "粮食生产")),
    Indicator("roads", "农村公路", "公里", "ecology", aliases=("农村公路",), measures=("level",), counted=True),
    Indicator("homes", "老旧小区改造", "个", "ecology", aliases=("老旧小区",), measures=("level",)),
    Indicator("firms", "经营主体", "户", "economy", aliases=("经营主体",)),
)
SPEAKING = replace(CATALOGUE, indicators=NAMES, lexicons=(Lexicon("figure-links", ("增长", "增速", "的", "都")), Lexicon("figure-kinds", ("惠及",)), Lexicon("figure-zones", ("开发区",))))


def said_of(indicator: str, kind: str, *texts: tuple[str, str], completeness: str = "full", facts=(), measure: str = "growth") -> tuple[str, str, str]:
    """Paragraphs of a report → of an indicator's empty cell what stands in it, why, and the sentence that it leads to."""
    one = record("141081", 2024, *facts, completeness=completeness, texts=tuple((part, "economy", text) for part, text in texts))
    told = replace(one, aims=find_aims(one.report, SPEAKING))
    found = cell(join([told], SPEAKING)[0], [], SPEAKING.indicator(indicator), kind, measure)
    return found.words, found.absence, found.phrase.evidence.quote if found.phrase else ""


SAYS = (
    # a target in words stands in its own words; an excerpt speaks as well as a whole text
    ("income", "target", "plan", "居民收入增长与经济增长基本同步。", "与经济增长基本同步", "有提法", "居民收入增长与经济增长基本同步"),
    ("income", "target", "plan", "居民收入的增速都快于全市平均。", "快于全市平均", "有提法", "居民收入的增速都快于全市平均"),
    ("grain", "target", "plan", "粮食产量只增不减。", "只增不减", "有提法", "粮食产量只增不减"),
    ("grain", "target", "plan", "粮食产量与农业经济总体增长保持基本同步。", "有提法", "有提法", "粮食产量与农业经济总体增长保持基本同步"),  # too long
    # a number that the indicator's units do not admit, a number in words
    ("homes", "actual", "review", "去年改造老旧小区3.2万户。", "有提法", "有提法", "去年改造老旧小区3.2万户"),
    ("homes", "target", "plan", "今年安排老旧小区改造资金2亿元，惠及群众。", "有提法", "有提法", "今年安排老旧小区改造资金2亿元"),
    ("grain", "actual", "review", "粮食产量与上年持平。", "有提法", "有提法", "粮食产量与上年持平"),
    ("roads", "actual", "review", "农村公路里程实现两位数增长。", "有提法", "有提法", "农村公路里程实现两位数增长"),
    ("firms", "actual", "review", "经营主体总量达到6.3万、其中企业1.1万。", "有提法", "有提法", "经营主体总量达到6.3万、其中企业1.1万"),  # the unit is left out
    # a rank, a result held against a yardstick
    ("grain", "actual", "review", "粮食产量居全市首位。", "有提法", "有提法", "粮食产量居全市首位"),
    ("grain", "actual", "review", "粮食产量超额完成市下达任务，农机保有量稳步增加。", "有提法", "有提法", "粮食产量超额完成市下达任务"),
    # only the other of result and target is spoken of
    ("homes", "target", "review", "去年改造老旧小区3.2万户。", "只提完成", "只提完成", "去年改造老旧小区3.2万户"),
    ("income", "actual", "plan", "居民收入增长与经济增长同步。", "只提目标", "只提目标", "居民收入增长与经济增长同步"),
)


@pytest.mark.parametrize(("indicator", "kind", "part", "text", "words", "why", "quote"), SAYS)
def test_who_speaks_of_it_is_not_called_silent(indicator, kind, part, text, words, why, quote):
    assert said_of(indicator, kind, (part, text)) == (words, why, quote)


def test_words_of_growth_say_nothing_of_the_level():
    assert said_of("income", "target", ("plan", "居民收入增长与经济增长同步。"), measure="level") == ("有提法", "有提法", "居民收入增长与经济增长同步")
    assert said_of("grain", "target", ("plan", "粮食产量只增不减。"), measure="level")[0] == "只增不减"


SILENT = (
    ("grain", "plan", "粮油市场供应充足，投放储备8万吨。"),  # a word of the name alone
    ("grain", "plan", "建设粮食生产功能区30万亩。"),  # the name is the first part of another
    ("roads", "review", "组建农村公路管理站5个。"),
    ("homes", "review", "新设门店位于老旧小区街12号，投资3万元。"),  # an address
    ("grain", "plan", "抓好粮食生产，新建水库2座。"),  # the number is of another clause
    ("grain", "plan", "高度重视粮食生产。"),
    ("grain", "review", "粮食产量稳步增长。"),
    ("roads", "review", "农村公路2023年提档升级。"),
    ("roads", "review", "3个镇入选“农村公路”示范镇。"),
    ("homes", "plan", "推动一批老旧小区换新颜。"),  # 一批 is no number
    ("firms", "review", "减税降费惠及经营主体2万户。"),  # a kind of them
    ("firms", "review", "开发区经营主体达到600户。"),  # a part's
    ("grain", "review", "全国粮食产量达到1.3万亿斤。"),
)


@pytest.mark.parametrize(("indicator", "part", "text"), SILENT)
def test_what_only_looks_like_the_name_is_silence(indicator, part, text):
    why = "未提及" if text.startswith("粮油") else "—"  # silent only where not even the name stands
    assert said_of(indicator, "target" if part == "plan" else "actual", (part, text)) == (why, why, "")


HEARD = (
    (("plan", "节能降耗稳步推进。"), "—"),  # a head word
    (("review", "节能降耗稳步推进。"), "—"),  # wherever it stands
    (("glossary", "节能：指少用能源。"), "未提及"),  # what a term means is nobody's target
    (("plan", "电力供应充足。"), "未提及"),
)


@pytest.mark.parametrize(("said", "why"), HEARD)
def test_a_word_of_the_subject_is_no_silence(said, why):
    energy = Indicator("energy", "单位GDP能耗", "%", "ecology", heads=("节能", "能耗"))
    dossier = join([record("141081", 2024, texts=((said[0], "ecology", said[1]),))], replace(CATALOGUE, indicators=(energy,)))[0]
    assert cell(dossier, [], energy, "target", "growth").absence == why


def test_only_the_result_is_told_where_the_plan_has_not_even_the_name():
    done, again = ("review", "去年改造老旧小区3.2万户。"), ("plan", "老旧小区改造提质扩面。")
    assert said_of("homes", "target", done)[1] == "只提完成"
    assert said_of("homes", "target", done, again) == ("有提法", "有提法", "去年改造老旧小区3.2万户")


KIN = (
    Indicator("all", "居民收入", "元", "economy", akin=("urban", "rural"), aliases=("全体居民收入",)),
    Indicator("urban", "城镇居民收入", "元", "economy", akin=("all",), aliases=("城镇居民收入",), shared=("城乡居民收入",)),
    Indicator("rural", "农村居民收入", "元", "economy", akin=("all",), aliases=("农村居民收入",), shared=("城乡居民收入",)),
)


@pytest.mark.parametrize(
    ("text", "all_residents", "urban"),
    (
        ("全体居民收入与经济增长同步。", "与经济增长同步", "与经济增长同步"),
        ("城乡居民收入与经济增长同步。", "与经济增长同步", "与经济增长同步"),
        ("城镇居民收入与经济增长同步，农村居民收入快于经济增长。", "有提法", "与经济增长同步"),  # each its own: of all neither
        ("农村居民收入快于经济增长。", "有提法", "未提及"),
    ),
)
def test_what_is_said_of_all_is_said_of_each_and_what_of_each_in_one_breath_of_all(text, all_residents, urban):
    speaking = replace(SPEAKING, indicators=KIN)
    one = record("141081", 2024, texts=(("plan", "economy", text),))
    dossier = join([replace(one, aims=find_aims(one.report, speaking))], speaking)[0]
    assert [cell(dossier, [], speaking.indicator(id), "target", "growth").words for id in ("all", "urban")] == [all_residents, urban]


def test_a_part_of_a_report_that_says_the_other_may_have_said_both():
    review = ("review", "去年改造老旧小区3.2万户。")
    assert said_of("homes", "target", review, completeness="excerpt") == ("节选未含", "节选未含", "")
    assert said_of("homes", "actual", review, completeness="excerpt")[1] == "有提法"


def test_a_value_of_another_measure_or_year_is_spoken_of():
    growth = fact("grain", "growth", "3", "actual", 2023)
    later = fact("grain", "level", "300", "target", 2027, unit="吨")
    assert said_of("grain", "actual", facts=(growth,)) == ("有提法", "有提法", "3")
    assert said_of("grain", "target", facts=(growth,)) == ("只提完成", "只提完成", "3")
    assert said_of("grain", "target", facts=(growth, later)) == ("有提法", "有提法", "300")


# the paragraph, the code and the stretch of its damage → why there is no 造林面积 of it
DAMAGED_CLAUSES = (
    ("完成造林面积12座水库加固，惠及九村。", "damage.digits", "12座水", "原文缺损"),
    ("造林面积扩大，新修水库12处灌渠。", "damage.digits", "12处灌", "—"),  # named in a clause that is whole
    ("新修水库12灌渠、造林面积扩大。", "damage.digits", "12灌渠、", "—"),  # a number is an item's
    ("组织春季植树，进一步扩大造林面积", "damage.cut", "树，进一步扩大造林面积", "原文缺损"),
    ("扩大造林面积，组织春季植树", "damage.cut", "面积，组织春季植树", "—"),  # the last clause is the one that is cut
    ("扩大造林\ufffd造林面积稳定，水质提升。", "damage.characters", "大造林\ufffd造林面", "原文缺损"),
    ("扩大造林面积，水质\ufffd提升。", "damage.characters", "，水质\ufffd提升", "原文缺损"),  # the stretch holds the mark: either may have lost it
    ("扩大造林面积，河湖水质明显\ufffd提升。", "damage.characters", "质明显\ufffd提升", "—"),
    ("继续扩大造林面积，大力保", "damage.joined", "造林面积，大力保", "—"),  # cut by the layout, and joined
)


@pytest.mark.parametrize(("text", "code", "quote", "why"), DAMAGED_CLAUSES)
def test_only_damage_of_the_clause_that_names_it_excuses(text, code, quote, why):
    one = record("141081", 2024, texts=(("plan", "ecology", text),))
    warning = Problem("a.txt", 1, code, "damaged", "", quote=quote, severity=WARNING)
    dossier = join([replace(one, report=replace(one.report, warnings=(warning,)))], CATALOGUE)[0]
    assert cell(dossier, [], CATALOGUE.indicator("afforestation"), "target", "level").absence == why


def test_a_name_that_counts_beside_another_alone_is_not_the_indicators_own():
    text = "煤矿扩能，确保产量9座以上。"
    grain = Indicator("grain", "粮食产量", "吨", "ecology", aliases=("粮食总产",), nearby=("产量",))
    one = record("141081", 2024, texts=(("plan", "ecology", text),))
    warning = Problem("a.txt", 1, "damage.digits", "damaged", "", quote="9座", severity=WARNING)
    dossier = join([replace(one, report=replace(one.report, warnings=(warning,)))], CATALOGUE)[0]
    assert cell(dossier, [], grain, "target", "level").absence == "未提及"
