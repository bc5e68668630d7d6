"""What is known of the members of a project that may be 成果 of it: of the roster papers, open lessons, awards, of the checks
the lessons that were heard."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, Protocol

from sqlalchemy import Connection, select

from edudesk.projects.forms.lists import result_types
from edudesk.projects.rows.people import TEAM
from edudesk.projects.rows.projects import LEVELS
from edudesk.projects.rows.results import AWARD, DeliverableDraft
from edudesk.projects.tables import Deliverable, Project, ProjectMember
from edudesk.roster.history_tables import TABLES
from edudesk.roster.tables import Teacher
from edudesk.store.tables import core

# 教学教研成果 of the roster -> type of 成果; what is not named (课题, 荣誉) is none of a project
_TYPES: Final[Mapping[str, str]] = {
    "论文": "论文", "公开课": "公开课", "讲座": "讲座", "著作": "专著",
    "基本功/优课": AWARD, "指导学生": AWARD, "成果奖": AWARD,
}  # fmt: skip

_LESSON: Final = "公开课"


class Lesson(Protocol):
    """A lesson that was heard. on: ISO day; kind: 课型 as it was written."""

    @property
    def teacher_id(self) -> str: ...
    @property
    def on(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def kind(self) -> str: ...


LessonsOf = Callable[[Connection, Collection[str], str], Sequence[Lesson]]
"""(ids of teachers, first ISO day) -> lessons that were heard; another room has them."""


def offered_of(
    connection: Connection, project_id: str, lessons: LessonsOf | None = None
) -> list[DeliverableDraft]:
    """What the 项目组 did since the project began that is not among its 成果 yet, the latest first."""
    a, m, t, p, d = (
        core(one).c for one in (TABLES["achievement"], ProjectMember, Teacher, Project, Deliverable)
    )
    start = connection.scalar(select(p.start).where(p.id == project_id)) or ""
    there = set(connection.scalars(select(d.title).where(d.project_id == project_id, d.deleted_at == "")))
    members = select(m.teacher_id).where(
        m.project_id == project_id, m.deleted_at == "", m.role.in_(TEAM), m.teacher_id != ""
    )
    query = (
        select(core(TABLES["achievement"]), t.name)
        .join_from(core(TABLES["achievement"]), core(Teacher), t.id == a.teacher_id)
        .where(a.teacher_id.in_(members), a.deleted_at == "", a.kind.in_(_TYPES), a.begins >= start[:7])
        .order_by(a.begins.desc(), a.id)
    )
    found: dict[tuple[str, str], DeliverableDraft] = {}
    for row in connection.execute(query):
        if row.title in there:
            continue
        draft = DeliverableDraft(
            project_id=project_id,
            kind=_TYPES[row.kind],
            title=row.title,
            on=row.begins,
            authors=row.name,
            teacher_ids=row.teacher_id,
            level=row.level if row.level in LEVELS.words else "",
            grade=row.grade if _TYPES[row.kind] == AWARD or "奖" in row.grade else "",  # 发表 is no award
            outlet=row.publication or row.organiser,
            number=row.doc_no,
        )
        found.setdefault((draft.kind, draft.title), draft)
    if lessons is not None:
        team = dict(connection.execute(select(t.id, t.name).where(t.id.in_(members))).all())
        for draft in _open_lessons(project_id, lessons(connection, team, start), team):
            if draft.title not in there:
                found.setdefault((draft.kind, draft.title), draft)
    return sorted(found.values(), key=lambda draft: draft.on, reverse=True)


def _open_lessons(
    project_id: str, lessons: Sequence[Lesson], team: Mapping[str, str]
) -> Iterator[DeliverableDraft]:
    """Of the lessons heard those that were open ones: their 课型 says so in a word of the type of 成果."""
    words = (_LESSON, *result_types()[_LESSON].aliases)
    for one in lessons:
        if any(word in one.kind for word in words):
            yield DeliverableDraft(
                project_id=project_id,
                kind=_LESSON,
                title=one.topic,
                on=one.on,
                authors=team[one.teacher_id],
                teacher_ids=one.teacher_id,
            )
