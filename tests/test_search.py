"""Search: letters folded, texts cut into words, the index in shards, and a small reader of the shards against the bare texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.search.index import BASE, LETTERS, index_segment, merged, number, numbers, runs, shards, spelled
from digest.search.tokens import folded, signed_words, times_said, words
from tests.conftest import Built

# ── Letters ──


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("污水處理", "污水处理"),
        ("汙水處理", "污水处理"),
        ("２０２４年", "2024年"),
        ("ＧＤＰ", "gdp"),
        ("㎡", "m2"),
        ("百分之５．５％", "百分之5.5%"),
        ("后土祠", "后土祠"),
        ("甲，乙", "甲，乙"),
    ],
)
def test_letters_are_folded(written: str, compared: str) -> None:
    assert folded(written) == compared


def test_what_is_different_stays_different() -> None:
    assert folded("土") != folded("士")
    assert folded("2023") != folded("2024")


# ── Words ──


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("治污水。", ["治", "污", "水", ""]),
        ("“一泓清水，入黄河”", ["一", "泓", "清", "水", "入", "黄", "河"]),
        ("2024年GDP增长7.5%", ["2024", "年", "gdp", "增", "长", "7.5", "%"]),
        ("PM2.5为38", ["pm", "2.5", "为", "38"]),
        ("4A级、AAA级", ["4", "a", "级", "aaa", "级"]),
        ("投资1,234.5亿元", ["投", "资", "1234.5", "亿", "元"]),
        ("完成98，100个项目", ["完", "成", "98", "100", "个", "项", "目"]),  # a Chinese comma groups no digits
        ("2022,2023年", ["2022", "2023", "年"]),
        ("第1,2345号", ["第", "1", "2345", "号"]),
        ("甲；乙！？丙", ["甲", "", "乙", "", "丙"]),
        ("  \n", []),
    ],
)
def test_texts_are_cut_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_the_browser_cuts_as_python_does() -> None:
    script = (Path(__file__).parents[1] / "templates" / "scripts" / "words.js").read_text("utf-8")
    pattern = re.search(r"const WORD = /(.+)/gu;", script)[1]
    ours = re.search(r'WORD = re.compile\(r"(.+)"\)', (Path(__file__).parents[1] / "digest" / "search" / "tokens.py").read_text("utf-8"))[1]
    assert pattern == ours.replace(r"[^\W_]", r"[\p{L}\p{N}]")


# ── Numbers ──


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_are_read_as_they_were_written(values: list[int]) -> None:
    assert list(numbers("".join(map(number, values)))) == values


def test_nothing_that_javascript_reads_between_backticks_stands_in_a_number() -> None:
    assert not set("`\\${ \t\n") & set(LETTERS)
    assert len(LETTERS) == 2 * BASE == 90


def test_topics_are_written_in_runs() -> None:
    assert list(numbers(runs([3, 3, 3, 0, 5, 5]))) == [3, 3, 0, 1, 5, 2]


# ── The index: a reader in a few lines, and what it must find ──


class Reader:
    """Shards and the first text of each segment → what stands where. Reads only the shards that a browser would ask for."""

    def __init__(self, cut: list[tuple[str, str]], bases: list[int]) -> None:
        self.first = [first for first, _ in cut]
        self.cut = [text for _, text in cut]
        self.bases = bases
        self.read: set[int] = set()

    def lines(self, key: str, end: str) -> list[str]:
        at = [n for n, first in enumerate(self.first) if first <= end]
        start = max([n for n, first in enumerate(self.first) if first <= key], default=0)
        self.read |= set(at[start:])
        return [line for n in at[start:] for line in self.cut[n].split("\n")]

    def places(self, key: str, begun: bool = False) -> set[tuple[int, int]]:
        """A key, or a word that lines begin with → (text, place) of each."""
        heads = (key + "\t", key + " ") if begun else (key + "\t",)  # of a pair with signs between both lines, which have the same places
        found = set()
        for line in self.lines(key, key + " \U0010ffff" if begun else key + "\t"):
            if line.startswith(heads):
                for piece in line.split("\t")[1].split(" "):
                    found |= set(self.decoded(list(numbers(piece))))
        return found

    def decoded(self, said: list[int]) -> list[tuple[int, int]]:
        found, text, at = [], self.bases[said[0]], 1
        while at < len(said):
            text, count, at = text + said[at] // 2, said[at] % 2, at + 1
            times, at = (said[at], at + 1) if count else (1, at)
            place = 0
            for step in said[at : at + times]:
                place += step
                found.append((text, place))
            at += times
        return found

    def phrase(self, query: str) -> set[int]:
        """A phrase without a gap → the texts in which it stands."""
        said = words(query)
        if len(said) == 1:
            return {text for text, _ in self.places(said[0], begun=True)}
        found = self.places(f"{said[0]} {said[1]}")
        for n in range(1, len(said) - 1):
            found &= {(text, place - n) for text, place in self.places(f"{said[n]} {said[n + 1]}")}
        return {text for text, _ in found}

    def exactly(self, query: str) -> dict[int, int]:
        """A phrase of several words → of each text that says it exactly so how often: no places of lines that tell of other signs between."""
        said = signed_words(query)
        found = self.places(f"{said[0][1]} {said[1][1]}")
        for n, (signs, word) in enumerate(said[1:]):
            key = f"{said[n][1]} {word}"
            found &= {(text, place - n) for text, place in self.places(key + spelled(signs))}
            if not signs:
                found -= {(text, place - n) for text, place in self.parted(key)}
        return dict(Counter(text for text, _ in found))

    def parted(self, key: str) -> set[tuple[int, int]]:
        lines = [line for line in self.lines(f"{key},", f"{key},\U0010ffff") if line.startswith(f"{key},")]
        return {place for line in lines for piece in line.split("\t")[1].split(" ") for place in self.decoded(list(numbers(piece)))}


def reader(texts: list[str], segment: int = 2, most: int = 60) -> Reader:
    parts = [tuple(texts[at : at + segment]) for at in range(0, len(texts), segment)]
    return Reader(list(shards(merged(map(index_segment, parts)), most)), list(range(0, len(texts), segment)))


def brute(texts: list[str], query: str) -> set[int]:
    """The same from the bare texts: the words of the query in a row."""
    said = words(query)
    return {n for n, text in enumerate(texts) for have in [words(text)] if any(have[at : at + len(said)] == said for at in range(len(have)))}


TEXTS = ["推进污水处理厂提标改造。", "治理污水，处理垃圾。", "治理污水。处理垃圾。", "“一泓清水入黄河”工程，2024年完成", "水2024水2024年，水利水电𠮷𠮷水", "", "新增4A级景区，建5G基站，PM2.5降了"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("污水处理", {0, 1}),  # across a comma, not across the end of a sentence
        ("污水處理", {0, 1}),
        ("一泓清水入黄河", {3}),
        ("２０２４", {3, 4}),
        ("2024年", {3, 4}),
        ("202", set()),  # a number is one word
        ("水", {0, 1, 2, 3, 4}),
        ("𠮷水", {4}),
        ("火", set()),
        ("A级景区", {6}),  # a part of what letters and digits say together
        ("G基站", {6}),
        ("PM", {6}),
        ("P", set()),  # letters in a row are one word
        ("5", {6}),
    ],
)
def test_queries_find_what_they_should_and_nothing_else(query: str, expected: set[int]) -> None:
    assert reader(TEXTS).phrase(query) == expected == brute(TEXTS, query)


TEXT = st.text(alphabet="水污处理河2４.，。a ", max_size=30)


@settings(max_examples=120, deadline=None)
@given(st.lists(TEXT, max_size=9), st.text(alphabet="水污处理河2４a", min_size=1, max_size=4), st.integers(1, 4), st.integers(20, 200))
def test_the_index_finds_what_reading_the_texts_finds(texts: list[str], query: str, segment: int, most: int) -> None:
    assert reader(texts, segment, most).phrase(query) == brute(texts, query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("污水处理", {0: 1}),  # 污水，处理 is not written so
        ("污水，处理", {1: 1}),
        ("污水、处理", {}),
        ("一泓清水入黄河", {3: 1}),
        ("水2024", {4: 2}),
        ("２０２４年", {3: 1, 4: 1}),
    ],
)
def test_what_is_written_exactly_so_is_told_from_what_has_other_signs_between(query: str, expected: dict[int, int]) -> None:
    assert reader(TEXTS).exactly(query) == expected


SIGNED = st.text(alphabet="水污处2４，、“。 a", max_size=30)


@settings(max_examples=120, deadline=None)
@given(st.lists(SIGNED, max_size=9), st.text(alphabet="水污处2４、a", min_size=2, max_size=5), st.integers(1, 4), st.integers(20, 200))
def test_the_index_counts_exactly_as_reading_the_texts_does(texts: list[str], query: str, segment: int, most: int) -> None:
    if len(signed_words(query)) > 1:
        counted = {n: times for n, text in enumerate(texts) if (times := times_said(text, query))}
        assert reader(texts, segment, most).exactly(query) == counted


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=9), st.integers(30, 200))
def test_shards_are_within_their_bound_in_order_and_whole(texts: list[str], most: int) -> None:
    lines = list(merged(index_segment((text,)) for text in texts))
    cut = list(shards(lines, most))
    longest = max((len(f"{key}\t{piece}\n".encode()) for key, pieces in lines for piece in pieces), default=0)
    assert all(len(text.encode()) <= max(most, longest) for _, text in cut)
    assert [first for first, _ in cut] == sorted(first for first, _ in cut)
    read: dict[str, list[str]] = {}
    for line in (line for _, text in cut for line in text.split("\n")):
        key, _, pieces = line.partition("\t")
        read.setdefault(key, []).extend(pieces.split(" "))
    assert read == dict(lines)


def test_a_line_too_long_for_a_shard_goes_on_in_the_next() -> None:
    texts = ["水利"] * 40
    cut = list(shards(merged(index_segment((text,)) for text in texts), 60))
    assert [first for first, _ in cut][:3] == ["利", "利\t", "利\t"]
    assert Reader(cut, list(range(40))).phrase("水利") == set(range(40))


def test_only_the_shards_that_are_needed_are_read() -> None:
    index = reader([f"第{n}项{chr(0x4E00 + n)}水" for n in range(200)], most=400)
    index.phrase("第7项")
    assert len(index.cut) > 10 and len(index.read) <= 4


# ── What is published ──


def data(path: Path) -> object:
    """A script of search → its data; of a text between backticks the text."""
    said = re.fullmatch(r'searchPart\("([\w/.-]+)", (.*?)(?:, "[0-9a-f]{12}")?\);\n', path.read_text("utf-8"), re.DOTALL)
    assert said, path
    return said[2][1:-1] if said[2].startswith("`") else json.loads(said[2])


def test_published_index_finds_every_word_of_every_paragraph(built: Built) -> None:
    folder = built.site / "search"
    listed = data(folder / "reports.js")
    ids = listed["reports"].split(" ")
    said = {id: data(folder / "texts" / f"{id}.js") for id in ids}
    texts = [text for id in ids for text in said[id][1::2]]
    starts = [sum(listed["units"][:n]) for n in range(len(ids) + 1)]
    bases = [starts[sum(listed["segments"][:n])] for n in range(len(listed["segments"]))]
    index = Reader([(first, data(folder / "words" / f"{n}.js")) for n, first in enumerate(listed["shards"])], bases)
    assert len(texts) == starts[-1] and sum(listed["segments"]) == len(ids)
    for query in ("污水处理", "一泓清水入黄河", "2024", "水", "gdp", "政府工作报告"):
        assert index.phrase(query) == brute(texts, query), query
    assert index.phrase("污水处理") and index.phrase("一泓清水入黄河")


def test_every_paragraph_and_heading_of_a_page_can_be_found(built: Built) -> None:
    for path in sorted((built.site / "search" / "texts").glob("*.js")):
        record = json.loads((built.site / "data" / "records" / f"{path.stem}.json").read_text("utf-8"))
        said = data(path)
        paragraphs = [(id, text) for id, text in zip(said[::2], said[1::2]) if id.startswith("p")]
        assert paragraphs == [(p["id"], p["text"]) for p in record["paragraphs"]]
        assert [text for id, text in zip(said[::2], said[1::2]) if id.startswith("s")] == [s["title"] for s in record["outline"]]


def test_topics_of_the_index_are_those_of_the_records(built: Built) -> None:
    folder = built.site / "search"
    listed = data(folder / "reports.js")
    stream = list(numbers("".join(data(folder / "topics" / f"{n}.js") for n in range(listed["topicParts"]))))
    topics = [value for value, times in zip(stream[::2], stream[1::2]) for _ in range(times)]
    names = ["", *(id for id, _ in listed["topics"])]
    for id in listed["reports"].split(" "):
        record = json.loads((built.site / "data" / "records" / f"{id}.json").read_text("utf-8"))
        wanted = {p["id"]: p["topic"] or "" for p in record["paragraphs"]}
        anchors = data(folder / "texts" / f"{id}.js")[::2]
        own, topics = topics[: len(anchors)], topics[len(anchors) :]
        assert {a: names[topic] for a, topic in zip(anchors, own) if a in wanted} == wanted
    assert topics == []


def test_nothing_large_is_fetched_before_the_first_key(built: Built) -> None:
    page = (built.site / "search.html").read_text("utf-8")
    loaded = [built.site / "search.html", *(built.site / address for address in re.findall(r'(?:src|<link rel="stylesheet" href)="([^"]+)"', page))]
    loaded += [built.site / "search" / "reports.js", built.site / "search" / "letters.js", *(built.site / "search" / "topics").glob("*.js")]
    assert sum(path.stat().st_size for path in loaded) <= 200_000
    assert all(path.stat().st_size <= 100_100 for path in (built.site / "search").rglob("*.js"))


def test_hostile_text_stays_text() -> None:
    from digest.pages.search_pages import Searched, Unit, _texts_of

    text = '</script>`${x}"\\\u2028'
    searched = Searched(None, None, (Unit("p1", text, ""),))  # type: ignore[arg-type]
    assert json.loads(_texts_of(searched)) == ["p1", text]
    assert "`" not in index_segment((text,)) and "\\" not in index_segment((text,)) and "$" not in index_segment((text,))
