"""Pledges as data: how many are announced, what is counted in each and how much of it, by when, and which service it is."""

from __future__ import annotations

from digest.extract.announced_pledges import announced_pledges
from digest.extract.pledge_amounts import amounts_of_pledge, deadline_of_pledge, services_of_pledge
from digest.model.report import Evidence, Paragraph, Pledge
from tests.reading import catalogue
from tests.samples import dossier

# the words of a plan → how many pledges it announces, in how many groups, with how much money (亿元)
ANNOUNCED = [
    ("今年安排资金148亿元，办好34件民生实事。", "34 0 148"),
    ("今年将优化安排12类45件民生实事，增强获得感。", "45 12 None"),
    ("继续实施十大类55项民生实事。", "55 10 None"),
    ("今年，我们谋划了20件实事好事，我们一定承诺践诺、如期兑现。", "20 0 None"),
    ("今年要圆满完成省、市20项民生工程和区人代会票决的10件民生实事，努力把好事办好、实事办实，让群众得到实惠。", "10 0 None"),
    ("今年办好2件民生实事：①投资3.68亿元新建公园。②改造道路。", "2 0 None"),  # the money is one pledge's
    ("抓好10件惠企实事。今年办好12件民生实事。", "12 0 None"),
    ("实施卫生健康为民服务15项实事。今年办好10件民生实事。", "10 0 None"),
    ("完成省定20项民心工程。", ""),
    ("去年10件民生实事全部办结。", ""),
    ("用心办好民生实事。", ""),
    ("聚力办好民生实事。继续实施24项民生工程。", "24 0 None"),
    ("继续实施24项民生工程。", ""),
    ("为残疾人办好10件实事。", ""),
]
# a pledge → its amounts with what they count, and its time
AMOUNTS = [
    ("免费送戏下乡68场。", "免费送戏下乡 68 场"),
    ("10月底前改造20个老年日间照料中心，新建公共停车位500个以上。", "老年日间照料中心 20 个；公共停车位 500 个；10月底前"),
    ("完成200户特殊困难老年人家庭适老化改造。", "特殊困难老年人家庭适老化改造 200 户"),
    ("为1000名高风险人群提供检查服务。", "高风险人群 1000 名"),
    ("为80周岁及以上老年人发放高龄津贴。", ""),  # an age counts nothing
    ("实施10千伏柳林线绝缘化改造。", ""),
    ("建成农村寄递物流综合服务站1.9万个。", "农村寄递物流综合服务站 19000 个"),
    ("新建公园2个、广场3个，年内完成。", "公园 2 个；广场 3 个；年内"),
    ("办理法律援助案件8万件。", "办理法律援助案件 80000 件"),
    ("办好10件民生实事。", ""),
    ("推进高效办成一件事改革，深入实施一批项目。", ""),
    ("开展技能培训34万人次（牵头：人社局）。", "技能培训 340000 人次"),
    ("在岭北等8个重点县建设果菜基地6万亩。", "重点县 8 个；果菜基地 60000 亩"),
    ("将保费由每人5元提高至10元。", "将保费由每人5元提高至 10 元"),
    ("试点从15个乡镇扩大到57个。", "试点从15个乡镇扩大到 57 个"),
    ("从严培训15名讲解员，年内提高到57名。", "讲解员 15 名；提高到 57 名；年内"),
    ("组建130支队伍、建设支队营房。", "队伍 130 支"),
    ("统防统治60万亩次以上，开课90门，新建门店3家。", "统防统治 600000 亩次；开课 90 门；门店 3 家"),
    ("为1.6万个户外劳动者驿站添置用品。", "户外劳动者驿站添置用品 16000 个"),
    ("为海拔1500米以上小学供暖。", ""),
    ("30万以上参保孕产妇免费检查。", "参保孕产妇 300000 人"),
    ("给予一次性补助8000元。", "补助 8000 元"),
    ("建成250个3人制篮球场。", "3人制篮球场 250 个"),
    ("改造二、三次管网64万平米。", "三次管网 640000 平方米"),
    ("对957个50户以上农村木屋连片村寨实施改造。", "农村木屋连片村寨 957 个"),  # the second is what the first counts
    ("选派970名以上科技特派员。", "科技特派员 970 名"),
    ("对销售额2万元以上且快递1000单以上的主体补助。", ""),
    ("完成6000户高龄、失能、残疾老年人家庭适老化改造，建设公园2个。", "高龄、失能、残疾老年人家庭适老化改造 6000 户；公园 2 个"),
    ("改造130所学校、60家医院周边环境。", "学校 130 所；医院周边环境 60 家"),
    ("改造100所学校、新建医院。", "学校 100 所"),
    ("建设1个具有新生儿救治Ⅲ级水平的省级医学中心。", "具有新生儿救治Ⅲ级水平的省级医学中心 1 个"),
    ("为200万中小学生开展心理测评。", "中小学生 2000000 人"),
    ("为200万人开展心理测评。", "开展心理测评 2000000 人"),
    ("资助残疾人大学生，合计4700名。", "残疾人大学生 4700 名"),
    ("投资795万元完成急救中心建设。", "投资 7950000 元"),
    ("全域推广洁净煤7.4万户、12万吨。", "全域推广洁净煤 74000 户；全域推广洁净煤 120000 吨"),
]


def report(text: str):
    made = dossier("130608", 2024).editions[0].report
    return type(made)(made.id, made.source, made.meta, (), (), (Paragraph("p1", 1, text, part="plan"),), ())


def pledge(text: str) -> Pledge:
    return Pledge(1, Evidence("r", "p1", 0, len(text), text), text)


def test_how_many_pledges_are_announced() -> None:
    wrong = []
    for text, expected in ANNOUNCED:
        said = announced_pledges(report(text))
        told = f"{said.count} {said.groups} {said.money}" if said else ""
        if told != expected:
            wrong.append(f"{text}: {told or 'none'}, not {expected or 'none'}")
        assert said is None or (said.evidence is not None and said.evidence.quote in text)
    assert not wrong, "\n".join(wrong)


def test_what_is_counted_in_a_pledge() -> None:
    wrong = []
    for text, expected in AMOUNTS:
        amounts = [f"{a.subject} {a.value.normalize():f} {a.unit}" for a in amounts_of_pledge(pledge(text))]
        told = "；".join([*amounts, *filter(None, [deadline_of_pledge(pledge(text))])])
        if told != expected:
            wrong.append(f"{text}: {told or 'none'}, not {expected or 'none'}")
    assert not wrong, "\n".join(wrong)


def test_services_are_an_editors_list() -> None:
    lexicons = catalogue().lexicons
    assert services_of_pledge(pledge("为200户困难老人适老化改造，免费送戏下乡68场。"), lexicons) == ("适老化改造", "送戏下乡")
    assert services_of_pledge(pledge("建设产业路。"), lexicons) == () == services_of_pledge(pledge("加装电梯。"), ())
