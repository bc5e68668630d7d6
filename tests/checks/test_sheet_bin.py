"""A check sheet in the recycle bin: whose it is, and its re-check and its lines of the 整改台账 come back with it."""

from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.problems import ProblemService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import Office, filled


def test_a_sheet_comes_back_with_its_re_check_and_its_lines(context: Context) -> None:
    office, timeline, problems = Office(context), Timeline(context), ProblemService(context)
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    first = office.sheets.submit(unit.id, filled(place=3, findings=(Finding("反思流于形式"),)))
    office.sheets.submit(unit.id, filled(place=3, first_id=first.id, on="2026-11-25", findings=()))
    lines = len(problems.of_sheet(first.id))
    office.sheets.put_away([first.id])
    found = timeline.bin()
    assert {(one.noun, one.owner) for one in found} == {
        ("检查记录", "李静"),
        ("整改问题", campaign.title),
    }
    done = timeline.take_back([one for one in found if one.row_id == first.id])
    assert (done.parts, done.owners) == (len(found) - 1, ())
    assert len(office.sheets.of_campaign(campaign.id)) == 2
    assert len(problems.of_sheet(first.id)) == lines
    assert timeline.bin() == []
