"""What a Chinese keyboard does to YAML and templates beside what it is mended to; each that must be mended has one that must not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from digest.cli.fix_command import run_mending
from digest.cli.fix_files import Mend, mended_file, mended_head
from digest.cli.fix_templates import mended_template
from digest.cli.fix_yaml import mended_yaml
from digest.content.note_files import NoteHead
from digest.content.schema import read_yaml
from digest.model.build import Settings
from digest.model.catalogue import Indicator, SiteSettings, Topic
from digest.model.front_matter import FrontMatter
from digest.render.templates import markdown_environment, render
from digest.system.inputs import digest_of

TOPICS, INDICATORS = tuple[Topic, ...], tuple[Indicator, ...]

YAML_MENDED = [
    (FrontMatter, "place：清苑区\n", "place: 清苑区\n"),
    (FrontMatter, "place：清苑区\nyear：2025\ntitle：概况：上\n", "place: 清苑区\nyear: 2025\ntitle: 概况：上\n"),
    (FrontMatter, "place: 清苑区\nyear：2025\n", "place: 清苑区\nyear: 2025\n"),
    (FrontMatter, "place ： 清苑区\r\n", "place: 清苑区\r\n"),
    (FrontMatter, "year: “2025”\n", 'year: "2025"\n'),
    (FrontMatter, "place:　清苑区\nyear：2025\n", "place: 清苑区\nyear: 2025\n"),
    (FrontMatter, "fix:\n  - find：甲：乙\n    put：丙\n    why: 丁：戊\n", "fix:\n  - find: 甲：乙\n    put: 丙\n    why: 丁：戊\n"),
    (FrontMatter, "fix:\n　- find：甲\n　  put：丙\n　  why：丁\n", "fix:\n  - find: 甲\n    put: 丙\n    why: 丁\n"),
    (NoteHead, "figures：\n  a.b.target：\n  a.b-c.actual： 1%\n  d: 8：天\n", "figures:\n  a.b.target:\n  a.b-c.actual: 1%\n  d: 8：天\n"),
    (SiteSettings, "title: 观察\nlead_topics: [甲，乙]\n", "title: 观察\nlead_topics: [甲, 乙]\n"),
    (SiteSettings, "title: 观察\nlead_topics: 【甲，乙】\n", "title: 观察\nlead_topics: [甲, 乙]\n"),
    (SiteSettings, "title: 观察\nlead_topics： ［甲,乙］  # 先列\n", "title: 观察\nlead_topics: [甲,乙]  # 先列\n"),
    (SiteSettings, "title: 观察，上\nlead_topics: [“甲，一”，乙]\n", 'title: 观察，上\nlead_topics: ["甲，一", 乙]\n'),
    (TOPICS, "- id：air\n  name：大气\n", "- id: air\n  name: 大气\n"),
    (TOPICS, "-　id: air\n  name: 大气\n", "- id: air\n  name: 大气\n"),
    (TOPICS, "- {id：air，name：大气，words：[空气，大气：层]}\n", "- {id: air, name: 大气, words: [空气, 大气：层]}\n"),
    (TOPICS, "- ｛id: air, name: 大气｝\n", "- {id: air, name: 大气}\n"),
    (TOPICS, "- {id: air, name: 大气，水, words: [空气，'甲，乙']}\n", "- {id: air, name: 大气，水, words: [空气, '甲，乙']}\n"),
    (TOPICS, "- {id: air, name: 大气,\n   words: [空气,\n   甲，乙]}\n", "- {id: air, name: 大气,\n   words: [空气,\n   甲, 乙]}\n"),
]
YAML_LEFT = [
    (FrontMatter, "title: 概况：上\nnote: 见【附】，“引”；100％\n"),  # it reads: every sign is the editor's
    (FrontMatter, "note: place：清苑区\n"),
    (FrontMatter, "note: |\n  place：清苑区\n"),
    (FrontMatter, "year：二〇二五\nnote: |\n  　　甲\n"),
    (FrontMatter, "place：清苑区\ntitel: 甲\n"),  # another mistake stays to be told, and nothing is half mended
    (FrontMatter, "地方：清苑区\n"),  # no key of ours
    (FrontMatter, "year：二〇二五\n"),
    (FrontMatter, "place:清苑区\n"),  # nothing full-width about it
    (SiteSettings, "title: 观察\nlead_topics: [甲、乙]\n"),  # 、 may belong to a name
    (TOPICS, "- {id: air, name: 大气：上，下, words: ['甲，乙', \"丙：丁\"]}\n"),
    (TOPICS, "- id: air\n  name: 大气\n  about: 甲：乙，丙\n  words: [“甲”, 乙]\n"),
    (TOPICS, "# id：air，[甲，乙]\n- id: air\n  name: 大气\n"),
    (TOPICS, ""),
]


@pytest.mark.parametrize(("kind", "text", "expected"), YAML_MENDED)
def test_yaml_is_mended(kind, text, expected):
    assert read_yaml(text, "a.yaml", kind)[1]
    assert mended_yaml(text, "a.yaml", kind) == expected
    assert read_yaml(expected, "a.yaml", kind)[1] == ()


@pytest.mark.parametrize(("kind", "text"), YAML_LEFT)
def test_yaml_is_left(kind, text):
    assert mended_yaml(text, "a.yaml", kind) == text


TEMPLATES_MENDED = [
    ("{{ topic。name }}：要点", "{{ topic.name }}：要点"),
    ("｛｛ name ｝｝，{{ name ｝}", "{{ name }}，{{ name }}"),
    ("{％ if a ％}甲｛％ endif %｝。", "{% if a %}甲{% endif %}。"),
    ("{％- if a -％}100％{％- endif -％}", "{%- if a -%}100％{%- endif -%}"),
    ("{{ fact｜figure }}｜甲｜", "{{ fact|figure }}｜甲｜"),
    ("{{ names｜join（“，”） }}", '{{ names|join("，") }}'),
    ("{{ names｜join('：”') }}", "{{ names|join('：”') }}"),
    ("{{　name　}}{{ a，b }}", "{{ name }}{{ a,b }}"),
    ('{{ pick（"甲”） }}', '{{ pick("甲") }}'),
    ("{# 说明，{{ ： #}{{ a。b }}", "{# 说明，{{ ： #}{{ a.b }}"),
]
TEMPLATES_LEFT = [
    "{{ names|join('，') }}：（甲，乙）“丙”100％｜　",
    "{# {{ a。b }} #}{{ a }}",
    "{% raw %}{{ a。b }}{% endraw %}",
    "{{　name　}}",  # Jinja reads it so
    "甲：{{ a。b",
    "{{ a。b }}{% if %}",  # another mistake stays to be told
    "{甲：乙} （％）",
]


@pytest.mark.parametrize(("text", "expected"), TEMPLATES_MENDED)
def test_templates_are_mended(text, expected):
    assert mended_template(text) == expected


@pytest.mark.parametrize("text", TEMPLATES_LEFT)
def test_templates_are_left(text):
    assert mended_template(text) == text


def test_a_head_is_mended_and_the_body_is_not():
    text = "\ufeff---\r\nplace：清苑区\r\nyear: 2025\r\n---\r\nplace：各位代表，[甲，乙]\n"
    after, mends = mended_head(text, "r/a.md", FrontMatter)
    assert after == text.replace("place：清苑区", "place: 清苑区")
    assert mends == (Mend("r/a.md", 2, "place：清苑区", "place: 清苑区"),)


@pytest.mark.parametrize("text", ["place：清苑区\n", "---\nplace：清苑区\n", "－－－\nplace：清苑区\n---\n", "---\nplace: 甲\n---\nyear：2025\n"])
def test_what_is_no_broken_head_is_left(text):
    assert mended_head(text, "r/a.md", FrontMatter) == (text, ())


def test_mends_name_each_line():
    _, mends = mended_file("title: 甲\nsubtitle：乙\nlead_topics：[甲，乙]\n", "s.yaml", SiteSettings)
    assert [(m.line, m.old, m.new) for m in mends] == [(2, "subtitle：乙", "subtitle: 乙"), (3, "lead_topics：[甲，乙]", "lead_topics: [甲, 乙]")]


PIECES = ["id", "name", "words", "title", "lead_topics", "甲", "乙", "2024", "：", ":", ": ", "，", ",", ", ", "[", "]", "【", "】", "{", "}",
          "｛", "｝", "“", "”", '"', "'", " ", "　", "- ", "\n", "\n  ", "\r\n", "#", "、", "％", "%", "｜", "|", "。", "。b"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@examples(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([SiteSettings, TOPICS]))
def test_yaml_that_reads_is_never_changed_and_mending_twice_is_mending_once(text, kind):
    after = mended_yaml(text, "a.yaml", kind)
    assert after == text or (read_yaml(text, "a", kind)[1] and not read_yaml(after, "a", kind)[1])
    assert mended_yaml(after, "a.yaml", kind) == after


@examples(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "{{ ", " }}", "{% ", " %}", "｛｛ ", " ｝｝", "{％", "％}", "if a", "endif", "{#", "#}"]), max_size=16).map("".join))
def test_templates_that_read_are_never_changed_and_what_is_printed_stays(text):
    after = mended_template(text)
    if after != text:
        assert render(markdown_environment({"t": text}), "t")[1]
        # `{{ a }}` and `｛％ if a ％｝` match: what stands outside is printed
        code = re.compile(r"[{｛]#.*?#\}|[{｛][{｛].*?[}｝]{2}|[{｛][%％].*?[%％][}｝]", re.DOTALL)
        assert code.sub("", after) == code.sub("", text)
    assert mended_template(after) == after


def test_files_are_mended_whole_and_told(tmp_path, capsys):
    content, templates = tmp_path / "content", tmp_path / "templates"
    (content / "reports").mkdir(parents=True)
    (content / "notes").mkdir()
    templates.mkdir()
    report, other, template = content / "reports" / "a.md", content / "reports" / "b.md", templates / "t.md.j2"
    report.write_bytes("\ufeff---\r\nplace：清苑区\r\n---\r\nplace：[甲，乙]\r\n".encode())
    other.write_bytes("---\nplace：清苑区\n---\n甲".encode("gbk"))
    (content / "site.yaml").write_text("title: 观察：上\nlead_topics：[甲，乙]\n", encoding="utf-8")
    template.write_text("{{ a。b }}：甲\n", encoding="utf-8")
    template.chmod(0o640)
    kept = other.read_bytes()
    wanted = Settings(content, content / "reports", templates, tmp_path, tmp_path, tmp_path)
    assert run_mending(wanted, str) == ()
    assert report.read_bytes() == "\ufeff---\r\nplace: 清苑区\r\n---\r\nplace：[甲，乙]\r\n".encode()
    assert (content / "site.yaml").read_text(encoding="utf-8") == "title: 观察：上\nlead_topics: [甲, 乙]\n"
    assert (template.read_text(encoding="utf-8"), template.stat().st_mode & 0o777) == ("{{ a.b }}：甲\n", 0o640)
    assert other.read_bytes() == kept
    told = capsys.readouterr().out.replace(tmp_path.as_posix() + "/", "").splitlines()
    assert told == [
        "content/site.yaml:2: mended: lead_topics：[甲，乙] → lead_topics: [甲, 乙]",
        "content/reports/a.md:2: mended: place：清苑区 → place: 清苑区",
        "templates/t.md.j2:1: mended: {{ a。b }}：甲 → {{ a.b }}：甲",
    ]
    assert sorted(p.name for p in content.rglob("*") if p.is_file()) == ["a.md", "b.md", "site.yaml"]
    assert run_mending(wanted, str) == () and capsys.readouterr().out == ""


def test_nothing_of_ours_is_to_be_mended(capsys):
    root = Path(__file__).parents[1]
    before = digest_of((root / "content", root / "templates"))
    run_mending(Settings(root / "content", root / "content" / "reports", root / "templates", root, root, root), str)
    assert (capsys.readouterr().out, digest_of((root / "content", root / "templates"))) == ("", before)
