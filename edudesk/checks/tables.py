"""The tables of the checks: form versions, arrangements with their units, sheets, problems, patrols, terms.

Columns and their meaning: checks/rows. References are soft: a teacher, a class or a form may be gone, and the
sheet still prints as it was.
"""

from collections.abc import Mapping
from typing import ClassVar

from edudesk.store.rights import Right
from edudesk.store.tables import Record, column


class FormVersion(Record):
    """One version of a form, as plain data (forms.reading.plain_of); frozen at its first submitted sheet."""

    __tablename__ = "check_form"
    noun: ClassVar[str] = "检查表单"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "check_forms"
    right: ClassVar[Right] = Right.EDIT_CHECK_FORMS

    key: str
    number: int
    kind: str
    title: str
    since: str
    note: str
    content: str
    is_off: str


class CheckListVersion(Record):
    """One version of a list that the checks go by (巡课情况, 应有次数 …), as plain data."""

    __tablename__ = "check_list"
    noun: ClassVar[str] = "检查标准"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "check_lists"
    right: ClassVar[Right] = Right.EDIT_CHECK_FORMS

    key: str
    number: int
    title: str
    since: str
    note: str
    content: str
    is_off: str


class Campaign(Record):
    """A check."""

    __tablename__ = "check_campaign"
    noun: ClassVar[str] = "检查"
    label: ClassVar[str] = "title"
    concern: ClassVar[str] = "checks"
    right: ClassVar[Right] = Right.EDIT_CHECKS

    kind: str
    title: str
    school_year: str
    term: str
    begins: str
    ends: str
    weeks: str
    form: str
    subjects: str
    stages: str
    grades: str
    groups: str
    sampling: str
    every: int | None
    count: int | None
    seed: str
    pupils: str
    inspectors: str
    leader_id: str
    materials: str
    place: str
    hand_in_by: str
    drops_extremes: str
    per_unit: int | None
    together: str
    notes: str
    status: str
    remark: str
    drawn_at: str


_OF_CHECK = {"campaign_id": "check_campaign"}


class CheckUnit(Record):
    """One thing to be checked."""

    __tablename__ = "check_unit"
    noun: ClassVar[str] = "应检对象"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "checks"
    right: ClassVar[Right] = Right.EDIT_CHECKS
    part_of: ClassVar[Mapping[str, str]] = _OF_CHECK

    campaign_id: str = column(index=True)
    teacher_id: str = column(index=True)
    name: str
    subject: str
    stage: str
    classes: str
    class_keys: str
    group: str
    periods: float | None
    form: str
    form_version: int
    inspectors: str
    place: int
    state: str
    reason: str
    on: str
    substitute: str


class CheckSheet(Record):
    """One form filled in."""

    __tablename__ = "check_sheet"
    noun: ClassVar[str] = "检查记录"
    label: ClassVar[str] = "on"
    concern: ClassVar[str] = "sheets"
    right: ClassVar[Right] = Right.RECORD_CHECKS
    part_of: ClassVar[Mapping[str, str]] = {"unit_id": "check_unit", "first_id": "check_sheet", **_OF_CHECK}

    unit_id: str = column(index=True)
    campaign_id: str = column(index=True)
    teacher_id: str = column(index=True)
    kind: str
    school_year: str = column(index=True)
    term: str
    form: str
    form_version: int
    inspector: str
    inspector_id: str
    on: str
    counts: str
    answers: str
    hits: str
    highlights: str
    problems: str
    advice: str
    status: str
    tenths: int | None
    original: int | None
    grade: str
    first_id: str
    corrected: str


class CheckProblem(Record):
    """One line of the 整改台账."""

    __tablename__ = "check_problem"
    noun: ClassVar[str] = "整改问题"
    label: ClassVar[str] = "text"
    concern: ClassVar[str] = "problems"
    right: ClassVar[Right] = Right.RECORD_CHECKS
    part_of: ClassVar[Mapping[str, str]] = {**_OF_CHECK, "sheet_id": "check_sheet"}

    sheet_id: str
    campaign_id: str
    teacher_id: str = column(index=True)
    kind: str
    school_year: str
    term: str
    found_on: str
    item: str
    group: str
    subject: str
    classes: str
    text: str
    category: str
    severity: str
    demand: str
    owner_id: str
    helper: str
    due: str
    action: str
    done_on: str
    again: str
    again_on: str
    result: str
    next_advice: str
    status: str = column(index=True)
    proof: str
    remark: str
    extension: str


class Patrol(Record):
    """One event of a 巡课."""

    __tablename__ = "check_patrol"
    noun: ClassVar[str] = "巡课记录"
    label: ClassVar[str] = "day"
    concern: ClassVar[str] = "patrols"
    right: ClassVar[Right] = Right.RECORD_CHECKS

    day: str = column(index=True)
    period: str
    class_name: str
    teacher_id: str
    subject: str
    inspector: str
    code: str
    case_text: str
    is_veto: str
    text: str
    tenths: int
    status: str
    verifier: str
    words: str
    remark: str
    stands_for: str


class Listening(Record):
    """听课笔记 of one teacher in one term."""

    __tablename__ = "check_listening"
    noun: ClassVar[str] = "听课笔记"
    label: ClassVar[str] = "term"
    concern: ClassVar[str] = "listening"
    right: ClassVar[Right] = Right.RECORD_CHECKS

    school_year: str
    term: str
    teacher_id: str
    role: str
    due: int | None
    heard: int | None
    valid: int | None
    checked_on: str
    inspector: str
    remark: str


class TermScheme(Record):
    """How the total of a term is made."""

    __tablename__ = "check_scheme"
    noun: ClassVar[str] = "学期量化方案"
    label: ClassVar[str] = "term"
    concern: ClassVar[str] = "check_terms"
    right: ClassVar[Right] = Right.EDIT_CHECKS

    school_year: str
    term: str
    weights: str
    over: str
    recheck: str
    subjects_by: str
    patrol_most: int
    bonus_most: int
    excellent_share: int | None
    minimum_weeks: int
    shows_ranks: str
    frozen_on: str
    levels: str
    exempt_by: str
    veto_most: int | None
    recheck_most: int | None
    make_up_days: int | None
    classes_by: str
    main_subjects: str
    main_share: int | None
    check_weights: str
    left_out: str
    year_share: int | None


class Allowance(Record):
    """免检, 不参评 or 加分 of one teacher in one term."""

    __tablename__ = "check_allowance"
    noun: ClassVar[str] = "免检与加分"
    label: ClassVar[str] = "kind"
    concern: ClassVar[str] = "check_terms"
    right: ClassVar[Right] = Right.EDIT_CHECKS

    school_year: str
    term: str
    teacher_id: str
    kind: str
    checks: str
    tenths: int | None
    reason: str
    approved_by: str
    proof: str


class Edition(Record):
    """The result of a term as it was frozen once."""

    __tablename__ = "check_edition"
    noun: ClassVar[str] = "学期结果版次"
    label: ClassVar[str] = "term"
    concern: ClassVar[str] = "check_terms"
    right: ClassVar[Right] = Right.EDIT_CHECKS

    school_year: str
    term: str
    number: int
    made_on: str
    reason: str
    scheme: str
    notes: str


class TermResult(Record):
    """The frozen result of one teacher in one edition."""

    __tablename__ = "check_result"
    noun: ClassVar[str] = "学期常规结果"
    label: ClassVar[str] = "name"
    concern: ClassVar[str] = "check_terms"
    right: ClassVar[Right] = Right.EDIT_CHECKS

    school_year: str
    term: str
    teacher_id: str = column(index=True)
    name: str
    group: str
    subject: str
    tenths: int | None
    grade: str
    place: int | None
    content: str
    edition_id: str = column(index=True)
