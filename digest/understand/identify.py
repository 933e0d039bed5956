"""Whose report it is, of which year, given when, by whom, at which session, and whether it is complete.

The text itself speaks first (title block, salutation, headings), then the page around it (headline, lead, address); what an
editor states in the front matter overrides both, with a problem where the text says otherwise (stated.py). What stays open is a
Problem, never a guess between two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from digest.model.catalogue import Catalogue, Place
from digest.model.cleaned import Cleaned, Structure
from digest.model.front_matter import FrontMatter
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Meta, Source
from digest.understand import heading_marks
from digest.understand.completeness import completeness
from digest.understand.document_kind import other_kind
from digest.understand.places import Atlas, atlas_of, parents
from digest.understand.plausibility import disagreements, is_form, is_sample, reads_like_a_report
from digest.understand.report_dates import dates, years
from digest.understand.report_years import chapter_years, mentioned_year, session_year, year_of_report
from digest.understand.speaker import speaker_of
from digest.understand.stated import REFUSING, Said, contradictions, of_title
from digest.understand.views import View, view_of
from digest.understand.whose import HEADLINE, Whose, place_of_title, places_said, whose, without_brackets_and_year

NO_REPORT = "identify.no-report"  # the code of the one problem with which there is no record of a file at all
REFUSED = REFUSING | {NO_REPORT}

ORDINAL = "[一二三四五六七八九十百0-9]{1,4}"

# The session's name; in 第次会议 its number is lost
# matches 某市第十七届人民代表大会第四次会议      not 某市第届人民代表大会第次会议
SESSION = re.compile(rf"([\u4e00-\u9fff]{{2,24}}?(?:第?{ORDINAL}届|第{ORDINAL}次)人民代表大会(?:常务委员会)?第?{ORDINAL}次(?:全体)?会议)")
# What stands before it, up to the day
# matches ——2024年3月12日在某市 · ——在某市      not 在某市
UNTIL_DAY = re.compile(r"^.{0,60}?(?:[0-9]日|月[一二三四五六七八九十]{1,3}日)[）)]?在?|^[—\-]{1,4}")
# The day in a lead
# matches 2月21日，大会隆重开幕      not 2月21日，项目开工
LEAD_DATE = re.compile(r"([0-9]{1,2})月([0-9]{1,2})日[^。]{0,80}?(?:开幕|作(?:了)?《?(?:政府)?工作报告)")
# The page's own address
# matches 本文地址:/a/1.html      not 地址不详
ADDRESS = re.compile(r"(?:地址|链接|网址)[：:]\s?([\w./:?=&%#\-]{4,200})")
_NAME = "[\u4e00-\u9fffA-Za-z0-9]"
PUBLISHERS = (rf"注明为({_NAME}{{2,12}}?)原创", rf"来源[：:]\s?({_NAME}{{2,20}})", rf"作者[：:]\s?({_NAME}{{2,20}})")
FIELDS = ("title", "url", "publisher", "delivered", "speaker", "office", "session", "completeness", "note", "rewritten", "ocr")


def identify(source: Source, cleaned: Cleaned, structure: Structure, catalogue: Catalogue) -> tuple[Meta, tuple[Problem, ...]]:
    """A source, sorted and structured → what is known of the report, and a problem for what could not be found.

    「——2024年3月12日在某市第十七届人民代表大会第四次会议上 / 某市人民政府市长 某 某」 → year 2024, delivered 2024-03-12,
    session, office 市长, speaker without its spaces. Problems: no place, no year (errors: the record stands, nobody publishes it),
    a headline that names another year (warning), front matter that says otherwise than the text, a file that is no report
    (REFUSED: there is no record).
    """
    view = view_of(cleaned, structure)
    problems: list[Problem] = []
    known = atlas_of(catalogue)
    refused = _problem_no_report(source, view, cleaned, structure, catalogue, known)
    if refused:
        return Meta(), (refused,)
    owner = whose(known, view, source.front.place.strip())
    place = owner.place
    year, delivered, doubts = _year_and_day(view, structure, source)
    problems += doubts
    named = [without_brackets_and_year(m["before"]) for line in view.headlines if (m := HEADLINE.match(line))]
    problems += disagreements(known, source, place, year, named)
    office, speaker = speaker_of(view)
    whole = completeness(view.masthead + "".join(view.headlines), view.heads, structure)
    meta = Meta(
        year=year, delivered=delivered, speaker=speaker, office=office, session=_session_said(view), completeness=whole,
        title=_title_of_report(cleaned), url=_address_of_page(cleaned), publisher=_publisher_of_page(cleaned),
    )
    front = source.front
    if front != FrontMatter():
        places = places_said(known, view, place) if place else ()
        said = Said(places, _years_said(view, structure, front.year), tuple(dates(view.masthead)) or (delivered,) * bool(delivered), speaker, whole)
        titled = of_title(front.title, place_of_title(known, view, front.title))
        problems += contradictions(source, said, titled, place, front.year or year)
    meta = replace(meta, **{name: getattr(front, name) for name in FIELDS if getattr(front, name)})
    meta = replace(meta, year=front.year or meta.year)
    problems += _problems_of_place(source, owner)
    if place:
        meta = _with_place(known, meta, place)
        if meta.session and meta.session[0] == place.name[-1]:  # 在县十六届人民代表大会… is said at home
            meta = replace(meta, session=place.name + meta.session[1:])
    if meta.year is None:
        problems.append(Problem(source.path, 0, "identify.year", N_("it cannot be told of which year this report is"),
                                N_("say it in the front matter: year: 2024")))
    return meta, tuple(problems)


def _problems_of_place(source: Source, owner: Whose) -> Iterator[Problem]:
    """Whose report it is, as far as known → what an editor has to say or to look at."""
    say = N_("say it in the front matter, by name or by code: place: 140502")
    if owner.masked:
        yield Problem(source.path, 0, "identify.place", N_("the name of the place is masked: {name}"), say, (("name", owner.masked),))
    elif owner.place is None:
        yield Problem(source.path, 0, "identify.place", N_("it cannot be told whose report this is"), say)
    elif owner.known in ("page", "guessed"):
        message = N_("only the page around it says whose report this is: {place}") if owner.known == "page" else N_(
            "the text does not say whose report it is; {place} is what it speaks of most")
        yield Problem(source.path, 0, "identify.guess", message, N_("look at it, and state the place in the front matter: place: {code}"),
                      (("code", owner.place.code), ("place", owner.place.name)), severity=WARNING)


def report_id(meta: Meta, source: Source) -> str:
    """A report's meta → its id: 141081-2024, 140800-2024-excerpt, or unknown- and the first digits of the file's hash."""
    if not meta.code or meta.year is None:
        return f"unknown-{source.sha256[:8]}"
    tail = "" if meta.completeness in ("full", "") else f"-{meta.completeness}"
    return f"{meta.code}-{meta.year}{tail}"


def _problem_no_report(
    source: Source, view: View, cleaned: Cleaned, structure: Structure, catalogue: Catalogue, known: Atlas
) -> Problem | None:
    """Why a file is no report: the one problem that is said of it."""
    if kind := other_kind(view, catalogue, known):
        return Problem(source.path, 0, NO_REPORT, N_("this is another document: {kind}"), N_("give the government's own work report"), (("kind", kind),))
    reason = ""
    if not reads_like_a_report(view.masthead + view.body[:200_000], cleaned, structure):
        reason = N_("this does not read like a government work report")
    elif is_form(view.body):
        reason = N_("this is a form: its figures and names are left blank")
    elif is_sample(source, catalogue.words("sample-phrases")):
        reason = N_("this is a sample written on request, nobody's report")
    return Problem(source.path, 0, NO_REPORT, reason, N_("give the report's own text: headings, paragraphs, 各位代表")) if reason else None


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
    titled = [year for line in view.masthead.split("\n") if (m := HEADLINE.match(line)) for year in years(m[0])]
    if not delivered:
        delivered = next((d for line in view.heads if "人民代表大会" in line or "工作报告" in line[:60] for d in dates(line[:120])
                          if "会议上" in line or "报告（" in line or "报告(" in line), "")
    year = year_of_report(delivered, [*titled, *headline_years], structure)
    if year is None:
        year = next((y for line in (view.masthead, *view.heads, view.page) for y in years(line)), None)
    if not delivered and headline:
        delivered = next(iter(dates(headline["after"])), "")
    if not delivered and year:
        found = next((m for line in view.heads if (m := LEAD_DATE.search(line))), None)
        delivered = f"{year}-{int(found[1]):02}-{int(found[2]):02}" if found else ""
    doubts = []
    if year and not (delivered or titled or headline_years or source.front.year or any(chapter_years(structure))):
        doubts.append(Problem(source.path, 0, "identify.guess", N_("no chapter, headline or day says of which year the report is; taken to be of {year}"),
                              N_("look at it, and state the year in the front matter: year: {year}"), (("year", str(year)),), severity=WARNING))
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
    lines = sorted([*((b.line, b.text) for b in cleaned.boilerplate), *((line.number, line.text) for line in cleaned.masthead)])
    page = "\n".join(text for _, text in lines)  # 来源： may stand above the name, which looks like a line of the title block
    for pattern in PUBLISHERS:
        found = re.search(pattern, page)
        if found:
            return found[1]
    return ""
