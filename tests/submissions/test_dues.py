"""What waits to be handed in and in the projects; the figures of the start page are kept and brought up to date."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.desk import open_desk
from edudesk.desk.overview import OverviewKeeper, gathering, keeping
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Whole
from edudesk.store import settings
from edudesk.store.rights import Right
from edudesk.submissions.dues import PackDues

TODAY = date(2026, 11, 20)


def test_packs_and_projects_tell_what_comes_and_what_was_missed(
    five: Path, stopped_clock: Callable[[str], None]
) -> None:
    stopped_clock("2026-09-25 09:00")
    today = date(2026, 9, 25)
    with open_desk(five) as desk:
        packs = {one.record: one for one in PackDues(desk).dues(today)}
        assert (packs["P6/"].text, packs["P6/"].tag(today)) == (
            "报送：教师花名册与队伍分析（区教育局）", "逾期 5 天"
        )  # fmt: skip
        for title, end in (("绘本写话", "2026-10-08"), ("还早", "2026-12-31")):
            draft = ProjectDraft(title=title, kind="WK", stage="实施", start="2026-01-01", end=end)
            desk.projects.begin(Whole(draft))
        told = [one for one in desk.project_dues.dues(today) if one.text.endswith(("绘本写话", "还早"))]
        (one,) = told
        assert one.day == "2026-10-08"
        assert one.text.startswith("结题材料缺")
        assert one.page == "projects"


def test_what_was_worked_out_is_kept_and_read_again_as_it_was(
    five: Path, stopped_clock: Callable[[str], None]
) -> None:
    with open_desk(five) as desk:
        keeper = OverviewKeeper(desk)
        assert keeper.recall() is None
        keeper.bring()
        assert not keeper.is_current  # what is slow comes after
        told = keeper.bring_rest()
        assert told.people == 4
        assert len(told.seven) == 7
        assert told.dues
        keeper.keep()
        again = OverviewKeeper(desk)
        assert again.recall() == told
        assert again.is_current
        stopped_clock("2026-11-21 08:30")
        assert not again.is_current  # another day
        assert again.told == told


def test_figures_of_another_version_of_the_program_are_passed_over(five: Path) -> None:
    with open_desk(five) as desk:
        keeper = OverviewKeeper(desk)
        keeper.bring()
        keeper.keep()
        with desk.store.transaction() as connection:
            kept = settings.get(connection, keeping._KEPT)
            del kept["told"]["dues"]
            settings.put(connection, keeping._KEPT, kept)
        assert OverviewKeeper(desk).recall() is None


def test_only_what_may_be_another_is_worked_out_again(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_desk(five) as desk:
        keeper = OverviewKeeper(desk)
        keeper.bring()
        keeper.bring_rest()
        read: list[str] = []

        def noting(source: gathering.Source) -> gathering.Source:
            def look(desk: Any, today: date) -> dict[str, Any]:
                read.append(source.key)
                return source.read(desk, today)

            return gathering.Source(source.key, source.title, source.right, source.concerns, look)

        monkeypatch.setattr(keeping, "SOURCES", tuple(map(noting, gathering.SOURCES)))
        assert keeper.is_current
        keeper.heed(frozenset({"sheets", "journal"}))
        assert not keeper.is_current
        keeper.bring()
        assert {"dues.checks", "month", "handed_out"} <= set(read)
        assert {"people", "dues.roster", "dues.projects", "dues.packs", "seven"}.isdisjoint(read)


def test_one_who_is_stopped_half_way_has_still_everything_before_him(five: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int, text: str) -> None:
        if done:
            raise Stopped

    step: Step = stop
    with open_desk(five) as desk:
        keeper = OverviewKeeper(desk)
        with pytest.raises(Stopped):
            keeper.bring(step)
        assert not keeper.is_current
        assert keeper.bring().dues
        assert not keeper.has_changed


def test_what_was_not_worked_out_to_its_end_is_kept_as_what_holds_no_more(five: Path) -> None:
    with open_desk(five) as desk:
        keeper = OverviewKeeper(desk)
        told = keeper.bring()
        keeper.keep()
        again = OverviewKeeper(desk)
        assert (again.recall(), again.is_current) == (told, False)


def test_a_feature_that_cannot_be_read_hides_no_other(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(desk: Any, today: date) -> dict[str, Any]:
        raise UserError("读不出来。", "请稍后再试。")

    bad = gathering.Source("dues.checks", "教学常规检查的待办", Right.SEE_CHECKS, frozenset(), fail)
    rest = [one for one in gathering.SOURCES if one.key != bad.key]
    monkeypatch.setattr(keeping, "SOURCES", (bad, *rest))
    with open_desk(five) as desk:
        told = OverviewKeeper(desk).bring()
        assert told.people == 4
        assert {due.feature for due in told.dues} >= {"花名册"}
