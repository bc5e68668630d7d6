"""Verbs on the forms of self-evaluation: a school's own versions beside the shipped ones."""

import json
from typing import ClassVar, Final

from sqlalchemy import Connection

from edudesk.appraisal.forms.checking import problems_of
from edudesk.appraisal.forms.reading import form_of, plain_of, shipped_forms
from edudesk.appraisal.forms.value import Form
from edudesk.appraisal.tables import Appraisal, AppraisalForm
from edudesk.base.errors import UserError
from edudesk.store.context import Context
from edudesk.store.editions import Editions, OwnVersionRow, Shipped, newest
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.shipped_service import ShippedService
from edudesk.store.verbs import view
from edudesk.store.work import Work

FORMS: Final[Shipped[Form]] = Shipped(
    table=AppraisalForm,
    noun="自评表",
    ours=lambda: shipped_forms().values(),
    read=lambda row: form_of(json.loads(row.content)),
    plain=plain_of,
    problems=problems_of,
    made={Appraisal: "form"},
)


class FormService(ShippedService[Form]):
    """自评表."""

    sort: ClassVar[Shipped[Form]] = FORMS
    sees = Right.SEE_APPRAISAL

    @view(Right.SEE_APPRAISAL)
    def offered(self, connection: Connection) -> list[Form]:
        """The newest version of each that is not 停用."""
        return self._editions.offered(connection)

    @view(Right.SEE_APPRAISAL)
    def switched_off(self, connection: Connection) -> list[Form]:
        """The newest version of each that is 停用."""
        off = {row.key for row in self._editions.kept.rows(connection) if row.is_off}
        return [form for key, form in newest(self._editions.every(connection)).items() if key in off]

    @view(Right.SEE_APPRAISAL)
    def of(self, connection: Connection, key: str, number: int) -> Form:
        """A version. Raises UserError for one that is gone."""
        return form_in(connection, self.context, key, number)


def form_in(connection: Connection, context: Context, key: str, number: int) -> Form:
    """A version, inside another reading. Raises UserError for one that is gone."""
    found = _editions(context).every(connection).get((key, number))
    if found is None:
        raise UserError(f"找不到自评表“{key}”第 {number} 版。", "这份自评的内容都还在，请联系维护人员。")
    return found


def keep_form(work: Work, context: Context, key: str, number: int) -> None:
    """Keep a shipped form as it is now, inside another verb: a later program may ship another text."""
    _editions(context).keep(work, {(key, number)})


def _editions(context: Context) -> Editions[Form]:
    return Editions(FORMS, Records(context, AppraisalForm, OwnVersionRow))
