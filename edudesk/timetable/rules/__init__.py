"""What follows from a timetable: who teaches when, what clashes, which period it is."""
