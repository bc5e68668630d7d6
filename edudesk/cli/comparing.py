"""edudesk compare roster: our roster beside somebody else's, as lines, as JSON, as 差异单."""

import argparse
from typing import TYPE_CHECKING

from edudesk.base import clock
from edudesk.base.files import free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import open_school

if TYPE_CHECKING:
    from edudesk.roster.intake.comparing import Comparison, Difference

_SHOWN = 60


def compare_roster(chosen: argparse.Namespace) -> None:
    """Read the file as an import would, tell the differences, and write them down when a folder is named."""
    from edudesk.sheets.reader import prepare, read_workbook

    prepare()  # it starts while the rest is loaded
    from edudesk.kit.writing import write
    from edudesk.roster.intake.comparing import compare
    from edudesk.roster.intake.preview import preview_roster
    from edudesk.roster.reports.differences import difference_report
    from edudesk.submissions.footing import footer

    with screen.progress() as step:
        workbook = read_workbook(chosen.file, step)
    written = None
    with open_school(chosen) as desk, screen.progress() as step:
        ours = desk.teachers.rows()
        preview = preview_roster(
            workbook,
            ours,
            file=chosen.file.name,
            sheets=chosen.sheet,
            recall=desk.teachers.remembered,
            include_hidden=chosen.include_hidden,
            step=step,
        )
        found = compare(preview, ours)
        if chosen.out is not None:
            report = difference_report(
                found,
                desk.school.identity(),
                on=clock.today(),
                audience=Audience(chosen.audience),
                footer=footer(desk),
            )
            target = free_name(chosen.out / f"{report.file_name}.{chosen.format}")
            with desk.exports.leaving(report, target):
                written = write(report, target, step).path
    if chosen.json:
        screen.say_json(_as_json(found) | ({"file": str(written)} if written else {}))
        return
    _tell(found)
    if written is not None:
        screen.say(f"差异单已写成：{written}")


def _tell(found: "Comparison") -> None:
    from edudesk.roster.intake.comparing import Kind
    from edudesk.roster.rows import COLUMN

    def shown(one: "Difference", text: str) -> str:
        return COLUMN[one.key].starred(text) if one.key else text

    screen.table(
        ("姓名", "种类", "项目", "本校", "对方", "说明"),
        [
            (one.name, one.kind.value, one.field, shown(one, one.ours), shown(one, one.theirs), one.remark)
            for one in found.differences[:_SHOWN]
        ],
    )
    if len(found.differences) > _SHOWN:
        screen.say(f"另有 {len(found.differences) - _SHOWN} 条，可加 --out 写成差异单查看。")
    for remark in found.remarks:
        screen.say(f"注意：{remark}")
    counts = "，".join(f"{kind.value} {found.count(kind)} 条" for kind in Kind)
    screen.say(f"双方都有 {found.matched} 人，其中各项相同 {found.same} 人；{counts}。没有写入任何内容。")


def _as_json(found: "Comparison") -> dict[str, object]:
    """Whole numbers, as `import roster --json` prints them."""
    return {
        "sheet": found.sheet,
        "matched": found.matched,
        "same": found.same,
        "compared": list(found.compared),
        "absent": list(found.absent),
        "differences": [
            {
                "kind": one.kind.name.lower(),
                "name": one.name,
                "field": one.key,
                "ours": one.ours,
                "theirs": one.theirs,
                "place": one.place,
                "remark": one.remark,
            }
            for one in found.differences
        ],
    }
