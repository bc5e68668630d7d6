"""Columns that many kinds of dated facts have."""

from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Privacy
from edudesk.roster.codes import history_codes


def choice(key: str, title: str, codes: str, width: float = 20, *aliases: str, **more: Any) -> Column:
    """A column of one of the code lists."""
    return Column(key, title, Kind.CHOICE, width, aliases=aliases, codes=history_codes()[codes], **more)


def month(key: str, title: str, *aliases: str, **more: Any) -> Column:
    """A date of month or day precision."""
    return Column(key, title, Kind.DATE, 20, aliases=aliases, help="如 2025-03、2025-03-01", **more)


def remark() -> Column:
    """备注, which every kind ends with."""
    return Column("remark", "备注", width=30, aliases=("说明",), privacy=Privacy.INTERNAL)
