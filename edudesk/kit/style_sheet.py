"""The rules of single widgets, written from the tokens. Widgets name their part by the property "role"."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edudesk.kit.theme import Tokens


def style_sheet(tokens: "Tokens", marks: Path) -> str:
    """Qt style sheet of the program. marks: folder with the arrow and check mark pictures."""
    mark = {name: (marks / f"{name}-{tokens.name}.png").as_posix() for name in ("down", "up", "check", "dot")}
    return _RULES.format(t=tokens, mark=mark)


# Focus rings are 2 px inside the same outer size (30 px), so that nothing jumps when focus moves.
_RULES = """
* {{ outline: none; }}
QWidget {{ color: {t.ink}; }}
QMainWindow, QDialog, QWidget[role="page"] {{ background: {t.canvas}; }}
QToolTip {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px 6px; }}

QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: 18px; font-weight: 700; }}
QLabel[role="brand"] {{ font-size: 16px; font-weight: 700; color: {t.brand}; }}
QLabel[role="heading"] {{ font-weight: 700; }}
QLabel[role="name"] {{ font-size: 17px; font-weight: 700; }}
QLabel[role="figure"] {{ font-size: 26px; font-weight: 700; color: {t.brand}; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; font-size: 12px; }}
QLabel[role="problem"] {{ color: {t.bad}; font-size: 12px; }}
QLabel[role="remark"] {{ color: {t.warn}; font-size: 12px; }}
QLabel[role="key"] {{ color: {t.muted}; font-size: 12px; border: 1px solid {t.edge}; border-radius: 4px;
    padding: 0 5px; background: {t.surface}; min-height: 18px; max-height: 18px; }}
QLabel[role="badge"] {{ color: {t.on_brand}; background: {t.bad_bar}; font-size: 11px; border-radius: 8px; padding: 0 4px;
    min-width: 8px; min-height: 16px; max-height: 16px; }}
QLabel[tone] {{ font-size: 12px; border-radius: 4px; padding: 2px 7px; }}
QLabel[tone="plain"] {{ color: {t.muted}; background: {t.plain_soft}; }}
QLabel[tone="brand"] {{ color: {t.brand}; background: {t.brand_soft}; }}
QLabel[tone="good"] {{ color: {t.good}; background: {t.good_soft}; }}
QLabel[tone="warn"] {{ color: {t.warn}; background: {t.warn_soft}; }}
QLabel[tone="bad"] {{ color: {t.bad}; background: {t.bad_soft}; }}

QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[role="inset"] {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[role="warning"] {{ background: {t.warn_soft}; border: 1px solid {t.warn_bar}; border-radius: 8px; }}
QFrame[role="alarm"] {{ background: {t.bad_soft}; border: 1px solid {t.bad_bar}; border-radius: 6px; }}
QFrame[role="alarm"] QLabel {{ color: {t.bad}; }}
QFrame[role="doubt"] {{ background: {t.warn_soft}; border: 1px solid {t.warn_bar}; border-radius: 6px; }}
QFrame[role="doubt"] QLabel {{ color: {t.warn}; }}
QFrame[role="notice"] {{ background: {t.ink}; border-radius: 6px; }}
QFrame[role="notice"] QLabel {{ color: {t.surface}; }}
QFrame[role="notice"] QPushButton {{ color: {t.brand_line}; background: transparent; border: 1px solid transparent;
    font-weight: 700; min-height: 26px; padding: 0 8px; }}
QFrame[role="notice"] QToolButton:hover {{ background: {t.muted}; }}
QFrame[role="notice"] QPushButton:focus {{ border: 1px solid {t.brand_line}; }}
QFrame[role="floating"] {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: 8px; }}
QFrame[role="drawer"] {{ background: {t.surface}; border: 0; border-left: 1px solid {t.line}; }}
QFrame[role="side"] {{ background: {t.surface}; border: 0; border-right: 1px solid {t.line}; }}
QFrame[role="top"] {{ background: {t.surface}; border: 0; border-bottom: 1px solid {t.line}; }}
QFrame[role="status"] {{ background: {t.surface}; border: 0; border-top: 1px solid {t.line}; }}
QFrame[role="status"] QLabel {{ color: {t.muted}; font-size: 12px; }}
QFrame[role="preview"] {{ background: {t.track}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[role="rule"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
QWidget[role="plain"], QScrollArea, QScrollArea > QWidget > QWidget[role="plain"] {{
    background: transparent; border: 0; }}

QPushButton {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: 6px;
    min-height: 28px; max-height: 28px; padding: 0 12px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.track}; }}
QPushButton:focus {{ border: 2px solid {t.brand}; min-height: 26px; max-height: 26px; padding: 0 11px; }}
QPushButton:disabled {{ color: {t.muted}; background: {t.plain_soft}; border-color: {t.line}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="primary"] {{ background: {t.brand}; color: {t.on_brand}; border-color: {t.brand}; }}
QPushButton[role="primary"]:hover {{ background: {t.brand_strong}; border-color: {t.brand_strong}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {t.ink}; }}
QPushButton[role="primary"]:disabled {{ background: {t.plain_soft}; color: {t.muted}; border-color: {t.line}; }}
QPushButton[role="danger"] {{ color: {t.bad}; border-color: {t.bad_bar}; }}
QPushButton[role="link"] {{ color: {t.brand}; background: transparent; border: 1px solid transparent;
    border-radius: 4px; padding: 0 4px; min-height: 22px; max-height: 22px; }}
QPushButton[role="link"]:hover {{ color: {t.brand_strong}; background: {t.brand_soft}; }}
QPushButton[role="link"]:focus {{ border: 1px solid {t.brand}; padding: 0 4px; min-height: 22px; max-height: 22px; }}
QPushButton[role="link"]:disabled {{ color: {t.muted}; }}
QToolButton[role="thumb"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 6px; padding: 3px;
  color: {t.muted}; font-size: 11px; }}
QPushButton[role="drop"] {{ background: transparent; border: 1px dashed {t.edge}; border-radius: 6px; color: {t.muted};
  font-size: 12px; padding: 0; min-width: 68px; max-width: 68px; min-height: 72px; max-height: 72px; }}
QPushButton[role="drop"]:hover, QPushButton[role="drop"]:focus {{ border-color: {t.brand}; color: {t.brand}; }}
QToolButton[role="thumb"]:hover {{ border-color: {t.brand_line}; }}
QToolButton[role="thumb"]:focus {{ border-color: {t.brand}; }}
QPushButton[role="chip"] {{ border-radius: 12px; min-height: 22px; max-height: 22px; padding: 0 10px;
    font-size: 12px; border: 1px solid {t.edge}; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {t.brand}; min-height: 20px; max-height: 20px; padding: 0 9px; }}
QPushButton[role="chip"][active="true"] {{ background: {t.brand_soft}; border-color: {t.brand_line}; color: {t.brand}; }}
QPushButton[role="chip"][active="true"]:focus {{ border-color: {t.brand}; }}
QPushButton[role="points"] {{ border-radius: 12px; min-width: 14px; min-height: 22px; max-height: 22px; padding: 0 7px;
    font-size: 12px; border: 1px solid {t.edge}; background: {t.surface}; }}
QPushButton[role="points"]:hover {{ border-color: {t.brand}; }}
QPushButton[role="points"][active="true"] {{ background: {t.brand}; border-color: {t.brand}; color: {t.on_brand}; }}
QFrame[role="item"] {{ background: transparent; border: 0; border-bottom: 1px solid {t.line}; }}
QFrame[role="item"][current="true"] {{ background: {t.brand_soft}; }}
QFrame[role="items"] {{ background: {t.raised}; border: 0; border-bottom: 1px solid {t.line}; }}
QPushButton[role="tab"] {{ background: transparent; border: 0; border-bottom: 2px solid transparent; border-radius: 0;
    padding: 0 1px; min-height: 26px; max-height: 26px; color: {t.muted}; }}
QPushButton[role="tab"]:hover {{ color: {t.ink}; }}
QPushButton[role="tab"]:checked {{ color: {t.brand}; border-bottom-color: {t.brand}; font-weight: 700; }}
QPushButton[role="tab"]:focus {{ background: {t.brand_soft}; border: 0; border-bottom: 2px solid {t.brand};
    padding: 0 1px; min-height: 26px; max-height: 26px; }}
QPushButton[role="search"] {{ background: {t.canvas}; color: {t.muted}; text-align: left; padding: 0 10px; }}
QPushButton[role="search"]:hover {{ border-color: {t.brand_line}; }}
QPushButton[role="status"] {{ background: transparent; color: {t.muted}; border: 1px solid transparent; font-size: 12px;
    padding: 0 4px; min-height: 20px; max-height: 20px; }}
QPushButton[role="status"]:hover {{ color: {t.brand}; }}
QPushButton[role="status"]:focus {{ border: 1px solid {t.brand}; padding: 0 4px; min-height: 20px; max-height: 20px; }}
QPushButton[role="nav"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
    padding: 0 10px; min-height: 34px; max-height: 34px; }}
QPushButton[role="nav"]:hover {{ background: {t.hover}; }}
QPushButton[role="nav"]:checked {{ background: {t.brand_soft}; color: {t.brand}; font-weight: 700; }}
QPushButton[role="nav"]:focus {{ border: 1px solid {t.brand}; padding: 0 10px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border-color: {t.brand}; }}

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit {{ background: {t.surface};
    border: 1px solid {t.edge}; border-radius: 6px; padding: 0 9px;
    selection-background-color: {t.brand}; selection-color: {t.on_brand}; }}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox {{ min-height: 28px; max-height: 28px; }}
QPlainTextEdit, QTextEdit {{ padding: 6px 8px; }}
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover {{ border-color: {t.muted}; }}
QLineEdit:focus, QComboBox:focus, QComboBox:on, QSpinBox:focus, QDoubleSpinBox:focus,
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.brand}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{ padding: 0 8px; min-height: 26px; max-height: 26px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 5px 7px; }}
QLineEdit[level="error"], QComboBox[level="error"], QPlainTextEdit[level="error"] {{ border-color: {t.bad_bar}; }}
QLineEdit[level="warning"], QComboBox[level="warning"] {{ border-color: {t.warn_bar}; }}
QLineEdit:disabled, QComboBox:disabled, QLineEdit:read-only {{ background: {t.plain_soft}; color: {t.muted}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:hover {{ border: 0; padding: 0; min-height: 0;
    background: transparent; color: {t.ink}; }}
QComboBox {{ padding-right: 4px; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url({mark[down]}); width: 16px; height: 16px; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ border: 0; width: 20px; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url({mark[up]}); width: 12px; height: 12px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url({mark[down]}); width: 12px; height: 12px; }}

QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator:non-exclusive {{
    width: 14px; height: 14px; border: 1px solid {t.muted}; border-radius: 4px; background: {t.surface}; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {t.brand}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:non-exclusive:checked {{
    background: {t.brand}; border-color: {t.brand}; image: url({mark[check]}); }}
QRadioButton::indicator:checked {{ background: {t.brand}; border-color: {t.brand}; image: url({mark[dot]}); }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {t.brand}; width: 12px; height: 12px; }}
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus {{ border-color: {t.ink}; }}

QMenu {{ background: {t.surface}; border: 1px solid {t.edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 10px; border-radius: 4px; background: transparent; }}
QMenu::item:selected {{ background: {t.brand_soft}; color: {t.brand}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 6px; }}
QMenu::indicator:non-exclusive {{ left: 8px; margin-right: 6px; }}
QMenu::icon {{ padding-left: 8px; }}

QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px;
    selection-background-color: {t.brand_soft}; selection-color: {t.ink}; }}
QComboBox QAbstractItemView, QAbstractItemView[role="choices"] {{ border: 1px solid {t.edge}; border-radius: 0; padding: 4px; }}
QComboBox QAbstractItemView::item, QAbstractItemView[role="choices"]::item {{ min-height: 28px; padding: 0 6px; border-radius: 4px; }}
QComboBox QAbstractItemView::item:selected, QAbstractItemView[role="choices"]::item:selected {{ background: {t.brand_soft}; color: {t.brand}; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border-color: {t.brand}; }}
QTableView[role="frozen"] {{ border: 0; border-right: 1px solid {t.edge}; border-radius: 0; }}
QTableView[role="inner"], QListView[role="inner"] {{ border: 0; border-radius: 0; }}
QHeaderView {{ background: {t.raised}; border: 0; border-top-left-radius: 7px; border-top-right-radius: 7px; }}
QHeaderView::section {{ background: {t.raised}; color: {t.muted}; border: 0; border-bottom: 1px solid {t.brand_line};
    padding: 0 10px; font-size: 12px; font-weight: 700; }}
QHeaderView::section:first {{ border-top-left-radius: 7px; }}
QHeaderView::section:last {{ border-top-right-radius: 7px; }}
QHeaderView::section:only-one {{ border-top-left-radius: 7px; border-top-right-radius: 7px; }}
QHeaderView::section:hover {{ color: {t.ink}; background: {t.hover}; }}
QTableCornerButton::section {{ background: {t.raised}; border: 0; }}
QTableView QLineEdit, QTableView QComboBox {{ border: 2px solid {t.brand}; border-radius: 0; padding: 0 7px;
    min-height: 0; max-height: 100px; }}
QTableView QComboBox[role="standing"] {{ border: 1px solid {t.edge}; border-radius: 6px; padding: 0 8px; min-height: 26px;
    max-height: 26px; }}
QTableView QComboBox[role="standing"]:focus {{ border: 2px solid {t.brand}; padding: 0 7px; min-height: 24px; max-height: 24px; }}

QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px 1px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 1px 2px; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: 4px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {t.brand_line}; }}

QProgressBar {{ background: {t.track}; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; color: transparent; }}
QProgressBar::chunk {{ background: {t.brand}; border-radius: 4px; }}
"""
