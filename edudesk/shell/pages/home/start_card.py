"""开始使用: what an empty school does first, step by step."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from edudesk.checks.pages import CHECKS
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.lead_rows import Cell, LeadLine, LeadRows
from edudesk.kit.theme import Tone
from edudesk.projects.pages import PROJECTS
from edudesk.roster.pages import IMPORT
from edudesk.school.pages import CALENDAR, CLASSES, SCHOOL
from edudesk.shell.pages.home.dues_card import Lead

_STEPS = (
    (IMPORT.name, "导入教师花名册", "学校现有的 Excel 直接拖到窗口里，列名不用改", "导入"),
    (SCHOOL.name, "核对学校基础信息", "学校类别决定指标的标准", "填写"),
    (CALENDAR.name, "设置学期和校历", "周次、检查安排和截止日期都按它算", "设置"),
    (CLASSES.name, "登记班级和学生数", "优质均衡指标按学生数计算", "登记"),
    (CHECKS.name, "安排第一次教学常规检查", "从任课自动列出应检的教师", "安排"),
    (PROJECTS.name, "登记课题和项目", "台账可以从 Excel 导入", "登记"),
)


class StartCard(Card):
    """add_teacher: for who has no workbook."""

    def __init__(self, lead: Lead, add_teacher: Callable[[], object]) -> None:
        super().__init__("开始使用")
        self.add(label("花名册里还没有教师。可以按下面的顺序开始，随时可以跳过。", "muted", wraps=True))
        self.rows = LeadRows((Cell.TAG, Cell.TEXT, Cell.NOTE, Cell.LINK))
        self.rows.show_lines(
            [
                LeadLine((f"{number}", what, why, word), Tone.BRAND, why)
                for number, (_, what, why, word) in enumerate(_STEPS, 1)
            ]
        )
        self.rows.asked.connect(lambda number: lead(_STEPS[number][0], ""))
        self.add(self.rows)
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 0)
        line.addWidget(button("导入 Excel", lambda: lead(IMPORT.name, ""), icon_name="import"))
        line.addWidget(button("新增教师", add_teacher, icon_name="add"))
        line.addStretch(1)
        self.add(line)
        self.body.addStretch(1)
