"""edudesk rollover: the next school year as a table, and the step into it."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from edudesk.base import clock
from edudesk.base.columns import printed
from edudesk.base.errors import UserError
from edudesk.cli import screen
from edudesk.cli.opening import open_school

if TYPE_CHECKING:
    from edudesk.school.rules.rollover import YearProposal


def rollover(chosen: argparse.Namespace) -> None:
    """Show what the next school year will be, and unless only the preview is wanted, enter it."""
    from edudesk.store.backup import BEFORE_ROLLOVER
    from edudesk.store.backups import secure

    with open_school(chosen) as desk:
        proposal = desk.school.propose_year()
        _admit(proposal, chosen.to, is_preview=chosen.preview)
        if not chosen.preview:
            with screen.progress() as step:
                secure(desk.context, BEFORE_ROLLOVER, step)
            desk.school.roll_over(proposal)
    if chosen.json:
        screen.say_json(_as_json(proposal, is_done=not chosen.preview))
        return
    _tell(proposal)
    if chosen.preview:
        screen.say("这是预览，没有写入任何内容。")
    else:
        screen.say(f"已升入 {proposal.to_year}学年。可在窗口的“操作记录”里整体撤销。")


def _admit(proposal: "YearProposal", wanted: str | None, *, is_preview: bool) -> None:
    """Refuse a year that is not the next, and to enter one that is far off unless it is named: a second run goes
    further."""
    from edudesk.school.rules import read_school_year
    from edudesk.school.rules.rollover import is_due

    new = proposal.to_year
    if wanted is not None:
        if read_school_year(wanted) != new:
            raise UserError(
                f"学校现在是 {proposal.from_year}学年，只能升入 {new}学年，不能升入“{wanted}”。",
                "一次升一个学年；数据没有改动。",
            )
    elif not is_preview and not is_due(proposal, clock.today()):
        raise UserError(
            f"学校已经在 {proposal.from_year}学年，还没有到升入 {new}学年的时候，没有升入。",
            f"如果确实要提前升入，请加 --to {new}；数据没有改动。",
        )


def _tell(proposal: "YearProposal") -> None:
    screen.say(f"{proposal.from_year}学年 → {proposal.to_year}学年")
    screen.table(
        ("班级", "人数", "新学年"),
        [(one.name, printed(one.size), one.becomes or "毕业") for one in proposal.moves],
        right=(1,),
    )
    fresh = [one for one in proposal.classes if one.size is None]
    if fresh:
        screen.say(f"人数待填写的班级：{len(fresh)} 个。")
    if proposal.terms:
        screen.table(("学期", "开学", "结束"), [(one.term, one.start, one.end) for one in proposal.terms])
    for remark in proposal.remarks:
        screen.say(f"注意：{remark}")


def _as_json(proposal: "YearProposal", *, is_done: bool) -> dict[str, Any]:
    return {
        "from": proposal.from_year,
        "to": proposal.to_year,
        "moves": [asdict(one) for one in proposal.moves],
        "classes": [asdict(one) for one in proposal.classes],
        "terms": [asdict(one) for one in proposal.terms],
        "stats": [asdict(one) for one in proposal.stats],
        "remarks": list(proposal.remarks),
        "done": is_done,
    }
