"""检查安排 with real widgets: a new check with its list before publishing, states, 应检对象, undo."""

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QApplication

from edudesk.base.document import Document
from edudesk.checks.pages.arranging.dialog import CampaignDialog
from edudesk.checks.pages.campaigns import CampaignLine, CampaignsPage
from edudesk.checks.pages.units import UnitsDialog
from edudesk.checks.rows.campaigns import CampaignDraft
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from tests.gui import Said
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat) -> CampaignsPage:
    """The checks of the sample school."""
    shown = seat.window.show_page("checks")
    assert isinstance(shown, CampaignsPage)
    seat.wait()
    shown.chip_row.chip("school_year").clear()
    return shown


def begin(page: CampaignsPage, seat: Seat) -> CampaignDialog:
    dialog = page.add()
    seat.qtbot.waitUntil(lambda: bool(dialog.units))
    return dialog


def settle_list(dialog: CampaignDialog, seat: Seat) -> None:
    dialog.look()
    seat.wait()


def test_checks_are_listed_with_how_far_they_came(page: CampaignsPage):
    assert [(row.title, row.status, row.progress) for row in page.model.rows] == [
        ("11月备课检查", "进行中", "76 / 108"),
        ("单项抽测质量分析", "进行中", "36 / 36"),
        ("10月作业检查", "进行中", "47 / 47"),
        ("10月辅导检查", "进行中", "39 / 39"),
        ("10月集体备课检查", "已通报", "9 / 9"),
        ("9月推门听课", "已通报", "33 / 33"),
        ("9月备课检查", "已通报", "108 / 108"),
        ("5月随堂听课", "已通报", "56 / 56"),
        ("4月备课检查", "已通报", "40 / 40"),
    ]


def test_a_check_is_looked_at_and_published(page: CampaignsPage, seat: Seat, said: Said):
    dialog = begin(page, seat)
    dialog.what.begins.show_text("2026-12-07")
    dialog.what.ends.show_text("2026-12-18")
    dialog.what.days_changed()
    assert (dialog.what.name.text(), dialog.what.weeks.text()) == ("12月备课检查", "第15—16周")
    dialog.whom.scopes["subjects"].choose(["美术", "音乐"])
    dialog.by_whom.inspectors.field.setFocus()
    for name in ("李静", "区督学王老师"):
        dialog.by_whom.inspectors.field.show_text(name)
        dialog.by_whom.inspectors.add()
    settle_list(dialog, seat)
    assert dialog.listed.count.text() == str(len(dialog.units))
    assert {unit.subject for unit in dialog.units} == {"美术", "音乐"}
    assert dialog.listed.forms.text() == f"表格：备课（教案）检查表 v1 {len(dialog.units)}"
    assert dialog.publish_button.text() == f"发布（{len(dialog.units)} 个）"
    count = len(dialog.units)
    dialog.publish()
    seat.wait()
    row = next(row for row in seat.desk.campaigns.rows() if row.title == "12月备课检查")
    assert (row.status, row.subjects, row.weeks) == ("已发布", "美术、音乐", "第15—16周")
    assert row.leader_id == seat.teacher("李静").id
    units = seat.desk.campaigns.units(row.id)
    assert len(units) == count
    assert {unit.inspectors for unit in units} == {seat.teacher("李静").id, "区督学王老师"}
    seat.heard(f"notice: 已发布“12月备课检查”，应检 {count} 个。", lambda: said.act("撤销"))
    seat.wait()
    assert seat.desk.campaigns.units(row.id) == []
    assert row.id not in [one.id for one in seat.desk.campaigns.rows()]
    assert len(said.heard()) == 1


def test_several_types_are_arranged_for_the_same_teachers(page: CampaignsPage, seat: Seat, said: Said):
    dialog = begin(page, seat)
    dialog.what.begins.show_text("2026-12-07")
    dialog.what.ends.show_text("2026-12-18")
    dialog.what.days_changed()
    dialog.what.together.choose(["作业", "听课笔记"])
    dialog.whom.scopes["subjects"].choose(["美术"])
    for name in ("李静", "区督学王老师"):
        dialog.by_whom.inspectors.field.show_text(name)
        dialog.by_whom.inspectors.add()
    dialog.by_whom.per_unit.setCurrentIndex(2)
    dialog.handing_in.draw()
    assert dialog.draft.pupils.endswith("）")
    dialog.keep()
    assert "每份要 3 人检查，检查人只有 2 人。" in dialog.told.text()
    assert QApplication.focusWidget() is dialog.by_whom.per_unit
    dialog.by_whom.per_unit.setCurrentIndex(1)
    settle_list(dialog, seat)
    assert len({unit.form for unit in dialog.units}) == 2
    dialog.keep()
    seat.wait()

    def drafts() -> dict[str, str]:
        return {row.title: row.status for row in seat.desk.campaigns.rows() if row.title.startswith("12月")}

    assert drafts() == {"12月备课检查": "草稿", "12月作业检查": "草稿"}
    page.open_row(next(row for row in page.model.rows if row.title == "12月作业检查"))
    again = seat.dialog(CampaignDialog)
    assert set(again.what.together.chosen) == {"备课", "听课笔记"}
    assert (again.what.kind.currentText(), again.by_whom.per_unit.currentText()) == ("作业", "2 人")
    seat.qtbot.waitUntil(lambda: bool(again.units))
    count = len(again.units)
    again.publish()
    seat.wait()
    assert drafts() == {"12月备课检查": "已发布", "12月作业检查": "已发布"}
    rows = [row for row in page.model.rows if row.title in drafts()]
    assert {row.beside for row in rows} == {"备课、作业、听课笔记"}
    units = [unit for row in rows for unit in seat.desk.campaigns.units(row.id)]
    assert len(units) == count
    assert {len(unit.inspectors.split("、")) for unit in units} == {2}
    seat.heard(f"notice: 已发布“12月作业检查”，应检 {count} 个。", lambda: said.act("撤销"))
    seat.wait()
    assert drafts() == {"12月备课检查": "草稿", "12月作业检查": "草稿"}
    assert len(said.heard()) == 1


def test_a_draw_by_lot_is_the_same_again(page: CampaignsPage, seat: Seat):
    dialog = begin(page, seat)
    dialog.whom.sampling.setCurrentIndex(dialog.whom.sampling.findData("随机抽取"))
    dialog.whom.sampling_changed()
    dialog.whom.number.setText("12")
    dialog.whom.seed.setText("20261207")
    settle_list(dialog, seat)
    first = [unit.name for unit in dialog.units]
    assert len(first) == 12
    dialog.whom.seed.setText("1")
    settle_list(dialog, seat)
    assert [unit.name for unit in dialog.units] != first
    dialog.whom.seed.setText("20261207")
    settle_list(dialog, seat)
    assert [unit.name for unit in dialog.units] == first
    dialog.reject()


def test_what_keeps_a_check_from_being_kept_is_told(page: CampaignsPage, seat: Seat):
    dialog = begin(page, seat)
    dialog.what.name.setText("11月备课检查")
    dialog.keep()
    assert "本学年已有一次检查叫“11月备课检查”" in dialog.told.text()
    assert QApplication.focusWidget() is dialog.what.name
    dialog.what.name.setText("期末备课检查")
    dialog.by_whom.drops.setChecked(True)
    dialog.keep()
    seat.wait()
    draft = next(row for row in seat.desk.campaigns.rows() if row.title == "期末备课检查")
    assert (draft.status, draft.drops_extremes) == ("草稿", "是")
    page.open_row(next(row for row in page.model.rows if row.id == draft.id))
    again = seat.dialog(CampaignDialog)
    assert again.what.name.text() == "期末备课检查"
    again.reject()
    seat.wait()


def test_a_check_goes_on_and_a_step_back(page: CampaignsPage, seat: Seat, said: Said):
    (row,) = [row for row in page.model.rows if row.title == "10月作业检查"]
    words = [entry[0] for entry in page.entries([row]) if entry]
    assert words == [
        "录入",
        "整组录入…",
        "导入检查记录…",
        "应检对象…",
        "检查通知…",
        "导出全部表单…",
        "改为“已发布”",
        "改为“已汇总”",
    ]
    page.go_on(row, "已汇总")
    seat.wait()
    seat.heard("notice: “10月作业检查”已改为“已汇总”。", lambda: said.act("撤销"))
    seat.wait()
    assert seat.desk.campaigns.get(row.id).status == "进行中"
    assert len(said.heard()) == 1


def test_a_check_is_archived_for_good_behind_a_backup(page: CampaignsPage, seat: Seat, said: Said):
    def line(title: str) -> CampaignLine:
        return next(row for row in page.model.rows if row.title == title)

    for state in ("已汇总", "已通报"):
        seat.desk.campaigns.move(line("11月备课检查").id, state)
    seat.wait()
    said.answer(False)
    page.go_on(line("11月备课检查"), "归档")
    seat.heard("ask: “11月备课检查”还有 32 份没有查，要归档吗？")
    assert seat.desk.backups.listed() == []
    page.go_on(line("9月备课检查"), "归档")
    seat.wait()
    seat.heard("notice: “9月备课检查”已改为“归档”。")
    assert [one.reason for one in seat.desk.backups.listed()] == ["归档前"]
    assert [line(title).status for title in ("11月备课检查", "9月备课检查")] == ["已通报", "归档"]


def test_a_draft_is_put_away_and_comes_back(page: CampaignsPage, seat: Seat, said: Said):
    (row,) = [row for row in page.model.rows if row.title == "10月作业检查"]
    page.put_away([row])
    seat.wait()
    assert "10月作业检查" not in [one.title for one in page.model.rows]
    said.act("撤销")
    seat.wait()
    assert "10月作业检查" in [one.title for one in page.model.rows]
    assert len(said.heard()) == 2


def test_units_are_excused_taken_out_and_brought_back(page: CampaignsPage, seat: Seat, said: Said):
    (row,) = [row for row in page.model.rows if row.title == "11月备课检查"]
    dialog = page.show_units(row)
    assert isinstance(dialog, UnitsDialog)
    waiting = seat.desk.campaigns.units(row.id)[-3:]
    dialog.table.select([waiting[0].id])
    form = dialog.set_state("免检")
    assert isinstance(form, FormDialog)
    assert form.fields["reason"].column.codes.words[0] == "上期优秀"
    form.fields["reason"].editor.show_text("上期优秀，教代会同意")
    form.accept()
    seat.wait()
    assert dialog.count.text() == "共 108 个，应检 107 个"
    assert seat.desk.campaigns.units(row.id)[-3].reason == "上期优秀，教代会同意"
    dialog.table.select([waiting[1].id])
    away = dialog.set_state("请假")
    assert isinstance(away, FormDialog)
    away.fields["reason"].editor.show_text("培训")
    away.fields["substitute"].editor.setText("外校张老师")
    away.accept()
    assert away.fields["substitute"].said.startswith(
        "花名册里没有“外校张老师”：校外代课的记录照记，得分不计入任何人"
    )
    away.fields["substitute"].editor.setText("李静")
    away.accept()
    seat.wait()
    assert seat.desk.campaigns.units(row.id)[-2].substitute == "李静"
    dialog.set_state("应检")
    seat.wait()
    dialog.table.select([one.id for one in waiting[1:]])
    dialog.drop()
    assert dialog.count.text() == "共 106 个，应检 105 个"
    dialog.add()
    seat.wait()
    seat.heard("notice: 补入 2 个应检对象。")
    assert dialog.count.text() == "共 108 个，应检 107 个"
    done = seat.desk.campaigns.units(row.id)[0]
    dialog.table.select([done.id])
    dialog.drop()
    seat.heard(f"fail: {done.name}已有检查记录，不能移出。")
    dialog.accept()


def test_entry_begins_from_the_list(page: CampaignsPage, seat: Seat):
    page.open_row(next(row for row in page.model.rows if row.title == "9月备课检查"))
    seat.wait()
    assert seat.window.windowTitle().startswith("检查录入")
    assert "9月备课检查" in seat.words()


def test_a_check_is_deleted_with_what_was_recorded(page: CampaignsPage, seat: Seat, said: Said):
    row = next(row for row in page.model.rows if row.title == "9月备课检查")
    page.put_away([row])
    seat.wait()
    assert said.heard() == [
        "notice: 已删除 9月备课检查，连同 108 份记录和其中的问题不再统计，可在回收站找回。"
    ]
    assert "9月备课检查" not in [one.title for one in page.model.rows]


def test_a_check_is_announced_from_the_list(page: CampaignsPage, seat: Seat):
    row = next(row for row in page.model.rows if row.title == "10月作业检查")
    words = {entry[0]: entry[1] for entry in page.entries([row]) if entry is not None}
    words["检查通知…"]()
    dialog = seat.dialog(ExportDialog)
    assert "教学常规检查通知_10月作业检查" in dialog.choice.path.name
    made = dialog._prepare(dialog.choice)()
    assert isinstance(made, Document)
    assert made.title == "龙城实验小学\n关于开展10月作业检查的通知"
    told = {one.name: getattr(row, one.name) for one in fields(CampaignDraft)}
    draft = seat.desk.campaigns.add(CampaignDraft(**told | {"title": "再查", "status": "草稿"}))
    seat.wait()
    line = next(one for one in page.model.rows if one.id == draft.id)
    assert [entry[0] for entry in page.entries([line]) if entry] == ["核对并发布…"]
