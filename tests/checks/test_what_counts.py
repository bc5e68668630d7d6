"""What counts though nobody typed points for it: items settled by their numbers, sheets without a score, notes not yet
counted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.base.masking import Audience
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.reports.columns import teacher_columns
from edudesk.checks.reports.forms import file_book
from edudesk.checks.reports.results import year_report
from edudesk.checks.reports.tables import overview
from edudesk.checks.rows.patrols import ListeningDraft
from edudesk.checks.rules.item_figures import item_lines
from edudesk.checks.rules.sheets import Filled, Finding, Notes
from edudesk.checks.rules.summary import TermSummary, is_done
from edudesk.checks.service.patrols import ListeningService
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.reading import term_facts
from edudesk.checks.service.results import ResultService
from edudesk.checks.service.standards import StandardService
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled
from tests.checks.test_sheets import facts_of


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def summary(office: Office) -> TermSummary:
    return TermSummary(term_facts(office.context, YEAR, TERM))


def typed(**counts: int) -> Filled:
    """As the page keeps it: points by keys where they are asked for, the rest is left to the numbers."""
    form = FORMS["ZY01"]
    asked = {item.key: Answer(item.full) for item in form.items if item.method.value == "GRADE"}
    return Filled(on="2026-11-18", inspector="许莉", counts=counts, answers=asked, findings=())


def test_items_settled_by_numbers_are_lost_on_and_to_be_mended(office: Office):
    campaign = office.publish(replace(CHECK, kind="ZY", title="11月作业检查"))
    unit = office.unit(campaign, "李静")
    office.sheets.submit(
        unit.id,
        typed(
            books_due=40, books_in=10, books_sampled=10, markings_due=20, markings_done=3, books_fully_marked=10,
            wrong_marks=6, missed_marks=0, corrections_due=4, corrections_remarked=4,
        ),
    )  # fmt: skip
    lines = {row.item for row in ProblemService(office.context).rows()}
    assert {"ZY01-1", "ZY01-4", "ZY01-6"} <= lines
    lost = {line.id: (line.got, line.full) for line in item_lines(summary(office))}
    assert {"ZY01-1", "ZY01-4", "ZY01-5", "ZY01-6", "ZY01-7"} <= set(lost)
    assert lost["ZY01-6"][0] == 0


def test_a_sheet_without_a_score_is_looked_at(office: Office):
    campaign = office.publish(replace(CHECK, kind="SC", title="11月三查"))
    (unit, *_) = office.campaigns.units(campaign.id)
    form = FORMS[unit.form]
    answers = {item.key: Answer(item.full) for item in form.items}
    office.sheets.submit(unit.id, Filled(on="2026-11-18", inspector="许莉", answers=answers))
    found = summary(office)
    done = [one for one in found.unit_scores.values() if is_done(one)]
    assert [one.unit.id for one in done] == [unit.id]
    assert done[0].value is None
    if line := found.by_id.get(unit.teacher_id):
        shown = {one.key: one.of(line) for one in teacher_columns(found, [campaign])}
        assert shown[f"check:{campaign.id}"] == "已查"


def test_notes_nobody_counted_take_no_points(office: Office):
    campaign = office.publish()
    office.sheets.submit(office.unit(campaign, "李静").id, filled())
    before = summary(office).by_id[office.people["李静"]].total
    listening = ListeningService(office.context)
    listening.list_all(YEAR, TERM)
    assert summary(office).by_id[office.people["李静"]].total == before
    row = next(row for row in listening.rows() if row.teacher_id == office.people["李静"])
    listening.change(row.id, {"heard": 0, "valid": 0})
    part = summary(office).by_id[office.people["李静"]].score.parts
    assert Decimal(0) in part.values()


def test_notes_beside_a_sheet_are_all_valid_and_due_by_role_unless_said(office: Office):
    draft = replace(CHECK, notes="是")
    campaign = office.publish(draft)
    role = ListeningService(office.context).roles(YEAR)[office.people["李静"]]
    office.sheets.submit(office.unit(campaign, "李静").id, filled(notes=Notes(role, None, 18, None)))
    (row,) = ListeningService(office.context).rows()
    quotas = StandardService(office.context).lists().quotas
    assert (row.heard, row.valid) == (18, 18)
    assert row.due == next(one.due for one in quotas if one.role == role)


def test_a_line_without_numbers_has_no_points(office: Office):
    listening = ListeningService(office.context)
    listening.add(
        ListeningDraft(
            school_year=YEAR, term=TERM, teacher_id=office.people["李静"], role="教师", due=20, heard=20
        )
    )
    line = summary(office).by_id.get(office.people["李静"])
    assert line is None or Decimal(0) not in line.score.parts.values()


def test_what_a_substitute_did_is_the_substitutes_to_mend(office: Office):
    """教学常规检查 5.2: counted to whoever taught, named with 代."""
    campaign = office.publish()
    unit = office.unit(campaign, "周敏华")
    found = [Finding(id="", text="教案缺课时")]
    office.campaigns.set_unit(unit.id, "请假", reason="产假", substitute="沈婷")
    office.sheets.submit(unit.id, filled(findings=found))
    problems = ProblemService(office.context)
    stood_in, away = office.people["沈婷"], office.people["周敏华"]
    assert {(row.teacher_id, row.owner_id) for row in problems.rows()} == {(stood_in, stood_in)}
    assert office.unit(campaign, "周敏华").who == "沈婷（代 周敏华）"
    # she was back after all
    office.campaigns.set_unit(unit.id, "应检")
    assert {(row.teacher_id, row.owner_id) for row in problems.rows()} == {(away, away)}


def test_after_a_term_is_kept_its_papers_say_what_was_kept(office: Office):
    """表12, 表13 and the year agree; 表3 as it stands says that it is another."""
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    sheet = office.sheets.submit(unit.id, filled(place=0))
    results = ResultService(office.context)
    results.freeze(summary(office))
    edition, rows = results.frozen(YEAR, TERM)
    facts = facts_of(office, edition=edition, frozen=rows)
    assert facts.archived_notes == ()
    office.sheets.submit(unit.id, filled(place=3), sheet.version)
    facts = facts_of(office, edition=edition, frozen=rows)
    (kept,) = [row for row in rows if row.name == "李静"]
    now = summary(office).by_id[kept.teacher_id].total
    assert kept.total != now
    (book,) = [form for form in file_book(facts, Audience.INTERNAL).forms if form.name == "李静"]
    told = [cell.text for row in book.rows for cell in row.cells]
    assert f"{kept.total:.1f}" in told
    assert any("归档后记录有改动" in text and f"{now:.1f}" in text for text in told)
    notes = overview(facts, Audience.INTERNAL).notes
    assert "李静" in notes[0]
    assert f"（归档 {kept.total:.1f}" in notes[0]
    office.publish(
        replace(CHECK, title="3月备课检查", term="第二学期", begins="2027-03-01", ends="2027-03-12")
    )
    second = TermSummary(term_facts(office.context, YEAR, "第二学期"))
    later = replace(facts_of(office, earlier=summary(office), earlier_frozen=rows), summary=second)
    report = year_report(later, Audience.INTERNAL)
    (line,) = [row for row in report.rows if "李静" in row]
    assert kept.total in line
    (book,) = [form for form in file_book(later, Audience.INTERNAL).forms if form.name == "李静"]
    told = [tuple(cell.text for cell in row.cells) for row in book.rows]
    of_terms = [row[:2] for row in told if row[0] in ("第一学期", "第二学期")]
    assert of_terms == [
        ("第一学期", "备课 11月"),
        ("第二学期", "备课 3月"),
    ]  # the file is of the whole school year


def test_a_sheet_typed_back_from_paper_proposes_what_is_to_be_mended(office: Office):
    campaign = office.publish()
    told = {office.unit(campaign, "李静").id: filled(place=3, problems="教案缺 2 课时\n没有反思")}
    office.sheets.record(campaign.id, told)
    lines = ProblemService(office.context).rows()
    assert {row.status for row in lines} == {"待确认"}
    texts = {row.text for row in lines}
    assert {"教案缺 2 课时", "没有反思"} <= texts
    assert len(texts) > 2  # and the items below 60 %
    assert {row.owner_id for row in lines} == {office.people["李静"]}
