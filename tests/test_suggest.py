"""suggest: subjects of many places, what is left out, and entries that the catalogue takes as they are."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from digest.audit.indicator_gaps import Suggestion, suggestions
from digest.audit.policy_gaps import suggested_policies
from digest.cli.suggest_command import lines, policy_lines
from digest.content.schema import read_yaml
from digest.model.catalogue import Indicator, Lexicon, Policy
from digest.model.report import Evidence, Figure, Meta, Record
from digest.system.messages import translator
from tests.test_facts import CATALOGUE, report


def figure(subject: str, value: str = "9", unit: str = "座", measure: str = "level", **other: object) -> Figure:
    quote = f"{subject}{value}{unit}"
    made = Figure(subject, measure, Decimal(value), unit, "=", "actual", 2023, Evidence("x", "p1", 0, len(quote), quote))
    return replace(made, **other)


def record(code: str, *figures: Figure) -> Record:
    made = replace(report(("review", "甲" * 30)), meta=Meta(code=code, year=2024))
    paragraph = replace(made.paragraphs[0], topic="urban", line=7)
    return Record(replace(made, paragraphs=(paragraph,)), figures=figures)


def found(*figures: Figure, places: int = 3) -> tuple[Suggestion, ...]:
    return suggestions([record(str(n), *figures) for n in range(places)], CATALOGUE)


def test_a_subject_of_three_places_is_suggested_and_one_of_two_is_not() -> None:
    (one,) = found(figure("公厕"))
    assert (one.subject, one.unit, one.places, one.figures, one.line, one.example.quote) == ("公厕", "座", 3, 3, 7, "公厕9座")
    assert found(figure("公厕"), places=2) == ()


def test_many_mentions_in_one_place_are_one_place() -> None:
    assert suggestions([record("1", *[figure("公厕")] * 5)], CATALOGUE) == ()


def test_what_is_done_with_a_subject_does_not_part_it() -> None:
    three = [record("1", figure("新建公厕")), record("2", figure("公厕")), record("3", figure("建成“公厕”"))]
    assert [s.subject for s in suggestions(three, CATALOGUE)] == ["公厕"]


@pytest.mark.parametrize(
    "made",
    [
        figure("公厕", part="开发区"),
        figure("公厕", measure="rank", unit="位"),
        figure("公厕", measure="change"),
        figure("公厕", among="全省"),
        figure("公厕", indicator="toilets"),
        figure("户厕"),  # an indicator's name
        figure("资金", unit="元"),  # too vague
        figure("建成"),  # no subject
    ],
)
def test_what_is_not_suggested(made: Figure) -> None:
    assert found(made) == ()


def test_an_entry_is_one_that_the_catalogue_takes() -> None:
    made = found(
        figure("6G基站"),
        figure("茶叶合同成交额", "300000000", "元"),
        figure("茶叶合同成交额", "7", "%", "growth"),
        figure("绿化率", "40", "%", "share"),
    )
    assert [s.subject for s in made] == ["茶叶合同成交额", "6G基站", "绿化率"]
    text = "\n".join(s.entry for s in made)
    indicators, problems = read_yaml(text, "case.yaml", tuple[Indicator, ...])
    assert problems == ()
    assert [(i.name, i.unit, i.topic, i.measures) for i in indicators] == [
        ("茶叶合同成交额", "亿元", "urban", ("level", "growth")),
        ("6G基站", "座", "urban", ("level",)),
        ("绿化率", "%", "urban", ("share", "change")),
    ]


def test_lines_name_the_place_in_the_source_and_say_when_there_is_nothing() -> None:
    said = list(lines(found(figure("公厕")), translator("en")))
    assert said[0] == "# 公厕 (座): 3 places, 3 figures"
    assert said[1] == "#   case.txt:7: 公厕9座"
    assert len(list(lines((), translator("en")))) == 1


def test_the_words_lists_are_there() -> None:
    for name in ("figure-actions", "figure-vague"):
        assert (Path(__file__).parents[1] / "content" / "lexicons" / f"{name}.txt").exists()


def quoting(code: str, text: str) -> Record:
    made = replace(report(("plan", text)), meta=Meta(code=code, year=2024))
    return Record(replace(made, paragraphs=(replace(made.paragraphs[0], topic="urban", line=7),)))


def test_a_term_that_three_places_quote_is_suggested_where_no_measure_covers_it() -> None:
    catalogue = replace(CATALOGUE, policies=(Policy("chiefs", "河湖长制", "ecology", ("河长",)),), lexicons=(Lexicon("slogans", ("两个维护",)),))
    text = "推进“信用树”，“信用树”开花，落实“河长”制、“河（湖）长制”，坚决“两个维护”，拨打“12345”。"
    records = [quoting(str(n), text) for n in range(3)]
    (one,) = suggested_policies([*records, quoting("9", "只有一地的“小院”。")], catalogue)
    assert (one.term, one.places, one.times, one.line) == ("信用树", 3, 6, 7)
    assert suggested_policies(records, catalogue, 4) == ()
    told = list(policy_lines((one,), translator("en")))
    assert told[1] == "# 信用树: 3 places, 6 times"
    policies, problems = read_yaml(one.entry, "case.yaml", tuple[Policy, ...])
    assert (problems, policies) == ((), (Policy("CHANGE_ME", "信用树", "urban", ("信用树",)),))
