"""Running text set in lines: which characters in which font, how far apart (28 on a line), squeezed or spread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from edudesk.papers.canvas import MM, Canvas
from edudesk.papers.cells import Findings
from edudesk.papers.fonts import FontBook, Role
from edudesk.papers.linebreak import FIGURES, SQUEEZED, fitted_lines, gaps, squeezable
from edudesk.papers.official.pieces import Mark, Piece
from edudesk.papers.official.style import Letters, Part, Style

_QUOTES = frozenset("“”‘’—…")
_WIDEST_GAP = 0.2  # em; a line that had to be spread further stays ragged
_TAG = "〔"  # who answers for a clause, never broken; the line before it stays ragged
_STROKE = 0.018  # em; how much strokes grow for a bold that the font does not have

Words = tuple[str, Letters]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring characters with one font and one distance. tracking: points added behind each."""

    text: str
    letters: Letters
    tracking: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. x, width: points from the left end of the type area."""

    chunks: tuple[Chunk, ...]
    x: float
    width: float

    @property
    def text(self) -> str:
        """What stands in it."""
        return "".join(chunk.text for chunk in self.chunks)

    def at(self, x: float) -> "Line":
        """The same elsewhere."""
        return replace(self, x=x)

    def spread(self, width: float) -> "Line":
        """The same with its characters so far apart that it is as wide as that."""
        gap = (width - self.width) / max(len(self.text) - 1, 1)
        chunks = tuple(replace(chunk, tracking=chunk.tracking + gap) for chunk in self.chunks)
        return replace(self, chunks=chunks, width=width)

    def draw(self, canvas: Canvas, left: float, baseline: float) -> None:
        """Print it; left: x of the type area."""
        if not self.chunks:
            return
        shown = f"1 0 0 1 {left + self.x:.2f} {canvas.height_of(baseline)} Tm"
        is_bold = False
        for chunk in self.chunks:
            lettering = canvas.lettering(chunk.letters.role, chunk.letters.size)
            if chunk.letters.is_bold is not is_bold:
                is_bold = not is_bold
                shown += f" {2 if is_bold else 0} Tr {chunk.letters.size * _STROKE:.2f} w"
            shown += f" {lettering.begin} {chunk.tracking:.3f} Tc{lettering.show(chunk.text)}"
        first = self.chunks[0].letters
        canvas.place(canvas.lettering(first.role, first.size), [f"{shown} 0 Tc 0 Tr"])


class Setter:
    """Sets text of one document; collects what cannot be printed."""

    def __init__(self, style: Style, fonts: FontBook, findings: Findings) -> None:
        self.style, self.fonts, self.findings = style, fonts, findings
        self.roles: dict[Role, None] = {}  # used so far, in order
        self._widths: dict[tuple[Letters, str], tuple[Letters, float]] = {}

    def clean(self, text: str, letters: Letters, place: str) -> str:
        """Text ready for paper, on one line."""
        self.roles[letters.role] = None
        return self.findings.read(text, self.fonts[letters.role], place).replace("\n", " ").strip()

    @property
    def size(self) -> float:
        """Of the text's characters, which the lines of the page are made for."""
        return self.style.letters[Part.TEXT].size

    @property
    def width(self) -> float:
        """Of the type area, in points."""
        return self.style.width * MM

    @property
    def left(self) -> float:
        """x of the type area."""
        return self.style.left * MM

    def baseline(self, top: float, size: float | None = None) -> float:
        """Of letters of a size set in the middle of a line of the page; top: y of the line's characters."""
        # a Chinese character stands 0.88 above and 0.12 below its baseline
        return top + self.size / 2 + 0.38 * (size or self.size)

    def height(self, lines: int) -> float:
        """Points from the top of the first of so many lines to the foot of the last."""
        return lines * self.style.pitch - (self.style.pitch - self.size)

    def piece(self, *lines: Line, keeps: bool = False, mark: Mark | None = None) -> Piece:
        """Lines that stand side by side in one line of the page."""

        def draw(canvas: Canvas, top: float) -> None:
            for line in lines:
                size = line.chunks[0].letters.size if line.chunks else None
                line.draw(canvas, self.left, self.baseline(top, size))

        return Piece(1, draw, keeps, mark=mark)

    def line(self, text: str, part: Part, place: str, x: float = 0.0) -> Line:
        """Text on one line, however long."""
        letters = self.style.letters[part]
        return self._line([(char, letters) for char in self.clean(text, letters, place)], x, None)

    def lines(
        self, words: Sequence[Words], place: str, width: float, first: float = 0.0, hang: float = 0.0
    ) -> list[Line]:
        """A paragraph. place: where it stands, for remarks; width: of the full lines, in points; first: indent of
        the first line; hang: of the others. All lines but the last, and one before a 〔, reach from edge to edge."""
        signs = [(char, letters) for text, letters in words for char in self.clean(text, letters, place)]
        text = "".join(char for char, _ in signs)
        advances = [self._advance(char, letters)[1] for char, letters in signs]
        spans = fitted_lines(text, advances, width - hang, first - hang)
        return [
            self._line(
                signs[start:end],
                hang if number else first,
                width - (hang if number else first),
                is_last=number == len(spans) - 1 or text[spans[number + 1][0]] == _TAG,
            )
            for number, (start, end) in enumerate(spans)
        ]

    def names(self, names: Sequence[str], part: Part, place: str, start: float, end: float) -> list[Line]:
        """Names with their marks behind each other, none of them cut; each line from start to end at most."""
        rows: list[str] = []
        for name in names:
            if not rows or start + self.line(rows[-1] + name, part, place).width > end:
                rows.append("")
            rows[-1] += name
        words = [[(row, self.style.letters[part])] for row in rows]
        return [line for one in words for line in self.lines(one, place, end, first=start, hang=start)]

    def _line(self, signs: Sequence[Words], x: float, width: float | None, is_last: bool = True) -> Line:
        """The characters of a line with their distances; is_last: not spread."""
        fitted = [self._advance(char, letters) for char, letters in signs]
        tracks = [self._tracking(letters) for letters, _ in fitted]
        natural = sum(advance for _, advance in fitted)
        if width is not None and natural > width + 1e-6:
            _squeeze([char for char, _ in signs], [advance for _, advance in fitted], tracks, natural - width)
        elif width is not None and not is_last:
            _spread(
                [char for char, _ in signs], tracks, width - natural, fitted[0][0].size if fitted else 0.0
            )
        total = natural if width is None else min(natural, width) if is_last else width
        keyed = zip(signs, fitted, tracks, strict=True)
        chunks = tuple(
            Chunk("".join(char for (char, _), _, _ in run), letters, tracking)
            for (letters, tracking), run in groupby(keyed, lambda one: (one[1][0], one[2]))
        )
        return Line(chunks, x, total)

    def _advance(self, char: str, letters: Letters) -> tuple[Letters, float]:
        """What a character is printed with, and the points it takes."""
        known = self._widths.get((letters, char))
        if known is None:
            shown = letters
            if char in FIGURES and self.style.digits:
                shown = replace(letters, role=self.style.digits)
            elif char in _QUOTES and self.fonts[letters.role].widths[char] < 0.6:
                shown = replace(letters, role=Role.SONG)  # a 楷体 with the quotes of Latin text
            advance = self.fonts[shown.role].widths[char] * letters.size + self._tracking(letters)
            known = self._widths[letters, char] = (shown, advance)
        return known

    def _tracking(self, letters: Letters) -> float:
        """Letters of the text's size take a cell each, so that a line holds just its number of characters."""
        is_text = letters.size == self.style.letters[Part.TEXT].size
        return self.style.cell - letters.size if is_text else 0.0


def _squeeze(chars: Sequence[str], advances: Sequence[float], tracks: list[float], excess: float) -> None:
    """Set marks narrower: the last one by up to half, what is then missing shared by all others."""
    end = len(chars) - 1
    if chars[end] in SQUEEZED:
        own = min(advances[end] / 2, excess)
        tracks[end] -= own
        excess -= own
    others = squeezable(chars[:end], advances[:end])
    for place in range(end):
        if chars[place] in SQUEEZED and others:
            tracks[place] -= advances[place] / 2 * min(excess / others, 1.0)


def _spread(chars: Sequence[str], tracks: list[float], lack: float, size: float) -> None:
    """Share what a line lacks among its characters; words and figures stay as they are."""
    between = gaps(chars)
    if between and lack / len(between) <= size * _WIDEST_GAP:
        for place in between:
            tracks[place] += lack / len(between)
