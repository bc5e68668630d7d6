"""A list that the program goes by and that a school edits as a table (巡课情况, 考核等第): one version of it."""

from collections.abc import Mapping
from dataclasses import dataclass

Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standard:
    """One list in one version. lines: each Column.key -> text, as it is typed; note: what changed in this version."""

    key: str
    version: int
    title: str
    lines: tuple[Line, ...]
    note: str = ""
