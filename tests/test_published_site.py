"""selfcheck: what a copy, a mirror or a hand has done to a published site is found, and a site that stands as published has nothing."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from digest.audit.published_site import check_site
from digest.cli.main import main
from digest.system.publish import publish

GOOD = {
    "index.html": '<p id="top"><a href="a/b.html#p1">甲</a><a href="#top">上</a><a href="a/">乙</a><img src="c.svg"><a href="https://example.org/x#y">外</a>'
    '<script type="application/ld+json">{"@type": "Dataset"}</script>',
    "a/b.html": '<p id="p1"><a href="../index.html">回</a><a href="b.html?q=1#p1">同</a>',
    "a/index.html": "<p>乙",
    "c.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "feed.xml": "<feed/>",
    "data.json": "[1]",
}
# what is written instead → what is said
SPOILT = [
    ({}, []),
    ({"a/b.html": "<p>短"}, ["a/b.html selfcheck.changed", "index.html selfcheck.link a/b.html#p1"]),
    ({"a/index.html": None}, ["a/index.html selfcheck.changed", "index.html selfcheck.link a/"]),
    ({"data.json": "[1"}, ["data.json selfcheck.changed", "data.json selfcheck.data"]),
    ({"feed.xml": "<feed>"}, ["feed.xml selfcheck.changed", "feed.xml selfcheck.data"]),
    ({"c.svg": "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"}, ["c.svg selfcheck.changed", "c.svg selfcheck.data"]),
    ({"a/b.html": '<p id="p1"><p id="p1">'}, ["a/b.html selfcheck.changed", "a/b.html selfcheck.ids p1"]),
    ({"a/b.html": '<p id="p1"><a href="../../out.html">外</a>'}, ["a/b.html selfcheck.changed", "a/b.html selfcheck.link ../../out.html"]),
    ({"a/b.html": '<p id="p1"><script type="application/ld+json">{</script>'}, ["a/b.html selfcheck.changed", "a/b.html selfcheck.data"]),
]  # fmt: skip


def placed(site: Path, files: dict[str, str | None]) -> None:
    for route, text in files.items():
        (site / route).parent.mkdir(parents=True, exist_ok=True)
        (site / route).unlink(missing_ok=True) if text is None else (site / route).write_text(text, "utf-8")


@pytest.mark.parametrize(("spoilt", "said"), SPOILT)
def test_what_is_wrong_is_said_file_by_file(tmp_path: Path, spoilt: dict[str, str | None], said: list[str]) -> None:
    placed(tmp_path, {**GOOD, **spoilt})
    known = {route: sha256(text.encode()).hexdigest() for route, text in GOOD.items()}
    told = [" ".join((p.where.removeprefix(f"{tmp_path.as_posix()}/"), p.code, *(value for _, value in p.values))) for p in check_site(tmp_path, known)]
    assert sorted(told) == sorted(said)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    assert main(["selfcheck", "--site", str(site), "--lang", "en"]) == 2
    publish(site, {route: text.encode() for route, text in GOOD.items()}, "stamp", "{}")
    assert main(["selfcheck", "--site", str(site), "--lang", "en"]) == 0
    assert "6 files stand as they were published" in capsys.readouterr().out
    (site / "data.json").unlink()
    assert main(["selfcheck", "--site", str(site), "--lang", "en"]) == 1
