"""The parts of a workbook package, which belong to which, and the package with some of them exchanged.

Runs in the child.
"""

import io
import posixpath
import zipfile
from collections.abc import Callable

from edudesk.sheets.filling.markup import Element, Markup, with_attribute
from edudesk.sheets.package import Package

_TEMPLATES = {
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"application/vnd.ms-excel.template.macroEnabled.main+xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
_TYPES, _BOOK, _BOOK_LINKS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class Parts:
    """A package to be changed part by part."""

    def __init__(self, content: bytes, package: Package) -> None:
        self._content, self._package = content, package
        self._new: dict[str, bytes | None] = {}  # None: left out

    def read(self, name: str) -> bytes:
        """A part as it is now; b"" when there is none."""
        return self._new.get(name, self._package.read(name)) or b""

    def put(self, name: str, content: bytes | None) -> None:
        """Exchange a part, or leave it out (None)."""
        if content is None or content != self._package.read(name):
            self._new[name] = content

    @property
    def names(self) -> set[str]:
        """Of all parts in the file."""
        return self._package.names

    def belonging(self, name: str) -> list[str]:
        """The parts a part refers to, and those these refer to: drawings, comments, tables, controls, charts."""
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            for target in self._targets(waiting.pop()):
                if target in self.names and target not in found and target != name:
                    found[target] = None
                    waiting.append(target)
        return list(found)

    def _targets(self, name: str) -> list[str]:
        folder, _, file = name.rpartition("/")
        links = self.read(f"{folder}/_rels/{file}.rels")
        if not links:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            for one in Markup(links).root.all("Relationship")
            if one.attributes.get("TargetMode") != "External" and (target := one.attributes.get("Target", ""))
        ]

    def drop_calculation_chain(self) -> None:
        """Excel makes a new one; an old one that names a cell without formula counts as damage."""
        name = next((one for one in self.names if one.lower() == "xl/calcchain.xml"), "")
        if not name:
            return
        self.put(name, None)
        self._drop(_TYPES, lambda one: one.attributes.get("PartName", "").lower() == f"/{name.lower()}")
        self._drop(_BOOK_LINKS, lambda one: one.attributes.get("Type", "").endswith("/calcChain"))

    def _drop(self, part: str, is_meant: Callable[[Element], bool]) -> None:
        markup = Markup(self.read(part))
        for one in markup.root.children:
            if is_meant(one):
                markup.change(one.start, one.end, b"")
        self.put(part, markup.changed())

    def count_on_load(self) -> None:
        """Every program that opens the workbook counts all formulas anew."""
        markup = Markup(self.read(_BOOK))
        settings = markup.root.child("calcPr")
        if settings is None:
            place = _behind_names(markup.root)
            markup.change(place, place, b'<%scalcPr fullCalcOnLoad="1"/>' % markup.root.prefix)
        else:
            tag = with_attribute(markup.tag(settings), "fullCalcOnLoad", "1")
            markup.change(settings.start, settings.inner, tag)
        self.put(_BOOK, markup.changed())

    def be_workbook(self) -> None:
        """A template file (.xltx) becomes a workbook; Excel opens no .xlsx that calls itself a template."""
        types = self.read(_TYPES)
        for old, new in _TEMPLATES.items():
            types = types.replace(old, new)
        self.put(_TYPES, types)

    def written(self) -> bytes:
        """The package: the same entries in the same order, with their dates."""
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._content)) as source,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
        ):
            for info in source.infolist():
                content = self._new.get(info.filename, b"")
                if content is None:
                    continue
                entry = zipfile.ZipInfo(info.filename, info.date_time)
                entry.compress_type = (
                    info.compress_type if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
                )
                entry.external_attr = info.external_attr
                if info.is_dir():
                    written.writestr(entry, b"")
                else:
                    written.writestr(entry, content or self._package.read(info.filename))
        return target.getvalue()


def _behind_names(root: Element) -> int:
    names = ("definedNames", "externalReferences", "functionGroups", "sheets")
    return next((one.end for name in names for one in root.children if one.name == name), root.close)
