"""Verbs on self-evaluations and their forms."""
