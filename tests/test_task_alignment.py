"""Tasks → the subjects they are about, the same tasks of other places, and of the year before: cases by hand, and the labels of same_tasks.md."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest

from digest.audit.allowed_numbers import names
from digest.compare.comparisons import compare
from digest.compare.task_alignment import task_groups
from digest.compare.task_years import changed, partners
from digest.extract.main_tasks import find_tasks
from digest.extract.section_tree import find_sections
from digest.extract.task_subjects import find_subjects
from digest.model.aligned_tasks import PlacedTask, TaskList, Tasks
from digest.model.section_model import About
from digest.pipeline import understand
from digest.read.any import read_source
from digest.render import routes
from tests.conftest import Built
from tests.reading import ROOT, SHARED, catalogue, source
from tests.samples import CATALOGUE

HEAD = "侯马市2024年政府工作报告\n\n——2024年1月15日在侯马市第十届人民代表大会第四次会议上\n\n各位代表：\n\n一、2023年工作回顾\n\n过去一年，面对困难和挑战，全市上下团结一心、克难奋进，各项工作取得新的进展，全年目标任务较好完成，经济社会发展稳中有进。\n\n各位代表，成绩来之不易，这是大家共同努力的结果。同时也要看到，发展中还有不少困难和问题，我们将采取措施认真解决。\n\n二、2024年重点工作\n\n今年是承前启后的一年，做好政府工作意义重大。总的要求是稳中求进、实干争先，努力完成全年的目标任务。重点抓好以下工作：\n\n"

ECOLOGY = "整治扬尘和散煤。河长制落到每条河。造林一万亩。"
SAFETY = "整治燃气安全隐患。办好信访积案。防汛物资备足。"
SCHOOLS = "新建学校两所。养老服务进社区。医院新楼投用。"
WORKS = "工业园区扩建。培育专精特新企业。制造业技改提速。"

# tasks as （title, text）, and the subjects of each with why
ABOUT = [
    ("title and text name it", [("改善生态环境", ECOLOGY), ("增进民生福祉", SCHOOLS), ("守牢安全底线", SAFETY)],
     [["ecology both"], ["livelihoods both"], ["safety both"]]),
    ("a text that its title does not name", [("久久为功添底色", ECOLOGY), ("增进民生福祉", SCHOOLS), ("守牢安全底线", SAFETY)],
     [["ecology text"], ["livelihoods both"], ["safety both"]]),
    ("what another title names is not this text's", [("做强制造业", WORKS + ECOLOGY), ("改善生态环境", ECOLOGY), ("守牢安全底线", SAFETY)],
     [["industry both"], ["ecology both"], ["safety both"]]),
    ("unless its text says nothing else", [("久久为功添底色", ECOLOGY), ("改善生态环境", ECOLOGY), ("守牢安全底线", SAFETY)],
     [["ecology text"], ["ecology both"], ["safety both"]]),
    ("what it says most of beside that", [("巩固向好势头", "景区提档升级。出口再上台阶。中欧班列加开。口岸通关提速。"), ("扩大高水平开放", "外贸稳中有进。口岸扩容。保税区封关。"), ("守牢安全底线", SAFETY)],
     [["tourism text"], ["opening both"], ["safety both"]]),
    ("a title is not believed against its text", [("聚焦旅发大会促产业升级", "景区提档升级。民宿再建百家。游客中心开放。"), ("守牢安全底线", SAFETY), ("增进民生福祉", SCHOOLS)],
     [["tourism both"], ["safety both"], ["livelihoods both"]]),
    ("a title alone, where nothing else is known", [("推进乡村振兴", "今年再上一层楼。大家一起干。"), ("守牢安全底线", SAFETY), ("增进民生福祉", SCHOOLS)],
     [["rural title"], ["safety both"], ["livelihoods both"]]),
    ("two things in one title", [("生态和安全一起抓", ECOLOGY + SAFETY), ("增进民生福祉", SCHOOLS), ("做强制造业", WORKS)],
     [["ecology both", "safety both"], ["livelihoods both"], ["industry both"]]),
]  # fmt: skip


def report_of(tasks):
    numbers = "一二三四五六七八九十"
    body = "".join(f"（{numbers[at]}）{title}\n\n{text}\n\n" for at, (title, text) in enumerate(tasks))
    return understand(source(HEAD + body + "各位代表，让我们一起努力！\n"), catalogue())[0]


def told(report):
    """A report → of each of its tasks the title and the subjects with why."""
    sections = find_sections(report)
    tasks = find_tasks(report, sections, catalogue())
    abouts = {one.section: one.abouts for one in find_subjects(report, sections, tasks, catalogue())}
    return [(task.title, abouts[task.section]) for task in tasks]


@pytest.mark.parametrize(("tasks", "expected"), [case[1:] for case in ABOUT], ids=[case[0] for case in ABOUT])
def test_what_a_task_is_about(tasks, expected):
    found = told(report_of(tasks))
    assert [title for title, _ in found] == [title for title, _ in tasks]
    assert [sorted(f"{about.subject} {about.confidence}" for about in abouts) for _, abouts in found] == expected


@pytest.mark.parametrize(("safety", "expected"), [(SAFETY, ["livelihoods both", "safety part"]), ("查隐患。", ["livelihoods both"])])
def test_a_large_head_below_a_task_counts_and_a_small_one_does_not(safety, expected):
    body = "一是办好教育医疗。" + SCHOOLS + "托育扩容。低保提标。\n\n二是维护社会稳定。" + safety + "大家放心。"
    found = told(report_of([("办好群众的事", body), ("做强制造业", WORKS), ("改善生态环境", ECOLOGY)]))
    assert sorted(f"{about.subject} {about.confidence}" for about in found[0][1]) == expected


@pytest.mark.parametrize(("times", "expected"), [(2, ["livelihoods both", "safety part"]), (3, ["livelihoods both"])])
def test_a_head_counts_from_a_quarter_of_the_text_on(times, expected):
    body = f"一是办好教育医疗。{SCHOOLS * times}\n\n二是维护社会稳定。{SAFETY}"
    found = told(report_of([("办好群众的事", body), ("做强制造业", WORKS), ("改善生态环境", ECOLOGY)]))
    assert sorted(f"{about.subject} {about.confidence}" for about in found[0][1]) == expected


@pytest.mark.parametrize(("title", "expected"), [("推进社会各项事业", ["livelihoods both"]), ("抓好十项民心工程", ["livelihoods both"]), ("推进各项建设", ["livelihoods text"])])
def test_services_are_named_in_many_words(title, expected):
    found = told(report_of([(title, SCHOOLS), ("做强制造业", WORKS), ("改善生态环境", ECOLOGY)]))
    assert [f"{about.subject} {about.confidence}" for about in found[0][1]] == expected


# ── Two years of a place ──


def task(order, title, *abouts):
    made = tuple(About(subject, "both", percent) for subject, percent in abouts)
    return PlacedTask(None, "", f"s{order}", f"s{order}", order, 9, title, "", 100, made)


YEARS = [
    ("as it was", [("抓产业", "industry"), ("惠民生", "livelihoods")], [("抓产业", "industry"), ("惠民生", "livelihoods")], ["same 1←1", "same 2←2"]),
    ("renamed", [("强工业", "industry")], [("抓产业", "industry")], ["same 1←1 renamed"]),
    ("marks do not rename", [("抓产业，强工业", "industry")], [("抓产业、强工业", "industry")], ["same 1←1"]),
    ("changed places", [("惠民生", "livelihoods"), ("抓产业", "industry")], [("抓产业", "industry"), ("惠民生", "livelihoods")], ["up 1←2", "down 2←1"]),
    ("a new one before moves nothing", [("扩内需", "consumption"), ("抓产业", "industry"), ("惠民生", "livelihoods")],
     [("抓产业", "industry"), ("惠民生", "livelihoods")], ["new 1", "same 2←1", "same 3←2"]),
    ("gone", [("抓产业", "industry")], [("抓产业", "industry"), ("促脱贫", "poverty")], ["same 1←1", "gone ←2"]),
    ("joined", [("抓产业兴开放", "industry", "opening")], [("抓产业", "industry"), ("兴开放", "opening")], ["same 1←1 renamed", "joined 1←2"]),
    ("split", [("抓产业", "industry"), ("兴开放", "opening")], [("抓产业兴开放", "industry", "opening")], ["same 1←1 renamed", "split 2←1"]),
    ("equal titles go together", [("勇争先", ""), ("抓产业", "industry")], [("抓产业", "industry"), ("勇争先", "")], ["up 1←2", "down 2←1"]),
]  # fmt: skip


@pytest.mark.parametrize(("now", "before", "expected"), [case[1:] for case in YEARS], ids=[case[0] for case in YEARS])
def test_two_years(now, before, expected):
    lists = [[task(n, title, *((s, 60) for s in subjects if s)) for n, (title, *subjects) in enumerate(year, 1)] for year in (now, before)]
    said = []
    for one in changed(*lists):
        arrow = f"←{one.before.order}" if one.before else ""
        said.append(f"{one.change} {one.now.order if one.now else ''}{arrow}{' renamed' if one.renamed else ''}")
    assert said == expected


# ── Groups of all places ──


def test_what_no_subject_names_is_grouped_by_the_rarest_word_that_titles_share():
    tasks = [task(1, "做强航天品牌"), task(2, "建好航天小镇"), task(3, "办好亚运会筹备"), task(4, "抓产业", ("industry", 60))]
    groups = task_groups(tasks, catalogue())
    assert [(group.id, group.name, [one.order for one in group.tasks]) for group in groups] == [
        ("industry", "产业", [4]), ("own-1", "航天", [1, 2]), ("own-2", "办好亚运会筹备", [3])]  # fmt: skip


def test_the_same_tasks_in_another_order_make_the_same_groups():
    tasks = [task(n, f"第{n}项", ("industry", 60)) for n in range(1, 4)] + [task(4, "做强航天品牌"), task(5, "建好航天小镇")]
    there, back = ({frozenset(one.order for one in group.tasks) for group in task_groups(some, catalogue())} for some in (tasks, tasks[::-1]))
    assert there == back == {frozenset({1, 2, 3}), frozenset({4, 5})}


# ── The labels ──

FILES = {
    "beijing-2026": "provinces-2026/北京市.txt", "guangdong-2026": "provinces-2026/广东省.txt", "henan-2026": "provinces-2026/河南省.txt",
    "guizhou-2026": "provinces-2026/贵州省.txt", "shanxi-2026": "provinces-2026/山西省.txt",
    "houma-2024": "seeds/001_*.txt", "chengqu-2023": "seeds/002_*.txt", "dingxing-2020": "counties/071_*.txt", "laiyuan-2025": "counties/116_*.txt",
    "tangxian-2020": "counties/085_*.txt", "qingyuan-2024": "counties/029_*.txt", "qingyuan-2025": "counties/030_*.txt",
    "gaotang-2022": "counties/087_*.txt", "gaotang-2023": "counties/088_*.txt",
}  # fmt: skip
# matches | provinces | henan-2026 | 1 | 融入统一大市场 | 统一市场 |      not | group | report | no | title | subjects |
ROW = re.compile(r"^\| (\w+) \| ([a-z]+-[0-9]{4}) \| ([0-9]+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def labels():
    """same_tasks.md → group → report → the subjects of its tasks by their number."""
    found = defaultdict(lambda: defaultdict(dict))
    for group, report, number, title, subjects in ROW.findall((ROOT / "tests" / "cases" / "same_tasks.md").read_text(encoding="utf-8")):
        assert len(title) < 20
        found[group][report][int(number)] = set(subjects.split())
    return found


def pairs(reports):
    """Reports with the subjects of their tasks → which tasks of any two are the same."""
    return {(a, i, b, j) for a, b in combinations(sorted(reports), 2) for i, x in reports[a].items() for j, y in reports[b].items() if x & y}


@pytest.fixture(scope="module")
def read():
    """Every labelled report → its tasks as they are read."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("the real reports are not on this machine")
    found = {}
    for report, file in FILES.items():
        path = next((SHARED / "reports").glob(file))
        text, _ = read_source(file, path.read_bytes())
        found[report] = told(understand(text, catalogue())[0])
    return found


@pytest.mark.parametrize(("group", "least"), [("provinces", 0.9), ("counties", 0.9), ("qingyuan", 0.92), ("gaotang", 0.92)])
def test_tasks_of_labelled_reports_are_aligned(read, group, least):
    wanted = labels()[group]
    found = {report: {n: {about.subject for about in abouts} for n, (_, abouts) in enumerate(read[report], 1) if n in wanted[report]} for report in wanted}
    assert {report: len(tasks) for report, tasks in found.items()} == {report: len(tasks) for report, tasks in wanted.items()}
    gold, got = pairs(wanted), pairs(found)
    assert 2 * len(gold & got) / (len(gold) + len(got)) >= least, (sorted(got - gold), sorted(gold - got))


@pytest.mark.parametrize("place", ["qingyuan", "gaotang"])
def test_each_task_of_a_place_goes_on_with_that_of_the_year_before(read, place):
    before, now = sorted(labels()[place])
    lists = [[PlacedTask(None, "", str(n), "", n, 0, title, "", 0, abouts) for n, (title, abouts) in enumerate(read[year], 1)] for year in (now, before)]
    found = {(now, i + 1, before, j + 1) for i, j in partners(*lists).items()}
    gold = {(a, i, b, j) for b, j, a, i in pairs(labels()[place])}
    got = {(a, i, b, j) for a, i, b, j in found if i in labels()[place][now] and j in labels()[place][before]}
    assert 2 * len(gold & got) / (len(gold) + len(got)) >= 0.92, (sorted(got - gold), sorted(gold - got))


# ── What is published ──


def test_the_page_shows_each_task_at_its_place(built: Built):
    page = (built.site / "tasks" / "index.html").read_text(encoding="utf-8")
    row = next(row for row in page.split("<tr>") if 'places/141081.html"' in row and 'class="right"' in row)
    numbers = [int(number) for number in re.findall(r'<a href="\.\./reports/141081-2024[^"]*#[sp][0-9.]+">([0-9]+)</a>', row)]
    assert {1, 2, 3, 8, 9} <= set(numbers) <= set(range(1, 11))
    assert "放在第一项的是什么" in page and "每件事排在第几项" in page


def test_every_lead_topic_opens_with_how_each_place_frames_it(built: Built):
    for topic in ("ecology", "livelihoods", "projects"):
        text = (built.site / routes.full_digest(topic)).read_text(encoding="utf-8")
        framing = text.split("## 各地怎么摆这一节")[1].split("\n## ")[0]
        assert framing.count("\n| [") == 5, topic
        assert text.index("## 各地怎么摆这一节") < text.index("## 要点")


def test_an_incomplete_text_is_not_said_to_lack_a_section(built: Built):
    text = (built.site / routes.full_digest("projects")).read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| [运城市]") and "文本" in line)
    assert "手头的文本不完整，所见的任务里没有" in row and "没有专节" not in row


def test_two_years_of_a_place_stand_side_by_side(built: Built):
    text = (built.site / "places" / "130608.md").read_text(encoding="utf-8")
    rows = text.split("## 主要任务")[1].split("\n## ")[0]
    assert "\n| 前移，改题 | 第2项" in rows and "\n| 后移 | 第5项" in rows
    assert rows.count("\n| ") == 7 + 2


def test_a_number_in_a_title_may_stand_where_it_leads_to_the_title():
    one = replace(compare((), CATALOGUE), tasks=Tasks((TaskList(None, (task(1, "建设“2+3”产业体系"),)),)))
    assert names(one) == {routes.paragraph("", "s1"): frozenset({"建设“2+3”产业体系", "1"})}
