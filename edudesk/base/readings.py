"""What one typed or imported cell means: the value, and what has to be said about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EMPTY_MARKS: Final = frozenset(
    (
        "/",
        "//",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        "一一",
        "／",
        "无",
        "暂无",
        "没有",
        "不详",
        "未详",
        "未知",
        "N/A",
        "n/a",
    )
)
"""What people write where there is nothing to write."""


class Level(StrEnum):
    """How serious a remark on a cell is (花名册导入 1.4).

    NOTICE: converted, value certain. WARNING: imported, this field left empty or doubtful.
    ERROR: the row cannot be imported.
    """

    OK = "ok"
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"

    @property
    def word(self) -> str:
        """The printed word of the level."""
        return {"ok": "", "notice": "提示", "warning": "提醒", "error": "错误"}[self.value]


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of one cell. value "" or None = leave the field empty; text: why, in Chinese."""

    value: str | float | None
    level: Level = Level.OK
    text: str = ""

    @property
    def refusal(self) -> str:
        """The text where a person typed: an import leaves the field empty, a form keeps the old value."""
        return self.text.partition("，此项留空")[0]
