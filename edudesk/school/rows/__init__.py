"""What the school keeps: frozen rows and the columns that screen, paper and import share.

Here stands the identity, which every start of the program shows; the rest is imported from its modules.
"""

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
