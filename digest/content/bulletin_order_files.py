"""content/bulletins/ → the bulletins that editors order, with everything that is wrong in the files by its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from digest.content.note_slips import slips
from digest.content.plain_files import below, read_text
from digest.content.schema import Places, read_yaml_and_lines
from digest.model.bulletin_order import Asked, BulletinOrder, OrderLevel
from digest.model.catalogue import Catalogue
from digest.model.closed_sets import Detail
from digest.model.problem import N_, Problem, in_order, meant

OVERVIEW = "summary"  # the id of the overview's own bulletin
# What a file may be called: it becomes the name of the PDF.
# wholly: ecology-2024 · 2024-ecology      not 生态 · a.b
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
# A year or two
# wholly: 2024 · 2023—2025年 · 2023年-2025年 · 2023至2025      not 24 · 2023— · 2023—2024—2025
PERIOD = re.compile(r"([12][0-9]{3})年?(?: ?(?:—{1,2}|[-–~～至到]) ?([12][0-9]{3})年?)?")


@dataclass(frozen=True, slots=True)
class Written:
    """A bulletin's file as it is written."""

    __pydantic_config__ = {"extra": "forbid"}

    title: str
    number: str = ""
    subtitle: str = ""
    compiler: str = ""
    places: tuple[str, ...] = ()
    level: OrderLevel = ""
    topics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    period: str = ""
    detail: Detail = "brief"
    lead: str = ""


def load_orders(folder: Path, catalogue: Catalogue) -> tuple[tuple[BulletinOrder, ...], tuple[Problem, ...]]:
    """A folder → the orders in it, by their files' names, and every mistake in them; none where there is no such folder.

    A file with a mistake is left out, so nothing should be published when there is a problem.
    """
    orders: list[BulletinOrder] = []
    problems: list[Problem] = []
    paths, unread = below(folder, folder.parent)
    problems += unread
    for path in paths:
        order, more = _order_of_file(path, folder, catalogue)
        orders += [order] if order else []
        problems += more
    return tuple(orders), in_order(problems)


def read_order(text: str, path: str, catalogue: Catalogue) -> tuple[BulletinOrder | None, tuple[Problem, ...]]:
    """The text of a bulletin's file and its name → the order, or None, and everything that is wrong with it by line.

        title: 县域生态    →  BulletinOrder(id="county", title="县域生态", topics=("ecology",) …)
        topics: [ecolgy]   →  content/bulletins/county.yaml:2: the topic ecolgy does not exist — did you mean ecology? …
    """
    written, problems, line_of = read_yaml_and_lines(text, path, Written)
    if written is None:
        return None, problems
    told: list[Problem] = []
    places = tuple(filter(None, (_code_of_place(name, catalogue, line_of, at, path, told) for at, name in enumerate(written.places))))
    since, until = _first_and_last_year(written.period, line_of, path, told)
    topics = _topics_of_order(written, catalogue)
    told += _problems_unknown("topic", "topics", written.topics, {t.id: t.name for t in catalogue.topics}, line_of, path)
    told += _problems_unknown("indicator", "indicators", written.indicators, {i.id: i.name for i in catalogue.indicators}, line_of, path)
    told += _problems_of_strays(written, catalogue, line_of, path)
    told += _problems_twice(written, line_of, path)
    if not written.title.strip():
        told.append(_problem(path, line_of(("title",)), "title", N_("the bulletin has no title"), N_("write a line “title: …”")))
    if told:
        return None, in_order(told)
    return BulletinOrder(
        Path(path).stem, written.title, written.number, written.subtitle, written.compiler, places, written.level, topics,
        written.indicators, since, until, written.detail, written.lead, path,
    ), _slips_of_lead(written.lead, *line_of(("lead",)), path)  # fmt: skip


def _slips_of_lead(lead: str, line: int, quote: str, path: str) -> tuple[Problem, ...]:
    """A lead, the line of its key and what stands there → its slips by their lines; behind lead: | it begins on the next."""
    before = line if quote.rstrip().endswith(("|", ">", "|-", ">-")) else line - 1
    return tuple(replace(slip, line=slip.line + before) for slip in slips(lead.split("\n"), 0, path))


def _order_of_file(path: Path, folder: Path, catalogue: Catalogue) -> tuple[BulletinOrder | None, tuple[Problem, ...]]:
    where = path.as_posix()
    if path.suffix != ".yaml" or path.parent != folder or not ID.fullmatch(path.stem):
        hint = N_("name it in small letters, digits, _ and -, like county-ecology.yaml, in the folder bulletins itself")
        return None, (_problem(where, (0, ""), "name", N_("this file is no bulletin"), hint),)
    if path.stem in (OVERVIEW, *(topic.id for topic in catalogue.topics)):
        hint = N_("give it another name: the bulletin of the overview or of a topic is called so")
        return None, (_problem(where, (0, ""), "taken", N_("the name {name} is taken"), hint, name=path.stem),)
    text = read_text(path, folder.parent)
    return (None, (text,)) if isinstance(text, Problem) else read_order(text, where, catalogue)


def _topics_of_order(written: Written, catalogue: Catalogue) -> tuple[str, ...]:
    """The topics that are written; where only indicators are, the topics of those."""
    theirs = {i.topic for i in catalogue.indicators if i.id in written.indicators}
    return written.topics or tuple(t.id for t in catalogue.topics if t.id in theirs)


def _code_of_place(name: str, catalogue: Catalogue, line_of: Places, at: int, path: str, told: list[Problem]) -> Asked | None:
    """A place by its code, its name, or its name behind that of the place above: 141081, 侯马市, 晋城市城区."""
    above = {place.code: place.name for place in catalogue.places}
    found = [p for p in catalogue.places if name in (p.code, p.name, above.get(p.parent, "") + p.name)]
    line, quote = line_of(("places", at))
    if len(found) == 1:
        return Asked(found[0].code, name, line)
    if found:
        message, hint = N_("several places are called {name}"), N_("write the code instead: {choices}")
        choices = ", ".join(f"{p.code} {above.get(p.parent, '')}{p.name}" for p in found[:6])
        told.append(_problem(path, (line, quote), "place-unclear", message, hint, name=name, choices=choices))
        return None
    guess = meant(name, (word for p in catalogue.places for word in (p.name, p.code)))
    hint = N_("did you mean {guess}? Names and codes are in content/places.csv") if guess else N_("names and codes are in content/places.csv")
    told.append(_problem(path, (line, quote), "no-place", N_("there is no place {name}"), hint, name=name, guess="".join(guess)))
    return None


def _first_and_last_year(text: str, line_of: Places, path: str, told: list[Problem]) -> tuple[int, int]:
    """2024 → 2024, 2024    2023—2025 → 2023, 2025    "" → 0, 0"""
    if not text.strip():
        return 0, 0
    match = PERIOD.fullmatch(text.strip())
    since, until = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not match:
        told.append(_problem(path, line_of(("period",)), "period", N_("this is no period"), N_("write a year, like 2024, or two: 2023—2025")))
    elif since > until:
        hint = N_("write the earlier year first: {until}—{since}")
        told.append(_problem(path, line_of(("period",)), "period-reversed", N_("the period ends before it begins"), hint, since=str(since), until=str(until)))
    return since, until


UNKNOWN = {
    "topic": (N_("the topic {id} does not exist"), N_("did you mean {guess}? The topics are {ids}")),
    "indicator": (N_("the indicator {id} does not exist"), N_("did you mean {guess}? The indicators are in content/indicators.yaml")),
}


def _problems_unknown(kind: str, key: str, ids: tuple[str, ...], known: dict[str, str], line_of: Places, path: str) -> Iterable[Problem]:
    """Ids that no topic or indicator has; a name in place of an id is told too."""
    by_name = {name: id for id, name in known.items()}
    message, hint = UNKNOWN[kind]
    for at, id in enumerate(ids):
        if id not in known:
            guess = by_name.get(id) or next(iter((*meant(id, known), *known)), "")
            yield _problem(path, line_of((key, at)), f"no-{kind}", message, hint, id=id, guess=guess, ids=", ".join(known))


def _problems_of_strays(written: Written, catalogue: Catalogue, line_of: Places, path: str) -> Iterable[Problem]:
    """Indicators of topics that are not in the bulletin: they would stand nowhere."""
    topic_of = {i.id: i.topic for i in catalogue.indicators}
    for at, id in enumerate(written.indicators if written.topics else ()):
        topic = topic_of.get(id)
        if topic and topic not in written.topics:
            message, hint = N_("the indicator {id} is of none of the bulletin's topics"), N_("add {topic} to topics, or take the indicator out")
            yield _problem(path, line_of(("indicators", at)), "stray-indicator", message, hint, id=id, topic=topic)


def _problems_twice(written: Written, line_of: Places, path: str) -> Iterable[Problem]:
    for key, items in (("places", written.places), ("topics", written.topics), ("indicators", written.indicators)):
        for at, item in enumerate(items):
            if item in items[:at]:
                yield _problem(path, line_of((key, at)), "twice", N_("{item} stands here twice"), N_("delete one of them"), item=item)


def _problem(path: str, at: tuple[int, str], code: str, message: str, hint: str, **values: str) -> Problem:
    """Values that neither message nor hint names are left out."""
    named = tuple(sorted((key, value) for key, value in values.items() if f"{{{key}}}" in message + hint))
    return Problem(path, at[0], f"bulletins.{code}", message, hint, named, at[1])
