"""What speaks against the new projects of a 台账 beside those of the school and of the list itself; it never blocks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from edudesk.base.readings import Level
from edudesk.projects.intake.columns import LEADER, MEMBERS
from edudesk.projects.intake.reading import Line, LineReader
from edudesk.projects.intake.values import LedgerFacts, LedgerRow
from edudesk.projects.rows.people import LEADER as LEADER_ROLE
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rules.conflicts import double_leading, exclusion_warnings
from edudesk.roster.intake.values import RowState


def tell_conflicts(
    facts: LedgerFacts, rows: Sequence[LedgerRow], lines: Sequence[tuple[Line, LineReader]]
) -> None:
    """A leader of another live project of the family, a title the school holds already: told at the cells of the new ones.

    rows, lines: of the file, in the same order. Of two teachers of one name nobody knows who leads: nothing is told.
    """
    every: list[ProjectDraft] = [*facts.stored]
    led: dict[str, list[ProjectDraft]] = defaultdict(list)
    for stored in facts.stored:
        beside = facts.beside.get(stored.id)
        for name in beside.leaders if beside is not None else ():
            led[name].append(stored)
    fresh = [row for row in rows if row.state is RowState.NEW]
    for row in fresh:
        every.append(row.whole.draft)
        for name in _leaders(row):
            led[name].append(row.whole.draft)
    for row, (line, reader) in zip(rows, lines, strict=True):
        if row.state is not RowState.NEW:
            continue
        draft, kind = row.whole.draft, facts.kinds.of(row.whole.draft)

        def warn(key: str, sentences: Sequence[str], line: Line = line, reader: LineReader = reader) -> None:
            line.problems.extend(
                reader.problem(line.number, key, Level.WARNING, one.removesuffix("。")) for one in sentences
            )

        key = LEADER if LEADER in line.values else MEMBERS
        for name in _leaders(row):
            if len(facts.people.get(name, ())) < 2:
                others = [(one, facts.kinds.of(one)) for one in led[name] if one is not draft]
                warn(key, double_leading(kind, draft, name, others))
        if kind.excludes:
            beside_it = [(one, facts.kinds.of(one)) for one in every if one is not draft]
            warn("title", exclusion_warnings(kind, draft, beside_it))


def _leaders(row: LedgerRow) -> Iterator[str]:
    for part in row.whole.parts:
        if isinstance(part, MemberDraft) and part.role == LEADER_ROLE:
            yield part.name
