"""What is done at the school, beside who is there: the checks of a term and the projects, as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a third of a second, which a page of other figures need not wait for
    from edudesk.checks.rows.patrols import ListeningRow
    from edudesk.checks.rows.problems import ProblemRow
    from edudesk.checks.rules.over_terms import TermFigures
    from edudesk.projects.rows.lines import ProjectLine
    from edudesk.projects.rules.reminders import Node
    from edudesk.roster.rows import TeacherRow


class Covered(NamedTuple):
    """One check: how many of its units were looked at, of those that were to be."""

    id: str
    title: str
    kind: str
    done: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A term of checks. figures: of its teachers; problems: of all terms, written down by the day."""

    school_year: str
    term: str
    covered: Sequence[Covered] = ()
    figures: "TermFigures"
    problems: "Sequence[ProblemRow]" = ()
    listening: "Sequence[ListeningRow]" = ()

    @property
    def label(self) -> str:
        """2026-2027学年第一学期."""
        return f"{self.school_year}学年{self.term}"


class Taking(NamedTuple):
    """A teacher of the roster in the team of a project on the day."""

    teacher_id: str
    project_id: str


class Ended(NamedTuple):
    """A project that should have ended, or has. on: ISO day it ended, "" = it has not or nobody told; is_over: it has."""

    id: str
    title: str
    due: str
    on: str
    is_over: bool


class Made(NamedTuple):
    """A 成果 of a project with its day."""

    project_id: str
    title: str
    kind: str
    level: str
    on: str


class Late(NamedTuple):
    """What a project should have done by now."""

    line: "ProjectLine"
    node: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Projects:
    """The projects on a day. lines: all of them; ended: with an end in the school year up to the day; money: project ->
    (budget, spent by the day) in yuan."""

    lines: "Sequence[ProjectLine]" = ()
    taking: Sequence[Taking] = ()
    ended: Sequence[Ended] = ()
    made: Sequence[Made] = ()
    late: Sequence[Late] = ()
    money: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Doings:
    """checks: None = nothing was checked yet; lessons: (class, subject) -> periods of a week in the term of the day;
    year_ago: the teachers as they were a year before the day; refused: what somebody may not see, in words.

    The service reads each of them when the first figure asks for it: whoever wants a figure of the roster alone need
    not wait for the checks of a term.
    """

    checks: Checked | None = None
    projects: Projects = Projects()
    lessons: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    year_ago: "Sequence[TeacherRow]" = ()
    refused: frozenset[str] = frozenset()


NOTHING = Doings()
CHECKS, PROJECTS, LESSONS = "教学常规检查", "项目", "课程表"
