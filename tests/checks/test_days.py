"""Deadlines and days to look again are whole days: a month would stop the ledger and the summary on the day it ends."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.rows.campaigns import ON_LEAVE
from edudesk.checks.rows.problems import OPEN, ProblemDraft
from edudesk.checks.rules.campaigns import weeks_of
from edudesk.checks.rules.problems import days_late, is_overdue
from edudesk.checks.rules.results import unit_score
from edudesk.checks.rules.sheets import Finding, sheet_problems
from edudesk.checks.service.problems import ProblemService
from edudesk.school.rows.terms import TermDraft
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, Office, filled


@pytest.mark.parametrize("typed", ["2026-12", "乱写", "2026-02-30"])
def test_a_line_of_the_ledger_has_whole_days(context: Context, typed: str):
    for key in ("found_on", "due"):
        with pytest.raises(UserError) as error:
            ProblemService(context).add(replace(ProblemDraft(text="反思笼统", status=OPEN), **{key: typed}))
        assert [
            (one.key, one.text.endswith("要写到日，如 2026-10-08。")) for one in error.value.problems
        ] == [(key, True)]


def test_a_second_deadline_is_a_whole_day(context: Context):
    ledger = ProblemService(context)
    row = ledger.add(ProblemDraft(text="反思笼统", found_on="2026-11-18", due="2026-11-25", status=OPEN))
    with pytest.raises(UserError) as error:
        ledger.look_again(row.id, passed=False, on="2026-11-26", again="许莉", due="2026-12")
    assert [one.key for one in error.value.problems] == ["due"]


def test_a_problem_of_a_sheet_has_a_whole_day():
    form = FORMS["BK01"]
    sheet = replace(filled(form), findings=(Finding("反思笼统", due="2026-12"),))
    assert [one.key for one in sheet_problems(form, sheet)] == ["due"]


def test_a_deadline_of_a_month_in_an_older_file_is_never_late():
    row = ProblemDraft(text="反思笼统", due="2026-12", status=OPEN)
    assert not is_overdue(row, date(2027, 1, 5))
    assert days_late(row, date(2027, 1, 5)) == 0


def test_who_is_away_is_looked_at_on_a_whole_day(context: Context):
    office = Office(context)
    unit = office.unit(office.publish(), "周敏华")
    with pytest.raises(UserError) as error:
        office.campaigns.set_unit(unit.id, ON_LEAVE, reason="产假", on="2026-12")
    assert [one.text for one in error.value.problems] == ["补检日期“2026-12”要写到日，如 2026-10-08。"]
    older = replace(unit, state=ON_LEAVE, on="2026-12")
    assert unit_score(older, [], today=date(2027, 1, 5)).word == ON_LEAVE


def test_a_check_runs_from_day_to_day(context: Context):
    with pytest.raises(UserError) as error:
        Office(context).campaigns.add(replace(CHECK, begins="2026-11", ends="2026-12"))
    assert [one.key for one in error.value.problems] == ["begins", "ends"]
    term = TermDraft(school_year="2026-2027", term="第一学期", start="2026-09-01", end="2027-01-30")
    assert weeks_of(term, "2026-11", "") == ""
