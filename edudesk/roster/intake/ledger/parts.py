"""Which sheets of a workbook hold facts of a kind, and what each of them is read as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from edudesk.base.columns import column_map
from edudesk.base.errors import UserError
from edudesk.roster.histories import HistoryKind
from edudesk.roster.intake.ledger.heads import LedgerHead, own_keys, split_key
from edudesk.roster.intake.ledger.reading import FactLine, LineReader
from edudesk.roster.intake.ledger.words import PERSON, is_far, year_told
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import ColumnMatch
from edudesk.school.rows.terms import FIRST_TERM
from edudesk.school.rules import read_school_year
from edudesk.sheets.heads import school_year_in
from edudesk.sheets.rows import Body
from edudesk.sheets.workbook import Sheet, Workbook


@dataclass(frozen=True)
class Part:
    """A sheet that is read."""

    head: LedgerHead
    columns: tuple[ColumnMatch, ...]
    body: Body
    reader: LineReader
    lines: list[FactLine]


def sheets_to_read(
    workbook: Workbook,
    kind: HistoryKind,
    heads: Mapping[str, LedgerHead | None],
    bodies: Mapping[str, Body],
    names: Sequence[str] | None,
) -> list[Sheet]:
    """The named sheets, else the visible ones that are most like the kind and have rows."""
    if names is None:
        found = [
            one
            for one in workbook.sheets
            if not one.is_hidden and one.name in bodies and bodies[one.name].rows
        ]
        best = max((_own_columns(heads[one.name]) for one in found), default=0)
        found = [one for one in found if _own_columns(heads[one.name]) == best]
        if not found:
            raise UserError(
                f"没有找到“{kind.title}”的表：各工作表中都没有带“姓名”和{kind.title}内容的表头，或表头下没有记录。",
                "请确认选对了文件和记录种类；表头可以参照“下载模板”。",
            )
        return found
    for name in names:
        if not any(one.name == name for one in workbook.sheets):
            raise UserError(f"工作簿里没有名为“{name}”的工作表。", "请从列出的工作表中选择。")
        if heads[name] is None:
            raise UserError(
                f"工作表“{name}”中没有找到“{kind.title}”的表头。",
                "请确认表头行里有“姓名”等列名，再重新导入。",
            )
    return [one for one in workbook.sheets if one.name in names]


def _own_columns(head: LedgerHead | None) -> int:
    if head is None:
        return 0
    return len({split_key(match.key)[0] for match in head.matches({})} & own_keys(head.kind))


def read_part(
    head: LedgerHead,
    decided: Mapping[str, str],
    questions: Questions,
    label: str,
    file: str,
    include_hidden: bool,
    made: Callable[..., LineReader],
) -> Part:
    """A sheet with the columns the user decided on. label: of the sheet where there are several; made: its reader.

    Raises UserError when no column tells whose the facts are.
    """
    body = head.body(decided, include_hidden)
    columns = head.listed(decided, body.rows, label)
    fields = {one.index: one.field for one in columns if one.field}
    given = _given(head, frozenset(fields.values()), questions, label, file)
    if PERSON not in fields.values():
        raise UserError("没有一列对应“姓名”，不知道是谁的记录。", "请在“列对应”里把一列改为“姓名”。")
    reader = made(head.kind, head.sheet, fields, column_map(head.columns), given, label=label)
    return Part(head, columns, body, reader, reader.read(body.rows))


def _given(
    head: LedgerHead, keys: frozenset[str], questions: Questions, label: str, file: str
) -> dict[str, str]:
    """What the titles say about every row of a sheet, for fields no column has; the user may refuse it."""
    if any(split_key(key)[1] for key in keys):
        return {}
    texts = (*head.head.titles, head.sheet.name, file)
    year = year_told(texts)
    own = {column.key for column in head.kind.columns}
    told = {
        "year": year,
        "school_year": school_year_in(texts) or (read_school_year(year) or "" if "-" in year else ""),
        "term": term_in(texts),
    }
    found = {
        key: text
        for key, text in told.items()
        if text and key in own and key not in keys and (key == "term" or not is_far(text))
    }
    if head.kind.key == "training":  # a course may belong to no school year
        found = {}
    return {
        key: text
        for key, text in found.items()
        if questions.ask(
            f"given:{label}:{key}",
            f"{label and f'“{label}”'}表中没有{head.kind.column(key).title}一列，按标题存为“{text}”吗？",
            (("yes", f"按“{text}”存入"), ("no", "不用，留空")),
        )
        == "yes"
    }


def term_in(texts: Sequence[str]) -> str:
    joined = "".join("".join(text.split()) for text in texts)
    if any(word in joined for word in (FIRST_TERM, "上学期", "第1学期")):
        return FIRST_TERM
    return "第二学期" if any(word in joined for word in ("第二学期", "下学期", "第2学期")) else ""
