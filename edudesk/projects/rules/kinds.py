"""The kinds of a school, shipped and own, and which of them a project was made with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.projects import ProjectDraft

KindKey = tuple[str, int]


@dataclass(frozen=True)
class Kinds:
    """every: (key, version) -> kind; offered: what new projects can be, the version in force of each that is not 停用."""

    every: Mapping[KindKey, ProjectKind]
    offered: tuple[ProjectKind, ...] = ()

    @cached_property
    def newest(self) -> Mapping[str, ProjectKind]:
        """The version in force of each kind by key, of one that is offered no more the newest, in their order."""
        found: dict[str, ProjectKind] = {}
        for (key, version), kind in self.every.items():
            if key not in found or version > found[key].version:
                found[key] = kind
        return found | {kind.key: kind for kind in self.offered}

    def of(self, project: ProjectDraft) -> ProjectKind:
        """The kind a project was made with; another version of it when that one is gone, an empty one when all are."""
        found = self.every.get((project.kind, project.kind_version)) or self.newest.get(project.kind)
        return found or ProjectKind(project.kind, project.kind, project.kind, project.kind, ())

    def read(self, word: str) -> ProjectKind | None:
        """The kind a person means: its key, title, short name, or one of its subkinds; None for none."""
        word = word.strip()
        for kind in self.offered:
            if word in (kind.key, kind.title, kind.short):
                return kind
        return next((kind for kind in self.offered if word and word in kind.subkinds), None)
