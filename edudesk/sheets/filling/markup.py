"""XML with the place of every element in its bytes, so that a piece can be changed and no other byte moves."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from edudesk.sheets.kinds import damaged

_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_SPECIAL = re.compile("[&<>\"'\r\n]")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_DECLARED = re.compile(rb"""^(<\?xml[^>]*?encoding\s*=\s*["'])([\w.-]+)""")


class Element:
    """One element. start: of its tag; inner: behind it; close: of the end tag; end: behind that.

    name: without prefix; prefix: with its colon, as bytes; an empty-element tag has inner == close == end.
    """

    __slots__ = ("attributes", "children", "close", "end", "inner", "name", "parent", "prefix", "start")

    def __init__(
        self, qualified: str, attributes: dict[str, str], start: int, parent: "Element | None"
    ) -> None:
        prefix, colon, self.name = qualified.rpartition(":")
        self.prefix = (prefix + colon).encode()
        self.attributes = attributes
        self.start = self.inner = self.close = self.end = start
        self.parent = parent
        self.children: list[Element] = []

    def child(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((one for one in self.children if one.name == name), None)

    def all(self, name: str) -> "Iterator[Element]":
        """The children of this name."""
        return (one for one in self.children if one.name == name)

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in the order of the text."""
        yield self
        for one in self.children:
            yield from one.walk()


class Markup:
    """The bytes of one part, its root element, and the changes to be made to it.

    Raises Refused when it is not well-formed.
    """

    def __init__(self, xml: bytes) -> None:
        self.xml = as_utf8(xml)
        self.root = _parse(self.xml)
        self._changes: list[tuple[int, int, bytes]] = []

    def tag(self, element: Element) -> bytes:
        """The start tag."""
        return self.xml[element.start : element.inner]

    def whole(self, element: Element) -> bytes:
        """The element with its tags."""
        return self.xml[element.start : element.end]

    def content(self, element: Element) -> bytes:
        """What stands between its tags."""
        return self.xml[element.inner : element.close]

    def text(self, element: Element) -> str:
        """The text of an element without children."""
        return unescaped(self.content(element))

    def change(self, start: int, end: int, new: bytes) -> None:
        """Put other bytes in place of a piece; pieces must not overlap."""
        self._changes.append((start, end, new))

    def change_text(self, element: Element, text: str) -> None:
        """Another text between the tags."""
        self.change(element.inner, element.close, escaped(text))

    def change_attribute(self, element: Element, name: str, value: str) -> None:
        """Another value of an attribute that is there. Once for each attribute."""
        start, end = _value_place(self.tag(element), name)
        self.change(element.start + start, element.start + end, escaped(value, is_attribute=True))

    @property
    def is_changed(self) -> bool:
        """Whether any change is to be made."""
        return bool(self._changes)

    def changed(self) -> bytes:
        """The bytes with all changes."""
        pieces, at = [], 0
        for start, end, new in sorted(self._changes, key=lambda change: change[:2]):
            assert start >= at, "changes overlap"
            pieces += [self.xml[at:start], new]
            at = end
        return b"".join([*pieces, self.xml[at:]])


def as_utf8(xml: bytes) -> bytes:
    """The part in UTF-8, as every office program writes it anyway."""
    declared = _DECLARED.match(xml)
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        xml = xml.decode("utf-16", "replace").encode()
    elif declared is not None and declared[2].lower() not in (b"utf-8", b"us-ascii"):
        try:
            xml = xml.decode(declared[2].decode(), "replace").encode()
        except LookupError as error:
            raise damaged() from error
    else:
        return xml
    return _DECLARED.sub(rb"\1UTF-8", xml)


def _parse(xml: bytes) -> Element:
    parser = expat.ParserCreate()
    top = Element("", {}, 0, None)
    open_elements = [top]

    def begin(name: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        element = Element(name, attributes, start, open_elements[-1])
        tag = _TAG.match(xml, start)
        if tag is None:
            raise damaged()
        element.inner = element.close = element.end = tag.end()
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def finish(name: str) -> None:
        element = open_elements.pop()
        if xml[element.inner - 2] != 0x2F:  # not <c/>
            element.close = parser.CurrentByteIndex
            element.end = xml.index(b">", element.close) + 1

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged() from error
    return top.children[0]


def unescaped(content: bytes) -> str:
    """Text as it is meant, from the bytes between two tags or in an attribute."""
    text = content.decode("utf-8", "replace")
    if "<![CDATA[" in text:
        text = _CDATA.sub(lambda found: escaped(found[1]).decode(), text)
    return _ENTITY.sub(_meant, text) if "&" in text else text


def _meant(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    number = int(found[1], 16) if found[1] else int(found[2])
    return chr(number) if number <= 0x10FFFF else ""


def escaped(text: str, *, is_attribute: bool = False) -> bytes:
    """Text as it is written into XML."""
    if not _SPECIAL.search(text):  # nearly every one
        return text.encode()
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if is_attribute:
        text = text.replace('"', "&quot;").replace("'", "&apos;").replace("\n", "&#10;")
    return text.replace("\r", "&#13;").encode()


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with another or a new value of an attribute."""
    new = escaped(value, is_attribute=True)
    try:
        start, end = _value_place(tag, name)
    except KeyError:
        at = len(tag) - (2 if tag.endswith(b"/>") else 1)
        return tag[:at].rstrip() + b" " + name.encode() + b'="' + new + b'"' + tag[at:]
    return tag[:start] + new + tag[end:]


def without_attribute(tag: bytes, name: str) -> bytes:
    """A start tag without an attribute, if it is there."""
    return re.sub(rf"""\s+{re.escape(name)}\s*=\s*(?:"[^"]*"|'[^']*')""".encode(), b"", tag, count=1)


def _value_place(tag: bytes, name: str) -> tuple[int, int]:
    found = re.search(rf"""\s{re.escape(name)}\s*=\s*(?:"([^"]*)"|'([^']*)')""".encode(), tag)
    if found is None:
        raise KeyError(name)
    return found.span(1) if found[1] is not None else found.span(2)
