"""What importing old record sheets into a check would do (教学常规检查 5.2, 5.4). Pure."""

from collections.abc import Callable, Mapping, Sequence

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.memory import uncollected
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.intake.record_reading import RecordPart, RecordReader
from edudesk.checks.intake.record_sheets import (
    Laid,
    body_of,
    laid_out,
    record_columns,
)
from edudesk.checks.intake.record_values import CheckFacts, RecordPreview
from edudesk.roster.intake.correcting import Layout
from edudesk.roster.intake.deciding import Choices, Recall, decided
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.ticking import ticked_sheets
from edudesk.sheets.headers import Head
from edudesk.sheets.rows import Body
from edudesk.sheets.workbook import Sheet, Workbook


def best_layout(
    sheet: Sheet, forms: Sequence[CheckForm], decided: Mapping[str, str] | None = None
) -> tuple[CheckForm, Laid] | None:
    """The form whose columns a sheet has most of; None when it has those of none."""
    found = [(form, laid) for form in forms if (laid := laid_out(sheet, form, decided)) is not None]
    return max(found, key=lambda one: one[1].fitting, default=None)


def record_layout(forms: Sequence[CheckForm]) -> Layout:
    """How record sheets are read, for the workbook of rows to correct."""

    def read(sheet: Sheet, fields: Mapping[str, str], with_hidden: bool) -> tuple[Head, Body] | None:
        if (best := best_layout(sheet, forms, fields)) is None:
            return None
        form, laid = best
        return laid.head, body_of(sheet, form, laid, with_hidden)

    return Layout(read, "", _titles(forms))


def _titles(forms: Sequence[CheckForm]) -> dict[str, str]:
    return {column.key: column.title for form in forms for column in record_columns(form)}


@uncollected()
def preview_records(
    workbook: Workbook,
    check: CheckFacts,
    *,
    file: str = "",
    sheets: Sequence[str] | None = None,
    choices: Choices | None = None,
    recall: Callable[[str], Recall] | None = None,
    answers: Mapping[str, str] | None = None,
    include_hidden: bool = False,
    step: Step = silent,
) -> RecordPreview:
    """What importing the ticked sheets into a check would do; None = every visible one with records.

    choices, recall: what the user takes columns for, and took them for in the sheets of a form (its key) before. Raises UserError when no sheet has records of a form of the
    check, or a named one has none.
    """
    step(0, 0, "正在识别表头和各列")
    forms = check.used
    found = {one.name: best_layout(one, forms) for one in workbook.sheets}
    ticked, offered = ticked_sheets(
        workbook,
        {one.name: _count(one, found[one.name]) for one in workbook.sheets},
        sheets,
        noun="这次检查的记录",
        advice="请确认表头里有“教师”和各项目的名称或编号。",
        nothing=_nothing(forms),
    )
    parts = []
    for sheet in ticked:
        form, laid = found[sheet.name]  # type: ignore[misc]  # those without are not ticked
        chosen = decided(laid.head.fingerprint, choices, recall(form.key) if recall is not None else None)
        known = {"", *(column.key for column in record_columns(form))}  # another version may have other items
        chosen = {name: key for name, key in chosen.items() if key in known}
        laid = laid_out(sheet, form, chosen, laid.head) or laid
        body = body_of(sheet, form, laid, include_hidden)
        parts.append(RecordPart(sheet, form, laid, body, sheet.name if len(ticked) > 1 else ""))
    questions = Questions(answers)
    reader = RecordReader(check, questions)
    rows = [
        one
        for part in parts
        for row in stepping(part.body.rows, step, "正在读取检查记录")
        if (one := reader.row(part, row)) is not None
    ]
    columns = tuple(column for part in parts for column in part.columns)
    return RecordPreview(
        file=file,
        sheet="、".join(one.name for one in ticked),
        header_row=parts[0].laid.head.last_row,
        columns=columns,
        rows=tuple(rows),
        problems=tuple(reader.problems),
        sheets=offered,
        skipped=tuple(one for part in parts for one in part.body.skipped),
        hidden_people=sum(part.body.hidden for part in parts),
        title=next((part.laid.head.titles[0] for part in parts if part.laid.head.titles), ""),
        fingerprint=parts[0].laid.head.fingerprint,
        remarks=(*(remark for part in parts for remark in part.body.remarks), *reader.remarks()),
        seen={row.id: row.version for row in check.sheets},
        questions=questions.asked(),
        campaign_id=check.campaign.id,
        form_of={part.laid.head.fingerprint: part.form.key for part in parts},
        titles=_titles(tuple(dict.fromkeys(part.form for part in parts))),
    )


def _nothing(forms: Sequence[CheckForm]) -> UserError:
    """No sheet holds a record."""
    named = "、".join(f"“{form.title}”" for form in forms)
    return UserError(
        "没有找到这次检查的记录：各工作表中都没有同时带“教师”和检查项目的表头，或表头下没有内容。",
        f"表头应有“姓名”或“教师”，以及{named}的项目名称或编号（如“{forms[0].items[0].key}”）。数据没有改动。"
        if forms
        else "这次检查还没有应检对象；数据没有改动。",
    )


def _count(sheet: Sheet, best: tuple[CheckForm, Laid] | None) -> int | None:
    return len(body_of(sheet, *best).rows) if best is not None else None
