"""Who says a word and who does not: counted exactly, silence concluded from complete texts alone, turns only against earlier reports."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compare.dossiers import join
from digest.compare.measure_uses import measure_uses
from digest.compare.word_uses import with_turns, word_uses
from digest.content.watchlist_files import load_watchlist
from digest.model.catalogue import Policy, WatchedWord
from digest.model.comparison import Comparison, Overview
from digest.model.policy_mention import PolicyMention
from digest.model.problem import WARNING, Problem
from digest.model.report import Record
from digest.model.word_use import WordUse
from digest.pages.word_pages import MOST, since, stretches_of, word_pages
from digest.pipeline import understand
from digest.read.any import read_source
from digest.search.tokens import compact, spans_said, times_said
from tests import samples
from tests.conftest import REAL, Built
from tests.reading import catalogue
from tests.samples import CATALOGUE, record

LOW = WatchedWord(("低空经济",))


def said(*texts: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(("plan", "economy", text) for text in texts)


def uses(*records: Record, word: WatchedWord = LOW) -> dict[str, str]:
    """Records → each dossier's standing, times and turn: {"141081-2024": "said 1 new"}."""
    (reach,) = word_uses(join(records, CATALOGUE), (word,))
    return {use.dossier.id: f"{use.standing} {use.times} {use.turn}".strip() for use in reach.uses}


# ── Exactly ──


@pytest.mark.parametrize(
    ("text", "phrase", "times"),
    [
        ("发展低空经济，壮大低空经济。", "低空经济", 2),
        ("發展低空經濟。", "低空经济", 1),  # the other script
        ("发展低 空　经济。", "低空经济", 1),  # spaces set between signs
        ("发展“低空经济”。", "低空经济", 1),
        ("发展低空，经济向好。", "低空经济", 0),  # a mark between
        ("发展低空、经济", "低空经济", 0),
        ("飞得低。空经济", "低空经济", 0),
        ("发展低空“经济”。", "低空经济", 0),
        ("发展低空产业经济。", "低空经济", 0),
        ("氢能、储能", "氢能、储能", 1),  # typed with its mark
        ("氢能，储能；氢能储能", "氢能、储能", 0),
        ("“１２３４５”热线", "12345热线", 0),
        ("１２３４５热线", "12345热线", 1),
        ("共12345条", "1234", 0),  # a number is one word
        ("投资1,234亿元", "1234", 1),
        ("一一一", "一一", 2),
        ("生物制造", "，", 0),
        ("", "低空经济", 0),
    ],
)
def test_a_phrase_is_counted_where_it_stands_exactly_so(text: str, phrase: str, times: int) -> None:
    assert times_said(text, phrase) == times


@pytest.mark.parametrize(
    ("text", "phrase", "quotes"),
    [("发展低 空經濟，低空，经济", "低空经济", ["低 空經濟"]), ("㎡与m2", "m2", ["㎡", "m2"]), ("投资1,234亿元", "1234", ["1,234"]), ("治理污水", "低空", [])],
)
def test_where_a_phrase_stands_is_quoted_as_it_is_written(text: str, phrase: str, quotes: list[str]) -> None:
    assert [text[start:end] for start, end in spans_said(text, phrase)] == quotes
    assert "".join(piece.text for piece in stretches_of(text, (phrase,))) == text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="水污處河2４,，、。 “", max_size=24), st.text(alphabet="水污处河2", min_size=1, max_size=3))
def test_nothing_that_says_a_phrase_is_passed_over_unread(text: str, phrase: str) -> None:
    assert not times_said(text, phrase) or compact(phrase) in compact(text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="水污處4２,，、。！ “", max_size=24), st.text(alphabet="水污处2，、。！“ ", min_size=1, max_size=4))
def test_what_is_quoted_is_what_is_counted(text: str, phrase: str) -> None:
    assert len(spans_said(text, phrase)) == times_said(text, phrase)


# ── Who says it, and whose silence tells ──


def test_complete_texts_are_silent_excerpts_and_damaged_ones_are_not() -> None:
    cut = record("130608", 2024, texts=said("建设污水处理厂。"))
    warned = Problem("x", 1, "damage.cut", "", "", quote="建设污水处理厂。", severity=WARNING)
    cut = replace(cut, report=replace(cut.report, warnings=(warned,)))
    found = uses(
        record("141081", 2024, texts=said("发展低空经济。")),
        record("140800", 2024, texts=said("发展低空，经济向好。")),
        record("140802", 2024, texts=said("建设污水处理厂。"), completeness="excerpt"),
        cut,
    )
    assert found == {"141081-2024": "said 1", "140800-2024": "silent 0", "140802-2024": "partial 0", "130608-2024": "damaged 0"}


def test_what_they_come_to_leaves_out_what_is_not_complete() -> None:
    (reach,) = word_uses(
        join([
            record("141081", 2024, texts=said("发展低空经济，低空经济提速。")),
            record("140800", 2024, texts=said("治理污水。")),
            record("140802", 2024, texts=said("低空经济起步。"), completeness="excerpt"),
        ], CATALOGUE), (LOW,))  # fmt: skip
    latest = reach.latest
    assert (latest.whole, latest.said, latest.silent, latest.others, latest.others_said, latest.times) == (2, 1, 1, 1, 1, 3)


def test_of_two_editions_nothing_is_counted_twice() -> None:
    both = (record("141081", 2024, texts=said("低空经济。")), record("141081", 2024, texts=said("低空经济，低空经济。"), completeness="excerpt"))
    assert uses(*both) == {"141081-2024": "said 1"}


def test_every_form_of_a_word_counts_as_it() -> None:
    word = WatchedWord(("人形机器人", "仿人机器人"))
    assert uses(record("141081", 2024, texts=said("人形机器人、仿人机器人。")), word=word) == {"141081-2024": "said 2"}


def test_the_sentence_that_is_shown_says_it() -> None:
    (reach,) = word_uses(join([record("141081", 2024, texts=said("治理污水。", "建设公园。发展低空经济，建设起降点三十个以上。", "低空经济。"))], CATALOGUE), (LOW,))
    assert reach.uses[0].first and reach.uses[0].first.quote == "发展低空经济，建设起降点三十个以上。"
    assert reach.uses[0].first.paragraph == "p2"


@pytest.mark.parametrize(
    ("standings", "turns"),
    [
        ("said", [""]),  # nothing earlier is at hand: nobody knows whether it is the first
        ("silent said said silent said", ["", "new", "kept", "gone", "again"]),
        ("said said", ["", "kept"]),
        ("silent silent", ["", ""]),
        ("partial said", ["", ""]),  # an excerpt is no witness
        ("damaged said", ["", ""]),
        ("silent partial said", ["", "", "new"]),
        ("said partial silent", ["", "", "gone"]),
    ],
)
def test_turns_are_told_against_earlier_reports_alone(standings: str, turns: list[str]) -> None:
    place = samples.dossier("141081", 2024)
    told = with_turns(WordUse(place, standing, True) for standing in standings.split())  # type: ignore[arg-type]
    assert [use.turn for use in told] == turns


def test_a_word_is_not_called_new_of_a_year_before_which_nothing_is_at_hand() -> None:
    def begun(*records: Record) -> tuple[int, int, bool]:
        (reach,) = word_uses(join(records, CATALOGUE), (LOW,))
        found = since(reach)
        return found.year, found.reports, found.known

    low, none = said("发展低空经济。"), said("治理污水。")
    assert begun(record("141081", 2023, texts=none), record("141081", 2024, texts=low)) == (2024, 1, True)
    assert begun(record("140800", 2023, texts=none), record("141081", 2024, texts=low)) == (2024, 1, False)  # another place's silence
    assert begun(record("141081", 2023, texts=none, completeness="excerpt"), record("141081", 2024, texts=low)) == (2024, 1, False)
    assert begun(record("141081", 2024, texts=none)) == (0, 0, False)


def test_of_a_measure_of_policy_the_same_is_told_as_of_a_word() -> None:
    def of(code: str, year: int, *mentions: PolicyMention, completeness: str = "full") -> Record:
        return replace(record(code, year, texts=said("落实河长制。", "今年设河长30名。"), completeness=completeness), policies=mentions)

    told, planned = PolicyMention("river_chiefs", "actual", "p1", 0, 6), PolicyMention("river_chiefs", "target", "p2", 0, 9)
    chiefs = Policy("river_chiefs", "河湖长制", "ecology", ("河长", "湖…长"))
    dossiers = join([of("141081", 2023), of("141081", 2024, told, planned), of("140800", 2024), of("140802", 2024, completeness="excerpt")], CATALOGUE)
    (reach,) = measure_uses(dossiers, (chiefs, Policy("forest_chiefs", "林长制", "ecology", ("林长",))))
    assert {use.dossier.id: f"{use.standing} {use.times} {use.turn}".strip() for use in reach.uses} == {
        "141081-2024": "said 2 new", "140800-2024": "silent 0", "140802-2024": "partial 0", "141081-2023": "silent 0",
    }  # fmt: skip
    first = next(use.first for use in reach.uses if use.standing == "said")
    assert first and first.quote == "今年设河长30名。"  # what is planned comes before what was done
    assert reach.word.forms == ("河湖长制", "河长")  # a name that stands for several is not written out


# ── The list ──


def listed(folder: Path, text: str) -> tuple[list[tuple[str, ...]], list[tuple[int, str]]]:
    (folder / "watchlist.txt").write_text(text, encoding="utf-8")
    words, problems = load_watchlist(folder)
    return [word.forms for word in words], [(problem.line, problem.code) for problem in problems]


def test_a_list_has_a_word_a_line_and_its_forms_beside_it(tmp_path: Path) -> None:
    assert listed(tmp_path, "# 科技\n低空经济\n\n人形机器人 | 仿人机器人  # 两种写法\n") == ([("低空经济",), ("人形机器人", "仿人机器人")], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("低空经济\n低空经济\n", "content.word-twice"),
        ("低空经济\n“低空经济”\n", "watchlist.word"),
        ("低空经济\n甲 | | 乙\n", "watchlist.word"),
        ("低空经济\n、\n", "watchlist.word"),
        ("低空经济\n人工智能 | 智能\n", "watchlist.contained"),
        ("低空经济\n甲 | 甲\n", "watchlist.contained"),
        (f"低空经济\n{'长' * 41}\n", "watchlist.long"),
        ("低空经济\n生\u0007物\n", "content.control"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_with_its_line(tmp_path: Path, text: str, code: str) -> None:
    assert listed(tmp_path, text) == ([("低空经济",)], [(2, code)])


def test_without_a_list_nothing_is_watched(tmp_path: Path) -> None:
    assert load_watchlist(tmp_path) == ((), ())
    assert word_uses((), ()) == ()


# ── Pages ──


def test_a_page_a_word_with_a_sentence_for_each_place_and_its_paragraph(built: Built) -> None:
    listing = (built.site / "words" / "index.html").read_text("utf-8")
    pages = dict(reversed(pair) for pair in re.findall(r'<th scope="row"><a href="(w-[0-9a-f]{10}\.html)">([^<]+)</a>', listing))
    words = load_watchlist(built.settings.content)[0]
    assert list(pages) == [word.name for word in words] and len(pages) >= 20
    rows = list(csv.DictReader((built.site / "data" / "words.csv").read_text("utf-8-sig").splitlines()))
    for word in words:
        page = (built.site / "words" / pages[word.name]).read_text("utf-8")
        sayers = {row["地区代码"] for row in rows if row["词"] == word.name and row["说没说"] == "提到"}
        assert set(re.findall(r'<div id="d([0-9]{6})">', page)) == sayers
        assert page.count('class="source"') == len(sayers)
    assert any(row["说没说"] == "提到" for row in rows) and all(row["原句"] for row in rows if row["说没说"] == "提到")
    assert not any(row["说没说"] == "没有提到" for row in rows)  # no shipped text is complete


def test_many_places_stand_on_several_pages_and_every_name_leads_to_its_own() -> None:
    (one,) = join([record("141081", 2024, texts=said("发展低空经济。"))], CATALOGUE)
    many = [replace(one, id=f"{code}-2024", place=replace(one.place, code=str(code))) for code in range(140000, 140000 + MOST + 5)]
    comparison = Comparison(Overview((), (), (), ()), (), (), (), (), words=word_uses(many, (LOW,)))
    pages = {route: values for route, _, values in word_pages(comparison, CATALOGUE)}
    assert len(pages) == 3
    first, second = (values for route, values in pages.items() if route.startswith("words/w-"))
    assert len(first["places"]) == MOST and len(second["places"]) == 5 and not second["first"]
    names = [name for group in first["said"].provinces for name in group.names]
    assert first["said"].folded and len(names) == MOST + 5
    assert [name.place.href.partition("#")[0] for name in names].count("") == MOST


# ── Thirteen questions, over real reports where they are at hand ──

QUESTIONS = {
    "低空经济": 28, "银发经济": 28, "以旧换新": 27, "首发经济": 25, "新型储能": 21, "生物制造": 16, "冰雪经济": 14, "海洋经济": 10, "商业航天": 10,
    "人形机器人": 8, "具身智能": 5, "脑机接口": 5, "预制菜": 2,
}  # fmt: skip


def test_thirteen_questions_are_answered_as_a_careful_reader_counted() -> None:
    files = sorted((REAL / "provinces-2025").glob("*.docx"))
    if not files:
        pytest.skip("the real reports are not on this machine")
    sources = (read_source(file.name, file.read_bytes())[0] for file in files)
    reports = (understand(source, catalogue())[0] for source in sources if source)
    dossiers = join((Record(report) for report in reports if report), catalogue())
    reaches = word_uses(dossiers, (WatchedWord((word,)) for word in QUESTIONS))
    assert {reach.word.name: reach.latest.said for reach in reaches} == QUESTIONS
    assert all(reach.latest.whole == 30 and reach.latest.silent == 30 - reach.latest.said for reach in reaches)
