"""YAML beside what it means, or beside every problem that it gives as “line: what is wrong — what to do”."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.content.schema import from_json, read_yaml, read_yaml_and_lines, to_json
from digest.model.catalogue import SiteSettings, Topic
from digest.model.front_matter import FrontMatter
from digest.model.problem import Problem
from digest.model.report import Evidence, Fact, Line, Meta, Paragraph, Piece, Record, Report, Source

TOPICS = tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    __pydantic_config__ = {"extra": "forbid"}

    least: Decimal | None = None
    shown: bool = True
    topic: Topic | None = None


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [p.text().removeprefix("f.yaml:") for p in problems]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("title: 县域观察\nlead_topics: [ecology, projects]", SiteSettings, SiteSettings("县域观察", lead_topics=("ecology", "projects"))),
        ("place: 140502\nyear: 2024\ndelivered: 2024-03-12", FrontMatter, FrontMatter(place="140502", year=2024, delivered="2024-03-12")),
        ("title: yes\nsubtitle: 1.10\nabout: no", SiteSettings, SiteSettings("yes", subtitle="1.10", about="no")),  # text stays text
        ("title: 甲：乙，丙\nabout: >\n  一：二\n", SiteSettings, SiteSettings("甲：乙，丙", about="一：二\n")),  # full-width marks in values
        ("title: x\nsubtitle:\npublisher: ~", SiteSettings, SiteSettings("x")),  # a key without a value is not written
        ('title: ""', SiteSettings, SiteSettings("")),
        ("", FrontMatter, FrontMatter()),
        ("# nothing yet\n", TOPICS, ()),
        ("- {id: a, name: b}\n-   id: c\n    name: d", TOPICS, (Topic("a", "b"), Topic("c", "d"))),
        ("least: 12.50\nshown: false\ntopic: {id: a, name: b}", Numbers, Numbers(Decimal("12.50"), False, Topic("a", "b"))),
        ("title: x\r\nsubtitle: y\r\n", SiteSettings, SiteSettings("x", "y")),
    ],
)
def test_value(text, kind, value):
    assert read_yaml(text, "f.yaml", kind) == (value, ())


def test_decimal_keeps_its_digits():
    value, _ = read_yaml("least: 12.50", "f.yaml", Numbers)
    assert str(value.least) == "12.50"


BAD = [
    ("unknown key, near one", "titel: x", ["1: unknown key titel “titel: x” — did you mean title? The keys are title, subtitle, publisher, url, about, data_date, lead_topics, licence, licence_url, contact, traditional, organiser, icp, police, logo, icon"]),
    ("unknown key, near none", "title: x\n栏目: y", ["2: unknown key 栏目 “栏目: y” — delete it; the keys are title, subtitle, publisher, url, about, data_date, lead_topics, licence, licence_url, contact, traditional, organiser, icp, police, logo, icon"]),
    ("missing key", "subtitle: x", ["1: the key title is missing “subtitle: x” — add a line “title: …”"]),
    ("key without the value it needs", "subtitle: x\ntitle:", ["2: title has no value “title:” — write a value behind it"]),
    ("list wanted", "title: x\nlead_topics: ecology", ["2: lead_topics must be a list “lead_topics: ecology” — write each item on a line of its own beginning with “- ”, or as [a, b]"]),
    ("text wanted", "title: [x]", ["1: title must be one text “title: [x]” — write it as title: text, without a list or keys of its own"]),
    ("empty item", "title: x\nlead_topics:\n - \n - a", ["3: lead_topics[1] has no value “-” — write a value behind it"]),
    ("duplicate key", "title: x\nurl: y\ntitle: z", ["3: the key title stands here for the second time “title: z” — keep one of them; the first is on line 1"]),
    ("wide colon, no space, wrong type: all at once", "title：x\nsubtitle：y\nurl:z\nlead_topics: a", [
        "1: a full-width colon behind a key “title：x” — write a half-width colon and a space: “title: …”",
        "2: a full-width colon behind a key “subtitle：y” — write a half-width colon and a space: “subtitle: …”",
        "3: no space behind the colon of a key “url:z” — write “url: …”, with a space behind the colon",
        "4: lead_topics must be a list “lead_topics: a” — write each item on a line of its own beginning with “- ”, or as [a, b]"]),
    ("wide colon, alone", "title：x", ["1: a full-width colon behind a key “title：x” — write a half-width colon and a space: “title: …”"]),
    ("wide comma", "title: x\nlead_topics: [a，b]", ["2: a full-width comma in a list in brackets “lead_topics: [a，b]” — write half-width commas between the items, or put the item in \"…\""]),
    ("tab", "\ttitle: x", ["1: a tab where the line is indented “title: x” — indent with spaces"]),
    ("quote never closed", "title: 'x\nurl: y", ["1: a quotation mark that is never closed “title: 'x” — close it with the same mark"]),
    ("bracket never closed", "title: x\nlead_topics: [a", ["2: a bracket that is never closed, or a comma missing in it “lead_topics: [a” — write [a, b], with half-width commas and brackets"]),
    ("colon in a value", "title: x: y", ["1: a colon in the middle of a value, or a line too far to the right “title: x: y” — put the whole value in \"…\", or begin the line under the line above it"]),
    ("reserved character", "title: @x", ["1: a value that begins with a character that YAML keeps for itself “title: @x” — put the whole value in \"…\""]),
    ("anchor", "title: &a x", ["1: an anchor or alias (& or *) “title: &a x” — write the value out, or put it in \"…\" if it is text"]),
    ("alias", "title: *强调*", ["1: an anchor or alias (& or *) “title: *强调*” — write the value out, or put it in \"…\" if it is text"]),
    ("tag", "title: !!python/name:os.system x", ["1: a YAML tag (!) “title: !!python/name:os.system x” — delete it, or put the value in \"…\" if it is text"]),
    ("second document", "title: x\n---\ntitle: y", ["2: a second document (---) “---” — keep one document in a file: delete the line"]),
    ("nested too deep", "title: x\nurl: " + "[" * 50, ["2: lists or keys nested more than 20 deep “url: " + "[" * 50 + "” — write it flatter"]),
    ("control character", "title: x\nurl: a\u202eb", ["2: an invisible control character, U+202E “url: a\u202eb” — delete it"]),
    ("a list where keys are wanted", "- title: x", ["1: YAML must have keys of its own “- title: x” — write lines like “key: value” there; the keys are title, subtitle, publisher, url, about, data_date, lead_topics, licence, licence_url, contact, traditional, organiser, icp, police, logo, icon"]),
    ("a key that is a list", "? [a]\n: b", ["1: a key that is not a word “? [a]” — put the value in \"…\" if the bracket is part of a text"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_problem(text, expected):
    value, problems = read_yaml(text, "f.yaml", SiteSettings)
    assert value is None
    assert told(problems) == expected


def test_every_problem_of_a_list_at_its_own_line():
    text = "- id: a\n  name: b\n- id: c\n  nam: d\n- text\n- id: e\n  name: f\n  words:\n  - x\n  - [y]\n"
    _, problems = read_yaml(text, "f.yaml", TOPICS)
    assert [(p.line, p.code, dict(p.values)["key"]) for p in problems] == [
        (4, "yaml.unknown-key", "nam"),
        (5, "yaml.mapping", "[3]"),
        (10, "yaml.text", "words[2]"),
    ]


def test_number_wanted():
    _, problems = read_yaml("least: 多\nshown: maybe", "f.yaml", Numbers)
    assert told(problems) == [
        "1: least must be a number “least: 多” — write it in half-width digits, like 12.5",
        "2: shown must be true or false “shown: maybe” — write true or false",
    ]


def test_keys_below_are_those_of_that_place():
    _, problems = read_yaml("topic:\n  id: a\n  name: b\n  titel: c", "f.yaml", Numbers)
    assert told(problems) == ["4: unknown key titel “titel: c” — delete it; the keys are id, name, about, headings, words, rows, works, detail"]


def test_front_matter_counts_from_its_first_line():
    _, problems = read_yaml("place: x\nyear: 二〇二四", "r.md", FrontMatter, first_line=2)
    assert [(p.where, p.line, p.code) for p in problems] == [("r.md", 3, "yaml.number")]


def test_places_for_checks_across_files():
    _, _, place = read_yaml_and_lines("title: x\nlead_topics:\n  - a\n  - b\n", "f.yaml", SiteSettings)
    assert place(("lead_topics", 1)) == (4, "- b")
    assert place(("lead_topics", 7, "no")) == (2, "lead_topics:")


def test_too_long_is_refused_before_it_is_read():
    value, problems = read_yaml("title: " + "x" * 1_000_001, "f.yaml", SiteSettings)
    assert value is None and [p.code for p in problems] == ["yaml.too-long"]


@given(st.text(alphabet="ab:：，- \n\t\"'[]{}#&*!|>%@`?~\\\u3000甲\x00\u202e", max_size=60))
def test_any_text_gives_a_value_or_problems_and_never_an_exception(text):
    value, problems = read_yaml(text, "f.yaml", SiteSettings)
    assert (value is None) == bool(problems)
    assert all(p.line >= 1 and p.hint and p.text() for p in problems)


def record() -> Record:
    evidence = Evidence("r", "p1", 0, 2, "“\u2028”\\")
    fact = Fact("gdp", "level", Decimal("1.10"), "亿元", "range", "actual", None, (evidence, evidence), high=Decimal("1E+3"))
    source = Source("报告/a.txt", "0" * 64, "text", "gb18030", (Line(1, "一"), Line(2, "")))
    report = Report("r", source, Meta(year=2024), (Line(1, "一"),), (), (Paragraph("p1", 1, "“x”", (Piece(0, 1),)),), ())
    return Record(report, (fact,), warnings=(Problem("a", 1, "c", "m", "h", (("k", "v"),)),))


def test_json_gives_the_same_value_back():
    assert from_json(Record, to_json(record())) == record()
    assert str(from_json(Record, to_json(record())).facts[0].value) == "1.10"


def test_json_of_something_else_is_refused():
    with pytest.raises(ValueError):
        from_json(Record, to_json(record().facts[0]))


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_json_keeps_every_decimal(number):
    back = from_json(Numbers, to_json(Numbers(number)))
    assert back.least.as_tuple() == number.as_tuple()


def test_a_thousand_mistakes_are_counted_not_listed():
    _, problems = read_yaml("a:\n" * 1000, "f.yaml", SiteSettings)
    assert len(problems) == 101
    assert problems[-1].text() == "f.yaml:102: 900 more mistakes from here on — correct those above first"
