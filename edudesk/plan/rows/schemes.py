"""Schemes of evaluation as a school keeps its own copies. The shipped ones stand in forms/plan and are version 1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeVersionDraft:
    """One version. number: of the version; since: ISO day; note: 修改说明; content: JSON of the scheme; is_off: 是 = offered no
    more (停用), what was evaluated by it keeps it."""

    key: str
    number: int
    title: str
    since: str
    note: str
    content: str
    is_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeVersionRow(SchemeVersionDraft):
    """A stored version."""

    id: str
    version: int
