"""keyness: log-odds against plain formulas, discoveries on shuffled labels, what counts as a word, what is new."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from digest.chinese.sentences import sentences
from digest.compare.dossiers import join, latest
from digest.compare.keyness import counts, distinctive, log_odds, new_terms
from digest.compare.wording import emphasis, novelties
from digest.extract.word_counts import find_words, tokens
from digest.model.report import Record
from digest.model.usage import Usage
from digest.pipeline import analyse
from tests import samples
from tests.conftest import REAL
from tests.reading import OURS, catalogue

CATALOGUE = catalogue()
TABLE = {
    "a": {"造林": 12, "污水": 3, "招商": 1, "旅游": 4},
    "b": {"造林": 2, "污水": 9, "招商": 7, "矿山": 1},
    "c": {"造林": 5, "招商": 20, "旅游": 2},
}


def test_log_odds_and_z_agree_with_the_plain_formulas():
    """Monroe, Colaresi and Quinn written out for one pair: omega = (y + a) / (n + a0 - y - a), z = log(omega_i / omega_j) / sqrt(1/… + 1/…)."""
    prior = 40.0
    words = sorted({w for c in TABLE.values() for w in c})
    n = sum(TABLE[g].get(w, 0) for g in TABLE for w in words)
    found = {(d.group, d.term): d for d in log_odds(TABLE, prior)}
    assert len(found) == sum(map(len, TABLE.values()))
    for group in TABLE:
        n_i = sum(TABLE[group].values())
        for word in TABLE[group]:
            y_i, y_j = TABLE[group][word], sum(TABLE[g].get(word, 0) for g in TABLE if g != group)
            a = prior * (y_i + y_j) / n
            omega_i, omega_j = (y_i + a) / (n_i + prior - y_i - a), (y_j + a) / (n - n_i + prior - y_j - a)
            delta = math.log(omega_i / omega_j)
            z = delta / (1 / (y_i + a) + 1 / (y_j + a)) ** 0.5
            assert found[group, word].ratio == pytest.approx(delta, abs=1e-9)
            assert found[group, word].z == pytest.approx(z, abs=1e-9)


def test_a_value_worked_out_by_hand():
    """1 of 2 words against 1 of 4, prior 6 (two of three words each 2): odds 3/5 and 3/7, log 1.4, variance 2/3."""
    found = {(d.group, d.term): d for d in log_odds({"a": {"x": 1, "y": 1}, "b": {"x": 1, "z": 3}}, 6)}
    assert found["a", "x"].ratio == pytest.approx(math.log((1 + 2) / (2 + 6 - 3)) - math.log((1 + 2) / (4 + 6 - 3)), abs=1e-9)
    assert found["a", "x"].z == pytest.approx(math.log(1.4) / math.sqrt(2 / 3), abs=1e-9)
    assert (found["a", "x"].count, found["a", "x"].others, str(found["a", "x"].rate), str(found["a", "x"].others_rate)) == (1, 1, "5000.0", "2500.0")


def test_words_that_are_said_too_seldom_are_left_out_and_change_nothing_for_the_others():
    assert log_odds(TABLE, 40.0, 5) == tuple(d for d in log_odds(TABLE, 40.0) if d.count >= 5) != log_odds(TABLE, 40.0)


def test_length_does_not_matter():
    long = {"a": {"造林": 500, "招商": 500}, "b": {"造林": 50, "招商": 50}}
    assert distinctive(long) == ()
    found = distinctive({"a": {"造林": 60, "招商": 40}, "b": {"造林": 40, "招商": 460}})
    assert [(d.group, d.term) for d in found] == [("a", "造林"), ("b", "招商")]


@pytest.mark.parametrize("groups", [{}, {"a": {"造林": 9}}, {"a": {"造林": 9}, "b": {}}, {"a": {"造林": 9}, "b": {"造林": 9}}, {"a": {"造林": 9}, "b": {"招商": 0}}])
def test_nothing_to_compare_with_is_no_finding(groups):
    assert distinctive(groups) == ()


def sentence_counts(records: list[Record]) -> dict[str, list[Counter[str]]]:
    """Records → of each report's paragraphs the words, once a sentence: what may be dealt out anew."""
    return {
        r.report.id: [
            sum((Counter(set(tokens(s.of(p.text), CATALOGUE))) for s in sentences(p.text)), Counter())
            for p in r.report.paragraphs
            if p.part not in ("opening", "closing", "glossary")
        ]
        for r in records
    }


def share_of_discoveries(paragraphs: dict[str, list[Counter[str]]], seed: int) -> float:
    """Paragraphs dealt out to the reports at random → what part of the terms looked at is called distinctive."""
    labels = [name for name, own in paragraphs.items() for _ in own]
    random.Random(seed).shuffle(labels)
    dealt: dict[str, Counter[str]] = {name: Counter() for name in paragraphs}
    for name, words in zip(labels, (words for own in paragraphs.values() for words in own), strict=True):
        dealt[name].update(words)
    looked_at = sum(n >= 3 for own in dealt.values() for n in own.values())
    return len(distinctive(dealt)) / max(1, looked_at)


def read(paths: list[Path]) -> list[Record]:
    return [record for path in paths if (record := analyse(CATALOGUE, str(path), path.read_bytes())[0])]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_shuffled_labels_at_most_one_term_in_twenty_is_distinctive(seed):
    records = read(list(OURS))
    assert len(records) >= 8
    assert share_of_discoveries(sentence_counts(records), seed) <= 0.05


@pytest.mark.skipif(not (REAL / "counties").is_dir(), reason="the real reports are not on this machine")
def test_on_shuffled_labels_of_real_reports_too():
    paragraphs = sentence_counts(read(sorted((REAL / "counties").glob("*202[45]*.txt"))))
    assert max(share_of_discoveries(paragraphs, seed) for seed in (1, 2, 3)) <= 0.05
    own = {name: sum(counted, Counter()) for name, counted in paragraphs.items()}
    assert distinctive(own), "the labels as they are tell nothing: the test above could not fail"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("新建污水处理厂2座，造林1.2万亩", ("污水处理厂", "造林")),
        ("深入学习贯彻党的二十大精神", ()),  # a slogan, whole
        ("侯马市老旧小区整治", ("老旧小区",)),  # no name of a place; a term of the list whole
        ("平望乡、城中村、示范村", ("城中村", "示范村")),  # what ends in 乡 is a name, unless it is on the list
        ("持续推进各项工作", ()),
        ("2024年增长10%", ()),
        ("", ()),
    ],
)
def test_what_counts_as_a_word(text, words):
    assert tokens(text, CATALOGUE) == words


def test_a_word_counts_once_in_a_sentence():
    report = samples.record("141081", 2024, texts=(("plan", "ecology", "抓造林、促造林、护造林。再造林。"), ("closing", "overview", "造林。"))).report
    assert find_words(report, CATALOGUE) == (Usage("ecology", (("造林", 2),)),)


def test_counts_of_two_editions_are_not_added():
    one, other = (Usage("ecology", (("造林", 3),)), Usage("urban", (("道路", 1),))), (Usage("ecology", (("造林", 2), ("污水", 1))),)
    assert counts([one, other]) == {"造林": 3, "道路": 1, "污水": 1}
    assert counts([one, other], "ecology") == {"造林": 3, "污水": 1}


def test_new_terms_do_not_stand_in_last_years_text():
    assert new_terms({"造林": 4, "氢能": 3, "算力": 5, "低空": 2}, "去年完成造林任务，布局氢能源") == (("算力", 5),)


def test_emphasis_and_novelties_lead_to_the_text():
    this = [("plan", "ecology", f"第{'一二三四五六七八九十'[n]}批湿地公园开工。") for n in range(10)]
    last = [("plan", "industry", "建设算力中心。"), *[("plan", "industry", f"第{'一二三四五'[n]}批钢铁产业开工。") for n in range(5)]]
    records = [
        samples.record("141081", 2024, texts=tuple(this)),
        samples.record("141081", 2023, texts=tuple(last)),
        samples.record("140802", 2024, texts=tuple(last * 3)),
    ]
    records = [replace(r, words=find_words(r.report, CATALOGUE)) for r in records]
    dossiers = join(records, CATALOGUE)
    (wetlands,) = [e for e in emphasis(latest(dossiers)) if e.dossier.place.code == "141081"]
    assert [(t.term, t.count, t.others) for t in wetlands.terms] == [("湿地公园", 10, 0)]
    assert (wetlands.terms[0].evidence.report, wetlands.terms[0].evidence.paragraph, wetlands.terms[0].evidence.quote) == ("141081-2024", "p1", "湿地公园")
    (new,) = novelties(tuple(d for d in dossiers if d.place.code == "141081"))
    assert [(t.term, t.count) for t in new.terms] == [("湿地公园", 10)]
    assert (new.dossier.year, new.before.year) == (2024, 2023)


def test_paragraphs_without_words_give_none():
    assert find_words(samples.record("141081", 2024).report, CATALOGUE) == ()
    assert tokens("。，；", CATALOGUE) == ()
