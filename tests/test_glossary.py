"""extract/glossary: terms, their definitions, and lines that are no entries."""

import pytest

from digest.extract.glossary import find_terms
from digest.model.report import Meta, Paragraph, Report, Section, Source
from digest.understand.clean import clean
from digest.understand.outline import outline
from digest.understand.topics import classify
from tests.reading import catalogue, source
from tests.tables import each


def terms(*texts: str, part: str = "glossary") -> list[tuple[str, str]]:
    paragraphs = tuple(Paragraph(f"p{n}", n, text, part=part) for n, text in enumerate(texts, 1))
    report = Report("000000-2024", Source("case.txt", "0", "text", "utf-8", ()), Meta(year=2024), (), (), paragraphs, ())
    found = find_terms(report)
    assert all(t.evidence.quote == paragraphs[int(t.evidence.paragraph[1:]) - 1].text for t in found)
    return [(t.term, t.definition) for t in found]


@each(
    ("text", "term"),
    [
        ("1.专业镇：以主导产业为依托的镇。", "专业镇"),
        ("12、四好农村路:建好、管好、护好、运营好。", "四好农村路"),
        ("（3）“两化”融合：信息化和工业化的结合。", "“两化”融合"),
        ("④六乱：乱搭、乱建、乱堆。", "六乱"),
        ("双品质建设：城市建设和生活。", "双品质建设"),
        ("3.一意见、四办法：一份意见和四个办法。", "一意见、四办法"),
        ("[7]“两不愁”：不愁吃、不愁穿。", "“两不愁”"),
        ("【12】双碳：碳达峰和碳中和。", "双碳"),
        ("三区三线：三种空间和三条线。", "三区三线"),  # a numeral without a mark is the term's own
        ("12345热线：政务服务的电话。", "12345热线"),
        ("3 专业镇：以主导产业为依托的镇。", "专业镇"),
        ("5.三个年：即：学习年、实干年、创新年。", "三个年"),  # the first colon parts
        ("［2］四链融合：创新链、产业链、资金链、人才链的融合。", "四链融合"),
        ("8.“一网通办”——政务服务在一个平台上办理。", "“一网通办”"),
        ("“两山”是指绿水青山和金山银山。", "“两山”"),
        ("3.社会保障卡居民服务一卡通，指凭一张卡办理多种业务。", "社会保障卡居民服务一卡通"),
        ("4.社区嵌入式服务指在社区公共空间嵌入功能性设施。", "社区嵌入式服务"),
        ("居民消费价格指数：反映居民购买价格变动的指标。", "居民消费价格指数"),
        ("【新质生产力】创新起主导作用的先进生产力质态。", "新质生产力"),
        ("注2：村超：村里的足球超级联赛。", "村超"),
        ("³专精特新：专业化、精细化、特色化、新颖化。", "专精特新"),
        ("5.“双减”是指：减轻学生作业负担和校外培训负担。", "“双减”"),
    ],
)
def test_entry(text: str, term: str) -> None:
    ((found, definition),) = terms(text)
    assert found == term
    assert definition and definition in text


@pytest.mark.parametrize("text", ["没有冒号的一行。", "这句话很完整。后面：有冒号", "1.空：", "：只有解释", "注：本报告数据为快报数。", "指挥体系更加健全，运行顺畅。"])
def test_no_entry(text: str) -> None:
    assert terms(text) == []


def test_a_number_that_goes_on_is_a_mark_even_before_a_term_that_begins_with_digits() -> None:
    found = terms("1.三链：三种链条。", "2.10条措施：十条。", "3.[五网]即五张网。", "4.“情指行”一体化机制：情报、指挥、行动一体。", "5.[12345]热线号码，全市统一。")
    assert [term for term, _ in found] == ["三链", "10条措施", "五网", "“情指行”一体化机制", "12345"]


def test_an_entry_without_a_mark_goes_on_with_the_one_above_where_the_others_are_marked() -> None:
    found = terms("1.三链：三种链条。", "2.四港：四个港口。", "具体包括：空港、河港。", "3.五网：五张网。")
    assert [term for term, _ in found] == ["三链", "四港", "五网"]


def of_text(*lines: str) -> list[str]:
    """The terms of a whole report with these lines below its plan."""
    head = ("某报告", "各位代表：", "一、2023年工作回顾", "去年，各项工作取得新的成绩，任务圆满完成。", "二、2024年工作安排")
    text = "\n".join((*head[1:], "今年，我们要抓好“四链融合”②和一网通办［1］，推进村超③发展。", *lines))
    sections, paragraphs = classify(*sections_of(text), catalogue())
    report = Report("000000-2024", source(text), Meta(year=2024), (), sections, paragraphs, ())
    return [term.term for term in find_terms(report)]


def sections_of(text: str) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    structure = outline(clean(source(text), catalogue()))
    return structure.sections, structure.paragraphs


END = "各位代表！让我们团结一心，为建设美好家园而努力奋斗！"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((END, "名词解释", "1.四链融合：", "指创新链、产业链的融合。", "2.村超：", "村里的足球联赛。"), ["四链融合", "村超"]),
        ((END, "附注", "1、四链融合", "指创新链、产业链的融合。", "2、村超", "是村里的足球联赛。"), ["四链融合", "村超"]),
        ((END, "附件", "《政府工作报告》有关用语说明", "四链融合——创新链、产业链的融合。", "“村超”是指村里的足球联赛。"), ["四链融合", "“村超”"]),
        ((END, "［1］一网通办：在一个平台上办理。", "［2］四链融合：四种链条的融合。"), ["一网通办", "四链融合"]),  # no heading
        (("②四链融合：创新链、产业链的融合。", "要加快发展，提升能力，抓好落实。", END), ["四链融合"]),  # at the foot of a page
        ((END, "名词解释", "一、四链融合", "指创新链、产业链的融合。", "二、村超", "指村里的足球联赛。"), ["四链融合", "村超"]),
        (("1.抓工业：实施项目五十个，培育企业十家。", "2.抓农业：建设高标准农田三万亩。", END), []),  # measures
        (("1.建设内容：1.新建校舍；2.购置设备。", "1.建设内容：新建道路，改造管网。", END), []),  # a label that comes again
        (("一是抓工业。", "②项目建设：实施项目五十个。", END), []),  # no such mark in the text
        ((END, "附件", "2024年重点项目", "1.新区道路：投资三亿元。", "2.产业园：投资五亿元。"), []),
    ],
)
def test_terms_of_a_report(lines: tuple[str, ...], expected: list[str]) -> None:
    assert of_text(*lines) == expected


def test_only_in_the_glossary() -> None:
    assert terms("1.专业镇：以主导产业为依托的镇。", part="plan") == []
