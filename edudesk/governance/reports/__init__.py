"""Papers of governance."""
