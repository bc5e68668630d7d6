"""Forms of self-evaluation as a school keeps its own copies. The shipped ones stand in forms/appraisal and are version 1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersionDraft:
    """One version. number: of the version; since: ISO day; note: 修改说明; content: JSON of the form; is_off: 是 = offered no more."""

    key: str
    number: int
    title: str
    since: str
    note: str
    content: str
    is_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersionRow(FormVersionDraft):
    """A stored version."""

    id: str
    version: int
