"""Verbs on the development plan."""
