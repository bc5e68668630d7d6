import json
import sys

import pytest
from PySide6.QtCore import QSize

from edudesk.kit import icons
from edudesk.kit.theme import DARK, LIGHT, start_theme


def inks(pixmap):
    """Opaque colours of a picture."""
    image = pixmap.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colors = (image.pixelColor(x, y) for x, y in points)
    return {color.name() for color in colors if color.alpha() == 255}


@pytest.mark.parametrize("name", sorted(icons.NAMES))
def test_every_icon_is_in_the_font(qapp, said, name):
    chars = json.loads((icons.icon_folder() / icons._CHARS).read_text("utf-8"))
    assert icons.NAMES[name] in chars
    assert inks(icons.icon_pixmap(name, 24, "ink")) == {LIGHT.ink.lower()}


def test_an_icon_changes_its_colour_with_the_theme(qapp, said):
    made = icons.icon("roster", "brand")
    assert inks(made.pixmap(QSize(20, 20), 1.0)) == {LIGHT.brand.lower()}
    start_theme(qapp, "dark")
    assert inks(made.pixmap(QSize(20, 20), 1.0)) == {DARK.brand.lower()}
    start_theme(qapp, "light")


def test_icons_are_sharp_at_one_and_a_half(qapp, said):
    pixmap = icons.icon("search").pixmap(QSize(20, 20), 1.5)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (30, 1.5)


def test_qtawesome_itself_is_not_imported(qapp, said):
    icons.icon_pixmap("search", 16)
    assert "qtawesome" not in sys.modules


def test_the_built_program_finds_the_font_in_its_bundle(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert icons.icon_folder() == tmp_path / "qtawesome" / "fonts"
