"""区域学校: the schools of the region, typed in, pasted or imported."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Unpack

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step, silent
from edudesk.indicators.rows.stored import AMOUNTS, REGION_COLUMN, STAFF, RegionDraft, RegionRow
from edudesk.indicators.tables import RegionSchool
from edudesk.roster.service import ImportResult
from edudesk.roster.service.imported import concluded
from edudesk.roster.service.matchings import keep_matches, matched_before
from edudesk.school.rows.stages import STAGE, stages_of
from edudesk.school.rules.years import read_school_year, school_year_of
from edudesk.school.service.identity import SchoolService
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.verbs import deed, verb, view
from edudesk.store.work import Conflict, Work

if TYPE_CHECKING:
    from edudesk.indicators.intake.values import RegionPreview
    from edudesk.roster.intake.deciding import Wishes
    from edudesk.sheets.workbook import Workbook

_REMEMBERED = "region"


class RegionService(RowService[RegionDraft, RegionRow]):
    """区域学校: pasted or imported, for 校际差异系数."""

    table, row, draft = RegionSchool, RegionRow, RegionDraft
    columns: ClassVar[Mapping[str, Column]] = REGION_COLUMN
    sees = Right.SEE_INDICATORS

    def _order(self, row: RegionRow) -> Any:
        return row.school_year, row.stage, row.id

    def _settled(self, draft: RegionDraft) -> RegionDraft:
        return replace(
            draft,
            name=draft.name.strip(),
            group_name=draft.group_name.strip(),
            school_year=read_school_year(draft.school_year) or draft.school_year,
        )

    def _problems(self, draft: RegionDraft, others: Sequence[RegionDraft]) -> tuple[FieldProblem, ...]:
        found = []
        if read_school_year(draft.school_year) is None:
            found.append(FieldProblem("school_year", "请写成 2026-2027 这样的学年。"))
        if not draft.name:
            found.append(FieldProblem("name", "请填写学校名称。"))
        here = (draft.school_year, draft.stage, draft.name)
        if any((other.school_year, other.stage, other.name) == here for other in others):
            found.append(FieldProblem("name", f"“{draft.name}”在这个学年和学段已经有了。"))
        for key in ("pupils", *AMOUNTS.values(), *STAFF.values()):
            value = getattr(draft, key)
            if value is not None and value < 0:
                found.append(FieldProblem(key, f"{REGION_COLUMN[key].title}不能是负数。"))
        if draft.pupils is None:
            found.append(FieldProblem("pupils", "请填写在校生数。"))
        return tuple(found)

    # import

    @deed("预览区域学校", right=Right.SEE_INDICATORS, is_read=True)
    def preview(
        self,
        workbook: "Workbook",
        *,
        school_year: str = "",
        stage: str = "",
        **wishes: "Unpack[Wishes]",
    ) -> "RegionPreview":
        """What importing would do; nothing is written. school_year, stage: of rows that do not say it, "" = the present
        year, the first 学段 of our school."""
        from edudesk.indicators.intake.preview import preview_region  # brings the workbook rooms along

        own = next(
            (one.word for one in stages_of(SchoolService(self.context).identity().stage)), next(iter(STAGE))
        )
        return preview_region(
            workbook,
            self.rows(),
            school_year or school_year_of(clock.today()),
            stage or own,
            recall=self.remembered,
            **wishes,
        )

    @view(Right.SEE_INDICATORS)
    def remembered(self, connection: Connection, fingerprint: str) -> dict[str, str]:
        """Header -> field as the user matched them the last time a sheet of schools had these headers."""
        return matched_before(connection, _REMEMBERED, fingerprint)

    @verb("导入区域学校", right=Right.EDIT_INDICATORS)
    def import_rows(self, work: Work, preview: "RegionPreview", step: Step = silent) -> ImportResult:
        """Write what a preview promises as one entry, all or none, and keep how its headers were matched.

        Raises Conflict when a school was changed since.
        """
        from edudesk.roster.intake.values import RowState

        if self.kept.versions(work.connection) != preview.seen:
            raise Conflict("预览之后区域学校又有改动，没有导入。", "请看过新的预览后再导入。")
        new = [self._settled(row.draft) for row in preview.rows if row.state is RowState.NEW]
        touched = [row for row in preview.rows if row.state is RowState.CHANGED]
        step(0, len(new) + len(touched), "正在写入区域学校")
        names = [one.name for one in fields(RegionDraft)]
        work.insert(RegionSchool, [{name: getattr(draft, name) for name in names} for draft in new])
        work.update_many(
            RegionSchool, {row.row_id: {one.key: one.after for one in row.changes} for row in touched}
        )
        work.title = f"导入 {preview.file}：新增 {len(new)} 所学校，更新 {len(touched)} 所"
        keep_matches(work.connection, _REMEMBERED, preview)
        return concluded(work, preview, len(new), len(touched))
