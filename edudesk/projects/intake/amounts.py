"""Amounts of money in a 台账: the unit a cell says wins, then that of its head, then “单位：万元” above the table."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from edudesk.base.readings import Level
from edudesk.projects.rules.entering import MOST_YUAN
from edudesk.projects.rules.money import printed_yuan

_FACTORS: Final = {"亿": 100_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000}
_AMOUNT: Final = re.compile(
    r"^(?:人民币|[¥￥])?\s*(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(亿|百万|万|千)?\s*(元|圆|块)?\s*(?:整|人民币)?$"
)
_UNIT: Final = re.compile(r"(百万|万|千)?元")
_ABOVE: Final = re.compile(r"单位[:：]?\s*(?:人民币)?\s*((?:百万|万|千)?元)")
_SMALL: Final = 1_000  # yuan: below it an amount without any unit is hardly meant so
_GREAT: Final = 10_000  # 万元: a hundred million yuan


@dataclass(frozen=True, slots=True)
class Amount:
    """yuan: None when it cannot be told; text: a remark for the cell, "" = none."""

    yuan: float | None
    level: Level = Level.OK
    text: str = ""


def unit_of(head: str, above: Iterable[str] = ()) -> int | None:
    """Yuan in one unit of a column: told by its head (经费（万元）), else above the table (单位：万元); None = nowhere."""
    if found := _UNIT.search(head):
        return _FACTORS.get(found[1], 1)
    if "万" in head:
        return _FACTORS["万"]
    told = next((one[1] for text in above if (one := _ABOVE.search(text))), "")
    return _FACTORS.get(told.removesuffix("元"), 1) if told else None


def read_amount(raw: object, unit: int | None) -> Amount:
    """The amount of a cell, a number or a text with or without its own unit. unit: of the column, None = not told."""
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    found = _AMOUNT.match(text)
    if found is None:
        return Amount(None, Level.WARNING, f"“{text}”看不懂是多少钱，预算留空")
    digits, thousands, word = found.groups()
    has_own = bool(thousands or word)
    factor = _FACTORS.get(thousands, 1) if has_own else unit or 1
    yuan = (Decimal(digits.replace(",", "")) * factor).quantize(Decimal("0.01"))
    told = f"按 {printed_yuan(yuan)} 元登记"
    if yuan > MOST_YUAN:
        return Amount(None, Level.WARNING, f"“{text}”合 {printed_yuan(yuan)} 元，请核对单位；预算留空")
    if has_own and unit is not None and factor != unit:
        return Amount(float(yuan), Level.NOTICE, f"单元格写的是“{text}”，和表头的单位不同，{told}")
    if not has_own and unit is None and 0 < yuan < _SMALL:
        advice = "如果是万元，请在表头写明单位（如“经费（万元）”）后再导入"
        return Amount(float(yuan), Level.WARNING, f"没有写单位，{told}；{advice}")
    if not has_own and factor > 1 and yuan >= _GREAT * factor:
        return Amount(float(yuan), Level.WARNING, f"{told}，请核对单位是不是元")
    return Amount(float(yuan))
