"""Documents that look like a government work report and are another: refused by their name. Government reports are none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.pipeline import analyse
from tests.reading import catalogue
from tests.tables import each

CATALOGUE = catalogue()
SESSION = "——2024年2月20日在侯马市第十七届人民代表大会第四次会议上"
BODY = """一、2023年工作回顾
过去一年，全市地区生产总值完成189亿元，增长6%，我们加快推进项目建设，完善基础设施，各项任务圆满完成。
二、2024年工作安排
今年，全市地区生产总值增长6%左右，我们要实施重大项目，加快推进产业升级，确保各项主要任务完成。
"""
TOLD = "现将有关情况公布如下，请各位代表审阅。"
OPENING = "现在，我代表市人民政府向大会报告工作，请予审议，并请政协委员提出意见。"


def document(title: str, session: str = SESSION, speaker: str = "侯马市人民政府市长 张三丰", opening: str = OPENING) -> str:
    return "\n".join((title, session, speaker, "各位代表：", opening, BODY))


OTHERS = [
    (document("关于侯马市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告", speaker="侯马市发展和改革局局长 张三丰", opening="受市人民政府委托，现将计划草案提请大会审议。"), "国民经济和社会发展计划报告"),
    (document("关于侯马市2023年预算执行情况和2024年预算草案的报告", speaker="侯马市财政局局长 张三丰", opening="受市人民政府委托，向大会报告预算，请予审议。"), "财政预算报告"),
    (document("侯马市2023年财政决算的报告", opening="现在报告决算，请予审议。"), "财政决算报告"),
    (document("侯马市人民代表大会常务委员会工作报告", speaker="侯马市人大常委会主任 张三丰", opening="我受市人大常委会委托，向大会报告工作。"), "人大常委会工作报告"),
    (document("侯马市人民法院工作报告", speaker="侯马市人民法院院长 张三丰", opening="现在，我代表市人民法院向大会报告工作。"), "法院工作报告"),
    (document("侯马市人民检察院工作报告", speaker="侯马市人民检察院检察长 张三丰", opening="现在，我代表市人民检察院向大会报告工作。"), "检察院工作报告"),
    (document("工作报告", speaker="侯马市人大常委会主任 张三丰", opening="现在，我向大会报告工作，请予审议。"), "人大常委会工作报告"),
    (document("侯马市2024年上半年政府工作情况的报告", "——2024年8月20日在侯马市第十七届人大常委会第二十一次会议上", opening="现将上半年工作情况报告如下。"), "半年工作报告"),
    (document("侯马市2024年上半年政府工作报告", "2024年7月20日", opening="我代表市人民政府报告上半年工作，请审议。"), "半年工作报告"),
    (document("侯马市前三季度经济运行情况", "2024年10月20日", "侯马市统计局", TOLD), "季度工作报告"),
    (document("政府工作报告", "——2024年1月10日在路东镇第十九届人民代表大会第五次会议上", "镇长 张三丰", "现在，我代表镇人民政府向大会报告工作。"), "乡镇的工作报告"),
    (document("凤城乡政府工作报告", "——2024年1月10日在凤城乡第十九届人民代表大会第五次会议上", "乡长 张三丰", "现在，我代表乡政府向大会报告工作。"), "乡镇的工作报告"),
    (document("路西街道办事处工作报告", "2024年1月10日", "街道办事处主任 张三丰", "现在，我代表街道办事处报告工作。"), "街道的工作报告"),
    (document("侯马市2023年国民经济和社会发展统计公报", "侯马市统计局", "2024年4月10日", TOLD), "统计公报"),
    (document("侯马市国民经济和社会发展第十四个五年规划纲要", "2021年3月", "侯马市人民政府", TOLD), "规划纲要"),
    (document("关于印发《政府工作报告》重点工作责任分解的通知", "侯政发〔2024〕3号", "侯马市人民政府办公室", TOLD), "通知"),
    (document("2024年施政报告", "2024年10月16日", "行政长官 张三丰", TOLD), "施政报告"),
    (document("侯马市2023年度法治政府建设情况", "2024年3月1日", "侯马市人民政府", TOLD), "法治政府建设年度报告"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), OTHERS)
def test_another_document_is_refused_by_its_name(text: str, kind: str) -> None:
    record, problems = analyse(CATALOGUE, "a.txt", text.encode())
    assert record is None
    assert [(p.code, dict(p.values).get("kind")) for p in problems if p.severity == "error"] == [("identify.no-report", kind)]


BODIES = {
    "year": BODY,
    "half": """一、上半年工作情况
上半年，全市地区生产总值完成89亿元，增长6%，我们加快推进项目建设，完善基础设施，固定资产投资增长7%。
二、下半年工作安排
下半年，要实施重大项目，加快推进产业升级，确保完成全年目标任务。
""",
    "money": """一、2023年执行情况
全市一般公共预算收入完成12亿元，增长6%，我们加快推进收支改革，完善征管，圆满完成任务。
二、2024年草案
全市一般公共预算收入安排13亿元，增长6%，要实施零基预算，确保各项主要任务完成。
""",
    "congress": """一、过去一年的工作
一年来，听取审议专项报告12项，开展执法检查5次，我们推进全市代表工作，完善机制，督办意见建议120件，增长6%。
二、今后一年的主要任务
今年，我们要实施监督计划，加快推进立法工作，发挥全市各位代表作用。
""",
    "court": """一、2023年工作回顾
过去一年，受理各类案件8900件，审结8700件，增长6%，我们加快推进全市司法改革，完善机制，圆满完成任务。
二、2024年工作安排
今年，我们要实施提质工程，加快推进智慧建设，服务全市大局。
""",
    "party": """一、2023年工作回顾
过去一年，全市地区生产总值增长6%，我们加快推进全面从严治党，完善制度，各项任务圆满完成。
二、2024年工作安排
今年，我们要实施强基工程，加快推进作风建设，确保各项主要任务完成。
""",
    "pledges": """一、新建学校2所，我们加快推进全市教育工程，投资增长6%。
二、改造老旧小区12个，完善基础设施，牵头单位：市住建局。
三、实施供暖工程，加快推进管网改造，各项主要任务年底前完成。
""",
    "town": """一、2023年工作回顾
过去一年，全镇固定资产投资完成1.9亿元，增长6%，我们加快推进项目建设，完善基础设施，各项任务圆满完成。
二、2024年工作安排
今年，我镇要实施重大项目，加快推进产业升级，确保各项主要任务完成。
""",
    "street": """一、2023年工作回顾
过去一年，全街道固定资产投资完成1.9亿元，增长6%，我们加快推进项目建设，完善社区设施，各项任务圆满完成。
二、2024年工作安排
今年，我们要实施网格工程，加快推进服务升级，确保各项主要任务完成。
""",
    "zone": """一、2023年工作回顾
过去一年，全区固定资产投资完成19亿元，增长6%，我们加快推进项目建设，完善园区设施，各项任务圆满完成。
二、2024年工作安排
今年，我区要实施重大项目，加快推进产业升级，确保各项主要任务完成。
""",
    "firm": """一、2023年工作回顾
过去一年，营业收入完成19亿元，增长6%，我们加快推进改革，完善制度，服务全市发展，各项任务圆满完成。
二、2024年工作安排
今年，我们要实施提质工程，加快推进转型升级，确保各项主要任务完成。
""",
    "village": """一、2023年工作回顾
过去一年，村集体收入完成190万元，增长6%，我们加快推进道路建设，完善水电设施，各项任务圆满完成。
二、2024年工作安排
今年，我们要实施亮化工程，加快推进产业发展，确保各项主要任务完成。
""",
}
TABLE = (Path(__file__).parent / "cases" / "other_documents.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TABLE.splitlines() if line.startswith("| ")][1:]


def spoken(opening: str) -> list[str]:
    """The first paragraph, below the salutation of a congress where it has none of its own."""
    return [opening] if opening.startswith(("各位", "同志", "主任")) else ["各位代表：", opening]


@each("row", ROWS)
def test_no_other_document_is_accepted(row: tuple[str, ...]) -> None:
    kind, head, opening, body = row
    record, problems = analyse(CATALOGUE, "a.txt", "\n".join((*head.split(" / "), *spoken(opening), BODIES[body])).encode())
    assert record is None
    assert [dict(p.values).get("kind") for p in problems] == [kind]


def test_other_documents_are_of_many_kinds() -> None:
    assert len(ROWS) >= 60 and len({row[0] for row in ROWS}) >= 25 and set(BODIES) == {row[3] for row in ROWS}


@each(
    "text",
    [
        document("政府工作报告"),
        document("侯马市人民政府工作报告"),
        document("2024年侯马市政府工作报告"),
        document("政府工作报告", opening="现在，我代表市人民政府向大会报告工作，请与计划草案、预算草案一并审议。"),
        document("政府工作报告", opening="受市人民政府委托，我向大会报告工作，请连同人大常委会、人民法院、人民检察院的报告一并审议。"),
        document("政府工作报告", "——2024年1月10日在景德镇市第十六届人民代表大会第四次会议上", "景德镇市人民政府市长 张三丰"),
        document("政府工作报告", "——2024年1月10日在新乡市第十四届人民代表大会第四次会议上", "新乡市人民政府市长 张三丰"),
        document("政府工作报告\n（2024年上半年印发）"),
        document("侯马市人民政府关于印发2024年政府工作报告的通知", "侯政发〔2024〕3号", "2024年3月1日"),
        document("2024年全市人民代表大会文件之一：实施方案、工作报告", "", ""),
        "现在，我代表市人民政府向大会报告工作，请予审议，并请政协委员提出意见。\n" + BODY,
        document("在侯马市第十七届人民代表大会第四次会议上的政府工作报告"),
        document("政府工作报告（摘要）", opening="我受市人民政府委托，向大会报告政府工作，请审议。"),
        document("关于政府工作的报告", opening="现在，我代表市人民政府，向大会作政府工作报告，请予审议。"),
        document("政府工作报告", speaker="侯马市委副书记、市人民政府市长 张三丰", opening="现在，我代表本届政府向大会报告五年来的工作，请予审议。"),
        document("政府工作报告", "（2024年2月20日政治协商稿）", opening="各位委员：现在，我代表市人民政府向大会报告工作，请提出宝贵意见。"),
        document("政府工作报告", "——2024年2月20日在萍乡市第十六届人民代表大会第四次会议上", "萍乡市人民政府市长 张三丰", "我代表萍乡市人民政府向大会报告工作。"),
        document("2024年侯马市政府工作报告全文_侯马市人民政府网", "", ""),
        document("政府工作报告", opening="现在，我代表市人民政府作工作报告。过去一年，城镇居民人均可支配收入增长5%。"),
        document("政府工作报告", opening="现在，我代表市人民政府作工作报告。过去一年，城乡居民和小城镇居民的日子更好了。"),
        # what is handed in with it, who hands it in, and whose building is mentioned
        document("政府工作报告", opening="现在，我代表市人民政府向大会报告工作，请予审议。市发展和改革委员会、市财政局已将计划草案、预算草案书面提交大会。"),
        document("政府工作报告", opening="我代表市人民政府向大会报告政府工作，请审议；2024年国民经济计划草案提请各位代表书面审查。"),
        document("政府工作报告", opening="现在，我谨代表市人民政府，向大会报告过去五年的工作，请审议。预算草案提请大会一并审查，市发展改革局另作说明。"),
        document("政府工作报告", opening="我受市人民政府委托，向大会报告政府工作，请审议。市人大常委会主任、市人民法院院长的报告另行印发。"),
        document("政府工作报告", opening="现在，我代表市政府作工作报告，请审议。过去一年，路东镇政府服务大厅和凤城乡人民政府新楼建成。"),
        document("政府工作报告", opening="现在，我代表本届政府，向大会作工作报告，请审议。路西街道办事处便民中心开门迎客。"),
        document("政府工作报告", opening="现在，我代表市政府作工作报告，请审议。上半年雨水偏多，下半年抢回工期。"),
        document("侯马市2024年政府工作报告", opening="现在，我代表市人民政府向大会报告工作，请连同《侯马市国民经济和社会发展第十四个五年规划纲要（草案）》一并审议。"),
    ],
)  # fmt: skip
def test_a_government_work_report_is_accepted(text: str) -> None:
    record, problems = analyse(CATALOGUE, "a.txt", text.encode())
    assert record is not None, [p.text() for p in problems]
