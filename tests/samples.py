"""Small hand-made values for tests: a fact, a record, a dossier, with only what the test is about said."""

from __future__ import annotations

from decimal import Decimal

from digest.compare.dossiers import join
from digest.model.catalogue import Catalogue, Indicator, Place, SiteSettings, Topic
from digest.model.dossier import Dossier
from digest.model.report import Evidence, Fact, Meta, Paragraph, Pledge, Record, Report, Source, Term

PLACES = (
    Place("140000", "山西省", "province"),
    Place("140800", "运城市", "prefecture", "140000"),
    Place("140802", "盐湖区", "county", "140800"),
    Place("141081", "侯马市", "county", "141000"),
    Place("130608", "清苑区", "county", "130600"),
)
TOPICS = (Topic("ecology", "生态环境", words=("造林", "污水")), Topic("economy", "综合经济", words=("生产总值",)))
INDICATORS = (
    Indicator("gdp", "地区生产总值", "亿元", "economy"),
    Indicator("afforestation", "造林面积", "亩", "ecology"),
    Indicator("pm25", "PM2.5浓度", "微克/立方米", "ecology", lower_is_better=True),
)
CATALOGUE = Catalogue(PLACES, TOPICS, INDICATORS, (), SiteSettings("比较", lead_topics=("ecology",)))


def fact(indicator: str, measure: str, value: str, kind: str, year: int | None, *, unit: str = "%", bound: str = "=",
         high: str | None = None, stretch: bool = False, report: str = "r", paragraph: str = "p1") -> Fact:  # fmt: skip
    """A fact that stands in the first paragraph."""
    evidence = Evidence(report, paragraph, 0, len(value), value)
    return Fact(indicator, measure, Decimal(value), unit, bound, kind, year, (evidence,), Decimal(high) if high else None, False, stretch)


def record(code: str, year: int, *facts: Fact, completeness: str = "full", path: str = "", texts: tuple[tuple[str, str, str], ...] = (),
           pledges: tuple[Pledge, ...] = (), terms: tuple[Term, ...] = ()) -> Record:  # fmt: skip
    """A record of a place of PLACES; `texts` are (part, topic, text) of its paragraphs."""
    place = next((p for p in PLACES if p.code == code), Place("", "", ""))
    suffix = "" if completeness == "full" else f"-{completeness}"
    id = f"{code}-{year}{suffix}"
    meta = Meta(place=place.name, province="山西省", level=place.level, code=code, year=year, completeness=completeness)
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part, topic=topic) for n, (part, topic, text) in enumerate(texts, 1))
    source = Source(path or f"{id}.txt", "0" * 64, "text", "utf-8", ())
    return Record(Report(id, source, meta, (), (), paragraphs, ()), facts, (), pledges, terms)


def dossier(code: str, year: int, *facts: Fact, completeness: str = "full") -> Dossier:
    """A dossier of one edition."""
    return join([record(code, year, *facts, completeness=completeness)], CATALOGUE)[0]
