"""Self-evaluation of the school (办学质量自评) by forms that are data: any depth of lines, levels, proofs, every year kept.

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
for _module in ("appraisals", "forms"):
    verbs.later(f"{__name__}.service.{_module}")
