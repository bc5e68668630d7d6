"""The tables of the indicators, made of their rows: a column for each field of the draft."""

from functools import partial
from typing import ClassVar

from edudesk.indicators.rows.stored import OwnSettingDraft, RegionDraft, SnapshotDraft
from edudesk.store.rights import Right
from edudesk.store.tables import Record, table_of


class IndicatorRecord(Record):
    """What all tables of this room share."""

    concern: ClassVar[str] = "indicators"
    right: ClassVar[Right] = Right.EDIT_INDICATORS


_table = partial(table_of, IndicatorRecord)

IndicatorSetting = _table("indicator_setting", OwnSettingDraft, "指标设置", "key")
IndicatorSnapshot = _table("indicator_snapshot", SnapshotDraft, "指标快照", "title")
RegionSchool = _table("region_school", RegionDraft, "区域学校", "name")
