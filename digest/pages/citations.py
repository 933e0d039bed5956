"""A report or data set → its entry in a list of references, after GB/T 7714—2025 for works published online.

    尹明星. 侯马市2024年政府工作报告[EB/OL]. 博县网（2024-03-12）[引用日期]. https://…

The standard (in force since 2026-07-01) writes Chinese entries with full-width commas, colons and brackets, names the publisher
before the date, and wants the day on which the reader saw it: nobody but the reader knows that, so a script fills it in.
"""

from __future__ import annotations

from dataclasses import dataclass

ONLINE = "EB/OL"  # an online document
DATASET = "DS/OL"  # an online set of data
SEEN = "引用日期"
HERE = "本页网址"  # where the site's address is not known when it is built


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry: the words before the day of reading, the address behind it, and "" where that is the page's own and not known yet."""

    before: str
    address: str = ""

    @property
    def text(self) -> str:
        """The whole entry, with names in place of what only the reader can fill in."""
        return f"{self.before}[{SEEN}]. {self.address or HERE}."


def cite(author: str, title: str, publisher: str = "", date: str = "", address: str = "", mark: str = ONLINE) -> Citation:
    """What is known of a work → its citation; whatever is empty is left out. `date` is ISO, of the work and not of the reading.

    尹明星, 侯马市2024年政府工作报告, 博县网, 2024-03-12, https://x.cn/1 → 尹明星. 侯马市2024年政府工作报告[EB/OL]. 博县网（2024-03-12）[引用日期]. …
    """
    who = f"{author.strip()}. " if author.strip() else ""
    when = f"（{date}）" if date else ""
    source = "" if publisher == author else publisher.strip()
    return Citation(f"{who}{title.strip()}[{mark}]. {source}{when}", address)
