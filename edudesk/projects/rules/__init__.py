"""Pure calculation over projects."""
