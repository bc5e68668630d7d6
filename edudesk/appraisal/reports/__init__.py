"""Papers of a self-evaluation."""
