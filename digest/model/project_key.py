"""A project's name → the key by which it is recognised in another sentence or report, however its name is written there."""

from __future__ import annotations

import re
import unicodedata

# matches （总投资3亿元） · 《》 · " "      not 东湖水厂
_MARKS = re.compile(r"[\s“”\"'《》〈〉「」『』()（）\[\]【】·、，,-]")
# matches 东湖水厂建设项目 · 东湖水厂工程      not 工程学院
_SUFFIX = re.compile(r"(?:建设|工程|项目){1,3}$")


def project_key(name: str) -> str:
    """A name → its key: half width, without brackets, spaces, and 建设项目 at the end.  “东湖水厂”（二期）项目 → 东湖水厂二期"""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", name)).upper()
    return _SUFFIX.sub("", plain) or plain
