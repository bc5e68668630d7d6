"""A list and the facts of a school into a form, as its mapping says, and the result on the disk.

The file is patched and read back in the guarded child; only then it takes its place, whole or not at all.
"""

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.errors import UserError
from edudesk.base.files import replacing
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Written
from edudesk.sheets.addresses import column_number
from edudesk.sheets.filling.adopting import check_fit
from edudesk.sheets.filling.dates import MONTHS, asked_of, pattern_of
from edudesk.sheets.filling.mapping import Mapping, Single, Target
from edudesk.sheets.filling.others import other_tables
from edudesk.sheets.filling.styles import date_parts
from edudesk.sheets.filling.survey import Choice, FormSheet, Survey, worded_for_forms
from edudesk.sheets.limits import LIMITS
from edudesk.sheets.reader import ask_child, telling
from edudesk.sheets.texts import Texts, told
from edudesk.sheets.workbook import Cell

_FIGURE: Final = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.[0-9]{1,4})?")
_NUMBERED: Final = re.compile(r"^[0-9A-Za-z]{1,3}[-.、:：．_\s]+")  # 1-男
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]+)")
_DATED: Final = (Kind.DATE, Kind.MONTH)
_NUMBERS: Final = (Kind.ID, Kind.PHONE)


@dataclass(frozen=True)
class Supply:
    """What is put in. count: of rows; values: key of a column -> its native values, masked already; columns: key
    -> what it is; facts: key -> text of a single value."""

    count: int
    values: Dictionary[str, Sequence[object]]
    columns: Dictionary[str, Column]
    facts: Dictionary[str, str] = field(default_factory=dict)


def fill(form: Survey, mapping: Mapping, supply: Supply, out: Path, step: Step = silent) -> Written:
    """The form with the list in it, as a new file; the remarks name what was left open or had to be changed.

    Raises UserError when the form does not fit the mapping, or out cannot be written: nothing is left then.
    """
    check_suffix(form, out)
    check_fit(form, mapping)
    step(0, 0, f"正在填写“{out.name}”")
    filling = _Filling(form, mapping, supply)
    order = filling.order()
    with telling(form.path), worded_for_forms():
        answer, content = ask_child(form.content, ".xlsx", step, LIMITS, "fill", order)
    with replacing(out) as part:
        part.write_bytes(content)
        if part.read_bytes() != content:  # a failing disk shows here
            raise OSError("written workbook reads back differently")
    return Written(out, filling.remarks(answer["inserted"], answer["raised"], answer["cut"]))


def check_suffix(form: Survey, out: Path) -> None:
    """Raises UserError when the result cannot have this name: Excel opens no file whose kind its name hides."""
    wanted = ".xlsm" if form.has_macros else ".xlsx"
    if out.suffix.lower() != wanted:
        why = "模板带有宏" if form.has_macros else "填好的表是 Excel 工作簿"
        raise UserError(f"{why}，不能存成“{out.name}”，没有填写。", f"请把文件名的结尾改为 {wanted}。")


def suffix_for(template: str) -> str:
    """What the filled form's name ends with: a form of the old kind, or a template file, becomes a workbook."""
    return ".xlsm" if template.lower().endswith((".xlsm", ".xltm")) else ".xlsx"


class _Filling:
    """One filling: turns native values into what the cells take, and remembers what is to be told."""

    def __init__(self, form: Survey, mapping: Mapping, supply: Supply) -> None:
        self._form, self._mapping, self._supply = form, mapping, supply
        self._texts = Texts()
        self._outside: dict[str, list[str]] = {}  # header -> cells
        self._respelled: dict[tuple[str, str, str], int] = {}

    def order(self) -> dict[str, Any]:
        """What the child is to do: see patch.patch."""
        at = self._form.sheet(self._mapping.sheet) if self._mapping.sheet else None
        return {
            "list": self._list(at) if at is not None else None,
            "singles": [one for single in self._mapping.singles if (one := self._single(single)) is not None],
        }

    def remarks(self, inserted: int, raised: int, cut: Sequence[str]) -> tuple[str, ...]:
        """What the user should know of the finished file."""
        mapping = self._mapping
        found = [*self._form.remarks]
        if mapping.sheet and not self._supply.count:
            found.append("名单是空的，只填了单个的格。")
        if inserted:
            first = (
                max(mapping.first_row, mapping.last_row)
                if mapping.last_row >= mapping.first_row
                else mapping.first_row
            )
            found.append(
                f"名单有 {self._supply.count} 行，比表里的空行多，已在第 {first} 行处插入 {inserted} 行，格式照原有的行，下面的内容下移。"
            )
        if raised:
            found.append(f"有 {raised} 行的文字在原来的行高里放不下，已加高这些行。")
        at = self._form.sheet(mapping.sheet) if mapping.sheet else None
        empty = [
            f"{one.header}（{one.letters} 列）"
            for one in mapping.columns
            if not one.is_filled
            and not (at and (mapping.first_row, column_number(one.letters)) in at.formulas)
        ]
        if empty:
            found.append(f"没有可填的内容、留空的列：{'、'.join(empty)}。")
        unknown = [f"{one.label}（{one.cell}）" for one in mapping.singles if self._is_unknown(one)]
        if unknown:
            found.append(f"没有可填的内容、留空的格：{'、'.join(unknown)}。")
        if at is not None and (over := self._overwritten(at)):
            found.append(f"第 {'、'.join(map(str, over[:10]))} 行原有的内容已换成名单的内容。")
        for header, cells in self._outside.items():
            found += told(f"“{header}”列有下拉选项，下面各格的内容不在选项里，请改选", cells)
        for (header, ours, theirs), count in self._respelled.items():
            found.append(f"“{header}”列按下拉选项把“{ours}”写成“{theirs}”，共 {count} 格。")
        if mapping.sheet:
            found += other_tables(self._form, mapping, self._supply.columns.values())
        if inserted and (spanning := self._form.spanning):
            found.append(f"{'、'.join(spanning)} 的公式跨几张工作表引用，插入行以后没有改动，请核对。")
        found += told("只知道年月，按文字填写、没有补上日子的格", list(cut))
        return (*found, *self._texts.remarks())

    # the list

    def _list(self, at: FormSheet) -> dict[str, Any]:
        mapping, columns, values = self._mapping, [], []
        for target in mapping.columns:
            if target.is_filled:
                kind, pattern, cells = self._column(at, target)
                columns.append({"column": column_number(target.letters), "kind": kind, "pattern": pattern})
                values.append(cells)
        for target in mapping.columns:
            if not target.is_filled and (gone := self._left_over(at, column_number(target.letters))):
                columns.append({"column": column_number(target.letters), "kind": "text", "pattern": ""})
                values.append(["" if row in gone else None for row in self._rows()])
        rows = [list(row) for row in zip(*values, strict=True)] if values else []
        return {
            "sheet": at.name, "first": mapping.first_row, "last": mapping.last_row, "columns": columns,
            "rows": rows,
        }  # fmt: skip

    def _rows(self) -> range:
        """The rows of the form the list takes, before any are inserted."""
        return range(self._mapping.first_row, self._mapping.first_row + self._supply.count)

    def _overwritten(self, at: FormSheet) -> list[int]:
        """Rows that hold an example or somebody entered before: a name where the list puts one."""
        columns = self._supply.columns
        numbers = [
            column_number(one.letters)
            for one in self._mapping.columns
            if one.key and not one.text and columns[one.key].required
        ]
        rows = range(self._mapping.first_row, min(self._mapping.last_row, self._rows().stop - 1) + 1)
        return [row for row in rows if any(_cell(at, row, number) != "" for number in numbers)]

    def _left_over(self, at: FormSheet, column: int) -> set[int]:
        """The rows written over where a column that is not filled holds something of whoever stood there."""
        return {
            row
            for row in self._overwritten(at)
            if _cell(at, row, column) != "" and (row, column) not in at.formulas
        }

    def _column(self, at: FormSheet, target: Target) -> tuple[str, str, list[Any]]:
        """Kind of a column's cells, how it writes dates, and its values."""
        supply, mapping = self._supply, self._mapping
        if target.text:
            return "text", "", [self._fitted(target, 0, target.text)] * supply.count
        column, native = supply.columns[target.key], supply.values[target.key]
        number = column_number(target.letters)
        if column.kind in _DATED:
            cells = [self._fitted(target, place, printed(value)) for place, value in enumerate(native)]
            return "date", self._pattern(at, number), cells
        is_text = at.number_format(mapping.first_row, number) == "@"
        if not is_text and column.kind not in _NUMBERS and _are_figures(column, native):
            return "number", "", [self._figure(target, place, value) for place, value in enumerate(native)]
        choice = at.choice(mapping.first_row, number)
        cells = []
        for place, value in enumerate(native):
            text = self._fitted(target, place, printed(value))
            cells.append(self._chosen(target, column, choice, place, text) if choice and text else text)
        return "id" if column.kind in _NUMBERS else "text", "", cells

    def _figure(self, target: Target, place: int, value: object) -> float | int | str:
        text = printed(value)
        if not _FIGURE.fullmatch(text) and not isinstance(value, (int, float)):
            return self._fitted(target, place, text)  # 12＋2, beside numbers
        number = float(text)
        return int(number) if number.is_integer() else number

    def _fitted(self, target: Target, place: int, text: str) -> str:
        return self._texts.fitted(text, f"{target.letters}{self._mapping.first_row + place}")

    def _chosen(self, target: Target, column: Column, choice: Choice, place: int, text: str) -> str:
        """The word of the form's drop-down list that means the same; what is in none is told."""
        if text in choice.words:
            return text
        if column.codes is not None:
            for word in choice.words:
                bare = _NUMBERED.sub("", word)
                if column.codes.knows(bare) and column.codes.read(bare).value == text:
                    told_as = (target.header, text, word)
                    self._respelled[told_as] = self._respelled.get(told_as, 0) + 1
                    return word
        self._outside.setdefault(target.header, []).append(
            f"{target.letters}{self._mapping.first_row + place}"
        )
        return text

    def _pattern(self, at: FormSheet, column: int) -> str:
        """How the form writes dates in a column: as its example shows one, else as its header says."""
        mapping = self._mapping
        for row in range(mapping.head[1] + 1, mapping.first_row):
            if found := pattern_of(printed(_cell(at, row, column))):
                parts = date_parts(at.number_format(row, column))
                return MONTHS if parts and "d" not in parts else found
        heads = [printed(_cell(at, row, column)) for row in range(mapping.head[1], mapping.head[0] - 1, -1)]
        return next((found for head in heads if (found := pattern_of(head) or asked_of(head))), "")

    # single values

    def _is_unknown(self, single: Single) -> bool:
        """Whether a place was to be filled and nothing is known, or may be given, for it."""
        return single.is_filled and not (single.text or self._supply.facts.get(single.key))

    def _single(self, single: Single) -> dict[str, Any] | None:
        value = single.text or self._supply.facts.get(single.key, "")
        place = _ADDRESS.fullmatch(single.cell)
        if not value or place is None:
            return None
        return {
            "sheet": single.sheet, "row": int(place[2]), "column": column_number(place[1]),
            "label": single.label if single.is_inside else "", "kind": "text",
            "value": self._texts.fitted(value, f"{single.sheet}!{single.cell}"), "pattern": "",
        }  # fmt: skip


def _cell(at: FormSheet, row: int, column: int) -> Cell:
    cells = at.sheet.rows[row - 1] if row <= len(at.sheet.rows) else ()
    return cells[column - 1] if column <= len(cells) else ""


def _are_figures(column: Column, values: Sequence[object]) -> bool:
    """Whether a column can be summed: numbers, or texts of which half and more are plain numbers (周课时 12)."""
    if column.is_figure:
        return True
    known = [printed(value) for value in values if value not in ("", None)]
    plain = sum(_FIGURE.fullmatch(text) is not None for text in known)
    return column.kind is Kind.TEXT and plain > 0 and plain * 2 >= len(known)
