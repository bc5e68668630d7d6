"""Pages with live figures listen to all that the figures are counted from."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, event

from edudesk.base import clock
from edudesk.desk import open_desk
from edudesk.desk.overview.gathering import SOURCES
from edudesk.indicators.rules.feeding import FED_BY, FED_BY_SCHOOL
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.pages.review import ReviewPage
from edudesk.store.tables import records

_SHOWN_BESIDE = {"attachments"}  # files of problems and projects: nothing is counted by them


@contextmanager
def concerns_read() -> Iterator[set[str]]:
    """The concerns of the tables that are read meanwhile."""
    found: set[str] = set()

    def heed(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        for name in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', statement):
            if name in records():
                found.add(records()[name].concern)

    event.listen(Engine, "before_cursor_execute", heed)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", heed)


def test_what_the_figures_are_counted_from_is_what_the_pages_listen_to(five: Path) -> None:
    with open_desk(five) as desk:
        with concerns_read() as seven:
            desk.indicators.some(clock.today(), lambda one: one.group == "balance")
        with concerns_read() as every:
            desk.indicators.on(clock.today())
            desk.indicators.on(date(2025, 11, 20))
    assert {"teachers", "stats"} <= seven <= FED_BY_SCHOOL
    assert {"sheets", "patrols", "projects", "timetable"} <= every <= FED_BY | _SHOWN_BESIDE
    assert {table.concern for table in records().values()} >= FED_BY  # a word nobody announces hears nothing
    start_page = next(one for one in SOURCES if one.key == "plan")
    for concerns in (PlanPage.concerns, ReviewPage.concerns, start_page.concerns):
        assert concerns >= FED_BY
