"""What points at rows, apart from formulas in cells: small pieces of XML, as they stand in such parts."""

import pytest

from edudesk.sheets.filling.markup import Markup, escaped, unescaped, with_attribute, without_attribute
from edudesk.sheets.filling.references import Shift
from edudesk.sheets.filling.shifting import shift_belonging, shift_elsewhere, shift_sheet
from edudesk.sheets.limits import Refused
from tests.tables import each

SHIFT = Shift("名单", 8, 10)


def anchor(top: int, bottom: int, more: str = "") -> str:
    return (
        f"<xdr:twoCellAnchor {more}><xdr:from><xdr:row>{top}</xdr:row></xdr:from><xdr:to><xdr:row>{bottom}</xdr:row>"
        "</xdr:to></xdr:twoCellAnchor>"
    )


@each(
    ("before", "after"),
    [
        (anchor(2, 5), anchor(2, 5)),
        (anchor(8, 12), anchor(18, 22)),
        (anchor(2, 12), anchor(2, 22)),  # a chart beside the list grows with it, as in Excel
        (anchor(2, 12, 'editAs="oneCell"'), anchor(2, 12, 'editAs="oneCell"')),  # a seal box does not
        (anchor(9, 12, 'editAs="absolute"'), anchor(19, 22, 'editAs="absolute"')),
        (
            '<table ref="A3:F9"><autoFilter ref="A3:F9"/></table>',
            '<table ref="A3:F19"><autoFilter ref="A3:F19"/></table>',
        ),
        ('<comment ref="B9"/><comment ref="B8"/>', '<comment ref="B19"/><comment ref="B8"/>'),
        (
            "<x:Anchor>1, 2, 9, 0, 3, 4, 12, 0</x:Anchor><x:Row>9</x:Row>",
            "<x:Anchor>1, 2, 19, 0, 3, 4, 22, 0</x:Anchor><x:Row>19</x:Row>",
        ),
        ("<x:Anchor>1, 2, 3, 0, 3, 4, 12, 0</x:Anchor>", "<x:Anchor>1, 2, 3, 0, 3, 4, 12, 0</x:Anchor>"),
        ("<x:FmlaLink>$B$12</x:FmlaLink>", "<x:FmlaLink>$B$22</x:FmlaLink>"),
        (
            '<formControlPr fmlaLink="$B$12" fmlaRange="别的!$A$9"/>',
            '<formControlPr fmlaLink="$B$22" fmlaRange="别的!$A$9"/>',
        ),
        ("<c:f>名单!$B$4:$B$9</c:f>", "<c:f>名单!$B$4:$B$19</c:f>"),
    ],
)
def test_parts_that_belong_to_the_sheet(before: str, after: str) -> None:
    names = 'xmlns:xdr="d" xmlns:x="x" xmlns:c="c"'
    markup = Markup(f"<top {names}>{before}</top>".encode())
    shift_belonging(markup, SHIFT)
    assert markup.changed().decode() == f"<top {names}>{after}</top>"


@each(
    ("before", "after"),
    [
        ('<mergeCell ref="A9:D9"/>', '<mergeCell ref="A19:D19"/>'),
        ('<mergeCell ref="A7:A9"/>', '<mergeCell ref="A7:A19"/>'),
        ('<dataValidation sqref="C4:C8 E9"><formula1>$M$9:$M$12</formula1></dataValidation>',
         '<dataValidation sqref="C4:C18 E19"><formula1>$M$19:$M$22</formula1></dataValidation>'),
        ('<rowBreaks><brk id="8" max="5"/><brk id="9"/></rowBreaks>', '<rowBreaks><brk id="8" max="5"/><brk id="19"/></rowBreaks>'),
        ('<colBreaks><brk id="9"/></colBreaks>', '<colBreaks><brk id="9"/></colBreaks>'),
        ('<hyperlink ref="A12" location="名单!A9"/>', '<hyperlink ref="A22" location="名单!A19"/>'),
        ("<pane topLeftCell=\"A12\"/>", "<pane topLeftCell=\"A12\"/>"),
        ('<x14:f><xm:f>A9</xm:f></x14:f><xm:sqref>K8:K9</xm:sqref>', '<x14:f><xm:f>A19</xm:f></x14:f><xm:sqref>K8:K19</xm:sqref>'),
        ('<anchor><from><row>3</row></from><to><row>12</row></to></anchor>', '<anchor><from><row>3</row></from><to><row>12</row></to></anchor>'),
        ('<anchor sizeWithCells="1"><from><row>3</row></from><to><row>12</row></to></anchor>',
         '<anchor sizeWithCells="1"><from><row>3</row></from><to><row>22</row></to></anchor>'),
        ('<protectedRange sqref="B4:H8" name="录入"/>', '<protectedRange sqref="B4:H18" name="录入"/>'),
    ],
)  # fmt: skip
def test_elements_of_the_sheet_itself(before: str, after: str) -> None:
    names = 'xmlns:x14="x" xmlns:xm="m"'
    markup = Markup(
        f"<worksheet {names}><sheetData><row><c><f>A9</f></c></row></sheetData>{before}</worksheet>".encode()
    )
    shift_sheet(markup, SHIFT)
    told = markup.changed().decode()
    assert told == f"<worksheet {names}><sheetData><row><c><f>A9</f></c></row></sheetData>{after}</worksheet>"


def test_shared_formulas_of_another_sheet_are_written_out_when_they_part() -> None:
    def sheet(*cells: str) -> bytes:
        rows = "".join(
            f'<row r="{row}"><c r="B{row}">{cell}<v>0</v></c></row>' for row, cell in enumerate(cells, 1)
        )
        return f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()

    markup = Markup(
        sheet(
            '<f t="shared" ref="B1:B3" si="0">名单!B7&amp;B1</f>',
            '<f t="shared" si="0"/>',
            '<f t="shared" si="0"/>',
        )
    )
    shift_elsewhere(markup, "汇总", SHIFT)
    assert markup.changed() == sheet(
        "<f>名单!B7&amp;B1</f>", "<f>名单!B8&amp;B2</f>", "<f>名单!B19&amp;B3</f>"
    )
    untouched = Markup(sheet('<f t="shared" ref="B1:B2" si="0">名单!B4</f>', '<f t="shared" si="0"/>'))
    shift_elsewhere(untouched, "汇总", SHIFT)
    assert not untouched.is_changed


def test_elements_know_their_place_whatever_stands_around_them() -> None:
    xml = b"<?xml version='1.0'?><!-- <a> --><x:a b='>' xmlns:x=\"u\"><c/><c></c><![CDATA[<c>]]><x:c d = \"1\" /></x:a>"
    markup = Markup(xml)
    assert [(one.name, one.prefix, markup.whole(one)) for one in markup.root.children] == [
        ("c", b"", b"<c/>"), ("c", b"", b"<c></c>"), ("c", b"x:", b'<x:c d = "1" />'),
    ]  # fmt: skip
    assert markup.whole(markup.root) == xml[xml.index(b"<x:a") :]
    assert markup.changed() == xml


@each("xml", [b"", b"<a>", b"<a></b>", b"<a b=1/>", b"<a/><b/>", b"\xff\xfe<\x00a", b"<a>&unknown;</a>"])
def test_what_is_no_xml_is_refused(xml: bytes) -> None:
    with pytest.raises(Refused):
        Markup(xml)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_other_encodings_become_utf_8(encoding: str) -> None:
    name = "UTF-16" if encoding == "utf-16" else "GB18030" if encoding == "gb18030" else "UTF-8"
    markup = Markup(f'<?xml version="1.0" encoding="{name}"?><a>表头</a>'.encode(encoding))
    assert markup.text(markup.root) == "表头"


def test_texts_and_attributes_are_escaped_and_read_back() -> None:
    text = "a<b>&\"'\r\n\t吉𬭎 "
    assert unescaped(escaped(text)) == text
    assert unescaped(b"&#x4E2D;&#25991;<![CDATA[<&>]]>&amp;lt;") == "中文<&>&lt;"
    tag = with_attribute(b"<c r=\"A1\" s='2'/>", "s", 'a"b')
    assert tag == b"<c r=\"A1\" s='a&quot;b'/>"
    assert with_attribute(b"<c/>", "r", "B2") == b'<c r="B2"/>'
    assert without_attribute(b'<row r="1" spans="1:6">', "spans") == b'<row r="1">'
