"""What a document is made of on its way to pages: pieces so many lines high, parts that may be cut, lying pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from edudesk.papers.canvas import Canvas

Draw = Callable[[Canvas, float], None]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place the outline and the contents lead to. level: 1 … as of a heading."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on a page as a whole.

    lines: of the page; draw: prints it, given y of the top of its first line's characters; keeps: stands on the
    same page as what follows; is_blank: left out at the top of a page; is_closing: comes after all lying pages
    of the text; begins: is the first line of a paragraph; grown: makes the same with about so many lines more, to
    fill a page, None = it stays as it is.
    """

    lines: int
    draw: Draw
    keeps: bool = False
    is_blank: bool = False
    is_closing: bool = False
    begins: bool = False
    mark: Mark | None = None
    grown: "Callable[[int], Piece] | None" = None


class Cut(Protocol):
    """Cuts something into its parts. room: lines free for the first of them; page: lines of the others;
    tail: of what follows on the page of the last."""

    def __call__(self, room: int, page: int, tail: int) -> list[Piece]: ...


@dataclass(frozen=True, slots=True)
class Tall:
    """What may go over several pages: tables, forms. least: lines without which it is not begun on a page;
    keeps: its end stands on the same page as what follows; takes_along: its end goes to another page when what
    follows has no room on this one, else all of it does."""

    least: int
    cut: Cut
    keeps: bool = False
    takes_along: bool = False


@dataclass(frozen=True, slots=True)
class Turned:
    """Pages lying on their side; the text of the chapter goes on before them as far as the page begun has room."""

    pages: tuple[Callable[[Canvas], None], ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Item = Piece | Tall | Turned | NewPage


def blank(lines: int = 1, keeps: bool = False) -> Piece:
    """Empty lines, which are left out at the top of a page."""
    return Piece(lines, _nothing, keeps, is_blank=True)


def space(lines: int) -> Piece:
    """Empty lines, at the top of a page too."""
    return Piece(lines, _nothing)


def kept(items: Sequence[Item], last: bool = True) -> list[Item]:
    """Pieces that stay together; last: with what follows too."""
    return [
        replace(item, keeps=item.keeps or last or number < len(items) - 1)
        if isinstance(item, (Piece, Tall))
        else item
        for number, item in enumerate(items)
    ]


def _nothing(canvas: Canvas, top: float) -> None:
    """Empty lines."""
