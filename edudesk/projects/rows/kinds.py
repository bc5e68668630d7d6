"""Kinds of projects as a school keeps its own copies. The shipped ones stand in forms/projects and are version 1."""

import json
from dataclasses import dataclass
from functools import lru_cache

from edudesk.projects.forms.reading import kind_of
from edudesk.projects.forms.value import ProjectKind
from edudesk.store.editions import OwnVersionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KindVersionRow(OwnVersionRow):
    """A stored version. content: JSON of the kind."""

    family: str

    @property
    def kind(self) -> ProjectKind:
        """The kind itself."""
        return _read(self.content)


@lru_cache(maxsize=256)
def _read(content: str) -> ProjectKind:
    """Asked for with every list; the same text is the same kind."""
    return kind_of(json.loads(content))
