"""The dated facts of a teacher's file, declared kind by kind; kind.py says what a kind is."""

from collections.abc import Mapping

from edudesk.roster.histories.careers import ADMIN_POST, EDUCATION, POST, STATUS, TITLE
from edudesk.roster.histories.certificates import CERTIFICATE, EVENT, REGISTRATION, SKILL
from edudesk.roster.histories.growing import EXCHANGE, MENTORING, TRAINING
from edudesk.roster.histories.held import Held
from edudesk.roster.histories.honours import ACHIEVEMENT, HONOUR, HONOUR_CHECK
from edudesk.roster.histories.kind import HistoryKind
from edudesk.roster.histories.reviews import ANNUAL_REVIEW, ETHICS_EVENT, ETHICS_REVIEW
from edudesk.roster.histories.teaching import ASSIGNMENT, HEAD_TEACHER

__all__ = ["KIND", "KINDS", "KIND_OF_FIELD", "Held", "HistoryKind"]

# in the order in which the drawer, the ledgers and the file of a teacher show them
KINDS: tuple[HistoryKind, ...] = (
    EDUCATION, TITLE, POST, STATUS, ADMIN_POST, ASSIGNMENT, HEAD_TEACHER, HONOUR, HONOUR_CHECK, ACHIEVEMENT,
    ANNUAL_REVIEW, ETHICS_REVIEW, ETHICS_EVENT, TRAINING, EXCHANGE, MENTORING, CERTIFICATE, REGISTRATION, SKILL, EVENT,
)  # fmt: skip
KIND: Mapping[str, HistoryKind] = {kind.key: kind for kind in KINDS}
KIND_OF_FIELD: Mapping[str, HistoryKind] = {field: kind for kind in KINDS for field in kind.flat_fields}
