"""A line of 整组录入: the unit it is about, what it means now, and what stands before the cells that are typed into."""

from dataclasses import dataclass, replace

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.value import CheckForm, Unit
from edudesk.checks.rows.campaigns import DUE, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.sheets import Filled


@dataclass(slots=True)
class GridLine:
    """A unit with what its line means now. sheet: what the inspector has submitted already, which stays as it is."""

    unit: UnitRow
    sheet: SheetRow | None = None
    filled: Filled | None = None
    problems: tuple[FieldProblem, ...] = ()


def told_columns(form: CheckForm) -> list[Column]:
    """What stands before the cells that are typed into. The first does not scroll away: of a form about classes the class."""
    who, subject, classes, score, grade = (
        Column("who", "教师", Kind.NAME, 20, value=lambda row: row.who, is_shown=True),
        Column("subject", "学科", width=16, value=lambda row: row.subject, is_shown=True),
        Column("classes", "班级", width=24, value=lambda row: row.classes, is_shown=True),
        Column("score", "总分", width=14, value=lambda row: row.score, is_shown=True),
        Column("grade", "等级", width=16, value=lambda row: row.grade, is_shown=True),
    )
    about = [classes, who] if form.unit is Unit.ROOM else [who, subject, classes]
    return [*about, score, grade] if form.is_scored else [*about, replace(grade, title="录入")]


def called(unit: UnitRow) -> str:
    """The name, of who is away with the reason."""
    return unit.name if unit.state == DUE else f"{unit.name}（{unit.state}）"
