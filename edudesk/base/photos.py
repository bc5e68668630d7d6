"""Photos made small for keeping: 1600 px, JPEG, upright, without what the camera wrote into them (place, device)."""

import warnings
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from edudesk.base.errors import UserError
from edudesk.base.form import Picture

if TYPE_CHECKING:
    from PIL import Image

LONGEST: Final = 1600  # px of the longer side
_QUALITY: Final = 85
_PRINTED: Final = 640  # px; four stand beside each other on A4
_PIXELS: Final = 150_000_000  # more would take gigabytes of memory
SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff")
_TAKEN: Final = 36867  # EXIF DateTimeOriginal: 2026:11:18 10:20:33
_PART: Final = 0x8769  # where EXIF keeps it


class Photo(NamedTuple):
    """A photo to be kept. content: JPEG; taken: ISO moment by the camera's clock, "" when it does not say."""

    content: bytes
    taken: str


def is_photo(name: str) -> bool:
    """Whether a file is a picture by its name."""
    return Path(name).suffix.lower() in SUFFIXES


def shrunk(content: bytes, name: str) -> Photo:
    """The photo as it is kept; the same bytes for the same photo. name: for messages.

    Raises UserError when it is no picture, damaged, or too large to be opened.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # 50 ms that no start needs

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # our own limit of pixels is below; damaged EXIF is left out anyway
            with Image.open(BytesIO(content)) as picture:
                if picture.width * picture.height > _PIXELS:
                    raise UserError(f"照片“{name}”的尺寸太大，没有放入。", "请先用看图软件缩小后再放。")
                picture.draft("RGB", (LONGEST, LONGEST))  # a JPEG is read smaller at once
                taken = _moment(picture.getexif().get_ifd(_PART).get(_TAKEN))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
                plain = _on_white(upright)
    except UserError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UserError(
            f"“{name}”打不开，不是照片或已损坏，没有放入。", "请换一张；其他内容都还在。"
        ) from error
    made = BytesIO()
    plain.save(made, "JPEG", quality=_QUALITY)
    return Photo(made.getvalue(), taken)


def for_print(content: bytes, caption: str = "") -> Picture:
    """A kept photo as it stands on paper: 640 px, the same bytes for the same photo. Raises UserError when it is damaged."""
    from PIL import Image

    made = BytesIO()
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.draft("RGB", (_PRINTED, _PRINTED))
            small = picture.convert("RGB")
            small.thumbnail((_PRINTED, _PRINTED), Image.Resampling.LANCZOS)
            small.save(made, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, SyntaxError) as error:
        raise UserError("有一张照片已损坏，没有印出。", "请在记录里换一张；其他内容都还在。") from error
    return Picture(made.getvalue(), small.width, small.height, caption)


def _on_white(picture: "Image.Image") -> "Image.Image":
    """RGB without transparency: black where nothing is would swallow a drawing."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        sheet = Image.new("RGB", seen.size, "white")
        sheet.paste(seen, mask=seen.getchannel("A"))
        return sheet
    return picture.convert("RGB")


def _moment(text: object) -> str:
    try:
        return datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S").isoformat(  # noqa: DTZ007
            timespec="minutes"
        )
    except ValueError:
        return ""
