"""Importing old record sheets into a check: looked at first, then written as one entry and undone as one."""

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Unpack

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.jobs import Step, silent
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rows.versions import FormVersionRow
from edudesk.checks.service.forms import forms_in
from edudesk.checks.service.groups import answers_for
from edudesk.checks.service.refusing import refuse_closed
from edudesk.checks.service.sheets import SheetService
from edudesk.checks.tables import Campaign, CheckSheet, CheckUnit, FormVersion
from edudesk.roster.rows import GONE
from edudesk.roster.service import ImportResult
from edudesk.roster.service.imported import concluded
from edudesk.roster.service.matchings import keep_matches, matched_before
from edudesk.roster.tables import Teacher
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import deed, verb, view
from edudesk.store.work import Conflict, Work

if TYPE_CHECKING:
    from edudesk.checks.intake.record_values import CheckFacts, RecordPreview
    from edudesk.roster.intake.deciding import Wishes
    from edudesk.sheets.workbook import Workbook

_REMEMBERED = "checks."  # with the key of the form


class RecordService:
    """检查记录 from a workbook."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, CheckSheet, SheetRow)
        self._units = Records(context, CheckUnit, UnitRow)
        self._campaigns = Records(context, Campaign, CampaignRow)
        self._forms = Records(context, FormVersion, FormVersionRow)

    @deed("预览检查记录", right=Right.SEE_CHECKS, is_read=True)
    def preview(
        self,
        campaign_id: str,
        workbook: "Workbook",
        *,
        kind: str = "",
        **wishes: "Unpack[Wishes]",
    ) -> "RecordPreview":
        """What importing into a check would do; nothing is written. kind: 学段 of the school, to read classes by.

        The other wishes are those of intake.record_preview.preview_records. Raises UserError when the check takes none.
        """
        from edudesk.checks.intake.record_preview import preview_records  # brings the workbook rooms along

        with self.context.reading(Right.SEE_CHECKS) as connection:
            check = self._facts(connection, campaign_id, kind)
        # a long list is read without keeping anybody else from the school
        return preview_records(
            workbook,
            check,
            recall=lambda form: partial(self.remembered, form),
            **wishes,
        )

    @view(Right.SEE_CHECKS)
    def remembered(self, connection: Connection, form: str, fingerprint: str) -> dict[str, str]:
        """Header -> field as the user matched them the last time a sheet of a form (its key) had these headers."""
        return matched_before(connection, f"{_REMEMBERED}{form}", fingerprint)

    def _facts(self, connection: Connection, campaign_id: str, kind: str) -> "CheckFacts":
        from edudesk.checks.intake.record_values import CheckFacts

        campaign = self._campaigns.get(connection, campaign_id)
        refuse_closed(campaign)
        c = core(Teacher).c
        people: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for name, key in connection.execute(
            select(c.name, c.id).where(c.deleted_at == "", c.status.not_in(GONE))
        ):
            people[name] += (key,)
        units = self._units.where(connection, core(CheckUnit).c.campaign_id == campaign_id)
        return CheckFacts(
            campaign,
            tuple(units),
            forms_in(connection, self._forms),
            self._there(connection, campaign_id),
            people,
            {unit.id: answers_for(connection, self.context, unit) for unit in units if not unit.teacher_id},
            kind,
            clock.today().isoformat(),
        )

    @verb("导入检查记录", right=Right.RECORD_CHECKS)
    def import_rows(self, work: Work, preview: "RecordPreview", step: Step = silent) -> ImportResult:
        """Write the new sheets of a preview as one entry, all or none. Raises Conflict when sheets of the check changed
        since, and what SheetService.record raises."""
        there = self._there(work.connection, preview.campaign_id)
        if {row.id: row.version for row in there} != preview.seen:
            raise Conflict("预览之后这次检查又有新的记录，没有导入。", "请看过新的预览后再导入。")
        new = [
            (row.unit.id, row.filled)
            for row in preview.importable
            if row.unit is not None and row.filled is not None
        ]
        step(0, len(new), "正在写入检查记录")
        count = SheetService(self.context)._record(work, preview.campaign_id, new)
        campaign = self._campaigns.get(work.connection, preview.campaign_id)
        work.title = f"{campaign.title} 导入 {preview.file}：新增 {count} 份记录"
        for head, form in preview.form_of.items():
            keep_matches(work.connection, f"{_REMEMBERED}{form}", preview, head)
        return concluded(work, preview, count)

    def _there(self, connection: Connection, campaign_id: str) -> tuple[SheetRow, ...]:
        return tuple(self._kept.where(connection, core(CheckSheet).c.campaign_id == campaign_id))
