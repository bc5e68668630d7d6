"""Indicators (指标监测): every figure with its formula, the people behind it and its source.

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
verbs.later(f"{__name__}.service.kept")
verbs.later(f"{__name__}.service.schools")
