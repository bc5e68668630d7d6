"""职称结构 and 年龄结构 as bars, on the roster page and on the start page."""

from collections.abc import Sequence

from edudesk.kit.bars import BarLine
from edudesk.kit.theme import Tone
from edudesk.roster.rules import Share


def bars_of(shares: Sequence[Share], tone: Tone) -> list[BarLine]:
    """One bar for each share of the staff."""
    return [
        BarLine(share.label, share.count / share.total if share.total else 0.0, f"{share.count} 人", tone)
        for share in shares
    ]
