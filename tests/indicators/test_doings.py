"""What checks and projects come to: figures of the term and of the day, what nobody entered, what a later edit changes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from edudesk.checks.rows.patrols import ListeningRow
from edudesk.checks.rows.problems import CLOSED, DISMISSED, MENDED, OPEN, PROPOSED, ProblemRow
from edudesk.checks.rules.over_terms import TeacherFigures, TermFigures
from edudesk.desk import open_desk
from edudesk.indicators.rows.values import Result, Verdict
from edudesk.indicators.rules.doings import (
    CHECKS,
    PROJECTS,
    Checked,
    Covered,
    Doings,
    Ended,
    Late,
    Made,
    Projects,
    Taking,
)
from edudesk.indicators.rules.judging import results
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.reminders import Node
from tests.indicators.schools import YEAR, people, school

TERM = "第一学期"
LEVELS = ("优秀", "良好", "合格", "不合格")


def teacher(number: int, total: str, grade: str, **parts: str) -> TeacherFigures:
    return TeacherFigures(
        f"t{number}",
        f"师{number}",
        "语文组",
        Decimal(total),
        {key: Decimal(one) for key, one in parts.items()},
        grade,
    )


def problem(number: int, status: str, due: str, *, term: str = TERM, **more: str) -> ProblemRow:
    return ProblemRow(
        id=f"p{number}", version=1, school_year=YEAR, term=term, found_on="2026-08-20", text="教案没有反思",
        owner_id=f"t{number}", due=due, status=status, **more,
    )  # fmt: skip


def line(number: int, level: str, phase: str, **more: str) -> ProjectLine:
    project = ProjectRow(
        id=f"x{number}", version=1, pinyin="", initials="", title=f"课题{number}", kind="KT", level=level, stage="实施",
        **more,
    )  # fmt: skip
    return ProjectLine(
        project=project, label=f"{level}课题", kind_title="课题", family="课题", phase=phase,
        is_live=phase in ("立项", "实施", "结题", "暂停"), leaders="李静", leader_ids=(), stage_label="实施", next_title="",
        next_due="", days=None, budget=0, spent=0, rate=None, people=0, results=0, alert="", tone="",
    )  # fmt: skip


CHECKED = Checked(
    school_year=YEAR,
    term=TERM,
    covered=(Covered("a", "九月备课检查", "BK", 18, 20), Covered("b", "九月作业检查", "ZY", 3, 20)),
    figures=TermFigures(
        YEAR,
        TERM,
        False,
        (
            teacher(0, "92.0", "优秀", 备课="90.0", 作业="95.0"),
            teacher(1, "81.5", "良好", 备课="80.5"),
            teacher(2, "61.0", "合格", 备课="61.0"),
        ),
        LEVELS,
    ),
    problems=(
        problem(0, CLOSED, "2026-08-25", done_on="2026-08-24", again_on="2026-08-26"),
        problem(1, CLOSED, "2026-08-25", done_on="2026-08-28", again_on="2026-08-29"),
        problem(2, MENDED, "2026-08-25", done_on="2026-08-31"),
        problem(3, OPEN, "2026-08-31"),
        problem(4, OPEN, "2026-09-01"),
        problem(6, PROPOSED, "2026-08-20"),
        problem(7, DISMISSED, "2026-08-20"),
        problem(5, CLOSED, "2026-08-20", term="第二学期", done_on="2026-09-03", again_on="2026-09-04"),
    ),
    listening=tuple(
        ListeningRow(id=f"l{n}", version=1, school_year=YEAR, term=TERM, teacher_id=f"t{n}", due=20, heard=heard, valid=valid)
        for n, (heard, valid) in enumerate(((20, None), (25, 19), (None, None), (30, 20)))
    ),
)  # fmt: skip


def found(doings: Doings, number: int = 6) -> dict[str, Result]:
    return {one.indicator.id: one for one in results(school(people(number)), doings=doings)}


def test_the_term_of_the_day_in_figures() -> None:
    one = found(Doings(checks=CHECKED))
    assert {key: one[key].value for key in ("J1", "J2", "J3", "J5", "J9", "J10")} == {
        "J1": Fraction(21, 40),
        "J2": Fraction("2.345") / 3,
        "J3": Fraction("2.315") / 3,
        "J5": Fraction("0.95"),
        "J9": Fraction(1, 3),
        "J10": Fraction(2, 3),
    }
    assert [(part.word, part.number) for part in one["J1"].figure.parts] == [("备课", 90), ("作业", 15)]
    assert one["J2"].figure.notes == ("统计的是2026-2027学年第一学期。",)
    # nothing of the term was looked at in 辅导: no 0
    assert (one["J6"].verdict, one["J6"].figure.missing[0].what) == (
        Verdict.UNKNOWN,
        "2026-2027学年第一学期辅导的得分",
    )


def test_problems_are_counted_as_they_stood_on_the_day() -> None:
    one = found(Doings(checks=CHECKED))
    assert (one["J11"].figure.numerator, one["J11"].figure.denominator) == (2, 5)
    assert (one["J12"].figure.numerator, one["J12"].figure.denominator) == (1, 4)
    # that of the term before was mended two days later; what is reported waits for its 复查
    assert [(who.name, who.words) for who in one["J13"].figure.counted] == [
        ("师5", "2026-08-20 到期：教案没有反思"),
        ("师3", "2026-08-31 到期：教案没有反思"),
    ]


def test_who_listened_to_enough_lessons() -> None:
    one = found(Doings(checks=CHECKED))["J14"]
    assert (one.figure.numerator, one.figure.denominator) == (2, 3)
    assert [who.name for who in one.figure.unknown] == ["师2"]


PROJECTS_NOW = Projects(
    lines=(
        line(1, "省级", "实施", approved_on="2026-08-30"),
        line(2, "校级", "立项", approved_on="2025-10-01"),
        line(3, "市级", "已结题", approved_on="2022-03-01", end="2026-08-31"),
        line(4, "区级", "项目库"),
    ),
    taking=(Taking("t0", "x1"), Taking("t0", "x2"), Taking("t1", "x3"), Taking("t2", "x2"), Taking("gone", "x1")),
    ended=(
        Ended("x3", "课题3", "2026-08-31", "2026-08-20", True),
        Ended("x5", "课题5", "2026-08-15", "", False),
        Ended("x6", "课题6", "2026-08-15", "", True),
    ),
    made=(Made("x1", "教学案例", "论文", "省级", "2026-08-30"),),
    late=(Late(line(1, "省级", "实施"), Node("开题", "2026-08-30", "开题")),),
    money=(("x1", "20000.00", "5000.50"), ("x2", "0.00", "100.00"), ("x3", "8000.00", "8000.00")),
)  # fmt: skip


def test_the_projects_of_the_day_in_figures() -> None:
    one = found(Doings(projects=PROJECTS_NOW))
    assert {key: one[key].value for key in ("X1", "X2", "X3", "X4", "X5", "X6", "X7", "E19")} == {
        "X1": 2,
        "X2": 1,
        "X3": 1,
        "X4": Fraction("5000.50") / 20000,
        "X5": Fraction(1, 2),
        "X6": 1,
        "X7": 1,
        "E19": Fraction(2, 6),
    }
    assert [(part.word, part.number) for part in one["X1"].figure.parts] == [("省级", 1), ("校级", 1)]
    assert [(who.name, who.words) for who in one["E19"].figure.counted] == [
        ("师0", "课题1；课题2"),
        ("师2", "课题2"),
    ]
    assert [who.name for who in one["X5"].figure.unknown] == ["课题6"]
    assert one["X5"].figure.notes == ("没有按期结题：课题5（2026-08-15 到期，未结题）。",)


def test_what_nobody_entered_or_may_see_is_named() -> None:
    empty = found(Doings())
    assert {empty[key].verdict for key in ("J1", "J13", "X1", "X6", "E19")} == {Verdict.UNKNOWN}
    assert empty["E19"].figure.missing[0].what == "项目台账"
    refused = found(Doings(refused=frozenset({CHECKS, PROJECTS})))
    assert refused["J2"].figure.missing[0].what == "查看教学常规检查的权限"
    assert refused["X1"].figure.missing[0].what == "查看项目的权限"


def test_the_order_of_what_is_read_does_not_matter() -> None:
    turned = Doings(
        checks=replace(
            CHECKED,
            covered=CHECKED.covered[::-1],
            problems=CHECKED.problems[::-1],
            listening=CHECKED.listening[::-1],
            figures=replace(CHECKED.figures, teachers=CHECKED.figures.teachers[::-1]),
        ),
        projects=replace(PROJECTS_NOW, lines=PROJECTS_NOW.lines[::-1], taking=PROJECTS_NOW.taking[::-1]),
    )
    one, other = found(Doings(checks=CHECKED, projects=PROJECTS_NOW)), found(turned)
    assert {key: (told.value, told.verdict) for key, told in one.items()} == {
        key: (told.value, told.verdict) for key, told in other.items()
    }


# of the open school

CHECK_IDS = [f"J{n}" for n in range(1, 15)]
PROJECT_IDS = [f"X{n}" for n in range(1, 8)]


def test_what_is_entered_later_changes_no_figure_of_a_past_day(sample: Path) -> None:
    with open_desk(sample) as desk:
        check = next(row for row in desk.campaigns.rows() if row.status == "进行中")
        sheet = desk.sheets.of_campaign(check.id)[0]
        past = date.fromisoformat(sheet.on) - timedelta(days=1)
        before = told(desk, past)
        assert before["J1"]
        teacher_id = next(row.id for row in desk.teachers.rows() if row.status == "在岗")
        later = MemberDraft(
            project_id=desk.projects.rows()[0].id,
            teacher_id=teacher_id,
            name="后来的",
            role="参研人员",
            joined="2026-11-19",
        )
        desk.project_members.add(later)
        desk.sheets.put_away([sheet.id], reason="误录", by="李静")
        assert told(desk, past) == before


def told(desk, day: date) -> dict[str, Fraction | None]:
    return {
        one.indicator.id: one.value
        for one in desk.indicators.on(day)
        if one.indicator.id in (*CHECK_IDS, *PROJECT_IDS)
    }


def test_figures_of_the_school_as_its_own_pages_have_them(sample: Path) -> None:
    with open_desk(sample) as desk:
        day = date(2026, 11, 20)
        one = {found.indicator.id: found for found in desk.indicators.on(day) if not found.stage}
        lines = desk.project_board.lines(day)
        assert one["X1"].value == sum(line.is_live for line in lines)
        assert one["X6"].value == len(desk.project_board.due(day, within=-1))
        assert one["J13"].value == desk.check_problems.overdue(day)
        term = one["J1"].figure.notes[0]
        checks = [
            row
            for row in desk.campaigns.rows()
            if f"{row.school_year}学年{row.term}" in term and row.begins <= "2026-11-20"
        ]
        progress = [
            desk.campaigns.progress()[row.id] for row in checks if row.id in desk.campaigns.progress()
        ]
        assert (one["J1"].figure.numerator, one["J1"].figure.denominator) == tuple(
            map(sum, zip(*progress, strict=True))
        )
