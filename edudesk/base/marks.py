"""What stands in a cell in place of a value. Imported by the child that reads sheets: keep it lean."""

from typing import Final

EXCEL_ERRORS: Final = frozenset(
    (
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#GETTING_DATA",
    )
)  # fmt: skip

UNCOUNTED: Final = "（公式没有结果）"
"""For a formula whose result the file does not hold: a program wrote it that does not calculate (M41)."""
