"""Reading a school's own timetable out of Excel: whole-school grids, one grid per class, plain lists."""
