"""The pages of 治理与督导: their cards, so that the sidebar knows them without their code."""

from edudesk.kit.page import PageCard

MEETINGS = PageCard("governance", "治理与督导", "governance")
BODIES = PageCard("governance_bodies", "机构与成员", "governance")
REGULATIONS = PageCard("governance_regulations", "制度库", "governance")
INSPECTIONS = PageCard("governance_inspections", "督导与整改", "governance")
TABS = {
    MEETINGS.name: "会议与决议",
    BODIES.name: BODIES.title,
    REGULATIONS.name: REGULATIONS.title,
    INSPECTIONS.name: INSPECTIONS.title,
}
