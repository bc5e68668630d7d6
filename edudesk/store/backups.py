"""Verbs on backups of the open school: take, list, what a restore would lose, restore."""

from edudesk.base.jobs import Step, silent
from edudesk.store import backup
from edudesk.store.backup import Backup, Loss
from edudesk.store.context import EVERYTHING, Context
from edudesk.store.rights import Right
from edudesk.store.verbs import deed


class Backups:
    """Backups of the file of one context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._saved_head = context.opened_at

    @deed("备份", right=Right.BACK_UP)
    def take(self, reason: str = backup.BY_HAND, step: Step = silent) -> Backup:
        """Back up now; the backup is verified, or UserError says why there is none."""
        made = backup.take(self.context.store, reason, step)
        self._saved_head = made.head_seq
        self.context.announce(frozenset({"backups"}))
        return made

    @deed("查看备份", right=Right.BACK_UP, is_read=True)
    def listed(self) -> list[Backup]:
        """All backups, newest first."""
        assert self.context.store.path is not None
        return backup.listed(self.context.store.path)

    @deed("比较备份", right=Right.BACK_UP, is_read=True)
    def lost_by(self, chosen: Backup) -> Loss:
        """What restoring would take away."""
        return backup.lost_by(self.context.store, chosen)

    @deed("核对备份", right=Right.VERIFY, is_read=True)
    def missing_anchors(self) -> list[Backup]:
        """Backups whose journal end the present file does not know: see backup.anchors_missing."""
        return backup.anchors_missing(self.context.store)

    @deed("恢复备份", right=Right.RESTORE)
    def restore(self, chosen: Backup, step: Step = silent) -> Backup:
        """Put a backup in place of the present state; returns the backup made of that state before."""
        before = backup.restore(
            self.context.store, chosen, self.context.actor.name, self.context.device, step
        )
        self.context.forget_undo()
        self._saved_head = self.context.opened_at
        self.context.announce(EVERYTHING)
        return before

    def is_due(self) -> bool:
        """Whether anything was done since the last backup of this session."""
        return self.context.head().seq > self._saved_head
