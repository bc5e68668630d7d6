"""What the forms of governance offer: the people of the roster, the departments; other words may be typed too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column
from edudesk.governance.service.sources import GovernanceSources
from edudesk.school.pages.people import Choosing, Person

_PEOPLE: Final = frozenset({"chair", "recorder", "keeper", "leader", "closed_by"})
_DEPARTMENTS: Final = frozenset({"department"})
_EITHER: Final = frozenset({"owner"})  # 教科室 as well as 李静


class Offers:
    """choosing: the people. The lists follow offer(): columns made before have the new words too."""

    def __init__(self) -> None:
        self.choosing = Choosing()
        self._departments = CodeList("部门", ())
        self._either = CodeList("责任人", ())

    def offer(self, sources: GovernanceSources, people: Sequence[Person]) -> None:
        """Choose from these from now on."""
        self.choosing.offer(people)
        names = dict.fromkeys(row.name for row in sources.departments.rows())
        self._departments.take_own(map(Code, names))
        self._either.take_own(map(Code, dict.fromkeys((*names, *self.choosing.codes.words))))

    def column(self, column: Column) -> Column:
        """A column with what can be chosen in it. It stays a text: 李静 王芳, 各年级组长 are kept as they are typed."""
        for keys, codes in (
            (_PEOPLE, self.choosing.codes),
            (_DEPARTMENTS, self._departments),
            (_EITHER, self._either),
        ):
            if column.key in keys:
                return replace(column, codes=codes)
        return column

    def columns(self, every: Mapping[str, Column]) -> dict[str, Column]:
        """Columns by key, each with what can be chosen in it."""
        return {key: self.column(column) for key, column in every.items()}
