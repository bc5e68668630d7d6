"""The yearly figures of each 学段, from which every ratio of the school is computed."""

from dataclasses import dataclass, replace

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.stages import STAGE, STAGE_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsDraft:
    """The figures of one 学段 in one school year, not yet stored. as_of: ISO day; None = not known, never 0.

    students: pupils; grade1 …: pupils of the lowest grade and up; areas in m²; equipment_value in 元;
    staff_quota: 核定编制数; posts_*: 岗位核定数, 正高, 副高, 中级, 助理级, 员级, 管理, 工勤.
    """

    school_year: str
    stage: str
    as_of: str = ""
    students: int | None = None
    grade1: int | None = None
    grade2: int | None = None
    grade3: int | None = None
    grade4: int | None = None
    grade5: int | None = None
    grade6: int | None = None
    classes: int | None = None
    boarders: int | None = None
    campus_area: float | None = None
    building_area: float | None = None
    teaching_area: float | None = None
    sports_area: float | None = None
    equipment_value: float | None = None
    multimedia_rooms: int | None = None
    books: int | None = None
    staff_quota: int | None = None
    posts_full_senior: int | None = None
    posts_senior: int | None = None
    posts_middle: int | None = None
    posts_assistant: int | None = None
    posts_junior: int | None = None
    posts_management: int | None = None
    posts_labour: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsRow(StatsDraft):
    """Stored figures."""

    id: str
    version: int


GRADE_KEYS = tuple(f"grade{place}" for place in range(1, 7))
_POSTS = "岗位核定数"

STATS_COLUMNS = (
    Column("school_year", "学年", width=24, required=True, is_shown=True, help="例如：2026-2027"),
    Column("stage", "学段", Kind.CHOICE, 16, codes=STAGE_WORDS, required=True, is_shown=True),
    Column("as_of", "统计时点", Kind.DATE, 24, is_shown=True, help="不填就是 9 月 1 日"),
    Column("students", "在校生数", Kind.INT, 16, is_shown=True, aliases=("学生数",)),
    *(Column(key, f"第 {place} 年级", Kind.INT, 16, parent="各年级人数") for place, key in enumerate(GRADE_KEYS, 1)),
    Column("classes", "班级数", Kind.INT, 14, is_shown=True, aliases=("班数",)),
    Column("boarders", "住宿生数", Kind.INT, 16),
    Column("campus_area", "占地面积（平方米）", Kind.NUMBER, 24),
    Column("building_area", "校舍建筑面积（平方米）", Kind.NUMBER, 24),
    Column("teaching_area", "教学及辅助用房（平方米）", Kind.NUMBER, 24),
    Column("sports_area", "体育运动场馆（平方米）", Kind.NUMBER, 24),
    Column("equipment_value", "教学仪器设备值（元）", Kind.NUMBER, 26),
    Column("multimedia_rooms", "网络多媒体教室（间）", Kind.INT, 20),
    Column("books", "图书（册）", Kind.INT, 18),
    Column("staff_quota", "核定编制数", Kind.INT, 18),
    Column("posts_full_senior", "正高级", Kind.INT, 14, parent=_POSTS),
    Column("posts_senior", "副高级", Kind.INT, 14, parent=_POSTS),
    Column("posts_middle", "中级", Kind.INT, 14, parent=_POSTS),
    Column("posts_assistant", "助理级", Kind.INT, 14, parent=_POSTS),
    Column("posts_junior", "员级", Kind.INT, 14, parent=_POSTS),
    Column("posts_management", "管理", Kind.INT, 14, parent=_POSTS),
    Column("posts_labour", "工勤", Kind.INT, 14, parent=_POSTS),
    Column("remark", "备注", width=40),
)  # fmt: skip
STATS_COLUMN = column_map(STATS_COLUMNS)

# The order of the form and of the page: heading -> keys.
STATS_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("学生与班级", ("school_year", "stage", "as_of", "students", "classes", "boarders", *GRADE_KEYS)),
    ("办学条件", (
        "campus_area", "building_area", "teaching_area", "sports_area", "equipment_value", "multimedia_rooms", "books",
    )),
    ("编制与岗位", ("staff_quota", *(column.key for column in STATS_COLUMNS if column.parent == _POSTS))),
    ("其他", ("remark",)),
)  # fmt: skip


def stats_columns(stage: str) -> tuple[Column, ...]:
    """The columns with the grades of one 学段 by their names: 七年级, 八年级, 九年级 for 初中."""
    grades = dict(zip(GRADE_KEYS, STAGE[stage].grades, strict=False)) if stage in STAGE else {}
    return tuple(
        replace(column, title=grades[column.key]) if column.key in grades else column
        for column in STATS_COLUMNS
        if not grades or column.key in grades or column.key not in GRADE_KEYS
    )
