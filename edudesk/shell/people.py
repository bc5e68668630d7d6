"""The teachers as the school's pages choose from them: the school knows no roster."""

from collections.abc import Sequence
from operator import is_

from edudesk.desk import Desk
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present
from edudesk.school.pages.people import Person


class RosterPeople:
    """Called by a page each time it reads; the same list again while nobody in the roster changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: list[TeacherRow] = []
        self._people: list[Person] = []

    def __call__(self) -> Sequence[Person]:
        rows = self._desk.teachers.rows()  # rows that did not change are the same objects
        if len(rows) != len(self._rows) or not all(map(is_, rows, self._rows)):
            self._rows = rows
            self._people = [
                Person(row.id, row.name, row.pinyin, row.initials, row.subject, is_present(row))
                for row in rows
            ]
        return self._people
