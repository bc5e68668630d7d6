"""What importing sheets of dated facts would do, from the sheets to the values the user looks at. Pure."""

from collections.abc import Mapping, Sequence
from functools import partial

from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.memory import uncollected
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Choices, Recall, decided
from edudesk.roster.intake.ledger.heads import ledger_head
from edudesk.roster.intake.ledger.matched import Matched, Tried
from edudesk.roster.intake.ledger.parts import read_part, sheets_to_read
from edudesk.roster.intake.ledger.reading import LineReader
from edudesk.roster.intake.ledger.values import LedgerPreview
from edudesk.roster.intake.ledger.words import fields_of
from edudesk.roster.intake.mapping import told_doubles
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.ticking import skipped_of, told_unread
from edudesk.roster.intake.values import ColumnMatch, SheetChoice
from edudesk.roster.rows import TeacherRow
from edudesk.sheets.headers import Head
from edudesk.sheets.rows import Body
from edudesk.sheets.workbook import Sheet, Workbook


def layout_of(kind: HistoryKind) -> Layout:
    """How sheets of a kind are read, for the workbook of rows to correct."""

    def read(sheet: Sheet, fields: Mapping[str, str], with_hidden: bool) -> tuple[Head, Body] | None:
        head = ledger_head(sheet, kind)
        return None if head is None else (head.head, head.body(fields, with_hidden))

    return Layout(read, "", {key: column.title for key, column in fields_of(kind).items()})


@uncollected()
def preview_history(
    workbook: Workbook,
    kind: HistoryKind,
    existing: Sequence[TeacherRow],
    known: Sequence[LedgerLine],
    tried: Tried,
    *,
    file: str = "",
    sheets: Sequence[str] | None = None,
    choices: Choices | None = None,
    recall: Recall | None = None,
    answers: Mapping[str, str] | None = None,
    include_hidden: bool = False,
    seen: Mapping[str, int] | None = None,
    school_year: str = "",
    stage: str = "",
    step: Step = silent,
) -> LedgerPreview:
    """What importing the ticked sheets as facts of a kind would do.

    known: the facts there are, those without id are only told by the flat rows (HistoryService.told); tried: what
    keeps facts from being stored; sheets, choices, recall, answers, include_hidden: as preview_roster takes them;
    seen: HistoryService.seen; school_year, stage: of the school, for names of classes. Raises UserError when there is no such sheet or no header in it.
    """
    step(0, 0, "正在识别表头和各列")
    heads = {one.name: ledger_head(one, kind) for one in workbook.sheets}
    bodies = {name: head.body({}, include_hidden) for name, head in heads.items() if head is not None}
    ticked = sheets_to_read(workbook, kind, heads, bodies, sheets)
    counts = {name: len(body.rows) for name, body in bodies.items()}
    questions = Questions(answers)
    reader = partial(LineReader, is_1904=workbook.is_1904, school_year=school_year, stage=stage)
    parts = []
    for sheet in ticked:
        head = heads[sheet.name]
        assert head is not None
        label = sheet.name if len(ticked) > 1 else ""
        chosen = decided(head.head.fingerprint, choices, recall)
        parts.append(read_part(head, chosen, questions, label, file, include_hidden, reader))
    matched = Matched(kind, existing, known, questions)
    for part in parts:
        for line in stepping(part.lines, step, "正在与花名册对照"):
            matched.take(line, part)
    matched.try_all(tried)
    place = {part.head.sheet.name: at for at, part in enumerate(parts)}
    problems = [one for part in parts for line in part.lines for one in line.person.problems]
    problems.sort(key=lambda one: (place.get(one.sheet, 0), one.row, len(one.cell), one.cell))
    columns: dict[str, tuple[ColumnMatch, ...]] = {}
    for part in parts:
        columns.setdefault(part.head.head.fingerprint, part.columns)
    first = parts[0].head
    titles = {column.key: column.full_title for part in parts for column in part.head.columns}
    return LedgerPreview(
        file=file,
        sheet="、".join(one.name for one in ticked),
        header_row=first.head.last_row,
        columns=tuple(column for of_head in columns.values() for column in of_head),
        rows=tuple(matched.rows),
        problems=tuple(problems),
        sheets=tuple(
            SheetChoice(
                one.name,
                counts.get(one.name, 0),
                one.is_hidden,
                one in ticked,
            )
            for one in workbook.sheets
        ),
        skipped=skipped_of((part.head.sheet, part.body) for part in parts),
        hidden_people=sum(part.body.hidden for part in parts),
        title=next((part.head.head.titles[0] for part in parts if part.head.head.titles), ""),
        fingerprint=first.head.fingerprint,
        remarks=(
            *(
                remark
                for part in parts
                for remark in (*told_doubles(part.columns, titles), *part.body.remarks)
            ),
            *told_unread(workbook, ticked, counts, "行"),
        ),
        seen=seen or {},
        questions=questions.asked(),
        kind=kind.key,
        own_fields=titles,
    )
