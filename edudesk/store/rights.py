"""What a person may be allowed to do, and the declaration of a verb that needs it."""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """One thing a verb can require. Roles (校长, 教务员 …) are sets of these (promises, section 3)."""

    SEE_SCHOOL = "see_school"
    EDIT_SCHOOL = "edit_school"
    SEE_ROSTER = "see_roster"
    EDIT_ROSTER = "edit_roster"
    SEE_TIMETABLE = "see_timetable"
    EDIT_TIMETABLE = "edit_timetable"
    SEE_CHECKS = "see_checks"
    EDIT_CHECKS = "edit_checks"
    EDIT_CHECK_FORMS = "edit_check_forms"
    RECORD_CHECKS = "record_checks"
    SEE_PROJECTS = "see_projects"
    EDIT_PROJECTS = "edit_projects"
    EDIT_PROJECT_KINDS = "edit_project_kinds"
    SEE_INDICATORS = "see_indicators"
    EDIT_INDICATORS = "edit_indicators"
    SEE_GOVERNANCE = "see_governance"
    EDIT_GOVERNANCE = "edit_governance"
    SEE_APPRAISAL = "see_appraisal"
    EDIT_APPRAISAL = "edit_appraisal"
    SEE_PLAN = "see_plan"
    EDIT_PLAN = "edit_plan"
    SEE_SUBMISSIONS = "see_submissions"
    EDIT_SUBMISSIONS = "edit_submissions"
    SEE_ATTACHMENTS = "see_attachments"
    EDIT_ATTACHMENTS = "edit_attachments"
    REVEAL_PERSONAL = "reveal_personal"
    EXPORT = "export"
    EXPORT_PERSONAL = "export_personal"
    BACK_UP = "back_up"
    RESTORE = "restore"
    READ_JOURNAL = "read_journal"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: name as written in the journal, and what this person may do."""

    name: str
    rights: frozenset[Right]


# Until accounts exist, one local user holds every right.
LOCAL_USER = Actor("本机用户", frozenset(Right))


@dataclass(frozen=True, slots=True)
class Verb:
    """name: feature.noun.verb as the journal stores it (roster.teacher.change); title: as the undo menu says it.

    is_undoable: False for verbs that change nothing or cannot be taken back (显示证件号, 导出).
    is_read: it only looks and writes no entry.
    """

    name: str
    title: str
    right: Right
    is_undoable: bool = True
    is_read: bool = False
