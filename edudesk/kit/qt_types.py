"""Nothing but an import of widgets: whoever imports it beside the window spares the first table of a window 50 ms.

Asked for a widget that Qt made by itself (QTableView.viewport), PySide goes through all classes that a widget may be, and
makes those that nobody has used yet, with every enum of theirs.
"""

from PySide6.QtGui import QGradient
from PySide6.QtWidgets import (
    QCalendarWidget,
    QColorDialog,
    QColumnView,
    QDateTimeEdit,
    QDial,
    QDialogButtonBox,
    QDockWidget,
    QErrorMessage,
    QFontComboBox,
    QFontDialog,
    QGraphicsView,
    QInputDialog,
    QLCDNumber,
    QMdiArea,
    QMdiSubWindow,
    QPlainTextEdit,
    QProgressDialog,
    QRhiWidget,
    QRubberBand,
    QSlider,
    QSpinBox,
    QTabBar,
    QTableWidget,
    QTabWidget,
    QTextBrowser,
    QToolBox,
    QTreeWidget,
    QUndoView,
    QWizard,
)

MADE = (
    QGradient,
    QCalendarWidget, QColorDialog, QColumnView, QDateTimeEdit, QDial, QDialogButtonBox, QDockWidget, QErrorMessage,
    QFontComboBox, QFontDialog, QGraphicsView, QInputDialog, QLCDNumber, QMdiArea, QMdiSubWindow, QPlainTextEdit,
    QProgressDialog, QRhiWidget, QRubberBand, QSlider, QSpinBox, QTabBar, QTableWidget, QTabWidget, QTextBrowser, QToolBox,
    QTreeWidget, QUndoView, QWizard,
)  # fmt: skip
