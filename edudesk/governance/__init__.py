"""Governance (治理与督导): bodies, meetings and resolutions, the regulations of the school, inspections and what they ask for.

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
for _module in ("bodies", "meetings", "regulations", "inspections"):
    verbs.later(f"{__name__}.service.{_module}")
