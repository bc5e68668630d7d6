"""What the school hands in: packs and their files, the registry of all papers, what was sent.

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
for _module in ("packs", "sendings", "asked", "mappings", "papers"):
    verbs.later(f"{__name__}.service.{_module}")
