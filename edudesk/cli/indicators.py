"""edudesk indicators: every figure of the school on a day, as a table or as JSON; kept as a snapshot when wanted."""

import argparse
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.options import command, data_option
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edudesk.indicators.rows.values import Person, Result
    from edudesk.indicators.rules.judging import Balance


def indicators(kinds: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    made = command(kinds, "indicators", "计算全部监测指标：数值、分子、分母、标准、结论", show)
    made.add_argument("--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认今天）")
    made.add_argument(
        "--only", action="append", default=[], metavar="编号", help="只看这一项，如 Q3，可写几次"
    )
    made.add_argument("--people", action="store_true", help="列出计入和缺资料的人员")
    made.add_argument("--snapshot", metavar="名称", help="存为这个名称的快照，以后改了资料也不变")
    made.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    data_option(made)


def show(chosen: argparse.Namespace) -> None:
    """Work them out, tell them, and keep them where a snapshot is wanted."""
    from edudesk.indicators.rules.catalogue import indicators as declared
    from edudesk.indicators.rules.judging import balance

    day = day_typed(chosen.on, "没有计算") or clock.today()
    only = [one.strip().upper() for one in chosen.only]
    if unknown := [one for one in only if one not in declared()]:
        raise UserError(f"没有编号为“{unknown[0]}”的指标，没有计算。", f"编号有：{'、'.join(declared())}。")
    with open_school(chosen) as desk:
        found = desk.indicators.on(day)
        if chosen.snapshot is not None:
            desk.snapshots.add(desk.indicators.snapshot(day, chosen.snapshot))
    told = [one for one in found if not only or one.indicator.id in only]
    if chosen.json:
        screen.say_json(_as_json(day, told, balance(found), chosen.people))
        return
    _tell(told, balance(found) if not only else ())
    if chosen.people:
        _tell_people(told)
    if chosen.snapshot is not None:
        screen.say(f"已存为快照：{day.isoformat()} {chosen.snapshot}。")


def _tell(found: "Sequence[Result]", balances: "Sequence[Balance]") -> None:
    from edudesk.indicators.rules.wording import gap_words, sum_words, target_words, value_words

    of_several = len({one.stage for one in found if one.stage}) > 1
    rows = [
        (
            one.indicator.id,
            one.indicator.name + (f"（{one.stage}）" if of_several and one.stage else ""),
            value_words(one),
            target_words(one),
            gap_words(one),
            str(one.verdict),
            sum_words(one),
        )
        for one in found
    ]
    screen.table(("编号", "指标", "数值", "标准", "差距", "结论", "算式"), rows, right=(2, 3))
    for one in balances:
        screen.say(
            f"{one.stage}优质均衡 7 项中达标 {one.met} 项（至少 6 项，余项不低于 85%）：{one.verdict}。"
        )


def _tell_people(found: "Sequence[Result]") -> None:
    for one in found:
        for title, people in (("计入", one.figure.counted), ("缺资料", one.figure.unknown)):
            if people:
                names = "、".join(
                    person.name + (f"（{person.words}）" if person.words else "") for person in people
                )
                screen.say(f"{one.indicator.id}{one.stage} {title}：{names}")


def _as_json(
    day: date, found: "Sequence[Result]", balances: "Sequence[Balance]", with_people: bool
) -> dict[str, Any]:
    return {
        "on": day.isoformat(),
        "indicators": [_one(one, with_people) for one in found],
        "balance": [
            {
                "stage": one.stage,
                "met": one.met,
                "of": one.of,
                "verdict": str(one.verdict),
                "rest": list(one.rest),
            }
            for one in balances
        ],
    }


def _one(one: "Result", with_people: bool) -> dict[str, Any]:
    figure, indicator = one.figure, one.indicator
    told: dict[str, Any] = {
        "id": indicator.id,
        "name": indicator.name,
        "stage": one.stage,
        "value": _number(one.value),
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "threshold": _number(one.target),
        "verdict": str(one.verdict),
        "gap": _number(one.gap),
        "parts": [
            {"word": part.word, "number": _number(part.number), "unit": part.unit} for part in figure.parts
        ],
        "missing": [lack.what for lack in figure.missing],
    }
    if with_people:
        told |= {"counted": _people(figure.counted), "unknown": _people(figure.unknown)}
    return told


def _people(people: "Sequence[Person]") -> list[dict[str, str]]:
    return [{"name": person.name, "words": person.words} for person in people]


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)
