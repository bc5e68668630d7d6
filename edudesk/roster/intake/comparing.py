"""Our roster beside somebody else's: the preview of an import that is never written, as differences.

What reading, matching and equality mean is the import's own; here its outcome is only turned into lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from edudesk.base.dates import same_day
from edudesk.base.ids import may_be
from edudesk.base.masking import mask_numbers
from edudesk.base.readings import Level
from edudesk.roster.intake.values import ImportPreview, PreviewRow, Problem, RowState
from edudesk.roster.rows import COLUMN, FIELDS, TeacherDraft, TeacherRow
from edudesk.roster.rules import is_present

LISTED = "列在名单中"
_WHO = ("gender", "subject", "title")  # of a person whom one side alone has


class Kind(StrEnum):
    """What differs; the words are printed."""

    OURS = "只在本校"
    THEIRS = "只在对方"
    DIFFERENT = "内容不同"
    BLANK = "一方空缺"
    UNCLEAR = "无法比对"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line. key: field, "" for the whole person; ours, theirs: as stored and as read, unmasked; place: row
    or cell of the file; remark: why it cannot be compared, or where masked numbers differ; teacher_id: "" for
    somebody we do not have."""

    id: int
    kind: Kind
    name: str
    key: str = ""
    ours: str = ""
    theirs: str = ""
    place: str = ""
    remark: str = ""
    teacher_id: str = ""

    @property
    def field(self) -> str:
        """最高学历·毕业院校; "" for the whole person."""
        return COLUMN[self.key].full_title if self.key else ""


@dataclass(frozen=True)
class Comparison:
    """All differences: people whom one side alone has first, then person by person as in the file.

    matched: people on both sides, same: those of them without any difference; compared, absent: fields the
    file holds and those of ours it does not; remarks: about the sheets as a whole.
    """

    file: str
    sheet: str
    differences: tuple[Difference, ...]
    matched: int
    same: int
    compared: tuple[str, ...]
    absent: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    def count(self, kind: Kind) -> int:
        """Lines of this kind."""
        return sum(one.kind is kind for one in self.differences)


def compare(preview: ImportPreview, existing: Sequence[TeacherRow]) -> Comparison:
    """existing: the teachers the preview was made against."""
    teachers = {one.id: one for one in existing}
    fields = {one.field for one in preview.columns if one.field and not one.is_compared}
    compared = tuple(key for key in FIELDS if key in fields)
    doubts = _doubts(preview.problems)
    whole = [*map(_only_ours, preview.missing)]
    single: list[Difference] = []
    matched = same = 0
    for row in preview.rows:
        told = doubts.get((row.sheet, row.row), {})
        if row.state is RowState.ERROR:
            whole.append(_unclear(row, told.values()))
        elif row.state is RowState.NEW:
            whole.append(_only_theirs(row))
        else:
            found = list(_of_person(row, teachers[row.teacher_id], compared, told))
            single += found
            matched += 1
            same += not found
    order = list(Kind)
    whole.sort(key=lambda one: order.index(one.kind))
    held = [key for key in FIELDS if any(getattr(one, key) for one in existing)]
    return Comparison(
        file=preview.file,
        sheet=preview.sheet,
        differences=tuple(replace(one, id=number) for number, one in enumerate((*whole, *single), 1)),
        matched=matched,
        same=same,
        compared=compared,
        absent=tuple(key for key in held if key not in fields and key != "id_status"),
        remarks=preview.remarks,
    )


def _doubts(problems: Sequence[Problem]) -> dict[tuple[str, int], dict[str, Problem]]:
    """The gravest remark on each cell that could not be taken as it stands."""
    doubts: dict[tuple[str, int], dict[str, Problem]] = {}
    for one in problems:
        if one.row and one.level in (Level.WARNING, Level.ERROR):
            of_row = doubts.setdefault((one.sheet, one.row), {})
            if one.key not in of_row or one.level is Level.ERROR:
                of_row[one.key] = one
    return doubts


def _only_ours(teacher: TeacherRow) -> Difference:
    return Difference(0, Kind.OURS, teacher.name, ours=_who(teacher), teacher_id=teacher.id)


def _only_theirs(row: PreviewRow) -> Difference:
    return Difference(0, Kind.THEIRS, row.base.name, theirs=_who(row.base), place=_row_of(row))


def _unclear(row: PreviewRow, problems: Iterable[Problem]) -> Difference:
    reasons = "；".join(_reason(one) for one in problems if one.level is Level.ERROR)
    return Difference(
        0, Kind.UNCLEAR, row.base.name, theirs=_who(row.base), place=_row_of(row), remark=reasons
    )


def _reason(problem: Problem) -> str:
    """What is said, without what an import would do about it or wants done."""
    return problem.text.partition("，此项")[0].partition("，请")[0]


def _who(person: TeacherDraft) -> str:
    return "，".join(text for key in _WHO if (text := getattr(person, key)))


def _row_of(row: PreviewRow) -> str:
    return f"{row.sheet}!第 {row.row} 行" if row.sheet else f"第 {row.row} 行"


def _of_person(
    row: PreviewRow, teacher: TeacherRow, compared: Sequence[str], doubts: Mapping[str, Problem]
) -> Iterator[Difference]:
    changed = {change.key for change in row.changes}
    for key in compared:
        ours, theirs, doubt = getattr(teacher, key), row.values.get(key, ""), doubts.get(key)
        kind = _kind(key, teacher, theirs, key in changed, doubt)
        if kind is None:
            continue
        remark = _reason(doubt) if kind is Kind.UNCLEAR and doubt is not None else ""
        shown = theirs or (doubt.value if doubt is not None else "")
        yield Difference(
            0, kind, teacher.name, key, ours, shown, _row_of(row),
            remark or _where(key, ours, shown), teacher.id,
        )  # fmt: skip
    if "status" not in compared and not is_present(teacher):
        yield Difference(
            0, Kind.DIFFERENT, teacher.name, "status", teacher.status, LISTED, _row_of(row), "", teacher.id
        )


def _kind(key: str, teacher: TeacherRow, theirs: str, is_changed: bool, doubt: Problem | None) -> Kind | None:
    """What differs between a field of ours and what the file says of it; None when nothing does."""
    ours = getattr(teacher, key)
    if not theirs and doubt is not None and doubt.value:  # something stands there that is no value
        fits = _fits(key, doubt.value, ours)
        return Kind.UNCLEAR if fits is None else None if fits else Kind.DIFFERENT
    if not theirs or not ours:
        return Kind.BLANK if theirs or ours else None
    if key == "id_no":
        return Kind.DIFFERENT if theirs != ours else None
    if key == "birth":  # an import may take it for the date of the 档案
        return None if same_day(theirs, ours) else Kind.DIFFERENT
    return Kind.DIFFERENT if is_changed else None


def _fits(key: str, remnant: str, ours: str) -> bool | None:
    """Whether what stars or Excel have left may be ours; None when that says nothing."""
    if not ours:
        return None
    if COLUMN[key].is_masked:
        return may_be(remnant, ours)
    return True if remnant == mask_numbers(ours) else None


def _where(key: str, ours: str, theirs: str) -> str:
    """Numbers are starred on screen and paper, so that the places where they differ have to be told."""
    if not (COLUMN[key].is_masked and ours and theirs):
        return ""
    if len(ours) != len(theirs):
        return f"本校 {len(ours)} 位，对方 {len(theirs)} 位"
    pairs = enumerate(zip(ours, theirs, strict=True), 1)
    places = [str(place) for place, (one, other) in pairs if one != other and other.isalnum()]
    if not places:
        return ""
    return f"第 {'、'.join(places)} 位不同" if len(places) <= 4 else f"有 {len(places)} 位不同"
