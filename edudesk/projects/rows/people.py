"""Who works on a project, in order (规划与项目调研 3.3), and the yearly points of a studio's members (3.6)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.masking import Privacy
from edudesk.projects.forms.lists import code_lists

ROLES = code_lists()["role"]
LEADER, CORE, OTHER, EXPERT, CONTACT, TREASURER = ROLES.words
TEAM = (LEADER, CORE, OTHER)
"""Roles that count as 项目组; experts and helpers do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDraft:
    """One person in one role.

    teacher_id: of the roster, "" = from outside; name: as it was when entered, so that a person stays who is no longer
    in the roster; place: order among all, 1 first; joined, left: ISO days; hours: 学时; field: 研究专长.
    """

    project_id: str
    teacher_id: str = ""
    name: str = ""
    role: str = OTHER
    place: int | None = None
    duty: str = ""
    joined: str = ""
    left: str = ""
    hours: float | None = None
    unit: str = ""
    post: str = ""
    title: str = ""
    field: str = ""
    phone: str = ""
    remark: str = ""

    def has_left(self, on: str) -> bool:
        """Whether the last day of taking part was before an ISO day."""
        return bool(self.left) and self.left < on


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow(MemberDraft):
    """A stored member."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioScoreDraft:
    """One member in one year. counts: JSON, key of forms/projects/studio.toml -> how many, or points given
    (rules.scoring.studio_points); tenths: the total of 100, in tenths; items: JSON, the lines of the 考核表 of
    then, "" = those that come with the program."""

    project_id: str
    member_id: str
    year: str
    counts: str = ""
    tenths: int | None = None
    remark: str = ""
    items: str = ""

    @property
    def numbers(self) -> Mapping[str, Any]:
        """counts as numbers."""
        found: Mapping[str, Any] = json.loads(self.counts or "{}")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioScoreRow(StudioScoreDraft):
    """A stored assessment."""

    id: str
    version: int


MEMBER_COLUMNS = (
    Column("place", "序号", Kind.INT, 12, is_shown=True, aliases=("排序", "位次")),
    Column("name", "姓名", Kind.NAME, 20, is_shown=True),
    Column("teacher_id", "教师", width=20),
    Column("role", "角色", Kind.CHOICE, 18, codes=ROLES, required=True, is_shown=True),
    Column("duty", "分工", width=44, is_shown=True, aliases=("研究分工", "主要贡献", "承担任务")),
    Column("joined", "加入日期", Kind.DATE, 24),
    Column("left", "退出日期", Kind.DATE, 24),
    Column("hours", "学时", Kind.NUMBER, 14),
    Column("unit", "单位", width=40, is_shown=True, aliases=("工作单位",)),
    Column("post", "职务", width=20),
    Column("title", "职称", width=20, is_shown=True),
    Column("field", "研究专长", width=26),
    Column("phone", "联系电话", Kind.PHONE, 26, privacy=Privacy.INTERNAL),
    Column("remark", "备注", width=30),
)
MEMBER_COLUMN = column_map(MEMBER_COLUMNS)

STUDIO_COLUMNS = (
    Column("member_id", "成员", width=20, required=True),
    Column("year", "年度", width=16, required=True, is_shown=True),
    Column("counts", "得分项", width=30),
    Column("tenths", "总分（十分之一）", Kind.INT, 16),
    Column("remark", "备注", width=40),
    Column("items", "考核表", width=30),
)
STUDIO_COLUMN = column_map(STUDIO_COLUMNS)
