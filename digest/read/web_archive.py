"""A web page saved as one file (MHTML; Word's .doc as well, where a page was saved under that name) → the bytes of the page in it."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

# What begins such a file, in its first lines
# at the start: MIME-Version: 1.0 · From: <Saved by Blink> · Content-Type: multipart/related      not Dear Subject:
HEAD = re.compile(rb"\s{0,9}(?:From|MIME-Version|Subject|Content-Type|Date|Snapshot-Content-Location):", re.I)
# matches Content-Type: multipart/related; · Content-Type: text/html      not Content-Type: image/png
KIND = re.compile(rb"^Content-Type:\s{0,9}(?:multipart/|text/html)", re.I | re.M)
HEADERS = 4000  # bytes in which the kind stands
MOST_PARTS = 2000
MOST_NESTED = 50  # parts that hold parts: a page saved by a browser or by Word has one or two


def is_web_archive(data: bytes) -> bool:
    """Whether bytes are a page saved as one file, or a mail."""
    return bool(HEAD.match(data) and KIND.search(data[:HEADERS]))


def page_of_archive(data: bytes) -> bytes | None:
    """The bytes of such a file → those of its first page, unpacked; None where no page is in it. Nothing that it names is fetched.

    MIME-Version: 1.0 … Content-Type: text/html … <p>各位代表：=E3=80=82 → <p>各位代表：。
    """
    if data.count(b"boundary=") > MOST_NESTED:
        return None
    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    for _, part in zip(range(MOST_PARTS), message.walk()):
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return page if isinstance(page, bytes) and page.strip() else None
    return None
