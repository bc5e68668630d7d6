"""The schools of the region as figures, and our own as a row among them."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.indicators.rows.stored import RegionRow
from edudesk.indicators.rules.region import Region, own_row, region
from edudesk.indicators.service.kept import SettingService
from edudesk.indicators.service.schools import RegionService
from edudesk.school.rules.years import first_of, school_year_of
from edudesk.school.service.identity import SchoolService
from edudesk.store.context import Context

if TYPE_CHECKING:
    from edudesk.indicators.service.figures import Figures


class RegionFigures:
    """figures: those of our own school, which bring every room along and are asked for only to fill in its row."""

    def __init__(self, context: Context, figures: Callable[[], "Figures"]) -> None:
        self._figures, self._settings = figures, SettingService(context)
        self._rows, self._school = RegionService(context), SchoolService(context)

    def of(self, school_year: str, stage: str) -> Region:
        """The schools of a school year and 学段 against the limits and each other."""
        on = date(first_of(school_year), 9, 1)
        return region(self._rows.rows(), school_year, stage, on, self.own_names(), self._settings.held())

    def own_names(self) -> tuple[str, ...]:
        """What our school may be called in a list of the region."""
        school = self._school.identity()
        return tuple(filter(None, (school.name, school.short_name)))

    def put_own(self, on: date, stage: str) -> RegionRow:
        """Our own school among those of the region, with its figures of a day; the row that is there is changed.

        Raises UserError while its pupils are not known.
        """
        names, year = self.own_names(), school_year_of(on)
        draft = own_row(self._figures().on(on), year, stage, names[0])
        if draft.pupils is None:
            raise UserError(f"{year}学年{stage}的在校生数没有填写，没有填入本校。", "请先在年度数据里填写。")
        there = next(
            (
                row
                for row in self._rows.rows()
                if (row.school_year, row.stage) == (year, stage) and row.name in names
            ),
            None,
        )
        if there is None:
            return self._rows.add(draft)
        told = {
            key: value
            for key, value in asdict(draft).items()
            if value is not None and key != "name" and value != ""
        }
        return self._rows.change(there.id, told)
