"""One draft and another of each record that is kept of indicators, for tests that go over all of them."""

from typing import Any

from edudesk.indicators.rows.stored import OwnSettingDraft, RegionDraft, SnapshotDraft
from edudesk.indicators.service.kept import SettingService, SnapshotService
from edudesk.indicators.service.schools import RegionService

KEPT: dict[str, tuple[type[Any], Any, Any]] = {
    "setting": (
        SettingService,
        OwnSettingDraft(key="settled_years", content="5"),
        OwnSettingDraft(key="novice_years", content="2"),
    ),
    "snapshot": (
        SnapshotService,
        SnapshotDraft(on="2025-09-01", title="2025 年监测", content="{}"),
        SnapshotDraft(on="2026-09-01", title="2026 年监测", content="{}"),
    ),
    "region": (
        RegionService,
        RegionDraft(school_year="2026-2027", stage="小学", name="甲小学", pupils=1350, backbones=72.0),
        RegionDraft(school_year="2026-2027", stage="小学", name="乙小学", pupils=800, backbones=55.0),
    ),
}

# noun -> the field that tests change, where it is not the remark
CHANGED = {"setting": "note", "snapshot": "note"}
