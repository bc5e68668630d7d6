"""工作台 as values: what waits in every feature and how the school stands, worked out once and kept."""

from edudesk.desk.overview.keeping import OverviewKeeper
from edudesk.desk.overview.value import Goal, IndicatorLine, Overview, PlanFigures, Standing

__all__ = ["Goal", "IndicatorLine", "Overview", "OverviewKeeper", "PlanFigures", "Standing"]
