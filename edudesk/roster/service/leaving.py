"""离岗登记: the state that ends somebody's time at the school, from a day on that may be to come."""

from collections.abc import Sequence
from dataclasses import replace

from edudesk.base import clock
from edudesk.roster.histories.careers import STATUS, Status
from edudesk.roster.histories.held import latest
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import keeping
from edudesk.store.work import Work


def leave(work: Work, teachers: Sequence[TeacherRow], status: str, on: str) -> None:
    """Store that teachers leave on an ISO day, and show it in the roster once the day is there.

    Said again of somebody who left so, or is about to, it is the correction of that day and not a second leaving.
    """
    today = clock.today().isoformat()
    ids = [teacher.id for teacher in teachers]
    stored = keeping.stored_rows(work.connection, STATUS, ids)
    for teacher in teachers:
        before: list[Status] = stored.get(teacher.id, [])
        kept = before or STATUS.told_by(teacher, today)
        same = [row for row in kept if row.status == status]
        old = next((row for row in same if row.begins > today or row is latest(kept, today)), None)
        fresh = STATUS.settle(replace(old or Status(teacher_id=teacher.id, status=status), since=on))
        keeping.write(work, STATUS, before, [*(row for row in kept if row is not old), fresh])
    keeping.refresh(work, STATUS, ids)
