"""Columns like those of a roster, and sheets written down as they look."""

from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.masking import Privacy
from edudesk.sheets.workbook import Cell, Merge, Sheet

FIRST, TOP = "第一学历", "最高学历"
COLUMNS = (
    Column("name", "姓名", Kind.NAME, 18, aliases=("教师姓名",), required=True),
    Column("gender", "性别", Kind.CHOICE, 10),
    Column("id_no", "身份证号", Kind.ID, 36, aliases=("身份证号码", "证件号码"), privacy=Privacy.RESTRICTED),
    Column("birth", "出生年月", Kind.MONTH, 18, aliases=("出生日期",)),
    Column("work_start", "参加工作时间", Kind.MONTH, 18, aliases=("参加工作年月", "工作时间")),
    Column("first_edu", "学历", width=14, parent=FIRST, aliases=("原始学历", "全日制学历")),
    Column("first_school", "毕业院校", width=30, parent=FIRST, aliases=("毕业学校", "院校")),
    Column("top_edu", "学历", width=14, parent=TOP, aliases=("现学历", "在职学历")),
    Column("top_school", "毕业院校", width=30, parent=TOP, aliases=("毕业学校", "院校")),
    Column("title", "职称", width=20, aliases=("专业技术职务", "职称名称")),
    Column("title_date", "取得时间", Kind.MONTH, 18, aliases=("职称取得时间", "评定时间")),
    Column("post_grade", "岗位等级", width=18, aliases=("级别",)),
    Column("subject", "任教学科", width=20, aliases=("学科", "任教科目")),
    Column("honour", "骨干称号", width=24),
    Column("honour_level", "称号级别", width=16),
    Column("phone", "联系电话", Kind.PHONE, 26, aliases=("手机", "联系方式")),
    Column("remark", "备注", width=30, aliases=("说明", "其他")),
)
BY_KEY = column_map(COLUMNS)
IGNORED = ("序号", "编号", "No", "№")


def sheet(
    *lines: tuple[Cell, ...],
    merges: tuple[tuple[int, int, int, int], ...] = (),
    name: str = "花名册",
    **more: object,
) -> Sheet:
    """A sheet from its rows; merges as (row, column, last row, last column)."""
    width = max(len(line) for line in lines)
    rows = tuple((*line, *("",) * (width - len(line))) for line in lines)
    return Sheet(name, rows, merges=tuple(Merge(*merge) for merge in merges), **more)  # type: ignore[arg-type]
