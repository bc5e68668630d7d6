"""Words typed after an option that mean more than text: days, kinds of dated facts."""

from datetime import date
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError

if TYPE_CHECKING:
    from edudesk.roster.histories import HistoryKind


def day_typed(text: str, left_undone: str) -> date | None:
    """The day, in any writing the roster reads; None when nothing was typed.

    left_undone: 没有导出, said when it cannot be read.
    """
    from edudesk.base.dates import read_date

    day = str(read_date(text).value) if text else ""
    if text and len(day) != len("2026-09-01"):
        raise UserError(f"看不懂日期“{text}”，{left_undone}。", "请写成 2026-09-01 这样。")
    return date.fromisoformat(day) if day else None


def kind_named(word: str) -> "HistoryKind":
    """The kind of this title or key."""
    from edudesk.roster.histories import KINDS

    for kind in KINDS:
        if word in (kind.title, kind.key):
            return kind
    known = "、".join(f"{kind.title}（{kind.key}）" for kind in KINDS)
    raise UserError(f"没有“{word}”这种发展记录。", f"--kind 可以写：{known}。")
