"""Departments: 科室, 教研组, 备课组 and 年级组 with their heads."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.masking import Privacy
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.stages import GRADES

KINDS = code_list("部门类别", "科室", "教研组", "备课组", "年级组")


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentDraft:
    """A department not yet stored. head_id: of a teacher in the roster; head: the name of anybody else.

    subject: of a 教研组 or 备课组; grade: of a 备课组 or 年级组; place: among those of its kind, None = last.
    """

    kind: str
    name: str
    head_id: str = ""
    head: str = ""
    subject: str = ""
    grade: str = ""
    phone: str = ""
    place: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRow(DepartmentDraft):
    """A stored department."""

    id: str
    version: int


DEPARTMENT_COLUMNS = (
    Column("kind", "类别", Kind.CHOICE, 18, codes=KINDS, required=True, is_shown=True),
    Column("name", "名称", width=36, required=True, is_shown=True, aliases=("部门", "部门名称", "组名")),
    Column("head_id", "负责人（花名册）", width=20),
    Column("head", "负责人", Kind.NAME, 20, help="不在花名册里的人写姓名", aliases=("组长", "主任")),
    Column("subject", "学科", width=22, is_shown=True),
    Column("grade", "年级", Kind.CHOICE, 18, codes=GRADES, is_shown=True),
    Column("phone", "电话", Kind.PHONE, 26, privacy=Privacy.INTERNAL),
    Column("place", "顺序", Kind.INT, 12, help="在同类部门中排第几，不填排在最后"),
    Column("remark", "备注", width=40),
)
DEPARTMENT_COLUMN = column_map(DEPARTMENT_COLUMNS)
