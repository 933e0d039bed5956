"""The texts around a report → the place whose report it is, and how that is known: from its own lines, from the page, or by guessing.

A name that is masked (XX市, 某县) is nobody's, whatever the page or the text speak of besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from digest.model.catalogue import Place
from digest.understand import heading_marks
from digest.understand.places import Atlas, as_named, chosen, most_named, stem
from digest.understand.views import View

# The place before the congress
# matches 在某市城区第人民代表大会      not 经人民代表大会
HOST = re.compile(
    r"(?:在|[日，。：:\n])([\u4e00-\u9fff]{2,20}?)(?:第[\u4e00-\u9fff]{0,4}|[一二三四五六七八九十]{1,3})届?人民代表大会"
)
# Whose office it is: what stands before it
# at the start: 某市人民政府市长某某某 · 某县县长 · （2024年1月18日某县县长      not 市长
OFFICE_OF = re.compile(rf"(?:[（(]?[^日]{{6,12}}日[，,]?)?(?P<place>[\u4e00-\u9fff]{{2,20}}?)(?:人民政府)?{heading_marks.OFFICE_HELD}")
# at the start: 某县2023年人民政府工作报告 · (某省)某市人民政府工作报告(2024年3月12日)      not 政府工作报告指出，成绩很大。
HEADLINE = re.compile(r"(?P<before>[^。]{0,24}?)(?:人民)?政府工作报告(?P<after>[^。]{0,24})$")
# Whose government a page speaks of
# matches 某市人民政府      not 政府工作
ABOUT = re.compile(r"([\u4e00-\u9fff]{2,16}?)(?:人民政府|政府)(?:向大会)?")
# A name left blank, or replaced by a letter
# matches XX市第十七届 · ××县人民政府 · 某某县县长 · 在某市第三届 · A县2024年      not 某些县人民政府 · 市人民政府 · AI市场
MASKED = re.compile(
    r"(?P<name>(?:(?<![A-Za-z])[A-Za-z]{1,4}|[×＊*□○〇_＿]{1,6}|某{1,3})(?:自治[区州县]|[省市州县区旗]))(?=第|人民|政府|[省市州县区旗盟]长|代|[0-9]{4}年|$)"
)
Known = Literal["", "stated", "said", "page", "guessed"]


@dataclass(frozen=True, slots=True)
class Whose:
    """The place, how it is known ("" not at all), and the masked name that stands in its stead."""

    place: Place | None = None
    known: Known = ""
    masked: str = ""


def whose(atlas: Atlas, view: View, stated: str) -> Whose:
    """The texts around a report, and the place that its front matter states → whose it is, by the first of these that names one:
    front matter, title block, opening, headline, lead (said), the page, the text (guessed).

    在保定市清苑区第三届人民代表大会… → 清苑区, said; a text without a title block that speaks of 运城 all the time → 运城市, guessed
    """
    around = "\n".join((view.masthead, *view.heads, view.page, view.body))
    if stated:
        alone = atlas.by_stem.get(stated, ())  # 侯马, without its suffix
        place = atlas.by_code.get(stated) or chosen(atlas, stated, around) or (alone[0] if len(alone) == 1 else None)
        return Whose(place, "stated" if place else "")
    for phrase in phrases_with_place(view):
        if place := chosen(atlas, phrase, around):
            return Whose(place, "said")
    if masked := _masked_name(view):
        return Whose(masked=masked)
    for phrase in _phrases_of_page(view):
        if place := chosen(atlas, phrase, around):
            return Whose(place, "page")
    most = most_named(atlas, view.body)
    return Whose(as_named(most, view.body), "guessed") if most else Whose()


def _masked_name(view: View) -> str:
    """The masked name in the title block, the headlines and the first sentence, "" where there is none."""
    found = (MASKED.search(text) for text in (*view.masthead.split("\n"), *view.headlines, heading_marks.compact(view.opening)[:160]))
    return next((m["name"] for m in found if m), "")


def places_said(atlas: Atlas, view: View, stated: Place) -> tuple[Place, ...]:
    """The places that the text and the lines right above it say whose report it is: what a page speaks of besides does not count."""
    around = "\n".join((view.masthead, *view.heads, view.page, view.body))
    named = tuple(place for phrase in phrases_with_place(view) if (place := chosen(atlas, phrase, around)))
    if named or stem(stated.name) in view.body:
        return named
    most = most_named(atlas, view.body)  # a text that never says the stated name, and another one all the time
    return (most,) if most else ()


def place_of_title(atlas: Atlas, view: View, title: str) -> Place | None:
    """A title → the place whose report it is called: 2024年侯马市人民政府工作报告"""
    found = HEADLINE.match(heading_marks.compact(title))
    return chosen(atlas, without_brackets_and_year(found["before"]), view.page + view.body) if found else None


def without_brackets_and_year(before: str) -> str:
    """What stands before 政府工作报告 → the place in it, without brackets and year: （某省）2024年某市 → 某省某市"""
    return re.sub(r"[（()）]|[0-9]{4}年?|关于|的$", "", before)


def phrases_with_place(view: View) -> list[str]:
    """What may end in the place's name, the most trustworthy first: 保定市清苑区 of …在保定市清苑区第三届人民代表大会…"""
    phrases = [m[1] for m in HOST.finditer("日" + view.masthead)]
    phrases += [m["place"] for line in view.masthead.split("\n") if (m := OFFICE_OF.match(line))]
    phrases += [m[1] for line in view.masthead.split("\n") if (m := re.match(r"([\u4e00-\u9fff]{2,16}?)(?:人民)?政府", line))]
    phrases += [m[1] for m in re.finditer(r"我(?:谨?代表|受)([\u4e00-\u9fff]{2,16}?)(?:人民)?政府", heading_marks.compact(view.opening))]
    for line in (*view.masthead.split("\n"), *view.headlines):
        found = HEADLINE.match(line)
        if found:
            phrases.append(without_brackets_and_year(found["before"]))
    phrases += [m[1] for line in view.heads for m in HOST.finditer("，" + line)]
    phrases += [m[1] for line in view.heads for m in re.finditer(r"代表([\u4e00-\u9fff]{2,16}?)(?:人民)?政府", line)]
    return [_without_lead(p) for p in phrases if p]


def _phrases_of_page(view: View) -> list[str]:
    """The governments of which a page speaks."""
    return [_without_lead(m[1]) for m in ABOUT.finditer(heading_marks.compact(view.page))]


def _without_lead(phrase: str) -> str:
    return re.sub(r"^(?:在|中共|承办|主办)", "", phrase)
