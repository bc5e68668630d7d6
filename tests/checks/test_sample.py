"""The sheets of the sample school read as if somebody had looked: what is counted on one fits together."""

from decimal import Decimal

from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.scoring import EMPTY, points_of
from edudesk.checks.rules.indicators import indicators, rate
from edudesk.checks.rules.item_figures import item_lines
from edudesk.checks.rules.plausible import doubts
from edudesk.checks.rules.problems import WEAK
from edudesk.checks.rules.sampled import uneven_words
from edudesk.checks.rules.term_facts import TermFacts
from tests.seat import Seat


def test_what_is_counted_on_a_sheet_fits_together(seat: Seat):
    desk, summary = seat.desk, seat.desk.check_summaries.of("2026-2027", "第一学期")
    facts = summary.facts
    forms = {(form.key, form.version): form for form in shipped_forms()}
    sheets = facts.sheets
    assert {sheet.kind for sheet in sheets} == {"BK", "JB", "TK", "ZY", "FD", "ZL"}
    for sheet in sheets:
        form, counts = forms[sheet.form, sheet.form_version], sheet.told
        assert doubts(form, sheet.on, counts, facts.today) == (), sheet.on
        for part, whole in (
            ("books_sampled", "books_in"), ("took_part", "pupils_present"), ("pupils_present", "pupils_due"),
            ("present", "due"), ("spoke", "present"), ("books_commented", "books_sampled"),
            ("lessons_sampled", "lessons_due"), ("examinees", "examinees_due"),
        ):  # fmt: skip
            if part in counts:
                assert sheet.numbers[part] <= sheet.numbers[whole], (part, sheet.told)
    told = {one.key: rate(one, sheets).value for one in indicators()}
    assert all(value is not None and value <= 100 for value in told.values()), told
    for check in desk.campaigns.rows():
        assert uneven_words(forms, desk.sheets.of_campaign(check.id)) == ""
    assert {line.id: (line.got, line.full, line.count, line.sheets) for line in item_lines(summary)} == lost(
        facts
    )


def lost(facts: TermFacts) -> dict[str, tuple[Decimal, Decimal, int, tuple[str, ...]]]:
    """What item_lines says, sheet after sheet and item after item."""
    found: dict[str, list[tuple[Decimal, Decimal, str]]] = {}
    for sheet in facts.sheets:
        for item in facts.forms[sheet.form, sheet.form_version].items if not sheet.first_id else ():
            points = points_of(item, sheet.numbers, sheet.judged.get(item.key, EMPTY))
            if item.full and points is not None:
                found.setdefault(item.key, []).append((points, item.full, sheet.id))
    return {
        key: (
            sum(points for points, _, _ in told),
            sum(full for _, full, _ in told),
            len(told),
            tuple(
                one
                for share, one in sorted((points / full, one) for points, full, one in told)
                if share < WEAK
            ),
        )
        for key, told in found.items()
    }
