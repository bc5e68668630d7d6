"""The region of the sample school 龙城实验小学: invented schools with their figures, and days its own figures were kept."""

from dataclasses import replace
from datetime import date
from typing import Final

from edudesk.indicators.rows.stored import YES, RegionDraft

SNAPSHOT_DAYS: Final = tuple(date(year, 9, 1) for year in (2023, 2024, 2025, 2026))
_GROUP: Final = "龙城实验教育集团"
# name, 集团, pupils, the seven amounts, 体育, 音美 and 心理 teachers
_SCHOOLS: Final[tuple[tuple[str, str, tuple[float | None, ...]], ...]] = (
    ("龙城第二实验小学", _GROUP, (1286, 62, 15, 14, 6102, 9870, 2814000, 31, 6, 7, 1)),
    ("龙城桃园小学", _GROUP, (842, 39, 7, 8, 3890, 7020, 1702000, 20, 4, 4, 1)),
    ("龙城运河小学", _GROUP, (618, 27, 5, 5, 2960, 4510, 1190000, 14, 2, 3, 0)),
    ("龙城第一小学", "", (1655, 81, 22, 16, 7520, 12100, 3640000, 39, 8, 8, 1)),
    ("龙城荷塘小学", "", (934, 41, 9, 9, 4390, 6890, 1996000, 22, 4, 5, 1)),
    ("龙城北郊小学", "", (406, 18, 3, 3, 2104, 3950, 760000, 10, 1, 2, None)),
    ("龙城沙洲教学点", "", (43, 4, 0, 0, 380, 900, 60000, 2, 0, 0, 0)),
    ("龙城启智学校", "", (96, 25, 3, 4, 2600, 2400, 980000, 12, 2, 2, 1)),
)  # fmt: skip
_SPECIAL: Final = "龙城启智学校"
_FIELDS: Final = (
    "pupils", "educated", "backbones", "arts", "teaching_area", "sports_area", "equipment_value", "multimedia_rooms", "sports",
    "music", "counsellors",
)  # fmt: skip


def sample_region(school_year: str, stage: str) -> list[RegionDraft]:
    """The other schools of the region, one of them without a figure."""
    return [
        RegionDraft(
            school_year=school_year,
            stage=stage,
            name=name,
            group_name=group,
            is_special=YES if name == _SPECIAL else "",
            **dict(zip(_FIELDS, amounts, strict=True)),  # type: ignore[arg-type]
        )
        for name, group, amounts in _SCHOOLS
    ]


def year_before(drafts: list[RegionDraft], school_year: str) -> list[RegionDraft]:
    """The same schools a school year earlier, with a little less of everything but pupils."""
    return [
        replace(
            one,
            school_year=school_year,
            backbones=None if one.backbones is None else max(one.backbones - 2, 0),
            equipment_value=None if one.equipment_value is None else one.equipment_value * 0.94,
        )
        for one in drafts
    ]


def own_group() -> str:
    """The 集团 our school belongs to."""
    return _GROUP
