"""The .docx around a paper: an empty document without anybody's traces, and its bytes, always the same."""

import io
import unicodedata
import zipfile
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part as PackagePart
from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.papers.cells import printable
from edudesk.papers.word.elements import flag, in_order, node
from edudesk.papers.word.styles import STAND_INS

# of the empty document python-docx begins with: a picture, XML of its maker and lists nobody uses
_UNWANTED: Final = ("thumbnail", "customXml", "stylesWithEffects", "numbering", "webSettings")
_LONGEST_PROPERTY: Final = 255  # characters, of python-docx
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # a zip knows no day before
# what Chinese Word writes into every file: full and half characters balanced, East Asian layout
_AS_CHINESE_WORD: Final = (
    "w:spaceForUL", "w:balanceSingleByteDoubleByteWidth", "w:doNotLeaveBackslashAlone", "w:ulTrailSpace",
    "w:doNotExpandShiftReturn", "w:adjustLineHeightInTable", "w:useFELayout",
)  # fmt: skip
_SPACE: Final = "http://schemas.openxmlformats.org"


def empty_document(styles: BaseOxmlElement, *, is_two_sided: bool) -> WordDocument:
    """A document with this style sheet and nothing in its body. is_two_sided: even pages have a foot of their own."""
    word = docx.Document()
    word.element.body.clear()
    own = word.styles.element
    own.clear()
    own.extend(list(styles))
    for part in (word.part, word.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNWANTED:
                del part.rels[key]
    for relation in word.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            _fill(relation.target_part, _font_table())
    for relation in word.part.package.rels.values():
        if relation.reltype.endswith("/extended-properties"):
            _fill(relation.target_part, _program())
    _settle(word, is_two_sided)
    return word


def bytes_of(word: WordDocument, title: str) -> bytes:
    """The file: same document, same bytes; no clock, no user, no computer goes in."""
    told = word.core_properties
    told.title = _as_property(title)
    told.author, told.last_modified_by, told.comments = "", "", ""
    told.language = "zh-CN"
    told.created = told.modified = datetime(*_EARLIEST, tzinfo=UTC)
    made = io.BytesIO()
    word.save(made)
    target = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(target, "w") as packed:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # zipfile notes on which system it runs
            packed.writestr(info, parts.read(name))
    return target.getvalue()


def _as_property(text: str) -> str:
    """Text as XML and python-docx take it: no control characters, a whole character at its end."""
    shown = printable(text).replace("\n", "")
    end = _LONGEST_PROPERTY
    while unicodedata.combining(shown[end : end + 1] or " "):
        end -= 1
    return shown[:end]


def _settle(word: WordDocument, is_two_sided: bool) -> None:
    settings = word.settings.element
    settings.clear()
    compat = node(
        "w:compat",
        *map(flag, _AS_CHINESE_WORD),
        node(
            "w:compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val=15,
        ),
    )
    told = [
        node("w:zoom", percent=100),
        node("w:defaultTabStop", val=420),
        node("w:drawingGridVerticalSpacing", val=156),
        node("w:characterSpacingControl", val="compressPunctuation"),
        compat,
        node("w:themeFontLang", val="en-US", eastAsia="zh-CN"),
        *([flag("w:evenAndOddHeaders")] if is_two_sided else []),
    ]
    settings.extend(in_order("w:settings", told))


def _fill(part: PackagePart, content: bytes) -> None:
    part._blob = content


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}">' + (f'<w:altName w:val="{escape(other)}"/>' if other else "") + "</w:font>"
        for name, other in STAND_INS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:fonts xmlns:w="{_SPACE}/wordprocessingml/2006/main">{fonts}</w:fonts>'.encode()


def _program() -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    space = f"{_SPACE}/officeDocument/2006/extended-properties"
    return f'{head}<Properties xmlns="{space}"><Application>EduDesk</Application></Properties>'.encode()
