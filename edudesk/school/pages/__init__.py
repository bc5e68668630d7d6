"""The school's own page."""
