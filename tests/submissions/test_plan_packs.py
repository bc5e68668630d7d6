"""P1 to P5 and P13: what is in them, and what of the plan still lacks before they are sent."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.desk import Desk, open_desk
from edudesk.plan.rows.reviews import ReviewDraft
from edudesk.shell.navigation import PAGES
from edudesk.submissions import making
from edudesk.submissions.checking import check
from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.rows.packs import Pack
from edudesk.submissions.rules.packs import shipped_pack
from edudesk.submissions.rules.preflight import printed

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def desk(five: Path) -> Iterator[Desk]:
    with open_desk(five) as opened:
        yield opened


def part(key: str, *reports: str) -> Pack:
    """A pack with only these of its files."""
    pack = shipped_pack(key)
    return replace(pack, files=tuple(file for file in pack.files if file.report in reports))


def told(desk: Desk, pack: Pack) -> list[Finding]:
    """What is found about the plan."""
    return [
        one
        for one in check(desk, making.make(desk, pack))
        if one.action and one.action.page.startswith("plan")
    ]


@pytest.mark.parametrize(
    ("key", "reports"),
    [
        ("P1", ["text", "text", "targets"]),
        ("P2", ["argument_report", "swot", "argument", "answers", "resolution"]),
        ("P3", ["tasks", "tasks", "targets", "duties"]),
        ("P4", ["self_report", "self_report", "self_table", "year_proofs"]),
        ("P5", ["final_report", "final_report", "final_table", "years_table", "adjustments", "proofs"]),
    ],
)
def test_files_are_those_of_the_specification(key: str, reports: list[str]) -> None:
    files = shipped_pack(key).files
    assert [file.report for file in files] == [f"plan_{one}" for one in reports]
    assert [file.number for file in files] == [str(number) for number in range(1, len(files) + 1)]


def test_a_reported_year_is_handed_in_with_what_it_lacks(desk: Desk) -> None:
    found = told(desk, part("P4", "plan_self_report"))
    assert [(one.level, one.text.partition("》")[2], one.action.page) for one in found if one.action] == [
        (Level.DOUBT, "：1 项指标缺实际值，按 0 计", "plan_review")
    ]


def test_files_of_a_review_are_named_by_the_year_they_report(desk: Desk) -> None:
    made = making.make(desk, shipped_pack("P4"))
    assert all("_2025-2026学年_" in one.name for one in made.files)
    assert "_2025-2026学年_" in made.folder_name
    assert all("_2026-2027学年_" in one.name for one in making.make(desk, shipped_pack("P3")).files)


def test_a_plan_is_passed_before_the_school_year_it_begins_in(desk: Desk) -> None:
    def of_day() -> list[str]:
        found = check(desk, making.make(desk, part("P2", "plan_resolution")))
        return [one.text for one in found if "成文日期" in one.text]

    assert of_day() == []  # 20 June 2025, for September of that year
    passed = next(row for row in desk.plan_stages.of() if row.stage == "审议通过")
    desk.plan_stages.change(passed.id, {"on": "2015-06-20"})  # a slip of the keyboard
    assert [text.partition("》")[2] for text in of_day()] == ["的成文日期 2015-06-20 早于 2024-03-01"]


def test_a_year_nobody_wrote_of_says_what_to_fill_in(desk: Desk) -> None:
    plan = desk.plans.rows()[0]
    desk.plan_reviews.add(ReviewDraft(plan_id=plan.id, kind="年度", year="2026-2027学年"))
    texts = [one.text.partition("》")[2] for one in told(desk, part("P4", "plan_self_report"))]
    assert "还没有填 “自评工作组织”、“主要成效与特色”、“整改措施与下年目标”" in texts
    assert "：评估还没有冻结，数据变动后报告会随之改变" in texts


def test_without_a_plan_it_is_told_what_to_do(desk: Desk) -> None:
    plans = desk.plans.rows()
    desk.plan_stages.put_away(
        [row.id for row in desk.plan_stages.of(plans[0].id)]
    )  # what is adopted must not go
    desk.plans.put_away([row.id for row in plans])
    (file,) = making.make(desk, part("P3", "plan_duties")).files
    assert file.problem is not None
    assert file.problem.text == "还没有发展规划，不能生成这份材料。"


def test_what_lacks_leads_to_pages_that_are_there() -> None:
    assert {page for _, page in printed._PLAN_PAGES} <= {spec.card.name for spec in PAGES}
