"""edudesk import plan: the text of a development plan (.docx, text) looked at, told, and unless only previewed, stored."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.options import command, data_option

if TYPE_CHECKING:
    from edudesk.plan.intake.line import Line
    from edudesk.plan.intake.preview import PlanPreview
    from edudesk.roster.service import ImportResult

_WIDE = 60  # characters of a text in the table


def plan_text(into: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command below import."""
    made = command(
        into, "plan", "导入学校发展规划的文本（docx、txt），认出章节、目标、任务和指标", import_plan
    )
    made.add_argument("file", type=Path, metavar="文件", help="要导入的规划文本")
    made.add_argument("--preview", action="store_true", help="只检查和预览，不写入")
    made.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    made.add_argument(
        "--title", default="", metavar="名称", help="规划名称（默认取文本的标题；同名的规划会更新）"
    )
    made.add_argument(
        "--starts", default="", metavar="日期", help="开始日期，如 2024-09-01（默认从标题中认）"
    )
    made.add_argument("--ends", default="", metavar="日期", help="结束日期，如 2027-08-31")
    made.add_argument("--basis", default="", choices=("学年", "自然年"), help="年度划分")
    made.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="编号=类别",
        help="把预览中的一条改作别的类别或不导入，可写几次，如 swot:3:1=不导入",
    )
    data_option(made)


def import_plan(chosen: argparse.Namespace) -> None:
    """Preview, and unless only the preview is wanted, import as one entry behind a backup."""
    from edudesk.sheets.prose import read_prose
    from edudesk.store.backup import BEFORE_IMPORT
    from edudesk.store.backups import secure

    answers = {
        "title": chosen.title,
        "starts": chosen.starts,
        "ends": chosen.ends,
        "year_basis": chosen.basis,
    }
    answers |= _taken(chosen.take)
    with screen.progress() as step:
        prose = read_prose(chosen.file, step)
    with open_school(chosen) as desk, screen.progress() as step:
        preview = desk.plan_outlines.preview(prose, file=chosen.file.name, answers=answers)
        unknown = (
            answers.keys()
            - {"title", "starts", "ends", "year_basis"}
            - {one.proposal.key for one in preview.lines}
        )
        if unknown:
            raise UserError(
                f"预览中没有编号 {'、'.join(sorted(unknown))}，没有导入。", "请先加 --preview 查看编号。"
            )
        result = None
        if preview.importable and not chosen.preview:
            secure(desk.context, BEFORE_IMPORT, step)
            result = desk.plan_outlines.import_plan(preview, step)
    if chosen.json:
        imported = (
            {}
            if chosen.preview
            else {
                "imported": {"new": result.new if result else 0, "changed": result.changed if result else 0}
            }
        )
        screen.say_json({**preview.as_json(), **imported})
    else:
        _tell(preview)
    if chosen.preview:
        if not chosen.json:
            for problem in preview.problems:
                screen.say(f"还缺：{problem.text}")
            screen.say("这是预览，没有写入任何内容。")
    elif preview.problems:
        lacks = "".join(problem.text for problem in preview.problems)
        raise UserError(f"没有导入：{lacks}", "可用 --title、--starts、--ends、--basis 写明后再导入。")
    elif not chosen.json:
        _tell_result(preview, result)


def _taken(words: list[str]) -> dict[str, str]:
    from edudesk.plan.intake.proposal import KINDS, LEFT_OUT

    found = {}
    for word in words:
        key, _, kind = word.partition("=")
        if kind not in (*KINDS, LEFT_OUT):
            raise UserError(
                f"“{word}”中没有可用的类别，没有导入。", f"类别有：{'、'.join((*KINDS, LEFT_OUT))}。"
            )
        found[key.strip()] = kind
    return found


def _tell(preview: "PlanPreview") -> None:
    draft = preview.draft
    place = "更新已有的规划" if preview.plan_id else "新建规划"
    screen.say(
        f"{place}“{draft.title}”，{draft.starts or '?'} 至 {draft.ends or '?'}，按{draft.year_basis}。"
    )
    outline = preview.proposed.outline
    screen.say(
        f"章节 {len(outline.chapters)} 个：{'与已有的相同' if preview.sections.value == 'same' else preview.sections.word}。"
    )
    for remark in preview.remarks:
        screen.say(f"注意：{remark}")
    screen.table(
        ("编号", "类别", "把握", "状态", "内容", "依据"),
        [_row(line) for line in preview.lines],
    )


def _row(line: "Line") -> tuple[str, ...]:
    one = line.proposal
    text = line.told if len(line.told) <= _WIDE else f"{line.told[:_WIDE]}…"
    return one.key, one.kind, one.confidence, line.state.word if line.is_kept else "", text, one.why


def _tell_result(preview: "PlanPreview", result: "ImportResult | None") -> None:
    if result is None or result.entry is None:
        screen.say("规划里已经是这些内容，没有要导入的。")
        return
    is_kept = preview.sections.value == "same"
    chapters = "章节没有变化" if is_kept else f"章节 {len(preview.proposed.outline.chapters)} 个"
    screen.say(
        f"已导入：{chapters}，新增 {result.new} 条，更新 {result.changed} 条。可在窗口的“操作记录”里整体撤销。"
    )
