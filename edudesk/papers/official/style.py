"""The presets an official document is set with (forms/papers/styles.toml): measures, fonts and sizes by part."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from edudesk.base import paths
from edudesk.papers.canvas import MM
from edudesk.papers.fonts import Role

_CLOSEST = 1.6  # line distance that still reads well, times the size


class Part(StrEnum):
    """The parts of a document that have letters of their own."""

    TEXT = "text"
    MASTHEAD = "masthead"
    TITLE = "title"
    LABEL = "label"  # 密级、紧急程度、附件、出席
    SIGNER = "signer"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    LEVEL4 = "level4"
    IMPRINT = "imprint"
    NUMBER = "number"
    COVER = "cover"
    CAPTION = "caption"  # the title of a table
    TABLE = "table"  # its size is the largest a table is set with
    TABLE_HEAD = "table_head"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Letters:
    """What a part is set with. size: points; is_bold: the strokes are thickened, as these fonts have no bold."""

    role: Role
    size: float
    is_bold: bool = False


SERIAL: Final = Letters(Role.SONG, 7.5)  # 编号 and version at the foot, smaller where they would not fit


@dataclass(frozen=True)
class Style:
    """One preset. top, left, width, height: of the type area on upright A4, in mm; characters, lines: in it.

    leading, title_leading: distance of baselines in points, 0 = the lines reach from edge to edge of the type
    area; digits: font of figures and Latin letters, None = that of the text; seal: diameter in mm.
    """

    key: str
    name: str
    top: float
    left: float
    width: float
    height: float
    characters: int
    lines: int
    leading: float
    title_leading: float
    digits: Role | None
    is_number_centred: bool
    seal: float
    letters: Mapping[Part, Letters]

    @property
    def cell(self) -> float:
        """Points a character of the text takes: 一字."""
        return self.width * MM / self.characters

    @property
    def pitch(self) -> float:
        """Points from one line to the next: 一行."""
        return self.leading or (self.height * MM - self.letters[Part.TEXT].size) / (self.lines - 1)

    @property
    def tightest(self) -> float:
        """Share of the pitch lines may stand at so that issuer, date and 版记 stay with the text (7.3.5.5)."""
        return min(_CLOSEST * self.letters[Part.TEXT].size / self.pitch, 1.0)

    def level(self, level: int) -> Letters:
        """Letters of a heading or lead; 0: of the text (GB/T 9704-2012 7.3.3)."""
        return self.letters[Part(f"level{min(level, 4)}") if level else Part.TEXT]


@cache
def styles() -> Mapping[str, Style]:
    """Every preset by its key."""
    with paths.shipped("forms", "papers", "styles.toml").open("rb") as file:
        told = tomllib.load(file)
    return {key: _style(key, _whole(key, told)) for key in told}


def _whole(key: str, told: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    own = told[key]
    if "based_on" not in own:
        return own
    base = _whole(own["based_on"], told)
    return {**base, **own, "letters": {**base["letters"], **own["letters"]}}


def _style(key: str, told: dict[str, Any]) -> Style:
    letters = {
        Part(part): Letters(Role(one["font"]), one["size"], one.get("bold", False))
        for part, one in told["letters"].items()
    }
    measures = {
        name: told[name]
        for name in (
            "name", "top", "left", "width", "height", "characters", "lines", "leading", "title_leading", "seal",
        )
    }  # fmt: skip
    digits = Role(told["digits"]) if told["digits"] else None
    return Style(
        key=key,
        digits=digits,
        is_number_centred=told["number_place"] == "centre",
        letters=letters,
        **measures,
    )
