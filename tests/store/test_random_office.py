"""Whatever an office does in whatever order, undoing all of it gives the beginning and redoing it the end."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from edudesk.store.context import Context
from edudesk.store.schema import open_store
from edudesk.store.timeline import Timeline
from tests.office import Office

NAMES = st.sampled_from(["李静", "周敏华", "沈婷", "㛃䶮𬭎", "阿依古丽·买买提", "O'Neil", ""])
FACTS = st.dictionaries(
    st.sampled_from(["name", "title", "subject", "remark"]),
    st.sampled_from(["", "一级教师", "语文", '=1+1\n"第二行"', "\u0000"]),
    min_size=1,
)
_EMPTY: list[Path] = []


def empty_school(folder: Path) -> Path:
    if not _EMPTY:
        _EMPTY.append(Path(tempfile.mkdtemp()) / "学校.edudesk")
        open_store(_EMPTY[0], create=True).close()
    return Path(shutil.copy(_EMPTY[0], folder))


class RandomOffice(RuleBasedStateMachine):
    """Enter, change, put away, take back, undo and redo, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(empty_school(self.folder))
        with self.store.raw() as raw:
            raw.execute(
                "PRAGMA synchronous = OFF"
            )  # hundreds of schools; the disk is not what is tested here
        context = Context(self.store)
        self.office, self.timeline = Office(context), Timeline(context)

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def some(self, place: int) -> str:
        known = list(self.office.state())
        return known[place % len(known)]

    @rule(names=st.lists(NAMES, min_size=1, max_size=4))
    def enter(self, names: list[str]) -> None:
        self.office.enter(*names)

    @precondition(lambda self: self.office.state())
    @rule(place=st.integers(0, 20), facts=FACTS)
    def change(self, place: int, facts: dict[str, str]) -> None:
        self.office.change(self.some(place), **facts)

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
    def undo_all_and_redo_all(self) -> None:
        undone = 0
        while self.timeline.next_steps().redo:
            self.timeline.redo()
        end = self.office.state()
        while self.timeline.next_steps().undo:
            self.timeline.undo()
            undone += 1
        assert self.office.state() == {}
        for _ in range(undone):
            self.timeline.redo()
        assert self.office.state() == end
        assert self.timeline.next_steps().redo is None

    @invariant()
    def the_journal_tells_the_truth(self) -> None:
        assert self.timeline.verify().is_whole


TestRandomOffice = RandomOffice.TestCase
TestRandomOffice.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
