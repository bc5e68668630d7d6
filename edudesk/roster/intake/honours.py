"""骨干 and other honours in one cell: 市骨干教师(2019.6), three of them on three lines (花名册导入 M27, M28)."""

import re
from typing import Final

from edudesk.base.readings import Reading
from edudesk.roster.histories.honours import HONOUR, highest
from edudesk.roster.intake.told import Item, half, lines_of, split_date, told

_ALWAYS: Final = "9999"  # a day on which every honour without an end holds
_LEVEL_WORDS = (
    (re.compile("全国|国家|人民教育家|国务院"), "国家级"),
    (re.compile("省|特级教师"), "省级"),
    (re.compile("校级|^校|本校"), "校级"),
    (re.compile("县|区"), "县区级"),
    (re.compile("市"), "市级"),
)


def honour(typed: str) -> Reading | None:
    """The highest honour by its ladder; the others for the history. One plain honour stays as it is."""
    lines = [split_date(line) for line in lines_of(half(typed), "\n;；、,，")]
    named = [(name, day) for name, day in lines if name]
    if not named or (len(named) == 1 and not named[0][1]):
        return None
    rows = [
        HONOUR.made("", {"name": name, "level": honour_level(name), "awarded": day}) for name, day in named
    ]
    best = highest(rows, _ALWAYS) or rows[0]
    items: list[Item] = [
        ("honour", {key: text for key in ("name", "level", "awarded") if (text := getattr(row, key))})
        for row in rows
        if row is not best
    ]
    return told(
        "honour",
        typed,
        best.name,
        more={"honour_date": best.awarded},
        hints={"honour_level": best.level},
        items=items,
    )


def honour_level(name: str) -> str:
    """国家级 … 校级 as the name of an honour tells; "" when it does not."""
    return next((level for pattern, level in _LEVEL_WORDS if pattern.search(name)), "")
