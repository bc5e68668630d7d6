"""What a cell tells when it holds more than one value, and the sentence that says so."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from edudesk.base.dates import read_date
from edudesk.base.readings import Level, Reading
from edudesk.roster.rows import COLUMN

Item = tuple[str, Mapping[str, str]]
"""A dated fact for a history: its kind (honour, education, title, …) and the values of its row."""

_DATE = re.compile(
    r"[(\[]?\s*((?:(?:19|20)[0-9]{2}|[5-9][0-9](?=年))\s*[.\-/、。年]\s*[0-9]{1,2}(?![0-9])"
    r"(?:\s*[.\-/月]\s*[0-9]{1,2}(?![0-9]))?)\s*(?:月份?|日|号)?\s*"
    r"(?:起|取得|获得|获评|评定|评审|评|聘任|聘用|聘|获|加入|入党|入团|转正|毕业|认定|命名|任)?\s*[)\]]?"
)
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
_EDGES = " \t,，;；、:：/-"


@dataclass(frozen=True, slots=True)
class CellReading(Reading):
    """more: what the cell says about other fields; hints: what follows for others that are blank; note: what
    belongs into 备注; items: further facts for the histories; pending: the cell as typed, when its meaning
    hangs on other cells of the row."""

    more: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    items: tuple[Item, ...] = ()
    pending: str = ""


def told(
    key: str,
    typed: str,
    value: str,
    *,
    more: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
    note: str = "",
    items: Sequence[Item] = (),
    doubt: str = "",
    remark: str = "",
) -> Reading:
    """The reading of a cell of a field. doubt, remark: what the user must or may look at, without a full stop."""
    more = {name: text for name, text in (more or {}).items() if text}
    hints = {name: text for name, text in (hints or {}).items() if text}
    quoted = " ".join(typed.split())
    is_plain = value == typed and not (more or note or items)
    if is_plain and not doubt and not remark:
        return CellReading(value, hints=hints) if hints else Reading(value)
    parts = [_kept(key, quoted, value, more)] if value or more else []
    parts += [f"“{note}”记入备注"] if note else []
    parts += [f"{_named(items)}记入发展记录"] if items else []
    said = "" if is_plain else "，".join(parts)
    sentence = "；".join(part for part in (said, doubt, remark) if part)
    level = Level.WARNING if doubt else Level.NOTICE
    return CellReading(value, level, sentence, more, hints, note, tuple(items))


def _kept(key: str, typed: str, value: str, more: Mapping[str, str]) -> str:
    if not more:
        return f"“{typed}”按“{value}”存入"
    facts = {key: value, **more} if value else more
    return (
        f"“{typed}”按"
        + "、".join(f"{COLUMN[one].full_title}“{text}”" for one, text in facts.items())
        + "存入"
    )


def _named(items: Sequence[Item]) -> str:
    return "、".join(f"“{' '.join(text for text in values.values() if text)}”" for _, values in items)


def unread(lines: Sequence[str]) -> str:
    """What is said of lines nobody understands; "" for none."""
    return f"没有认出“{'”“'.join(lines)}”，请核对" if lines else ""


def half(text: str) -> str:
    """Half-width and without outer spaces, as the grammars compare."""
    return unicodedata.normalize("NFKC", text).strip()


def bare(text: str) -> str:
    """Without any space, as code lists compare."""
    return "".join(text.split())


def split_date(text: str) -> tuple[str, str]:
    """A phrase without its date, and the date to the month as ISO text, "" if none: 一级教师(2012.9)."""
    found = _DATE.search(text)
    if found is None:
        return text.strip(_EDGES), ""
    reading = read_date(found[1], month_only=True)
    if not reading.value:
        return text.strip(_EDGES), ""
    rest = _EMPTY_BRACKETS.sub("", text[: found.start()] + " " + text[found.end() :])
    return rest.strip(_EDGES), str(reading.value)


def lines_of(text: str, marks: str = "\n;；") -> list[str]:
    """The entries of a cell, without their numbering: 1.市骨干 / 2.区能手."""
    entries = re.split(f"[{marks}]", text)
    stripped = (
        re.sub(r"^\s*(?:[(]?[0-9]{1,2}[.、)](?![0-9])|[①-⑳])\s*", "", entry).strip(_EDGES)
        for entry in entries
    )
    return [entry for entry in stripped if entry]
