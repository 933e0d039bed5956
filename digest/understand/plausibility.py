"""Signs that a file is no report (news, a sample, an empty form), or that its page or file name says another place or year than its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from digest.model.catalogue import Place
from digest.model.cleaned import Cleaned, Structure
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Source
from digest.understand.places import Atlas, named_at_end, parents, stem
from digest.understand.report_dates import years

SIGNS = (  # what reads like a report; each is one sign
    "各位代表", "政府工作报告", "[我全][省市县区州旗盟]", "增长(?:[0-9.]{1,6}%|百分之)", "工作回顾|工作安排|主要任务|工作总结", "我们",
    "(?:推进|实施|加快|完善).{2,20}[，。；,]",
)
ENOUGH = 4  # signs make a report
BLANKS = 4  # so many places left blank make a form; a report may quote one
# XX of a brand's name is none.
# matches XX市 · 完成XX亿元 · 增长__% · 202X年 · 某某县 · [具体数字]      not XX牌 · 5X5 · 某些
BLANK = re.compile(
    r"(?<![A-Za-z0-9])(?:[XxＸｘ×＊*]{2,6}|_{2,20}|＿{2,20})(?=[%％亿万元个项家所座条省市县区镇公年月日人名户])"
    r"|(?:19|20)[0-9]{0,2}[XxＸ×]{1,2}年|某某[省市县区]|[\[【（(](?:具体|请填|填写|插入|此处)[^\]】）)]{0,16}[\]】）)]"
)
# The parts of a file's name: 003_130607_满城_2020.txt
# matches 130607 · 满城      not _ · 3
TOKEN = re.compile(r"[^_\-.\s（）()《》+]{2,60}")
# A part that names a year
# wholly: 2024 · 2024年报告 · 满城2024年      not 20241 · 130607
NAMES_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年.*)?|[^0-9]{2,40}(?:19|20)[0-9]{2}年?.*")
# What stands about the place in a name
# matches 2025年 · 政府工作报告      not 某省
AROUND = re.compile(r"[0-9]{4}年?|人民政府|政府|工作报告|报告|关于|全文|正文|[^\u4e00-\u9fff]")


def reads_like_a_report(text: str, cleaned: Cleaned, structure: Structure) -> bool:
    """Whether a text reads like a report or a part of one; in doubt True. News of a congress has a lead, and no headings."""
    if not structure.sections and any(b.name == "lead" for b in cleaned.boilerplate):
        return False
    signs = len(list(islice((sign for sign in SIGNS if re.search(sign, text)), ENOUGH)))
    return signs >= ENOUGH or (signs >= ENOUGH - 1 and sum(len(p.text) for p in structure.paragraphs) >= 200)


def is_form(text: str) -> bool:
    """Whether a text has its figures and names left blank: 地区生产总值完成XX亿元，增长XX%"""
    return sum(1 for _ in BLANK.finditer(text[:60_000])) >= BLANKS


def is_sample(source: Source, phrases: tuple[str, ...]) -> bool:
    """Whether a short line above or below the text speaks to one who has asked for a sample: 以下是一份…范文，希望对您有所帮助"""
    lines = [line.text for line in source.lines if line.text.strip()]
    return any(phrase in line for line in (*lines[:4], *lines[-4:]) if len(line) <= 120 for phrase in phrases)


def disagreements(known: Atlas, source: Source, place: Place | None, year: int | None, headlines: list[str]) -> Iterator[Problem]:
    """Place and year as read from the text → a warning for each headline and file name that says otherwise, naming both.

    A file 易县_2023.txt with the report of 米易县 → the text is of 米易县, the file's name says 易县
    """
    name = PurePosixPath(source.path.replace("\\", "/")).name
    tokens = TOKEN.findall(name.rpartition(".")[0] or name)
    if place and not source.front.place:
        for headline in headlines:
            yield from _warn_of_other_place(known, source, place, [headline], N_("the text is of {place}, the page's headline says {other}"))
        yield from _warn_of_other_place(known, source, place, tokens, N_("the text is of {place}, the file's name says {other}"))
    named = [y for token in tokens if NAMES_YEAR.fullmatch(token) for y in years(token)]
    if year and named and year not in named and not source.front.year:
        yield Problem(source.path, 0, "identify.years", N_("the text is of {year}, the file's name says {other}"),
                      N_("the text was believed; state the year in the front matter if that is wrong"),
                      values=(("year", str(year)), ("other", str(named[0]))), severity=WARNING)


def _warn_of_other_place(known: Atlas, source: Source, place: Place, phrases: list[str], message: str) -> Iterator[Problem]:
    """A warning where phrases name places, and none of them is the one that was read or what it lies in."""
    found = [p for phrase in phrases for p in _places_meant(known, phrase)]
    ours = {place.code, *(p.code for p in parents(known, place))}
    if not found or any(p.code in ours or stem(p.name) == stem(place.name) for p in found):
        return
    yield Problem(source.path, 0, "identify.places", message, N_("the text was believed; state the place in the front matter if that is wrong"),
                  values=(("place", place.name), ("other", found[0].name)), severity=WARNING)


def _places_meant(known: Atlas, phrase: str) -> tuple[Place, ...]:
    """The places that a phrase can mean: by code, by full name, by the name without its suffix."""
    if phrase in known.by_code:
        return (known.by_code[phrase],)
    name = AROUND.sub("", phrase)
    return named_at_end(known, name)[0] or known.by_stem.get(name, ())
