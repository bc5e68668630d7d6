"""整改台账 with real widgets: what is late, what is done with a line, what leaves the house."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from edudesk.base import clock
from edudesk.base.masking import Audience
from edudesk.checks.pages.problem_drawer import ProblemDrawer
from edudesk.checks.pages.rectification import RectificationPage
from edudesk.checks.rows.problems import ProblemDraft
from edudesk.checks.rows.sheets import Hit
from edudesk.checks.rules.ledger import LedgerLine
from edudesk.checks.rules.sheets import Finding
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.rules.years import term_and_year
from tests.base.test_photos import photo
from tests.checks.checking import filled
from tests.gui import Said
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat) -> RectificationPage:
    """The ledger with four problems: late, on time, mended and waiting, proposed."""
    seat.desk.check_problems.put_away([row.id for row in seat.desk.check_problems.rows()])
    year, term = term_and_year(clock.today().isoformat())
    li, zhou = seat.teacher("李静").id, seat.teacher("周敏华").id
    about = {"school_year": year, "term": term, "kind": "BK", "group": "语文组"}
    lines = [
        ProblemDraft(
            text="反思笼统", teacher_id=li, owner_id=li, found_on="2026-01-05", due="2026-01-12", status="待整改",
            classes="六（1）班", again="许莉", **about,
        ),
        ProblemDraft(
            text="未见二次备课", teacher_id=zhou, owner_id=zhou, found_on="2026-01-05", due="2099-01-12",
            status="待整改", severity="较重", classes="五（3）班", **about,
        ),
        ProblemDraft(
            text="缺二单元教案", teacher_id=li, owner_id=li, due="2026-01-12", status="待整改", **about,
        ),
        ProblemDraft(text="数量进度：得 5 分", teacher_id=zhou, owner_id=zhou, status="待确认", **about),
    ]  # fmt: skip
    problems = seat.desk.check_problems
    problems.add_many("示例问题", lines)
    mended = next(row for row in problems.rows() if row.text == "缺二单元教案")
    problems.mend(mended.id, "补了", "2026-01-10")
    found = seat.window.show_page("rectification")
    assert isinstance(found, RectificationPage)
    seat.wait()
    return found


def line(page: RectificationPage, text: str) -> LedgerLine:
    page.settle()
    (found,) = [row for row in page.model.all_rows if row.text == text]
    return found


def deed(page: RectificationPage, text: str, word: str) -> Any:
    """Do what the menu of a line offers."""
    (does,) = [does for offered, does in page.deeds([line(page, text)]) if offered == word]
    return does()


def type_into(seat: Seat, **values: str) -> FormDialog:
    dialog = seat.dialog(FormDialog)
    for key, text in values.items():
        dialog.fields[key].editor.show_text(text)
    dialog.accept()
    seat.wait()
    return dialog


def test_what_is_late_comes_first_and_red(page: RectificationPage) -> None:
    assert [(row.text, row.state) for row in page.model.rows] == [
        ("反思笼统", "逾期"),
        ("缺二单元教案", "已提交整改"),
        ("未见二次备课", "待整改"),
        ("数量进度：得 5 分", "待确认"),
    ]
    late = page.model.rows[0]
    assert page.tone(late, page.columns[1]).value == "bad"
    assert page.head.note.text().endswith("，逾期 1 个")
    assert late.grades == ("六年级",)


def test_chips_narrow_by_state_grade_and_owner(page: RectificationPage) -> None:
    page.chip_row.chip("grade").restore(["五年级"])
    assert [row.text for row in page.model.rows] == ["未见二次备课"]
    page.clear_filters()
    page.show_state("逾期")
    assert [row.text for row in page.model.rows] == ["反思笼统"]


def test_a_line_is_confirmed_mended_looked_at_and_closed(
    page: RectificationPage, seat: Seat, said: Said
) -> None:
    deed(page, "数量进度：得 5 分", "确认问题")
    assert line(page, "数量进度：得 5 分").status == "待整改"
    deed(page, "数量进度：得 5 分", "提交整改…")
    type_into(seat, action="补齐教案", done_on="2026-02-01")
    assert line(page, "数量进度：得 5 分").status == "已提交整改"
    deed(page, "数量进度：得 5 分", "复查…")
    dialog = seat.dialog(FormDialog)
    dialog.fields["result"].editor.show_text("通过")
    dialog.fields["again"].editor.show_text("周敏华")
    dialog.accept()
    assert "复查人不能是责任人自己" in seat.words(dialog)
    dialog.fields["again"].editor.show_text("蒋建明")
    dialog.accept()
    seat.wait()
    closed = line(page, "数量进度：得 5 分")
    assert (closed.status, closed.looks_again) == ("销号", "蒋建明")
    assert said.heard() == [
        "notice: “数量进度：得 5 分”已确认，待整改。",
        "notice: 已提交整改：周敏华 数量进度：得 5 分。",
        "notice: 周敏华 数量进度：得 5 分：销号。",
    ]
    said.act("撤销")
    seat.wait()
    assert line(page, "数量进度：得 5 分").status == "已提交整改"
    said.heard()


def test_deadlines_of_many_are_put_off_with_a_reason(page: RectificationPage, seat: Seat, said: Said) -> None:
    rows = [line(page, "反思笼统"), line(page, "未见二次备课")]
    page.put_off(rows)
    dialog = seat.dialog(FormDialog)
    dialog.fields["due"].editor.show_text("2099-03-01")
    dialog.accept()
    assert "期限推后请写明理由。" in seat.words(dialog)
    type_into(seat, reason="外出培训")
    assert line(page, "反思笼统").extension == "2026-01-12 延至 2099-03-01：外出培训"
    assert line(page, "未见二次备课").due == "2099-03-01"
    assert said.heard() == ["notice: 已改 2 个问题的整改期限。"]


def test_a_problem_is_written_down_by_hand(page: RectificationPage, seat: Seat) -> None:
    seat.press("Ctrl+N")
    type_into(seat, teacher="周敏华", text="候课迟到", severity="较重", kind="课堂")
    seat.press("Ctrl+N")
    type_into(seat, teacher="周敏华", text="教案缺课时", severity="较重", kind="备课", found_on="2026-05-20")
    (late,) = [row for row in seat.desk.check_problems.rows() if row.text == "教案缺课时"]
    assert (late.school_year, late.term) == ("2025-2026", "第二学期")
    found = line(page, "候课迟到")
    assert (found.status, found.owner, found.severity) == ("待整改", "周敏华", "较重")
    assert found.subject == seat.teacher("周敏华").subject


def test_the_drawer_tells_a_line_and_keeps_its_proof(
    page: RectificationPage, seat: Seat, said: Said, tmp_path: Path
) -> None:
    page.go_to(line(page, "反思笼统").id)
    drawer = page.drawer
    assert isinstance(drawer, ProblemDrawer)
    words = "\n".join(one.text() for one in drawer.findChildren(QLabel) if one.isVisibleTo(drawer))
    assert "反思笼统" in words
    assert "逾期" in words
    file = tmp_path / "补写的反思.jpg"
    file.write_bytes(photo(900, 700))
    drawer.strip.take([file])
    seat.wait()
    shown = line(page, "反思笼统")
    assert shown.proofs == "附件 1 个"
    (kept,) = seat.desk.attachments.of([shown.id])[shown.id]
    assert kept.name == "补写的反思.jpg"
    page.go_to(line(page, "未见二次备课").id)
    assert drawer.strip.files == ()


def test_a_veto_is_confirmed_by_a_second_person_from_the_ledger(
    page: RectificationPage, seat: Seat, said: Said
) -> None:
    (check,) = [row for row in seat.desk.campaigns.rows() if row.title == "11月备课检查"]
    looked = {sheet.unit_id for sheet in seat.desk.sheets.of_campaign(check.id)}
    unit = next(one for one in seat.desk.campaigns.units(check.id) if one.id not in looked)
    form = seat.desk.check_forms.every()[unit.form, unit.form_version]
    sheet = seat.desk.sheets.submit(
        unit.id, filled(form, hits=(Hit("V1", "第2节无教案"),), findings=(Finding("未见板书"),))
    )
    seat.wait()
    deed(page, "第2节无教案", "确认一票否决…")
    type_into(seat, who="单国平")
    assert seat.desk.sheets.get(sheet.id).grade == "不合格"
    assert line(page, "第2节无教案").status == "待整改"
    asked: list[tuple[str, str, str]] = []
    page.entry_wanted.connect(lambda *who: asked.append(who))
    deed(page, "未见板书", "用检查表复查")
    seat.wait()
    assert asked == [(check.id, unit.id, sheet.id)]
    entry: Any = seat.window.show_page("check_entry")
    assert entry.sight.unit.id == unit.id
    assert entry.sight.first_id == sheet.id
    said.heard()


def test_the_ledger_and_the_notices_leave_the_house(
    page: RectificationPage, seat: Seat, tmp_path: Path
) -> None:
    for make, format in (
        (page.export_ledger, "xlsx"),
        (page.export_notices, "pdf"),
        (page.export_notices, "docx"),
    ):
        dialog = make()
        assert isinstance(dialog, ExportDialog)
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.{format}"
        dialog.choose(format=format, audience=Audience.BUREAU, path=file)
        dialog.export()
        seat.wait()
        assert file.stat().st_size > 3000
        dialog.done(0)
    assert [title.split("，")[0] for title in seat.titles()[:3]] == [
        "导出 教学常规整改通知单", "导出 教学常规整改通知单", "导出 龙城实验小学问题清单与整改台账（2026—2027学年）",
    ]  # fmt: skip


def test_the_start_page_leads_to_what_is_late(page: RectificationPage, seat: Seat) -> None:
    home: Any = seat.window.show_page("home")
    seat.window.watch.look()
    seat.wait()
    home.board.dues.turn()  # all of them
    told = [due.text for due in home.board.dues.shown]
    late = next(place for place, text in enumerate(told) if text.endswith("反思笼统"))
    assert any("已提交整改，等待复查" in text for text in told)
    home.board.dues.rows.rows[late].click()
    seat.wait()
    assert page.isVisible()
    assert [row.text for row in page.table.selected()] == ["反思笼统"]


def test_many_are_closed_in_one_round_and_come_back_in_one_step(
    page: RectificationPage, seat: Seat, said: Said
) -> None:
    rows = [line(page, "反思笼统"), line(page, "缺二单元教案"), line(page, "未见二次备课")]
    assert [word for word, _ in page.deeds(rows)] == ["复查通过，销号…", "改期限…"]
    page.close_many(rows)
    dialog = seat.dialog(FormDialog)
    dialog.fields["again"].editor.show_text("李静")
    dialog.accept()
    assert "复查人不能是责任人自己" in seat.words(dialog)
    type_into(seat, again="蒋建明")
    assert {line(page, row.text).status for row in rows} == {"销号"}
    assert said.heard() == ["notice: 已销号 3 个问题。"]
    said.act("撤销")
    seat.wait()
    assert line(page, "反思笼统").state == "逾期"
    said.heard()
