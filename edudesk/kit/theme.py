"""Colours, font and style of the whole program, from one set of tokens; light, dark or as the system is.

The rules for single widgets are in style_sheet.py.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from edudesk.base import paths
from edudesk.kit.style_sheet import style_sheet

STYLE = ("-style", "Fusion")
"""For the arguments of QApplication. setStyle would build all of QStyle for Python, 10 ms of the start."""

BODY, TITLE, HEAD, SMALL = 13, 18, 12, 12  # pixels
ROW, ROW_COMPACT, CONTROL = 34, 28, 30

_CHINESE_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)


class Tone(StrEnum):
    """What a tag, a bar or a shade says; always beside a word or a figure, never alone."""

    PLAIN = "plain"
    BRAND = "brand"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as #RRGGBB.

    X_soft: the ground of tags of tone X; X_bar: the fill of bars and dots of tone X; edge: the border of
    controls, 3:1 against surface; on_brand: text on a brand ground.
    """

    name: str
    canvas: str
    surface: str
    raised: str
    line: str
    edge: str
    ink: str
    muted: str
    hover: str
    track: str
    brand: str
    brand_strong: str
    on_brand: str
    brand_soft: str
    brand_line: str
    good: str
    good_soft: str
    good_bar: str
    warn: str
    warn_soft: str
    warn_bar: str
    bad: str
    bad_soft: str
    bad_bar: str
    plain_soft: str

    def of(self, tone: Tone) -> tuple[str, str]:
        """Text and ground of a tag."""
        return {
            Tone.PLAIN: (self.muted, self.plain_soft),
            Tone.BRAND: (self.brand, self.brand_soft),
            Tone.GOOD: (self.good, self.good_soft),
            Tone.WARN: (self.warn, self.warn_soft),
            Tone.BAD: (self.bad, self.bad_soft),
        }[tone]

    def bar(self, tone: Tone) -> str:
        """The fill of a bar or dot."""
        return {
            Tone.PLAIN: self.muted,
            Tone.BRAND: self.brand,
            Tone.GOOD: self.good_bar,
            Tone.WARN: self.warn_bar,
            Tone.BAD: self.bad_bar,
        }[tone]


LIGHT = Tokens(
    name="light",
    canvas="#F4F6F9",
    surface="#FFFFFF",
    raised="#FAFBFD",
    line="#E1E6ED",
    edge="#CBD3DE",
    ink="#1B2430",
    muted="#5B6776",
    hover="#F1F4F9",
    track="#E8ECF1",
    brand="#2457A6",
    brand_strong="#1C4687",
    on_brand="#FFFFFF",
    brand_soft="#E8EFFA",
    brand_line="#B9CDEC",
    good="#23744A",
    good_soft="#E5F4EB",
    good_bar="#2E8B57",
    warn="#8F5F0C",
    warn_soft="#FCF1DD",
    warn_bar="#C98A1B",
    bad="#A93226",
    bad_soft="#FBE7E4",
    bad_bar="#C0392B",
    plain_soft="#EEF1F5",
)

DARK = Tokens(
    name="dark",
    canvas="#16191E",
    surface="#1F242B",
    raised="#252B33",
    line="#323943",
    edge="#48515E",
    ink="#E6EAF0",
    muted="#9AA5B4",
    hover="#272D36",
    track="#323943",
    brand="#7FB0F5",
    brand_strong="#A3C7F8",
    on_brand="#0F1B2D",
    brand_soft="#26364F",
    brand_line="#3D5780",
    good="#7CCB9E",
    good_soft="#1E3A2C",
    good_bar="#4FA877",
    warn="#E3B565",
    warn_soft="#40321A",
    warn_bar="#D29B3A",
    bad="#F0998E",
    bad_soft="#472723",
    bad_bar="#D9655A",
    plain_soft="#2C333D",
)


# of Qt's own dialogs for files and for printing, where the desktop has none
_LACKING = {
    "&Look in:": "位置：",
    "Files of &type:": "文件类型：",
    "Folder": "文件夹",
    "Drive": "磁盘",
    "Page &Set:": "打印页(&S)：",
    "Pages &per sheet:": "每张纸的页数(&P)：",
    "Page &order:": "页面顺序(&O)：",
    "Job &priority:": "优先级(&P)：",
    "&Billing information:": "计费信息(&B)：",
    "Scheduled &printing:": "定时打印(&P)：",
    "&Start:": "开始(&S)：",
    "&End:": "结束(&E)：",
}


class _Lacking(QTranslator):
    """What the Chinese of Qt leaves in English."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return _LACKING.get(source)


class Theme(QObject):
    """The look now in force. changed: the tokens are others; every stylesheet is already set then."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.tokens = LIGHT
        self.choice = "system"
        self._app = app
        self._lacking = _Lacking(self)
        app.installTranslator(self._lacking)  # the first, so that it is asked last
        self._translator = QTranslator(self)
        translations = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load("qtbase_zh_CN", translations):
            app.installTranslator(self._translator)
        QLocale.setDefault(QLocale("zh_CN"))  # by its enums it would make 900 members first
        app.setFont(ui_font())
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, choice: str) -> None:
        """choice: light, dark, or system (follow the desktop)."""
        self.choice = choice
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice)
        hints = self._app.styleHints()
        if scheme is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(scheme)  # title bars of Windows follow this one
        self._follow()

    def _follow(self) -> None:
        is_dark = self.choice == "dark" or (
            self.choice == "system" and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        tokens = DARK if is_dark else LIGHT
        if tokens is self.tokens and self._app.styleSheet():
            return
        self.tokens = tokens
        self._app.setPalette(palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens, paths.shipped("resources", "ui")))
        self.changed.emit()


_theme: Theme | None = None


def start_theme(app: QApplication, choice: str = "system") -> Theme:
    """Give app its font, language and look, once; later calls only change the choice."""
    global _theme
    if _theme is None:
        _theme = Theme(app)
    _theme.choose(choice)
    return _theme


def theme() -> Theme:
    """The look in force. start_theme comes first."""
    assert _theme is not None, "start_theme(app) has not been called"
    return _theme


def tokens() -> Tokens:
    """The colours in force; light before start_theme."""
    return _theme.tokens if _theme is not None else LIGHT


def ui_font(size: int = BODY) -> QFont:
    """The system's Chinese UI font, else the bundled one; figures of equal width."""
    families = _families()
    font = QFont(families)
    font.setPixelSize(size)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


_found: list[str] = []


def _families() -> list[str]:
    if not _found:
        installed = set(QFontDatabase.families())
        _found.extend(family for family in _CHINESE_FAMILIES if family in installed)
        if not _found:
            for file in bundled_ui_fonts():
                number = QFontDatabase.addApplicationFont(str(file))
                _found.extend(
                    family for family in QFontDatabase.applicationFontFamilies(number) if family not in _found
                )
        _found.append(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family())
    return _found


def bundled_ui_fonts() -> list[Path]:
    """The sans face that ships with the program.

    Only the regular: the bundled bold has common characters only, and a name half bold, half not looks
    like a mistake. Qt thickens the regular evenly.
    """
    folder = paths.shipped("resources", "fonts")
    return sorted(folder.glob("*Sans*Regular*.ttf")) if folder.is_dir() else []


def palette(tokens: Tokens) -> QPalette:
    """What Fusion paints by itself: check marks, arrows, selections, placeholders, scroll bars."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, value in (
        (role.Window, tokens.canvas),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Text, tokens.ink),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.bad),
        (role.Highlight, tokens.brand),
        (role.HighlightedText, tokens.on_brand),
        (role.Accent, tokens.brand),
        (role.Link, tokens.brand),
        (role.LinkVisited, tokens.brand),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.PlaceholderText, tokens.muted),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.line),
    ):
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.muted))
    return made
