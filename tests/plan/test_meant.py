"""Which plan a paper is about while nobody names one."""

import pytest

from edudesk.plan.reports.catalogue import sheets
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.meant import Use, in_force, plan_for, uses
from edudesk.plan.rules.years import years_of


def plan(name: str, starts: str, ends: str, state: str, basis: str = "学年") -> PlanRow:
    return PlanRow(id=name, version=1, title=name, starts=starts, ends=ends, state=state, year_basis=basis)


OLD = plan("旧", "2023-09-01", "2026-08-31", "实施中")
NEW = plan("新", "2026-09-01", "2029-08-31", "研制中")


def told(use: Use, day: str, *plans: PlanRow) -> str:
    found = plan_for(plans, day, use)
    return found.id if found is not None else ""


@pytest.mark.parametrize("state", ["研制中", "征求意见", "论证中", "待审议", "已通过"])
def test_what_is_argued_and_filed_is_the_plan_that_is_drawn_up(state: str) -> None:
    new = plan("新", "2026-09-01", "2029-08-31", state)
    assert told(Use.DRAWN_UP, "2026-04-20", OLD, new) == "新"
    assert told(Use.CARRIED_OUT, "2026-04-20", OLD, new) == "旧"
    assert told(Use.DRAWN_UP, "2026-04-20", OLD) == "旧"  # the only one there is
    filed = plan("新", "2026-09-01", "2029-08-31", "已报备")
    assert told(Use.DRAWN_UP, "2026-06-20", OLD, filed) == "新"
    left = plan("旧稿", "2015-09-01", "2018-08-31", state)  # never brought to an end
    assert told(Use.DRAWN_UP, "2024-04-20", OLD, left) == "旧"


def test_a_year_that_is_over_is_that_of_the_plan_it_belongs_to() -> None:
    running = plan("新", "2026-09-01", "2029-08-31", "实施中")
    for new in (NEW, running):
        assert told(Use.YEAR_OVER, "2026-06-20", OLD, new) == "旧"
        assert told(Use.YEAR_OVER, "2026-09-20", OLD, new) == "旧"
        assert told(Use.YEAR_OVER, "2027-08-31", OLD, new) == "旧"
        assert told(Use.YEAR_OVER, "2027-09-20", OLD, new) == "新"
    assert told(Use.YEAR_OVER, "2026-09-20", running) == "新"
    early = plan_for((OLD, running), "2027-06-20", Use.YEAR_OVER, lambda one: [years_of(one)[0].word])
    assert early == running  # evaluated in June, before the year is over


def test_of_two_in_force_the_year_that_was_over_last() -> None:
    five = plan("五年", "2021-01-01", "2025-12-31", "实施中", "自然年")
    three = plan("三年", "2023-09-01", "2026-08-31", "实施中")
    assert told(Use.YEAR_OVER, "2024-12-20", five, three) == "三年"
    assert told(Use.YEAR_OVER, "2025-01-20", five, three) == "五年"
    assert [one.id for one in in_force((five, three), "2025-01-20")] == ["三年", "五年"]
    assert [one.id for one in in_force((five, three), "2026-01-20")] == ["三年"]
    assert [one.id for one in in_force((five, three), "2027-01-20")] == ["三年"]
    assert in_force((NEW,), "2027-01-20") == []


def test_a_round_that_is_over_is_evaluated_until_the_next_one_has_a_year_behind_it() -> None:
    ending = plan("旧", "2023-09-01", "2026-08-31", "终结性评估")
    for old in (OLD, ending, plan("旧", "2023-09-01", "2026-08-31", "已结束")):
        for new in (NEW, plan("新", "2026-09-01", "2029-08-31", "实施中")):
            assert told(Use.ROUND_OVER, "2026-04-20", old, new) == "旧"
            assert told(Use.ROUND_OVER, "2026-11-18", old, new) == "旧"
    running = plan("新", "2026-09-01", "2029-08-31", "实施中")
    assert told(Use.ROUND_OVER, "2028-11-18", OLD, running) == "新"


def test_papers_that_lie_together_are_of_one_plan() -> None:
    assert set(uses(("text", "targets")).values()) == {Use.DRAWN_UP}
    assert set(uses(("tasks", "targets", "duties")).values()) == {Use.CARRIED_OUT}
    assert set(uses(("final_report", "adjustments", "proofs")).values()) == {Use.ROUND_OVER}
    assert uses(("text", "tasks", "self_table", "proofs")) == {
        "text": Use.CARRIED_OUT,
        "tasks": Use.CARRIED_OUT,
        "self_table": Use.YEAR_OVER,
        "proofs": Use.CARRIED_OUT,
    }
    assert uses(["two_rounds"]) == {"two_rounds": Use.CARRIED_OUT}
    assert set(uses([one.key for one in sheets()])) == {one.key for one in sheets()}
