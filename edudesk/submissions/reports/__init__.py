"""Papers that submissions makes itself: the analysis of the team, and the list of a pack's files."""
