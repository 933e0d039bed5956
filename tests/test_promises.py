"""What the product says about itself: no “not yet” that stays when it has come, no count typed by hand of what is counted.

A line that matches is either mended, so that it follows from the data, or named in KEPT with the reason why it can not grow false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# matches “网站还没有站内搜索”, “always an empty list for now”; must not match “没有读出”, “nowhere”
LATER = re.compile(
    r"还没有|还没做|尚未|尚无|目前没有|目前只|目前随|暂不|暂无|暂时|(?:以后|将来|今后|日后)(?:会|再|将)|敬请期待|开发中"
    r"|\b(?:for now|not yet|always an empty|coming soon|to come|will be (?:added|supported)|at the moment|currently|so far|TODO|FIXME)\b",
    re.IGNORECASE,
)
# matches “十二个主题”, “三十个专题”, “12 topics”; must not match “一个主题”, “二至四个地方”, “two to four places”, “{{ topics|length }}个主题”
COUNT = re.compile(
    r"(?<![一二三四五六七八九十百千0-9至])(?:[三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?|[0-9]{1,5})\s?"
    r"(?:个|份|篇|套|项)(?:专题|主题|指标|地方|地区|省份|报告|简报|专报|栏目|政府工作报告)"
    r"|(?<!to )\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,5}) (?:topics|reports|places|provinces|indicators|bulletins)\b",
    re.IGNORECASE,
)
KEPT = {
    ("README.md", "five places"): "of the reports that are shipped; held below",
    ("README.md", "twelve provinces"): "the same",
    ("README.zh-CN.md", "五个地方"): "the same",
    ("docs/editors-guide.md", "五个地方"): "what the option --least 5 of the same line means",
    **{("docs/accuracy.md", size): "of a sample that was counted once, by eye" for size in
       ("nine reports", "ten reports", "twelve reports", "four provinces", "six provinces", "29 provinces")},
    ("docs/search.md", "975 reports"): "a corpus that was measured, not the site",
    ("templates/markdown/overview.md.j2", "还没有"): "printed only where there is no report",
    ("templates/markdown/methods-accuracy.md.j2", "还没有"): "printed only where no report is labelled",
}


def said() -> Iterator[tuple[str, str]]:
    """→ each file that speaks to readers and editors, and its text."""
    named = [*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "content").glob("*.*"), *(ROOT / "content" / "bulletins").glob("*")]
    named += [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".j2", ".js", ".md", ".yaml")]
    yield from ((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(named) if path.is_file())


def promises(text: str) -> list[str]:
    return [found[0] for pattern in (LATER, COUNT) for found in pattern.finditer(text)]


def test_nothing_promises_what_may_have_come_nor_counts_by_hand():
    found = {(name, words) for name, text in said() for words in promises(text)}
    assert found - KEPT.keys() == set()
    assert KEPT.keys() - found == set()  # what is no longer said needs no reason


@pytest.mark.parametrize(
    "text",
    [
        "* 网站还没有站内搜索。", "## 十二个主题", "named projects; always an empty list for now", "图表暂不提供下载", "以后会支持扫描件",
        "本站有13个专题", "collects 30 provinces", "三十份报告",
    ],
)  # fmt: skip
def test_such_sentences_are_found(text):
    assert promises(text)


@pytest.mark.parametrize(
    "text",
    ["每一段只归入一个主题", "任选二至四个地方并排", "本站有{{ topics|length }}个主题", "没有列出不等于没有侧重", "打开一份报告", "{{ places|length }}个地方", "以后的年报数也会有出入"],
)
def test_other_sentences_are_left_alone(text):
    assert not promises(text)


def test_the_shipped_reports_are_as_the_readme_says():
    reports = list((ROOT / "content" / "reports").rglob("*.md"))
    places = {path.parent.name for path in reports}
    provinces = {code for code in places if code.endswith("0000")}
    assert len(places - provinces) == 5 and {code[:2] for code in places - provinces} == {"13", "14"}  # Hebei, Shanxi
    assert len(provinces) == 12
    assert all({"2025.md", "2026.md"} == {path.name for path in reports if path.parent.name == code} for code in provinces)
    assert all("\nrewritten: true\n" in path.read_text(encoding="utf-8") for path in reports)  # abridgements of our own writing


def test_what_the_product_has_is_not_said_to_lack():
    texts = dict(said())
    assert "站内搜索" not in texts["docs/methods.md"] and (ROOT / "templates" / "html" / "search.html.j2").is_file()
    row = next(line for line in texts["docs/record.md"].splitlines() if line.startswith("| `projects` |"))
    assert "empty" not in row
    assert "data_date" not in texts["content/site.yaml"]  # the newest report's day is not typed by hand


def test_front_matter_of_the_guide_reads():
    """The example that editors copy from holds, with each of its keys."""
    from digest.content.schema import read_yaml
    from digest.model.front_matter import FrontMatter

    block = dict(said())["docs/editors-guide.md"].split("```yaml\n---\n")[1].split("---\n")[0]
    front, problems = read_yaml(block, "guide", FrontMatter)
    assert problems == () and front and front.rewritten and front.sure == ("speaker",)
