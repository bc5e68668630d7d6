"""工作台 says what is to be handed in soon, and leads to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Whole
from edudesk.submissions.rows.packs import DueDraft
from tests.submissions.bare import bare


@pytest.fixture
def sample(five: Path) -> Path:
    """Whoever sits here has the school of five."""
    return five


@pytest.fixture
def seat(stopped_clock: Callable[[str], None], request: pytest.FixtureRequest) -> Any:
    stopped_clock("2026-09-10 09:00")
    seat = request.getfixturevalue("seat")
    bare(seat.desk)
    seat.desk.projects.put_away([row.id for row in seat.desk.projects.rows()])
    return seat


def shown(seat: Any) -> str:
    page = seat.window.show_page("home")
    seat.wait()
    page.show_due()
    seat.wait()
    return str(seat.words())


def test_a_pack_due_within_a_fortnight_is_to_be_done(seat: Any, stopped_clock: Callable[[str], None]) -> None:
    told = shown(seat)
    assert "还有 10 天" in told
    assert "报送：教师花名册与队伍分析（09-20 截止，报区教育局）" in told
    stopped_clock("2026-09-25 09:00")
    assert "过期 5 天" in shown(seat)
    stopped_clock("2026-11-05 09:00")
    assert "报送：" not in shown(seat)  # nobody waits for it any more
    stopped_clock("2026-08-25 09:00")
    assert "报送：" not in shown(seat)


def test_another_day_is_heard_of(seat: Any) -> None:
    assert "还有 10 天" in shown(seat)
    seat.desk.pack_days.add(DueDraft(pack="P6", due="9月12日"))
    assert "还有 2 天" in shown(seat)


def test_it_comes_by_itself_soon_after_the_start(seat: Any) -> None:
    seat.qtbot.waitUntil(lambda: "报送：" in seat.words(), timeout=5_000)


def test_it_leads_to_the_packs(seat: Any) -> None:
    shown(seat)
    seat.click("去报送")
    assert "报送导出" in seat.words()


def begin(seat: Any, title: str, end: str, stage: str = "实施") -> str:
    draft = ProjectDraft(title=title, kind="WK", stage=stage, start="2026-01-01", end=end)
    return str(seat.desk.projects.begin(Whole(draft)).id)


def test_what_is_due_of_projects_is_to_be_done_each_once_and_leads_to_it(seat: Any) -> None:
    begin(seat, "低年级绘本写话", "2026-09-20")
    begin(seat, "还早的课题", "2026-12-31")
    begin(seat, "已经结题的", "2026-09-20", "结题")
    told = shown(seat)
    assert "项目：低年级绘本写话，结题（09-20 到期）" in told
    assert "10 天后到期" in told
    assert told.count("项目：") == 1
    page = seat.window.show_page("home")
    (line,) = (one for one in page.findChildren(QLabel) if one.text().startswith("项目："))
    beside = (one for one in page.findChildren(QAbstractButton) if one.text() == "处理" and one.isVisible())
    min(beside, key=lambda one: abs(one.geometry().center().y() - line.geometry().center().y())).click()
    seat.wait()
    assert "项目管理" in seat.words()
    assert "低年级绘本写话" in seat.words()


def test_of_many_projects_the_most_urgent_are_named_and_the_others_counted(seat: Any) -> None:
    for number in range(7):
        begin(seat, f"课题{number}", f"2026-09-{8 + number:02}")
    told = shown(seat)
    assert told.count("项目：课题") == 5
    assert "项目：另有 2 个已到期或将到期" in told
    assert "项目：课题0，结题（09-08 到期）" in told
    assert "逾期 2 天" in told
