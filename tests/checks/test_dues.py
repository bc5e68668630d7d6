"""What waits in the checks, and the checks of a month counted by the database."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from edudesk.checks.rows.campaigns import DRAFT, PUBLISHED, RUNNING, CampaignRow
from edudesk.checks.rows.problems import MENDED, OPEN, PROPOSED, ProblemRow
from edudesk.checks.rules.dues import Found, Left, check_dues, problem_dues
from edudesk.desk import open_desk

TODAY = date(2026, 11, 20)


def problem(number: int, due: str = "", status: str = OPEN, check: str = "z") -> Found:
    row = ProblemRow(
        id=f"p{number}", version=1, text="作业错批未复查", classes="五（3）班", subject="数学", due=due, status=status,
        campaign_id=check,
    )  # fmt: skip
    return Found(row, f"周敏华{number}", "10月作业批改")


def check(status: str, begins: str, ends: str = "", title: str = "11月备课检查") -> CampaignRow:
    return CampaignRow(
        id="c", version=1, kind="BK", title=title, school_year="2026-2027", term="第一学期", begins=begins,
        ends=ends, status=status,
    )  # fmt: skip


def test_a_problem_is_told_with_who_answers_for_it_and_leads_to_its_line() -> None:
    (one,) = problem_dues([problem(1, "2026-11-18")], {}, TODAY)
    assert one.text == "整改：周敏华1 五（3）班数学，作业错批未复查"
    assert (one.tag(TODAY), one.origin) == ("逾期 2 天", "检查 · 10月作业批改")
    assert (one.page, one.record) == ("rectification", "p1")


def test_many_of_a_check_are_told_together_with_the_oldest_day_and_lead_to_their_state() -> None:
    late = [problem(number, f"2026-11-{10 + number}") for number in range(4)]
    soon = [problem(number, "2026-11-24") for number in range(10, 14)]
    elsewhere = [problem(20, "2026-11-12", check="y")]
    told = {one.record: one for one in problem_dues([*late, *soon, *elsewhere], {}, TODAY)}
    assert set(told) == {"state:逾期", "state:待整改", "p20"}
    assert told["state:逾期"].text == "整改：4 个问题还没有整改（周敏华0、周敏华1、周敏华2 等 4 人）"
    assert (told["state:逾期"].day, told["state:待整改"].day) == ("2026-11-10", "2026-11-24")


def test_what_waits_for_a_second_look_or_a_word_is_counted_and_named_when_alone() -> None:
    alone = problem(1, status=MENDED)
    told = {one.word: one for one in problem_dues([alone], {MENDED: 1, PROPOSED: 19}, TODAY)}
    assert told["1 个"].text == "整改：周敏华1 五（3）班数学，作业错批未复查（已提交整改，等待复查）"
    assert (told["1 个"].record, told["19 个"].record) == ("p1", "state:待确认")


def test_checks_that_go_on_and_drafts_that_begin_soon() -> None:
    told = check_dues(
        [
            Left(check(RUNNING, "2026-11-02", "2026-11-27"), 22, 18, "语文组"),
            Left(check(RUNNING, "2026-11-02", "2027-01-10", "学期检查"), 3, 0, ""),
            Left(check(RUNNING, "2027-01-02", "2027-01-10", "还早"), 3, 3, ""),
            Left(check(RUNNING, "2026-06-01", "2026-06-10", "早忘了"), 3, 3, ""),
            Left(check(DRAFT, "2026-11-23", title="11月作业检查"), 0, 0, ""),
            Left(check(DRAFT, "2026-12-23", title="12月作业检查"), 0, 0, ""),
        ],
        TODAY,
    )
    assert [(one.text, one.day, one.page) for one in told] == [
        ("11月备课检查：语文组 18 人待查", "2026-11-27", "check_entry"),
        ("学期检查：3 个待查", "2027-01-10", "check_entry"),
        ("11月作业检查：还没有发布", "2026-11-23", "checks"),
    ]


def test_of_the_school_of_five_as_counted_by_hand(five: Path, stopped_clock: Callable[[str], None]) -> None:
    with open_desk(five) as desk:
        told = desk.check_dues.dues(TODAY)
        month = desk.check_month.latest(TODAY)
        assert month is not None
        checks = {
            one.id: one
            for one in desk.campaigns.rows()
            if one.status != DRAFT and one.begins[:7] <= month.month <= (one.ends or one.begins)[:7]
        }
        every = [
            sheet
            for one in checks
            for sheet in desk.sheets.of_campaign(one)
            if sheet.is_counted and not sheet.first_id and sheet.tenths is not None
        ]
        assert every
        assert (month.scored, month.tenths) == (len(every), sum(one.tenths or 0 for one in every))
        assert month.excellent == sum((one.tenths or 0) >= 900 for one in every)
        progress = desk.campaigns.progress()
        assert {one.kind: (one.done, one.due) for one in month.kinds} == {
            kind: tuple(
                sum(progress.get(key, (0, 0))[place] for key, one in checks.items() if one.kind == kind)
                for place in (0, 1)
            )
            for kind in {one.kind for one in checks.values()}
        }
        left = {key for key, (done, due) in progress.items() if due > done}
        assert {one.record for one in told if one.page == "check_entry"} == {
            one.id
            for one in desk.campaigns.rows()
            if one.id in left and one.status in (PUBLISHED, RUNNING) and one.ends >= "2026-09-21"
        }
