"""检查汇总 with real widgets: the heat map and its filters, one step deeper, the result frozen and taken back."""

from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.pages.summary.page import SummaryPage
from edudesk.checks.pages.summary.sheets_dialog import SheetsDialog
from edudesk.checks.pages.summary.sights import SIGHTS
from edudesk.checks.pages.summary.teacher_dialog import TeacherDialog
from edudesk.checks.reports.catalogue import sheet
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.grab import settle
from edudesk.kit.theme import Tone
from edudesk.submissions.pages.check_sheets import draft_notice, export_all, export_sheet
from tests.gui import Said
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat) -> SummaryPage:
    """The term of the sample school."""
    shown = seat.window.show_page("check_summary")
    assert isinstance(shown, SummaryPage)
    seat.wait()
    return shown


def test_the_checks_lead_to_the_page(seat: Seat) -> None:
    seat.window.show_page("checks")
    seat.click("检查汇总")
    assert isinstance(seat.window.stack.currentWidget(), SummaryPage)


def texts_of(page: SummaryPage, place: int = 0) -> dict[str, str]:
    assert page.model is not None
    return {
        column.full_title: page.model.text(place, number) for number, column in enumerate(page.model.columns)
    }


def test_teachers_stand_against_checks_and_grades_are_coloured(page: SummaryPage) -> None:
    assert page.model is not None
    assert page.head.note.text() == "2026—2027学年 第一学期"
    heads = [column.full_title for column in page.model.columns]
    assert heads[4:8] == ["备课 9月", "备课 11月", "集体备课 10月", "听课 9月"]
    first = page.model.rows[0]
    told = texts_of(page)
    assert told["教师"] == first.person.name
    assert told["学期综合"] == f"{first.total:.1f}"
    number = page.model.column_index("total")
    assert page.model.shade(0, number) in (Tone.GOOD, Tone.BRAND)
    assert len(page.model.rows) == len(page.loaded.summary.lines) if page.loaded else False


def test_chips_leave_checks_and_teachers(page: SummaryPage, seat: Seat) -> None:
    page.filters.kind.choose(["备课"])
    assert page.model is not None
    heads = [column.full_title for column in page.model.columns]
    assert "备课 9月" in heads
    assert "听课 9月" not in heads
    page.filters.group.choose(["英语教研组"])
    assert {line.person.group for line in page.model.rows} == {"英语教研组"}
    page.filters.level.choose(["良好"])
    assert {line.grade for line in page.model.rows} == {"良好"}
    seat.window.show_page("checks")


def test_every_sight_has_rows_and_columns(page: SummaryPage) -> None:
    for key in (sight.key for sight in SIGHTS):
        page.look_at(key)
        settle()
        assert page.model is not None
        assert page.model.rows, key
        assert len(page.model.columns) >= 6, key
        assert page.chart_card.isVisibleTo(page) is (page.sight.chart is not None), key
        assert page.cards.isVisibleTo(page) is (key == "teachers"), key


def test_a_group_leads_to_its_teachers_and_a_teacher_to_the_sheet(page: SummaryPage, seat: Seat) -> None:
    page.look_at("by_教研组")
    assert page.model is not None
    group = next(row for row in page.model.rows if row.name == "美术教研组")
    page._open_point([row.name for row in page.model.all_rows].index(group.name), 0)
    assert page.sight.key == "teachers"
    assert {line.id for line in page.model.rows} == set(group.teachers)
    page._open(page.model.rows[0])
    dialog = seat.dialog(TeacherDialog)
    sheet = next(step for step in dialog.steps if step.sheet_id)
    dialog.table.opened.emit(sheet)
    seat.wait()
    entry = seat.window.show_page("check_entry")
    assert isinstance(entry, EntryPage)
    assert entry.sight.unit is not None
    assert entry.sight.unit.name == page.model.rows[0].person.name


def test_who_is_missing_is_opened_in_the_queue(page: SummaryPage, seat: Seat) -> None:
    page.look_at("missing")
    assert page.model is not None
    line = page.model.rows[0]
    assert line.word == "待查"
    page._open(line)
    entry = seat.window.show_page("check_entry")
    assert isinstance(entry, EntryPage)
    assert entry.sight.unit is not None
    assert entry.sight.unit.id == line.unit.id


def test_a_cell_of_the_heat_map_leads_to_the_record_of_that_check(page: SummaryPage, seat: Seat) -> None:
    assert page.model is not None
    assert page.table is not None
    check = next(one for one in page.checks if one.title == "11月备课检查")
    line = next(row for row in page.model.rows if (found := row.check(check.id)) and len(found.units) == 1)
    place = page.model.place_of(line.id)
    assert place is not None
    page.table.activated.emit(page.model.index(place, page.model.column_index(f"check:{check.id}")))
    seat.wait()
    entry = seat.window.stack.currentWidget()
    assert isinstance(entry, EntryPage)
    assert entry.sight.unit == line.check(check.id).units[0].unit
    seat.window.show_page("check_summary")
    classes = next(one for one in page.checks if one.title == "10月作业检查")
    several = next(
        row for row in page.model.rows if (found := row.check(classes.id)) and len(found.units) > 1
    )
    place = page.model.place_of(several.id)
    assert place is not None
    page.table.activated.emit(page.model.index(place, page.model.column_index(f"check:{classes.id}")))
    dialog = seat.dialog(SheetsDialog)
    assert {row.sheet.campaign_id for row in dialog.model.rows} == {classes.id}
    assert {row.sheet.teacher_id for row in dialog.model.rows} == {several.id}
    dialog.reject()
    page.table.activated.emit(page.model.index(place, page.model.column_index("total")))
    seat.dialog(TeacherDialog).accept()


def test_counts_of_a_group_lead_to_what_was_and_was_not_looked_at(page: SummaryPage, seat: Seat) -> None:
    page.look_at("by_教研组")
    assert page.model is not None
    group = next(row for row in page.model.rows if row.missing)
    place = page.model.place_of(group.id)
    assert page.table is not None
    assert place is not None

    def opened(key: str) -> SheetsDialog:
        assert page.model is not None
        assert page.table is not None
        page.table.activated.emit(page.model.index(place, page.model.column_index(key)))
        return seat.dialog(SheetsDialog)

    done = opened("done")
    assert len({row.sheet.unit_id for row in done.model.rows}) == group.done
    done.reject()
    missing = opened("missing")
    assert len(missing.model.rows) == group.missing
    first = missing.model.rows[0]
    missing.table.opened.emit(first)
    seat.wait()
    entry = seat.window.stack.currentWidget()
    assert isinstance(entry, EntryPage)
    assert entry.sight.unit == first.unit


def test_a_figure_leads_to_all_records_behind_it(page: SummaryPage, seat: Seat) -> None:
    for key in ("items", "inspectors", "trend"):
        seat.window.show_page("check_summary")
        seat.wait()
        page.look_at(key)
        assert page.model is not None
        line = next(
            row
            for row in page.model.rows
            if getattr(row, "part", "x") and len(getattr(row, "sheets", "xx")) > 1
        )
        page._open(line)
        dialog = seat.dialog(SheetsDialog)
        assert len(dialog.model.rows) > 1
        if key == "inspectors":
            assert {row.sheet.inspector for row in dialog.model.rows} == {line.inspector}
            assert len(dialog.model.rows) == line.count
        last = dialog.model.rows[-1]
        dialog.table.opened.emit(last)
        seat.wait()
        entry = seat.window.show_page("check_entry")
        assert isinstance(entry, EntryPage)
        assert entry.sight.unit is not None
        assert entry.sight.unit.id == last.sheet.unit_id


def test_the_term_before_is_another_choice_of_the_chip(page: SummaryPage, seat: Seat) -> None:
    page.filters.term.choose(["2025—2026 第二学期"])
    seat.wait()
    assert page.head.note.text() == "2025—2026学年 第二学期"
    assert page.loaded is not None
    assert page.loaded.earlier is None
    assert {check.title for check in page.checks} == {"4月备课检查", "5月随堂听课"}


def test_the_result_is_frozen_told_when_it_changes_and_opened_again(
    page: SummaryPage, seat: Seat, said: Said
) -> None:
    dialog = page.show_result()
    assert dialog is not None
    dialog.freeze()
    seat.wait()
    assert page.loaded is not None
    assert page.loaded.is_frozen
    assert "已归档" in page.head.note.text()
    assert [one.reason for one in seat.desk.backups.listed()] == ["归档前"]
    event = next(row for row in seat.desk.patrols.rows() if row.status == "待核实")
    seat.desk.patrols.verify([event.id], "已确认", "单国平")
    seat.wait()
    assert "归档以后有改动：李静" in page.note.heading.text()
    dialog = page.show_result()
    assert dialog is not None
    form = dialog.freeze()
    assert form is not None
    form.fields["reason"].editor.setText("补确认 11 月 18 日巡课")
    form.accept()
    seat.wait()
    assert page.note.isHidden()
    assert [row.number for row in page.loaded.editions] == [1, 2]
    assert said.heard() == ["notice: 学期结果已归档（第 1 版）。", "notice: 学期结果已归档（第 2 版）。"]
    said.act("撤销")
    seat.wait()
    assert [row.number for row in page.loaded.editions] == [1]
    (undone,) = said.heard()
    assert undone.startswith("notice: 已撤销：归档学期结果")


def test_weights_are_changed_and_the_totals_follow(page: SummaryPage, seat: Seat) -> None:
    assert page.loaded is not None
    before = page.loaded.summary.lines[0].total
    page.change_scheme()
    form = seat.dialog(FormDialog)
    assert form.fields["part:课堂"].reading().value == 30
    form.fields["part:备课"].editor.setText("90")
    form.accept()
    seat.wait()
    assert page.weights.text().startswith("权重：备课 90 · 集体备课与教研 10")
    assert page.loaded.summary.lines[0].total != before


def test_single_checks_and_classes_get_weights_and_the_steps_name_them(page: SummaryPage, seat: Seat) -> None:
    assert page.loaded is not None
    summary = page.loaded.summary
    september, november = (one for one in summary.checks if one.kind == "BK")
    page.change_scheme()
    form = seat.dialog(FormDialog)
    form.fields[f"check:{november.id}"].editor.setText("3")
    form.accept()
    assert form.fields["over"].said == "各次检查填了权重，这里选“按各次权重”才用得上。"
    form.fields["over"].editor.show_text("按各次权重")
    form.fields["classes_by"].editor.show_text("按抽查本数")
    form.fields["subjects_by"].editor.show_text("主科与其他")
    form.fields["main_share"].editor.setText("70")
    form.fields["main_subjects"].editor.setText("语文，数学")
    form.fields["out:ZY"].editor.setText("体育 音乐、体操")
    form.fields["year_share"].editor.setText("30")
    form.accept()
    assert form.fields["out:ZY"].said == "“体操”不是学科表里的学科，请核对。"
    form.fields["out:ZY"].editor.setText("体育 音乐")
    form.accept()
    seat.wait()
    (row,) = seat.desk.schemes.rows()
    assert (row.checks, row.classes_by, row.main_share, row.main_subjects) == (
        {november.id: 3}, "按抽查本数", 70, "语文、数学",
    )  # fmt: skip
    assert (row.subjects_out, row.year_share) == ({"ZY": {"体育与健康", "音乐"}}, 30)
    assert (
        f"几次检查按各次权重：{november.title} 3，其余 1\n作业不计体育与健康、音乐" in page.weights.toolTip()
    )
    summary = page.loaded.summary
    assert seat.desk.check_summaries.of(row.school_year, row.term) is summary
    line = next(
        one for one in summary.lines if {september.id, november.id} <= {two.campaign.id for two in one.score.checks}
        and len(one.score.made["BK"].shares) == 2
    )  # fmt: skip
    first, second = (one.value for one in line.score.made["BK"].shares)
    dialog = page.show_teacher(line.id)
    told = next(step.how for step in dialog.steps if step.text == "备课 2 次")
    assert told == f"按各次权重：({first}×1 + {second}×3) ÷ 4"


def test_a_sheet_of_the_check_in_sight_is_exported(page: SummaryPage, seat: Seat) -> None:
    page.filters.check.choose(["10月作业检查"])
    dialog = export_sheet(seat.desk, page, sheet("slips"))
    assert dialog is not None
    assert "教学常规检查反馈单_2026-2027第一学期" in dialog.choice.path.name
    assert dialog.about.text() == "2026—2027学年 第一学期，10月作业检查"
    made = dialog._prepare(replace(dialog.choice, audience=Audience.INTERNAL))()
    assert isinstance(made, FormBook)
    assert len(made.forms) == 47
    assert "10月作业检查" in str(made.forms[0].rows)


def test_what_an_export_takes_is_told(page: SummaryPage, seat: Seat) -> None:
    def about(key: str) -> str:
        dialog = export_sheet(seat.desk, page, sheet(key))
        assert dialog is not None
        told = dialog.about.text()
        dialog.reject()
        return told

    term = "2026—2027学年 第一学期"
    assert about("records") == f"{term}，本学期有记录的全部检查"
    assert about("summary") == term
    assert about("homework") == f"{term}，本学期的全部作业检查"
    page.filters.kind.choose(["备课", "作业"])
    assert about("notice") == (
        f"{term}，最近一次检查那个月的全部检查（只要其中一次的，先在上面的“检查”里选定）"
    )
    page.filters.kind.choose([])
    page.filters.check.choose(["11月备课检查"])
    assert about("homework") == f"{term}，本学期的全部作业检查"
    assert about("lessons") == f"{term}，11月备课检查"


def test_all_sheets_go_into_a_folder(page: SummaryPage, seat: Seat, tmp_path: Path) -> None:
    page.filters.check.choose(["10月作业检查"])
    dialog = export_all(seat.desk, page)
    assert dialog is not None
    assert dialog.told.text().startswith("2026—2027学年 第一学期，")
    assert "只取“10月作业检查”" in dialog.told.text()
    dialog._folder = tmp_path / "out"
    dialog.format.setCurrentIndex(dialog.format.findData("docx"))  # few papers have it
    assert [one.key for one in dialog.sheets] == ["announcement", "notice", "notice_named", "mending"]
    dialog.export()
    seat.wait()
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name == "龙城实验小学_教学常规检查表单_2026-2027第一学期_10月作业检查_报教育局"
    names = sorted(one.name for one in folder.iterdir())
    assert len(names) == 4
    assert all(name.endswith(".docx") for name in names)
    assert "已导出 4 个文件。" in seat.words()
    kept = [entry.title for entry in seat.desk.timeline.entries() if entry.title.startswith("导出")]
    assert len(kept) == 4


def test_the_report_is_drafted_as_a_paper_to_be_changed(page: SummaryPage, seat: Seat) -> None:
    page.filters.check.choose(["9月推门听课"])
    opened: list[str] = []
    draft_notice(seat.desk, page, opened.append, is_named=True)
    seat.wait()
    (paper,) = [row for row in seat.desk.papers.rows() if row.kind == "通报"]
    assert opened == [paper.id]
    assert paper.title == "龙城实验小学关于2026年9月教学常规检查情况的通报"
    assert "9月推门听课" in paper.text
    assert "| 教研组 | 9月推门听课 |" in paper.text
