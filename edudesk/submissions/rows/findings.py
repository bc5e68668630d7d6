"""What the look before sending (报送前检查) finds: values, so that page, command and tests read the same."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    MISSING = "缺"  # should not go out like this; with a reason it can
    DOUBT = "疑"
    GOOD = "✓"


@dataclass(frozen=True, slots=True)
class Action:
    """Where it is put right. word: of the link; page: key of a page; record: id there, of yearly figures school year
    and 学段 (2026-2027 小学), of a pack the title of the file it lacks; field: Column.key; query: a ready question of the roster page (缺出生年月, 资料疑点)."""

    word: str
    page: str
    record: str = ""
    field: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. action: None where nothing is to be done."""

    level: Level
    text: str
    action: Action | None = None
