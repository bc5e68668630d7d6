"""What stands behind a cell of 检查汇总: one record, several of them, what is missing, how a total came about."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from edudesk.checks.pages.summary.sheets_dialog import SheetsDialog, sheet_lines
from edudesk.checks.pages.summary.teacher_dialog import TeacherDialog
from edudesk.checks.reports.columns import DONE_UNITS, DUE_UNITS, MISSING_COLUMNS, MISSING_UNITS
from edudesk.checks.rules.group_figures import GroupLine
from edudesk.checks.rules.missing import missing_lines
from edudesk.checks.rules.results import CheckScore
from edudesk.checks.rules.summary import TermSummary, is_done, is_due
from edudesk.checks.rules.term_facts import TeacherTerm

OF_UNITS = (DUE_UNITS, DONE_UNITS, MISSING_UNITS)


class Deeper:
    """Opens over a page. to_unit(check id, unit id): leads to where it is filled in."""

    def __init__(self, page: QWidget, to_unit: Callable[[str, str], object]) -> None:
        self._page, self._to_unit = page, to_unit

    def check(self, summary: TermSummary, line: TeacherTerm, check: CheckScore) -> None:
        """What a teacher came to in a check: the record where it was filled in, of several a list."""
        if len(check.units) == 1:
            self._to_unit(check.campaign.id, check.units[0].unit.id)
            return
        ids = [sheet.id for unit in check.units for sheet in unit.sheets]
        self.records(summary, f"{line.person.name}：{check.campaign.title}", ids)

    def units(self, summary: TermSummary, line: GroupLine, key: str) -> SheetsDialog:
        """What was looked at of a group, or what was not. key: one of OF_UNITS."""
        if key != MISSING_UNITS:
            ids = [sheet.id for unit in line.units for sheet in unit.sheets]
            return self.records(summary, f"{line.name}：检查记录", ids)
        open_ones = {unit.unit.id for unit in line.units if is_due(unit) and not is_done(unit)}
        lines = [one for one in missing_lines(summary) if one.unit.id in open_ones]
        checks = {one.unit.id: one.campaign.id for one in lines}
        dialog = SheetsDialog(self._page, f"{line.name}：缺检", lines, MISSING_COLUMNS, "应检的都查到了。")
        dialog.wanted.connect(lambda unit_id: self._to_unit(checks[unit_id], unit_id))
        dialog.open()
        return dialog

    def records(self, summary: TermSummary, title: str, ids: Sequence[str]) -> SheetsDialog:
        """The sheets behind a figure."""
        dialog = SheetsDialog(self._page, title, sheet_lines(summary, ids))
        dialog.wanted.connect(lambda sheet_id: self._to_sheet(summary, sheet_id))
        dialog.open()
        return dialog

    def steps(self, summary: TermSummary, line: TeacherTerm) -> TeacherDialog:
        """How the total of a teacher came about."""
        dialog = TeacherDialog(self._page, summary, line)
        dialog.sheet_wanted.connect(lambda sheet_id: self._to_sheet(summary, sheet_id))
        dialog.open()
        return dialog

    def _to_sheet(self, summary: TermSummary, sheet_id: str) -> None:
        sheet = next((one for one in summary.facts.sheets if one.id == sheet_id), None)
        if sheet is not None:
            self._to_unit(sheet.campaign_id, sheet.unit_id)
