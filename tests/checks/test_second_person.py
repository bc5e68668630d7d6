"""A veto is confirmed by a second person (R7): somebody of the roster, neither who looked nor who is looked at."""

from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rows.patrols import PatrolDraft
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.checks.service.patrols import PatrolService
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.school.service.departments import DepartmentService
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, Office, filled

HIT = Hit("V1", "第2节无教案")


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


@pytest.fixture
def campaign(office: Office) -> CampaignRow:
    return office.publish()


@pytest.fixture
def sheet(office: Office, campaign: CampaignRow) -> SheetRow:
    """沈婷 found a veto at 李静's."""
    who = {"inspector": "沈婷", "inspector_id": office.people["沈婷"]}
    return office.sheets.submit(office.unit(campaign, "李静").id, filled(hits=(HIT,), **who))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("沈婷", "一票否决应由另一人确认。"),
        ("沈婷 ", "一票否决应由另一人确认。"),
        ("沈 婷", "一票否决应由另一人确认。"),
        ("李静", "一票否决不能由被检查的本人确认。"),
        ("李静　", "一票否决不能由被检查的本人确认。"),
        ("某某", "花名册里没有“某某”，一票否决没有确认。"),
    ],
)
def test_who_may_not_confirm_a_veto(office: Office, sheet: SheetRow, name: str, told: str):
    with pytest.raises(UserError) as error:
        office.sheets.decide_veto(sheet.id, "V1", name)
    assert error.value.text == told
    assert error.value.problems[0].key == "who"
    who = {"inspector": "沈婷", "inspector_id": sheet.inspector_id}
    again = filled(hits=(replace(HIT, confirmed_by=name),), **who)
    with pytest.raises(UserError):  # nor with the sheet
        office.sheets.submit(sheet.unit_id, again, 1)
    assert office.sheets.get(sheet.id).score == sheet.score


def test_a_veto_is_confirmed_under_the_name_of_the_roster(office: Office, sheet: SheetRow):
    confirmed = office.sheets.decide_veto(sheet.id, "V1", " 周 敏华 ")
    assert [(hit.confirmed_by, hit.by_id) for hit in confirmed.vetoes] == [
        ("周敏华", office.people["周敏华"])
    ]


def test_of_two_of_one_name_one_is_chosen(office: Office, sheet: SheetRow):
    second = TeacherService(office.context).add(TeacherDraft(name="周敏华", subject="体育")).id
    with pytest.raises(UserError, match="2 位“周敏华”"):
        office.sheets.decide_veto(sheet.id, "V1", "周敏华")
    confirmed = office.sheets.decide_veto(sheet.id, "V1", "周敏华（体育）", by_id=second)
    assert [(hit.confirmed_by, hit.by_id) for hit in confirmed.vetoes] == [("周敏华", second)]


def test_the_head_of_a_group_does_not_confirm_a_veto_of_the_group(office: Office):
    departments = DepartmentService(office.context)
    (group,) = [row for row in departments.rows() if row.name == "数学组"]
    departments.change(group.id, {"head_id": office.people["周敏华"]}, group.version)
    campaign = office.publish(replace(CHECK, kind="JB", title="11月教研检查"))
    unit = office.unit(campaign, "数学组")
    sheet = office.sheets.submit(unit.id, filled(FORMS["JB01"], hits=(HIT,)))
    with pytest.raises(UserError, match="被检查的本人"):
        office.sheets.decide_veto(sheet.id, "V1", "周敏华")
    assert office.sheets.decide_veto(sheet.id, "V1", "李静").score == 59


@pytest.mark.parametrize(
    ("verifier", "told"),
    [
        ("沈婷", "应由另一人确认"),
        ("李静", "被检查的本人"),
        ("某某", "花名册里没有"),
        ("李静 ", "被检查的本人"),
    ],
)
def test_a_veto_of_a_round_is_verified_by_a_second_person(office: Office, verifier: str, told: str):
    patrols = PatrolService(office.context)
    event = PatrolDraft(
        day="2026-11-20", period="第2节", class_name="六（1）班", teacher_id=office.people["李静"], inspector="沈婷",
        code="K5", text="空堂", tenths=50,
    )  # fmt: skip
    row = patrols.add(event)
    with pytest.raises(UserError, match=told):
        patrols.verify([row.id], "已确认", verifier)
    with pytest.raises(UserError, match=told):  # nor in one step
        patrols.add(replace(event, period="第3节", status="已确认", verifier=verifier))
    assert patrols.verify([row.id], "已确认", "周敏华") == 1


def test_a_veto_of_nobody_is_not_verified(office: Office):
    patrols = PatrolService(office.context)
    row = patrols.add(
        PatrolDraft(day="2026-11-20", period="第2节", class_name="六（1）班", inspector="沈婷", code="K5", text="空堂")
    )  # fmt: skip
    with pytest.raises(UserError, match="教师"):
        patrols.verify([row.id], "已确认", "周敏华")
    assert patrols.verify([row.id], "不成立", "周敏华") == 1
