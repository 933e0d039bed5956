"""Every kind of page as it stands on a screen: nothing sticks out at any width, nothing jumps, all is reached by keyboard, axe-core finds nothing.

Each is opened once in a narrow and once in a wide window (visits.py), and looked at in light, in dark and on paper.

    SHOTS=/tmp/shots python -m pytest tests/browser/test_layout.py     puts a picture of each into that folder
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.kinds import kinds, own_kinds, pages
from tests.browser.seen_pages import OPENED, Kind, picture, seen
from tests.browser.visits import FAULTS, THINNED, Visit, focus_faults, spoken, stands_wrong, violations


def planted(folder: Path, body: str) -> Path:
    """A site of one page, made to fail."""
    (folder / "page.html").write_text(
        f'<!doctype html><html lang="zh"><meta name="viewport" content="width=device-width"><title>题</title><body>{body}', "utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p style="width:2000px">宽</p>', "scrolls sideways: 2008 px"),
        ('<div style="overflow:hidden;width:100px;margin-left:300px"><b>宽</b></div>', "sticks out to 408: div “宽”"),
        ('<p style="font-size:9px">小</p>', "letters of 9px: p “小”"),
        ('<header class="site"><a href="#a">甲甲甲甲</a><a href="#b" style="margin-left:-2em">乙乙乙乙</a></header>', "lies over another: a “甲甲甲甲” / a “乙乙乙乙”"),
    ],
)
def test_what_stands_wrong_is_found(open_page: Open, tmp_path: Path, body: str, fault: str) -> None:
    page = open_page("page.html", width=375, site=planted(tmp_path, body))
    assert fault in page.evaluate(FAULTS)


def test_what_stands_well_is_not_faulted(open_page: Open, tmp_path: Path) -> None:
    body = '<div style="overflow-x:auto"><p style="width:2000px">宽</p></div><a style="position:absolute;left:-9999px" href="#a">跳</a><p>字</p>'
    assert open_page("page.html", width=375, site=planted(tmp_path, body)).evaluate(FAULTS) == []


WIDTHS = (320, 375, 768, 1440)


@pytest.fixture
def visited(open_page: Open, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[Kind, Visit]]:
    """Width at which pages were opened → what was seen of each kind of page."""
    return {width: seen(tmp_path_factory, open_page, built_site, width) for width in OPENED}


def wrong(seen: dict[Kind, list[str]]) -> dict[Kind, list[str]]:
    """What was found of each kind of page → the kinds of which anything was."""
    return {kind: faults for kind, faults in seen.items() if faults}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_kind_of_page_sticks_out(visited: dict[int, dict[Kind, Visit]], width: int, scheme: str) -> None:
    opened = 375 if width < 600 else 1440
    seen = {kind: one.stands[width, scheme] for kind, one in visited[opened].items()}
    assert len(seen) > 15 and wrong(seen) == {}


def test_no_kind_of_page_in_traditional_characters_sticks_out(open_page: Open, built_site: Path) -> None:
    page = open_page("index.html", width=375)
    seen = {}
    for kind, route in sorted(kinds(built_site).items() - own_kinds(built_site).items()):
        page.goto(f"{built_site.as_uri()}/{route}")
        seen[kind] = stands_wrong(page, f"{picture(kind)}-375-light")
    assert len(seen) > 15 and wrong(seen) == {}


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1440, "light"), (1440, "dark")])
def test_axe_finds_nothing_on_any_kind_of_page(visited: dict[int, dict[Kind, Visit]], width: int, scheme: str) -> None:
    """WCAG 2.2 A and AA, and what axe-core calls best practice."""
    assert wrong({kind: one.axe[scheme] for kind, one in visited[width].items()}) == {}


def test_of_rows_that_are_built_alike_three_are_kept(open_page: Open, tmp_path: Path) -> None:
    rows = "".join(f'<tr><td class="right"><a href="#{n}">{n}</a></td></tr>' for n in range(9))
    other = '<tr><td class="absent">甲</td></tr><tr><td class="right"><a class="own">乙</a></td></tr><tr><td class="right"><b>丙</b></td></tr>'
    page = open_page("page.html", site=planted(tmp_path, f"<main><table>{rows}{other}</table></main>"))
    page.evaluate(THINNED)
    assert page.locator("tr").all_inner_texts() == ["0", "1", "2", "甲", "乙", "丙"]


@pytest.mark.parametrize("dark", [False, True])
def test_of_texts_that_look_alike_one_that_does_not_is_found(open_page: Open, tmp_path: Path, dark: bool) -> None:
    """Where it stands among many, by its own colour, by the ground of what it stands in, or by its size alone."""
    css = "body { color: #222; background: #fff; } big { font: 32px serif; color: #888; } @media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } }"
    good = "<p>甲甲</p>" * 9 + "<big>大字</big>" * 9
    bad = {"own": '<p style="color:#888;background:#777">乙乙</p>', "ground": '<div style="background:#808080"><div><p id="ground" style="color:#888">丙丙</p></div></div>', "size": '<p style="background:#fff"><big style="font-size:12px">丁丁</big></p>'}
    for name, one in ({"good": ""} | bad).items():
        site = tmp_path / name
        site.mkdir()
        (site / "page.html").write_text(f'<!doctype html><html lang="zh"><title>题</title><style>{css}</style><main><h1>题</h1>{good}{one}{good}</main>', "utf-8")
        found = violations(open_page("page.html", dark=dark, site=site), colours=True)
        assert [fault.split(" ×")[0] for fault in found] == ([] if name == "good" else ["color-contrast"]), (name, found)


def test_a_bad_page_is_found_by_axe(open_page: Open, tmp_path: Path) -> None:
    body = '<p style="color:#999">灰色的字看不清</p><p><a href="#a"></a></p><button style="width:9px;height:9px;padding:0"></button><button style="width:9px;height:9px;padding:0">x</button>'
    (tmp_path / "page.html").write_text(f"<!doctype html><html><title>题</title><body>{body}", "utf-8")
    found = {fault.split(" ")[0] for fault in violations(open_page("page.html", site=tmp_path))}
    assert {"color-contrast", "link-name", "html-has-lang", "button-name", "target-size", "landmark-one-main"} <= found


@pytest.mark.parametrize("width", OPENED)
def test_nothing_jumps_while_a_page_comes(visited: dict[int, dict[Kind, Visit]], width: int) -> None:
    assert {kind: one.shifted for kind, one in visited[width].items() if one.shifted >= 0.1} == {}


@pytest.mark.parametrize("width", OPENED)
def test_tab_goes_through_every_kind_of_page_in_order_and_is_seen(visited: dict[int, dict[Kind, Visit]], width: int) -> None:
    assert wrong({kind: focus_faults(one.way) for kind, one in visited[width].items()}) == {}


@pytest.mark.parametrize("width", OPENED)
def test_the_skip_link_leads_past_the_menu(visited: dict[int, dict[Kind, Visit]], width: int) -> None:
    assert {kind: one.skipped for kind, one in visited[width].items() if one.skipped["part"] not in ("main", "footer")} == {}


def test_on_paper_there_is_no_menu_and_no_dark(visited: dict[int, dict[Kind, Visit]]) -> None:
    on_paper = {"menu": 0, "title": True, "colour": "rgb(0, 0, 0)"}
    assert {kind: one.printed for kind, one in visited[1440].items() if one.printed != on_paper} == {}


def test_without_scripts_every_kind_of_page_says_the_same(open_page: Open, built_site: Path, visited: dict[int, dict[Kind, Visit]]) -> None:
    missing = {}
    page = open_page("index.html", scripts=False)
    for kind, route in own_kinds(built_site).items():
        page.goto(f"{built_site.as_uri()}/{route}")
        printed = page.evaluate("() => document.querySelector('main').textContent")
        seen = spoken(page)
        if lost := [line for line in visited[1440][kind].spoken if line in printed and line not in "\n".join(seen)]:
            missing[kind] = lost[:3]
        assert sum(map(len, seen)) > 40, f"{kind} says nothing without scripts"
    assert missing == {}


def test_no_page_scrolls_sideways_on_a_telephone(open_page: Open, built_site: Path) -> None:
    faults = {}
    page = open_page("index.html", width=320, scripts=False)
    for path in pages(built_site):
        if path.is_relative_to(built_site / "hant"):
            continue
        page.goto(path.as_uri())
        if found := page.evaluate(FAULTS):
            faults[path.relative_to(built_site).as_posix()] = found
    assert faults == {}


def test_a_way_that_jumps_or_hides_is_found() -> None:
    stop = {"name": "a “甲”", "place": 1, "part": "main", "shown": False, "inside": True, "covered": True}
    assert focus_faults([{**stop, "place": 2, "inside": False}, stop]) == [
        "the way is ['main']", "a “甲” comes after what follows it", "a “甲” does not show that it has the focus",
        "a “甲” does not show that it has the focus", "a “甲” is not on the screen",
    ]  # fmt: skip


def test_words_that_say_there_is_no_value_are_softer_than_values_though_they_lead_to_a_sentence(open_page: Open) -> None:
    page = open_page("topics/full/economy.html")
    color = "node => getComputedStyle(node).color"
    soft = page.locator("td.absent").filter(has_not=page.locator("a")).first.evaluate(color)
    value = page.locator("td.right:not(.absent) > a").first.evaluate(color)
    assert {each.evaluate(color) for each in page.locator("td.absent > a").all()} == {soft} != {value}
    own = open_page("compare.html?places=141081,140502").locator("td a.absent.words").first  # 与经济增长同步: as good as a value
    assert own.evaluate(color) == value
