"""The school's own pages, which stand behind one entry of the sidebar as tabs."""

from edudesk.kit.page import PageCard

SCHOOL = PageCard("school", "学校基础信息", "school")
DEPARTMENTS = PageCard("school_departments", "科室与教研组", "users")
CALENDAR = PageCard("school_calendar", "学年与校历", "calendar")
CLASSES = PageCard("school_classes", "班级", "roster")
STATS = PageCard("school_stats", "年度数据", "indicators")
TIMETABLE = PageCard("timetable", "课程表", "calendar")  # the page of a room above, which has teachers

# name of the page and its word in the row of tabs
TABS = {"school": "基本信息"} | {
    card.name: card.title for card in (DEPARTMENTS, CALENDAR, CLASSES, TIMETABLE, STATS)
}
