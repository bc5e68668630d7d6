"""Which sheets of a workbook are read: those somebody ticked, else every visible one that holds something."""

from collections.abc import Mapping, Sequence

from edudesk.base.errors import UserError
from edudesk.roster.intake.values import SheetChoice
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
