"""A plan that was written elsewhere: its headings, tables and sentences read into proposals, looked at before it is imported."""
