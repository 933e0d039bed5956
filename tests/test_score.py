"""Labels against what was read: each count once right and once wrong, and the whole on real reports beside a second program."""

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from digest.audit.accuracy import accuracy_text
from digest.audit.agreement import Count, bare, compare, likeness
from digest.audit.measure import measured
from digest.audit.score import measures, score
from digest.cli.score_command import lines
from digest.content.catalogue_files import load_catalogue
from digest.content.label_files import load_gold
from digest.model.labels import Gold, GoldFact, GoldHeading, GoldMeta, GoldParagraph, GoldPledge, GoldProject
from digest.model.report import Project
from digest.pipeline import analyse, analyse_file
from digest.render.records import record_json
from digest.render.templates import markdown_environment
from tests.reading import OURS

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TEXT = """政府工作报告

各位代表：

一、2023年工作回顾

地区生产总值完成100亿元，增长5%。全市改造老旧小区12个。

二、2024年工作安排

地区生产总值增长6%以上。
"""


@pytest.fixture(scope="module")
def record():
    catalogue, _ = load_catalogue(ROOT / "content")
    return analyse(catalogue, "a.txt", ("---\nplace: 侯马市\nyear: 2024\n---\n" + TEXT).encode())[0]


def fact(**changes) -> GoldFact:
    whole = {"quote": "地区生产总值增长6%以上", "indicator": "gdp", "measure": "growth", "value": Decimal(6), "unit": "%"}
    return GoldFact(**{**whole, "bound": ">=", "kind": "target", "year": 2024, **changes})


RESULTS = (
    fact(quote="地区生产总值完成100亿元", measure="level", value=Decimal(100), unit="亿元", bound="=", kind="actual", year=2023),
    fact(quote="增长5%", value=Decimal(5), bound="=", kind="actual", year=2023),
    fact(quote="改造老旧小区12个", indicator="old_communities", measure="level", value=Decimal(12), unit="个", bound="=", kind="actual", year=2023),
)
GOLD = Gold("a", "a.txt", GoldMeta(place="侯马市", year=2024), "各位代表", "增长6%以上。", facts=(*RESULTS, fact()))


def counts(gold, record) -> dict[str, tuple[int, int, int]]:
    return {c.part: (c.gold, c.found, c.hit) for c in compare(gold, record) if isinstance(c, Count) and c.part not in ("meta", "part", "topic")}


def test_facts_that_agree(record):
    assert counts(GOLD, record)["facts"] == (4, 4, 4)
    assert counts(GOLD, record)["facts.bound"] == (4, 4, 4)


@pytest.mark.parametrize(
    "change",
    [{"value": Decimal("6.1")}, {"kind": "actual"}, {"year": 2023}, {"measure": "change"}, {"indicator": "services_va"}],
    ids=lambda change: next(iter(change)),
)
def test_a_fact_that_is_otherwise_in_one_thing_is_missed_and_extra(record, change):
    other = replace(GOLD, facts=(*RESULTS, fact(**change)))
    assert counts(other, record)["facts"] == (4, 4, 3)


def test_a_bound_that_is_otherwise_costs_the_bound_alone(record):
    other = replace(GOLD, facts=(*RESULTS, fact(bound="=")))
    assert counts(other, record)["facts"] == (4, 4, 4)
    assert counts(other, record)["facts.bound"] == (4, 4, 3)


def test_a_fact_said_twice_counts_once(record):
    assert counts(replace(GOLD, facts=(*GOLD.facts, fact())), record)["facts"] == (4, 4, 4)


def test_ratio_is_level_or_share(record):
    shares = tuple(replace(f, measure="share") if f.measure == "level" else f for f in GOLD.facts)
    assert counts(replace(GOLD, facts=shares), record)["facts"] == (4, 4, 4)


def test_outline_and_paragraphs(record):
    right = replace(
        GOLD,
        outline=(GoldHeading(1, "一、2023年工作回顾"), GoldHeading(1, "二、2024年工作安排")),
        paragraphs=(GoldParagraph("各位代表："), GoldParagraph("地区生产总值完成100亿"), GoldParagraph("地区生产总值增长6%以")),
    )
    assert counts(right, record)["outline"] == (2, 2, 2)
    assert counts(right, record)["paragraphs"] == (3, 3, 3)
    wrong = replace(right, outline=(GoldHeading(2, "一、2023年工作回顾"),), paragraphs=(GoldParagraph("地区生产总值下降了一半"),))
    assert counts(wrong, record)["outline"] == (1, 2, 0)
    assert counts(wrong, record)["paragraphs"] == (1, 3, 0)


def test_body_is_measured_in_what_is_kept_and_what_is_let_through(record):
    assert counts(replace(GOLD, outline=(GoldHeading(1, "一、2023年工作回顾"), GoldHeading(1, "二、2024年工作安排"))), record)["body"][1:] == (
        counts(GOLD, record)["body"][1],
        counts(GOLD, record)["body"][1],
    )
    assert "body" not in counts(replace(GOLD, body_first="不在文中的话"), record)


def test_what_is_not_labelled_is_not_scored(record):
    assert not {"outline", "paragraphs", "projects", "pledges", "glossary", "damage.recall"} & set(counts(GOLD, record))
    assert counts(replace(GOLD, pledges=(GoldPledge(1, "办一件事"),)), record)["pledges"] == (1, 0, 0)


def test_nothing_read_is_nothing_found():
    assert counts(GOLD, None)["facts"] == (4, 0, 0)


def test_projects_are_known_by_their_names_and_measured_field_by_field(record):
    evidence = record.facts[0].evidence[0]
    found = replace(record, projects=(Project("高强钢筋生产项目", Decimal(2), "投产", "2024-05", "target", evidence),))
    label = GoldProject("30万吨高强钢筋生产项目", Decimal(2), "投产", "2024-06", "target", "…")
    got = counts(replace(GOLD, projects=(label,)), found)
    assert got["projects"] == (1, 1, 1)
    assert got["projects.when"] == (1, 1, 0)
    assert got["projects.investment"] == got["projects.milestone"] == got["projects.kind"] == (1, 1, 1)
    other = counts(replace(GOLD, projects=(replace(label, name="污水处理厂"),)), found)
    assert other["projects"] == (1, 1, 0)


@pytest.mark.parametrize(
    ("a", "b", "like"),
    [("甲乙丙项目", "甲乙丙项目", 1.0), ("甲乙丙项目", "甲乙丙", 0.9), ("甲乙丙丁戊己项目", "项目", 0.0), ("甲项目", "乙工程", 0.0), ("", "甲", 0.0)],
)
def test_likeness(a, b, like):
    assert likeness(a, b) == like


def test_bare():
    assert bare("（一）抓项目， 强１号") == "一抓项目强1号"


def test_measures():
    assert measures(10, 8, 6)[:2] == (Decimal("0.75"), Decimal("0.6"))
    assert measures(0, 0, 0) == (1, 1, 1)
    assert measures(3, 0, 0) == (0, 0, 0)


def test_evidence_that_stands_elsewhere_is_told(record):
    moved = replace(record.facts[0], evidence=(replace(record.facts[0].evidence[0], start=1),))
    assert counts(GOLD, replace(record, facts=(moved, *record.facts[1:])))["evidence"] == (4, 4, 3)


def test_lines_and_details(record):
    result = score([(replace(GOLD, facts=(*RESULTS, fact(bound="="))), record)])
    told = list(lines(result, "facts.bound", True))
    assert [line.split(" | ")[:3] for line in told if " | " in line] == [["facts.bound", "a", "gold = got >="]]
    assert json.loads(told[-1])["facts"] == {"gold": 4, "pred": 4, "hit": 4, "p": 1.0, "r": 1.0, "f1": 1.0}


def test_labels_with_mistakes_are_told_by_their_line(tmp_path):
    (tmp_path / "a.json").write_text('{\n "id": "a",\n "file": "a.md",\n "meta": {},\n "fakts": []\n}', encoding="utf-8")
    golds, problems = load_gold(tmp_path)
    assert golds == ()
    assert [(p.line, p.code) for p in problems] == [(5, "yaml.unknown-key")]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the real reports")
@pytest.mark.parametrize(("golds", "sources"), [("gold", "reports/seeds"), ("gold-more", "reports")])
def test_same_numbers_as_the_other_program(golds, sources, tmp_path):
    catalogue, _ = load_catalogue(ROOT / "content")
    labels, problems = load_gold(SHARED / "score" / golds)
    assert not problems
    labels = tuple(gold for gold in labels if gold.file.endswith(".txt"))
    (tmp_path / "gold").mkdir()
    for gold in labels:
        text = (SHARED / "score" / golds / f"{gold.id}.json").read_text(encoding="utf-8")
        (tmp_path / "gold" / f"{gold.id}.json").write_text(text, encoding="utf-8")

    def read(files):
        results = [analyse_file(catalogue, file) for file in files]
        for gold in labels:
            record = next(r for (path, _), (r, _) in zip(files, results, strict=True) if path.endswith(gold.file))
            (tmp_path / f"{gold.id}.json").write_text(record_json(record), encoding="utf-8")
        return results

    ours, problems = measured(labels, SHARED / sources, read)
    assert not problems
    command = [sys.executable, SHARED / "score" / "score.py", tmp_path / "gold", SHARED / sources, tmp_path, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    assert {row.part: (row.gold, row.found, row.hit) for row in ours.rows} == {p: (t["gold"], t["pred"], t["hit"]) for p, t in theirs.items()}
    assert {row.part: float(row.f1) for row in ours.rows} == pytest.approx({part: t["f1"] for part, t in theirs.items()})


SHIPPED, _ = load_gold(ROOT / "content" / "gold")


@pytest.mark.parametrize("gold", SHIPPED, ids=lambda gold: gold.id)
def test_shipped_labels_stand_verbatim_in_their_reports(gold):
    text = (ROOT / "content" / "reports" / gold.file).read_text(encoding="utf-8")
    said = [f.quote for f in gold.facts] + [p.quote for p in gold.projects] + [p.name for p in gold.projects] + [p.text for p in gold.pledges]
    said += [p.starts for p in gold.paragraphs] + [h.title for h in gold.outline]
    assert [quote for quote in said if quote not in text] == []


def test_the_reports_of_five_places_are_labelled_with_indicators_that_exist():
    assert {gold.file for gold in SHIPPED} == {path.relative_to(ROOT / "content" / "reports").as_posix() for path in OURS}
    catalogue, _ = load_catalogue(ROOT / "content")
    units = {indicator.id: indicator.unit for indicator in catalogue.indicators}
    assert [f for gold in SHIPPED for f in gold.facts if f.unit not in (units.get(f.indicator), "%")] == []


def test_methods_page_says_whose_figures_they_are(record):
    environment = markdown_environment(ROOT / "templates" / "markdown")
    result = score([(replace(GOLD, facts=(*RESULTS, fact(value=Decimal(9)))), record)])
    here, problems = accuracy_text(environment, (GOLD,), result, shipped=True)
    assert not problems
    assert "| 指标数值 | 4 | 4 | 3 | 75% | 75% | 75% | 侯马市2024（75%） |" in here
    assert "别的报告" not in here
    elsewhere, _ = accuracy_text(environment, (GOLD,), result, shipped=False)
    assert "别的报告" in elsewhere
    assert "没有测量结果" in accuracy_text(environment, (), score(()), shipped=True)[0]
