"""Verbs on checks (检查安排) and on what is to be checked in them."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, ClassVar

from sqlalchemy import Connection, case, func, select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import some_of
from edudesk.checks.rows.campaigns import (
    ARCHIVED,
    CAMPAIGN_COLUMN,
    DRAFT,
    DRAWN,
    DUE,
    PUBLISHED,
    REPORTED,
    UNCHECKED,
    UNIT_STATES,
    Arranged,
    CampaignDraft,
    CampaignRow,
    UnitDraft,
    UnitRow,
)
from edudesk.checks.rows.corrections import Correction
from edudesk.checks.rows.sheets import DRAFT as NOT_SUBMITTED
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rows.versions import FormVersionRow
from edudesk.checks.rules.campaigns import campaign_problems, may_move, of_one_name
from edudesk.checks.rules.handing_on import handed_on
from edudesk.checks.service.corrections import how_of, keep_with_unit, kept_with_units, of_state, with_lines
from edudesk.checks.service.drafts import fit_drafts
from edudesk.checks.service.findings import hand_over
from edudesk.checks.service.forms import forms_in, keep_forms
from edudesk.checks.service.groups import answers_for, is_known, refuse_unclear
from edudesk.checks.service.progress import progress_of
from edudesk.checks.tables import Campaign, CheckSheet, CheckUnit, FormVersion
from edudesk.roster.tables import Teacher
from edudesk.school.rules.years import not_days
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class CampaignService(RowService[CampaignDraft, CampaignRow]):
    """检查安排."""

    table, row, draft = Campaign, CampaignRow, CampaignDraft
    columns: ClassVar[Mapping[str, Column]] = CAMPAIGN_COLUMN
    sees = Right.SEE_CHECKS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._units = Records(context, CheckUnit, UnitRow)
        self._forms = Records(context, FormVersion, FormVersionRow)

    def _order(self, row: CampaignRow) -> Any:
        return row.begins, row.id

    def _problems(self, draft: CampaignDraft, others: Sequence[CampaignDraft]) -> tuple[FieldProblem, ...]:
        return campaign_problems(draft, others)

    def _may_go(self, row: CampaignRow) -> None:
        _refuse_archived(row)  # sheets and lines stay with a check, and count no more without it

    def _followed(self, work: Work) -> None:
        """Others look at a published check: they get what nobody has looked at yet. Undo brings the units itself."""
        if work.kind != "do":
            return
        for change in list(work.changes):
            is_of_checks = change.table == Campaign.__tablename__ and change.before is not None
            if is_of_checks and "inspectors" in (change.after or {}):
                self._hand_on(work, change.row_id, str((change.before or {})["inspectors"]))

    def _hand_on(self, work: Work, campaign_id: str, before: str) -> None:
        row = self.kept.get(work.connection, campaign_id)
        if row.status == DRAFT:
            return
        sheets = Records(self.context, CheckSheet, SheetRow)
        looked: dict[str, set[str]] = {}
        for sheet in sheets.where(work.connection, core(CheckSheet).c.campaign_id == campaign_id):
            if sheet.status != NOT_SUBMITTED and not sheet.first_id:
                looked.setdefault(sheet.unit_id, set()).add(sheet.inspector_id or sheet.inspector)
        units = self._units.where(work.connection, core(CheckUnit).c.campaign_id == campaign_id)
        of_others = [unit for unit in units if not unit.teacher_id or unit.substitute.strip()]
        owners = {unit.id: answers_for(work.connection, self.context, unit) for unit in of_others}
        given = handed_on(replace(row, inspectors=before), row, units, looked, owners)
        work.update_many(CheckUnit, {unit_id: {"inspectors": text} for unit_id, text in given.items()})

    @view(Right.SEE_CHECKS)
    def units(self, connection: Connection, campaign_id: str) -> list[UnitRow]:
        """What is to be checked, in the order of the queue."""
        found = self._units.where(connection, core(CheckUnit).c.campaign_id == campaign_id)
        return sorted(_told_apart(connection, found), key=lambda unit: (unit.place, unit.id))

    @view(Right.SEE_CHECKS)
    def units_of_term(self, connection: Connection, school_year: str, term: str) -> list[UnitRow]:
        """What was to be checked in a term, check after check."""
        check = core(Campaign).c
        of_term = select(check.id).where(
            check.school_year == school_year, check.term == term, check.deleted_at == ""
        )
        found = self._units.lot(connection, (school_year, term), core(CheckUnit).c.campaign_id.in_(of_term))
        return sorted(_told_apart(connection, found), key=attrgetter("campaign_id", "place", "id"))

    @view(Right.SEE_CHECKS)
    def corrected_units(self, connection: Connection) -> Mapping[str, tuple[Correction, ...]]:
        """更正记录 of units that have no sheet to bear it, by id, all terms."""
        return kept_with_units(connection)

    @view(Right.SEE_CHECKS)
    def is_known(self, connection: Connection, substitute: str) -> bool:
        """Whether the roster knows who stood in: the figure of somebody from outside is nobody's."""
        return is_known(connection, substitute)

    @view(Right.SEE_CHECKS)
    def progress(self, connection: Connection) -> dict[str, tuple[int, int]]:
        """Check id -> (已查, 应检): a unit given to several inspectors is checked when each has; 未交 counts as checked
        (R9), who is away or exempt is not to be checked."""
        return progress_of(connection)

    @view(Right.SEE_CHECKS)
    def last_checked(self, connection: Connection, kind: str) -> dict[str, str]:
        """rules.units.Found.who -> ISO day of the last submitted sheet of a kind of check."""
        sheet, unit = core(CheckSheet).c, core(CheckUnit).c
        # only a room has classes and no subject
        key = case((unit.class_keys != "", unit.class_keys), else_=unit.classes)
        room = case((unit.subject == "", key), else_="").label("room")
        query = (
            select(unit.teacher_id, unit.name, room, func.max(sheet.on))
            .where(sheet.unit_id == unit.id, sheet.kind == kind, sheet.deleted_at == "")
            .group_by(unit.teacher_id, unit.name, room)
        )
        found: dict[str, str] = {}
        for teacher_id, name, of_room, day in connection.execute(query):
            who = of_room or teacher_id or name
            found[who] = max(day, found.get(who, ""))
        return found

    @verb("发布检查", right=Right.EDIT_CHECKS)
    def publish(self, work: Work, campaign_id: str, drafts: Sequence[UnitDraft]) -> int:
        """Store the queue of a check (planning.proposed) and let it begin; returns how many units it has.

        Raises UserError when there is nobody to check or it was published before.
        """
        self._publish(work, campaign_id, drafts)
        return len(drafts)

    @verb("安排检查", right=Right.EDIT_CHECKS)
    def arrange(
        self, work: Work, checks: Sequence[Arranged], dropped: Sequence[str] = ()
    ) -> list[CampaignRow]:
        """Store checks as they are typed, and publish those that have a queue, in one step; several are made in one
        pass from now on (同时抽查). dropped: ids of drafts that belong to it no more.

        Raises UserError as add, change and publish do, Conflict when one was changed meanwhile.
        """
        ids = [self._arrange(work, one) for one in checks]
        key = (checks[0].draft.together or ids[0]) if len(ids) > 1 else ""
        beside = [one for one in ids if self.kept.get(work.connection, one).together != key]
        work.update_many(Campaign, {one: {"together": key} for one in beside})
        work.put_away(Campaign, dropped)
        titles = [one.draft.title for one in checks]
        is_published = any(one.units is not None for one in checks)
        work.title = f"{'发布' if is_published else '安排'}检查 {some_of(titles, '次')}"
        return [self.kept.get(work.connection, campaign_id) for campaign_id in ids]

    @verb("安排学期检查", right=Right.EDIT_CHECKS)
    def plan(self, work: Work, passes: Sequence[Sequence[CampaignDraft]]) -> int:
        """Store the checks of a term as drafts, those of one pass together; returns how many. Raises UserError as add
        does, and then none is stored."""
        count = sum(map(len, passes))
        for checks in passes:
            ids = insert(self, work, checks)
            if len(ids) > 1:
                work.update_many(Campaign, {one: {"together": ids[0]} for one in ids})
        work.title = f"安排学期检查 {count} 次"
        return count

    def _arrange(self, work: Work, one: Arranged) -> str:
        campaign_id = one.id
        if campaign_id:
            values = {field.name: getattr(one.draft, field.name) for field in fields(CampaignDraft)}
            changed = self._changed(work.connection, self.kept.get(work.connection, campaign_id), values)
            if changed:
                work.update(Campaign, campaign_id, changed, one.version)
        else:
            (campaign_id,) = insert(self, work, [one.draft])
        if one.units is not None:
            self._publish(work, campaign_id, one.units)
        return campaign_id

    def _publish(self, work: Work, campaign_id: str, drafts: Sequence[UnitDraft]) -> None:
        row = self.kept.get(work.connection, campaign_id)
        if row.status != DRAFT:
            raise UserError(f"“{row.title}”已经发布过了。", "要增减应检对象，请在检查里修改；数据没有改动。")
        if not drafts and row.sampling == UNCHECKED:
            raise UserError(
                f"“{row.title}”范围内没有本学期未查的对象，没有发布。",
                "都已查过的请换一种抽查方式；也请看一下学期、学科和年级范围。",
            )
        if not drafts:
            raise UserError(
                f"“{row.title}”没有应检对象，没有发布。",
                "请检查学期、学科和年级范围，或先在花名册里填写任课。",
            )
        work.title = f"发布检查 {row.title}"
        keep_forms(work, self._forms, {(draft.form, draft.form_version) for draft in drafts})
        work.insert(CheckUnit, [{**_stored(draft), "campaign_id": campaign_id} for draft in drafts])
        drawn = {"drawn_at": f"{clock.now():%Y-%m-%d %H:%M}"} if row.sampling in DRAWN else {}
        work.update(Campaign, campaign_id, {"status": PUBLISHED, **drawn})

    @verb("修改检查状态", right=Right.EDIT_CHECKS)
    def move(self, work: Work, campaign_id: str, status: str) -> None:
        """Go on to the next state, or one step back. Raises UserError when states do not follow each other."""
        row = self.kept.get(work.connection, campaign_id)
        if not may_move(row.status, status):
            raise UserError(
                f"“{row.title}”现在是“{row.status}”，不能改为“{status}”。", "请按顺序进行；数据没有改动。"
            )
        work.title = f"{row.title} 改为{status}"
        work.update(Campaign, campaign_id, {"status": status})

    @verb("修改应检对象", right=Right.EDIT_CHECKS)
    def set_unit(
        self,
        work: Work,
        unit_id: str,
        state: str,
        *,
        reason: str = "",
        on: str = "",
        substitute: str = "",
        version: int | None = None,
    ) -> UnitRow:
        """Say that somebody is away, exempt, has not handed in … (R9). on: ISO day of the new date or of the check;
        substitute: who taught, where the roster has two of a name with the 工号: 郭玲玲（0012）.

        Raises UserError when there is no reason for it, when it is open who taught, or the check is 归档. After 通报 a
        change of what counts is kept with the sheet, without one with the unit.
        """
        unit, campaign = self._set(
            work, unit_id, state, reason=reason, on=on, substitute=substitute, version=version
        )
        work.title = f"{campaign.title} {unit.name} {state}"
        return unit

    @verb("成批修改应检对象", right=Right.EDIT_CHECKS)
    def set_units(
        self,
        work: Work,
        ids: Sequence[str],
        state: str,
        *,
        reason: str = "",
        on: str = "",
        substitute: str = "",
    ) -> list[UnitRow]:
        """As set_unit(), of several at once: all or none, and one step to take back."""
        done = [self._set(work, one, state, reason=reason, on=on, substitute=substitute) for one in ids]
        units = [unit for unit, _ in done]
        if done:
            work.title = f"{done[0][1].title} {some_of([unit.name for unit in units], '个')} {state}"
        return units

    def _set(
        self,
        work: Work,
        unit_id: str,
        state: str,
        *,
        reason: str,
        on: str,
        substitute: str,
        version: int | None = None,
    ) -> tuple[UnitRow, CampaignRow]:
        unit = self._units.get(work.connection, unit_id)
        campaign = self.kept.get(work.connection, unit.campaign_id)
        _refuse_archived(campaign)
        if state not in UNIT_STATES.words:
            raise UserError(f"没有“{state}”这种情况。", "请从列表中选择；数据没有改动。")
        if state != DUE and not reason.strip():
            problem = FieldProblem("reason", f"请填写{state}的原因。")
            raise UserError("还不能保存。", "请填写原因；其他内容都还在。", (problem,))
        if problems := not_days(replace(unit, on=on), on="补检日期"):
            raise UserError("还不能保存。", "请改好日期；其他内容都还在。", problems)
        refuse_unclear(work.connection, substitute)
        fields: dict[str, Any] = {"state": state, "reason": reason, "on": on, "substitute": substitute}
        if campaign.status == REPORTED:
            kept = Records(self.context, CheckSheet, SheetRow)
            sheets = kept.where(work.connection, core(CheckSheet).c.unit_id == unit_id)
            how = how_of(work.connection, self.context, campaign)
            told = of_state(how, campaign, unit, replace(unit, **fields), sheets, reason)
            if told is not None and sheets:
                work.update(CheckSheet, sheets[0].id, with_lines(sheets[0], told))
            elif told is not None:
                keep_with_unit(work, unit_id, told)
        work.update(CheckUnit, unit_id, fields, version)
        after = self._units.get(work.connection, unit_id)
        hand_over(work, self.context, unit, after)
        return after, campaign

    @verb("增加应检对象", right=Right.EDIT_CHECKS)
    def add_units(self, work: Work, campaign_id: str, drafts: Sequence[UnitDraft]) -> int:
        """More units at the end of the queue; those already there are left out. Returns how many came."""
        campaign = self.kept.get(work.connection, campaign_id)
        _refuse_archived(campaign)
        present = self._units.where(work.connection, core(CheckUnit).c.campaign_id == campaign_id)
        there = {_same(unit) for unit in present}
        fresh = [draft for draft in drafts if _same(draft) not in there]
        last = max((unit.place for unit in present), default=-1)
        work.title = f"{campaign.title} 增加 {len(fresh)} 个应检对象"
        keep_forms(work, self._forms, {(draft.form, draft.form_version) for draft in fresh})
        work.insert(
            CheckUnit,
            [
                {**_stored(draft), "campaign_id": campaign_id, "place": last + number}
                for number, draft in enumerate(fresh, 1)
            ],
        )
        return len(fresh)

    @verb("改用新版检查表", right=Right.EDIT_CHECKS)
    def take_version(self, work: Work, ids: Sequence[str], version: int) -> int:
        """Let units that nobody has checked go on with another version of their form, with what is typed for them where
        the items read as before (5.3); returns how many.

        Raises UserError when one has a sheet, or there is no such version; then none is changed.
        """
        forms = forms_in(work.connection, self._forms)
        fields = {}
        for unit_id in ids:
            unit = self._units.get(work.connection, unit_id)
            campaign = self.kept.get(work.connection, unit.campaign_id)
            _refuse_archived(campaign)
            if _has_sheet(work.connection, unit_id):
                raise UserError(f"{unit.name}已有检查记录，仍用原来的版本。", "数据没有改动。")
            old, new = forms[unit.form, unit.form_version], forms.get((unit.form, version))
            if new is None:
                raise UserError(f"“{old.title}”没有 v{version}。", "请刷新后再试；数据没有改动。")
            keep_forms(work, self._forms, {(unit.form, version)})
            fit_drafts(work.connection, unit_id, old, new)
            fields[unit_id] = {"form_version": version}
            work.title = f"{campaign.title} {len(fields)} 个应检对象改用 {new.name}"
        return work.update_many(CheckUnit, fields)

    @verb("移出应检对象", right=Right.EDIT_CHECKS)
    def drop_units(self, work: Work, ids: Sequence[str]) -> None:
        """Take units out of a check. Raises UserError when one has a sheet: it is then 免检 or 不参评, with reason."""
        for unit_id in ids:
            unit = self._units.get(work.connection, unit_id)
            if _has_sheet(work.connection, unit_id):
                raise UserError(
                    f"{unit.name}已有检查记录，不能移出。", "可改为“免检”或“不参评”并写明原因；数据没有改动。"
                )
        work.title = f"移出 {len(ids)} 个应检对象"
        work.put_away(CheckUnit, ids)


def _has_sheet(connection: Connection, unit_id: str) -> bool:
    sheet = core(CheckSheet).c
    query = select(sheet.id).where(sheet.unit_id == unit_id, sheet.deleted_at == "").limit(1)
    return connection.scalar(query) is not None


def _told_apart(connection: Connection, units: Sequence[UnitRow]) -> list[UnitRow]:
    """Units whose teachers have one name, each with the 工号 behind it (教学常规检查 5.2)."""
    if not (namesakes := of_one_name(units)):
        return list(units)
    c = core(Teacher).c
    query = select(c.id, c.staff_no).where(c.id.in_(namesakes), c.staff_no != "")
    numbers = {row.id: row.staff_no for row in connection.execute(query)}
    return [
        replace(unit, name=f"{unit.name}（{numbers[unit.teacher_id]}）")
        if unit.teacher_id in numbers
        else unit
        for unit in units
    ]


def _refuse_archived(campaign: CampaignRow) -> None:
    if campaign.status == ARCHIVED:
        raise UserError(f"“{campaign.title}”已归档，不能再修改。", "数据没有改动。")


def _same(unit: UnitDraft) -> tuple[str, ...]:
    return unit.teacher_id or unit.name, unit.subject, unit.classes


def _stored(draft: UnitDraft) -> dict[str, object]:
    return {field.name: getattr(draft, field.name) for field in fields(UnitDraft)}
