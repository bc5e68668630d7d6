"""Teachers and their records. Every feature folder has the same rooms inside: see rows.py first."""
