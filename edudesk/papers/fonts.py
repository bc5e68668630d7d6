"""Fonts by the part they play on paper (宋体, 黑体 …), and which of them can print a given character."""

import os
import struct
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFont

from edudesk.base import paths

MISSING = "□"  # printed for a character no font has, as books do
_NOT_EMBEDDABLE = 0x0002 | 0x0100 | 0x0200  # fsType: restricted, no subsetting, bitmaps only


class Role(StrEnum):
    """The parts fonts play in Chinese office papers; the files behind them are in roles.toml."""

    SONG = "song"
    HEI = "hei"
    KAI = "kai"
    FANGSONG = "fangsong"
    XIAOBIAOSONG = "xiaobiaosong"
    BOLD = "bold"
    TIMES = "times"


class Face:
    """One font file, read when the first character is asked of it. A file we cannot use has no characters."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path = path
        self.index = index

    @cached_property
    def truetype(self) -> TTFont | None:
        """The font, or None when it has CFF outlines, may not be embedded or cannot be read."""
        try:
            # an open file, because a name that is not found reportlab seeks in folders of its own
            with self.path.open("rb") as file:
                font = TTFont(self.path.stem, file, subfontIndex=self.index, asciiReadable=0)
            licence = font.face.get_ushort(font.face.get_table_pos("OS/2")[0] + 8)
        except (TTFError, struct.error, LookupError, ValueError, OSError):
            return None
        return font if "glyf" in font.face.table and not licence & _NOT_EMBEDDABLE else None

    def has(self, char: str) -> bool:
        """Whether the font prints this character."""
        if self.truetype is None:
            return False
        face, code = self.truetype.face, ord(char)
        # glyph 0 is the box for what the font lacks; a glyph without a width is not in the file
        return face.charToGlyph.get(code, 0) != 0 and code in face.charWidths

    def width(self, char: str) -> float:
        """Width of a character the font has, as a share of the font size."""
        return float(self.truetype.face.charWidths[ord(char)]) / 1000 if self.truetype else 0.0


class _Widths(dict[str, float]):
    """Character -> share of the font size; a character no font has is as wide as the mark printed for it."""

    def __init__(self, font: "Font") -> None:
        self._font = font

    def __missing__(self, char: str) -> float:
        shown = char if self._font.find(char) else MISSING
        face = self._font.find(shown)
        self[char] = width = face.width(shown) if face else 1.0
        return width


class Font:
    """One role with its faces, the first of which is asked first.

    widths: character -> width as a share of the font size, filled as characters are asked for.
    """

    def __init__(self, role: Role, faces: Sequence[Face]) -> None:
        self.role = role
        self.faces = tuple(faces)
        self.widths: Mapping[str, float] = _Widths(self)

    @cached_property
    def main(self) -> Face:
        """The first face that can be used."""
        return next(face for face in self.faces if face.truetype is not None)

    def find(self, char: str) -> Face | None:
        """The first face with this character."""
        return next((face for face in self.faces if face.has(char)), None)

    def width(self, text: str, size: float = 1) -> float:
        """Width of a line of text, in the unit of size."""
        return sum(map(self.widths.__getitem__, text)) * size

    def missing(self, text: str) -> str:
        """The characters of text that no face has, each once."""
        return "".join(char for char in dict.fromkeys(text) if self.find(char) is None)

    def runs(self, text: str) -> Iterator[tuple[Face | None, str]]:
        """Text cut where the face changes; None = no face has these characters."""
        for face, chars in groupby(text, self.find):
            yield face, "".join(chars)


class FontBook:
    """The fonts of this PC by role."""

    def __init__(self, folders: Sequence[Path] = (), bundle: Path | None = None) -> None:
        """folders: searched before the bundle, in this order; bundle: the fonts that ship with us."""
        self._bundle = bundle or paths.shipped("resources", "fonts")
        with (self._bundle / "roles.toml").open("rb") as file:
            self._roles = tomllib.load(file)
        self._present = [_files_in(folder) for folder in folders]
        self._faces: dict[tuple[Path, int], Face] = {}
        self._fonts: dict[Role, Font] = {}

    def __getitem__(self, role: Role) -> Font:
        if role not in self._fonts:
            faces = self._own(role) or self._own(self._stand_in(role))
            last = self._bundled(Role.SONG) + self._bundled(Role.HEI)
            self._fonts[role] = Font(role, list(dict.fromkeys(faces + last)))
        return self._fonts[role]

    def remark(self, role: Role) -> str:
        """What has to be said when another font stands in for a role; "" when it has its own."""
        if self._own(role):
            return ""
        wanted, other = self._roles[role]["name"], self._roles[self._stand_in(role)]["name"]
        return f"本机没有{wanted}字体，{wanted}处用{other}代替；把{wanted}字体文件放入“{user_folder()}”后重新导出即可。"

    def _stand_in(self, role: Role) -> Role:
        return Role(self._roles[role].get("stands_in", Role.SONG))

    def _own(self, role: Role) -> list[Face]:
        wanted = [name.partition("#") for name in self._roles[role]["files"]]
        found = [
            self._face(files[name.lower()], int(index or 0))
            for files in self._present
            for name, _, index in wanted
            if name.lower() in files
        ]
        return [face for face in found if face.truetype] + self._bundled(role)

    def _bundled(self, role: Role) -> list[Face]:
        return [self._face(self._bundle / name, 0) for name in self._roles[role]["bundled"]]

    def _face(self, path: Path, index: int) -> Face:
        return self._faces.setdefault((path, index), Face(path, index))


def _files_in(folder: Path) -> dict[str, Path]:
    try:
        return {path.name.lower(): path for path in folder.iterdir()}
    except OSError:
        return {}


def user_folder() -> Path:
    """Where a user puts fonts of their own, for instance a bought 小标宋."""
    return paths.data_folder() / "字体"


@cache
def bundled_fonts() -> FontBook:
    """Only the fonts that ship with us: the same bytes on every PC."""
    return FontBook()


@cache
def _fonts_of_this_pc() -> FontBook:
    system = [
        Path(os.environ[name]) / below
        for name, below in (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts"))
        if os.name == "nt" and name in os.environ
    ]
    return FontBook([user_folder(), *system])


def installed_fonts() -> FontBook:
    """User's folder, then Windows, then the bundle. EDUDESK_FONTS=bundled keeps to the bundle (tests, samples)."""
    return bundled_fonts() if os.environ.get("EDUDESK_FONTS") == "bundled" else _fonts_of_this_pc()
