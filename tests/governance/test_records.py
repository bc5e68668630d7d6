"""Records of governance: what is refused, how they stand on a day, what is due, numbers of editions, closing on proof."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.desk import Desk, found_school
from edudesk.governance.reports.documents import mending, minutes
from edudesk.governance.reports.lists import rectification, regulations
from edudesk.governance.rows.bodies import BodyDraft, SeatDraft
from edudesk.governance.rows.inspections import (
    CLOSED,
    IN_HAND,
    OVERDUE,
    WAITING,
    FindingDraft,
    InspectionDraft,
)
from edudesk.governance.rows.meetings import MeetingDraft, ResolutionDraft
from edudesk.governance.rows.regulations import EditionDraft, RegulationDraft
from edudesk.governance.rules.entering import closing_doubts, resolution_problems, votes_beyond
from edudesk.governance.rules.standing import closing, finding_standing, newest, resolution_standing, sitting
from edudesk.school.rows import SchoolDraft
from edudesk.school.sample import SCHOOL
from edudesk.submissions.governance_papers import governance_facts

TODAY = "2026-11-20"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with found_school(tmp_path / "学校.edudesk", SchoolDraft(**SCHOOL)) as desk:
        yield desk


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, WAITING),
        ({"measure": "每周同备"}, IN_HAND),
        ({"measure": "每周同备", "due": "2026-11-20"}, IN_HAND),  # its last day
        ({"measure": "每周同备", "due": "2026-11-19"}, OVERDUE),
        ({"due": "2026-11-19", "closed_on": "2026-11-19", "proof": "通报"}, CLOSED),
    ],
)
def test_how_a_point_stands(values: dict[str, str], standing: str) -> None:
    assert finding_standing(FindingDraft(inspection_id="i", problem="台账不全", **values), TODAY) == standing


def test_what_asks_for_nothing_or_did_not_pass_is_not_to_be_carried_out() -> None:
    asked = {"meeting_id": "m", "title": "方案", "owner": "工会", "due": "2026-10-31"}
    assert resolution_standing(ResolutionDraft(**asked, result="通过"), TODAY) == OVERDUE
    assert resolution_standing(ResolutionDraft(**asked, result="未通过"), TODAY) == ""
    assert resolution_standing(ResolutionDraft(meeting_id="m", title="听取报告"), TODAY) == ""
    assert resolution_standing(ResolutionDraft(**asked, done_on="2026-11-02"), TODAY) == "已落实"


def test_votes_are_held_against_those_who_were_there() -> None:
    vote = ResolutionDraft(meeting_id="m", title="规划", result="通过", votes_for=30, votes_against=5)
    assert not list(resolution_problems(vote))
    told = votes_beyond(vote, 60)  # 30 of 60 are not more than half
    assert told is not None
    assert "没有过实到 60 人的半数" in told.text
    told = votes_beyond(vote, 34)
    assert told is not None
    assert "多于实到 34 人" in told.text
    assert votes_beyond(vote, 58) is None
    assert votes_beyond(vote, None) is None
    tie = ResolutionDraft(meeting_id="m", title="规划", result="通过", votes_for=5, votes_against=5)
    assert [one.key for one in resolution_problems(tie)] == ["votes_for"]


def test_who_sits_on_a_day(desk: Desk) -> None:
    body = desk.bodies.add(BodyDraft(title="教职工代表大会"))
    for name, begins, ends in (
        ("王建国", "2020-09-01", "2023-09-07"),
        ("许莉", "2023-09-08", ""),
        ("李静", "", ""),
    ):
        desk.body_seats.add(SeatDraft(body_id=body.id, name=name, begins=begins, ends=ends))
    seats = desk.body_seats.of(body.id)
    assert {one.name for one in sitting(seats, "2023-09-07")} == {"王建国", "李静"}
    assert {one.name for one in sitting(seats, TODAY)} == {"许莉", "李静"}


def test_a_point_is_closed_by_its_proof_only(desk: Desk) -> None:
    visit = desk.inspections.add(InspectionDraft(title="专项督导", on="2026-10-15"))
    point = desk.findings.add(FindingDraft(inspection_id=visit.id, problem="台账不全", due="2026-11-01"))
    with pytest.raises(UserError) as told:
        desk.findings.close(point.id, on=TODAY, proof="  ")
    assert "还不能销号" in told.value.text
    assert desk.findings.get(point.id).closed_on == ""
    closed = desk.findings.close(point.id, on=TODAY, proof="台账补齐", by="单国平")
    assert (closed.closed_on, closed.proof, closed.closed_by) == (TODAY, "台账补齐", "单国平")
    with pytest.raises(UserError, match="已于 2026-11-20 销号"):
        desk.findings.close(point.id, on="2026-11-21", proof="又补")
    desk.timeline.undo()
    assert desk.findings.get(point.id).closed_on == ""
    assert closing(desk.findings.of(visit.id), TODAY).words == "销号 0/1，逾期 1"


def test_editions_are_numbered_in_the_order_they_were_adopted_and_keep_their_number(desk: Desk) -> None:
    rule = desk.regulations.add(RegulationDraft(title="教学常规管理制度", field="教学"))
    desk.editions.add_many(
        "补登", [EditionDraft(regulation_id=rule.id, on=day) for day in ("2024-06-21", "2019-08-28")]
    )
    assert [(one.on, one.number) for one in desk.editions.of(rule.id)] == [
        ("2024-06-21", 2),
        ("2019-08-28", 1),
    ]
    desk.editions.put_away([desk.editions.of(rule.id)[0].id])
    third = desk.editions.add(EditionDraft(regulation_id=rule.id, on="2026-06-19"))
    assert third.number == 3  # the second is in the recycle bin, and may come back
    with pytest.raises(UserError) as told:
        desk.regulations.add(RegulationDraft(title="教学常规管理制度"))
    assert "制度库里已有" in told.value.problems[0].text
    desk.regulations.change(rule.id, {"standing": "废止"})
    desk.regulations.add(RegulationDraft(title="教学常规管理制度"))


def test_an_older_edition_entered_afterwards_is_no_newer_one(desk: Desk) -> None:
    """How a library is filled: the text in force first, its history later."""
    rule = desk.regulations.add(RegulationDraft(title="考勤制度"))
    now = desk.editions.add(EditionDraft(regulation_id=rule.id, on="2024-06-21"))
    first = desk.editions.add(EditionDraft(regulation_id=rule.id, on="2018-06-21"))
    assert (now.number, first.number) == (1, 1)  # as each was stored
    assert [(one.on, one.number) for one in desk.editions.of(rule.id)] == [
        ("2024-06-21", 2),
        ("2018-06-21", 1),
    ]
    holding = newest(desk.editions.of(rule.id))
    assert holding is not None
    assert (holding.id, holding.number) == (now.id, 2)
    (line,) = regulations(governance_facts(desk, date(2026, 11, 20)), Audience.INTERNAL).rows
    assert line[4:6] == ("第 2 版", "2024-06-21")
    desk.timeline.undo()
    assert [(one.on, one.number) for one in desk.editions.of(rule.id)] == [("2024-06-21", 1)]
    desk.timeline.redo()
    desk.editions.change(now.id, {"on": "2016-06-21"})  # it was a slip: now that one is the older
    assert [(one.on, one.number) for one in desk.editions.of(rule.id)] == [
        ("2018-06-21", 2),
        ("2016-06-21", 1),
    ]
    assert desk.timeline.verify().is_whole


def test_what_is_closed_is_closed_from_its_day_on(desk: Desk, stopped_clock: Callable[[str], None]) -> None:
    stopped_clock("2026-11-20 08:30")
    visit = desk.inspections.add(InspectionDraft(title="专项督导", on="2026-10-15"))
    point = desk.findings.add(FindingDraft(inspection_id=visit.id, problem="台账不全", due="2026-11-25"))
    for day, told in (
        ("2062-11-20", "销号日期 2062-11-20 还没有到。"),
        ("2026-10-14", "销号日期 2026-10-14 早于督导日期 2026-10-15。"),
    ):
        assert [one.text for one in closing_doubts(replace(point, closed_on=day), visit, TODAY)] == [told]
        with pytest.raises(UserError) as caught:
            desk.findings.close(point.id, on=day, proof="台账补齐")
        assert [(one.key, one.text) for one in caught.value.problems] == [("closed_on", told)]
    assert desk.findings.get(point.id).closed_on == ""
    # one that was typed all the same stays open until then
    desk.findings.change(point.id, {"closed_on": "2062-11-20", "proof": "台账补齐"})
    assert closing(desk.findings.of(visit.id), TODAY).words == "销号 0/1"
    assert "整改：台账不全" in {one.text for one in desk.governance_dues.dues(date(2026, 11, 20))}
    asked = ResolutionDraft(
        meeting_id="m", title="方案", owner="工会", due="2026-10-31", done_on="2026-11-02"
    )
    assert resolution_standing(asked, "2026-11-01") == OVERDUE


def test_papers_of_an_earlier_day_tell_what_was_closed_by_then(desk: Desk) -> None:
    visit = desk.inspections.add(InspectionDraft(title="专项督导", on="2026-10-15", unit="区教育督导室"))
    desk.findings.add(
        FindingDraft(
            inspection_id=visit.id, problem="台账不全", due="2026-11-25", closed_on="2026-11-13",
            proof="台账补齐", closed_by="单国平",
        )
    )  # fmt: skip
    facts = governance_facts(desk, date(2026, 11, 12))
    (line,) = rectification(facts, Audience.INTERNAL).rows
    assert line[-2:] == (WAITING, "")
    text = " ".join(str(block) for block in mending(facts, Audience.INTERNAL).body)
    assert "已整改销号 0 项，正在整改 1 项" in text
    (line,) = rectification(governance_facts(desk, date(2026, 11, 13)), Audience.INTERNAL).rows
    assert line[-2:] == (CLOSED, "2026-11-13；台账补齐")


def test_minutes_name_those_who_came_only_when_all_did(desk: Desk) -> None:
    """Nobody records who came, only how many: of three with one on leave no names are known."""
    body = desk.bodies.add(BodyDraft(title="校务会议"))
    desk.body_seats.add_many(
        "成员", [SeatDraft(body_id=body.id, name=name) for name in ("张一", "李二", "王三")]
    )
    meeting = desk.meetings.add(
        MeetingDraft(
            title="第 6 次校务会议", body_id=body.id, on="2026-11-09", due=3, present=2, agenda="整改"
        )
    )
    facts = governance_facts(desk, date(2026, 11, 20))
    assert minutes(facts, Audience.INTERNAL).attendees == (("人数", "应到 3 人，实到 2 人"),)
    for due, present, has_names in ((3, 3, True), (58, 58, False), (None, None, False), (58, 57, False)):
        desk.meetings.change(meeting.id, {"due": due, "present": present})
        told = dict(minutes(governance_facts(desk, date(2026, 11, 20)), Audience.INTERNAL).attendees)
        assert told.get("出席") == ("张一、李二、王三" if has_names else None)


def test_texts_of_several_lines_in_papers(desk: Desk) -> None:
    """Lines of the agenda stay lines; inside a sentence nothing is torn, and nothing ends twice."""
    meeting = desk.meetings.add(
        MeetingDraft(
            title="校务会议",
            on="2026-11-09",
            agenda="1.整改分工\n2.抽测安排",
            text="定了分工。\n\n定了时间。",
        )
    )
    desk.resolutions.add(
        ResolutionDraft(meeting_id=meeting.id, title="整改分工", text="教导处牵头\n各组配合。", result="通过")
    )
    visit = desk.inspections.add(
        InspectionDraft(title="作业专项督导", on="2026-10-15", unit="区教育督导室", scope="总量。\n批改。")
    )
    desk.findings.add(
        FindingDraft(
            inspection_id=visit.id,
            problem="不复批。\n不分层。",
            measure="每周复批\n每月分层",
            due="2026-12-01",
        )
    )
    facts = governance_facts(desk, date(2026, 11, 20))
    lines = [one.text for one in minutes(facts, Audience.INTERNAL).body]  # type: ignore[union-attr]
    assert lines[1:6] == ["会议议程：", "1.整改分工", "2.抽测安排", "定了分工。", "定了时间。"]
    assert "教导处牵头。各组配合。" in lines[-1]
    text = " ".join(str(block) for block in mending(facts, Audience.INTERNAL).body)
    assert "内容为总量；批改。反馈" in text
    assert "（一）不复批；不分层。" in text
    assert "整改措施：每周复批。每月分层。" in text


def test_what_waits_is_told_with_the_way_to_it(desk: Desk) -> None:
    visit = desk.inspections.add(
        InspectionDraft(title="作业专项督导", on="2026-10-15", unit="区教育督导室", reply_due="2026-11-30")
    )
    late = desk.findings.add(FindingDraft(inspection_id=visit.id, problem="订正不复批", due="2026-11-06"))
    desk.findings.add(FindingDraft(inspection_id=visit.id, problem="一年后再看", due="2027-11-06"))
    meeting = desk.meetings.add(MeetingDraft(title="校务会议", on="2026-11-09"))
    asked = desk.resolutions.add(
        ResolutionDraft(
            meeting_id=meeting.id, title="整改分工", owner="李静", due="2026-11-25", result="通过"
        )
    )
    found = {one.text: one for one in desk.governance_dues.dues(date(2026, 11, 20))}
    assert set(found) == {"整改：订正不复批", "报送整改报告：作业专项督导", "落实决议：整改分工"}
    assert found["整改：订正不复批"].record == f"{visit.id} {late.id}"
    assert found["落实决议：整改分工"].record == f"{meeting.id} {asked.id}"
    assert found["整改：订正不复批"].tag(date(2026, 11, 20)) == "逾期 14 天"
    desk.inspections.change(visit.id, {"replied_on": "2026-11-19"})
    assert "报送整改报告：作业专项督导" not in {
        one.text for one in desk.governance_dues.dues(date(2026, 11, 20))
    }


@pytest.mark.parametrize(
    ("add", "keys"),
    [
        (lambda desk: desk.meetings.add(MeetingDraft(title="会", on="2026-11", due=5, present=6)), {"on", "present"}),
        (lambda desk: desk.inspections.add(InspectionDraft(title="", on="2026-11-02", ends="2026-11-01")), {"title", "ends"}),
        (lambda desk: desk.findings.add(FindingDraft(inspection_id="i", problem="台账", closed_on="2026-11-02")), {"proof"}),
        (lambda desk: desk.bodies.add(BodyDraft(title=" ", term_years=0)), {"title", "term_years"}),
        (lambda desk: desk.editions.add(EditionDraft(regulation_id="r", on="")), {"on"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_all_at_once(desk: Desk, add: object, keys: set[str]) -> None:
    with pytest.raises(UserError) as told:
        add(desk)  # type: ignore[operator]
    assert {one.key for one in told.value.problems} == keys
