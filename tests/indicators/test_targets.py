"""校定目标: from a school year on, per 学段, beside what is asked of a figure; kept, undone and refused like settings."""

from fractions import Fraction

import pytest

from edudesk.base.errors import UserError
from edudesk.indicators.rows.values import Verdict
from edudesk.indicators.rules.catalogue import indicators
from edudesk.indicators.rules.freezing import frozen, thawed
from edudesk.indicators.rules.judging import results
from edudesk.indicators.rules.settings import Settings
from edudesk.indicators.rules.shown import gap_told, limit_told, own_gap_told, verdict_of
from edudesk.indicators.rules.targets import (
    TargetKey,
    read_key,
    shown_target,
    target_problem,
    targets_of,
    typed_target,
)
from edudesk.indicators.service.kept import SettingService
from edudesk.store.context import Context
from tests.indicators.schools import figures, people, school, stats


def wanting(*told: tuple[str, str, str | None]) -> Settings:
    """id, school year, value of 小学."""
    return Settings(targets=targets_of((TargetKey(one, "小学", year), value) for one, year, value in told))


def test_a_target_of_the_school_stands_beside_what_is_asked_for() -> None:
    facts = school(people(63, top_edu="本科"), stats(students=1500))
    one = figures(facts, wanting(("Q1", "2026-2027", "5"), ("E2", "2026-2027", "9/10")))
    q1, e2 = one["Q1"], one["E2"]
    assert (q1.target, q1.verdict, limit_told(q1)) == (Fraction("4.2"), Verdict.MET, "≥ 4.2")
    assert (q1.own_target, q1.own_verdict, own_gap_told(q1)) == (5, Verdict.MISSED, "还差 12 人")
    # nobody else asks for it: the school's own is what counts on the page
    assert (e2.verdict, verdict_of(e2), limit_told(e2)) == (Verdict.REPORTED, Verdict.MET, "校定 ≥ 90%")
    assert gap_told(e2) == "超出 6 人"
    assert one["Q3"].own_verdict is Verdict.REPORTED


def test_it_holds_from_its_year_on_until_another_is_said() -> None:
    held = wanting(("Q1", "2027-2028", "6"), ("Q1", "2025-2026", "5"), ("Q1", "2029-2030", None))
    q1 = indicators()["Q1"]
    years = ("2024-2025", "2025-2026", "2026-2027", "2028-2029", "2029-2030")
    assert [held.target(q1, "小学", year) for year in years] == [None, 5, 5, 6, None]
    assert held.target(q1, "初中", "2026-2027") is None


def test_a_snapshot_keeps_it() -> None:
    facts, held = school(people(3, top_edu="本科"), stats(students=100)), wanting(("Q1", "2026-2027", "5"))
    found = results(facts, held)
    back = thawed(frozen(facts, found, held))
    assert [(one.own_target, one.own_verdict) for one in back] == [
        (one.own_target, one.own_verdict) for one in found
    ]


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        (TargetKey("E1", "小学", "2026-2027"), "19/20", ""),
        (TargetKey("J13", "", "2026-2027"), "0", ""),
        (TargetKey("E1", "小学", "2026-2027"), "95", "请填 0 至 100 之间的百分数。"),
        (TargetKey("E1", "", "2026-2027"), "1", "这项指标没有这个学段。"),
        (TargetKey("J13", "小学", "2026-2027"), "0", "这项指标没有这个学段。"),
        (TargetKey("E8", "小学", "2026-2027"), "40", "这项指标不能设校定目标。"),
        (TargetKey("P4", "小学", "2026-2027"), "0", "请填大于 0 的数。"),
        (TargetKey("P4", "小学", "2026"), "220", "请写成 2026-2027 这样的学年。"),
        (TargetKey("Q9", "小学", "2026-2027"), "1", "这项指标不能设校定目标。"),
    ],
)
def test_what_cannot_be_wanted(key: TargetKey, value: str, problem: str) -> None:
    assert target_problem(key, value) == problem
    assert read_key(key.text) == key


def test_shares_are_typed_in_per_cent() -> None:
    one = indicators()
    assert typed_target(one["E1"], 95.5) == Fraction("0.955")
    assert shown_target(one["E1"], Fraction("0.955")) == 95.5
    assert typed_target(one["P4"], 200) == 200


def test_it_is_kept_taken_back_and_undone(context: Context) -> None:
    service = SettingService(context)
    q3, e1 = indicators()["Q3"], indicators()["E1"]

    def wanted(year: str) -> tuple[Fraction | None, Fraction | None]:
        held = service.held()
        return held.target(q3, "小学", year), held.target(e1, "小学", year)

    service.aim(TargetKey("Q3", "小学", "2026-2027"), Fraction("0.95"), "学校规划 2.1")
    service.aim(TargetKey("E1", "小学", "2026-2027"), Fraction(1))
    assert wanted("2026-2027") == (Fraction("0.95"), 1)
    assert [row.note for row in service.aims().values()] == ["学校规划 2.1", ""]
    assert service.held().own == {}, "a target is no setting of how it is counted"
    service.aim(TargetKey("Q3", "小学", "2028-2029"), None)
    assert wanted("2027-2028")[0] == Fraction("0.95")
    assert wanted("2028-2029")[0] is None
    service.aim(TargetKey("E1", "小学", "2026-2027"), None)
    assert wanted("2026-2027")[1] is None
    with pytest.raises(UserError) as refused:
        service.aim(TargetKey("E1", "小学", "2026-2027"), Fraction(95))
    assert [one.key for one in refused.value.problems] == ["value"]
