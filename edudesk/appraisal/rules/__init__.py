"""How a self-evaluation is scored, and what is missing in it."""
