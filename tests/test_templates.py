"""Templates: what is printed is escaped, what is wrong is named with file, line and the names that exist."""

import subprocess
import sys
from decimal import Decimal

import pytest

from digest.model.catalogue import Topic
from digest.render import template_budget
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


TOO_MUCH, TOO_LONG, NO_TEXT = "it takes more than a page ever needs", "longer than a page ever needs", "a list is no text: join its items"
GROWS = "{{% set n = namespace(x={start}) %}}\n{{% for i in range(60) %}}{{% set n.x = {grown} %}}{{% endfor %}}"
BOMBS = [  # a template, the line at which it ends, and what is said
    ("\n{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}", 2, TOO_MUCH),
    ("{% for a in range(50000)|map('string') %}\n{% for b in range(50000)|map('string') %}{% endfor %}{% endfor %}", 2, TOO_MUCH),
    ("{% macro m() %}{% for a in range(99) %}" + "甲" * 9000 + "{% endfor %}{% endmacro %}\n{% for a in range(9999) %}{% set x = m() %}{% endfor %}", 1, TOO_MUCH),
    (GROWS.format(start="'x'", grown="n.x ~ n.x"), 2, TOO_LONG),
    (GROWS.format(start="'x'", grown="n.x + n.x"), 2, TOO_LONG),
    (GROWS.format(start="[1]", grown="n.x + n.x"), 2, TOO_LONG),
    (GROWS.format(start="9", grown="n.x * n.x"), 2, TOO_LONG),
    (GROWS.format(start="'x'", grown="n.x|replace('x', 'xxxxxxxxx')"), 2, TOO_LONG),
    (GROWS.format(start="[1]", grown="[n.x, n.x]") + "\n{{ n.x|string }}", 3, NO_TEXT),
    (GROWS.format(start="[1]", grown="[n.x, n.x]") + "\n{{ n.x ~ '' }}", 3, NO_TEXT),
    ("{{ 'x' * 200000000 }}", 1, "texts and lists are not multiplied"),
    ("{{ '%1000000000d' % 1 }}", 1, "texts and lists are not multiplied"),
    ("{{ 9 ** 99999999 }}", 1, TOO_LONG),
    ("{% set x = [1]|batch(200000000, 'x')|list %}", 1, TOO_LONG),
    ("{{ 'x'.rjust(2000000000) }}", 1, "'rjust'"),
    ("{{ '{:1000000000d}'.format(1) }}", 1, "'format'"),
    ("{% set x = [1] %}\n{% for i in x %}{% set y = x.append(1) %}{% endfor %}", 2, "'append'"),
    ("{% include 'a' %}{% include 'a' %}", 1, "RecursionError"),
]


@each(("template", "line", "said"), BOMBS)
def test_a_bomb_is_a_problem_at_its_line(template, line, said):
    for make in (markdown_environment, html_environment):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(template_budget, "MOST_STEPS", 120_000)  # a test has less time than an editor
            result, (problem,) = render(make({"a": template}, "t"), "a")
        assert (result, problem.where, problem.line) == (None, "t/a", line), problem.text()
        assert said in problem.text(), problem.text()


def test_loops_and_sums_of_an_honest_template_are_as_they_were():
    template = "{% for a in x|map('upper') if a != 'B' %}{{ loop.index }}{{ 'a' ~ a }}{% if not loop.last %},{% endif %}{% endfor %}{{ 2 * 3 + 7 % 4 - 2 ** 3 }}{{ [1] + [2]|list }}"
    template = template.replace("{{ [1] + [2]|list }}", "{{ ([1] + [2])|length }}{{ 'a' + 'b' }}{% for i in [3, 4] %}/{{ loop.length }}{% endfor %}")
    assert markdown(template, x=("a", "b", "c")) == ("1aA,2aC12ab/2/2", ())


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
