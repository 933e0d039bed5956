"""content/about.md and the site's settings → the page about the site."""

from __future__ import annotations

from digest.model.catalogue import Catalogue
from digest.pages.page_frame import Link, frame
from digest.render import routes
from digest.render.markdown import rendered
from digest.render.templates import trusted_html

TITLE = "关于本站"


def about_values(catalogue: Catalogue) -> dict[str, object]:
    """→ the values of about.html.j2. Where there is no content/about.md the page has what site.yaml says of the site."""
    site = catalogue.site
    text = rendered(catalogue.about or site.about)
    mail = "@" in site.contact and "://" not in site.contact
    contact = Link(site.contact, f"mailto:{site.contact}" if mail else site.contact) if site.contact else None
    return {
        "frame": frame(routes.ABOUT, text.title or TITLE, "about", site, routes.ABOUT),
        "text": text,
        "html": trusted_html(text.html),
        "contact": contact,
    }
