"""校情问卷: what groups answered for the lines of the SWOT matrix, the order they give, the sheet that comes back."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from edudesk.base.errors import UserError
from edudesk.desk import Desk
from edudesk.kit.theme import Tone
from edudesk.plan.intake.survey_sheet import SurveySheet, read_survey_sheet, write_survey_sheet
from edudesk.plan.pages.survey import SurveyTable
from edudesk.plan.pages.swots import SwotPage
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.text import SwotDraft
from edudesk.plan.rules.survey import asked, mean_of, opened, read_count, read_mean, tallies
from tests.gui import Said
from tests.seat import Seat
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


# --- the sheet that goes out and comes back -------------------------------------------------------------------


def filled(path: Path, cells: dict[str, dict[str, object]]) -> Path:
    """The workbook with cells typed into it: sheet -> address -> value."""
    book = load_workbook(path)
    for name, own in cells.items():
        for place, value in own.items():
            book[name][place] = value
    book.save(path)
    return path


def test_the_sheet_that_was_handed_out_is_read_back(desk: Desk, tmp_path: Path) -> None:
    plan_id, ids = planned(desk)
    swots = asked(desk.plan_swots.of(plan_id))
    path = tmp_path / "问卷.xlsx"
    write_survey_sheet("三年规划", swots, path, date(2025, 1, 15))
    assert read_survey_sheet(path, swots) == SurveySheet({}, (), ())  # empty as it went out
    lines = {"D4": 60, "E4": 30, "F4": "10 人", "I5": 300, "J5": 4.5, "D6": "很多", "I7": 20}
    filled(
        path,
        {
            "家长": lines,
            "教职工": {"D4": 1, "C4": "队伍稳定。"},
            "开放题": {"B4": "增加体育活动", "C4": 12, "B6": "多开社团"},
        },
    )
    read = read_survey_sheet(path, swots)
    assert {(key, group): tuple(one) for (key, group), one in read.found.items()} == {
        (ids["队伍稳定"], "家长"): (100, 450),
        (ids["课程有特色"], "家长"): (300, 450),
        (ids["队伍稳定"], "教职工"): (1, 500),
    }
    assert [(one.people, one.text, one.answers) for one in read.opened] == [
        ("教职工", "增加体育活动", 12), ("家长", "多开社团", None),
    ]  # fmt: skip
    assert read.remarks == (
        "家长第 6 行“骨干教师偏少”的5分人数不是人数，没有读入。",
        "家长第 7 行“场地紧张”没有各分数的人数，也没有人数和平均分，没有读入。",
    )


def test_what_a_sheet_says_of_another_matrix_or_against_itself_is_told(desk: Desk, tmp_path: Path) -> None:
    plan_id, _ = planned(desk)
    swots = asked(desk.plan_swots.of(plan_id))
    path = tmp_path / "问卷.xlsx"
    write_survey_sheet("三年规划", swots, path, date(2025, 1, 15))
    lines = {"C4": "老校区", "D4": 3, "D5": 3, "I5": 4, "D6": 10, "J6": 4.1, "I7": 8, "J7": 5.5}
    read = read_survey_sheet(filled(path, {"学生": lines}), swots)
    assert read.found == {}
    assert read.remarks == (
        "学生第 4 行“老校区”不是现在的 SWOT 条目，没有读入。",
        "学生第 5 行“课程有特色”的人数写 4，各分数合计 3，没有读入。",
        "学生第 6 行“骨干教师偏少”的平均分写 4.1，按各分数算是 5.00，没有读入。",
        "学生第 7 行“场地紧张”的平均分“5.5”不是 1 到 5 的数（最多两位小数），没有读入。",
    )
    other = tmp_path / "花名册.xlsx"
    Workbook().save(other)
    with pytest.raises(UserError, match="没有找到问卷统计表"):
        read_survey_sheet(other, swots)


# --- in the window --------------------------------------------------------------------------------------------


def test_answers_are_typed_read_and_put_the_lines_in_order(seat: Seat, said: Said, tmp_path: Path) -> None:
    page = seat.window.show_page("plan_swot")
    assert isinstance(page, SwotPage)
    seat.wait()
    dialog = page.show_survey()
    assert dialog is not None
    table = dialog.type_many()
    assert table is not None
    model, columns = table.table.model_of_rows, [one.title for one in table.table.model_of_rows.columns]
    place = columns.index("社区人数")
    model.setData(model.index(0, place), "0")
    model.setData(model.index(0, place + 1), "4.257")
    assert [one.text for one in table.problems[table.table.rows[0].id]] == [
        "社区人数“0”不是人数。", "社区均分“4.257”应在 1 到 5 之间，最多两位小数。",
    ]  # fmt: skip
    model.setData(model.index(0, place), "28")
    model.setData(model.index(0, place + 1), "4.25")
    table.accept()
    seat.wait()
    assert [row.hundredths for row in dialog.parts.rows if row.answers == 28] == [
        425
    ]  # the list behind follows
    path = tmp_path / "问卷.xlsx"
    swots = asked(seat.desk.plan_wholes.of(page._plan_id).swots)
    write_survey_sheet("规划", swots, path, date(2025, 1, 15))
    dialog.read_back(filled(path, {"社区": {"I5": 30, "J5": 4.9}, "开放题": {"B7": "社区共建"}}))
    seat.wait()
    read = seat.dialog(SurveyTable)
    assert read.sums() == "共 32 个结果，1 行有改动。另有 1 条开放题回答一并登记（社区：社区共建）。"
    assert read.is_changed
    changed = read.table.rows[1]
    marked = [one.title for one in read.table.model_of_rows.columns if read.shade(changed, one) is Tone.GOOD]
    assert marked == ["社区人数", "社区均分"]
    assert read.told(changed) == "社区原来 62 人、4.17 分"
    assert read.table.currentIndex().row() == 1
    read.accept()
    seat.wait()
    assert [row.text for row in dialog.parts.rows if not row.swot_id][-1] == "社区共建"
    assert said.heard()[-1] == "notice: 已登记 2 个问卷结果。"
    again = dialog.type_many()
    assert again is not None
    again.accept()
    assert said.heard()[-1] == "notice: 问卷结果没有改动。"
    dialog.rank()
    seat.wait()
    line = page.model.all_rows[0]
    assert (line.mean, "社区" in line.by_group) != (None, False)
    dialog.accept()
    assert said.heard()[-1].startswith("notice: ")
