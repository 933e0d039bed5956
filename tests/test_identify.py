"""identify: the cases of tests/cases/identify.md; dates, places and completeness one by one; real reports against their index."""

import csv
from dataclasses import fields
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.problem import Problem
from digest.model.report import Meta
from digest.read.text import read_text
from digest.understand.clean import clean
from digest.understand.identify import NO_REPORT, _title_of_report, identify, report_id
from digest.understand.outline import outline
from digest.understand.places import atlas_of, chosen, most_named, named_at_end, stem, times_named
from digest.understand.report_dates import dates, number, years
from tests.reading import SHARED, cases, catalogue
from tests.tables import each

SAID = [f.name for f in fields(Meta) if f.name not in ("code", "year", "title", "publisher", "note")]


def identified(text: str) -> tuple[Meta, tuple[Problem, ...], str]:
    source, problems = read_text("a.txt", text.encode())
    assert source is not None and problems == ()
    cleaned = clean(source, catalogue())
    meta, problems = identify(source, cleaned, outline(cleaned), catalogue())
    return meta, problems, report_id(meta, source)


@pytest.mark.parametrize(("name", "given", "expected"), cases("identify"), ids=[c[0] for c in cases("identify")])
def test_case(name, given, expected):
    meta, problems, id = identified(given)
    refused = any(p.code == NO_REPORT for p in problems)
    found = [] if refused else [f"id {id.split('-')[0] if id.startswith('unknown-') else id}"]
    found += [f"{key} {getattr(meta, key)}" for key in SAID if getattr(meta, key)]
    found += [f"problem {p.code} {p.severity}" for p in problems]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("——2024年3月12日在某市", ["2024-03-12"]),
        ("二〇二四年三月十二日", ["2024-03-12"]),
        ("二○一○年十二月二十三日", ["2010-12-23"]),
        ("——2023年2月23在某区", ["2023-02-23"]),
        ("——2023223在某区第", ["2023-02-23"]),
        ("20240312在某区", ["2024-03-12"]),
        ("——2023112在某区第", []),  # 1/12 or 11/2: never a guess
        ("2024年3项工程", []),
        ("总投资2023225万元，2024年", ["2023-02-25"]),  # only asked of title blocks
        ("2024年13月12日", []),
        ("2024年", []),
    ],
)
def test_dates(text, found):
    assert dates(text) == found


def test_numbers_and_years():
    assert [number(n) for n in ("7", "12", "十", "十二", "二十", "二十三")] == [7, 12, 10, 12, 20, 23]
    assert years("二〇二四年工作回顾、2025年工作安排、120245号") == [2024, 2025]


@pytest.mark.parametrize(
    ("phrase", "around", "code"),
    [
        ("侯马市", "", "141081"),
        ("保定市清苑区", "", "130608"),
        ("保定市清苑县", "", "130608"),  # its name of before
        ("高唐县", "", "371526"),  # not 唐县, in which it ends
        ("唐县", "", "130627"),
        ("晋城市城区", "", "140502"),
        ("城区", "晋城市两会，晋城发布", "140502"),
        ("城区", "", None),
        ("鼓楼区", "南京市", "320106"),
        ("鼓楼区", "福州市", "350102"),
        ("鼓楼区", "", None),
        ("某某区", "", None),
    ],
)
def test_places_are_told_apart_by_their_parents(phrase, around, code):
    place = chosen(atlas_of(catalogue()), phrase, around)
    assert (place.code if place else None) == code


ATLAS = atlas_of(catalogue())
PAIRS = [(short, long) for short, longs in sorted(ATLAS.longer.items()) for long in longs]


@each(("short", "long"), PAIRS)
def test_a_longer_name_is_never_read_as_a_shorter_one_inside_it(short, long):
    wholes = "全县、全区、全市、全州、全省、全旗"
    spoken = most_named(ATLAS, f"{wholes}。{'，'.join([f'推动{long}发展'] * 9)}。")
    assert spoken is None or stem(spoken.name) != short
    assert (times_named(ATLAS, short, f"{long}与{short}"), times_named(ATLAS, long, f"{long}与{short}")) == (1, 1)
    for place in ATLAS.by_stem[long]:
        found = chosen(ATLAS, place.name, f"{wholes}{long}")
        assert found is None or found.name == place.name
        named = identified(f"政府工作报告\n——2024年1月18日在{place.name}第三届人民代表大会第二次会议上\n{LONG_BODY.replace('X', long)}")[0]
        assert named.place in ("", place.name)


LONG_BODY = """各位代表：
现在，我代表人民政府向大会报告工作，请予审议，并请政协委员提出意见。
一、2023年工作回顾
过去一年，X生产总值增长5%，我们加快推进X项目建设，X各项任务完成，X面貌一新，X人民、X速度。
各位代表！让我们携手前行，努力奋斗！
"""


@pytest.mark.parametrize(
    ("phrase", "around", "name"),
    [
        ("新疆", "", "新疆维吾尔自治区"), ("深圳", "", "深圳市"), ("广东深圳", "", "深圳市"), ("河北昌黎", "", "昌黎县"), ("昌黎", "", "昌黎县"),
        ("吉林", "全省、我省", "吉林省"), ("吉林", "全市、我市", "吉林市"), ("吉林", "", None), ("朝阳", "", "朝阳市"), ("凉山州", "", "凉山彝族自治州"),
        ("四川省凉山州", "", "凉山彝族自治州"), ("鼓楼", "", None), ("虚唐县", "", None), ("大唐县", "", None), ("保定唐县", "", "唐县"), ("中共唐县", "", "唐县"), ("美丽的唐县", "", "唐县"),
        ("兵团", "", None),
    ],
)  # fmt: skip
def test_short_names(phrase, around, name):
    found = chosen(ATLAS, phrase, around)
    assert (found.name if found else None) == name


def test_stems():
    assert [stem(n) for n in ("清苑区", "易县", "延边朝鲜族自治州", "内蒙古自治区", "城区")] == ["清苑", "易县", "延边", "内蒙古", "城区"]
    places, before = named_at_end(atlas_of(catalogue()), "在内蒙古自治区呼伦贝尔市海拉尔区")
    assert ([p.code for p in places], before) == (["150702"], "在内蒙古自治区呼伦贝尔市")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="年月日届次会议在第一十2024 \n：。代表各位政府工作报告市长县我", max_size=300))
def test_any_text_is_identified_or_refused_without_a_guess(text):
    source, _ = read_text("a.txt", text.encode())
    if source is None:
        return
    cleaned = clean(source, catalogue())
    meta, problems = identify(source, cleaned, outline(cleaned), catalogue())
    assert meta.place or any(p.code in (NO_REPORT, "identify.place") for p in problems)


INDEX = SHARED / "reports" / "INDEX.csv"
ROWS = [r for r in csv.DictReader(INDEX.open(encoding="utf-8")) if r["file"].endswith(".txt")] if INDEX.exists() else []


@pytest.mark.parametrize("row", ROWS, ids=[r["file"] for r in ROWS])
def test_real_reports_are_whose_their_index_says(row):
    source, _ = read_text(row["file"], (SHARED / "reports" / row["file"]).read_bytes())
    cleaned = clean(source, catalogue())
    meta, problems = identify(source, cleaned, outline(cleaned), catalogue())
    assert row["place"] == f"{meta.province}{meta.parent}{meta.place}"
    assert (meta.level, str(meta.year), meta.completeness) == (row["level"], row["year"], "full")
    assert not [p for p in problems if p.severity == "error"]


@pytest.mark.parametrize("dash", ["——", "—", ""])
def test_a_title_begins_without_the_dash_of_a_subtitle(dash):
    cleaned = SimpleNamespace(masthead=[SimpleNamespace(text=f"{dash}2024年某市人民政府工作报告")], boilerplate=[])
    assert _title_of_report(cleaned) == "2024年某市人民政府工作报告"
