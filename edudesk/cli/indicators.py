"""edudesk indicators, export indicators: every figure of the school on a day, and the sheets made of them."""

import argparse
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option
from edudesk.cli.previewing import Way, Words, import_options, import_previewed
from edudesk.cli.templates import out_option, put_out
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edudesk.desk import Desk
    from edudesk.indicators.rows.stored import SnapshotRow
    from edudesk.indicators.rows.values import Person, Result
    from edudesk.indicators.rules.judging import Balance
    from edudesk.sheets.workbook import Workbook


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


def sheets(
    into: argparse._SubParsersAction,  # type: ignore[type-arg]
    exports: argparse._SubParsersAction,  # type: ignore[type-arg]
    templates: argparse._SubParsersAction,  # type: ignore[type-arg]
) -> None:
    """Add the commands below import, export and template."""
    made = command(
        into, "region", "导入区域（集团）各校的监测数据：一行一所学校（xlsx、xls、csv）", import_region
    )
    import_options(made, "各校数据")
    made.add_argument(
        "--school-year", default="", metavar="学年", help="文件没有学年一列时是哪个学年（默认当前学年）"
    )
    made.add_argument(
        "--stage", default="", metavar="学段", help="文件没有学段一列时是哪个学段（默认本校的）"
    )

    out = command(exports, "indicators", "导出监测指标的报表：采集表、班额表、师资配备表、一页纸等", export)
    out.add_argument("--sheet", default="collection", metavar="表", help="哪张表（默认 %(default)s）")
    out.add_argument("--list", action=_ListSheets, nargs=0, help="只列出有哪些表")
    out.add_argument("--on", default="", metavar="日期", help="统计时点，如 2026-09-01（默认今天）")
    out.add_argument("--snapshot", default="", metavar="快照", help="按快照导出：名称或统计时点")
    out.add_argument(
        "--before", default="", metavar="快照", help="对比表与哪份快照比（默认统计时点以前最近的一份）"
    )
    out.add_argument(
        "--format", choices=("xlsx", "pdf", "docx"), default="", help="文件格式（默认这张表能存的都存）"
    )
    out.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    audience_option(out)
    data_option(out)

    out_option(command(templates, "region", "区域（集团）各校监测数据的导入模板（xlsx）", template))


def import_region(chosen: argparse.Namespace) -> None:
    """Figures of the schools of the region."""

    def way(desk: "Desk", workbook: "Workbook") -> Way:
        from edudesk.indicators.intake.preview import region_layout

        look = partial(
            desk.region_schools.preview, workbook, school_year=chosen.school_year, stage=chosen.stage
        )
        return Way(look, desk.region_schools.import_rows, region_layout())

    import_previewed(chosen, way, Words("所学校", "所", "学校", "区域学校中"))


def template(chosen: argparse.Namespace) -> None:
    """An empty list of schools to be filled in and imported."""
    from edudesk.indicators.reports.template import region_template

    put_out(region_template(clock.today()), chosen.out)


class _ListSheets(argparse.Action):
    """--list: prints the sheets, those of other rooms among them, and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_asked: object) -> None:
        from edudesk.submissions.indicator_sheets import indicator_offers

        screen.table(
            ("表", "名称", "格式"),
            [(key, offer.title, "、".join(offer.formats)) for key, offer in indicator_offers()],
        )
        parser.exit()


def export(chosen: argparse.Namespace) -> None:
    """One sheet as of a day or of a snapshot, in one format or in all it has."""
    from edudesk.kit.writing import write
    from edudesk.submissions.indicator_sheets import indicator_offers, indicator_paper

    offer = dict(indicator_offers()).get(chosen.sheet)
    if offer is None:
        raise UserError(f"没有“{chosen.sheet}”这张表，没有导出。", "加 --list 可以查看有哪些表。")
    if chosen.format and chosen.format not in offer.formats:
        raise UserError(
            f"《{offer.title}》不能存成 {chosen.format}，没有导出。",
            f"请把 --format 改为 {offer.formats[0]}。",
        )
    day = day_typed(chosen.on, "没有导出") or clock.today()
    with open_school(chosen) as desk, screen.progress() as step:
        ids = {key: _snapshot(desk, getattr(chosen, key)) for key in ("snapshot", "before")}
        paper = indicator_paper(desk, chosen.sheet, Audience(chosen.audience), day, **ids)
        for kind in [chosen.format] if chosen.format else offer.formats:
            target = free_name(chosen.out / f"{paper.file_name}.{kind}")
            with desk.exports.leaving(paper, target, unit=offer.unit):
                written = write(paper, target, step)
            screen.say(f"已导出：{written.path}")
            for remark in written.remarks:
                screen.say(f"注意：{remark}")


def _snapshot(desk: "Desk", text: str) -> str:
    """The id of the snapshot with a name or of a day, the last one taken; "" for "". Raises UserError for none."""
    if not text:
        return ""
    rows: list[SnapshotRow] = desk.snapshots.rows()
    found = [row for row in rows if text in (row.title, row.on)]
    if not found:
        there = "、".join(f"{row.on} {row.title}" for row in rows) or "还没有"
        raise UserError(f"没有“{text}”这份快照，没有导出。", f"学校文件里的快照：{there}。")
    return found[-1].id


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
    stages = tuple(dict.fromkeys(one.stage for one in found if one.stage))
    if len(stages) > 1:
        _tell_beside(found, stages)
    else:
        _tell_one(found)
    for one in balances:
        rest = f"，{one.rest_words}" if one.rest else ""
        screen.say(
            f"{one.stage}优质均衡 7 项中达标 {one.met} 项（至少 6 项，余项不低于 85%）：{one.verdict}{rest}。"
        )


def _tell_one(found: "Sequence[Result]") -> None:
    from edudesk.indicators.rules.shown import gap_told, limit_told, verdict_of
    from edudesk.indicators.rules.wording import sum_words, value_words

    rows = [
        (
            one.indicator.id,
            one.indicator.name,
            value_words(one),
            limit_told(one),
            gap_told(one),
            str(verdict_of(one)),
            sum_words(one),
        )
        for one in found
    ]
    screen.table(("编号", "指标", "数值", "标准", "差距", "结论", "算式"), rows, right=(2, 3))


def _tell_beside(found: "Sequence[Result]", stages: "Sequence[str]") -> None:
    """The 学段 beside each other; a figure of the whole school stands in the first column."""
    from edudesk.indicators.rules.shown import limit_told, verdict_of
    from edudesk.indicators.rules.wording import sum_words, value_words

    of_indicator: dict[str, dict[str, Result]] = {}
    for one in found:
        of_indicator.setdefault(one.indicator.id, {})[one.stage] = one
    rows = []
    for key, told in of_indicator.items():
        cells: list[str] = [key, next(iter(told.values())).indicator.name]
        for place, stage in enumerate(stages):
            figure = told.get(stage) or (told.get("") if not place else None)
            if figure is None:
                cells += ["", "", ""]
                continue
            whole = "" if figure.stage else "全校 "
            cells += [whole + value_words(figure), limit_told(figure), str(verdict_of(figure))]
        sums = ((one.stage, sum_words(one)) for one in told.values())
        rows.append((*cells, "；".join(f"{stage} {text}".strip() for stage, text in sums if text)))
    heads = (word for stage in stages for word in (stage, "标准", "结论"))
    right = tuple(number for place in range(len(stages)) for number in (2 + 3 * place, 3 + 3 * place))
    screen.table(("编号", "指标", *heads, "算式"), rows, right=right)


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
        "stages": list(dict.fromkeys(one.stage for one in found if one.stage)),
        "columns": _columns(found),
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


def _columns(found: "Sequence[Result]") -> dict[str, dict[str, float | int | None]]:
    """Id -> 学段 ("全校" of the whole school) -> value, as the page has them beside each other."""
    columns: dict[str, dict[str, float | int | None]] = {}
    for one in found:
        columns.setdefault(one.indicator.id, {})[one.stage or "全校"] = _number(one.value)
    return columns


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
        "own_target": _number(one.own_target),
        "own_verdict": None if one.own_target is None else str(one.own_verdict),
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
