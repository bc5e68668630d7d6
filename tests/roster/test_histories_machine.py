"""Whatever is done in whatever order: the flat roster shows what the dated facts say for today."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.desk import open_desk
from edudesk.roster.histories.careers import Education, Status, Title
from edudesk.roster.histories.growing import Training
from edudesk.roster.histories.honours import Honour
from edudesk.roster.histories.teaching import Assignment, HeadTeacher
from edudesk.roster.rows import DATED_FIELDS, TeacherDraft
from edudesk.roster.service import days

MONTHS = st.sampled_from(("2014-08", "2024-03", "2026-11", "2027-01", "2027-05-15"))
YEARS = st.sampled_from(("2025-2026", "2026-2027"))
TERMS = st.sampled_from(("第一学期", "第二学期"))
FACTS: st.SearchStrategy[tuple[str, Any]] = st.one_of(
    st.builds(Title, title=st.sampled_from(("二级教师", "一级教师")), obtained=MONTHS).map(
        lambda row: ("title", row)
    ),
    st.builds(Status, status=st.sampled_from(("在岗", "借出")), since=MONTHS).map(
        lambda row: ("status", row)
    ),
    st.builds(
        Honour,
        name=st.sampled_from(("教坛新秀", "骨干教师")),
        awarded=MONTHS,
        ends=st.sampled_from(("", "2027-04")),
    ).map(lambda row: ("honour", row)),
    st.builds(Education, level=st.sampled_from(("专科", "本科")), graduated=MONTHS).map(
        lambda row: ("education", row)
    ),
    st.builds(Training, project=st.just("研修"), begins=MONTHS, hours=st.just(24.0)).map(
        lambda row: ("training", row)
    ),
    st.builds(Assignment, school_year=YEARS, term=TERMS, subject=st.sampled_from(("语文", "数学"))).map(
        lambda row: ("assignment", row)
    ),
    st.builds(HeadTeacher, school_year=YEARS, term=TERMS, class_name=st.just("三（1）班")).map(
        lambda row: ("head_teacher", row)
    ),
)
FLAT = st.one_of(
    st.fixed_dictionaries({"title": st.sampled_from(("", "二级教师", "高级教师")), "title_obtained": MONTHS}),
    st.fixed_dictionaries({"status": st.sampled_from(("在岗", "借出")), "status_date": MONTHS}),
    st.fixed_dictionaries({"subject": st.sampled_from(("", "语文", "体育"))}),
    st.fixed_dictionaries({"honour": st.sampled_from(("", "骨干教师"))}),
)
DAYS = (
    "2026-11-20", "2026-11-21", "2027-01-01", "2027-02-01", "2027-05-16", "2027-08-01", "2028-01-01", "2029-02-01",
)  # fmt: skip


class School(RuleBasedStateMachine):
    """Two teachers, and everything that can be done to what is known of them."""

    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.day = 0
        self._stop()
        file = self.folder / "school.edudesk"
        file.write_bytes(self.empty.read_bytes())
        self.desk = open_desk(file)
        self.ids = [
            self.desk.teachers.add(
                TeacherDraft(
                    name="甲", title="二级教师", title_obtained="2014-08", subject="语文", status="在岗"
                )
            ).id,
            self.desk.teachers.add(TeacherDraft(name="乙")).id,
        ]
        self.desk.context.forget_undo()  # both stay

    def teardown(self) -> None:
        assert self.desk.timeline.verify().is_whole
        self.desk.close()
        rmtree(self.folder)

    def _stop(self) -> None:
        clock.stop_at(datetime.fromisoformat(f"{DAYS[self.day]} 08:00:00+08:00"))

    def _stored(self, pick: int) -> tuple[str, Any] | None:
        """Any of the stored facts."""
        every = [
            (key, row)
            for one in self.ids
            for key, rows in self.desk.histories.of(one).items()
            for row in rows
            if row.id
        ]
        return every[pick % len(every)] if every else None

    @rule(fact=FACTS, who=st.integers(0, 1))
    def add(self, fact: tuple[str, Any], who: int) -> None:
        key, row = fact
        with suppress(UserError):
            self.desk.histories.add(key, replace(row, teacher_id=self.ids[who]))

    @rule(values=FLAT, who=st.integers(0, 1))
    def type_into_the_roster(self, values: dict[str, str], who: int) -> None:
        with suppress(UserError):
            self.desk.teachers.change(self.ids[who], values)

    @rule(who=st.integers(0, 1), day=st.sampled_from(DAYS))
    def retire(self, who: int, day: str) -> None:
        self.desk.teachers.retire([self.ids[who]], datetime.fromisoformat(day).date())

    @rule(pick=st.integers(0, 30), month=MONTHS)
    def change(self, pick: int, month: str) -> None:
        dated = {"title": "obtained", "status": "since", "honour": "ends", "training": "begins"}
        if (found := self._stored(pick)) and found[0] in dated:
            with suppress(UserError):
                self.desk.histories.change(found[0], found[1].id, {dated[found[0]]: month})

    @rule(pick=st.integers(0, 30))
    def put_away(self, pick: int) -> None:
        if found := self._stored(pick):
            self.desk.histories.put_away(found[0], [found[1].id])

    @rule(pick=st.integers(0, 30))
    def take_back(self, pick: int) -> None:
        if binned := self.desk.timeline.bin():
            self.desk.timeline.take_back([binned[pick % len(binned)]])

    @rule(who=st.booleans(), term=TERMS)
    def lead(self, who: bool, term: str) -> None:
        self.desk.heads.put("2026-2027", term, {"三（1）班": [self.ids[who]]})

    @rule(back=st.integers(1, 4))
    def undo(self, back: int) -> None:
        """The last step, or one before it."""
        first = self.desk.context.opened_at
        done = [one.seq for one in self.desk.timeline.entries() if one.kind == "do" and one.seq > first]
        with suppress(UserError):
            self.desk.timeline.undo(done[min(back, len(done)) - 1] if back > 1 and done else None)

    @rule()
    def redo(self) -> None:
        with suppress(UserError):
            self.desk.timeline.redo()

    @rule(steps=st.sampled_from((-1, 1, 1, 2)))
    def another_day(self, steps: int) -> None:
        self.day = min(max(self.day + steps, 0), len(DAYS) - 1)
        self._stop()
        self.desk.begin_day()

    @invariant()
    def the_roster_is_as_of_today(self) -> None:
        rows = self.desk.teachers.rows()
        with self.desk.store.transaction() as connection:
            found = days.rows_on(connection, rows, DAYS[self.day])
            stored = {kind: set(said) for kind, said in _with_rows(connection, self.ids).items()}
        for row, then in zip(rows, found, strict=True):
            settled = {key for key in DATED_FIELDS if row.id in stored.get(key, ())}
            assert {key: getattr(row, key) for key in settled} == {key: getattr(then, key) for key in settled}


def _with_rows(connection: Any, ids: list[str]) -> dict[str, list[str]]:
    """Flat field -> teachers with rows of its kind; the others' are what was typed."""
    from edudesk.roster.histories import KINDS
    from edudesk.roster.service.keeping import stored_rows

    return {
        field: list(held)
        for kind in KINDS
        if kind.flat_fields
        for held in (stored_rows(connection, kind, ids),)
        for field in kind.flat_fields
    }


@contextmanager
def _clock() -> Iterator[None]:
    try:
        yield
    finally:
        clock.stop_at(None)


def test_flat_and_dated_facts_agree_whatever_is_done(
    migrated: Callable[[str | None], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(School, "empty", migrated(None), raising=False)
    with _clock():
        run_state_machine_as_test(
            School,
            settings=settings(
                max_examples=4,
                stateful_step_count=15,
                phases=(Phase.generate,),  # a step takes a file on the disk some time: no shrinking
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
