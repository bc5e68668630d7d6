"""Stored versions of 评分标准. The shipped ones stand in forms/projects and are version 1."""

import json
from dataclasses import dataclass

from edudesk.projects.forms.standards import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardRow:
    """One version. number: of the version; since: ISO day it was made on; note: 修改说明; content: JSON of the lines;
    is_off: of no use here, a list is never 停用."""

    id: str
    version: int
    key: str
    number: int
    title: str
    since: str = ""
    note: str = ""
    content: str = ""
    is_off: str = ""

    @property
    def standard(self) -> Standard:
        """The list itself."""
        return Standard(self.key, self.number, self.title, tuple(json.loads(self.content)), self.note)
