"""Folding: a line written in any of the ways that programs write it → one way; what is another text stays as it is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.rewriting import CHANGES, as_page, changed, said
from digest.chinese.folding import folded, full_width
from digest.chinese.traditional import is_traditional, to_simplified
from digest.content.catalogue_files import load_catalogue
from digest.pipeline import analyse
from tests.reading import OURS
from tests.tables import each

ROOT = Path(__file__).parents[1]
SHORTEST = min(OURS, key=lambda path: path.stat().st_size)


@each(
    ("written", "read"),
    [
        ("完成 189.5 亿元，增长 12.1 %。", "完成189.5亿元，增长12.1%。"),
        ("完成\u00a0189.5\u2009亿元", "完成189.5亿元"),
        ("达到\u3000189.5亿元", "达到189.5亿元"),
        ("人均 GDP 增长， 达到 “两个 10%” 。", "人均GDP增长，达到“两个10%”。"),
        ("⼯业增加值增⻓6%，⻋间、⾦融", "工业增加值增长6%，车间、金融"),
        ("运城市\ufe00盐湖區\U000e0101", "运城市盐湖區"),
        ("ＧＤＰ增长６．５％，ＰＭ２．５浓度下降﹪", "GDP增长6.5%，PM2.5浓度下降%"),
        ("PM 2.5浓度、PM₂.₅浓度、PM 10", "PM2.5浓度、PM2.5浓度、PM10"),
        ("PM2. 5与ＰＭ ２．５", "PM2.5与PM2.5"),
        ("PM_2.5浓度、PM_{2.5}浓度、PM~10~浓度、PM2.5~PM10", "PM2.5浓度、PM2.5浓度、PM10浓度、PM2.5~PM10"),
        ("34 ug/m3、35µg/m³、36Ug/m^3", "34μg/m³、35μg/m³、36μg/m³"),
        ("新增120万m2、3 km2", "新增120万m²、3km²"),
        ("增速≧ 5%，降幅⩽3%，失业率 <= 5.5%，占比＞60%", "增速≥5%，降幅≤3%，失业率≤5.5%，占比>60%"),
        ("投资–2.3%，进口－1.5%，出口﹣0.8%，税收−3%，非税收入： –0.2个百分点", "投资-2.3%，进口-1.5%，出口-0.8%，税收-3%，非税收入：-0.2个百分点"),
        ("二○二四年、二OO九年、二0二五年", "二〇二四年、二〇〇九年、二〇二五年"),
        ("㈠推进工业﹐稳步增长﹔⒉加快建设；⑶改善民生︰", "（一）推进工业，稳步增长；2.加快建设；（3）改善民生："),
        ("微克／立方米", "微克/立方米"),
        ("增长𝟔.𝟓%，𝐆𝐃𝐏、𝟙𝟚家", "增长6.5%，GDP、12家"),
        ("РМ2.5浓度，GDР增长，Α类企业", "PM2.5浓度，GDP增长，A类企业"),
        ("公路30㎞、12㎏、5㎿、3㏊", "公路30km、12kg、5MW、3公顷"),
        ("完成189·5亿元，增长7·2%，提高1·25个百分点", "完成189.5亿元，增长7.2%，提高1.25个百分点"),
        ("完成1, 234.5亿元，收入40, 117元", "完成1,234.5亿元，收入40,117元"),
        ("完成2 0 1 . 6亿元，增长6 . 5 %，2 0 2 4年", "完成201.6亿元，增长6.5%，2024年"),
        ("就业12’600人，收入18・45亿元，提高6.3 个 百分点，32μɡ/m³", "就业12,600人，收入18.45亿元，提高6.3个百分点，32μg/m³"),
        ("收入9.86亿 元，游客312万 人次", "收入9.86亿元，游客312万人次"),
        ("2 0 2 4 年 ， 全 县 税 收 增 长 8 . 6 % 。", "2024年，全县税收增长8.6%。"),
        ("一般公共 预算收入 9.86 亿 元，接待 游客 312 万 人次。", "一般公共预算收入9.86亿元，接待游客312万人次。"),
        ("e\u0301、が为NFD", "é、が为NFD"),
        ("2024 年 3 月 12 日", "2024年3月12日"),
        ("（一） 推进工业", "（一）推进工业"),
        ("50 件建议全部办结", "50件建议全部办结"),
        ("投资5，642万元，就业12，345人，2023年，500户", "投资5,642万元，就业12,345人，2023年，500户"),
    ],
)
def test_one_way_of_writing(written: str, read: str) -> None:
    assert folded(written) == read
    assert folded(read) == read


@each(
    "text",
    [
        "一、工作回顾　　2023年，我们", "指标 目标 完成", "地区生产总值  189.5亿元", "1 加快建设", "4 台账管理", "  12 改造道路", "工作 回顾", "1 189.5", "10 20 30",
        "GDP growth 5 %", "１．加快建设，２．改造", "1，234", "增长5%—6%", "增长5%–6%", "2020–2025年", "m²、m³、①、㎡", "M2增长8%、A12m2型、5ms",
        "Россия、μ、α粒子", "9·18事件、5·12、汶川5·12地震", "达到40,  117元", "增长3万 众志成城", "1 189.5亿元", "甲5 6人", "第1 2 3组", "政府 工作 报告 摘要 全文 下载", "县长 李 明 远",
        "坚持项目为王 扩大有效投资，今年开工建设一批打基础、利长远的重大项目，形成更多实物工作量。", "三O二室", "一〇年", "=>甲、a>=b、PM100、ug", "　　各位代表：", "· 推进", "“十四五”规划",
    ],
)  # fmt: skip
def test_what_is_another_text_stays(text: str) -> None:
    assert folded(text) == text.replace("１．", "1．").replace("２．", "2．")


@given(st.text(st.sampled_from("增长工业 　\u00a0，。1２5%％％.．GＧＤ⼯⻓\ufe00“”（）1—"), max_size=60))
def test_nothing_but_spaces_and_selectors_is_dropped(text: str) -> None:
    def letters(said: str) -> str:
        return re.sub(r"[\s\ufe00.．]", "", unicodedata.normalize("NFKC", said.replace("⻓", "长")))

    assert letters(folded(text)) == letters(text)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("稳中求进,建设\"三区\";主要目标:增长5%,就业1,234人;", "稳中求进，建设“三区”；主要目标：增长5%，就业1,234人；"),
        ("改造6家(个),增长3%:其中", "改造6家(个)，增长3%：其中"),
        ("12:30，3:2，a, b: c; http://a.cn，&amp;乙", "12:30，3:2，a, b: c; http://a.cn，&amp;乙"),
        ("甲\"乙，来源:http://a.cn", "甲\"乙，来源：http://a.cn"),
    ],
)
def test_marks_are_read_as_chinese_sets_them(written: str, read: str) -> None:
    assert full_width(written) == read


def test_half_width_marks_are_shown_as_they_are_written() -> None:
    catalogue, _ = load_catalogue(ROOT / "content")
    text = "政府工作报告\n各位代表:\n一、2023年工作回顾\n我们推进改革,全市财政支出中,用于民生的比例达82%以上;\"甲乙\"水厂建成投用。\n二、2024年工作安排\n力争增长5%,加快建设。\n"
    record, _ = analyse(catalogue, "a.txt", f"---\nplace: 侯马市\nyear: 2024\n---\n{text}".encode())
    assert record
    assert [(f.indicator, f.value, f.evidence[0].quote) for f in record.facts] == [("livelihood_spending_share", 82, "财政支出中,用于民生的比例达82%以上")]
    assert [p.name for p in record.projects] == ['"甲乙"水厂']
    assert "我们推进改革,全市" in record.report.paragraphs[1].shown


REPORT = """政府工作報告
——2025年2月12日在乾縣第十九屆人民代表大會第五次會議上
乾縣人民政府縣長 鍾乾坤
各位代表：
我代表縣人民政府向大會報告工作，請予審議。
一、2024年工作回顧
過去一年，全縣地區生產總值完成三百一十二億元，增長百分之五點八。後山水庫竣工，著力打造「鐘樓文化街」，乾陵景區遊客突破兩百萬人次。
二、2025年工作安排
地區生產總值增長6%左右，開工建設台北路大橋、裡仁小學、髮妝產業園等項目，總投資12億元。
為民辦好2件實事：一是新建公園2個；二是發放養老補貼。
各位代表！讓我們攜手奮進！
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("page", [False, True])
def test_traditional_text_is_read_and_shown_as_it_is_written(encoding: str, page: bool) -> None:
    catalogue, _ = load_catalogue(ROOT / "content")
    text = as_page(REPORT) if page else REPORT
    record, _ = analyse(catalogue, "a", text.encode(encoding))
    simple, _ = analyse(catalogue, "a", to_simplified(text).encode())
    assert record and simple
    assert said(record) == said(simple)
    assert (record.report.meta.place, record.report.meta.year, record.report.meta.speaker) == ("乾县", 2025, "鍾乾坤")
    assert [p.name for p in record.projects][1:] == ["台北路大橋", "裡仁小學", "髮妝產業園"]
    assert [p.evidence.quote for p in record.pledges] == ["新建公園2個；", "發放養老補貼。"]
    assert [s.shown for s in record.report.sections] == ["一、2024年工作回顧", "二、2025年工作安排"]
    shown = {p.id: p.shown for p in record.report.paragraphs}
    for evidence in (e for f in record.facts for e in f.evidence):
        assert shown[evidence.paragraph][evidence.start : evidence.end] == evidence.quote
        assert re.sub(r"\s", "", evidence.quote) in re.sub(r"\s", "", REPORT)
    assert "乾陵景區遊客突破兩百萬人次" in "".join(shown.values())


@pytest.mark.parametrize(("traditional", "simplified"), [
    ("後勤，皇后；裡仁，公里；乾燥，乾縣；時鐘，鍾山；頭髮，發展", "后勤，皇后；里仁，公里；干燥，乾县；时钟，钟山；头发，发展"),
    ("顯著，著力；瞭解，瞭望；藉助，慰藉；「臺灣」、台北；什麼，那么", "显著，着力；了解，瞭望；借助，慰藉；“台湾”、台北；什么，那么"),
    ("衞生、產業與産業、線綫、説說、裏裡", "卫生、产业与产业、线线、说说、里里"),
])  # fmt: skip
def test_one_character_for_one(traditional: str, simplified: str) -> None:
    assert to_simplified(traditional) == simplified


@pytest.mark.parametrize(("texts", "yes"), [
    (["政府工作報告", "地區生產總值增長5%", "讓我們攜手奮進"], True),
    (["地區生產總值增長5%，開展監督，發展產業，興辦實事", "版权所有 某网站"], True),
    (["政府工作报告", "乾县、瞭望、著名、苧麻、慰藉，皇后"], False),
    (["政府工作报告，地区生产总值增长，让我们携手奋进，发展经济，建设乡村", "商號「鴻運樓」、「萬寶閣」修繕開業"], False),
    (["GDP 5%"], False),
])  # fmt: skip
def test_a_document_is_traditional_as_a_whole(texts: list[str], yes: bool) -> None:
    assert is_traditional(texts) is yes


@cache
def as_it_is() -> set[tuple[object, ...]]:
    catalogue, _ = load_catalogue(ROOT / "content")
    return said(analyse(catalogue, "a.md", SHORTEST.read_bytes())[0])


@each("name", CHANGES)
def test_a_report_written_another_way_says_the_same(name: str) -> None:
    catalogue, _ = load_catalogue(ROOT / "content")
    text = SHORTEST.read_text(encoding="utf-8")
    found = said(analyse(catalogue, "a.md", changed(text, name))[0])
    assert len(as_it_is()) > 10
    assert found - as_it_is() == set(), "wrong"
    assert len(as_it_is() - found) * 100 <= len(as_it_is()), "lost"
