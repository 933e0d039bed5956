"""Whether a build has anything to do, found out before anything is imported that takes time."""

from __future__ import annotations

import json

from digest.model.build import Settings, Summary
from digest.model.problem import Problem
from digest.system.file_digests import Seen
from digest.system.inputs import stamp_of
from digest.system.publish import Manifest, read_manifest, unchanged


def standing(settings: Settings) -> Summary | None:
    """Settings of a build → the summary of the last build, if nothing has changed since and its files are as published; else None."""
    site = settings.site.resolve()
    manifest = read_manifest(site)
    if manifest is None:
        return None
    seen = Seen(settings.cache / "seen", site)
    same = unchanged(site, manifest, stamp_of(settings, seen), seen)
    seen.keep()
    return _last_summary(manifest) if same else None


def _last_summary(manifest: Manifest) -> Summary:
    """What the last build said, which holds still."""
    said = json.loads(manifest.summary)
    problems = tuple(Problem(**{**p, "values": tuple(map(tuple, p["values"]))}) for p in said.pop("problems"))
    return Summary(**{**said, "problems": problems, "unchanged": True})
