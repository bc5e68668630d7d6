"""edudesk import: a stranger's workbook previewed, told, and unless only the preview is wanted, stored."""

import argparse
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.jobs import Step
from edudesk.base.readings import Level
from edudesk.cli import screen
from edudesk.cli.answering import Answered, answered, leaving_of
from edudesk.cli.opening import file_of, open_school
from edudesk.cli.typed import day_typed, kind_named

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.roster.intake.correcting import Layout
    from edudesk.roster.intake.ledger.values import LedgerPreview
    from edudesk.roster.intake.values import ImportPreview, Preview
    from edudesk.roster.service import ImportResult
    from edudesk.sheets.workbook import Workbook

_SHOWN_PROBLEMS = 40


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
    is_new = not file.exists()
    # outside the bar, which would hide the question for the password
    desk = None if is_new else open_school(chosen)
    school = desk.school.identity() if desk else None
    result = None
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
                else:
                    secure(desk.context, BEFORE_IMPORT, step)
                result = desk.teachers.import_rows(preview, step)
            errors_file = write_errors(chosen, workbook, preview, desk, step)
    finally:
        if desk is not None:
            desk.close()
        if is_new and result is None:  # refused or stopped half-way: no empty school is left behind
            with suppress(OSError):
                file.unlink(missing_ok=True)
    return told, result, errors_file, file if is_new and result is not None else None


def write_errors(
    chosen: argparse.Namespace,
    workbook: "Workbook",
    preview: "Preview[Any]",
    desk: "Desk | None",
    step: Step,
    layout: "Layout | None" = None,
) -> Path | None:
    """The rows to correct as a workbook, when it is wanted and there are any."""
    from edudesk.base import clock
    from edudesk.kit.writing import write
    from edudesk.roster.intake.correcting import ROSTER, correction, rows_to_correct

    if chosen.errors_to is None or not rows_to_correct(preview, chosen.with_warnings):
        return None
    excerpt = correction(workbook, preview, clock.today(), chosen.with_warnings, layout or ROSTER)
    target = free_name(chosen.errors_to / f"{excerpt.file_name}.xlsx")
    # without a school there is no journal to keep it in
    with desk.exports.leaving(excerpt, target) if desk is not None else nullcontext():
        return write(excerpt, target, step).path


def tell_errors(chosen: argparse.Namespace, errors_file: Path | None) -> None:
    """Where the workbook to correct lies."""
    if errors_file is not None:
        screen.say(f"错误工作簿已写成：{errors_file}。请按最后一列改好，再导入这个文件。")
    elif chosen.errors_to is not None:
        screen.say("没有要改的行，没有写错误工作簿。")


def tell_preview(preview: "Preview[Any]", unit: str) -> None:
    """Columns, problems and counts of a preview. unit: of its rows."""
    counts, titles = preview.counts, preview.fields
    screen.say(f"工作表“{preview.sheet}”，标题行第 {preview.header_row} 行。")
    if preview.columns:
        screen.table(
            ("单元格", "表格列", "导入为"),
            [
                (m.place, m.header, titles.get(m.field, m.header) if m.field else "（不导入）")
                for m in preview.columns
            ],
        )
    for remark in preview.remarks:
        screen.say(f"注意：{remark}")
    # row 0: said of a whole column; what was tidied in single cells is only counted
    told = [one for one in preview.problems if one.level is not Level.NOTICE or one.row == 0]
    if told:
        screen.table(
            ("单元格", "级别", "问题", "内容"),
            [(p.place, p.level.word, p.text, p.value) for p in told[:_SHOWN_PROBLEMS]],
        )
    if len(told) > _SHOWN_PROBLEMS:
        screen.say(f"另有 {len(told) - _SHOWN_PROBLEMS} 条问题，可加 --json 查看全部。")
    if tidied := len(preview.problems) - len(told):
        screen.say(f"另有 {tidied} 格的写法已整理（如日期、空格、同义词），可加 --json 查看。")
    if preview.left_out_people:
        screen.say(f"另有 {preview.left_out_people} 行被隐藏或筛选，没有读取；加 --include-hidden 一并读取。")
    screen.say(
        f"新增 {counts['new']} {unit}，变更 {counts['changed']} {unit}，相同 {counts['same']} {unit}，"
        f"错误 {counts['error']} {'行' if unit == '人' else unit}。"
    )


def _tell_missing(preview: "ImportPreview") -> None:
    """From when changes hold, and who is in the roster and not in the file."""
    if _has_changes(preview):
        screen.say(f"变更从 {preview.as_of or '今天'} 起生效；另定日期加 --as-of。")
    if not preview.missing:
        return
    left = f"，其中 {len(preview.leaving)} 人登记离岗" if preview.leaving else "，没有改动"
    screen.say(f"花名册中有 {len(preview.missing)} 人没有出现在这个文件里{left}。")
    names = [f"{one.name}{f'（{one.staff_no}）' if one.staff_no else ''}" for one in preview.missing]
    more = f" 等 {len(names)} 人" if len(names) > _SHOWN_PROBLEMS else ""
    screen.say(f"　　{'、'.join(names[:_SHOWN_PROBLEMS])}{more}。已经离校的加 --leaving 姓名=退休 登记。")


def _has_changes(preview: "ImportPreview") -> bool:
    """Whether anything of the roster changes on a day."""
    return any(row.changes for row in preview.rows) or bool(preview.leaving)


def import_history(chosen: argparse.Namespace) -> None:
    """Dated facts of one kind, as import_roster."""
    asked, result, errors_file = _import_history(chosen)
    preview = asked.preview
    if chosen.json:
        told = {"kind": preview.kind, **preview.as_json(), **asked.as_json()}
        if not chosen.preview:
            new, changed = (result.new, result.changed) if result is not None else (0, 0)
            told["imported"] = {"new": new, "changed": changed}
        if chosen.errors_to is not None:
            told["errors_file"] = str(errors_file) if errors_file else ""
        screen.say_json(told)
    else:
        screen.say(f"记录种类：{preview.of_kind.title}。")
        tell_preview(preview, "条")
        asked.tell()
        tell_errors(chosen, errors_file)
    if not chosen.preview:
        asked.require()
    errors = preview.counts["error"]
    if not chosen.preview and preview.rows and errors == len(preview.rows):
        raise UserError(
            f"没有导入任何记录：{errors} 条都有错误。", "请按上面列出的问题改好表格，再重新导入。"
        )
    if chosen.json:
        return
    if chosen.preview:
        screen.say("这是预览，没有写入任何内容。")
    elif result is None:
        left_out = f"；有错误的 {errors} 条没有导入" if errors else ""
        screen.say(f"发展记录中已经是这些内容，没有要导入的{left_out}。")
    else:
        screen.say(
            f"已导入：新增 {result.new} 条，更新 {result.changed} 条。可在窗口的“操作记录”里整体撤销。"
        )


def _import_history(
    chosen: argparse.Namespace,
) -> "tuple[Answered[LedgerPreview], ImportResult | None, Path | None]":
    from edudesk.sheets.reader import prepare, read_workbook

    prepare()  # it starts while the rest is loaded
    from edudesk.roster.intake.ledger.heads import guess_kind
    from edudesk.roster.intake.ledger.preview import layout_of, preview_history
    from edudesk.roster.intake.ledger.values import LedgerPreview
    from edudesk.store.backup import BEFORE_IMPORT
    from edudesk.store.backups import secure

    with screen.progress() as step:
        workbook = read_workbook(chosen.file, step)
    with open_school(chosen) as desk, screen.progress() as step:
        histories, school = desk.histories, desk.school.identity()
        kind = (
            kind_named(chosen.kind)
            if chosen.kind
            else guess_kind(workbook, chosen.file.stem, histories.kinds())
        )
        if kind is None:
            raise UserError(
                f"没有认出“{chosen.file.name}”是哪种记录，没有导入。",
                "请确认表头有“姓名”和记录内容，或用 --kind 写明记录种类。",
            )
        look: Callable[..., LedgerPreview] = partial(
            preview_history,
            workbook,
            kind,
            desk.teachers.rows(),
            histories.told(kind.key),
            lambda rows: histories.try_rows(kind.key, rows),
            file=chosen.file.name,
            sheets=chosen.sheet,
            recall=lambda head: histories.remembered(kind.key, head),
            include_hidden=chosen.include_hidden,
            seen=histories.seen(kind.key),
            school_year=school.school_year if school else "",
            stage=school.stage if school else "",
            step=step,
        )
        told = answered(lambda given: look(answers=given), chosen.answer, must_answer=chosen.must_answer)
        preview = told.preview
        result = None
        if preview.importable and not chosen.preview and not told.is_held_up:
            secure(desk.context, BEFORE_IMPORT, step)
            result = histories.import_rows(preview, step)
        errors_file = write_errors(chosen, workbook, preview, desk, step, layout_of(kind))
    return told, result, errors_file


def history_template(chosen: argparse.Namespace) -> None:
    """An empty workbook of one kind of dated facts, to be filled in and imported."""
    from edudesk.base import clock
    from edudesk.kit.writing import write
    from edudesk.roster.reports.templates import history_template

    template = history_template(kind_named(chosen.kind), clock.today())
    written = write(template, free_name(chosen.out / f"{template.file_name}.xlsx"))
    screen.say(f"已生成模板（{len(template.columns) - 1} 列）：{written.path}")
