"""The pages of the projects: 项目管理 as a table and as a board, with a project beside it."""

from edudesk.kit.page import PageCard

PROJECTS = PageCard("projects", "项目管理", "projects")
