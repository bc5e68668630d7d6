"""Verbs on forms: a school's own versions beside the shipped ones, frozen once a sheet was made with them (5.3)."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
from operator import itemgetter

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.checking import problems_of
from edudesk.checks.forms.reading import plain_of, shipped_forms
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.versions import FormVersionRow
from edudesk.checks.tables import CheckSheet, CheckUnit, FormVersion
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

FormKey = tuple[str, int]


class FormService:
    """表单与评分标准."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, FormVersion, FormVersionRow)

    @view(Right.SEE_CHECKS)
    def versions(self, connection: Connection) -> list[FormVersionRow]:
        """The school's own versions, oldest first."""
        return self._kept.rows(connection, "key", "number")

    @view(Right.SEE_CHECKS)
    def every(self, connection: Connection) -> Mapping[FormKey, CheckForm]:
        """(key, version) -> form, the shipped ones and the school's own."""
        return forms_in(connection, self._kept)

    @view(Right.SEE_CHECKS)
    def offered(self, connection: Connection, on: str = "") -> list[CheckForm]:
        """The newest version in force of each form that is not 停用: what new checks take.

        on: ISO day until which a version must have come into force (生效日期), "" = today; what is in force today is
        offered for an earlier day too when there is no older version.
        """
        rows = self._kept.rows(connection)
        off = {row.key for row in rows if row.is_off}
        since = {(row.key, row.number): row.since for row in rows}
        forms, today = forms_in(connection, self._kept), clock.today().isoformat()
        oldest = sorted(_begun(forms, since, today).items(), key=itemgetter(0), reverse=True)
        found = {key: form for (key, _), form in oldest} | _newest(_begun(forms, since, on or today))
        return [found[key] for key in _newest(forms) if key in found and key not in off]

    @view(Right.SEE_CHECKS)
    def is_used(self, connection: Connection, key: str, number: int) -> bool:
        """Whether sheets or a published check hold on to a version: it is frozen then."""
        return _is_used(connection, key, number)

    @staticmethod
    def is_shipped(key: str, number: int = 0) -> bool:
        """Whether a form comes with the program; with a number, that version of it."""
        return any(form.key == key and number in (0, form.version) for form in shipped_forms())

    @view(Right.SEE_CHECKS)
    def is_frozen(self, connection: Connection, key: str, number: int) -> bool:
        """Whether saving makes the next version: sheets hold on to this one, or it is shipped."""
        return self.is_shipped(key, number) or _is_used(connection, key, number)

    @view(Right.SEE_CHECKS)
    def free_key(self, connection: Connection, kind: str) -> str:
        """A number no form of this type has: BK02."""
        taken = {key for key, _ in forms_in(connection, self._kept)}
        return next(key for number in count(1) if (key := f"{kind}{number:02}") not in taken)

    @verb("修改检查表单", right=Right.EDIT_CHECK_FORMS)
    def save(
        self, work: Work, form: CheckForm, note: str, since: str = "", *, is_new: bool = False
    ) -> CheckForm:
        """Keep a form: as the next version when the newest one is in use or shipped, else in its place.

        form: its version is that it was made from. note: 修改说明; since: ISO day; is_new: it may not be there yet.
        Raises UserError with every problem of the form, or when there is a newer version.
        """
        if found := problems_of(form):
            raise UserError("表单还不能保存。", "请改好标出的各项；原有的版本没有改动。", found)
        newest = _newest(forms_in(work.connection, self._kept)).get(form.key)
        if newest is not None and is_new:
            raise UserError(
                f"已有编号为“{form.key}”的表单（{newest.title}）。",
                "请换一个编号再保存；原有的表单没有改动。",
                (FieldProblem("key", "编号已被使用。"),),
            )
        if newest is not None and newest.version > form.version:
            raise UserError(
                f"“{form.title}”已经有了 v{newest.version}。",
                f"请打开 v{newest.version} 再改一次；已有的版本没有改动。",
            )
        kept_rows = {(row.key, row.number): row for row in self._kept.rows(work.connection)}
        # a shipped version may be kept too, beside what says that it is 停用
        own = {key: row for key, row in kept_rows.items() if not self.is_shipped(*key)}
        open_row = own.get((form.key, newest.version)) if newest else None
        if open_row and not _is_used(work.connection, form.key, open_row.number):
            kept = replace(form, version=open_row.number, note=note)
            work.title = f"修改表单 {kept.name}"
            work.update(FormVersion, open_row.id, _stored(kept, since))
            return kept
        kept = replace(form, version=newest.version + 1 if newest else 1, note=note)
        work.title = f"新版表单 {kept.name}" if newest else f"新建表单 {kept.name}"
        work.insert(FormVersion, [_stored(kept, since)])
        return kept

    @verb("停用检查表单", right=Right.EDIT_CHECK_FORMS)
    def switch(self, work: Work, key: str, *, is_off: bool) -> None:
        """Offer a form no more, or again; its sheets stay as they are. Raises UserError for an unknown key."""
        rows = [row for row in self._kept.rows(work.connection) if row.key == key]
        form = _newest(forms_in(work.connection, self._kept)).get(key)
        if form is None:
            raise UserError(f"没有编号为“{key}”的表单。", "请刷新列表后再试；数据没有改动。")
        work.title = f"{'停用' if is_off else '启用'}表单 {form.title}"
        word = "是" if is_off else ""
        if not rows:  # a shipped form: a row of ours says that it is off
            work.insert(FormVersion, [{**_stored(form, ""), "is_off": word}])
            return
        work.update_many(FormVersion, {row.id: {"is_off": word} for row in rows})


def forms_in(connection: Connection, kept: Records[FormVersionRow]) -> dict[FormKey, CheckForm]:
    """(key, version) -> form."""
    own = {(row.key, row.number): row.form for row in kept.rows(connection)}
    return {(form.key, form.version): form for form in shipped_forms()} | own


def keep_forms(work: Work, kept: Records[FormVersionRow], keys: Collection[FormKey]) -> None:
    """Keep shipped forms as they are now, inside another verb: a later program may ship another text."""
    there = {(row.key, row.number) for row in kept.rows(work.connection)}
    forms = forms_in(work.connection, kept)
    work.insert(FormVersion, [_stored(forms[key], "") for key in sorted(keys) if key not in there])


def _newest(forms: Mapping[FormKey, CheckForm]) -> dict[str, CheckForm]:
    found: dict[str, CheckForm] = {}
    for (key, number), form in forms.items():
        if key not in found or number > found[key].version:
            found[key] = form
    return found


def _begun(
    forms: Mapping[FormKey, CheckForm], since: Mapping[FormKey, str], on: str
) -> dict[FormKey, CheckForm]:
    return {key: form for key, form in forms.items() if since.get(key, "") <= on}


def _is_used(connection: Connection, key: str, number: int) -> bool:
    for table, version in ((CheckSheet, "form_version"), (CheckUnit, "form_version")):
        sheet = core(table)
        query = select(sheet.c.id).where(sheet.c.form == key, sheet.c[version] == number).limit(1)
        if connection.scalar(query) is not None:
            return True
    return False


def _stored(form: CheckForm, since: str) -> dict[str, object]:
    return {
        "key": form.key,
        "number": form.version,
        "kind": form.kind,
        "title": form.title,
        "since": since,
        "note": form.note,
        "content": json.dumps(plain_of(form), ensure_ascii=False, sort_keys=True),
        "is_off": "",
    }
