"""同时抽查: several checks of the same persons in one pass, two inspectors at each unit, 听课笔记 beside."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.rows.campaigns import Arranged, CampaignDraft, CampaignRow
from edudesk.checks.rules.campaigns import campaign_problems, inspectors_text
from edudesk.checks.rules.missing import missing_lines
from edudesk.checks.rules.queue import following, standing
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import Notes
from edudesk.checks.rules.summary import TermSummary, is_done, is_due
from edudesk.checks.rules.together import beside, in_passing
from edudesk.checks.service.patrols import ListeningService
from edudesk.checks.service.planning import proposed_together
from edudesk.checks.service.reading import term_facts
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled

TEAM = inspectors_text([Inspector("", name) for name in ("许莉", "王老师", "赵老师")])


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def pass_of(office: Office, first: CampaignDraft = CHECK, *kinds: str) -> list[CampaignRow]:
    """Checks published in one pass."""
    drafts = [first, *(replace(first, kind=kind, title=beside(first.title, "BK", kind)) for kind in kinds)]
    queues = proposed_together(office.context, drafts)
    checks = [Arranged(draft=draft, units=units) for draft, units in zip(drafts, queues, strict=True)]
    return office.campaigns.arrange(checks)


def test_the_name_of_a_check_beside_another():
    assert beside("11月备课检查", "BK", "ZY") == "11月作业检查"
    assert beside("期中常规检查", "BK", "ZY") == "期中常规检查（作业）"


def test_a_pass_is_one_step_and_one_queue(office: Office):
    rows = pass_of(office, CHECK, "ZY", "FD", "JB")
    assert [(row.title, row.status) for row in rows] == [
        ("11月备课检查", "已发布"),
        ("11月作业检查", "已发布"),
        ("11月辅导检查", "已发布"),
        ("11月集体备课检查", "已发布"),
    ]
    assert len({row.together for row in rows}) == 1
    assert rows[0].together
    queue = in_passing([office.campaigns.units(row.id) for row in rows])
    kinds = {row.id: row.kind for row in rows}
    assert [(unit.name, kinds[unit.campaign_id], unit.classes) for unit in queue] == [
        ("李静", "BK", "六（1）班"),
        ("李静", "ZY", "六（1）班"),
        ("李静", "FD", "六（1）班"),
        ("沈婷", "BK", "三（1）班"),
        ("沈婷", "ZY", "三（1）班"),
        ("沈婷", "FD", "三（1）班"),
        ("周敏华", "BK", "五（3）班、五（4）班"),
        ("周敏华", "ZY", "五（3）班"),
        ("周敏华", "FD", "五（3）班"),
        ("周敏华", "ZY", "五（4）班"),
        ("周敏华", "FD", "五（4）班"),
        ("综合组", "JB", ""),
        ("数学组", "JB", ""),
    ]
    Timeline(office.context).undo()
    assert office.campaigns.rows() == []


def test_a_type_taken_out_of_a_pass_leaves_a_check_by_itself(office: Office):
    drafts = [CHECK, replace(CHECK, kind="ZY", title="11月作业检查")]
    first, second = office.campaigns.arrange([Arranged(draft=one) for one in drafts])
    assert (first.status, first.together == second.together) == ("草稿", True)
    check = Arranged(draft=CHECK, id=first.id, version=office.campaigns.get(first.id).version)
    (alone,) = office.campaigns.arrange([check], [second.id])
    assert (alone.together, [row.id for row in office.campaigns.rows()]) == ("", [first.id])


def test_persons_are_drawn_once_for_all_forms_and_keep_their_inspectors(office: Office):
    first = replace(CHECK, sampling="随机抽取", count=2, seed="20261116", inspectors=TEAM, per_unit=2)
    plans, homework = proposed_together(
        office.context, [first, replace(first, kind="ZY", title="11月作业检查")]
    )
    looks = {unit.name: unit.inspectors for unit in plans}
    assert len(looks) == 2
    assert {unit.name: unit.inspectors for unit in homework} == looks
    assert all(len(set(keys.split("、"))) == 2 for keys in looks.values())


def test_a_group_comes_with_its_members(office: Office):
    first = replace(CHECK, sampling="随机抽取", count=1, seed="1")
    found = {
        seed: proposed_together(
            office.context, [replace(first, seed=seed), replace(first, kind="JB", title="组", seed=seed)]
        )
        for seed in "123456"
    }
    groups = {plans[0].name: [unit.name for unit in groups] for plans, groups in found.values()}
    assert groups == {"周敏华": ["数学组"], "李静": ["综合组"], "沈婷": ["综合组"]}


def test_a_unit_of_two_inspectors_waits_for_both_and_takes_their_mean(office: Office):
    (check,) = pass_of(office, replace(CHECK, inspectors=TEAM, per_unit=2))
    unit = office.unit(check, "李静")
    form, (one, other) = FORMS["BK01"], unit.inspectors.split("、")
    assert office.campaigns.progress()[check.id] == (0, 3)
    office.sheets.submit(unit.id, filled(form, 0, inspector=one))

    def now():
        return standing(unit, form, office.sheets.of_campaign(check.id), has_draft=False)

    def counted():
        summary = TermSummary(term_facts(office.context, YEAR, TERM))
        told = summary.unit_scores[unit.id]
        missing = [(line.word, line.reason) for line in missing_lines(summary) if line.unit.id == unit.id]
        return told.value, is_due(told), is_done(told), missing

    assert (now().word, now().is_due, now().is_done, now().waits_for) == ("已查 1/2", True, False, (other,))
    assert counted() == (100, True, False, [("待查 1/2", f"{other}还没有检查")])
    assert office.campaigns.progress()[check.id] == (0, 3)
    rest = [standing(each, form, [], has_draft=False) for each in office.campaigns.units(check.id)[1:]]
    own = [each.unit.id for each in rest if one in each.waits_for]
    following_unit = following([now(), *rest], unit.id, (one,))
    assert following_unit is not None
    assert following_unit.id == own[0]  # who types goes on with what was given to them
    office.sheets.submit(unit.id, filled(form, 1, inspector=other))
    sheets = office.sheets.of_campaign(check.id)
    assert [sheet.score for sheet in sheets] == [100, Decimal("85.5")]
    assert counted() == (Decimal("92.8"), True, True, [])
    assert (now().is_done, now().waits_for) == (True, ())
    assert office.campaigns.progress()[check.id] == (1, 3)


def test_no_more_inspectors_at_a_unit_than_there_are():
    draft = replace(CHECK, per_unit=2)
    assert [one.text for one in campaign_problems(draft)] == ["每份要 2 人检查，检查人只有 1 人。"]
    assert campaign_problems(replace(draft, inspectors=TEAM)) == ()
    assert [one.key for one in campaign_problems(replace(CHECK, per_unit=9))] == ["per_unit"]


def test_notes_are_registered_with_the_sheet_and_taken_back_with_it(office: Office):
    (check,) = pass_of(office, replace(CHECK, notes="是"))
    unit, listening = office.unit(check, "周敏华"), ListeningService(office.context)
    sheet = filled(notes=Notes("教师", 15, 12, 11))
    office.sheets.submit(unit.id, sheet)
    (row,) = listening.rows()
    assert (row.teacher_id, row.school_year, row.term, row.role) == (unit.teacher_id, YEAR, TERM, "教师")
    assert (row.due, row.heard, row.valid, row.checked_on, row.inspector) == (
        15, 12, 11, "2026-11-18", "许莉",
    )  # fmt: skip
    timeline = Timeline(office.context)
    timeline.undo()
    assert listening.rows() == []
    draft = office.sheets.draft(unit.id, "许莉")
    assert draft is not None
    assert draft.notes == sheet.notes
    timeline.redo()
    assert [one.heard for one in listening.rows()] == [12]


def test_what_is_known_of_the_notes_stays_where_nothing_is_said(office: Office):
    (check,) = pass_of(office, replace(CHECK, notes="是"))
    unit, listening = office.unit(check, "周敏华"), ListeningService(office.context)
    first = office.sheets.submit(unit.id, filled(notes=Notes("教师", 15, 12, 11)))
    again = office.sheets.submit(unit.id, filled(place=0, notes=Notes("教师", None, 13, None)), first.version)
    assert [(row.due, row.heard, row.valid) for row in listening.rows()] == [(15, 13, 11)]
    with pytest.raises(UserError) as error:
        office.sheets.submit(unit.id, filled(notes=Notes("教师", 15, 3, 11)), again.version)
    assert [one.text for one in error.value.problems] == ["有效节数不能多于实听节数。"]
    assert office.sheets.get(first.id).score == again.score  # neither of the two is stored
