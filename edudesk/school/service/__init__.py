"""The verbs of the school. All but those on its identity are imported when they are first asked for."""

from edudesk.school.service.identity import SchoolService
from edudesk.store.verbs import later

__all__ = ["SchoolService"]

for _module in ("calendar", "classes", "departments"):
    later(f"{__name__}.{_module}")
