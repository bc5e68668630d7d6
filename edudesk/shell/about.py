"""关于: versions, licences, and where the data lies."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk import __version__
from edudesk.base import paths
from edudesk.desk import Desk
from edudesk.kit.buttons import button
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.store.schema import SCHEMA


class AboutDialog(QDialog):
    """Facts that a support call asks for."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于校务通")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(f"校务通 EduDesk {__version__}", "title"))
        column.addWidget(label("一所学校的规划、教师、检查和项目，放在本机一个文件里。", "muted"))
        size = desk.path.stat().st_size / 1000
        facts = KeyValues(90)
        facts.show_rows(
            [
                ("学校文件", f"{desk.path}（{size:,.0f} KB，数据版本 {SCHEMA}）"),
                ("日志", str(paths.log_file())),
                (
                    "运行环境",
                    f"Python {platform.python_version()}，Qt {qVersion()}，{platform.system()} {platform.release()}",
                ),
                ("程序许可", "MIT"),
                ("字体许可", "思源宋体、思源黑体（Noto）和霞鹜文楷衍生子集：SIL OFL 1.1"),
                ("图标许可", "Remix Icon：Apache 2.0"),
                ("界面库", "Qt（PySide6）：LGPL 3.0"),
            ]
        )
        column.addWidget(facts)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("关闭", self.accept, "primary"))
        column.addLayout(foot)
        self.setMinimumWidth(520)
