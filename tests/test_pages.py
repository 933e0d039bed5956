"""The site's pages, made of a few records by hand: what stands in the values beside what stands in the HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from digest.audit.visible_text import stretches
from digest.compare.comparisons import compare
from digest.model.catalogue import Catalogue, Indicator, Place, SiteSettings, Topic
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import (
    Boilerplate,
    Evidence,
    Fact,
    Line,
    Meta,
    Paragraph,
    Pledge,
    Record,
    Report,
    Section,
    Source,
    Term,
)
from digest.pages.marked_text import numbered, spans
from digest.pages.report_pages import contents
from digest.pages.term_uses import TermUse, paragraphs_using, uses_of
from digest.render import routes
from digest.render.csv_tables import FIELDS, harmless
from digest.render.data_files import dataset_files
from digest.render.datasets import as_csv, datasets
from digest.render.templates import html_environment
from tests.printed_site import printed_site
from tests.test_links import faults

TEMPLATES = Path(__file__).parents[1] / "templates"
STYLE = "\n".join(path.read_text("utf-8") for path in sorted((TEMPLATES / "styles" / "site").glob("*.css")))
HOSTILE = '<script>alert(1)</script> & "引号" </p><img src=x onerror=y>'
CATALOGUE = Catalogue(
    places=(
        Place("140000", "山西省", "province"),
        Place("149900", "甲市", "prefecture", "140000"),
        Place("149901", "乙县", "county", "149900"),
    ),
    topics=(Topic("economy", "综合经济", "总量与目标。"), Topic("ecology", "生态环境")),
    indicators=(
        Indicator("gdp", "地区生产总值", "亿元", "economy", ("GDP",)),
        Indicator("industry_va", "规模以上工业增加值", "亿元", "economy"),
    ),
    site=SiteSettings(title="报告比较", subtitle="一同读", publisher="某机构", data_date="2024年3月"),
)
TEXT = "今年，地区生产总值和规上工业增加值均增长6%以上，力争更好。"


def evidence(report: str, quote: str, paragraph: str = "p2", text: str = TEXT) -> Evidence:
    start = text.index(quote)
    return Evidence(report, paragraph, start, start + len(quote), quote)


def fact(report: str, quote: str, indicator: str = "gdp", kind: str = "target", bound: str = ">=", year: int = 2024) -> Fact:
    return Fact(indicator, "growth", Decimal(6), "%", bound, kind, year, (evidence(report, quote),))


def record(code: str = "149900", name: str = "甲市", note: str = "", text: str = TEXT) -> Record:
    id = f"{code}-2024"
    source = Source(f"reports/{id}.txt", "ab" * 32, "text", "utf-8", (Line(1, "标题"), Line(2, "各位代表："), Line(3, text)))
    meta = Meta(
        name, "山西省", "", "prefecture", code, 2024, "2024-01-20", "张三", "市长", f"{name}人民代表大会第三次会议", "full", note=note
    )
    sections = (Section("s1", 1, "一、今年工作", 3, "", "plan", "p2"), Section("s2", 2, f"（一）目标{HOSTILE}", 3, "s1", "plan", "p2"))
    paragraphs = (Paragraph("p1", 2, "各位代表：", (), "", "opening", "economy"), Paragraph("p2", 3, text, (), "s2", "plan", "economy"))
    boilerplate = (Boilerplate(9, f"版权所有{HOSTILE}", "copyright"),)
    warning = Problem(source.path, 3, "x", N_("digits run together: {what}"), N_("look"), (("what", "12"),), "12", WARNING)
    report = Report(id, source, meta, (source.lines[0],), sections, paragraphs, boilerplate, (warning,))
    facts = (fact(id, "地区生产总值和规上工业增加值均增长6%以上"), fact(id, "规上工业增加值均增长6%以上", "industry_va"))
    pledges = (Pledge(3, evidence(id, "力争更好"), "力争更好"),)
    terms = (Term("力争", HOSTILE, evidence(id, "力争更好")),)
    return Record(report, facts, (), pledges, terms)


def pages(*records: Record, digests: tuple[tuple[str, str], ...] = (), bulletins: tuple[str, ...] = ()) -> dict[str, str]:
    comparison = compare(records, CATALOGUE)
    made, problems = printed_site(
        comparison,
        digests,
        dict.fromkeys(bulletins, ""),
        "# 方法\n\n正文。",
        CATALOGUE,
        html_environment(TEMPLATES / "html"),
        lambda m: m.replace("digits", "数字"),
    )
    assert problems == ()
    assert [route for route, _ in made] == sorted(route for route, _ in made)
    return dict(made)


def test_every_page_is_made() -> None:
    made = pages(record(), record("149901", "乙县"))
    assert set(made) == {
        routes.INDEX, routes.TOPICS, routes.INDICATORS, routes.PLACES, routes.REPORTS, routes.DATA, routes.METHODS, routes.ABOUT,
        "topics/economy.html", "topics/ecology.html", "topics/full/economy.html", "topics/full/ecology.html", "places/149900.html", "places/149901.html",
        "indicators/gdp.html", "indicators/industry_va.html", "reports/149900-2024.html", "reports/149901-2024.html",
        routes.BOARD, routes.TASKS, routes.WATCHED, routes.PROJECTS, routes.PLEDGES, routes.PROMISES, routes.GLOSSARY,
        routes.COMPARE, routes.SEARCH, routes.BULLETINS,
        *(f"{folder}/{name}.html" for folder in ("pledges", "glossary") for name in ("149900", "149901")), "pledges/livelihoods.html",
    }  # fmt: skip


def test_all_links_of_all_pages_lead_somewhere(tmp_path: Path) -> None:
    digests = (
        (routes.OVERVIEW_DIGEST, "# 总览\n\n## 一\n\n## 二\n\n[甲市](places/149900.html)\n"),
        *(
            (routes.topic_digest(t), f"# {t}\n\n## 说法\n\n[原文](../reports/149900-2024.html#p2)\n\n## 图\n")
            for t in ("economy", "ecology")
        ),
        *((routes.full_digest(t), f"# {t}\n") for t in ("economy", "ecology")),
        *((routes.place_digest(c), "# 地区\n") for c in ("149900", "149901")),
    )
    bulletins = (routes.bulletin("overview"), routes.bulletin("ecology"))
    made = pages(record(), record("149901", "乙县"), digests=digests, bulletins=bulletins)
    others = [route for route, _ in digests] + list(bulletins) + [routes.STYLE, routes.FEED, *(route for route, _ in dataset_files(compare((record(), record("149901", "乙县")), CATALOGUE), CATALOGUE))]
    others += [routes.script(path.stem) for path in (TEMPLATES / "scripts").glob("*.js")]
    others += [f"charts/{name}.{kind}" for name in ("gdp-growth", "industry-va-growth") for kind in ("svg", "narrow.svg", "png", "csv")]
    others += ["data/records/149900-2024.json", "data/records/149901-2024.json", *map(routes.tables_csv, made)]
    for route, text in [*made.items(), *((route, "") for route in others)]:
        (tmp_path / route).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / route).write_text(text, "utf-8")
    assert faults(tmp_path) == []


@pytest.mark.parametrize("text", ["两次力争 ［6］ ，增长6%以上。", "力争［6］，力争 力争。", "甲 力争 乙 "])
def test_a_paragraph_stands_on_its_page_to_the_letter(text: str) -> None:
    own = record()
    paragraphs = (*own.report.paragraphs[:1], replace(own.report.paragraphs[1], text=text))
    terms = tuple(replace(term, evidence=replace(term.evidence, start=0, end=2, quote=text[:2])) for term in own.terms)
    made = pages(replace(own, facts=(), pledges=(), terms=terms, report=replace(own.report, paragraphs=paragraphs)))
    shown = [stretch.text for stretch in stretches("reports/149900-2024.html", made["reports/149900-2024.html"])]
    assert text.strip() in shown and '<dfn data-term="t1">' in made["reports/149900-2024.html"]


def test_every_page_carries_its_frame() -> None:
    for route, html in pages(record()).items():
        assert html.startswith("<!doctype html>\n") and '<html lang="zh-Hans">' in html, route
        assert "default-src 'none'; style-src 'self'; img-src 'self'" in html, route
        assert f'<link rel="stylesheet" href="{routes.relative(route, routes.STYLE)}">' in html, route
        assert '<a class="skip" href="#_main">' in html and "<title>" in html, route
        assert ("当前位置：" in html) == (route != routes.INDEX), route


def test_text_of_a_report_never_becomes_markup() -> None:
    html = pages(record(note=HOSTILE, text=TEXT + HOSTILE))["reports/149900-2024.html"]
    assert "<script>" not in html and "<img" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4


def test_a_report_in_full() -> None:
    html = pages(record(note="本站摘编。"))["reports/149900-2024.html"]
    assert "本站摘编。" in html and "市长 张三" in html and "2024年1月20日" in html
    assert '<h2 id="s1">' in html and '<h3 id="s2">' in html and html.index('id="s1"') < html.index('id="s2"') < html.index('id="p2"')
    assert html.index('id="p1"') < html.index('id="s1"')
    assert '<li value="3">力争更好' in html
    assert "数字 run together: 12" in html and "<small>版权</small>" in html


def test_facts_are_marked_where_they_stand() -> None:
    html = pages(record())["reports/149900-2024.html"]
    gdp, industry = "地区生产总值 · 增速 · 目标 2024 · ≥6%", "规模以上工业增加值 · 增速 · 目标 2024 · ≥6%"
    there = '<a href="../indicators/gdp.html">'
    assert f'<mark class="fact target" id="f1" data-facts="f1" title="{gdp}">{there}地区生产总值和</a></mark>' in html
    assert f'<mark class="fact target" id="f2" data-facts="f1 f2" title="{gdp}；{industry}">{there}规上工业增加值均增长6%以上</a></mark>' in html
    assert '<a href="#f2">规上工业增加值均增长6%以上</a>' in html


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        ((), [("一二三四五六", ())]),
        (("二三",), [("一", ()), ("二三", ("f1",)), ("四五六", ())]),
        (("二三", "二三"), [("一", ()), ("二三", ("f1", "f2")), ("四五六", ())]),
        (("二三四", "三"), [("一", ()), ("二", ("f1",)), ("三", ("f2",)), ("四", ()), ("五六", ())]),
        (("二三四", "四五"), [("一", ()), ("二三", ("f1",)), ("四", ("f2",)), ("五", ()), ("六", ())]),
        (("一二三四五六",), [("一二三四五六", ("f1",))]),
    ],
    ids=["none", "one", "same stretch", "nested", "overlapping", "all"],
)
def test_overlapping_evidence(quotes: tuple[str, ...], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    text = "一二三四五六"
    facts = tuple(Fact("gdp", "level", Decimal(1), "亿元", "=", "actual", 2023, (evidence("r", q, "p1", text),)) for q in quotes)
    made = spans(Paragraph("p1", 1, text), numbered(facts, CATALOGUE, {}), "r")
    assert [(s.text, s.ids) for s in made] == expected
    assert all(bool(s.title) == any(s.text in q for q in quotes) for s in made)


def test_a_fact_said_twice_has_its_id_once() -> None:
    twice = Fact(
        "gdp", "level", Decimal(1), "亿元", "=", "actual", 2023, (Evidence("r", "p1", 0, 1, "一"), Evidence("r", "p1", 2, 3, "一"))
    )
    made = spans(Paragraph("p1", 1, "一二一"), numbered((twice,), CATALOGUE, {}), "r")
    assert [s.ids for s in made] == [("f1",), (), ()]
    assert [bool(s.title) for s in made] == [True, False, True]


def test_contents_follow_the_sections_tree_and_lose_nothing() -> None:
    made = contents(
        (Section("s1", 1, "一", 1), Section("s2", 2, "1", 2, "s1"), Section("s3", 1, "二", 3), Section("s4", 2, "x", 4, "lost"))
    )
    assert [(n.id, [c.id for c in n.children]) for n in made] == [("s1", ["s2"]), ("s3", []), ("s4", [])]


def test_indicator_page_tells_absence_and_bounds() -> None:
    quiet = record("149901", "乙县")
    html = pages(record(), replace(quiet, facts=()))["indicators/gdp.html"]
    assert re.search(r'<a href="\.\./reports/149900-2024\.html#p2" title="[^"]*">≥6%</a>', html)
    assert "未提及" in html and "增速（%）" in html and "1 份报告给出数值，共 2 份" in html


def test_bulletins_are_only_promised_where_they_were_made() -> None:
    assert "bulletins/ecology.pdf" in pages(record(), bulletins=(routes.bulletin("ecology"),))["topics/ecology.html"]
    assert not re.search(r"bulletins/[a-z]+\.(?:pdf|docx)", "".join(pages(record()).values()))


def test_a_broken_template_is_a_problem_and_the_other_pages_are_made() -> None:
    texts = {p.name: p.read_text("utf-8") for p in (TEMPLATES / "html").glob("*.j2")}
    texts["places.html.j2"] = "{{ nmae }}"
    comparison = compare((record(),), CATALOGUE)
    made, problems = printed_site(comparison, (), {}, "", CATALOGUE, html_environment(texts, "templates/html"))
    assert routes.PLACES not in dict(made) and routes.REPORTS in dict(made)
    assert [p.where for p in problems] == ["templates/html/places.html.j2"]


def test_facts_as_csv() -> None:
    text = as_csv(datasets(compare((record(),), CATALOGUE), CATALOGUE)[0]).decode("utf-8-sig")
    assert text.startswith("地区,地区代码,")
    head, *rows = text.split("\r\n")
    assert head.split(",") == [name for name, _ in FIELDS]
    assert rows[-1] == "" and len(rows) == 3
    assert rows[0].startswith("甲市,149900,2024,gdp,地区生产总值,增速,目标,2024,不低于,6,,%,,")
    assert rows[0].endswith("149900-2024,p2,reports/149900-2024.html#p2,,149900-2024.gdp-growth.target,,目标")


def contrast(one: str, other: str) -> float:
    """Two colours (#rrggbb or #rgb) → their contrast by WCAG 2.2, 1 to 21."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_read_in_light_and_dark() -> None:
    palettes = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block)) for block in re.findall(r":root \{([^}]+)\}", STYLE)[:2]]
    assert len(palettes) == 2 and contrast("#fff", "#000") == pytest.approx(21) and contrast("#777", "#fff") < 4.5
    for colours in palettes:
        for text, ground in [(t, g) for t in ("ink", "soft", "link", "warning") for g in ("paper", "shade", "here")]:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for ground in ("actual", "target"):
            assert contrast(colours["ink"], colours[ground]) >= 7, ground
            assert contrast(colours[f"{ground}-line"], colours["paper"]) >= 3, ground


def test_the_style_fetches_nothing() -> None:
    assert "url(" not in STYLE and "@import" not in STYLE


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1.1%", "-1.1%"), ("-12,345人", "-12,345人"), ("-1+1", "'-1+1"), ("-甲", "'-甲"),
     ("-1.1%+A1", "'-1.1%+A1"), ("＝1+1", "'＝1+1"), ("－1", "'－1"), ("＠a", "'＠a"), ("＋1", "'＋1"), ("@a", "'@a"), (" =1", "' =1"), ("\t=1", "'\t=1"), ("增长-1%", "增长-1%"), ("", "")],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


def test_a_term_leads_to_where_it_is_used() -> None:
    texts = {"p1": ("plan", "推进两化融合。"), "p2": ("plan", "推进“两化”融合企业贯标。"), "p3": ("plan", "推进融合。"), "p4": ("glossary", "“两化”融合：略。")}
    paragraphs = tuple(Paragraph(id, n, text, part=part) for n, (id, (part, text)) in enumerate(texts.items(), 1))
    said = Evidence("r", "p4", 0, 1, "略")
    assert paragraphs_using(Term("“两化”融合", "略", said), paragraphs, 5) == ("p1", "p2")
    assert paragraphs_using(Term("“两化”融合", "略", said), paragraphs, 1) == ("p1",)
    assert paragraphs_using(Term("“”", "略", said), paragraphs, 5) == ()


@pytest.mark.parametrize(
    ("terms", "text", "part", "expected"),
    [
        (("“两化”融合",), "推进“两化”融合企业，两化融合", "plan", [("t1", "两化”融合")]),
        (("两山", "两山银行"), "建好两山银行，用好两山。", "plan", [("t2", "两山银行"), ("t1", "两山")]),
        (("两山",), "两化融合", "plan", []),
        (("两山",), "两山：略", "glossary", []),
        (("“”",), "“”", "plan", []),
    ],
)
def test_a_term_is_found_where_it_stands(terms: tuple[str, ...], text: str, part: str, expected: list[tuple[str, str]]) -> None:
    said = Evidence("r", "p9", 0, 1, "略")
    found = uses_of(tuple(Term(term, "略", said) for term in terms), Paragraph("p1", 1, text, part=part))
    assert [(place.id, text[place.start : place.end]) for place in found] == expected


def test_a_term_inside_a_figure_and_outside() -> None:
    text = "一二三四"
    fact = Fact("gdp", "level", Decimal(1), "亿元", "=", "actual", 2023, (evidence("r", "一二", "p1", text),))
    made = spans(Paragraph("p1", 1, text), numbered((fact,), CATALOGUE, {}), "r", (TermUse(1, 3, "t1"),))
    assert [(s.text, s.facts, s.term) for s in made] == [("一", ("f1",), ""), ("二", ("f1",), "t1"), ("三", (), "t1"), ("四", (), "")]
