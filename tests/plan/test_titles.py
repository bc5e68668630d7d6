"""Titles and file names of the papers of a plan whose title begins with the school's name: it is said once."""

from datetime import date

import pytest

from edudesk.base.masking import Audience
from edudesk.plan.reports.facts import PlanFacts
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.judged import Judged
from edudesk.school.rows import SchoolDraft

SCHOOL, ON = "青禾学校", date(2026, 11, 20)


def judged(kind: str, year: str) -> Judged:
    raise AssertionError("no paper is made here")


@pytest.mark.parametrize(
    ("plan", "title"),
    [
        ("青禾学校五年发展规划", "青禾学校五年发展规划论证报告"),
        ("五年发展规划", "青禾学校\n五年发展规划论证报告"),
    ],
)
def test_the_school_is_named_once(plan: str, title: str) -> None:
    whole = PlanWhole(PlanRow(title=plan, starts="2026-01-01", ends="2030-12-31", id="p", version=1))
    facts = PlanFacts(school=SchoolDraft(name=SCHOOL), on=ON, today=ON, whole=whole, judged=judged)
    assert facts.titled(f"{SCHOOL}\n{plan}论证报告") == title
    assert facts.titled(f"{SCHOOL}\n关于通过《{plan}》的决议") == f"{SCHOOL}\n关于通过《{plan}》的决议"
    assert facts.titled(plan) == plan
    assert (
        facts.file_name(f"{plan}论证报告", Audience.BUREAU)
        == "青禾学校_五年发展规划论证报告_20261120_报教育局"
    )
