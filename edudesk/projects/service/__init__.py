"""Verbs on projects and their records."""
