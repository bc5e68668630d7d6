"""整组录入 as a workbook: its lines handed out to be filled in elsewhere, and a filled-in or an old sheet read back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from edudesk.base import clock
from edudesk.base.files import safe_name
from edudesk.base.jobs import Step
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.intake.record_sheets import (
    Matched,
    RecordSheet,
    matched,
    read_record_sheet,
    write_record_sheet,
)
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.kit import messages, reveal
from edudesk.kit.dialogs import choose_save_file
from edudesk.kit.task_dialog import TaskDialog

_MOST = 6  # remarks that are told


def hand_out(
    dialog: TaskDialog,
    check: CampaignRow,
    form: CheckForm,
    units: Sequence[UnitRow],
    texts: Mapping[str, Mapping[str, str]],
) -> None:
    """Ask where to, and write the lines. texts: what stands in them already, by id of the unit."""
    path = choose_save_file(dialog, "导出空表", safe_name(f"{check.title}_记录", ".xlsx"), "Excel (*.xlsx)")
    if path is None:
        return
    on = clock.today()

    def job(step: Step) -> Path:
        step(0, 0, f"正在写“{path.name}”")
        return write_record_sheet(form, check.title, units, texts, path, on).path

    dialog.run(
        f"正在导出“{path.name}”",
        job,
        lambda made: messages.notice(
            dialog, f"已导出“{made.name}”。", ("打开文件", partial(reveal.open_file, made))
        ),
    )


def read_back(
    dialog: TaskDialog,
    path: Path,
    form: CheckForm,
    units: Sequence[UnitRow],
    school_year: str,
    kind: str,
    take: Callable[[RecordSheet, Matched], object],
) -> None:
    """Read a sheet, and hand over its lines with whom they are about. kind: of the school, to read classes by."""

    def job(step: Step) -> tuple[RecordSheet, Matched]:
        sheet = read_record_sheet(path, form, step)
        return sheet, matched(sheet.lines, units, school_year, kind)

    dialog.run(f"正在读取“{path.name}”", job, lambda read: take(*read))


def told_of(sheet: RecordSheet, found: Matched, otherwise: Sequence[str], skipped: int) -> list[str]:
    """What is to be looked at before it is stored. otherwise: where the file says another total, inspector or day than a
    line has; skipped: lines that are recorded already."""
    remarks = [*found.remarks, *filter(None, otherwise)]
    if skipped:
        remarks.append(f"{skipped} 行的记录已经录入过，没有改动。")
    if sheet.unknown:
        remarks.append(f"这些列没有用到：{'、'.join(sheet.unknown)}。")
    remarks += sheet.remarks
    more = [f"另有 {len(remarks) - _MOST} 条。"] if len(remarks) > _MOST else []
    return [*remarks[:_MOST], *more]
