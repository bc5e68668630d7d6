"""整改台账, 巡课, 听课笔记, 学期方案: what follows from a sheet, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.forms.lists import listening_points, shipped_lists
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.rows.patrols import ListeningDraft, PatrolDraft
from edudesk.checks.rows.problems import CLOSED, OPEN, ProblemDraft
from edudesk.checks.rows.sheets import Hit
from edudesk.checks.rows.terms import AllowanceDraft
from edudesk.checks.rules.problems import closing_rate, due_after, is_overdue, proposed
from edudesk.checks.rules.scheme import default_scheme, scheme_of, scheme_problems
from edudesk.checks.service.patrols import ListeningService, PatrolService
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.store.context import Context
from tests.checks.checking import FORMS, TERM, YEAR, Office, filled
from tests.tables import each


def test_a_sheet_proposes_weak_items_ticked_problems_and_vetoes(context: Context):
    office = Office(context)
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    answers = dict(filled().answers) | {
        "BK01-9": Answer(Decimal(3), reason="两篇一句话"),
        "BK01-2": Answer(Decimal("5.5")),
        "BK01-8": Answer(is_na=True, reason="自备"),
    }
    sheet = office.sheets.submit(
        unit.id,
        filled(answers=answers, problems="反思流于形式\n\n未见板书", hits=(Hit("V1", "第2节无教案"),)),
    )
    lines = proposed(FORMS["BK01"], sheet, unit, campaign)
    assert [(line.item, line.text, line.severity, line.due) for line in lines] == [
        ("V1", "第2节无教案", "否决", "2026-11-21"),
        ("BK01-2", "数量进度：得 5.5 分，满分 10 分", "一般", "2026-11-25"),
        ("BK01-9", "教学反思：得 3 分，满分 8 分", "较重", "2026-11-25"),
        ("", "反思流于形式", "一般", "2026-11-25"),
        ("", "未见板书", "一般", "2026-11-25"),
    ]
    assert {(line.group, line.teacher_id, line.status) for line in lines} == {
        ("综合组", office.people["李静"], "待确认")
    }


def test_a_problem_goes_from_proposal_to_its_end(context: Context):
    service = ProblemService(context)
    row = service.add(ProblemDraft(text="反思笼统", found_on="2026-11-18", due="2026-11-25", owner_id="t1"))
    assert service.confirm([row.id]) == 1
    assert [one.id for one in service.live()] == [row.id]
    with pytest.raises(UserError) as error:
        service.mend(row.id, " ", "2026-11-20")
    assert error.value.problems[0].text == "请写明整改措施与完成情况。"
    service.mend(row.id, "补写三篇课例分析", "2026-11-20")
    with pytest.raises(UserError, match="不能是责任人自己"):
        service.look_again(row.id, passed=True, on="2026-11-22", again="t1")
    failed = service.look_again(row.id, passed=False, on="2026-11-22", again="许莉")
    assert (failed.status, failed.result, failed.due) == ("复查不通过", "不通过", "2026-11-29")
    closed = service.look_again(row.id, passed=True, on="2026-11-28", again="许莉")
    assert (closed.status, service.live()) == ("销号", [])
    with pytest.raises(UserError, match="已经销号"):
        service.look_again(row.id, passed=True, on="2026-11-29", again="许莉")


@pytest.mark.parametrize(
    "done",
    [
        {"status": CLOSED},
        {"status": "已提交整改", "action": "补写"},
        {"status": OPEN, "result": "通过", "again_on": "2026-11-22"},
        {"extension": "2026-11-25 延至 2027-11-25：说好的"},
    ],
)
def test_a_line_begins_at_the_beginning(context: Context, done: dict[str, str]):
    service = ProblemService(context)
    with pytest.raises(UserError) as error:
        service.add(ProblemDraft(text="反思笼统", due="2026-11-25", **done))
    assert [problem.text for problem in error.value.problems] == [
        "新登记的问题只能是“待确认”或“待整改”；整改、复查和延期要登记后再办。"
    ]
    assert service.rows() == []


def test_what_is_settled_or_not_confirmed_is_not_mended(context: Context):
    service = ProblemService(context)
    row = service.add(ProblemDraft(text="反思笼统", found_on="2026-11-18", due="2026-11-25"))
    with pytest.raises(UserError, match="现在是“待确认”"):
        service.mend(row.id, "补写", "2026-11-20")
    with pytest.raises(UserError, match="现在是“待确认”"):
        service.look_again(row.id, passed=True, on="2026-11-22", again="许莉")
    service.confirm([row.id])
    service.look_again(row.id, passed=True, on="2026-11-22", again="许莉")
    with pytest.raises(UserError, match="已经销号"):
        service.mend(row.id, "补写", "2026-11-23")


def test_overdue_follows_from_the_day(context: Context):
    row = ProblemDraft(text="反思笼统", due="2026-11-25", status=OPEN)
    assert not is_overdue(row, date(2026, 11, 25))
    assert is_overdue(row, date(2026, 11, 26))
    assert not is_overdue(replace(row, status=CLOSED), date(2026, 12, 26))
    service = ProblemService(context)
    service.add_many("旧账", [row, replace(row, due="2026-12-01"), replace(row, text="已销号")])
    settled = next(one for one in service.rows() if one.text == "已销号")
    service.look_again(settled.id, passed=True, on="2026-11-24", again="许莉")
    assert service.overdue(date(2026, 11, 26)) == 1


def test_days_to_mend():
    assert due_after("2026-11-28", "一般") == "2026-12-05"
    assert due_after("2026-11-28", "否决") == "2026-12-01"
    assert due_after("", "一般") == ""


def test_rates_leave_out_what_does_not_stand():
    row = ProblemDraft(text="x", due="2026-11-25", status=CLOSED, done_on="2026-11-24")
    rows = [
        row,
        replace(row, done_on="2026-11-27"),
        replace(row, status=OPEN),
        replace(row, status=OPEN, due="2026-12-25"),
        replace(row, status="不成立"),
        replace(row, status="待确认"),
    ]
    assert closing_rate(rows, date(2026, 12, 1)) == (2, 4, 1, 3)


def test_patrols_are_confirmed_by_somebody(context: Context):
    service = PatrolService(context)
    with pytest.raises(UserError) as error:
        service.add(PatrolDraft(day="", code="K99"))
    assert [problem.text for problem in error.value.problems] == ["请填写日期。", "请选择情况。"]
    row = service.add(PatrolDraft(day="2026-11-18", class_name="五（3）班", code="K2", tenths=10))
    assert service.verify([row.id], "已确认", "许莉") == 1
    assert [(one.points, one.status) for one in service.between("2026-11-16", "2026-11-22")] == [
        (1, "已确认")
    ]
    assert service.between("2026-11-19", "2026-11-22") == []


def test_the_cases_of_a_patrol():
    cases = shipped_lists().cases
    assert list(cases) == [f"K{number}" for number in range(10)]
    assert [code for code, case in cases.items() if case.is_veto] == ["K5", "K8"]
    assert (cases["K4"].points, cases["K5"].points) == (3, 5)


def test_listening_notes_lose_a_point_for_each_missing_lesson(context: Context):
    assert listening_points(20, 17) == 70
    assert listening_points(20, 25) == 100
    assert listening_points(20, 5) == 0
    assert all(quota.low <= quota.due <= quota.high for quota in shipped_lists().quotas)
    service = ListeningService(context)
    draft = ListeningDraft(school_year=YEAR, term=TERM, teacher_id="t1", due=20, heard=18, valid=19)
    with pytest.raises(UserError) as error:
        service.add(draft)
    assert error.value.problems[0].text == "有效节数不能多于实听节数。"
    service.add(replace(draft, valid=17))
    with pytest.raises(UserError) as error:
        service.add(replace(draft, valid=16))
    assert error.value.problems[0].text == "这名教师本学期的听课笔记已经登记过了。"


@each(
    ("changes", "sentence"),
    [
        ({"weights": '{"备课": -1}'}, "权重不能小于 0，也不能全部为 0。"),
        ({"weights": '{"纪律": 10}'}, "没有“纪律”这一项。"),
        ({"weights": "[]"}, "权重应是数。"),
        ({"over": "随便"}, "请从列表中选择计算办法。"),
        ({"patrol_most": 200}, "巡课扣分上限应在 0—100 之间。"),
        ({"excellent_share": 0}, "优秀比例应在 1—100 之间，不提醒请留空。"),
    ],
)
def test_a_scheme_that_does_not_hold_is_refused(changes, sentence):
    assert sentence in [
        problem.text for problem in scheme_problems(replace(default_scheme(YEAR, TERM), **changes))
    ]


def test_the_scheme_a_school_begins_with(context: Context):
    scheme, how = scheme_of(default_scheme(YEAR, TERM))
    assert sum(scheme.weights.values()) == 100
    assert (scheme.patrol_most, scheme.bonus_most, how.weights.subjects) == (10, 5, "周课时")
    service = SchemeService(context)
    service.add(default_scheme(YEAR, TERM))
    with pytest.raises(UserError) as error:
        service.add(default_scheme(YEAR, TERM))
    assert error.value.problems[0].text == f"{YEAR}学年{TERM}已有量化方案。"


def test_an_exemption_names_its_reason_and_who_approved(context: Context):
    draft = AllowanceDraft(school_year=YEAR, term=TERM, teacher_id="t1", kind="免检", reason="")
    with pytest.raises(UserError) as error:
        AllowanceService(context).add(draft)
    assert [problem.text for problem in error.value.problems] == ["请写明免检的理由。", "请写明谁批准免检。"]
