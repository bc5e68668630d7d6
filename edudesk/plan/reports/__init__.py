"""Papers of the development plan."""
