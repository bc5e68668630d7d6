"""What is typed into the head of a form, as it is stored: numbers as numbers, days as ISO days."""

from collections.abc import Mapping
from decimal import Decimal

from edudesk.base.dates import read_date
from edudesk.checks.forms.points import number_of
from edudesk.checks.forms.value import CheckForm, Field, FieldKind
from edudesk.school.rules.years import is_day


def number_told(field: Field, value: object) -> Decimal | None:
    """The number of a field, as people write it: 85.5, ８５．５, 85.5%, 85.5分; None when it is none.

    Sheets of the first versions hold it as text.
    """
    text = str(value).strip().removesuffix("%").removesuffix("％")
    return number_of(text.removesuffix(field.unit) if field.unit else text)


def day_told(value: object) -> str:
    """The ISO day of a field of days: 2026.11.5, 2026年11月5日; "" when it is none."""
    day = str(read_date(value).value or "")
    return day if is_day(day) else ""


def stored_counts(form: CheckForm, counts: Mapping[str, object]) -> dict[str, object]:
    """The counts of a sheet as they are kept; what means nothing stays as it was typed."""
    kinds = {field.key: field for field in form.fields}
    return {key: _stored(kinds[key], value) if key in kinds else value for key, value in counts.items()}


def _stored(field: Field, value: object) -> object:
    if field.kind is FieldKind.NUMBER and (number := number_told(field, value)) is not None:
        return int(number) if number == number.to_integral_value() else float(number)
    if field.kind is FieldKind.DATE:
        return day_told(value) or value
    return value
