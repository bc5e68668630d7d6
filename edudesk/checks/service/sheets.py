"""Verbs on sheets: submit, check again, correct, dispute; and drafts, which are kept while somebody types."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import some_of
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import (
    PUBLISHED,
    REPORTED,
    RUNNING,
    CampaignRow,
    UnitRow,
)
from edudesk.checks.rows.corrections import DISPUTE, UPHELD, VETO, WITHDRAWN
from edudesk.checks.rows.sheets import CONFIRMED, DISPUTED, DRAFT, FED_BACK, FINAL, SUBMITTED, Hit, SheetRow
from edudesk.checks.rows.versions import FormVersionRow
from edudesk.checks.rules.corrections import score_line
from edudesk.checks.rules.grid import GridDraft
from edudesk.checks.rules.plausible import day_problems
from edudesk.checks.rules.sheets import (
    Filled,
    draft_of,
    filled_of,
    over_first,
    own_problems,
    same_sheet,
    sheet_problems,
    stored_content,
)
from edudesk.checks.service.corrections import (
    line,
    of_change,
    of_deletion,
    of_new,
    refuse_without,
    with_lines,
)
from edudesk.checks.service.drafts import KEY, as_typed, grid_drafts_of, put_draft, put_grid_draft
from edudesk.checks.service.findings import (
    keep_findings,
    look_again_at_all,
    not_looked_again,
    propose_findings,
    put_away_of_sheets,
    settle_veto,
)
from edudesk.checks.service.forms import forms_in
from edudesk.checks.service.groups import answers_for
from edudesk.checks.service.listening_notes import keep_notes
from edudesk.checks.service.refusing import overtaken, refuse_closed, refuse_exempt
from edudesk.checks.service.vetoes import confirmed, kept_vetoes
from edudesk.checks.tables import Campaign, CheckSheet, CheckUnit, FormVersion
from edudesk.store import settings
from edudesk.store.attachments import attach, settle
from edudesk.store.context import Context
from edudesk.store.journal import Change, Entry
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import Setting, core
from edudesk.store.verbs import deed, verb, view
from edudesk.store.work import Work


class SheetService:
    """检查记录."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, CheckSheet, SheetRow)
        self._units = Records(context, CheckUnit, UnitRow)
        self._campaigns = Records(context, Campaign, CampaignRow)
        self._forms = Records(context, FormVersion, FormVersionRow)

    @view(Right.SEE_CHECKS)
    def of_campaign(self, connection: Connection, campaign_id: str) -> list[SheetRow]:
        """The sheets of a check, in the order they were begun."""
        return self._kept.where(connection, core(CheckSheet).c.campaign_id == campaign_id)

    @view(Right.SEE_CHECKS)
    def of_term(self, connection: Connection, school_year: str, term: str) -> list[SheetRow]:
        """The sheets of a term."""
        c = core(CheckSheet).c
        return self._kept.lot(connection, (school_year, term), c.school_year == school_year, c.term == term)

    @view(Right.SEE_CHECKS)
    def of_teacher(self, connection: Connection, teacher_id: str) -> list[SheetRow]:
        """All sheets about one teacher."""
        return self._kept.where(connection, core(CheckSheet).c.teacher_id == teacher_id)

    @view(Right.SEE_CHECKS)
    def count_of(self, connection: Connection, teacher_id: str) -> int:
        """How many sheets there are about one teacher."""
        c = core(CheckSheet).c
        query = select(func.count()).where(c.teacher_id == teacher_id, c.status != DRAFT, c.deleted_at == "")
        return connection.scalar(query) or 0

    @view(Right.SEE_CHECKS)
    def get(self, connection: Connection, sheet_id: str) -> SheetRow:
        """One sheet; raises UserError when there is none (any more)."""
        return self._kept.get(connection, sheet_id)

    @view(Right.SEE_CHECKS)
    def typed(self, connection: Connection, sheet_id: str) -> Filled:
        """One sheet as it was typed, with its problems that nobody works on yet and all photos."""
        return as_typed(connection, self.context, self._kept.get(connection, sheet_id))

    @view(Right.SEE_CHECKS)
    def history(self, connection: Connection, sheet_id: str) -> list[tuple[Entry, Change]]:
        """Every change of one sheet, newest first."""
        return self._kept.history(connection, sheet_id)

    @view(Right.SEE_CHECKS)
    def earlier(self, connection: Connection, unit_id: str) -> list[SheetRow]:
        """Sheets of the same kind about the same teacher (or group) and subject in other checks, oldest first."""
        unit = self._units.get(connection, unit_id)
        sheet, other = core(CheckSheet).c, core(CheckUnit).c
        kind = select(core(Campaign).c.kind).where(core(Campaign).c.id == unit.campaign_id).scalar_subquery()
        alike = select(other.id).where(
            other.teacher_id == unit.teacher_id,
            other.subject == unit.subject,
            other.campaign_id != unit.campaign_id,
            *(() if unit.teacher_id else (other.name == unit.name,)),
        )
        found = self._kept.where(connection, sheet.unit_id.in_(alike), sheet.kind == kind)
        return sorted(found, key=lambda one: (one.on, one.id))

    @view(Right.SEE_CHECKS)
    def drafted(self, connection: Connection) -> dict[str, list[str]]:
        """Id of a unit -> inspectors for whom something was typed that is not submitted, "" = nobody was named."""
        c = core(Setting).c
        query = select(c.key).where(c.key.startswith(KEY, autoescape=True), c.value != '""')
        found: dict[str, list[str]] = {}
        for key in connection.scalars(query.order_by(c.key)):
            unit_id, _, inspector = key.removeprefix(KEY).partition(".")
            found.setdefault(unit_id, []).append(inspector)
        return found

    @view(Right.SEE_CHECKS)
    def draft(self, connection: Connection, unit_id: str, inspector: str) -> Filled | None:
        """What somebody had typed for a unit and not yet submitted."""
        text = settings.get(connection, f"{KEY}{unit_id}.{inspector}")
        return draft_of(text) if text else None

    @deed("保存检查草稿", right=Right.RECORD_CHECKS, is_read=True)
    def keep_draft(self, unit_id: str, inspector: str, filled: Filled | None) -> None:
        """Keep what is being typed, None = forget it. No entry in the journal: it is no record yet."""
        with self.context.store.transaction() as connection:
            put_draft(connection, unit_id, inspector, filled)

    @view(Right.SEE_CHECKS)
    def grid_drafts(self, connection: Connection, campaign_id: str) -> dict[str, GridDraft]:
        """Lines of 整组录入 that were typed and not recorded, by inspector."""
        return grid_drafts_of(connection, campaign_id)

    @deed("保存整组录入草稿", right=Right.RECORD_CHECKS, is_read=True)
    def keep_grid(self, campaign_id: str, inspector: str, draft: GridDraft | None) -> None:
        """Keep what is being typed into 整组录入, None = forget it."""
        with self.context.store.transaction() as connection:
            put_grid_draft(connection, campaign_id, inspector, draft)

    @verb("提交检查记录", right=Right.RECORD_CHECKS)
    def submit(
        self,
        work: Work,
        unit_id: str,
        filled: Filled,
        version: int | None = None,
        *,
        reason: str = "",
        by: str = "",
    ) -> SheetRow:
        """Store a sheet; the same inspector's sheet of the same unit is changed, not doubled, a re-check is one of its own.

        version: as last seen of the sheet that is changed, None = there was none; reason: why a score that was handed
        out is another (更正), by: who decided so, "" = the inspector. Raises UserError with every problem, Conflict when there is a sheet other than the one last seen.
        """
        unit = self._units.get(work.connection, unit_id)
        campaign = self._campaigns.get(work.connection, unit.campaign_id)
        refuse_closed(campaign)
        present = self._kept.where(work.connection, core(CheckSheet).c.unit_id == unit_id)
        form = forms_in(work.connection, self._forms)[(unit.form, unit.form_version)]
        first = next((sheet for sheet in present if sheet.id == filled.first_id), None)
        if filled.first_id and first is None:
            raise UserError("要复查的那次记录已不存在。", "请刷新后再试；数据没有改动。")
        refuse_exempt(unit)
        whole = over_first(form, filled, first) if first else filled
        if found := (
            *sheet_problems(form, whole),
            *day_problems(whole.on, campaign.school_year, campaign.term),
        ):
            raise UserError("检查记录还不能提交。", "请补全标出的各项；已填写的内容都还在草稿里。", found)
        if own := own_problems(filled, unit, answers_for(work.connection, self.context, unit)):
            raise UserError("不能检查自己的材料。", "请换一名检查人；已填写的内容都还在草稿里。", own)
        old = same_sheet(present, filled)
        if old is not None and old.version != version:
            raise overtaken(unit, old)
        whole = kept_vetoes(self.context, work.connection, unit, old, whole)
        values = stored_content(form, whole)
        again = "复查" if filled.first_id else ""
        work.title = f"{campaign.title} {unit.name}{unit.subject} {again}{values['grade'] or '仅供参考'}"
        if old is None:
            values = {**_about(unit, campaign, form), **values}
            values |= of_new(
                work.connection, self.context, campaign, unit, present, values, reason=reason, by=by
            )
            (sheet_id,) = work.insert(CheckSheet, [values])
        else:
            values |= of_change(campaign, form, old, whole, values, reason=reason, by=by)
            work.update(CheckSheet, old.id, values, version)
            sheet_id = old.id
        if campaign.status == PUBLISHED:
            work.update(Campaign, campaign.id, {"status": RUNNING})
        put_draft(work.connection, unit_id, filled.inspector, None)
        stored = self._kept.get(work.connection, sheet_id)
        if filled.findings is not None:
            keep_findings(work, self.context, (form, stored, unit, campaign), filled.findings)
        if filled.photos is not None:
            settle(work, self.context, CheckSheet, sheet_id, filled.photos)
        keep_notes(work, self.context, unit, campaign, filled)
        if stored.first_id and stored.score is not None:
            vetoed = any(hit.confirmed_by for hit in stored.vetoes)
            look_again_at_all(
                work, self.context, stored, passed=stored.score >= form.pass_mark and not vetoed
            )
        return stored

    @verb("录入检查记录", right=Right.RECORD_CHECKS)
    def record(self, work: Work, campaign_id: str, sheets: Mapping[str, Filled]) -> int:
        """Store the first sheets of many units at once: what was typed back from paper or read from a workbook.

        sheets: by id of the unit. Raises UserError when one of them is not whole, naming it, or is there already; then
        none is stored.
        """
        return self._record(work, campaign_id, tuple(sheets.items()))

    def _record(self, work: Work, campaign_id: str, sheets: Sequence[tuple[str, Filled]]) -> int:
        """As record(); several inspectors may have looked at one unit."""
        campaign = self._campaigns.get(work.connection, campaign_id)
        refuse_closed(campaign)
        forms = forms_in(work.connection, self._forms)
        units = {
            unit.id: unit
            for unit in self._units.where(work.connection, core(CheckUnit).c.campaign_id == campaign_id)
        }
        there = self._kept.where(work.connection, core(CheckSheet).c.campaign_id == campaign_id)
        looked = {(sheet.unit_id, sheet.inspector_id or sheet.inspector) for sheet in there}
        told = [(units[unit_id], filled) for unit_id, filled in sheets if unit_id in units]
        rows: list[dict[str, object]] = []
        for unit, filled in told:
            form = forms[unit.form, unit.form_version]
            refuse_exempt(unit)
            owner = answers_for(work.connection, self.context, unit)
            days = day_problems(filled.on, campaign.school_year, campaign.term)
            if found := (*sheet_problems(form, filled), *days, *own_problems(filled, unit, owner)):
                raise UserError(f"{unit.name}的记录还不能提交。", "请补全后再录入；这一批都没有保存。", found)
            if (unit.id, filled.inspector_id or filled.inspector) in looked:
                raise UserError(
                    f"{unit.name}已有{filled.inspector}的记录。", "请单独修改；这一批都没有保存。"
                )
            looked.add((unit.id, filled.inspector_id or filled.inspector))
            values = {**_about(unit, campaign, form), **stored_content(form, filled)}
            present = [sheet for sheet in there if sheet.unit_id == unit.id]
            try:
                rows.append(values | of_new(work.connection, self.context, campaign, unit, present, values))
            except UserError as error:
                raise UserError(
                    f"检查已通报，{unit.name}已有得分。",
                    "请在“检查录入”里单独录入并写明理由；这一批都没有保存。",
                    error.problems,
                ) from error
        ids = work.insert(CheckSheet, rows)
        of_check = core(CheckSheet).c.campaign_id == campaign_id
        stored = {sheet.id: sheet for sheet in self._kept.where(work.connection, of_check)}
        for (unit, filled), sheet_id in zip(told, ids, strict=True):
            attach(work, CheckSheet, sheet_id, filled.photos or ())
            about = forms[unit.form, unit.form_version], stored[sheet_id], unit, campaign
            if filled.findings is not None:
                keep_findings(work, self.context, about, filled.findings)
            else:
                propose_findings(work, self.context, about)
        if campaign.status == PUBLISHED and ids:
            work.update(Campaign, campaign.id, {"status": RUNNING})
        work.title = f"{campaign.title} 录入 {len(ids)} 份记录"
        return len(ids)

    @verb("确认一票否决", right=Right.EDIT_CHECKS)
    def decide_veto(
        self, work: Work, sheet_id: str, key: str, confirmed_by: str, reason: str = "", *, by_id: str = ""
    ) -> SheetRow:
        """A second person confirms a veto, or withdraws it ("" as the name); score and 整改台账 follow (R7).

        by_id: who was chosen from the roster, "" = found by name. Raises UserError when it is nobody else of the roster,
        and when one that was confirmed is withdrawn, or decided after 通报, without a reason.
        """
        sheet, form, campaign = self._opened(work.connection, sheet_id)
        was_confirmed = any(one.key == key and one.confirmed_by for one in sheet.vetoes)
        if campaign.status == REPORTED:
            refuse_without(reason)
        if was_confirmed and not confirmed_by and not reason.strip():
            problem = FieldProblem("reason", "请写明撤回的理由。")
            raise UserError("撤回已确认的一票否决需要写明理由。", "数据没有改动。", (problem,))
        unit = self._units.get(work.connection, sheet.unit_id)
        decided = Hit(key, "", confirmed_by, by_id)
        if confirmed_by:
            decided = confirmed(self.context, work.connection, unit, sheet, decided)
        hits = tuple(
            replace(decided, reason=one.reason) if one.key == key else one
            for one in sheet.vetoes
            if confirmed_by or one.key != key
        )
        filled = replace(filled_of(sheet), hits=hits)
        work.title = f"{campaign.title} {unit.name} {'确认' if confirmed_by else '撤回'}一票否决"
        told: dict[str, object] = {}
        if reason.strip():
            said = line(campaign, VETO if confirmed_by else WITHDRAWN, decided.confirmed_by, reason)
            told = with_lines(sheet, score_line(said, sheet.score, filled.score(form).value))
        work.update(CheckSheet, sheet_id, {**stored_content(form, filled), **told})
        settle_veto(work, self.context, sheet_id, key, stands=bool(confirmed_by))
        return self._kept.get(work.connection, sheet_id)

    @verb("反馈检查记录", right=Right.RECORD_CHECKS)
    def feed_back(self, work: Work, ids: Sequence[str]) -> int:
        """Note that 个人反馈单 were handed out; returns how many sheets were not fed back before.

        Raises UserError when a check of them is 归档.
        """
        rows = [self._kept.get(work.connection, sheet_id) for sheet_id in ids]
        for campaign_id in dict.fromkeys(row.campaign_id for row in rows):
            refuse_closed(self._campaigns.get(work.connection, campaign_id))
        fresh = {row.id: {"status": FED_BACK} for row in rows if row.status == SUBMITTED}
        work.title = f"反馈检查记录 {len(fresh)} 份"
        return work.update_many(CheckSheet, fresh)

    @verb("答复检查记录", right=Right.RECORD_CHECKS)
    def answer(
        self, work: Work, sheet_id: str, *, agrees: bool, words: str = "", item: str = "", by: str = ""
    ) -> SheetRow:
        """The teacher agrees (已确认), or disputes it (有异议) with words. item: what is doubted, "" = the whole; by: who
        says so, "" = the teacher.

        Raises UserError without words, and when an objection is still to be decided.
        """
        sheet, _, campaign = self._opened(work.connection, sheet_id)
        if agrees and sheet.status in (DISPUTED, FINAL):
            raise UserError(f"这份记录现在是“{sheet.status}”，不用再确认。", "有异议的请裁定；数据没有改动。")
        if not agrees and not words.strip():
            problem = FieldProblem("words", "请写明异议的内容。")
            raise UserError("请写明异议的内容。", "写明哪一项、为什么；数据没有改动。", (problem,))
        unit = self._units.get(work.connection, sheet.unit_id)
        work.title = f"{campaign.title} {unit.name} {'确认' if agrees else '提出异议'}"
        fields: dict[str, object] = {"status": CONFIRMED if agrees else DISPUTED}
        if not agrees:
            fields |= with_lines(sheet, line(campaign, DISPUTE, by or unit.name, words, item))
        work.update(CheckSheet, sheet_id, fields)
        return self._kept.get(work.connection, sheet_id)

    @verb("裁定异议", right=Right.EDIT_CHECKS)
    def settle(self, work: Work, sheet_id: str, decision: str, *, by: str = "") -> SheetRow:
        """维持: the sheet is 定稿 with the decision and who made it beside it. A 更正 is a submit() with reason.

        Raises UserError when nothing was doubted, and without words.
        """
        sheet, _, campaign = self._opened(work.connection, sheet_id)
        if sheet.status != DISPUTED:
            raise UserError("这份记录没有异议，不用裁定。", "请刷新后再看；数据没有改动。")
        if not decision.strip():
            problem = FieldProblem("words", "请写明维持的理由。")
            raise UserError("请写明裁定的理由。", "数据没有改动。", (problem,))
        work.title = f"{campaign.title} 裁定异议 维持"
        told = with_lines(sheet, line(campaign, UPHELD, by, decision))
        work.update(CheckSheet, sheet_id, {"status": FINAL, **told})
        return self._kept.get(work.connection, sheet_id)

    @verb("删除检查记录", right=Right.EDIT_CHECKS)
    def put_away(self, work: Work, ids: Sequence[str], *, reason: str = "", by: str = "") -> None:
        """Move sheets to the recycle bin, with their re-checks and their lines of the 整改台账; what a re-check closed is
        open again. Raises UserError after 通报 without a reason."""
        going = {sheet_id: self._opened(work.connection, sheet_id)[0] for sheet_id in ids}
        again = self._kept.where(work.connection, core(CheckSheet).c.first_id.in_(list(going)))
        going |= {sheet.id: sheet for sheet in again}
        names = []
        for sheet in going.values():
            campaign = self._campaigns.get(work.connection, sheet.campaign_id)
            names.append(f"{campaign.title} {self._units.get(work.connection, sheet.unit_id).name}")
            if told := of_deletion(campaign, sheet, reason=reason, by=by):
                work.update(CheckSheet, sheet.id, told)
            if sheet.first_id and sheet.first_id not in going:
                not_looked_again(work, self.context, sheet)
        work.title = f"删除检查记录 {some_of(list(dict.fromkeys(names)), '份')}"
        put_away_of_sheets(work, self.context, list(going))
        work.put_away(CheckSheet, list(going))

    @view(Right.SEE_CHECKS)
    def removed(self, connection: Connection, school_year: str, term: str) -> list[SheetRow]:
        """Sheets of a term that were deleted after 通报: reprints tell of them."""
        c = core(CheckSheet).c
        return self._kept.binned(connection, c.school_year == school_year, c.term == term, c.corrected != "")

    def _opened(self, connection: Connection, sheet_id: str) -> tuple[SheetRow, CheckForm, CampaignRow]:
        sheet = self._kept.get(connection, sheet_id)
        campaign = self._campaigns.get(connection, sheet.campaign_id)
        refuse_closed(campaign)
        return sheet, forms_in(connection, self._forms)[(sheet.form, sheet.form_version)], campaign


def _about(unit: UnitRow, campaign: CampaignRow, form: CheckForm) -> dict[str, object]:
    return {
        "unit_id": unit.id,
        "campaign_id": campaign.id,
        "teacher_id": unit.teacher_id,
        "kind": campaign.kind,
        "school_year": campaign.school_year,
        "term": campaign.term,
        "form": form.key,
        "form_version": form.version,
        "status": SUBMITTED,
        "corrected": "",
    }
