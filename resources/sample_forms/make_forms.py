"""Makes the bureau's forms beside this file, which the sample school was asked to fill in. Everything is invented.

Run from the checkout: python -m resources.sample_forms.make_forms. The .toml beside each says what goes where, as
edudesk fill --save-map writes it.
"""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FORMS = {
    "中小学教师基本情况统计表": (
        "基本情况", "人",
        ("序号", "姓名", "性别", "出生年月", "政治面貌", "参加工作时间", "最高学历", "职称", "任教学科", "备注"),
        (6, 10, 6, 12, 12, 14, 12, 14, 12, 16),
    ),
    "骨干教师年度考核汇总表": (
        "骨干教师", "人次",
        ("序号", "姓名", "性别", "任教学科", "职称", "称号名称", "称号级别", "评定时间", "年度考核意见"),
        (6, 10, 6, 12, 14, 22, 12, 14, 18),
    ),
}  # fmt: skip
_HEAD, _FIRST, _LAST = 3, 4, 11
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def main() -> None:
    """Write the workbooks."""
    for title, (name, unit, heads, widths) in FORMS.items():
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = name
        _fill(sheet, title, unit, heads, widths)
        book.properties.creator = "龙城区教育局"
        book.save(Path(__file__).with_name(f"{title}.xlsx"))


def _fill(sheet: Worksheet, title: str, unit: str, heads: Sequence[str], widths: Sequence[int]) -> None:
    count = len(heads)
    last, half = get_column_letter(count), count // 2
    left, right = get_column_letter(half), get_column_letter(half + 1)
    for place, text in (
        (f"A1:{last}1", title),
        (f"A2:{left}2", "填报单位（盖章）：____________"),
        (f"{right}2:{last}2", "填报日期：____年__月__日"),
        (f"A{_LAST + 2}:{last}{_LAST + 2}", "单位负责人：　　　　　　填表人：　　　　　　联系电话："),
    ):
        sheet.merge_cells(place)
        sheet[place.partition(":")[0]] = text
    sheet["A1"].font, sheet["A1"].alignment = Font("方正小标宋简体", size=18), _CENTRE
    sheet[f"{right}2"].alignment = Alignment(horizontal="right")
    sheet.row_dimensions[1].height, sheet.row_dimensions[_HEAD].height = 36, 30
    for number, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(_HEAD, number, head).fill = PatternFill("solid", fgColor="EDEDED")
        for row in range(_HEAD, _LAST + 2):
            cell = sheet.cell(row, number)
            cell.border, cell.alignment = _BOX, _CENTRE
            cell.font = Font("仿宋" if _FIRST <= row <= _LAST else "黑体", size=11)
    for row in range(_FIRST, _LAST + 1):
        sheet.row_dimensions[row].height = 22
    sheet.cell(_LAST + 1, 1, "合计")
    sheet.cell(_LAST + 1, 2, f'=COUNTA(B{_FIRST}:B{_LAST})&"{unit}"')
    sheet.freeze_panes, sheet.print_title_rows = f"A{_FIRST}", f"1:{_HEAD}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)  # in width
    sheet.page_setup.fitToHeight = 0


if __name__ == "__main__":
    main()
