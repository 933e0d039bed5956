"""The Atom feed, sitemaps and robots.txt: what they say, that they are well-formed, and that no clock is in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from digest.compare.comparisons import compare
from digest.model.catalogue import SiteSettings
from digest.model.report import Record
from digest.pages import feeds
from digest.pages.feeds import feed, map_files
from digest.render import routes
from tests.test_pages import CATALOGUE, HOSTILE, record

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = SiteSettings(title="报告比较", publisher="某机构", data_date="2024年3月")


def dated(code: str, name: str, delivered: str) -> Record:
    one = record(code, name)
    return replace(one, report=replace(one.report, meta=replace(one.report.meta, delivered=delivered)))


def entries(data: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(data).findall(f"{ATOM}entry")


def test_the_newest_report_comes_first_and_dates_the_feed() -> None:
    comparison = compare((dated("149900", "甲市", "2024-01-20"), dated("149901", "乙县", "2024-03-12")), CATALOGUE)
    root = ElementTree.fromstring(feed(comparison, SITE))
    assert [e.findtext(f"{ATOM}title") for e in root.iter(f"{ATOM}entry")] == ["乙县2024年政府工作报告", "甲市2024年政府工作报告"]
    assert [e.findtext(f"{ATOM}updated") for e in root.iter(f"{ATOM}entry")] == ["2024-03-12T00:00:00+08:00", "2024-01-20T00:00:00+08:00"]
    assert root.findtext(f"{ATOM}updated") == "2024-03-12T00:00:00+08:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "某机构"
    assert {link.get("href") for link in root.iter(f"{ATOM}link")} == {routes.FEED, routes.INDEX, "reports/149900-2024.html", "reports/149901-2024.html"}


def test_what_rfc_4287_demands_is_there() -> None:
    for records in ((), (record(),)):
        root = ElementTree.fromstring(feed(compare(records, CATALOGUE), SITE))
        for node in (root, *root.findall(f"{ATOM}entry")):
            assert all(len(node.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        assert len({node.text for node in root.iter(f"{ATOM}id")}) == 1 + len(records)


def test_a_year_alone_is_its_first_day() -> None:
    comparison = compare((dated("149900", "甲市", ""), dated("149901", "乙县", "2024-03")), CATALOGUE)
    assert [e.findtext(f"{ATOM}updated")[:10] for e in entries(feed(comparison, SITE))] == ["2024-03-01", "2024-01-01"]


def test_ids_stay_the_same_and_are_the_sites_own() -> None:
    comparison = compare((record(),), CATALOGUE)
    first, again = feed(comparison, SITE), feed(comparison, replace(SITE, publisher="别人"))
    assert [e.findtext(f"{ATOM}id") for e in entries(first)] == [e.findtext(f"{ATOM}id") for e in entries(again)]
    elsewhere = feed(comparison, replace(SITE, url="https://a.cn/"))
    assert [e.findtext(f"{ATOM}id") for e in entries(first)] != [e.findtext(f"{ATOM}id") for e in entries(elsewhere)]
    assert ElementTree.fromstring(elsewhere).get("{http://www.w3.org/XML/1998/namespace}base") == "https://a.cn/"


def test_hostile_words_stay_words() -> None:
    one = record()
    one = replace(one, report=replace(one.report, meta=replace(one.report.meta, session=HOSTILE + "\x00\x1b")))
    assert HOSTILE in entries(feed(compare((one,), CATALOGUE), SITE))[0].findtext(f"{ATOM}summary")


def test_only_the_newest_are_told(monkeypatch) -> None:
    monkeypatch.setattr(feeds, "NEWEST", 1)
    comparison = compare((dated("149900", "甲市", "2024-01-20"), dated("149901", "乙县", "2024-03-12")), CATALOGUE)
    assert [e.findtext(f"{ATOM}updated")[:10] for e in entries(feed(comparison, SITE))] == ["2024-03-12"]


def test_no_map_without_an_address() -> None:
    assert map_files(["index.html"], SITE) == ()


def test_the_map_names_every_page_and_robots_names_the_map() -> None:
    files = dict(map_files(["topics/a.html", "index.html", "hant/index.html"], replace(SITE, url="https://a.cn/b?x&y")))
    found = [node.text for node in ElementTree.fromstring(files[routes.SITEMAP]).iter(f"{MAP}loc")]
    assert found == ["https://a.cn/b?x&y/hant/index.html", "https://a.cn/b?x&y/", "https://a.cn/b?x&y/topics/a.html"]
    assert b"Sitemap: https://a.cn/b?x&y/sitemap.xml\n" in files[routes.ROBOTS]


def test_too_many_pages_are_parted(monkeypatch) -> None:
    monkeypatch.setattr(feeds, "MOST", 2)
    files = dict(map_files(["a.html", "b.html", "c.html"], replace(SITE, url="https://a.cn")))
    assert [node.text for node in ElementTree.fromstring(files[routes.SITEMAP]).iter(f"{MAP}loc")] == ["https://a.cn/sitemap-1.xml", "https://a.cn/sitemap-2.xml"]
    assert [n.text for part in ("sitemap-1.xml", "sitemap-2.xml") for n in ElementTree.fromstring(files[part]).iter(f"{MAP}loc")] == ["https://a.cn/a.html", "https://a.cn/b.html", "https://a.cn/c.html"]


def test_the_built_feed_tells_of_every_report(built_site: Path) -> None:
    data = (built_site / routes.FEED).read_bytes()
    records = {f"reports/{path.stem}.html" for path in (built_site / "data" / "records").glob("*.json")}
    links = [link.get("href") for entry in entries(data) for link in entry.findall(f"{ATOM}link")]
    assert set(links) == records and all((built_site / link).is_file() for link in links)
    assert not (built_site / routes.SITEMAP).exists(), "the shipped site has no address"
