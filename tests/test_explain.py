"""Sentences beside what is said about the figure read from them: name, amount, bound, kind, year; ids that nobody has."""

from dataclasses import replace

import pytest

from digest.audit.explain import ExplanationLine, FigureExplanation, explain
from digest.cli import main
from digest.cli.explain_command import lines
from digest.compare.dossiers import join
from digest.extract.facts import read_indicators
from digest.model.dossier import Dossier
from digest.model.problem import Problem
from digest.model.report import Meta, Record
from digest.system.messages import translator
from tests.test_facts import CATALOGUE, report


def dossiers(part: str, text: str) -> tuple[Dossier, ...]:
    place = CATALOGUE.places[0]
    meta = Meta(place=place.name, code=place.code, level=place.level, year=2024, completeness="full")
    made = replace(report((part, text)), id=f"{place.code}-2024", meta=meta)
    facts, _ = read_indicators(made, CATALOGUE)
    return join((Record(made, facts),), CATALOGUE)


def told(part: str, text: str, number: int = 0) -> dict[str, str]:
    """A sentence → what is said of its figure: about → text."""
    made = dossiers(part, text)
    from digest.render.figure_ids import fact_ids

    id, _ = fact_ids(made[0])[number]
    answer = explain(id, made, CATALOGUE)
    assert isinstance(answer, FigureExplanation)
    return {line.about: line.text.format(**dict(line.values)) for line in answer.lines}


@pytest.mark.parametrize(
    ("part", "text", "about", "said"),
    [
        ("plan", "地区生产总值增长10%以上。", "value", "≥10% (目标, 2024年)"),
        ("plan", "地区生产总值增长10%以上。", "name", "“地区生产总值” stands there, a name of the indicator gdp in content/indicators.yaml"),
        ("plan", "地区生产总值增长10%以上。", "amount", "“10%以上” is 10 %"),
        ("plan", "地区生产总值增长10%以上。", "measure", "“增长” between name and amount makes it 增速"),
        ("plan", "地区生产总值增长10%以上。", "bound", "“以上” → ≥"),
        ("plan", "地区生产总值增长10%左右。", "bound", "“左右” → 约"),
        ("review", "地区生产总值突破300亿元。", "bound", "“突破” → ≥"),
        ("plan", "地区生产总值增长5%—6%。", "bound", "“—” → —"),
        ("plan", "地区生产总值增长10%以上。", "kind", "目标: the paragraph belongs to the part 安排"),
        ("review", "地区生产总值增长10%。", "kind", "完成: the paragraph belongs to the part 回顾"),
        ("plan", "地区生产总值增长10%以上。", "year", "2024年: targets are of the report's own year, where no other is named"),
        ("review", "地区生产总值增长10%。", "year", "2023年: results are of the year before the report, where no other is named"),
        ("review", "2022年，地区生产总值增长10%。", "year", "2022年: named before it"),
        ("review", "地区生产总值下降2%。", "sign", "a fall: the words before the amount say so"),
        ("review", "天气晴好。地区生产总值增长10%。", "sentence", "地区生产总值增长10%。"),
        ("review", "预计地区生产总值增长10%。", "estimate", "the sentence says that it is expected (预计)"),
    ],
)
def test_why_a_figure_reads_as_it_does(part: str, text: str, about: str, said: str) -> None:
    assert told(part, text)[about] == said


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("地区生产总值增长10%。", "bound"),
        ("地区生产总值增长10%。", "sign"),
        ("地区生产总值增长10%。", "estimate"),
        ("地区生产总值增长10%。", "stretch"),
        ("地区生产总值增长10%。", "also"),
        ("地区生产总值增长10%。", "editions"),
        ("地区生产总值达到300亿元。", "measure"),
    ],
)
def test_what_does_not_apply_is_not_said(text: str, about: str) -> None:
    assert about not in told("review", text)


def test_a_second_amount_of_a_sentence_has_its_own_name() -> None:
    said = told("review", "地区生产总值完成189亿元，同比增长12.1%。", 1)
    assert (said["amount"], said["name"].split("”")[0]) == ("“12.1%” is 12.1 %", "“地区生产总值")


def test_a_paragraph_lists_its_figures_by_id() -> None:
    made = dossiers("plan", "地区生产总值增长10%以上。")
    answer = explain(f"{made[0].id}#p1", made, CATALOGUE)
    assert isinstance(answer, FigureExplanation)
    assert [line.about for line in answer.lines] == [f"{made[0].id}.gdp-growth.target"]


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("{id}.gdp-growth.targt", "no figure has this id", "did you mean {id}.gdp-growth.target?"),
        ("zzz", "no figure has this id", "ids stand in data/facts.csv of the site; or name a paragraph: 141081-2024#p31"),
        ("{id}#p99", "the report {id} has no such paragraph", "its last one is p1"),
        ("{id}9#p1", "no figure has this id", "did you mean {id}#p1?"),
    ],
)
def test_an_id_that_nobody_has(wanted: str, message: str, hint: str) -> None:
    made = dossiers("plan", "地区生产总值增长10%以上。")
    id = made[0].id
    problem = explain(wanted.format(id=id), made, CATALOGUE)
    assert isinstance(problem, Problem)
    assert problem.text() == f"{wanted.format(id=id)}: {message.format(id=id)} — {hint.format(id=id)}"


def test_lines_in_both_languages() -> None:
    made = [FigureExplanation("a", (ExplanationLine("bound", "“{words}” → {sign}", (("words", "以上"), ("sign", "≥"))),))] * 2
    assert list(lines(made, str)) == ["a", "  bound: “以上” → ≥", "", "a", "  bound: “以上” → ≥"]
    assert list(lines(made, translator("zh_CN")))[1] == "  限定：“以上” → ≥"


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = main.main(["explain", "141081-2024.gdp-growth.target", "--lang", "en", "--jobs", "1"])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    assert "  bound: “以上” → ≥" in said.out.splitlines()
    assert main.main(["explain", "141081-2024.gdp", "--lang", "en", "--jobs", "1"]) == 2
    assert "141081-2024.gdp: error: no figure has this id — did you mean 141081-2024.gdp-" in capsys.readouterr().err
