"""工作台 with real widgets: what waits, where each line leads, the figures beside it, what an empty school sees."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from edudesk.base import clock
from edudesk.base.due import Due
from edudesk.desk import open_desk
from edudesk.desk.overview import Goal, PlanFigures
from edudesk.kit.bars import BarRow
from edudesk.kit.lead_rows import LeadRows
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Whole
from edudesk.shell.navigation import PAGES, pressing
from edudesk.shell.pages.home.board import Board
from edudesk.submissions.rows.packs import DueDraft
from tests.gui import Said
from tests.seat import Seat
from tests.submissions.bare import bare


@pytest.fixture
def sample(five: Path) -> Path:
    """Whoever sits here has the school of five."""
    return five


@pytest.fixture
def seat(stopped_clock: Callable[[str], None], request: pytest.FixtureRequest) -> Seat:
    stopped_clock("2026-09-10 09:00")
    seat: Seat = request.getfixturevalue("seat")
    bare(seat.desk)
    seat.desk.projects.put_away([row.id for row in seat.desk.projects.rows()])
    seat.desk.campaigns.put_away([row.id for row in seat.desk.campaigns.rows()])
    return seat


def home(seat: Seat) -> Any:
    """The start page with its figures as they are now."""
    page: Any = seat.window.show_page("home")
    seat.window.watch.look()
    seat.wait()
    return page


def board(seat: Seat) -> Board:
    found = home(seat).board
    assert isinstance(found, Board)
    return found


def dues_of(seat: Seat) -> Any:
    """What waits, all of it in sight."""
    dues = board(seat).dues
    if not dues._shows_all:
        dues.turn()
    return dues


def lines(card: Any) -> list[tuple[str, ...]]:
    return [row.line.cells for row in card.rows.rows]


def line(card: Any, word: str) -> Any:
    """The one line that says this."""
    (found,) = [row for row in card.rows.rows if any(word in cell for cell in row.line.cells)]
    return found


def badges(seat: Seat) -> dict[str, str]:
    """The numbers in the sidebar by title of the page."""
    found = (one for one in seat.window.findChildren(QLabel) if one.property("role") == "badge")
    return {one.parent().text(): one.text() for one in found if one.isVisible()}  # type: ignore[union-attr]


def begin(seat: Seat, title: str, end: str, stage: str = "实施") -> str:
    draft = ProjectDraft(title=title, kind="WK", stage=stage, start="2026-01-01", end=end)
    return str(seat.desk.projects.begin(Whole(draft)).id)


def test_what_waits_leads_to_the_very_record_by_mouse_and_by_keys(
    seat: Seat, stopped_clock: Callable[[str], None]
) -> None:
    begin(seat, "低年级绘本写话", "2026-09-08")
    begin(seat, "还早的课题", "2026-12-31")
    begin(seat, "已经结题的", "2026-09-20", "结题")
    dues = dues_of(seat)
    told = lines(dues)
    assert [(tag, text) for tag, text, origin, _ in told if origin.startswith("项目")] == [
        ("逾期 2 天", "结题：低年级绘本写话")
    ]
    assert ("9月20日", "报送：教师花名册与队伍分析（区教育局）", "报送", "处理") in told

    line(dues, "低年级绘本写话").click()
    seat.wait()
    page: Any = seat.window.stack.currentWidget()
    assert (page.name, [row.title for row in page.table.selected()]) == ("projects", ["低年级绘本写话"])

    row = line(dues_of(seat), "队伍分析")
    row.setFocus(Qt.FocusReason.TabFocusReason)
    seat.press("Return")
    page = seat.window.stack.currentWidget()
    assert page.name == "submissions"
    assert [one.line.pack.key for one in page.table.selected()] == ["P6"]

    seat.desk.pack_days.add(DueDraft(pack="P6", due="9月12日"))
    assert line(dues_of(seat), "队伍分析").line.cells[0] == "2 天后"
    stopped_clock("2026-11-05 09:00")  # nobody waits for it any more
    assert not [cells for cells in lines(dues_of(seat)) if "队伍分析" in cells[1]]


def test_of_many_the_first_seven_stand_there_and_all_when_asked_for_with_a_chip_for_each_feature(
    seat: Seat,
) -> None:
    for number in range(10):
        begin(seat, f"课题{number}", f"2026-09-{8 + number:02}")
    dues = board(seat).dues
    assert [cells[0] for cells in lines(dues)[:3]] == ["逾期 2 天", "逾期 1 天", "今天"]
    count = len(dues._dues)
    assert (len(lines(dues)), count > 10) == (7, True)
    seat.click(f"全部 {count} 项")
    assert len(lines(dues)) == count
    words = [one.text() for one in dues.features.findChildren(type(dues._more))]
    assert words[:2] == ["全部", "项目"]
    dues.features.choose(words.index("报送"))
    assert {origin for _, _, origin, _ in lines(dues)} == {"报送"}
    seat.click("收起")
    assert len(lines(dues)) == 7


def test_arrow_keys_walk_down_the_lines(seat: Seat) -> None:
    dues = board(seat).dues
    dues.rows.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    seat.press("Down")
    assert QApplication.focusWidget() is dues.rows.rows[1]
    seat.press("Up")
    assert QApplication.focusWidget() is dues.rows.rows[0]


def test_beside_the_pages_stands_how_much_presses(seat: Seat) -> None:
    begin(seat, "逾期的", "2026-09-08")
    begin(seat, "本周的", "2026-09-12")
    begin(seat, "下月的", "2026-10-08")
    board(seat)
    assert badges(seat)["项目管理"] == "2"
    assert "报送导出" not in badges(seat)
    seat.desk.projects.put_away([row.id for row in seat.desk.projects.rows()])
    board(seat)
    assert "项目管理" not in badges(seat)


def test_the_figures_lead_to_what_is_behind_them(seat: Seat) -> None:
    shown = board(seat)
    seven = lines(shown.seven)
    assert len(seven) == 7
    assert seven[0][0] == "高于规定学历教师"
    shown.seven.rows.rows[2].click()
    seat.wait()
    page: Any = seat.window.stack.currentWidget()
    assert page.name == "indicators"
    assert next(row.id for row in page.table.selected()).startswith("Q3")
    assert page.drawer.isVisible()


def test_the_plan_stands_there_while_there_is_one(seat: Seat) -> None:
    shown = board(seat)
    overview, led = seat.window.watch.overview, []
    assert overview is not None
    plan = PlanFigures(
        plan_id="p", title="三年规划", year="2026—2027学年", percent=57.8, before=96.4,
        goals=(Goal(id="g1", title="一、学校治理", percent=86.0), Goal(id="g2", title="二、课程教学", percent=None)),
    )  # fmt: skip
    shown._lead = lambda page, record: led.append((page, record))
    shown.show_overview(replace(overview, plan=None), (), clock.today())
    assert shown.plan is None
    shown.show_overview(replace(overview, plan=plan), (), clock.today())
    assert shown.plan is not None
    bars = shown.plan.findChildren(BarRow)
    assert [(bar.line.text, bar.line.figure) for bar in bars] == [
        ("一、学校治理", "86%"),
        ("二、课程教学", "—"),
    ]
    assert {"三年规划 2026—2027学年达成度", "权重合成 57.8%　上年 96.4%"} <= set(
        seat.words(shown.plan).split("\n")
    )
    bars[1].click()
    assert led == [("plan", "g2")]


def test_the_checks_of_the_month_and_the_one_that_goes_on(
    seat: Seat, stopped_clock: Callable[[str], None]
) -> None:
    assert "还没有发布过检查" in seat.words(board(seat))
    seat.press("F2")
    assert "还没有正在进行的检查" in seat.said.heard()[0]
    stopped_clock("2026-11-20 08:30")
    seat.desk.timeline.undo()  # the checks are there again
    month = board(seat).month
    bars = month.bars.findChildren(BarRow)
    assert bars[0].line.text == "备课"
    assert month.found.text().startswith("问题")
    bars[0].click()
    seat.wait()
    page: Any = seat.window.stack.currentWidget()
    assert page.name == "check_summary"
    assert page.filters.kind.chosen == ("备课",)
    home(seat)
    seat.press("F2")
    assert seat.window.stack.currentWidget().name == "check_entry"


def test_what_was_worked_out_is_there_at_once_when_the_school_is_opened_again(
    qtbot: Any, said: Said, five: Path, stopped_clock: Callable[[str], None]
) -> None:
    with Seat(qtbot, said, open_desk(five)) as seat:
        told = lines(board(seat).dues)
        assert told
    with Seat(qtbot, said, open_desk(five)) as seat:
        page: Any = seat.window.show_page("home")
        assert lines(page.board.dues) == told
        assert seat.window.watch.is_current  # nothing is worked out again
        seat.window.watch.look()
        seat.wait()
        assert lines(page.board.dues) == told
        row = seat.teacher("周敏华")
        seat.desk.teachers.change(row.id, {"phone": ""})
        assert not seat.window.watch.is_current
        seat.window.watch.look()
        seat.wait()
        line(dues_of(seat), "缺联系电话").click()
        seat.wait()
        found = seat.window.roster().model.rows
        assert "周敏华" in [one.name for one in found]
        assert {one.phone for one in found} == {""}


def test_an_empty_school_is_told_what_to_do_first(qtbot: Any, said: Said, tmp_path: Path) -> None:
    with Seat(qtbot, said, open_desk(tmp_path / "新校.edudesk", create=True)) as seat:
        page: Any = seat.window.show_page("home")
        assert "花名册里还没有教师" in seat.words(page)
        steps = page.findChild(LeadRows)
        assert steps.rows[0].line.cells[1] == "导入教师花名册"
        steps.rows[2].click()
        seat.wait()
        assert seat.window.stack.currentWidget().name == "school_calendar"


def test_every_line_there_can_be_leads_to_a_page_that_takes_its_record() -> None:
    specs = {spec.card.name: spec for spec in PAGES}
    for name in (
        "rectification",
        "check_entry",
        "checks",
        "projects",
        "submissions",
        "roster",
        "indicators",
        "check_summary",
    ):
        assert specs[name].lead is not None, name


def test_what_is_done_on_a_page_of_another_counts_there(stopped_clock: Callable[[str], None]) -> None:
    today = clock.today()  # 2026-11-20
    dues = [
        Due(text="", feature="检查", page="rectification", day="2026-11-18"),
        Due(text="", feature="检查", page="check_entry", day="2026-11-20"),
        Due(text="", feature="检查", page="check_entry", day="2026-12-20"),
        Due(text="", feature="花名册", page="roster", word="3 人"),
    ]
    assert pressing(dues, today) == {"checks": 2}
