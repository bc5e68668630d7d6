"""The tables of the indicators, made of their rows: a column for each field of the draft."""

from dataclasses import fields
from typing import Any, ClassVar

from edudesk.indicators.rows.stored import OwnSettingDraft, RegionDraft, SnapshotDraft
from edudesk.store.rights import Right
from edudesk.store.tables import Record


class IndicatorRecord(Record):
    """What all tables of this room share."""

    concern: ClassVar[str] = "indicators"
    right: ClassVar[Right] = Right.EDIT_INDICATORS


def _table(name: str, draft: type[Any], noun: str, label: str) -> type[Record]:
    return type(
        "".join(map(str.title, name.split("_"))),
        (IndicatorRecord,),
        {
            "__tablename__": name,
            "__doc__": draft.__doc__,
            "__annotations__": {field.name: field.type for field in fields(draft)},
            "noun": noun,
            "label": label,
        },
    )


IndicatorSetting = _table("indicator_setting", OwnSettingDraft, "指标设置", "key")
IndicatorSnapshot = _table("indicator_snapshot", SnapshotDraft, "指标快照", "title")
RegionSchool = _table("region_school", RegionDraft, "区域学校", "name")
