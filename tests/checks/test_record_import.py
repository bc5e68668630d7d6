"""导入检查记录: an old record sheet is previewed row by row, stored as one, taken back, and brings nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from edudesk.base.errors import UserError
from edudesk.base.readings import Level
from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.intake.record_preview import preview_records
from edudesk.checks.intake.record_sheets import record_columns
from edudesk.checks.intake.record_values import CheckFacts, RecordPreview
from edudesk.checks.pages.campaigns import CampaignsPage
from edudesk.checks.pages.importing import RecordImportPage
from edudesk.checks.reports.record_template import record_template
from edudesk.checks.rows.campaigns import EXEMPT, CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.campaigns import inspectors_text
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import stored_content
from edudesk.roster.intake.deciding import Choices
from edudesk.sheets.workbook import Sheet, Workbook
from edudesk.store.work import Conflict
from tests.seat import Seat
from tests.tables import each

FORMS = {form.key: form for form in shipped_forms()}
BK01 = FORMS["BK01"]
ALL_GOOD = ["20", "20", "单元一", "2", "2", "8", "8", "手写", "", "优", "", "优", "优", "优", "优", "", ""]
OWN = tuple(column.title for column in record_columns(BK01) if column.key.startswith(("field_", "item_")))
HEAD = ("序号", "姓名", "学科", "班级", *OWN, "总分", "检查人", "检查日期")
ODD = tuple(title.replace("BK01-2 数量进度", "超周") for title in HEAD)  # as nobody else calls it


def unit(key: str, name: str, subject: str = "语文", classes: str = "五（3）班", **more: str) -> UnitRow:
    return UnitRow(
        id=key, version=1, campaign_id="c", teacher_id=f"t{key}", name=name, subject=subject, stage="小学",
        classes=classes, form="BK01", form_version=BK01.version, **more,  # type: ignore[arg-type]
    )  # fmt: skip


UNITS = (
    unit("1", "王建国"),
    unit("2", "周敏"),
    unit("3", "周敏", "数学"),
    unit("4", "赵一帆", state=EXEMPT),
    unit("5", "许莉"),
)
TEAM = (Inspector("t5", "许莉"), Inspector("", "区督学王老师"))
CAMPAIGN = CampaignRow(
    id="c", version=1, kind="BK", title="11月备课检查", school_year="2026-2027", term="第一学期",
    begins="2026-11-16", ends="2026-11-20", status="进行中", inspectors=inspectors_text(TEAM),
)  # fmt: skip


def line(
    name: str, subject: str = "", classes: str = "", *, by: str = "许莉", on: str = "2026-11-18", total: str = "",
    marks: Sequence[str] = ALL_GOOD,
) -> tuple[str, ...]:  # fmt: skip
    return ("1", name, subject, classes, *marks, total, by, on)


def facts(
    sheets: Sequence[SheetRow] = (), units: Sequence[UnitRow] = UNITS, status: str = "进行中"
) -> CheckFacts:
    return CheckFacts(
        replace(CAMPAIGN, status=status), tuple(units), {(form.key, form.version): form for form in FORMS.values()}, tuple(sheets),
        {"李静": ("t9",), "张伟": ("a", "b")}, {}, "小学", "2026-11-22",
    )  # fmt: skip


def look(
    *lines: tuple[str, ...],
    sheets: Sequence[SheetRow] = (),
    units: Sequence[UnitRow] = UNITS,
    answers: Mapping[str, str] | None = None,
    choices: Choices | None = None,
    head: Sequence[str] = HEAD,
    status: str = "进行中",
) -> RecordPreview:
    workbook = Workbook("csv", (Sheet("九月", (tuple(head), *lines)),))
    return preview_records(
        workbook, facts(sheets, units, status), file="旧表.csv", answers=answers, choices=choices
    )


def told(preview: RecordPreview) -> list[tuple[str, str]]:
    return [(one.cell, one.text) for one in preview.problems]


def cell_of(title: str, row: int = 2) -> str:
    from edudesk.sheets.addresses import address

    return address(row, HEAD.index(title) + 1)


def stored(preview: RecordPreview) -> list[SheetRow]:
    made = []
    for row in preview.importable:
        assert row.unit is not None
        assert row.filled is not None
        about = {
            "campaign_id": "c",
            "kind": "BK",
            "school_year": "2026-2027",
            "term": "第一学期",
            "form": "BK01",
        }
        content = {
            **about,
            **stored_content(BK01, row.filled),
            "unit_id": row.unit.id,
            "teacher_id": row.unit.teacher_id,
        }
        made.append(
            SheetRow(**content, id=f"s{row.row}", version=1, form_version=BK01.version, status="已提交")
        )
    return made


def test_a_list_brings_what_shows_each_line_and_tells_another_answer():
    form = FORMS["GS01"]
    room = replace(unit("7", "五（3）班", "", ""), form="GS01", form_version=form.version)
    head = (
        "教师",
        *(title for item in form.items for title in (item.key, f"{item.key} 佐证材料", f"{item.key} 备注")),
    )
    marks = ("√", "公示栏照片", "12 月起", *("√", "", "") * (len(form.items) - 1))

    def read(*said: str, sheets: Sequence[SheetRow] = ()) -> RecordPreview:
        return look(
            ("五（3）班", *said), head=head, units=[room], sheets=sheets, answers={"on": "2026-11-18"}
        )

    first = read(*marks)
    (row,) = first.importable
    assert row.filled is not None
    assert (row.filled.answers["GS01-1"].proof, row.filled.answers["GS01-1"].reason) == (
        "公示栏照片",
        "12 月起",
    )
    content = {
        **stored_content(form, row.filled),
        "unit_id": "7",
        "teacher_id": "",
        "campaign_id": "c",
        "kind": "GS",
    }
    about = {"school_year": "2026-2027", "term": "第一学期", "form": "GS01", "form_version": form.version}
    there = SheetRow(**content, **about, id="s1", version=1, status="已提交")  # type: ignore[arg-type]
    assert told(read(*marks, sheets=[there])) == []
    for other in (("×", *marks[1:]), (marks[0], "照片 3 张", *marks[2:])):
        ((_, text),) = told(read(*other, sheets=[there]))
        assert text == "已录入（许莉），与文件不一样，没有覆盖；请在“检查录入”里修改"


def test_a_row_is_a_sheet_by_the_inspector_and_on_the_day_it_tells():
    preview = look(line("王建国", total="100"), line("周敏", "数学", by="李静", on="2026年11月19日"))
    assert [row.state.word for row in preview.rows] == ["新增", "新增"]
    first, second = (row.filled for row in preview.rows)
    assert first is not None
    assert second is not None
    assert (first.inspector, first.inspector_id, first.on) == ("许莉", "t5", "2026-11-18")
    assert (second.inspector, second.inspector_id, second.on) == ("李静", "t9", "2026-11-19")
    assert preview.rows[1].said["总分"] == "100"
    assert told(preview) == []
    assert {one.header: one.how for one in preview.columns}["总分"] == "只核对"


def test_a_name_that_two_have_is_not_enough():
    units = [replace(UNITS[0], name="张伟")]
    subject = units[0].subject
    preview = look(line("张伟"), units=units)
    assert [row.state.word for row in preview.rows] == ["错误"]
    assert told(preview) == [
        (cell_of("姓名"), "花名册中有 2 位“张伟”，只写姓名分不清是谁，没有导入；请补上学科或班级")
    ]
    assert look(line("张伟", subject), units=units).counts["new"] == 1


def test_the_same_file_brings_nothing_twice_and_other_points_are_never_written_over():
    made = stored(look(line("王建国"), line("周敏", "语文")))
    worse = list(ALL_GOOD)
    worse[9] = "良"
    again = look(line("王建国"), line("周敏", "语文", marks=worse), sheets=made)
    assert [row.state.word for row in again.rows] == ["相同", "错误"]
    ((cell, text),) = told(again)
    assert cell == "B3"
    assert text.startswith("已录入 100（许莉），文件 9")
    assert text.endswith("没有覆盖；请在“检查录入”里修改")
    other = look(line("王建国", by="区督学王老师"), sheets=made)
    assert other.counts["new"] == 1  # another inspector looked at it too
    late = look(line("王建国", by="区督学王老师"), line("许莉", by="李静"), sheets=made, status="已通报")
    assert [row.state.word for row in late.rows] == ["错误", "新增"]
    assert told(late)[0][1].startswith("检查已通报，已有别人的记录，没有导入")


@each(
    ("row", "text"),
    [
        (line("不认识"), "不在这次检查的应检对象里，没有导入"),
        (line("周敏"), "有几份应检材料，请补上学科或班级，没有导入"),
        (line("王建国", "物理"), "的物理与应检名单对不上，没有导入"),
        (line("王建国", "", "六（1）班"), "的六（1）班与应检名单对不上，没有导入"),
        (line("赵一帆"), "在这次检查里是“免检”，没有导入"),
    ],
)
def test_whom_a_row_is_about_is_told_and_never_guessed(row: tuple[str, ...], text: str):
    preview = look(row)
    assert told(preview) == [("B2", text)]
    assert preview.counts["error"] == 1


def test_what_cannot_be_is_told_at_its_cell():
    bad = list(ALL_GOOD)
    bad[9], bad[11] = "12", "很好"
    preview = look(
        line("王建国", marks=bad),
        line("许莉"),
        line("周敏", "数学", on="2025-09-01"),
        line("周敏", "语文", total="93.5"),
    )
    assert [row.state.word for row in preview.rows] == ["错误", "错误", "错误", "新增"]
    found = dict(told(preview))
    item = cell_of(next(title for title in OWN if title.startswith("BK01-2")))
    assert "得分应在 0—10 之间" in found[item]
    assert any("“很好”不是这一项的得分" in text for text in found.values())
    assert found[cell_of("检查人", 3)] == "不能检查自己的材料，请换一名检查人"
    assert "不在 2026—2027 学年" in found[cell_of("检查日期", 4)].replace("-", "—")
    assert found[cell_of("总分", 5)] == "文件总分 93.5，按各项计算 100，按计算的登记"
    assert preview.problems[-1].level is Level.WARNING


def test_items_without_a_column_are_one_remark():
    short = ("姓名", "BK01-2", "BK01-4")
    preview = look(("王建国", "9", "良"), head=short)
    ((cell, text),) = told(preview)
    assert cell == "A2"
    assert "还没有评分" in text
    assert "文件里没有列的共" in text


def test_who_and_when_are_asked_once_where_the_file_does_not_say():
    preview = look(line("王建国", by="", on=""), line("周敏", "数学", by="", on=""))
    assert [(one.key, one.answer, len(one.cells)) for one in preview.questions] == [
        ("on", "2026-11-20", 2),
        ("by", "许莉", 2),
    ]
    answered = look(line("王建国", by="", on=""), answers={"on": "2026-11-16", "by": "区督学王老师"})
    filled = answered.rows[0].filled
    assert filled is not None
    assert (filled.on, filled.inspector, filled.inspector_id) == ("2026-11-16", "区督学王老师", "")
    shared = look(
        line("王建国", by="", on=""), units=[replace(UNITS[0], inspectors="区督学王老师"), *UNITS[1:]]
    )
    assert shared.rows[0].said["检查人"] == "区督学王老师"  # as the check shared them out


def test_a_name_the_roster_does_not_settle_is_kept_as_a_name_and_told_once():
    preview = look(
        line("王建国", by="张伟"), line("周敏", "数学", by="张伟"), line("周敏", "语文", by="某校长")
    )
    assert [text for _, text in told(preview)] == [
        "花名册中有 2 位“张伟”，只登记姓名",
        "花名册中没有“某校长”，按校外人员登记",
    ]
    assert preview.counts["new"] == 3


def test_two_rows_of_one_sheet_and_rows_with_nothing_in_them():
    preview = look(line("王建国"), line("王建国"), line("许莉", marks=[""] * len(ALL_GOOD)))
    assert [row.state.word for row in preview.rows] == ["新增", "错误"]
    assert told(preview) == [("B3", "与第 2 行是同一份，没有导入")]
    assert preview.remarks[0] == "1 行没有填写任何项目，没有读入。"


def test_a_file_of_something_else_is_refused():
    with pytest.raises(UserError, match="没有找到这次检查的记录"):
        look(("王建国", "男", "1"), head=("姓名", "性别", "电话"))


def test_a_row_is_read_by_the_form_its_unit_takes():
    units = [UNITS[0], replace(UNITS[1], form="ZY01", form_version=FORMS["ZY01"].version)]
    preview = look(line("王建国"), line("周敏"), units=units)
    assert [row.state.word for row in preview.rows] == ["新增", "错误"]
    assert told(preview) == [
        ("B3", f"这份材料用的是《{FORMS['ZY01'].title}》，文件的列是《{BK01.title}》的，没有导入")
    ]
    other = FORMS["ZY01"]
    titles = [column.title for column in record_columns(other) if column.key.startswith("item_")]
    best = look(("周敏", *["优"] * len(titles)), head=("姓名", *titles), units=units)
    assert best.rows[0].unit is units[1]
    assert all(key in best.fields for key in ("item_ZY01-1", "who", "on"))


def test_a_column_the_user_takes_for_an_item_is_read_as_one():
    first = look(line("王建国"), head=ODD)
    assert first.counts["error"] == 1
    (match,) = [one for one in first.columns if one.header == "超周"]
    assert match.field is None
    again = look(line("王建国"), head=ODD, choices={(match.head, match.name): "item_BK01-2"})
    assert again.counts["new"] == 1


def test_the_template_is_read_back(tmp_path: Path):
    from datetime import date

    from edudesk.kit.writing import write
    from edudesk.sheets.reader import read_workbook

    file = write(record_template(BK01, date(2026, 11, 20)), tmp_path / "模板.xlsx").path
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    cells = {str(cell.value).lstrip("*"): cell.column for cell in sheet[3]}
    row = {
        "教师": "王建国",
        "检查人": "许莉",
        "检查日期": "2026-11-18",
        **dict(zip(OWN, ALL_GOOD, strict=True)),
    }
    for title, text in row.items():
        sheet.cell(4, cells[title], text)
    book.save(file)
    preview = preview_records(read_workbook(file), facts())
    assert [(one.name, one.said["总分"]) for one in preview.rows] == [("王建国", "100")]


def test_what_was_matched_before_holds_only_for_items_the_form_still_has():
    workbook = Workbook("csv", (Sheet("九月", (ODD, line("王建国"))),))
    asked = []

    def recall(form: str) -> object:
        asked.append(form)
        return lambda head: {"超周": "item_BK01-2", "总分": "", "班级": "item_gone"}

    preview = preview_records(workbook, facts(), recall=recall)  # type: ignore[arg-type]
    fields = {one.header: one.field for one in preview.columns}
    assert (fields["超周"], fields["总分"], fields["班级"]) == ("item_BK01-2", None, "classes")
    assert (asked, preview.form_of) == (["BK01"], {preview.fingerprint: "BK01"})


def _write(path: Path, *lines: Sequence[str]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("九月")
        sheet.merge_range(0, 0, 0, 8, "教案检查记录表")
        for number, cells in enumerate((ODD, *lines), 1):
            sheet.write_row(number, 0, cells)
    return path


def test_a_sheet_is_imported_through_the_page_taken_back_and_the_same_again(seat: Seat, tmp_path: Path):
    page = seat.window.show_page("checks")
    seat.wait()
    assert isinstance(page, CampaignsPage)
    row = next(one for one in page.model.rows if one.title == "11月备课检查")
    units = [one for one in seat.desk.campaigns.units(row.id) if one.form == "BK01" and one.state == "应检"][
        :2
    ]
    before = len(seat.desk.sheets.of_campaign(row.id))
    by = "区督学王老师"
    lines = [line(one.name, one.subject, one.classes, by=by) for one in units]
    file = _write(tmp_path / "旧表.xlsx", *lines, line("不认识的人", by=by))

    (entry,) = [act for word, act in page.entries([row]) if word == "导入检查记录…"]
    entry()
    made = seat.window.show_page("records_import")
    assert isinstance(made, RecordImportPage)
    assert made.check_box.currentText() == "11月备课检查"
    assert made.take(file)
    seat.wait()
    assert made.panel.counts["new"].text() == "新增 0"  # one item has no column
    (match,) = [one for one in made.preview.columns if one.header == "超周"]
    made.panel.matched.emit(match, "item_BK01-2")
    seat.wait()
    assert (made.panel.counts["new"].text(), made.panel.counts["error"].text()) == ("新增 2", "错误 1")
    seat.click("导入 2 份记录", made.panel)
    seat.wait()
    after = seat.desk.sheets.of_campaign(row.id)
    assert len(after) == before + 2
    assert {one.score for one in after if one.inspector == by} == {Decimal(100)}
    made.begin()
    assert made.take(file)
    seat.wait()
    assert made.panel.counts["new"].text() == "新增 0"
    assert made.panel.counts["same"].text() == "相同 2"  # the column is known from the first time
    assert not made.panel.import_button.isEnabled()
    seat.window.undo()
    seat.wait()
    assert len(seat.desk.sheets.of_campaign(row.id)) == before
    seat.said.heard()


def test_what_changed_since_the_preview_and_an_archived_check_are_refused(seat: Seat, tmp_path: Path):
    desk = seat.desk
    campaign = next(one for one in desk.campaigns.rows() if one.title == "11月备课检查")
    one = next(one for one in desk.campaigns.units(campaign.id) if one.form == "BK01" and one.state == "应检")
    book = Workbook("csv", (Sheet("九月", (HEAD, line(one.name, one.subject, one.classes, by="某校长"))),))
    heard: list[int] = []
    preview = desk.check_records.preview(
        campaign.id,
        book,
        file="旧表.csv",
        kind="小学",
        step=lambda *_: heard.append(len(desk.campaigns.rows())),
    )
    assert heard  # nobody waits for the school while a long list is read
    assert preview.counts["new"] == 1
    result = desk.check_records.import_rows(preview)
    assert (result.new, result.changed, result.same) == (1, 0, 0)
    assert desk.timeline.next_steps().undo.title == "11月备课检查 导入 旧表.csv：新增 1 份记录"  # type: ignore[union-attr]
    with pytest.raises(Conflict, match="预览之后这次检查又有新的记录"):
        desk.check_records.import_rows(preview)
    for state in ("已汇总", "已通报", "归档"):
        desk.campaigns.move(campaign.id, state)
    with pytest.raises(UserError, match="已归档"):
        desk.check_records.preview(campaign.id, book)
