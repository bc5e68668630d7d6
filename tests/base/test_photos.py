"""Photos made small: what stays is the picture, what goes is where it was taken."""

from io import BytesIO

import pytest
from PIL import Image

from edudesk.base.errors import UserError
from edudesk.base.photos import LONGEST, shrunk
from tests.tables import each


def photo(width: int, height: int, orientation: int = 1, color: str = "navy", format: str = "JPEG") -> bytes:
    """A picture from a telephone: its left quarter yellow, with the moment and the place it was taken."""
    picture = Image.new("RGB", (width, height), color)
    picture.paste("yellow", (0, 0, width // 4, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[36867] = "2026:11:18 10:20:33"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (31.0, 46.0, 30.0)
    made = BytesIO()
    picture.save(made, format, exif=exif)
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def is_yellow(pixel: object) -> bool:
    red, green, blue = pixel  # type: ignore[misc]
    return bool(red > 180 and green > 180 and blue < 90)


def test_a_photo_is_shrunk_and_loses_its_place_but_not_its_moment():
    kept = shrunk(photo(4000, 3000), "板书.jpg")
    picture = opened(kept.content)
    assert (picture.format, picture.size) == ("JPEG", (LONGEST, 1200))
    assert not picture.getexif()
    assert b"Exif" not in kept.content
    assert kept.taken == "2026-11-18T10:20"


def test_a_photo_held_upright_lies_upright():
    picture = opened(shrunk(photo(400, 300, orientation=6), "x.jpg").content)
    assert picture.size == (300, 400)
    assert is_yellow(picture.getpixel((150, 10)))
    assert not is_yellow(picture.getpixel((150, 390)))


def test_a_small_one_is_not_blown_up_and_the_same_photo_is_the_same_bytes():
    first, second = (shrunk(photo(300, 200), "x.jpg").content for _ in range(2))
    assert first == second
    assert opened(first).size == (300, 200)


def test_where_nothing_is_the_sheet_is_white():
    drawing = Image.new("RGBA", (80, 60), (0, 0, 0, 0))
    made = BytesIO()
    drawing.save(made, "PNG")
    kept = shrunk(made.getvalue(), "图.png")
    assert opened(kept.content).getpixel((40, 30)) == (255, 255, 255)
    assert kept.taken == ""


@each("content", [b"", b"\xff\xd8\xff\xe0 no photo", photo(4000, 3000)[:2000], b"PK\x03\x04"])
def test_what_is_no_photo_is_told(content: bytes):
    with pytest.raises(UserError, match="打不开，不是照片"):
        shrunk(content, "x.jpg")


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("edudesk.base.photos._PIXELS", 10_000)
    with pytest.raises(UserError, match="尺寸太大"):
        shrunk(photo(200, 200), "x.jpg")
