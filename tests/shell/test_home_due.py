"""工作台 says what is to be handed in soon, and leads to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
