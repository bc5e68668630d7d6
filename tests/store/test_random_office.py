"""Whatever an office does in whatever order, undoing all of it gives the beginning and redoing it the end."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from edudesk.base.errors import Cancelled
from edudesk.store.backup import Backup
from edudesk.store.backups import Backups
from edudesk.store.context import Context
from edudesk.store.schema import open_store
from edudesk.store.tables import RECORDS
from edudesk.store.timeline import Steps, Timeline
from tests.office import Office, know_observations
from tests.store.impatient import Impatient
from tests.thorough import examples

NAMES = st.sampled_from(["李静", "周敏华", "沈婷", "㛃䶮𬭎", "阿依古丽·买买提", "O'Neil", ""])
FACTS = st.dictionaries(
    st.sampled_from(["name", "title", "subject", "remark"]),
    st.sampled_from(["", "一级教师", "语文", '=1+1\n"第二行"', "\u0000"]),
    min_size=1,
)
SCORES = st.sampled_from([None, 0.0, 8.5])
_EMPTY: list[Path] = []


def empty_school(folder: Path) -> Path:
    if not _EMPTY:
        _EMPTY.append(Path(tempfile.mkdtemp()) / "学校.edudesk")
        open_store(_EMPTY[0], create=True).close()
    return Path(shutil.copy(_EMPTY[0], folder))


class RandomOffice(RuleBasedStateMachine):
    """Enter, change, observe, put away, take back, undo, redo, back up, restore, cancel: in any order.

    start: what undoing everything leads back to, empty or as restored.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(empty_school(self.folder))
        know_observations(self.store)
        context = Context(self.store)
        self.office, self.timeline, self.backups = Office(context), Timeline(context), Backups(context)
        self.start: dict[str, dict[str, Any]] = {}
        self.kept: tuple[Backup, dict[str, dict[str, Any]]] | None = None

    def teardown(self) -> None:
        del RECORDS["observation"]
        self.store.close()
        shutil.rmtree(self.folder)

    def some(self, place: int) -> str:
        known = [row_id for row_id, facts in self.office.state().items() if "teacher_id" not in facts]
        return known[place % len(known)]

    @rule(names=st.lists(NAMES, min_size=1, max_size=4))
    def enter(self, names: list[str]) -> None:
        self.office.enter(*names)

    @precondition(lambda self: self.office.state())
    @rule(place=st.integers(0, 20), facts=FACTS)
    def change(self, place: int, facts: dict[str, str]) -> None:
        self.office.change(self.some(place), **facts)

    @precondition(lambda self: self.office.state())
    @rule(place=st.integers(0, 20), periods=st.integers(-1, 2), score=SCORES)
    def observe(self, place: int, periods: int, score: float | None) -> None:
        self.office.observe(self.some(place), topic="分数", periods=periods, score=score)

    @precondition(lambda self: self.office.observed())
    @rule(place=st.integers(0, 20), periods=st.integers(-1, 2), score=SCORES)
    def correct(self, place: int, periods: int, score: float | None) -> None:
        known = self.office.observed()
        self.office.correct(known[place % len(known)], periods=periods, score=score)

    @precondition(lambda self: self.office.state())
    @rule(places=st.sets(st.integers(0, 3), min_size=1))
    def put_away(self, places: set[int]) -> None:
        self.office.put_away(*{self.some(place) for place in places})

    @precondition(lambda self: self.timeline.bin())
    @rule()
    def take_back(self) -> None:
        self.timeline.take_back(self.timeline.bin())

    @precondition(lambda self: self.timeline.next_steps().undo)
    @rule()
    def undo(self) -> None:
        self.timeline.undo()

    @precondition(lambda self: self.timeline.next_steps().redo)
    @rule()
    def redo(self) -> None:
        self.timeline.redo()

    @rule()
    def back_up(self) -> None:
        self.kept = (self.backups.take(), self.office.state())

    @precondition(lambda self: self.kept)
    @rule()
    def restore(self) -> None:
        assert self.kept is not None
        made, self.start = self.kept
        self.backups.restore(made)
        assert self.office.state() == self.start
        assert self.timeline.next_steps() == Steps(None, None)

    @precondition(lambda self: self.kept)
    @rule(moment=st.integers(1, 2))
    def cancel_a_restore(self, moment: int) -> None:
        assert self.kept is not None
        before = self.office.state(), self.timeline.next_steps()
        with pytest.raises(Cancelled):
            self.backups.restore(self.kept[0], Impatient(moment))
        assert (self.office.state(), self.timeline.next_steps()) == before

    @rule()
    def undo_all_and_redo_all(self) -> None:
        undone = 0
        while self.timeline.next_steps().redo:
            self.timeline.redo()
        end = self.office.state()
        while self.timeline.next_steps().undo:
            self.timeline.undo()
            undone += 1
        assert self.office.state() == self.start
        for _ in range(undone):
            self.timeline.redo()
        assert self.office.state() == end
        assert self.timeline.next_steps().redo is None

    @invariant()
    def the_journal_tells_the_truth(self) -> None:
        assert self.timeline.verify().is_whole


TestRandomOffice = RandomOffice.TestCase
TestRandomOffice.settings = settings(
    max_examples=examples(15), stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
