"""How the next school year is read from the tables and written to them, for SchoolService."""

from sqlalchemy import Connection

from edudesk.base.errors import UserError
from edudesk.school.rows import SchoolRow
from edudesk.school.rows.classes import GRADUATED
from edudesk.school.rules.rollover import YearProposal, propose_year
from edudesk.school.service.calendar import TermService
from edudesk.school.service.classes import ClassService, StatsService
from edudesk.school.tables import School, SchoolClass
from edudesk.store.context import Context
from edudesk.store.row_service import insert
from edudesk.store.work import Conflict, Work


def proposed(context: Context, connection: Connection, school: SchoolRow) -> YearProposal:
    """As SchoolService.propose_year."""
    return propose_year(
        school,
        ClassService(context).kept.rows(connection),
        TermService(context).kept.rows(connection, "start"),
        StatsService(context).kept.rows(connection),
    )


def carry_out(context: Context, work: Work, school: SchoolRow | None, proposal: YearProposal) -> None:
    """As SchoolService.roll_over."""
    old, new = proposal.from_year, proposal.to_year
    if school is None or school.school_year != old:
        present = school.school_year if school is not None else "（未填写）"
        raise Conflict(
            f"学校现在的学年是 {present}，不是 {old}，没有升入新学年。",
            "可能已经升过一次；请重新查看新学年的方案，数据没有改动。",
        )
    classes, terms, stats = ClassService(context), TermService(context), StatsService(context)
    for service in (classes, terms, stats):
        count = sum(one.school_year == new for one in service.kept.rows(work.connection))
        if count:
            raise UserError(
                f"{new}学年已经有 {count} 条{service.table.noun}记录，没有升入新学年。",
                "请先删除这些记录，或直接把学校的当前学年改为新学年；数据没有改动。",
            )
    work.title = f"升入 {new}学年"
    insert(classes, work, proposal.classes)
    insert(terms, work, proposal.terms)
    insert(stats, work, proposal.stats)
    leaving = {row.id: {"status": GRADUATED} for row in proposal.graduates}
    work.update_many(SchoolClass, leaving, {row.id: row.version for row in proposal.graduates})
    start = next((term.start for term in proposal.terms), "")
    work.update(School, school.id, {"school_year": new, "term_start": start})
