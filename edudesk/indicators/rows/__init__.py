"""What indicators are, and what a school keeps of them: its settings, snapshots, the schools of its region."""
