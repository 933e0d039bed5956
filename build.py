#!/usr/bin/env python3
"""The command: python build.py [build|check|explain|changes|…]. A thin door to digest/cli/main.py.

Needs nothing itself and parses on old Pythons: it goes on in .venv where the packages are there and not here.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PACKAGES = (
    "jinja2 markdown_it mdit_py_plugins jieba matplotlib weasyprint pydantic ruamel.yaml rich uharfbuzz fontTools charset_normalizer pypdfium2"
).split()


def python_of_venv() -> "str | None":
    """The project's own Python, or None."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    path = os.path.join(VENV, folder, name)
    return path if os.path.exists(path) else None


def complete() -> bool:
    """Whether this Python is new enough and has the packages."""
    if sys.version_info < (3, 11):
        return False
    from importlib.util import find_spec

    try:
        return all(find_spec(name) for name in PACKAGES)
    except ModuleNotFoundError:  # ruamel itself
        return False


def answered() -> "tuple[str, int | None]":
    """→ what is asked, and the exit code where the last answer to it still holds and was said again: digest/system/said_before.py."""
    asked = ""
    try:
        from digest.system.said_before import asked_now, said_before

        asked = asked_now(sys.argv[1:])
        return asked, said_before(os.path.join(ROOT, ".cache", "said"), asked)
    except Exception:  # nobody reads what is printed, or a damaged program: both are told further on
        return asked, None


def main() -> None:
    """Says again what was said when nothing was touched since; else goes on where everything is there, or says how to get it."""
    sys.path.insert(0, ROOT)
    asked, code = answered() if sys.version_info >= (3, 11) else ("", None)
    if code is not None:
        sys.exit(code)
    if not complete():
        python = python_of_venv()
        if python and os.path.realpath(sys.prefix) != os.path.realpath(VENV):
            sys.stdout.flush()
            os.execv(python, [python, os.path.abspath(__file__)] + sys.argv[1:])
        if "doctor" not in sys.argv or sys.version_info < (3, 11):  # the doctor needs no package, and says what is missing
            sys.stderr.write("The packages that this needs are not installed. Run:  make site\n尚未安装所需的软件包。请运行：make site\n")
            sys.exit(2)
    try:
        from digest.cli.main import main as command
    except Exception:  # a program that is damaged; whatever happens later is told in digest/cli/ending.py
        import traceback

        traceback.print_exc()
        sys.exit(70)
    sys.exit(command(sys.argv[1:], asked))


if __name__ == "__main__":
    main()
