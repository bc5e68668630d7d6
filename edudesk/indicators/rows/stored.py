"""What is kept of indicators: own settings, snapshots (指标快照), the schools of a region (校际差异系数)."""

from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list
from edudesk.school.rows.stages import STAGE_WORDS

YES: Final = "是"
_YES_NO: Final = code_list("是否", YES, "否")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettingDraft:
    """A setting as the school has it. key: of forms/indicators/settings.toml; content: its value as JSON."""

    key: str
    content: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettingRow(OwnSettingDraft):
    """A stored setting."""

    id: str
    version: int


SETTING_COLUMN = column_map((
    Column("key", "设置", width=30, required=True),
    Column("content", "取值", width=40, required=True),
    Column("note", "说明", width=40),
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotDraft:
    """All figures of a day as they were. on: ISO day they stand for; taken: ISO day it was made; content: JSON as
    rules.freezing writes it."""

    on: str
    title: str = ""
    note: str = ""
    taken: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRow(SnapshotDraft):
    """A stored snapshot."""

    id: str
    version: int


SNAPSHOT_COLUMN = column_map((
    Column("on", "统计时点", Kind.DATE, 24, required=True, is_shown=True),
    Column("title", "名称", width=40, is_shown=True, help="例如：2026 年优质均衡监测"),
    Column("note", "说明", width=50, is_shown=True),
    Column("taken", "存为快照的日期", Kind.DATE, 24, is_shown=True),
    Column("content", "内容", width=10),
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionDraft:
    """One school of the region in one school year and 学段: pupils and the absolute amounts of the seven figures.

    teachers in heads, areas in m², equipment in 元; is_special: 是 for 特殊教育 and 职业学校; group_name: of its 集团; sports, music,
    counsellors: 体育, 音乐美术, 专职心理 teachers; None = not known, never 0.
    """

    school_year: str
    stage: str
    name: str
    is_special: str = ""
    pupils: int | None = None
    educated: float | None = None
    backbones: float | None = None
    arts: float | None = None
    teaching_area: float | None = None
    sports_area: float | None = None
    equipment_value: float | None = None
    multimedia_rooms: float | None = None
    remark: str = ""
    group_name: str = ""
    sports: float | None = None
    music: float | None = None
    counsellors: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow(RegionDraft):
    """A stored school of the region."""

    id: str
    version: int


# which amount of a school stands for which of the seven figures
AMOUNTS: Final = {
    "Q1": "educated",
    "Q2": "backbones",
    "Q3": "arts",
    "Q4": "teaching_area",
    "Q5": "sports_area",
    "Q6": "equipment_value",
    "Q7": "multimedia_rooms",
}

# what else a row may hold of staff that is asked for: indicator -> amount
STAFF: Final = {"P4": "sports", "P6": "music", "P7": "counsellors"}

REGION_COLUMNS = (
    Column("school_year", "学年", width=24, required=True),
    Column("stage", "学段", Kind.CHOICE, 14, codes=STAGE_WORDS, required=True),
    Column("name", "学校", width=44, required=True, is_shown=True, aliases=("学校名称", "单位", "校名")),
    Column("pupils", "在校生数", Kind.INT, 18, required=True, is_shown=True, aliases=("学生数", "学生总数", "在校学生数")),
    Column("educated", "高于规定学历教师数", Kind.NUMBER, 22, is_shown=True, aliases=("高于规定学历专任教师数", "高于规定学历教师")),
    Column("backbones", "县级以上骨干教师数", Kind.NUMBER, 22, is_shown=True, aliases=("骨干教师数", "县级及以上骨干教师数", "骨干教师")),
    Column("arts", "体育、艺术专任教师数", Kind.NUMBER, 22, is_shown=True, aliases=("体育艺术专任教师数", "体艺教师数", "体育、艺术（美术、音乐）专任教师数")),
    Column("teaching_area", "教学及辅助用房（平方米）", Kind.NUMBER, 24, is_shown=True, aliases=("教学及辅助用房面积", "教学辅助用房面积")),
    Column("sports_area", "体育运动场馆（平方米）", Kind.NUMBER, 24, is_shown=True, aliases=("体育运动场馆面积", "运动场馆面积")),
    Column("equipment_value", "教学仪器设备值（元）", Kind.NUMBER, 24, is_shown=True, aliases=("教学仪器设备值", "仪器设备值")),
    Column("multimedia_rooms", "网络多媒体教室（间）", Kind.NUMBER, 22, is_shown=True, aliases=("网络多媒体教室数", "多媒体教室数")),
    Column("sports", "体育教师数", Kind.NUMBER, 18, aliases=("专任体育教师数", "体育专任教师数", "体育教师")),
    Column("music", "音乐、美术教师数", Kind.NUMBER, 20, aliases=("音美教师数", "音乐美术教师数", "音乐美术专任教师数")),
    Column("counsellors", "专职心理健康教师数", Kind.NUMBER, 22, aliases=("心理教师数", "心理健康教师数", "专职心理教师数")),
    Column("group_name", "集团", width=30, aliases=("教育集团", "所属集团", "集团名称"), help="同一集团的学校写同一个名称"),
    Column("is_special", "特殊教育或职业学校", Kind.YESNO, 22, codes=_YES_NO, is_shown=True, help="是：不计入差异系数"),
    Column("remark", "备注", width=30),
)  # fmt: skip
REGION_COLUMN = column_map(REGION_COLUMNS)
