"""An import with the ways of every import: previewed, told, its rows to correct written, and unless only looked at, stored."""

import argparse
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.jobs import Step
from edudesk.base.readings import Level
from edudesk.cli import screen
from edudesk.cli.answering import Answered, answered
from edudesk.cli.opening import open_school
from edudesk.cli.options import answers_options, data_option

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.roster.intake.correcting import Layout
    from edudesk.roster.intake.values import Preview
    from edudesk.roster.service import ImportResult
    from edudesk.sheets.rows import Skipped
    from edudesk.sheets.workbook import Workbook

SHOWN_PROBLEMS = 40
_SHOWN_SKIPPED, _LONGEST = 8, 20  # rows, characters of each


class Way(NamedTuple):
    """How a file of some kind goes in. look(file=, sheets=, answers=, include_hidden=, step=): its preview; store: what is
    promised; layout: how its sheets are read."""

    look: "Callable[..., Preview[Any]]"
    store: "Callable[[Any, Step], ImportResult]"
    layout: "Layout"


class Words(NamedTuple):
    """unit: of what is counted, 个项目; measure: alone, 个; thing: 项目; there: where it stands, 项目台账中; row: of the file."""

    unit: str
    measure: str
    thing: str
    there: str
    row: str = "行"


def import_options(made: argparse.ArgumentParser, file: str, errors: str = "有错误的行另写成工作簿") -> None:
    """What every such command may be told. file: what it reads, in words; errors: the help of --errors-to."""
    made.add_argument("file", type=Path, metavar="文件", help=f"要导入的{file}")
    made.add_argument("--sheet", metavar="工作表", action="append", help="只导入这张工作表，可写几次")
    made.add_argument("--include-hidden", action="store_true", help="隐藏和筛选掉的行也导入")
    made.add_argument("--preview", action="store_true", help="只检查和预览，不写入")
    made.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    made.add_argument("--errors-to", type=Path, metavar="文件夹", help=errors)
    made.add_argument("--with-warnings", action="store_true", help="错误工作簿里也放有提醒的行")
    answers_options(made)
    data_option(made)


def import_previewed(
    chosen: argparse.Namespace, way: "Callable[[Desk, Workbook], Way]", words: Words
) -> None:
    """Preview, and unless only the preview is wanted or a question must be answered first, import."""
    tell_import(chosen, *imported(chosen, way), words)


def tell_import(
    chosen: argparse.Namespace,
    asked: "Answered[Any]",
    result: "ImportResult | None",
    errors_file: Path | None,
    words: Words,
    kind: tuple[str, str] = ("", ""),
) -> None:
    """What came of an import, in words or as JSON. kind: key and title of what the file was taken for, where that is
    told. Raises UserError when a question must be answered first, and when every row has errors."""
    preview = asked.preview
    new, changed = (result.new, result.changed) if result is not None else (0, 0)
    if chosen.json:
        told: dict[str, object] = {**preview.as_json(), **asked.as_json()}
        if kind[0]:
            told = {"kind": kind[0], **told}
        if not chosen.preview:
            told["imported"] = {"new": new, "changed": changed}
        if chosen.errors_to is not None:
            told["errors_file"] = str(errors_file) if errors_file else ""
        screen.say_json(told)
    else:
        if kind[1]:
            screen.say(f"记录种类：{kind[1]}。")
        tell_preview(preview, words.unit)
        asked.tell()
        tell_errors(chosen, errors_file)
    if not chosen.preview:
        asked.require()
    errors = preview.counts["error"]
    if not chosen.preview and preview.rows and errors == len(preview.rows):
        raise UserError(
            f"没有导入任何{words.thing}：{errors} {words.row}都有错误。",
            "请按上面列出的问题改好表格，再重新导入。",
        )
    if chosen.json:
        return
    if chosen.preview:
        screen.say("这是预览，没有写入任何内容。")
    elif result is None:
        left_out = f"；有错误的 {errors} {words.row}没有导入" if errors else ""
        screen.say(f"{words.there}已经是这些内容，没有要导入的{left_out}。")
    else:
        screen.say(
            f"已导入：新增 {new} {words.unit}，更新 {changed} {words.measure}。可在窗口的“操作记录”里整体撤销。"
        )


def imported(
    chosen: argparse.Namespace, way: "Callable[[Desk, Workbook], Way]"
) -> "tuple[Answered[Any], ImportResult | None, Path | None]":
    """Read a file, preview it, and unless only the preview is wanted store what is promised, behind a backup.

    Returns the preview with its answers, what was stored (None = nothing), the workbook of rows to correct.
    """
    from edudesk.sheets.reader import prepare, read_workbook

    prepare()  # it starts while the rest is loaded
    from edudesk.store.backup import BEFORE_IMPORT
    from edudesk.store.backups import secure

    with screen.progress() as step:
        workbook = read_workbook(chosen.file, step)
    with open_school(chosen) as desk, screen.progress() as step:
        look, store, layout = way(desk, workbook)

        def previewed(answers: Mapping[str, str]) -> "Preview[Any]":
            return look(
                file=chosen.file.name,
                sheets=chosen.sheet,
                answers=answers,
                include_hidden=chosen.include_hidden,
                step=step,
            )

        told = answered(previewed, chosen.answer, must_answer=chosen.must_answer)
        result = None
        if told.preview.importable and not chosen.preview and not told.is_held_up:
            secure(desk.context, BEFORE_IMPORT, step)
            result = store(told.preview, step)
        errors_file = write_errors(chosen, workbook, told.preview, desk, step, layout)
    return told, result, errors_file


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


def _skipped(preview: "Preview[Any]") -> "list[Skipped]":
    """What somebody may have meant to be read; hidden rows are told by their number."""
    return [one for one in preview.skipped if one.reason.name not in ("BLANK", "HIDDEN")]


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
            [(p.place, p.level.word, p.text, p.value) for p in told[:SHOWN_PROBLEMS]],
        )
    if len(told) > SHOWN_PROBLEMS:
        screen.say(f"另有 {len(told) - SHOWN_PROBLEMS} 条问题，可加 --json 查看全部。")
    if tidied := len(preview.problems) - len(told):
        screen.say(f"另有 {tidied} 格的写法已整理（如日期、空格、同义词），可加 --json 查看。")
    if lines := _skipped(preview):
        places = [
            f"第 {one.number}{f'–{one.last}' if one.last > one.number else ''} 行（{one.reason.value}）{one.text[:_LONGEST]}"
            for one in lines[:_SHOWN_SKIPPED]
        ]
        more = f" 等 {len(lines)} 处" if len(lines) > _SHOWN_SKIPPED else ""
        screen.say(f"没有读取的行：{'、'.join(places)}{more}。")
    if preview.left_out_people:
        screen.say(f"另有 {preview.left_out_people} 行被隐藏或筛选，没有读取；加 --include-hidden 一并读取。")
    screen.say(
        f"新增 {counts['new']} {unit}，变更 {counts['changed']} {unit}，相同 {counts['same']} {unit}，"
        f"错误 {counts['error']} {'行' if unit == '人' else unit}。"
    )
