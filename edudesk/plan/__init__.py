"""The development plan (学校发展规划): its round, its text, goals, tasks and measures, proofs and evaluations.

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
for _module in (
    "plans",
    "course",
    "goals",
    "tasks",
    "measures",
    "proofs",
    "reading",
    "reviews",
    "schemes",
    "survey",
    "text",
    "versions",
    "importing",
):
    verbs.later(f"{__name__}.service.{_module}")
