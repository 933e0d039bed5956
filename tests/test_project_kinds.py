"""What a kind of projects costs is the cost of no project, and is not summed."""

from __future__ import annotations

import pytest

from digest.compare.project_lists import _KIND


@pytest.mark.parametrize(
    ("name", "kind"),
    [("落地项目", True), ("省重点建设项目", True), ("增发国债项目", True), ("央企新签合作项目", True), ("抽水蓄能项目", False), ("东湖重点项目", False)],
)
def test_a_kind_of_projects_is_none(name: str, kind: bool) -> None:
    assert bool(_KIND.fullmatch(name)) is kind
