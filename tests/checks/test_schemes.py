"""What a school sets for a term itself: grades and their lines, limits, what 免检 counts with. Each term keeps its own."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.checks.forms.points import rounded
from edudesk.checks.forms.value import Level
from edudesk.checks.reports import catalogue
from edudesk.checks.rows.campaigns import POSTPONED, PUBLISHED, CampaignRow, UnitRow
from edudesk.checks.rows.patrols import VERIFIED, PatrolRow
from edudesk.checks.rows.sheets import SUBMITTED, SheetRow
from edudesk.checks.rows.terms import AllowanceDraft, AllowanceRow, SchemeDraft, SchemeRow
from edudesk.checks.rules.explaining import explained
from edudesk.checks.rules.scheme import (
    Exempt,
    default_scheme,
    level_presets,
    levels_words,
    read_levels,
    scheme_for,
    scheme_notes,
    scheme_problems,
)
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import Person, TermFacts
from edudesk.checks.service.planning import proposed
from edudesk.checks.service.reading import term_facts
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.service.histories import HistoryService
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled
from tests.checks.test_sheets import facts_of
from tests.tables import each

LETTERS = json.dumps([["A", 95], ["B", 85], ["C", 70], ["D", 0]])
CHECKED = CampaignRow(
    id="c", version=1, kind="BK", title="备课检查", school_year=YEAR, term=TERM, begins="2026-10-10",
    status=PUBLISHED,
)  # fmt: skip
UNIT = UnitRow(
    id="u", version=1, campaign_id="c", teacher_id="t", name="周敏华", subject="数学", form="BK01",
    form_version=1, inspectors="", place=1,
)  # fmt: skip


def sheet(tenths: int, first: str = "") -> SheetRow:
    return SheetRow(
        id=f"s{first}", version=1, unit_id="u", campaign_id="c", teacher_id="t", kind="BK", school_year=YEAR,
        term=TERM, form="BK01", form_version=1, inspector="许莉", status=SUBMITTED, tenths=tenths,
        original=tenths, grade="合格", first_id=first, hits="[]", on="2026-10-10",
    )  # fmt: skip


def summary(scheme: SchemeDraft, **more: object) -> TermSummary:
    facts = {
        "campaigns": [CHECKED],
        "units": [UNIT],
        "sheets": [sheet(860)],
        "people": {"t": Person(id="t", name="周敏华")},
    } | more
    return TermSummary(
        TermFacts(
            school_year=YEAR, term=TERM, start=date(2026, 9, 1), end=date(2027, 1, 31), today=date(2026, 11, 20),
            scheme=scheme, **facts,
        )
    )  # fmt: skip


OURS = default_scheme(YEAR, TERM)


# grades


@each("text", level_presets())
def test_every_way_of_grading_offered_can_be_read_and_is_written_the_same(text: str) -> None:
    assert levels_words(read_levels(text)) == text


@each(
    ("text", "told"),
    [
        ("优秀", "等级应有 2—6 个"),
        ("优秀 90、优秀 80、差", "名称不能重复"),
        ("优秀 80、良好 90、差", "从高到低"),
        ("优秀 101、差", "不超过 100"),
        ("优秀 90、差 60", "最低一级“差”不写分数线"),
        ("", "等级应有"),
    ],
)
def test_what_is_no_row_of_grades_is_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_levels(text)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True))
def test_every_figure_has_a_grade(lines: list[int]) -> None:
    ordered = sorted(lines, reverse=True)
    levels = json.dumps([*([f"第{at}", least] for at, least in enumerate(ordered)), ["末", 0]])
    scheme = replace(OURS, levels=levels)
    assert scheme_problems(scheme) == ()
    grades = [summary(scheme).grade(Decimal(value)) for value in range(101)]
    assert grades[0] == "末"
    assert grades[100] == "第0"
    assert [grades[least] for least in ordered] == [f"第{at}" for at in range(len(ordered))]


def test_a_term_is_graded_by_its_own_lines() -> None:
    assert summary(OURS).lines[0].grade == "良好"
    assert summary(replace(OURS, levels=LETTERS)).lines[0].grade == "B"


# limits


def test_a_recheck_counts_up_to_the_limit_of_the_term_and_the_lines_say_so() -> None:
    sheets = [sheet(620), sheet(880, "s")]
    assert summary(OURS, sheets=sheets).lines[0].total == Decimal("80.0")
    strict = summary(replace(OURS, recheck_most=70), sheets=sheets)
    assert strict.lines[0].total == Decimal("70.0")
    assert "62→70（复查）" in "".join(step.how for step in explained(strict, strict.lines[0]))


def test_a_veto_leaves_what_the_term_says() -> None:
    event = PatrolRow(
        id="p", version=1, day="2026-11-03", code="K5", case_text="空堂、旷课", is_veto="是", text="空堂", tenths=50, teacher_id="t", status=VERIFIED,
        verifier="许莉",
    )  # fmt: skip
    told = summary(replace(OURS, veto_most=50, levels=LETTERS), patrols=[event])
    assert (told.lines[0].total, told.lines[0].grade) == (Decimal(50), "D")
    steps = explained(told, told.lines[0])
    assert "最多 50 分，等级为D" in next(step.how for step in steps if step.text == "一票否决")


def test_who_was_away_is_missed_after_the_days_of_the_term() -> None:
    away = replace(UNIT, state=POSTPONED, on="2026-11-08")
    words = {
        days: summary(replace(OURS, make_up_days=days), units=[away], sheets=[]).unit_scores["u"].word
        for days in (30, 10)
    }
    assert words[30] != "缺检"
    assert words[10] == "缺检"


# 免检


def exempt(checks: str = "BK") -> AllowanceRow:
    return AllowanceRow(
        id="a", version=1, school_year=YEAR, term=TERM, teacher_id="t", kind="免检", checks=checks, reason="名师",
        approved_by="校长",
    )  # fmt: skip


def test_exempt_counts_with_the_mean_of_the_term_before_or_not_at_all() -> None:
    before = {"t": {"BK": Decimal("92.5"), "ZY": Decimal(70)}}
    told = {"allowances": [exempt()], "before": before, "sheets": []}
    assert summary(OURS, **told | {"before": {}}).lines[0].total is None
    line = summary(replace(OURS, exempt_by=Exempt.BEFORE.value), **told).lines[0]
    assert (line.total, line.grade) == (Decimal("92.5"), "优秀")
    assert line.words == ("免检备课：名师，按上学期均分：备课 92.5",)
    steps = explained(summary(replace(OURS, exempt_by=Exempt.BEFORE.value), **told), line)
    assert [(step.figure, step.how) for step in steps if step.text == "备课免检"] == [
        ("92.5", "用上学期的均分")
    ]


def test_a_kind_nobody_is_checked_in_is_not_carried_on() -> None:
    before = {"t": {"ZY": Decimal(70)}}
    line = summary(
        replace(OURS, exempt_by=Exempt.BEFORE.value), allowances=[exempt("")], before=before, sheets=[]
    ).lines[0]
    assert line.total is None


def test_the_mean_is_read_from_the_term_before(context: Context) -> None:
    office = Office(context)
    teacher = office.people["周敏华"]
    last = "2025-2026"
    HistoryService(context).add(
        "assignment",
        Assignment(
            teacher_id=teacher,
            school_year=last,
            term="第二学期",
            stage="小学",
            subject="数学",
            classes="四（3）班",
        ),
    )
    before = office.publish(
        replace(
            CHECK,
            school_year=last,
            term="第二学期",
            title="4月备课检查",
            begins="2026-04-13",
            ends="2026-04-24",
        )
    )
    office.sheets.submit(office.unit(before, "周敏华").id, filled(on="2026-04-15"))
    office.publish()
    SchemeService(context).add(replace(OURS, exempt_by=Exempt.BEFORE.value))
    AllowanceService(context).add(
        AllowanceDraft(
            school_year=YEAR,
            term=TERM,
            teacher_id=teacher,
            kind="免检",
            checks="BK",
            reason="名师",
            approved_by="校长",
        )
    )
    earlier = TermSummary(term_facts(context, last, "第二学期")).by_id[teacher].score.kinds["BK"]
    assert TermSummary(term_facts(context, YEAR, TERM)).by_id[teacher].total == earlier


# each term has its own


def stored(school_year: str, term: str, number: int) -> SchemeRow:
    draft = replace(default_scheme(school_year, term), patrol_most=number, frozen_on="2026-07-01")
    return SchemeRow(
        **{key: getattr(draft, key) for key in SchemeDraft.__dataclass_fields__}, id=f"{number}", version=1
    )


def test_a_new_term_begins_with_the_scheme_of_the_last_one_and_an_old_one_keeps_its_own() -> None:
    rows = [stored("2024-2025", "第二学期", 8), stored("2025-2026", "第二学期", 12)]
    assert scheme_for(rows, "2025-2026", "第二学期") is rows[1]
    fresh = scheme_for(rows, YEAR, TERM)
    assert (fresh.patrol_most, fresh.school_year, fresh.term, fresh.frozen_on) == (12, YEAR, TERM, "")
    assert scheme_for(rows, "2025-2026", "第一学期").patrol_most == 8
    assert scheme_for(rows, "2023-2024", "第一学期").patrol_most == 10


def test_levels_are_values() -> None:
    assert read_levels("优 90分以上；良 75，差") == (
        Level("优", Decimal(90)), Level("良", Decimal(75)), Level("差", Decimal(0)),
    )  # fmt: skip


def test_a_type_does_not_count_for_subjects_that_have_no_such_thing(context: Context) -> None:
    office, homework = Office(context), replace(CHECK, kind="ZY", title="11月作业检查")
    everybody = office.publish(homework)
    for name in ("沈婷", "李静"):
        office.sheets.submit(office.unit(everybody, name).id, filled(FORMS["ZY01"]))
    own = replace(default_scheme(YEAR, TERM), left_out='{"ZY": ["美术"]}')
    SchemeService(context).add(own)
    told = TermSummary(term_facts(context, YEAR, TERM))
    totals = {line.person.name: line.total for line in told.lines}
    assert totals["沈婷"] is None
    assert totals["李静"] is not None
    art = next(line for line in told.lines if line.person.name == "沈婷")
    assert (art.score.checks[0].word, art.score.parts["作业"], art.words) == (
        "不计", None, ("11月作业检查不计",),
    )  # fmt: skip
    assert "不适用的学科：作业不计美术。" in scheme_notes(own)
    names = [unit.name for unit in proposed(context, homework)]
    assert sorted(set(names)) == ["周敏华", "李静"]  # nobody is asked for what there is not, unless by name
    assert {unit.name for unit in proposed(context, replace(homework, subjects="美术"))} == {"沈婷"}
    assert {unit.name for unit in proposed(context, CHECK)} == {"周敏华", "李静", "沈婷"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"left_out": '{"??": ["美术"]}'}, "left_out"),
        ({"left_out": "?"}, "left_out"),
        ({"year_share": 101}, "year_share"),
        ({"veto_most": 60}, "veto_most"),  # the sheet itself has at most 59
    ],
)
def test_what_is_no_subject_list_or_share_is_told(changes: dict[str, object], key: str) -> None:
    assert [one.key for one in scheme_problems(replace(default_scheme(YEAR, TERM), **changes))] == [key]


def test_the_share_in_the_appraisal_of_the_year_is_that_of_the_school(context: Context) -> None:
    office = Office(context)
    check = office.publish()
    office.sheets.submit(office.unit(check, "李静").id, filled())
    for share in (40, 30):
        made = catalogue.sheet("year").build(facts_of(office), Audience.INTERNAL)
        assert isinstance(made, Report)
        heads = [column.title for column in made.columns]
        (row,) = [row for row in made.rows if "李静" in row]
        place = heads.index(f"折算（×{share}%）")
        year = row[place - 1]
        assert isinstance(year, Decimal)
        assert row[place] == rounded(year * share / 100)
        if share == 40:
            SchemeService(context).add(replace(default_scheme(YEAR, TERM), year_share=30))
