"""An empty list of lessons to be filled in and imported."""

from dataclasses import replace
from datetime import date

from edudesk.base.report import Template
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.timetable.rows import LESSON_COLUMN

_KEYS = ("class_name", "weekday", "period", "subject", "teacher", "weeks", "place", "remark")


def timetable_template(on: date) -> Template:
    """A row for each lesson; whole-school grids and tables of a class need no template."""
    columns = tuple(replace(LESSON_COLUMN[key], is_shown=True) for key in _KEYS)
    return Template(
        title="课程表",
        on=on,
        columns=(SEQUENCE, *columns),
        notes=(
            "一行一节课。学校已经排好的总课表（一行一个班）、每班一张或每位教师一张的课表不用改成清单，可以直接导入。",
            "节次写 1、第1节、早读；连上两节可以写 1-2。",
            "任课教师空着时，按任课登记填；校外的教师直接写姓名。",
        ),
        examples=(
            {
                "class_name": "五（3）班",
                "weekday": "周一",
                "period": "第1节",
                "subject": "语文",
                "teacher": "张三",
            },
        ),
        file_name="课程表_导入模板",
    )
