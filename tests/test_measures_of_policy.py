"""Measures of policy: found by their names, told with amount and date, laid side by side; and what editors may not write."""

import csv
from dataclasses import replace
from hashlib import sha256

import pytest

from digest.compare.dossiers import join
from digest.compare.policy_matrix import policy_matrix, spoken_policies
from digest.content.catalogue_files import load_catalogue
from digest.content.policy_checks import check_policies
from digest.content.schema import read_yaml_and_lines
from digest.extract.policy_mentions import find_policies
from digest.extract.policy_names import named_policies, names_of_policies
from digest.model.catalogue import Catalogue, Indicator, Lexicon, Policy, Topic
from digest.model.report import Evidence, Record, Term
from digest.pipeline import understand
from digest.read.any import read_source
from tests import samples
from tests.conftest import REAL, ROOT
from tests.tables import each

POLICIES = (
    Policy("chiefs", "河湖长制", "ecology", ("河长", "湖长", "河湖长"), never=("黄河长",)),
    Policy("sewers", "雨污分流", "ecology", ("雨污分流",)),
    Policy("sewage", "农村生活污水治理", "ecology", ("农村…污水",)),
    Policy("clinics", "村卫生室六统一", "ecology", ("六统一",), needs=("卫生室",)),
    Policy("gas", "燃气安全", "ecology", ("燃气",), unless=("管网",)),
    Policy("parks", "口袋公园", "ecology", ("口袋公园",), units=("个",)),
    Policy("gep", "生态产品价值", "ecology", ("GEP",)),
)
CATALOGUE = Catalogue(samples.PLACES, samples.TOPICS, samples.INDICATORS, (Lexicon("policy-amounts", ("全覆盖",)),), policies=POLICIES)


def said(text: str, part: str = "plan") -> list[tuple[str, str, str, str]]:
    """A paragraph's text → each mention's measure, kind, amount and date."""
    found = find_policies(samples.record("141081", 2024, texts=((part, "ecology", text),)), CATALOGUE)
    return [(m.policy, m.kind, text[slice(*m.amount)], text[slice(*m.time)]) for m in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实河（湖）长制。", ["河（湖）长"]),
        ("落实“河长”制，推进雨污分流。", ["河长", "雨污分流"]),
        ("推动黄河长治久安。", []),
        ("黄河长治久安，河长巡河。", ["河长"]),
        ("治理农村生活污水。", ["农村生活污水"]),
        ("改善农村面貌，治理污水。", []),
        ("核算GEP。", ["GEP"]),
        ("GEPS公司。", []),
        ("成立GEP核算研究院。", []),
        ("GEP核算，由研究院承担。", ["GEP"]),
    ],
)
def test_a_name_is_found_with_marks_in_it_and_not_in_other_words(text, found):
    assert [text[one.start : one.end] for one in named_policies(names_of_policies(POLICIES), text)] == found


@each(
    ("text", "amount", "date"),
    [
        ("完成雨污分流20公里。", "20公里", ""),
        ("完成20公里雨污分流。", "20公里", ""),
        ("推进雨污分流，新增12公里。", "12公里", ""),
        ("推进雨污分流，新建学校12所。", "", ""),  # another subject
        ("推进雨污分流，确保两条河水清。", "", ""),
        ("推进雨污分流、新建学校12所。", "", ""),  # another item
        ("推进雨污分流、管网改造等12项工程。", "", ""),  # of all that is listed
        ("雨污分流、排水防涝分别完成12项、8项。", "12项", ""),
        ("推进雨污分流等12项工程。", "12项", ""),
        ("时速30公里的雨污分流巡检车上路。", "", ""),
        ("雨污分流连续6个季度全省领先。", "", ""),
        ("雨污分流入选全国9个试点城市之一。", "", ""),
        ("雨污分流试点城市达到9个。", "9个", ""),
        ("7个雨污分流案例获奖。", "", ""),
        ("用好国家两个雨污分流政策。", "", ""),
        ("争取国家两个雨污分流试点。", "两个", ""),
        ("9家雨污分流公司合并为2家。", "2家", ""),
        ("撤销雨污分流站点9个。", "", ""),
        ("实施百万户雨污分流行动。", "", ""),
        ("实施十户雨污分流。", "十户", ""),
        ("雨污分流惠及超百万户居民。", "超百万户", ""),
        ("雨污分流推进45个便民事项下沉。", "", ""),
        ("雨污分流新建各类泵房45座。", "", ""),
        ("雨污分流新建45座。", "45座", ""),
        ("雨污分流带动关联的企业技改投资45亿元。", "", ""),  # cannot be shown with what it is
        ("雨污分流带动投资45亿元。", "45亿元", ""),
        ("雨污分流和管护站60处。", "60处", ""),
        ("抓好雨污分流和门前三包两项重点工作。", "", ""),
        ("5家公司运营的3支雨污分流队伍。", "3支", ""),
        ("三级医院40%的雨污分流口。", "40%", ""),
        ("雨污分流开放40%的号源。", "", ""),
        ("推进雨污分流全覆盖。", "全覆盖", ""),
        ("雨污分流覆盖率由61%提高到83%以上。", "83%以上", ""),
        ("雨污分流覆盖率61%，学校12所。", "61%", ""),
        ("推进运河沿线3公里雨污分流。", "", ""),  # where, and not how much
        ("推进运河沿线雨污分流3公里。", "3公里", ""),
        ("推进一批雨污分流工程。", "", ""),
        ("落实《雨污分流十条措施》，推进雨污分流。", "", ""),
        ("上下一起推进雨污分流。", "", ""),
        ("连续三年推进雨污分流。", "", ""),
        ("投入2亿元，推进雨污分流。", "2亿元", ""),
        ("6月底前完成雨污分流。", "", "6月底前"),
        ("年内，完成雨污分流。", "", "年内"),
        ("推进雨污分流，10月底前完工。", "", "10月底前"),
        ("推进雨污分流，10月底前学校开学。", "", ""),  # the next clause has its own subject
        ("雨污分流项目，8月底前建成投用。", "", "8月底前"),
        ("改造2000年以前建成的雨污分流管。", "", ""),
        ("推进一月一主题雨污分流宣传。", "", ""),
        ("到2025年完成雨污分流。", "", "到2025年"),
        ("2024年推进雨污分流。", "", ""),  # the year that is spoken of
        ("今年推进雨污分流。", "", ""),
    ],
)
def test_amount_and_date_are_those_said_of_it(text, amount, date):
    assert said(text) == [("sewers", "target", amount, date)]


def test_a_number_goes_before_a_word_for_all():
    assert said("推进雨污分流全覆盖。完成雨污分流8公里。") == [("sewers", "target", "8公里", "")]


def test_needs_unless_and_units_decide_what_is_meant():
    assert said("推进医疗集团六统一。") == []
    assert said("村卫生室实现六统一。") == [("clinics", "target", "", "")]
    assert said("整治燃气安全。") == [("gas", "target", "", "")]
    assert said("改造燃气管网9公里。") == []
    assert said("建设口袋公园9个。") == [("parks", "target", "9个", "")]
    assert said("建设口袋公园9万平方米。") == [("parks", "target", "", "")]


def test_an_amount_of_two_measures_together_is_said_of_neither():
    assert {(measure, amount) for measure, _, amount, _ in said("雨污分流和口袋公园60个。")} == {("sewers", ""), ("parks", "")}
    assert {(measure, amount) for measure, _, amount, _ in said("“雨污分流”“口袋公园”60个。")} == {("sewers", ""), ("parks", "")}
    assert {(measure, amount) for measure, _, amount, _ in said("雨污分流口袋公园60个。")} == {("sewers", "60个"), ("parks", "60个")}
    assert {(measure, amount) for measure, _, amount, _ in said("雨污分流60处，口袋公园60个。")} == {("sewers", "60处"), ("parks", "60个")}


def test_a_clause_that_calls_the_roll_names_no_measure():
    assert said("审计、统计、外事、气象、GEP、地震等工作取得新进展。") == []
    assert said("审计、GEP工作取得新进展。") == [("gep", "target", "", "")]


def test_one_says_less_than_several_and_what_stands_beside_the_name_more():
    assert said("改建一个雨污分流中心。改造20个雨污分流站。")[0][2] == "20个"
    assert said("沿河20公里范围内整片开展雨污分流。新建雨污分流40公里。")[0][2] == "40公里"


def test_results_are_told_apart_from_plans_and_the_best_sentence_is_kept():
    texts = (("review", "ecology", "雨污分流有进展。完成雨污分流8公里。"), ("plan", "ecology", "实施雨污分流。"), ("glossary", "", "雨污分流：指分开。"))
    found = find_policies(samples.record("141081", 2024, texts=texts), CATALOGUE)
    assert [(m.kind, m.paragraph, texts[int(m.paragraph[1:]) - 1][2][m.start : m.end]) for m in found] == [
        ("actual", "p1", "完成雨污分流8公里。"),
        ("target", "p2", "实施雨污分流。"),
    ]


def test_the_matrix_counts_who_speaks_says_a_number_and_a_date():
    def placed(code: str, year: int, completeness: str, *texts: tuple[str, str, str]):
        one = samples.record(code, year, completeness=completeness, texts=texts)
        return replace(one, policies=find_policies(one, CATALOGUE))

    records = [
        placed("141081", 2024, "full", ("plan", "ecology", "6月底前完成雨污分流8公里。"), ("review", "ecology", "完成雨污分流3公里。")),
        placed("140802", 2024, "full", ("review", "ecology", "完成雨污分流5公里。"), ("plan", "ecology", "压实河长责任。")),
        placed("130608", 2024, "excerpt", ("plan", "ecology", "造林。")),
    ]
    matrix = policy_matrix(join(records, CATALOGUE), samples.TOPICS[0], CATALOGUE)
    assert [(row.policy.id, row.planned, row.quantified, row.dated, row.reviewed) for row in matrix.rows] == [("sewers", 1, 1, 1, 1), ("chiefs", 1, 0, 0, 0)]
    assert [[cell.dossier.place.code for cell in row.examples] for row in matrix.rows] == [["141081", "140802"], []]
    cells = {cell.dossier.place.code: cell for cell in matrix.rows[0].cells}
    assert [point.words for point in cells["141081"].told] == ["6月底前完成雨污分流8公里"]
    assert (cells["140802"].planned, [point.words for point in cells["140802"].told]) == ((), ["完成雨污分流5公里"])
    assert cells["130608"].absence == "节选未含"
    assert "河湖长制" not in [policy.name for policy in matrix.unsaid] and "口袋公园" in [policy.name for policy in matrix.unsaid]
    spoken = {d.place.code: spoken_policies(d, samples.TOPICS, CATALOGUE) for d in join(records, CATALOGUE)}
    (own,) = spoken["140802"]
    assert own.topic.id == "ecology" and [one.policy.id for one in own.exact] == ["sewers"] and [one.policy.id for one in own.others] == ["chiefs"]
    assert (own.total.planned, own.total.quantified, own.total.dated, own.total.reviewed) == (1, 0, 0, 1) and spoken["130608"] == ()
    totals = {t.dossier.place.code: (t.planned, t.quantified, t.dated, t.reviewed) for t in matrix.totals}
    assert totals == {"141081": (1, 1, 1, 0), "140802": (1, 0, 0, 1), "130608": (0, 0, 0, 0)}


def test_one_name_that_two_glossaries_explain_differently_is_told():
    def explaining(code: str, definition: str):
        term = Term("河长制", definition, Evidence(f"{code}-2024", "p1", 0, 3, "河长制"))
        one = samples.record(code, 2024, texts=(("plan", "ecology", "落实河长制。"),), terms=(term,))
        return replace(one, policies=find_policies(one, CATALOGUE))

    def told(*definitions: str) -> list[str]:
        records = [explaining(code, definition) for code, definition in zip(("141081", "140802"), definitions, strict=True)]
        (row,) = policy_matrix(join(records, CATALOGUE), samples.TOPICS[0], CATALOGUE).rows
        return [one.dossier.place.code for one in row.differing]

    assert sorted(told("由各级负责人担任并管理保护水域。", "每月评出先进班组，张榜公布成绩。")) == ["140802", "141081"]
    assert told("由各级负责人担任并管理保护水域。", "各级负责人担任，对水域的保护负责。") == []
    assert told("由各级负责人担任并管理保护水域。", "巡河的人。") == []  # too short to tell


WRONG = """\
- {id: a, name: 甲, topic: ecolgy, names: [河长]}
- {id: b, name: 乙, topic: ecology, names: [河长, 污]}
- {id: c, name: 丙, topic: ecology, names: [], indicators: [afforest]}
- {id: d, name: 丁, topic: ecology, names: [林长], never: [森林长, 黄河]}
"""


def test_all_mistakes_are_told_at_once_with_their_lines():
    value, problems, places = read_yaml_and_lines(WRONG, "measures.yaml", tuple[Policy, ...])
    assert problems == ()
    found = check_policies("measures.yaml", value, (Topic("ecology", "生态"),), (Indicator("afforestation", "造林", "亩", "ecology"),), places)
    assert [(p.line, p.code, dict(p.values).get("guess")) for p in found] == [
        (1, "content.no-topic", "ecology"),
        (2, "content.alias-twice", None),
        (2, "content.short-name", None),
        (3, "content.no-indicator", "afforestation"),
        (3, "content.no-names", None),
        (4, "content.never-without-name", None),
    ]


def test_the_shipped_measures_are_sound_and_cover_the_topics():
    catalogue, problems = load_catalogue(ROOT / "content")
    assert problems == ()
    count = {topic.id: sum(policy.topic == topic.id for policy in catalogue.policies) for topic in catalogue.topics}
    assert all(count[id] >= 25 for id in ("ecology", "livelihoods", "projects"))
    assert all(number >= 8 for id, number in count.items() if id != "overview")


def outcomes() -> dict[str, tuple[int, int, int]]:
    """Pairs that were labelled by hand against what is found in these files: of each verdict how many rightly found, wrongly found, missed."""
    catalogue, _ = load_catalogue(ROOT / "content")
    labels = list(csv.DictReader((ROOT / "tests" / "cases" / "measures.csv").read_text(encoding="utf-8").splitlines()))
    wanted = {row["file"] for row in labels}
    files = {sha256(path.read_bytes()).hexdigest()[:12]: path for path in sorted(REAL.rglob("*")) if path.suffix in (".txt", ".docx")}
    if not wanted <= set(files):
        pytest.skip("the labelled reports are not on this machine")
    found = {}
    for key in sorted(wanted):
        source, _ = read_source(files[key].as_posix(), files[key].read_bytes())
        report, _ = understand(source, catalogue)
        found[key] = find_policies(Record(report), catalogue)  # without facts and figures, which would take longest
    told = {}
    for verdict, holds in (("mentioned", lambda m: True), ("quantified", lambda m: m.quantified), ("dated", lambda m: m.dated)):
        pairs = [(row[verdict] == "1", any(m.policy == row["measure"] and holds(m) for m in found[row["file"]])) for row in labels]
        told[verdict] = tuple(pairs.count(pair) for pair in ((True, True), (False, True), (True, False)))
    return told


def test_labelled_pairs_of_real_reports_are_found():
    if not REAL.is_dir():
        pytest.skip("the real reports are not on this machine")
    told = outcomes()
    for verdict in ("mentioned", "quantified"):
        right, wrong, missed = told[verdict]
        assert right / (right + wrong) >= 0.95, (verdict, told)
        assert right / (right + missed) >= 0.9, (verdict, told)
    assert told["dated"] == (0, 0, 0)  # no pair that fell to the lot is dated
