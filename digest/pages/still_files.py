"""The files of the site that stand as they are written: the style sheet, the scripts, and what editors keep in static/."""

from __future__ import annotations

from pathlib import PurePath

from digest.content.standing_files import standing_below
from digest.model.build import Files, Settings
from digest.model.layers import owned
from digest.render import routes


def copy_assets(settings: Settings) -> Files:
    """→ what is published as it stands: the style sheet, of its parts in the order of their names, the scripts, and static/ of the content."""
    styles = standing_below(settings.templates, "styles/site", ".css")
    scripts = standing_below(settings.templates, "scripts", ".js")
    code = ((routes.script(PurePath(name).stem), data) for name, data in scripts)
    kept = ((routes.static(name), data) for name, data in standing_below(owned(settings.content), "static"))
    return ((routes.STYLE, b"\n".join(data for _, data in styles)), *code, *kept)
