"""The ways through the window: a page in front with what it is to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.checks.pages import IMPORT_RECORDS
from edudesk.kit.page import Page
from edudesk.plan.pages import PLAN
from edudesk.projects.pages import IMPORT_PROJECTS, PROJECTS
from edudesk.roster.pages import IMPORT, IMPORT_FACTS, ROSTER
from edudesk.timetable.pages import IMPORT_TIMETABLE

if TYPE_CHECKING:
    from edudesk.checks.pages.importing import RecordImportPage
    from edudesk.desk import Desk
    from edudesk.plan.pages.page import PlanPage
    from edudesk.projects.pages.importing import LedgerImportPage
    from edudesk.projects.pages.page import ProjectsPage
    from edudesk.roster.pages.importing import ImportPage
    from edudesk.roster.pages.importing_facts import FactImportPage
    from edudesk.roster.pages.roster import RosterPage
    from edudesk.timetable.pages.importing import TimetableImportPage


class Ways:
    """What a window with pages can bring to the front."""

    desk: Desk

    def show_page(self, name: str) -> Page:
        """Bring a page to the front, building it at first."""
        raise NotImplementedError

    def roster(self) -> RosterPage:
        """The roster, in front."""
        return self.show_page(ROSTER.name)  # type: ignore[return-value]

    def show_teacher(self, teacher_id: str) -> None:
        """The roster with one teacher open."""
        self.roster().go_to(teacher_id)

    def show_project(self, project_id: str) -> None:
        """The projects with one open."""
        page: ProjectsPage = self.show_page(PROJECTS.name)  # type: ignore[assignment]
        page.go_to(project_id)

    def show_plan(self, record_id: str) -> None:
        """The plan with a goal, a task or a measure in sight."""
        page: PlanPage = self.show_page(PLAN.name)  # type: ignore[assignment]
        plan, shown = self.desk.plan_dues.plan_of(record_id), page.choice.plan(self.desk.plans.rows())
        if plan is not None and plan != shown:  # of two in force the other
            page.choice.choose(plan.id)
        page.go_to(record_id)

    def show_project_record(self, project_id: str, place: str, record_id: str) -> None:
        """A project with one of its records: place is 材料, 成果, 活动, 阶段 …"""
        page: ProjectsPage = self.show_page(PROJECTS.name)  # type: ignore[assignment]
        page.show_record(project_id, place, record_id)

    def import_roster(self, file: Path | None = None) -> None:
        """The import page; a file that was dropped is read at once."""
        page: ImportPage = self.show_page(IMPORT.name)  # type: ignore[assignment]
        if file is not None:
            page.read(file)
        else:
            page.begin()

    def import_facts(self, kind: str = "", file: Path | None = None) -> None:
        """The import page of dated facts; kind: key of theirs, "" = as the file looks; a file is read at once."""
        page: FactImportPage = self.show_page(IMPORT_FACTS.name)  # type: ignore[assignment]
        page.start(kind)
        if file is not None:
            page.read(file)

    def import_timetable(self, file: Path | None = None) -> None:
        """The import page of the timetable; a file that was dropped is read at once."""
        page: TimetableImportPage = self.show_page(IMPORT_TIMETABLE.name)  # type: ignore[assignment]
        if file is not None:
            page.read(file)
        else:
            page.begin()

    def import_projects(self, file: Path | None = None) -> None:
        """The import page of a 台账; a file that was dropped is read at once."""
        page: LedgerImportPage = self.show_page(IMPORT_PROJECTS.name)  # type: ignore[assignment]
        if file is not None:
            page.read(file)
        else:
            page.begin()

    def import_records(self, campaign_id: str = "") -> None:
        """The import page of record sheets, for a check."""
        page: RecordImportPage = self.show_page(IMPORT_RECORDS.name)  # type: ignore[assignment]
        page.open_check(campaign_id)
