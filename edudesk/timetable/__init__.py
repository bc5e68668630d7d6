"""The timetable (课程表): which class has which lesson with whom, and when the bells ring (作息).

Tables and verbs are found when they are asked for: no start needs them.
"""

from edudesk.store import tables, verbs

tables.later(f"{__name__}.tables")
verbs.later(f"{__name__}.service.lessons")
