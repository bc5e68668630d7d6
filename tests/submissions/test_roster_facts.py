"""What papers are made of is read once for all of them, and anew as soon as anything changes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.masking import Audience
from edudesk.desk import Desk, open_desk
from edudesk.roster.reports.structure import structure_of
from edudesk.submissions.registry import offers, roster_facts

TODAY, BEFORE = date(2026, 11, 20), date(2025, 9, 1)


@pytest.fixture
def desk(five: Path, stopped_clock: object) -> Iterator[Desk]:
    with open_desk(five) as desk:
        yield desk


def test_a_day_is_read_once_until_a_row_changes(desk: Desk) -> None:
    read = desk.roster_facts.on(TODAY)
    assert desk.roster_facts.on(TODAY) is read
    report = offers()[0].build(desk, Audience.BUREAU)
    with desk.exports.leaving(report, Path("花名册.xlsx")):
        pass  # kept in the journal, and changes no row
    assert desk.roster_facts.on(TODAY) is read
    desk.teachers.change(desk.teachers.rows()[0].id, {"phone": "19901990001"})
    changed = desk.roster_facts.on(TODAY)
    assert changed is not read
    assert "19901990001" in [row.phone for row in changed.teachers]
    desk.timeline.undo()
    assert "19901990001" not in [row.phone for row in desk.roster_facts.on(TODAY).teachers]


def test_another_day_and_tomorrow_are_read_for_themselves(desk: Desk, stopped_clock) -> None:  # type: ignore[no-untyped-def]
    today, then = desk.roster_facts.on(TODAY), desk.roster_facts.on(BEFORE)
    assert (desk.roster_facts.on(TODAY) is today, desk.roster_facts.on(BEFORE) is then) == (True, True)
    desk.roster_facts.on(date(2024, 9, 1))  # two days are kept
    assert desk.roster_facts.on(BEFORE) is then
    stopped_clock("2026-11-21 08:30")
    assert desk.roster_facts.on(BEFORE).today == date(2026, 11, 21)


def test_every_paper_tells_the_journal_of_its_own_moment(desk: Desk) -> None:
    first = roster_facts(desk, TODAY)
    report = offers()[0].build(desk, Audience.BUREAU)
    with desk.exports.leaving(report, Path("花名册.xlsx")):
        pass
    second = roster_facts(desk, TODAY)
    assert first.footer != second.footer
    assert second.teachers is first.teachers


def test_what_is_worked_out_of_the_chosen_is_theirs_alone(desk: Desk) -> None:
    everybody = roster_facts(desk, TODAY)
    (zhou,) = [row for row in everybody.present if row.name == "周敏华"]
    alone = roster_facts(desk, TODAY, frozenset({zhou.id}))
    assert {row.name for one in structure_of(alone) for row in one.people} == {"周敏华"}
    assert len({row.id for one in structure_of(everybody) for row in one.people}) > 1
    assert structure_of(roster_facts(desk, TODAY)) is structure_of(everybody)
