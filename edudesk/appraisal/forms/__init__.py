"""The forms of self-evaluations as values: read, checked, and as a table a school edits."""
