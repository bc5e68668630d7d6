"""Checks are arranged: the dialog of one arrangement in its sections, and the plan of a term."""
