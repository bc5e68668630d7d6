"""Verbs on the forms of self-evaluation: a school's own versions beside the shipped ones."""

import json

from sqlalchemy import Connection, select

from edudesk.appraisal.forms.checking import problems_of
from edudesk.appraisal.forms.reading import form_of, plain_of, shipped_forms
from edudesk.appraisal.forms.value import Form
from edudesk.appraisal.rows.forms import FormVersionRow
from edudesk.appraisal.tables import Appraisal, AppraisalForm
from edudesk.base.errors import UserError
from edudesk.store.context import Context
from edudesk.store.editions import Editions
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class FormService:
    """自评表."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._editions = _editions(Records(context, AppraisalForm, FormVersionRow))

    @view(Right.SEE_APPRAISAL)
    def offered(self, connection: Connection) -> list[Form]:
        """The newest version of each that is not 停用."""
        return self._editions.offered(connection)

    @view(Right.SEE_APPRAISAL)
    def of(self, connection: Connection, key: str, number: int) -> Form:
        """A version. Raises UserError for one that is gone."""
        return form_in(connection, self.context, key, number)

    @view(Right.SEE_APPRAISAL)
    def is_frozen(self, connection: Connection, key: str, number: int) -> bool:
        """Whether saving makes the next version: evaluations have this one, or it is shipped."""
        return self._editions.is_frozen(connection, key, number)

    @view(Right.SEE_APPRAISAL)
    def free_key(self, connection: Connection, key: str) -> str:
        """A key no form has, for a copy: compulsory2."""
        return self._editions.free_key(connection, key)

    @verb("修改自评表", right=Right.EDIT_APPRAISAL)
    def save(self, work: Work, form: Form, note: str, *, is_new: bool = False) -> Form:
        """Keep a form: as the next version when evaluations have the newest one or it is shipped, else in its place.

        Raises UserError with every problem of it.
        """
        if found := problems_of(form):
            raise UserError("自评表还不能保存。", "请改好指出的各处；原有的版本没有改动。", found)
        return self._editions.save(work, form, note, is_new=is_new)

    @verb("停用自评表", right=Right.EDIT_APPRAISAL)
    def switch(self, work: Work, key: str, *, is_off: bool) -> None:
        """Offer a form no more, or again. Raises UserError for an unknown key."""
        self._editions.switch(work, key, is_off=is_off)


def form_in(connection: Connection, context: Context, key: str, number: int) -> Form:
    """A version, inside another reading. Raises UserError for one that is gone."""
    found = _editions(Records(context, AppraisalForm, FormVersionRow)).every(connection).get((key, number))
    if found is None:
        raise UserError(f"找不到自评表“{key}”第 {number} 版。", "这份自评的内容都还在，请联系维护人员。")
    return found


def keep_form(work: Work, context: Context, key: str, number: int) -> None:
    """Keep a shipped form as it is now, inside another verb: a later program may ship another text."""
    _editions(Records(context, AppraisalForm, FormVersionRow)).keep(work, {(key, number)})


def _editions(kept: Records[FormVersionRow]) -> Editions[Form]:
    return Editions(
        AppraisalForm,
        kept,
        noun="自评表",
        read=lambda row: form_of(json.loads(row.content)),
        shipped=lambda: shipped_forms().values(),
        stored=_stored,
        is_used=_is_used,
    )


def _is_used(connection: Connection, key: str, number: int) -> bool:
    c = core(Appraisal).c
    query = select(c.id).where(c.form == key, c.form_version == number).limit(1)
    return connection.scalar(query) is not None


def _stored(form: Form, since: str) -> dict[str, object]:
    return {
        "key": form.key,
        "number": form.version,
        "title": form.title,
        "since": since,
        "note": form.note,
        "content": json.dumps(plain_of(form), ensure_ascii=False, sort_keys=True),
        "is_off": "",
    }
