"""An empty list of the schools of a region to be filled in and imported."""

from dataclasses import replace
from datetime import date

from edudesk.base.report import Template
from edudesk.indicators.rows.stored import REGION_COLUMN, REGION_COLUMNS
from edudesk.roster.reports.lists import SEQUENCE


def region_template(on: date) -> Template:
    """A row for each school and 学段."""
    return Template(
        title="区域各校监测数据",
        on=on,
        columns=(SEQUENCE, *(replace(REGION_COLUMN[one.key], is_shown=True) for one in REGION_COLUMNS)),
        notes=(
            "一行一所学校；九年一贯制学校小学、初中分两行。教育局已有的表不用改成这个样子，可以直接导入。",
            "填数量（人、平方米、元、间），不填生均值；不知道的留空，不要填 0。",
            "特殊教育学校、职业学校和在校生不足 50 人的教学点可以列出，不计入差异系数。",
        ),
        examples=(
            {
                "school_year": "2026-2027",
                "stage": "小学",
                "name": "示例小学",
                "pupils": "1350",
                "educated": "68",
                "backbones": "21",
                "arts": "13",
            },
        ),
        file_name="区域各校监测数据_导入模板",
    )
