"""edudesk export: one sheet of a feature as a file, or the list of its sheets."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.typed import day_typed, kind_named

if TYPE_CHECKING:
    from edudesk.base.report import Written
    from edudesk.desk import Desk
    from edudesk.submissions.registry import Paper


def export(chosen: argparse.Namespace) -> None:
    """One sheet of a feature as xlsx or pdf, as of a day."""
    from edudesk.base.form import FormBook
    from edudesk.submissions import registry

    wanted = f"{chosen.feature}_{chosen.sheet}"
    offer = next((one for one in registry.offers() if one.key == wanted), None)
    if offer is None:
        raise UserError(f"没有“{chosen.sheet}”这张表，没有导出。", "加 --list 可以查看有哪些表。")
    if chosen.format not in offer.formats:
        raise UserError(
            f"《{offer.title}》不能存成 {chosen.format}，没有导出。",
            f"请把 --format 改为 {offer.formats[0]}。",
        )
    on = day_typed(chosen.on, "没有导出")
    with open_school(chosen) as desk, screen.progress() as step:
        if chosen.feature == "school":
            on = _term_start(desk, chosen.school_year, chosen.term)
        report = offer.build(desk, Audience(chosen.audience), on)
        written = _written(desk, report, chosen, step)
    _tell(written, len(report.rows), "份" if isinstance(report, FormBook) else offer.unit)


def export_history(chosen: argparse.Namespace) -> None:
    """The ledger of one kind of dated facts, as the window shows it on a day."""
    from edudesk.base import clock
    from edudesk.roster.histories.ledger import ledger_columns
    from edudesk.roster.reports.screen import ledger_report
    from edudesk.submissions import footing

    kind, on = kind_named(chosen.kind), day_typed(chosen.on, "没有导出")
    with open_school(chosen) as desk, screen.progress() as step:
        report = ledger_report(
            kind,
            desk.histories.rows(kind.key, on=on),
            ledger_columns(kind),
            desk.school.identity(),
            on=clock.today(),
            audience=Audience(chosen.audience),
            footer=footing.footer(desk),
            as_of=on,
        )
        written = _written(desk, report, chosen, step)
    _tell(written, len(report.rows), "条")


def _written(desk: "Desk", report: "Paper", chosen: argparse.Namespace, step: Step) -> "Written":
    """The file, under a name that is free, and kept in the journal."""
    from edudesk.kit.writing import write

    target = free_name(chosen.out / f"{report.file_name}.{chosen.format}")
    with desk.exports.leaving(report, target):
        return write(report, target, step)


def _tell(written: "Written", count: int, unit: str) -> None:
    screen.say(f"已导出 {count} {unit}：{written.path}")
    for remark in written.remarks:
        screen.say(f"注意：{remark}")


def _term_start(desk: "Desk", school_year: str, term: str) -> date | None:
    """First day of the term asked for; None when none is, and the one nearest to today is meant."""
    from edudesk.base import clock
    from edudesk.school.rules import read_school_year
    from edudesk.school.rules.terms import term_of_year

    if not school_year and not term:
        return None
    year = read_school_year(school_year) if school_year else desk.school.identity().school_year
    if year is None:
        raise UserError(f"看不懂学年“{school_year}”，没有导出。", "请写成 2026-2027 这样。")
    terms = desk.terms.rows()
    wanted = (year, term or term_of_year(year, clock.today(), terms))
    start = next((row.start for row in terms if (row.school_year, row.term) == wanted), None)
    if start is None:
        there = "、".join(f"{row.school_year}学年{row.term}" for row in terms) or "还没有"
        raise UserError(f"没有{wanted[0]}学年{wanted[1]}，没有导出。", f"学校文件里的学期：{there}。")
    return date.fromisoformat(start)


class ListSheets(argparse.Action):
    """--list: prints the sheets of the feature and ends, whatever else is missing."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        chosen: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        from edudesk.submissions import registry

        feature = parser.get_default("feature")
        screen.table(
            ("表", "名称", "格式", "输出级别"),
            [
                (
                    one.key.removeprefix(f"{feature}_"),
                    one.title,
                    "、".join(one.formats),
                    "全部" if len(one.audiences) == len(Audience) else "、".join(one.audiences),
                )
                for one in registry.offers()
                if one.feature == feature
            ],
        )
        parser.exit()
