"""Values brought from form to form of one person: which, how much, never over what was typed."""

from dataclasses import replace
from decimal import Decimal

from edudesk.checks.forms.scoring import Answer
from edudesk.checks.rows.campaigns import UnitDraft
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.brought import Source, brought, wanted_of_term
from edudesk.checks.rules.sheets import Filled, stored_content
from tests.checks.checking import FORMS

PLANS, HOMEWORK, TUTORING, LESSON, GROUP = (FORMS[key] for key in ("BK01", "ZY01", "FD01", "TK01", "JB01"))


def unit(check: str, name: str = "周敏华", classes: str = "五（3）班", **more: str) -> UnitDraft:
    told = {"subject": "数学", "group": "数学组", "teacher_id": name, **more}
    return UnitDraft(campaign_id=check, name=name, classes=classes, **told)


def source(form, about: UnitDraft, points: dict[str, str], number: int = 1, **more) -> Source:
    """A submitted sheet with points of some items."""
    answers = {key: Answer(Decimal(value)) for key, value in points.items()}
    content = stored_content(form, Filled(on="2026-11-18", inspector="许莉", answers=answers))
    content["counts"] = more.pop("counts", "{}")
    sheet = SheetRow(
        unit_id=about.name, campaign_id=about.campaign_id, teacher_id=about.teacher_id, kind=form.kind,
        school_year="2026-2027", term="第一学期", form=form.key, form_version=1, status="已提交",
        id=f"{number:04}", version=1, **content,
    )  # fmt: skip
    return Source(sheet, about, form, **more)


MARKED = source(HOMEWORK, unit("ZY"), {"ZY01-7": "10", "ZY01-8": "6", "ZY01-9": "6"})


def test_marking_of_the_same_books_is_brought_to_tutoring():
    found = brought(TUTORING, unit("FD"), [MARKED])
    assert found.items == {"FD01-4": Answer(Decimal("13.5"), reason="取自作业检查")}  # 22 of 26, of 16


def test_what_was_typed_stays():
    typed = Filled(on="2026-11-18", answers={"FD01-4": Answer(Decimal(8))}, counts={"class_size": 40})
    assert brought(TUTORING, unit("FD"), [MARKED]).into(typed) == typed


def test_of_another_class_or_teacher_nothing_is_brought():
    for other in (unit("FD", classes="五（4）班"), unit("FD", "李静"), unit("FD", subject="语文")):
        assert brought(TUTORING, other, [MARKED]).items == {}
    both = brought(TUTORING, unit("FD", classes="五（3）班、五（4）班"), [MARKED])
    assert set(both.items) == {"FD01-4"}


def test_what_does_not_apply_and_a_re_check_are_not_brought():
    answers = {key: Answer(is_na=True, reason="没有订正") for key in ("ZY01-7", "ZY01-8", "ZY01-9")}
    content = stored_content(HOMEWORK, Filled(on="2026-11-18", answers=answers))
    none = replace(MARKED, sheet=replace(MARKED.sheet, answers=content["answers"]))
    again = replace(MARKED, sheet=replace(MARKED.sheet, first_id="0000"))
    assert brought(TUTORING, unit("FD"), [none, again]).items == {}


def test_a_group_takes_the_mean_of_its_members():
    members = [
        source(PLANS, unit("BK", "周敏华"), {"BK01-8": "9"}),
        source(PLANS, unit("BK", "陈晓岚"), {"BK01-8": "5"}, 2),
        source(PLANS, unit("BK", "李静", group="语文组"), {"BK01-8": "0"}, 3),
    ]
    group = unit("JB", "数学组", "", teacher_id="", subject="")
    assert brought(GROUP, group, members).items["JB01-7"].points == Decimal("9.5")  # 7 of 9, of 12


def test_the_last_lesson_of_the_term_speaks_for_attention_in_class():
    assert wanted_of_term(TUTORING) == {"TK01-7"}
    early = source(LESSON, unit("TK9"), {"TK01-7": "3"}, is_beside=False)
    late = source(LESSON, unit("TK10"), {"TK01-7": "6"}, 2, is_beside=False)
    found = brought(TUTORING, unit("FD"), [early, late])
    assert found.items == {"FD01-5": Answer(Decimal(10), reason="取自听课检查")}
    homework_elsewhere = replace(MARKED, is_beside=False)
    assert brought(TUTORING, unit("FD"), [homework_elsewhere]).items == {}


def test_as_many_books_are_looked_at_as_with_the_one_before():
    before = [
        source(HOMEWORK, unit("ZY", "李静"), {}, 1, counts='{"books_sampled": 6, "books_due": 45}'),
        source(HOMEWORK, unit("ZY", "沈婷"), {}, 2, counts='{"books_sampled": 8}'),
        source(HOMEWORK, unit("旧", "沈婷"), {}, 3, counts='{"books_sampled": 10}'),
    ]
    assert brought(HOMEWORK, unit("ZY"), before).counts == {"books_sampled": 8}


def test_the_size_of_a_class_is_counted_once():
    lesson = source(LESSON, unit("TK"), {}, counts='{"pupils_due": 44}')
    assert brought(HOMEWORK, unit("ZY"), [lesson]).counts == {"class_size": 44}
