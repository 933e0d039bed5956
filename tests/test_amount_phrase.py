"""An amount and the words that say of what it is one."""

from digest.chinese.amount_phrase import amount_phrase
from tests.tables import each


@each(
    ("text", "amount", "said"),
    [
        ("安装设备700处；建成联络站120个；", "120个", "建成联络站120个"),
        ("创建5条美丽河湖，推进通航。", "5条", "创建5条美丽河湖"),
        ("壮大新材料、低空经济等4个潜力产业，", "4个", "等4个潜力产业"),  # the list's, and said to be
        ("坚持人人平等4个方面，", "4个", "坚持人人平等4个方面"),
        ("深入推进城乡环境整治提升三年行动改造卫生厕所2100户以上。", "2100户以上", "2100户以上"),  # what stands before is too long
        ("覆盖率达到55%。", "55%", "覆盖率达到55%"),
        ("完成12公里地下综合管廊和雨水管网以及污水管网的建设改造，", "12公里", "完成12公里"),
        ("12公里", "12公里", "12公里"),
        ("5.新建公园12处。", "12处", "新建公园12处"),
        ("投入5.5亿元建公园12处。", "12处", "投入5.5亿元建公园12处"),
        ("  完成 12公里 ", "12公里", "完成 12公里"),
    ],
)
def test_the_words_around_an_amount_say_of_what_it_is_one(text, amount, said):
    start = text.index(amount)
    assert amount_phrase(text, start, start + len(amount)).of(text) == said


def test_a_text_without_marks_costs_no_more_than_its_window():
    text = "等" * 50_000 + "3个" + "甲" * 50_000
    assert len(amount_phrase(text, 50_000, 50_002).of(text)) <= 16
