"""An import with the ways of every import: previewed, told, its rows to correct written, and unless only looked at, stored."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.cli import screen
from edudesk.cli.answering import Answered, answered
from edudesk.cli.importing import tell_errors, tell_preview, write_errors
from edudesk.cli.opening import open_school
from edudesk.cli.options import answers_options, data_option

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.roster.intake.correcting import Layout
    from edudesk.roster.intake.values import Preview
    from edudesk.roster.service import ImportResult


class Way(NamedTuple):
    """How a file of some kind goes in. look(workbook, file=, sheets=, answers=, include_hidden=, step=): its preview;
    store: what is promised; layout: how its sheets are read."""

    look: "Callable[..., Preview[Any]]"
    store: "Callable[[Any, Step], ImportResult]"
    layout: "Layout"


class Words(NamedTuple):
    """unit: of what is counted, 个项目; measure: alone, 个; thing: 项目; there: where it stands, 项目台账中."""

    unit: str
    measure: str
    thing: str
    there: str


def import_options(made: argparse.ArgumentParser, file: str) -> None:
    """What every such command may be told. file: what it reads, in words."""
    made.add_argument("file", type=Path, metavar="文件", help=f"要导入的{file}")
    made.add_argument("--sheet", metavar="工作表", action="append", help="只导入这张工作表，可写几次")
    made.add_argument("--include-hidden", action="store_true", help="隐藏和筛选掉的行也导入")
    made.add_argument("--preview", action="store_true", help="只检查和预览，不写入")
    made.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    made.add_argument("--errors-to", type=Path, metavar="文件夹", help="有错误的行另写成工作簿")
    made.add_argument("--with-warnings", action="store_true", help="错误工作簿里也放有提醒的行")
    answers_options(made)
    data_option(made)


def import_previewed(chosen: argparse.Namespace, way: "Callable[[Desk], Way]", words: Words) -> None:
    """Preview, and unless only the preview is wanted or a question must be answered first, import."""
    asked, result, errors_file = _import(chosen, way)
    preview = asked.preview
    new, changed = (result.new, result.changed) if result is not None else (0, 0)
    if chosen.json:
        told: dict[str, object] = {**preview.as_json(), **asked.as_json()}
        if not chosen.preview:
            told["imported"] = {"new": new, "changed": changed}
        if chosen.errors_to is not None:
            told["errors_file"] = str(errors_file) if errors_file else ""
        screen.say_json(told)
    else:
        tell_preview(preview, words.unit)
        asked.tell()
        tell_errors(chosen, errors_file)
    if not chosen.preview:
        asked.require()
    errors = preview.counts["error"]
    if not chosen.preview and preview.rows and errors == len(preview.rows):
        raise UserError(
            f"没有导入任何{words.thing}：{errors} 行都有错误。", "请按上面列出的问题改好表格，再重新导入。"
        )
    if chosen.json:
        return
    if chosen.preview:
        screen.say("这是预览，没有写入任何内容。")
    elif result is None:
        left_out = f"；有错误的 {errors} 行没有导入" if errors else ""
        screen.say(f"{words.there}已经是这些内容，没有要导入的{left_out}。")
    else:
        screen.say(
            f"已导入：新增 {new} {words.unit}，更新 {changed} {words.measure}。可在窗口的“操作记录”里整体撤销。"
        )


def _import(
    chosen: argparse.Namespace, way: "Callable[[Desk], Way]"
) -> "tuple[Answered[Preview[Any]], ImportResult | None, Path | None]":
    from edudesk.sheets.reader import prepare, read_workbook

    prepare()  # it starts while the rest is loaded
    from edudesk.store.backup import BEFORE_IMPORT
    from edudesk.store.backups import secure

    with screen.progress() as step:
        workbook = read_workbook(chosen.file, step)
    with open_school(chosen) as desk, screen.progress() as step:
        look, store, layout = way(desk)

        def previewed(answers: Mapping[str, str]) -> "Preview[Any]":
            return look(
                workbook,
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
