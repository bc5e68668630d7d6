"""评分标准 edited like a sheet: 论证评分, 年度考核渠道, 成员考核表, 等第 and 绩效自评分值; what was judged keeps the one it was judged by."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from edudesk.kit.versions_dialog import VersionsDialog, Wishes
from edudesk.projects.forms.standards import (
    CHANNELS,
    CRITERIA,
    GRADES,
    LEVELS,
    PERFORMANCE,
    STUDIO,
    problems_of,
    standard_columns,
)
from edudesk.projects.service.standards import StandardService

_TOLD = {
    CRITERIA: "三项各占百分之几，合计 100。以后录入的论证按新的权重算；已经评过的照旧。",
    CHANNELS: "年度考核由哪些渠道评、各占百分之几，合计 100。以后登记的年度按新的算；已经登记的年度照旧。",
    STUDIO: "名师工作室成员一年考核的项目，满分合计 100。以后新填的年度用新表；已经填了的年度照旧。",
    GRADES: "年度考核和工作室成员考核的总分从几分起是哪一等，从高到低，最后一行是 0 分。次年 3 月底前改的算当年的；再早的年度照旧。",
    PERFORMANCE: "绩效自评各项的分值，合计 100；执行率由经费登记算出。次年 3 月底前改的算当年的；再早的年度照旧。",
    LEVELS: "绩效自评的总分从几分起是哪一等，从高到低，最后一行是 0 分。次年 3 月底前改的算当年的；再早的年度照旧。",
}
_SMALL = (620, 420)
_SIZES = {CHANNELS: (620, 520), STUDIO: (1180, 640)}


class StandardDialog(VersionsDialog):
    """One list."""

    @classmethod
    def edit(
        cls, parent: QWidget, service: StandardService, key: str, undo: Callable[[], object]
    ) -> "StandardDialog":
        """Open it over a page; what was saved can be taken back there."""
        columns = [replace(one, is_shown=True) for one in standard_columns(key) if one.key != "key"]
        wishes = Wishes(
            _TOLD[key],
            columns,
            service.save,
            problems_of,
            ("group", "how"),
            _SIZES.get(key, _SMALL),
        )
        dialog = cls(parent, service.versions(key), wishes)
        dialog.open_over(parent, undo)
        return dialog
