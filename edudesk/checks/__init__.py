"""Routine management checks (教学常规检查): forms, arrangements, records, rectification, term results.

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
for _module in (
    "forms",
    "campaigns",
    "sheets",
    "problems",
    "patrols",
    "phrases",
    "terms",
    "results",
    "standards",
    "importing",
    "month",
):
    verbs.later(f"{__name__}.service.{_module}")
