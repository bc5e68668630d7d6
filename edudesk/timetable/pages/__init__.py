"""The pages of the timetable: 课程表 among those of the school, and its import."""

from edudesk.kit.page import PageCard

IMPORT_TIMETABLE = PageCard("timetable_import", "导入课程表", "import")
