"""The school's own page."""

from edudesk.kit.page import PageCard

SCHOOL = PageCard("school", "学校基础信息", "school")
