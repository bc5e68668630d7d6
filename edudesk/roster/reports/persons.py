"""One teacher as the forms about a person print them: every text masked for who will hold the paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from edudesk.base.columns import Column, printed
from edudesk.base.form import Form, FormBook, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.report import mask_for
from edudesk.roster.histories import KIND
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.lists import paper_name
from edudesk.roster.rows import COLUMN, TeacherRow

# such papers hold a person's numbers and reviews: they are put up nowhere
AUDIENCES: Final = (Audience.INTERNAL, Audience.BUREAU)
_LABEL = 3  # share of a label


@dataclass(frozen=True, eq=False)
class Person:
    """A teacher on the day of the facts, for an audience."""

    teacher: TeacherRow
    facts: Facts
    audience: Audience

    def text(self, key: str) -> str:
        """A field of the roster."""
        return self._seen(COLUMN[key], self.teacher)

    def texts(self, *keys: str) -> str:
        """Several fields in one line; those not known are left out."""
        return " ".join(filter(None, map(self.text, keys)))

    def held(self, key: str) -> list[Any]:
        """Facts of a kind begun by that day, oldest first."""
        return self.facts.of(key, self.teacher)

    def told(self, kind: str, row: Any, key: str) -> str:
        """A field of a fact."""
        return self._seen(KIND[kind].column(key), row)

    def pairs(self, *fields: tuple[str, int] | tuple[str, int, str]) -> FormRow:
        """Label and value by turns: key, share of the value, label when it is not the column's title."""
        cells: list[FormCell] = []
        for key, share, *title in fields:
            cells += pair(title[0] if title else COLUMN[key].title, self.text(key), share)
        return FormRow(tuple(cells))

    def _seen(self, column: Column, row: Any) -> str:
        mask = mask_for(column, self.audience)
        text = column.text(row)
        return text if mask is None else mask(text)


def pair(label: str, text: str, share: int) -> list[FormCell]:
    """A label and its value."""
    look = Look.SHORT if len(text) <= share * 3 else Look.TEXT
    return [FormCell(label, _LABEL, Look.LABEL), FormCell(text, share, look)]


def section(title: str) -> FormRow:
    """The heading of what follows, over the whole width."""
    return FormRow((FormCell(title, 24, Look.SECTION),), is_head=True)


def table(heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]) -> list[FormRow]:
    """A small table: (title, share), and rows; the widest column is set from the left."""
    widest = max(share for _, share in heads)
    found = [FormRow(tuple(FormCell(word, share, Look.LABEL) for word, share in heads), is_head=True)]
    for row in rows:
        cells = (
            FormCell(printed(value), share, Look.TEXT if share == widest else Look.SHORT)
            for value, (_, share) in zip(row, heads, strict=True)
        )
        found.append(FormRow(tuple(cells)))
    return found


def span(row: Any) -> str:
    """2025-09 至 2027-06, 2025-09 至今; "" when nothing is known."""
    if not row.begins and not row.ends:
        return ""
    return f"{row.begins} 至{f' {row.ends}' if row.ends else '今'}"


def book(
    key: str, title: str, facts: Facts, audience: Audience, forms: Sequence[Form], per_page: int
) -> FormBook:
    """The forms as one document; one of a single teacher has the name in its own."""
    who = f"_{forms[0].name}" if len(forms) == 1 else ""
    return FormBook(
        key=f"roster_{key}",
        title=f"{facts.school.name}{title}",
        forms=tuple(forms),
        per_page=per_page,
        footer=facts.footer,
        file_name=paper_name(facts.school, f"{title}{who}", facts.on, audience),
        audience=audience,
    )
