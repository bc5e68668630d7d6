"""Where a pasted block goes in a table, and what filling down copies. Pure: the table and its cells are given."""

from collections.abc import Sequence

from edudesk.kit.cell_block import CellBlock
from edudesk.kit.changes import Wish
from edudesk.kit.row_model import RowModel


def pasted(
    cells: Sequence[Sequence[str]], model: RowModel, block: CellBlock, shown_columns: Sequence[int]
) -> tuple[list[Wish], list[str]]:
    """The wishes of copied cells over the rows and columns shown, from the first cell of block on.

    A block that is several times as high or wide as what was copied is filled with it, as in Excel. What
    finds no place is said in the sentences that come second.
    """
    high, wide = len(cells), len(cells[0])
    below = [place for place in range(block.places[0], model.rowCount()) if model.heading(place) is None]
    right = shown_columns[shown_columns.index(block.columns[0]) :]
    notes = []
    if high > len(below):
        notes.append(
            f"复制了 {high} 行，从光标往下只有 {len(below)} 行，多出的 {high - len(below)} 行没有粘贴。"
        )
    if wide > len(right):
        notes.append(
            f"复制了 {wide} 列，从光标往右只有 {len(right)} 列，多出的 {wide - len(right)} 列没有粘贴。"
        )
    places = block.places if len(block.places) % high == 0 else below[:high]
    columns = block.columns if len(block.columns) % wide == 0 else right[:wide]
    wishes = [
        Wish(model.row(place), model.columns[column], cells[down % high][across % wide])
        for down, place in enumerate(places)
        for across, column in enumerate(columns)
    ]
    return wishes, notes


def filled_down(model: RowModel, block: CellBlock) -> list[Wish]:
    """The first row of block copied into the rows below it; a block of one row takes the row above, as in Excel.

    [] when there is nothing above.
    """
    first, *below = block.places
    if not below:
        above = [place for place in range(first) if model.heading(place) is None]
        if not above:
            return []
        first, below = above[-1], [first]
    source = model.row(first)
    columns = [model.columns[column] for column in block.columns]
    return [Wish(model.row(place), column, column.text(source)) for place in below for column in columns]
