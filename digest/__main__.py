"""python -m digest."""

from digest.cli.installed_command import run

run()
