"""What a class, a subject and a single check count (教学常规检查 5.1, R3–R5), against a second computation in plain loops."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.checks.rows.campaigns import NOT_HANDED_IN, PUBLISHED, CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SUBMITTED, SheetRow
from edudesk.checks.rows.terms import SchemeDraft
from edudesk.checks.rules.explaining import explained
from edudesk.checks.rules.scheme import (
    default_scheme,
    scheme_for,
    scheme_notes,
    scheme_problems,
    weighing_words,
)
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import Person, TermFacts
from edudesk.checks.rules.weighing import Classes, Over, Share, Subjects, of_checks
from tests.checks.checking import FORMS, TERM, YEAR
from tests.checks.test_schemes import stored
from tests.tables import each

OURS = default_scheme(YEAR, TERM)
BY_BOOKS = replace(OURS, classes_by=Classes.BOOKS.value)
MAIN = replace(OURS, subjects_by=Subjects.MAIN.value, main_subjects="语文、数学", main_share=80)
Line = tuple[str, str, str, float | None, int, int]
"""What one sheet is about: check, subject, class, 周课时, 抽查本数, score in tenths."""


def term(lines: Sequence[Line], scheme: SchemeDraft, kind: str = "ZY") -> TermSummary:
    """One teacher, a unit and a sheet for each line; checks are named by their day."""
    checks = [
        CampaignRow(
            id=day, version=1, kind=kind, title=f"{day}检查", school_year=YEAR, term=TERM, begins=day,
            status=PUBLISHED,
        )
        for day in dict.fromkeys(line[0] for line in lines)
    ]  # fmt: skip
    units, sheets = [], []
    for number, (day, subject, room, periods, books, tenths) in enumerate(lines):
        unit = UnitRow(
            id=f"u{number}", version=1, campaign_id=day, teacher_id="t", name="王某", subject=subject, classes=room,
            periods=periods,
        )  # fmt: skip
        units.append(unit)
        sheets.append(
            SheetRow(
                id=f"s{number}", version=1, unit_id=unit.id, campaign_id=day, teacher_id="t", kind=kind,
                school_year=YEAR, term=TERM, form="ZY01", form_version=1, inspector="许莉", on=day, status=SUBMITTED,
                tenths=tenths, original=tenths, grade="良好",
                counts=json.dumps({"books_sampled": books} if books else {}),
            )
        )  # fmt: skip
    return TermSummary(
        TermFacts(
            school_year=YEAR, term=TERM, start=date(2026, 9, 1), end=date(2027, 1, 31), today=date(2026, 12, 1),
            scheme=scheme, people={"t": Person(id="t", name="王某")}, campaigns=checks, units=units, sheets=sheets,
            forms={(form.key, 1): form for form in FORMS.values()},
        )
    )  # fmt: skip


def told(summary: TermSummary, text: str) -> tuple[str, str]:
    """Figure and sentence of a line of the explanation."""
    return next((s.figure, s.how) for s in explained(summary, summary.lines[0]) if s.text == text)


DAY, NEXT, LAST = "2026-09-10", "2026-10-10", "2026-11-10"
TWO_CLASSES: list[Line] = [(DAY, "语文", "三（1）班", 6, 30, 860), (DAY, "语文", "三（2）班", 6, 10, 790)]


# R3


def test_classes_count_by_the_books_that_were_looked_at() -> None:
    assert term(TWO_CLASSES, OURS).lines[0].total == Decimal("82.5")
    summary = term(TWO_CLASSES, BY_BOOKS)
    assert summary.lines[0].total == Decimal("84.3")  # (86.0×30 + 79.0×10) ÷ 40 = 84.25
    assert told(summary, f"{DAY}检查") == ("84.3", "各班按抽查本数加权：(86.0×30 + 79.0×10) ÷ 40")
    assert told(summary, "语文 三（1）班") == ("86.0", "抽查 30 本")


def test_a_class_whose_books_nobody_wrote_down_makes_all_count_alike() -> None:
    one, (*head, _books, tenths) = TWO_CLASSES
    summary = term([one, (*head, 0, tenths)], BY_BOOKS)  # type: ignore[list-item]
    assert summary.lines[0].total == Decimal("82.5")
    assert told(summary, f"{DAY}检查")[1] == "各班平均（有班级没有填写抽查本数）：86.0、79.0"


def test_a_class_that_handed_nothing_in_is_not_weighed_away() -> None:
    summary = term(TWO_CLASSES, BY_BOOKS)
    facts = summary.facts
    units = [facts.units[0], replace(facts.units[1], state=NOT_HANDED_IN)]
    late = TermSummary(replace(facts, units=units, sheets=facts.sheets[:1]))
    assert late.lines[0].total == Decimal("43.0")


def test_two_inspectors_of_a_class_look_at_the_same_pile() -> None:
    facts = term(TWO_CLASSES, BY_BOOKS).facts
    second = replace(facts.sheets[0], id="again", inspector="单国平", counts='{"books_sampled": 28}')
    assert TermSummary(replace(facts, sheets=[*facts.sheets, second])).lines[0].total == Decimal("84.3")


def test_two_grades_may_count_alike_however_many_classes_they_have() -> None:
    lines = [*TWO_CLASSES, (DAY, "语文", "四（1）班", 6.0, 10, 700)]
    assert term(lines, OURS).lines[0].total == Decimal("78.3")
    summary = term(lines, replace(OURS, classes_by=Classes.GRADES.value))
    assert summary.lines[0].total == Decimal("76.3")  # (82.5 + 70.0) ÷ 2 = 76.25
    assert told(summary, f"{DAY}检查") == ("76.3", "各年级平均：三年级 82.5、四年级 70.0")
    assert told(summary, "三年级") == ("82.5", "各班平均：86.0、79.0")


# R4

ALL_SUBJECTS: list[Line] = [
    (DAY, "语文", "一（1）班", 8, 0, 900),
    (DAY, "数学", "一（1）班", 4, 0, 810),
    (DAY, "音乐", "一（1）班", 2, 0, 600),
]


def test_main_subjects_and_the_others_of_a_class_teacher() -> None:
    by_periods = term(ALL_SUBJECTS, OURS, "BK")
    assert told(by_periods, f"{DAY}检查") == (
        "83.1", "按周课时加权：(语文 90.0×8 + 数学 81.0×4 + 音乐 60.0×2) ÷ 14",
    )  # fmt: skip
    summary = term(ALL_SUBJECTS, MAIN, "BK")
    assert told(summary, f"{DAY}检查") == (
        "81.6", "主科与其他：(主科（语文、数学） 87.0×80 + 其他（音乐） 60.0×20) ÷ 100",
    )  # fmt: skip
    assert told(summary, "主科（语文、数学）") == ("87.0", "按周课时加权：(语文 90.0×8 + 数学 81.0×4) ÷ 12")
    assert term(ALL_SUBJECTS, replace(MAIN, main_share=60), "BK").lines[0].total == Decimal("76.2")


def test_who_teaches_one_side_only_is_weighed_as_everybody_else() -> None:
    assert term(ALL_SUBJECTS[:2], MAIN, "BK").lines[0].total == Decimal("87.0")
    assert term(ALL_SUBJECTS[2:], MAIN, "BK").lines[0].total == Decimal("60.0")


def test_what_is_not_known_of_periods_is_said() -> None:
    unknown = [ALL_SUBJECTS[0], (*ALL_SUBJECTS[1][:3], None, 0, 810)]
    assert told(term(unknown, OURS, "BK"), f"{DAY}检查") == (
        "85.5", "各学科平均（有学科没有填写周课时）：语文 90.0、数学 81.0",
    )  # fmt: skip


def test_a_subject_of_several_classes_has_a_line_of_its_own() -> None:
    summary = term([*TWO_CLASSES, (DAY, "音乐", "三（1）班", 2, 0, 700)], OURS)
    assert told(summary, "语文") == ("82.5", "各班平均：86.0、79.0")


# R5

THREE: list[Line] = [
    (day, "语文", "", 6, 0, tenths) for day, tenths in ((DAY, 800), (NEXT, 900), (LAST, 700))
]


@pytest.mark.parametrize(
    ("weights", "total", "how"),
    [
        ({}, "80.0", "按各次权重：(80.0×1 + 90.0×1 + 70.0×1) ÷ 3"),
        ({DAY: 0.5, NEXT: 2}, "82.9", "按各次权重：(80.0×0.5 + 90.0×2 + 70.0×1) ÷ 3.5"),
        ({LAST: 0}, "85.0", "按各次权重：(80.0×1 + 90.0×1) ÷ 2"),
    ],
)
def test_single_checks_have_weights(weights: dict[str, float], total: str, how: str) -> None:
    scheme = replace(OURS, over=Over.WEIGHTS.value, check_weights=json.dumps(weights))
    summary = term(THREE, scheme)
    assert summary.lines[0].total == Decimal(total)
    assert how in [step.how for step in explained(summary, summary.lines[0])]
    assert (told(summary, f"{LAST}检查")[1] == "本次权重 0，不计入学期") is (LAST in weights)
    assert term(THREE, replace(scheme, over=Over.MEAN.value)).lines[0].total == Decimal("80.0")


def test_a_kind_whose_checks_all_count_nothing_drops_out() -> None:
    weights = json.dumps(dict.fromkeys((DAY, NEXT, LAST), 0))
    (line,) = term(THREE, replace(OURS, over=Over.WEIGHTS.value, check_weights=weights)).lines
    assert (line.total, line.score.total.left_out) == (None, tuple(OURS.parts))


def test_best_and_latest() -> None:
    assert term(THREE, replace(OURS, over=Over.BEST.value)).lines[0].total == Decimal("90.0")
    assert term(THREE, replace(OURS, over=Over.LATEST.value)).lines[0].total == Decimal("70.0")
    assert of_checks([]) is None


# the scheme they stand in


def test_a_new_term_keeps_the_ways_but_not_the_weights_of_checks_gone_by() -> None:
    row = replace(
        stored("2025-2026", "第二学期", 8),
        classes_by="按抽查本数",
        over="按各次权重",
        check_weights='{"c": 2}',
    )
    fresh = scheme_for([row], YEAR, TERM)
    assert (fresh.classes_by, fresh.over, fresh.check_weights) == ("按抽查本数", "按各次权重", "")


@each(
    ("changes", "keys"),
    [
        ({"classes_by": "大概"}, ["classes_by"]),
        ({"subjects_by": ""}, ["subjects_by"]),
        ({"main_share": 100}, ["main_share"]),
        ({"check_weights": '{"a": -1}'}, ["check_weights"]),
        ({"check_weights": '{"a": "多"}'}, ["check_weights"]),
        ({"main_share": 80, "classes_by": "平均", "check_weights": '{"a": 0}'}, []),
    ],
)
def test_what_no_scheme_may_hold(changes: dict[str, object], keys: list[str]) -> None:
    assert [one.key for one in scheme_problems(replace(OURS, **changes))] == keys  # type: ignore[arg-type]


def test_papers_say_how_figures_were_joined_where_a_school_chose() -> None:
    assert (weighing_words(OURS), len(scheme_notes(OURS))) == ("", 1)
    scheme = replace(
        MAIN, classes_by=Classes.BOOKS.value, over=Over.WEIGHTS.value, check_weights=json.dumps({NEXT: 2})
    )
    assert scheme_notes(scheme, term(THREE, OURS).checks)[1] == (
        "合并办法：几个班按抽查本数加权；主科（语文、数学）80%、其他学科 20%；"
        "几次检查按各次权重：2026-10-10检查 2，其余 1。"
    )


# the same a second time


def half_up(value: Fraction) -> Fraction:
    return Fraction(math.floor(value * 10 + Fraction(1, 2)), 10)


def second_mean(
    names: Sequence[str], values: Mapping[str, Fraction], periods: Mapping[str, float]
) -> Fraction:
    known = all(periods[name] for name in names)
    weigh = [Fraction(periods[name]) if known else Fraction(1) for name in names]
    return half_up(sum(values[name] * n for name, n in zip(names, weigh, strict=True)) / sum(weigh))


def second(lines: Sequence[Line], scheme: SchemeDraft) -> Fraction | None:
    """R3–R5 written down again without a line of the program."""
    of_check: list[tuple[Fraction, Fraction]] = []
    for day in sorted({line[0] for line in lines}):
        subjects: dict[str, Fraction] = {}
        periods: dict[str, float] = {}
        for subject in {line[1] for line in lines if line[0] == day}:
            own = [line for line in lines if line[:2] == (day, subject)]
            scores = [Fraction(line[5], 10) for line in own]
            books = [line[4] for line in own]
            if scheme.classes_by == "按抽查本数" and all(books):
                whole = sum(score * n for score, n in zip(scores, books, strict=True))
                subjects[subject] = half_up(whole / sum(books))
            elif scheme.classes_by == "先按年级平均":
                means = []
                for grade in {line[2][0] for line in own}:
                    found = [Fraction(line[5], 10) for line in own if line[2][0] == grade]
                    means.append(half_up(sum(found) / len(found)))
                subjects[subject] = half_up(sum(means) / len(means))
            else:
                subjects[subject] = half_up(sum(scores) / len(scores))
            periods[subject] = max(line[3] or 0 for line in own)

        main = [name for name in subjects if name in scheme.main_subjects.split("、")]
        others = [name for name in subjects if name not in main]
        if scheme.subjects_by == "主科与其他" and main and others:
            share = Fraction(scheme.main_share or 0, 100)
            value = half_up(
                second_mean(main, subjects, periods) * share
                + second_mean(others, subjects, periods) * (1 - share)
            )
        elif scheme.subjects_by == "平均":
            value = half_up(sum(subjects.values()) / len(subjects))
        else:
            value = second_mean(list(subjects), subjects, periods)
        weight = json.loads(scheme.check_weights or "{}").get(day, 1) if scheme.over == "按各次权重" else 1
        of_check.append((value, Fraction(weight)))
    counted = [(value, weight) for value, weight in of_check if weight]
    if not counted:
        return None
    if scheme.over == "最好一次":
        return max(value for value, _ in counted)
    if scheme.over == "最近一次":
        return counted[-1][0]
    return half_up(sum(value * weight for value, weight in counted) / sum(weight for _, weight in counted))


SCHEMES = st.builds(
    lambda over, classes, subjects, share, weights: replace(
        OURS, over=over.value, classes_by=classes.value, subjects_by=subjects.value, main_subjects="语文、数学",
        main_share=share, check_weights=json.dumps(weights),
    ),
    st.sampled_from(Over), st.sampled_from(Classes), st.sampled_from(Subjects), st.integers(1, 99),
    st.dictionaries(st.sampled_from([DAY, NEXT, LAST]), st.sampled_from([0, 0.5, 1, 2, 3])),
)  # fmt: skip
LINES = st.lists(
    st.tuples(
        st.sampled_from([DAY, NEXT, LAST]), st.sampled_from(["语文", "数学", "音乐"]),
        st.sampled_from(["三（1）班", "三（2）班", "四（1）班"]), st.sampled_from([None, 2.0, 5.5, 8.0]),
        st.sampled_from([0, 6, 10, 45]), st.integers(0, 1000),
    ),
    min_size=1, max_size=7,
)  # fmt: skip


@given(LINES, SCHEMES, st.randoms())
@settings(deadline=None)
def test_totals_are_what_a_second_computation_says_in_any_order(lines, scheme, lot) -> None:
    total = term(lines, scheme).lines[0].total
    assert (None if total is None else Fraction(total)) == second(lines, scheme)
    scores = [line[5] for line in lines]
    assert total is None or min(scores) <= total * 10 <= max(scores)
    turned = lot.sample(lines, len(lines))
    assert term(turned, scheme).lines[0].total == total


@given(LINES, st.integers(1, 60), st.sampled_from([0.5, 1, 7]))
@settings(deadline=None)
def test_equal_weights_are_the_plain_mean(lines, books, weight) -> None:
    lines = [(*line[:3], 4.0, books, line[5]) for line in lines]
    weights = json.dumps(dict.fromkeys((DAY, NEXT, LAST), weight))
    scheme = replace(BY_BOOKS, over=Over.WEIGHTS.value, check_weights=weights)
    plain = replace(OURS, subjects_by=Subjects.MEAN.value)
    assert term(lines, scheme).lines[0].total == term(lines, plain).lines[0].total


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 9)), min_size=1, max_size=6), st.integers(2, 9)
)
@settings(deadline=None)
def test_weights_are_shares_of_their_sum(scores, times) -> None:
    def joined(by: int) -> Decimal:
        made = of_checks([Share(Decimal(one) / 10, Decimal(n * by)) for one, n in scores], Over.WEIGHTS)
        assert made is not None
        return made.value

    assert joined(1) == joined(times)
