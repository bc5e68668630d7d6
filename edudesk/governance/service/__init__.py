"""Verbs on the records of governance."""
