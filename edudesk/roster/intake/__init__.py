"""The roster import up to its preview: pure, nothing is written here (花名册导入 M1–M26). service.py writes."""

from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import (
    ColumnMatch,
    FieldChange,
    How,
    ImportPreview,
    PreviewRow,
    Problem,
    RowState,
    SheetChoice,
    fields_to_apply,
)
from edudesk.sheets.rows import Skipped

__all__ = [
    "ColumnMatch",
    "FieldChange",
    "How",
    "ImportPreview",
    "PreviewRow",
    "Problem",
    "RowState",
    "SheetChoice",
    "Skipped",
    "fields_to_apply",
    "preview_roster",
]
