"""Which sheets of a workbook are read: those somebody ticked, else every visible one that holds something; what is told
of the others, and of the rows that were not read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from edudesk.base.errors import UserError
from edudesk.roster.intake.values import SheetChoice
from edudesk.sheets.rows import Body, Skipped
from edudesk.sheets.workbook import Sheet, Workbook


def ticked_sheets(
    workbook: Workbook,
    counts: Mapping[str, int | None],
    names: Sequence[str] | None,
    *,
    noun: str,
    advice: str,
    nothing: UserError,
) -> tuple[list[Sheet], tuple[SheetChoice, ...]]:
    """The sheets to read, and all there are with what is in each.

    counts: name -> rows that can be read, None = no sheet of this sort; names: ticked, None = nobody was asked; noun: what
    a sheet must be, 项目台账; advice: when there is none of it. Raises UserError for a named sheet that is none, and nothing.
    """
    for name in names or ():
        if counts.get(name) is None:
            there = "、".join(f"“{one.name}”" for one in workbook.sheets if counts[one.name] is not None)
            raise UserError(
                f"工作表“{name}”不是{noun}，没有导入。", f"可以导入的工作表：{there}。" if there else advice
            )
    found = [
        one
        for one in workbook.sheets
        if counts[one.name] is not None
        and (one.name in names if names is not None else not one.is_hidden and counts[one.name])
    ]
    if not found:
        raise nothing
    choices = (
        SheetChoice(one.name, counts[one.name] or 0, one.is_hidden, one in found) for one in workbook.sheets
    )
    return found, tuple(choices)


def told_unread(
    workbook: Workbook, ticked: Sequence[Sheet], counts: Mapping[str, int], unit: str
) -> tuple[str, ...]:
    """A remark on the sheets that somebody can see and that hold something, but are not read.

    counts: name -> rows that could be read; unit: of these, 人.
    """
    others = [
        f"“{one.name}”（{count} {unit}）"
        for one in workbook.sheets
        if one not in ticked and not one.is_hidden and (count := counts.get(one.name, 0))
    ]
    return (f"另有工作表{'、'.join(others)}没有读取；如需导入，请勾选后再看预览。",) if others else ()


def skipped_of(bodies: Iterable[tuple[Sheet, Body]]) -> tuple[Skipped, ...]:
    """The rows of all sheets that were not read; of several sheets each with the name of its own."""
    found = list(bodies)
    if len(found) == 1:
        return found[0][1].skipped
    return tuple(
        replace(one, text=f"{sheet.name}：{one.text}") for sheet, body in found for one in body.skipped
    )
