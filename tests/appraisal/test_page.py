"""办学质量自评 in the window: begun, filled in as a sheet, a form made the school's own; and from the command line."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from edudesk.appraisal.forms.reading import form_of, plain_of, shipped_forms
from edudesk.appraisal.pages.answer_sheet import AnswerSheet
from edudesk.appraisal.pages.form_sheet import FormSheet
from edudesk.appraisal.pages.page import AppraisalsPage
from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalDraft
from edudesk.desk import Desk, open_desk
from edudesk.kit.cell_delegate import PADDING
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.tag import tag_width
from tests.gui import Said
from tests.seat import Seat

TODAY = date(2026, 11, 20)


@pytest.fixture
def desk(school_file: Path) -> Iterator[Desk]:
    with open_desk(school_file) as opened:
        yield opened


def put(dialog: Any, key: str, value: str, **texts: str) -> None:
    """Type texts into the line that holds a value under a key."""
    row = next(one for one in dialog.table.rows if one.cells.get(key) == value)
    model = dialog.table.model_of_rows
    for column, text in texts.items():
        number = next(at for at, one in enumerate(model.columns) if one.key == column)
        model.setData(model.index(dialog.table.rows.index(row), number), text)


def texts_of(dialog: Any, title: str) -> list[str]:
    """What the table shows under a header."""
    model = dialog.table.model_of_rows
    number = next(at for at, one in enumerate(model.columns) if one.title == title)
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_a_year_is_evaluated_and_a_form_made_the_schools_own(seat: Seat, said: Said) -> None:
    page = seat.window.show_page("appraisals")
    assert isinstance(page, AppraisalsPage)
    seat.wait()
    assert [(row.year, row.judged.grade, row.outside != "") for row in page.model.all_rows] == [
        ("2025-2026", "优秀", True), ("2024-2025", "良好", False),
    ]  # fmt: skip
    apart = next(one for one in page.columns if one.key == "apart")
    assert [apart.text(row) for row in page.model.all_rows] == ["-1.5", ""]  # 90.6 and 89.1
    page.add()
    form = seat.dialog(FormDialog)
    assert form.fields["year"].editor.typed() == "2026-2027"
    form.accept()
    seat.wait()
    sheet = seat.dialog(AnswerSheet)
    assert len(sheet.table.rows) == 12
    put(sheet, "node", "B1", own="优", done="主题党日每月一次")
    put(sheet, "node", "B2", own="不适用")
    put(sheet, "node", "B3", own="特优")
    seat.wait()
    scores = {one.cells["node"]: one.cells["score"] for one in sheet.table.rows}
    assert (scores["B1"], scores["B2"]) == ("15", "—")  # B1 has what B2 gives away, as in the total
    sheet.accept()
    assert said.heard()[0].startswith("tell: 还没有保存：有的格子填得不对。")
    put(sheet, "node", "B3", own="良")
    seat.wait()
    # B1 has all 15 of its part, B3 10 · 0.85
    assert sheet.sum.text().startswith("自评总分 23.5 分，不合格。还有 9 项没有评，按 0 分计。1 项不适用。")
    sheet.accept()
    seat.wait()
    assert (
        said.heard()[-1] == "notice: 已保存 7 项自评。"
    )  # with the departments and proofs of the year before
    row = page.model.all_rows[0]
    assert (row.year, row.judged.total) == ("2026-2027", Fraction("23.5"))

    offered = {one.key: one for one in seat.desk.appraisal_forms.offered()}
    page.edit_form(offered["management"], is_copy=True)
    own = seat.dialog(FormSheet)
    own.fields["title"].show_text("本校管理标准自查表")
    own.fields["note"].show_text("加上 88 条")
    shown = texts_of(own, "编号")
    assert (shown[:3], shown[-1]) == (
        ["一", "1", "2"],
        "22",
    )  # what 上级编号 means, not the number of the row
    put(own, "node", "22", title="家校社合作")
    seat.wait()
    own.accept()
    seat.wait()
    kept = next(one for one in seat.desk.appraisal_forms.offered() if one.title == "本校管理标准自查表")
    assert (kept.key, kept.version, len(kept.leaves)) == ("management2", 1, 22)
    assert any(node.title == "家校社合作" for node in kept.leaves)
    said.heard()


def test_a_grade_is_read_whole_beside_the_open_drawer(seat: Seat) -> None:
    seat.window.resize(1440, 900)
    page = seat.window.show_page("appraisals")
    assert isinstance(page, AppraisalsPage)
    seat.wait()
    page.go_to(page.model.all_rows[0].id)
    seat.wait()
    assert page.drawer.isVisible()
    room = page.table.columnWidth(page.model.column_index("grade")) - 2 * PADDING
    grades = [one.word for form in seat.desk.appraisal_forms.offered() for one in form.grades]
    assert room >= max(map(tag_width, grades))
    assert page.table.horizontalScrollBar().maximum() == 0


def test_a_form_is_switched_off_and_on(seat: Seat, said: Said) -> None:
    page = seat.window.show_page("appraisals")
    assert isinstance(page, AppraisalsPage)
    seat.wait()
    menu = QMenu()

    def press(title: str, word: str) -> None:
        page._offer_forms(menu)
        own = next(one.menu() for one in menu.actions() if one.text() == title)
        assert isinstance(own, QMenu)
        next(one for one in own.actions() if one.text() == word).trigger()
        seat.wait()

    press("义务教育学校管理标准自查表 v1", "停用")
    assert "management" not in {one.key for one in seat.desk.appraisal_forms.offered()}
    press("义务教育学校管理标准自查表（已停用）", "启用")
    assert "management" in {one.key for one in seat.desk.appraisal_forms.offered()}
    assert said.heard()[-1] == "notice: 已启用“义务教育学校管理标准自查表”。"
    page._offer_forms(menu)
    assert not any("已停用" in one.text() for one in menu.actions())


def test_the_management_standards_ask_for_their_own_texts(seat: Seat, said: Said) -> None:
    page = seat.window.show_page("appraisals")
    assert isinstance(page, AppraisalsPage)
    seat.wait()
    draft = AppraisalDraft(form="management", form_version=1, year="2026-2027", title="管理标准自查")
    sheet = page.fill(seat.desk.appraisals.begin(draft))  # type: ignore[arg-type]
    heads = [one.title for one in sheet.table.model_of_rows.columns]
    assert heads[5:9] == ["现状", "存在问题", "整改措施", "整改时限"]
    put(sheet, "node", "1", own="不符合", done="各班学额均衡", mending="长" * 201)
    seat.wait()
    assert [one.text for found in sheet.problems.values() for one in found] == [
        "整改措施写了 201 字，这张表限 200 字。"
    ]
    put(sheet, "node", "1", mending="编班方案上墙", due="2026.12.31")
    seat.wait()
    sheet.accept()
    seat.wait()
    assert said.heard() == ["notice: 已保存 1 项自评。"]
    assert [one.due for one in seat.desk.appraisal_answers.of() if one.node == "1"] == ["2026-12-31"]


def test_what_is_to_be_mended_by_a_day_stands_on_the_start_page_until_it_is(desk: Desk) -> None:
    draft = AppraisalDraft(form="management", form_version=1, year="2026-2027", title="管理标准自查")
    row = desk.appraisals.begin(draft)

    def told(**more: str) -> list[tuple[str, str]]:
        answer = AnswerDraft(appraisal_id=row.id, node="1", problems="编班不公开", due="2026-11-18", **more)
        desk.appraisal_answers.fill(row.id, [answer])
        return [(one.text, one.tag(TODAY)) for one in desk.appraisal_dues.dues(TODAY)]

    assert told(word="不符合") == [("整改：编班不公开", "逾期 2 天")]
    assert told(word="符合") == []
    assert told(word="基本符合") != []
    desk.appraisals.begin(replace(draft, year="2027-2028"))  # the next sheet says what is left
    assert desk.appraisal_dues.dues(TODAY) == []


def test_a_form_kept_when_both_were_one_text_asks_for_a_day_of_its_own() -> None:
    plain = plain_of(shipped_forms()["management"])
    plain.pop("due")
    kept = form_of(plain | {"asked": ["现状", "存在问题", "整改措施和整改时限"]})
    assert (kept.asked[2], kept.due) == ("整改措施", "整改时限")
    assert form_of(plain).due == ""  # asked for it never
