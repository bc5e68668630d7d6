"""Verbs on backups of the open school: take, list, what a restore would lose, restore."""

from edudesk.base.jobs import Step, silent
from edudesk.store import backup, journal, restore
from edudesk.store.backup import Backup
from edudesk.store.context import EVERYTHING, Context
from edudesk.store.restore import Loss
from edudesk.store.rights import Right
from edudesk.store.verbs import deed, verb
from edudesk.store.work import Work


class Backups:
    """Backups of the file of one context; data on a server has none."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._saved_head = context.opened_at

    @deed("备份", right=Right.BACK_UP)
    def take(self, reason: str = backup.BY_HAND, step: Step = silent) -> Backup:
        """Back up now; the backup is verified, or UserError says why there is none."""
        made = backup.take(self.context.store, reason, step)
        self._saved_head = made.head_seq
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
        """All backups, newest first."""
        path = self.context.store.path
        return [] if path is None else backup.listed(path)

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

    def is_due(self) -> bool:
        """Whether anything was changed since the last backup of this session."""
        if self.context.store.path is None:
            return False
        with self.context.store.transaction() as connection:
            return journal.last_change(connection) > self._saved_head
