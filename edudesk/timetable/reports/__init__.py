"""The papers of the timetable: 总课表, 班级课表, 教师课表, 作息时间表."""
