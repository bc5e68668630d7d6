"""The figures of the start page, kept in the school file: they are there before anything is worked out."""

import logging
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.desk.overview.gathering import SOURCES, put_together
from edudesk.desk.overview.value import Overview, plain_overview, read_overview
from edudesk.store import settings
from edudesk.store.context import EVERYTHING
from edudesk.store.engine import StoreDamaged

if TYPE_CHECKING:
    from edudesk.desk import Desk

log = logging.getLogger(__name__)
_KEPT = "overview.1"  # another number when the same school comes to other figures


class OverviewKeeper:
    """Of one open school. Only what may have become another is worked out again."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._parts: dict[str, Any] = {}
        self._changed = EVERYTHING
        self._turn = Lock()  # changes are told in the window's thread while another works out
        self._on: date | None = None
        self._seq = (
            self._kept_seq
        ) = -1  # the entry of the journal up to which it holds; of what is in the file
        self.told: Overview | None = None
        """As worked out or kept last."""

    def heed(self, changed: frozenset[str]) -> None:
        """The services tell what changed."""
        with self._turn:
            self._changed |= changed

    def recall(self) -> Overview | None:
        """What was kept in the file, whether it still holds or not; None before anything was kept. One query."""
        desk = self._desk
        with desk.store.transaction() as connection:
            kept = settings.get(connection, _KEPT)
            _, seq = desk.context.stamp(connection)
        try:
            if kept and kept["rights"] == self._of_person():
                self.told = read_overview(kept["told"])
                if (kept["seq"], kept["on"]) == (seq, clock.today().isoformat()):
                    self._changed, self._on = frozenset(), clock.today()
                    self._seq = self._kept_seq = seq
        except (KeyError, TypeError, ValueError):  # of another version of the program
            log.info("the figures of the start page were kept by another version")
        return self.told

    @property
    def is_current(self) -> bool:
        """Whether what is told still holds."""
        return self.told is not None and not self._changed and self._on == clock.today()

    def bring(self, step: Step = silent) -> Overview:
        """Work out what may be another. Up to half a second for a great school: not in the window's thread."""
        today = clock.today()
        with self._turn:
            changed, self._changed = self._changed, frozenset()
        is_all = bool(changed & EVERYTHING) or today != self._on or not self._parts
        try:
            with self._desk.store.transaction() as connection:
                _, seq = self._desk.context.stamp(connection)
            wanted = [
                one
                for one in SOURCES
                if (is_all or changed & one.concerns) and one.right in self._desk.context.actor.rights
            ]
            parts = {} if is_all else dict(self._parts)
            for number, one in enumerate(wanted):
                step(number, len(wanted), "正在汇总待办")
                parts |= one.read(self._desk, today)
        except BaseException:
            self.heed(changed)
            raise
        self._parts, self._on, self._seq = parts, today, seq
        self.told = put_together(parts)
        return self.told

    def keep(self) -> None:
        """Store what was worked out. A disk that is full must not be in the way: it is worked out again the next time."""
        if self.told is None or self._on is None or self._seq == self._kept_seq:
            return
        value = {
            "seq": self._seq,
            "on": self._on.isoformat(),
            "rights": self._of_person(),
            "told": plain_overview(self.told),
        }
        try:
            with self._desk.store.transaction() as connection:
                settings.put(connection, _KEPT, value)
        except StoreDamaged:
            raise
        except UserError:
            log.warning("the figures of the start page were not kept", exc_info=True)

    def _of_person(self) -> list[str]:
        """What was worked out for somebody who may see more is not shown to another."""
        return sorted(self._desk.context.actor.rights)
