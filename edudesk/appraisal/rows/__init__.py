"""What a self-evaluation is."""
