"""Whole numbers of people in what is about to leave the house: how many of each, of how many people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.contents import texts_of
from edudesk.base.document import Document
from edudesk.base.form import FormBook
from edudesk.base.masking import numbers_in
from edudesk.base.report import Report

Numbers: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""Citizens' numbers and phones that belong to one person: of a row, a form, a sentence."""


@dataclass(frozen=True)
class Whole:
    """How many different numbers; true when there is any."""

    citizens: int
    phones: int
    people: int

    def __bool__(self) -> bool:
        return bool(self.people)

    @property
    def words(self) -> str:
        """12 人的 12 个完整身份证号和 11 个完整电话."""
        told = [
            f"{count} 个完整{word}"
            for count, word in ((self.citizens, "身份证号"), (self.phones, "电话"))
            if count
        ]
        return f"{self.people} 人的 {'和 '.join(told)}"


def whole_numbers(papers: Iterable[Report | FormBook | Document], more: Iterable[Numbers] = ()) -> Whole:
    """What stands in the papers, each number once. more: of files that are no papers (numbers_of)."""
    found = [*more, *(one for paper in papers for one in _numbers(paper))]
    citizens: set[str] = set()
    phones: set[str] = set()
    people: set[str] = set()
    owners: dict[str, str] = {}  # phone -> the citizen it stood beside
    for own, called in sorted(found, key=lambda one: not one[0]):  # who has both is known by both
        if own:
            people.add(min(own))
            owners |= dict.fromkeys(called, min(own))
        elif called:
            people.add(owners.get(min(called), min(called)))
        citizens |= own
        phones |= called
    return Whole(len(citizens), len(phones), len(people))


def numbers_of(columns: Sequence[Column], texts: Sequence[str]) -> Numbers:
    """Those of one row. A column of phones holds numbers whatever they look like: 0519-86880001."""
    citizens: list[str] = []
    phones: list[str] = []
    for column, text in zip(columns, texts, strict=True):
        if column.kind is Kind.PHONE:
            phones += [text] if text else []
        else:
            own, called = numbers_in(text)
            citizens += own
            phones += called
    return frozenset(citizens), frozenset(phones)


def _numbers(paper: Report | FormBook | Document) -> Iterator[Numbers]:
    if isinstance(paper, Report):
        for row in paper.rows:
            yield numbers_of(paper.columns, [printed(cell) for cell in row])
    elif isinstance(paper, FormBook):
        for form in paper.forms:
            found = [numbers_in(cell.text) for row in form.rows for cell in row.cells]
            yield (
                frozenset(one for own, _ in found for one in own),
                frozenset(one for _, called in found for one in called),
            )
    else:
        for text in texts_of(paper):
            own, called = numbers_in(text)
            for citizen, phone in zip_longest(own, called):
                yield frozenset(filter(None, (citizen,))), frozenset(filter(None, (phone,)))
