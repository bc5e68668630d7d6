"""edudesk import: a stranger's workbook previewed, told, and unless only the preview is wanted, stored."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.cli import screen
from edudesk.cli.answering import Answered, answered, leaving_of
from edudesk.cli.opening import file_of, open_school
from edudesk.cli.previewing import (
    SHOWN_PROBLEMS,
    Way,
    Words,
    imported,
    tell_errors,
    tell_import,
    tell_preview,
    write_errors,
)
from edudesk.cli.templates import put_out
from edudesk.cli.typed import day_typed, kind_named

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.roster.intake.values import ImportPreview
    from edudesk.roster.service import ImportResult
    from edudesk.sheets.workbook import Workbook


def import_roster(chosen: argparse.Namespace) -> None:
    """Preview, and unless only the preview is wanted or a question must be answered first, import."""
    asked, result, errors_file, founded = _import(chosen)
    preview = asked.preview
    new, changed = (result.new, result.changed) if result is not None else (0, 0)
    if chosen.json:
        told = {**preview.as_json(), **asked.as_json()}
        if _has_changes(preview):
            told["as_of"] = preview.as_of
        if preview.missing:
            told["missing"] = [
                {"name": one.name, "staff_no": one.staff_no, "leaving": preview.leaving.get(one.id, "")}
                for one in preview.missing
            ]
        if not chosen.preview:
            told["imported"] = {"new": new, "changed": changed}
            told["founded"] = str(founded or "")
        if chosen.errors_to is not None:
            told["errors_file"] = str(errors_file) if errors_file else ""
        screen.say_json(told)
    else:
        tell_preview(preview, "人")
        _tell_missing(preview)
        asked.tell()
        tell_errors(chosen, errors_file)
    if not chosen.preview:
        asked.require()
    errors = preview.counts["error"]
    if not chosen.preview and not preview.rows:
        raise UserError(
            f"工作表“{preview.sheet}”的表头下没有人员，没有导入。",
            "请检查工作表是否选对；隐藏的行可加 --include-hidden 读取。",
        )
    if not chosen.preview and result is None and errors == len(preview.rows):
        raise UserError(f"没有导入任何人：{errors} 行都有错误。", "请按上面列出的问题改好表格，再重新导入。")
    if chosen.json:
        return
    if chosen.preview:
        screen.say("这是预览，没有写入任何内容。")
    elif result is None:
        left_out = f"；有错误的 {errors} 行没有导入" if errors else ""
        screen.say(f"花名册中已经是这些内容，没有要导入的{left_out}。")
    else:
        if founded is not None:
            screen.say(
                f"已新建学校文件“{founded}”，并导入 {new} 人；如果文件名打错了，请删除它，再用正确的文件名导入。"
            )
            screen.say("新文件里还没有学校信息（校名、学段、当前学年），请用 edudesk school 或在窗口里补填。")
        gone = f"，离岗登记 {result.gone} 人" if result.gone else ""
        screen.say(f"已导入：新增 {new} 人，更新 {changed} 人{gone}。可在窗口的“操作记录”里整体撤销。")


def _import(
    chosen: argparse.Namespace,
) -> "tuple[Answered[ImportPreview], ImportResult | None, Path | None, Path | None]":
    """The preview with its questions, what was imported (None when nothing was to be), the workbook to correct and
    the school file made for it, if any."""
    from edudesk.sheets.reader import prepare, read_workbook

    prepare()  # it starts while the rest is loaded
    from edudesk.roster.intake.preview import preview_roster
    from edudesk.roster.intake.values import ImportPreview
    from edudesk.store.backup import BEFORE_IMPORT
    from edudesk.store.backups import secure

    day = day_typed(chosen.as_of, "没有导入")
    with screen.progress() as step:
        workbook = read_workbook(chosen.file, step)
    file = file_of(chosen)
    # outside the bar, which would hide the question for the password
    desk = open_school(chosen) if file.exists() else None
    school = desk.school.identity() if desk else None
    result = founded = None
    try:
        with screen.progress() as step:
            look: Callable[..., ImportPreview] = partial(
                preview_roster,
                workbook,
                desk.teachers.rows() if desk else [],
                binned=desk.teachers.binned() if desk else [],
                file=chosen.file.name,
                sheets=chosen.sheet,
                recall=desk.teachers.remembered if desk else None,
                subject_groups=desk.teachers.subject_groups() if desk else None,
                dated=desk.teachers.dated_facts() if desk else None,
                tried=desk.teachers.try_import if desk else None,
                school_year=school.school_year if school else "",
                kind=school.stage if school else "",
                as_of=day.isoformat() if day else None,
                include_hidden=chosen.include_hidden,
                step=step,
            )
            told = answered(lambda given: look(answers=given), chosen.answer, must_answer=chosen.must_answer)
            if leaving := leaving_of(told.preview, chosen.leaving):
                told = answered(
                    lambda given: look(answers=given, leaving=leaving),
                    chosen.answer,
                    must_answer=chosen.must_answer,
                )
            preview = told.preview
            if (preview.importable or preview.leaving) and not chosen.preview and not told.is_held_up:
                if desk is None:  # only now: a workbook that brings nobody makes no school
                    desk = open_school(chosen, create=True)
                    # another program may have made it since, with what it wrote there
                    founded = None if desk.context.opened_at else file
                else:
                    secure(desk.context, BEFORE_IMPORT, step)
                result = desk.teachers.import_rows(preview, step)
            errors_file = write_errors(chosen, workbook, preview, desk, step)
    finally:
        if desk is not None:
            desk.close()
        if founded is not None and result is None:  # stopped half-way: no empty school is left behind
            with suppress(OSError):
                founded.unlink(missing_ok=True)
    return told, result, errors_file, founded


def _tell_missing(preview: "ImportPreview") -> None:
    """From when changes hold, and who is in the roster and not in the file."""
    if _has_changes(preview):
        screen.say(f"变更从{f' {preview.as_of} ' if preview.as_of else '今天'}起生效；另定日期加 --as-of。")
    if not preview.missing:
        return
    left = f"，其中 {len(preview.leaving)} 人登记离岗" if preview.leaving else "，没有改动"
    screen.say(f"花名册中有 {len(preview.missing)} 人没有出现在这个文件里{left}。")
    names = [f"{one.name}{f'（{one.staff_no}）' if one.staff_no else ''}" for one in preview.missing]
    more = f" 等 {len(names)} 人" if len(names) > SHOWN_PROBLEMS else ""
    screen.say(f"　　{'、'.join(names[:SHOWN_PROBLEMS])}{more}。已经离校的加 --leaving 姓名=退休 登记。")


def _has_changes(preview: "ImportPreview") -> bool:
    """Whether anything of the roster changes on a day."""
    return any(row.changes for row in preview.rows) or bool(preview.leaving)


def import_history(chosen: argparse.Namespace) -> None:
    """Dated facts of one kind, as import_roster."""
    asked, result, errors_file = imported(chosen, partial(_history, chosen))
    kind = asked.preview.kind, asked.preview.of_kind.title
    tell_import(chosen, asked, result, errors_file, Words("条", "条", "记录", "发展记录中", "条"), kind)


def _history(chosen: argparse.Namespace, desk: "Desk", workbook: "Workbook") -> Way:
    """Facts of the kind that is named, else of the one the file looks like."""
    from edudesk.roster.intake.ledger.heads import guess_kind
    from edudesk.roster.intake.ledger.preview import layout_of, preview_history

    histories, school = desk.histories, desk.school.identity()
    kind = (
        kind_named(chosen.kind) if chosen.kind else guess_kind(workbook, chosen.file.stem, histories.kinds())
    )
    if kind is None:
        raise UserError(
            f"没有认出“{chosen.file.name}”是哪种记录，没有导入。",
            "请确认表头有“姓名”和记录内容，或用 --kind 写明记录种类。",
        )
    look = partial(
        preview_history,
        workbook,
        kind,
        desk.teachers.rows(),
        histories.told(kind.key),
        lambda rows: histories.try_rows(kind.key, rows),
        recall=lambda head: histories.remembered(kind.key, head),
        seen=histories.seen(kind.key),
        school_year=school.school_year if school else "",
        stage=school.stage if school else "",
    )
    return Way(look, histories.import_rows, layout_of(kind))


def history_template(chosen: argparse.Namespace) -> None:
    """An empty workbook of one kind of dated facts, to be filled in and imported."""
    from edudesk.base import clock
    from edudesk.roster.reports.templates import history_template

    put_out(history_template(kind_named(chosen.kind), clock.today()), chosen.out)
