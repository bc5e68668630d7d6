"""Forms filled in place."""
