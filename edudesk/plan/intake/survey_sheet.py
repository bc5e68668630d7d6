"""校情问卷 in Excel: a sheet for each group with how many gave each line how many points, handed out and read back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from edudesk.base.columns import Column, Kind, column_map, printed
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Written
from edudesk.plan.rows.survey import PEOPLE, SurveyDraft
from edudesk.plan.rows.text import SwotRow
from edudesk.plan.rules.survey import MOST, QUESTION, Tally, mean_of, read_count, read_mean
from edudesk.sheets.headers import match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.lists import FilledList, write_lists
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.rows import read_body
from edudesk.sheets.workbook import Sheet

_COUNTS: Final = {f"p{points}": points for points in range(MOST, 0, -1)}
_LINES: Final = (
    Column("number", "题号", width=12),
    Column("quadrant", "方面", width=16),
    Column("text", "内容", width=96, required=True, aliases=("条目", "SWOT 条目", "题目")),
    *(
        Column(key, f"{points}分人数", Kind.INT, 20, aliases=(f"{points} 分", f"选{points}分"), help="填了这个分数的人数")
        for key, points in _COUNTS.items()
    ),
    Column("answers", "人数", width=16, aliases=("填答人数", "有效份数"), help="只有平均分时填"),
    Column("mean", "平均分", width=18, aliases=("均分", "得分"), help="只有平均分时填，1 到 5"),
)  # fmt: skip
_OPEN: Final = (
    Column("people", "对象", Kind.CHOICE, 24, codes=PEOPLE, required=True),
    Column("text", "回答", width=130, required=True, aliases=("内容", QUESTION, "最希望优先解决的问题")),
    Column("answers", "人数", width=16, help="相同的回答合在一行"),
)
_QUESTION: Final = "开放题"
_NOTE: Final = "一题一行，填给每个分数的人数；只有平均分的，填最后两列。题目请不要改。填好后在“SWOT 分析”的“校情问卷”里读回。"
_IGNORED: Final = ("序号", "合计")


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """What a file says. found: by line and group; opened: to the open question; remarks: whole sentences on what was not taken."""

    found: Mapping[tuple[str, str], Tally]
    opened: tuple[SurveyDraft, ...]
    remarks: tuple[str, ...]


def write_survey_sheet(title: str, swots: Sequence[SwotRow], path: Path, on: date) -> Written:
    """The lines with room for the counts, a sheet for each group, and one for the open question."""
    rows = [
        [str(number), row.quadrant, row.text, *[""] * (len(_LINES) - 3)]
        for number, row in enumerate(swots, 1)
    ]
    lists = [FilledList(word, _LINES, rows, _NOTE) for word in PEOPLE.words]
    lists.append(FilledList(_QUESTION, _OPEN, [[word, "", ""] for word in PEOPLE.words], QUESTION))
    return write_lists(f"{title}校情问卷", lists, path, on)


def read_survey_sheet(path: Path, swots: Sequence[SwotRow], step: Step = silent) -> SurveySheet:
    """Every sheet that names a group, by the texts of the lines. Raises UserError when there is none."""
    found: dict[tuple[str, str], Tally] = {}
    written: list[SurveyDraft] = []
    remarks: list[str] = []
    known = {_plain(row.text): row.id for row in swots}
    sheets = 0
    for sheet in read_workbook(path, step).sheets:
        group = next((word for word in PEOPLE.words if word in sheet.name), "")
        if group and (rows := _rows(sheet, _LINES)) is not None:
            sheets += 1
            for number, cells in rows:
                _take(group, number, cells, known, found, remarks)
        elif _QUESTION in sheet.name and (rows := _rows(sheet, _OPEN)) is not None:
            sheets += 1
            written += _written(sheet.name, rows, remarks)
    if not sheets:
        raise UserError(
            f"“{path.name}”里没有找到问卷统计表。",
            f"工作表应叫{'、'.join(PEOPLE.words)}，表头有“内容”和“5分人数”或“平均分”；"
            "可以先用“导出空表”得到一张，数据没有改动。",
        )
    return SurveySheet(found, tuple(written), tuple(remarks))


def _rows(sheet: Sheet, columns: tuple[Column, ...]) -> list[tuple[int, dict[str, str]]] | None:
    """The rows below the head as texts, with the numbers that Excel shows; None without a head."""
    head = find_head(sheet, columns, _IGNORED)
    if head is None:
        return None
    matches = match_headers(head, columns, {}, _IGNORED)
    body = read_body(sheet, head, matches, column_map(columns))
    return [
        (
            row.number,
            {
                match.key: printed(row.cells[match.cell.column - 1]).strip()
                for match in matches
                if match.key and match.cell.column <= len(row.cells)
            },
        )
        for row in body.rows
    ]


def _take(
    group: str,
    number: int,
    cells: Mapping[str, str],
    known: Mapping[str, str],
    found: dict[tuple[str, str], Tally],
    remarks: list[str],
) -> None:
    said = {key: cells[key] for key in (*_COUNTS, "answers", "mean") if cells.get(key)}
    if not said:
        return
    text, place = cells.get("text", ""), f"{group}第 {number} 行"
    if (swot_id := known.get(_plain(text), "")) == "":
        remarks.append(f"{place}“{text}”不是现在的 SWOT 条目，没有读入。")
        return
    if (swot_id, group) in found:
        remarks.append(f"{place}“{text}”写了两次，后一次没有读入。")
        return
    told = _tally(said)
    if isinstance(told, str):
        remarks.append(f"{place}“{text}”{told}，没有读入。")
        return
    found[swot_id, group] = told


def _tally(said: Mapping[str, str]) -> Tally | str:
    """What a line says, or what is wrong with it. Counts go before a mean, which must be theirs."""
    counts = {_COUNTS[key]: read_count(text) for key, text in said.items() if key in _COUNTS}
    if wrong := [f"{points}分人数" for points, count in counts.items() if count is None]:
        return f"的{'、'.join(wrong)}不是人数"
    mean = read_mean(said["mean"]) if "mean" in said else None
    if "mean" in said and mean is None:
        return f"的平均分“{said['mean']}”不是 1 到 5 的数（最多两位小数）"
    answers = read_count(said["answers"]) if "answers" in said else None
    if "answers" in said and not answers:
        return f"的人数“{said['answers']}”不是人数"
    of_counts = mean_of({points: count or 0 for points, count in counts.items()})
    if of_counts is not None:
        if answers not in (None, of_counts.answers):
            return f"的人数写 {answers}，各分数合计 {of_counts.answers}"
        if mean is not None and abs(mean - of_counts.hundredths) > 5:  # told with one decimal
            return f"的平均分写 {said['mean']}，按各分数算是 {of_counts.mean}"
        return of_counts
    if answers is None or mean is None:
        return "没有各分数的人数，也没有人数和平均分"
    return Tally(answers, mean)


def _written(
    name: str, rows: Sequence[tuple[int, Mapping[str, str]]], remarks: list[str]
) -> Iterator[SurveyDraft]:
    for number, cells in rows:
        text, answers = cells.get("text", ""), cells.get("answers", "")
        if not text:
            continue
        people = PEOPLE.read(cells.get("people", "")).value
        count = read_count(answers) if answers else None
        if not people:
            remarks.append(f"{name}第 {number} 行没有写明对象，没有读入。")
        elif answers and not count:
            remarks.append(f"{name}第 {number} 行的人数“{answers}”不是人数，没有读入。")
        else:
            yield SurveyDraft(plan_id="", people=str(people), text=text, answers=count)


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("。；;.")
