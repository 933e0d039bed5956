"""The tool as it is installed: a wheel made of the sdist, in an environment that has only the packages it takes, run from an empty folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from sysconfig import get_path

import pytest

ROOT = Path(__file__).parents[1]
SENT = ("digest", "templates", "content", "docs", "tools", "build.py", "Makefile", "MANIFEST.in", "pyproject.toml", "LICENSE", "README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md")
BUILD = "import sys; from setuptools import build_meta; print(getattr(build_meta, sys.argv[1])(sys.argv[2]))"


def built(kind: str, source: Path, out: Path) -> Path:
    """A project's folder → its sdist or wheel, made without a network by the setuptools that is locked."""
    done = subprocess.run([sys.executable, "-P", "-c", BUILD, kind, out], cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return out / done.stdout.splitlines()[-1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made of the sdist, which is made of what is sent."""
    folder = tmp_path_factory.mktemp("wheel")
    passed = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in (*SENT, *(path.name for path in ROOT.glob("requirements*.lock"))):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / "project" / name, ignore=passed)
        else:
            (folder / "project").mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder / "project" / name)
    with tarfile.open(built("build_sdist", folder / "project", folder)) as sdist:
        sdist.extractall(folder / "sdist", filter="data")
    return built("build_wheel", next((folder / "sdist").iterdir()), folder)


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel, which finds the other packages where these tests find them."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "-qq", "--no-index", "--no-deps", "--no-compile"]
    subprocess.run([*pip, "--disable-pip-version-check", wheel], check=True)
    packages = next((folder / "lib").iterdir()) / "site-packages"
    (packages / "others.pth").write_text(get_path("purelib"))
    return folder


def run(environment: Path, folder: Path, *words: str, code: int = 0) -> str:
    """A command of the installed tool, in a folder → what it says; it must end with this exit code."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {"LC_ALL": "C.UTF-8"}
    command = [environment / "bin" / words[0], *words[1:]]
    done = subprocess.run(command, cwd=folder, env=clean, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_wheel_holds_what_a_site_takes_and_no_report(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        needs = next(packed.read(name).decode() for name in names if name.endswith("METADATA"))
    ours = {path.relative_to(ROOT).as_posix() for name in ("templates", "content/lexicons", "docs/methods.md") for path in (ROOT / name, *(ROOT / name).rglob("*")) if path.is_file() and path.name != ".DS_Store"}
    assert len(ours) > 100 and {f"digest/shipped/{name}" for name in ours} <= names
    assert {f"digest/shipped/content/{name}" for name in ("topics.yaml", "places.csv", "watchlist.txt")} <= names
    assert not [name for name in names if "/content/reports/" in name or "/content/bulletins/" in name or name.startswith(("tests/", "tools/"))]
    core = [line for line in needs.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert len(core) > 10 and not [line for line in core if "pytest" in line or "weasyprint" in line]


def test_from_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    said = run(environment, tmp_path, "report-digest", "--help")
    assert "usage: report-digest" in said and "build.py" not in said
    said = run(environment, tmp_path, "python", "-m", "digest.cli", "build", code=2)
    assert "reports: error: there is no such folder" in said
    assert run(environment, tmp_path, "python", "-m", "digest", "build", code=2) == said
    assert not list(tmp_path.iterdir()), "nothing is made where nothing is built"


def test_a_report_is_extracted_with_the_lists_that_the_tool_ships(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nplace: 侯马市\nyear: 2024\n---\n# 政府工作报告\n\n各位代表：\n\n一、2024年工作安排\n\n今年，地区生产总值增长7.3%左右。\n", encoding="utf-8")
    run(environment, tmp_path, "report-digest", "extract", "--out", "out", "--jobs", "1", "a.md")
    assert '"value": 7.3,' in (tmp_path / "out" / "a.json").read_text(encoding="utf-8")


def test_a_site_of_ones_own_over_an_installed_tool_and_an_upgrade_of_it(environment: Path, tmp_path: Path) -> None:
    run(environment, tmp_path, "report-digest", "new", "mysite")
    site = tmp_path / "mysite"
    assert "templates/markdown/parts/voices.md.j2" in run(environment, site, "report-digest", "eject", "parts/voices.md.j2")
    (site / "topics.yaml").write_text("- {id: ecology, extends: ecology, name: 生态与绿化}\n", encoding="utf-8")
    (site / "site.yaml").write_text("title: 我的比较\norganiser: 某某研究院\nicp: 京ICP备12345678号-1\nlogo: logo.svg\n", encoding="utf-8")
    (site / "static" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    said = run(environment, site, "report-digest", "build", "--no-pdf", "--jobs", "1")
    assert "Published: site/index.html" in said and "errors: 0" in said and "warnings: 0" in said
    page = (site / "site/topics/ecology.html").read_text(encoding="utf-8")
    assert 'src="../static/logo.svg"' in page and "主办单位：某某研究院" in page and ">京ICP备12345678号-1</a>" in page and (site / "site/static/logo.svg").is_file()
    assert "生态与绿化" in (site / "site/topics/ecology.html").read_text(encoding="utf-8") and "示例县" in (site / "site/index.html").read_text(encoding="utf-8")
    assert "Nothing has changed" in run(environment, site, "report-digest", "--no-pdf")
    original = next(environment.rglob("shipped/templates/markdown/parts/voices.md.j2"))
    original.write_text("{# 升级了 #}\n" + original.read_text(encoding="utf-8"), encoding="utf-8")
    said = run(environment, site, "report-digest", "doctor")
    assert "voices.md.j2 was copied from version" in said and "its original has changed since:" in said and "+{# 升级了 #}" in said
