"""What waits to be handed in, for the start page."""

from collections.abc import Sequence
from datetime import date, timedelta

from edudesk.base.due import Due
from edudesk.base.words import shortened
from edudesk.submissions.listing import lines
from edudesk.submissions.rows.lines import PackLine, Standing
from edudesk.submissions.sources import Sources

_LATE_DAYS = 30  # what is later than that was handed in by other ways, or nobody waits for it
_URGENT = (Standing.LATE, Standing.SOON)


class PackDues:
    """待办与到期 of the packs."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def dues(self, today: date) -> Sequence[Due]:
        """The packs whose day comes within a fortnight or went by lately, and that were not made yet."""
        first = today - timedelta(_LATE_DAYS)
        found = lines(self._sources)
        return [
            _due(one, one.due) for one in found if one.standing in _URGENT and one.due and one.due >= first
        ]


def _due(line: PackLine, day: date) -> Due:
    pack = line.pack
    to = f"（{pack.addressee}）" if pack.addressee else ""
    return Due(
        text=f"报送：{shortened(pack.title)}{to}",
        feature="报送",
        page="submissions",
        record=f"{pack.key}/{pack.subject}",
        day=day.isoformat(),
    )
