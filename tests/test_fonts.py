"""Fonts: found by their glyphs, subset to the same bytes, and honest about what they lack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from digest.model.typeface import SANS, SERIF, missing, printable
from digest.system import fonts
from tests.typesetting import made


def test_every_subset_has_gb_2312_and_rare_county_names() -> None:
    base = fonts.base_characters()
    for character in "政府工作报告啊齄Aa0%·—≥㎡瀍鄠":
        assert character in base
    assert "😀" not in base
    assert list(base) == sorted(set(base))


def test_fonts_are_four_faces_under_names_of_our_own() -> None:
    faces = made().faces
    assert [(face.family, face.weight) for face in faces] == [(SERIF, 400), (SERIF, 700), (SANS, 400), (SANS, 700)]
    assert all(made().path(face).stat().st_size < 4_000_000 for face in faces)


def test_the_family_name_and_the_licence_stand_in_the_file() -> None:
    from fontTools.ttLib import TTFont

    bold = TTFont(made().path(made().faces[3]))["name"]
    assert bold.getDebugName(1) == SANS
    assert bold.getDebugName(2) == "Bold"
    assert bold.getDebugName(13)


def test_the_same_characters_give_the_same_bytes_and_are_not_made_again(tmp_path: Path) -> None:
    first, _ = fonts.prepare(["侯马"], tmp_path / "a")
    times = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "a").iterdir()}
    again, _ = fonts.prepare(["马侯"], tmp_path / "a")
    assert first == again == made()  # 侯马 stands in GB 2312: no other subset
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "a").iterdir()} == times
    assert repr(first) == repr(made())  # the folder takes no part: what is remembered survives a move


def test_a_character_outside_the_base_set_makes_another_subset(tmp_path: Path) -> None:
    other, _ = fonts.prepare(["㐂"], tmp_path)
    assert other is not None
    assert other != made()
    assert missing("㐂", other) == ()
    assert missing("㐂", made()) == ("㐂",)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("政府工作报告，2024年增长6.3%以上。", ()),
        ("　 \n\t", ()),  # white space needs no glyph
        ("政府\U0010fffd工作\ue000", ("\ue000", "\U0010fffd")),  # private use
    ],
)
def test_missing_characters_are_named(text: str, lacking: tuple[str, ...]) -> None:
    assert missing(text, made()) == lacking


def test_where_there_is_no_font_the_problem_says_what_to_install(tmp_path: Path) -> None:
    found, problems = fonts.find_faces((str(tmp_path),))
    assert found == {}
    assert "政府工作报告" in problems[0].text()
    assert "fonts-noto-cjk" in problems[0].text()


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"ttcf no font at all")
    (tmp_path / "NotoSansCJK-Bold.otf").write_bytes(b"")
    assert len(fonts.font_files((str(tmp_path),))) == 2
    assert fonts.find_faces((str(tmp_path),))[0] == {}


def test_a_font_that_only_has_the_name_is_not_taken(tmp_path: Path) -> None:
    made()
    real, _ = fonts.find_faces()
    for (family, _), face in list(real.items())[::2]:  # the regular ones
        name = fonts.FAMILIES[family][0]
        file = tmp_path / f"{name.replace(' ', '').removesuffix('SC')}-Regular.otf"
        file.write_bytes(fonts.subset(face, "政府工作", name, 400))  # without 报告
        assert [f.name for f in fonts.read_faces(file)] == [name]
    assert fonts.find_faces((str(tmp_path),))[0] == {}


def test_other_families_are_never_a_fallback(tmp_path: Path) -> None:
    (tmp_path / "wqy-zenhei.ttc").write_bytes(b"ttcf")
    assert fonts.font_files((str(tmp_path),)) == ()


def test_a_face_says_what_it_lacks() -> None:
    made()
    real, _ = fonts.find_faces()
    face = real[(SANS, 400)]
    assert fonts.missing("政府\U0010fffd", face) == ("\U0010fffd",)
    assert replace(face, weight=700) != face


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("侯马\x00市\u202e", "侯马市"),
        ("第一行\n第二行\t三", "第一行 第二行 三"),
        ("　　全角空格", "　　全角空格"),
        ("\ud800坏", "\ufffd坏"),
        ("龙\ufe00", "龙"),  # a variation selector
        ("\ue000", "\ue000"),  # private use stays, that it may be missed
        ("$x_$<&>", "$x_$<&>"),
    ],
)
def test_what_has_no_shape_is_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("完成）：清", (1000, 1000, 500, 1000, 1000)),
        ("长，“十", (1000, 500, 1000, 1000)),
        ("“《划》”", (1000, 500, 1000, 500, 1000)),
        ("（清）增", (1000, 1000, 1000, 1000)),
        ("清，增。", (1000, 1000, 1000, 1000)),
    ],
)
def test_where_two_marks_meet_the_room_between_them_is_taken_out(text: str, widths: tuple[int, ...]) -> None:
    import uharfbuzz as hb

    for face in made().faces:
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(made().path(face)))))
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"chws": True})
        assert tuple(position.x_advance for position in buffer.glyph_positions) == widths, face.name


def test_the_feature_is_added_to_those_that_the_font_has() -> None:
    from fontTools.ttLib import TTFont

    for face in made().faces:
        features = {record.FeatureTag for record in TTFont(made().path(face))["GPOS"].table.FeatureList.FeatureRecord}
        assert {"chws", "halt", "kern"} <= features
