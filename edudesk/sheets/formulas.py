"""Cells whose formula failed or was never counted: calamine gives them as blank (M41). Runs in the child."""

import re
from collections.abc import Iterator

from edudesk.base.marks import UNCOUNTED
from edudesk.sheets.addresses import column_number

_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_TYPE = re.compile(rb"""\st=["'](\w+)["']""")
# behind the type: the rest of the tag, perhaps the formula, the value
_ERROR = re.compile(
    rb"""[^>]*>(?:<(?:\w+:)?f\b[^>]*(?:(?<=/)>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]*)<"""
)
_FORMULA_END = rb"""f\b[^>]*(?:(?<=/)>|>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
_UNCOUNTED = re.compile(rb"<" + _FORMULA_END)  # searched by its literal start, as package._ROW
_PREFIXED_UNCOUNTED = re.compile(rb"<\w+:" + _FORMULA_END)


def valueless(xml: bytes) -> list[tuple[int, int, str]]:
    """Row and column, 1-based, and what stands there: #DIV/0!, or marks.UNCOUNTED. xml: of one sheet."""
    return sorted((*_errors(xml), *_uncounted(xml)))


def _errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Cells of type e; a sheet without any costs one look for the letters."""
    for sign in (b' t="e"', b" t='e'"):
        at = xml.find(sign)
        while at >= 0:
            value = _ERROR.match(xml, at + len(sign))
            if value and (place := _place(xml[xml.rfind(b"<", 0, at) : value.start(1)])):
                yield (*place, value[1].decode("utf-8", "replace"))
            at = xml.find(sign, at + len(sign))


def _uncounted(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Formulas without a value. Text that came out empty has an empty one, and its cell says t="str"."""
    if b"<f" not in xml and b":f" not in xml:
        return
    for found in (_UNCOUNTED if b"<f" in xml else _PREFIXED_UNCOUNTED).finditer(xml):
        tag = xml[xml.rfind(b"<", 0, found.start()) : found.start()]
        kind = _TYPE.search(tag)
        is_empty_text = kind is not None and kind[1] == b"str" and found[1] is not None
        if not is_empty_text and (place := _place(tag)):
            yield (*place, UNCOUNTED)


def _place(tag: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.search(tag)
    return (int(found[2]), column_number(found[1].decode())) if found else None
