"""Kinds of projects as a school keeps its own copies. The shipped ones stand in forms/projects and are version 1."""

import json
from dataclasses import dataclass

from edudesk.projects.forms.reading import kind_of
from edudesk.projects.forms.value import ProjectKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KindVersionRow:
    """One stored version. number: of the version; since: ISO day; note: 修改说明; content: JSON of the kind; is_off: 是 =
    offered no more (停用), its projects keep it."""

    id: str
    version: int
    key: str
    number: int
    family: str
    title: str
    since: str
    note: str
    content: str
    is_off: str

    @property
    def kind(self) -> ProjectKind:
        """The kind itself."""
        return kind_of(json.loads(self.content))
