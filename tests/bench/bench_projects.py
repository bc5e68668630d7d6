"""A school with 2,000 projects and 20,000 成果: the list, what is due, the search, one project."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.figure import Figure, seconds

PROJECTS, RESULTS = 2000, 10
LIST, SEARCH, ONE = 100, 30, 30  # milliseconds
WRITE = 30  # seconds
_TOPICS = (
    "结构化学习",
    "绘本写话",
    "作业设计",
    "课堂观察",
    "项目化学习",
    "家校共育",
    "劳动课程",
    "跨学科阅读",
)


def figures() -> list[Figure]:
    """Milliseconds of what the page asks for: all of it read anew, and after a change."""
    from edudesk.projects.service.board import BoardService

    with TemporaryDirectory() as folder, grown_school(Path(folder) / "学校.edudesk") as desk:
        ids = [row.id for row in desk.projects.rows()]

        def page() -> Any:
            service = BoardService(desk.context)  # nothing kept of the last time but the projects themselves
            service._kept = kept
            return service.lines()

        def changed() -> Any:
            desk.projects.change(ids[3], {"remark": str(time.perf_counter_ns())})
            return desk.project_board.lines()

        kept = desk.project_board._kept
        leader = next(line.leaders for line in desk.project_board.lines() if "结构化" in line.title)
        assert desk.project_board.search(f"jgh {leader}"), "the search finds nothing"
        return [
            Figure("项目管理: 2,000 lines of the list", seconds(page, runs=7) * 1000, LIST, "ms"),
            Figure("项目管理: one saved, and the lines again", seconds(changed, runs=7) * 1000, ONE, "ms"),
            Figure(
                "项目管理: everything due, read before",
                seconds(desk.project_board.due, runs=5) * 1000,
                ONE,
                "ms",
            ),
            Figure(
                "项目管理: participation",
                seconds(desk.project_board.participation, runs=5) * 1000,
                ONE,
                "ms",
            ),
            Figure(
                "项目管理: a search by initials",
                seconds(lambda: desk.project_board.search("jghxx"), runs=7) * 1000,
                SEARCH,
                "ms",
            ),
            Figure(
                "项目管理: a search by leader",
                seconds(lambda: desk.project_board.search(leader), runs=7) * 1000,
                SEARCH,
                "ms",
            ),
            Figure(
                "项目管理: what is warned of in one project",
                seconds(lambda: desk.projects.warnings(ids[3]), runs=5) * 1000,
                ONE,
                "ms",
            ),
            *_written(desk),
        ]


def _written(desk: Any) -> list[Figure]:
    """Seconds for as many projects again with all their records, as an import writes them, and to take them back."""
    more = [_whole(PROJECTS + number) for number in range(PROJECTS)]
    return [
        Figure(
            "项目管理: 2,000 projects with 60,000 records written",
            seconds(lambda: desk.projects.begin_many("再登记", more), runs=1),
            WRITE,
            "s",
        ),
        Figure("项目管理: taken back", seconds(desk.timeline.undo, runs=1), WRITE, "s"),
        Figure("项目管理: brought back", seconds(desk.timeline.redo, runs=1), WRITE, "s"),
    ]


def grown_school(file: Path) -> Any:
    """A school with its roster and all these projects, as a desk that is open; who leads one is in the roster."""
    from edudesk.desk import found_school
    from edudesk.roster.sample import sample_teachers
    from edudesk.school.rows import SchoolDraft
    from edudesk.school.sample import SCHOOL

    desk = found_school(file, SchoolDraft(**SCHOOL))
    desk.teachers.add_many("登记", sample_teachers())
    people = desk.teachers.rows()

    def staffed(number: int) -> Any:
        whole = _whole(number)
        team = (people[place % len(people)] for place in count(number))
        return replace(whole, parts=tuple(_in_roster(part, team) for part in whole.parts))

    desk.projects.begin_many("登记", [staffed(number) for number in range(PROJECTS)])
    return desk


def _in_roster(part: Any, team: Iterator[Any]) -> Any:
    """A member as the next of a team; other parts as they are."""
    from edudesk.projects.rows.people import MemberDraft

    if not isinstance(part, MemberDraft):
        return part
    person = next(team)
    return replace(part, teacher_id=person.id, name=person.name)


def _whole(number: int) -> Any:
    from edudesk.projects.rows.evidence import EvidenceDraft
    from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
    from edudesk.projects.rows.people import LEADER, MemberDraft
    from edudesk.projects.rows.projects import ProjectDraft, StepDraft
    from edudesk.projects.rows.results import DeliverableDraft
    from edudesk.projects.rows.whole import Whole

    year = 2007 + number % 20
    # of twenty years, so that most are over as in a school's own 台账
    stage = ("实施", "中期检查", "立项", "申报")[number % 4] if year >= 2024 else "结题"
    draft = ProjectDraft(
        title=f"{_TOPICS[number % len(_TOPICS)]}的实践研究之{number}",
        kind="KT",
        level=("市级", "区级", "校级")[number % 3],
        number=f"CZ{year}-{number:04}",
        start=f"{year}-03-01",
        end=f"{year + 2}-03-01",
        stage=stage,
    )
    people = [MemberDraft(project_id="", name=f"王建国{number % 300}", role=LEADER, place=1)]
    people += [MemberDraft(project_id="", name=f"成员{number}-{one}", place=one + 2) for one in range(5)]
    return Whole(
        draft,
        (
            *people,
            *(BudgetDraft(project_id="", line=line, yuan=5000.0) for line in ("资料费", "会议费", "其他")),
            *(
                SpendingDraft(project_id="", line="资料费", on=f"{year}-05-0{day}", yuan=800.0)
                for day in (1, 2, 3)
            ),
            *(
                DeliverableDraft(
                    project_id="", kind="论文", title=f"成果{number}-{one}", on=f"{year}-10-0{one % 9 + 1}"
                )
                for one in range(RESULTS)
            ),
            *(
                EvidenceDraft(project_id="", title=name, document=name, form="纸质")
                for name in ("申报书", "立项通知书", "开题报告")
            ),
        ),
        (
            StepDraft(project_id="", on=f"{year}-01-10", from_stage="", to_stage="申报"),
            StepDraft(project_id="", on=f"{year}-03-01", from_stage="申报", to_stage="立项"),
            StepDraft(project_id="", on=f"{year}-05-01", from_stage="立项", to_stage=stage),
        ),
    )
