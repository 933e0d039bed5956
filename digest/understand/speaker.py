"""Title block, captions and lead → the speaker's office and name, however they are set: 县长（代）李某, 代县长 李某, 报告人：…, a line for all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.understand import heading_marks
from digest.understand.views import View

_OFFICE = heading_marks.OFFICE_HELD
_PERSON = heading_marks.PERSON
_DAY = r"[（(，,]?(?:[0-9]{4}|[〇○零一二][〇○零一二三四五六七八九]{3})年.{1,3}月.{1,3}日"
LONGEST_LINE = 110  # characters of a line that says who speaks
# The speaker at a line's end; 市长办公会议 is told by what would be the name
# matches 某市人民政府市长某某某 · 某县县长（代）李某某 · 县长李某某（2024年3月12日） · 会议上某县人民政府县长李某某      not 市长 · 某市人民政府
AT_END = re.compile(rf"(?P<office>{_OFFICE})(?:[：:，]|同志){{0,2}}(?P<name>{_PERSON})(?:{_DAY})?[）)]?$")
# The name before the office, which stands in brackets
# wholly: 李某某（某县人民政府县长）      not 县长（代）李某某
BEFORE_OFFICE = re.compile(rf"(?:报告人[：:])?(?P<name>{_PERSON})[（(][^（(0-9]{{0,24}}?(?P<office>{_OFFICE})[）)]")
# A caption without an office
# wholly: 报告人：李某某      not 报告人：县长李某某
NAMED_ONLY = re.compile(rf"(?:报告人|报告者|作报告人?|主讲人|发言人)[：:](?P<name>(?![^：:]{{0,24}}(?:{heading_marks.OFFICES})){_PERSON})(?:{_DAY})?[）)]?")
# The speaker in a newspaper's lead
# matches 某区区长某某某代表某区人民政府      not 区长办公会议
IN_LEAD = re.compile(rf"(?P<office>{_OFFICE})(?P<name>[\u4e00-\u9fff·•・]{{2,16}}?)(?:同志)?(?:代表|向大会|作(?:了)?《?(?:政府)?工作报告)")
# The speaker inside the occasion
# matches 市长某某在某市第三届 · 3月12日某某市长在某市第三届      not 市长在场
IN_OCCASION = re.compile(
    rf"(?P<office>{_OFFICE})(?P<name>[\u4e00-\u9fff·•・]{{2,16}}?)(?:同志)?(?:[0-9年月日]{{4,12}})?在|日(?P<name2>[\u4e00-\u9fff]{{2,4}}?)(?P<office2>{_OFFICE})在"
)
# The name below the office
# matches "某市人民政府市长\n张三丰\n"      not 张三丰
BELOW_OFFICE = re.compile(rf"(?P<office>{_OFFICE})\n(?P<name>{_PERSON})(?:\n|$)")
# What no name holds
# matches 办公会议 · 工作报告 · 热线      not 张三丰 · 嘎玛泽登
NO_NAME = re.compile(r"会议|报告|政府|代表|工作|办公|大会|主持|热线|信箱|[省市县区]长|^[在和与的及]")


def speaker_of(view: View) -> tuple[str, str]:
    """The texts around a report → the speaker's office and name, the name without spaces; ("", "") where nobody is named.

    昌黎县人民政府县长（代）　李 某 某 → 代县长, 李某某; a line that has an office goes before one that has a name alone
    """
    said = list(_candidates(view))
    office, name = next((found for found in said if found[0]), next(iter(said), ("", "")))
    return _plain_office(office), name.removesuffix("同志").replace("•", "·").replace("・", "·")


def _candidates(view: View) -> Iterator[tuple[str, str]]:
    """What may be office and name, the most trustworthy first."""
    lines = [line for line in view.masthead.split("\n") if line]
    for line in lines:
        if len(line) <= LONGEST_LINE:
            found = BEFORE_OFFICE.fullmatch(line) or AT_END.search(line)
            if found and _can_be_name(found["name"]):
                yield found["office"], found["name"]
    if (found := BELOW_OFFICE.search(view.masthead)) and _can_be_name(found["name"]):
        yield found["office"], found["name"]
    for text in (view.masthead, *view.captions):
        if (found := IN_OCCASION.search(text)) and _can_be_name(found["name"] or found["name2"]):
            yield found["office"] or found["office2"], found["name"] or found["name2"]
    for line in (*lines, *view.captions, *view.heads):
        if (found := IN_LEAD.search(line)) and _can_be_name(found["name"]):
            yield found["office"], found["name"]
    for line in lines:
        if found := NAMED_ONLY.fullmatch(line):
            yield "", found["name"]


def _can_be_name(name: str) -> bool:
    return not NO_NAME.search(name)


def _plain_office(office: str) -> str:
    """县长（代） and 县长（代理） → 代县长, 代理县长"""
    base, mark, acting = office.replace("(", "（").partition("（")
    return acting.rstrip("）)") + base if mark else office
