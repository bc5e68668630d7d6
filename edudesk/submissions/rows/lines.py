"""A line of the list of packs: the pack, its day in the school year, and how it stands."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from edudesk.submissions.rows.packs import Pack
from edudesk.submissions.rows.sendings import SendingRow


class Standing(Enum):
    """How a pack stands in a school year."""

    REPORTED = "reported"  # handed over
    EXPORTED = "exported"  # made, not yet said to be handed over
    LATE = "late"  # its day is gone
    SOON = "soon"  # within a fortnight
    LATER = "later"
    OPEN = "open"  # no day


@dataclass(frozen=True, slots=True)
class PackLine:
    """due: None = no fixed day; last: the newest sending of the school year, None = none yet; words: 已报 10-12."""

    pack: Pack
    due: date | None
    last: SendingRow | None
    standing: Standing
    words: str
