"""The pages of the checks: 检查安排, and the entry of one check."""

from edudesk.kit.page import PageCard

CHECKS = PageCard("checks", "教学常规检查", "checks")
ENTRY = PageCard("check_entry", "检查录入", "edit")
FORMS = PageCard("check_forms", "表单与评分标准", "forms")
