"""report-digest, also as python -m digest: the same commands where the tool is installed, over the folder where one stands."""

from __future__ import annotations

import os
import sys


def run() -> None:
    """The arguments of this process → its exit code; what was said is said again where nothing was touched since."""
    from digest.system.said_before import asked_now, said_before

    asked = ""
    try:
        asked = asked_now(sys.argv[1:])
        code = said_before(os.path.join(".cache", "said"), asked)
    except Exception:  # nobody reads what is printed: told further on
        code = None
    if code is None:
        from digest.cli.main import main

        code = main(sys.argv[1:], asked)
    sys.exit(code)
