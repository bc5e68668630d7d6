"""The preview of a roster import: sheet, columns, people, and what importing each would do. Pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from edudesk.base.codes import CodeList
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.memory import uncollected
from edudesk.base.readings import Level
from edudesk.roster.intake.changes import changes_to, new_teacher
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.mapping import WANTED, first_match, match_columns
from edudesk.roster.intake.matching import Match, Matcher
from edudesk.roster.intake.people import PeopleReader
from edudesk.roster.intake.values import (
    ColumnMatch,
    How,
    ImportPreview,
    PreviewRow,
    Problem,
    RowState,
    SheetChoice,
)
from edudesk.roster.rows import COLUMN, IGNORED_HEADERS, TeacherRow
from edudesk.sheets.addresses import column_letters
from edudesk.sheets.headers import Head, normalise
from edudesk.sheets.heads import day_in, find_head, school_year_in
from edudesk.sheets.rows import Body, read_body
from edudesk.sheets.workbook import Sheet, Workbook

# lists a group banner or the name of a sheet may speak of: 退休教师, 临聘, 语文组
_BANNERS = ("status", "staff_category", "establishment", "subject")
_SHEET_NAMES = ("status", "establishment")
_NAMES = frozenset(map(normalise, (COLUMN["name"].title, *COLUMN["name"].aliases)))
_GROUP_ENDINGS = ("教研组", "组", "教师", "人员", "职工")


@uncollected()
def preview_roster(
    workbook: Workbook,
    existing: Sequence[TeacherRow],
    *,
    binned: Sequence[TeacherRow] = (),
    file: str = "",
    sheet: str | None = None,
    choices: Mapping[int, str | None] | None = None,
    recall: Callable[[str], Mapping[str, str]] | None = None,
    include_hidden: bool = False,
    step: Step = silent,
) -> ImportPreview:
    """What importing one sheet would do to the teachers in existing.

    binned: teachers in the recycle bin, whom a new person may be; file: name shown to the user; sheet: its name, else the visible one with most people; choices: 0-based
    column -> field or None, from the user's drop-downs now; recall: fingerprint -> (ColumnMatch.name ->
    field or "") remembered of an earlier import; include_hidden: hidden and filtered rows too.
    Raises UserError when there is no such sheet or no header in it.
    """
    step(0, 0, "正在识别表头和各列")
    heads = {one.name: find_head(one, WANTED, IGNORED_HEADERS) for one in workbook.sheets}
    bodies = {one.name: _body(one, heads[one.name], {}, include_hidden) for one in workbook.sheets}
    chosen = _chosen_sheet(workbook, heads, bodies, sheet)
    head = heads[chosen.name]
    if head is None:
        raise UserError(
            f"工作表“{chosen.name}”中没有找到有“姓名”的表头。", "请确认表头行里有“姓名”等列名，再重新导入。"
        )
    at = {cell.column - 1: cell.name for cell in head.cells}
    decided = dict(recall(head.fingerprint) if recall else {}) | {
        at[index]: key or "" for index, key in (choices or {}).items() if index in at
    }
    body = _body(chosen, head, decided, include_hidden) if decided else bodies[chosen.name]
    columns = match_columns(head, decided, body.rows, chosen.hidden_columns)

    fields = {one.index: one.field for one in columns if one.field}
    only_months = any(one.field == "birth" and one.header.endswith("年月") for one in columns)
    reader = PeopleReader(chosen, fields, workbook.is_1904, only_months)
    of_sheet = _hints(chosen.name, _SHEET_NAMES)
    of_group = {group: _hints(group, _BANNERS) for group in dict.fromkeys(row.group for row in body.rows)}
    step(0, len(body.rows), "正在读取各行")
    people = reader.read(body.rows, {group: {**of_sheet, **hints} for group, hints in of_group.items()})
    rows, doubts = _previewed(people, existing, binned, reader, step)
    problems = [one for person in people for one in person.problems] + doubts
    return ImportPreview(
        file=file,
        sheet=chosen.name,
        header_row=head.last_row,
        columns=columns,
        rows=rows,
        problems=(*_differing(reader, columns), *sorted(problems, key=lambda one: (one.row, len(one.cell), one.cell))),
        sheets=tuple(
            SheetChoice(one.name, len(bodies[one.name].rows), one.is_hidden, one is chosen) for one in workbook.sheets
        ),
        skipped=body.skipped,
        hidden_people=body.hidden,
        title=head.titles[0] if head.titles else "",
        as_of=_as_of(head),
        fingerprint=head.fingerprint,
        seen={teacher.id: teacher.version for teacher in existing},
        remarks=(*_numbers(columns, people), *_side_by_side(columns), *_unread(workbook, bodies, chosen), *body.remarks, *_hint_remarks(chosen.name, of_sheet), *(
            remark for group, hints in of_group.items() for remark in _hint_remarks(group, hints)
        )),
    )  # fmt: skip


def _body(sheet: Sheet, head: Head | None, decided: Mapping[str, str], include_hidden: bool) -> Body:
    if head is None:
        return Body((), ())
    return read_body(sheet, head, first_match(head, decided), COLUMN, include_hidden)


def _chosen_sheet(
    workbook: Workbook, heads: Mapping[str, Head | None], bodies: Mapping[str, Body], name: str | None
) -> Sheet:
    """The named sheet, or the visible one with most people; of equals the first."""
    if name is not None:
        for one in workbook.sheets:
            if one.name == name:
                return one
        raise UserError(f"工作簿里没有名为“{name}”的工作表。", "请从列出的工作表中选择。")
    short = {sheet for sheet, head in heads.items() if head is not None and len(head.cells) < 3}
    visible = [one for one in workbook.sheets if not one.is_hidden and bodies[one.name].rows]
    if not visible:
        raise UserError(
            "没有找到教师名单：各工作表中都没有带“姓名”的表头，或表头下没有人员。",
            "请确认选对了文件；名单的表头应有“姓名”；同一行里还可以有性别、身份证号、任教学科等。",
        )
    # a sheet of names alone, however long, only when there is no other
    return max(visible, key=lambda one: (one.name not in short, len(bodies[one.name].rows)))


def _numbers(columns: Sequence[ColumnMatch], people: Sequence[Facts]) -> list[str]:
    """A column of 姓名 in which there is no name at all: 序号, chosen by mistake."""
    if not people or any(person.name for person in people):
        return []
    return [
        f"“{one.header}”一列只有数字，不像姓名，请在“列对应”里改选。"
        for one in columns
        if one.field == "name" and one.samples and not any(map(str.isalpha, "".join(one.samples)))
    ]


def _side_by_side(columns: Sequence[ColumnMatch]) -> list[str]:
    """Two lists in one sheet, the one right of the other: only one is read."""
    main = next((one for one in columns if one.field == "name"), None)
    others = [
        one for one in columns if one.how is How.DOUBLE and normalise(one.header.rpartition("·")[2]) in _NAMES
    ]
    if main is None or not others:
        return []
    cells = "、".join(one.cell for one in sorted((main, *others), key=lambda one: one.index))
    return [
        f"“{COLUMN['name'].title}”有 {len(others) + 1} 列（{cells}），只读取 {column_letters(main.index + 1)} 列；"
        "如果是左右并排的几份名单，请先上下接成一份，再重新导入。"
    ]


def _unread(workbook: Workbook, bodies: Mapping[str, Body], chosen: Sheet) -> list[str]:
    """The other sheets somebody can see and that hold people: whoever imports one may believe it was all."""
    others = [
        f"“{one.name}”（{people} 人）"
        for one in workbook.sheets
        if one is not chosen and not one.is_hidden and (people := len(bodies[one.name].rows))
    ]
    return [f"另有工作表{'、'.join(others)}没有读取；如需导入，请改选工作表再导入一次。"] if others else []


def _previewed(
    people: Sequence[Facts],
    existing: Sequence[TeacherRow],
    binned: Sequence[TeacherRow],
    reader: PeopleReader,
    step: Step,
) -> tuple[tuple[PreviewRow, ...], list[Problem]]:
    """Each person beside the teacher they are taken for, and what had to be said about that."""
    good = [person for person in people if not person.is_wrong]
    matcher = Matcher(existing, good)
    matches = [matcher.find(person) for person in stepping(people, step, "正在与花名册对照")]
    twice = _twice(people, matches)
    bin_matcher = Matcher(binned, good) if binned else None
    rows: list[PreviewRow] = []
    doubts: list[Problem] = []
    for person, match in zip(people, matches, strict=True):
        problem = "" if person.is_wrong else match.problem or twice.get(person.row, "")
        if problem or match.doubt:
            level = Level.ERROR if problem else Level.WARNING
            doubts.append(reader.problem(person.row, "name", level, problem or match.doubt, person.name))
        rows.append(_row(person, match, is_wrong=person.is_wrong or bool(problem)))
        if bin_matcher and rows[-1].state is RowState.NEW and (deleted := bin_matcher.find(person)).teacher:
            text = f"回收站里的“{deleted.teacher.name}”可能是同一人（按{deleted.by}），导入会另新增一人；要用原来的记录，请先从回收站恢复"
            doubts.append(reader.problem(person.row, "name", Level.WARNING, text, person.name))
    return tuple(rows), doubts


def _row(person: Facts, match: Match, is_wrong: bool) -> PreviewRow:
    teacher = match.teacher
    if is_wrong:
        return PreviewRow(person.row, RowState.ERROR, new_teacher(person), person.values)
    if teacher is None:
        return PreviewRow(person.row, RowState.NEW, new_teacher(person), person.values)
    changes = changes_to(teacher, person)
    state = RowState.CHANGED if changes else RowState.SAME
    return PreviewRow(person.row, state, teacher, person.values, teacher.id, changes, match.by)


def _twice(people: Sequence[Facts], matches: Sequence[Match]) -> dict[int, str]:
    """Rows that are one person: the same teacher, or somebody new with the same number (M40)."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for person, match in zip(people, matches, strict=True):
        if person.is_wrong or match.problem:
            continue
        if match.teacher is not None:
            rows[match.teacher.id].append(person.row)
        elif person.id_reading.value:
            rows[str(person.id_reading.value)].append(person.row)
    return {
        row: f"与第 {'、'.join(str(one) for one in same if one != row)} 行是同一人，请只留一行或合并后再导入"
        for same in rows.values()
        if len(same) > 1
        for row in same
    }


def _hints(text: str, lists: Sequence[str]) -> dict[str, str]:
    """The fact a banner or a sheet's name states about everybody below: 退休教师 -> status 退休."""
    bare = next((text.removesuffix(end) for end in _GROUP_ENDINGS if text.endswith(end)), text)
    for key in lists:
        codes = COLUMN[key].codes
        if isinstance(codes, CodeList):
            for word in (text, bare):
                if word and codes.knows(word):
                    return {key: str(codes.read(word).value)}
    return {}


def _hint_remarks(text: str, hints: Mapping[str, str]) -> list[str]:
    return [
        f"“{text}”下的人员，表中没有写{COLUMN[key].title}的，新增时按“{word}”存入。"
        for key, word in hints.items()
    ]


def _differing(reader: PeopleReader, columns: Sequence[ColumnMatch]) -> list[Problem]:
    """年龄 and 教龄 are never stored: one notice per column (M48)."""
    return [
        Problem(
            0, column.cell, column.field, Level.NOTICE,
            f"{column.header}一列有 {count} 人与按日期算出的不同，以日期为准，此列不导入",
        )
        for column in columns
        if column.field and (count := reader.differing[column.field])
    ]  # fmt: skip


def _as_of(head: Head) -> str:
    """统计时点 that the titles suggest: a written day, else 1 September of the school year."""
    year = school_year_in(head.titles)
    return day_in(head.titles) or (f"{year[:4]}-09-01" if year else "")
