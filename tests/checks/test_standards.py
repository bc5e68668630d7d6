"""检查标准: the lists the checks go by are edited by the school; what was noted by an older version stays as it was."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from edudesk.base.errors import UserError
from edudesk.checks.forms.lists import Lists, read_lists, shipped_lists
from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.standards import (
    DUE,
    GRADE_KEYS,
    LISTENING,
    PATROL,
    POLICIES,
    Standard,
    problems_of,
    settled,
    shipped_standards,
    standard_parts,
)
from edudesk.checks.pages.patrols import PatrolsPage
from edudesk.checks.pages.standard_dialog import StandardDialog
from edudesk.checks.rows.patrols import PatrolDraft
from edudesk.checks.service.patrols import ListeningService, PatrolService
from edudesk.checks.service.standards import StandardService
from edudesk.kit.form_dialog import FormDialog
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import TERM, YEAR
from tests.seat import Seat
from tests.tables import each

FORMS = {form.key: form for form in shipped_forms()}


def changed(standard: Standard, line: int, **texts: str) -> Standard:
    """With other texts in a line, from 1."""
    lines = [dict(one) for one in standard.lines]
    lines[line - 1].update(texts)
    return replace(standard, lines=tuple(lines))


def lists(*standards: Standard) -> Lists:
    """What they say, beside the shipped ones."""
    return read_lists({**shipped_standards(), **{one.key: settled(one) for one in standards}})


def test_the_shipped_lists_are_as_they_would_be_stored():
    for standard in shipped_standards().values():
        assert problems_of(standard) == ()
        assert settled(standard) == standard


@each(
    ("key", "line", "texts", "told"),
    [
        (PATROL, 2, {"points": "五"}, "第 2 行：建议扣分“五”不是数字。"),
        (PATROL, 2, {"points": "-1"}, "第 2 行：建议扣分应在 0—200 之间。"),
        (PATROL, 2, {"is_veto": "可能"}, "第 2 行：一票否决“可能”应填是、否。"),
        (DUE, 1, {"per": "每月"}, "第 1 行：每“每月”应填每周、每学期、每名学生每周。"),
        (PATROL, 3, {"text": ""}, "第 3 行：请填写情况。"),
        (PATROL, 3, {"text": "中途离岗"}, "第 5 行：“中途离岗”上面已经有了。"),
        (DUE, 2, {"subject": "语文"}, "第 2 行：“应批次数 语文”上面已经有了。"),
        (DUE, 1, dict.fromkeys(GRADE_KEYS, ""), "第 1 行：各年级都没有填次数。"),
        (LISTENING, 1, {"due": ""}, "第 1 行：请填写应听（节/学期）。"),
        (POLICIES, 3, {"limits": "60"}, "第 3 行：提示里有 2 个 #，限额写了 1 个，应一样多。"),
        (POLICIES, 1, {"stages": "小学、初小"}, "第 1 行：“初小”不是学段。"),
        (POLICIES, 1, {"kinds": "测验"}, "第 1 行：“测验”不是检查类型。"),
    ],
)
def test_what_cannot_be_stored_is_told_with_its_line(key: str, line: int, texts: dict[str, str], told: str):
    assert [one.text for one in problems_of(changed(shipped_standards()[key], line, **texts))] == [told]


_CELL = st.sampled_from(
    ["", "5", "0.5", "1、2", "#", "是", "语文", "每周", "三年级", "-3", "备课", "１２", "九十"]
)


@given(st.data())
def test_any_block_from_excel_is_read_or_told(data: st.DataObject):
    part = standard_parts()[data.draw(st.sampled_from([PATROL, DUE, LISTENING, POLICIES]))]
    line = st.fixed_dictionaries({column.key: _CELL for column in part.columns})
    lines = tuple(data.draw(st.lists(line, max_size=4)))
    kept = settled(Standard(part.key, 1, part.title, lines))
    assert settled(kept) == kept
    if not problems_of(kept):
        lists(kept)


def test_how_often_something_is_due_goes_by_subject_and_grade():
    ours = shipped_lists()
    assert ours.due("应批次数", "数学", ["三年级"]) == (5, "每周")
    assert ours.due("应批次数", "语文", ["二年级", "三年级"]) is None  # 5 and 3: not the same for both
    assert ours.due("反思应写篇数", "音乐", ["三年级"]) == (
        Decimal("0.5"),
        "每周",
    )  # one of the other subjects
    assert ours.due("反思应写篇数", "语文", ["三年级"]) == (1, "每周")
    assert ours.due("应开展次数", "", []) == (8, "每学期")  # of a 教研组
    assert ours.due("应批次数", "音乐", ["三年级"]) is None
    changed_lists = lists(changed(shipped_standards()[DUE], 2, g3="４"))
    assert changed_lists.due("应批次数", "数学", ["三年级"]) == (4, "每周")


def test_hints_of_policy_are_switched_off_reworded_and_given_other_limits():
    policies = shipped_standards()[POLICIES]
    told = [one.text for one in shipped_lists().hints(FORMS["ZY01"], "小学")]
    assert told[0].endswith("三至六年级每天不超过 60 分钟，初中不超过 90 分钟。")
    assert not shipped_lists().hints(FORMS["ZY01"], "高中")
    ours = changed(policies, 3, limits="45、80", source="本区规定（2026 年）")
    ours = changed(ours, 4, is_off="是")
    own = {"name": "本校规定", "text": "每周五不布置书面作业。", "source": "本校公约", "kinds": "作业、备课"}
    ours = replace(ours, lines=(*ours.lines, own))
    hints = lists(ours).hints(FORMS["ZY01"], "小学")
    assert [(one.text[-29:], one.source) for one in hints] == [
        ("三至六年级每天不超过 45 分钟，初中不超过 80 分钟。", "本区规定（2026 年）"),
        ("每周五不布置书面作业。", "本校公约"),
    ]
    assert [one.text for one in lists(ours).hints(FORMS["BK01"], "小学")] == ["每周五不布置书面作业。"]


def test_an_old_round_keeps_its_words_its_points_and_its_veto(context: Context):
    service, rounds = StandardService(context), PatrolService(context)
    row = rounds.add(PatrolDraft(day="2026-11-18", class_name="五（3）班", code="K5", tenths=50, text="空堂"))
    cases = service.now()[PATROL]
    ours = changed(cases, 6, text="空堂", points="8", is_veto="")
    ours = replace(ours, lines=(*ours.lines, {"text": "课前两分钟没有到位", "points": "0.2"}))
    kept = service.save(ours, "按教代会决定")
    assert (kept.version, kept.lines[-1]["key"]) == (2, "K10")
    case = service.lists().cases["K5"]
    assert (case.text, case.points, case.is_veto) == ("空堂", 8, False)
    old = rounds.get(row.id)
    assert (old.case_text, old.points, old.is_veto) == ("空堂、旷课", 5, "是")
    with pytest.raises(UserError, match="已经有了 v2"):
        service.save(ours)  # another window saved meanwhile
    assert [(one.version, since != "") for one, since in service.versions(PATROL)] == [(2, True), (1, False)]
    fewer = service.save(replace(kept, lines=kept.lines[:-1]))  # K10 goes
    again = service.save(replace(fewer, lines=(*fewer.lines, {"text": "学生离座", "points": ""})))
    assert again.lines[-1]["key"] == "K11"  # what was noted as K10 is something else
    for _ in range(3):
        Timeline(context).undo()
    assert service.now()[PATROL] == cases


def test_listed_teachers_get_what_the_school_asks_of_their_role(context: Context):
    TeacherService(context).add(TeacherDraft(name="李静", subject="语文", work_start="2001-08"))
    service, listening = StandardService(context), ListeningService(context)
    quotas = service.now()[LISTENING]
    (at,) = [number for number, line in enumerate(quotas.lines, 1) if line["role"] == "教师"]
    service.save(changed(quotas, at, due="18"))
    listening.list_all(YEAR, TERM)
    assert [(row.role, row.due) for row in listening.rows()] == [("教师", 18)]


def test_cases_are_typed_and_pasted_taken_back_and_saved_in_the_window(seat: Seat, stopped_clock):
    page = seat.window.show_page("patrols")
    assert isinstance(page, PatrolsPage)
    seat.wait()
    page.edit_cases()
    dialog = seat.dialog(StandardDialog)
    table = dialog.table.table
    table.setCurrentIndex(table.model_of_rows.index(-1, 0))  # behind the last line, the code is not typed
    QGuiApplication.clipboard().setText("课前两分钟没有到位\t0.2\n学生离座\t零\n")
    table.paste()
    dialog._look()
    assert dialog.wrong.text() == "第 12 行：建议扣分“零”不是数字。"
    dialog.undo()
    assert len(dialog.table.lines) == 10
    dialog.redo()
    assert len(dialog.table.lines) == 12
    dialog.save()
    assert seat.said.heard() == ["fail: 巡课情况还不能保存。"]
    table.model_of_rows.setData(table.model_of_rows.index(11, 2), "0.3")
    dialog.save()
    seat.wait()
    assert seat.said.heard() == ["notice: 已保存“巡课情况”（第 2 版）。"]
    page.add()
    form = seat.dialog(FormDialog)
    for key, text in {"class_name": "五（3）班", "case_text": "学生离座"}.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    seat.wait()
    row = max(page.service.rows(), key=lambda one: one.id)
    assert (row.code, row.case_text, row.tenths) == ("K11", "学生离座", 3)
    seat.window.undo()
    seat.window.undo()
    seat.wait()
    assert len(seat.desk.standards.lists().cases) == 10
    seat.said.heard()


def test_an_old_version_is_taken_up_again(seat: Seat):
    page = seat.window.show_page("check_forms")
    seat.wait()
    page.edit_standard(DUE)
    dialog = seat.dialog(StandardDialog)
    shown = [column.key for column in dialog.table.table.model_of_rows.columns]
    assert shown == ["item", "subject", "per", "g1", "g2", "g3", "g4", "g5", "g6"]  # a 小学
    assert not {"物理", "历史"} & {line["subject"] for line in dialog.table.lines}
    dialog.table.table.model_of_rows.setData(dialog.table.table.model_of_rows.index(1, 5), "4")
    dialog.save()
    kept = seat.desk.standards.now()[DUE]
    assert (kept.lines[1]["g3"], kept.lines[1]["g7"]) == ("4", "4")  # what is not shown stays
    assert [line["g8"] for line in kept.lines if line["subject"] == "物理"] == ["2"]
    page.edit_standard(DUE)
    dialog = seat.dialog(StandardDialog)
    dialog.take_up(dialog._versions[-1][0].lines)
    seat.said.answer(False)
    dialog.reject()
    assert dialog.isVisible()
    dialog.save()
    kept = seat.desk.standards.now()[DUE]
    assert {frozenset(line.items()) for line in kept.lines} == {
        frozenset(line.items()) for line in shipped_standards()[DUE].lines
    }
    assert seat.desk.standards.lists().due("应批次数", "数学", ["三年级"]) == (5, "每周")
    page.edit_standard(POLICIES)
    dialog = seat.dialog(StandardDialog)
    assert "每学期只组织 1 次期末考试" in dialog.hint.text()
    dialog.table.seize(3)
    assert dialog.hint.text().startswith(
        "政策提示：小学一二年级不布置书面家庭作业，三至六年级每天不超过 60 分钟"
    )
    dialog.reject()
    seat.said.heard()
