"""A school with ten years of checks for benchmarks: 500 teachers, 100,000 sheets, about a million item scores."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import insert

from edudesk.base.columns import printed
from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import REPORTED, RUNNING, CampaignDraft, UnitDraft, UnitRow
from edudesk.checks.rows.sheets import SUBMITTED
from edudesk.checks.rules.campaigns import inspectors_text
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import stored_content
from edudesk.checks.sample import SampleCheck, sample_sheets
from edudesk.checks.tables import Campaign, CheckSheet, CheckUnit, FormVersion
from edudesk.desk import Desk
from edudesk.roster.histories import KIND
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.history_tables import TABLES
from edudesk.roster.sample import sample_teachers
from edudesk.roster.service import keeping
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM
from edudesk.store.keys import new_id
from edudesk.store.tables import Record, core

TEACHERS, YEARS = 500, 10
_KINDS = ("FD", "FD", "ZY", "ZY", "ZY", "TK", "TK", "BK", "BK", "BK")  # of each term
_KEPT = {"version": 1, "deleted_at": ""}
_LOTS = 60  # different sheets of a form; a term takes them in turn
_SUBJECTS = ("语文", "数学", "英语", "科学", "体育与健康")


def fill(desk: Desk) -> int:
    """Put ten years of checks into an empty school, past the journal; returns the number of sheets."""
    people = sample_teachers()
    many = [
        replace(
            people[n % len(people)], name=f"{people[n % len(people)].name}{n // len(people) or ''}", id_no="",
            staff_no=f"{n:05}", subject=_SUBJECTS[n % len(_SUBJECTS)],
        )
        for n in range(TEACHERS)
    ]  # fmt: skip
    desk.teachers.add_many("大学校", many)
    teachers = desk.teachers.rows()
    forms = {form.kind: form for form in shipped_forms() if form.kind in _KINDS}
    lots = {kind: list(_sheets(form)) for kind, form in forms.items()}
    rows: dict[type[Record], list[dict[str, Any]]] = {
        Campaign: [],
        CheckUnit: [],
        CheckSheet: [],
        FormVersion: [],
    }
    held = []
    # the running term is the last: nobody has been checked in the next
    every = [(year, term) for year in range(2026 - YEARS, 2027) for term in (FIRST_TERM, SECOND_TERM)]
    for year, term in every[1:-1]:
        school_year = f"{year}-{year + 1}"
        for number, teacher in enumerate(teachers):
            made = Assignment(
                teacher_id=teacher.id, school_year=school_year, term=term, subject=teacher.subject,
                classes=f"五（{number % 6 + 1}）班", weekly_periods="12", is_main="是",
            )  # fmt: skip
            held.append(keeping.facts_of(KIND["assignment"].settle(made)) | {"id": new_id(), **_KEPT})
        for place, kind in enumerate(_KINDS):
            check = _check(kind, place, year, term)
            check_id = new_id()
            rows[Campaign].append(asdict(check.draft) | {"id": check_id, **_KEPT})
            for number, teacher in enumerate(teachers):
                unit = UnitDraft(
                    campaign_id=check_id, teacher_id=teacher.id, name=teacher.name, subject=teacher.subject,
                    stage="小学", classes=f"五（{number % 6 + 1}）班", group=f"{teacher.subject}组", periods=12.0,
                    form=forms[kind].key, inspectors="许莉", place=number,
                )  # fmt: skip
                unit_id = new_id()
                rows[CheckUnit].append(asdict(unit) | {"id": unit_id, **_KEPT})
                if check.draft.status == RUNNING and number >= TEACHERS // 2:
                    continue  # still to be looked at
                content = lots[kind][(number * 7 + place + year) % _LOTS] | {"on": check.day}
                about = {
                    "unit_id": unit_id, "campaign_id": check_id, "teacher_id": teacher.id, "kind": kind,
                    "school_year": school_year, "term": term, "form": forms[kind].key, "form_version": 1,
                    "status": SUBMITTED, "corrected": "",
                }  # fmt: skip
                rows[CheckSheet].append(content | about | {"id": new_id(), **_KEPT})
    with desk.store.transaction() as connection:
        connection.execute(insert(core(TABLES["assignment"])), held)
        for table, found in rows.items():
            if found:
                connection.execute(insert(core(table)), found)
    return len(rows[CheckSheet])


def _check(kind: str, place: int, year: int, term: str) -> SampleCheck:
    is_first = term == FIRST_TERM
    month = 9 + place % 4 if is_first else 3 + place % 4
    on = year if is_first else year + 1
    is_last = (year, term) == (2026, FIRST_TERM) and place == len(_KINDS) - 1
    draft = CampaignDraft(
        kind=kind, title=f"{on}年{month}月{kind}检查{place + 1}", school_year=f"{year}-{year + 1}", term=term,
        begins=f"{on}-{month:02}-10", ends=f"{on}-{month:02}-20", weeks="第4周",
        inspectors=inspectors_text([Inspector("", "许莉")]), status=RUNNING if is_last else REPORTED,
    )  # fmt: skip
    return SampleCheck(draft, f"{on}-{month:02}-15")


def _sheets(form: CheckForm) -> Iterator[dict[str, Any]]:
    """Contents of different sheets of a form."""
    check = _check(form.kind, 0, 2026, FIRST_TERM)
    for number in range(_LOTS):
        unit = UnitRow(
            id="u", version=1, campaign_id="", teacher_id="", name=printed(number), form=form.key,
            subject="语文", inspectors="许莉",
        )  # fmt: skip
        filled = sample_sheets(check, [unit], {(form.key, 1): form})["u"]
        yield stored_content(form, filled)
