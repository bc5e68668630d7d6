"""A plan that was written elsewhere, looked at before it is imported."""
