"""Texts of a filled form read back: the short way gives what openpyxl gives."""

from xml.etree.ElementTree import fromstring

from openpyxl.cell.text import Text
from openpyxl.worksheet import _reader

from edudesk.sheets.filling.checking import _plain_texts
from tests.tables import each

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@each(
    ("inside", "read"),
    [
        ("<t>周敏华</t>", "周敏华"),
        ('<t xml:space="preserve"> 周 \n敏华 </t>', " 周 \n敏华 "),
        ("<t/>", ""),
        ("", ""),
        ("<r><t>周</t></r><r><rPr><b/></rPr><t>敏华</t></r>", "周敏华"),
        ('<t>周</t><rPh sb="0" eb="1"><t>zhōu</t></rPh>', "周"),
        ("<r><t>周</t></r>", "周"),
    ],
)
def test_a_text_is_read_as_openpyxl_reads_it(inside: str, read: str) -> None:
    node = fromstring(f'<is xmlns="{MAIN}">{inside}</is>')
    with _plain_texts():
        found = _reader.Text.from_tree(node).content
    assert found == read == Text.from_tree(node).content


def test_openpyxl_is_as_it_was_afterwards() -> None:
    with _plain_texts():
        assert _reader.Text is not Text
    assert _reader.Text is Text
