"""The page of 办学质量自评: its card, so that the sidebar knows it without its code."""

from edudesk.kit.page import PageCard

APPRAISALS = PageCard("appraisals", "办学质量自评", "appraisal")
