"""What an import says about a sheet: nothing is left out, emptied or doubted without a word and its cell."""

from typing import Any

from edudesk.base.marks import UNCOUNTED
from edudesk.base.readings import Level
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview
from edudesk.sheets.workbook import Cell, Workbook
from tests.sheets.fields import sheet


def shown(
    *lines: tuple[Cell, ...], choices: dict[int, str | None] | None = None, **more: Any
) -> ImportPreview:
    """The preview of one sheet with these rows."""
    return preview_roster(Workbook("xlsx", (sheet(*lines, **more),)), (), choices=choices)


def told(preview: ImportPreview, level: Level = Level.WARNING) -> dict[str, str]:
    """Cell -> what is said about it."""
    return {one.cell: one.text for one in preview.problems if one.level is level}


def test_formulas_that_failed_or_were_never_counted_are_told_with_their_cell() -> None:
    preview = shown(
        ("姓名", "性别", "任教学科", "联系电话"),
        ("缓一", "女", "#N/A", "#DIV/0!"),
        ("缓二", UNCOUNTED, "语文", ""),
        (UNCOUNTED, "", "", ""),
    )
    assert told(preview) == {
        "C2": "单元格里的公式出错（#N/A），此项留空",
        "D2": "单元格里的公式出错（#DIV/0!），此项留空",
        "B3": "单元格里的公式没有结果，此项留空；请用 Excel 或 WPS 打开并保存一次，再导入",
        "A4": "单元格里的公式没有结果，此项留空；请用 Excel 或 WPS 打开并保存一次，再导入",
    }
    assert told(preview, Level.ERROR) == {"A4": "这一行没有姓名，不能导入"}
    assert [(row.draft.subject, row.draft.phone, row.draft.gender) for row in preview.rows][:2] == [
        ("", "", "女"), ("语文", "", ""),
    ]  # fmt: skip
