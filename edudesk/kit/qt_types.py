"""Nothing but an import of widgets: whoever imports it beside the window spares the first table of a window 50 ms.

Asked for a widget that Qt made by itself (QTableView.viewport), PySide goes through all classes that a widget may be, and
makes those that nobody has used yet, with every enum of theirs.
"""

from PySide6.QtWidgets import (
    QCalendarWidget,
    QColorDialog,
    QColumnView,
    QDateTimeEdit,
    QDial,
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
    QRubberBand,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTabWidget,
    QTextBrowser,
    QToolBox,
    QTreeWidget,
    QUndoView,
    QWizard,
)

MADE = (
    QCalendarWidget, QColorDialog, QColumnView, QDateTimeEdit, QDial, QDockWidget, QErrorMessage, QFontComboBox,
    QFontDialog, QGraphicsView, QInputDialog, QLCDNumber, QMdiArea, QMdiSubWindow, QPlainTextEdit, QProgressDialog,
    QRubberBand, QSlider, QSpinBox, QTableWidget, QTabWidget, QTextBrowser, QToolBox, QTreeWidget, QUndoView, QWizard,
)  # fmt: skip
