"""The pages of the checks: 检查安排, and the entry of one check."""

from edudesk.kit.page import PageCard

CHECKS = PageCard("checks", "教学常规检查", "checks")
ENTRY = PageCard("check_entry", "检查录入", "edit")
IMPORT_RECORDS = PageCard("records_import", "导入检查记录", "import")
FORMS = PageCard("check_forms", "表单与评分标准", "forms")
RECTIFICATION = PageCard("rectification", "整改台账", "check")
SUMMARY = PageCard("check_summary", "检查汇总", "charts")
PATROLS = PageCard("patrols", "巡课登记", "show")
LISTENING = PageCard("listening", "听课笔记", "edit")
ALLOWANCES = PageCard("check_allowances", "免检与加分", "users")

# name of the page and its word in the row of tabs
TABS = {"checks": "检查安排"} | {
    card.name: card.title for card in (SUMMARY, RECTIFICATION, PATROLS, LISTENING, ALLOWANCES, FORMS)
}
