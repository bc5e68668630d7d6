"""骨干 and other honours in one cell: 市骨干教师(2019.6), three of them on three lines (花名册导入 M27, M28)."""

import re
from typing import Final

from edudesk.base.readings import Reading
from edudesk.roster.codes import tier_of
from edudesk.roster.histories.honours import HONOUR, highest
from edudesk.roster.intake.told import Item, half, lines_of, split_date, told

_BETWEEN: Final = "\n;；、,，"  # marks between two honours
_YEAR = re.compile(r"[(\[]?((?:19|20)[0-9]{2})年?[)\]]?$")
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
    told_in, years = honours_in(typed), years_in(typed)
    unknown = "”“".join(one["name"] for one in told_in if tier_of(one["name"]) is None)
    doubts = [f"称号梯队中没有“{unknown}”，请核对"] if unknown else []
    if years:
        doubts.append("获得时间只写了年份，没有月份，此项留空，请补录")
    if not told_in or (len(told_in) == 1 and told_in[0] == {"name": typed} and not doubts):
        return None
    rows = [HONOUR.made("", one) for one in told_in]
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
        note="；".join(years),
        items=items,
        doubt="；".join(doubts),
    )


def honours_in(typed: str) -> list[dict[str, str]]:
    """name, and where the cell tells them level and awarded, of each honour in a cell."""
    lines = [split_date(line) for line in lines_of(half(typed), _BETWEEN)]
    if len(lines) == 1 and not lines[0][1] and not _YEAR.search(lines[0][0]):
        return [{"name": lines[0][0]}] if lines[0][0] else []
    every = [(_YEAR.sub("", name).strip(), day) for name, day in lines]
    return [
        {key: text for key, text in (("name", name), ("level", honour_level(name)), ("awarded", day)) if text}
        for name, day in every
        if name
    ]


def years_in(typed: str) -> list[str]:
    """2023 for 市学科带头人2023: no date without a month, so it is kept as a note."""
    lines = [split_date(line) for line in lines_of(half(typed), _BETWEEN)]
    return [
        f"{_YEAR.sub('', name).strip()}：{found[1]}年"
        for name, day in lines
        if not day and (found := _YEAR.search(name)) and _YEAR.sub("", name).strip()
    ]


def honour_level(name: str) -> str:
    """国家级 … 校级 as the name of an honour tells; "" when it does not."""
    return next((level for pattern, level in _LEVEL_WORDS if pattern.search(name)), "")
