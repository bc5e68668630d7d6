"""What a form looks like: its values, and beside them styles, formulas, drop-down lists and protection.

The file is opened by the guarded child, as an import's is.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.sheets.addresses import address
from edudesk.sheets.filling.references import areas_of, sheets_of
from edudesk.sheets.limits import LIMITS, Refused
from edudesk.sheets.office import as_xlsx, is_old
from edudesk.sheets.reader import ask_child, content_of, telling, workbook_of
from edudesk.sheets.workbook import Merge, Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down list: the areas it is for, and its words; is_strict: Excel lets nothing else in."""

    areas: tuple[Merge, ...]
    words: tuple[str, ...]
    is_strict: bool

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell has it."""
        return any(
            one.row <= row <= one.last_row and one.column <= column <= one.last_column for one in self.areas
        )


@dataclass(frozen=True)
class FormSheet:
    """One sheet of a form. formulas: (row, column) of the cells that hold one; choices: its drop-down lists;
    totals: the totals rows of its Excel tables; spanning: (row, column) of formulas over several sheets."""

    sheet: Sheet
    is_protected: bool
    formulas: frozenset[tuple[int, int]]
    choices: tuple[Choice, ...]
    totals: frozenset[int] = frozenset()
    spanning: tuple[tuple[int, int], ...] = ()
    _runs: tuple[tuple[int, int, tuple[int, ...]], ...] = ()
    _columns: tuple[tuple[int, int, int], ...] = ()
    _styles: Mapping[int, tuple[str, bool]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As its tab says."""
        return self.sheet.name

    @property
    def last_row(self) -> int:
        """The last row the file has anything of, be it only lines."""
        return max(len(self.sheet.rows), self._runs[-1][1] if self._runs else 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [first for first, _, _ in self._runs]

    def styles(self, row: int) -> tuple[int, ...]:
        """The style of each cell of a row the file has; () for a row it has not."""
        at = bisect_right(self._starts, row) - 1
        return self._runs[at][2] if at >= 0 and row <= self._runs[at][1] else ()

    def is_bordered(self, row: int, column: int) -> bool:
        """Whether a cell has lines."""
        styles = self.styles(row)
        return column <= len(styles) and self._styles.get(styles[column - 1], ("", False))[1]

    def number_format(self, row: int, column: int) -> str:
        """Number format of a cell, of an absent one that of its column."""
        styles = self.styles(row)
        style = styles[column - 1] if column <= len(styles) else 0
        if not style:
            style = next((style for first, last, style in self._columns if first <= column <= last), 0)
        return self._styles.get(style, ("General", False))[0]

    def choice(self, row: int, column: int) -> Choice | None:
        """The drop-down list of a cell."""
        return next((one for one in self.choices if one.words and one.holds(row, column)), None)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged cells that begin there."""
        return next((one for one in self.sheet.merges if (one.row, one.column) == (row, column)), None)


@dataclass(frozen=True)
class Survey:
    """A form as it was found. path: as the user chose it; content: the .xlsx itself; remarks: what the user
    should know of it before it is filled."""

    path: Path
    content: bytes
    workbook: Workbook
    sheets: tuple[FormSheet, ...]
    has_macros: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def spanning(self) -> list[str]:
        """The cells whose formulas point through several sheets at once, ten of each sheet at most."""
        return [f"“{one.name}”{address(*place)}" for one in self.sheets for place in one.spanning]

    def sheet(self, name: str) -> FormSheet | None:
        """The sheet of this name."""
        return next((one for one in self.sheets if one.name == name), None)


def survey(path: Path, step: Step = silent) -> Survey:
    """Look at a form. An .xls is converted first where LibreOffice is there. Raises UserError, Cancelled."""
    step(0, 0, f"正在查看“{path.name}”")
    with telling(path), worded_for_forms():
        content = content_of(path)
        remarks: tuple[str, ...] = ()
        if is_old(content, path.suffix.lower()):
            ask_child(content, ".xls", step)  # says better than a failed conversion what is wrong with it
            content = as_xlsx(content, step)
            remarks = ("模板是旧版 .xls，已先转换成 .xlsx，填好的表也是 .xlsx；请对照原表看一遍版式。",)
        answer, _ = ask_child(content, ".xlsx", step, LIMITS, "look")
    book = workbook_of(answer, path)
    styles = {number: (code, is_bordered) for number, code, is_bordered in answer["styles"]}
    names = {name.casefold(): text for name, text in answer["names"]}
    sheets = tuple(
        _form_sheet(sheet, table["look"], styles, names, book)
        for sheet, table in zip(book.sheets, answer["sheets"], strict=True)
    )
    return Survey(path, content, book, sheets, answer["has_macros"], (*remarks, *_remarks(answer, sheets)))


@contextmanager
def worded_for_forms() -> Iterator[None]:
    """What the child refuses is worded for imports; here nothing is imported."""
    try:
        yield
    except Refused as refused:
        hint = refused.hint.replace("再导入", "再套用").replace("要导入", "要套用")
        raise Refused(refused.text, hint) from None


def _remarks(answer: Mapping[str, Any], sheets: tuple[FormSheet, ...]) -> tuple[str, ...]:
    found = []
    if protected := [one.name for one in sheets if one.is_protected]:
        found.append(f"工作表“{'”“'.join(protected)}”设有保护，照常填写，保护没有解除。")
    if answer["has_macros"]:
        found.append("模板带有宏，程序没有运行它，原样保留；填好的表要存成 .xlsm。")
    if answer["has_links"]:
        found.append("模板里有指向别的文件的链接，程序没有打开它们，原样保留。")
    if answer["is_signed"]:
        found.append("模板带有数字签名，填写之后签名失效。")
    return tuple(found)


def _form_sheet(
    sheet: Sheet,
    look: Mapping[str, Any],
    styles: Mapping[int, tuple[str, bool]],
    names: Mapping[str, str],
    book: Workbook,
) -> FormSheet:
    return FormSheet(
        sheet,
        look["is_protected"],
        frozenset((row, column) for row, column in look["formulas"]),
        tuple(
            Choice(areas_of(areas), _words(source, sheet.name, names, book), is_strict)
            for areas, source, is_strict in look["lists"]
        ),
        frozenset(
            area.last_row - back
            for ref, totals in look["tables"]
            for area in areas_of(ref)
            for back in range(totals)
        ),
        tuple((row, column) for row, column in look["spanning"]),
        tuple((first, last, tuple(pattern)) for first, last, pattern in look["runs"]),
        tuple(map(tuple, look["columns"])),
        styles,
    )


def _words(source: str, here: str, names: Mapping[str, str], book: Workbook) -> tuple[str, ...]:
    """The words of a list: written out, or in cells of the workbook; () when they cannot be known."""
    if source.startswith('"'):
        return tuple(word.strip() for word in source.strip('"').split(",") if word.strip())
    source = names.get(source.casefold(), source)
    prefix, _, area = source.rpartition("!")
    sheet = next((one for one in book.sheets if one.name == (sheets_of(prefix) if prefix else here)), None)
    places = areas_of(area)
    if sheet is None or not places:
        return ()
    one = places[0]
    cells = (
        cell
        for row in sheet.rows[one.row - 1 : one.last_row]
        for cell in row[one.column - 1 : one.last_column]
        if isinstance(cell, str) and cell.strip()
    )
    return tuple(cell.strip() for cell in cells)


def no_place() -> UserError:
    """Nothing in the workbook looks like a form."""
    return UserError(
        "没有在这个表里找到要填的表头或“填报单位：____”这样的位置。",
        "请确认选对了文件；表头应有“姓名”这样的列。模板没有改动。",
    )
