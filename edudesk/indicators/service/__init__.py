"""Verbs on indicators: figures of a day, settings, snapshots, the schools of the region."""
