"""抽查本数: how many books of a class were looked at, which should be as many for all of one check (教学常规检查 2)."""

from collections import Counter
from collections.abc import Iterable, Mapping

from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.forms.value import CheckForm, Field
from edudesk.checks.rows.sheets import SheetDraft


def is_sampled(field: Field) -> bool:
    """Whether a field of a head tells it."""
    return field.title in shipped_list("scheme")["sampled"]


def sampled_fields(forms: Iterable[CheckForm]) -> dict[tuple[str, int], str]:
    """Form and version -> key of the field of its head, of those that have one."""
    return {(form.key, form.version): one.key for form in forms for one in form.fields if is_sampled(one)}


def books_of(form: CheckForm, sheets: Iterable[SheetDraft]) -> Counter[int]:
    """How many books -> on how many first sheets by a form."""
    key = sampled_fields([form]).get((form.key, form.version), "")
    of_form = (one for one in sheets if (one.form, one.form_version) == (form.key, form.version))
    return Counter(one.numbers[key] for one in of_form if not one.first_id and key in one.numbers)


def usual_books(form: CheckForm, sheets: Iterable[SheetDraft]) -> int:
    """What most sheets of a check have, else what the form asks for; 0 = the form does not ask how many."""
    if not sampled_fields([form]):
        return 0
    counted = books_of(form, sheets).most_common(1)
    return counted[0][0] if counted else form.sample.count


def uneven_words(forms: Mapping[tuple[str, int], CheckForm], sheets: Iterable[SheetDraft]) -> str:
    """抽查数量不一致：6 的有 30 份，其余 2 份为 4 where the sheets of one check do not have as many; "" where they do."""
    found: Counter[int] = Counter()
    rows = list(sheets)
    for key in {(one.form, one.form_version) for one in rows} & forms.keys():
        found += books_of(forms[key], rows)
    if len(found) < 2:
        return ""
    (usual, count), whole = found.most_common(1)[0], found.total()
    others = sorted(found.keys() - {usual})
    span = str(others[0]) if len(others) == 1 else f"{others[0]}—{others[-1]}"
    return f"抽查数量不一致：{usual} 的有 {count} 份，其余 {whole - count} 份为 {span}"
