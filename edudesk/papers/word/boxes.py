"""Boxes that stand at a place of the page, whatever the text does: Word, WPS and LibreOffice agree on them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.papers.canvas import MM

_EMU: Final = 12700  # in a point
_BOX: Final = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="{base}">{across}</wp:positionH>
<wp:positionV relativeFrom="{base}">{down}</wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="9000" name="{name}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr{turn} lIns="0" tIns="0" rIns="0" bIns="0" anchor="{stand}"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""


class Place(NamedTuple):
    """Where a box stands. base: what its place is counted from, margin or page; across, down: XML of the place;
    is_turned: its lines run downwards, as those of an upright page do when the page lies on its side."""

    base: str
    across: str
    down: str
    is_turned: bool = False


AT_FOOT: Final = Place("margin", "<wp:align>center</wp:align>", "<wp:align>bottom</wp:align>")


def on_page(x: float, y: float, *, is_turned: bool) -> Place:
    """At a place of the page. x, y: mm from its upper left corner."""
    across, down = (f"<wp:posOffset>{round(value * MM * _EMU)}</wp:posOffset>" for value in (x, y))
    return Place("page", across, down, is_turned)


def box_of(
    content: Sequence[BaseOxmlElement], name: str, width: float, height: float, place: Place
) -> BaseOxmlElement:
    """A run with a box without lines, anchored to the paragraph it is put into. width, height: points."""
    box: BaseOxmlElement = parse_xml(
        _BOX.format(
            base=place.base,
            across=place.across,
            down=place.down,
            name=name,
            width=round(width * _EMU),
            height=round(height * _EMU),
            turn=' vert="vert"' if place.is_turned else "",
            stand="t" if place.is_turned else "b",
        )
    )
    (inside,) = box.xpath(".//w:txbxContent")
    inside.extend(content)
    return box
