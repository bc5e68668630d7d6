"""What the pages are made from: the services of the open school, as desk.Desk has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edudesk.indicators.service.figures import Figures
    from edudesk.indicators.service.kept import SettingService, SnapshotService
    from edudesk.school.service import SchoolService


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
