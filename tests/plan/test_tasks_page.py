"""任务清单: who answers for a task is found by each name in the field."""

from edudesk.kit.chips import ChoiceChip
from edudesk.plan.pages.tasks import TasksPage
from tests.seat import Seat


def test_two_people_in_one_field_are_two(seat: Seat) -> None:
    desk = seat.window.desk
    page = seat.window.show_page("plan_tasks")
    assert isinstance(page, TasksPage)
    seat.wait()
    row = next(line for line in page.model.rows if line.task.owner == "李静")
    desk.plan_tasks.change(row.id, {"owner": "邓若曦、许莉"})
    seat.wait()
    chip = next(one for one in page.chip_row.findChildren(ChoiceChip) if one.key == "owner")
    for name, found in (("许莉", {"许莉", "邓若曦、许莉"}), ("邓若曦", {"邓若曦", "邓若曦、许莉"})):
        chip.choose([name])
        assert {line.task.owner for line in page.model.rows} == found
