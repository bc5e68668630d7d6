"""免检与加分: noted with reason and approval, seen in the term result, with its proof beside it."""

import pytest

from edudesk.checks.pages.allowances import AllowancesPage
from edudesk.checks.rules.allowances import kinds_words, read_kinds
from edudesk.kit.form_dialog import FormDialog
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat, stopped_clock) -> AllowancesPage:
    stopped_clock("2026-11-20 08:30")
    page = seat.window.show_page("check_allowances")
    seat.wait()
    assert isinstance(page, AllowancesPage)
    return page


def _note(seat: Seat, page: AllowancesPage, **texts: str) -> FormDialog:
    page.add()
    dialog = seat.dialog(FormDialog)
    for key, text in texts.items():
        dialog.fields[key].editor.show_text(text)
    dialog.accept()
    seat.wait()
    return dialog


def test_check_types_are_written_as_words() -> None:
    assert read_kinds("作业，备课") == ("BK、ZY", [])
    assert read_kinds("全部") == ("", [])
    assert read_kinds("备课 早操") == ("BK", ["早操"])
    assert kinds_words("BK、ZY") == "备课、作业"


def test_a_bonus_and_an_exemption_are_seen_in_the_term_result(seat: Seat, page: AllowancesPage) -> None:
    before = seat.desk.check_summaries.of("2026-2027", "第一学期")
    line = next(
        one for one in before.lines if one.total is not None and one.total < 90 and one.score.kinds.get("BK")
    )
    _note(
        seat,
        page,
        teacher=line.person.name,
        kind="加分",
        points="3",
        reason="市级公开课",
        approved_by="教务处",
    )
    bonus = next(one for one in page.model.rows if one.reason == "市级公开课")
    assert (bonus.effect, bonus.total.partition(" ")[0]) == ("加 3 分", f"{line.total + 3:.1f}")
    _note(
        seat, page, teacher=line.person.name, kind="免检", about="备课", reason="本学期承担省级课题",
        approved_by="校长办公会",
    )  # fmt: skip
    exempt = next(one for one in page.model.rows if one.reason == "本学期承担省级课题")
    assert exempt.effect == "备课不计入"
    after = seat.desk.check_summaries.of("2026-2027", "第一学期").by_id[line.id]
    assert "BK" not in after.score.kinds
    assert "免检备课：本学期承担省级课题" in after.words
    seat.window.undo()
    seat.wait()
    assert [row.reason for row in page.service.rows() if row.teacher_id == line.id] == ["市级公开课"]
    seat.said.heard()


def test_what_is_missing_is_told_at_its_field(seat: Seat, page: AllowancesPage) -> None:
    dialog = _note(seat, page, teacher="周敏华", kind="免检", about="早操")
    assert dialog.fields["reason"].said == "请填写理由。"
    assert dialog.fields["approved_by"].said == "请写明谁批准免检。"
    assert dialog.fields["about"].said.startswith("没有“早操”这类检查")
    seat.said.answer(True)
    dialog.reject()
    seat.said.heard()


def test_proof_lies_beside_it(seat: Seat, page: AllowancesPage) -> None:
    _note(seat, page, teacher="周敏华", kind="不参评", reason="借调")
    row = next(one for one in page.model.rows if one.reason == "借调")
    page.service.keep_files(row.id, [seat.desk.attachments.keep("借调函.pdf", b"%PDF-1.4")])
    seat.wait()
    row = next(one for one in page.model.rows if one.reason == "借调")
    assert (row.files, row.effect, row.total) == (1, "不计总分，不排位次", "没有总分")
    page.go_to(row.id)
    assert [one.name for one in page.drawer.strip.files] == ["借调函.pdf"]
    seat.said.heard()


def test_the_result_leads_here(seat: Seat) -> None:
    page = seat.window.show_page("check_summary")
    seat.wait()
    dialog = page.show_result()
    seat.click("免检与加分…", dialog)
    assert isinstance(seat.window.stack.currentWidget(), AllowancesPage)


def test_the_forms_lead_to_the_scheme_of_the_term(seat: Seat) -> None:
    forms = seat.window.show_page("check_forms")
    seat.wait()
    seat.click("量化方案…", forms)
    dialog = seat.dialog(FormDialog)
    dialog.fields["levels"].editor.show_text("A 90、B 75、C 60、D")
    dialog.fields["veto_most"].editor.show_text("50")
    dialog.accept()
    seat.wait()
    (row,) = seat.desk.schemes.rows()
    assert (row.veto_most, row.levels) == (50, '[["A", 90.0], ["B", 75.0], ["C", 60.0], ["D", 0.0]]')
    summary = seat.desk.check_summaries.of(row.school_year, row.term)
    assert {line.grade for line in summary.lines} <= {"A", "B", "C", "D", ""}
    seat.said.heard()
