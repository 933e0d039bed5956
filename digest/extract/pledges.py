"""Report → the items of its lists of 民生实事, and a warning where fewer or more are found than announced, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.extract.pledge_announcements import Announcement, Node, announcements, nodes_of
from digest.extract.pledge_items import Item, items_of
from digest.model.citation import cite
from digest.model.problem import N_, WARNING, Problem
from digest.model.report import Pledge, Report

# matches 3所 · １2      not 三所
_NUMBER = re.compile("[0-9０-９]")
# matches 建学校，改医院      not 建学校
_PARTS = re.compile("[，、；。]")


def find_pledges(report: Report) -> tuple[tuple[Pledge, ...], tuple[Problem, ...]]:
    """Report → its pledges in order, and a warning where their number is not the announced one. Lists of what was done last year do not count.

    Of two lists of as many pledges, ten bare titles in the plan and ten with their numbers in an annex, the one with more amounts is taken.

    今年将办好2件民生实事：①新建公园。②改造道路。 → 1 新建公园。 · 2 改造道路。
    """
    nodes = nodes_of(report)
    told = list(announcements(nodes, report.meta))
    said = [one for one in told if _is_of_this_year(nodes, one, told, report.meta.year)]
    lists = [found for one in said if (found := _list_of(report.id, nodes, one)) and not _are_tasks(one, found[0])]
    if lists:
        first = lists[0]
        pledges, announcement, size = max((one for one in lists if one[2] == first[2]), key=lambda one: sum(map(_has_amount, one[0])))
        return pledges, _miscounted(report, nodes, announcement, size, pledges)
    missing = next((one for one in said if one.count is not None and nodes[one.at].part != "glossary"), None)
    whole = report.meta.completeness not in ("excerpt", "abridged")  # an abridgement gives the number alone, and that is no mistake
    return (), _miscounted(report, nodes, missing) if missing and whole else ()


def _list_of(report: str, nodes: Sequence[Node], said: Announcement) -> tuple[tuple[Pledge, ...], Announcement, int] | None:
    """An announcement → its pledges, itself and how many items its list has; None where that is no list."""
    items = items_of(nodes, said)
    pledges = tuple(_pledge_of_item(report, nodes, item) for item in items if item.stretches)
    return (pledges, said, len(items)) if len(pledges) > 1 else None


def _are_tasks(said: Announcement, pledges: Sequence[Pledge]) -> bool:
    """Whether eight paragraphs under “45件民生实事” are the tasks of a chapter, and not its groups: groups hold about as many amounts as pledges.

    So are 一是…二是… behind the bare word 民生实事 where most of them name no amount.
    """
    if said.count is None:
        return said.named and sum(map(_has_amount, pledges)) * 2 < len(pledges)
    prose = 2 * len(pledges) <= said.count <= _parts_of(pledges)
    return prose and _amounts_in(pledges) * 2 < said.count


def _is_of_this_year(nodes: Sequence[Node], said: Announcement, others: Sequence[Announcement], year: int | None) -> bool:
    """Whether an entry of the glossary that explains N件民生实事 is about this year's: it names the year, or the plan announces as many."""
    node = nodes[said.at]
    if node.part != "glossary" or f"{year}年" in node.text[: said.start]:
        return True
    return any(nodes[other.at].part != "glossary" and other.count == said.count for other in others)


def _pledge_of_item(report: str, nodes: Sequence[Node], item: Item) -> Pledge:
    """An item → the pledge with its evidence: 社区食堂工程 / 建设社区食堂6个。 → 社区食堂工程：建设社区食堂6个。"""
    evidence = []
    for at, start, end in item.stretches:
        paragraph = nodes[at].paragraph
        assert paragraph is not None
        text = paragraph.text[start:end]
        evidence.append(cite(report, paragraph, start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())))
    said = "".join(one.quote for one in evidence)
    parted = "：" if item.title and item.title[-1] not in "。；！？：，、" else ""
    return Pledge(item.no, evidence[0], item.title + parted + said, tuple(evidence[1:]))


def _miscounted(report: Report, nodes: Sequence[Node], said: Announcement, found: int = 0, pledges: Sequence[Pledge] = ()) -> tuple[Problem, ...]:
    """A warning where the numbers differ; 40件 in eight groups is no mistake where the groups have as many parts."""
    twice = N_("compare the list with the original; a number may be missing or two items may stand in one line")
    annex = N_("where the original has a list, in an annex for instance, put it into the file; else nothing is to be done")
    if said.count is None or said.count == found or (said.count >= 2 * found > 0 and _parts_of(pledges) >= said.count):
        return ()
    node = nodes[said.at]
    return (
        Problem(
            report.source.path, node.line, "pledges.count", N_("{announced} pledges are announced, {found} are found"),
            twice if found else annex,
            (("announced", str(said.count)), ("found", str(found))), node.text[max(0, said.start - 10) :][:40], WARNING,
        ),
    )


def _has_amount(pledge: Pledge) -> bool:
    return bool(_NUMBER.search(pledge.text))


def _amounts_in(pledges: Sequence[Pledge]) -> int:
    return sum(bool(_NUMBER.search(part)) for pledge in pledges for part in _PARTS.split(pledge.text))


def _parts_of(pledges: Sequence[Pledge]) -> int:
    """Pledges → how many parts of sentences they have: 新建幼儿园3所，改造2所。 → 2"""
    return sum(len([part for part in _PARTS.split(pledge.text) if part]) for pledge in pledges)
