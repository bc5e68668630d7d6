"""What deserves a look in a project: everything that is warned of, read together."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from edudesk.projects.forms.value import LIVE
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.projects import ProjectDraft, ProjectRow
from edudesk.projects.rules.changes import roster_warnings
from edudesk.projects.rules.conflicts import (
    change_warnings,
    exclusion_warnings,
    extension_warnings,
    leader_warnings,
    level_warnings,
    namesake_warnings,
    title_warnings,
)
from edudesk.projects.rules.deliverables import result_warnings
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.money import by_line, in_all, money_warnings, time_left
from edudesk.projects.rules.people import leaders, member_warnings
from edudesk.projects.rules.planned import planned_warnings
from edudesk.projects.service.changes import ChangeService
from edudesk.projects.service.money import BudgetService, SpendingService
from edudesk.projects.service.parts import PartService
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.planned import PlannedService
from edudesk.projects.service.reading import led_by, titles_of
from edudesk.projects.service.results import DeliverableService, marked_results
from edudesk.projects.service.texts import approved_team
from edudesk.store.context import Context


def warnings_of(
    context: Context,
    connection: Connection,
    kinds: Kinds,
    projects: Iterable[ProjectRow],
    row: ProjectRow,
    today: str,
) -> tuple[str, ...]:
    """Sentences about a project: name and level, leader, titles the school holds, members, changes, money, 成果.

    projects: all of the school.
    """
    kind = kinds.of(row)

    def own(service: type[PartService[Any, Any]]) -> list[Any]:
        return service(context)._of(connection, [row.id])

    budgets, spendings = own(BudgetService), own(SpendingService)
    results = own(DeliverableService)
    total = in_all(budgets, spendings) if kind.phase(row.stage) in LIVE else None
    others = [one for one in projects if one.id != row.id]
    return (
        *conflicts_of(connection, kinds, others, row, own(MemberService), today),
        *change_warnings(row, own(ChangeService)),
        *roster_warnings(
            kind, row, own(MemberService), own(ChangeService), approved_team(context, connection, row.id)
        ),
        *extension_warnings(kind, row, own(ChangeService), today),
        *money_warnings(by_line(budgets, spendings), total, time_left(row.start, row.end, today)),
        *planned_warnings(kind, row, own(PlannedService), results, today),
        *result_warnings(kind, row, results, marked_results(connection, row.id)),
    )


def conflicts_of(
    connection: Connection,
    kinds: Kinds,
    others: Sequence[ProjectRow],
    project: ProjectDraft,
    members: Sequence[MemberDraft],
    today: str,
) -> tuple[str, ...]:
    """Sentences about a project beside the others of the school, whether it is stored or still typed."""
    kind = kinds.of(project)
    every = {row.id: (row, kinds.of(row)) for row in others}
    found = [*title_warnings(kind, project.title), *namesake_warnings(project, every.values())]
    found += level_warnings(kind, project)
    titles = titles_of(connection, [one.teacher_id for one in members if one.teacher_id])
    for one in leaders(members, today):
        led = [every[other] for other in led_by(connection, one, today) if other in every]
        found += leader_warnings(kind, project, one.name, titles.get(one.teacher_id) or one.title, led)
    found += exclusion_warnings(kind, project, every.values())
    found += member_warnings(kind, members, today)
    return tuple(found)
