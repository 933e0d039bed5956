"""reuse: passages that texts share, found by an index; planted copies among eighty reports; programmes that several places name."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compare.dossiers import join
from digest.compare.passage_ends import torn
from digest.compare.passage_worth import worth_showing
from digest.compare.shared_passages import SHORTEST, OwnerText, normal, shared_passages, text_of
from digest.compare.wording import of_dossier, of_topic, repeated_wording, shared_wording
from digest.model.catalogue import Lexicon
from digest.model.report import Evidence, Record
from tests import samples
from tests.reading import OURS, catalogue
from tests.tables import each

CATALOGUE = catalogue()
COPY = "把二十四个老旧院落改成邻里花园"  # 15 characters
NORMAL = [
    ("完成１２ 项，“双碳”", "完成12项双碳", (0, 1, 2, 3, 5, 8, 9)),
    ("PM2.5\u3000㎡", "pm25m2", (0, 1, 2, 4, 6, 6)),
    ("。，；", "", ()),
]


def text(owner: str, *paragraphs: str) -> OwnerText:
    return text_of(owner, [samples.record("141081", 2024, texts=tuple(("plan", "urban", p) for p in paragraphs))])


def quotes(*texts: OwnerText, phrases: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """Texts → what they share: the first's words, and who says it."""
    return [(p.said[0][1].quote, [owner for owner, _ in p.said]) for p in shared_passages(texts, phrases)]


@pytest.mark.parametrize(("said", "letters", "places"), NORMAL)
def test_letters_and_where_they_stand(said, letters, places):
    assert normal(said) == (letters, places)


def test_a_copy_is_found_as_long_as_it_is_with_who_says_it_and_where():
    (found,) = shared_passages([text("甲", "今年要做的事：" + COPY + "。", "别的"), text("乙", "第一段", "还将" + COPY + "，再想办法")])
    assert found.letters == COPY
    assert found.said == (("乙", Evidence("141081-2024", "p2", 2, 17, COPY)), ("甲", Evidence("141081-2024", "p1", 7, 22, COPY)))


def test_punctuation_widths_and_spaces_do_not_matter_and_the_quote_is_verbatim():
    (found,) = shared_passages([text("甲", "新修“四好”农村路１２公里，惠及九个村"), text("乙", "又新修四好农村路12 公里惠及九个村子")])
    assert [e.quote for _, e in found.said] == ["新修四好农村路12 公里惠及九个村", "新修“四好”农村路１２公里，惠及九个村"]


@pytest.mark.parametrize(("length", "found"), [(SHORTEST - 1, 0), (SHORTEST, 1)])
def test_twelve_characters_are_the_least(length, found):
    assert len(quotes(text("甲", "我" + COPY[:length] + "他"), text("乙", "你" + COPY[:length] + "她"))) == found


def test_no_passage_goes_across_paragraphs_and_none_is_shared_with_oneself():
    assert quotes(text("甲", COPY[:8], COPY[8:]), text("乙", COPY)) == []
    assert quotes(text("甲", COPY), text("甲", COPY)) == []
    assert quotes(text("甲", COPY + "，又" + COPY)) == []


def test_who_says_a_part_of_a_longer_passage_is_told_too():
    longer = COPY + "并且装上电梯"
    assert quotes(text("甲", longer), text("乙", longer), text("丙", "丙说" + COPY + "了")) == [
        (longer, ["乙", "甲"]),
        (COPY, ["丙", "乙", "甲"]),
    ]


def test_set_phrases_by_lexicon_and_by_frequency():
    phrase = "深入学习贯彻某某某重要讲话精神"
    assert quotes(text("甲", phrase), text("乙", phrase), phrases=(phrase,)) == []
    assert quotes(text("甲", phrase + COPY), text("乙", phrase + COPY), phrases=(phrase,)) == [(phrase + COPY, ["乙", "甲"])]
    few = [text(f"地{n}", COPY) for n in range(8)]
    many = [text(f"地{n}", COPY) for n in range(30)]
    assert len(quotes(*few)) == 1
    assert quotes(*many) == []  # a tenth may say it, all of thirty may not: a set phrase


def test_figures_make_no_wording():
    assert quotes(text("甲", "社零额增长8.5%、12.5%、2024"), text("乙", "社零额增长8.5%、12.5%、2024")) == []


@pytest.mark.parametrize("hostile", ["哈" * 20_000, "甲乙丙丁戊己庚辛壬癸" * 2_000, "a b" * 9_000, "，" * 20_000])
def test_text_that_repeats_itself_is_no_trap(hostile):
    begun = time.process_time()
    shared_passages([text("甲", hostile), text("乙", hostile), text("丙", hostile)])
    assert time.process_time() - begun < 5


def words(records: list[Record]) -> list[str]:
    """Reports → pieces of three characters, of which texts can be made that say nothing that any other says."""
    return sorted(
        {t[i : i + 3] for r in records for p in r.report.paragraphs for t in [normal(p.text)[0]] for i in range(0, len(t) - 2, 3)}
    )


def planted(reports: int, copies: int, seed: int) -> tuple[list[OwnerText], set[tuple[str, str]]]:
    """Texts made of the shipped reports' words in random order, and passages of these reports put into two of them or more."""
    from digest.pipeline import analyse

    chance = random.Random(seed)
    records = [record for path in OURS if (record := analyse(CATALOGUE, Path(path).name, path.read_bytes())[0])]
    pieces = words(records)
    sources = [t for r in records for p in r.report.paragraphs if len(t := normal(p.text)[0]) > 80]
    bodies = [["".join(chance.choices(pieces, k=90)) for _ in range(60)] for _ in range(reports)]
    expected: set[tuple[str, str]] = set()
    while len(expected) < copies:
        source, length = chance.choice(sources), chance.randint(SHORTEST, 60)
        start = chance.randrange(len(source) - length)
        passage = source[start : start + length]
        if sum(c.isdigit() for c in passage) > length - SHORTEST:
            continue
        for number in chance.sample(range(reports), chance.randint(2, 5)):
            body = bodies[number]
            at, cut = chance.choice([n for n, p in enumerate(body) if len(p) == 270]), chance.randrange(270)  # no copy within a copy
            body[at] = body[at][:cut] + passage + body[at][cut:]
            expected.add((f"地{number}", passage))
    return [text(f"地{n}", *body) for n, body in enumerate(bodies)], expected


def close(found: str, passage: str) -> bool:
    """A passage found is a planted one, or at most some characters more that happen to agree."""
    return passage in found and len(found) <= len(passage) + 6


def test_planted_copies_among_eighty_reports():
    texts, expected = planted(80, 800, 5)
    begun = time.process_time()
    found = [(owner, p.letters) for p in shared_passages(texts) for owner, _ in p.said]
    elapsed = time.process_time() - begun
    by_owner: dict[str, list[str]] = {}
    for owner, letters in found:
        by_owner.setdefault(owner, []).append(letters)
    told = sum(any(passage in letters for letters in by_owner.get(owner, ())) for owner, passage in expected)
    wanted: dict[str, list[str]] = {}
    for owner, passage in expected:
        wanted.setdefault(owner, []).append(passage)
    right = sum(any(close(letters, passage) or letters in passage for passage in wanted.get(owner, ())) for owner, letters in found)
    assert len(expected) >= 800
    assert told / len(expected) >= 0.99
    assert right / len(found) >= 0.95
    assert elapsed < 10


def dossiers(**said: str) -> Iterator[Record]:
    for code, words_ in said.items():
        yield samples.record(code.lstrip("_"), 2024, texts=(("plan", "ecology", words_),))


def test_shared_wording_has_topics_and_dossiers():
    made = join(dossiers(_141081=f"我市{COPY}。", _140802=f"我区{COPY}。", _130608="说别的。"), CATALOGUE)
    (shared,) = shared_wording(made, CATALOGUE)
    assert (shared.quote, shared.characters, shared.topic) == (COPY, 15, "ecology")
    assert [s.dossier.place.name for s in shared.said] == ["盐湖区", "侯马市"]
    assert of_topic((shared,), "urban", 9) == () == of_topic((shared,), "ecology", 0)
    assert of_dossier((shared,), made[0], 9) == () != of_dossier((shared,), made[1], 9)


def test_what_is_repeated_from_the_year_before_and_not_from_an_older_report():
    records = {year: samples.record("141081", year, texts=(("plan", "ecology", f"{year}年{COPY}。"),)) for year in (2024, 2023, 2021)}
    (repeated,) = repeated_wording(join([records[2024], records[2023]], CATALOGUE), CATALOGUE)
    assert [s.dossier.year for s in repeated.said] == [2023, 2024]
    assert repeated_wording(join([records[2024], records[2021]], CATALOGUE), CATALOGUE) == ()


def test_slogans_of_the_lexicon_are_no_passage():
    lexicon = Lexicon("slogans", ("把二十四个老旧院落",))
    catalogue = replace(CATALOGUE, lexicons=(lexicon,))
    assert shared_wording(join(dossiers(_141081=COPY, _140802=COPY), catalogue), catalogue) == ()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        pytest.param(
            "创新治理。坚持和发展枫桥等经验做法，完善机制",
            "推进治理。坚持和发展枫桥等经验做法，完成任务",
            "坚持和发展枫桥等经验做法",
            id="torn at both ends",
        ),
        pytest.param(
            "今年，完善城乡居民住房保障体系，落实到位",
            "明后，完善城乡居民住房保障体系，落实到位",
            "完善城乡居民住房保障体系，落实到位",
            id="whole",
        ),
        pytest.param(
            "健全机制，促进义务教育优质均，扩大",
            "完善机制，促进义务教育优质均，扩容",
            "机制，促进义务教育优质均，扩",
            id="too little would remain",
        ),
    ],
)
def test_a_torn_clause_at_an_end_is_left_off(one, other, told):
    made = join(
        [
            samples.record("141081", 2024, texts=(("plan", "ecology", one),)),
            samples.record("140802", 2024, texts=(("plan", "ecology", other),)),
        ],
        CATALOGUE,
    )
    (passage,) = shared_wording(made, CATALOGUE)
    assert [s.evidence.quote for s in passage.said] == [told, told]
    texts = {d.editions[0].report.id: d.editions[0].report.paragraphs[0].text for d in made}
    assert all(texts[e.report][e.start : e.end] == e.quote for e in (s.evidence for s in passage.said))


def spoken(*texts: str) -> list[Record]:
    """Texts → reports of as many places that say them."""
    return [samples.record(place.code, 2024, texts=(("plan", "safety", text),)) for place, text in zip(samples.PLACES, texts, strict=False)]


CUT_NUMBERS = [
    ("安全隐患大起底，火灾起数和受灾户数分别下降12.8%和3.5%。", "安全隐患大起底，火灾起数和受灾户数分别下降15.1%和4.4%。", []),
    ("扎实推进隐患整治，火灾起数下降1户，受灾户数下降2.8%。", "扎实推进隐患整治，火灾起数下降1户，受灾户数下降0.4%。", ["扎实推进隐患整治，火灾起数下降1户"]),
    ("发放补贴230万元，让每一户老人都吃上热乎的饭菜，", "发放补贴150万元，让每一户老人都吃上热乎的饭菜，", ["让每一户老人都吃上热乎的饭菜"]),
    ("完善老人食堂补助办法，新开老人食堂1,230家。", "完善老人食堂补助办法，新开老人食堂1,150家。", []),
    ("老人食堂服务满意率提高到百分之六十五以上。", "老人食堂服务满意率提高到百分之六十二以上。", []),
    ("老人食堂覆盖社区的比例总体达到95%，", "老人食堂覆盖社区的比例总体达到95%。", ["老人食堂覆盖社区的比例总体达到95%"]),
    ("老人食堂覆盖社区的比例总体达到95%以上", "老人食堂覆盖社区的比例总体达到95%左右", []),
    ("全年未发生老人食堂食品安全责任事故。", "五年内没有发生老人食堂食品安全责任事故。", []),
    ("全年新开的老人食堂总数稳定在三十公里", "全年新开的老人食堂总数稳定在三十处里", []),
]


CUT_ENDS = [  # the tail of a sentence alone is no beginning, a word that waits for another no end
    ("实施增收专项行动。推动老人食堂补助提标，", "开展扩面提质行动。推动老人食堂补助提标。", []),
    ("全县的老人食堂服务的质量和覆盖面的提高", "今年内老人食堂服务的质量和覆盖面的扩展", ["老人食堂服务的质量和覆盖面"]),
    ("全县的老人食堂服务质量有效提升的同时", "今年内老人食堂服务质量有效提升的地方", ["老人食堂服务质量有效提升"]),
]


@pytest.mark.parametrize(("one", "other", "told"), (*CUT_NUMBERS, *CUT_ENDS))
def test_no_passage_is_cut_in_a_number(one: str, other: str, told: list[str]) -> None:
    assert [passage.quote for passage in shared_wording(join(spoken(one, other), CATALOGUE), CATALOGUE)] == told


@pytest.mark.parametrize(
    "text",
    ["下降1|2.8", "下降|12.8", "12|.8", "12.|8", "2.8|%", "30|公里", "30| 公里", "6%|以上", "6%左|右", "未|发生", "三十|公里", "百分|之六", "六|点五", "1|,100", "2、|3月", "-|5%"],
)
def test_a_cut_that_parts_a_number(text: str) -> None:
    assert torn(text.replace("|", ""), text.index("|"))


@pytest.mark.parametrize("text", ["增长6%|，完成", "，|12个", "完成12|。", "“|12345热线", "统筹|推进", "重点|项目", "|12", "12|", "2024年|以来", "共12，|全部"])
def test_a_cut_beside_a_whole_number_parts_none(text: str) -> None:
    assert not torn(text.replace("|", ""), text.index("|"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*(st.sampled_from(("，", "、", "。", "")), st.sampled_from(("12", "15", "1.2", "三十", "1,250")), st.sampled_from(("%", "公里", "家", "")))), max_size=4), st.integers(0, 5))
def test_ends_are_clean_whatever_the_numbers(parts: list[tuple[str, str, str]], at: int) -> None:
    """The same words with other numbers between them: whoever says a passage, it ends and begins at no number's inside."""
    words = ("改善老旧院落的邻里环境", "让每户老人吃上热饭菜", "新开社区老人食堂", "修好院落里的步道", "把旧仓库改成书房")
    one = "".join(words[n] + mark + number + unit for n, (mark, number, unit) in enumerate(parts)) + words[-1] + "，结束"
    other = one[:at] + one[at:].replace("12", "17").replace("三十", "三百")
    made = join(spoken(one, other), CATALOGUE)
    texts = {d.editions[0].report.id: d.editions[0].report.paragraphs[0].text for d in made}
    for passage in shared_wording(made, CATALOGUE):
        for evidence in (saying.evidence for saying in passage.said):
            assert not torn(texts[evidence.report], evidence.start) and not torn(texts[evidence.report], evidence.end)


def test_a_passage_within_another_of_the_same_places_is_dropped_when_its_end_is_cut():
    longer = f"{COPY}，新开老人食堂12家"
    made = join(spoken(*(f"{a}。{longer}。{b}{COPY}，添置健身器材{n}台。" for a, b, n in (("甲", "乙", 12), ("丙", "丁", 15)))), CATALOGUE)
    assert [passage.quote for passage in shared_wording(made, CATALOGUE)] == [longer]


FORMULA = "坚持甲乙丙丁戊己庚辛壬癸子丑寅卯的总基调"


def who_says(text_of_each: str, codes: tuple[str, ...], words: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    """The same text of several places, and national phrases → what is told, and whether as common to all."""
    catalogue = replace(CATALOGUE, lexicons=(Lexicon("national-phrases", words), Lexicon("address-phrases", ("向全体代表", "表示衷心的感谢", "在此我代表"))))
    records = [samples.record(code, 2024, texts=(("plan", "urban", text_of_each),)) for code in codes]
    return [(one.quote, one.common) for one in shared_wording(join(records, catalogue), catalogue)]


def test_what_four_places_say_comes_from_above_and_what_two_neighbours_say_is_their_own():
    two, four = ("141081", "140802"), ("141081", "140802", "140800", "140502")
    assert who_says(COPY + "。", two) == [(COPY, False)]
    assert who_says(COPY + "。", four) == [(COPY, True)]
    records = [samples.record(code, 2024, texts=(("plan", "urban", COPY + "。"),)) for code in two]
    far = replace(records[0], report=replace(records[0].report, meta=replace(records[0].report.meta, province="河北省")))
    assert [one.common for one in shared_wording(join([far, records[1]], CATALOGUE), CATALOGUE)] == [True]  # two provinces


def test_formulas_of_the_centre_and_thanks_are_no_wording_of_anybody():
    two = ("141081", "140802")
    assert who_says(FORMULA + "。", two, (FORMULA,)) == []
    assert who_says(FORMULA + "。", two, ("别的话",)) == [(FORMULA, False)]
    thanks = "在此我代表政府，向全体代表和所有出过力的老乡们朋友们，表示衷心的感谢"
    assert who_says(thanks + "。", two) == []
    assert [quote for quote, _ in who_says(COPY + "，表示衷心的感谢。", two)] == [COPY + "，表示衷心的感谢"]  # one phrase of thanks makes no address


def test_a_roll_of_departments_is_no_wording():
    roll, works = "档案、统计、气象、人防、供销、残联、妇联、地方志等都有新成绩", "改造老旧院落二十四个、新修邻里花园六座、加装电梯九部"
    assert who_says(roll + "。", ("141081", "140802")) == []
    assert [quote for quote, _ in who_says(works + "。", ("141081", "140802"))] == [works]


def test_of_two_that_overlap_one_is_told_and_quotation_marks_are_whole():
    texts = {"141081": f"推进“{COPY}”行动。", "140802": f"开展“{COPY}”工程。"}
    made = join([samples.record(code, 2024, texts=(("plan", "urban", said),)) for code, said in texts.items()], CATALOGUE)
    assert [one.quote for one in shared_wording(made, CATALOGUE)] == [f"“{COPY}”"]


# What two neighbours share, and whether it is worth showing
WORTH = [
    ("在用的水窖，{}，再看", "新修骡马驿古渡口和三条引水暗渠", True),  # words that reports seldom use
    ("今年，{}，再看", "着力提升公共服务的质量和水平，推动经济社会持续健康发展", False),  # any report could say this
    ("今年，{}，再看", "衷心感谢骡马驿古渡口的摆渡人和守窖人", False),  # thanks
    ("在总书记关怀下，{}，再看", "新修骡马驿古渡口和三条引水暗渠", False),  # credit, elsewhere in its sentence
    ("在总书记关怀下。{}，再看", "新修骡马驿古渡口和三条引水暗渠", True),  # in another sentence
    ("今年还要推进{}项目建设，再看", "公共服务设施和农村道路提档升级", False),  # a piece of a clause in set phrases
    ("今年还要推进{}一期，再看", "骡马驿古渡口摆渡人驿站和引水暗渠", True),  # one in words of its own
]


@each(("around", "passage", "told"), WORTH)
def test_shared_passages_worth_showing(around, passage, told):
    catalogue = replace(CATALOGUE, lexicons=(Lexicon("ceremony-signs", ("感谢", "总书记")),))
    made = join(spoken("甲" + around.format(passage), "乙" + around.format(passage)), catalogue)
    assert any(passage in one.quote for one in worth_showing(shared_wording(made, catalogue), catalogue)) == told


def test_the_most_telling_passage_is_shown_first_and_whole_clauses_before_pieces():
    whole, plainer, piece = "新修骡马驿古渡口和三条引水暗渠", "给每家老窑院装上三盏门灯", "摆渡人驿站、骡马驿碑林和窑洞书屋"
    texts = (f"今年，{plainer}。今年，{whole}。还要推进{piece}一期。", f"明后，{plainer}。明后，{whole}。还在谋划{piece}二期。")
    shown = worth_showing(shared_wording(join(spoken(*texts), CATALOGUE), CATALOGUE), CATALOGUE)
    assert [one.quote for one in shown] == [whole, plainer, piece]


@each(
    ("one", "other", "told"),
    [
        ("今年，新修骡马驿古渡口和引水暗渠实现碳中和", "明后，新修骡马驿古渡口和引水暗渠实现碳中性", []),  # within a word
        ("今年，骡马驿渡口引水申遗。实施甲", "明后，骡马驿渡口引水申遗。实施乙", []),  # on into the next sentence
        ("今年，新修骡马驿古渡口和引水暗渠一期", "明后，新修骡马驿古渡口和引水暗渠二期", ["新修骡马驿古渡口和引水暗渠"]),
    ],
)
def test_no_passage_that_is_torn_is_shown(one, other, told):
    assert [p.quote for p in worth_showing(shared_wording(join(spoken(one, other), CATALOGUE), CATALOGUE), CATALOGUE)] == told
