"""bytes → text, in the encodings of Chinese offices: UTF-8, GB18030, Big5, and UTF-16 where a BOM says so."""

from __future__ import annotations

import re
from contextlib import suppress

from digest.model.problem import N_
from digest.read.reading import Reading

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What the encodings are called that pages in Chinese are in; each is read as the widest of its kind
ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs",
             "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}  # fmt: skip
# How a server or a page's head names it
# matches text/html; charset=gb2312 · <meta charset="utf-8"> · content='text/html; CHARSET = GBK'      not charset
CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_-]{3,20})", re.I)
HEAD = 4096  # bytes in which a page names it
SAMPLE = 60_000  # bytes that are looked at to tell Big5 from GB18030
# The three bytes of a Han character in UTF-8; in GB18030 政 is d5 fe
# matches 政 · b"\xe6\x94\xbf"      not b"\xd5\xfe"
TRIPLE = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}")
# Characters every report is full of, in both scripts: Big5 read as GB18030 (or the reverse) holds hardly any of them.
COMMON = frozenset("的一是在和年国國人大市县縣区區工作政府发發展生产產业業建设設经經济濟全新高加强強进進会會报報告实實施、，。")
COMMONEST = 0.1  # of the characters: a report has a third of them, what is read in the wrong order of bytes hardly any
MARKS = frozenset("，。、；：！？“”「」（）　年")


def decoded(reading: Reading) -> tuple[str | None, str]:
    """The file's bytes → its text and the name of the encoding; None and a problem with the offset where none fits.

    UTF-8 is never right by chance, so it is tried first; then GB18030, which takes nearly everything; Big5 only where the text is
    more plausible in it; UTF-16 without BOM, which takes everything, only where half its line ends are zeros and the text is full of
    what reports are full of.
    """
    data = reading.data
    for bom, name in BOMS:
        if data.startswith(bom):
            skip = len(bom)
            while data.startswith(bom, skip):
                skip += len(bom)
            return _decoded_strictly(reading, name, skip)
    if name := _utf16_without_bom(data):
        return _decoded_strictly(reading, name, 0)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as first:
        # UTF-8 with a damaged byte in it is told from GB18030 by how it starts: no GB18030 text has many valid UTF-8 triples.
        if len(TRIPLE.findall(data[: first.start][:3000])) >= 20:
            return _decoded_strictly(reading, "utf-8", 0)
    return _decoded_strictly(reading, "big5hkscs" if _is_big5(data) else "gb18030", 0)


def _utf16_without_bom(data: bytes) -> str:
    """Bytes → utf-16-le or utf-16-be, where they are surely that: a table that Excel saves as Unicode text, cut off at its head."""
    if b"\0" not in data[:SAMPLE] or len(data) % 2:
        return ""
    return next((name for name in ("utf-16-le", "utf-16-be") if _share_of_common_characters(data[:SAMPLE], name) > COMMONEST), "")


def in_utf8(data: bytes, kind: str = "") -> bytes:
    """A page and what its server says of it → the same in UTF-8, where it is wholly in the encoding that the server or its head names.

    Bytes that are valid UTF-8 stay as they are, whatever is said of them, and what nobody can read stays as well: `decoded` tells of it.

        "政府…" in GBK, "text/html; charset=gb2312" → "政府…" in UTF-8     a PDF → the same PDF
    """
    if data.startswith((b"%PDF", b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf", *(bom for bom, _ in BOMS))):
        return data
    with suppress(UnicodeDecodeError):
        if not data.count(b"\0"):
            data.decode("utf-8")
            return data
    for said in (kind.encode("ascii", "replace"), data[:HEAD]):
        found = CHARSET.search(said)
        name = ENCODINGS.get(found[1].decode("ascii").lower().replace("_", "-"), "") if found else ""
        if name:
            with suppress(UnicodeDecodeError):
                return data.decode(name).encode("utf-8")
    return data


def _is_big5(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are Big5: the guess of charset-normalizer, and only where it makes more sense."""
    from charset_normalizer import from_bytes

    sample = data[:SAMPLE]
    gb, big5 = _share_of_common_characters(sample, "gb18030"), _share_of_common_characters(sample, "big5hkscs")
    if big5 <= gb:
        return False
    best = from_bytes(sample, cp_isolation=["gb18030", "big5hkscs"], explain=False).best()
    return best is None or best.encoding == "big5hkscs" or big5 > 3 * gb


def _share_of_common_characters(data: bytes, encoding: str) -> float:
    """The share of common characters and punctuation in a text, if it were in this encoding; 0 where it can not be."""
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > 1:  # one may be cut in two at the sample's end
        return 0
    return sum(c in COMMON or c in MARKS for c in text) / (len(text) or 1)


def _decoded_strictly(reading: Reading, encoding: str, skip: int) -> tuple[str | None, str]:
    try:
        return reading.data[skip:].decode(encoding), encoding
    except UnicodeDecodeError as error:
        at = error.start + skip
        line = reading.data.count(b"\n", 0, at) + 1
        shown = reading.data[at : at + 4].hex(" ")
        reading.report(line, "read.undecodable", N_("byte {offset} is not valid {encoding}: {bytes}"),
                       N_("save the file as UTF-8 and check the text at this place"),
                       offset=at, encoding=encoding, bytes=shown)  # fmt: skip
        return None, encoding
