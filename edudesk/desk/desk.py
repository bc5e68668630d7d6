"""The open school: one file, its journal and backups, and the services of every feature."""

import logging
from pathlib import Path

import edudesk.appraisal
import edudesk.checks
import edudesk.governance
import edudesk.indicators
import edudesk.plan
import edudesk.projects
import edudesk.submissions
import edudesk.timetable  # noqa: F401  with them their tables and verbs are found
from edudesk.base.errors import UserError
from edudesk.desk.services.appraisal import AppraisalServices
from edudesk.desk.services.checks import CheckServices
from edudesk.desk.services.dues import DueServices
from edudesk.desk.services.governance import GovernanceServices
from edudesk.desk.services.indicators import IndicatorServices
from edudesk.desk.services.plan import PlanServices
from edudesk.desk.services.projects import ProjectServices
from edudesk.desk.services.submissions import SubmissionServices
from edudesk.roster import codes
from edudesk.roster.service import TeacherService
from edudesk.roster.service.installing import CONCERNS, install_own
from edudesk.school.service import SchoolService
from edudesk.store.backups import Backups
from edudesk.store.context import EVERYTHING, Context
from edudesk.store.engine import Store, StoreDamaged
from edudesk.store.exports import Exports
from edudesk.store.timeline import Timeline
from edudesk.store.views import Views

log = logging.getLogger(__name__)


class Desk(
    DueServices,
    PlanServices,
    IndicatorServices,
    CheckServices,
    ProjectServices,
    GovernanceServices,
    AppraisalServices,
    SubmissionServices,
):
    """One school file that is open. path: the file; close it when done."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.context = Context(store)
        self.timeline = Timeline(self.context)
        self.backups = Backups(self.context)
        self.exports = Exports(self.context)
        self.views = Views(self.context)
        self.school = SchoolService(self.context)
        self.teachers = TeacherService(self.context)
        self._install_own(EVERYTHING)
        self.context.listen(self._install_own)

    def _install_own(self, changed: frozenset[str]) -> None:
        """The school's own words and rungs of honours count from now on."""
        if changed & (CONCERNS | EVERYTHING):
            with self.store.transaction() as connection:
                install_own(connection)

    def begin_day(self) -> None:
        """Bring the flat facts of teachers to today (a term began, an honour ran out): asked at opening and hourly.

        A disk that is full must not keep anybody from reading: it is tried again the next time.
        """
        if self.teachers.is_settled():
            return
        try:
            self.histories.keep_day()
        except StoreDamaged:
            raise
        except UserError:
            log.warning("the day was not brought to the roster", exc_info=True)

    @property
    def path(self) -> Path:
        """The school file."""
        assert self.store.path is not None
        return self.store.path

    def close(self) -> None:
        """Let the file go, and what it added to the code lists."""
        codes.install({}, ())
        self.store.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
