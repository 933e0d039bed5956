"""The noun of limits: what one document may take and hold, as content/limits.yaml says; no report comes near them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """content/limits.yaml: each limit by its name, with what stands here where the file does not name it."""

    __pydantic_config__ = {"extra": "forbid"}  # an unknown key in the file is an error, never ignored

    seconds: int = 15  # of a processor, for all that is read out of a document
    memory: int = 1500  # MB of the process that reads it
    characters: int = 1_000_000
    paragraphs: int = 20_000  # lines of a text, rows of tables
    line: int = 200_000  # characters of one of them
    cells: int = 50_000  # of all tables
    sections: int = 3_000


DEFAULTS = Limits()
