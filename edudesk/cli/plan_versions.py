"""edudesk plan versions: the kept versions of a plan, what changed between two, and another one kept."""

import argparse
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.options import command, data_option
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edudesk.desk import Desk
    from edudesk.plan.rows.course import VersionRow
    from edudesk.plan.rows.plans import PlanRow
    from edudesk.plan.rules.compared import Compared
    from edudesk.plan.rules.differences import Passage, Piece, Told

_NOW = "现在的规划"
_AROUND = 20  # characters of what stayed, at each side of a change


def plan_versions(words: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command below plan."""
    made = command(words, "versions", "列出规划的稿次，比较两稿改了什么，或保存为新一稿", versions)
    made.add_argument(
        "--plan", default="", metavar="规划", help="哪份规划：名称或其中几个字（默认正在执行的）"
    )
    made.add_argument("--from", dest="first", type=int, default=0, metavar="稿次", help="从第几稿比较，如 1")
    made.add_argument(
        "--to", type=int, default=0, metavar="稿次", help="比较到第几稿（默认比较到现在的规划）"
    )
    made.add_argument("--why", default="", metavar="缘由", help="保存为新一稿，写明修改缘由")
    made.add_argument("--who", default="", metavar="姓名", help="新一稿的修改人")
    made.add_argument("--meeting", default="", metavar="会议", help="新一稿经哪次会议")
    made.add_argument("--on", default="", metavar="日期", help="新一稿的日期，如 2026-08-20（默认今天）")
    made.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    data_option(made)


def versions(chosen: argparse.Namespace) -> None:
    """List, compare or keep, as was typed."""
    if chosen.why and (chosen.first or chosen.to):
        raise UserError("比较和保存不能同时做，没有保存。", "比较写 --from 和 --to，保存写 --why，请分两次。")
    if chosen.to and not chosen.first:
        raise UserError("没有写明从哪一稿比较。", "请加上 --from，如 --from 1 --to 2。")
    if not chosen.why and (chosen.who or chosen.meeting or chosen.on):
        raise UserError("没有写明修改缘由，没有保存。", "请加上 --why，如 --why 教代会审议稿。")
    with open_school(chosen) as desk:
        plan = _plan(desk, chosen.plan)
        if chosen.why:
            _keep(desk, plan, chosen)
        elif chosen.first:
            _compare(desk, plan, chosen)
        else:
            _show(plan, desk.plan_versions.of(plan.id), chosen)


def _keep(desk: "Desk", plan: "PlanRow", chosen: argparse.Namespace) -> None:
    on = day_typed(chosen.on, "没有保存")
    row = desk.plan_versions.keep(
        plan.id,
        why=chosen.why,
        who=chosen.who,
        meeting=chosen.meeting,
        on=on.isoformat() if on is not None else "",
    )
    if chosen.json:
        screen.say_json({"plan": plan.title, **_told(row)})
    else:
        screen.say(f"{plan.title}：已保存第 {row.number} 稿。")


def _show(plan: "PlanRow", rows: "Sequence[VersionRow]", chosen: argparse.Namespace) -> None:
    if chosen.json:
        screen.say_json({"plan": plan.title, "versions": [_told(row) for row in rows]})
        return
    screen.say(plan.title)
    if not rows:
        screen.say("还没有保存过稿次。")
        return
    screen.table(
        ("稿次", "日期", "修改缘由", "修改人", "会议"),
        [(f"第 {row.number} 稿", row.on, row.why, row.who, row.meeting) for row in rows],
    )


def _compare(desk: "Desk", plan: "PlanRow", chosen: argparse.Namespace) -> None:
    from edudesk.plan.rules.compared import compared
    from edudesk.plan.rules.content import read

    rows = {row.number: row for row in desk.plan_versions.of(plan.id)}
    for number in filter(None, (chosen.first, chosen.to)):
        if number not in rows:
            there = "、".join(f"第 {one} 稿" for one in sorted(rows)) or "还没有保存过"
            raise UserError(f"“{plan.title}”没有第 {number} 稿。", f"已有的稿次：{there}。")
    after = read(rows[chosen.to].content) if chosen.to else desk.plan_versions.current(plan.id)
    found = compared(read(rows[chosen.first].content), after)
    if chosen.json:
        screen.say_json(_as_json(found))
        return
    to = f"第 {chosen.to} 稿" if chosen.to else _NOW
    screen.say(f"{plan.title}　从第 {chosen.first} 稿到{to}：{found.counts or '没有改动'}")
    if found.note:
        screen.say(found.note)
    for word, some in found.groups:
        screen.say(f"【{word}】{len(some)} 处")
        for one in some:
            for line in _lines(one):
                screen.say(line)


def _plan(desk: "Desk", words: str) -> "PlanRow":
    """The plan that is meant. Raises UserError when there is none, or not one alone."""
    rows = desk.plans.rows()
    if not rows:
        raise UserError("还没有发展规划。", "请先在程序里新建，或用 edudesk import plan 导入规划文本。")
    running = desk.plan_dues.plan()
    if not words and running is not None:
        return running
    found = [row for row in rows if row.title == words] or [row for row in rows if words in row.title]
    if len(found) != 1:
        names = "、".join(f"“{row.title}”" for row in found or rows)
        raise UserError(f"没有唯一的一份规划叫“{words}”。", f"请用 --plan 写全名称：{names}。")
    return found[0]


def _told(row: "VersionRow") -> dict[str, object]:
    return {"number": row.number, "on": row.on, "why": row.why, "who": row.who, "meeting": row.meeting}


def _as_json(found: "Compared") -> dict[str, object]:
    return {
        "note": found.note,
        "changes": [
            {
                "group": word,
                "what": one.heading,
                "fate": one.fate.value,
                "was": one.was,
                "goal": one.beside,
                "text": _text(one.pieces),
                "fields": [
                    {"field": told.label, "before": told.before, "after": told.after} for told in one.fields
                ],
            }
            for word, some in found.groups
            for one in some
        ],
    }


def _lines(one: "Passage") -> "Iterator[str]":
    was = f"（原为“{one.was}”）" if one.was else ""
    beside = f"　{one.beside}" if one.beside else ""
    yield f"{one.fate.value}　{one.heading}{was}{beside}"
    if one.pieces:
        yield f"　　{_text(one.pieces)}"
    for told in one.fields:
        yield f"　　{told.label}：{_values(told, one)}"


def _values(told: "Told", one: "Passage") -> str:
    from edudesk.plan.rules.differences import Fate

    if one.fate is not Fate.CHANGED:  # it came or went whole
        return told.before or told.after
    if told.is_replaced:
        return f"{told.before or '（空）'} → {told.after or '（空）'}"
    return _text(told.pieces)


def _text(pieces: "Sequence[Piece]") -> str:
    """Words that went between 〔删〕 marks, words that came between 〔增〕 marks; of long passages that stayed the ends."""
    from edudesk.plan.rules.differences import Fate

    parts = []
    for piece in pieces:
        text = piece.text.replace("\n", " ")
        if piece.fate is Fate.SAME:
            long = len(text) > 2 * _AROUND + 1
            parts.append(f"{text[:_AROUND]}…{text[-_AROUND:]}" if long else text)
        else:
            parts.append(f"〔{'增' if piece.fate is Fate.ADDED else '删'}：{text}〕")
    return "".join(parts)
