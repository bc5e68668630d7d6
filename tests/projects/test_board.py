"""What the list, the start page and the search show of all projects."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.projects.rows.course import MilestoneDraft
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import CONTACT, EXPERT, LEADER, MemberDraft
from edudesk.projects.rows.pool import RecommendationDraft
from edudesk.projects.rows.projects import ProjectDraft, StepDraft
from edudesk.projects.rows.results import DeliverableDraft
from edudesk.projects.service.board import BoardService
from edudesk.projects.service.dossiers import DossierService
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.projects import Part, ProjectService, Whole
from edudesk.projects.service.reading import leaders_of, led_by
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.projects.ledgers import P

MATHS = ProjectDraft(
    title="小学数学结构化学习的实践研究", kind="KT", level="市级", start="2025-01-10", end="2027-01-10",
    stage="实施", number="B-12",
)  # fmt: skip


def leader(name: str, teacher_id: str = "") -> MemberDraft:
    return MemberDraft(project_id="", name=name, teacher_id=teacher_id, role=LEADER, place=1)


def put(context: Context, draft: ProjectDraft, *parts: Part, steps: tuple[StepDraft, ...] = ()) -> str:
    return ProjectService(context).begin(Whole(draft, parts, steps)).id


@pytest.mark.usefixtures("stopped_clock")
def test_a_line_says_what_the_list_shows(context: Context) -> None:
    put(
        context,
        MATHS,
        leader("王建国"),
        MemberDraft(project_id="", name="周敏华"),
        MemberDraft(project_id="", name="张老师", role=EXPERT),
        BudgetDraft(project_id="", line="资料费", yuan=20000.0),
        BudgetDraft(project_id="", line="会议费", yuan=30000.0),
        SpendingDraft(project_id="", line="会议费", on="2026-03-02", yuan=31999.9),
        SpendingDraft(project_id="", line="会议费", on="2026-03-02", yuan=0.1),
        DeliverableDraft(project_id="", kind="论文", title="三个支点"),
        EvidenceDraft(project_id="", title="报告", document="中期报告", form="纸质"),
        EvidenceDraft(project_id="", title="只有名字", document="经费使用说明"),
    )
    (line,) = BoardService(context).lines()
    assert (line.label, line.leaders, line.stage_label, line.people, line.results) == (
        "市规划课题", "王建国", "实施", 2, 1,
    )  # fmt: skip
    assert (line.budget, line.spent, line.rate) == (50000.0, 32000.0, 0.64)
    assert (line.next_title, line.next_due, line.days) == ("2025 年度考核", "2025-12-31", -324)
    assert (line.alert, line.tone) == ("2025 年度考核逾期 324 天", "danger")


@pytest.mark.usefixtures("stopped_clock")
def test_who_leads_later_does_not_lead_yet(context: Context) -> None:
    today, heir = "2026-11-20", replace(leader("周敏华"), joined="2027-01-01")
    one = put(context, MATHS, replace(leader("王建国"), left="2026-12-31"), heir)
    next_year = put(context, replace(MATHS, title="明年", start="2027-01-01", end="2028-12-31"), heir)
    lines = {line.project.id: (line.leaders, line.people) for line in BoardService(context).lines()}
    assert lines == {one: ("王建国", 1), next_year: ("周敏华", 1)}  # is of the team that applies
    with context.store.transaction() as connection:
        assert leaders_of(connection, [one], today) == {one: ["王建国"]}
        assert led_by(connection, heir, today) == [next_year]
    papers = {key: DossierService(context).of(key) for key in (one, next_year)}
    assert {key: [member.name for member in paper.leaders] for key, paper in papers.items()} == {
        one: ["王建国"], next_year: ["周敏华"],
    }  # fmt: skip


@pytest.mark.usefixtures("stopped_clock")
def test_a_stage_that_is_near_says_how_many_documents_are_missing(context: Context) -> None:
    put(context, replace(MATHS, start="2026-03-01", end="2027-08-20"), leader("王建国"),
        EvidenceDraft(project_id="", title="报告", document="中期报告", form="纸质"))  # fmt: skip
    (line,) = BoardService(context).lines()
    assert (line.next_title, line.next_due) == ("中期", "2026-11-24")
    assert (line.alert, line.tone) == ("中期材料缺 3 件", "danger")  # two documents, and stage results


@pytest.mark.usefixtures("stopped_clock")
def test_notices_and_what_waits_to_begin(context: Context) -> None:
    put(context, replace(MATHS, title="跨学科", stage="公示", start="", end=""),
        RecommendationDraft(project_id="", batch="2026", notice_to="2026-11-24"))  # fmt: skip
    put(
        context,
        replace(
            MATHS,
            title="作业设计",
            stage="立项",
            start="2026-11-01",
            end="2028-11-01",
            approved_on="2026-11-01",
        ),
    )
    assert {line.title: (line.alert, line.tone) for line in BoardService(context).lines()} == {
        "跨学科": ("公示至 11-24", "info"),
        "作业设计": ("待开题", "info"),
    }


@pytest.mark.usefixtures("stopped_clock")
def test_what_is_due_comes_the_most_urgent_first_without_what_may_be_skipped(context: Context) -> None:
    put(context, replace(MATHS, title="甲", kind="WK", stage="实施", start="2026-01-01", end="2026-12-20"))
    put(context, replace(MATHS, title="乙", kind="WK", stage="实施", start="2026-01-01", end="2026-11-30"))
    assert [(row.title, node.title, node.due) for row, node in BoardService(context).due(within=30)] == [
        ("甲", "结题申请", "2026-11-20"),
        ("乙", "结题", "2026-11-30"),
        ("甲", "结题", "2026-12-20"),
    ]


@pytest.mark.usefixtures("stopped_clock")
def test_the_lines_of_a_day_that_has_gone_stand_as_they_stood(context: Context) -> None:
    approved = put(
        context,
        replace(MATHS, title="甲", number="", start="2026-01-01", stage="申报"),
        steps=(StepDraft(project_id="", on="2026-03-01", from_stage="", to_stage="申报"),),
    )
    ProjectService(context).move(
        approved, "立项", on="2026-11-01", number="B-1", doc_no="〔2026〕3号", reason="补登"
    )
    put(context, replace(MATHS, title="乙", start="2026-10-01"))
    put(context, replace(MATHS, title="丙", start="", stage="实施"))  # imported, nobody knows since when
    put(context, replace(MATHS, title="丁", start="", stage="酝酿"))

    def told(on: date | None) -> dict[str, tuple[str, str, str]]:
        lines = BoardService(context).lines(on)
        return {line.title: (line.project.stage, line.phase, line.project.number) for line in lines}

    assert set(told(None)) == {"甲", "乙", "丙", "丁"}
    assert told(None)["甲"] == ("立项", "立项", "B-1")
    assert told(date(2026, 9, 1)) == {"甲": ("申报", "申报", ""), "丙": ("实施", "实施", "B-12")}


@pytest.mark.usefixtures("stopped_clock")
def test_an_imported_project_that_has_ended_was_going_on_until_its_last_day(context: Context) -> None:
    old = replace(MATHS, stage="结题", start="2022-09-01", end="2025-08-31", approved_on="2022-08-25")
    put(context, replace(old, title="甲"))
    put(context, replace(old, title="乙", end=""))  # nobody knows since when it is over
    put(context, replace(old, title="丙", stage="实施", approved_on=""))

    def live(on: date) -> set[str]:
        return {line.title for line in BoardService(context).lines(on) if line.is_live}

    assert live(date(2023, 1, 1)) == {"甲", "丙"}
    assert live(date(2025, 9, 1)) == {"丙"}
    assert {line.title for line in BoardService(context).lines(date(2022, 8, 1))} == set()


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize("stage", ["酝酿", "申报", "结题", "未立项"])
def test_what_the_school_set_itself_is_due_in_every_phase(context: Context, stage: str) -> None:
    put(context, replace(MATHS, stage=stage, end="2026-01-01"),
        MilestoneDraft(project_id="", title="申报书交区教研室", due="2026-11-23"))  # fmt: skip
    board = BoardService(context)
    (line,) = board.lines()
    assert (line.next_title, line.days, line.alert, line.tone) == (
        "申报书交区教研室",
        3,
        "3 天后到期",
        "danger",
    )
    assert [(row.id, node.title) for row, node in board.due(within=7)] == [(line.id, "申报书交区教研室")]


def test_a_teacher_counts_once_however_many_projects_there_are(context: Context) -> None:
    teachers = TeacherService(context)
    wang, zhou, _ = (teachers.add(TeacherDraft(name=name)).id for name in ("王建国", "周敏华", "沈婷"))
    board = BoardService(context)
    assert board.participation() == (0, 3)
    one = put(
        context, MATHS, leader("王建国", wang), MemberDraft(project_id="", name="周敏华", teacher_id=zhou)
    )
    put(context, replace(MATHS, title="另一项", kind="WK"), leader("王建国", wang))
    put(context, replace(MATHS, title="还在申报", stage="申报"), leader("沈婷", _))
    assert board.participation() == (2, 3)
    left = next(row for row in MemberService(context).of(one) if row.teacher_id == zhou)
    MemberService(context).change(left.id, {"left": "2025-06-30"})
    assert board.participation() == (1, 3)


def test_participation_is_of_those_who_count_as_full_time_teachers_on_the_day(context: Context) -> None:
    teachers, board = TeacherService(context), BoardService(context)
    wang, cook, sick = (
        teachers.add(TeacherDraft(name=name, **told)).id  # type: ignore[arg-type]
        for name, told in (
            ("王建国", {}), ("钱师傅", {"staff_category": "工勤人员"}), ("沈婷", {"status": "长期请假"}),
        )
    )  # fmt: skip
    teachers.add(TeacherDraft(name="新人", school_start="2026-08"))
    put(
        context, MATHS, leader("王建国", wang), *(MemberDraft(project_id="", name="他", teacher_id=one) for one in (cook, sick)),
        steps=(StepDraft(project_id="", on="2025-02-01", from_stage="", to_stage="实施"),),
    )  # fmt: skip
    assert board.participation() == (1, 2)
    assert board.participation(date(2025, 9, 1)) == (1, 1)  # 新人 had not come


def test_a_teacher_who_was_deleted_stays_by_name(context: Context) -> None:
    teachers = TeacherService(context)
    wang = teachers.add(TeacherDraft(name="王建国")).id
    put(context, MATHS, leader("王建国", wang))
    teachers.put_away([wang])
    (line,) = BoardService(context).lines()
    assert (line.leaders, line.leader_ids) == ("王建国", (wang,))
    assert BoardService(context).participation() == (0, 0)


@pytest.mark.parametrize("typed", ["结构化", "jgh", "jiegou", "b-12", "王建国", "wjg", "jgh 王建国"])
def test_a_project_is_found_by_title_number_and_leader(context: Context, typed: str) -> None:
    put(context, MATHS, leader("王建国", TeacherService(context).add(TeacherDraft(name="王建国")).id))
    put(context, replace(MATHS, title="低年级绘本写话", number=""), leader("周敏华"))
    assert [row.title for _, row in BoardService(context).search(typed)] == [MATHS.title]


def test_results_are_counted_by_type_and_school_year(context: Context) -> None:
    put(context, MATHS, *(
        DeliverableDraft(project_id="", kind=kind, title="x", on=on)
        for kind, on in (("论文", "2026-03"), ("论文", "2025-09-01"), ("公开课", "2026-09-10"), ("论文", ""))
    ))  # fmt: skip
    assert BoardService(context).result_counts() == {
        ("论文", "2025-2026"): 2, ("公开课", "2026-2027"): 1, ("论文", ""): 1,
    }  # fmt: skip


def test_a_teachers_projects(context: Context) -> None:
    wang = TeacherService(context).add(TeacherDraft(name="王建国")).id
    put(context, MATHS, leader("王建国", wang))
    ((row, part),) = BoardService(context).of_teacher(wang)
    assert (row.title, part.role, part.place) == (MATHS.title, LEADER, 1)
    assert BoardService(context).of_teacher(P) == []


@pytest.mark.parametrize("first", [LEADER, CONTACT])
def test_who_has_two_parts_in_a_project_is_shown_with_the_higher_that_lasts(
    context: Context, first: str
) -> None:
    wang = TeacherService(context).add(TeacherDraft(name="王建国")).id
    parts = [
        MemberDraft(project_id="", teacher_id=wang, name="王建国", role=role) for role in (LEADER, CONTACT)
    ]
    one = put(context, MATHS, *sorted(parts, key=lambda part: part.role != first))
    assert [part.role for _, part in BoardService(context).of_teacher(wang)] == [LEADER]
    leading = next(row for row in MemberService(context).of(one) if row.role == LEADER)
    MemberService(context).change(leading.id, {"left": "2025-06-30"})
    assert [part.role for _, part in BoardService(context).of_teacher(wang)] == [CONTACT]


def test_a_project_in_the_recycle_bin_is_nowhere_and_comes_back_whole(context: Context) -> None:
    board, wang = BoardService(context), TeacherService(context).add(TeacherDraft(name="王建国")).id
    one = put(
        context, MATHS, leader("王建国", wang), DeliverableDraft(project_id="", kind="论文", title="三个支点")
    )
    before = board.lines()
    ProjectService(context).put_away([one])
    assert (board.lines(), board.due(), board.search("结构"), board.result_counts()) == ([], [], [], {})
    assert board.participation() == (0, 1)
    timeline = Timeline(context)
    timeline.take_back(timeline.bin())
    (line,) = board.lines()
    assert replace(line, project=before[0].project) == before[0]
    assert board.participation() == (1, 1)
