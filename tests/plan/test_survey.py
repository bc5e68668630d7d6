"""校情问卷: what groups answered for the lines of the SWOT matrix, the order they give, the sheet that comes back."""

import pytest

from edudesk.base.errors import UserError
from edudesk.desk import Desk
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.text import SwotDraft
from edudesk.plan.rules.survey import asked, mean_of, opened, read_count, read_mean, tallies
from tests.tables import each

LINES = (
    ("优势", "队伍稳定"), ("优势", "课程有特色"), ("劣势", "骨干教师偏少"), ("挑战", "场地紧张"), ("SO", "建成课程群"),
)  # fmt: skip


def planned(desk: Desk) -> tuple[str, dict[str, str]]:
    """A plan with five lines; ids by text."""
    plan = desk.plans.add(PlanDraft(title="三年规划", starts="2025-09-01", ends="2028-08-31"))
    for quadrant, text in LINES:
        desk.plan_swots.add(SwotDraft(plan_id=plan.id, quadrant=quadrant, text=text))
    return plan.id, {row.text: row.id for row in desk.plan_swots.of(plan.id)}


def answer(swot_id: str, people: str, answers: int, hundredths: int) -> SurveyDraft:
    return SurveyDraft(
        plan_id="", swot_id=swot_id, people=people, answers=answers, hundredths=hundredths, on="2025-01-15"
    )


def test_every_person_counts_the_same_and_the_order_follows_the_mean(desk: Desk) -> None:
    plan_id, ids = planned(desk)
    drafts = [
        answer(ids["队伍稳定"], "教职工", 100, 400),
        answer(ids["队伍稳定"], "家长", 300, 420),
        answer(ids["课程有特色"], "家长", 300, 451),
        answer(ids["骨干教师偏少"], "教职工", 100, 388),
        SurveyDraft(plan_id="", people="家长", text="增加放学后体育活动", answers=12),
        SurveyDraft(plan_id="", people="学生", text="多开社团"),
    ]
    assert desk.plan_survey.fill(plan_id, drafts) == 6
    whole = desk.plan_wholes.of(plan_id)
    found = tallies(whole.survey)
    assert [(row.text, found[row.id].mean if row.id in found else "") for row in asked(whole.swots)] == [
        ("队伍稳定", "4.15"), ("课程有特色", "4.51"), ("骨干教师偏少", "3.88"), ("场地紧张", ""),
    ]  # fmt: skip
    assert found[ids["队伍稳定"]].answers == 400
    assert [row.text for row in opened(whole.survey)] == ["增加放学后体育活动", "多开社团"]
    assert desk.plan_survey.rank(plan_id) == 2
    assert [row.text for row in asked(desk.plan_swots.of(plan_id))][:2] == ["课程有特色", "队伍稳定"]
    assert desk.plan_survey.rank(plan_id) == 0
    desk.timeline.undo()
    assert [row.text for row in asked(desk.plan_swots.of(plan_id))][:2] == ["队伍稳定", "课程有特色"]


def test_a_sheet_is_stored_whole_and_an_open_answer_once(desk: Desk) -> None:
    plan_id, ids = planned(desk)
    wish = SurveyDraft(plan_id="", people="家长", text="增加体育活动")
    desk.plan_survey.fill(plan_id, [answer(ids["队伍稳定"], "家长", 3, 400), wish])
    desk.plan_survey.fill(plan_id, [answer(ids["课程有特色"], "家长", 3, 500), wish])
    rows = desk.plan_survey.of(plan_id)
    assert [(row.swot_id, row.text) for row in rows] == [(ids["课程有特色"], ""), ("", "增加体育活动")]
    with pytest.raises(UserError, match="已经有家长的问卷结果"):
        desk.plan_survey.add(SurveyDraft(**{**_own(rows[0]), "hundredths": 300}))


def test_a_line_takes_its_answers_along(desk: Desk) -> None:
    plan_id, ids = planned(desk)
    desk.plan_survey.fill(plan_id, [answer(ids["队伍稳定"], "家长", 3, 400)])
    desk.plan_swots.put_away([ids["队伍稳定"]])
    assert desk.plan_survey.of(plan_id) == []
    desk.timeline.undo()
    assert len(desk.plan_survey.of(plan_id)) == 1


def _own(row: object) -> dict[str, object]:
    return {key: getattr(row, key) for key in SurveyDraft.__dataclass_fields__}


@each(
    ("text", "found"),
    [("4.3", 430), ("4", 400), ("４.25分", None), ("5", 500), ("5.01", None), ("0.9", None), ("4.256", None), ("好", None), ("4.30", 430)],
)  # fmt: skip
def test_a_mean_is_kept_as_it_is_typed_or_not_at_all(text: str, found: int | None) -> None:
    assert read_mean(text) == found


@each(
    ("text", "found"),
    [("412", 412), ("412 人", 412), ("４１２份", 412), ("-3", None), ("3.5", None), ("", None)],
)
def test_people_are_counted_in_whole_numbers(text: str, found: int | None) -> None:
    assert read_count(text) == found


def test_the_mean_of_counts_is_rounded_half_up() -> None:
    assert mean_of({5: 1, 4: 1, 3: 0, 2: 0, 1: 6}) == (8, 188)  # 15 / 8 = 1.875
    assert mean_of({}) is None
