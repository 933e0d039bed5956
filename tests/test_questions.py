"""What is to be asked of figures: each rule where it must ask, and beside it where it must not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from digest.compare.dossiers import join
from digest.compare.ledger import ledger
from digest.compare.questions import questions
from digest.model.catalogue import Catalogue, Indicator
from digest.model.report import Fact
from digest.render.counts import counted
from tests.samples import CATALOGUE, fact, record

SECTORS = ("primary_va", "secondary_va", "services_va")
KNOWN: Catalogue = replace(CATALOGUE, indicators=(
    Indicator("gdp", "地区生产总值", "亿元", "economy", sectors=SECTORS, real=True), *(Indicator(id, id, "亿元", "economy", within="gdp") for id in SECTORS),
    Indicator("fiscal_revenue", "一般公共预算收入", "亿元", "economy", follows="gdp"), Indicator("retail_sales", "零售额", "亿元", "economy"),
    Indicator("jobs", "新增就业", "人", "economy", headline="level"), Indicator("roads", "农村公路", "公里", "economy", measures=("level",)),
    Indicator("deaths", "事故", "起", "economy", lower_is_better=True), Indicator("projects", "项目投资", "亿元", "economy", loose=True),
))  # fmt: skip


def given(year: int, *said: str) -> list[Fact]:
    """A report's year and “gdp level 100”, “gdp growth ~5”, “gdp target growth 5”, “projects share 122 计划” → its facts, of the year that each is of."""
    return [_fact(year, line.split()) for line in said]


def _fact(year: int, words: list[str]) -> Fact:
    kind = "target" if "target" in words else "actual"
    indicator, measure, amount, *rest = [word for word in words if word != "target"]
    of = next((int(word) for word in rest if word.isdigit()), year - (kind == "actual"))
    unit = "%" if measure in ("growth", "share") else next(i.unit for i in KNOWN.indicators if i.id == indicator)
    bound = {"~": "~", ">": ">="}.get(amount[0], "=")
    made = fact(indicator, measure, amount.lstrip("~>"), kind, of, unit=unit, bound=bound, report=f"130608-{year}")
    whole = next((word for word in rest if not word.isdigit() and not word.startswith("占")), "")
    evidence = tuple(replace(one, quote=rest[-1]) for one in made.evidence) if rest and rest[-1].startswith("占") else made.evidence
    return replace(made, whole=whole, evidence=evidence)


def asked(now: list[str], before: list[str] | None = None, text: str = "") -> list[tuple[str, str]]:
    """What the report of 2024 says, and that of 2023 → each question's kind and what it comes to."""
    records = [record("130608", 2024, *given(2024, *now), texts=(("review", "economy", text),) if text else ())]
    records += [record("130608", 2023, *given(2023, *before))] if before is not None else []
    dossiers = join(records, KNOWN)
    return [(one.kind, "" if one.computed is None else f"{one.computed:f}") for one in questions(dossiers, {"130608": ledger(dossiers, KNOWN)}, KNOWN)]


WITHIN = [
    # sectors and their whole
    (["gdp level 100", "primary_va level 10", "secondary_va level 40", "services_va level 45"], [("sum", "95")]),
    (["gdp level 100", "primary_va level 10", "secondary_va level 40.2", "services_va level 49.9"], []),  # rounding
    (["gdp level ~100", "primary_va level 10", "secondary_va level 40", "services_va level 45"], []),  # 约
    (["gdp level 100", "primary_va level 10", "services_va level 45"], []),  # one is not told
    (["gdp growth 6", "primary_va growth 4", "secondary_va growth 5", "services_va growth 5.5"], [("mean", "")]),
    (["gdp growth 5", "primary_va growth 4", "secondary_va growth 5.5", "services_va growth 5"], []),
    (["gdp growth 5.6", "primary_va growth 4", "secondary_va growth 5.5", "services_va growth 5.5"], []),  # rounding
    (["gdp growth 7", "primary_va growth 4", "secondary_va growth >5.5", "services_va growth 5"], []),  # 以上 may be 8
    (["gdp target growth ~5", "primary_va target growth 6", "secondary_va target growth 7", "services_va target growth 6"], [("mean", "")]),
    # revenue and output
    (["fiscal_revenue growth 29", "gdp growth 6"], [("pace", "23")]),
    (["fiscal_revenue growth 12", "gdp growth 6"], []),
    (["fiscal_revenue growth 18", "gdp growth 9"], []),  # twice as fast
    (["fiscal_revenue growth -3", "gdp growth 5"], [("pace", "-8")]),
    (["fiscal_revenue growth -3", "gdp growth 2"], []),
    (["fiscal_revenue growth >29", "gdp growth 6"], []),
    (["fiscal_revenue target growth 29", "gdp target growth 6"], []),  # aims
    # shares of something else, plans outdone
    (["services_va share 40 全市", "services_va level 45", "gdp level 50"], [("of_other", "90.0")]),
    (["services_va share 40 全市", "services_va level 45"], []),
    (["services_va share 40", "services_va level 45", "gdp level 50"], []),
    (["projects share 122 计划"], [("beyond", "")]),
    (["projects share 108 计划"], []),
    (["projects share 108 计划 占年度计划的108%"], [("beyond", "")]),
    (["projects share 100 计划 占年度计划的100%"], []),
]
BETWEEN = [
    # growth and the levels of two years
    (["retail_sales level 100"], ["retail_sales level 120", "retail_sales growth 8"], [("growth", "20.0")]),
    (["retail_sales level 90"], ["retail_sales level 100", "retail_sales growth 8"], []),  # 90.4, 99.6
    (["retail_sales level 100"], ["retail_sales level 90", "retail_sales growth 8"], [("growth", "-10.0")]),
    (["retail_sales level 100"], ["retail_sales level 110", "retail_sales growth 8"], []),  # revised
    (["retail_sales level 1"], ["retail_sales level 2", "retail_sales growth 40"], []),  # 1 may be 1.49
    (["gdp level 100"], ["gdp level 112", "gdp growth 6"], []),  # prices
    (["gdp level 100"], ["gdp level 120", "gdp growth 6"], [("growth", "20.0")]),
    (["retail_sales level ~100"], ["retail_sales level 100", "retail_sales growth 8"], []),
    (["retail_sales level 100"], ["retail_sales level 90", "retail_sales target growth 8"], []),
    # told otherwise afterwards
    (["jobs level 500"], ["jobs level 400 2022"], [("restated", "")]),
    (["jobs level 500"], ["jobs level 502 2022"], []),  # rounded
    (["jobs level >300"], ["jobs level 400 2022"], []),
    (["jobs level 500"], ["jobs level 400 2021"], []),
    (["jobs target level 500"], ["jobs target level 400 2023"], [("retarget", "")]),
    (["jobs target level >500"], ["jobs target level 500 2023"], []),
    (["projects level 500"], ["projects level 400 2022"], []),  # what is counted differs
    # a target met by less than the year before
    (["jobs level 600", "jobs target level 400"], ["jobs level 500"], [("fewer", "100")]),
    (["jobs level 600", "jobs target level 400"], ["jobs level 590"], []),
    (["jobs level 600", "jobs target level 550"], ["jobs level 500"], []),  # missed
    (["jobs level ~600", "jobs target level 400"], ["jobs level 500"], []),
    (["roads level 60", "roads target level 40"], ["roads level 50"], []),  # what is built is not there to be built again
    (["deaths level 60", "deaths target level 70"], ["deaths level 50"], []),
    (["retail_sales level 100", "retail_sales target growth 5"], ["retail_sales level 92", "retail_sales growth 6"], [("growth", "-8.0"), ("fewer", "8")]),
]


def test_figures_of_one_report_that_do_not_go_together_are_asked_about() -> None:
    assert [(said, asked(said), expected) for said, expected in WITHIN if asked(said) != expected] == []


def test_figures_of_two_reports_that_do_not_go_together_are_asked_about() -> None:
    wrong = [(before, now, found, expected) for before, now, expected in BETWEEN if (found := asked(now, before)) != expected and found[::-1] != expected]
    assert wrong == []


def test_a_ratio_of_sectors_that_is_not_a_hundred_is_asked_about() -> None:
    cases = [
        ("三次产业结构比为21.4：33.1：45.5。", []), ("三次产业结构由20.1:40:39.9调整为19:41:40。", []),
        ("三次产业结构比为22.3：31.5：45.2。", ["99.0"]), ("一、二、三产业比例为10∶40∶60。", ["110"]), ("产业结构比为3：7。", []), ("三次产业融合发展。", []),
    ]  # fmt: skip
    assert [(text, found) for text, said in cases if (found := [total for kind, total in asked([], text=text) if kind == "mix"]) != said] == []


def test_what_a_question_comes_to_may_be_printed() -> None:
    dossiers = join([record("130608", 2024, *given(2024, "fiscal_revenue growth 29", "gdp growth 6.3"))], KNOWN)
    made = questions(dossiers, {}, KNOWN)
    assert made[0].computed == Decimal("22.7") and "22.7个百分点" in counted(made)
    assert "22.8个百分点" not in counted(made)
