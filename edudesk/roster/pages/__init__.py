"""The roster's pages: the list with its drawer, its structure as charts, the ledgers of dated facts, the import, the
comparison with another one."""

from edudesk.kit.page import PageCard

ROSTER = PageCard("roster", "教师花名册", "roster")
CHARTS = PageCard("roster_charts", "师资结构", "charts")
LEDGERS = PageCard("roster_ledgers", "教师台账", "ledgers")
IMPORT = PageCard("roster_import", "导入教师花名册", "import")
IMPORT_FACTS = PageCard("roster_import_facts", "导入发展记录", "import")
COMPARE = PageCard("roster_compare", "花名册比对", "columns")
OWN = PageCard("roster_own", "称号与代码", "forms")
