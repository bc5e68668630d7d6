"""The chain from sheets to the term: the worked example of 教学常规检查 5.5 as rows, absences, re-checks, vetoes."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.checks.rows.campaigns import EXEMPT, NOT_HANDED_IN, ON_LEAVE, OUT, CampaignRow, UnitRow
from edudesk.checks.rows.sheets import DRAFT, SUBMITTED, SheetRow
from edudesk.checks.rules.combining import Recheck
from edudesk.checks.rules.results import How, check_score, term_score, unit_score
from edudesk.checks.rules.term import Scheme
from edudesk.checks.rules.weighing import Subjects, Weights

SCHEME = Scheme(
    {
        "备课": Decimal(20),
        "课堂": Decimal(30),
        "作业": Decimal(25),
        "辅导": Decimal(8),
        "质量分析": Decimal(7),
        "集体备课与教研": Decimal(10),
    }
)


def _campaign(kind: str, begins: str = "2025-11-03") -> CampaignRow:
    return CampaignRow(
        id=f"{kind}{begins}",
        version=1,
        kind=kind,
        title=kind,
        school_year="2025-2026",
        term="第一学期",
        begins=begins,
    )


def _unit(campaign: CampaignRow, subject: str = "语文", classes: str = "", **more: object) -> UnitRow:
    plain = UnitRow(
        id=f"{campaign.id}{subject}{classes}",
        version=1,
        campaign_id=campaign.id,
        teacher_id="wang",
        name="王某",
        subject=subject,
        classes=classes,
    )
    return replace(plain, **more)


def _sheet(unit: UnitRow, score: str, **more: object) -> SheetRow:
    tenths = int(Decimal(score) * 10)
    plain = SheetRow(
        id=f"{unit.id}/{score}",
        version=1,
        unit_id=unit.id,
        campaign_id=unit.campaign_id,
        teacher_id="wang",
        kind="",
        school_year="2025-2026",
        term="第一学期",
        form="BK01",
        form_version=1,
        status=SUBMITTED,
        tenths=tenths,
        original=tenths,
        grade="良好",
    )
    return replace(plain, **more)


def _check(kind: str, *units: tuple[UnitRow, list[SheetRow]]):
    campaign = _campaign(kind)
    return check_score(campaign, [unit_score(unit, sheets) for unit, sheets in units])


def _worked(homework: SheetRow | None = None):
    bk, tk, zy, zl, jb = (_unit(_campaign(kind)) for kind in ("BK", "TK", "ZY", "ZL", "JB"))
    one, two = replace(zy, id="z1", classes="三（1）班"), replace(zy, id="z2", classes="三（2）班")
    return [
        _check("BK", (bk, [_sheet(bk, "88.5")])),
        _check("TK", (tk, [_sheet(tk, "91.0"), _sheet(tk, "86.0")])),
        _check("ZY", (one, [_sheet(one, "86.0")]), (two, [homework or _sheet(two, "79.0")])),
        _check("ZL", (zl, [_sheet(zl, "84.0")])),
        _check("JB", (jb, [_sheet(jb, "90.0")])),
    ]


def test_the_worked_example_as_rows():
    line = term_score("wang", _worked(), SCHEME, patrol=Decimal(2))
    assert [check.value for check in line.checks if check.campaign.kind in ("TK", "ZY")] == [
        Decimal("88.5"),
        Decimal("82.5"),
    ]
    assert (line.total.base, line.total.value) == (Decimal("86.7"), Decimal("84.7"))
    assert line.total.left_out == ("辅导",)
    assert not line.is_vetoed


def test_a_confirmed_veto_caps_the_class_and_marks_the_row():
    two = _unit(_campaign("ZY"), id="z2", classes="三（2）班")
    hits = json.dumps([{"key": "V1", "reason": "家长批改", "confirmed_by": "许莉"}])
    line = term_score("wang", _worked(_sheet(two, "79.0", hits=hits)), SCHEME, patrol=Decimal(2))
    assert line.total.value == Decimal("82.0")
    assert line.is_vetoed


def test_a_veto_nobody_confirmed_does_not_cap_yet():
    unit = _unit(_campaign("ZY"))
    hits = json.dumps([{"key": "V1", "reason": "家长批改", "confirmed_by": ""}])
    assert unit_score(unit, [_sheet(unit, "79.0", hits=hits)]).value == 79


@pytest.mark.parametrize(("again", "value"), [("88.0", "80"), ("71.0", "71.0"), ("55.0", "62.0")])
def test_a_re_check_is_joined_with_the_first_sheet(again, value):
    unit = _unit(_campaign("BK"))
    first = _sheet(unit, "62.0")
    assert unit_score(unit, [first, _sheet(unit, again, first_id=first.id)]).value == Decimal(value)


@pytest.mark.parametrize(
    ("rule", "value", "is_vetoed"),
    [(Recheck.CAPPED, "80", False), (Recheck.REPLACE, "59.0", True), (Recheck.MEAN, "59", True)],
)
def test_a_veto_in_a_re_check_counts_where_the_re_check_may_lower(rule, value, is_vetoed):
    unit = _unit(_campaign("BK"))
    hits = json.dumps([{"key": "V1", "reason": "无教案上课", "confirmed_by": "许莉"}])
    sheets = [_sheet(unit, "80.0"), _sheet(unit, "59.0", first_id=f"{unit.id}/80.0", hits=hits)]
    told = unit_score(unit, sheets, how=How(recheck=rule))
    assert (told.value, told.is_vetoed) == (Decimal(value), is_vetoed)


def test_subjects_weigh_by_periods():
    campaign = _campaign("BK")
    chinese, art = _unit(campaign, "语文", periods=8.0), _unit(campaign, "美术", periods=2.0)
    scores = [unit_score(chinese, [_sheet(chinese, "90.0")]), unit_score(art, [_sheet(art, "80.0")])]
    assert check_score(campaign, scores).value == 88
    assert check_score(campaign, scores, How(Weights(subjects=Subjects.MEAN))).value == 85
    assert check_score(campaign, scores).subjects == {"语文": 90, "美术": 80}


def test_not_handed_in_is_zero_and_away_is_nothing():
    unit = _unit(_campaign("BK"))
    late = unit_score(replace(unit, state=NOT_HANDED_IN), [])
    assert (late.value, late.word) == (0, "未交")
    away = replace(unit, state=ON_LEAVE, on="2025-11-03")
    assert unit_score(away, [], today=date(2025, 11, 20)).word == "请假"
    assert unit_score(away, [], today=date(2025, 12, 4)).word == "缺检"
    assert unit_score(away, [], today=date(2025, 12, 4)).value is None
    assert unit_score(replace(unit, state=EXEMPT), [], today=date(2026, 1, 1)).word == "免检"
    no_day = replace(unit, state=ON_LEAVE)  # waited for from the last day of the check
    words = [
        unit_score(no_day, [], today=day, checked_by="2025-11-14").word
        for day in (date(2025, 12, 14), date(2025, 12, 15))
    ]
    assert words == ["请假", "缺检"]


@pytest.mark.parametrize("state", [EXEMPT, OUT])
def test_who_is_taken_out_after_a_sheet_counts_no_more(state):
    unit = _unit(_campaign("BK"), state=state)
    told = unit_score(unit, [_sheet(unit, "90.5")])
    assert (told.value, told.word, len(told.sheets)) == (None, state, 1)


def test_what_was_handed_in_after_all_counts_as_it_was_found():
    unit = replace(_unit(_campaign("BK")), state=NOT_HANDED_IN)
    assert unit_score(unit, [_sheet(unit, "72.0")]).value == 72


def test_drafts_and_sheets_for_reference_do_not_count():
    unit = _unit(_campaign("BK"))
    sheets = [_sheet(unit, "40.0", status=DRAFT), _sheet(unit, "50.0", grade="")]
    assert unit_score(unit, sheets).value is None


def test_what_is_missing_counts_as_missed_not_as_zero():
    checks = _worked()
    campaign = _campaign("BK", "2025-12-01")
    away = unit_score(_unit(campaign, state=ON_LEAVE, on="2025-12-01"), [], today=date(2026, 1, 20))
    line = term_score("wang", [*checks, check_score(campaign, [away])], SCHEME)
    assert line.total.value == Decimal("86.7")
    assert line.missed == 1


def test_an_exempt_type_drops_out():
    line = term_score("wang", _worked(), SCHEME, exempt=["BK"])
    assert "备课" in line.total.left_out
    assert line.total.value == Decimal("86.2")  # (88.5×30 + 82.5×25 + 84×7 + 90×10) / 72 = 86.19


def test_listening_notes_join_their_part():
    line = term_score("wang", _worked(), SCHEME, listening=Decimal("70.0"))
    assert line.parts["集体备课与教研"] == 80
