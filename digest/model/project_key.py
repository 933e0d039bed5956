"""The name of a project → what is compared of it, so that one project is known again however its name is written."""

from __future__ import annotations

import re
import unicodedata

# matches （总投资3亿元） · 《》 · " "      not 东湖水厂
_MARKS = re.compile(r"[\s“”\"'《》〈〉「」『』()（）\[\]【】·、，,-]")
# matches 东湖水厂建设项目 · 东湖水厂工程      not 工程学院
_SUFFIX = re.compile(r"(?:建设|工程|项目){1,3}$")


def project_key(name: str) -> str:
    """A name → what is compared: one width, without brackets, spaces, and 建设项目 at the end.  “东湖水厂”（二期）项目 → 东湖水厂二期"""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", name)).upper()
    return _SUFFIX.sub("", plain) or plain
