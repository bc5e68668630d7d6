"""Reading TrueType fonts: which characters, how wide, and the small font that goes into a document.

The five bundled faces and Windows' own are what it has to read. It exists because the usual reader takes
0.2 s per Chinese face (30,000 characters one by one); this one takes 0.01 s.
"""

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

_MORE_COMPONENTS = 0x0020
_WORD_ARGUMENTS = 0x0001
_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))
_NOT_EMBEDDABLE = 0x0002 | 0x0100 | 0x0200  # fsType: restricted, no subsetting, bitmaps only
_CARRIED = ("cvt ", "fpgm", "prep")  # hinting of Windows' fonts, without which thin strokes drop out


class NotUsable(Exception):
    """The file is no TrueType font we can embed: CFF outlines, a licence bit, or damage."""


class TrueType:
    """One face of a .ttf or .ttc.

    glyphs: code point -> glyph number; widths are in thousandths of the font size.
    Raises NotUsable; an OSError of the file rises as it is.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        self._data = path.read_bytes()
        try:
            self._read(index)
        except (struct.error, KeyError, IndexError, ValueError) as error:
            raise NotUsable(f"{path.name}: {error!r}") from error

    def width(self, glyph: int) -> float:
        """Advance of a glyph in thousandths of the size."""
        full = len(self._advances)
        return self._advances[glyph if glyph < full else full - 1] * self._scale

    def _read(self, index: int) -> None:
        data = self._data
        start = 0
        if data[:4] == b"ttcf":
            start = struct.unpack_from(">I", data, 12 + 4 * index)[0]
        if data[start : start + 4] not in (b"\0\1\0\0", b"true"):
            raise NotUsable("no TrueType outlines")
        count = struct.unpack_from(">H", data, start + 4)[0]
        self._tables = {
            tag.decode("latin-1"): (offset, length)
            for tag, _, offset, length in struct.iter_unpack(
                ">4sIII", data[start + 12 : start + 12 + 16 * count]
            )
        }
        head = self._table("head")
        units, self._is_long = struct.unpack_from(">H", head, 18)[0], struct.unpack_from(">h", head, 50)[0]
        self._scale: float = 1000 / units
        self.box = tuple(round(edge * self._scale) for edge in struct.unpack_from(">4h", head, 36))
        self._read_metrics()
        self._positions = _numbers(self._table("loca"), "I" if self._is_long else "H")
        self._outlines = self._tables["glyf"][0]
        self.glyphs = _characters(self._table("cmap"))
        if not self.glyphs:
            raise NotUsable("no Unicode characters")

    def _read_metrics(self) -> None:
        os2, hhea = self._table("OS/2"), self._table("hhea")
        if struct.unpack_from(">H", os2, 8)[0] & _NOT_EMBEDDABLE:
            raise NotUsable("the font may not be embedded")
        self.weight = struct.unpack_from(">H", os2, 4)[0]
        ascent, descent = struct.unpack_from(">hh", os2, 68)
        self.ascent, self.descent = round(ascent * self._scale), round(descent * self._scale)
        full = struct.unpack_from(">H", hhea, 34)[0]
        metrics = self._table("hmtx")
        pairs = _numbers(metrics[: 4 * full], "H")
        self._advances = pairs[0::2]
        self._bearings = pairs[1::2] + _numbers(metrics[4 * full :], "H")

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _outline(self, glyph: int) -> bytes:
        unit = 1 if self._is_long else 2
        begin, end = self._positions[glyph] * unit, self._positions[glyph + 1] * unit
        return self._data[self._outlines + begin : self._outlines + end]

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file holding .notdef and glyphs, renumbered 1, 2, … in their order, and their parts."""
        order = [0, *glyphs]
        places = {glyph: place for place, glyph in enumerate(order)}
        outlines: list[bytes] = []
        for glyph in order:  # grows while parts of composed glyphs are found
            outline = self._outline(glyph)
            for at, part in _parts(outline):
                if part not in places:
                    places[part] = len(order)
                    order.append(part)
                outline = outline[:at] + struct.pack(">H", places[part]) + outline[at + 2 :]
            outlines.append(outline + bytes(-len(outline) % 4))
        positions = [0]
        for outline in outlines:
            positions.append(positions[-1] + len(outline))
        last = len(self._advances) - 1
        metrics = [
            number for glyph in order for number in (self._advances[min(glyph, last)], self._bearings[glyph])
        ]
        head, hhea, maxp = self._table("head"), self._table("hhea"), self._table("maxp")
        tables = {
            "head": head[:8] + bytes(4) + head[12:50] + b"\0\1" + head[52:],  # no checksum, long positions
            "hhea": hhea[:34] + struct.pack(">H", len(order)),
            "maxp": maxp[:4] + struct.pack(">H", len(order)) + maxp[6:],
            "hmtx": struct.pack(f">{len(metrics)}H", *metrics),
            "loca": struct.pack(f">{len(positions)}I", *positions),
            "glyf": b"".join(outlines),
        }
        tables |= {tag: self._table(tag) for tag in _CARRIED if tag in self._tables}
        return _font_file(tables)


def _numbers(data: bytes, code: str) -> "array[int]":
    """Big-endian 16 or 32 bit numbers."""
    numbers = array(code)
    numbers.frombytes(data[: len(data) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _characters(cmap: bytes) -> dict[int, int]:
    """The richest Unicode map of the font: 32-bit (format 12) before 16-bit (format 4)."""
    found: dict[int, int] = {}
    for place in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * place)
        layout = struct.unpack_from(">H", cmap, offset)[0]
        if layout in (4, 12) and (platform == 0 or (platform == 3 and encoding in (1, 10))):
            found[layout] = offset
    if 12 in found:
        return _wide_map(cmap, found[12])
    return _narrow_map(cmap, found[4]) if found else {}


def _wide_map(cmap: bytes, at: int) -> dict[int, int]:
    glyphs: dict[int, int] = {}
    count = struct.unpack_from(">I", cmap, at + 12)[0]
    for first, last, glyph in struct.iter_unpack(">III", cmap[at + 16 : at + 16 + 12 * count]):
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs


def _narrow_map(cmap: bytes, at: int) -> dict[int, int]:
    glyphs: dict[int, int] = {}
    length, twice = struct.unpack_from(">H", cmap, at + 2)[0], struct.unpack_from(">H", cmap, at + 6)[0]
    count = twice // 2
    numbers = _numbers(cmap[at + 14 : at + max(length, 16 + 4 * twice)], "H")
    ends, starts = numbers[:count], numbers[count + 1 : 2 * count + 1]
    deltas, offsets = numbers[2 * count + 1 : 3 * count + 1], 3 * count + 1
    for segment, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        offset = numbers[offsets + segment]
        listed: Iterable[int] = range(first, last + 1)
        if offset:
            begin = offsets + segment + offset // 2
            listed = numbers[begin : begin + last - first + 1]
        for code, number in zip(range(first, last + 1), listed, strict=False):
            glyph = (number + delta) & 0xFFFF if number or not offset else 0
            if glyph and code != 0xFFFF:
                glyphs[code] = glyph
    return glyphs


def _parts(outline: bytes) -> list[tuple[int, int]]:
    """Place and number of each glyph a composed glyph is made of; none for a plain one."""
    parts: list[tuple[int, int]] = []
    if len(outline) < 2 or outline[0] < 0x80:  # number of contours: negative means composed
        return parts
    at, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, part = struct.unpack_from(">HH", outline, at)
        parts.append((at + 2, part))
        at += 8 if flags & _WORD_ARGUMENTS else 6
        at += next((size for flag, size in _SCALES if flags & flag), 0)
    return parts


def _font_file(tables: dict[str, bytes]) -> bytes:
    offset = 12 + 16 * len(tables)
    power = len(tables).bit_length() - 1
    directory = [
        struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    ]
    bodies = []
    for tag in sorted(tables):
        body = tables[tag]
        padded = body + bytes(-len(body) % 4)
        checksum = sum(_numbers(padded, "I")) & 0xFFFFFFFF
        directory.append(struct.pack(">4sIII", tag.encode("latin-1"), checksum, offset, len(body)))
        bodies.append(padded)
        offset += len(padded)
    return b"".join(directory + bodies)
