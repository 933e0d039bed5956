"""Bulletins → the page that lists them all, and the ways from any page to their forms: PDF, Word, 公众号 and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.model.build import Files
from digest.model.bulletin_order import Issue
from digest.model.catalogue import Catalogue
from digest.model.comparison import Comparison
from digest.pages.page_frame import Link, frame
from digest.render import filters, routes
from digest.system.kept_pdfs import Kept

Forms = Mapping[str, str]  # address of a bulletin's form → what is said of it: "", or of one that an earlier build made 截至2025年1月13日
ABOUT_BOARD = "各地今年的目标与上年的目标、上年的结果：谁上调、谁下调、谁留有余地。"
FORMS = (("PDF", routes.bulletin), ("Word", routes.word), ("公众号", routes.wechat))


@dataclass(frozen=True, slots=True)
class BulletinEntry:
    """A bulletin on the page of all: its title, where it reads as a page, what it is about, its forms."""

    text: str
    href: str
    about: str
    forms: tuple[Link, ...]
    number: str = ""  # 2025年第1期


def forms_of(bulletin: str, digest: str, page: str, made: Forms) -> tuple[Link, ...]:
    """A bulletin's id, its Markdown's address, the page that is asking, the addresses of what was made → links to its forms.

    What was not made (a PDF on a machine without Pango) is not promised.
    """
    routed = ((name, route(bulletin)) for name, route in FORMS)
    forms = tuple(Link(_form_in_words(name, made[address]), routes.relative(page, address)) for name, address in routed if address in made)
    return (*forms, Link("Markdown", routes.relative(page, digest)))


def _form_in_words(form: str, said: str) -> str:
    """PDF; of one that an earlier build made PDF（截至2025年1月13日）"""
    return f"{form}（{said}）" if said else form


def bulletins_values(comparison: Comparison, catalogue: Catalogue, made: Forms, issues: tuple[Issue, ...]) -> dict[str, object]:
    """→ the values of bulletins.html.j2: those that editors ordered first, then the overview's and every topic's."""
    page, site = routes.BULLETINS, catalogue.site

    def entry(title: str, to: str, about: str, id: str, digest: str, number: str = "") -> BulletinEntry:
        return BulletinEntry(title, routes.relative(page, to), about, forms_of(id, digest, page, made), number)

    ordered = tuple(
        entry(i.order.title, routes.issue_page(i.order.id), _about_issue(i), i.order.id, routes.issue_digest(i.order.id), i.order.number) for i in issues
    )
    topics = (t.topic for t in comparison.topics)
    general = (
        entry("总览", routes.INDEX, site.subtitle, routes.SUMMARY, routes.OVERVIEW_DIGEST),
        *((entry("目标一览", routes.BOARD, ABOUT_BOARD, routes.BOARD_BULLETIN, routes.BOARD_DIGEST),) if comparison.boards else ()),
        *(entry(t.name, routes.topic_page(t.id), t.about, t.id, routes.topic_digest(t.id)) for t in topics),
    )
    return {"frame": frame(page, "简报", "index", site, page), "ordered": ordered, "general": general, "older": any(made.values())}


def _about_issue(issue: Issue) -> str:
    """What an ordered bulletin is about: its subtitle, its topics, and the level of its places where it has one alone."""
    levels = {place.level for place in issue.places}
    level = filters.level_name(levels.pop()) if len(levels) == 1 else ""
    topics = "、".join(one.topic.name for one in issue.topics)
    said = [text for text in (issue.order.subtitle, f"专题：{topics}" if topics else "", f"范围：{level}" if level else "") if text]
    return "。".join(said) + "。" if said else ""


def list_forms(files: Files, older: Iterable[Kept]) -> Forms:
    """Bulletins that were made in all their forms, and those of an earlier build → their addresses, with what is said of each."""
    return dict.fromkeys((route for route, _ in files), "") | {one.route: f"截至{one.date}" if one.date else "此前生成" for one in older}
