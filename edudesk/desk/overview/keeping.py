"""The figures of the start page, kept in the school file: they are there before anything is worked out."""

import logging
from collections.abc import Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.memory import uncollected
from edudesk.desk.overview.gathering import SOURCES, UNREAD, Source, put_together, taken_apart
from edudesk.desk.overview.value import Overview, plain_overview, read_overview
from edudesk.store import settings
from edudesk.store.context import EVERYTHING
from edudesk.store.engine import StoreDamaged

if TYPE_CHECKING:
    from edudesk.desk import Desk

log = logging.getLogger(__name__)
_KEPT = "overview.2"  # another number when the same school comes to other figures


class OverviewKeeper:
    """Of one open school. Only what may have become another is worked out again."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._parts: dict[str, Any] = {}
        self._changed = EVERYTHING
        self._turn = Lock()  # changes are told in the window's thread while another works out
        self._owed: frozenset[str] = frozenset()  # keys of what is slow and may be another
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
        """Whether all that is told still holds."""
        return not self.has_changed and not self._owed

    @property
    def has_changed(self) -> bool:
        """Whether bring() would tell anything new."""
        return self.told is None or bool(self._changed) or self._on != clock.today()

    def bring(self, step: Step = silent) -> Overview:
        """Work out what may be another. Up to half a second for a great school: not in the window's thread.

        What is slow stays as it was told last; bring_rest() works it out.
        """
        today = clock.today()
        with self._turn:
            changed, self._changed = self._changed, frozenset()
        is_all = bool(changed & EVERYTHING) or today != self._on or not self._parts
        try:
            with self._desk.store.transaction() as connection:
                _, seq = self._desk.context.stamp(connection)
            wanted = [one for one in self._seen() if is_all or changed & one.concerns]
            slow = {one.key for one in wanted if one.is_slow}
            parts = dict(self._parts)  # what cannot be read stays as it was
            if not parts and self.told is not None:
                parts = taken_apart(self.told)
            self._read([one for one in wanted if not one.is_slow], parts, today, step)
        except BaseException:
            self.heed(changed)
            raise
        self._owed |= slow
        return self._tell(parts, today, seq)

    def bring_rest(self, step: Step = silent) -> Overview:
        """Work out what bring() left: seconds for a great school when it is asked for the first time."""
        if not self._owed:
            return self.told if self.told is not None else self.bring(step)
        parts, today = dict(self._parts), self._on or clock.today()
        self._read([one for one in self._seen() if one.key in self._owed], parts, today, step)
        self._owed = frozenset()
        return self._tell(parts, today, self._seq)

    def _seen(self) -> list[Source]:
        """What the person may see."""
        return [one for one in SOURCES if one.right in self._desk.context.actor.rights]

    def _read(self, sources: Sequence[Source], parts: dict[str, Any], today: date, step: Step) -> None:
        """One that cannot be read stays as it was, and a sentence says so: the others are told all the same."""
        for number, one in enumerate(sources):
            step(number, len(sources), "正在汇总待办")
            parts.pop(f"{UNREAD}{one.key}", None)
            try:
                with uncollected():  # what is read is kept, and widgets are no garbage of this thread
                    parts |= one.read(self._desk, today)
            except StoreDamaged:
                raise
            except UserError as error:
                log.warning("%s stays as it was on the start page", one.key, exc_info=True)
                parts[f"{UNREAD}{one.key}"] = f"{one.title}暂时读不出，显示的是上一次的内容：{error.text}"

    def _tell(self, parts: dict[str, Any], today: date, seq: int) -> Overview:
        self._parts, self._on, self._seq = parts, today, seq
        self.told = put_together(parts)
        return self.told

    def keep(self) -> None:
        """Store what was worked out. A disk that is full must not be in the way: it is worked out again the next time."""
        if self.told is None or self._on is None or self._seq == self._kept_seq:
            return
        value = {
            # what is left to be worked out, or could not be read, does not hold
            "seq": -1 if self._owed or self.told.unread else self._seq,
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
