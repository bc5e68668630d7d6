"""The preview of a roster import: sheets, columns, people, and what importing each would do. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.making import maker
from edudesk.base.memory import uncollected
from edudesk.base.readings import Level
from edudesk.roster.histories import HistoryKind
from edudesk.roster.intake import namesakes
from edudesk.roster.intake.changes import changes_to, new_teacher
from edudesk.roster.intake.deciding import Choices, Recall
from edudesk.roster.intake.doubles import Matched, joined
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.ledger.heads import kind_rather
from edudesk.roster.intake.matching import Match, Matcher
from edudesk.roster.intake.parts import Part, Parts
from edudesk.roster.intake.people import PeopleReader
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.subjects import ask_groups
from edudesk.roster.intake.ticking import skipped_of
from edudesk.roster.intake.told import Item
from edudesk.roster.intake.values import ColumnMatch, ImportPreview, PreviewRow, Problem, RowState
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present
from edudesk.school.rules.class_names import class_names
from edudesk.sheets.workbook import Sheet, Workbook

Tried = Callable[[Mapping[str, Mapping[str, str]], str], Mapping[str, Mapping[str, str]]]
"""(teacher id -> field -> value wanted, effective ISO day) -> teacher id -> field -> why it may not be changed."""

Previewed = tuple[PreviewRow, PeopleReader]
"""A row, and who can say where its cells stand."""

_known_row = maker(PreviewRow)


@uncollected()
def preview_roster(
    workbook: Workbook,
    existing: Sequence[TeacherRow],
    *,
    binned: Sequence[TeacherRow] = (),
    file: str = "",
    sheets: Sequence[str] | None = None,
    choices: Choices | None = None,
    recall: Recall | None = None,
    answers: Mapping[str, str] | None = None,
    leaving: Mapping[str, str] | None = None,
    as_of: str | None = None,
    subject_groups: Mapping[str, str] | None = None,
    dated: Mapping[tuple[str, str], Sequence[Any]] | None = None,
    tried: Tried | None = None,
    include_hidden: bool = False,
    school_year: str = "",
    kind: str = "",
    step: Step = silent,
) -> ImportPreview:
    """What importing the ticked sheets would do to the teachers in existing.

    binned: teachers in the recycle bin, whom a new person may be; file: name shown to the user; sheets: their
    names, None = as proposed; recall: fingerprint of a header -> (ColumnMatch.name -> field or "") remembered
    of an earlier import; answers: Question.key -> answer; leaving: teacher id -> status of people who are not
    in the file and are to be marked as gone; as_of: ISO day changes take effect, None = as the title says;
    subject_groups: local subjects -> the one they count as, answered before;
    dated: (teacher id, kind) -> rows of the histories that are there already; tried: asks what may not be changed
    (TeacherService.try_import);
    include_hidden: hidden and filtered rows too; school_year, kind: of the school, for the names of classes.
    Raises UserError when there is no such sheet or no header in it.
    """
    step(0, 0, "正在识别表头和各列")
    found = Parts(workbook, include_hidden, school_year, kind)
    questions = Questions(answers)
    ticked = _ticked(found, workbook, file, sheets)
    step(0, sum(len(one.rows) for one in ticked), "正在读取各行")
    parts = [found.read(one, choices or {}, recall, questions) for one in ticked]
    people = [(person, part.reader) for part in parts for person in part.people]
    class_reader = partial(class_names, school_year=school_year, kind=kind)
    previewed, doubts = _previewed(people, existing, binned, questions, class_reader, step)
    known = [(_without_known(row, dated or {}) if row.items else row, reader) for row, reader in previewed]
    day = as_of if as_of is not None else next((part.as_of for part in parts if part.as_of), "")
    rows, refused = _without_refused(known, tried, day)
    doubts = [*doubts, *refused, *_shared_numbers(previewed, existing)]
    groups = ask_groups([person for person, _ in people], questions, subject_groups or {})
    told = [one for part in parts for person in part.people for one in person.problems] + doubts
    place = {part.sheet.name: at for at, part in enumerate(parts)}
    told.sort(key=lambda one: (place.get(one.sheet, 0), one.row, len(one.cell), one.cell))
    missing = _missing(existing, rows, {person.name for person, _ in people} | found.names_left_out())
    gone = {one.id for one in missing}
    columns = _columns(parts)
    rather = (
        kind_rather(workbook, file, [one.field for one in columns if one.field]) if sheets is None else None
    )
    return ImportPreview(
        file=file,
        sheet="、".join(one.name for one in ticked),
        header_row=parts[0].head.last_row,
        columns=columns,
        rows=rows,
        problems=(*(one for part in parts for one in part.compared), *told),
        sheets=found.choices(),
        skipped=skipped_of((part.sheet, part.body) for part in parts),
        hidden_people=sum(part.body.hidden for part in parts),
        title=next((part.head.titles[0] for part in parts if part.head.titles), ""),
        as_of=day,
        fingerprint=parts[0].head.fingerprint,
        seen={teacher.id: teacher.version for teacher in existing},
        remarks=(
            *_remarks_on(rather),
            *(remark for part in parts for remark in part.remarks),
            *found.unread(),
        ),
        facts_kind=rather.key if rather else "",
        questions=questions.asked(),
        subject_groups=groups,
        missing=missing,
        leaving={one: status for one, status in (leaving or {}).items() if one in gone and status},
    )


def _ticked(found: Parts, workbook: Workbook, file: str, sheets: Sequence[str] | None) -> Sequence[Sheet]:
    """The sheets to be read; a workbook that is no roster but a sheet of dated facts is told as such."""
    try:
        return found.tick(sheets)
    except UserError as error:
        kind = kind_rather(workbook, file, ()) if sheets is None else None
        if kind is None:
            raise
        raise UserError(
            f"“{file}”不是花名册，看起来是{kind.title}的记录。",
            "请在“教师台账”里导入这个文件；没有写入任何内容。",
        ) from error


def _remarks_on(rather: HistoryKind | None) -> tuple[str, ...]:
    """That the file belongs elsewhere."""
    if rather is None:
        return ()
    return (f"这张表看起来是{rather.title}的记录，不是花名册；请在“教师台账”里导入。",)


def _columns(parts: Sequence[Part]) -> tuple[ColumnMatch, ...]:
    """Columns of all sheets; sheets with the same header share them."""
    columns: dict[str, tuple[ColumnMatch, ...]] = {}
    for part in parts:
        columns.setdefault(part.head.fingerprint, part.columns)
    return tuple(column for of_head in columns.values() for column in of_head)


def _missing(
    existing: Sequence[TeacherRow], rows: Sequence[PreviewRow], names: set[str]
) -> tuple[TeacherRow, ...]:
    """Present teachers whom the file does not name: never deleted, only proposed as gone (M47)."""
    matched = {row.teacher_id for row in rows}
    return tuple(
        one for one in existing if one.id not in matched and one.name not in names and is_present(one)
    )


def _previewed(
    people: Sequence[tuple[Facts, PeopleReader]],
    existing: Sequence[TeacherRow],
    binned: Sequence[TeacherRow],
    questions: Questions,
    classes: Callable[[str], tuple[str, ...] | None],
    step: Step,
) -> tuple[list[Previewed], list[Problem]]:
    """Each person beside the teacher they are taken for, and what had to be said about that; rows that the user left out
    are missing."""
    good = [person for person, _ in people if not (person.is_wrong or person.above)]
    matcher = Matcher(existing, good)
    bin_matcher = Matcher(binned, good) if binned else None
    doubts: list[Problem] = []

    def tell(person: Facts, reader: PeopleReader, level: Level, text: str) -> None:
        doubts.append(reader.problem(person.row, "name", level, text, person.name))

    matched: list[Matched] = []
    matches: dict[tuple[str, int], Match] = {}
    for person, reader in stepping(people, step, "正在与花名册对照"):
        match = matches.get((person.sheet, person.above))  # a further line of somebody
        if match is None:
            match = _whose(matcher.find(person), person, reader, questions)
        matches[person.sheet, person.row] = match
        matched.append((person, reader, match))
    found: list[Previewed] = []
    for person, reader, match, told in joined(matched, questions):
        if told.text:
            tell(person, reader, told.level, told.text)
        if told.is_left_out:
            continue
        problem = "" if person.is_wrong else match.problem
        if problem or match.doubt:
            new = "，按另一人新增，请核对" if match.teacher is None else ""
            tell(person, reader, Level.ERROR if problem else Level.WARNING, problem or match.doubt + new)
        is_wrong = person.is_wrong or bool(problem) or told.level is Level.ERROR
        row = _row(person, match, classes, is_wrong=is_wrong)
        found.append((row, reader))
        if bin_matcher and row.state is RowState.NEW and (deleted := bin_matcher.find(person)).teacher:
            text = f"回收站里的“{deleted.teacher.name}”可能是同一人（按{deleted.by}），导入会另新增一人；要用原来的记录，请先从回收站恢复"
            tell(person, reader, Level.WARNING, text)
    return found, doubts


def _shared_numbers(previewed: Sequence[Previewed], existing: Sequence[TeacherRow]) -> Iterator[Problem]:
    """A 工号 that another row or another teacher has: namesakes are told apart by it."""
    holders: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)  # whose it is: key and words
    for row, _ in previewed:
        if number := row.values.get("staff_no", ""):
            place = f"“{row.sheet}”第 {row.row} 行" if row.sheet else f"第 {row.row} 行"
            holders[number].append((row.teacher_id or f"{row.sheet}:{row.row}", f"{place}“{row.name}”"))
    named = {row.teacher_id for row, _ in previewed if row.values.get("staff_no")}
    for teacher in existing:
        if teacher.staff_no in holders and teacher.id not in named:
            holders[teacher.staff_no].append((teacher.id, f"花名册中“{teacher.name}”"))
    for row, reader in previewed:
        number, own = row.values.get("staff_no", ""), row.teacher_id or f"{row.sheet}:{row.row}"
        if other := next((words for key, words in holders.get(number, ()) if key != own), ""):
            text = f"工号“{number}”与{other}的相同，请核对"
            yield reader.problem(row.row, "staff_no", Level.WARNING, text, number)


def _whose(match: Match, person: Facts, reader: PeopleReader, questions: Questions) -> Match:
    if person.is_wrong or not (match.problem or match.candidates):
        return match
    place = reader.place(person, "name")
    if match.problem:
        return namesakes.settled(match, person, place, questions, may_be_new=True)
    return namesakes.perhaps(match, person, place, questions)


def _row(
    person: Facts, match: Match, classes: Callable[[str], tuple[str, ...] | None], *, is_wrong: bool
) -> PreviewRow:
    teacher, items = match.teacher, tuple(person.items)
    if is_wrong:
        return PreviewRow(person.row, RowState.ERROR, new_teacher(person), person.values, sheet=person.sheet)
    if teacher is None:
        return PreviewRow(
            person.row, RowState.NEW, new_teacher(person), person.values, items=items, sheet=person.sheet
        )
    changes = changes_to(teacher, person, classes)
    state = RowState.CHANGED if changes or items else RowState.SAME
    return _known_row(
        (person.row, state, teacher, person.values, teacher.id, changes, match.by, items, person.sheet)
    )


def _without_refused(
    previewed: Sequence[Previewed], tried: Tried | None, day: str
) -> tuple[tuple[PreviewRow, ...], list[Problem]]:
    """The rows without the changes that dated facts contradict or a veto of 师德 bars, and what is said about them."""
    rows = tuple(row for row, _ in previewed)
    wanted = {row.teacher_id: {one.key: one.after for one in row.changes} for row in rows if row.changes}
    refused = tried(wanted, day or clock.today().isoformat()) if tried and wanted else {}
    if not refused:
        return rows, []
    left: list[PreviewRow] = []
    told: list[Problem] = []
    for row, reader in previewed:
        said = refused.get(row.teacher_id, {})
        told += [
            reader.problem(
                row.row, one.key, Level.WARNING, f"{said[one.key].rstrip('。')}，此项没有改动", one.after
            )
            for one in row.changes
            if one.key in said
        ]
        changes = tuple(one for one in row.changes if one.key not in said)
        is_same = row.state is RowState.CHANGED and not changes and not row.items
        left.append(replace(row, changes=changes, state=RowState.SAME if is_same else row.state))
    return tuple(left), told


def _without_known(row: PreviewRow, dated: Mapping[tuple[str, str], Sequence[Any]]) -> PreviewRow:
    """A row without the dated facts that the histories hold already."""

    def is_known(item: Item) -> bool:
        kind, values = item
        rows = dated.get((row.teacher_id, kind), ())
        return any(all(getattr(one, key) == text for key, text in values.items()) for one in rows)

    items = tuple(item for item in row.items if not is_known(item))
    is_same = row.state is RowState.CHANGED and not row.changes and not items
    return replace(row, items=items, state=RowState.SAME if is_same else row.state)
