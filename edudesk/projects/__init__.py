"""Project records (项目管理): from the idea pool to the award, with people, money, results and proofs.

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
for _module in (
    "board",
    "dossiers",
    "importing",
    "kinds",
    "projects",
    "people",
    "course",
    "changes",
    "money",
    "results",
    "evidence",
    "pool",
):
    verbs.later(f"{__name__}.service.{_module}")
