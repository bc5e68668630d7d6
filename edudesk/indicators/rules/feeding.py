"""What the indicators are counted from, as services announce it: a page with live figures listens to it."""

from typing import Final

_ROSTER: Final = frozenset({"teachers", "histories", "words", "ladders"})
_SCHOOL: Final = frozenset({"school", "departments", "calendar", "classes", "stats"})
_CHECKS: Final = frozenset(
    {"checks", "sheets", "problems", "patrols", "listening", "check_terms", "check_forms", "check_lists"}
)
_PROJECTS: Final = frozenset({"projects", "project_kinds"})

FED_BY_SCHOOL: Final = _ROSTER | _SCHOOL | {"indicators"}
"""Concerns (Record.concern) of the figures that come from roster and school alone, the seven among them."""
FED_BY: Final = FED_BY_SCHOOL | _CHECKS | _PROJECTS | {"timetable"}
"""Concerns of all of them; held against what is read by tests/indicators/test_feeding.py."""
