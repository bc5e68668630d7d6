"""EduDesk (校务通): one school's plan, teachers, checks and projects in one local file."""

__version__ = "0.1.0"
