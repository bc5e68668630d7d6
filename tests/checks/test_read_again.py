"""A term that is read again after a change: what is taken from the reading before is what a fresh reading comes to."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from edudesk.checks.rows.campaigns import SUMMED
from edudesk.checks.rows.patrols import ListeningDraft, PatrolDraft
from edudesk.checks.rows.terms import AllowanceDraft
from edudesk.checks.rules.item_figures import item_lines
from edudesk.checks.rules.scheme import default_scheme
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.over_terms import OverTerms
from edudesk.checks.service.patrols import ListeningService, PatrolService
from edudesk.checks.service.summaries import TermSummaries
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.roster.histories.careers import Status
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service.departments import DepartmentService
from edudesk.store import backup, restore
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import CHECK, TERM, YEAR, Office, filled


class Term:
    """A term that is looked at all the time. again: as it is read after each change."""

    def __init__(self, context: Context) -> None:
        self.context, self.office = context, Office(context)
        self.check = self.office.publish()
        self.summaries = TermSummaries(context)
        self.years = OverTerms(context, self.summaries)
        for name in ("周敏华", "李静"):
            self.submit(name)

    def submit(self, name: str, **more: object) -> str:
        unit = self.office.unit(self.check, name)
        old = [one for one in self.office.sheets.of_campaign(self.check.id) if one.unit_id == unit.id]
        return self.office.sheets.submit(unit.id, filled(**more), old[0].version if old else None).id

    @property
    def again(self) -> TermSummary:
        """What was kept says what is read anew."""
        kept, fresh = self.summaries.of(YEAR, TERM), TermSummaries(self.context).of(YEAR, TERM)
        assert kept.lines == fresh.lines
        assert kept.unit_scores == fresh.unit_scores
        assert kept.facts == fresh.facts
        assert item_lines(kept) == item_lines(fresh)
        assert self.years.of(YEAR, TERM) == OverTerms(self.context, TermSummaries(self.context)).of(
            YEAR, TERM
        )
        return kept


@pytest.fixture
def term(context: Context) -> Term:
    return Term(context)


def test_only_what_is_about_a_change_is_worked_out_again(term: Term):
    before = term.again
    term.submit("李静", place=3)
    after = term.again
    same = {line.person.name: line is before.by_id[line.id] for line in after.lines}
    assert same == {"李静": False, "沈婷": True, "周敏华": True}
    assert [before.unit_scores[key] is one for key, one in after.unit_scores.items()].count(True) == 2
    assert after.by_id[term.office.people["李静"]].total < before.by_id[term.office.people["李静"]].total


def changes(term: Term) -> dict[str, Callable[[], object]]:
    """A change of everything that figures are made of."""
    context, office, of_term = term.context, term.office, {"school_year": YEAR, "term": TERM}
    li, zhou, shen = (office.people[name] for name in ("李静", "周敏华", "沈婷"))
    scheme, teachers, histories = SchemeService(context), TeacherService(context), HistoryService(context)

    def department() -> None:
        departments = DepartmentService(context)
        departments.change(departments.rows()[0].id, {"subject": "数学、语文"})

    return {
        "记录": lambda: term.submit("沈婷", place=2),
        "更正": lambda: term.submit("周敏华", place=0),
        "删去": lambda: office.sheets.put_away([office.sheets.of_campaign(term.check.id)[-1].id]),
        "代课": lambda: office.campaigns.set_units(
            [office.unit(term.check, "李静").id], "请假", reason="病假", substitute="周敏华"
        ),
        "检查": lambda: office.campaigns.change(term.check.id, {"ends": "2026-11-20"}),
        "又一次": lambda: office.publish(replace(CHECK, kind="ZY", title="11月作业检查")),
        "听课": lambda: ListeningService(context).add(
            ListeningDraft(**of_term, teacher_id=li, due=10, heard=9, valid=9)
        ),
        "加分": lambda: AllowanceService(context).add(
            AllowanceDraft(**of_term, teacher_id=zhou, kind="加分", tenths=20, reason="市级公开课")
        ),
        "不参评": lambda: AllowanceService(context).add(
            AllowanceDraft(**of_term, teacher_id=shen, kind="不参评", reason="支教")
        ),
        "巡课": lambda: PatrolService(context).add(
            PatrolDraft(
                day="2026-10-12",
                class_name="五（3）班",
                teacher_id=zhou,
                code="K1",
                tenths=5,
                status="已确认",
                verifier="许莉",
            )
        ),
        "方案": lambda: scheme.add(replace(default_scheme(YEAR, TERM), minimum_weeks=10)),
        "改名": lambda: teachers.change(zhou, {"name": "周敏"}),
        "离岗": lambda: histories.add(
            "status", Status(teacher_id=li, status="长期请假", begins="2026-10-12")
        ),
        "教研组": department,
        "汇总": lambda: office.campaigns.move(term.check.id, SUMMED),
    }


def test_whatever_is_changed_and_taken_back_is_seen(term: Term):
    timeline, began = Timeline(term.context), term.context.head().seq
    told = [term.again]
    for word, change in changes(term).items():
        change()
        told.append(term.again)
        assert told[-1].facts != told[-2].facts, word
    entries = term.context.head().seq - began
    for _ in range(entries):
        timeline.undo()
    assert figures(term.again) == figures(told[0])
    for _ in range(entries):
        timeline.redo()
    assert figures(term.again) == figures(told[-1])


def figures(summary: TermSummary) -> list[object]:
    """All but the versions of rows, which only grow."""
    return [
        (one.person, one.total, one.grade, one.place, one.words, one.score.kinds) for one in summary.lines
    ]


def test_a_check_deleted_while_its_term_is_read_is_left_out(term: Term, monkeypatch: pytest.MonkeyPatch):
    campaigns = term.summaries.reader.campaigns
    read = campaigns.rows

    def deleted_first() -> object:
        monkeypatch.undo()
        term.office.campaigns.put_away([term.check.id])
        return read()

    monkeypatch.setattr(campaigns, "rows", deleted_first)
    assert term.summaries.of(YEAR, TERM).unit_scores == {}
    assert not term.again.checks


def test_another_day_and_another_file_are_seen(stopped_clock: Callable[[str], None], term: Term):
    before = term.again
    then = backup.take(term.context.store)
    office, shen = term.office, term.office.people["沈婷"]
    office.campaigns.set_units([office.unit(term.check, "沈婷").id], "请假", reason="病假")
    assert term.again.by_id[shen].score.missed == 0
    stopped_clock("2027-01-20 08:30")
    assert term.again.by_id[shen].score.missed == 1, "补检 was waited for long enough"
    restore.restore(term.context.store, then, "本机用户", "教务处电脑")
    term.submit("沈婷")  # entries and versions as before, of another content
    assert term.again.by_id[shen].total is not None
    assert before.by_id[shen].total is None
