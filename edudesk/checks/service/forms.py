"""Verbs on forms: a school's own versions beside the shipped ones, frozen once a sheet was made with them (5.3)."""

import json
from collections.abc import Collection, Mapping
from itertools import count

from sqlalchemy import Connection, select

from edudesk.base.errors import UserError
from edudesk.checks.forms.checking import problems_of
from edudesk.checks.forms.reading import plain_of, shipped_forms
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.versions import FormVersionRow
from edudesk.checks.tables import CheckSheet, CheckUnit, FormVersion
from edudesk.store.context import Context
from edudesk.store.editions import Editions
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
        self._editions = editions(Records(context, FormVersion, FormVersionRow))

    @view(Right.SEE_CHECKS)
    def versions(self, connection: Connection) -> list[FormVersionRow]:
        """The school's own versions, oldest first."""
        return self._editions.kept.rows(connection, "key", "number")

    @view(Right.SEE_CHECKS)
    def every(self, connection: Connection) -> Mapping[FormKey, CheckForm]:
        """(key, version) -> form, the shipped ones and the school's own."""
        return self._editions.every(connection)

    @view(Right.SEE_CHECKS)
    def offered(self, connection: Connection, on: str = "") -> list[CheckForm]:
        """The newest version in force of each form that is not 停用: what new checks take.

        on: ISO day until which a version must have come into force (生效日期), "" = today; what is in force today is
        offered for an earlier day too when there is no older version.
        """
        return self._editions.offered(connection, on)

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
        return self._editions.is_frozen(connection, key, number)

    @view(Right.SEE_CHECKS)
    def free_key(self, connection: Connection, kind: str) -> str:
        """A number no form of this type has: BK02."""
        taken = {key for key, _ in self._editions.every(connection)}
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
        return self._editions.save(work, form, note, since, is_new=is_new)

    @verb("停用检查表单", right=Right.EDIT_CHECK_FORMS)
    def switch(self, work: Work, key: str, *, is_off: bool) -> None:
        """Offer a form no more, or again; its sheets stay as they are. Raises UserError for an unknown key."""
        self._editions.switch(work, key, is_off=is_off)


def editions(kept: Records[FormVersionRow]) -> Editions[CheckForm]:
    """The versions of all forms."""
    return Editions(
        FormVersion,
        kept,
        noun="表单",
        read=lambda row: row.form,
        shipped=shipped_forms,
        stored=_stored,
        is_used=_is_used,
    )


def forms_in(connection: Connection, kept: Records[FormVersionRow]) -> dict[FormKey, CheckForm]:
    """(key, version) -> form."""
    return editions(kept).every(connection)


def keep_forms(work: Work, kept: Records[FormVersionRow], keys: Collection[FormKey]) -> None:
    """Keep shipped forms as they are now, inside another verb."""
    editions(kept).keep(work, keys)


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
