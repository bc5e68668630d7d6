import itertools
import re

import pytest
from PySide6.QtCore import QCoreApplication, QFileInfo, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QFileIconProvider,
    QLabel,
    QPushButton,
)

from edudesk.base import paths
from edudesk.kit.style_sheet import style_sheet
from edudesk.kit.theme import DARK, LIGHT, Tone, start_theme, tokens, ui_font

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio."""

    def light(color: str) -> float:
        parts = (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@THEMES
def test_every_text_can_be_read(theme):
    grounds = (theme.canvas, theme.surface, theme.raised, theme.hover, theme.brand_soft)
    for ink, ground in itertools.product((theme.ink, theme.muted, theme.brand), grounds):
        assert contrast(ink, ground) >= 4.5, (ink, ground)
    for tone in Tone:
        assert contrast(*theme.of(tone)) >= 4.5, tone
    assert contrast(theme.on_brand, theme.brand) >= 4.5
    assert contrast(theme.on_brand, theme.brand_strong) >= 4.5
    for ink in (theme.bad, theme.warn):
        assert contrast(ink, theme.canvas) >= 4.5


@THEMES
def test_bars_and_focus_rings_stand_out(theme):
    for tone in Tone:
        if tone is not Tone.WARN:
            assert contrast(theme.bar(tone), theme.track) >= 2.5, tone
    assert contrast(theme.brand, theme.surface) >= 3


@THEMES
def test_every_picture_the_style_names_exists(theme):
    rules = style_sheet(theme, paths.shipped("resources", "ui"))
    named = re.findall(r"url\(([^)]+)\)", rules)
    assert named
    for name in named:
        assert paths.Path(name).is_file()
        assert paths.Path(name.replace(".png", "@2x.png")).is_file()


def test_the_theme_can_be_forced_and_follows_the_system_otherwise(qtbot, qapp):
    theme = start_theme(qapp, "dark")
    assert tokens() is DARK
    assert qapp.palette().base().color().name() == DARK.surface.lower()
    with qtbot.waitSignal(theme.changed):
        theme.choose("light")
    assert tokens() is LIGHT
    theme.choose("system")
    assert tokens() is (DARK if qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT)
    theme.choose("light")


def test_qts_own_buttons_are_chinese(qtbot, said):
    box = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok
        | QDialogButtonBox.StandardButton.Cancel
        | QDialogButtonBox.StandardButton.Save
    )
    qtbot.addWidget(box)
    words = {button.text() for button in box.buttons()}
    assert not any(re.search("[A-Za-z]{3}", word.replace("&", "")) for word in words), words
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_font_is_chinese_small_and_its_figures_are_equally_wide(qapp, said):
    font = QApplication.font()
    metrics = QFontMetrics(ui_font())
    assert font.pixelSize() == 13
    assert QFontInfo(font).family() != "DejaVu Sans"
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    assert all(metrics.inFontUcs4(ord(char)) for char in "教师花名册喆堃𬭎")


def test_buttons_are_as_high_with_focus_as_without(qtbot, said):
    for role in ("", "primary", "link", "chip"):
        made = QPushButton("新增教师")
        made.setProperty("role", role)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.clearFocus()
        without = made.sizeHint()
        made.setFocus()
        assert made.sizeHint() == without, role


def test_the_print_dialog_of_qt_itself_speaks_chinese(qtbot):
    start_theme(QApplication.instance(), "light")
    dialog = QPrintDialog(QPrinter())
    qtbot.addWidget(dialog)
    words = [part.text() for kind in (QLabel, QAbstractButton) for part in dialog.findChildren(kind)]
    assert [text for text in words if re.search("[A-Za-z]{3}", text.replace("PDF", ""))] == []
    # behind 属性, and only of a printer that is there
    for source in ("Job &priority:", "&Billing information:", "Scheduled &printing:", "&Start:", "&End:"):
        assert not re.search("[A-Za-z]{3}", QCoreApplication.translate("QCupsJobWidget", source))
    for source in ("Pages &per sheet:", "Page &order:"):
        assert not re.search("[A-Za-z]{3}", QCoreApplication.translate("QPageSetupWidget", source))


def test_the_file_dialog_of_qt_itself_speaks_chinese(qtbot):
    start_theme(QApplication.instance(), "light")
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    parts = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
    words = [text for part in parts for text in (part.text(), part.toolTip())]
    assert {"位置：", "文件类型："} <= set(words)
    assert QFileIconProvider().type(QFileInfo(".")) == "文件夹"
    assert not [text for text in words if re.search("[A-Za-z]{3}", text)]
