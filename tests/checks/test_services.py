"""Checks in a real school file: published from 任课, filled in, checked again, corrected, taken back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.forms.scoring import Answer, points_of
from edudesk.checks.rows.campaigns import ON_LEAVE, Arranged
from edudesk.checks.rows.sheets import Hit, SheetDraft
from edudesk.checks.rules.campaigns import campaign_problems
from edudesk.checks.rules.results import How, unit_score
from edudesk.checks.rules.sheets import Filled, counts_of, over_first, stored_content
from edudesk.checks.service.planning import proposed
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from edudesk.store.work import Conflict
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def test_a_check_takes_everybody_who_teaches(office: Office):
    drafts = proposed(office.context, CHECK)
    assert sorted((one.name, one.subject, one.classes, one.group, one.periods) for one in drafts) == [
        ("周敏华", "数学", "五（3）班、五（4）班", "数学组", 8.0),
        ("李静", "语文", "六（1）班", "综合组", 7.0),
        ("沈婷", "美术", "三（1）班", "综合组", 10.0),
    ]
    assert {one.inspectors for one in drafts} == {"许莉"}


def test_publishing_keeps_the_form_as_it_is(office: Office):
    campaign = office.publish()
    assert campaign.status == "已发布"
    assert [(row.key, row.number) for row in office.forms.versions()] == [("BK01", 1)]
    assert office.forms.is_used("BK01", 1)
    with pytest.raises(UserError, match="已经发布过了"):
        office.campaigns.publish(campaign.id, proposed(office.context, CHECK))


def test_a_check_is_stored_and_published_in_one_step(office: Office):
    timeline = Timeline(office.context)
    units = proposed(office.context, CHECK)
    (row,) = office.campaigns.arrange([Arranged(draft=CHECK, units=units)])
    assert (row.status, len(office.campaigns.units(row.id))) == ("已发布", 3)
    timeline.undo()
    assert office.campaigns.rows() == []
    kept = office.campaigns.add(CHECK)
    draft = replace(CHECK, title="11月教案检查", subjects="数学")
    units = proposed(office.context, draft)
    (again,) = office.campaigns.arrange(
        [Arranged(draft=draft, units=units, id=kept.id, version=kept.version)]
    )
    assert (again.id, again.title, len(office.campaigns.units(kept.id))) == (kept.id, "11月教案检查", 1)
    timeline.undo()
    assert office.campaigns.rows() == [office.campaigns.get(kept.id)]
    assert (office.campaigns.get(kept.id).title, office.campaigns.get(kept.id).status) == (
        CHECK.title,
        "草稿",
    )
    with pytest.raises(UserError, match="没有应检对象"):
        office.campaigns.arrange([Arranged(draft=replace(CHECK, title="空"), units=[])])
    assert len(office.campaigns.rows()) == 1


def test_a_check_without_anybody_is_not_published(office: Office):
    campaign = office.campaigns.add(replace(CHECK, subjects="物理"))
    with pytest.raises(UserError) as error:
        office.campaigns.publish(campaign.id, proposed(office.context, campaign))
    assert error.value.text == "“11月备课检查”没有应检对象，没有发布。"
    assert office.campaigns.get(campaign.id).status == "草稿"


def test_a_sheet_is_scored_and_begins_the_check(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "周敏华")
    sheet = office.sheets.submit(unit.id, filled())
    assert (sheet.score, sheet.grade, sheet.status) == (Decimal("85.5"), "良好", "已提交")
    assert office.campaigns.get(campaign.id).status == "进行中"
    assert office.campaigns.last_checked("BK") == {office.people["周敏华"]: "2026-11-18"}
    assert Timeline(office.context).entries()[0].title == "11月备课检查 周敏华数学 良好"


def test_the_same_inspector_changes_the_sheet_instead_of_doubling_it(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "周敏华")
    first = office.sheets.submit(unit.id, filled())
    again = office.sheets.submit(unit.id, filled(place=0), first.version)
    assert (again.id, again.score) == (first.id, 100)
    with pytest.raises(Conflict):
        office.sheets.submit(unit.id, filled(place=2), first.version)
    with pytest.raises(Conflict) as error:  # another window knows of no sheet yet
        office.sheets.submit(unit.id, filled(place=2))
    assert error.value.text == "周敏华的检查记录刚在别处提交过（许莉，100 优秀），没有覆盖。"
    assert error.value.hint == "您填写的内容都还在；核对后再提交一次，就以您的为准。"
    assert office.sheets.get(first.id).score == 100
    other = office.sheets.submit(unit.id, filled(place=0, inspector="督学"))
    assert other.id != first.id
    assert len(office.sheets.of_campaign(campaign.id)) == 2


def test_what_is_missing_is_named_and_nothing_is_stored(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    answers = dict(filled().answers) | {"BK01-2": Answer(), "BK01-8": Answer(is_na=True)}
    with pytest.raises(UserError) as error:
        office.sheets.submit(unit.id, filled(answers=answers, inspector=""))
    assert [problem.text for problem in error.value.problems] == [
        "请填写检查人。",
        "第 2 项“数量进度”：还没有评分，或请选“不适用”。",
        "第 8 项“二次备课”：请写明不适用或改分的理由。",
    ]
    assert office.sheets.of_campaign(campaign.id) == []


def test_points_beyond_the_item_are_refused(office: Office):
    unit = office.unit(office.publish(), "李静")
    answers = dict(filled().answers) | {"BK01-2": Answer(Decimal(11))}
    with pytest.raises(UserError) as error:
        office.sheets.submit(unit.id, filled(answers=answers))
    assert [problem.text for problem in error.value.problems] == ["第 2 项“数量进度”：得分应在 0—10 之间。"]


def test_points_go_in_steps_of_a_half_and_the_day_exists(office: Office):
    unit = office.unit(office.publish(), "李静")
    answers = dict(filled().answers) | {"BK01-2": Answer(Decimal("9.3"))}
    with pytest.raises(UserError) as error:
        office.sheets.submit(unit.id, filled(answers=answers, on="2026-11-31"))
    assert [problem.text for problem in error.value.problems] == [
        "请填写检查日期。",
        "第 2 项“数量进度”：得分以 0.5 分为一档，不能是 9.3。",
    ]


def test_a_group_was_checked_last_under_its_name(office: Office):
    campaign = office.publish(replace(CHECK, kind="JB", title="11月教研检查"))
    office.sheets.submit(office.unit(campaign, "数学组").id, filled(FORMS["JB01"]))
    assert office.campaigns.last_checked("JB") == {"数学组": "2026-11-18"}
    waiting = replace(CHECK, kind="JB", title="12月教研检查", sampling="轮流", count=1)
    assert [one.name for one in proposed(office.context, waiting)] == ["综合组"]


def test_nobody_checks_their_own_material(office: Office):
    unit = office.unit(office.publish(), "李静")
    with pytest.raises(UserError, match="不能检查自己的材料"):
        office.sheets.submit(unit.id, filled(inspector="李静", inspector_id=office.people["李静"]))
    office.campaigns.set_unit(unit.id, ON_LEAVE, reason="产假", substitute="沈婷")
    with pytest.raises(UserError, match="不能检查自己的材料"):
        office.sheets.submit(unit.id, filled(inspector="沈婷", inspector_id=office.people["沈婷"]))


def test_a_draft_is_kept_and_gone_once_submitted(office: Office):
    unit = office.unit(office.publish(), "李静")
    half = filled(answers={"BK01-1": Answer(Decimal(12))}, highlights="目标具体")
    office.sheets.keep_draft(unit.id, "许莉", half)
    assert office.sheets.draft(unit.id, "许莉") == half
    office.sheets.submit(unit.id, filled())
    assert office.sheets.draft(unit.id, "许莉") is None


def test_a_re_check_stands_beside_the_first_sheet(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    first = office.sheets.submit(unit.id, filled(place=2))
    again = office.sheets.submit(unit.id, filled(place=0, first_id=first.id, on="2026-11-25"))
    assert (first.score, again.score) == (70, 100)
    assert unit_score(unit, office.sheets.of_campaign(campaign.id), how=How()).value == 80


def test_a_second_re_check_is_one_more_sheet(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    first = office.sheets.submit(unit.id, filled(place=3))
    again = office.sheets.submit(unit.id, filled(place=3, first_id=first.id, on="2026-11-25"))
    third = office.sheets.submit(unit.id, filled(place=1, first_id=first.id, on="2026-12-02"))
    assert len({first.id, again.id, third.id}) == 3
    assert unit_score(unit, office.sheets.of_campaign(campaign.id), how=How()).value == 80


def test_a_re_check_of_some_items_keeps_the_points_of_the_others(office: Office):
    unit = office.unit(office.publish(), "李静")
    first = office.sheets.submit(unit.id, filled(place=2))
    only = {"BK01-9": Answer(Decimal(8), reason="已补写")}
    again = office.sheets.submit(
        unit.id, filled(answers=only, first_id=first.id, only=("BK01-9",), on="2026-11-25")
    )
    assert again.score == first.score + Decimal("2.5")  # 5.5 of 8 before
    assert again.judged["BK01-2"] == first.judged["BK01-2"]


def test_a_re_check_leaves_the_counts_of_the_other_items(office: Office):
    unit = office.unit(office.publish(), "李静")
    told = {"lessons_due": 20, "lessons_done": 20, "reflections_due": 8, "reflections_done": 4}
    counted = {
        key: Answer() if key in ("BK01-1", "BK01-9") else one for key, one in filled(place=0).answers.items()
    }
    first = office.sheets.submit(unit.id, filled(counts=told, answers=counted))
    again = {"lessons_due": 20, "lessons_done": 10, "reflections_due": 8, "reflections_done": 8}
    sheet = office.sheets.submit(
        unit.id, filled(counts=again, answers={}, first_id=first.id, only=("BK01-9",), on="2026-11-25")
    )
    assert (first.score, sheet.score) == (Decimal("95.0"), Decimal(100))  # 3 of 8, then all
    assert sheet.told == {**told, "reflections_done": 8}


def test_a_count_two_items_share_is_that_of_the_re_check_and_the_other_keeps_its_points(office: Office):
    form = FORMS["FD01"]
    assert [item.key for item in form.items if "weak_pupils" in counts_of(item)] == ["FD01-7"]
    shared = replace(
        form,
        items=tuple(replace(one, whole="weak_pupils") if one.key == "FD01-3" else one for one in form.items),
    )
    answers = {
        item.key: Answer() if item.key in ("FD01-3", "FD01-7") else Answer(item.full) for item in form.items
    }
    told = Filled(
        on="2026-11-18",
        inspector="许莉",
        counts={"weak_pupils": 4, "sessions_done": 4, "home_reached": 2},
        answers=answers,
    )
    stored = stored_content(shared, told)
    first = SheetDraft(
        unit_id="u",
        campaign_id="c",
        teacher_id="t",
        kind="FD",
        school_year=YEAR,
        term=TERM,
        form="FD01",
        form_version=1,
        **stored,
    )
    again = replace(told, counts={"weak_pupils": 8, "home_reached": 8}, only=("FD01-7",), on="2026-11-25")
    whole = over_first(shared, again, first)
    assert (
        points_of(shared.item("FD01-3"), whole.numbers, whole.answers["FD01-3"]) == 18
    )  # 4 of 4, not 4 of 8
    assert points_of(shared.item("FD01-7"), whole.numbers, whole.answers["FD01-7"]) == 10


def test_a_veto_counts_once_another_person_confirmed_it(office: Office):
    unit = office.unit(office.publish(), "李静")
    sheet = office.sheets.submit(unit.id, filled(hits=(Hit("V1", "11月17日第2节无教案"),)))
    assert (sheet.score, sheet.grade) == (Decimal("85.5"), "良好")
    with pytest.raises(UserError, match="另一人确认"):
        office.sheets.decide_veto(sheet.id, "V1", "许莉")
    confirmed = office.sheets.decide_veto(sheet.id, "V1", "周敏华")
    assert (confirmed.score, confirmed.original, confirmed.grade) == (59, 855, "不合格")
    withdrawn = office.sheets.decide_veto(sheet.id, "V1", "", "查无此事")
    assert (withdrawn.score, withdrawn.vetoes) == (Decimal("85.5"), ())


def test_after_the_report_a_change_needs_its_reason(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    sheet = office.sheets.submit(unit.id, filled())
    for status in ("已汇总", "已通报"):
        office.campaigns.move(campaign.id, status)
    with pytest.raises(UserError, match="更正需要写明理由"):
        office.sheets.submit(unit.id, filled(place=0), sheet.version)
    corrected = office.sheets.submit(unit.id, filled(place=0), sheet.version, reason="反思漏看两篇")
    assert (corrected.score_words, corrected.corrections[-1].sentence[11:]) == (
        "85.5→100（更正）",
        "更正 得分 85.5→100：反思漏看两篇（许莉）",
    )
    # also one that leaves the score as it was
    with pytest.raises(UserError, match="更正需要写明理由"):
        office.sheets.submit(unit.id, filled(place=0, highlights="单元整体设计突出"), corrected.version)
    office.sheets.submit(unit.id, filled(place=0), corrected.version)  # nothing is other than before


def test_a_draw_without_a_number_is_refused():
    for sampling in ("随机抽取", "轮流"):
        drawn = replace(CHECK, sampling=sampling, count=3)
        assert [problem.key for problem in campaign_problems(drawn)] == ["seed"]
        assert campaign_problems(replace(drawn, seed="20261116")) == ()


def test_a_dispute_is_written_down_and_settled(office: Office):
    unit = office.unit(office.publish(), "李静")
    sheet = office.sheets.submit(unit.id, filled())
    office.sheets.feed_back([sheet.id])
    with pytest.raises(UserError, match="请写明异议的内容"):
        office.sheets.answer(sheet.id, agrees=False)
    disputed = office.sheets.answer(sheet.id, agrees=False, words="第 3 项有进度表")
    assert disputed.status == "有异议"
    final = office.sheets.settle(sheet.id, "进度表在检查后补交")
    assert final.status == "定稿"
    assert [one.sentence[11:] for one in final.corrections] == [
        "异议：第 3 项有进度表（李静）",
        "维持：进度表在检查后补交",
    ]
    with pytest.raises(UserError, match="没有异议"):
        office.sheets.settle(sheet.id, "再裁定一次")


def test_an_archived_check_takes_nothing_more(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    office.sheets.submit(unit.id, filled())
    for status in ("已汇总", "已通报", "归档"):
        office.campaigns.move(campaign.id, status)
    with pytest.raises(UserError, match="已归档"):
        office.sheets.submit(unit.id, filled(place=0))
    with pytest.raises(UserError, match="已归档"):
        office.campaigns.set_unit(unit.id, "免检", reason="上期优秀")


def test_somebody_away_needs_a_reason(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    with pytest.raises(UserError) as error:
        office.campaigns.set_unit(unit.id, "请假")
    assert error.value.problems[0].text == "请填写请假的原因。"
    away = office.campaigns.set_unit(unit.id, "请假", reason="产假", on="2026-11-18")
    assert (away.state, away.reason) == ("请假", "产假")


def test_a_unit_with_a_sheet_stays(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    office.sheets.submit(unit.id, filled())
    with pytest.raises(UserError, match="已有检查记录，不能移出"):
        office.campaigns.drop_units([unit.id])
    office.campaigns.drop_units([office.unit(campaign, "沈婷").id])
    assert [one.name for one in office.campaigns.units(campaign.id) if one.name == "沈婷"] == []
    assert office.campaigns.add_units(campaign.id, proposed(office.context, CHECK)) == 1


def test_a_form_in_use_gets_a_new_version_and_old_sheets_keep_theirs(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    before = office.sheets.submit(unit.id, filled())
    form = FORMS["BK01"]
    items = tuple(replace(item, full=item.full * 2) if item.key == "BK01-2" else item for item in form.items)
    second = office.forms.save(replace(form, items=items), "超周备课加重")
    assert (second.version, second.total) == (2, 110)
    assert [one.version for one in office.forms.offered() if one.key == "BK01"] == [2]
    assert office.sheets.get(before.id).score == before.score
    assert office.sheets.submit(unit.id, filled(place=0), before.version).form_version == 1
    third = office.forms.save(replace(second, title="备课检查表（试行）"), "改名")
    assert third.version == 2  # nothing was checked with it yet


def test_a_form_with_a_fault_is_not_kept(office: Office):
    form = replace(FORMS["BK01"], items=())
    with pytest.raises(UserError) as error:
        office.forms.save(form, "")
    assert [problem.text for problem in error.value.problems] == ["表单没有评分项。"]


def test_a_form_switched_off_is_offered_no_more(office: Office):
    office.forms.switch("BK01", is_off=True)
    assert "BK01" not in [form.key for form in office.forms.offered()]
    office.forms.switch("BK01", is_off=False)
    assert "BK01" in [form.key for form in office.forms.offered()]
    kept = office.forms.save(replace(FORMS["BK01"], title="备课检查表（试行）"), "改名")
    assert kept.version == 2  # what was shipped stays, though a row of ours holds it
    assert office.forms.every()["BK01", 1] == FORMS["BK01"]


def test_everything_is_undone_by_its_title(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    timeline = Timeline(office.context)
    office.sheets.submit(unit.id, filled())
    timeline.undo()
    assert office.sheets.of_campaign(campaign.id) == []
    assert office.campaigns.get(campaign.id).status == "已发布"
    timeline.undo()
    assert office.campaigns.units(campaign.id) == []
    timeline.redo()
    timeline.redo()
    assert [sheet.score for sheet in office.sheets.of_campaign(campaign.id)] == [Decimal("85.5")]


@pytest.mark.parametrize("by_id", [True, False], ids=["of the roster", "typed by name"])
def test_nobody_checks_their_own_books_one_by_one_or_all_at_once(office: Office, by_id: bool):
    campaign = office.publish()
    unit, other = office.unit(campaign, "李静"), office.unit(campaign, "周敏华")
    own = filled(inspector="李静", inspector_id=office.people["李静"] if by_id else "")
    with pytest.raises(UserError, match="不能检查自己的材料") as error:
        office.sheets.submit(unit.id, own)
    assert "草稿" in error.value.hint
    with pytest.raises(UserError, match="李静的记录还不能提交"):
        office.sheets.record(campaign.id, {other.id: own, unit.id: own})
    assert office.sheets.of_campaign(campaign.id) == []
    assert office.sheets.record(campaign.id, {other.id: own}) == 1
