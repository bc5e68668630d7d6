"""What the papers of the projects are made from, and what every one of them has: title, notes, who may have it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from edudesk.base import files
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy, mask_numbers
from edudesk.base.report import A4, Report, report_columns, report_rows
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.stages import Dot
from edudesk.projects.rules.words import year_told
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.school.rows import SchoolDraft

IN_HOUSE: Final = (Audience.INTERNAL, Audience.BUREAU)
NOTICE: Final = (*IN_HOUSE, Audience.SCHOOL_NOTICE)
REFERENCE: Final = "参考模板"


@dataclass(frozen=True)
class ProjectFacts:
    """The projects on paper. participation: (teachers in a live project, teachers at school) of the whole school on that day; lines: reads those wanted for a list, in its order; dossiers: reads them with all that
    belongs to them; dossier: the project a paper is about, None = an empty form; year: of yearly papers, "" = the last
    one told; record: id of the change a paper is about, "" = all that wait; kit: the documents that lie beside it as papers, with their place there (附件5); batch: the round of that year that is handed in, "" = the last one; dots: the dated lines of some projects by id."""

    school: SchoolDraft
    on: date
    today: date
    footer: str = ""
    lines: Callable[[], Sequence[ProjectLine]] = tuple
    dossiers: Callable[[], Sequence[Dossier]] = tuple
    dossier: Dossier | None = None
    year: str = ""
    participation: Callable[[], tuple[int, int]] = lambda: (0, 0)
    batch: str = ""
    record: str = ""
    kit: Mapping[str, str] = field(default_factory=dict)
    dots: Callable[[Sequence[str]], Mapping[str, tuple[Dot, ...]]] = lambda _ids: {}

    def year_of(self, dossier: Dossier, part: str = "") -> str:
        """The calendar year that a paper about a part (yearly, measures, scores; "" = any) of a project is about."""
        return self.year or year_told(dossier, self.today, part)

    def file_name(self, title: str, audience: Audience, *, is_anonymous: bool = False) -> str:
        """Whose, what, of which project and day, for whom; of an anonymous paper not whose."""
        about = f"_{self.dossier.project.title}" if self.dossier is not None else ""
        rest = f"{title}{about[:24]}_{self.on:%Y%m%d}"
        return (
            files.safe_name(rest)
            if is_anonymous
            else files.safe_name(self.school.name, f"_{rest}_{audience.mark}")
        )


def plain(key: str, title: str, width: float, kind: Kind = Kind.TEXT, parent: str = "") -> Column:
    """A column of a small table that no screen shows."""
    return Column(key, title, kind, width, parent=parent, privacy=Privacy.PUBLIC)


def table(
    key: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    facts: ProjectFacts,
    audience: Audience,
    notes: tuple[str, ...] = (),
    *,
    is_grouped: bool = False,
) -> Report:
    """A table inside a paper. Numbers of people are starred as the audience asks."""
    shown = rows if audience is Audience.INTERNAL else [[_masked(cell) for cell in row] for row in rows]
    return Report(
        key=key,
        title=title,
        unit="",
        on=facts.today,
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in shown),
        notes=notes,
        signature=(),
        paper=A4,
        audience=audience,
        is_grouped=is_grouped,
    )


def _masked(cell: object) -> object:
    return mask_numbers(cell) if isinstance(cell, str) else cell


def listed(
    rows: Sequence[object], columns: Sequence[Column], audience: Audience
) -> tuple[tuple[Column, ...], tuple[tuple[object, ...], ...]]:
    """Columns and cells of a list with its running number, as this audience may see them."""
    shown = report_columns(columns, audience)
    cells = report_rows(rows, shown, audience)
    return (SEQUENCE, *shown), tuple((number, *row) for number, row in enumerate(cells, 1))
