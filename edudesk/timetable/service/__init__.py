"""The verbs of the timetable; imported when they are first asked for."""
