"""Verbs on forms: a school's own versions beside the shipped ones, frozen once a sheet was made with them (5.3)."""

from collections.abc import Collection, Mapping
from itertools import count
from typing import ClassVar, Final

from sqlalchemy import Connection

from edudesk.checks.forms.checking import problems_of
from edudesk.checks.forms.reading import plain_of, shipped_forms
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.versions import FormVersionRow
from edudesk.checks.tables import CheckSheet, CheckUnit, FormVersion
from edudesk.store.editions import Editions, Shipped
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.shipped_service import ShippedService
from edudesk.store.verbs import look, view
from edudesk.store.work import Work

FormKey = tuple[str, int]


FORMS: Final[Shipped[CheckForm]] = Shipped(
    table=FormVersion,
    row=FormVersionRow,
    noun="检查表单",
    short="表单",
    ours=shipped_forms,
    read=lambda row: row.form,
    plain=plain_of,
    problems=problems_of,
    made={CheckSheet: "form", CheckUnit: "form"},
    beside=("kind",),
)


class FormService(ShippedService[CheckForm]):
    """表单与评分标准."""

    sort: ClassVar[Shipped[CheckForm]] = FORMS
    sees = Right.SEE_CHECKS

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
        return FORMS.is_used(connection, key, number)

    @staticmethod
    def is_shipped(key: str, number: int = 0) -> bool:
        """Whether a form comes with the program; with a number, that version of it."""
        return any(form.key == key and number in (0, form.version) for form in shipped_forms())

    @look
    def free_key(self, connection: Connection, key: str) -> str:
        """A number no form of a type has, for one of the type key: BK02."""
        taken = {key for key, _ in self._editions.every(connection)}
        return next(found for number in count(1) if (found := f"{key}{number:02}") not in taken)


def forms_in(connection: Connection, kept: Records[FormVersionRow]) -> dict[FormKey, CheckForm]:
    """(key, version) -> form."""
    return Editions(FORMS, kept).every(connection)


def keep_forms(work: Work, kept: Records[FormVersionRow], keys: Collection[FormKey]) -> None:
    """Keep shipped forms as they are now, inside another verb."""
    Editions(FORMS, kept).keep(work, keys)
