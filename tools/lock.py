"""make lock: the newest versions that pyproject.toml allows → the four locks, with all hashes.

Run it with Python 3.11, the oldest that is supported: what is chosen for it works on newer ones too. Needs pip-tools.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUIET = (
    "--quiet",
    "--strip-extras",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
)
ALL = "# Made by make lock from pyproject.toml. Every file of every version, so that it holds for Python 3.11 to 3.13 on Linux and macOS."
TEST = "# What the tests in a browser need beside requirements.lock, made by make lock."
MUTATE = "# What make mutate needs beside requirements.lock, made by make lock. What requirements-test.lock holds too has the same version there."
BUILD = "# What installs the packages (pip: old ones take ten times as long over the same index) and builds jieba (a source package), made by make lock."


def main() -> int:
    """The locks are made anew → 0; 2 where that can not be done here."""
    if sys.version_info[:2] != (3, 11):
        print("make lock needs the oldest supported Python: make lock PYTHON=python3.11", file=sys.stderr)
        return 2
    locked = compiled("--extra", "dev", "--extra", "pdf", "pyproject.toml")
    write("requirements.lock", ALL, locked)
    # what several hold must be the same version: the locks just written are constraints
    write("requirements-test.lock", TEST, beside(locked, "browser", "requirements.lock"))
    write("requirements-mutate.lock", MUTATE, beside(locked, "mutate", "requirements.lock", "requirements-test.lock"))
    write("requirements-build.lock", BUILD, compiled("-", text="pip>=26\nsetuptools>=77\n"))
    return 0


def beside(locked: str, extra: str, *constraints: str) -> str:
    """The lines of requirements.lock, an extra of pyproject.toml, locks to agree with → a lock of what the extra needs beside the first."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    held = [word for lock in constraints for word in ("--constraint", lock)]
    return without(locked, compiled(*held, "-", text="".join(f"{line}\n" for line in extras[extra])))


def without(locked: str, lock: str) -> str:
    """A lock less the packages that another holds already."""
    names = {line.partition("==")[0] for line in locked.splitlines() if "==" in line}
    kept, keep = [], True
    for line in lock.splitlines():
        if "==" in line:
            keep = line.partition("==")[0] not in names
        kept += [line] if keep else []
    return "\n".join(kept)


def compiled(*wanted: str, text: str = "") -> str:
    """What is wanted, as arguments of pip-compile → the lines of a lock."""
    # -P: our build.py must not stand for the package build
    command = [sys.executable, "-P", "-m", "piptools", "compile", "--generate-hashes", "--allow-unsafe", *QUIET, "--output-file=-", *wanted]
    return subprocess.run(command, cwd=ROOT, input=text, stdout=subprocess.PIPE, text=True, check=True).stdout


def write(name: str, head: str, lock: str) -> None:
    """A lock without the remarks of the tool that made it."""
    lines = [line for line in lock.splitlines() if line.strip() and not line.startswith("#")]
    (ROOT / name).write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
