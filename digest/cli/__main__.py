"""python -m digest.cli."""

from digest.cli.installed_command import run

run()
