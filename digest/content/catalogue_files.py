"""content/ → Catalogue: reads the files of editors and reports everything that is wrong in them at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from digest.content.brief_checks import check_national, check_rows
from digest.content.laid_by_id import laid_trees, told_of_files
from digest.content.names_in_parts import indicators_spelled_out
from digest.content.note_slips import slips
from digest.content.place_files import load_places
from digest.content.plain_files import below, read_text
from digest.content.policy_checks import check_policies, policies_spelled_out
from digest.content.schema import Places, read_yaml_and_lines, value_of_tree
from digest.content.standing_files import file_for, layers, own_files, root_of, standing_names
from digest.content.watchlist_files import load_watchlist
from digest.content.weight_files import load_weights
from digest.content.yaml_tree import CONTROL, read_tree
from digest.model.catalogue import Catalogue, Indicator, Lexicon, Policy, SiteSettings, TaskSubject, TaskTheme, Topic
from digest.model.closed_sets import MILESTONES
from digest.model.layers import Folder, Layers, inner, owned
from digest.model.limits import DEFAULTS, Limits
from digest.model.national import NationalValue
from digest.model.problem import N_, WARNING, Problem, in_order, meant
from digest.model.written import is_address

PROGRESS = ("project-leads", "project-closes", "project-ready", "project-tails")  # word lists that give milestones: 建成=竣工
# Ids become names of files.
# wholly: fiscal_revenue      not GDP · ../x
ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
# wholly: bao@example.org      not bao@example · bao at example.org
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")


def load_catalogue(content: Folder) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The folder content/ → the catalogue and every problem in its files, in their order.

    A file with a mistake counts as empty, so nothing should be published when a problem is an error. Of an editor's folder over the tool's
    the entries of topics, indicators and measures are laid over each other by their ids, all else file by file.
    """
    problems: list[Problem] = []
    behind: dict[str, tuple[int, str]] = {}
    places, wrong = load_places(content)
    problems += wrong
    topics, topic_places = _values_of_yaml(content, "topics.yaml", tuple[Topic, ...], (), problems, behind)
    indicators, indicator_places = _values_of_yaml(content, "indicators.yaml", tuple[Indicator, ...], (), problems, behind)
    themes = _told_of_tasks(content, "task-themes.yaml", tuple[TaskTheme, ...], problems, behind)
    subjects = _told_of_tasks(content, "task-subjects.yaml", tuple[TaskSubject, ...], problems, behind)
    policies, policy_places = _values_if_any(content, "measures.yaml", tuple[Policy, ...], (), problems, behind)
    national, national_places = _values_if_any(content, "national.yaml", tuple[NationalValue, ...], (), problems)
    limits, _ = _values_if_any(content, "limits.yaml", Limits, DEFAULTS, problems)
    site, site_places = _values_of_yaml(content, "site.yaml", SiteSettings, SiteSettings(title=""), problems)
    lexicons = tuple(_lexicons(content, problems))
    problems += _names_of_none(content)
    where = {name: file_for(content, f"{name}.yaml").as_posix() for name in ("topics", "indicators", "measures", "national", "site")}
    problems += _check_ids(where["topics"], [t.id for t in topics], topic_places)
    problems += _check_ids(where["indicators"], [i.id for i in indicators], indicator_places)
    problems += _check_indicators(where["indicators"], indicators, topics, indicator_places)
    problems += _check_ids(where["measures"], [p.id for p in policies], policy_places)
    problems += check_policies(where["measures"], policies, topics, indicators, policy_places)
    problems += check_rows(where["topics"], topics, indicators, policies, topic_places)
    problems += check_national(where["national"], national, indicators, national_places)
    problems += _check_site(where["site"], site, topics, site_places)
    problems += _check_pictures(where["site"], site, owned(content) / "static", site_places)
    said = (_text_of_file(content, "about.md", problems) or "") if os.path.lexists(file_for(content, "about.md")) else ""  # the page is there without it
    problems += slips(said.split("\n"), 0, file_for(content, "about.md").as_posix())
    stated = tuple((field.name, site_places((field.name,))[0]) for field in fields(site) if getattr(site, field.name))
    watched, wrong = load_watchlist(content)
    weights, unweighed = load_weights(content, places, indicators)
    problems += wrong + unweighed
    told, spelled = policies_spelled_out(policies), indicators_spelled_out(indicators)
    catalogue = Catalogue(places, topics, spelled, lexicons, site, said, stated, themes, watched, told, subjects, national, weights, limits)
    return catalogue, in_order(told_of_files(problems, behind))


def _names_of_none(content: Folder) -> Iterable[Problem]:
    """An editor's folder over the tool's → lists in it that nothing reads, since the tool has none of that name: topic.yaml."""
    if not isinstance(content, Layers):
        return
    lists = {f"lexicons/{path.name}" for path in (content.tool / "lexicons").glob("*.txt")}
    known = {path.name for path in content.tool.iterdir()} | lists | {"weights.csv", "limits.yaml"}
    for name, path in own_files(content):
        if name not in known and path.suffix in (".yaml", ".csv", ".txt") and (path.parent == content.own or name.startswith("lexicons/")):
            hint = N_("did you mean {guess}?") if (guess := meant(name, sorted(known))) else N_("see in the README of the folder what is read")
            yield Problem(path.as_posix(), 0, "content.unread", N_("no file of this name is read"), hint, (("guess", (*guess, "")[0]),), severity=WARNING)


def _text_of_file(content: Folder, name: str, problems: list[Problem]) -> str | None:
    """A file of editors in content/ → its text; None, and the reason, where there is none in UTF-8."""
    path = file_for(content, name)
    if not os.path.lexists(path):
        problems.append(Problem(path.as_posix(), 0, "content.no-file", N_("the file is missing"), N_("bring it back, for instance from the repository")))
        return None
    text = read_text(path, root_of(content, path))
    if isinstance(text, Problem):
        problems.append(text)
        return None
    return text


def _values_of_yaml(
    content: Folder, name: str, kind: Any, otherwise: Any, problems: list[Problem], behind: dict[str, tuple[int, str]] | None = None
) -> tuple[Any, Places]:
    """A file of editors → its values, and where each stands. With `behind` an editor's entries are laid over the tool's, which is noted there."""
    text = _text_of_file(content, name, problems)
    if text is None:
        return otherwise, lambda _: (0, "")
    where = file_for(content, name).as_posix()
    if behind is not None and isinstance(content, Layers) and Path(where).is_relative_to(content.own) and (content.tool / name).is_file():
        value, more, places = _laid_values(text, where, content.tool / name, kind, behind)
    else:
        value, more, places = read_yaml_and_lines(text, where, kind)
    problems += more
    return (otherwise if value is None else value), places


def _laid_values(text: str, where: str, tool: Path, kind: Any, behind: dict[str, tuple[int, str]]) -> tuple[Any, tuple[Problem, ...], Places]:
    """The text of an editor's file, and the tool's → the values that both come to."""
    own, problems = read_tree(text, where)
    ours, _ = read_tree(tool.read_text(encoding="utf-8"), tool.as_posix())
    if own is None or ours is None:
        return None, problems, lambda _: (0, "")
    behind[where] = len(ours.text), tool.as_posix()
    tree, more = laid_trees(own, ours, where)
    value, problems = value_of_tree(tree, where, kind, problems + more)
    return value, problems, tree.place


def _values_if_any(
    content: Folder, name: str, kind: Any, otherwise: Any, problems: list[Problem], behind: dict[str, tuple[int, str]] | None = None
) -> tuple[Any, Places]:
    """The same of a file that a folder of content may lack."""
    there = os.path.lexists(file_for(content, name))
    return _values_of_yaml(content, name, kind, otherwise, problems, behind) if there else (otherwise, lambda _: (0, ""))


def _told_of_tasks(content: Folder, name: str, kind: Any, problems: list[Problem], behind: dict[str, tuple[int, str]]) -> tuple[Any, ...]:
    """The themes or subjects of tasks. Without the file every task is of the theme other, or about nothing that others are about."""
    path = file_for(content, name)
    if not os.path.lexists(path):
        return ()
    found, places = _values_of_yaml(content, name, kind, (), problems, behind)
    problems += _check_ids(path.as_posix(), [one.id for one in found], places)
    return tuple(found)


def _lexicons(content: Folder, problems: list[Problem]) -> Iterator[Lexicon]:
    """The word lists of content/lexicons/, each file for itself."""
    for root in layers(content):
        problems += below(root / "lexicons", root)[1]
    for name in standing_names(inner(content, "lexicons")):
        if name.endswith(".txt") and "/" not in name:
            yield _lexicon(content, f"lexicons/{name}", problems)


def _lexicon(content: Folder, name: str, problems: list[Problem]) -> Lexicon:
    """A word list → its words, in its order; a word that stands there twice is kept once and told."""
    words: dict[str, int] = {}
    path = file_for(content, name)
    for number, line in enumerate((_text_of_file(content, name, problems) or "").splitlines(), 1):
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
    for number, indicator in sorted(enumerate(indicators), key=lambda one: places(one[:1])[0]):
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


def _check_pictures(where: str, site: SiteSettings, static: Path, places: Places) -> Iterable[Problem]:
    """The site's settings and the folder static/ → pictures that are not there."""
    there = [path.relative_to(static).as_posix() for path in below(static, static.parent)[0]]
    for key in ("logo", "icon"):
        name = getattr(site, key)
        if name and name not in there:
            line, quote = places((key,))
            hint = N_("did you mean {guess}?") if (guess := meant(name, there)) else N_("put the picture there, and write its name alone")
            values = (("folder", static.as_posix()), ("guess", (*guess, "")[0]))
            yield Problem(where, line, "content.no-picture", N_("there is no such picture in {folder}"), hint, values, quote)


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
