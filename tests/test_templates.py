"""Templates: what is printed is escaped, what is wrong is named with file, line and the names that exist."""

import subprocess
import sys
from decimal import Decimal

import pytest

from digest.model.catalogue import Topic
from digest.render.templates import html_environment, markdown_environment, render, trusted_html
from tests.tables import each

ECOLOGY = Topic("ecology", "生态环境", headings=("绿色",))


def markdown(text: str, parts: dict[str, str] | None = None, **values: object):
    environment = markdown_environment({"a.md.j2": text, **(parts or {})}, "templates/markdown")
    return render(environment, "a.md.j2", **values)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ x }}", r"\*甲\* a\|b"),
        ("{{ x ~ y }}", r"\*甲\* a\|b&lt;i&gt;"),
        ("{{ x|link('a.html') }}", r"[\*甲\* a\|b](a.html)"),
        ("{{ x|link('a.html') ~ y }}", r"\[&#92;\*甲&#92;\* a&#92;\|b\](a.html)&lt;i&gt;"),  # text again: never markup
        ("{% macro m(v) %}**{{ v }}**{% endmacro %}{{ m(x) }}", r"**\*甲\* a\|b**"),  # a macro's result is Markdown
        ("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ x }}{% endcall %}", r"<\*甲\* a\|b>"),
        ("{% include 'part' %}", r"~\*甲\* a\|b~"),
        ("{% from 'macros' import m with context %}{{ m() }}", r"`\*甲\* a\|b`"),
        ("{{ [x, '甲'|link('b')]|join('、') }}", r"\*甲\* a\|b、[甲](b)"),
        ("{{ '*' }}", r"\*"),
        ("{{ n }} {{ -n }}", "2.5 -2.5"),
        ("{{ x[:3]|upper }}", r"\*甲\*"),
        ("{{ '{{ 7*7 }}' }}", r"\{\{ 7\*7 \}\}"),
    ],
)
def test_in_markdown_everything_printed_is_escaped_once(template, text):
    parts = {"part": "~{{ x }}~", "macros": "{% macro m() %}`{{ x }}`{% endmacro %}"}
    result, problems = markdown(template, parts, x="*甲* a|b", y="<i>", n=Decimal("2.5"))
    assert (result, problems) == (text, ())


def test_in_html_everything_printed_is_escaped_but_our_own_html():
    environment = html_environment({"a.html.j2": "<p>{{ x }}</p>{{ h }}{{ 3 }}"}, "templates/html")
    assert render(environment, "a.html.j2", x='<b>"', h=trusted_html("<i>")) == ("<p>&lt;b&gt;&#34;</p><i>3", ())


@pytest.mark.parametrize("value", [ECOLOGY, None, True, ["甲"], 1.5])
@pytest.mark.parametrize("make", [markdown_environment, html_environment])
def test_what_is_neither_text_nor_number_is_not_printed(make, value):
    result, (problem,) = render(make({"a": "甲\n{{ x }}"}, "t"), "a", x=value)
    assert (result, problem.where, problem.line, problem.code) == (None, "t/a", 2, "template.failed")


BROKEN = [  # a template, its line, and what the message must say
    ("# {{ topic.name }}\n\n{{ topc.name }}", 3, ("topc is not a name known here", "“{{ topc.name }}”", "did you mean topic?", "page")),
    ("# {{ topic.name }}\n{{ topic.nmae }}\n", 2, ("Topic has no nmae", "did you mean name?", "about、detail、headings、id、name、rows、words、works")),
    ("{% for word in topic.headings %}\n{{ wrod }}\n{% endfor %}", 2, ("wrod is not a name", "did you mean word?")),
    ("甲\n{% for w in topc.words if w %}{% endfor %}", 2, ("topc is not a name", "did you mean topic?")),
    ("{% if topic.nmae %}{% endif %}", 1, ("Topic has no nmae",)),
    ("甲\n{{ topic.nmae|listing }}", 2, ("Topic has no nmae",)),
    ("甲\n{{ topic.name|listig }}", 2, ("there is no filter listig", "did you mean listing?")),
    ("甲\n{% if topic is definde %}{% endif %}", 2, ("there is no test definde", "did you mean defined?")),
    ("甲\n{% for w in topic.words %}\n{{ w }}\n\n\n", 2, ("{% for %} is never closed", "{% endfor %}")),
    ("{% if a %}\n{% for w in b %}{% endfor %}\n{% if c %}\n{% endif %}", 1, ("{% if %} is never closed",)),
    ("甲\n{{ topic。name }}", 2, ("。 is full-width", "write .")),
    ("甲\n\n{％ if topic %}", 3, ("{％ is full-width", "write {%")),
    ("甲\n｛｛ topic.name }}", 2, ("is full-width", "write {{")),
    ("{{ topic.name|link（'a'） }}", 1, ("（ is full-width", "write (")),
    ("甲\n{% endfor %}", 2, ("endfor",)),
    ("甲\n{{ topic.name }", 2, ("this is not understood",)),
    ("甲\n{% include 'parts/sorces.md.j2' %}", 2, ("there is no template parts/sorces.md.j2", "did you mean parts/sources.md.j2?")),
    ("甲\n{{ topic.name|amount('元') }}", 2, ("this cannot be done",)),
    ("甲\n{{ topic.__class__ }}", 2, ("__class__",)),
    ("甲\n{{ topic.name|safe }}", 2, ("there is no filter safe",)),
    ("甲\n{% autoescape true %}{% endautoescape %}", 2, ("{% autoescape %} is not available",)),
    ("甲\n{% set x %}甲{% endset %}", 2, ("{% endset %} is not available",)),
]


@each(("template", "line", "said"), BROKEN)
def test_a_mistake_is_named_with_its_line_and_the_names_that_exist(template, line, said):
    text, (problem,) = markdown(template, {"parts/sources.md.j2": ""}, topic=ECOLOGY, page="topics/ecology.md")
    assert text is None
    assert problem.text().startswith(f"templates/markdown/a.md.j2:{line}: ")
    for words in said:
        assert words in problem.text()


def test_a_mistake_in_an_included_part_or_a_macro_is_named_there():
    parts = {"part": "甲\n\n{{ topic.nmae }}", "macros": "\n{% macro m(t) %}\n{{ t.nmae }}{% endmacro %}"}
    _, (problem,) = markdown("甲\n{% include 'part' %}", parts, topic=ECOLOGY)
    assert (problem.where, problem.line) == ("templates/markdown/part", 3)
    _, (problem,) = markdown("{% from 'macros' import m %}{{ m(topic) }}", parts, topic=ECOLOGY)
    assert (problem.where, problem.line) == ("templates/markdown/macros", 3)


def test_a_template_that_includes_itself_is_a_problem():
    text, (problem,) = markdown("{% include 'a.md.j2' %}")
    assert (text, problem.where) == (None, "templates/markdown/a.md.j2")


def test_a_missing_template_is_a_problem():
    text, (problem,) = render(markdown_environment({"topic.md.j2": ""}, "t"), "topik.md.j2")
    assert text is None and "did you mean topic.md.j2?" in problem.text()


def test_templates_of_a_folder_are_named_as_the_user_named_it(tmp_path):
    (tmp_path / "a.md.j2").write_text("{{ x。y }}", "utf-8")
    assert render(markdown_environment(tmp_path, "templates/markdown"), "a.md.j2")[1][0].where == "templates/markdown/a.md.j2"
    assert render(markdown_environment(tmp_path), "a.md.j2")[1][0].where == f"{tmp_path}/a.md.j2"


def test_full_width_percent_in_text_is_no_mistake():
    assert markdown("{{ x }}增长１００％，“{{ x }}”。", x="甲") == ("甲增长１００％，“甲”。", ())


def test_jinja_is_not_imported_before_something_is_rendered():
    code = "import sys, digest.render.templates; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
