"""Indicators: own settings, snapshots of all figures, the schools of the region."""

from edudesk.store.revising import counts, create_record, numbers, texts

revision = "0013"
down_revision = "0012"

AMOUNTS = (
    "educated", "backbones", "arts", "teaching_area", "sports_area", "equipment_value", "multimedia_rooms",
)  # fmt: skip


def upgrade() -> None:
    create_record("indicator_setting", *texts("key", "content", "note"))
    create_record("indicator_snapshot", *texts("on", "title", "note", "taken", "content"))
    create_record(
        "region_school",
        *texts("school_year", "stage", "name", "is_special"),
        *counts("pupils"),
        *numbers(*AMOUNTS),
        *texts("remark"),
    )
