"""The pages of the projects: 项目管理 as a table and as a board, with a project beside it."""

from edudesk.kit.page import PageCard

PROJECTS = PageCard("projects", "项目管理", "projects")
IMPORT_PROJECTS = PageCard("projects_import", "导入项目台账", "import")
KINDS = PageCard("project_kinds", "项目类别", "forms")
RANKING = PageCard("project_ranking", "推荐与公示", "ledgers")
FILES = PageCard("project_files", "材料核对", "check")

# name of the page and its word in the row of tabs
TABS = {"projects": "项目"} | {card.name: card.title for card in (RANKING, FILES, KINDS)}
