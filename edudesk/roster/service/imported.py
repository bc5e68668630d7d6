"""What an import did: told the same way by every room that takes rows of a workbook."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from edudesk.store.work import Work

if TYPE_CHECKING:
    from edudesk.roster.intake.values import Preview


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in rows. entry: its seq in the journal, None when nothing was to be written; gone: people
    marked as having left."""

    new: int
    changed: int
    same: int
    error: int
    entry: int | None
    gone: int = 0


def concluded(work: Work, preview: "Preview[Any]", new: int, changed: int = 0, gone: int = 0) -> ImportResult:
    """What an import did, once all of it is written; its entry keeps of which file and sheet."""
    work.detail = {"file": preview.file, "sheet": preview.sheet}
    counts, entry = preview.counts, work.seq if work.changes else None
    return ImportResult(new, changed, counts["same"], counts["error"], entry, gone)
