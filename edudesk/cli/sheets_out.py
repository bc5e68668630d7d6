"""Papers of a room written into a folder: what such commands of export share."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.jobs import Step
from edudesk.cli import screen

if TYPE_CHECKING:
    from edudesk.desk import Desk


def sheets_named(every: Sequence[Any], key: str, usual: Callable[[Any], bool]) -> list[Any]:
    """The one of a key, else the usual ones. Raises UserError for an unknown key."""
    found = [one for one in every if (one.key == key if key else usual(one))]
    if not found:
        raise UserError(f"没有“{key}”这张表，没有导出。", "加 --list 可以查看有哪些表。")
    return found


def put_sheets(
    desk: "Desk", sheets: Sequence[Any], build: Callable[[Any], Any], out: Path, kind: str, step: Step
) -> None:
    """Each sheet in its formats, or in the one of kind, into the folder out, and told. build(sheet): its paper."""
    from edudesk.kit.writing import write

    rows = []
    for number, sheet in enumerate(sheets):
        step(number, len(sheets), sheet.title)
        paper = build(sheet)
        for suffix in [one for one in sheet.formats if kind in ("", one)]:
            target = free_name(out / f"{paper.file_name}.{suffix}")
            with desk.exports.leaving(paper, target, unit=sheet.unit):
                written = write(paper, target, step)
            blanks = len(getattr(paper, "blanks", ()))
            rows.append((sheet.title, written.path.name, f"还有 {blanks} 处没有填" if blanks else ""))
    if not rows:
        raise UserError(
            f"《{sheets[0].title}》不能存成 {kind}，没有导出。",
            f"请把 --format 改为 {sheets[0].formats[0]}。",
        )
    screen.say(f"已放到 {out.resolve()}")
    screen.table(("表", "文件", ""), rows)
