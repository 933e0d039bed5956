"""Command lines beside exit codes and what is said, in both languages."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from digest import pipeline
from digest.cli import build_command, console, ending, main
from digest.cli.arguments import COMMANDS
from digest.model.problem import WARNING, Problem
from digest.pipeline import Summary, analyse, analyse_file
from digest.system import unforeseen
from digest.system.parallel import executor
from tests.reading import OURS

ROOT = Path(__file__).parents[1]
ERROR = Problem("r/a.txt", 3, "x.y", "unknown key {key}", "delete it", (("key", "k"),), "k: v")
ADVICE = Problem("r/b.txt", 0, "x.z", "the file is missing", "delete it", severity=WARNING)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture
def built(monkeypatch):
    """What build was asked to do, and a function that says what it is to answer."""
    asked = []
    answer = [Summary(reports=2)]

    def build(settings, progress, took):
        asked.append(settings)
        progress("Reading", 2, 2)
        return answer[0]

    monkeypatch.setattr(build_command, "standing", lambda settings: None)
    monkeypatch.setattr(pipeline, "rebuild", build)
    return asked, lambda summary: answer.__setitem__(0, summary)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        code = main.main(arguments)
    except SystemExit as stop:
        code = stop.code
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("arguments", [(), ("build",), ("--lang", "en"), ("--lang=en", "build"), ("build", "--lang", "en")])
def test_without_a_command_it_is_build(built, capsys, arguments):
    assert run(capsys, *arguments)[0] == 0
    assert [(s.content, s.reports, s.site, s.pdf) for s in built[0]] == [(Path("content"), Path("content/reports"), Path("site"), True)]


def test_options_reach_the_build(built, capsys, tmp_path):
    run(capsys, "--reports", str(tmp_path), "--site", "S", "--jobs", "3", "--no-pdf", "--templates", "templates")
    assert [(s.reports, s.site, s.jobs, s.pdf) for s in built[0]] == [(tmp_path, Path("S"), 3, False)]


def test_from_elsewhere_the_project_is_named_in_full(built, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run(capsys)
    assert [(s.content, s.site) for s in built[0]] == [(ROOT / "content", ROOT / "site")]


@pytest.mark.parametrize(
    ("summary", "code", "title"),
    [
        (Summary(reports=2), 0, "Published: site/index.html"),
        (Summary(problems=(ADVICE,)), 0, "Published: site/index.html"),
        (Summary(problems=(ADVICE, ERROR)), 1, "Published: site/index.html"),
        (Summary(unchanged=True), 0, "Nothing has changed: site/index.html is up to date."),
    ],
)
def test_exit_code_and_title(built, capsys, summary, code, title):
    built[1](summary)
    found, out, _ = run(capsys)
    assert found == code and title in out.splitlines()


@pytest.mark.parametrize(
    ("problem", "code", "stands", "title"),
    [
        (ERROR, 2, False, "Nothing was published."),
        (replace(ERROR, code="gate.number"), 4, True, "Nothing was published; the last site stands as it was."),
    ],
)
def test_of_what_came_to_nothing_only_problems_are_counted(built, capsys, tmp_path, problem, code, stands, title):
    if stands:
        (tmp_path / "index.html").write_text("<h1>", encoding="utf-8")
    built[1](Summary(reports=2, problems=(ADVICE, problem), published=False))
    found, out, _ = run(capsys, "--site", str(tmp_path), "--adopt")
    assert (found, out.splitlines()[1:]) == (code, [title, "  errors: 1", "  warnings: 1"])


def test_summary_and_problems_plain(built, capsys):
    built[1](Summary(reports=2, facts=30, pages=40, bulletins=5, charts=6, written=7, problems=(ERROR, ADVICE)))
    _, out, err = run(capsys, "--lang", "zh_CN")
    assert out.splitlines() == ["读取报告：2", "已发布：site/index.html", "  读取的报告：2", "  数据：30", "  页面：40", "  图表：6", "  简报：5",
                                "  写入的文件：7", "  错误：1", "  警告：1"]  # fmt: skip
    assert err.splitlines() == ["r/a.txt:3: 错误：未知的键 k “k: v” — 请删去", "", "r/b.txt: 警告：缺少此文件 — 请删去"]
    assert "\033" not in out + err


def test_quiet_says_nothing_but_problems(built, capsys):
    built[1](Summary(problems=(ERROR,)))
    assert run(capsys, "--quiet")[1:] == ("", "r/a.txt:3: error: unknown key k “k: v” — delete it\n")


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("--jobs", "0"), "build.py build: error: argument --jobs: 0 is not a number from 1 to 256", "build.py build：错误：参数 --jobs：0 不是 1 到 256 之间的数"),
        (("--jobs", "１"), "build.py build: error: argument --jobs: １ is not a number from 1 to 256", "build.py build：错误：参数 --jobs：１ 不是 1 到 256 之间的数"),
        (("--foo",), "build.py: error: unrecognized arguments: --foo", "build.py：错误：无法识别的参数：--foo"),
        (("--site",), "build.py build: error: argument --site: expected one argument", "build.py build：错误：参数 --site：需要一个值"),
        (("extract",), "build.py extract: error: the following arguments are required: FILE, --out", "build.py extract：错误：缺少以下参数：FILE, --out"),
    ],
)  # fmt: skip
def test_usage_errors(capsys, arguments, english, chinese):
    for language, expected in (("en", english), ("zh_CN", chinese)):
        place = arguments if arguments[0] != "extract" else arguments[1:]
        command = ("extract",) if arguments[0] == "extract" else ("build",)
        code, _, err = run(capsys, *command, "--lang", language, *place)
        assert (code, err.splitlines()[-1]) == (2, expected)


@pytest.mark.parametrize("arguments", [("--reports", "nowhere"), ("check", "--content", "nowhere"), ("--templates", "nowhere")])
def test_folder_that_does_not_exist(built, capsys, arguments):
    code, _, err = run(capsys, *arguments)
    assert (code, built[0]) == (2, [])
    assert "nowhere: error: there is no such folder — name a folder that exists" in err.splitlines()


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help"), ("extract", "--help"), ("check", "--help"), ("doctor", "--help")])
def test_help_is_chinese_all_through(capsys, monkeypatch, arguments):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run(capsys, *arguments)
    assert code == 0
    assert all(console.width(line) <= 80 for line in out.splitlines())
    words = {word for word in out.replace("[", " ").replace("]", " ").split() if word.isascii() and word.isalpha() and word.islower()}
    assert words <= set(COMMANDS), "English words are left"


STANDS = "What was published before stands as it was."
ENDS = [
    (KeyboardInterrupt(), 130, f"Stopped. {STANDS}"),
    (ending.Terminated(), 143, f"Stopped by the system. {STANDS}"),
    (OSError(28, "No space left on device", "site/x.html"), 5, "site/x.html: No space left on device"),
    (OSError(30, "Read-only file system", b"site/\xff.html"), 5, "site/\\xff.html: Read-only file system"),
    (PermissionError(13, "Permission denied", "site"), 5, "site: Permission denied"),
    (MemoryError(), 70, f"The memory of this machine is not enough. {STANDS} Try --jobs 1."),
    (BrokenProcessPool("a child"), 70, f"A process of the build was killed, most often for want of memory. {STANDS} Try --jobs 1."),
    (ValueError("\x1b[2J"), 70, f"A mistake of this program, at cli/build_command.py:LINE: ValueError: \\x1b[2J. {STANDS} --traceback tells more."),
    (OSError("no errno, no disk"), 70, f"A mistake of this program, at cli/build_command.py:LINE: OSError: no errno, no disk. {STANDS} --traceback tells more."),
    (RecursionError(), 70, f"A mistake of this program, at cli/build_command.py:LINE: RecursionError. {STANDS} --traceback tells more."),
]  # fmt: skip


@pytest.mark.parametrize(("error", "code", "said"), ENDS, ids=[type(e).__name__ + str(c) for e, c, _ in ENDS])
def test_whatever_happens_ends_in_its_code_and_a_line(built, monkeypatch, capsys, error, code, said):
    def wrong(settings, progress, took):
        raise error

    monkeypatch.setattr(pipeline, "rebuild", wrong)
    found, _, err = run(capsys)
    assert (found, re.sub(r"(?<=\.py:)\d+", "LINE", err).strip()) == (code, said)


def test_nobody_reads_what_is_printed():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "build.py", "doctor", "--lang", "en"], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("asked", "traced"), [((), False), (("--traceback",), True)])
def test_a_traceback_is_shown_to_who_asks(built, monkeypatch, capsys, asked, traced):
    monkeypatch.setattr(pipeline, "rebuild", lambda settings, progress, took: {}["\x1b"])
    code, _, err = run(capsys, *asked)
    assert (code, "Traceback" in err, "\x1b" in err) == (70, traced, False)


def test_where_a_mistake_of_another_process_is():
    with pytest.raises(TypeError) as caught, executor(2) as pool:
        list(pool.map(partial(analyse, None), ["a.txt"], ["no bytes"]))
    assert re.fullmatch(r"read/\w+\.py:\d+", unforeseen.place(caught.value))


def test_a_mistake_on_a_file_of_a_build_is_told_on_it(monkeypatch):
    record, (problem,) = analyse_file(None, ("a.txt", "no bytes"))
    assert record is None and (problem.where, problem.code, problem.severity) == ("a.txt", "analyse.failed", "error")
    monkeypatch.setattr(pipeline, "analyse", lambda *_: (_ for _ in ()).throw(MemoryError()))
    with pytest.raises(MemoryError):  # it says nothing of the file
        analyse_file(None, ("a.txt", b""))


@pytest.mark.parametrize("command", ["extract", "add", "suggest"])
def test_a_mistake_on_one_file_costs_that_file_alone(capsys, tmp_path, monkeypatch, command):
    """An exception is told on its file, in both languages without a traceback; whoever asks for the traceback gets the exception."""
    good = OURS[0].read_bytes()
    (tmp_path / "a.md").write_bytes(good)
    (tmp_path / "b.md").write_bytes(good.replace("各位代表".encode(), "各位委员".encode()))
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reports", "gold"))
    understood = pipeline.understand

    def wrong(source, catalogue):
        return {}["\x1b"] if source.path.endswith("b.md") else understood(source, catalogue)

    monkeypatch.setattr(pipeline, "understand", wrong)
    monkeypatch.setattr("digest.cli.addition.understand", wrong)
    files = [str(tmp_path / name) for name in ("a.md", "b.md")]
    options = {"extract": [*files, "--out", str(tmp_path / "R")], "add": files, "suggest": ["--reports", str(tmp_path)]}[command]
    asked = ("--content", str(tmp_path / "content"), "--jobs", "1")
    code, _, err = run(capsys, command, *options, *asked)
    (line,) = [line for line in err.splitlines() if "a mistake of this program" in line]
    assert code == 1 and re.search(r"/b\.md: error: a mistake of this program, at (?:\w+/)?\w+\.py:\d+: KeyError", line)
    assert "KeyError: '\\x1b'" in line and "Traceback" not in err
    made = {"extract": tmp_path / "R" / "a.json", "add": tmp_path / "content" / "reports", "suggest": tmp_path}[command]
    assert made.exists()
    monkeypatch.setenv("DIGEST_TRACEBACK", "1")
    assert run(capsys, command, *options, *asked)[0] == 70


def test_extract_writes_a_record_for_each_report_and_tells_of_the_rest(capsys, tmp_path):
    good = OURS[0]
    (tmp_path / "a.md").write_bytes(good.read_bytes())
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.md").write_bytes(good.read_bytes())
    (tmp_path / "bad.txt").write_text("", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("a.md", "b/a.md", "bad.txt", "none.txt")]
    code, out, err = run(capsys, "extract", *names, "--out", str(tmp_path / "R"), "--jobs", "1")
    assert code == 1
    assert [path.name for path in (tmp_path / "R").iterdir()] == ["a.json"]
    assert json.loads((tmp_path / "R" / "a.json").read_text(encoding="utf-8"))["format"] == "report-record/2"
    assert out.endswith(f"Records written into {tmp_path.as_posix()}/R: 1\n")
    for name, words in (("b/a.md", "would overwrite"), ("bad.txt", "holds no text"), ("none.txt", "can not be read")):
        assert any(line.startswith(names[0].replace("a.md", name)) and words in line for line in err.splitlines())


def test_nothing_of_a_report_commands_the_terminal(capsys):
    hostile = Problem("a\x1b[2J.txt", 1, "x", "unknown key {key}", "delete it", (("key", "\x9b31m"),), "line\nfeed \u202e")
    console.show_problems((hostile,), str, sys.stderr)
    assert capsys.readouterr().err == "a\\x1b[2J.txt:1: error: unknown key \\x9b31m “line feed \\u202e” — delete it\n"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("读取政府工作报告", 8, ["读取政府", "工作报告"]),
        ("读取政府，工作", 8, ["读取政府，", "工作"]),  # no mark at a line's beginning
        ("写成 JSON 文件", 9, ["写成 JSON", "文件"]),
        ("", 8, []),
    ],
)
def test_wrapped(text, columns, lines):
    assert console.wrapped(text, columns) == lines


@pytest.mark.parametrize("name", ["build.py", "tools/setup.py"])
def test_what_must_tell_an_old_python_parses_on_it(name):
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_door_without_packages_says_what_to_run(tmp_path):
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    done = subprocess.run([sys.executable, "-S", "-I", "build.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "make site" in done.stderr and "请运行" in done.stderr


def test_door_to_a_damaged_program_is_no_success(tmp_path):
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    (tmp_path / "digest" / "cli").mkdir(parents=True)
    (tmp_path / "digest" / "cli" / "main.py").write_text("def")
    done = subprocess.run([sys.executable, "build.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 70 and "SyntaxError" in done.stderr


def test_doctor_needs_no_package(tmp_path):
    for name in ("build.py", "digest"):
        (tmp_path / name).symlink_to(ROOT / name)
    done = subprocess.run([sys.executable, "-S", "-I", "build.py", "doctor"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "packages are missing" in done.stdout and done.stderr == ""


def test_door_goes_on_in_the_virtual_environment(tmp_path):
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "in .venv: $2 $3"\n')
    python.chmod(0o755)
    done = subprocess.run([sys.executable, "-S", "-I", "build.py", "check", "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "in .venv: check --quiet\n"


def test_help_and_doctor_do_not_wait_for_the_packages():
    """What is asked often answers fast: no heavy package is imported for it."""
    code = "import sys; sys.path.insert(0, '.')\nfrom digest.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    loaded = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert not loaded & {"jieba", "matplotlib", "weasyprint", "pydantic", "rich", "jinja2", "ruamel.yaml", "markdown_it", "fontTools"}
