"""A whole term: from sheets to totals against a second computation, who takes part, vetoes, groups, missing ones."""

import json
import math
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.pages.summary.page import SummaryPage
from edudesk.checks.pages.summary.teacher_dialog import TeacherDialog
from edudesk.checks.rows.campaigns import (
    DUE,
    EXEMPT,
    NOT_HANDED_IN,
    ON_LEAVE,
    OUT,
    PUBLISHED,
    CampaignDraft,
    CampaignRow,
    UnitRow,
)
from edudesk.checks.rows.patrols import UNVERIFIED, VERIFIED, PatrolDraft, PatrolRow
from edudesk.checks.rows.sheets import SUBMITTED, Hit, SheetRow
from edudesk.checks.rows.terms import AllowanceDraft
from edudesk.checks.rules.explaining import explained
from edudesk.checks.rules.freezing import differences
from edudesk.checks.rules.group_figures import GRADES, GROUPS, SUBJECTS, group_lines
from edudesk.checks.rules.item_figures import item_lines
from edudesk.checks.rules.missing import missing_lines
from edudesk.checks.rules.remarks import term_remarks
from edudesk.checks.rules.scheme import default_scheme
from edudesk.checks.rules.sheets import Filled, filled_of
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.taking_part import Spell, spells, taking_part
from edudesk.checks.rules.term_facts import Person, TermFacts
from edudesk.checks.rules.weighing import Over
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.over_terms import OverTerms
from edudesk.checks.service.patrols import PatrolService
from edudesk.checks.service.reading import TermReader, term_before, term_facts
from edudesk.checks.service.results import ResultService
from edudesk.checks.service.sheets import SheetService
from edudesk.checks.service.summaries import TermSummaries
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.desk import open_desk
from edudesk.roster.service import TeacherService
from edudesk.store.context import Context
from edudesk.store.schema import open_store
from tests.checks.checking import FORMS, TERM, YEAR, Office
from tests.gui import Said
from tests.seat import Seat
from tests.tables import each

START, END = date(2026, 9, 1), date(2027, 1, 31)
KINDS = {
    "BK": "备课",
    "TK": "课堂",
    "ZY": "作业",
    "FD": "辅导",
    "ZL": "质量分析",
    "JB": "集体备课与教研",
    "JY": "集体备课与教研",
}


# the same figures a second time, from the rows alone


def half_up(value: Fraction) -> Fraction:
    return Fraction(math.floor(value * 10 + Fraction(1, 2)), 10)


def second_total(facts: TermFacts, teacher_id: str) -> Fraction | None:
    """教学常规检查 5.1, R1–R9, with the shipped scheme, written down again without a line of the program."""
    kinds: dict[str, list[Fraction]] = {}
    for check in sorted(facts.campaigns, key=lambda one: (one.begins, one.id)):
        subjects: dict[str, list[Fraction]] = {}
        periods: dict[str, float] = {}
        for unit in facts.units:
            if unit.campaign_id != check.id or unit.teacher_id != teacher_id or unit.state in (EXEMPT, OUT):
                continue
            sheets = [one for one in facts.sheets if one.unit_id == unit.id]
            scores = []
            for first in [one for one in sheets if not one.first_id]:
                score = Fraction(first.tenths or 0, 10)
                for again in [one for one in sheets if one.first_id == first.id]:
                    score = max(score, min(Fraction(again.tenths or 0, 10), Fraction(80)))
                scores.append(score)
            if scores:
                value = half_up(sum(scores, Fraction(0)) / len(scores))
                if any(json.loads(one.hits) for one in sheets):
                    value = min(value, Fraction(59))
            elif unit.state == NOT_HANDED_IN:
                value = Fraction(0)
            else:
                continue
            subjects.setdefault(unit.subject, []).append(value)
            periods[unit.subject] = max(periods.get(unit.subject, 0), unit.periods or 0)
        if subjects:
            means = {name: half_up(sum(found) / len(found)) for name, found in subjects.items()}
            by_periods = all(periods.values())
            weigh = {name: Fraction(periods[name]) if by_periods else Fraction(1) for name in means}
            whole = sum(means[name] * weigh[name] for name in means) / sum(weigh.values())
            kinds.setdefault(check.kind, []).append(half_up(whole))
    parts: dict[str, list[Fraction]] = {}
    for kind, found in kinds.items():
        parts.setdefault(KINDS[kind], []).append(half_up(sum(found) / len(found)))
    weights = {"备课": 20, "课堂": 30, "作业": 25, "辅导": 8, "质量分析": 7, "集体备课与教研": 10}
    if not parts:
        return None
    means = {part: half_up(sum(found) / len(found)) for part, found in parts.items()}
    base = half_up(sum(means[part] * weights[part] for part in means) / sum(weights[part] for part in means))
    events = [one for one in facts.patrols if one.teacher_id == teacher_id and one.status == VERIFIED]
    lost = min(Fraction(sum(one.tenths for one in events), 10), Fraction(10))
    total = max(base - lost, Fraction(0))
    return min(total, Fraction(59)) if any(one.is_veto for one in events) else total


def _campaign(number: int, kind: str) -> CampaignRow:
    return CampaignRow(
        id=f"c{number}", version=1, kind=kind, title=f"{kind}{number}", school_year=YEAR, term=TERM,
        begins=f"2026-{9 + number % 4:02}-10", status=PUBLISHED,
    )  # fmt: skip


def _sheet(unit: UnitRow, number: int, tenths: int, *, first: str = "", is_vetoed: bool = False) -> SheetRow:
    hits = [{"key": "V1", "reason": "查实", "confirmed_by": "单国平"}] if is_vetoed else []
    return SheetRow(
        id=f"{unit.id}s{number}{'r' if first else ''}", version=1, unit_id=unit.id, campaign_id=unit.campaign_id,
        teacher_id=unit.teacher_id, kind="BK", school_year=YEAR, term=TERM, form="BK01", form_version=1,
        inspector=f"检查人{number}", status=SUBMITTED, tenths=tenths, original=tenths, grade="合格",
        first_id=first, hits=json.dumps(hits), on="2026-10-10",
    )  # fmt: skip


@st.composite
def terms(draw: st.DrawFn) -> TermFacts:
    checks = [
        _campaign(number, draw(st.sampled_from(list(KINDS)))) for number in range(draw(st.integers(1, 5)))
    ]
    units, sheets = [], []
    tenths = st.integers(0, 1000)
    for check in checks:
        for number in range(draw(st.integers(1, 3))):
            state = draw(st.sampled_from([DUE, DUE, DUE, ON_LEAVE, EXEMPT, OUT, NOT_HANDED_IN]))
            unit = UnitRow(
                id=f"{check.id}u{number}", version=1, campaign_id=check.id, teacher_id="wang", name="王某",
                subject=draw(st.sampled_from(["语文", "数学"])), classes=f"三（{number + 1}）班", state=state,
                periods=draw(st.sampled_from([None, 2.0, 5.0])), reason="公派",
            )  # fmt: skip
            units.append(unit)
            for looker in range(draw(st.integers(0, 3))):
                sheets.append(_sheet(unit, looker, draw(tenths), is_vetoed=draw(st.integers(0, 9)) == 0))
                if draw(st.booleans()):
                    sheets.append(_sheet(unit, looker, draw(tenths), first=sheets[-1].id))
    patrols = [
        PatrolRow(
            id=f"p{number}", version=1, day="2026-10-12", teacher_id="wang", code="K", case_text="情况",
            is_veto=draw(st.sampled_from(["", "", "是"])), tenths=draw(st.sampled_from([5, 20, 50])), status=draw(st.sampled_from([VERIFIED, UNVERIFIED])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return _facts(checks, units, sheets, patrols=patrols)


def _facts(checks, units, sheets, people=(), **more) -> TermFacts:
    people = people or (
        Person(id="wang", name="王某", group="语文组", groups=("语文组",), subjects=("语文",)),
    )
    return TermFacts(
        school_year=YEAR, term=TERM, start=START, end=END, today=date(2026, 12, 1),
        scheme=default_scheme(YEAR, TERM), people={one.id: one for one in people},
        campaigns=checks, units=units, sheets=sheets, forms={(form.key, 1): form for form in FORMS.values()}, **more,
    )  # fmt: skip


@given(terms())
@settings(max_examples=50, deadline=None)
def test_the_total_is_what_a_second_computation_says(facts: TermFacts) -> None:
    (line,) = TermSummary(facts).lines
    expected = second_total(facts, "wang")
    assert (None if line.total is None else Fraction(line.total)) == expected
    assert line.total is None or 0 <= line.total <= 100
    assert bool(line.grade) is (line.total is not None)


@given(terms())
@settings(max_examples=15, deadline=None)
def test_the_order_of_what_was_stored_does_not_matter(facts: TermFacts) -> None:
    turned = replace(facts, sheets=facts.sheets[::-1], units=facts.units[::-1], patrols=facts.patrols[::-1])
    assert TermSummary(turned).lines[0].total == TermSummary(facts).lines[0].total


# the worked example through the services


def scored(form_key: str, score: str) -> Filled:
    """A sheet with this score: points are taken off item after item."""
    form, off = FORMS[form_key], Decimal(100) - Decimal(score)
    answers = {}
    for item in form.items:
        less = min(off, item.full)
        answers[item.key] = Answer(item.full - less, reason="按现场")
        off -= less
    return Filled(on="2026-11-18", inspector="许莉", answers=answers)


def checked(office: Office, kind: str, *scores: tuple[str, str, str]) -> CampaignRow:
    """A check with sheets: (name of the unit, inspector, score), units of equal names one after another."""
    draft = CampaignDraft(kind=kind, title=f"{kind}检查", school_year=YEAR, term=TERM, begins="2026-11-16")
    campaign = office.publish(draft)
    units = office.campaigns.units(campaign.id)
    for name, inspector, score in scores:
        unit = next(unit for unit in units if f"{unit.name}{unit.classes}".startswith(name))
        office.sheets.submit(unit.id, replace(scored(unit.form, score), inspector=inspector))
    return campaign


def example(context: Context) -> None:
    """教学常规检查 5.5 with 周敏华 in the place of 王某: 数学 in 五（3）（4）班."""
    office = Office(context)
    checked(office, "BK", ("周敏华", "许莉", "88.5"), ("李静", "许莉", "70"))
    checked(office, "TK", ("周敏华五（3）班", "许莉", "91.0"), ("周敏华五（3）班", "单国平", "86.0"))
    checked(office, "ZY", ("周敏华五（3）班", "许莉", "86.0"), ("周敏华五（4）班", "许莉", "79.0"))
    checked(office, "ZL", ("周敏华五（3）班", "许莉", "84.0"))
    checked(office, "JB", ("数学组", "许莉", "90.0"))
    event = PatrolDraft(
        day="2026-11-18", class_name="五（3）班", teacher_id=office.people["周敏华"], code="K3", tenths=20,
        inspector="许莉", status=VERIFIED, verifier="单国平",
    )  # fmt: skip
    PatrolService(context).add(event)


@pytest.fixture(scope="module")
def example_file(migrated: Callable[[str | None], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, typed in once."""
    file = Path(shutil.copy(migrated(None), tmp_path_factory.mktemp("term") / "学校.edudesk"))
    with closing(open_store(file)) as store:
        example(Context(store))
    return file


@pytest.fixture
def worked(example_file: Path, tmp_path: Path) -> Iterator[Context]:
    """A copy of it for each test."""
    with closing(open_store(Path(shutil.copy(example_file, tmp_path)))) as store:
        yield Context(store, device="教务处电脑")


def campaigns_of(context: Context) -> dict[str, CampaignRow]:
    return {row.kind: row for row in CampaignService(context).rows()}


def people_of(context: Context) -> dict[str, str]:
    return {row.name: row.id for row in TeacherService(context).rows()}


def zhou(context: Context):
    return next(
        line for line in TermSummary(term_facts(context, YEAR, TERM)).lines if line.person.name == "周敏华"
    )


def test_the_worked_example_to_the_digit(worked: Context) -> None:
    line = zhou(worked)
    assert {part: str(value) for part, value in line.score.parts.items() if value is not None} == {
        "备课": "88.5", "课堂": "88.5", "作业": "82.5", "质量分析": "84.0", "集体备课与教研": "90.0",
    }  # fmt: skip
    assert (line.score.total.base, line.score.total.lost, line.total) == (Decimal("86.7"), 2, Decimal("84.7"))
    assert (line.grade, line.score.total.left_out, line.score.is_vetoed) == ("良好", ("辅导",), False)


def test_the_worked_example_on_the_page(example_file: Path, tmp_path: Path, qtbot, said: Said) -> None:
    desk = open_desk(Path(shutil.copy(example_file, tmp_path)))
    with Seat(qtbot, said, desk) as seat:
        page = seat.window.show_page("check_summary")
        assert isinstance(page, SummaryPage)
        page.filters.term_wanted.emit(YEAR, TERM)
        seat.wait()
        assert page.model is not None
        assert page.table is not None
        (place,) = [number for number, line in enumerate(page.model.rows) if line.person.name == "周敏华"]
        shown = {
            column.full_title: page.model.text(place, at) for at, column in enumerate(page.model.columns)
        }
        assert (shown["学期综合"], shown["等级"]) == ("84.7", "良好")
        page.table.cell_opened.emit(page.model.rows[place], page.model.columns[0])
        dialog = seat.dialog(TeacherDialog)
        told = {step.text: step.figure for step in dialog.steps}
        assert (told["加权得分"], told["巡课扣分"], told["学期总分"]) == ("86.7", "-2.0", "84.7")


def test_a_veto_on_a_sheet_caps_it_and_marks_the_row(worked: Context) -> None:
    sheets, check = SheetService(worked), campaigns_of(worked)["ZY"]
    unit = next(unit for unit in CampaignService(worked).units(check.id) if unit.classes == "五（4）班")
    (sheet,) = [one for one in sheets.of_campaign(check.id) if one.unit_id == unit.id]
    found = replace(filled_of(sheet), hits=(Hit("V1", "家长签字批改"),))
    sheets.submit(unit.id, found, sheet.version, reason="查实")
    assert zhou(worked).total == Decimal("84.7")  # nobody has confirmed it yet
    sheets.decide_veto(sheet.id, "V1", "李静")
    line = zhou(worked)
    assert (line.total, line.grade, line.score.is_vetoed) == (Decimal("82.0"), "良好", True)
    assert "ZY检查一票否决" in line.words


def test_a_confirmed_patrol_veto_caps_the_term(worked: Context) -> None:
    patrols = PatrolService(worked)
    draft = PatrolDraft(
        day="2026-11-19",
        class_name="五（4）班",
        teacher_id=people_of(worked)["周敏华"],
        code="K5",
        tenths=50,
        inspector="许莉",
    )
    event = patrols.add(draft)
    assert zhou(worked).total == Decimal("84.7")  # not verified
    with pytest.raises(UserError, match="写明事实"):
        patrols.verify([event.id], VERIFIED, "李静")
    patrols.change(event.id, {"text": "第 3 节空堂"})
    with pytest.raises(UserError, match="另一人确认"):
        patrols.verify([event.id], VERIFIED, "许莉")
    patrols.verify([event.id], VERIFIED, "李静")
    line = zhou(worked)
    assert (line.total, line.score.total.original, line.grade) == (59, Decimal("79.7"), "不合格")
    assert line.score.is_vetoed
    assert "2026-11-19巡课一票否决：空堂、旷课" in line.words


def test_exempt_types_drop_out_and_a_bonus_is_limited(worked: Context) -> None:
    allowances = AllowanceService(worked)
    of = {"school_year": YEAR, "term": TERM, "teacher_id": people_of(worked)["周敏华"]}
    allowances.add(AllowanceDraft(**of, kind="加分", tenths=80, reason="市级公开课", approved_by="校长"))
    assert zhou(worked).total == Decimal("89.7")  # 86.7 − 2 + 5
    allowances.add(AllowanceDraft(**of, kind="免检", checks="ZY", reason="上学期优秀", approved_by="校长"))
    # (88.5×20 + 88.5×30 + 84×7 + 90×10) ÷ 67 = 88.3
    assert zhou(worked).score.total.base == Decimal("88.3")
    allowances.add(AllowanceDraft(**of, kind="不参评", reason="挂职", approved_by="校长"))
    line = zhou(worked)
    assert (line.total, line.grade, line.place) == (None, "", None)
    assert "不参评：挂职" in line.words


def test_a_substitutes_lessons_are_theirs(context: Context) -> None:
    office = Office(context)
    campaign = checked(office, "BK", ("周敏华", "许莉", "88.0"), ("沈婷", "许莉", "92.0"))
    unit = office.unit(campaign, "周敏华")
    office.campaigns.set_unit(unit.id, ON_LEAVE, reason="产假", on="2026-12-10", substitute="沈婷")
    lines = {line.person.name: line for line in TermSummary(term_facts(context, YEAR, TERM)).lines}
    assert (lines["周敏华"].total, lines["周敏华"].words) == (None, ("BK检查请假（产假）",))
    # 美术 10 and what was substituted, 数学 8 periods a week: (92×10 + 88×8) ÷ 18
    assert (lines["沈婷"].total, lines["沈婷"].words) == (Decimal("90.2"), ("BK检查代周敏华",))


# who takes part


@each(
    ("changes", "came", "told"),
    [
        ([], "", (True, True, ())),
        ([("", "在岗")], "2018-08", (True, True, ())),
        ([], "2026-10-12", (True, True, ("10月12日到岗",))),
        ([], "2027-01-10", (False, False, ("1月10日到岗", "在岗不足 4 周，不参评"))),
        ([("2026-10-01", "长期请假"), ("2026-11-01", "在岗")], "", (True, True, ("10月1日起至10月31日长期请假",))),
        ([("2026-09-20", "长期请假")], "", (False, False, ("9月20日起长期请假", "在岗不足 4 周，不参评"))),
        ([("2026-10-20", "调出")], "", (True, False, ("10月20日调出", "在岗不足半学期，不排位次"))),
        ([("2027-01-05", "退休")], "", (True, True, ("1月5日退休",))),
        ([("2026-02", "退休")], "", (False, False, ("退休", "在岗不足 4 周，不参评"))),
    ],
)  # fmt: skip
def test_who_came_or_left_or_was_away(changes, came, told) -> None:
    part = taking_part(spells(changes, START, END, came), START, END, 4)
    assert (part.is_in, part.is_ranked, part.words) == told


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 6, 1), date(2027, 6, 1)).map(date.isoformat),
            st.sampled_from(["在岗", "长期请假", "借出", "调出"]),
        ),
        max_size=5,
    ),
    st.sampled_from(["", "2020-08", "2026-10-01"]),
)
def test_spells_fill_the_term_without_gap_or_overlap(changes, came) -> None:
    found = spells(changes, START, END, came)
    first = date(2026, 10, 1) if came == "2026-10-01" else START
    assert found[0].first == first
    assert found[-1].last == END
    for one, other in pairwise(found):
        assert other.first == one.last + timedelta(days=1)
    assert all(isinstance(one, Spell) and one.first <= one.last for one in found)


def test_terms_have_days_also_without_a_calendar(context: Context) -> None:
    assert TermReader(context).days("2026-2027", "第一学期") == (date(2026, 8, 1), date(2027, 1, 31))
    assert TermReader(context).days("2026-2027", "第二学期") == (date(2027, 2, 1), date(2027, 7, 31))
    assert term_before("2026-2027", "第一学期") == ("2025-2026", "第二学期")
    assert term_before("2026-2027", "第二学期") == ("2026-2027", "第一学期")


# over many


def test_a_group_is_the_mean_of_its_teachers_and_members_share_its_session(worked: Context) -> None:
    summary = TermSummary(term_facts(worked, YEAR, TERM))
    groups = {line.name: line for line in group_lines(summary, GROUPS)}
    assert (groups["数学组"].people, groups["数学组"].mean, groups["数学组"].parts["课堂"]) == (
        1,
        Decimal("84.7"),
        Decimal("88.5"),
    )
    assert groups["数学组"].levels == (0, 1, 0, 0)
    grades = {line.name: line for line in group_lines(summary, GRADES)}
    assert (grades["五年级"].mean, grades["六年级"].mean) == (Decimal("86.7"), Decimal("70.0"))
    subjects = {line.name: line for line in group_lines(summary, SUBJECTS)}
    assert set(subjects) == {"数学", "语文"} | {"美术"}
    assert (subjects["美术"].people, subjects["美术"].missing > 0) == (0, True)


def test_items_lose_what_was_taken_off(worked: Context) -> None:
    items = {line.id: line for line in item_lines(TermSummary(term_facts(worked, YEAR, TERM)))}
    # 88.5 and 70 of BK01: 11.5 and 15 off the first item of 15
    assert (items["BK01-1"].got, items["BK01-1"].full, items["BK01-1"].weak) == (Decimal("3.5"), 30, 2)
    assert items["BK01-1"].lost == Decimal("88.3")
    assert items["BK01-9"].lost == 0


def test_who_is_missing_is_told_by_name_and_check(worked: Context) -> None:
    campaigns, check = CampaignService(worked), campaigns_of(worked)["BK"]
    unit = next(unit for unit in campaigns.units(check.id) if unit.name == "沈婷")
    summary = TermSummary(term_facts(worked, YEAR, TERM))
    found = {line.unit.name: line.word for line in missing_lines(summary) if line.campaign.kind == "BK"}
    assert found == {"沈婷": "待查"}
    campaigns.set_unit(unit.id, ON_LEAVE, reason="病假", on="2026-12-10")
    summary = TermSummary(term_facts(worked, YEAR, TERM))
    assert {line.word for line in missing_lines(summary) if line.unit.name == "沈婷"} >= {"请假"}


def test_two_versions_of_a_form_are_told_of(context: Context) -> None:
    check = _campaign(0, "BK")
    unit = UnitRow(id="u", version=1, campaign_id="c0", teacher_id="wang", name="王某", subject="语文")
    one = _sheet(unit, 1, 900)
    summary = TermSummary(
        _facts([check], [unit], [one, replace(one, id="s2", inspector="甲", form_version=2)])
    )
    assert summary.notes == ("备课检查用了 BK01 v1、BK01 v2，分数按得分率比较。",)
    assert summary.versions_of(summary.lines[0]) == "BK01 v1、BK01 v2"


def test_ties_share_a_place_and_who_has_no_place_leaves_none_out() -> None:
    check = _campaign(0, "BK")
    people = [Person(id=key, name=key) for key in "abcd"]
    people[0] = replace(
        people[0], part=taking_part(spells([("2026-10-20", "调出")], START, END), START, END, 4)
    )
    units = [
        UnitRow(id=key, version=1, campaign_id="c0", teacher_id=key, name=key, subject="语文")
        for key in "abcd"
    ]
    sheets = [_sheet(unit, 1, tenths) for unit, tenths in zip(units, (990, 900, 900, 800), strict=True)]
    lines = TermSummary(_facts([check], units, sheets, people=tuple(people))).lines
    assert [(line.total, line.place) for line in lines] == [(99, None), (90, 1), (90, 1), (80, 3)]


# frozen


def test_a_frozen_term_keeps_its_figures_and_is_made_again_with_a_reason(worked: Context) -> None:
    results, schemes = ResultService(worked), SchemeService(worked)
    summary = TermSummary(term_facts(worked, YEAR, TERM))
    first = results.freeze(summary)
    edition, rows = results.frozen(YEAR, TERM) or pytest.fail("not frozen")
    kept = {row.name: row for row in rows}
    assert (edition.number, edition.made_on, kept["周敏华"].total, kept["周敏华"].grade) == (
        1, clock.today().isoformat(), Decimal("84.7"), "良好",
    )  # fmt: skip
    told = kept["周敏华"].told
    assert (told["base"], told["lost"], told["parts"]["作业"]) == ("86.7", "2.0", "82.5")
    assert ["作业", "82.5"] in [step[1:3] for step in told["steps"]]
    assert [row.name for row in results.of_edition(first.id)] == [line.person.name for line in summary.lines]
    # a late confirmation changes the sheets, not what was frozen
    event = PatrolDraft(
        day="2026-11-20",
        teacher_id=people_of(worked)["周敏华"],
        code="K2",
        tenths=10,
        status=VERIFIED,
        verifier="单国平",
    )
    PatrolService(worked).add(event)
    again = TermSummary(term_facts(worked, YEAR, TERM))
    assert [(one.name, one.before, one.now) for one in differences(rows, again)] == [
        ("周敏华", "84.7 良好", "83.7 良好")
    ]
    with pytest.raises(UserError, match="第 2 次归档"):
        results.freeze(again)
    results.freeze(again, "补确认 11 月 20 日巡课")
    edition, rows = results.frozen(YEAR, TERM) or pytest.fail("not frozen")
    assert (edition.number, edition.reason, differences(rows, again)) == (2, "补确认 11 月 20 日巡课", [])
    assert [row.number for row in results.editions(YEAR, TERM)] == [1, 2]
    (scheme,) = schemes.rows()
    with pytest.raises(UserError) as refused:
        schemes.change(scheme.id, {"patrol_most": 5})
    assert refused.value.problems[0].text == "学期结果已归档，请先解除归档再改量化方案。"
    with pytest.raises(UserError, match="写明理由"):
        results.unfreeze(YEAR, TERM, " ")
    results.unfreeze(YEAR, TERM, "权重有误")
    assert results.frozen(YEAR, TERM) is None
    schemes.change(scheme.id, {"patrol_most": 5})
    assert len(results.editions(YEAR, TERM)) == 2


def test_a_term_without_figures_is_not_frozen(context: Context) -> None:
    Office(context)
    with pytest.raises(UserError, match="还没有计分的检查"):
        ResultService(context).freeze(TermSummary(term_facts(context, YEAR, TERM)))


def test_a_scheme_changed_meanwhile_keeps_old_figures_from_being_frozen(worked: Context) -> None:
    summary = TermSummary(term_facts(worked, YEAR, TERM))
    SchemeService(worked).add(replace(default_scheme(YEAR, TERM), patrol_most=1))
    with pytest.raises(UserError, match="量化方案刚刚改过"):
        ResultService(worked).freeze(summary)
    assert zhou(worked).total == Decimal("85.7")


def test_weights_of_single_checks_reach_the_kept_figures_and_not_a_frozen_result(worked: Context) -> None:
    results, schemes, summaries = ResultService(worked), SchemeService(worked), TermSummaries(worked)
    years, teacher = OverTerms(worked, summaries), people_of(worked)["周敏华"]

    def totals() -> tuple[Decimal | None, Decimal]:
        kept = years.of(YEAR, TERM) or pytest.fail("no figures")
        now = summaries.of(YEAR, TERM).by_id[teacher].total
        return now, next(one.total for one in kept.teachers if one.id == teacher)

    assert totals() == (Decimal("84.7"), Decimal("84.7"))
    weights = json.dumps({campaigns_of(worked)["BK"].id: 0})
    ours = replace(default_scheme(YEAR, TERM), over=Over.WEIGHTS.value, check_weights=weights)
    scheme = schemes.add(ours)
    # (88.5×30 + 82.5×25 + 84×7 + 90×10) ÷ 72 = 86.2, and 巡课 −2
    assert totals() == (Decimal("84.2"), Decimal("84.2"))
    results.freeze(summaries.of(YEAR, TERM))
    with pytest.raises(UserError) as refused:
        schemes.change(scheme.id, {"check_weights": ""})
    assert refused.value.problems[0].text == "学期结果已归档，请先解除归档再改量化方案。"
    results.unfreeze(YEAR, TERM, "权重有误")
    schemes.change(scheme.id, {"check_weights": ""})
    assert totals() == (Decimal("84.7"), Decimal("84.7"))
    (edition,) = results.editions(YEAR, TERM)
    assert json.loads(edition.scheme)["check_weights"] == weights
    (kept,) = [row for row in results.of_edition(edition.id) if row.teacher_id == teacher]
    assert kept.total == Decimal("84.2")
    assert ["BK检查", "88.5", "本次权重 0，不计入学期"] in [step[1:4] for step in kept.told["steps"]]


def test_inspectors_far_apart_are_told_of_and_on_no_paper(worked: Context) -> None:
    assert term_remarks(TermSummary(term_facts(worked, YEAR, TERM))) == ()  # 91 and 86
    sheets, check = SheetService(worked), campaigns_of(worked)["TK"]
    sheet = next(one for one in sheets.of_campaign(check.id) if one.inspector == "单国平")
    low = replace(scored("TK01", "79.0"), inspector="单国平")
    sheets.submit(sheet.unit_id, low, sheet.version, reason="核对")
    summary = TermSummary(term_facts(worked, YEAR, TERM))
    assert term_remarks(summary) == ("检查人之间相差超过 10 分，请组长复核：周敏华 TK检查。",)
    assert summary.notes == ()


def test_every_line_of_a_total_is_explained(worked: Context) -> None:
    summary = TermSummary(term_facts(worked, YEAR, TERM))
    steps = explained(summary, zhou(worked))
    told = {step.text: (step.figure, step.how) for step in steps if step.depth < 3}
    assert told["备课"] == ("88.5", "权重 20，折合 21.7%")
    assert told["ZY检查"] == ("82.5", "各班平均：86.0、79.0")
    assert told["加权得分"] == (
        "86.7",
        "(88.5×20 + 88.5×30 + 82.5×25 + 84.0×7 + 90.0×10) ÷ 92；辅导没有成绩，不计入",
    )
    assert told["巡课扣分"] == ("-2.0", "已确认 1 条")
    assert told["学期总分"] == ("84.7", "良好，第 1 位")
    assert [step.figure for step in steps if step.depth == 4 and "单国平" in step.text] == ["86.0"]
    assert all(step.sheet_id for step in steps if step.depth == 4)


def test_a_term_is_worked_out_once_until_something_changes(worked: Context) -> None:
    summaries = TermSummaries(worked)
    first = summaries.of(YEAR, TERM)
    assert summaries.of(YEAR, TERM) is first
    sheet = next(one for one in first.facts.sheets if one.grade == "良好")
    SheetService(worked).put_away([sheet.id])
    again = summaries.of(YEAR, TERM)
    assert again is not first
    assert sheet not in again.facts.sheets
