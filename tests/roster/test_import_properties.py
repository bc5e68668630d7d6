"""Promises of the import for sheets nobody has written yet: nothing is changed silently, twice is once, undo is whole."""

from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData, Table, select

from edudesk.base.columns import Kind, printed
from edudesk.base.masking import Audience
from edudesk.kit.writing import write
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import RowState
from edudesk.roster.reports import list_report
from edudesk.roster.rows import COLUMN, COLUMNS, TeacherDraft, TeacherRow, code_lists
from edudesk.roster.sample import id_number, sample_teachers
from edudesk.roster.service import TeacherService
from edudesk.school.rows import SchoolDraft
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Cell, Workbook
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.timeline import Timeline
from tests.roster.people import stored
from tests.sheets.fields import sheet
from tests.thorough import examples

pytestmark = pytest.mark.usefixtures("stopped_clock")

KEYS = tuple(column.key for column in COLUMNS if column.is_editable and column.key != "name")
HEADS = {key: (COLUMN[key].parent + COLUMN[key].title) for key in ("name", *KEYS)}

_DATES = st.sampled_from(
    ["1998.6", "1998-06", "1998年6月", "98.6", "199806", "九八年六月", "1998.13", "1998", "不详", "2008.9.1", 35949.0, 1998.1, 1998.06]
)  # fmt: skip
_MESSY: dict[str, list[Cell]] = {
    "id_no": ["990199198507120822", "99019919850712082２", "990199850712082", "99019919850712082", 9.90199198507121e17, "9.90199E+17",
              "990199********0822", "K1234567", "990199198507120823", "同上"],
    "title": ["一级教师(2012.9)", "小高", "高级", "数学一级教师", "中学一级 2008.8\n中学高级 2015.12", "会计师", "高级教师（低聘）", "未评"],
    "post_grade": ["十级", "专技十级", "10", 10.0, "Ⅹ", "七级职员", "工勤三级", "专技14级", "普通工"],
    "top_edu": ["本科/教育硕士", "大学", "教育硕士", "本科(函授)", "大学肄业", "大专1998.6\n本科2003.6", "国防大学", "研究生"],
    "first_edu": ["中师", "大专", "本科（学士）", "高中毕业"],
    "degree": ["教育硕士", "文学学士", "无", "MBA"],
    "subject": ["小学数学", "语文、道法", "足球", "数 学", "语文兼班主任", "语文、道法、书法"],
    "subject2": ["道法", "围棋"],
    "political": ["党员", "中共党员 1998.6", "群众", "无"],
    "honour": ["市骨干教师(2019.6)", "区学科带头人2022.9\n校教学能手", "市级骨干"],
    "phone": [19901995571.0, "199 0199 5571", "19901995571/6101", "19901995571、19901995572", "1990199557", "1.99E+10"],
    "head_teacher": ["√", "是", "×", "五(1)班", "也许", True],
    "weekly_periods": ["12+2", "14节", 12.5, "满", "40"],
    "remark": ["已退休", "2024.8调出", "怀孕", "无"],
    "gender": ["男 ", "F", "2", "未知", "女"],
    "status": ["在职", "已退休", "借调"],
    "establishment": ["事业编制", "合同"],
    "classes": ["五(1)", "501", "五、六年级", "七(1)"],
}  # fmt: skip


def _cells(key: str) -> st.SearchStrategy[Cell]:
    column = COLUMN[key]
    written: list[st.SearchStrategy[Cell]] = [st.just(""), st.sampled_from(["/", "同上", " 甲乙 ", "#N/A"])]
    if key in _MESSY:
        written += [st.sampled_from(_MESSY[key])] * 3
    if column.kind in (Kind.MONTH, Kind.DATE):
        written += [_DATES] * 3
    if column.codes is not None:
        spellings = [word for code in column.codes.codes for word in (code.word, *code.aliases)]
        written += [st.sampled_from(spellings)] * 2
    if column.kind in (Kind.TEXT, Kind.ID):
        written.append(st.text("甲乙丙12 .,、（）()-X", max_size=8))
    return st.one_of(written)


@st.composite
def _sheets(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=9, unique=True))
    if "gender" not in keys:
        keys.append("gender")
    names = [f"甲{mark}" for mark in "一二三"[: draw(st.integers(1, 3))]]
    rows = tuple((name, *(draw(_cells(key)) for key in keys)) for name in names)
    return ("name", *keys), rows


def _as_written(cell: Cell) -> str:
    """The text of a cell as it would stand in the roster had nothing been changed."""
    return printed(cell).strip()


@settings(
    max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=_sheets(), kind=st.sampled_from(["", "小学"]))
def test_no_cell_is_changed_silently(
    made: tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]], kind: str
) -> None:
    keys, rows = made
    book = Workbook("xlsx", (sheet(tuple(HEADS[key] for key in keys), *rows),))
    preview = preview_roster(book, (), school_year="2026-2027" if kind else "", kind=kind)
    fields = {one.index: one.field for one in preview.columns}
    told = {one.cell for one in preview.problems}
    for row, cells in zip(preview.rows, rows, strict=True):
        for index, cell in enumerate(cells):
            field = fields.get(index)
            stored = row.values.get(field, "") if field else _as_written(cell)
            address = next(one.cell for one in preview.columns if one.index == index).rstrip("0123456789")
            if not field or stored == _as_written(cell) or f"{address}{row.row}" in told:
                continue
            if f"{address}1" in told and _as_written(cell) in ("", stored[:7]):
                continue  # completed from the citizen number, said once for the column
            beside = " ".join(one.text for one in preview.problems if one.row == row.row)
            words = {"remark": "记入备注", "id_status": stored, "birth_file": "档案出生年月"}
            if words.get(field, f"{COLUMN[field].full_title}“{stored}”") in beside:
                continue  # told at the cell it came from
            assert _is_the_same(field, cell, stored), (
                HEADS[keys[index]],
                field,
                cell,
                stored,
                preview.problems,
            )


def _is_the_same(field: str, cell: Cell, stored: str) -> bool:
    """Another spelling of the same thing, which needs no remark: 1998.6 is 1998-06, 数 学 is 数学."""
    if isinstance(cell, bool):
        return stored == ("是" if cell else "否")
    typed = "".join(_as_written(cell).split())
    if COLUMN[field].kind in (Kind.MONTH, Kind.DATE):
        digits = "".join(mark if mark.isdigit() else " " for mark in _as_written(cell)).split()
        joined = "".join(digits[0:1] + [one.zfill(2) for one in digits[1:]])
        return stored.replace("-", "") == joined[: len(stored.replace("-", ""))]
    return COLUMN[field].codes is not None and typed == stored


def test_the_property_would_notice_a_silent_change() -> None:
    assert not _is_the_same("title", "小高", "一级教师")
    assert not _is_the_same("work_start", "1998.6", "1998-07")
    assert _is_the_same("work_start", "1998年6月", "1998-06")


_FACTS = st.fixed_dictionaries(
    {},
    optional={
        "gender": st.sampled_from(["男", "女"]),
        "subject": st.sampled_from(code_lists()["subject"].words),
        "title": st.sampled_from(code_lists()["title"].words),
        "post_grade": st.sampled_from(["专业技术九级", "管理七级", "工勤技能三级"]),
        "top_edu": st.sampled_from(code_lists()["education"].words),
        "degree": st.sampled_from(["学士", "硕士"]),
        "work_start": st.dates().map(lambda day: f"{1980 + day.year % 40}-{day.month:02}"),
        "classes": st.sampled_from(["五（3）（4）班", "501、502", "五、六年级", "三（1）班"]),
        "weekly_periods": st.sampled_from(["12", "12+2", "12.5"]),
        "head_teacher": st.sampled_from(["是", "否"]),
        "honour": st.sampled_from(["市骨干教师", "区学科带头人"]),
        "establishment": st.sampled_from(code_lists()["establishment"].words),
        "native_place": st.text("江苏常州", min_size=1, max_size=6),
        "remark": st.text("支教返校", min_size=1, max_size=6),
        "phone": st.sampled_from(["19901995571", "19901995571、19901995572", "0519-88888888"]),
    },
)


@settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(facts=st.lists(_FACTS, min_size=1, max_size=5))
def test_own_sheet_comes_back_with_nothing_new_and_nothing_changed(
    facts: list[dict[str, str]], tmp_path: Path
) -> None:
    rows = [
        stored(TeacherDraft(name=f"甲{'一二三四五'[at]}", id_no=number, id_type="居民身份证", birth=f"19{60 + at}-03-04",
                            **{"gender": "女", **one} | {"gender": "女"}), str(at))
        for at, one in enumerate(facts)
        for number in (id_number(f"19{60 + at}-03-04", 2 * at),)
    ]  # fmt: skip
    _assert_comes_back(rows, tmp_path)


def _assert_comes_back(rows: list[TeacherRow], tmp_path: Path) -> None:
    file = tmp_path / "花名册.xlsx"
    school = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")
    write(
        list_report("教职工花名册", rows, COLUMNS, school, on=date(2026, 9, 1), audience=Audience.INTERNAL),
        file,
    )
    preview = preview_roster(read_workbook(file), rows, school_year="2026-2027", kind="小学")
    changed = [(row.draft.name, row.changes) for row in preview.rows if row.state is not RowState.SAME]
    assert changed == []


def test_sheet_of_the_sample_school_comes_back_unchanged(tmp_path: Path) -> None:
    _assert_comes_back([stored(draft, str(at)) for at, draft in enumerate(sample_teachers())], tmp_path)


@lru_cache(1)
def tables_of(store: Store) -> list[Table]:
    """As the file has them, whatever the program knows of them."""
    tables = MetaData()
    with store.transaction() as connection:
        tables.reflect(connection)
    return tables.sorted_tables


def content_hash(context: Context) -> str:
    """Of everything in the file that undo brings back: all rows of all tables, without their versions."""
    digest = sha256()
    tables = tables_of(context.store)
    with context.store.transaction() as connection:
        for table in tables:
            if "version" not in table.c or "id" not in table.c:
                continue
            columns = [column for column in table.c if column.name != "version"]
            for row in connection.execute(select(*columns).order_by(table.c.id)):
                digest.update(repr((table.name, *row)).encode())
    return digest.hexdigest()


@settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=_sheets())
def test_undo_of_an_import_restores_the_content(
    made: tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]], context: Context
) -> None:
    teachers, timeline = TeacherService(context), Timeline(context)
    if not teachers.rows():
        teachers.add(
            TeacherDraft(name="甲一", title="二级教师", title_obtained="2015-08", gender="女", status="在岗")
        )
        teachers.add(TeacherDraft(name="乙二", gender="男"))
    before = content_hash(context)
    keys, rows = made
    book = Workbook("xlsx", (sheet(tuple(HEADS[key] for key in keys), *rows),))
    second = next(row for row in teachers.rows() if row.name == "乙二")
    preview = preview_roster(
        book, teachers.rows(), dated=teachers.dated_facts(), leaving={second.id: "调出"}, as_of="2026-09-01"
    )
    result = teachers.import_rows(preview)
    assert result.entry is not None
    assert content_hash(context) != before
    timeline.undo(result.entry)
    assert content_hash(context) == before
