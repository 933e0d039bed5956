"""Report → how many pledges (民生实事) it announces for its year: their number, in how many groups, and the money, whether or not it lists them.

今年安排资金148亿元，办好12类45件民生实事 → 45, in 12 groups, 148亿元. What is done for a group of people, for firms, or a programme of the
province that a county only carries on (完成省定20项) announces nothing, nor does a glossary that explains somebody's 20项民心工程.
"""

from __future__ import annotations

import re
from decimal import Decimal

from digest.chinese.numerals import number
from digest.extract.pledge_announcements import NUMERAL, Announcement, Node, announcements, nodes_of
from digest.extract.pledge_items import items_of
from digest.model.citation import cite
from digest.model.commitment import AnnouncedPledges
from digest.model.report import Evidence, Report

# matches 12类45件 · 十大类55项      not 12类
_GROUPS = re.compile(rf"(?P<count>{NUMERAL})(?:大类|大?方面|类)(?=[^，。；]{{0,2}}[0-9])")
# matches 投入125亿元 · 资金835亿元      not 125亿元的项目
_MONEY = re.compile(r"(?:资金|投入|投资|安排|筹[集措])[^，。；0-9]{0,6}(?P<amount>[0-9]{1,6}(?:\.[0-9]{1,4})?)亿元")
# Where the list itself begins
# matches ：①新建 · 。      not ，其中
_CLOSE = re.compile(r"[：:。①]")
BEFORE = 30  # characters before a number in which money may stand


def announced_pledges(report: Report) -> AnnouncedPledges | None:
    """A report → what it announces, None where it announces no number. Of several announcements the one whose list stands in it, else the first."""
    nodes = nodes_of(report)
    told = [one for one in announcements(nodes, report.meta) if one.count and nodes[one.at].part != "glossary"]
    if not told:
        return None
    best = next((one for one in told if len(items_of(nodes, one)) > 1), told[0])
    text, at = nodes[best.at].text, best.start
    begin = max(text.rfind(mark, 0, at) for mark in "。；！") + 1
    groups = _GROUPS.search(text, max(begin, at - 8), best.end)
    close = _CLOSE.search(text, best.end)
    money = _MONEY.search(text, max(begin, at - BEFORE), min(close.start() if close else len(text), best.end + BEFORE))
    count = number(groups["count"]) if groups else None
    return AnnouncedPledges(best.count or 0, int(count or 0), Decimal(money["amount"]) if money else None, _where(report, nodes, told, best))


def _where(report: Report, nodes: list[Node], told: list[Announcement], best: Announcement) -> Evidence | None:
    """The words of an announcement in a paragraph; None where only a heading announces."""
    for one in (best, *told):
        paragraph = nodes[one.at].paragraph
        if paragraph is not None and one.count == best.count:
            start = max(paragraph.text.rfind(mark, 0, one.start) for mark in "。；！，：") + 1
            return cite(report.id, paragraph, start, one.end)
    return None
