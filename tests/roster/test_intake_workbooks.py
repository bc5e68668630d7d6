"""Every invented workbook of tests/data is understood, and importing it twice is importing it once."""

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import pytest

from edudesk.base.errors import UserError
from edudesk.base.readings import Level
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import How, ImportPreview, RowState, fields_to_apply
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.roster.sample import sample_teachers
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Workbook
from tests.data.make_workbooks import HERE, WORKBOOKS
from tests.roster.people import chosen as choices_for
from tests.roster.people import stored
from tests.tables import each
from tests.thorough import in_turn

SAMPLE = tuple(stored(draft, str(number)) for number, draft in enumerate(sample_teachers()))


@cache
def workbook(name: str) -> Workbook:
    return read_workbook(HERE / name)


def preview(name: str, existing: tuple[TeacherRow, ...] = (), **wishes: Any) -> ImportPreview:
    return preview_roster(workbook(name), existing, file=name, **wishes)


def apply(shown: ImportPreview, existing: tuple[TeacherRow, ...]) -> tuple[TeacherRow, ...]:
    """The teachers after the import, as the service writes them."""
    teachers = {row.id: row for row in existing}
    for row in shown.rows:
        values = fields_to_apply(row)
        if row.state is RowState.NEW:
            assert TeacherDraft(**values) == row.draft
            teachers[f"new {row.sheet} {row.row}"] = stored(row.draft, f"new {row.sheet} {row.row}")
        elif row.state is RowState.CHANGED:
            teachers[row.teacher_id] = TeacherRow(**{**asdict(teachers[row.teacher_id]), **values})
    return tuple(teachers.values())


@dataclass(frozen=True)
class Expected:
    """sheet, header row, number of columns without a field, counts new/changed/same/error, cells that matter."""

    sheet: str
    header_row: int
    fields: str
    left_out: str
    counts: tuple[int, int, int, int]
    warnings: str = ""
    errors: str = ""


EXPECTED = {
    "r6_one_sheet.xlsx": Expected(
        "教师花名册", 4,
        "B name C gender D ethnicity E birth F native_place G id_no H political I work_start J school_start "
        "K first_edu L first_school M first_major N first_end O top_edu P top_school Q top_major R top_end S degree "
        "T title U title_obtained V title_appointed W post_grade X admin_post Y subject Z classes AA weekly_periods "
        "AB head_teacher AC establishment AD cert_type AE cert_subject AF cert_no AG mandarin AH honour "
        "AI honour_level AJ honour_date AK phone AL remark",
        "A", (8, 0, 0, 0),
    ),
    "r6_three_row_head.xlsx": Expected(
        "在编", 4,
        "B name C gender D birth E id_no F first_edu G first_school H first_end I top_edu J top_school K top_end "
        "L title M title_obtained N title_appointed O honour P honour_level Q honour_date R subject S phone",
        "A", (4, 0, 0, 0),
    ),
    "r1_national_export.xlsx": Expected(
        "教职工基础信息", 1,
        "A name B former_name C gender D staff_no F id_type G id_no H birth I native_place J birthplace K ethnicity "
        "L political M marital N health O work_start P school_start R staff_category S establishment V normal_major "
        "X status Y phone Z email",
        "E Q T U W", (5, 0, 0, 0),
    ),
    "r2_jiangsu.xls": Expected(
        "教职工", 1,
        "B staff_no C name D former_name E id_no F gender G ethnicity H birth I native_place J health K marital "
        "L staff_category M establishment",
        "A N", (5, 0, 0, 0),
    ),
    "r5_personnel_gbk.csv": Expected(
        "r5_personnel_gbk", 1,
        "C staff_no D name E id_no F gender G birth H staff_category I post_class J work_start K top_edu L title "
        "M post_grade N ethnicity O political",
        "A B P", (5, 0, 0, 0), warnings="E2 G2 E3 E5 E6",
    ),
    "damaged_ids.xlsx": Expected(
        "Sheet1", 1, "B name C gender D id_no E birth F subject", "A", (20, 0, 0, 4),
        warnings="D3 D4 D6 D14 D17 D18 E21 C22", errors="D15 D16 B23 B24",
    ),
    "hidden_and_banners.xlsx": Expected(
        "教师名单", 2,
        "B name C gender D birth E id_no F subject G admin_post H age I teach_years J phone K remark",
        "A", (7, 0, 0, 0),
    ),
    "dates.xlsx": Expected(
        "出生日期", 1, "A name B birth C work_start D school_start E id_no", "", (15, 0, 0, 0),
        warnings="B11 B15 C15 D15 C16",
    ),
    "sample_school_update.xlsx": Expected(
        "教师", 1,
        "B name C gender D birth E id_no F political G work_start H title I title_obtained J subject K classes "
        "L weekly_periods M admin_post N phone",
        "A", (2, 5, 25, 0),
    ),
    "plain_utf8.csv": Expected(
        "plain_utf8", 1, "A name B gender C id_no D subject E classes F email G phone", "", (3, 0, 0, 0)
    ),
}  # fmt: skip


@each("name", WORKBOOKS)
def test_workbook_is_understood(name: str) -> None:
    expected = EXPECTED[name]
    shown = preview(name, SAMPLE if "sample" in name else (), sheets=(expected.sheet,))
    assert (shown.sheet, shown.header_row) == (expected.sheet, expected.header_row)
    letters = {column.index: column.cell.rstrip("0123456789") for column in shown.columns}
    fields = " ".join(f"{letters[one.index]} {one.field}" for one in shown.columns if one.field)
    assert fields == expected.fields
    assert " ".join(letters[one.index] for one in shown.columns if not one.field) == expected.left_out
    assert tuple(shown.counts.values()) == expected.counts
    for level, cells in ((Level.WARNING, expected.warnings), (Level.ERROR, expected.errors)):
        assert " ".join(one.cell for one in shown.problems if one.level is level) == cells


@pytest.mark.parametrize("base", [(), SAMPLE], ids=["empty", "sample school"])
@pytest.mark.parametrize("name", in_turn(WORKBOOKS))
def test_same_file_again_changes_nothing(name: str, base: tuple[TeacherRow, ...]) -> None:
    first = preview(name, base)
    after = apply(first, base)
    second = preview(name, after)
    assert (second.counts["new"], second.counts["changed"]) == (0, 0)
    assert second.counts["same"] == first.counts["new"] + first.counts["changed"] + first.counts["same"]
    assert second.counts["error"] == first.counts["error"]
    untouched = {row.id for row in base} - {row.teacher_id for row in first.rows}
    assert {row for row in base if row.id in untouched} <= set(after)


def test_changes_of_the_sample_school_are_the_five_made() -> None:
    shown = preview("sample_school_update.xlsx", SAMPLE)
    changes = {
        row.draft.name: {change.key: change.after for change in row.changes}
        for row in shown.rows
        if row.state is RowState.CHANGED
    }
    assert changes == {
        "周敏华": {"title": "高级教师", "title_obtained": "2026-10"},
        "陈晓岚": {"title": "一级教师", "title_obtained": "2026-10"},
        "赵磊": {"phone": "19901990188"},
        "何佳怡": {"classes": "三、四年级"},
        "沈婷": {"admin_post": "心理健康中心主任"},
    }
    assert [row.draft.name for row in shown.rows if row.state is RowState.NEW] == ["新来", "王芳"]


def test_damaged_numbers_are_never_stored() -> None:
    shown = preview("damaged_ids.xlsx")
    of = {row.draft.name: row.draft for row in shown.rows}
    assert (of["毕截断"].id_no, of["毕截断"].id_status, of["毕截断"].birth) == ("", "待补", "1985-07-12")
    assert (of["常科学"].id_no, of["常科学"].id_status, of["常科学"].birth) == ("", "待补", "1984-03")
    assert (of["任打码"].id_no, of["任打码"].id_status) == ("", "待补")
    assert (of["覃调换"].id_status, of["尔零零"].id_status) == ("待核实", "待核实")
    assert (of["SAM LEE"].id_no, of["SAM LEE"].id_type) == ("K1234567", "其他")
    assert (of["唐居住"].id_type, of["倪十五"].id_no) == ("港澳台居民居住证", "990199197002150060")
    assert (of["魏不符"].birth, of["魏不符"].birth_file) == ("1982-05-06", "1983-05")
    for exact in ("戴整数", "方小写", "高全角", "何引号", "季空格", "柯横线", "雷暗号", "孟小数"):
        assert (len(of[exact].id_no), of[exact].id_status) == (18, "")
    values = {one.cell: one.value for one in shown.problems}
    assert values["D6"] == "990199198708012000"  # as the file holds it, not as a float rounds it


def test_hidden_rows_are_left_out_and_come_when_asked_for() -> None:
    shown = preview("hidden_and_banners.xlsx")
    assert (shown.hidden_people, "俞藏" in {row.draft.name for row in shown.rows}) == (1, False)
    everyone = preview("hidden_and_banners.xlsx", include_hidden=True)
    assert (everyone.hidden_people, "俞藏" in {row.draft.name for row in everyone.rows}) == (1, True)
    assert [one.header for one in everyone.columns if one.is_hidden] == ["备注"]


def test_rows_that_are_no_people_are_listed_with_their_reason() -> None:
    skipped = {one.number: str(one.reason) for one in preview("hidden_and_banners.xlsx").skipped}
    assert skipped == {
        3: "示例", 4: "分组标题", 7: "隐藏或筛选", 8: "分组标题", 10: "重复的表头", 12: "空行", 13: "合计或签字",
        14: "分组标题", 16: "空行", 30: "分组标题", 32: "合计或签字", 33: "合计或签字", 34: "空行", 70: "分组标题",
    }  # fmt: skip


def test_banner_above_people_tells_what_their_row_does_not() -> None:
    shown = preview("hidden_and_banners.xlsx")
    assert {row.draft.name: row.draft.status for row in shown.rows}["翟老师"] == "退休"
    (asked,) = [one for one in shown.questions if "退休教师" in one.text]
    assert (asked.text, asked.words) == (
        "“退休教师”下的人员，表中没有写人员状态的，按“退休”存入吗？", "按“退休”存入",
    )  # fmt: skip
    without = preview("hidden_and_banners.xlsx", answers={asked.key: "no"})
    assert {row.draft.name: row.draft.status for row in without.rows}["翟老师"] == "在岗"


def test_computed_columns_are_compared_and_never_stored() -> None:
    shown = preview("hidden_and_banners.xlsx")
    (notice,) = [one for one in shown.problems if one.key == "age"]
    assert (notice.cell, notice.level) == ("H2", Level.NOTICE)
    assert "1 人" in notice.text


def test_sheets_are_listed_and_another_one_can_be_chosen() -> None:
    shown = preview("r6_three_row_head.xlsx")
    assert [(one.name, one.people, one.is_hidden, one.is_chosen) for one in shown.sheets] == [
        ("在编", 4, False, True), ("临聘", 2, False, True), ("退休", 1, False, True), ("数据源", 2, True, False),
    ]  # fmt: skip
    other = preview("r6_three_row_head.xlsx", sheets=("退休",))
    assert [(row.draft.name, row.draft.status) for row in other.rows] == [("项老实", "退休")]
    hired = preview("r6_three_row_head.xlsx", sheets=("临聘",))
    assert {row.draft.establishment for row in hired.rows} == {"临聘"}


def test_user_decides_a_column_and_it_is_remembered() -> None:
    first = preview("r1_national_export.xlsx")
    index = next(one.index for one in first.columns if one.header == "签订合同情况")
    phone = next(one.index for one in first.columns if one.field == "phone")
    wishes = choices_for(first, {index: "remark", phone: None})
    chosen = preview("r1_national_export.xlsx", choices=wishes)
    assert {row.draft.remark for row in chosen.rows} == {"聘用合同", "劳动合同"}
    assert {row.draft.phone for row in chosen.rows} == {""}
    assert chosen.remembered_fields() == {"签订合同": "remark", "手机": ""}
    assert chosen.fingerprint == first.fingerprint
    again = preview("r1_national_export.xlsx", recall={first.fingerprint: chosen.remembered_fields()}.get)
    assert [one.field for one in again.columns] == [one.field for one in chosen.columns]
    assert [one.header for one in again.columns if one.how is How.REMEMBERED] == ["签订合同情况", "手机"]


def test_choice_of_the_user_takes_the_field_from_the_column_that_had_it() -> None:
    first = preview("plain_utf8.csv")
    chosen = preview("plain_utf8.csv", choices=choices_for(first, {5: "phone"}))
    assert [one.field for one in first.columns][5:] == ["email", "phone"]
    assert [one.field for one in chosen.columns][5:] == ["phone", None]


def test_title_tells_the_day_of_the_figures() -> None:
    assert preview("r6_one_sheet.xlsx").as_of == "2026-09-10"


def test_json_is_what_the_command_line_promises() -> None:
    shown = preview("damaged_ids.xlsx").as_json()
    assert list(shown) == ["sheet", "header_row", "columns", "counts", "problems", "rows"]
    assert shown["counts"] == {"new": 20, "changed": 0, "same": 0, "error": 4}
    columns, problems, rows = shown["columns"], shown["problems"], shown["rows"]
    assert isinstance(columns, list)
    assert isinstance(problems, list)
    assert isinstance(rows, list)
    assert columns[3] == {"cell": "D1", "header": "身份证号", "field": "id_no"}
    assert {one["level"] for one in problems} == {"error", "warning", "notice"}
    assert len(rows) == 20
    assert rows[0] == {
        "id_no": "990199198507120822", "name": "安好", "gender": "女", "birth": "1985-07-12", "subject": "语文",
    }  # fmt: skip


def test_unknown_sheet_and_workbook_without_people_are_said_plainly() -> None:
    with pytest.raises(UserError, match="没有名为“花名册”的工作表"):
        preview("plain_utf8.csv", sheets=("花名册",))
    with pytest.raises(UserError, match="没有找到教师名单"):
        preview_roster(Workbook("csv", ()), ())
