"""edudesk plan: the plans of the school, a plan's goals and tasks, what it lacks, a year's figures frozen."""

import argparse
from typing import TYPE_CHECKING

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.options import command, data_option, group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edudesk.desk import Desk
    from edudesk.plan.rows.whole import PlanWhole
    from edudesk.plan.rules.years import PlanYear


def plan(kinds: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the commands."""
    words = group(kinds, "plan", "学校发展规划")
    data_option(command(words, "list", "列出各轮规划：起止、状态、目标和任务数", show_plans))
    goals = command(words, "goals", "列出目标的达成度和各观测指标的目标值、实际值", show_goals)
    tasks = command(words, "tasks", "列出任务：责任人、时限、进度、状态", show_tasks)
    tasks.add_argument("--owner", default="", metavar="姓名", help="只看这个人的")
    tasks.add_argument("--open", action="store_true", help="只看没有完成的")
    check = command(words, "check", "核对规划还缺什么：阶段材料、权重、责任人、目标值、实际值", check_plan)
    freeze = command(words, "freeze", "冻结一个年度的实际值，以后改数据不再变化（可以解除）", freeze_year)
    thaw = command(words, "thaw", "解除冻结一个年度的实际值，重新随数据变化", thaw_year)
    for one in (goals, tasks, check, freeze, thaw):
        one.add_argument(
            "--plan", default="", metavar="规划", help="哪份规划：名称或其中几个字（默认正在执行的）"
        )
        one.add_argument(
            "--year", default="", metavar="年度", help="哪个年度，如 2026-2027学年（默认今天所在的）"
        )
        data_option(one)
    for one in (goals, tasks, check):
        one.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def show_plans(chosen: argparse.Namespace) -> None:
    """Every plan, the newest first."""
    with open_school(chosen) as desk:
        wholes = [desk.plan_wholes.of(row.id) for row in desk.plans.rows()]
    if not wholes:
        screen.say("还没有发展规划。")
        return
    screen.table(
        ("规划", "开始", "结束", "状态", "目标", "任务", "指标"),
        [
            (
                one.plan.title, one.plan.starts, one.plan.ends, one.plan.state, str(len(one.goals)), str(len(one.tasks)),
                str(len(one.measures)),
            )
            for one in wholes
        ],
        right=(4, 5, 6),
    )  # fmt: skip


def show_goals(chosen: argparse.Namespace) -> None:
    """The tree with attainment, measures below their goals."""
    from edudesk.plan.rules.amounts import whole_percent
    from edudesk.plan.rules.codes import numbered
    from edudesk.plan.rules.lines import measure_lines
    from edudesk.plan.rules.wanted import EXCUSED, wanted_in

    with open_school(chosen) as desk:
        whole, year, live = _read(desk, chosen)
        found = desk.plan_evaluations.of(whole.plan.id, year=year.word).evaluation
    shares = {one.id: one.counted for one in found.lines}
    rows, told = [], []
    for one in numbered(whole.goals):
        share = shares.get(one.id)
        percent = f"{whole_percent(share)}%" if share is not None else ""
        rows.append((one.label, "", "", percent, ""))
        told.append({"goal": one.label, "percent": whole_percent(share) if share is not None else None})
        for line in measure_lines(whole, [one.id], year, live, clock.today().isoformat()):
            asked = wanted_in(whole, line.measure, year.word)
            target = asked if asked == EXCUSED else line.told(asked)
            rows.append((f"　{line.measure.title}", target, line.told(line.actual), "", line.standing.text))
            told.append(
                {"goal": one.label, "measure": line.measure.title, "target": target, "actual": line.actual, "word": line.standing.text}
            )  # fmt: skip
    if chosen.json:
        screen.say_json({"plan": whole.plan.title, "year": year.word, "lines": told})
        return
    screen.say(f"{whole.plan.title}　{year.word}")
    screen.table(("目标、观测指标", "目标值", "实际值", "达成度", "对比"), rows, right=(1, 2, 3))


def show_tasks(chosen: argparse.Namespace) -> None:
    """The tasks of a year."""
    from edudesk.plan.rules.lines import task_lines

    today = clock.today().isoformat()
    with open_school(chosen) as desk:
        whole, year, _ = _read(desk, chosen)
    lines = [
        line
        for line in task_lines(whole, today, year.word)
        if chosen.owner in ("", line.task.owner) and (line.standing.is_open or not chosen.open)
    ]
    if chosen.json:
        keys = ("title", "department", "owner", "percent")
        screen.say_json(
            [
                {**{key: getattr(line.task, key) for key in keys}, "goal": line.goal, "due": line.standing.last, "status": line.standing.status}
                for line in lines
            ]
        )  # fmt: skip
        return
    screen.table(
        ("目标", "任务", "责任部门", "责任人", "时限", "进度", "状态"),
        [
            (
                line.goal, line.task.title, line.task.department, line.task.owner, line.standing.last, f"{line.task.percent}%",
                line.standing.word,
            )
            for line in lines
        ],
        right=(5,),
    )  # fmt: skip
    screen.say(f"共 {len(lines)} 项。")


def check_plan(chosen: argparse.Namespace) -> None:
    """What the plan lacks."""
    from edudesk.plan.rules.checking import lacking

    with open_school(chosen) as desk:
        whole, year, live = _read(desk, chosen)
    found = lacking(whole, year, live, clock.today().isoformat())
    if chosen.json:
        screen.say_json([{"place": one.place, "text": one.text} for one in found])
        return
    screen.say(f"{whole.plan.title}　{year.word}")
    if not found:
        screen.say("没有发现缺项。")
        return
    screen.table(("所在", "还缺"), [(one.place, one.text) for one in found])
    screen.say(f"共 {len(found)} 处。")


def freeze_year(chosen: argparse.Namespace) -> None:
    """Keep what the measures of a year came to."""
    today = clock.today().isoformat()
    with open_school(chosen) as desk:
        whole, year, live = _read(desk, chosen)
        actuals = {measure_id: text for (measure_id, _), text in live.items()}
        count = desk.plan_targets.freeze(whole.plan.id, year.word, actuals, min(today, year.last))
    screen.say(f"{whole.plan.title} {year.word}：已冻结 {count} 项实际值。")


def thaw_year(chosen: argparse.Namespace) -> None:
    """Let what the measures of a year came to follow their sources again."""
    with open_school(chosen) as desk:
        whole, year, _ = _read(desk, chosen)
        count = desk.plan_targets.thaw(whole.plan.id, year.word)
    screen.say(f"{whole.plan.title} {year.word}：已解除冻结 {count} 项实际值。")


def _read(
    desk: "Desk", chosen: argparse.Namespace
) -> "tuple[PlanWhole, PlanYear, Mapping[tuple[str, str], str]]":
    """The plan that is meant with its year and what is live. Raises UserError when there is none, or not one alone."""
    from edudesk.plan.rules.years import year_named, year_of

    rows = desk.plans.rows()
    if not rows:
        raise UserError("还没有发展规划。", "请先在程序里新建，或用 edudesk import plan 导入规划文本。")
    meant = [row for row in rows if chosen.plan in row.title] if chosen.plan else rows
    running = desk.plan_dues.plan()
    if not chosen.plan and running is not None:
        meant = [running]
    if not meant or (chosen.plan and len(meant) > 1 and chosen.plan not in [row.title for row in meant]):
        names = "、".join(row.title for row in meant or rows)
        raise UserError(f"没有唯一的一份规划叫“{chosen.plan}”。", f"请写全名称：{names}。")
    row = next((one for one in meant if one.title == chosen.plan), meant[0])
    today = clock.today()
    year = year_named(row, chosen.year) if chosen.year else year_of(row, today.isoformat())
    if year is None:
        raise UserError(
            f"“{row.title}”里没有“{chosen.year}”这个年度。", "年度请写成 2026-2027学年 或 2026年。"
        )
    whole = desk.plan_wholes.of(row.id)
    return whole, year, desk.plan_actuals.of_year(whole, year, today)
