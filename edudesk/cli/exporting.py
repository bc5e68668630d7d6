"""edudesk export: one sheet of a feature as a file, or the list of its sheets."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import open_school


def export(chosen: argparse.Namespace) -> None:
    """One sheet of a feature as xlsx or pdf, as of a day."""
    from edudesk.base.form import FormBook
    from edudesk.kit.writing import write
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
    on = _day(chosen.on)
    with open_school(chosen) as desk, screen.progress() as step:
        report = offer.build(desk, Audience(chosen.audience), on)
        target = free_name(chosen.out / f"{report.file_name}.{chosen.format}")
        desk.exports.exported(report, target.name)
        written = write(report, target, step)
    unit = "份" if isinstance(report, FormBook) else offer.unit
    screen.say(f"已导出 {len(report.rows)} {unit}：{written.path}")
    for remark in written.remarks:
        screen.say(f"注意：{remark}")


def _day(text: str) -> date | None:
    """The day typed, in any writing the roster reads; None when nothing was."""
    from edudesk.base.dates import read_date

    day = str(read_date(text).value) if text else ""
    if text and len(day) != len("2026-09-01"):
        raise UserError(f"看不懂日期“{text}”，没有导出。", "请写成 2026-09-01 这样。")
    return date.fromisoformat(day) if day else None


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
