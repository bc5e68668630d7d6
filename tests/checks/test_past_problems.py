"""整改台账 含往年: what was mended years ago is read beside the window, and found again there."""

import pytest

from edudesk.checks.pages.rectification import RectificationPage
from edudesk.checks.rows.problems import ProblemDraft
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat) -> RectificationPage:
    """The ledger of a school that mended two problems years ago."""
    about = {"term": "第一学期", "kind": "BK", "status": "待整改"}
    old = [
        ProblemDraft(text="教案缺反思", school_year="2019-2020", found_on="2019-11-05", **about),
        ProblemDraft(text="未见单元分析", school_year="2021-2022", found_on="2021-11-05", **about),
    ]
    problems = seat.desk.check_problems
    problems.add_many("往年问题", old)
    for row in problems.rows():
        if row.school_year in ("2019-2020", "2021-2022"):
            problems.close_many([row.id], on=f"{row.found_on[:8]}12", again="许莉")
    found = seat.window.show_page("rectification")
    assert isinstance(found, RectificationPage)
    seat.wait()
    return found


def years(page: RectificationPage) -> set[str]:
    return {row.school_year for row in page.model.all_rows}


def test_earlier_years_are_added_and_taken_away_again(seat: Seat, page: RectificationPage) -> None:
    this_year = years(page)
    page._past.click()
    assert years(page) == this_year, "the window does not wait for them"
    seat.wait()
    assert years(page) >= this_year | {"2019-2020", "2021-2022"}
    page._past.click()
    assert years(page) == this_year


def test_a_line_asked_for_while_they_are_read_is_shown_then(seat: Seat, page: RectificationPage) -> None:
    (old,) = [row for row in seat.desk.check_problems.rows() if row.text == "教案缺反思"]
    assert not page.go_to(old.id)
    page._past.click()
    assert page.go_to(old.id)
    seat.wait()
    assert [row.text for row in page.table.selected()] == ["教案缺反思"]


def test_what_changes_meanwhile_is_read_too(seat: Seat, page: RectificationPage) -> None:
    page._past.click()
    (old,) = [row for row in seat.desk.check_problems.rows() if row.text == "教案缺反思"]
    seat.desk.check_problems.put_away([old.id])
    seat.wait()
    assert "2019-2020" not in years(page)
