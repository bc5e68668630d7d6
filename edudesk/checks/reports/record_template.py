"""An empty record sheet to be filled in and imported."""

from dataclasses import replace
from datetime import date

from edudesk.base.report import Template
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.intake.record_sheets import BY, ON, record_columns
from edudesk.roster.reports.lists import SEQUENCE


def record_template(form: CheckForm, on: date) -> Template:
    """A row for each sheet of a form."""
    columns = record_columns(form)
    own = {column.key: column for column in columns}
    order = ("who", "subject", "classes", BY, ON)
    items = [column for column in columns if column.key not in (*order, "total")]
    return Template(
        title=form.title,
        on=on,
        columns=(
            SEQUENCE,
            *(replace(column, is_shown=True) for column in (*map(own.get, order), *items) if column),
        ),
        notes=(
            "一行一份记录。学校已有的记录表不用改成这个样子，可以直接导入。",
            "检查人、检查日期都一样的可以空着，导入时一起选定。",
            "同名的教师或有几份材料的教师，请写学科或班级。",
            "各项可以写分数，也可以写 优、良、合格、不合格；是否项写 √、×；不适用写“不适用（原因）”。",
        ),
        file_name=f"{form.name}_检查记录导入模板",
    )
