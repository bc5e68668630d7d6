"""What the school keeps: frozen rows and the columns that screen, paper and import share."""

from edudesk.school.rows.identity import (
    COLUMN,
    COLUMNS,
    FIELDS,
    FOUNDING,
    GROUPS,
    STAGES,
    SchoolDraft,
    SchoolRow,
)

__all__ = ["COLUMN", "COLUMNS", "FIELDS", "FOUNDING", "GROUPS", "STAGES", "SchoolDraft", "SchoolRow"]
