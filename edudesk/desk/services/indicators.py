"""Services of the indicators (指标监测)."""

from functools import cached_property
from typing import TYPE_CHECKING

from edudesk.desk.services.checks import CheckServices
from edudesk.desk.services.projects import ProjectServices
from edudesk.desk.services.school import SchoolServices

if TYPE_CHECKING:
    from edudesk.indicators.service.figures import Figures
    from edudesk.indicators.service.kept import SettingService, SnapshotService
    from edudesk.indicators.service.region import RegionFigures
    from edudesk.indicators.service.schools import RegionService


class IndicatorServices(CheckServices, ProjectServices, SchoolServices):
    """指标监测, over the roster, the checks and the projects."""

    @cached_property
    def indicators(self) -> "Figures":
        """指标: all figures of a day."""
        from edudesk.indicators.service.doings import DoingsReader
        from edudesk.indicators.service.figures import Figures

        doings = DoingsReader(self.context, self.check_years, self.check_summaries, self.project_board)
        return Figures(self.context, self.roster_facts.on, doings.on)

    @cached_property
    def indicator_settings(self) -> "SettingService":
        """指标口径设置."""
        from edudesk.indicators.service.kept import SettingService

        return SettingService(self.context)

    @cached_property
    def snapshots(self) -> "SnapshotService":
        """指标快照."""
        from edudesk.indicators.service.kept import SnapshotService

        return SnapshotService(self.context)

    @cached_property
    def region_schools(self) -> "RegionService":
        """区域学校 of 校际差异系数."""
        from edudesk.indicators.service.schools import RegionService

        return RegionService(self.context)

    @cached_property
    def region(self) -> "RegionFigures":
        """校际差异系数 and the schools beside each other."""
        from edudesk.indicators.service.region import RegionFigures

        return RegionFigures(self.context, lambda: self.indicators)
