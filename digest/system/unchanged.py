"""Whether there is anything to do: asked before anything is imported that a build takes."""

from __future__ import annotations

import json

from digest.model.build import Settings, Summary
from digest.model.problem import Problem
from digest.system.file_digests import Seen
from digest.system.inputs import stamp_of
from digest.system.publish import Manifest, read_manifest, unchanged


def standing(settings: Settings) -> Summary | None:
    """Settings of a build → what the last one said, where nothing has changed since and its files stand as published; else None."""
    site = settings.site.resolve()
    manifest = read_manifest(site)
    if manifest is None:
        return None
    seen = Seen(settings.cache / "seen", site)
    same = unchanged(site, manifest, stamp_of(settings, seen), seen)
    seen.keep()
    return _remembered(manifest) if same else None


def _remembered(manifest: Manifest) -> Summary:
    """What the last build said, which holds still."""
    said = json.loads(manifest.summary)
    problems = tuple(Problem(**{**p, "values": tuple(map(tuple, p["values"]))}) for p in said.pop("problems"))
    return Summary(**{**said, "problems": problems, "unchanged": True})
