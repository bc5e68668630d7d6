"""After 通报 a reprint is a 更正版 that tells what is other than before, and the old score stays on it (5.4)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from edudesk.base import clock
from edudesk.base.document import Document, Paragraph
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.checks.reports.catalogue import sheet
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.reissues import reissues
from edudesk.checks.rules.sheets import filled_of
from edudesk.checks.service.reading import term_facts
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import TERM, YEAR, Office, all_at, filled
from tests.checks.test_form_papers import pages
from tests.checks.test_sheets import facts_of

TABLES = ("summary", "groups", "grades", "lessons", "items", "rates", "missing", "result", "year")


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


@pytest.fixture
def campaign(office: Office) -> CampaignRow:
    return office.publish()


@pytest.fixture
def unit(office: Office, campaign: CampaignRow) -> UnitRow:
    return office.unit(campaign, "李静")


@pytest.fixture
def reported(office: Office, campaign: CampaignRow, unit: UnitRow) -> SheetRow:
    """Everybody checked, and the check 通报."""
    for one in office.campaigns.units(campaign.id):
        office.sheets.submit(one.id, filled(place=0))
    for status in ("已汇总", "已通报"):
        office.campaigns.move(campaign.id, status)
    return next(one for one in office.sheets.of_campaign(campaign.id) if one.unit_id == unit.id)


def correct(office: Office, stored: SheetRow) -> SheetRow:
    """From 100 to 85.5."""
    changed = replace(filled_of(stored), answers=all_at(office.forms.every()["BK01", 1], 1))
    return office.sheets.submit(stored.unit_id, changed, stored.version, reason="复核教案")


def build(office: Office, campaign: CampaignRow, key: str, audience: Audience = Audience.INTERNAL) -> object:
    return sheet(key).build(facts_of(office, campaign_id=campaign.id), audience)


def test_the_record_sheet_keeps_the_old_score_and_lists_what_was_changed(
    office: Office, campaign: CampaignRow, reported: SheetRow
):
    before = [title for title, _ in pages(office, "records", campaign)]
    assert not any("更正" in title for title in before)
    correct(office, reported)
    told = dict(pages(office, "records", campaign))
    ((title, cells),) = [(key, value) for key, value in told.items() if "更正版" in key]
    assert title == "备课（教案）检查表（更正版）"
    assert cells["总分"] == "100→85.5（更正）"
    assert "更正 得分 100→85.5：复核教案（许莉）" in cells["异议与更正"]
    slips = [cells["得分"] for _, cells in pages(office, "slips", campaign)]
    assert sorted(slips) == ["100.0 优秀", "100.0 优秀", "100→85.5（更正） 良好"]


def test_tables_that_print_scores_are_marked(office: Office, campaign: CampaignRow, reported: SheetRow):
    for key in TABLES:
        made = build(office, campaign, key)
        assert isinstance(made, Report)
        assert "更正版" not in made.title
        assert not any("更正" in note for note in made.notes)
    correct(office, reported)
    for key in TABLES:
        made = build(office, campaign, key)
        assert isinstance(made, Report)
        assert "（更正版）" in made.title, key
        assert made.notes[-1].startswith("更正版：通报后更正 1 处：李静“11月备课检查”100→85.5：复核教案（"), (
            key
        )
    seen = build(office, campaign, "groups", Audience.SCHOOL_NOTICE)
    assert isinstance(seen, Report)
    assert any(note == "更正版：通报后更正 1 处。" for note in seen.notes)
    assert not any("李静" in note for note in seen.notes)


Change = Callable[[Office, SheetRow], object]


@pytest.mark.parametrize(
    "change",
    [
        correct,
        lambda office, stored: office.sheets.submit(
            stored.unit_id, filled(place=3, inspector="区督学"), reason="区里复核"
        ),
        lambda office, stored: office.sheets.put_away([stored.id], reason="录错了人"),
    ],
    ids=["corrected", "second inspector", "deleted"],
)
def test_the_notice_says_that_it_is_another(
    office: Office, campaign: CampaignRow, reported: SheetRow, change: Change
):
    made = build(office, campaign, "notice")
    assert isinstance(made, Document)
    assert "更正" not in made.title
    change(office, reported)
    made = build(office, campaign, "notice")
    assert isinstance(made, Document)
    assert made.title.endswith("（更正版）")
    told = [block.text for block in made.body if isinstance(block, Paragraph)]
    assert told[-1] == "本通报为更正版：通报后更正 1 处，以本版为准。"


def test_another_state_of_who_has_no_sheet_is_told_until_it_is_undone(
    office: Office, campaign: CampaignRow, unit: UnitRow, context: Context
):
    office.sheets.submit(unit.id, filled(place=0))
    for status in ("已汇总", "已通报"):
        office.campaigns.move(campaign.id, status)
    late, timeline = office.unit(campaign, "沈婷"), Timeline(context)

    def told() -> list[str]:
        return [one.words for one in reissues(term_facts(context, YEAR, TERM), {campaign.id})]

    office.campaigns.set_unit(late.id, "未交", reason="逾期")
    day = f"（{clock.today().isoformat()}）"
    assert told() == [f"沈婷“11月备课检查”无→0：逾期{day}"]
    made = build(office, campaign, "notice")
    assert isinstance(made, Document)
    assert made.title.endswith("（更正版）")
    office.campaigns.set_unit(late.id, "请假", reason="病假")
    assert told()[1:] == [f"沈婷“11月备课检查”0→无：病假{day}"]
    timeline.undo()
    timeline.undo()
    assert told() == []
    timeline.redo()
    assert len(told()) == 1


def test_what_was_corrected_before_the_report_is_no_reprint(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    stored = office.sheets.submit(unit.id, filled(place=0))
    office.sheets.answer(stored.id, agrees=True)
    correct(office, office.sheets.get(stored.id))
    ((title, cells),) = pages(office, "records", campaign)
    assert (title, cells["总分"]) == ("备课（教案）检查表", "100→85.5（更正）")
    made = build(office, campaign, "summary")
    assert isinstance(made, Report)
    assert "更正版" not in made.title
