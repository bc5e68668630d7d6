"""The list of packs: what is due, to whom, how it stands."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind
from edudesk.kit.theme import Tone
from edudesk.submissions.rows.lines import PackLine, Standing

TONES = {
    Standing.LATE: Tone.BAD,
    Standing.SOON: Tone.WARN,
    Standing.EXPORTED: Tone.BRAND,
    Standing.LATER: Tone.BRAND,
    Standing.OPEN: Tone.PLAIN,
    Standing.REPORTED: Tone.PLAIN,
}


@dataclass(frozen=True, slots=True)
class PackItem:
    """A line of the list as tables want it."""

    line: PackLine

    @property
    def id(self) -> str:
        return f"{self.line.pack.key}/{self.line.pack.subject}"


def _due(item: PackItem) -> str:
    return f"{item.line.due:%m-%d}" if item.line.due else ""


COLUMNS = (
    Column("title", "材料包", Kind.NAME, 46, value=lambda item: item.line.pack.title, is_shown=True),
    Column("addressee", "报送至", width=24, value=lambda item: item.line.pack.addressee, is_shown=True),
    Column(
        "due",
        "截止",
        width=15,
        value=_due,
        sort=lambda due: due or "99",
        is_shown=True,
    ),
    Column("files", "文件", width=15, value=lambda item: f"{len(item.line.pack.files)} 份", is_shown=True),
    Column("standing", "状态", Kind.TAG, 28, value=lambda item: item.line.words, is_shown=True),
)


def tone(item: PackItem, column: Column) -> Tone:
    """Colour of a state."""
    return TONES[item.line.standing]
