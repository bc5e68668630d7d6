"""What the pages are made from: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.indicators.service.figures import Figures
    from edudesk.indicators.service.kept import SettingService, SnapshotService
    from edudesk.indicators.service.region import RegionFigures
    from edudesk.indicators.service.schools import RegionService
    from edudesk.roster.service import TeacherService
    from edudesk.school.service import SchoolService
    from edudesk.store.exports import Exports
    from edudesk.store.timeline import Timeline


class IndicatorSources(Protocol):
    """The open school as the pages of the indicators see it."""

    @property
    def indicators(self) -> "Figures":
        """All figures of a day."""

    @property
    def indicator_settings(self) -> "SettingService":
        """指标口径设置."""

    @property
    def snapshots(self) -> "SnapshotService":
        """指标快照."""

    @property
    def school(self) -> "SchoolService":
        """The school itself."""


class RegionSources(Protocol):
    """The open school as the pages of the region see it."""

    exports: "Exports"
    school: "SchoolService"
    teachers: "TeacherService"
    timeline: "Timeline"

    @property
    def region(self) -> "RegionFigures":
        """校际差异系数 and the schools beside each other."""

    @property
    def region_schools(self) -> "RegionService":
        """区域学校."""
