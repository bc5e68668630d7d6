"""Verbs on the dated facts of teachers: one service for all kinds (roster/histories)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, literal, select, union_all

from edudesk.base import clock
from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step, silent
from edudesk.base.masking import Privacy
from edudesk.base.words import some_of
from edudesk.roster.histories import KIND, KINDS, HistoryKind
from edudesk.roster.histories.growing import LED
from edudesk.roster.histories.held import has_begun
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.history_tables import TABLES
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import days, keeping, storing
from edudesk.roster.service.alone import one_at_a_time
from edudesk.roster.service.imported import ImportResult, concluded
from edudesk.roster.service.matchings import keep_matches, matched_before
from edudesk.roster.service.teachers import SETTLED_ON
from edudesk.roster.tables import Teacher
from edudesk.store import journal, settings
from edudesk.store.context import Context
from edudesk.store.engine import damaged
from edudesk.store.journal import Change, Entry
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import fact
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Conflict, Work

_REMEMBERED = "history."

if TYPE_CHECKING:
    from edudesk.roster.intake.ledger.values import LedgerPreview


class HistoryService:
    """Everything that can be done to 学历, 职称, 称号, 任课, 培训 …; key: of a kind in KINDS."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._teachers = Records(context, Teacher, TeacherRow)
        self._rows: dict[str, Records[Any]] = {
            kind.key: Records(context, TABLES[kind.key], kind.row) for kind in KINDS
        }

    @view(Right.SEE_ROSTER)
    def teachers(self, connection: Connection) -> list[TeacherRow]:
        """As TeacherService.rows(), for who asks for their facts too: they are read once."""
        return self._teachers.rows(connection, "pinyin", "id")

    @view(Right.SEE_ROSTER)
    def kinds(self, connection: Connection) -> tuple[HistoryKind, ...]:
        """The kinds the person may see: restricted ones need the right to personal data."""
        return tuple(kind for kind in KINDS if self._may_see(kind))

    @view(Right.SEE_ROSTER)
    def counts(self, connection: Connection, on: date | None = None) -> dict[str, int]:
        """How many facts of each kind there are, of teachers outside the recycle bin; kinds without any say 0.

        on: as rows() has them of that day.
        """
        day = "9999" if on is None else on.isoformat()
        t = core(Teacher).c
        there = select(t.id).where(t.deleted_at == "", t.school_start <= day)
        parts = [
            select(literal(kind.key), func.count()).where(
                c.deleted_at == "", c.begins <= day, c.teacher_id.in_(there)
            )
            for kind in KINDS
            if self._may_see(kind)
            for c in (core(TABLES[kind.key]).c,)
        ]
        return {row[0]: row[1] for row in connection.execute(union_all(*parts))}

    @view(Right.SEE_ROSTER)
    def rows(
        self, connection: Connection, key: str, since: str = "", on: date | None = None
    ) -> list[LedgerLine]:
        """Every fact of a kind beside its teacher, by name, then by date; teachers in the recycle bin left out.

        since: ISO year; facts that began earlier are left out. on: only what had begun by that day, of those who had
        come by then and beside what they were then; None = all there is, beside today.
        """
        kind = self._kind(key)
        if on is not None:
            day = on.isoformat()
            then = days.rows_on(connection, self._teachers.rows(connection, "pinyin", "id"), day)
            stored = keeping.stored_rows(connection, kind, since=since)
            return [
                LedgerLine(row, held)
                for row in then
                for held in stored.get(row.id, ())
                if has_begun(held, day)
            ]
        if since:
            recent = keeping.stored_rows(connection, kind, since=since)
            people = self._teachers.rows(connection, "pinyin", "id")
            return [LedgerLine(row, held) for row in people for held in recent.get(row.id, ())]
        teachers = {row.id: row for row in self._teachers.rows(connection, "pinyin", "id")}
        order = {teacher_id: place for place, teacher_id in enumerate(teachers)}
        held = [row for row in self._rows[key].rows(connection, "begins") if row.teacher_id in teachers]
        held.sort(key=lambda row: order[row.teacher_id])
        return [LedgerLine(teachers[row.teacher_id], row) for row in held]

    @view(Right.SEE_ROSTER)
    def told(self, connection: Connection, key: str, since: str = "", until: str = "") -> list[LedgerLine]:
        """As rows(), and for teachers who have none at all the facts their flat row tells (those have no id).

        since, until: ISO year, month or day; facts that began earlier or later are left out, which is quicker than
        leaving them out afterwards.
        """
        kind, today = self._kind(key), clock.today().isoformat()
        stored = keeping.stored_rows(connection, kind, since=since, until=until)
        holders = keeping.holders(connection, kind) if since or until else stored.keys()
        return [
            LedgerLine(teacher, row)
            for teacher in self._teachers.rows(connection, "pinyin", "id")
            for row in (stored.get(teacher.id, ()) if teacher.id in holders else kind.told_by(teacher, today))
        ]

    @view(Right.SEE_ROSTER)
    def of(self, connection: Connection, teacher_id: str) -> dict[str, list[Any]]:
        """Every dated fact of one teacher by key of its kind, oldest first; where none is stored, what the flat
        row tells, without id. Kinds the person may not see are missing. The pairs the teacher leads stand under
        LED."""
        teacher, today = self._teachers.get(connection, teacher_id), clock.today().isoformat()
        tables = set(keeping.ids_of(connection, teacher_id).values())  # most teachers have rows of few kinds
        found: dict[str, list[Any]] = {}
        for kind in KINDS:
            if self._may_see(kind):
                is_there = TABLES[kind.key].__tablename__ in tables
                rows = keeping.stored_rows(connection, kind, [teacher_id]) if is_there else {}
                found[kind.key] = rows.get(teacher_id) or kind.told_by(teacher, today)
        if led := keeping.led_by(connection, teacher_id):
            found[LED] = led
        return found

    @view(Right.SEE_ROSTER)
    def journal(self, connection: Connection, teacher_id: str) -> list[tuple[Entry, Change]]:
        """Every change of the dated facts of one teacher, newest first; those of the flat row are in
        TeacherService.history. Kinds the person may not see are left out."""
        seen = {TABLES[kind.key].__tablename__ for kind in KINDS if self._may_see(kind)}
        ids = keeping.ids_of(connection, teacher_id)
        return journal.history_of(connection, {key: table for key, table in ids.items() if table in seen})

    @view(Right.SEE_ROSTER)
    def history(self, connection: Connection, key: str, row_id: str) -> list[tuple[Entry, Change]]:
        """Every change of one fact, newest first."""
        self._kind(key)
        return self._rows[key].history(connection, row_id)

    @view(Right.EDIT_ROSTER)
    def problems(self, connection: Connection, key: str, row: Any) -> tuple[FieldProblem, ...]:
        """What keeps a fact from being stored, all at once; a veto of 师德 explains itself."""
        kind = self._kind(key)
        (found,) = storing.problems_of(connection, kind, [kind.settle(row)])
        return found

    @view(Right.EDIT_ROSTER)
    def try_rows(
        self, connection: Connection, key: str, rows: Sequence[Any]
    ) -> dict[int, tuple[FieldProblem, ...]]:
        """What would keep some of these new facts from being stored, by their place; those without are missing."""
        kind = self._kind(key)
        found = storing.problems_of(connection, kind, [kind.settle(row) for row in rows])
        return {at: problems for at, problems in enumerate(found) if problems}

    @verb("新增发展记录", right=Right.EDIT_ROSTER)
    def add(self, work: Work, key: str, row: Any, instead_of: Any = None) -> str:
        """Store a new fact (row.teacher_id says whose); returns its id. Raises UserError with every problem.

        instead_of: the fact without id, told by the flat row, that it puts right.
        """
        kind = self._kind(key)
        (made,) = storing.store(work, self._teachers, kind, [row], instead_of=instead_of)
        teacher = self._teachers.get(work.connection, row.teacher_id)
        work.title = f"{teacher.name} 新增{kind.title} {self._label(kind, row)}".rstrip()
        return made

    @verb("批量新增发展记录", right=Right.EDIT_ROSTER)
    def add_many(self, work: Work, title: str, key: str, rows: Sequence[Any], step: Step = silent) -> int:
        """Store many new facts of one kind as one entry named title, all or none; returns how many."""
        work.title = title
        return len(storing.store(work, self._teachers, self._kind(key), rows, step))

    @verb("批量新增各类发展记录", right=Right.EDIT_ROSTER)
    def add_every(self, work: Work, title: str, rows: Mapping[str, Sequence[Any]]) -> int:
        """As add_many, for facts of several kinds by their key."""
        work.title = title
        return sum(
            len(storing.store(work, self._teachers, self._kind(key), found)) for key, found in rows.items()
        )

    @verb("修改发展记录", right=Right.EDIT_ROSTER)
    def change(
        self, work: Work, key: str, row_id: str, values: Mapping[str, object], version: int | None = None
    ) -> None:
        """Set fields of a fact. version: as last seen, else the last writer wins.

        Raises UserError with every problem, Conflict when it was changed meanwhile.
        """
        kind = self._kind(key)
        row = self._rows[key].get(work.connection, row_id)
        typed = {name: fact(kind.column(name), value) for name, value in values.items()}
        fresh = storing.linked(work.connection, kind, kind.corrected(row, typed))
        storing.check(work.connection, kind, [fresh])
        teacher = self._teachers.get(work.connection, row.teacher_id)
        titles = [kind.column(name).title for name in typed if getattr(row, name) != getattr(fresh, name)]
        work.title = f"{teacher.name} 修改{kind.title} {some_of(titles, '项')}"
        work.update(TABLES[key], row_id, keeping.facts_of(fresh), version)
        storing.follow(work, kind, [fresh])

    @verb("删除发展记录", right=Right.EDIT_ROSTER)
    def put_away(self, work: Work, key: str, ids: Sequence[str]) -> None:
        """Move facts to the recycle bin."""
        kind = self._kind(key)
        rows = [self._rows[key].get(work.connection, row_id) for row_id in ids]
        names = [self._teachers.get(work.connection, row.teacher_id).name for row in rows]
        work.title = f"删除{kind.title} {some_of(list(dict.fromkeys(names)), '人')}"
        work.put_away(TABLES[key], ids)
        keeping.refresh(work, kind, {row.teacher_id for row in rows})

    @verb("恢复旧值", right=Right.EDIT_ROSTER)
    def set_back(self, work: Work, key: str, row_id: str, entry: int, keys: Sequence[str]) -> None:
        """Give fields of a fact the values they had before an entry of the journal."""
        kind = self._kind(key)
        row = self._rows[key].get(work.connection, row_id)
        old = self._rows[key].values_before(work.connection, row_id, entry, keys)
        fresh = storing.linked(work.connection, kind, kind.corrected(row, old))
        storing.check(work.connection, kind, [fresh])
        work.title = f"恢复{kind.title} " + "、".join(kind.column(name).title for name in old)
        work.update(TABLES[key], row_id, keeping.facts_of(fresh))
        storing.follow(work, kind, [fresh])

    @view(Right.EDIT_ROSTER)
    def remembered(self, connection: Connection, key: str, fingerprint: str) -> dict[str, str]:
        """Header -> field as the user matched them the last time a sheet of a kind had these headers."""
        return matched_before(connection, f"{_REMEMBERED}{key}", fingerprint)

    @view(Right.SEE_ROSTER)
    def seen(self, connection: Connection, key: str) -> dict[str, int]:
        """id -> version of the teachers and of the facts of a kind: what an import was previewed against."""
        return self._seen(connection, key)

    def _seen(self, connection: Connection, key: str) -> dict[str, int]:
        return self._teachers.versions(connection) | self._rows[key].versions(connection)

    @one_at_a_time
    @verb("导入发展记录", right=Right.EDIT_ROSTER)
    def import_rows(self, work: Work, preview: "LedgerPreview", step: Step = silent) -> ImportResult:
        """Store the new and changed facts of a preview, all or none; what has an error is left out.

        Remembers the user's matching of headers. Raises Conflict when the roster or the facts of the kind were changed
        since the preview was made, UserError with every problem and while another import is being written.
        """
        kind = self._kind(preview.kind)
        if self._seen(work.connection, kind.key) != preview.seen:
            raise Conflict("预览之后花名册或发展记录又有改动，没有导入。", "请看过新的预览后再导入。")
        from edudesk.roster.intake.values import RowState  # brings the workbook rooms along

        new = [row.held for row in preview.rows if row.state is RowState.NEW]
        changed = [row.held for row in preview.rows if row.state is RowState.CHANGED]
        storing.store(work, self._teachers, kind, new, step)
        storing.check(work.connection, kind, changed)
        work.update_many(TABLES[kind.key], {row.id: keeping.facts_of(row) for row in changed})
        storing.follow(work, kind, changed)
        work.title = f"导入 {preview.file}：{kind.title}新增 {len(new)} 条，更新 {len(changed)} 条"
        keep_matches(work.connection, f"{_REMEMBERED}{kind.key}", preview)
        return concluded(work, preview, len(new), len(changed))

    @view(Right.SEE_ROSTER)
    def due(self, connection: Connection) -> dict[str, list[str]]:
        """Teachers whose flat facts become others because the day did: kind key -> ids; see settle_day."""
        today = clock.today().isoformat()
        settled = _settled_on(connection, today)
        return keeping.due_since(connection, settled, today) if settled != today else {}

    @verb("按日期更新花名册", right=Right.EDIT_ROSTER, undoable=False)
    def settle_day(self, work: Work) -> int:
        """Show today's states in the flat facts (a term began, an honour ran out); returns how many changed."""
        today = clock.today().isoformat()
        settled = _settled_on(work.connection, today)
        found = keeping.due_since(work.connection, settled, today)
        count = sum(keeping.refresh(work, KIND[key], ids) for key, ids in found.items())
        settings.put(work.connection, SETTLED_ON, today)
        work.title = f"按日期更新花名册：{count} 处"
        return count

    def keep_day(self) -> int:
        """Called when a school is opened and when a day begins: settle_day when something is due."""
        return self.settle_day() if self.due() else self._mark()

    def _mark(self) -> int:
        with self.context.store.transaction() as connection:
            settings.put(connection, SETTLED_ON, clock.today().isoformat())
        return 0

    def _may_see(self, kind: HistoryKind) -> bool:
        return kind.privacy is not Privacy.RESTRICTED or Right.REVEAL_PERSONAL in self.context.actor.rights

    def _kind(self, key: str) -> HistoryKind:
        """The kind, for those who may see it; raises UserError for others."""
        kind = KIND[key]
        if kind.privacy is Privacy.RESTRICTED:
            self.context.require(Right.REVEAL_PERSONAL)
        return kind

    @staticmethod
    def _label(kind: HistoryKind, row: Any) -> str:
        """What the title of an entry says of a fact; everybody who may open the journal reads it."""
        return "" if kind.privacy is Privacy.RESTRICTED else str(getattr(row, kind.label))[:20]


def _settled_on(connection: Connection, today: str) -> str:
    """The ISO day whose states the flat facts show. Raises StoreDamaged when another program spoilt it."""
    settled = str(settings.get(connection, SETTLED_ON, today))
    try:
        date.fromisoformat(settled)
    except ValueError as error:
        raise damaged() from error
    return settled
