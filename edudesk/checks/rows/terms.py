"""How the total of a term is made, who is left out, what is added, and the frozen result (教学常规检查 1.5, 5.2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.terms import TERMS

ALLOWANCES = code_list("免检与加分", "免检", "不参评", "加分", "说明")
EXEMPTED, NOT_MEASURED, ADDED, NOTED = ALLOWANCES.words


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDraft:
    """The scheme of one term. weights: JSON, part -> weight; over, subjects_by, classes_by: how several checks, subjects
    and classes become one (rules.weighing), classes_by "" = 平均; main_subjects: 主科, 、-joined, "" = the shipped ones;
    main_share: per cent of them, None = the shipped one; check_weights: JSON, check id -> weight, "" = none;
    recheck: of rules.combining; excellent_share: per cent, None = not told of;
    minimum_weeks: weeks somebody must have been there; frozen_on: ISO day of 归档, "" = still open; levels: JSON list of
    [name, least], best first, "" = the shipped grades; exempt_by: of rules.scheme, what 免检 counts with;
    veto_most, recheck_most, make_up_days: limits of R7, R6 and R9, None = the shipped ones; left_out: JSON, code of a check
    type -> subjects it does not count for (体育 has no 书面作业), "" = none; year_share: per cent of the year's appraisal that
    is 常规, None = the shipped one."""

    school_year: str
    term: str
    weights: str
    over: str
    recheck: str
    subjects_by: str = "周课时"
    patrol_most: int = 10
    bonus_most: int = 5
    excellent_share: int | None = None
    minimum_weeks: int = 4
    frozen_on: str = ""  # set by freezing alone
    shows_ranks: str = ""
    levels: str = ""
    exempt_by: str = ""
    veto_most: int | None = None
    recheck_most: int | None = None
    make_up_days: int | None = None
    classes_by: str = ""
    main_subjects: str = ""
    main_share: int | None = None
    check_weights: str = ""
    left_out: str = ""
    year_share: int | None = None

    @property
    def parts(self) -> Mapping[str, Decimal]:
        """Weights by part, in their order."""
        return {part: Decimal(str(weight)) for part, weight in json.loads(self.weights).items()}

    @property
    def checks(self) -> Mapping[str, Decimal]:
        """Weights of single checks by id."""
        told = json.loads(self.check_weights or "{}")
        return {check_id: Decimal(str(weight)) for check_id, weight in told.items()}

    @property
    def subjects_out(self) -> Mapping[str, frozenset[str]]:
        """Code of a check type -> subjects that have no such thing."""
        return {kind: frozenset(subjects) for kind, subjects in json.loads(self.left_out or "{}").items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRow(SchemeDraft):
    """A stored scheme."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceDraft:
    """Somebody who is not measured like the others in a term: 免检, 不参评, or a bonus (加分).

    kind: 免检 不参评 加分 说明; checks: 、-joined codes of check types, "" = all; tenths: of a bonus; reason, approved_by:
    must be said; proof: what shows it (文件、证书), in words.
    """

    school_year: str
    term: str
    teacher_id: str
    kind: str
    checks: str = ""
    tenths: int | None = None
    reason: str
    approved_by: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceRow(AllowanceDraft):
    """A stored one."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """The result of a term as it was frozen. number: from 1, one more after each correction; made_on: ISO day; reason:
    why it was made again, "" of the first; scheme: JSON of the scheme it was made with; notes: sentences, a line each."""

    school_year: str
    term: str
    number: int
    made_on: str
    reason: str = ""
    scheme: str = "{}"
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow(EditionDraft):
    """A stored edition."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDraft:
    """The result of one teacher in an edition, with what it was made of.

    name, group, subject: as they were; tenths: total in tenths, None = no total; place: rank, None = none;
    content: JSON of rules.freezing, how each figure came about.
    """

    edition_id: str

    school_year: str
    term: str
    teacher_id: str
    name: str
    group: str = ""
    subject: str = ""
    tenths: int | None = None
    grade: str = ""
    place: int | None = None
    content: str = "{}"

    @property
    def total(self) -> Decimal | None:
        """One place."""
        return None if self.tenths is None else Decimal(self.tenths) / 10

    @property
    def told(self) -> Mapping[str, Any]:
        """How the figures came about."""
        found: dict[str, Any] = json.loads(self.content)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow(ResultDraft):
    """A stored result."""

    id: str
    version: int


ALLOWANCE_COLUMNS = (
    Column("school_year", "学年", width=24, required=True),
    Column("term", "学期", Kind.CHOICE, 20, codes=TERMS, required=True),
    Column("teacher_id", "教师", width=20, required=True),
    Column("kind", "类别", Kind.CHOICE, 18, codes=ALLOWANCES, required=True, is_shown=True),
    Column("checks", "检查类型", width=30, is_shown=True),
    Column("tenths", "加分（十分之一）", Kind.INT, 16),
    Column("reason", "理由", width=40, required=True, is_shown=True),
    Column("approved_by", "批准人", width=20, is_shown=True),
    Column("proof", "依据", width=36, is_shown=True, help="文件、会议记录、证书"),
)
ALLOWANCE_COLUMN = column_map(ALLOWANCE_COLUMNS)
