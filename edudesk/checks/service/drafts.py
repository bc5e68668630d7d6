"""What is typed and not submitted: where it is kept, and that what undo takes from a sheet is a draft again."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from sqlalchemy import ColumnElement, Connection, select

from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.problems import OPEN, PROPOSED, ProblemRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.grid import GridDraft
from edudesk.checks.rules.sheets import Filled, Finding, draft_of, draft_text, filled_of
from edudesk.checks.service.listening_notes import notes_of
from edudesk.checks.tables import CheckProblem, CheckSheet
from edudesk.store import journal, settings
from edudesk.store.attachments import AttachmentRow, FileDraft, as_draft
from edudesk.store.context import Context
from edudesk.store.following import Following, followed_by
from edudesk.store.journal import Change
from edudesk.store.records import Records
from edudesk.store.tables import Attachment, Setting, core
from edudesk.store.work import Work

KEY = "checks.draft."
_GRID = "checks.grid."
_SUBMIT = "checks.sheet.submit"


def put_draft(connection: Connection, unit_id: str, inspector: str, filled: Filled | None) -> None:
    """Keep what is typed, None = forget it."""
    settings.put(connection, f"{KEY}{unit_id}.{inspector}", draft_text(filled) if filled else "")


def _draft_text(connection: Connection, unit_id: str, inspector: str) -> str:
    """What is typed, as it is kept; "" when nothing is."""
    return settings.get(connection, f"{KEY}{unit_id}.{inspector}") or ""


def grid_drafts_of(connection: Connection, campaign_id: str) -> dict[str, GridDraft]:
    """Lines of 整组录入 that were typed and not recorded, by inspector."""
    before, c = f"{_GRID}{campaign_id}.", core(Setting).c
    keys = select(c.key).where(c.key.startswith(before, autoescape=True), c.value != '""').order_by(c.key)
    found = {
        key.removeprefix(before): settings.get(connection, key) for key in list(connection.scalars(keys))
    }
    return {inspector: GridDraft(**json.loads(text)) for inspector, text in found.items() if text}


def put_grid_draft(connection: Connection, campaign_id: str, inspector: str, draft: GridDraft | None) -> None:
    """Keep the lines of 整组录入, None = forget them."""
    text = json.dumps(asdict(draft), ensure_ascii=False) if draft else ""
    settings.put(connection, f"{_GRID}{campaign_id}.{inspector}", text)


def fit_drafts(connection: Connection, unit_id: str, old: CheckForm, new: CheckForm) -> None:
    """What is typed for a unit goes on with another version of its form: of items that read as before."""
    before = {item.key: item for item in old.items}
    same = {item.key for item in new.items if before.get(item.key) == item}
    c = core(Setting).c
    keys = select(c.key).where(c.key.startswith(f"{KEY}{unit_id}.", autoescape=True), c.value != '""')
    for key in list(connection.scalars(keys)):
        filled = draft_of(settings.get(connection, key))
        answers = {item: one for item, one in filled.answers.items() if item in same}
        settings.put(connection, key, draft_text(replace(filled, answers=answers)))


def as_typed(connection: Connection, context: Context, sheet: SheetRow) -> Filled:
    """A stored sheet as it was typed: with its problems that nobody works on yet, and the photos of both."""
    c = core(CheckProblem).c
    lines = [
        line
        for line in Records(context, CheckProblem, ProblemRow).where(connection, c.sheet_id == sheet.id)
        if not line.item and line.status in (PROPOSED, OPEN)
    ]
    kept = Records(context, Attachment, AttachmentRow)

    def files(owner_id: str) -> tuple[FileDraft, ...]:
        return tuple(map(as_draft, kept.where(connection, core(Attachment).c.owner_id == owner_id)))

    found = tuple(
        Finding(line.text, line.severity, line.due, line.again, line.id, files(line.id)) for line in lines
    )
    notes = notes_of(connection, context, sheet)
    return replace(filled_of(sheet), findings=found, photos=files(sheet.id), notes=notes)


class _TakenBack(Following):
    """Undo of 提交检查记录 leaves what was typed as a draft; redo submits it again, and that draft goes.

    What somebody has typed since is newer than both and stays.
    """

    def __init__(
        self,
        kept: Records[SheetRow],
        meant: ColumnElement[bool],
        read: Callable[[Connection, SheetRow], Filled],
        typed: Sequence[tuple[str, Filled]],
    ) -> None:
        """meant: the rows that change; read: a row as it was typed; typed: unit id and content of those that are there
        now."""
        self._kept, self._meant, self._read, self._typed = kept, meant, read, typed

    def settle(self, work: Work) -> None:
        if work.ref is None or journal.verb_of(work.connection, work.ref) != _SUBMIT:
            return
        if work.kind == "undo":
            for unit_id, typed in self._typed:
                if not _draft_text(work.connection, unit_id, typed.inspector):
                    put_draft(work.connection, unit_id, typed.inspector, typed)
            return
        for sheet in self._kept.where(work.connection, self._meant):
            again = draft_text(self._read(work.connection, sheet))
            if _draft_text(work.connection, sheet.unit_id, sheet.inspector) == again:
                put_draft(work.connection, sheet.unit_id, sheet.inspector, None)


def _taken_back(context: Context, connection: Connection, changes: Sequence[Change]) -> _TakenBack:
    kept = Records(context, CheckSheet, SheetRow)
    meant = core(CheckSheet).c.id.in_([change.row_id for change in changes])
    going = kept.where(connection, meant) if len(changes) == 1 else []  # more come from a grid or a file

    def read(at: Connection, sheet: SheetRow) -> Filled:
        return as_typed(at, context, sheet)

    return _TakenBack(kept, meant, read, [(sheet.unit_id, read(connection, sheet)) for sheet in going])


followed_by(CheckSheet, _taken_back)
