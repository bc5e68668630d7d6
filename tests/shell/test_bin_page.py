"""The recycle bin's page: what may not come back is told in words."""

import pytest

from edudesk.roster.rows import TeacherDraft


@pytest.fixture
def sample(five):
    """Whoever sits here has the school of five."""
    return five


def test_deleted_teacher_who_was_entered_again_stays_in_the_bin(seat):
    zhou = seat.teacher("周敏华")
    seat.desk.teachers.put_away([zhou.id])
    seat.desk.teachers.add(TeacherDraft(name="周敏华", id_no=zhou.id_no))
    page = seat.window.show_page("bin")
    seat.wait()
    page.table.select([page.model.rows[0].id])
    seat.click("恢复所选", page)
    assert seat.said.heard() == ["fail: “周敏华”与花名册中的“周敏华”身份证号相同，没有恢复。"]
    assert len(page.model.rows) == len(seat.desk.timeline.bin()) > 0
