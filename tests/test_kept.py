"""A build that makes no PDFs keeps those that were published, and says how old they are."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from digest import pipeline
from digest.model.build import Settings
from digest.pipeline import build, rebuild
from digest.system.kept_pdfs import kept
from digest.system.publish import publish
from tests.conftest import Built, prepared, shipped
from tests.test_links import faults
from tests.test_many_places import content_of

OLD, GONE = "bulletins/ecology.pdf", "bulletins/forests.pdf"


@pytest.fixture(scope="module")
def first(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Three places, published with PDFs of 2023: of a topic that there is, and of one that there was."""
    folder = tmp_path_factory.mktemp("kept")
    content = content_of(folder / "content", 3, 1)
    settings = shipped(folder / "site", prepared(built, folder / "cache"), content=content, reports=content / "reports", pdf=False, jobs=1)
    summary = replace(build(settings), dated=((OLD, "2023年2月3日"), (GONE, "2023年2月3日")))
    files = {path.relative_to(settings.site).as_posix(): path.read_bytes() for path in settings.site.rglob("*") if path.is_file()}
    del files[".manifest.json"]
    publish(settings.site, files | {OLD: b"%PDF old", GONE: b"%PDF gone"}, "with PDFs", json.dumps(asdict(summary)))
    return settings


def test_what_was_published_stays_as_it_was_and_nothing_else(first: Settings) -> None:
    assert [(one.route, one.data, one.date) for one in kept(first.site, (OLD, "bulletins/economy.pdf"))] == [(OLD, b"%PDF old", "2023年2月3日")]
    assert kept(first.site / "none", (OLD,)) == ()


def test_a_pdf_that_somebody_changed_is_not_ours_to_keep(tmp_path: Path) -> None:
    publish(tmp_path / "site", {OLD: b"%PDF"}, "", "{}")
    assert [(one.route, one.date) for one in kept(tmp_path / "site", (OLD,))] == [(OLD, "")]
    (tmp_path / "site" / OLD).write_bytes(b"%PDF of somebody")
    assert kept(tmp_path / "site", (OLD,)) == ()


def test_a_build_without_pdfs_keeps_them_marked_until_one_makes_them_anew(first: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):  # and once more of what was kept
        summary = rebuild(first)
        assert (summary.published, summary.bulletins, summary.dated) == (True, 0, ((OLD, "2023年2月3日"),))
        assert (first.site / OLD).read_bytes() == b"%PDF old" and not (first.site / GONE).exists()
        for page in ("bulletins/index.html", "topics/ecology.html"):
            html = (first.site / page).read_text(encoding="utf-8")
            assert html.count("PDF（截至2023年2月3日）</a>") == 1 and "forests" not in html
        assert faults(first.site) == []

    monkeypatch.setattr(pipeline, "lay_out_bulletins", lambda *_: (((OLD, b"%PDF new"),), ()))
    summary = rebuild(first)
    assert [route for route, _ in summary.dated] == [OLD] and (first.site / OLD).read_bytes() == b"%PDF new"
    html = (first.site / "bulletins" / "index.html").read_text(encoding="utf-8")
    assert "PDF（截至" not in html and ">PDF</a>" in html
