"""What is typed and can hardly be meant: days of another school year, numbers that no school has."""

from collections.abc import Mapping
from datetime import date, timedelta

from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.value import CheckForm, Field, FieldKind
from edudesk.checks.rules.head_values import day_told, number_told
from edudesk.checks.rules.indicators import indicators
from edudesk.checks.rules.pupils import names_in
from edudesk.checks.rules.sampled import is_sampled
from edudesk.school.rows.terms import SECOND_TERM
from edudesk.school.rules.years import first_of, is_day, printed_year, school_year_of

_MOST = 99_999  # of anything that is counted in one check
_FAR = timedelta(days=731)
_TWICE = 2
_AFTERWARDS = "10-31"


def day_problems(on: str, school_year: str, term: str) -> tuple[FieldProblem, ...]:
    """A check belongs to its term, whenever it is typed in (5.4): of the second one 补检 and 复查 come until October, when the
    next school year has begun."""
    if not is_day(on) or school_year_of(date.fromisoformat(on)) == school_year:
        return ()
    summer = first_of(school_year) + 1
    if term == SECOND_TERM and f"{summer}-08-01" <= on <= f"{summer}-{_AFTERWARDS}":
        return ()
    return (FieldProblem("on", f"检查日期“{on}”不在 {printed_year(school_year)} 学年。"),)


def later_problems(key: str, title: str, day: str, found_on: str) -> tuple[FieldProblem, ...]:
    """What is done about a problem is done after it was found, within two years. day, found_on: ISO days, "" = unknown."""
    if not is_day(day) or not is_day(found_on):
        return ()
    if day < found_on:
        return (FieldProblem(key, f"{title}早于检查日期。"),)
    if date.fromisoformat(day) - date.fromisoformat(found_on) > _FAR:
        return (FieldProblem(key, f"{title}“{day}”离检查日期两年以上，请核对年份。"),)
    return ()


def is_far_off(day: str, today: date) -> bool:
    """More than two years ahead: a slip of the year."""
    return is_day(day) and date.fromisoformat(day) - today > _FAR


def number_problems(form: CheckForm, counts: Mapping[str, object]) -> tuple[FieldProblem, ...]:
    """The fields of the head whose numbers or days cannot be."""
    told = [(field, _told(field, counts[field.key])) for field in form.fields if field.key in counts]
    return tuple(FieldProblem(field.key, f"{field.title}{text}") for field, text in told if text)


def _told(field: Field, value: object) -> str:
    if field.kind is FieldKind.COUNT and isinstance(value, int):
        if value < 0:
            return "不能小于 0。"
        return "" if value <= _MOST else f"应在 0—{_MOST} 之间。"
    text = str(value).strip()
    if field.kind is FieldKind.DATE and text and not day_told(text):
        return f"“{text}”不是日期，请写成 2026-11-05 的样子。"
    if field.kind is not FieldKind.NUMBER or not text:
        return ""
    number = number_told(field, text)
    most = 100 if field.unit == "%" else _MOST
    if number is None:
        return f"“{text}”不是数。"
    return "" if 0 <= number <= most else f"应在 0—{most} 之间。"


def doubts(
    form: CheckForm, on: str, counts: Mapping[str, object], today: date, books: int = 0
) -> tuple[str, ...]:
    """What may be a slip, but need not be: told once before the sheet is stored. on: ISO day; counts: of the head; books:
    抽查本数 of the others in the check, 0 = not known."""
    numbers = {key: value for key, value in counts.items() if isinstance(value, int)}
    found = []
    if is_day(on) and date.fromisoformat(on) > today:
        found.append(f"检查日期 {on} 还没有到。")
    titles = {field.key: field.title for field in form.fields}
    for item in form.items:
        part, whole = numbers.get(item.part), numbers.get(item.whole)
        if part is not None and whole and part > whole * _TWICE:
            found.append(f"{titles[item.part]} {part} 超过{titles[item.whole]} {whole} 的两倍。")
    found += [
        f"{titles[one.part[0]]} {part} 超过{titles[one.whole]} {whole}。"
        for one in indicators()
        if one.kind == form.kind
        and one.is_within
        and (part := numbers.get(one.part[0])) is not None
        and (whole := numbers.get(one.whole)) is not None
        and part > whole
        and {one.part[0], one.whole} <= titles.keys()
    ]
    found += [_unlike_others(field, numbers, books) for field in form.fields if is_sampled(field)]
    found += [_named(field, str(counts.get(field.key) or "")) for field in form.fields if field.is_of_pupils]
    return tuple(filter(None, dict.fromkeys(found)))


def _unlike_others(field: Field, numbers: Mapping[str, int], books: int) -> str:
    """Rates over a few books move in jumps, and deductions grow with the sample: all of a check show as many (2)."""
    number = numbers.get(field.key)
    if not books or number in (None, books):
        return ""
    return f"{field.title} {number}，这次检查其他人是 {books}：抽查一样多才好比较。"


def _named(field: Field, text: str) -> str:
    names = names_in(text)
    return f"{field.title}写了“{'、'.join(names)}”，像是全名，请只写学号或姓。" if names else ""
