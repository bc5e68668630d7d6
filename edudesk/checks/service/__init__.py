"""The verbs of the checks, imported when they are first asked for."""
