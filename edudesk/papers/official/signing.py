"""Where issuer and date stand at the end of a document, with room for the seal and without. Pure calculation."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.papers.canvas import MM

_APART = 2 * MM  # between two seals, which neither cross nor touch
_BELOW_CENTRE = 8.0  # points from the middle of the seal down to the middle of issuer and date
_MOST_IN_A_ROW = 3

Sized = tuple[str, float]  # text and its width in points


@dataclass(frozen=True, slots=True)
class Signed:
    """One text of the block. line: from the one below the body, 0 …; x: points from the left of the type area."""

    text: str
    line: int
    x: float


@dataclass(frozen=True, slots=True)
class Room:
    """Measures of the page in points: width of a line, one character, one line, the text, the seal."""

    width: float
    cell: float
    pitch: float
    size: float
    seal: float

    @property
    def blank_lines(self) -> int:
        """Between body and issuer, so that the seal begins within one line of the body (7.3.5.1)."""
        middle = self.pitch + self.seal / 2 + _BELOW_CENTRE
        above = (self.pitch + self.size) / 2 + self.pitch - self.size
        return max(round((middle - above) / self.pitch), 1)

    @property
    def seal_lines(self) -> int:
        """From one row of seals to the next."""
        return int(-(-(self.seal + _APART) // self.pitch))


def unsealed(issuers: Sequence[Sized], day: Sized, room: Room) -> list[Signed]:
    """Issuer two characters from the right edge, the date below it two characters further right than its first;
    a date longer than the issuer stands two characters from the edge itself (GB/T 9704-2012 7.3.5.2)."""
    longest = max((width for _, width in issuers), default=0.0)
    end = room.width - 2 * room.cell
    left = max(end - longest, 0.0)
    start = left + 2 * room.cell
    if day[1] > longest:
        start = end - day[1]
        left = max(start - 2 * room.cell, 0.0)
    found = [Signed(text, 1 + number, left) for number, (text, _) in enumerate(issuers)]
    return [*found, Signed(day[0], 1 + len(issuers), start)] if day[0] else found


def sealed(issuers: Sequence[Sized], day: Sized, room: Room) -> list[Signed]:
    """Date four characters from the right edge, the issuer in the middle over it; of several each has the place
    of a seal, the last over the date (GB/T 9704-2012 7.3.5.1)."""
    middle = room.width - 4 * room.cell - day[1] / 2
    if issuers:  # a long last name moves the middle to the left, but stays on the line itself
        half = issuers[-1][1] / 2
        middle = min(middle, max(room.width - room.cell - half, half))
    rows = _rows(issuers, middle, room)
    found = []
    line = room.blank_lines
    for number, (row, step) in enumerate(rows):
        line = room.blank_lines + number * room.seal_lines
        for place, (text, width) in enumerate(row):
            centre = middle - (len(row) - 1 - place) * step
            found.append(Signed(text, line, max(centre - width / 2, 0.0)))
    if day[0]:
        found.append(Signed(day[0], line + bool(issuers), middle - day[1] / 2))
    return found


def _rows(issuers: Sequence[Sized], middle: float, room: Room) -> list[tuple[Sequence[Sized], float]]:
    """Issuers row by row, each with the distance of two neighbours: as many as have room, at most three."""
    for count in range(min(_MOST_IN_A_ROW, len(issuers)), 1, -1):
        widest = max(width for _, width in issuers)
        first = max(room.seal, widest) / 2
        step = (middle - first) / (count - 1)
        if step >= max(room.seal + _APART / 2, widest + room.cell / 2):
            return [(issuers[at : at + count], step) for at in range(0, len(issuers), count)]
    return [([issuer], 0.0) for issuer in issuers]
