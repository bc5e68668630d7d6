"""The pages of the development plan: 发展规划 with its tasks and their timeline."""

from edudesk.kit.page import PageCard

PLAN = PageCard("plan", "发展规划", "plan")
TASKS = PageCard("plan_tasks", "任务清单", "checks")
TIMELINE = PageCard("plan_timeline", "任务进程", "calendar")
TEXT = PageCard("plan_text", "规划文本", "edit")
SWOT = PageCard("plan_swot", "SWOT 分析", "columns")
IMPORT_PLAN = PageCard("plan_import", "导入规划文本", "import")

# name of the page and its word in the row of tabs
TABS = {"plan": "目标与任务"}
