"""What projects hand out: lists of all of them, and the papers of one."""
