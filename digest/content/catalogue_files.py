"""content/ → Catalogue: reads the files of editors and reports everything that is wrong in them at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from digest.content.brief_checks import check_national, check_rows
from digest.content.names_in_parts import indicators_spelled_out
from digest.content.plain_files import below, read_text
from digest.content.policy_checks import check_policies, policies_spelled_out
from digest.content.schema import Places, read_yaml_and_lines
from digest.content.watchlist_files import load_watchlist
from digest.content.weight_files import load_weights
from digest.content.yaml_tree import CONTROL
from digest.model.catalogue import Catalogue, Indicator, Lexicon, Place, Policy, SiteSettings, TaskSubject, TaskTheme, Topic
from digest.model.closed_sets import LEVELS, MILESTONES
from digest.model.limits import DEFAULTS, Limits
from digest.model.national import NationalValue
from digest.model.problem import N_, WARNING, Problem, in_order, meant
from digest.model.written import is_address

PROGRESS = ("project-leads", "project-closes")  # word lists that give milestones: 建成=竣工
HEADER = "code,name,level,parent"
ABOVE = {level: number for number, level in enumerate(LEVELS)}
# wholly: 140800      not 14080 · １４０８００
CODE = re.compile(r"[0-9]{6}")
# Ids become names of files.
# wholly: fiscal_revenue      not GDP · ../x
ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
# wholly: bao@example.org      not bao@example · bao at example.org
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")


def load_catalogue(content: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The folder content/ → the catalogue and every problem in its files, in their order.

    A file with a mistake counts as empty, so nothing should be published when a problem is an error.
    """
    problems: list[Problem] = []
    places = _places(content / "places.csv", problems)
    topics, topic_places = _values_of_yaml(content / "topics.yaml", tuple[Topic, ...], (), problems)
    indicators, indicator_places = _values_of_yaml(content / "indicators.yaml", tuple[Indicator, ...], (), problems)
    themes = _told_of_tasks(content / "task-themes.yaml", tuple[TaskTheme, ...], problems)
    subjects = _told_of_tasks(content / "task-subjects.yaml", tuple[TaskSubject, ...], problems)
    measures, reference = content / "measures.yaml", content / "national.yaml"
    policies, policy_places = _values_if_any(measures, tuple[Policy, ...], (), problems)
    national, national_places = _values_if_any(reference, tuple[NationalValue, ...], (), problems)
    limits, _ = _values_if_any(content / "limits.yaml", Limits, DEFAULTS, problems)
    site, site_places = _values_of_yaml(content / "site.yaml", SiteSettings, SiteSettings(title=""), problems)
    lists, unread = below(content / "lexicons", content)
    problems += unread
    lexicons = tuple(_lexicon(path, content, problems) for path in lists if path.suffix == ".txt" and path.parent == content / "lexicons")
    problems += _check_ids((content / "topics.yaml").as_posix(), [t.id for t in topics], topic_places)
    problems += _check_ids((content / "indicators.yaml").as_posix(), [i.id for i in indicators], indicator_places)
    problems += _check_indicators((content / "indicators.yaml").as_posix(), indicators, topics, indicator_places)
    problems += _check_ids(measures.as_posix(), [p.id for p in policies], policy_places)
    problems += check_policies(measures.as_posix(), policies, topics, indicators, policy_places)
    problems += check_rows((content / "topics.yaml").as_posix(), topics, indicators, policies, topic_places)
    problems += check_national(reference.as_posix(), national, indicators, national_places)
    problems += _check_site((content / "site.yaml").as_posix(), site, topics, site_places)
    about = content / "about.md"
    said = (_text_of_file(about, problems) or "") if os.path.lexists(about) else ""  # the page is there without it
    stated = tuple((field.name, site_places((field.name,))[0]) for field in fields(site) if getattr(site, field.name))
    watched, wrong = load_watchlist(content)
    weights, unweighed = load_weights(content, places, indicators)
    problems += wrong + unweighed
    told, spelled = policies_spelled_out(policies), indicators_spelled_out(indicators)
    return Catalogue(places, topics, spelled, lexicons, site, said, stated, themes, watched, told, subjects, national, weights, limits), in_order(problems)


def _text_of_file(path: Path, problems: list[Problem], root: Path | None = None) -> str | None:
    """A file of editors in content/ (`root`, by default its folder) → its text; None, and the reason, where there is none in UTF-8."""
    if not os.path.lexists(path):
        problems.append(Problem(path.as_posix(), 0, "content.no-file", N_("the file is missing"), N_("bring it back, for instance from the repository")))
        return None
    text = read_text(path, root or path.parent)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    return text


def _values_of_yaml(path: Path, kind: Any, otherwise: Any, problems: list[Problem]) -> tuple[Any, Places]:
    text = _text_of_file(path, problems)
    if text is None:
        return otherwise, lambda _: (0, "")
    value, more, places = read_yaml_and_lines(text, path.as_posix(), kind)
    problems += more
    return (otherwise if value is None else value), places


def _values_if_any(path: Path, kind: Any, otherwise: Any, problems: list[Problem]) -> tuple[Any, Places]:
    """The same of a file that a folder of content may lack."""
    return _values_of_yaml(path, kind, otherwise, problems) if os.path.lexists(path) else (otherwise, lambda _: (0, ""))


def _told_of_tasks(path: Path, kind: Any, problems: list[Problem]) -> tuple[Any, ...]:
    """The themes or subjects of tasks. Without the file every task is of the theme other, or about nothing that others are about."""
    if not os.path.lexists(path):
        return ()
    found, places = _values_of_yaml(path, kind, (), problems)
    problems += _check_ids(path.as_posix(), [one.id for one in found], places)
    return tuple(found)


def _lexicon(path: Path, content: Path, problems: list[Problem]) -> Lexicon:
    """A word list → its words, in its order; a word that stands there twice is kept once and told."""
    words: dict[str, int] = {}
    for number, line in enumerate((_text_of_file(path, problems, content) or "").splitlines(), 1):
        word = line.split("#")[0].strip()
        if CONTROL.search(word):
            problems.append(
                Problem(path.as_posix(), number, "content.control", N_("an invisible control character"), N_("delete it"), quote=word)
            )
        elif word in words:
            problems.append(
                Problem(
                    path.as_posix(),
                    number,
                    "content.word-twice",
                    N_("the word stands in the list twice"),
                    N_("delete one of them; the first is on line {first}"),
                    (("first", str(words[word])),),
                    word,
                    WARNING,
                )
            )
        elif word:
            words[word] = number
    if path.stem in PROGRESS:
        problems += _check_milestones(path.as_posix(), words)
    return Lexicon(path.stem, tuple(words))


def _check_milestones(where: str, words: dict[str, int]) -> Iterable[Problem]:
    """Words of progress, each with its line → those that are given a milestone which does not exist: 建成=竣公"""
    for word, line in words.items():
        for said in word.partition("=")[2].split("/"):
            if said and said not in MILESTONES:
                guess = (*meant(said, MILESTONES), MILESTONES[0])[0]
                values = (("guess", guess), ("milestone", said), ("milestones", "、".join(MILESTONES)))
                hint = N_("did you mean {guess}? The milestones are {milestones}")
                yield Problem(where, line, "content.no-milestone", N_("the milestone {milestone} does not exist"), hint, values, word)


def _places(path: Path, problems: list[Problem]) -> tuple[Place, ...]:
    """places.csv → its rows that are right; each wrong one is told with its line."""
    text = _text_of_file(path, problems)
    if text is None:
        return ()
    lines = text.splitlines()
    if not lines or lines[0].strip() != HEADER:
        problems.append(
            Problem(
                path.as_posix(),
                1,
                "places.header",
                N_("the first line must name the columns"),
                N_("write: {header}"),
                (("header", HEADER),),
                lines[0] if lines else "",
            )
        )
        return ()
    found: dict[str, tuple[int, Place]] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            wrong = _take_row(line, number, found)
            if wrong:
                problems.append(Problem(path.as_posix(), number, "places.row", wrong[0], wrong[1], wrong[2], line[:80]))
    for number, place in found.values():
        above = found.get(place.parent)
        if place.parent and (above is None or ABOVE[above[1].level] >= ABOVE[place.level]):
            problems.append(
                Problem(
                    path.as_posix(),
                    number,
                    "places.parent",
                    N_("the place above, {parent}, is not in the table as a higher level"),
                    N_("write the code of its province or prefecture"),
                    (("parent", place.parent),),
                    lines[number - 1][:80],
                )
            )
    return tuple(place for _, place in found.values())


def _take_row(line: str, number: int, found: dict[str, tuple[int, Place]]) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """A line of places.csv → into `found`; or what is wrong with it, what to do, and the values of both."""
    cells = [cell.strip() for cell in line.split(",")]
    if len(cells) != 4:
        return (
            N_("the line has {count} columns instead of 4"),
            N_("write: {header}, with half-width commas"),
            (("count", str(len(cells))), ("header", HEADER)),
        )
    code, name, said, parent = cells
    if not CODE.fullmatch(code) or (parent and not CODE.fullmatch(parent)):
        return N_("a code must have six digits"), N_("write the code of GB/T 2260, like 140800"), ()
    level = next((level for level in LEVELS if level == said), None)
    if level is None:
        guess = meant(said, LEVELS) or ("county",)
        return N_("the level {level} does not exist"), N_("did you mean {guess}? The levels are {levels}"), (
            ("guess", guess[0]), ("level", said), ("levels", ", ".join(LEVELS)))  # fmt: skip
    if not name:
        return N_("the place has no name"), N_("write its full name in the second column"), ()
    if code in found:
        first, other = found[code]
        return N_("the code {code} stands here for the second time"), N_("correct one of them; line {first} gives it to {name}"), (
            ("code", code), ("first", str(first)), ("name", other.name))  # fmt: skip
    found[code] = (number, Place(code, name, level, parent))
    return None


def _check_ids(where: str, ids: list[str], places: Places) -> Iterable[Problem]:
    """Ids → those that stand twice, or could not be the name of a page."""
    first: dict[str, int] = {}
    for number, id in enumerate(ids):
        line, quote = places((number, "id"))
        if not ID.fullmatch(id):
            yield Problem(
                where,
                line,
                "content.id",
                N_("an id is made of small letters, digits, _ and -"),
                N_("write it like fiscal_revenue"),
                quote=quote,
            )
        elif id in first:
            yield Problem(
                where,
                line,
                "content.id-twice",
                N_("the id {id} stands here for the second time"),
                N_("give one of them another id; the first is on line {first}"),
                (("first", str(first[id])), ("id", id)),
                quote,
            )
        else:
            first[id] = line


def _check_indicators(where: str, indicators: tuple[Indicator, ...], topics: tuple[Topic, ...], places: Places) -> Iterable[Problem]:
    """Indicators → those of a topic that does not exist, and names that two of them claim."""
    claimed: dict[str, tuple[str, int]] = {}
    for number, indicator in enumerate(indicators):
        if topics and indicator.topic not in {t.id for t in topics}:
            yield _problem_no_topic(where, indicator.topic, topics, places((number, "topic")))
        if indicator.headline and indicator.headline not in indicator.measures:
            values = (("measure", indicator.headline), ("measures", ", ".join(indicator.measures)))
            line, quote = places((number, "headline"))
            yield Problem(where, line, "content.headline", N_("{measure} is none of the indicator's measures"), N_("write one of {measures}"), values, quote)
        names = [(indicator.name, (number, "name")), *((alias, (number, "aliases", i)) for i, alias in enumerate(indicator.aliases))]
        for name, path in names:
            line, quote = places(path)
            owner, first = claimed.setdefault(name, (indicator.id, line))
            if not name.strip():
                yield Problem(where, line, "content.empty-name", N_("an empty name"), N_("write how reports call the indicator"), quote=quote)
            elif owner != indicator.id:
                yield Problem(
                    where,
                    line,
                    "content.alias-twice",
                    N_("{name} is also a name of the indicator {owner}"),
                    N_("a name belongs to one indicator: delete it here or on line {first}"),
                    (("first", str(first)), ("name", name), ("owner", owner)),
                    quote,
                )


def _check_site(where: str, site: SiteSettings, topics: tuple[Topic, ...], places: Places) -> Iterable[Problem]:
    """The site's settings → topics that do not exist, a contact that is none."""
    for number, topic in enumerate(site.lead_topics):
        if topics and topic not in {t.id for t in topics}:
            yield _problem_no_topic(where, topic, topics, places(("lead_topics", number)))
    if site.contact and not (is_address(site.contact) or MAIL.fullmatch(site.contact)):
        line, quote = places(("contact",))
        yield Problem(
            where, line, "content.contact", N_("this is neither an address of mail nor of a page"),
            N_("write it like name@example.org, or with https:// at its beginning"), quote=quote,
        )  # fmt: skip


def _problem_no_topic(where: str, id: str, topics: tuple[Topic, ...], place: tuple[int, str]) -> Problem:
    ids = [t.id for t in topics]
    values = (("guess", (*meant(id, ids), ids[0])[0]), ("topic", id), ("topics", ", ".join(ids)))
    return Problem(
        where,
        place[0],
        "content.no-topic",
        N_("the topic {topic} does not exist"),
        N_("did you mean {guess}? The topics are {topics}"),
        values,
        place[1],
    )
