"""content/ → Catalogue: the edge that reads what editors own, and says everything that is wrong with it at once."""

from __future__ import annotations

import csv
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML

from digest.catalogue import Catalogue, Indicator, Lexicon, Place, SiteSettings, Topic
from digest.problems import N_, Problem


def load_catalogue(content: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The folder content/ → the catalogue and every problem in its files."""
    problems: list[Problem] = []
    places = tuple(
        Place(row["code"], row["name"], row["level"], row["parent"])
        for row in csv.DictReader((content / "places.csv").read_text(encoding="utf-8").splitlines())
    ) if (content / "places.csv").exists() else ()
    topics = _validated(content / "topics.yaml", tuple[Topic, ...], (), problems)
    indicators = _validated(content / "indicators.yaml", tuple[Indicator, ...], (), problems)
    site = _validated(content / "site.yaml", SiteSettings, SiteSettings(title=""), problems)
    lexicons = tuple(
        Lexicon(path.stem, tuple(w for w in (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()) if w))
        for path in sorted((content / "lexicons").glob("*.txt"))
    )
    return Catalogue(places, topics, indicators, lexicons, site), tuple(problems)


def _validated(path: Path, kind: object, otherwise: object, problems: list[Problem]):
    if not path.exists():
        return otherwise
    data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        for item in error.errors():
            problems.append(Problem(str(path), 0, "content.invalid", N_("{what}: {message}"), N_("correct it"),
                                    values=(("what", "/".join(map(str, item["loc"]))), ("message", item["msg"]))))
        return otherwise
