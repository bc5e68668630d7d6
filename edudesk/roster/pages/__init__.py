"""The roster's pages: the list with its drawer, the import, a record's history."""

from edudesk.kit.page import PageCard

ROSTER = PageCard("roster", "教师花名册", "roster")
IMPORT = PageCard("roster_import", "导入教师花名册", "import")
