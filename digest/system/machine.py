"""What this machine has and lacks for a build, and the command of its package manager that installs what is missing.

Needs nothing but Python: the set-up asks before anything is installed. A library counts as there when it can be loaded.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from digest.model.problem import N_
from digest.system.shipped import INSTALLED

OLDEST = (3, 11)
SETUP = 'pip install "report-digest[pdf]"' if INSTALLED else "make setup"  # what brings the packages
ADVISED = (3, 11, 14)  # zipfile and html.parser of older ones have published weaknesses (CVE-2024-0450, CVE-2025-6069)
LIBRARY_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")  # "" = where the system looks by itself
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
                "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "/opt/homebrew/share/fonts")  # fmt: skip
FONT_WORDS = ("notosanscjk", "notosanssc", "sourcehansans", "hiragino sans gb")

INSTALL = {  # package manager → how it installs; in the order in which we look for them
    "apt-get": "apt-get install",
    "dnf": "dnf install",
    "pacman": "pacman -S --needed",
    "apk": "apk add",
    "brew": "brew install",
}


@dataclass(frozen=True, slots=True)
class Need:
    """Something of the system that a build uses: what it is for, and how each package manager calls it."""

    id: str
    name: str
    purpose: str  # an English source string: what is missing without it
    packages: tuple[tuple[str, str], ...]  # (package manager, package)
    libraries: tuple[str, ...] = ()  # file names, any of which can be loaded
    programs: tuple[str, ...] = ()  # or names of programs, any of which is there

    def package(self, manager: str) -> str:
        """A package manager → what the need is called there; "" where it comes with something else."""
        return dict(self.packages).get(manager, "")


VENV = Need("venv", "venv", N_("a virtual environment for the locked packages"), (("apt-get", "python3-venv"), ("apk", "python3")))
PANGO = Need(
    "pango", "Pango", N_("text layout; without it there are no PDF bulletins"),
    (("apt-get", "libpango-1.0-0"), ("dnf", "pango"), ("pacman", "pango"), ("apk", "so:libpango-1.0.so.0"), ("brew", "pango")),
    ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
)  # fmt: skip
PANGOFT2 = Need(
    "pangoft2", "PangoFT2", N_("fonts for Pango; without it there are no PDF bulletins"),
    (("apt-get", "libpangoft2-1.0-0"), ("dnf", "pango"), ("pacman", "pango"), ("apk", "so:libpangoft2-1.0.so.0"), ("brew", "pango")),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
)  # fmt: skip
SUBSET = Need(
    "subset", "HarfBuzz subset", N_("makes embedded fonts small; without it PDF bulletins take fifteen times as long"),
    (("apt-get", "libharfbuzz-subset0"), ("dnf", "harfbuzz"),
     ("pacman", "harfbuzz"), ("apk", "so:libharfbuzz-subset.so.0"), ("brew", "harfbuzz")),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
)  # fmt: skip
FONT = Need(
    "font", "Noto CJK", N_("Chinese letters in charts and bulletins"),
    (("apt-get", "fonts-noto-cjk"), ("dnf", "google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts"), ("pacman", "noto-fonts-cjk"),
     ("apk", "font-noto-cjk"), ("brew", "--cask font-noto-sans-cjk-sc font-noto-serif-cjk-sc")),
)  # fmt: skip
OFFICE = Need(
    "office", "LibreOffice", N_("without it .doc, .wps, .rtf and .odt are not read"),
    (("apt-get", "libreoffice-writer-nogui"), ("dnf", "libreoffice-writer"), ("pacman", "libreoffice-still"), ("apk", "libreoffice-writer"),
     ("brew", "--cask libreoffice")),
    programs=("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)  # fmt: skip
OCR = Need(
    "ocr", "Tesseract", N_("without it scanned PDFs are not read (add --ocr)"),
    (("apt-get", "tesseract-ocr tesseract-ocr-chi-sim"), ("dnf", "tesseract tesseract-langpack-chi_sim"),
     ("pacman", "tesseract tesseract-data-chi_sim"), ("apk", "tesseract-ocr tesseract-ocr-data-chi_sim"), ("brew", "tesseract tesseract-lang")),
    programs=("tesseract",),
)  # fmt: skip
NEEDS = (VENV, PANGO, PANGOFT2, SUBSET, FONT)
WELCOME = (OFFICE, OCR)  # a build goes without them; some files are not read then


def has(need: Need) -> bool:
    """A need → whether this machine has it."""
    if need is VENV:
        return _has_venv()
    if need is FONT:
        return any(_fonts())
    return bool(program(need)) or any(_loads(folder + name) for name in need.libraries for folder in LIBRARY_FOLDERS)


def program(need: Need) -> str:
    """A need → the program of it that is here, "" where none is: LibreOffice → /usr/bin/soffice"""
    return next((found for name in need.programs if (found := shutil.which(name))), "")


def missing() -> tuple[Need, ...]:
    """→ what this machine lacks, in the order of NEEDS."""
    return tuple(need for need in NEEDS if not has(need))


def manager() -> str:
    """→ the package manager of this machine, "" where it is none that we know."""
    return next((name for name in INSTALL if shutil.which(name)), "")


def packages(needs: Iterable[Need], which: str) -> tuple[str, ...]:
    """Needs and a package manager → the packages that bring them, each once."""
    return tuple(dict.fromkeys(name for need in needs for name in [need.package(which)] if name))


def command(needs: Iterable[Need], which: str | None = None) -> str:
    """Needs → the exact command that installs them here (or with `which`); "" where we do not know any.

    Pango, a font on Debian without being root → sudo apt-get install libpango-1.0-0 fonts-noto-cjk
    """
    which = manager() if which is None else which
    names = packages(needs, which)
    if not which or not names:
        return ""
    plain = [name for name in names if not name.startswith("--cask")]
    casks = [name for name in names if name.startswith("--cask")]
    commands = [" ".join([INSTALL[which], *group]) for group in (plain, casks) if group]
    root = which == "brew" or (hasattr(os, "geteuid") and os.geteuid() == 0)
    return " && ".join(one if root else f"sudo {one}" for one in commands)


def old_python() -> bool:
    """→ whether this Python has published weaknesses that a newer one of the same line has not."""
    return sys.version_info < ADVISED


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_venv() -> bool:
    try:
        import ensurepip  # noqa: F401 (on Debian the module venv is there without what it needs)
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def _fonts() -> Iterable[Path]:
    for folder in FONT_FOLDERS:
        for parent, _, names in os.walk(Path(folder).expanduser()):
            yield from (Path(parent, name) for name in names if name.lower().startswith(FONT_WORDS))
