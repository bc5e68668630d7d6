"""Forms that were asked for and passages of reports: what keeps them from being stored, and the next school year."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date

from edudesk.base.errors import FieldProblem
from edudesk.base.masking import Audience
from edudesk.school.rules.years import is_day, next_year, read_school_year
from edudesk.submissions.rows.asked import AskedDraft, TextDraft


def settled_form(form: AskedDraft) -> AskedDraft:
    """The form with its title and school year as they are stored."""
    return replace(
        form, title=form.title.strip(), school_year=read_school_year(form.school_year) or form.school_year
    )


def asked_problems(form: AskedDraft, others: Sequence[AskedDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a form from being stored, all at once. others: the forms beside it."""
    found = []
    if not form.title:
        found.append(FieldProblem("title", "请填写报表的名称。"))
    elif any((other.title, other.school_year) == (form.title, form.school_year) for other in others):
        found.append(FieldProblem("title", f"{form.school_year}学年的清单里已经有“{form.title}”。"))
    if read_school_year(form.school_year) is None:
        found.append(FieldProblem("school_year", "请写成 2026-2027 这样的学年。"))
    if form.due and not is_day(form.due):
        found.append(FieldProblem("due", "请写成 2026-12-05 这样的日期。"))
    if form.audience not in [one.value for one in Audience]:
        found.append(FieldProblem("audience", "请选择输出级别。"))
    return tuple(found)


def carried_over(form: AskedDraft) -> AskedDraft:
    """The form in the next school year: due a year later, 29 February on the 28th; the year's own remark stays back."""
    draft = AskedDraft(**{field.name: getattr(form, field.name) for field in fields(AskedDraft)})
    return replace(draft, school_year=next_year(form.school_year), due=_year_later(form.due), remark="")


def _year_later(due: str) -> str:
    if not due:
        return ""
    day = date.fromisoformat(due)
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day).isoformat()


def text_problems(text: TextDraft, others: Sequence[TextDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a passage from being stored, all at once."""
    found = []
    if read_school_year(text.school_year) is None:
        found.append(FieldProblem("school_year", "请写成 2026-2027 这样的学年。"))
    if not text.text.strip() and not is_inherited(others, text.key, text.school_year):
        found.append(FieldProblem("text", "请填写内容；要改回参考文字，请删除这一段。"))
    if any((other.key, other.school_year) == (text.key, text.school_year) for other in others):
        found.append(FieldProblem("key", "这个学年已经写过这一段，请修改原来的。"))
    return tuple(found)


def own_text(texts: Iterable[TextDraft], key: str, school_year: str) -> TextDraft | None:
    """The passage of a school year, else the newest written before; None when there is none or it was emptied."""
    own = [one for one in texts if one.key == key and one.school_year <= school_year]
    newest = max(own, key=lambda one: one.school_year, default=None)
    return newest if newest is not None and newest.text else None


def is_inherited(texts: Iterable[TextDraft], key: str, school_year: str) -> bool:
    """Whether an earlier year's passage would be printed; only an empty one of this year keeps it away."""
    return own_text((one for one in texts if one.school_year < school_year), key, school_year) is not None
