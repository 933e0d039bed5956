"""Sections of a report → what each is about: the subjects of content/task-subjects.yaml that its title, its text or a head below it names.

A title alone is not believed: 转型升级 may stand over a section on tourism, so the text must speak of the subject too. A text alone must
speak of it in many sentences, and counts where no title of the report names the subject. What no section is about yet, a large head below one
may say: 城乡建设 with a head 做美乡村 over a quarter of its text is where that report deals with the country. A section about nothing so far is about what its
text says most of.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.chinese.sentences import sentences
from digest.chinese.word_patterns import any_of_many
from digest.model.catalogue import Catalogue, TaskSubject
from digest.model.report import Report
from digest.model.section_model import About, SectionSubjects, Task, TitledSection

SOME = 15  # percent of a section's sentences that speak of what its title names
MANY = 40  # of what its title does not name
AT_LEAST = 2  # sentences of a text whose title does not name what they speak of
FEWER = 25  # percent that are enough for what a text says most of, where nothing else tells what it is about
NEAR = 70  # percent of the share of what it says most of
LITTLE = 30  # the same of what its title names
SHORTEST = 4  # characters of a sentence
HEADS = 3  # so many heads of a review make a list
PER_HEAD = 30  # percent of the sentences below a head that speak of what the head names
LARGE = 25  # percent of a section's text that a head has for the section to be about what it names
TITLED = ("both", "title")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of all subjects: those of titles, and a pattern of those of texts with whose each is."""

    texts: re.Pattern[str]
    whose: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[TaskSubject, ...]]  # a word of titles → whose it is
    sizes: tuple[int, ...]  # how long these words are


@dataclass(frozen=True, slots=True)
class Shares:
    """Of each subject the percent of a section's sentences that speak of it, and how many these are."""

    percents: Mapping[str, int]
    sentences: int


def find_subjects(report: Report, sections: Sequence[TitledSection], tasks: Sequence[Task], catalogue: Catalogue) -> tuple[SectionSubjects, ...]:
    """A report, its sections and tasks → what each task and each head of the review is about.

    深化改革扩大开放 → reform, opening
    """
    known = _words_of(catalogue.task_subjects)
    texts = _Texts(report, known)
    below: dict[str, list[TitledSection]] = defaultdict(list)
    for section in sections:
        below[section.parent].append(section)
    by_id = {section.id: section for section in sections}
    plan = _abouts_of_list([by_id[task.section] for task in tasks], below, texts, known)
    return (*plan, *_abouts_of_list(review_heads(sections), below, texts, known))


def _abouts_of_list(
    several: Sequence[TitledSection], below: Mapping[str, Sequence[TitledSection]], texts: _Texts, known: _Words
) -> tuple[SectionSubjects, ...]:
    """The sections of one list → what each is about. What a title of the list names, no other section's text or head is thought to be given to."""
    shares = [texts.shares(section) for section in several]
    all_abouts = [_abouts_of(section, of_it, known) for section, of_it in zip(several, shares, strict=True)]
    titled = {about.subject for abouts in all_abouts for about in abouts if about.confidence in TITLED}
    own = [
        tuple(about for about in abouts if about.confidence in TITLED or about.subject not in titled)
        or _most_of_what_is_left(of_it.percents, titled) or abouts
        for of_it, abouts in zip(shares, all_abouts, strict=True)
    ]  # fmt: skip
    told = {about.subject for abouts in own for about in abouts}
    found = []
    for section, abouts in zip(several, own, strict=True):
        large = [head for head in below[section.id] if head.length * 100 >= LARGE * section.length]
        heads = {about.subject: about for head in large for about in _of_head(head, texts.shares(head).percents, known) if about.subject not in told}
        found.append(SectionSubjects(section.id, (*abouts, *heads.values())))
    return tuple(found)


def _most_of_what_is_left(shares: Mapping[str, int], titled: Collection[str]) -> tuple[About, ...]:
    """The shares of a text that is about nothing yet → what it says most of that no title names."""
    left = {subject: percent for subject, percent in shares.items() if subject not in titled and percent >= FEWER}
    most = max(left.values(), default=0)
    found = (About(subject, "text", percent) for subject, percent in left.items() if percent * 100 >= NEAR * most)
    return tuple(sorted(found, key=lambda about: (-about.percent, about.subject)))


def review_heads(sections: Iterable[TitledSection]) -> tuple[TitledSection, ...]:
    """Sections → the longest list of heads of the review: those below one chapter, or the chapters themselves."""
    lists: dict[str, list[TitledSection]] = defaultdict(list)
    for section in sections:
        if section.part == "review" and section.length:
            lists[section.parent].append(section)
    long = [heads for heads in lists.values() if len(heads) >= HEADS]
    return tuple(max(long, key=lambda heads: sum(head.length for head in heads))) if long else ()


class _Texts:
    """The texts of a report's sections, sentence by sentence, with the subjects that each speaks of."""

    def __init__(self, report: Report, known: _Words) -> None:
        self.paragraphs = report.paragraphs
        self.at = {paragraph.id: number for number, paragraph in enumerate(report.paragraphs)}
        self.known = known
        self.subjects: dict[str, frozenset[str]] = {}  # a sentence → what it speaks of: the sentences of a head are its section's too

    def shares(self, section: TitledSection) -> Shares:
        """A section → of each subject the percent of its sentences that speak of it, and how many sentences it has."""
        said = self._sentences(section)
        counts = Counter(subject for sentence in said for subject in self._subjects_of(sentence))
        return Shares({subject: 100 * count // len(said) for subject, count in counts.items()}, len(said))

    def _subjects_of(self, sentence: str) -> frozenset[str]:
        if sentence not in self.subjects:
            self.subjects[sentence] = frozenset(s for word in set(self.known.texts.findall(sentence)) for s in self.known.whose[word])
        return self.subjects[sentence]

    def _sentences(self, section: TitledSection) -> list[str]:
        if section.begins is None or section.ends is None:
            return []
        first, last = self.at[section.begins.paragraph], self.at[section.ends.paragraph]
        found = []
        for number in range(first, last + 1):
            text = self.paragraphs[number].text
            start = section.begins.at if number == first else 0
            end = section.ends.at if number == last else len(text)
            found += [said.of(text) for said in sentences(text[:end]) if said.start >= start and said.end - said.start > SHORTEST]
        return found


def _abouts_of(section: TitledSection, said: Shares, known: _Words) -> tuple[About, ...]:
    """A section and what its sentences speak of → what it is about, what it says most of first."""
    shares = said.percents
    named = _named_by(section.title, known)
    most = max(shares.values(), default=0)
    found = []
    for subject in shares.keys() | named:
        percent = shares.get(subject, 0)
        much = percent >= MANY and percent * 100 >= NEAR * most
        if subject in named and percent >= SOME and percent * 100 >= LITTLE * most:
            found.append(About(subject, "both" if much else "title", percent))
        elif much and percent * said.sentences >= AT_LEAST * 100:
            found.append(About(subject, "text", percent))
    if named and not any(about.confidence in TITLED for about in found):  # of a short text few sentences have a known word
        likeliest = min(named, key=lambda subject: (-shares.get(subject, 0), subject))
        found = [About(likeliest, "title", shares.get(likeliest, 0)), *(about for about in found if about.subject != likeliest)]
    return tuple(sorted(found, key=lambda about: (-about.percent, about.subject)))


def _of_head(head: TitledSection, shares: Mapping[str, int], known: _Words) -> list[About]:
    """A head below a task → what it names and its text speaks of."""
    return [About(subject, "part", shares[subject]) for subject in sorted(_named_by(head.title, known)) if shares.get(subject, 0) >= PER_HEAD]


def _named_by(title: str, known: _Words) -> set[str]:
    """A title → the subjects that it names. Words may overlap: 城乡区域协调发展 names 城乡 and 区域协调."""
    found = set()
    for subject in {subject for at in range(len(title)) for size in known.sizes for subject in known.titles.get(title[at : at + size], ())}:
        left = title
        for other in subject.never:
            left = left.replace(other, " ")
        if any(word in left for word in subject.titles):
            found.add(subject.id)
    return found


@lru_cache(maxsize=4)
def _words_of(subjects: tuple[TaskSubject, ...]) -> _Words:
    whose: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        for word in dict.fromkeys((*subject.words, *subject.never)):
            whose[word] += [subject.id] if word not in subject.never else []
    titles = {word: tuple(subject for subject in subjects if word in subject.titles) for subject in subjects for word in subject.titles}
    sizes = tuple(sorted({len(word) for word in titles}))
    return _Words(re.compile(any_of_many(whose)), {word: tuple(ids) for word, ids in whose.items()}, titles, sizes)
