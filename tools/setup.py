"""Sets the project up: system packages where they are missing, a virtual environment, the locked packages in it.

    python3 tools/setup.py        run by make; what is done already is not done again
    python3 tools/setup.py tests  also what only the tests in a browser need
    python3 tools/setup.py mutate also what only make mutate needs

Needs nothing but a Python; parses on old ones, so that they can be told to be too old.
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NEWER = ("python3.13", "python3.12", "python3.11")
TOO_OLD = (
    "Python {} is too old: 3.11 or newer is needed. Install one, then: make site PYTHON=python3.11\n"
    "Python {} 版本过低：需要 3.11 或更高版本。请先安装，再运行：make site PYTHON=python3.11\n"
)


def newer_python() -> None:
    """On an old Python: goes on in a newer one where there is any, else says what to do."""
    for name in NEWER:
        try:
            fit = subprocess.call([name, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], stderr=subprocess.DEVNULL) == 0
        except OSError:
            continue
        if fit:
            os.execvp(name, [name] + sys.argv)
    version = "%d.%d" % sys.version_info[:2]
    sys.stderr.write(TOO_OLD.format(version, version))
    sys.exit(2)


if sys.version_info < (3, 11):
    newer_python()

sys.path.insert(0, ROOT)

import hashlib  # noqa: E402
import shutil  # noqa: E402
from pathlib import Path  # noqa: E402

from digest.model.problem import N_  # noqa: E402
from digest.system import machine  # noqa: E402
from digest.system.messages import language, translator  # noqa: E402

_ = translator(language())
VENV = Path(ROOT, ".venv")
STAMP = VENV / "digest-locked"  # what was installed: the hash of the locks and this Python's version
LOCKS = ("requirements-build.lock", "requirements.lock")
TEST_STAMP = VENV / "digest-locked-tests"
TEST_LOCKS = ("requirements-test.lock",)  # what drives a browser and looks at pages: for make test alone
MUTATE_STAMP = VENV / "digest-locked-mutate"
MUTATE_LOCKS = ("requirements-mutate.lock",)  # mutation testing: for make mutate alone
WHEELS = Path(ROOT, "wheels")
# While one core installs, the other compiles what each process of the tests imports, so that not every one of them does.
COMPILE = "import pytest, hypothesis, digest.pipeline, digest.cli.main, matplotlib.figure, docx, weasyprint"


def main(tests: bool = False, mutate: bool = False) -> int:
    """What is wanted beside what a site takes → exit code: 0 ready (perhaps without PDFs or what tests a browser), 2 the packages could not be installed."""
    needs = machine.missing()
    if VENV.exists():
        needs = tuple(need for need in needs if need is not machine.VENV)
    if needs:
        needs = system(needs)
    if machine.VENV in needs:
        return 2
    code = 0 if done(STAMP, LOCKS) else packages()
    if tests and code == 0 and not done(TEST_STAMP, TEST_LOCKS):
        test_packages()
    if mutate and code == 0 and not done(MUTATE_STAMP, MUTATE_LOCKS):
        code = locked_packages(MUTATE_STAMP, MUTATE_LOCKS)
    return code


def say(message: str, **values: str | None) -> None:
    print(message.format(**values), flush=True)


def system(needs: tuple[machine.Need, ...]) -> tuple[machine.Need, ...]:
    """Installs what is missing where that is permitted → what is missing still, told with the command that mends it."""
    before = permitted()
    if before is not None and machine.manager() == "apt-get":
        say(_(N_("Installing system packages: {names}")), names=" ".join(machine.packages(needs, "apt-get")))
        apt(before, needs)
        needs = tuple(need for need in needs if need is not machine.VENV and not machine.has(need)) + still_no_venv(needs)
    for need in needs:
        say(_(N_("Missing: {name} ({purpose})")), name=need.name, purpose=_(need.purpose))
    if needs:
        command = machine.command(needs)
        say(
            _(N_("Install it with:  {command}")) if command else _(N_("Install it with the package manager of this system.")),
            command=command,
        )
    return needs


def still_no_venv(needs: tuple[machine.Need, ...]) -> tuple[machine.Need, ...]:
    """The modules of a package just installed are only seen by a new process."""
    if machine.VENV not in needs:
        return ()
    return () if subprocess.call([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0 else (machine.VENV,)


def permitted() -> list[str] | None:
    """→ what stands before apt-get: nothing for root, sudo where it works; None where we may not install."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo") or machine.manager() != "apt-get":
        return None
    if subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    if sys.stdin.isatty() and sys.stderr.isatty():
        say(_(N_("System packages are missing; sudo asks for your password to install them (Ctrl-D to go on without).")))
        return ["sudo"] if subprocess.call(["sudo", "-v"]) == 0 else None
    return None


def apt(before: list[str], needs: tuple[machine.Need, ...]) -> None:
    """Installs one package after the other: one that a release does not have must not keep the others away."""
    quiet = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"]
    install = ["install", "--yes", "--no-install-recommends"]
    run = [*before, "env", "DEBIAN_FRONTEND=noninteractive", *quiet]
    names = machine.packages(needs, "apt-get")
    with Path(os.devnull).open("w") as nowhere:
        if subprocess.call([*run, *install, *names], stdout=nowhere, stderr=nowhere) == 0:
            return
        subprocess.call([*run, "update"], stdout=nowhere)
        if subprocess.call([*run, *install, *names], stdout=nowhere, stderr=nowhere) == 0:
            return
        for name in names:
            subprocess.call([*run, *install, name], stdout=nowhere)


def wanted(locks: tuple[str, ...]) -> str:
    """→ what a stamp says when the virtual environment is what these locks ask for."""
    python = "%d.%d.%d" % sys.version_info[:3]
    return "\n".join([python, *(hashlib.sha256(Path(ROOT, lock).read_bytes()).hexdigest() for lock in locks)])


def done(stamp: Path, locks: tuple[str, ...]) -> bool:
    """→ whether these locks were installed already."""
    return stamp.exists() and stamp.read_text(encoding="utf-8") == wanted(locks)


def packages() -> int:
    """Makes the virtual environment and installs what a site takes → exit code."""
    python = VENV / "bin" / "python"
    if not python.exists() or version_of(python) != sys.version_info[:2]:
        say(_(N_("Making a virtual environment in .venv")))
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
            return 2
    return locked_packages(STAMP, LOCKS)


def locked_packages(stamp: Path, locks: tuple[str, ...]) -> int:
    """Installs the packages of these locks, each checked by its hash → exit code; the stamp says that it is done."""
    say(_(N_("Installing the locked packages (a few minutes the first time)")))
    if not install(locks):
        say(
            _(
                N_(
                    "The packages could not be installed: see above. With a mirror: make site PIP_INDEX_URL=https://…/simple; "
                    "without a network: run make wheels where there is one, and bring the folder wheels/ here."
                )
            )
        )
        return 2
    stamp.write_text(wanted(locks), encoding="utf-8")
    return 0


def test_packages() -> None:
    """Installs what the tests in a browser need; without it the other tests run all the same."""
    say(_(N_("Installing the packages of the tests in a browser")))
    compiling = subprocess.Popen([str(VENV / "bin" / "python"), "-c", COMPILE], cwd=ROOT, stderr=subprocess.DEVNULL)
    installed = install(TEST_LOCKS)
    compiling.wait()
    if installed:
        TEST_STAMP.write_text(wanted(TEST_LOCKS), encoding="utf-8")
    else:
        say(_(N_("They could not be installed: see above. The tests in a browser are not run.")))


def install(locks: tuple[str, ...]) -> bool:
    """Locks → whether all of them are installed: first a new pip and what builds jieba, then everything; nothing else is fetched for building."""
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    pip += ["--no-compile"]  # what is imported is compiled then, which is a part of it
    if WHEELS.is_dir():
        pip += ["--no-index", "--find-links", str(WHEELS)]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "PIP_REQUIRE_VIRTUALENV": "1"}
    return all(
        subprocess.call([*pip, "--use-pep517", "--no-build-isolation", "-r", str(Path(ROOT, lock))], env=environment) == 0 for lock in locks
    )


def version_of(python: Path) -> tuple[int, ...] | None:
    """A Python → its version as (3, 11); None where it does not run."""
    try:
        out = subprocess.run(
            [str(python), "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(map(int, out.split()))


if __name__ == "__main__":
    sys.exit(main(tests="tests" in sys.argv[1:], mutate="mutate" in sys.argv[1:]))
