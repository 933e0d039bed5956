"""Dossiers → all projects that they name, place by place, with their number and sum; what is surely one project is counted once.

Lines of one name are one project: within a report always, over the years where the name is no short one (东湖水厂 may be any). An
amount is counted once however often it is told: for a project the largest stated (总投资 beside what of it is done), for several that one
sentence names together as one. What 10 projects cost of which two are named is the cost of neither, and is not summed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from digest.model.closed_sets import MILESTONES
from digest.model.commitment import Account, KeptYear
from digest.model.dossier import Dossier
from digest.model.listing import ListedProject, PlaceProjects, ProjectGroup, Projects, Tally
from digest.model.project_key import project_key
from digest.model.report import Evidence, Project

DISTINCT = 6  # characters of a name from which it is no generic one

# 等 ends a list even behind a character with which it makes a word of its own (一中等10个项目), where a number follows.
# matches 甲、乙等10个项目 · 第一中等3个项目 · 等项目605个 · 等一批 · 实施项目21个
#     not 甲等公路3条 · 三级甲等3家 · 高等级公路 · 等待 · 项目3号楼
_MORE = re.compile(
    r"(?:(?<![一二三四甲乙丙高中初上同平对优])等(?:项目|工程)?[^，,。；;0-9]{0,12}|(?<!级[甲乙丙])等(?:项目|工程)?)[0-9]{1,6}余?(?:个|项|条|处|座|家)"
    r"|等(?:一批|一系列|多个|数个|众多|系列)"
    r"|(?:项目|工程)[0-9]{1,6}余?(?:个|项)"
)
# wholly: 落地项目 · 省重点建设项目 · 增发国债项目      not 抽水蓄能项目 · 古雷炼化一体化工程二期项目
_KIND = re.compile(
    r"(?:全?[国省市县区]级?|央企|合作|共建|增发|新签|签约|落地|国债|专项债券?|重点|重大|建设|投资|招商|引资|引进|续建|新建|在建|开工|产业|民生|年度){1,8}项目"
)


def project_lists(dossiers: Iterable[Dossier], kept: Iterable[KeptYear]) -> Projects:
    """Dossiers (newest first) and what next reports say of their projects → the lists of all projects."""
    later: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in (account for year in kept for account in year.accounts if account.commitment.kind == "project"):
        later[account.commitment.evidence.report, account.commitment.evidence.paragraph].append(account)
    by_place: dict[str, list[Dossier]] = defaultdict(list)
    for dossier in dossiers:
        by_place[dossier.place.code].append(dossier)
    places = tuple(one for code in sorted(by_place) if (one := _projects_of_place(by_place[code], later)).lines)
    lines = [line for place in places for line in place.lines]
    return Projects(places, _groups_of_provinces(places), milestones(lines), tally(lines), sum(place.reports for place in places))


def tally(lines: Iterable[ListedProject]) -> Tally:
    """Lines → how many projects they name, and the sum of what is stated of them.

    东湖水厂 3亿元, 东湖水厂 (no amount), 西湖水厂 (no amount) → 2 projects, 1 stated, 1 unstated, 3
    """
    known: set[str] = set()
    stated: set[str] = set()
    purses: dict[str, Decimal] = {}
    for line in lines:
        known.add(line.known)
        if line.project.investment is not None and line.purse:
            stated.add(line.known)
            purses[line.purse] = max(purses.get(line.purse, Decimal(0)), line.project.investment)
    return Tally(len(known), len(stated), len(known) - len(stated), sum(purses.values(), Decimal(0)))


def milestones(lines: Iterable[ListedProject]) -> tuple[ProjectGroup, ...]:
    """Lines → a tally for each milestone that they tell, in the order of building; those that tell none (only an amount) last."""
    groups: dict[str, list[ListedProject]] = defaultdict(list)
    for line in lines:
        groups[line.project.milestone].append(line)
    return tuple(_group_of_lines(name, name, groups[name]) for name in (*MILESTONES, "") if name in groups)


def _group_of_lines(id: str, name: str, lines: list[ListedProject]) -> ProjectGroup:
    return ProjectGroup(id, name, tally(lines), len({line.dossier.id for line in lines}))


def _projects_of_place(dossiers: list[Dossier], later: Mapping[tuple[str, str], list[Account]]) -> PlaceProjects:
    """The dossiers of one place, newest first → its list."""
    lines = _with_purses(_lines_of_place(dossiers, later))
    first = dossiers[0]
    return PlaceProjects(first.place, first.name, lines, tally(lines), milestones(lines), len({line.dossier.id for line in lines}))


def _lines_of_place(dossiers: list[Dossier], later: Mapping[tuple[str, str], list[Account]]) -> Iterator[ListedProject]:
    """Dossiers of one place → a line for each thing said of a project; what several editions say alike once."""
    numbers: dict[str, str] = {}
    for dossier in dossiers:
        seen: set[tuple[object, ...]] = set()
        for project in (project for edition in dossier.editions for project in edition.projects):
            name = project_key(project.name)
            said = (name, project.investment, project.milestone, project.when, project.kind)
            if said in seen:
                continue
            seen.add(said)
            whose = name if len(name) >= DISTINCT else f"{name} {dossier.id}"
            known = numbers.setdefault(whose, f"{dossier.place.code}-{len(numbers) + 1}")
            yield ListedProject(dossier, project, known, "", later=_account_of_project(project, later))


def _account_of_project(project: Project, later: Mapping[tuple[str, str], list[Account]]) -> Account | None:
    """A project that is planned → the account of the commitment to it, if it is followed."""
    said = project.evidence
    near = later.get((said.report, said.paragraph), ()) if project.kind == "target" else ()
    same = (one for one in near if project.name in one.commitment.name)
    return next((one for one in same if one.commitment.evidence.start < said.end and said.start < one.commitment.evidence.end), None)


def _with_purses(lines: Iterable[ListedProject]) -> tuple[ListedProject, ...]:
    """Lines of one place → the same with their purses: one for each project, and for projects of one sentence with one amount."""
    found = [_with_group_marked(line) for line in lines]
    joined: dict[str, str] = {}  # of a known project the one whose purse it shares

    def purse(known: str) -> str:
        while known in joined:
            known = joined[known]
        return known

    givers: dict[tuple[str, str, Decimal], list[ListedProject]] = defaultdict(list)
    for at, line in enumerate(found):
        project = line.project
        if project.investment is None or line.share:
            continue
        told = givers[project.evidence.report, project.evidence.paragraph, project.investment]
        if giver := next((one for one in told if one.known != line.known and _rest_on_same_words(one.project, project)), None):
            found[at] = replace(line, share="joint")
            if purse(line.known) != purse(giver.known):
                joined[purse(line.known)] = purse(giver.known)
        told.append(line)
    summed = (line.project.investment is not None and line.share != "group" for line in found)
    return tuple(replace(line, purse=purse(line.known)) if paid else line for line, paid in zip(found, summed, strict=True))


def _with_group_marked(line: ListedProject) -> ListedProject:
    """A line → the same, marked where its amount is said of more projects than its sentence names, or of a kind of them."""
    more = line.project.investment is not None and (_MORE.search(line.project.evidence.words) or _KIND.fullmatch(line.project.name))
    return replace(line, share="group") if more else line


def _rest_on_same_words(one: Project, other: Project) -> bool:
    """Whether what two projects stand on is partly the same words: 总投资3亿元的东湖水厂、西湖水厂 for both."""
    a, b = _span_of(one.evidence), _span_of(other.evidence)
    return a[0] < b[1] and b[0] < a[1]


def _span_of(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end


def _groups_of_provinces(places: tuple[PlaceProjects, ...]) -> tuple[ProjectGroup, ...]:
    """Lists by place → a tally for each province: the sum of its places', whose projects are different ones."""
    groups: dict[str, list[ListedProject]] = defaultdict(list)
    names: dict[str, str] = {}
    for place in places:
        code = f"{place.place.code[:2]}0000"
        groups[code] += place.lines
        names[code] = place.lines[0].dossier.province or place.name
    return tuple(_group_of_lines(code, names[code], groups[code]) for code in sorted(groups))
