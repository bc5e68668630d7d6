"""Sums that were counted before the form was filled: their values are taken away. Runs in the child."""

from collections.abc import Collection, Mapping

from edudesk.sheets.filling.body import Body
from edudesk.sheets.filling.cells import Pen
from edudesk.sheets.filling.markup import Markup
from edudesk.sheets.filling.parts import Parts
from edudesk.sheets.filling.styles import Styles


def forget_values(parts: Parts, paths: Mapping[str, str], filled: Collection[str], styles: Styles) -> None:
    """Formulas of other sheets that count what was filled in lose the values they had before.

    LibreOffice and whoever only reads values do not heed the order to count anew, and would show old sums.
    paths: of the sheets by name; filled: names of those filled, whose own formulas have none any more.
    """
    names = {
        one.attributes.get("name", ""): book.text(one)
        for book in (Markup(parts.read("xl/workbook.xml")),)
        for section in book.root.all("definedNames")
        for one in section.all("definedName")
    }
    words = {word for sheet in filled for word in _words_of(parts, sheet, paths[sheet], names)}
    waiting = paths.keys() - set(filled)
    while found := {sheet for sheet in waiting if _counts_on(parts, paths[sheet], words)}:
        waiting -= found
        for sheet in found:
            markup = Markup(parts.read(paths[sheet]))
            pen = Pen(styles, markup.root.prefix, is_1904=False)
            Body(markup, pen, sheet, None, has_pattern=False).write({})
            parts.put(paths[sheet], markup.changed())
            words |= _words_of(parts, sheet, paths[sheet], names)


def has_formulas(parts: Parts, path: str) -> bool:
    """Whether a sheet holds any, told without parsing it."""
    part = parts.read(path) if path else b""
    return b"<f" in part or b":f>" in part or b":f " in part


def _words_of(parts: Parts, sheet: str, path: str, names: Mapping[str, str]) -> set[str]:
    """What a formula calls cells of a sheet by: its name, names of areas, names of tables."""
    spelled = (sheet, sheet.replace("'", "''"))
    tables = {
        Markup(parts.read(part)).root.attributes.get("displayName", sheet)
        for part in parts.belonging(path)
        if part.startswith("xl/tables/")
    }
    named = {name for name, text in names.items() if name and any(word in text for word in spelled)}
    return {*spelled, *tables, *named}


def _counts_on(parts: Parts, path: str, words: Collection[str]) -> bool:
    if not has_formulas(parts, path):
        return False
    markup = Markup(parts.read(path))
    texts = (markup.text(one) for one in markup.root.walk() if one.name == "f" and not one.children)
    return any(word in text for text in texts for word in words)
