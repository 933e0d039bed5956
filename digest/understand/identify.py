"""Whose report it is, of which year, given when, by whom, at which session, and whether it is complete.

The text itself speaks first (title block, salutation, headings), then the page around it (headline, lead, address); what an
editor states in the front matter overrides both, with a problem where the text says otherwise (stated.py). What stays open is a
Problem, never a guess between two.
"""

from __future__ import annotations

import re
from dataclasses import replace

from digest.model.catalogue import Catalogue, Place
from digest.model.front_matter import FrontMatter
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Cleaned, Meta, Source, Structure
from digest.understand import heading_marks
from digest.understand.completeness import completeness
from digest.understand.document_kind import other_kind
from digest.understand.places import Atlas, as_named, atlas_of, chosen, most_named, parents, stem
from digest.understand.plausibility import disagreements, is_form, is_sample, reads_like_a_report
from digest.understand.report_dates import dates, years
from digest.understand.report_years import chapter_years, mentioned_year, session_year, year_of_report
from digest.understand.speaker import speaker_of
from digest.understand.stated import REFUSING, Said, contradictions, of_title
from digest.understand.views import View, view_of

NO_REPORT = "identify.no-report"  # the code of the one problem with which there is no record of a file at all
REFUSED = REFUSING | {NO_REPORT}

ORDINAL = "[一二三四五六七八九十百0-9]{1,4}"

# The session's name; in 第次会议 its number is lost
# matches 某市第十七届人民代表大会第四次会议      not 某市第届人民代表大会第次会议
SESSION = re.compile(rf"([\u4e00-\u9fff]{{2,24}}?(?:第?{ORDINAL}届|第{ORDINAL}次)人民代表大会(?:常务委员会)?第?{ORDINAL}次(?:全体)?会议)")
# What stands before it, up to the day
# matches ——2024年3月12日在某市 · ——在某市      not 在某市
UNTIL_DAY = re.compile(r"^.{0,60}?(?:[0-9]日|月[一二三四五六七八九十]{1,3}日)[）)]?在?|^[—\-]{1,4}")
# The place before the congress
# matches 在某市城区第人民代表大会      not 经人民代表大会
HOST = re.compile(
    r"(?:在|[日，。：:])([\u4e00-\u9fff]{2,20}?)(?:第[\u4e00-\u9fff]{0,4}|[一二三四五六七八九十]{1,3})届?人民代表大会"
)
# Whose office it is: what stands before it
# at the start: 某市人民政府市长某某某 · 某县县长 · （2024年1月18日某县县长      not 市长
OFFICE_OF = re.compile(rf"(?:[（(]?[^日]{{6,12}}日[，,]?)?(?P<place>[\u4e00-\u9fff]{{2,20}}?)(?:人民政府)?{heading_marks.OFFICE_HELD}")
# The day in a lead
# matches 2月21日，大会隆重开幕      not 2月21日，项目开工
LEAD_DATE = re.compile(r"([0-9]{1,2})月([0-9]{1,2})日[^。]{0,80}?(?:开幕|作(?:了)?《?(?:政府)?工作报告)")
# at the start: 某县2023年人民政府工作报告 · (某省)某市人民政府工作报告(2024年3月12日)      not 政府工作报告指出，成绩很大。
HEADLINE = re.compile(r"(?P<before>[^。]{0,24}?)(?:人民)?政府工作报告(?P<after>[^。]{0,24})$")
# Whose government a page speaks of
# matches 某市人民政府      not 政府工作
ABOUT = re.compile(r"([\u4e00-\u9fff]{2,16}?)(?:人民政府|政府)(?:向大会)?")
# The page's own address
# matches 本文地址:/a/1.html      not 地址不详
ADDRESS = re.compile(r"(?:地址|链接|网址)[：:]\s?([\w./:?=&%#\-]{4,200})")
_NAME = "[\u4e00-\u9fffA-Za-z0-9]"
PUBLISHERS = (rf"注明为({_NAME}{{2,12}}?)原创", rf"来源[：:]\s?({_NAME}{{2,20}})", rf"作者[：:]\s?({_NAME}{{2,20}})")
FIELDS = ("title", "url", "publisher", "delivered", "speaker", "office", "session", "completeness", "note", "rewritten")


def identify(source: Source, cleaned: Cleaned, structure: Structure, catalogue: Catalogue) -> tuple[Meta, tuple[Problem, ...]]:
    """A source, sorted and structured → what is known of the report, and a problem for what could not be found.

    「——2024年3月12日在某市第十七届人民代表大会第四次会议上 / 某市人民政府市长 某 某」 → year 2024, delivered 2024-03-12,
    session, office 市长, speaker without its spaces. Problems: no place, no year (errors: the record stands, nobody publishes it),
    a headline that names another year (warning), front matter that says otherwise than the text, a file that is no report
    (REFUSED: there is no record).
    """
    view = view_of(cleaned, structure)
    problems: list[Problem] = []
    refused = _problem_no_report(source, view, cleaned, structure, catalogue)
    if refused:
        return Meta(), (refused,)
    known = atlas_of(catalogue)
    place = _place_of_report(known, view, source)
    year, delivered, doubts = _year_and_day(view, structure, source)
    problems += doubts
    named = [_without_brackets_and_year(m["before"]) for line in view.headlines if (m := HEADLINE.match(line))]
    problems += disagreements(known, source, place, year, named)
    office, speaker = speaker_of(view)
    whole = completeness(view.masthead + "".join(view.headlines), view.heads, structure)
    meta = Meta(
        year=year, delivered=delivered, speaker=speaker, office=office, session=_session_said(view), completeness=whole,
        title=_title_of_report(cleaned), url=_address_of_page(cleaned), publisher=_publisher_of_page(cleaned),
    )
    front = source.front
    if front != FrontMatter():
        places = _places_said(known, view, place) if place else ()
        said = Said(places, _years_said(view, structure, front.year), tuple(dates(view.masthead)) or (delivered,) * bool(delivered), speaker, whole)
        titled = of_title(front.title, _place_of_title(known, view, front.title))
        problems += contradictions(source, said, titled, place, front.year or year)
    meta = replace(meta, **{name: getattr(front, name) for name in FIELDS if getattr(front, name)})
    meta = replace(meta, year=front.year or meta.year)
    if place is None:
        problems.append(Problem(source.path, 0, "identify.place", N_("it cannot be told whose report this is"),
                                N_("say it in the front matter, by name or by code: place: 140502")))
    else:
        meta = _with_place(known, meta, place)
        if meta.session and meta.session[0] == place.name[-1]:  # 在县十六届人民代表大会… is said at home
            meta = replace(meta, session=place.name + meta.session[1:])
    if meta.year is None:
        problems.append(Problem(source.path, 0, "identify.year", N_("it cannot be told of which year this report is"),
                                N_("say it in the front matter: year: 2024")))
    return meta, tuple(problems)


def report_id(meta: Meta, source: Source) -> str:
    """A report's meta → its id: 141081-2024, 140800-2024-excerpt, or unknown- and the first digits of the file's hash."""
    if not meta.code or meta.year is None:
        return f"unknown-{source.sha256[:8]}"
    tail = "" if meta.completeness in ("full", "") else f"-{meta.completeness}"
    return f"{meta.code}-{meta.year}{tail}"


def _problem_no_report(source: Source, view: View, cleaned: Cleaned, structure: Structure, catalogue: Catalogue) -> Problem | None:
    """Why a file is no report: the one problem that is said of it."""
    if kind := other_kind(view, catalogue):
        return Problem(source.path, 0, NO_REPORT, N_("this is another document: {kind}"), N_("give the government's own work report"), (("kind", kind),))
    reason = ""
    if not reads_like_a_report(view.masthead + view.body[:200_000], cleaned, structure):
        reason = N_("this does not read like a government work report")
    elif is_form(view.body):
        reason = N_("this is a form: its figures and names are left blank")
    elif is_sample(source, catalogue.words("sample-phrases")):
        reason = N_("this is a sample written on request, nobody's report")
    return Problem(source.path, 0, NO_REPORT, reason, N_("give the report's own text: headings, paragraphs, 各位代表")) if reason else None


def _place_of_report(known: Atlas, view: View, source: Source) -> Place | None:
    """The place, by the first of these that names one: front matter, title block, opening, headline, lead, the page, the text."""
    around = "\n".join((view.masthead, *view.heads, view.page, view.body))
    stated = source.front.place.strip()
    if stated:
        alone = known.by_stem.get(stated, ())  # 侯马, without its suffix
        return known.by_code.get(stated) or chosen(known, stated, around) or (alone[0] if len(alone) == 1 else None)
    for phrase in _phrases_with_place(view):
        place = chosen(known, phrase, around)
        if place:
            return place
    place = most_named(known, view.body)
    return as_named(place, view.body) if place else None


def _places_said(known: Atlas, view: View, stated: Place) -> tuple[Place, ...]:
    """The places that the text and the lines right above it say whose report it is: what a page speaks of besides does not count."""
    around = "\n".join((view.masthead, *view.heads, view.page, view.body))
    named = tuple(place for phrase in _phrases_with_place(replace(view, page="")) if (place := chosen(known, phrase, around)))
    if named or stem(stated.name) in view.body:
        return named
    most = most_named(known, view.body)  # a text that never says the stated name, and another one all the time
    return (most,) if most else ()


def _place_of_title(known: Atlas, view: View, title: str) -> Place | None:
    """A title → the place whose report it is called: 2024年侯马市人民政府工作报告"""
    found = HEADLINE.match(heading_marks.compact(title))
    return chosen(known, _without_brackets_and_year(found["before"]), view.page + view.body) if found else None


def _without_brackets_and_year(before: str) -> str:
    """What stands before 政府工作报告 → the place in it, without brackets and year: （某省）2024年某市 → 某省某市"""
    return re.sub(r"[（()）]|[0-9]{4}年?|关于|的$", "", before)


def _years_said(view: View, structure: Structure, stated: int | None) -> tuple[int, ...]:
    """The years that title block, headlines and chapters name the report by, the most trustworthy first."""
    headlines = (m[0] for line in view.headlines if (m := HEADLINE.match(line)))
    named = [session_year(day) for day in dates(view.masthead)] + [year for text in (view.masthead, *headlines) for year in years(text)]
    plan, review = chapter_years(structure)
    # A report on 2023 may be called one of 2023, where nothing but its chapters names a year.
    if found := (*named, *plan, *review) if named else (*plan, *review, *(year - 1 for year in review)):
        return tuple(dict.fromkeys(found))
    most = mentioned_year(structure)  # a text that names neither the stated year nor the one before it, and another one all the time
    return (most,) if most and stated and not {stated, stated - 1} & set(years(view.body)) else ()


def _phrases_with_place(view: View) -> list[str]:
    """What may end in the place's name, the most trustworthy first: 保定市清苑区 of …在保定市清苑区第三届人民代表大会…"""
    phrases = [m[1] for m in HOST.finditer("日" + view.masthead)]
    phrases += [m["place"] for line in view.masthead.split("\n") if (m := OFFICE_OF.match(line))]
    phrases += [m[1] for line in view.masthead.split("\n") if (m := re.match(r"([\u4e00-\u9fff]{2,16}?)(?:人民)?政府", line))]
    phrases += [m[1] for m in re.finditer(r"我(?:谨?代表|受)([\u4e00-\u9fff]{2,16}?)(?:人民)?政府", heading_marks.compact(view.opening))]
    for line in (*view.masthead.split("\n"), *view.headlines):
        found = HEADLINE.match(line)
        if found:
            phrases.append(_without_brackets_and_year(found["before"]))
    phrases += [m[1] for line in view.heads for m in HOST.finditer("，" + line)]
    phrases += [m[1] for line in view.heads for m in re.finditer(r"代表([\u4e00-\u9fff]{2,16}?)(?:人民)?政府", line)]
    phrases += [m[1] for m in ABOUT.finditer(heading_marks.compact(view.page))]
    return [re.sub(r"^(?:在|中共|承办|主办)", "", p) for p in phrases if p]


def _with_place(known: Atlas, meta: Meta, place: Place) -> Meta:
    above = parents(known, place)
    province = place if place.level == "province" else next((p for p in above if p.level == "province"), None)
    parent = next((p for p in above if p.level == "prefecture"), None)
    return replace(meta, place=place.name, code=place.code, level=place.level, province=province.name if province else "",
                   parent=parent.name if parent else "")


def _year_and_day(view: View, structure: Structure, source: Source) -> tuple[int | None, str, list[Problem]]:
    """The year of the report, the day of its delivery, and whether text and page disagree about the year."""
    delivered = next(iter(dates(view.masthead)), "")
    headline = next((m for line in view.headlines if (m := HEADLINE.match(line))), None)
    headline_years = years(headline[0]) if headline else []
    if not delivered:
        delivered = next((d for line in view.heads if "人民代表大会" in line or "工作报告" in line[:60] for d in dates(line[:120])
                          if "会议上" in line or "报告（" in line or "报告(" in line), "")
    year = year_of_report(delivered, headline_years, structure)
    if year is None:
        year = next((y for line in (view.masthead, *view.heads, view.page) for y in years(line)), None)
    if not delivered and headline:
        delivered = next(iter(dates(headline["after"])), "")
    if not delivered and year:
        found = next((m for line in view.heads if (m := LEAD_DATE.search(line))), None)
        delivered = f"{year}-{int(found[1]):02}-{int(found[2]):02}" if found else ""
    doubts = []
    if year and headline_years and year not in headline_years:
        doubts.append(Problem(source.path, 0, "identify.years", N_("the text is of {year}, its headline says {other}"),
                              N_("the text was believed; state the year in the front matter if that is wrong"),
                              values=(("year", str(year)), ("other", str(headline_years[0]))), severity=WARNING))
    return year, delivered, doubts


def _session_said(view: View) -> str:
    """The session's full name, as the title block or the lead says it; empty where a number is lost."""
    for text in (view.masthead.replace("\n", ""), *view.heads):
        found = SESSION.search(UNTIL_DAY.sub("", text[:200]) if "日" in text[:60] else text) or SESSION.search(text)
        if found:
            return found[1].rpartition("在")[2]
    return ""


def _title_of_report(cleaned: Cleaned) -> str:
    """The report's own title, without the dash of a subtitle; where that is only 政府工作报告, the page's headline, which names the place."""
    lines = [heading_marks.compact(m.text) for m in cleaned.masthead]
    lines += [f"{before}{title}" for line in lines if heading_marks.ONE_LINE.fullmatch(line) for before, title, _ in (line.partition("政府工作报告"),) if title]
    own = next((line for line in lines if heading_marks.TITLE.fullmatch(line)), "")
    headlines = (heading_marks.compact(b.text) for b in cleaned.boilerplate if b.name == "headline")
    site = next((line for line in headlines if len(line) > 6 and HEADLINE.match(line)), "")
    return (site if site and own in ("", "政府工作报告", "工作报告") else own).lstrip("—–-")


def _address_of_page(cleaned: Cleaned) -> str:
    found = (ADDRESS.search(b.text) for b in cleaned.boilerplate if b.name == "address")
    return next((m[1] for m in found if m), "")


def _publisher_of_page(cleaned: Cleaned) -> str:
    """The one who says that a page is theirs: 凡注明为某网原创作品的, else the page's source, else its author."""
    page = "\n".join(b.text for b in cleaned.boilerplate)
    for pattern in PUBLISHERS:
        found = re.search(pattern, page)
        if found:
            return found[1]
    return ""
