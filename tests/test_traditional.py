"""The edition in traditional characters: what changes and what must not, piece by piece and over the whole built site."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from digest.chinese.traditional import simplified_of, to_traditional
from digest.model.catalogue import SiteSettings
from digest.pages.traditional_pages import converted, traditional_pages, traditional_scripts
from digest.render import routes
from digest.render.counts import NUMBER
from tests.test_links import PageParser

SITE = SiteSettings(title="报告比较", traditional=True)
FOLD = str.maketrans("萬億個點", "万亿个点")


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("干部群众", "幹部群眾"),  # not 羣
        ("区长　于晓棠", "區長　于曉棠"), ("县长范晓棠、主任朴正棠分别负责", "縣長范曉棠、主任朴正棠分別負責"),  # surnames
        ("市长于会上说", "市長於會上說"), ("成长于乡村。", "成長於鄉村。"), ("关于朴素", "關於樸素"),
        ("后面发展里程", "後面發展里程"),  # 后 and 里 by the word they stand in
        ("软件和信息", "軟件和信息"),  # letters, not words: not 軟體
        ("为了面条", "為了麵條"),
        ("同比增长5.5%，达到1,234.5万元", "同比增長5.5%，達到1,234.5萬元"),
        ("一二三四五六七八九十百千零〇两半", "一二三四五六七八九十百千零〇兩半"),
        ("污水處理", "汙水處理"),  # traditional already, but for the standard's form
        ("", ""),
    ],
)
def test_letters_change_and_words_do_not(simplified: str, traditional: str) -> None:
    assert to_traditional(simplified) == traditional


def test_nothing_but_chinese_characters_changes() -> None:
    others = "".join(map(chr, (*range(1, 0x2E80), *range(0x3000, 0x3400), *range(0xE000, 0xF900), *range(0xFE00, 0xFFFE), *range(0x1F000, 0x1FB00))))
    assert to_traditional(others) == others
    assert {"0", "９", "%", "≥", "①"} < set(others)


def test_every_character_keeps_its_place() -> None:
    """Offsets of evidence hold in either edition."""
    text = "推进沿汾板块发展，干部群众里应外合，一出戏，面条，准备，余地，征收，系统，复杂，发票，钟点，丑陋，谷物，斗争"
    assert len(to_traditional(text)) == len(text)
    assert to_traditional(text) != text


def test_folding_leads_back_whatever_the_standard() -> None:
    fold = str.maketrans(dict(simplified_of()))
    for text in ("汙水處理", "污水處理"):
        assert text.translate(fold) == "污水处理"
    assert "裡裏著眾衆群羣".translate(fold) == "里里着众众群群"
    assert "污水处理5.5%".translate(fold) == "污水处理5.5%"
    assert all(len(old) == len(new) == 1 for old, new in simplified_of().items())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p title="干部">干部</p>', '<p title="幹部">幹部</p>'),
        ('<p><span translate="no">于某. 干部</span>[干部]</p>', '<p><span translate="no">于某. 干部</span>[幹部]</p>'),
        ('<img src="../charts/a.svg" alt="增长">', '<img src="../../charts/a.svg" alt="增長">'),
        ('<a href="../data/干.csv">数据</a>', '<a href="../../data/干.csv">數據</a>'),
        ('<a href="../reports/a.html#p1">报告</a>', '<a href="../reports/a.html#p1">報告</a>'),
        ('<a href="a.md">文</a>', '<a href="../../topics/a.md">文</a>'),
        ('<a href="a.wechat.html">文</a>', '<a href="../../topics/a.wechat.html">文</a>'),  # there is no second one of it
        ('<a href="#说法">说法</a>', '<a href="#说法">說法</a>'),
        ('<h2 id="说法">说法</h2>', '<h2 id="说法">說法</h2>'),
        ('<a href="https://a.cn/报.html">报</a>', '<a href="https://a.cn/报.html">報</a>'),
        ("<p>来源 <code>reports/报告.txt</code> 报告</p>", "<p>來源 <code>reports/报告.txt</code> 報告</p>"),
        ('<script type="application/ld+json">{"name":"报告"}</script>', '<script type="application/ld+json">{"name":"报告"}</script>'),
        ('<script src="../assets/a.js" defer></script>', '<script src="../assets/a.js" defer></script>'),
        ('<link rel="stylesheet" href="../assets/site.css">', '<link rel="stylesheet" href="../../assets/site.css">'),
        ('<input name="q" value="实事" placeholder="搜实事" aria-label="查">', '<input name="q" value="实事" placeholder="搜實事" aria-label="查">'),
        ('<td data-key="实" data-tab="实">实</td>', '<td data-key="实" data-tab="實">實</td>'),
        ("<p>文中写着 href=&#34;干.md&#34;</p>", "<p>文中寫著 href=&#34;幹.md&#34;</p>"),
        ("<p>\ue000干部</p>", "<p>\ue000幹部</p>"),
        ('<p class="converted" hidden>转换</p>', '<p class="converted">轉換</p>'),
        ('<html lang="zh-Hans">', '<html lang="zh-Hant">'),
    ],
)
def test_what_is_read_changes_and_what_leads_somewhere_does_not(before: str, after: str) -> None:
    assert converted("topics/ecology.html", before, SITE) == after


def test_the_switch_leads_to_the_same_page_both_ways() -> None:
    there = '<a href="ecology.html" hreflang="zh-Hans" aria-current="true">简体</a><a href="../hant/topics/ecology.html" hreflang="zh-Hant" lang="zh-Hant">繁體</a>'
    back = '<a href="../../topics/ecology.html" hreflang="zh-Hans">簡體</a><a href="ecology.html" hreflang="zh-Hant" aria-current="true" lang="zh-Hant">繁體</a>'
    assert converted("topics/ecology.html", there, SITE) == back


def test_addresses_of_its_own_are_the_editions() -> None:
    site = SiteSettings(title="报告比较", url="https://a.cn/b/", traditional=True)
    before = '<link rel="canonical" href="https://a.cn/b/topics/x.html"><meta property="og:url" content="https://a.cn/b/topics/x.html"><meta property="og:locale" content="zh_CN">'
    after = '<link rel="canonical" href="https://a.cn/b/hant/topics/x.html"><meta property="og:url" content="https://a.cn/b/hant/topics/x.html"><meta property="og:locale" content="zh_TW">'
    assert converted("topics/x.html", before, site) == after


def test_no_edition_where_none_is_wanted() -> None:
    pages, assets = (("a.html", "<p>干部</p>".encode()),), (("assets/a.js", "'复制'".encode()), ("assets/a.css", b"p {}"))
    assert traditional_pages(pages, SiteSettings(title="")) == ()
    assert traditional_scripts(assets, SiteSettings(title="")) == ()
    assert traditional_pages(pages, SITE) == (("hant/a.html", "<p>幹部</p>".encode()),)
    assert traditional_scripts(assets, SITE) == (("hant/assets/a.js", "'複製'".encode()),)


def test_pages_made_elsewhere_are_the_same() -> None:
    pages = (("a.html", "<p>干部</p>".encode()), ("topics/b.html", '<a href="../data/b.csv" title="数据">总</a>'.encode()))
    site = SiteSettings(title="报告比较", url="https://a.cn/", traditional=True)
    assert traditional_pages(pages, site, elsewhere) == traditional_pages(pages, site)


def elsewhere(function, items: list[tuple[str, str]]) -> list[str]:
    """What another process does: all that a task is made of has been written down and read again."""
    return [pickle.loads(pickle.dumps(function))(item) for item in pickle.loads(pickle.dumps(items))]


def test_both_editions_of_the_site_have_the_same_pages_anchors_and_numbers(built_site: Path) -> None:
    pages = sorted(p.relative_to(built_site).as_posix() for p in built_site.rglob("*.html") if "hant" not in p.parts)
    others = sorted(p.relative_to(built_site / "hant").as_posix() for p in (built_site / "hant").rglob("*.html"))
    handed_out = [page for page in pages if page not in others]  # files to be taken along, which are no pages of the site
    assert [page for page in others if page not in pages] == []
    assert routes.INDEX in others and all('class="skip"' not in (built_site / page).read_text("utf-8") for page in handed_out)
    for page in others:
        simplified, traditional = ((built_site / folder / page).read_text("utf-8") for folder in ("", "hant"))
        assert ids(simplified) == ids(traditional), page
        assert words_numbers(simplified) == words_numbers(traditional), page
        assert traditional.count('hreflang="zh-Hant" aria-current="true"') == 1, page


def ids(html: str) -> list[str]:
    page = PageParser()
    page.feed(html)
    return page.ids


def words_numbers(html: str) -> list[str]:
    """HTML → its numbers as they are read, in order: 1.8萬 as 1.8万."""
    return NUMBER.findall(re.sub(r"<[^<>]{0,20000}>", " ", html).translate(FOLD))
