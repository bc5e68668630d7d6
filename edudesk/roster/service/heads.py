"""Who leads which class: the 班主任 of a term as the school's page of classes shows and sets them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.words import some_of
from edudesk.roster.histories.teaching import HEAD_TEACHER, HeadTeacher
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import handover, keeping, storing
from edudesk.roster.tables import Teacher
from edudesk.school.rows.terms import FIRST_TERM
from edudesk.school.rules.years import term_and_year
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


@dataclass(slots=True)
class _Leading:
    """Who leads a class. stored: row id by teacher, of that term; ended: of these the teachers who led it no longer
    than that term; told: teachers whose flat row alone says so."""

    stored: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    @property
    def ids(self) -> tuple[str, ...]:
        return (*self.stored, *self.told)

    @property
    def lasting(self) -> tuple[str, ...]:
        """Those who lead it in the next term too, while nothing is said of that."""
        return tuple(one for one in self.ids if one not in self.ended)


class HeadService:
    """The 班主任 of a term by the printed name of their class, 四（2）班."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._teachers = Records(context, Teacher, TeacherRow)

    @view(Right.SEE_ROSTER)
    def of(self, connection: Connection, school_year: str, term: str) -> dict[str, tuple[str, ...]]:
        """Name of a class -> teacher ids. A class without any in the second term keeps those of the first."""
        found = {name: one.ids for name, one in self._leading(connection, school_year, term).items()}
        if term != FIRST_TERM:
            before = self._leading(connection, school_year, FIRST_TERM)
            found = {name: one.lasting for name, one in before.items() if one.lasting} | found
        return found

    @verb("登记班主任", right=Right.EDIT_ROSTER)
    def put(self, work: Work, school_year: str, term: str, heads: Mapping[str, Collection[str]]) -> None:
        """Set who leads classes in a term: name of a class -> teacher ids, () for nobody."""
        leading = self._leading(work.connection, school_year, term)
        before = self._leading(work.connection, school_year, FIRST_TERM) if term != FIRST_TERM else {}
        gone: dict[str, str] = {}
        over: dict[str, str] = {}  # who led a class in the first term that nobody leads in the second
        cleared: set[str] = set()
        for name, wanted in heads.items():
            there = leading.get(name, _Leading())
            gone |= {row_id: one for one, row_id in there.stored.items() if one not in wanted}
            cleared |= set(there.told) - set(wanted)
            if not wanted and name in before:
                over |= {row_id: one for one, row_id in before[name].stored.items()}
        work.put_away(TABLES[HEAD_TEACHER.key], list(gone))
        for name, wanted in heads.items():
            for teacher_id in wanted:
                if teacher_id not in leading.get(name, _Leading()).stored:
                    self._add(
                        work,
                        HeadTeacher(
                            teacher_id=teacher_id, school_year=school_year, term=term, class_name=name
                        ),
                    )
        handover.end(work, school_year, over)
        ended = handover.hand_over(work, [(school_year, name) for name in heads])
        keeping.refresh(work, HEAD_TEACHER, {*gone.values(), *over.values(), *ended})
        if cleared:
            work.update_many(Teacher, {one: {"head_teacher": ""} for one in cleared})
        work.title = f"登记班主任 {school_year}学年{term} {some_of(list(heads), '班')}"

    def _add(self, work: Work, row: HeadTeacher) -> None:
        """Store one; what the flat row tells of the same term, without a class, it puts right."""
        teacher = self._teachers.get(work.connection, row.teacher_id)
        told = HEAD_TEACHER.told_by(teacher, clock.today().isoformat())
        same = (one for one in told if (one.school_year, one.term) == (row.school_year, row.term))
        storing.store(work, self._teachers, HEAD_TEACHER, [row], instead_of=next(same, None))

    def _leading(self, connection: Connection, school_year: str, term: str) -> dict[str, _Leading]:
        """Picked by the database: thousands of teachers have led classes for decades."""
        c, t = core(TABLES[HEAD_TEACHER.key]).c, core(Teacher).c
        stored = (
            select(c.class_name, c.teacher_id, c.id, c.ends)
            .join(core(Teacher), t.id == c.teacher_id)
            .where(c.school_year == school_year, c.term == term, c.class_name != "", c.deleted_at == "")
            .where(t.deleted_at == "")
            .order_by(t.pinyin, t.id)
        )
        found: dict[str, _Leading] = {}
        for class_name, teacher_id, row_id, ends in connection.execute(stored):
            leading = found.setdefault(class_name, _Leading())
            leading.stored[teacher_id] = row_id
            if ends:
                leading.ended.add(teacher_id)
        if term_and_year(clock.today().isoformat()) == (school_year, term):
            # the roster tells the class only of those who teach no other
            has_rows = select(c.id).where(c.teacher_id == t.id, c.deleted_at == "").exists()
            told = (
                select(t.classes, t.id)
                .where(t.head_teacher == "是", t.classes != "", t.deleted_at == "", ~has_rows)
                .order_by(t.pinyin, t.id)
            )
            for classes, teacher_id in connection.execute(told):
                found.setdefault(classes, _Leading()).told.append(teacher_id)
        return found
