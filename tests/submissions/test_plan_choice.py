"""Which plan, year and self-evaluation a pack is made of, and that it says so."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from edudesk.appraisal.rows.appraisals import AppraisalDraft
from edudesk.base.errors import UserError
from edudesk.base.report import Report
from edudesk.desk import Desk, open_desk
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.reports.catalogue import sheet
from edudesk.plan.rows.course import StageDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.submissions import making, sending
from edudesk.submissions.making import MadePack
from edudesk.submissions.pages.packs import PacksPage
from edudesk.submissions.plan_papers import plan_facts
from edudesk.submissions.registry import offers
from edudesk.submissions.rows.packs import PackDraft
from edudesk.submissions.rules.packs import draft_of, shipped_pack
from tests.cli.conftest import Run, run
from tests.seat import Seat

__all__ = ["run"]
NEXT = PlanDraft(title="新一轮规划（2028—2031）", starts="2028-09-01", ends="2031-08-31")
FIVE = PlanDraft(
    title="“十五五”规划（2026—2030）", starts="2026-01-01", ends="2030-12-31", year_basis="自然年"
)


@pytest.fixture
def desk(five: Path, stopped_clock: Callable[[str], None]) -> Iterator[Desk]:
    stopped_clock("2026-11-20 10:00")
    with open_desk(five) as opened:
        yield opened


def only(desk: Desk) -> PlanRow:
    """The plan in force: of the school of five, its older round left out."""
    found = desk.plan_dues.plan()
    assert found is not None
    return found


def passed(desk: Desk, draft: PlanDraft) -> PlanRow:
    plan = desk.plans.add(draft)
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="教师队伍", leader="李静"))
    desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id=goal.id, title="修订章程", year="2026年", due="2026-06-30")
    )
    for stage in ("论证", "审议通过", "报批备案"):
        desk.plan_stages.add(
            StageDraft(plan_id=plan.id, stage=stage, on="2025-12-20", result="通过", present=40, votes_for=40)
        )
    return desk.plans.get(plan.id)


def alone(desk: Desk, draft: PlanDraft) -> PlanRow:
    """The only plan of the school."""
    for row in desk.plans.rows():
        desk.plan_stages.put_away([one.id for one in desk.plan_stages.of(row.id)])
    desk.plans.put_away([row.id for row in desk.plans.rows()])
    return passed(desk, draft)


def titles(made: MadePack) -> list[str]:
    return [one.title for one in made.plans]


def pack(desk: Desk, key: str) -> making.Pack:
    return next(one for one in making.packs(desk) if one.key == key)


def test_the_plan_that_is_drawn_up_is_argued_and_filed(desk: Desk) -> None:
    running = only(desk)
    desk.plans.add(NEXT)
    for key in ("P1", "P2"):
        assert titles(making.make(desk, pack(desk, key))) == [NEXT.title]
    for key in ("P3", "P4", "P5"):
        assert titles(making.make(desk, pack(desk, key))) == [running.title]
    made = making.make(desk, pack(desk, "P1"), plan_id=running.id)
    assert titles(made) == [running.title]
    assert {one.paper.title for one in made.files if one.paper and one.file.report == "plan_text"} == {
        running.title
    }
    text = next(one for one in offers() if one.key == "plan_text")
    assert text.build(desk, made.pack.audience).title == NEXT.title
    assert text.build(desk, made.pack.audience, subject=running.id).title == running.title
    # a packet of data holds no draft
    assert NEXT.title not in titles(making.make(desk, pack(desk, "P13")))
    assert titles(making.make(desk, pack(desk, "P6"))) == []


def test_right_after_a_round_its_last_year_and_the_round_are_evaluated(
    desk: Desk, stopped_clock: Callable[[str], None]
) -> None:
    running = only(desk)
    desk.plans.add(NEXT)
    stopped_clock("2028-09-20 09:00")
    year = making.make(desk, pack(desk, "P4"))
    assert titles(year) == titles(making.make(desk, pack(desk, "P5"))) == [running.title]
    assert all("_2027-2028学年_" in one.name for one in year.files)
    assert year.plan_at("plan_review") == (running.id, "2027-2028学年")  # where its lacks are filled in
    assert making.make(desk, pack(desk, "P6")).plan_at("plan") == ("", "")
    stopped_clock("2029-09-20 09:00")
    assert titles(making.make(desk, pack(desk, "P4"))) == [NEXT.title]


def test_the_pack_tells_its_plan(desk: Desk, tmp_path: Path) -> None:
    running = only(desk)
    first = sending.send(desk, making.make(desk, pack(desk, "P3")), tmp_path, reason="试")
    other = passed(desk, FIVE)
    made = making.make(desk, pack(desk, "P3"), plan_id=other.id)
    assert (made.edition, made.title) == ("2026-P3-002 v1", f"年度任务分解：{FIVE.title}")
    sent = sending.send(desk, made, tmp_path, reason="试")
    assert sent.row.title == made.title
    told = json.loads((sent.place / "manifest.json").read_text(encoding="utf-8"))
    assert told["plans"] == [FIVE.title]
    assert making.make(desk, pack(desk, "P3"), plan_id=other.id).edition == "2026-P3-002 v2"
    again = sending.send(desk, making.make(desk, pack(desk, "P3"), plan_id=running.id), tmp_path, reason="试")
    assert again.row.edition == f"{first.row.serial} v2"


def test_no_edition_is_used_twice(desk: Desk, tmp_path: Path) -> None:
    old = alone(desk, FIVE)
    sending.send(
        desk, making.make(desk, pack(desk, "P1")), tmp_path, reason="试"
    )  # says no plan: it was the only one
    desk.plans.add(NEXT)
    sending.send(desk, making.make(desk, pack(desk, "P1")), tmp_path, reason="试")
    sending.send(desk, making.make(desk, pack(desk, "P1"), plan_id=old.id), tmp_path, reason="试")
    assert len({row.edition for row in desk.sendings.rows()}) == 3


def test_packs_of_calendar_years_are_named_and_due_by_them(
    desk: Desk, stopped_clock: Callable[[str], None]
) -> None:
    due = {line.pack.key: line.due for line in making.lines(desk)}
    assert (due["P3"], due["P4"]) == (date(2026, 9, 20), date(2026, 9, 25))
    alone(desk, FIVE)
    due = {line.pack.key: line.due for line in making.lines(desk)}
    assert (due["P3"], due["P4"]) == (date(2027, 1, 20), date(2027, 1, 25))
    tasks = making.make(desk, pack(desk, "P3"))
    assert all("_2026年_" in one.name for one in tasks.files)
    assert "_2026年_" in tasks.folder_name
    stopped_clock("2027-01-10 09:00")
    year = making.make(desk, pack(desk, "P4"))
    assert [one.name for one in year.files if "_2026年_" not in one.name] == []
    assert year.folder_name == year.named_for(year.pack.audience)
    assert "_2026年_" in year.folder_name
    assert all("_2027年_" in one.name for one in making.make(desk, pack(desk, "P5")).files)
    desk.packs.add(PackDraft(**{**_fields(draft_of(shipped_pack("P4"))), "title": "自评"}))
    assert {line.pack.key: line.due for line in making.lines(desk)}["P4"] == date(2027, 1, 25)
    kept = desk.packs.rows()[0]
    desk.packs.change(kept.id, {"due": "10月8日"})  # the day that the school wrote itself
    assert {line.pack.key: line.due for line in making.lines(desk)}["P4"] == date(2026, 10, 8)


def test_a_pack_of_the_old_calendar_year_is_none_of_the_new_one(
    desk: Desk, stopped_clock: Callable[[str], None], tmp_path: Path
) -> None:
    alone(desk, FIVE)

    def stands() -> str:
        return {line.pack.key: line.words for line in making.lines(desk)}["P3"]

    late = sending.send(desk, making.make(desk, pack(desk, "P3")), tmp_path, reason="试")
    assert stands() == "未到期"  # the one of 2026 went out, that of 2027 is due in January
    stopped_clock("2026-12-28 09:00")
    made = making.make(desk, pack(desk, "P3"))
    assert (made.serial != late.row.serial, made.number) == (True, 1)
    sending.send(desk, made, tmp_path, reason="试")
    stopped_clock("2027-01-10 09:00")
    assert stands() == "已导出 12-28"
    assert making.make(desk, pack(desk, "P3")).edition == f"{made.serial} v2"


def _fields(draft: PackDraft) -> dict[str, str]:
    return {name: getattr(draft, name) for name in PackDraft.__slots__}


def test_leaders_are_assessed_for_the_year_that_is_over(
    desk: Desk, stopped_clock: Callable[[str], None]
) -> None:
    plan = alone(desk, FIVE)
    stopped_clock("2027-01-10 09:00")

    def title(key: str, year: str = "") -> str:
        made = sheet(key).build(
            plan_facts(desk, date(2027, 1, 10), plan.id, year=year), pack(desk, "P3").audience
        )
        return made.title.replace("\n", "") if isinstance(made, Report) else made.title

    assert title("duty_scores").startswith("2026年")
    with pytest.raises(UserError, match="2027年的目标和任务都没有填写责任领导"):
        title("duty_scores", "2027年")
    assert title("tasks").startswith("2027年")


def test_each_self_evaluation_of_the_year_is_in_its_pack(
    desk: Desk, run: Run, five: Path, tmp_path: Path
) -> None:
    def names() -> list[str]:
        return [one.file.title for one in making.make(desk, pack(desk, "P10")).files if one.paper]

    assert "办学质量自评报告" in names()
    assert not any("（" in one for one in names())
    year = desk.appraisals.rows()[0].year
    form = next(one for one in desk.appraisal_forms.offered() if "管理标准" in one.title)
    desk.appraisals.begin(
        AppraisalDraft(form=form.key, form_version=form.version, year=year, title=form.title)
    )
    assert f"办学质量自评报告（{form.title}）" in names()
    assert len([one for one in names() if "报告" in one]) == 2
    papers = [one.paper for one in making.make(desk, pack(desk, "P10")).files if one.paper]
    assert {form.title in one.title for one in papers if one.key == "appraisal_table"} == {True, False}
    desk.close()
    refused = run("export", "appraisal", "--out", tmp_path, "--data", five)
    assert f"{year} 学年有 2 份自评，没有导出。" in refused.err
    assert "--form" in refused.err
    told = run(
        "export",
        "appraisal",
        "--sheet",
        "table",
        "--form",
        "管理标准",
        "--out",
        tmp_path / "out",
        "--data",
        five,
    )
    assert (told.code, told.err) == (0, "")
    assert all("管理标准" in one.name for one in (tmp_path / "out").iterdir())
    assert "没有名称含“督导”的自评" in run("export", "appraisal", "--form", "督导", "--out", tmp_path, "--data", five).err  # fmt: skip


def test_the_plan_is_named_on_the_command_line(desk: Desk, run: Run, five: Path, tmp_path: Path) -> None:
    running = only(desk)
    desk.plans.add(NEXT)
    desk.close()
    told = run("export", "P1", "--out", tmp_path / "1", "--data", five, "--reason", "试")
    assert f"规划：{NEXT.title}\n" in told.out
    told = run(
        "export", "P1", "--plan", running.title, "--out", tmp_path / "2", "--data", five, "--reason", "试"
    )
    assert f"规划：{running.title}\n" in told.out
    assert (
        "没有名称含“没有”的规划"
        in run("export", "P1", "--plan", "没有", "--out", tmp_path, "--data", five).err
    )
    refused = run("export", "P7", "--plan", running.title, "--out", tmp_path, "--data", five)
    assert "里没有发展规划的材料，没有导出。" in refused.err
    told = run(
        "export", "plan", "--sheet", "text", "--format", "docx", "--out", tmp_path / "3", "--data", five
    )
    assert f"规划：{NEXT.title}\n" in told.out


@pytest.mark.usefixtures("said")
class TestWindow:
    @pytest.fixture
    def sample(self, five: Path) -> Path:
        return five

    def test_the_plan_of_a_pack_is_chosen_beside_its_day(self, seat: Seat) -> None:
        page = seat.window.show_page("submissions")
        assert isinstance(page, PacksPage)
        seat.wait()
        running = only(seat.desk)
        new = seat.desk.plans.add(NEXT)
        seat.wait()
        page.choose_pack("P2")
        seat.wait()
        assert NEXT.title in page.plan_chip.text()
        long = f"龙城实验小学教育集团北校区{NEXT.title}"
        seat.desk.plans.change(new.id, {"title": long})
        seat.wait()
        assert page.plan_chip.text().endswith("…划（2028—2031） ▾")
        assert long in page.plan_chip.toolTip()
        assert page._looked is not None
        found = page._looked.findings
        page._put_right(next(one.action for one in found if one.action and one.action.page == "plan"))
        seat.wait()
        opened = seat.window.stack.currentWidget()
        assert isinstance(opened, PlanPage)
        assert opened.picture is not None
        assert opened.picture.whole.plan.id == new.id  # not the one that runs
        seat.window.show_page("submissions")
        seat.wait()
        menu = page.plan_chip.menu()
        assert isinstance(menu, QMenu)
        next(one for one in menu.actions() if running.title in one.text()).trigger()
        seat.wait()
        assert page.plan_chip.plan_id == running.id
        assert page._looked is not None
        assert titles(page._looked.made) == [running.title]
        page.choose_pack("P6")
        seat.wait()
        assert not page.plan_chip.isVisible()
        page.choose_pack("P3")
        seat.wait()
        assert page.plan_chip.plan_id == ""
        assert page.plan_chip.isVisible()

    def test_of_a_plan_that_went_to_the_bin_there_is_no_pack(self, seat: Seat) -> None:
        page = seat.window.show_page("submissions")
        assert isinstance(page, PacksPage)
        running = only(seat.desk)
        new = seat.desk.plans.add(NEXT)
        seat.wait()
        page.choose_pack("P3")
        seat.wait()
        menu = page.plan_chip.menu()
        assert isinstance(menu, QMenu)
        next(one for one in menu.actions() if NEXT.title in one.text()).trigger()
        seat.wait()
        assert page._looked is not None
        assert titles(page._looked.made) == [NEXT.title]
        seat.desk.plans.put_away([new.id])
        seat.wait()
        assert titles(page._looked.made) == [running.title]
        assert page.plan_chip.plan_id == ""
