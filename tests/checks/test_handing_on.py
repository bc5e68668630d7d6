"""A published check gets other 检查人: who fell ill is looked for no more, what is done stays."""

from collections import Counter

from edudesk.checks.pages.arranging.dialog import CampaignDialog
from edudesk.checks.pages.campaigns import CampaignsPage
from edudesk.checks.rows.campaigns import CampaignDraft, CampaignRow, UnitRow
from edudesk.checks.rules.campaigns import inspectors_of, inspectors_text
from edudesk.checks.rules.handing_on import handed_on
from edudesk.checks.rules.sampling import Inspector
from tests.seat import Seat

ILL, WELL, NEW = Inspector("", "甲"), Inspector("", "乙"), Inspector("", "丙", ("美术",))


def check(*team: Inspector, per_unit: int | None = None) -> CampaignDraft:
    return CampaignDraft(
        kind="BK", title="备课", school_year="2026-2027", term="第一学期", per_unit=per_unit,
        inspectors=inspectors_text(team),
    )  # fmt: skip


def unit(name: str, inspectors: str, subject: str = "数学", state: str = "应检") -> UnitRow:
    return UnitRow(
        id=name,
        campaign_id="c",
        teacher_id=name,
        name=name,
        subject=subject,
        inspectors=inspectors,
        state=state,
        version=1,
    )


def test_open_units_of_who_fell_out_go_to_the_own_subject_and_the_least_busy():
    units = [
        unit("1", "甲"),
        unit("2", "甲"),
        unit("3", "乙"),
        unit("4", "甲", "美术"),
        unit("5", "甲", state="请假"),
    ]
    given = handed_on(check(ILL, WELL), check(WELL, NEW), units, {"1": {"甲"}, "6": {"丁"}}, {})
    assert given == {"2": "乙", "4": "丙"}


def test_who_only_comes_shares_what_is_open_and_nobody_gets_their_own():
    units = [unit(str(number), "乙") for number in range(1, 5)]
    own = Inspector("2", "本人")
    given = handed_on(check(WELL), check(WELL, own), units, {"1": {"乙"}}, {})
    after = {one.id: given.get(one.id, one.inspectors) for one in units}
    assert after["2"] == after["1"] == "乙"
    assert Counter(after.values())["2"] == 2


def test_of_two_at_each_unit_who_has_looked_stays():
    units = [unit("1", "甲、乙"), unit("2", "甲、乙")]
    given = handed_on(check(ILL, WELL, per_unit=2), check(WELL, NEW, per_unit=2), units, {"1": {"甲"}}, {})
    assert given == {"2": "乙、丙"}


def test_in_the_window_the_open_units_get_the_new_inspector_and_undo_gives_them_back(seat: Seat):
    page = seat.window.show_page("checks")
    seat.wait()
    assert isinstance(page, CampaignsPage)
    line = next(one for one in page.model.rows if one.title == "11月备课检查")
    row: CampaignRow = seat.desk.campaigns.get(line.id)
    ill = inspectors_of(row)[0]
    before = seat.desk.campaigns.units(row.id)
    done = {sheet.unit_id for sheet in seat.desk.sheets.of_campaign(row.id)}
    page.edit(line)
    dialog = seat.dialog(CampaignDialog)
    team = dialog.by_whom.inspectors
    assert team.isEnabled()
    team._drop(ill.key)
    team.field.show_text("区督学王老师")
    team.add()
    dialog.keep()
    seat.wait()
    after = {one.id: one.inspectors for one in seat.desk.campaigns.units(row.id)}
    moved = [one for one in before if ill.key in one.inspectors.split("、") and one.id not in done]
    assert moved
    assert all(ill.key not in after[one.id].split("、") for one in moved if one.state == "应检")
    assert all(after[one.id] == one.inspectors for one in before if one.id in done)
    assert "区督学王老师" in "、".join(after.values())
    seat.window.undo()
    seat.wait()
    assert {one.id: one.inspectors for one in seat.desk.campaigns.units(row.id)} == {
        one.id: one.inspectors for one in before
    }
    seat.said.heard()
