"""项目类别 with real widgets: a kind is looked at, copied, changed, switched off, and given to its projects."""

import pytest
from PySide6.QtWidgets import QLabel

from edudesk.projects.pages.kind_editor import KindEditor
from edudesk.projects.pages.kinds import KindLine, KindsPage
from tests.gui import Said
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat) -> KindsPage:
    found = seat.window.show_page("project_kinds")
    seat.wait()
    assert isinstance(found, KindsPage)
    return found


def line(page: KindsPage, key: str) -> KindLine:
    found: KindLine = next(row for row in page.model.all_rows if row.id == key)
    return found


def test_a_kind_shows_its_stages_with_days_and_papers(page: KindsPage, seat: Seat):
    page.go_to("KB")
    seat.wait()
    told = [one.text() for one in page._facts.findChildren(QLabel)]
    stages = next(text for text in told if text.startswith("酝酿"))
    assert "备案：备案通知\n开题（备案后3月）：开题报告" in stages
    assert "中期评估（研究期50%）：中期报告、中期检查简明表、阶段成果 3 项" in stages
    assert {"核心成员 6 人、参研人员 6 人", "60 天、30 天、7 天前"} <= set(told)


def test_a_copy_becomes_a_kind_of_the_school(page: KindsPage, seat: Seat, said: Said):
    page.go_to("WK")
    seat.wait()
    editor = page.copy()
    assert isinstance(editor, KindEditor)
    assert editor.fields["key"].editor.typed() == "WK2"
    editor.fields["title"].editor.show_text("本校微型课题")
    editor.fields["title_most"].editor.show_text("二十")
    editor._changed()
    editor._look()
    assert not editor.save_button.isEnabled()
    assert editor.faults.heading.text() == "检查 · 1 处要改"
    editor.fields["title_most"].editor.show_text("20")
    editor.fields["family"].editor.show_text("校本")
    editor.fields["results_month"].editor.show_text("5")
    editor._changed()
    editor._look()
    seat.wait()
    assert "“校本”没有配套的申报书、任务书、审批书" in seat.words(editor)
    editor.fields["family"].editor.show_text("微型课题")
    editor.parts["stages"].table.rows[1].cells["due"] = "结束前60天"
    editor._changed()
    editor.save()
    seat.wait()
    assert said.heard() == ["notice: 已保存“本校微型课题 v1”，新建的项目将使用它。"]
    row = line(page, "WK2")
    assert (row.source, row.state, row.kind.title_most, row.kind.results_month) == ("本校", "启用", 20, 5)
    assert row.kind.stages[1].due is not None
    assert row.kind.stages[1].due.before_end == 60
    seat.window.undo()
    seat.wait()
    assert said.heard() == ["notice: 已撤销：新建项目类别 本校微型课题 v1"]
    assert "WK2" not in [one.id for one in page.model.all_rows]


def test_a_new_version_is_given_to_the_projects_that_have_the_old(page: KindsPage, seat: Seat, said: Said):
    editor = page.edit(line(page, "WK"))
    assert editor.windowTitle() == "编辑项目类别：教研与微型课题"
    editor.fields["leaders"].editor.show_text("2")
    editor._changed()
    editor.save()
    seat.wait()
    page.adopt(line(page, "WK"))
    page.adopt(line(page, "WK"))
    assert said.heard() == [
        "notice: 已保存“教研与微型课题 v2”，新建的项目将使用它。",
        "notice: 已有 3 个项目改用 v2 的“教研与微型课题”。",
        "notice: 没有项目需要改用 v2 的“教研与微型课题”。",
    ]
    kinds = seat.desk.project_kinds.kinds()
    assert {kinds.of(row).leaders for row in seat.desk.projects.rows() if row.kind == "WK"} == {2}


def test_a_kind_is_offered_no_more(page: KindsPage, seat: Seat, said: Said):
    page.switch(line(page, "QZ"))
    seat.wait()
    assert said.heard() == ["notice: “前瞻性教学改革实验项目”已停用，新建项目时不再列出，已有的项目不变。"]
    assert line(page, "QZ").state == "停用"
    page.switch(line(page, "QZ"))
    seat.wait()
    assert said.heard() == ["notice: “前瞻性教学改革实验项目”已启用。"]


def test_what_is_not_saved_is_asked_about(page: KindsPage, said: Said):
    editor = page.edit(line(page, "KT"))
    editor.reject()
    assert not editor.isVisible()
    editor = page.edit(line(page, "KT"))
    editor.fields["short"].editor.show_text("课题")
    editor._changed()
    said.answer(False)
    editor.reject()
    assert editor.isVisible()
    said.answer(True)
    editor.reject()
    assert said.heard() == ["ask: 项目类别的修改还没有保存。"] * 2
