"""Schools for the figures: as the plans of two of them tell it, and small ones made for one question."""

from datetime import date

from edudesk.indicators.rows.values import Result
from edudesk.indicators.rules.judging import results
from edudesk.indicators.rules.settings import Settings
from edudesk.roster.histories.honours import Honour
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.reports.facts import Facts
from edudesk.roster.rows import TeacherRow
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.classes import ClassRow
from edudesk.school.rows.stats import StatsRow
from tests.roster.people import teacher

ON = date(2026, 9, 1)
YEAR = "2026-2027"


def people(number: int, start: int = 0, **fields) -> list[TeacherRow]:
    """So many of the same kind, with ids of their own."""
    usual = {"stage": "小学", "status": "在岗", "staff_category": "专任教师", "subject": "语文"}
    return [teacher(f"师{start + n}", id=f"t{start + n}", **{**usual, **fields}) for n in range(number)]


def stats(stage: str = "小学", **fields) -> StatsRow:
    """The yearly figures of a 学段."""
    return StatsRow(id=f"s{stage}", version=1, school_year=YEAR, stage=stage, **fields)


def classes(*sizes: int | None, stage: str = "小学", grade: str = "一年级") -> list[ClassRow]:
    """Classes of one grade by their size."""
    return [
        ClassRow(
            id=f"{grade}{number}", version=1, name=f"{grade[0]}（{number}）班", class_key="",
            school_year=YEAR, stage=stage, grade=grade, number=number, size=size,
        )
        for number, size in enumerate(sizes, 1)
    ]  # fmt: skip


def school(teachers, *figures: StatsRow, rows=(), kind: str = "小学", ledger=None, on: date = ON) -> Facts:
    """The school on a day. ledger: key of a kind -> (teacher, fact) pairs."""
    held = ledger or {}

    def told(key: str) -> list[LedgerLine]:
        return [LedgerLine(teacher=row, held=fact) for row, fact in held.get(key, ())]

    return Facts(
        SchoolDraft(name="示例学校", stage=kind, school_year=YEAR),
        on,
        on,
        tuple(teachers),
        told,
        rows,
        figures,
    )


def honours(rows, name: str) -> list[tuple[TeacherRow, Honour]]:
    """One valid honour each."""
    return [
        (row, Honour(id=f"h{row.id}{name}", teacher_id=row.id, name=name, level="市级", begins="2020-01"))
        for row in rows
    ]


def figures(facts: Facts, settings: Settings | None = None) -> dict[str, Result]:
    """The results of a school of one 学段, by id."""
    return {one.indicator.id: one for one in results(facts, settings)}
