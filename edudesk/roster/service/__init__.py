"""The verbs of the roster. Those on dated facts (service.histories) are imported when they are first asked for."""

from edudesk.roster.service.teachers import ImportResult, TeacherService

__all__ = ["ImportResult", "TeacherService"]
