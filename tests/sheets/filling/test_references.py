"""References after rows were inserted, against a model that only counts rows."""

from hypothesis import given
from hypothesis import strategies as st

from edudesk.sheets.addresses import column_letters, column_number
from edudesk.sheets.filling.references import (
    Shift,
    copied_formula,
    moved_formula,
    shifted_areas,
    shifted_formula,
)
from tests.tables import each

HERE, OTHER = "登记表", "上年 明细's"
rows = st.integers(1, 60)
columns = st.integers(1, 120).map(column_letters)
dollar = st.sampled_from(("", "$"))
shifts = st.builds(Shift, st.just(HERE), st.integers(1, 50), st.integers(1, 400), st.just(False))


def where(row: int, shift: Shift) -> int:
    """Where a row stands after the insertion: the place of its label among all rows."""
    labels: list[object] = list(range(1, 101))
    labels[shift.after : shift.after] = [None] * shift.more
    return labels.index(row) + 1


@st.composite
def areas(draw: st.DrawFn) -> tuple[str, list[tuple[str, int]]]:
    """A reference as text with {} for each of its rows, and the rows."""
    kind = draw(st.sampled_from(("cell", "area", "rows", "columns")))
    one, other = draw(dollar), draw(dollar)
    left, right = sorted((draw(columns), draw(columns)), key=column_number)
    top, bottom = sorted((draw(rows), draw(rows)))
    if kind == "cell":
        return f"{one}{left}{other}{{}}", [("", top)]
    if kind == "area":
        return f"{one}{left}{other}{{}}:{one}{right}{other}{{}}", [("", top), ("", bottom)]
    if kind == "rows":
        return f"{one}{{}}:{one}{{}}", [("", top), ("", bottom)]
    return f"{one}{left}:{one}{right}", []


PREFIXES = {
    "": True,
    "登记表!": True,
    "'登记表'!": True,
    "'上年 明细''s'!": False,
    "[1]登记表!": False,
    "别的!": False,
}
BETWEEN = st.sampled_from((
    "+", ",", '&"见A10和$B$3、“登记表!C5”"&', "*LOG10(", ")-", "/COUNT(", "<=", "+表1[[#This Row],[A5]]-", "^税率A5_*", "%,",
    '&"""A1"&', "+课时,", "*1E5,",
))  # fmt: skip


@given(
    st.lists(st.tuples(BETWEEN, st.sampled_from(sorted(PREFIXES)), areas()), min_size=1, max_size=6), shifts
)
def test_every_reference_points_where_it_pointed(
    pieces: list[tuple[str, str, tuple[str, list[tuple[str, int]]]]], shift: Shift
) -> None:
    before = after = "SUM("
    for between, prefix, (area, at) in pieces:
        numbers = [row for _, row in at]
        moved = [where(row, shift) for row in numbers] if PREFIXES[prefix] else numbers
        before += between + prefix + area.format(*numbers)
        after += between + prefix + area.format(*moved)
    assert shifted_formula(before, HERE, shift) == after
    # the same text on another sheet: what has no sheet named is of that one
    assert shifted_formula(before, OTHER, Shift(OTHER, 99, 1)) == before


@each(
    ("formula", "told"),
    [
        ("SUM(C5:C9)", "SUM(C5:C19)"),
        ("SUM(C$5:C8)", "SUM(C$5:C8)"),
        ("C9+C8", "C19+C8"),
        ("SUM(9:9)", "SUM(19:19)"),
        ("SUM(C9:C5)", "SUM(C19:C5)"),
        ("A1048576", "#REF!"),
        ("SUM(A1:A1048576)", "SUM(A1:A1048576)"),
        ("SUM(A:A)", "SUM(A:A)"),
        ('"C9"&C9', '"C9"&C19'),
        ('INDIRECT("C9")', 'INDIRECT("C9")'),
        ("#REF!+C9", "#REF!+C19"),
        ("年C9+C9年", "年C9+C9年"),
        ("表1[C9]", "表1[C9]"),
        ("LOG10(C9)+C9(1)", "LOG10(C19)+C9(1)"),
        ("'登记表'!C9:C12", "'登记表'!C19:C22"),
        ("'[上年.xlsx]登记表'!C9", "'[上年.xlsx]登记表'!C9"),
        ("甲!C9+登记表!C9", "甲!C9+登记表!C19"),
        ("SUM(B5:H5)", "SUM(B5:H5)"),
    ],
)
def test_ten_rows_inserted_behind_the_eighth(formula: str, told: str) -> None:
    assert shifted_formula(formula, HERE, Shift(HERE, 8, 10)) == told


@each(
    ("formula", "told"),
    [
        ("SUM(C5:C5)", "SUM(C5:C15)"),  # over the only row of a form
        ("SUM(B5:H5)", "SUM(B5:H5)"),  # along that row
        ("C5*2", "C5*2"),
        ("$A$1:$H$5", "$A$1:$H$15"),
        ("C6", "C16"),
    ],
)
def test_sums_over_the_only_row_take_in_its_copies(formula: str, told: str) -> None:
    assert shifted_formula(formula, HERE, Shift(HERE, 5, 10, is_stretching=True)) == told


@each(
    ("formula", "told"),
    [
        ("C8*2", "C11*2"),
        ("SUM(F$4:F8)", "SUM(F$4:F11)"),
        ("RANK(F8,$F$4:$F$9)", "RANK(F11,$F$4:$F$19)"),
        ("C8/C12", "C11/C22"),  # the total, whose row the sheet has moved
        ("C8*别的!B8", "C11*别的!B11"),
        ("$C8+C$3", "$C11+C$3"),
    ],
)
def test_a_copied_row_has_the_formula_of_its_pattern(formula: str, told: str) -> None:
    assert copied_formula(formula, HERE, Shift(HERE, 8, 10), 3) == told


@given(areas(), st.integers(0, 40), st.integers(0, 40))
def test_members_of_a_shared_formula(area: tuple[str, list[tuple[str, int]]], down: int, right: int) -> None:
    text = area[0].format(*(row for _, row in area[1]))
    moved = moved_formula(f"SUM({text})", down, right)
    assert moved_formula(moved, 0, 0) == moved
    fixed = text.replace("$", "")
    if fixed == text and area[1] and ":" not in text:
        letters = text.rstrip("0123456789")
        assert moved == f"SUM({column_letters(column_number(letters) + right)}{area[1][0][1] + down})"


@given(st.lists(st.tuples(columns, rows, rows), min_size=1, max_size=5), shifts)
def test_areas_hold_for_the_same_rows_and_for_the_copies(
    given_areas: list[tuple[str, int, int]], shift: Shift
) -> None:
    named = [(letters, *sorted((top, bottom))) for letters, top, bottom in given_areas]
    text = " ".join(f"{letters}{top}:{letters}{bottom}" for letters, top, bottom in named)
    moved = shifted_areas(text, shift.stretching)
    for area, (letters, top, bottom) in zip(moved.split(), named, strict=True):
        first, last = area.split(":")
        held = {where(row, shift) for row in range(top, bottom + 1)}
        if top <= shift.after <= bottom:  # the row that is copied
            held |= set(range(shift.after + 1, shift.after + shift.more + 1))
        numbers = range(int(first.removeprefix(letters)), int(last.removeprefix(letters)) + 1)
        assert set(numbers) == held
