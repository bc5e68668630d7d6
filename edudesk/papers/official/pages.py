"""Pieces dealt out to pages of so many lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from edudesk.papers.canvas import Canvas
from edudesk.papers.official.pieces import Item, Mark, NewPage, Piece, Tall, Turned


@dataclass
class Page:
    """One page. pieces: from top to bottom; used: their lines, which may be more than a page has (tightness);
    turned: draws it when it lies on its side."""

    pieces: list[Piece] = field(default_factory=list)
    used: int = 0
    turned: Callable[[Canvas], None] | None = None
    marks: list[Mark] = field(default_factory=list)

    def places(self, lines: int) -> Iterator[tuple[float, Piece]]:
        """Each piece with the line it begins on, of so many on a page. On a page with more lines than that the
        text stands closer (GB/T 9704-2012 7.3.5.5: 调整行距)."""
        share = tightness(self.pieces, lines) if self.used > lines else 1.0
        line = 0.0
        for piece in self.pieces:
            yield line, piece
            line += piece.lines * (share if _is_text(piece) else 1.0)


def tightness(pieces: Sequence[Piece], lines: int) -> float:
    """Share of the usual line distance at which pieces fit a page of so many lines."""
    text = sum(piece.lines for piece in pieces if _is_text(piece))
    fixed = sum(piece.lines for piece in pieces) - text
    return (lines - fixed - 1) / (text - 1) if text > 1 else 0.0


def _is_text(piece: Piece) -> bool:
    return piece.lines == 1 or piece.is_blank


def paginate(items: Sequence[Item], lines: int, tightest: float = 1.0) -> list[Page]:
    """Items on pages of so many lines. tightest: share of the usual line distance at which the end of the text may
    stand, so that all of it stays together."""
    dealing = _Dealing(lines, tightest)
    for group in _groups(items):
        dealing.place(group)
    dealing.flush()
    return dealing.pages


def _groups(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items that stand on one page if they can."""
    group: list[Item] = []
    for item in items:
        group.append(item)
        if isinstance(item, (Turned, NewPage)) or not item.keeps:
            yield group
            group = []
    if group:
        yield group


class _Dealing:
    def __init__(self, lines: int, tightest: float) -> None:
        self.lines, self.tightest = lines, tightest
        self.pages = [Page()]
        self.waiting: list[Turned] = []

    @property
    def room(self) -> int:
        return self.lines - self.pages[-1].used

    def place(self, group: Sequence[Item]) -> None:
        needed = _needed(group)
        is_closing = any(isinstance(item, Piece) and item.is_closing for item in group)
        begins_chapter = any(
            isinstance(item, Piece) and item.mark is not None and item.mark.level == 1 for item in group
        )
        if (is_closing or begins_chapter) and self.waiting:
            self.turn()  # text goes on before a lying table, but not into the next chapter
        if needed > self.room:
            if is_closing and self.fits_tightly(group):
                for item in group:
                    if isinstance(item, Piece):
                        self.add(item)
                return
            self.fill()
            self.turn()
        for number, item in enumerate(group):
            match item:
                case NewPage():
                    self.turn()
                case Turned():
                    self.waiting.append(item)
                    if not self.pages[-1].pieces:
                        self.flush()
                case Piece():
                    self.put(item)
                case Tall():
                    tail = sum(_least(one) for one in group[number + 1 :])
                    for place, part in enumerate(item.cut(self.room, self.lines, tail)):
                        if place:
                            self.turn()
                        self.put(part)

    def fits_tightly(self, group: Sequence[Item]) -> bool:
        """Whether the end of the text fits the page begun when its lines stand a little closer."""
        pieces = [item for item in group if isinstance(item, Piece)]
        page = self.pages[-1]
        if len(pieces) < len(group) or not page.pieces:
            return False
        return tightness([*page.pieces, *pieces], self.lines) >= self.tightest

    def put(self, piece: Piece) -> None:
        if piece.lines > self.room:
            self.turn()
        if not piece.is_blank or self.pages[-1].used:
            self.add(piece)

    def add(self, piece: Piece) -> None:
        page = self.pages[-1]
        page.pieces.append(piece)
        page.used += piece.lines
        if piece.mark:
            page.marks.append(piece.mark)

    def fill(self) -> None:
        """What can grow takes the lines that would stay white at the foot of the page."""
        page = self.pages[-1]
        for place, piece in enumerate(page.pieces):
            if piece.grown and self.room > 0:
                page.pieces[place] = higher = piece.grown(self.room)
                page.used += higher.lines - piece.lines

    def turn(self) -> None:
        """Begin a page, unless the one begun is still empty; lying pages that wait come before it."""
        self.flush()
        if self.pages[-1].pieces or self.pages[-1].turned:
            self.pages.append(Page())

    def flush(self) -> None:
        """Lying pages that wait, now."""
        for turned in self.waiting:
            if not self.pages[-1].pieces and not self.pages[-1].turned:
                self.pages.pop()
            marks = [turned.mark] if turned.mark else []
            self.pages += [
                Page(used=self.lines, turned=draw, marks=[] if number else marks)
                for number, draw in enumerate(turned.pages)
            ]
        self.waiting.clear()


def _needed(group: Sequence[Item]) -> int:
    """Lines without which a group is not begun on a page."""
    lines = 0
    for item in group:
        lines += _least(item)
        if isinstance(item, Tall) and item.takes_along:
            break  # what follows stands on the page of its end
    return lines


def _least(item: Item) -> int:
    match item:
        case Piece():
            return item.lines
        case Tall():
            return item.least
    return 0
