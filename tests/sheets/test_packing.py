"""Cells packed in the child are the same cells in the program."""

# ruff: noqa: DTZ001 -- a cell has no time zone

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from edudesk.sheets.packing import BETWEEN, packed, placed, unpacked

CELLS = st.one_of(st.text(max_size=4), st.sampled_from(["", "王芳", BETWEEN, f"王{BETWEEN}芳", "\x1f\n"]))


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5), st.integers(1, 4))
def test_text_comes_back_cut_or_filled_to_the_width(rows, width):
    expected = tuple(tuple((cells + [""] * width)[:width]) for cells in rows)
    if not rows:
        width = 0
    assert unpacked(packed(rows, width), width, ([], []), ([], [])) == expected


def test_numbers_and_dates_keep_their_places_and_kinds():
    dates = placed([(0, 1, "1985-07-12"), (1, 0, "1985-07-12T08:30:00")], 3)
    numbers = placed([(1, 2, 12.5), (2, 0, True), (2, 1, 7)], 3)
    rows = unpacked(packed([["王芳", ""], [], ["", "", "007"]], 3), 3, dates, numbers)
    assert rows == (
        ("王芳", date(1985, 7, 12), ""),
        (datetime(1985, 7, 12, 8, 30), "", 12.5),
        (True, 7, "007"),
    )
    assert [type(cell) for cell in rows[2]] == [bool, int, str]


def test_a_cell_with_the_mark_itself_is_sent_as_a_list():
    assert packed([["王芳", "女"]], 2) == f"王芳{BETWEEN}女"
    assert packed([["王芳", f"a{BETWEEN}"]], 2) == ["王芳", f"a{BETWEEN}"]
