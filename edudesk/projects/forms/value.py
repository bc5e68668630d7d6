"""A kind of project: its stages and the limits it sets. Shaped as forms/projects/kinds.toml and flows.toml say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

PHASES: Final = ("项目库", "申报", "立项", "实施", "结题", "已结题", "暂停", "停止")
POOL, APPLYING, APPROVED, RUNNING, ENDING, ENDED, HALTED, STOPPED = PHASES
LIVE: Final = frozenset((APPROVED, RUNNING, ENDING, HALTED))
"""Phases of a project that is on (在研)."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a stage should be reached: months after another stage, a share of the period in per cent, or days before
    the end."""

    after: str = ""
    months: int = 0
    share: int | None = None
    before_end: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the main line, in order. needs: documents that should be there before it is entered."""

    name: str
    phase: str
    short: str = ""
    is_optional: bool = False
    is_dot: bool = False
    approves: bool = False
    is_graded: bool = False
    needs: tuple[str, ...] = ()
    outputs: int = 0
    due: Due | None = None

    @property
    def label(self) -> str:
        """As a narrow place prints it."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class SideState:
    """A state beside the main line. of: phases or stages it is entered from; to: stages it may go on to; goes_back: also
    to the stage it came from; pauses: nothing is due meanwhile."""

    name: str
    phase: str
    of: tuple[str, ...]
    to: tuple[str, ...] = ()
    goes_back: bool = False
    pauses: bool = False


@dataclass(frozen=True)
class ProjectKind:
    """One kind; the fields are explained in forms/projects/kinds.toml."""

    key: str
    title: str
    short: str
    family: str
    stages: tuple[Stage, ...]
    sides: tuple[SideState, ...] = ()
    version: int = 1
    subkinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    one_per_leader: bool = True
    leaders: int = 1
    core_most: int | None = None
    others_most: int | None = None
    all_most: int | None = None
    leader_titles: tuple[str, ...] = ()
    recommenders: int = 2
    excludes: tuple[str, ...] = ()
    practice_years: int = 0
    title_most: int = 32
    is_plain_title: bool = False
    names_subkind: bool = False
    stage_rows: int = 10
    final_rows: int = 3
    reminders: tuple[int, ...] = (60, 30, 7)
    yearly: int = 0
    results_month: int = 0
    is_studio: bool = False
    source: str = ""
    note: str = ""

    @property
    def first(self) -> str:
        """The stage a project begins in."""
        return self.stages[0].name

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one.name: place for place, one in enumerate(self.stages)}

    @cached_property
    def _sides(self) -> Mapping[str, SideState]:
        return {one.name: one for one in self.sides}

    @cached_property
    def _phases(self) -> Mapping[str, str]:
        sides = {one.name: one.phase for one in self.sides}
        return sides | {one.name: one.phase for one in self.stages}

    def stage(self, name: str) -> Stage | None:
        """A stage of the main line; None for a side state or a word the kind does not know."""
        place = self._places.get(name)
        return None if place is None else self.stages[place]

    def side(self, name: str) -> SideState | None:
        """A state beside the main line."""
        return self._sides.get(name)

    def place(self, name: str) -> int:
        """Where a stage stands on the main line; -1 when it does not."""
        return self._places.get(name, -1)

    @property
    def applies_in(self) -> str:
        """The phase of its 申报: of an award, or of a school to be named, at the end of the way."""
        return next((one.phase for one in self.stages_needing("申报书")), APPLYING)

    def stages_needing(self, document: str) -> tuple[Stage, ...]:
        """The stages that ask for a document."""
        return tuple(one for one in self.stages if document in one.needs)

    def phase(self, name: str) -> str:
        """The phase of a stage or side state; "" for a word the kind does not know."""
        return self._phases.get(name, "")

    def names(self) -> tuple[str, ...]:
        """All stages and side states."""
        return (*(one.name for one in self.stages), *(one.name for one in self.sides))

    def label(self, level: str, subkind: str = "") -> str:
        """How lists call a project of it: 市规划课题, 校级微课题; 集团名师工作室."""
        region = level if level in ("校级", "集团") else level.removesuffix("级")
        return f"{region}{subkind if self.names_subkind and subkind else self.short}"
