"""The bureau's own workbook filled from the school's data: what the window and the command share."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.files import replacing
from edudesk.base.jobs import Step, silent
from edudesk.base.masking import Audience
from edudesk.base.report import Report, Written, mask_for
from edudesk.base.whole import Numbers, numbers_of
from edudesk.sheets.addresses import column_letters
from edudesk.sheets.filling import adopting, filling, proposing
from edudesk.sheets.filling.filling import Supply, check_suffix
from edudesk.sheets.filling.mapping import Mapping, from_toml
from edudesk.sheets.filling.proposing import Proposal
from edudesk.sheets.filling.survey import Survey, survey
from edudesk.sheets.reader import read_workbook
from edudesk.submissions.facts import fact_columns, facts
from edudesk.submissions.lists import SEQUENCE, FillList, list_named
from edudesk.submissions.sources import Sources

_LONGEST_FILE = 1_000_000  # bytes of a mapping


@dataclass(frozen=True)
class Draft:
    """A form with what is to go into it, before anybody agreed. is_kept: the mapping was used before."""

    form: Survey
    proposal: Proposal
    is_kept: bool = False

    @property
    def mapping(self) -> Mapping:
        """What goes where."""
        return self.proposal.mapping


@dataclass(frozen=True)
class Filled:
    """For the journal: what went into the form, for whom."""

    key: str
    title: str
    audience: Audience
    rows: Sequence[object]


def propose(
    sources: Sources,
    path: Path,
    list_key: str = "roster",
    *,
    sheet: str = "",
    given: Mapping | None = None,
    step: Step = silent,
) -> Draft:
    """Look at a form and say what could go where: as it was filled the last time, else by its headers.

    sheet: that holds the list, "" = the one that fits best; given: a mapping from a file, whose list counts then.
    Nothing is written. Raises UserError for a file that is no form, Cancelled.
    """
    known = list_named(given.list_key if given is not None else list_key).known
    form = survey(path, step)
    if sheet and form.sheet(sheet) is None:
        raise UserError(
            f"“{path.name}”里没有工作表“{sheet}”，没有填写。",
            f"里面有：{'、'.join(one.name for one in form.sheets)}。",
        )
    if given is not None:
        return Draft(form, adopting.adopt(form, known, given))
    fresh = proposing.propose(form, known, sheet)
    kept = find_mapping(sources, known.list_key, fresh.mapping.fingerprint)
    if kept is None or (sheet and kept.sheet != sheet):
        return Draft(form, fresh)
    return Draft(form, adopting.adopt(form, known, kept), is_kept=True)


def fill(
    sources: Sources,
    path: Path,
    mapping: Mapping,
    out: Path,
    audience: Audience,
    on: date | None = None,
    step: Step = silent,
    *,
    chosen: frozenset[str] | None = None,
    rows: Sequence[Any] | None = None,
    form: Survey | None = None,
    is_alone: bool = True,
) -> Written:
    """Write the form with the list in it to out; the remarks name what was left open. Leaves a journal entry.

    on: the day the list stands for, None = today; chosen: ids of the teachers wanted, None = all present; rows: of
    the list where they were read before, None = read them now; form: as the draft has it, None = look at it again;
    is_alone: no part of a pack, which is kept in the journal as a whole.
    Raises UserError (and leaves no file) when the form changed, out cannot be written or the right is missing.
    """
    form = form or survey(path, step)
    if out.resolve() == path.resolve():
        raise UserError(f"“{out.name}”就是模板本身，没有填写。", "请换一个文件名；模板没有改动。")
    check_suffix(form, out)
    adopting.check_fit(form, mapping)
    day = on or clock.today()
    of_list = list_named(mapping.list_key)
    if rows is None:
        rows = of_list.rows(sources, day, chosen)
    supply, remarks = _supply(sources, of_list, mapping, rows, audience, day)
    told = Filled(f"fill_{of_list.key}", f"{of_list.title}（套用 {form.path.name}）", audience, rows)
    with sources.exports.leaving(told, out) if is_alone else nullcontext():
        written = filling.fill(form, mapping, supply, out, step)
    return Written(out, (*remarks, *written.remarks))


def seen_in(written: Written, name: str = "", step: Step = silent) -> Report:
    """A sheet of a filled form as a table, its columns under their letters; notes: what was left open.

    name: of the sheet, the first in sight when there is none of that name. Raises UserError when it cannot be read, Cancelled.
    """
    sheets = read_workbook(written.path, step).sheets
    sheet = min(sheets, key=lambda one: (one.name != name, one.is_hidden))  # the first of the best
    widths = [place for row in sheet.rows for place, cell in enumerate(row, 1) if cell != ""]
    wide = max(widths, default=1)
    letters = [column_letters(number) for number in range(1, wide + 1)]
    columns = tuple(Column(letter, letter, width=24) for letter in letters)
    rows = tuple(row[:wide] for row in sheet.rows)
    where = f"工作表“{sheet.name}”填好后的内容；版式与教育局的模板相同，以导出的文件为准。"
    notes = (where, *written.remarks)
    return Report("filled", "", "", clock.today(), columns, rows, notes, signature=())


def numbers_filled(mapping: Mapping, rows: Sequence[Any]) -> tuple[Numbers, ...]:
    """The numbers of people that go into a form whole when nothing is starred."""
    known = {column.key: column for column in list_named(mapping.list_key).columns}
    columns = [known[key] for key in mapping.keys if key in known]
    return tuple(numbers_of(columns, [column.text(row) for column in columns]) for row in rows)


def find_mapping(sources: Sources, list_key: str, fingerprint: str) -> Mapping | None:
    """The mapping this school used the last time for a form with these headers."""
    text = sources.mappings.find(list_key, fingerprint) if fingerprint else ""
    return from_toml(text) if text else None


def save_mapping(sources: Sources, mapping: Mapping) -> None:
    """Keep a mapping in the school file, for the next form with the same headers."""
    if mapping.fingerprint:
        sources.mappings.keep(mapping.list_key, mapping.fingerprint, mapping.to_toml())


def read_mapping(path: Path) -> Mapping:
    """A mapping from a file another school handed on. Raises UserError."""
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise ValueError
        return from_toml(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UserError(
            f"读不到对照文件“{path.name}”。", "请确认文件还在，并且没有被别的程序占用。"
        ) from error
    except ValueError as error:
        raise UserError(
            f"“{path.name}”不是对照文件。", "对照文件是校务通导出的 .toml 文件，请重新选择。"
        ) from error


def write_mapping(mapping: Mapping, path: Path) -> Path:
    """A mapping as a file to be handed on; of people it holds what mapping.texts say, if anything. Raises UserError."""
    with replacing(path) as part:
        part.write_text(mapping.to_toml(), "utf-8")
    return path


def _supply(
    sources: Sources, of_list: FillList, mapping: Mapping, rows: Sequence[Any], audience: Audience, on: date
) -> tuple[Supply, list[str]]:
    """What goes in, masked for the audience; and what the mask took away, in sentences."""
    columns = {column.key: column for column in (*of_list.columns, *fact_columns(), SEQUENCE)}
    known = facts(sources.school.identity(), audience, on, rows)
    values: dict[str, Sequence[object]] = {}
    hidden, starred = [], []
    for key in mapping.keys:
        column = columns.get(key)
        if column is None:
            raise UserError(
                f"对照里的“{key}”不是{of_list.title}的内容，没有填写。", "请在对照里另选一项；模板没有改动。"
            )
        if key == SEQUENCE.key:
            values[key] = range(1, len(rows) + 1)
        elif key in known or column in fact_columns():
            values[key] = [known.get(key, "")] * len(rows)
        elif not audience.shows(column.privacy):
            values[key] = [""] * len(rows)
            hidden.append(column.full_title)
        else:
            mask = mask_for(column, audience)
            values[key] = [column.of(row) if mask is None else mask(column.text(row)) for row in rows]
            if mask is not None and column.is_masked:
                starred.append(column.full_title)
    remarks = []
    if hidden:
        remarks.append(f"按“{audience.word}”不能给出、留空的列：{'、'.join(hidden)}。")
    if starred:
        remarks.append(
            f"{'、'.join(starred)}按“{audience.word}”打了星号；上级要完整号码时请改用“{Audience.INTERNAL.word}”。"
        )
    return Supply(len(rows), values, columns, known), remarks
