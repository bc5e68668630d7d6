"""Verbs on backups of the open school: take, list, check, what a restore would lose, restore."""

from dataclasses import replace
from pathlib import Path

from edudesk.base.jobs import Step, silent
from edudesk.store import backup, journal, restore
from edudesk.store.backup import Backup, State
from edudesk.store.context import EVERYTHING, Context
from edudesk.store.restore import Loss
from edudesk.store.rights import Right
from edudesk.store.verbs import deed, verb
from edudesk.store.work import Work

Stamp = tuple[Path, int, int, str]
"""A backup as it was when it was read: path, size, time of the last change (ns), what its manifest says."""


class Backups:
    """Backups of the file of one context; data on a server has none."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._saved_head = context.opened_at
        self._states: dict[Stamp, State] = {}  # what reading a file brought

    @deed("备份", right=Right.BACK_UP)
    def take(self, reason: str = backup.BY_HAND, step: Step = silent) -> Backup:
        """Back up now; the backup is verified, or UserError says why there is none."""
        made = backup.take(self.context.store, reason, step)
        self._saved_head = made.head_seq
        self._keep([made])
        self.taken(made)
        return made

    @verb("备份", right=Right.BACK_UP, undoable=False)
    def taken(self, work: Work, made: Backup) -> None:
        """Keep in the journal that a backup was made; `take` does it."""
        work.title = made.reason
        work.detail = {"file": made.path.name, "sha256": made.sha256}
        work.concerns.add("backups")

    @deed("查看备份", right=Right.BACK_UP, is_read=True)
    def listed(self) -> list[Backup]:
        """All backups, newest first, with what was found out about their content since the school was opened."""
        path = self.context.store.path
        found = [] if path is None else backup.listed(path)
        return [
            replace(one, state=self._states.get(_stamp(one), one.state)) if one.state is State.UNSEEN else one
            for one in found
        ]

    @deed("核对备份", right=Right.VERIFY, is_read=True)
    def check(self, step: Step = silent) -> list[Backup]:
        """All backups, newest first, after reading every byte of each; pages hear of it."""
        store = self.context.store
        found = [] if store.path is None else backup.checked(backup.listed(store.path), store.password, step)
        self._keep(found)
        self.context.announce(frozenset({"backups"}))
        return found

    @deed("核对备份", right=Right.BACK_UP, is_read=True)
    def check_unseen(self, step: Step = silent) -> None:
        """Read the backups that were not read since the school was opened; announced when there were any."""
        unseen = [one for one in self.listed() if one.state is State.UNSEEN]
        if unseen:
            self._keep(backup.checked(unseen, self.context.store.password, step))
            self.context.announce(frozenset({"backups"}))

    @deed("比较备份", right=Right.BACK_UP, is_read=True)
    def lost_by(self, chosen: Backup) -> Loss:
        """What restoring would take away."""
        return restore.lost_by(self.context.store, chosen)

    @deed("核对备份", right=Right.VERIFY, is_read=True)
    def missing_anchors(self) -> list[Backup]:
        """Backups whose journal end the present file does not know: see backup.anchors_missing."""
        return [] if self.context.store.path is None else backup.anchors_missing(self.context.store)

    @deed("恢复备份", right=Right.RESTORE)
    def restore(self, chosen: Backup, step: Step = silent) -> Backup:
        """Put a backup in place of the present state; returns the backup made of that state before.

        Whoever listens hears of the other content, however the restore ended.
        """
        context = self.context
        generation, head = context.store.generation, context.head()
        try:
            return restore.restore(context.store, chosen, context.actor.name, context.device, step)
        finally:
            if context.store.generation != generation and context.head() != head:
                context.forget_undo()
                self._saved_head = context.opened_at
                context.announce(EVERYTHING)

    def _keep(self, seen: list[Backup]) -> None:
        self._states.update({_stamp(one): one.state for one in seen})

    def is_due(self) -> bool:
        """Whether anything was changed since the last backup of this session."""
        if self.context.store.path is None:
            return False
        with self.context.store.transaction() as connection:
            return journal.last_change(connection) > self._saved_head


def secure(context: Context, reason: str, step: Step = silent) -> Backup | None:
    """Back up before a step that changes much; None when a backup holds everything already, or on a server.

    Raises as Backups.take: then that step must not be begun.
    """
    is_needed = context.store.path is not None and not backup.holds_all(context.store)
    return Backups(context).take(reason, step) if is_needed else None


def _stamp(one: Backup) -> Stamp:
    try:
        changed = one.path.stat().st_mtime_ns
    except OSError:  # gone meanwhile
        changed = 0
    return one.path, one.size, changed, one.sha256
