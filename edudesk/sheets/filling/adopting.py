"""A mapping kept from an earlier time, for the form at hand: whether it fits, and what is different now."""

from dataclasses import replace

from edudesk.base.errors import UserError
from edudesk.sheets.addresses import column_letters
from edudesk.sheets.filling.mapping import Mapping
from edudesk.sheets.filling.proposing import Known, Proposal, proposal_of, propose
from edudesk.sheets.filling.survey import Survey
from edudesk.sheets.heads import head_at


def adopt(form: Survey, known: Known, given: Mapping) -> Proposal:
    """A mapping kept from an earlier time, for this form. Where the form was changed since, changes says how, and
    the mapping is proposed anew with what is known of the columns that are still there."""
    at = form.sheet(given.sheet)
    if given.sheet and at is not None and at.last_row >= given.head[1] > 0:
        head = head_at(at.sheet, *given.head)
        if head.fingerprint == given.fingerprint:
            fresh = proposal_of(form, known, at, head)
            return replace(fresh, mapping=_begun(fresh, _taken(fresh.mapping, given), given.first_row))
    fresh = propose(form, known, given.sheet if at is not None else "")
    is_same = fresh.mapping.fingerprint == given.fingerprint
    changes = () if is_same else tuple(_changes(given, fresh.mapping))
    return replace(fresh, mapping=_taken(fresh.mapping, given), changes=changes)


def _begun(fresh: Proposal, mapping: Mapping, first_row: int) -> Mapping:
    """The mapping with the first row somebody chose: over an example, or further down; never over people."""
    is_over_samples = all(row in fresh.samples for row in range(first_row, mapping.first_row))
    is_inside = first_row <= mapping.last_row  # the other form may have been full, and longer
    return mapping.with_first_row(first_row) if is_over_samples and is_inside else mapping


def check_fit(form: Survey, mapping: Mapping) -> None:
    """Raises UserError when the form is not the one the mapping was made for."""
    if not mapping.sheet:
        return
    at = form.sheet(mapping.sheet)
    told = f"工作表“{mapping.sheet}”没有了"
    if at is not None:
        last = min(mapping.head[1], len(at.sheet.rows))
        head = head_at(at.sheet, mapping.head[0], last) if last >= mapping.head[0] else None
        if head is not None and head.fingerprint == mapping.fingerprint:
            return
        now = {cell.name: column_letters(cell.column) for cell in head.cells} if head is not None else {}
        moved = [one.header for one in mapping.columns if now.get(one.name) != one.letters]
        told = f"第 {mapping.head[0]} 行起的表头变了" + (f"（{'、'.join(moved[:6])}）" if moved else "")
    raise UserError(
        f"“{form.path.name}”与对照不一致：{told}，没有填写。",
        "请重新识别这个模板，看过新的对照后再填；模板没有改动。",
    )


def _taken(fresh: Mapping, given: Mapping) -> Mapping:
    """The fresh mapping with what a person decided in the given one, where the form still has it."""
    columns = {one.name: one for one in given.columns}
    singles = {(one.sheet, one.label, one.is_inside): one for one in given.singles}
    return replace(
        fresh,
        list_key=given.list_key,
        columns=tuple(
            replace(one, key=columns[one.name].key, text=columns[one.name].text)
            if one.name in columns
            else one
            for one in fresh.columns
        ),
        singles=tuple(
            replace(one, key=before.key, text=before.text)
            if (before := singles.get((one.sheet, one.label, one.is_inside)))
            else one
            for one in fresh.singles
        ),
    )


def _changes(given: Mapping, fresh: Mapping) -> list[str]:
    """How the columns of a form differ from those a mapping was made for, in sentences."""
    before = {one.name: one for one in given.columns}
    now = {one.name: one for one in fresh.columns}
    told = [
        f"“{one.header}”原来在 {before[name].letters} 列，现在在 {one.letters} 列。"
        for name, one in now.items()
        if name in before and before[name].letters != one.letters
    ]
    told += [
        f"“{one.header}”一列（原 {one.letters} 列）没有了。"
        for name, one in before.items()
        if name not in now
    ]
    told += [
        f"新增了“{one.header}”一列（{one.letters} 列）。" for name, one in now.items() if name not in before
    ]
    return told
