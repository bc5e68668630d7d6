"""The pages of the development plan: 发展规划, its tasks with their timeline, its text."""

from edudesk.kit.page import PageCard

PLAN = PageCard("plan", "发展规划", "plan")
TASKS = PageCard("plan_tasks", "任务清单", "checks")
TEXT = PageCard("plan_text", "规划文本", "edit")
SWOT = PageCard("plan_swot", "SWOT 分析", "columns")
REVIEW = PageCard("plan_review", "规划自评", "charts")
IMPORT_PLAN = PageCard("plan_import", "导入规划文本", "import")

# name of the page and its word in the row of tabs
TABS = {"plan": "目标与任务"} | {card.name: card.title for card in (TASKS, REVIEW, TEXT, SWOT)}
