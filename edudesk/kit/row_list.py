"""The rows behind a table: printed, searched, filtered, sorted and put under headings. No Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from edudesk.base.columns import Column
from edudesk.kit.cell_text import printer
from edudesk.kit.row_order import Heading, grouped, ordered, sort_key

Row: TypeAlias = Any
Rank: TypeAlias = Callable[[str, Row], int | None]
Fits: TypeAlias = Callable[[Row], bool]


class RowList:
    """Rows by number, in the order given; `shown` holds the numbers in the order seen.

    shown: row numbers, and -1, -2, … where the first, second … of `headings` stands. fitting: the rows that
    fit search and chips in the order seen, those of folded groups too. After a change of sorting (column, is
    descending) or ways call order(), after one of typed, chips or group arrange().
    """

    def __init__(self, columns: Sequence[Column], rank: Rank | None = None) -> None:
        self._columns, self._rank = columns, rank
        self._printers = [printer(column) for column in columns]
        self.sorting: list[tuple[int, bool]] = []
        self.ways: dict[int, str] = {}
        self.typed = ""
        self.chips: Mapping[str, Fits] = {}
        self.group: int | None = None
        self.folded: set[str] = set()
        self._places: dict[int, int] | None = None
        self.take(())

    def take(self, rows: Iterable[Row]) -> None:
        """Other rows, under the same search, chips and order."""
        self.rows: list[Row] = list(rows)
        self._numbers = {row.id: number for number, row in enumerate(self.rows)}
        self._printed: list[list[str] | None] = [None] * len(self.rows)
        self._heaps: list[str | None] = [None] * len(self.rows)
        self.order()

    def put(self, number: int, row: Row) -> None:
        """Another row in the place of one; it stays where it is until the next sort."""
        self.rows[number] = row
        self._numbers[row.id] = number
        self._printed[number] = self._heaps[number] = None

    def texts(self, number: int) -> list[str]:
        """The printed cells of a row."""
        texts = self._printed[number]
        if texts is None:
            row = self.rows[number]
            texts = self._printed[number] = [printed(row) for printed in self._printers]
        return texts

    def number_of(self, row_id: object) -> int | None:
        """The number of a row; None when there is none."""
        return self._numbers.get(row_id)

    def place_of(self, row_id: object) -> int | None:
        """The place where a row or a heading is seen; None when it is not, or not any more."""
        number = self._numbers.get(row_id)
        if number is None:
            ids = [heading.id for heading in self.headings]
            if row_id not in ids:
                return None
            number = -1 - ids.index(row_id)
        if self._places is None:
            self._places = {shown: place for place, shown in enumerate(self.shown)}
        return self._places.get(number)

    def heading(self, place: int) -> Heading | None:
        """The heading at a place; None where a row stands."""
        number = self.shown[place]
        return self.headings[-1 - number] if number < 0 else None

    def order(self) -> None:
        """Sort, then arrange."""
        columns, ways = self._columns, self.ways
        keys = [(sort_key(columns[n], ways.get(n, "")), is_down) for n, is_down in self.sorting]
        self._ordered = ordered(self.rows, keys)
        self.arrange()

    def arrange(self) -> None:
        """Keep what fits, and put it under headings."""
        self.fitting = self.shown = self._found(self._chosen())
        self.headings: list[Heading] = []
        self._places = None
        if self.group is not None:
            self._put_under_headings(self.group)

    def _chosen(self) -> list[int]:
        shown, rows = self._ordered, self.rows
        for fits in self.chips.values():
            shown = [number for number in shown if fits(rows[number])]
        return shown

    def _found(self, numbers: list[int]) -> list[int]:
        if not self.typed:
            return numbers
        if self._rank is None:
            for word in self.typed.split():
                numbers = [number for number in numbers if word in self._heap(number)]
            return numbers
        rank, rows = self._rank, self.rows
        ranked = [(rank(self.typed, rows[number]), number) for number in numbers]
        hits = [(place, number) for place, number in ranked if place is not None]
        hits.sort(key=lambda hit: hit[0])
        return [number for _, number in hits]

    def _heap(self, number: int) -> str:
        heap = self._heaps[number]
        if heap is None:
            heap = self._heaps[number] = "\n".join(self.texts(number)).casefold()
        return heap

    def _put_under_headings(self, column: int) -> None:
        texts = self.texts
        groups = grouped(self.fitting, lambda number: texts(number)[column], self._columns[column].codes)
        self.fitting, self.shown = [number for _, numbers in groups for number in numbers], []
        for word, numbers in groups:
            self.headings.append(Heading(word, len(numbers), word not in self.folded))
            self.shown.append(-len(self.headings))
            if word not in self.folded:
                self.shown += numbers
