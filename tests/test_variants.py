"""extract/fact_variants, fact_roles: the cases of tests/cases/variants.md against the shipped words, and what the words of the lists mean."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from digest.extract.fact_variants import Wording, variant_of, variant_words, word_group
from digest.extract.facts import read_indicators
from digest.model.report import Fact
from tests.reading import catalogue
from tests.tables import each
from tests.test_facts import report

CATALOGUE = catalogue()
ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n ").split("|"))
    for line in (Path(__file__).parent / "cases" / "variants.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


def told(fact: Fact) -> str:
    variant = f" ({fact.variant})" if fact.variant else ""
    return f"{fact.indicator} {fact.measure} {fact.value.normalize():f}{variant}{' volume' * fact.volume}"


@each(("part", "text", "facts"), ROWS)
def test_variants_and_roles(part: str, text: str, facts: str) -> None:
    assert [told(f) for f in read_indicators(report((part, text)), CATALOGUE)[0]] == facts.split(";")


def test_a_role_follows_from_the_kind_unless_it_is_a_volume() -> None:
    said = {"plan": "完成造林2万亩。", "review": "完成造林2万亩，推进20个老旧小区改造。"}
    roles = [f.role for part, text in said.items() for f in read_indicators(report((part, text)), CATALOGUE)[0]]
    assert roles == ["aim", "done", "volume"]


def test_of_the_words_of_a_group_the_first_is_said_and_one_may_stand_for_another() -> None:
    group = word_group("小巨人 | 国家级 | 新设=新登记", without=("国家级",))
    assert (group.words, group.said(group.pattern.finditer("新设甲小巨人")), group.said(group.pattern.finditer("国家级"))) == (("小巨人", "新设"), "小巨人", "")
    assert group.said(group.pattern.finditer("新设")) == "新登记"


def test_every_word_that_is_plain_or_tells_apart_is_written_as_it_can_be_read() -> None:
    """No empty word, none twice in an indicator, and what is plain stands in the list of all."""
    words = variant_words(CATALOGUE)
    common = {word for group in (words.additions, *words.groups) for word in group.words}
    for indicator in CATALOGUE.indicators:
        own = [part.strip() for line in indicator.variants for part in line.split("|")]
        assert all(own) and len(set(own)) == len(own), indicator.id
        assert set(indicator.plain) <= common, indicator.id


@pytest.mark.parametrize("words", ["新增" * 4000, "国家、" * 4000, "不含" * 4000, "、" * 9000])
def test_hostile_words_are_read_in_linear_time(words: str) -> None:
    began = time.process_time()
    for indicator in (CATALOGUE.indicator("srdi_firms"), CATALOGUE.indicator("good_water_share")):
        variant_of(indicator, "change", Wording(words, words, words, words), variant_words(CATALOGUE))
    assert time.process_time() - began < 1
