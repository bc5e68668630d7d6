"""The verbs of the roster. Those on dated facts (service.histories) are imported when they are first asked for."""

from edudesk.roster.service.imported import ImportResult
from edudesk.roster.service.teachers import TeacherService
from edudesk.store.verbs import later

__all__ = ["ImportResult", "TeacherService"]

for _module in ("histories", "heads", "own", "showing"):
    later(f"{__name__}.{_module}")
